/** From an offset in an image to a range of the input. */

import type { Span } from '../c/ast.ts';
import { rangeOf } from '../patch/index.ts';
import type { FileDiff, Range } from '../patch/types.ts';
import type { Image } from './functions.ts';

/** The tokens, when the patch shows their line; at most to the end of that line. */
export function rangeOfSpan(at: Span, image: Image, file: FileDiff): Range | undefined {
  const p = image.placeOf(at[0]);
  const line = p && file.hunks[p.hunk]?.lines[p.line];
  if (!p || !line) return undefined;
  const eol = image.text.indexOf('\n', at[0]);
  const end = Math.min(at[1], eol < 0 ? at[1] : eol);
  const from = Math.min(p.column, line.text.length);
  const to = Math.min(Math.max(from + (end - at[0]), from + 1), Math.max(line.text.length, from));
  return rangeOf(line, from, to);
}

/** Where a remark goes whose own line the patch does not show: the changed line of the function that is nearest, else its first shown line. */
export function nearestShown(at: Span, image: Image, file: FileDiff): Range {
  const fn = image.body.ast.at;
  let best: { range: Range; score: number } | undefined;
  for (let o = image.text.lastIndexOf('\n', fn[0]) + 1; o >= 0 && o < fn[1]; ) {
    const eol = image.text.indexOf('\n', o);
    const p = image.placeOf(o);
    const line = p && file.hunks[p.hunk]?.lines[p.line];
    if (line && line.text.trim() !== '') {
      const indent = line.text.length - line.text.trimStart().length;
      const distance = Math.abs(o - at[0]) + (line.kind === 'context' ? 1_000_000 : 0);
      if (!best || distance < best.score) best = { range: rangeOf(line, indent, line.text.trimEnd().length), score: distance };
    }
    if (eol < 0) break;
    o = eol + 1;
  }
  if (best) return best.range;
  return file.hunks[0]?.headerRange ?? file.range;
}

/** Whether the patch adds the line that the span begins in. */
export function isAdded(at: Span, image: Image, file: FileDiff): boolean {
  const p = image.placeOf(at[0]);
  return p !== undefined && file.hunks[p.hunk]?.lines[p.line]?.kind === 'add';
}

/** Whether the patch takes away the line of the old image that the span begins in. */
export function isRemoved(at: Span, image: Image, file: FileDiff): boolean {
  const p = image.placeOf(at[0]);
  return p !== undefined && file.hunks[p.hunk]?.lines[p.line]?.kind === 'del';
}
