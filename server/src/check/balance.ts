/**
 * Two images of one function, and the counters and charges that they move: which update is gone on a way through the function that is
 * still there, and which one has come a second time. Graphs are compared, no path is run: what a patch left alone is found again by its
 * words, and the ways through it are counted with and without the update.
 */
import type { Cfg, CfgNode } from '../c/cfg.ts';
import type { Contract } from '../model/index.ts';
import { isIdle, type Move, movesOf, wordsOf } from './moves.ts';

export interface BalanceSide {
  readonly cfg: Cfg;
  readonly text: string;
  contractOf(name: string): Contract | undefined;
}

export interface Balance {
  readonly before: readonly Move[];
  readonly after: readonly Move[];
  /** moves of the new image in lines that the old one does not have */
  readonly come: readonly Move[];
  /** lost moves that the same function still makes for the node alone */
  readonly demoted: ReadonlySet<Move>;
  /** moves of the old image that some unchanged way through the function does not make any more */
  readonly lost: readonly Move[];
  /** pairs of the new image: the second call undoes what the first one has undone already, on every way that makes it */
  readonly twice: readonly { readonly first: Move; readonly second: Move }[];
}

/** alignment of longer lists of changed nodes is not tried */
const LONGEST = 1500;

export function balanceOf(before: BalanceSide, after: BalanceSide): Balance {
  const b = movesOf(before.cfg, before.text, before.contractOf);
  const a = movesOf(after.cfg, after.text, after.contractOf);
  if (b.length === 0 && a.length === 0) return { before: b, after: a, come: [], lost: [], twice: [], demoted: new Set() };
  const same = align(before, after);
  if (!same) return { before: b, after: a, come: [], lost: [], twice: [], demoted: new Set() };
  const back = new Map([...same].map(([x, y]) => [y, x]));
  const lost = b.filter((m) => !same.has(m.node) && isLost(m, b, a, before, after, same));
  const twice = a.filter((m) => m.kind === 'charge' && !back.has(m.node)).flatMap((m) => secondOf(m, a, b, before, after));
  const demoted = new Set(
    lost.filter(
      (m) => m.memcg && a.some((o) => o.kind === 'count' && !o.memcg && o.item === m.item && o.sign === m.sign && !back.has(o.node)),
    ),
  );
  return { before: b, after: a, come: a.filter((m) => !back.has(m.node)), lost, twice, demoted };
}

/** Node of the old image -> the same node of the new one. */
function align(before: BalanceSide, after: BalanceSide): Map<number, number> | undefined {
  const list = (s: BalanceSide): CfgNode[] =>
    s.cfg.nodes.filter((n) => n.op.k !== 'nop' && n.op.k !== 'end' && n.op.k !== 'decl').sort((x, y) => x.at[0] - y.at[0] || x.id - y.id);
  const x = list(before);
  const y = list(after);
  const wx = x.map((n) => wordsOf(n, before.text));
  const wy = y.map((n) => wordsOf(n, after.text));
  const out = new Map<number, number>();
  let from = 0;
  while (from < x.length && from < y.length && wx[from] === wy[from]) {
    out.set(x[from]!.id, y[from]!.id);
    from++;
  }
  let ex = x.length;
  let ey = y.length;
  while (ex > from && ey > from && wx[ex - 1] === wy[ey - 1]) {
    ex--;
    ey--;
    out.set(x[ex]!.id, y[ey]!.id);
  }
  const n = ex - from;
  const m = ey - from;
  if (n === 0 || m === 0) return out;
  if (n > LONGEST || m > LONGEST) return undefined;
  const width = m + 1;
  const best = new Uint16Array((n + 1) * width);
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--)
      best[i * width + j] =
        wx[from + i] === wy[from + j] ? best[(i + 1) * width + j + 1]! + 1 : Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
  for (let i = 0, j = 0; i < n && j < m; ) {
    if (wx[from + i] === wy[from + j]) out.set(x[from + i++]!.id, y[from + j++]!.id);
    else if (best[(i + 1) * width + j]! >= best[i * width + j + 1]!) i++;
    else j++;
  }
  return out;
}

/** Least and most updates on the ways from the entry to a node, and from it to the end; loops are gone through once. */
interface Ways {
  through(node: number): readonly [least: number, most: number];
  /** over one edge, by the place of the successor */
  over(node: number, side: number): readonly [least: number, most: number];
}

