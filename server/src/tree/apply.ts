/**
 * Hunks applied to, or undone in, a text. Pure.
 *
 * Context lines take the text that is there (a patch with lost tabs must not spread them), new lines the text of the patch.
 */
import type { Hunk } from '../patch/types.ts';
import { content, TextLines } from './lines.ts';
import { type Direction, isOn, type Misfit, type PlacedHunk, type PlaceOptions, placeHunks } from './place.ts';
import type { HunkFit } from './types.ts';

/** A line of the patch: index into the hunks and into Hunk.lines. */
export interface ShownLine {
  readonly hunk: number;
  readonly line: number;
}

/** 1-based line of a text -> the line of the patch that shows it. */
export type ShownLines = ReadonlyMap<number, ShownLine>;

export type Applied =
  | {
      readonly ok: true;
      readonly text: string;
      readonly fits: readonly HunkFit[];
      /** which lines of the given text / of the resulting text the patch shows */
      readonly shownBefore: ShownLines;
      readonly shownAfter: ShownLines;
    }
  | { readonly ok: false; readonly failedHunk: number; readonly reason: Misfit };

/**
 * The text with all hunks applied (`forward`: the text is their old side; `reverse`: their new side). All or nothing.
 * `failedHunk` is an index into `hunks`. A TextLines may be given in place of the text, to index it only once.
 */
export function applyHunks(text: string | TextLines, hunks: readonly Hunk[], direction: Direction, options: PlaceOptions = {}): Applied {
  const lines = typeof text === 'string' ? new TextLines(text) : text;
  const placing = placeHunks(lines, hunks, direction, options);
  if (!placing.ok) return placing;
  const fits = placing.placed.map(({ hunk, offset, fuzz }) => ({ hunk, offset, fuzz }));
  return { ok: true, fits, ...rebuild(lines, hunks, direction, placing.placed) };
}

function rebuild(
  source: TextLines,
  hunks: readonly Hunk[],
  direction: Direction,
  placed: readonly PlacedHunk[],
): { text: string; shownBefore: ShownLines; shownAfter: ShownLines } {
  const out: string[] = [];
  const shownBefore = new Map<number, ShownLine>();
  const shownAfter = new Map<number, ShownLine>();
  let noEol = false;
  let copied = 0; // lines of the source that are in `out` or left out of it for good
  const copyTo = (end: number): void => {
    for (; copied < end; copied++) {
      out.push(source.lines[copied] ?? '');
      noEol = source.noEol && copied === source.lines.length - 1;
    }
  };
  // Where two hunks show the same context line, the first one is its place.
  const show = (map: Map<number, ShownLine>, line: number, shown: ShownLine): void => {
    if (!map.has(line)) map.set(line, shown);
  };
  for (const { hunk: index, start, compare } of placed) {
    let at = start;
    hunks[index]?.lines.forEach((line, number) => {
      const shown = { hunk: index, line: number };
      if (line.kind === 'context') {
        // A context line that was dropped for fuzz is not what stands there.
        if (at < source.lines.length && content(source.lines[at] ?? '', compare) === content(line.text, compare)) {
          show(shownBefore, at + 1, shown);
          show(shownAfter, out.length + (at - copied) + 1, shown);
        }
        at++;
      } else if (isOn(line, direction)) {
        copyTo(at);
        show(shownBefore, at + 1, shown);
        at++;
        copied = at;
      } else {
        copyTo(at);
        out.push(compare === 'exact' ? line.text : withLineEnd(line.text, source));
        noEol = line.noEol;
        show(shownAfter, out.length, shown);
      }
    });
  }
  copyTo(source.lines.length);
  const text = out.length === 0 ? '' : out.join('\n') + (noEol ? '' : '\n');
  return { text, shownBefore, shownAfter };
}

/** Where patch and text disagree about carriage returns, the text is right. */
function withLineEnd(line: string, source: TextLines): string {
  const bare = line.endsWith('\r') ? line.slice(0, -1) : line;
  return source.carriageReturns * 2 > source.lines.length ? `${bare}\r` : bare;
}
