/**
 * Where a run of lines stands in a text, nearest place first. Pure.
 */
import type { LineView } from './lines.ts';

/** With more places than this for the rarest line of a hunk they are not tried one by one: that could be quadratic. */
const MOST_TRIED = 1000;

export interface Search {
  readonly view: LineView;
  readonly ids: Int32Array;
  /** the part of the hunk that has to match: [a, b) */
  readonly a: number;
  readonly b: number;
  /** first and last start that are allowed */
  readonly low: number;
  readonly high: number;
  readonly guess: number;
}

/** Starts (of the whole hunk) where the hunk matches, nearest to the guess first, at most `most`. */
export function matches(search: Search, most: number): number[] {
  const { view, ids, a, b, low, high, guess } = search;
  const found: number[] = [];
  let rarest = -1;
  let places: Int32Array | undefined;
  for (let i = a; i < b; i++) {
    const id = ids[i] ?? -1;
    if (id < 0) return found;
    const at = view.places(id);
    if (!places || at.length < places.length) {
      rarest = i;
      places = at;
    }
  }
  if (!places) return found;
  if (places.length > MOST_TRIED) return nearestFirst(allMatches(search), guess, most);
  const fits = (start: number): boolean => {
    for (let i = a; i < b; i++) if (view.ids[start + i] !== ids[i]) return false;
    return true;
  };
  let later = lowerBound(places, guess + rarest);
  let earlier = later - 1;
  while (found.length < most) {
    const up = later < places.length ? (places[later] ?? 0) - rarest : Infinity;
    const down = earlier >= 0 ? (places[earlier] ?? 0) - rarest : -Infinity;
    const upward = up <= high;
    const downward = down >= low;
    if (!upward && !downward) break;
    let start: number;
    if (upward && (!downward || up - guess <= guess - down)) {
      start = up;
      later++;
    } else {
      start = down;
      earlier--;
    }
    if (start >= low && start <= high && fits(start)) found.push(start);
  }
  return found;
}

function lowerBound(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Knuth, Morris and Pratt: linear where a file and a patch say the same line over and over. */
function allMatches({ view, ids, a, b, low, high }: Search): number[] {
  const size = b - a;
  const border = new Int32Array(size);
  for (let at = 1, matched = 0; at < size; at++) {
    while (matched > 0 && ids[a + at] !== ids[a + matched]) matched = border[matched - 1] ?? 0;
    if (ids[a + at] === ids[a + matched]) matched++;
    border[at] = matched;
  }
  const found: number[] = [];
  for (let at = low + a, matched = 0; at < high + b; at++) {
    while (matched > 0 && (matched === size || view.ids[at] !== ids[a + matched])) matched = border[matched - 1] ?? 0;
    if (view.ids[at] === ids[a + matched]) matched++;
    if (matched === size) found.push(at - b + 1);
  }
  return found;
}

/** Of two places equally far the later one comes first. */
function nearestFirst(ascending: readonly number[], guess: number, most: number): number[] {
  const later = ascending.filter((start) => start >= guess).slice(0, most);
  const earlier = ascending.filter((start) => start < guess).slice(-most);
  return [...later, ...earlier].sort((x, y) => Math.abs(x - guess) - Math.abs(y - guess) || y - x).slice(0, most);
}
