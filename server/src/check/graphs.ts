/**
 * The graphs of two images of one function beside each other: which node is which, which ways lead by a node, and what went together with one
 * that is gone. No path is run for it.
 */
import type { Cfg, CfgNode } from '../c/cfg.ts';
import { predecessors } from '../c/index.ts';
import type { Contract } from '../model/index.ts';
import { isIdle, wordsOf } from './moves.ts';

/** One image of a function, as its graph. */
export interface ImageSide {
  readonly cfg: Cfg;
  readonly text: string;
  contractOf(name: string): Contract | undefined;
}

/** What the bodies that are at hand do with what they are given. */
export interface Bodies {
  /** the function looks at a member of what its parameter (0-based) points to, itself or through its callees */
  readsMember(fn: string, param: number, member: string): boolean;
  /** the function follows its parameter without asking whether it is NULL */
  follows(fn: string, param: number): boolean;
  /** the function asks whether its parameter is NULL, or an error */
  asks(fn: string, param: number): boolean;
  /** there is a body at hand */
  isKnown(fn: string): boolean;
  /** the function follows elements of the array of pointers that its parameter is, without asking */
  followsElement(fn: string, param: number): boolean;
  /** the function changes a member of that name in place, up (1) or down (-1), unless it returns before; its callees are not asked */
  steps(fn: string, member: string, sign: number): boolean;
  /** the function follows that member of such a structure, wherever it gets one, without asking whether it is NULL */
  followsMember(fn: string, struct: string, member: string): boolean;
}

/** alignment of longer lists of changed nodes is not tried */
const LONGEST = 1500;

/** Node of the old image -> the same node of the new one. */
export function align(before: ImageSide, after: ImageSide): Map<number, number> | undefined {
  const list = (s: ImageSide): CfgNode[] =>
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
export interface Ways {
  through(node: number): readonly [least: number, most: number];
  /** over one edge, by the place of the successor */
  over(node: number, side: number): readonly [least: number, most: number];
}

export function waysOf(cfg: Cfg, weight: (node: number) => number): Ways {
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

export interface Anchor {
  readonly node: number;
  /** the edge of a branch; undefined: the node itself */
  readonly side?: number;
}

/** The nearest unchanged nodes before and behind a removed one; also what was removed together with it. */
export function surroundings(cfg: Cfg, node: number, same: ReadonlyMap<number, number>): { anchors: Anchor[]; company: number[] } {
  const preds = predecessors(cfg);
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
  // nothing else is left of the function: what is there now begins in the same place
  if (anchors.length === 0) anchors.push({ node });
  return { anchors, company };
}

/** Something was done there that is gone too: what it counted, or gave back, went with it. `own`: nodes that are of one kind with the removed one. */
export function tookAction(company: readonly number[], own: ReadonlySet<number>, before: ImageSide, after: ImageSide): boolean {
  const words = new Map<string, number>();
  const calls = new Map<string, number>();
  const tally = (s: ImageSide, by: number): void => {
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
    if (own.has(i)) return false;
    if (n.op.k === 'call')
      return !(n.op.name && (isIdle(before.contractOf(n.op.name)) || (calls.get(n.op.name) ?? 0) <= 0)) && !isBuild(n.op.name);
    if (n.op.k === 'update' || n.op.k === 'assign') return n.op.dst.k !== 'id' && (words.get(wordsOf(n, before.text)) ?? 0) > 0;
    return false;
  });
}

const isBuild = (name: string | undefined): boolean =>
  name !== undefined && /^(?:V[MF]_)?(?:BUG|WARN)|^BUILD_BUG|^(?:READ|WRITE)_ONCE$|^(?:min|max|likely|unlikely)$/.test(name);

/** What an assignment stores into, in the words of the source; temporaries are nobody's. */
export function assigned(n: CfgNode, text: string): string | undefined {
  if (n.op.k !== 'assign' && n.op.k !== 'update') return undefined;
  const { dst } = n.op;
  if (dst.k === 'id') return dst.name.startsWith('$') ? undefined : dst.name.replace(/@\d+$/, '');
  return text.slice(dst.at[0], dst.at[1]).replace(/\s+/g, ' ');
}

/** The second node is the next that does anything. */
export function follows(first: number, second: number, s: ImageSide): boolean {
  let i = s.cfg.nodes[first]!.succ[0];
  for (let steps = 0; i !== undefined && steps < 12; steps++) {
    if (i === second) return true;
    const n: CfgNode = s.cfg.nodes[i]!;
    if (n.op.k !== 'nop' && n.op.k !== 'end' && n.op.k !== 'decl') return false;
    i = n.succ[0];
  }
  return false;
}

/** Nodes that are come to without going over one edge. */
export function reachable(cfg: Cfg, from: number, to: number): Set<number> {
  const seen = new Set<number>();
  const queue = [0];
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    if (seen.has(i)) continue;
    seen.add(i);
    for (const t of cfg.nodes[i]!.succ) if (i !== from || t !== to) queue.push(t);
  }
  return seen;
}
