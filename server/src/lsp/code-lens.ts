/** Review -> one line above each patch: what it does to hazards, and how much of the code could be seen. */
import type { CodeLens } from 'vscode-languageserver';
import type { PatchDocument } from '../patch/types.ts';
import type { Finding, Review, ReviewedFile, ReviewedPatch } from '../review/types.ts';

export interface CodeLensOptions {
  readonly uri: string;
  readonly showCarried: boolean;
  /** fingerprints of what the reader dismissed: counted apart */
  readonly dismissed?: ReadonlySet<string>;
  /** a client command that takes (uri, range); without it the line cannot be clicked */
  readonly command?: string;
}

export function codeLenses(document: PatchDocument, review: Review, options: CodeLensOptions): CodeLens[] {
  return review.patches.map((patch, index) => {
    const findings = review.findings.filter((finding) => finding.patch === index);
    const isOpen = ({ change, fingerprint }: Finding): boolean => change === 'introduced' && !options.dismissed?.has(fingerprint);
    const first = findings.find(isOpen) ?? findings.find((finding) => finding.change === 'fixed');
    const start = { line: lensLine(document, patch), character: 0 };
    return {
      range: { start, end: start },
      command: {
        title: lensTitle(patch, review, findings, options),
        command: options.command && first ? options.command : '',
        ...(options.command && first ? { arguments: [options.uri, first.input] } : {}),
      },
    };
  });
}

/** Above the subject, where a reader begins; above the diff where one message holds several. */
function lensLine(document: PatchDocument, patch: ReviewedPatch): number {
  const message = document.messages[patch.message];
  return message && message.patches.length === 1 && message.subjectRange ? message.subjectRange.start.line : patch.range.start.line;
}

function lensTitle(patch: ReviewedPatch, review: Review, findings: readonly Finding[], options: CodeLensOptions): string {
  if (patch.files.length === 0) return 'no C code to review';
  const parts = [counts(findings, options), ...seen(patch.files, review)];
  if (review.era && review.era.from !== 'tree') parts.push(`kernel ${review.era.version} by its ${eraWord[review.era.from]}`);
  const bounded = patch.files.flatMap((file) => file.functions.filter((name) => review.bounded.includes(`${file.path}:${name}`)));
  if (bounded.length > 0) parts.push(`not fully explored: ${bounded.map((name) => `${name}()`).join(', ')}`);
  return oneLine(parts.join(' · '));
}

const eraWord = { 'base-commit': 'base-commit', mail: 'mail', date: 'date', names: 'names' } as const;

function counts(all: readonly Finding[], { showCarried, dismissed }: CodeLensOptions): string {
  const isDismissed = ({ change, fingerprint }: Finding): boolean => change === 'introduced' && dismissed?.has(fingerprint) === true;
  const findings = all.filter((finding) => !isDismissed(finding));
  const count = (change: Finding['change']): number => findings.filter((finding) => finding.change === change).length;
  const questions = findings.filter(({ change, severity }) => change === 'introduced' && severity === 'info').length;
  const [introduced, fixed, carried] = [count('introduced') - questions, count('fixed'), showCarried ? count('carried') : 0];
  const letGo = all.length - findings.length;
  if (introduced + questions + fixed + carried + letGo === 0) return 'no hazard found';
  const parts = [introduced === 0 ? 'no hazard introduced' : `${introduced} ${introduced === 1 ? 'hazard' : 'hazards'} introduced`];
  if (questions > 0) parts.push(`${questions} ${questions === 1 ? 'question' : 'questions'}`);
  if (fixed > 0) parts.push(`${fixed} fixed`);
  if (carried > 0) parts.push(`${carried} there before`);
  if (letGo > 0) parts.push(`${letGo} dismissed`);
  return parts.join(', ');
}

/** What was seen of each file, files that are alike together; reasons only where there are few. */
function seen(files: readonly ReviewedFile[], review: Review): string[] {
  const reasons = new Set(files.map((file) => (file.context === 'hunks' ? reasonOf(file) : undefined)));
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const how = context(file, review, reasons.size <= 3);
    const group = groups.get(how);
    if (group) group.push(file.path);
    else groups.set(how, [file.path]);
  }
  return [...groups].map(([how, paths]) => {
    const named = paths.filter((path) => path !== '');
    if (named.length === 0) return how;
    return `${paths.length > 2 ? `${paths.length} files` : named.join(', ')}: ${how}`;
  });
}

function context(file: ReviewedFile, review: Review, withReason: boolean): string {
  const version = review.era?.from === 'tree' ? ` ${review.era.version}` : '';
  switch (file.context) {
    case 'tree':
      return `tree${version}`;
    case 'applied':
      return `tree${version}, patch already applied`;
    case 'blobs':
      return 'blobs of the git repository';
    case 'hunks': {
      const reason = reasonOf(file);
      return reason && withReason ? `hunks only, ${reason}` : 'hunks only';
    }
  }
}

/** The reason without the path, which stands in front of it already. */
function reasonOf({ path, reason }: ReviewedFile): string | undefined {
  if (!reason) return undefined;
  const rest = path !== '' && reason.startsWith(path) ? reason.slice(path.length).replace(/^:?\s+/, '') : reason;
  return rest.replace(/^is /, '').replace(/\.$/, '');
}

/** VS Code would take `$(name)` of a stranger's path for an icon. */
function oneLine(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').replaceAll('$(', '$ (');
}