function waysOf(cfg: Cfg, weight: (node: number) => number): Ways {
  const n = cfg.nodes.length;
  const back = new Set(cfg.backEdges.map(([f, t]) => f * n + t));
  const to: [number, number][] = new Array(n);
  const rest: [number, number][] = new Array(n);
  const none: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const k of cfg.nodes) to[k.id] = k.id === 0 ? [0, 0] : [...none];
  for (const k of cfg.nodes) {
    const w = weight(k.id);
    const here = to[k.id]!;
    for (const t of k.succ) {
      if (back.has(k.id * n + t)) continue;
      const next = to[t]!;
      next[0] = Math.min(next[0], here[0] + w);
      next[1] = Math.max(next[1], here[1] + w);
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    const k = cfg.nodes[i]!;
    const w = weight(i);
    const onward = k.succ.filter((t) => !back.has(i * n + t));
    const r: [number, number] = onward.length === 0 ? [0, 0] : [...none];
    for (const t of onward) {
      r[0] = Math.min(r[0], rest[t]![0]);
      r[1] = Math.max(r[1], rest[t]![1]);
    }
    rest[i] = [r[0] + w, r[1] + w];
  }
  return {
    through: (i) => [to[i]![0] + rest[i]![0], to[i]![1] + rest[i]![1]],
    over: (i, side) => {
      const t = cfg.nodes[i]!.succ[side];
      const w = weight(i);
      if (t === undefined || back.has(i * n + t)) return [to[i]![0] + w, to[i]![1] + w];
      return [to[i]![0] + w + rest[t]![0], to[i]![1] + w + rest[t]![1]];
    },
  };
}

const agrees = (m: Move, o: Move): boolean =>
  m.item === o.item && (o.memcg || !m.memcg) && (m.sign === o.sign || m.sign === 0 || o.sign === 0);

interface Anchor {
  readonly node: number;
  /** the edge of a branch; undefined: the node itself */
  readonly side?: number;
}

/** The nearest unchanged nodes before and behind a removed one; also what was removed together with it. */
function surroundings(cfg: Cfg, node: number, same: ReadonlyMap<number, number>): { anchors: Anchor[]; company: number[] } {
  const preds: number[][] = cfg.nodes.map(() => []);
  for (const k of cfg.nodes) for (const t of k.succ) preds[t]!.push(k.id);
  const anchors: Anchor[] = [];
  const company: number[] = [];
  const walk = (next: (i: number) => readonly number[], backward: boolean): void => {
    const seen = new Set([node]);
    const queue = [node];
    for (let i = queue.shift(); i !== undefined && seen.size < 60; i = queue.shift()) {
      for (const t of next(i)) {
        if (seen.has(t)) continue;
        if (same.has(t)) {
          const k = cfg.nodes[t]!;
          anchors.push(backward && k.succ.length > 1 ? { node: t, side: k.succ.indexOf(i) } : { node: t });
          continue;
        }
        seen.add(t);
        company.push(t);
        queue.push(t);
      }
    }
  };
  walk((i) => preds[i]!, true);
  walk((i) => cfg.nodes[i]!.succ, false);
  return { anchors, company };
}

function isLost(
  m: Move,
  b: readonly Move[],
  a: readonly Move[],
  before: BalanceSide,
  after: BalanceSide,
  same: ReadonlyMap<number, number>,
): boolean {
  const { anchors, company } = surroundings(before.cfg, m.node, same);
  if (tookAction(company, b, before, after)) return false;
  const count = (moves: readonly Move[], pick: (o: Move) => boolean) => {
    const at = new Map<number, number>();
    for (const o of moves) if (pick(o)) at.set(o.node, (at.get(o.node) ?? 0) + 1);
    return (i: number) => at.get(i) ?? 0;
  };
  // one of two alike on every way
  const alike = waysOf(
    before.cfg,
    count(b, (o) => o.text === m.text && o.item === m.item),
  );
  if (alike.through(m.node)[0] >= 2) return false;
  const old = waysOf(
    before.cfg,
    count(b, (o) => agrees(m, o)),
  );
  const now = waysOf(
    after.cfg,
    count(a, (o) => agrees(m, o)),
  );
  const still = waysOf(
    after.cfg,
    count(a, (o) => o.text === m.text && o.item === m.item),
  );
  return anchors.some(({ node, side }) => {
    const there = same.get(node)!;
    const [was, is, twin] =
      side === undefined
        ? [old.through(node), now.through(there), still.through(there)]
        : [old.over(node, side), now.over(there, side), still.over(there, side)];
    if (!Number.isFinite(was[0]) || !Number.isFinite(is[0])) return false;
    // the very same call is still made on every such way: one of two was taken away
    if (twin[0] >= 1) return false;
    return is[0] < was[0] || is[1] < was[1];
  });
}

