/** From places in a diff line to places in the input. */
import { rangeIn } from './place.ts';
import type { DiffLine, Range } from './types.ts';

/**
 * The input range of `line.text.slice(from, to)`, 0-based. Offsets outside the text are moved to its nearest end.
 * Where a soft line break lies inside, the range goes over two input lines.
 */
export function rangeOf(line: DiffLine, from: number, to: number): Range {
  const length = line.text.length;
  const start = Math.max(0, Math.min(from, length));
  const end = Math.max(start, Math.min(to, length));
  return rangeIn({ text: line.text, line: line.line, column: line.column, spans: line.spans }, start, end);
}
