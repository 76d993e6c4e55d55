/**
 * Review -> diagnostics: a squiggle on the exact tokens, the rule as a code that leads to its page, the path as related
 * information. Introduced hazards in their severity, fixed ones as a quiet hint, carried ones only when asked for.
 */
import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity } from 'vscode-languageserver';
import type { PatchDiagnostic, PatchDocument } from '../patch/types.ts';
import type { Finding, FindingStep, Review } from '../review/types.ts';
import type { DiagnosticData } from './protocol.ts';
import type { RulePage } from './rule-pages.ts';
import { treeLine } from './tree-line.ts';

export const diagnosticSource = 'mm';

export interface DiagnosticOptions {
  /** the document's own */
  readonly uri: string;
  readonly showCarried: boolean;
  /** URI of a file of the kernel tree, when there is a tree */
  readonly treeUri?: (file: string) => string | undefined;
  /** where a rule is explained; the project's pages on the net when left out */
  readonly rulePage?: RulePage;
}

const severities = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, info: DiagnosticSeverity.Information } as const;

/** What could not be read of the text: known before any review. What was mended in reading is a hint: a mailbox has hundreds, and they are no problems. */
export function patchDiagnostics(diagnostics: readonly PatchDiagnostic[]): Diagnostic[] {
  return diagnostics.map(({ range, severity, code, message }) => ({
    range,
    severity: severity === 'info' ? DiagnosticSeverity.Hint : severities[severity],
    code: `patch/${code}`,
    source: diagnosticSource,
    message,
  }));
}

export function reviewDiagnostics(document: PatchDocument, review: Review, options: DiagnosticOptions): Diagnostic[] {
  const shown = review.findings.filter((finding) => finding.change !== 'carried' || options.showCarried);
  return [...patchDiagnostics(review.diagnostics), ...shown.map((finding) => findingDiagnostic(document, review, finding, options))];
}

function findingDiagnostic(document: PatchDocument, review: Review, finding: Finding, options: DiagnosticOptions): Diagnostic {
  const href = options.rulePage?.(finding.rule);
  const { fingerprint, rule, change, file, line } = finding;
  return {
    range: finding.input,
    severity:
      finding.change === 'introduced'
        ? severities[finding.severity]
        : finding.change === 'fixed'
          ? DiagnosticSeverity.Hint
          : DiagnosticSeverity.Information,
    code: finding.rule,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    source: diagnosticSource,
    message: findingMessage(finding),
    relatedInformation: finding.path.map((step, index) => related(document, review, finding, step, index, options)),
    data: { fingerprint, rule, change, function: finding.function, file, line } satisfies DiagnosticData,
  };
}

/** The message with what the patch does to the hazard, and what would make it right. */
export function findingMessage(finding: Finding): string {
  const lead = finding.change === 'fixed' ? 'Fixed by the patch: ' : finding.change === 'carried' ? 'There before the patch: ' : '';
  return `${lead}${finding.message}${finding.remedy && finding.change !== 'fixed' ? `\n${finding.remedy}` : ''}`;
}

/** `mm/zswap.c:120`; in a reply that cut the code, the number may be unknown: 0. */
export const placeName = (file: string, line: number): string => (line > 0 ? `${file}:${line}` : file);

function related(
  document: PatchDocument,
  review: Review,
  finding: Finding,
  step: FindingStep,
  index: number,
  options: DiagnosticOptions,
): DiagnosticRelatedInformation {
  const message = `${index + 1}. ${step.note}`;
  if (step.input) return { location: { uri: options.uri, range: step.input }, message };
  // a step in code that the patch does not touch is at its line of the tree already
  // one of another thread may stand in a scenario alone, which has no line: 0
  const line = step.file === undefined ? treeLine(document, review, finding, step.line) : step.line > 0 ? step.line : undefined;
  const uri = line === undefined ? undefined : options.treeUri?.(step.file ?? finding.file);
  if (uri && line !== undefined) {
    const start = { line: line - 1, character: 0 };
    return { location: { uri, range: { start, end: start } }, message };
  }
  // The patch does not show the line and no file can: the step stands at the hazard and names its place.
  return {
    location: { uri: options.uri, range: finding.input },
    message: `${message} (${placeName(step.file ?? finding.file, step.line)})`,
  };
}
