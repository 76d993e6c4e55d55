/**
 * What one input gave, ready to be printed in any format: findings chosen and in a fixed order, so that the same input gives
 * the same bytes whatever the order in which they were found.
 */
import type { Finding, Review, ReviewedFile } from '../review/types.ts';

export type PatchContext = 'tree' | 'applied' | 'hunks';

export interface PatchResult {
  readonly subject: string;
  /** 1-based line of the input where its diff begins */
  readonly line: number;
  readonly files: readonly string[];
  /** the weakest of its files: `hunks` when any of them could not be seen whole */
  readonly context: PatchContext;
}

/** A line for the reader that is no finding: what could not be read of the input, or seen of the code. */
export interface Remark {
  /** 1-based line and column in the input; 0 when it is about the whole */
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly message: string;
}

export interface InputResult {
  readonly input: string;
  readonly patches: readonly PatchResult[];
  readonly findings: readonly Finding[];
  /** introduced, but looked at and dismissed before, with the reason: for formats that know such a thing */
  readonly dismissed: readonly { readonly finding: Finding; readonly reason: string }[];
  readonly remarks: readonly Remark[];
  /** why (a part of) the input could not be reviewed; each one makes the exit status 2 */
  readonly errors: readonly string[];
}

const strength: readonly PatchContext[] = ['hunks', 'applied', 'tree'];

/** `blobs` is as good as the tree: both images are the very ones that the patch was made from. */
export function patchContext(files: readonly ReviewedFile[]): PatchContext {
  let weakest: PatchContext = 'tree';
  for (const file of files) {
    const context = file.context === 'blobs' ? 'tree' : file.context;
    if (strength.indexOf(context) < strength.indexOf(weakest)) weakest = context;
  }
  // A patch without files that can be checked shows nothing but itself.
  return files.length === 0 ? 'hunks' : weakest;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Order of the input; ties by rule, file, line and fingerprint. Code unit order: the same in every locale. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      a.input.start.line - b.input.start.line ||
      a.input.start.character - b.input.start.character ||
      byText(a.rule, b.rule) ||
      byText(a.file, b.file) ||
      a.line - b.line ||
      byText(a.fingerprint, b.fingerprint) ||
      byText(a.change, b.change),
  );
}

export interface Choice {
  /** show carried findings too */
  readonly carried: boolean;
  /** fingerprint -> why the hazard is none */
  readonly dismissed?: ReadonlyMap<string, string>;
  /** a tree was given: say which files could not be found in it, and why */
  readonly tree: boolean;
}

/** More reasons than this are counted. */
const REASONS = 3;

/** Why files could not be seen whole, the first few one by one. */
function whyBlind(files: readonly ReviewedFile[]): string {
  const reasons = files.map(({ path, reason }) => (reason?.includes(path) ? reason : `${path}${reason ? `: ${reason}` : ''}`));
  const rest = reasons.length - REASONS;
  return [...reasons.slice(0, REASONS), ...(rest > 0 ? [`and ${rest} more ${rest === 1 ? 'file' : 'files'}`] : [])].join('; ');
}

/** The result of one input out of its reviews (one, or several when it was read in pieces). */
export function inputResult(input: string, reviews: readonly Review[], choice: Choice, errors: readonly string[] = []): InputResult {
  const patches: PatchResult[] = [];
  const findings: Finding[] = [];
  const dismissed: Finding[] = [];
  const remarks: Remark[] = [];
  for (const review of reviews) {
    for (const patch of review.patches) {
      patches.push({
        subject: patch.subject,
        line: patch.range.start.line + 1,
        files: patch.files.map((file) => file.path).filter((path) => path !== ''),
        context: patchContext(patch.files),
      });
      const blind = choice.tree ? patch.files.filter(({ context }) => context === 'hunks') : [];
      if (blind.length > 0) {
        const { line, character } = patch.range.start;
        const message = `only the hunks were read: ${whyBlind(blind)}`;
        remarks.push({ line: line + 1, column: character + 1, severity: 'info', code: 'hunks-only', message });
      }
    }
    for (const finding of review.findings) {
      if (finding.change === 'carried' && !choice.carried) continue;
      (finding.change !== 'fixed' && choice.dismissed?.has(finding.fingerprint) ? dismissed : findings).push(finding);
    }
    for (const { range, severity, code, message } of review.diagnostics) {
      remarks.push({ line: range.start.line + 1, column: range.start.character + 1, severity, code, message });
    }
    for (const name of review.bounded) {
      remarks.push({
        line: 0,
        column: 0,
        severity: 'info',
        code: 'bounded',
        message: `${name}(): not fully explored (too many paths, or text that could not be read)`,
      });
    }
  }
  if (patches.length === 0 && errors.length === 0) {
    remarks.push({ line: 0, column: 0, severity: 'info', code: 'no-patch', message: 'no patch of C files in it' });
  }
  remarks.sort((a, b) => a.line - b.line || a.column - b.column || byText(a.code, b.code) || byText(a.message, b.message));
  const reasons = inOrder(dismissed).map((finding) => ({ finding, reason: choice.dismissed?.get(finding.fingerprint) ?? '' }));
  return { input, patches, findings: inOrder(findings), dismissed: reasons, remarks, errors };
}

/** What decides the exit status and stands in the summary. */
export interface Totals {
  inputs: number;
  patches: number;
  introduced: number;
  /** of the introduced: remarks that ask, severity `info` */
  questions: number;
  fixed: number;
  carried: number;
  dismissed: number;
  errors: number;
}

export const noTotals = (): Totals => ({
  inputs: 0,
  patches: 0,
  introduced: 0,
  questions: 0,
  fixed: 0,
  carried: 0,
  dismissed: 0,
  errors: 0,
});

export function addTo(totals: Totals, result: InputResult): void {
  totals.inputs++;
  totals.patches += result.patches.length;
  totals.errors += result.errors.length;
  totals.dismissed += result.dismissed.length;
  for (const { change, severity } of result.findings) {
    totals[change]++;
    if (change === 'introduced' && severity === 'info') totals.questions++;
  }
}
