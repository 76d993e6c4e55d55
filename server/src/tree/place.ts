/**
 * Where the hunks of a file go in a text: the search of patch(1), on an index. Pure.
 *
 * A hunk is first tried where it says, moved by what the hunk before it had to be moved, then nearer places before farther ones and
 * later before earlier ones; when that fails, once more with a context line dropped at either end (fuzz), and again. Hunks keep
 * their order, and what one changes no other may touch.
 */
import type { DiffLine, Hunk } from '../patch/types.ts';
import { type Compare, isHead, sectionKey, type TextLines } from './lines.ts';
import { matches } from './search.ts';
import type { HunkFit } from './types.ts';

/** `forward`: the text is the old side of the hunks; `reverse`: it is the new side. */
export type Direction = 'forward' | 'reverse';

export interface PlaceOptions {
  /** most context lines that may be dropped at either end; 2 when not given */
  readonly fuzz?: number;
  /**
   * What to do with a hunk that is not where it says and fits several places: `nearest` takes the nearest, as patch(1) does;
   * `refuse` takes the one whose enclosing function is the one that the hunk header names, else none, and wants that function too
   * before it believes a hunk that was moved and fuzzed. `nearest` when not given.
   */
  readonly ambiguous?: 'nearest' | 'refuse';
}

/**
 * Why a hunk has no place: `incomplete`: it was cut or damaged; `no-match`: its lines are nowhere (or only before the hunk that
 * goes in front of it); `ambiguous`: they are at several places.
 */
export type Misfit = 'incomplete' | 'no-match' | 'ambiguous';

export interface PlacedHunk extends HunkFit {
  /** 0-based line of the text that the first line of the hunk (dropped ones included) stands at */
  readonly start: number;
  /** how its lines were compared */
  readonly compare: Compare;
}

export type Placing =
  | { readonly ok: true; readonly placed: readonly PlacedHunk[] }
  | { readonly ok: false; readonly failedHunk: number; readonly reason: Misfit };

/** More places than this are not told apart: the hunk says too little. */
const MOST_CANDIDATES = 64;

export function placeHunks(text: TextLines, hunks: readonly Hunk[], direction: Direction, options: PlaceOptions = {}): Placing {
  const plain = plainCompare(text, hunks, direction);
  const placed: PlacedHunk[] = [];
  let frozen = 0; // the first line that no earlier hunk has changed
  let moved = 0; // how far the hunk before was moved
  for (const [index, hunk] of hunks.entries()) {
    if (!hunk.complete) return { ok: false, failedHunk: index, reason: 'incomplete' };
    const side = sideOf(hunk, direction);
    const compare = hunk.whitespaceDamaged ? 'loose' : plain;
    const found = findPlace(text, hunk, side, compare, side.first + moved, frozen, options);
    if (typeof found === 'string') return { ok: false, failedHunk: index, reason: found };
    moved = found.start - side.first;
    placed.push({ hunk: index, offset: moved, fuzz: found.fuzz, start: found.start, compare });
    frozen = Math.max(frozen, found.start + side.changedEnd);
  }
  return { ok: true, placed };
}

/** Line of the hunk that the given side of the file has. */
export function isOn(line: DiffLine, direction: Direction): boolean {
  return line.kind === 'context' || line.kind === (direction === 'forward' ? 'del' : 'add');
}

/** The lines of one side of a hunk. */
interface HunkSide {
  readonly lines: readonly DiffLine[];
  /** 0-based line where the header says that they begin */
  readonly first: number;
  /** context lines at the beginning and at the end */
  readonly prefix: number;
  readonly suffix: number;
  /** index in `lines` behind the last one that changes or that something is put behind */
  readonly changedEnd: number;
}

function sideOf(hunk: Hunk, direction: Direction): HunkSide {
  const lines: DiffLine[] = [];
  let prefix = -1;
  let changedEnd = 0;
  for (const line of hunk.lines) {
    if (line.kind !== 'context' && prefix < 0) prefix = lines.length;
    if (isOn(line, direction)) lines.push(line);
    if (line.kind !== 'context') changedEnd = lines.length;
  }
  const start = direction === 'forward' ? hunk.oldStart : hunk.newStart;
  // A side without lines is named by the line that it comes behind.
  const first = Math.max(0, lines.length === 0 ? start : start - 1);
  return { lines, first, prefix: prefix < 0 ? lines.length : prefix, suffix: lines.length - changedEnd, changedEnd };
}

