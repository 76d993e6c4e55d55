/** Where a line of the input stands in a message: on a line of a diff, on the head of a hunk or a file, in the words around them. */
import type { Message } from '../patch/types.ts';

export type Place =
  /** `line` -1: the `@@` line; `hunk` -1: the head of the file */
  | { readonly at: 'diff'; readonly patch: number; readonly file: number; readonly hunk: number; readonly line: number }
  /** a line of the commit message, the notes below `---`, the diffstat, a comment between quoted lines */
  | { readonly at: 'words'; readonly line: number }
  /** nothing to quote */
  | { readonly at: 'end' };

/** `bodyStart`: first line behind the header, 0-based in the input. */
export function placeOf(message: Message, line: number, bodyStart: number): Place {
  for (const [patch, { range, files }] of message.patches.entries()) {
    if (line < range.start.line || line > range.end.line) continue;
    for (const [file, { range: fileRange, hunks }] of files.entries()) {
      if (line < fileRange.start.line || line > fileRange.end.line) continue;
      for (const [hunk, { range: hunkRange, headerRange, lines }] of hunks.entries()) {
        if (line < hunkRange.start.line || line > hunkRange.end.line) continue;
        if (line <= headerRange.end.line) return { at: 'diff', patch, file, hunk, line: -1 };
        const index = lastAtOrAbove(lines, line);
        // The end of a reply's hunk may hold words of somebody else: those are words.
        if (index >= 0 && lastLineOf(lines[index]!) >= line) return { at: 'diff', patch, file, hunk, line: index };
        return { at: 'words', line };
      }
      const firstHunk = hunks[0];
      if (!firstHunk || line < firstHunk.range.start.line) return { at: 'diff', patch, file, hunk: -1, line: -1 };
      return { at: 'words', line };
    }
  }
  const { start, end } = message.range;
  const behind = message.patches.some(({ range, quoteDepth }) => quoteDepth === 0 && line > range.end.line);
  return line >= Math.max(start.line, bodyStart) && line <= end.line && !behind ? { at: 'words', line } : { at: 'end' };
}

/** Index of the last diff line that begins on this line of the input or above it; -1 when none does. */
function lastAtOrAbove(lines: readonly { readonly line: number }[], line: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]!.line <= line) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A line of quoted-printable goes over several lines of the input. */
function lastLineOf({ line, spans }: { readonly line: number; readonly spans?: readonly (readonly [number, number, number])[] }): number {
  return spans?.at(-1)?.[1] ?? line;
}
