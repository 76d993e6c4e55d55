/** What can be done about a hazard, or about the function under the cursor: edits where a mend is mechanical, else commands of the client. */
import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from 'vscode-languageserver';
import type { PatchDocument } from '../patch/types.ts';
import { type Desk, remediesOf } from '../review/index.ts';
import type { Finding, Review } from '../review/types.ts';
import { findingMessage } from './diagnostics.ts';
import { lineEdits } from './line-edits.ts';
import { nameAt } from './navigation.ts';
import { clientCommands, type DismissArgument, type ExplainArgument, type PromptsParams, type RuleArgument } from './protocol.ts';
import { contains } from './ranges.ts';
import { mendedBy } from './review-data.ts';
import type { RulePage } from './rule-pages.ts';

export interface ActionContext {
  readonly uri: string;
  readonly document: PatchDocument;
  readonly review: Review;
  readonly desk?: Desk;
  readonly rulePage: RulePage;
  readonly showCarried: boolean;
  /** a C file, not a patch */
  readonly working: boolean;
  /** commands that the client has */
  readonly commands: readonly string[];
  lineText(line: number): string;
  /** whether the model has C for the function */
  hasContract(name: string): boolean;
}

/** `diagnostics`: those that the client sent along; an action that answers one names it. `only`: kinds that are wanted, all without. */
export function codeActions(
  context: ActionContext,
  range: Range,
  diagnostics: readonly Diagnostic[],
  only?: readonly string[],
): CodeAction[] {
  const { review, uri, commands } = context;
  const wants = (kind: string): boolean => !only || only.length === 0 || only.some((o) => kind === o || kind.startsWith(`${o}.`));
  const out: CodeAction[] = [];
  const can = (command: string): boolean => commands.includes(command);
  const shown = review.findings.filter(
    (f) => touches(f.input, range) && (f.change === 'introduced' || (f.change === 'carried' && context.showCarried)),
  );
  if (wants(CodeActionKind.QuickFix)) {
    for (const finding of shown) {
      const answered = diagnostics.filter((d) => (d.data as { fingerprint?: unknown } | undefined)?.fingerprint === finding.fingerprint);
      const about = answered.length > 0 ? { diagnostics: answered } : {};
      out.push(...mends(context, finding).map((action) => ({ ...action, ...about })));
      const act = (title: string, command: string, argument: unknown): void => {
        if (can(command)) out.push({ title, kind: CodeActionKind.QuickFix, ...about, command: { title, command, arguments: [argument] } });
      };
      act(`Explain the path of ${finding.rule}`, clientCommands.explainPath, {
        uri,
        fingerprint: finding.fingerprint,
      } satisfies ExplainArgument);
      const page = context.rulePage(finding.rule);
      if (page !== undefined)
        act(`Open the page of ${finding.rule}`, clientCommands.openRule, { rule: finding.rule, page } satisfies RuleArgument);
      act(`Dismiss this ${finding.rule} with a reason`, clientCommands.dismiss, dismissal(uri, finding));
    }
  }
  if (wants(CodeActionKind.Empty) || wants('source')) {
    const name = nameAt(context.document, range.start);
    if (name && can(clientCommands.showContract) && context.hasContract(name)) {
      const title = `Show the model's C of ${name}()`;
      out.push({ title, kind: CodeActionKind.Empty, command: { title, command: clientCommands.showContract, arguments: [{ uri, name }] } });
    }
    const f = can(clientCommands.showPrompts) ? functionIn(context, range) : undefined;
    if (f) {
      const title = `Review questions for ${f}()`;
      const argument: PromptsParams = { uri, range };
      out.push({ title, kind: CodeActionKind.Empty, command: { title, command: clientCommands.showPrompts, arguments: [argument] } });
    }
  }
  return out;
}

function touches(a: Range, b: Range): boolean {
  return contains(a, b.start) || contains(a, b.end) || contains(b, a.start) || (a.start.line >= b.start.line && a.start.line <= b.end.line);
}

function dismissal(uri: string, finding: Finding): DismissArgument {
  const { fingerprint, rule, change, file, line } = finding;
  return { uri, fingerprint, rule, change, function: finding.function, file, line, range: finding.input, message: findingMessage(finding) };
}

function mends({ uri, document, review, desk, working, lineText }: ActionContext, finding: Finding): CodeAction[] {
  // what a later patch of the series mends would be mended twice, and that patch would not apply any more
  if (!desk || mendedBy(finding, review) !== undefined) return [];
  const out: CodeAction[] = [];
  for (const remedy of remediesOf(desk, finding)) {
    const reviewed = review.patches[remedy.patch];
    const file = reviewed && document.messages[reviewed.message]?.patches[reviewed.patch]?.files[remedy.file];
    const edits = file && lineEdits(file, remedy.edits, lineText, working);
    if (edits)
      out.push({ title: remedy.title, kind: CodeActionKind.QuickFix, edit: { changes: { [uri]: edits } }, isPreferred: out.length === 0 });
  }
  return out;
}

function functionIn({ document, desk }: ActionContext, range: Range): string | undefined {
  for (const message of document.messages)
    for (const patch of message.patches)
      for (const file of patch.files)
        for (const [h, hunk] of file.hunks.entries()) {
          if (!contains(hunk.range, range.start)) continue;
          const l = hunk.lines.findIndex((line) => line.line === range.start.line && line.column < 1 << 20);
          const f = l < 0 ? undefined : desk?.functionAt({ file, hunk: h, line: l, column: 0 });
          if (f?.touched) return f.name;
        }
  return undefined;
}
