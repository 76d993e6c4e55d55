/**
 * A file that somebody is typing in, against what it was: the same review as of a patch, with the whole file as its one hunk. So every place
 * of the new text is a place that "the patch shows", and whatever works in a patch works in the file.
 */
import type { DiffLine, FileDiff, Hunk, Message, Patch, PatchDocument, Range } from '../patch/types.ts';
import { type FileImages, type SourceTree, sharedLines } from '../tree/index.ts';
import type { Bench } from './bench.ts';
import { eraOf } from './era.ts';
import { reviewPatch } from './one-patch.ts';
import type { Finding, Review } from './types.ts';
import type { Workshop } from './workshop.ts';

export interface WorkingFile {
  /** of the tree, `mm/zswap.c` */
  readonly path: string;
  /** text that it is compared with; undefined: the file is new */
  readonly before: string | undefined;
  /** the text as it is in the editor */
  readonly now: string;
}

export interface WorkingOptions {
  readonly tree: SourceTree;
  readonly signal?: AbortSignal;
  turn?(): Promise<void>;
  onBench?(bench: Bench): void;
  /** as in ReviewOptions */
  readonly callers?: 'all' | 'known';
}

/** Columns of lines that are no more: behind the end of any line, so that no position is on them. */
const GONE = 1 << 20;

/** The document that stands for the file; ranges are places in `now`. */
export function documentOfWorking(file: WorkingFile): { readonly document: PatchDocument; readonly images: FileImages } {
  const old = file.before === undefined ? [] : linesOf(file.before);
  const now = linesOf(file.now);
  const lines: DiffLine[] = [];
  const newAt = new Int32Array(now.length + 2);
  const oldAt = new Int32Array(old.length + 2);
  const row = (kind: DiffLine['kind'], text: string, line: number, column: number, oldNo: number, newNo: number): number =>
    lines.push({ kind, text, line, column, oldNo, newNo, noEol: false, afterCut: false });
  const removed = (i: number, next: number): void => {
    oldAt[i + 1] = row('del', old[i]!, Math.min(next, now.length - 1), GONE, i + 1, 0);
  };
  const added = (j: number): void => {
    newAt[j + 1] = row('add', now[j]!, j, 0, 0, j + 1);
  };
  let [i, j] = [0, 0];
  for (const [a, b] of [...sharedLines(old, now), [old.length, now.length] as const]) {
    while (i < a) removed(i++, b);
    while (j < b) added(j++);
    if (i >= old.length || j >= now.length) continue;
    oldAt[i + 1] = newAt[j + 1] = row('context', now[j]!, j, 0, i + 1, j + 1);
    i++;
    j++;
  }
  const range: Range = { start: { line: 0, character: 0 }, end: { line: Math.max(0, now.length - 1), character: now.at(-1)?.length ?? 0 } };
  const top = { start: range.start, end: range.start };
  const hunk: Hunk = {
    range,
    headerRange: top,
    oldStart: 1,
    oldCount: old.length,
    newStart: 1,
    newCount: now.length,
    section: '',
    sectionRange: top,
    lines,
    complete: true,
    whitespaceDamaged: false,
  };
  const diff: FileDiff = {
    range,
    ...(file.before === undefined ? {} : { oldPath: file.path }),
    newPath: file.path,
    status: file.before === undefined ? 'added' : 'modified',
    hunks: [hunk],
  };
  const patch: Patch = { range, quoteDepth: 0, complete: true, files: [diff], comments: [] };
  const message: Message = { kind: 'diff', range, headers: new Map(), references: [], trailers: [], patches: [patch] };
  const shown = (table: Int32Array) => (line: number) => {
    const at = table[line];
    return at ? { hunk: 0, line: at - 1 } : undefined;
  };
  const images: FileImages = {
    path: file.path,
    context: 'applied',
    ...(file.before === undefined ? {} : { oldText: file.before }),
    newText: file.now,
    fits: [],
    newLine: shown(newAt),
    oldLine: shown(oldAt),
  };
  return { document: { messages: [message], diagnostics: [], lineCount: now.length }, images };
}

/** Rejects only with an AbortError. */
export async function reviewWorking(
  file: WorkingFile,
  shop: Workshop,
  o: WorkingOptions,
): Promise<{ readonly document: PatchDocument; readonly review: Review }> {
  const { document, images } = documentOfWorking(file);
  const message = document.messages[0]!;
  const version = await o.tree.version?.();
  const era = eraOf(undefined, { tree: version, fits: true });
  await o.turn?.();
  if (o.signal?.aborted) throw new DOMException('the review was cancelled', 'AbortError');
  const r = await reviewPatch({
    files: message.patches[0]!.files,
    images: [images],
    message,
    era: shop.library.era(era?.version),
    tree: o.tree,
    shop,
    patch: 0,
    signal: o.signal,
    turn: o.turn,
    onBench: o.onBench,
    callers: o.callers,
  });
  const rows = linesOf(file.now);
  const review: Review = {
    patches: [{ message: 0, patch: 0, subject: file.path, range: message.range, files: r.files, series: 0, place: 0 }],
    findings: r.findings.map((f) => onLines(f, rows)),
    diagnostics: [],
    ...(era ? { era } : {}),
    bounded: [...r.bounded].sort(),
  };
  return { document, review };
}

/** What was said of a line that is gone is said of the line that stands there now. */
function onLines(f: Finding, rows: readonly string[]): Finding {
  const fit = (range: Range): Range => {
    if (range.start.character < GONE) return range;
    const row = rows[range.start.line] ?? '';
    const indent = row.length - row.trimStart().length;
    return { start: { line: range.start.line, character: indent }, end: { line: range.start.line, character: row.length } };
  };
  return { ...f, input: fit(f.input), path: f.path.map((s) => (s.input ? { ...s, input: fit(s.input) } : s)) };
}

/** Lines without their ends; a `\r` stays off, as editors have it. */
function linesOf(text: string): string[] {
  return text.split('\n').map((l) => (l.endsWith('\r') ? l.slice(0, -1) : l));
}