/** What the counter counted went with it. */
function tookAction(company: readonly number[], moves: readonly Move[], before: BalanceSide, after: BalanceSide): boolean {
  const counts = new Set(moves.map((m) => m.node));
  const words = new Map<string, number>();
  const calls = new Map<string, number>();
  const tally = (s: BalanceSide, by: number): void => {
    for (const n of s.cfg.nodes) {
      const w = wordsOf(n, s.text);
      words.set(w, (words.get(w) ?? 0) + by);
      if (n.op.k === 'call' && n.op.name) calls.set(n.op.name, (calls.get(n.op.name) ?? 0) + by);
    }
  };
  tally(before, 1);
  tally(after, -1);
  return company.some((i) => {
    const n = before.cfg.nodes[i]!;
    if (counts.has(i)) return false;
    if (n.op.k === 'call')
      return !(n.op.name && (isIdle(before.contractOf(n.op.name)) || (calls.get(n.op.name) ?? 0) <= 0)) && !isBuild(n.op.name);
    if (n.op.k === 'update' || n.op.k === 'assign') return n.op.dst.k !== 'id' && (words.get(wordsOf(n, before.text)) ?? 0) > 0;
    return false;
  });
}

const isBuild = (name: string | undefined): boolean =>
  name !== undefined && /^(?:V[MF]_)?(?:BUG|WARN)|^BUILD_BUG|^(?:READ|WRITE)_ONCE$|^(?:min|max|likely|unlikely)$/.test(name);

/** Another call with the same words, on every way that comes by this one, with nothing of it changed in between. */
function secondOf(
  m: Move,
  a: readonly Move[],
  b: readonly Move[],
  before: BalanceSide,
  after: BalanceSide,
): { first: Move; second: Move }[] {
  const twins = a.filter((o) => o.node !== m.node && o.text === m.text && o.item === m.item && o.kind === 'charge' && o.sign <= 0);
  if (twins.length === 0) return [];
  const weigh = (moves: readonly Move[]) => {
    const nodes = new Set(moves.filter((o) => o.text === m.text && o.item === m.item).map((o) => o.node));
    return (i: number) => (nodes.has(i) ? 1 : 0);
  };
  const least = waysOf(after.cfg, weigh(a)).through(m.node)[0];
  if (!Number.isFinite(least) || least < 2) return [];
  const old = waysOf(before.cfg, weigh(b));
  if (b.some((o) => o.text === m.text && o.item === m.item && old.through(o.node)[1] >= 2)) return [];
  for (const o of twins) {
    for (const [first, second] of [
      [o, m],
      [m, o],
    ] as const)
      if (reaches(first, second, a, after)) return [{ first, second }];
  }
  return [];
}

function reaches(first: Move, second: Move, moves: readonly Move[], s: BalanceSide): boolean {
  const n = s.cfg.nodes.length;
  const back = new Set(s.cfg.backEdges.map(([f, t]) => f * n + t));
  const names = new Set(first.text.match(/[A-Za-z_]\w*/g) ?? []);
  const stops = new Set(moves.filter((o) => o.item === first.item && o.sign > 0).map((o) => o.node));
  const seen = new Set<number>();
  const stack = [...s.cfg.nodes[first.node]!.succ];
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    if (i === second.node) return true;
    if (seen.has(i) || stops.has(i)) continue;
    seen.add(i);
    const op = s.cfg.nodes[i]!.op;
    if ((op.k === 'assign' || op.k === 'update') && op.dst.k === 'id' && names.has(op.dst.name.replace(/@\d+$/, ''))) continue;
    if (op.k === 'foreach') continue;
    for (const t of s.cfg.nodes[i]!.succ) if (!back.has(i * n + t)) stack.push(t);
  }
  return false;
}
