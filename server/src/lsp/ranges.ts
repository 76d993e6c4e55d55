/** Positions and ranges of the patch room, which are LSP's own (0-based lines and UTF-16 columns). */
import type { Position, Range } from '../patch/types.ts';

export function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** Ends count as inside: a cursor behind the last letter of a word is on the word. */
export function contains(range: Range, position: Position): boolean {
  return compare(range.start, position) <= 0 && compare(position, range.end) <= 0;
}

/** Last line that the range has text on: a range that ends at column 0 does not reach that line. */
export function lastLine({ start, end }: Range): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}
