/**
 * The lines that two texts share, in order: what a diff shows as context. Patience first (lines that both have exactly once are anchors),
 * so that a function that was changed is not taken for its neighbour; linear for texts that are mostly alike.
 */

/** Pairs of 0-based line numbers, ascending on both sides, of lines that are equal. */
export function sharedLines(old: readonly string[], now: readonly string[]): [number, number][] {
  const out: [number, number][] = [];
  // an explicit stack: a text of ten thousand anchors must not nest as deeply
  const work: (readonly [a: number, aEnd: number, b: number, bEnd: number])[] = [[0, old.length, 0, now.length]];
  while (work.length > 0) {
    let [a, aEnd, b, bEnd] = work.pop()!;
    while (a < aEnd && b < bEnd && old[a] === now[b]) out.push([a++, b++]);
    while (a < aEnd && b < bEnd && old[aEnd - 1] === now[bEnd - 1]) out.push([--aEnd, --bEnd]);
    if (a >= aEnd || b >= bEnd) continue;
    const anchors = anchorsOf(old, a, aEnd, now, b, bEnd);
    if (anchors.length === 0) {
      out.push(...smallLcs(old, a, aEnd, now, b, bEnd));
      continue;
    }
    for (const [x, y] of [...anchors, [aEnd, bEnd] as const]) {
      if (x > a || y > b) work.push([a, x, b, y]);
      if (x < aEnd && y < bEnd) out.push([x, y]);
      [a, b] = [x + 1, y + 1];
    }
  }
  return out.sort((p, q) => p[0] - q[0]);
}

/** Lines that stand once on either side, as the longest run of them that is in order on both. */
function anchorsOf(old: readonly string[], a: number, aEnd: number, now: readonly string[], b: number, bEnd: number): [number, number][] {
  const seen = new Map<string, { a: number; b: number; times: number }>();
  for (let i = a; i < aEnd; i++) {
    const s = seen.get(old[i]!);
    if (s) s.times = 9;
    else seen.set(old[i]!, { a: i, b: -1, times: 1 });
  }
  for (let i = b; i < bEnd; i++) {
    const s = seen.get(now[i]!);
    if (!s) continue;
    if (s.b >= 0) s.times = 9;
    else s.b = i;
  }
  const pairs: [number, number][] = [];
  for (const s of seen.values()) if (s.times === 1 && s.b >= 0) pairs.push([s.a, s.b]);
  return longestRising(pairs);
}

/** `pairs` ascend in their first number; the longest subsequence that does so in the second too. */
function longestRising(pairs: readonly [number, number][]): [number, number][] {
  const tails: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, y], i) => {
    let lo = 0;
    let hi = tails.length;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (pairs[tails[mid]!]![1] < y) lo = mid + 1;
      else hi = mid;
    }
    before[i] = lo > 0 ? tails[lo - 1]! : -1;
    tails[lo] = i;
  });
  const out: [number, number][] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i]!) out.push(pairs[i]!);
  return out.reverse();
}

/** cells of the table for a stretch without anchors; a larger one counts as rewritten */
const MOST_CELLS = 250_000;

function smallLcs(old: readonly string[], a: number, aEnd: number, now: readonly string[], b: number, bEnd: number): [number, number][] {
  const [m, n] = [aEnd - a, bEnd - b];
  if (m * n > MOST_CELLS) return [];
  const table = new Uint16Array((m + 1) * (n + 1));
  for (let i = m - 1; i >= 0; i--)
    for (let j = n - 1; j >= 0; j--)
      table[i * (n + 1) + j] =
        old[a + i] === now[b + j]
          ? table[(i + 1) * (n + 1) + j + 1]! + 1
          : Math.max(table[(i + 1) * (n + 1) + j]!, table[i * (n + 1) + j + 1]!);
  const out: [number, number][] = [];
  for (let i = 0, j = 0; i < m && j < n; ) {
    if (old[a + i] === now[b + j]) out.push([a + i++, b + j++]);
    else if (table[(i + 1) * (n + 1) + j]! >= table[i * (n + 1) + j + 1]!) i++;
    else j++;
  }
  return out;
}
