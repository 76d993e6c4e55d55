/**
 * Places: a line of a body as it reads after decoding, and where each character of it stands in the input.
 *
 * A transfer encoding, a mended wrap or a stripped quote mark moves text away from its column; everything that is read
 * is therefore read from a `BodyLine`, and everything that is reported goes back through it.
 */
import type { Position, Range } from './types.ts';

/** [offset in the text, input line, input column]: from this offset on the text stands there. */
export type Span = readonly [number, number, number];

export interface BodyLine {
  /** Decoded, without its line end. */
  readonly text: string;
  /** Input line and column of the first character. */
  readonly line: number;
  readonly column: number;
  /**
   * Where columns are not `column + offset`; ascending offsets. Two spans may share an offset: the first is where the text
   * before it ends, the last is where the text from it begins (a soft line break lies between them).
   */
  readonly spans?: readonly Span[];
}

/** The input lines of one message: `texts[i]` is the input line `first + i`. */
export interface RawLines {
  readonly first: number;
  readonly texts: readonly string[];
}

/** Where the character at `offset` begins. */
export function startAt(at: BodyLine, offset: number): Position {
  const spans = at.spans;
  if (!spans || spans.length === 0) return { line: at.line, character: at.column + offset };
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span)[0] <= offset) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return { line: at.line, character: at.column + offset };
  const [from, line, column] = spans[low - 1] as Span;
  return { line, character: column + offset - from };
}

/** Where the character before `offset` ends. */
export function endAt(at: BodyLine, offset: number): Position {
  const spans = at.spans;
  if (!spans || spans.length === 0) return { line: at.line, character: at.column + offset };
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span)[0] < offset) low = middle + 1;
    else high = middle;
  }
  const exact = spans[low];
  if (exact && exact[0] === offset) return { line: exact[1], character: exact[2] };
  if (low === 0) return { line: at.line, character: at.column + offset };
  const [from, line, column] = spans[low - 1] as Span;
  return { line, character: column + offset - from };
}

/** The input range of `text.slice(from, to)`. An empty slice is an empty range. */
export function rangeIn(at: BodyLine, from: number, to: number): Range {
  const start = startAt(at, from);
  return { start, end: to <= from ? start : endAt(at, to) };
}

export function wholeLine(at: BodyLine): Range {
  return rangeIn(at, 0, at.text.length);
}

/** The rest of a line from `from` on, as a line of its own. */
export function tailOf(at: BodyLine, from: number): BodyLine {
  if (from === 0) return at;
  const start = startAt(at, from);
  const text = at.text.slice(from);
  if (!at.spans) return { text, line: start.line, column: start.character };
  const spans: Span[] = [];
  for (const [offset, line, column] of at.spans) if (offset > from) spans.push([offset - from, line, column]);
  return spans.length > 0
    ? { text, line: start.line, column: start.character, spans: [[0, start.line, start.character], ...spans] }
    : { text, line: start.line, column: start.character };
}

/** Two lines that a mailer tore apart, as one; `glue` stands between them and nowhere in the input. */
export function joined(head: BodyLine, tail: BodyLine, glue: string): BodyLine {
  const spans: Span[] = [...(head.spans ?? [[0, head.line, head.column] as Span])];
  const end = endAt(head, head.text.length);
  spans.push([head.text.length, end.line, end.character]);
  const shift = head.text.length + glue.length;
  for (const [offset, line, column] of tail.spans ?? [[0, tail.line, tail.column] as Span]) spans.push([offset + shift, line, column]);
  return { text: head.text + glue + tail.text, line: head.line, column: head.column, spans };
}