/** Line ends are forgiven only when the whole text and the whole patch differ in them. */
function plainCompare(text: TextLines, hunks: readonly Hunk[], direction: Direction): Compare {
  let some = false;
  let all = true;
  for (const hunk of hunks)
    for (const line of hunk.lines)
      if (isOn(line, direction)) {
        if (line.text.endsWith('\r')) some = true;
        else all = false;
      }
  if (text.carriageReturns > 0 && !some) return 'no-cr';
  if (text.carriageReturns === 0 && some && all) return 'no-cr';
  return 'exact';
}

function findPlace(
  text: TextLines,
  hunk: Hunk,
  side: HunkSide,
  compare: Compare,
  guess: number,
  frozen: number,
  options: PlaceOptions,
): { start: number; fuzz: number } | Misfit {
  const size = text.lines.length;
  if (side.lines.length === 0) {
    // Nothing to look for: an insertion without context goes where it says, if that place is there.
    return guess >= frozen && guess <= size ? { start: guess, fuzz: 0 } : 'no-match';
  }
  const view = text.view(compare);
  const ids = Int32Array.from(side.lines, (line) => view.id(line.text, line.noEol));
  const context = Math.max(side.prefix, side.suffix);
  const most = Math.min(options.fuzz ?? 2, context);
  for (let fuzz = 0; fuzz <= most; fuzz++) {
    // The shorter context is dropped later: being short, it says that the hunk stands at the beginning or end of the file.
    const fromStart = fuzz + side.prefix - context;
    const fromEnd = fuzz + side.suffix - context;
    const a = Math.max(0, fromStart);
    const b = side.lines.length - Math.max(0, fromEnd);
    if (a >= b) break;
    if (fuzz > 0 && options.ambiguous === 'refuse' && !saysEnough(side.lines.slice(a, b))) break;
    let low = frozen;
    let high = size - b;
    if (fromStart < 0 && side.first === 0) high = Math.min(high, 0);
    if (fromEnd < 0) low = Math.max(low, size - side.lines.length);
    const search = { view, ids, a, b, low, high, guess };
    const found = matches(search, options.ambiguous === 'refuse' ? MOST_CANDIDATES : 1);
    const nearest = found[0];
    if (nearest === undefined) continue;
    if (options.ambiguous !== 'refuse' || (nearest === guess && fuzz === 0)) return { start: nearest, fuzz };
    return chooseMoved(text, hunk, side, { found, guess, fuzz, from: a });
  }
  return 'no-match';
}

/** With lines dropped, the rest must be more than what stands everywhere: a line that changes, or four lines of context. */
function saysEnough(lines: readonly DiffLine[]): boolean {
  return lines.some((line) => /[A-Za-z]/.test(line.text)) && (lines.length >= 4 || lines.some((line) => line.kind !== 'context'));
}

/**
 * Of the places where a hunk fits that is not exactly where it says: the one in the function that its header names. A place in
 * another function is none, as long as the file has the function that is named (it may have been renamed). Where lines had to be
 * dropped and the hunk was moved as well, the name must be there.
 */
function chooseMoved(
  text: TextLines,
  hunk: Hunk,
  side: HunkSide,
  at: { readonly found: readonly number[]; readonly guess: number; readonly fuzz: number; readonly from: number },
): { start: number; fuzz: number } | Misfit {
  const { found, guess, fuzz, from } = at;
  if (found.length >= MOST_CANDIDATES) return 'ambiguous';
  const section = sectionKey(hunk.section);
  const ownHead = side.lines.slice(from, side.prefix).some((line) => line.kind === 'context' && isHead(line.text));
  const verdict = (start: number): 'named' | 'elsewhere' | 'unknown' => {
    if (ownHead || (section !== '' && enclosingHead(text, start) === section)) return 'named';
    return section !== '' && text.heads.has(section) ? 'elsewhere' : 'unknown';
  };
  const verdicts = found.map((start) => ({ start, verdict: verdict(start) }));
  const possible = verdicts.filter(
    (each) => each.verdict === 'named' || (each.verdict === 'unknown' && (fuzz === 0 || each.start === guess)),
  );
  const named = possible.filter((each) => each.verdict === 'named');
  const chosen = named.length > 0 ? named : possible;
  if (chosen[0] === undefined) return 'no-match';
  return chosen.length === 1 || chosen[0].start === guess ? { start: chosen[0].start, fuzz } : 'ambiguous';
}

/** The line above that git would print behind `@@`: the last one that begins with a name and is no label. */
function enclosingHead(text: TextLines, start: number): string | undefined {
  for (let at = start - 1; at >= 0; at--) {
    const line = text.lines[at] ?? '';
    if (isHead(line)) return sectionKey(line);
  }
  return undefined;
}
