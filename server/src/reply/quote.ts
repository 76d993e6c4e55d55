/**
 * What is quoted of a patch: the answered lines with a little above them, the heads that say where they are, and `[...]` where something
 * was left out. What is quoted can be read back: our own reader finds each note under the line that it answers.
 */
import type { DiffLine, FileDiff, Hunk, Message } from '../patch/types.ts';

/** The place of a cut, on a line of its own, as lists are used to it. */
export const cutMark = '[...]';

/** Lines of a hunk to be quoted, and what to write below them. */
export interface HunkAnswers {
  /** index of the line (-1: the `@@` line) -> what is written below it */
  readonly below: ReadonlyMap<number, readonly string[]>;
  /** lines that show how it comes to this: kept although nothing is written below them */
  readonly alsoShow: ReadonlySet<number>;
}

/** Head of a file, as a diff has it: `line` behind the head is the first `@@`. Only what says which file it is. */
export function quotedFileHead(file: FileDiff, depth: number, source: readonly string[]): string[] {
  const end = file.hunks[0]?.range.start.line ?? file.range.end.line + 1;
  const head: string[] = [];
  for (let line = file.range.start.line; line < end; line++) {
    const text = (source[line] ?? '').replace(/^[>|\s]+(?=diff |--- |\+\+\+ |rename |deleted |new file )/, '');
    if (/^(?:diff (?:--git|--cc|--combined) |--- |\+\+\+ |rename |deleted file |new file )/.test(text)) head.push(quoteAgain(text, depth));
  }
  return head;
}

/** A hunk, cut down to the answered lines with `context` lines above each. */
export function quotedHunk(file: FileDiff, hunkIndex: number, answers: HunkAnswers, depth: number, context: number): string[] {
  const hunk = file.hunks[hunkIndex]!;
  const kept = keptLines(hunk.lines, answers, context);
  const out = [quoteAgain(hunkHead(hunk), depth)];
  let written = false;
  const write = (lines: readonly string[] | undefined): void => {
    if (!lines) return;
    out.push('', ...lines, '');
    written = true;
  };
  write(answers.below.get(-1));
  let last = -1;
  for (const index of kept) {
    const line = hunk.lines[index]!;
    if (index > last + 1) {
      // Below a note there is an empty line already.
      out.push(cutMark);
    }
    out.push(quoteAgain(markOf(line) + line.text, depth));
    written = false;
    write(answers.below.get(index));
    last = index;
  }
  if (written) out.pop();
  return out;
}

/** Not as the input has it: there it may be wrapped or encoded. */
function hunkHead({ oldStart, oldCount, newStart, newCount, section }: Hunk): string {
  const side = (start: number, count: number): string => (count === 1 ? `${start}` : `${start},${count}`);
  return `@@ -${side(oldStart, oldCount)} +${side(newStart, newCount)} @@ ${section.trim()}`.trimEnd();
}

const markOf = (line: DiffLine): string => (line.kind === 'add' ? '+' : line.kind === 'del' ? '-' : ' ');

function keptLines(lines: readonly DiffLine[], { below, alsoShow }: HunkAnswers, context: number): number[] {
  const kept = new Set<number>();
  const keep = (from: number, to: number): void => {
    for (let i = Math.max(0, from); i <= to; i++) kept.add(i);
  };
  for (const at of below.keys()) if (at >= 0) keep(at - context, at);
  for (const at of alsoShow) keep(at, at);
  // A cut of two lines saves nothing.
  const sorted = [...kept].sort((a, b) => a - b);
  let last = -1;
  for (const at of sorted) {
    if (at - last <= 3) keep(last + 1, at);
    last = at;
  }
  return [...kept].filter((at) => at < lines.length).sort((a, b) => a - b);
}

/** Text that was behind `depth` quote marks, behind one more. */
export function quoteAgain(text: string, depth: number): string {
  return `${'>'.repeat(depth + 1)} ${text}`.replace(/^(>+ )$/, (mark) => mark.trimEnd());
}

/** A line of the commit message or of a reply as it stands in the input. */
export function quoteLine(text: string): string {
  if (text.trim() === '') return '>';
  return text.startsWith('>') ? `>${text}` : `> ${text}`;
}

/**
 * What is quoted of a message that quotes the patch itself: its lines as they are, remarks and diff in their order, the heads above answered
 * hunks. `below`: line of the input -> what is written; `alsoShow`: lines that are kept although nothing is.
 */
export function quotedReply(
  message: Message,
  below: ReadonlyMap<number, readonly string[]>,
  alsoShow: ReadonlySet<number>,
  bodyStart: number,
  context: number,
  source: readonly string[],
): string[] {
  const kept = new Set<number>();
  const first = Math.max(bodyStart, message.range.start.line);
  const keep = (from: number, to: number): void => {
    for (let line = Math.max(first, from); line <= to; line++) kept.add(line);
  };
  const answered = [...below.keys()].sort((a, b) => a - b);
  for (const at of answered) keep(at - context, at);
  for (const { files } of message.patches) {
    for (const { range, hunks } of files) {
      const hit = hunks.filter((hunk) => answered.some((at) => at >= hunk.range.start.line && at <= hunk.range.end.line));
      if (hit.length > 0) keep(range.start.line, hunks[0]!.range.start.line - 1);
      for (const hunk of hit) {
        keep(hunk.headerRange.start.line, hunk.headerRange.end.line);
        for (const { line } of hunk.lines) if (alsoShow.has(line)) kept.add(line);
      }
    }
  }
  const out: string[] = [];
  let last = first - 1;
  for (const at of [...kept].sort((a, b) => a - b)) {
    const gap = source.slice(last + 1, at).filter((line) => !/^[>\s]*$/.test(line)).length;
    if (gap > 0 && gap <= 2) for (let line = last + 1; line < at; line++) out.push(quoteLine(source[line] ?? ''));
    else if (gap > 0) out.push(cutMark);
    out.push(quoteLine(source[at] ?? ''));
    const written = below.get(at);
    if (written) out.push('', ...written, '');
    last = at;
  }
  return trimmed(out);
}

/** Without empty quotes in front, empty lines behind, and two empty lines together. */
function trimmed(lines: readonly string[]): string[] {
  const out: string[] = [];
  for (const line of lines) {
    const behindNote = out.length === 0 || out.at(-1) === '';
    if (behindNote && /^[>\s]*$/.test(line)) continue;
    out.push(line);
  }
  while (out.at(-1) === '') out.pop();
  return out;
}

/** Words of a message: the answered lines, each with what stands in its paragraph above it. `below`: line of the input -> what is written. */
export function quotedWords(
  message: Message,
  below: ReadonlyMap<number, readonly string[]>,
  bodyStart: number,
  source: readonly string[],
): string[] {
  const out: string[] = [];
  let last = Math.max(bodyStart, message.range.start.line) - 1;
  for (const at of [...below.keys()].sort((a, b) => a - b)) {
    let from = at;
    while (from > last + 1 && from > at - 12 && (source[from - 1] ?? '').trim() !== '') from--;
    const between = source.slice(last + 1, from).filter((line) => line.trim() !== '').length;
    if (between > 0) out.push(cutMark);
    for (let line = from; line <= at; line++) out.push(quoteLine(source[line] ?? ''));
    out.push('', ...below.get(at)!, '');
    last = at;
  }
  if (out.length > 0) out.pop();
  return out;
}
