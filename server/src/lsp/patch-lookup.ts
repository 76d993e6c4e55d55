/** From a place in the text to what the patch room knows about it. */
import { rangeOf } from '../patch/index.ts';
import type { DiffLine, FileDiff, Hunk, Message, Patch, PatchDocument, Position, Range } from '../patch/types.ts';
import { contains } from './ranges.ts';

export interface PlaceInPatch {
  readonly message: Message;
  readonly patch: Patch;
  readonly file: FileDiff;
  readonly hunk: Hunk;
  readonly line: DiffLine;
  /** UTF-16 offset in `line.text` */
  readonly offset: number;
}

/** The code line at a position; undefined outside of hunks and in front of the code (quote marks, `+`). */
export function placeInPatch(document: PatchDocument, position: Position): PlaceInPatch | undefined {
  for (const message of document.messages) {
    if (!contains(message.range, position)) continue;
    for (const patch of message.patches) {
      if (!contains(patch.range, position)) continue;
      for (const file of patch.files) {
        if (!contains(file.range, position)) continue;
        for (const hunk of file.hunks) {
          if (!contains(hunk.range, position)) continue;
          for (const line of hunk.lines) {
            const offset = offsetIn(line, position);
            if (offset !== undefined) return { message, patch, file, hunk, line, offset };
          }
        }
      }
    }
  }
  return undefined;
}

/** Offset in the text of a diff line, or undefined when the position is not on it. */
export function offsetIn(line: DiffLine, position: Position): number | undefined {
  if (!line.spans) {
    const offset = position.character - line.column;
    return line.line === position.line && offset >= 0 && offset <= line.text.length ? offset : undefined;
  }
  for (let i = line.spans.length - 1; i >= 0; i--) {
    const [from, inputLine, inputColumn] = line.spans[i]!;
    if (inputLine !== position.line || position.character < inputColumn) continue;
    const end = line.spans[i + 1]?.[0] ?? line.text.length;
    return Math.min(from + position.character - inputColumn, end);
  }
  return undefined;
}

export interface Word {
  readonly text: string;
  readonly range: Range;
}

/** The C identifier around an offset of a text, as [start, end), or undefined. */
export function identifierAround(text: string, offset: number): readonly [number, number] | undefined {
  let start = offset;
  let end = offset;
  while (start > 0 && /\w/.test(text[start - 1]!)) start--;
  while (end < text.length && /\w/.test(text[end]!)) end++;
  return end > start && !/\d/.test(text[start]!) ? [start, end] : undefined;
}

/** The identifier in the code of the patch at a position. */
export function codeWordAt(document: PatchDocument, position: Position): Word | undefined {
  const place = placeInPatch(document, position);
  if (!place) return undefined;
  const found = identifierAround(place.line.text, place.offset);
  if (!found) return undefined;
  const [start, end] = found;
  return { text: place.line.text.slice(start, end), range: rangeOf(place.line, start, end) };
}
