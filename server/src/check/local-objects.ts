/**
 * Lists and batches that a function keeps on its own stack: whatever was put on one was always handed on before the function returned, and on
 * some way out of the new image it is not any more. Graphs are compared; a way that needs a condition to be true and false is none.
 */
import type { Span } from '../c/ast.ts';
import type { Cfg, CfgNode } from '../c/cfg.ts';
import { align, assigned, type ImageSide } from './graphs.ts';
import { flat } from './one-line.ts';

export interface LostObject {
  readonly name: string;
  /** the last call that was given it, of the new image */
  readonly last: { readonly at: Span; readonly text: string };
  /** where the function leaves without another, of the new image */
  readonly exit: { readonly at: Span; readonly text: string };
  /** a call that took care of it in the old image */
  readonly by: string;
}

/** What must not be left alone with something in it. */
const KEEPS = /\bstruct\s+(?:list_head|folio_batch|pagevec|mmu_gather|mmu_notifier_range|blk_plug|hlist_head|llist_head)\b/;

/** Node -> the call there that is given the address of the local. */
function givenIn(s: ImageSide, name: string): Map<number, string> {
  const out = new Map<number, string>();
  for (const n of s.cfg.nodes) {
    if (n.op.k !== 'call' || n.op.name === undefined || /^(?:INIT_)?LIST_HEAD|_init(?:_|$)/.test(n.op.name)) continue;
    const given = n.op.args.some((a) => a.k === 'unary' && a.op === '&' && a.arg.k === 'id' && a.arg.name === name);
    if (given) out.set(n.id, n.op.name);
  }
  for (const n of s.cfg.nodes)
    if (n.op.k === 'foreach' && n.op.args.some((a) => flat(s.text.slice(...a.at)) === `&${name}`)) out.set(n.id, n.op.macro);
  return out;
}

/** Conditions of one variable that hold wherever the node is come to: its text -> the side taken. */
function conditionsAt(cfg: Cfg, text: string, node: number): Map<string, 0 | 1> {
  const out = new Map<string, 0 | 1>();
  const loose = new Set<string>();
  const changes = new Map<string, number>();
  for (const n of cfg.nodes) {
    const dst = assigned(n, text);
    if (dst !== undefined) changes.set(dst, (changes.get(dst) ?? 0) + 1);
  }
  for (const n of cfg.nodes) {
    if (n.op.k !== 'branch' || n.op.cond.k !== 'id' || (changes.get(n.op.cond.name) ?? 0) > 1) continue;
    const without = (side: 0 | 1): boolean => !reaches(cfg, 0, node, n.id, n.succ[side]!);
    const side = without(0) ? 0 : without(1) ? 1 : undefined;
    const key = n.op.cond.name;
    if (side === undefined) continue;
    if (out.has(key) && out.get(key) !== side) loose.add(key);
    out.set(key, side);
  }
  for (const k of loose) out.delete(k);
  return out;
}

function reaches(cfg: Cfg, from: number, to: number, cut: number, cutTo: number): boolean {
  const seen = new Set<number>();
  const queue = [from];
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    if (i === to) return true;
    if (seen.has(i)) continue;
    seen.add(i);
    for (const t of cfg.nodes[i]!.succ) if (i !== cut || t !== cutTo) queue.push(t);
  }
  return false;
}

/** The node through which a way from here leaves the function without any of those calls; undefined when there is none. */
function wayOut(s: ImageSide, from: number, given: ReadonlyMap<number, string>): CfgNode | undefined {
  const { cfg } = s;
  const known = conditionsAt(cfg, s.text, from);
  const seen = new Set<number>();
  const queue: { i: number; last: CfgNode }[] = cfg.nodes[from]!.succ.map((i) => ({ i, last: cfg.nodes[from]! }));
  for (let q = queue.shift(); q; q = queue.shift()) {
    if (seen.has(q.i) || given.has(q.i)) continue;
    seen.add(q.i);
    const n = cfg.nodes[q.i]!;
    if (n.op.k === 'gap' || n.op.k === 'leave') continue;
    if (n.succ.length === 0) return q.last;
    const side = n.op.k === 'branch' && n.op.cond.k === 'id' ? known.get(n.op.cond.name) : undefined;
    const last = n.op.k === 'return' ? n : q.last;
    for (const [j, t] of n.succ.entries()) if (side === undefined || side === j) queue.push({ i: t, last });
  }
  return undefined;
}

export function lostObjects(before: ImageSide, after: ImageSide, same = align(before, after)): LostObject[] {
  if (!same) return [];
  const out: LostObject[] = [];
  for (const [name, local] of after.cfg.locals) {
    if (local.pointer || local.isStatic || !KEEPS.test(local.type) || !before.cfg.locals.has(name)) continue;
    const old = givenIn(before, name);
    const now = givenIn(after, name);
    for (const [node] of old) {
      const there = same.get(node);
      if (there === undefined || !now.has(there) || wayOut(before, node, old)) continue;
      const exit = wayOut(after, there, now);
      if (!exit) continue;
      const last = after.cfg.nodes[there]!;
      const text = (n: CfgNode): string => flat(after.text.slice(n.at[0], n.at[1]));
      const by = [...old].filter(([i]) => i > node).at(-1)?.[1] ?? '';
      out.push({ name, last: { at: last.at, text: text(last) }, exit: { at: exit.at, text: text(exit) }, by });
      break;
    }
  }
  return out;
}
