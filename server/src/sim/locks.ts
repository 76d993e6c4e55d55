/**
 * Which cells are locks, found in what the rules do with them, not in what they are called.
 *
 * A lock is 0 when it is free. It is *taken* by a rule that is enabled only at 0 and leaves something else, or *shared* by one that adds 1 where it is not
 * negative; and given back only by somebody who has it on every way to there: to 0, or by taking 1 off. By induction, then, nobody else can change what
 * a taken lock holds, and a shared one stays above 0. An RCU read section is a shared lock that nobody takes.
 *
 * So as long as a thread that holds locks does not move, rules of others whose guards are false for every value that those locks can have are no rules.
 */
import type { Edge, Footprints } from './footprint.ts';
import type { Ex, Machine } from './machine.ts';
import type { Range } from './pack.ts';
import { boundsOf } from './ranges.ts';

export const FREE = 0;
export const TAKEN = 1;
export const SHARED = 2;

export interface Locks {
  /** the locks */
  readonly cells: readonly number[];
  /** by thread, node and lock: how it is held there for certain */
  readonly held: readonly (readonly Uint8Array[])[];
  /** Is the edge of that thread's node impossible as long as somebody else holds these locks so? */
  blocked(thread: number, node: number, edge: Edge, held: Uint8Array): boolean;
}

/** What an edge does to one lock. */
type Deed = 'take' | 'share' | { readonly drop: boolean; readonly unshare: boolean };

const WIDEST = 16;

export function locksOf(machine: Machine, ranges: readonly Range[], prints: Footprints, from?: ArrayLike<number>): Locks {
  const here = [...ranges];
  /** Sets the keys of a node as the ranges of `here`. */
  const enter = (thread: number, node: number): void => {
    const graph = prints.threads[thread]!;
    graph.keys.forEach((key, i) => {
      const v = graph.nodes[node]!.keys[i]!;
      here[key] = { lo: v, hi: v };
    });
  };
  const leave = (thread: number): void => {
    for (const key of prints.threads[thread]!.keys) here[key] = ranges[key]!;
  };
  const writes = (edge: Edge, cell: number): boolean => {
    const bit = prints.numberOf[cell]!;
    return (edge.writes[bit >> 5]! & (1 << (bit & 31))) !== 0;
  };
  const reads = (edge: Edge, cell: number): boolean => {
    const bit = prints.numberOf[cell]!;
    return (edge.reads[bit >> 5]! & (1 << (bit & 31))) !== 0;
  };

  const candidates = prints.cells.filter((cell) => {
    const r = ranges[cell]!;
    return (
      (from?.[cell] ?? machine.cells[cell]!.init) === 0 && r.hi > r.lo && r.hi - r.lo < WIDEST && machine.cells[cell]!.thread === undefined
    );
  });
  /** by candidate: what each edge that writes it does; undefined once something else is done to it */
  const deeds = new Map<number, Map<Edge, Deed> | undefined>(candidates.map((c) => [c, new Map()]));
  prints.threads.forEach((graph, t) => {
    graph.nodes.forEach((node, n) => {
      enter(t, n);
      for (const edge of node.edges) {
        for (const cell of candidates) {
          const known = deeds.get(cell);
          if (known === undefined || !writes(edge, cell) || known.has(edge)) continue;
          const deed = deedOf(edge, cell, here, ranges[cell]!);
          if (deed === undefined) deeds.set(cell, undefined);
          else if (deed !== 'nothing') known.set(edge, deed);
        }
      }
    });
    leave(t);
  });

  const cells: number[] = [];
  /** by lock, thread and node */
  const modes: Uint8Array[][] = [];
  for (const cell of candidates) {
    const known = deeds.get(cell);
    if (known === undefined || known.size === 0) continue;
    const all = [...known.values()];
    if (!all.some((d) => d === 'take' || d === 'share')) continue;
    // Where it is shared as well, taken has to be negative, or a share more could not be told from it.
    if (all.includes('take') && all.includes('share') && !takenIsNegative(cell)) continue;
    const ways = prints.threads.flatMap((graph) => heldIn(graph.nodes, known) ?? []);
    if (ways.length < prints.threads.length) continue;
    cells.push(cell);
    modes.push(ways);
  }

  function takenIsNegative(cell: number): boolean {
    return prints.threads.every((graph, t) =>
      graph.nodes.every((node, n) => {
        enter(t, n);
        const good = node.edges.every((edge) => {
          if (deeds.get(cell)?.get(edge) !== 'take') return true;
          const after = valueAfter(edge, cell, 0, here);
          return after !== undefined && after.hi < 0;
        });
        leave(t);
        return good;
      }),
    );
  }

  const shareable = cells.map((cell) => [...(deeds.get(cell)?.values() ?? [])].includes('share'));
  const held = prints.threads.map((graph, t) => graph.nodes.map((_, n) => Uint8Array.from(cells, (_c, l) => modes[l]![t]![n]!)));
  return {
    cells,
    held,
    blocked(thread, node, edge, by) {
      const guard = edge.rule.guard;
      if (guard === undefined) return false;
      for (const [l, cell] of cells.entries()) {
        if (by[l] === FREE || !reads(edge, cell)) continue;
        enter(thread, node);
        const range = ranges[cell]!;
        const parts: Range[] = [];
        if (by[l] === SHARED || !shareable[l]) parts.push({ lo: 1, hi: range.hi });
        if (by[l] === TAKEN && range.lo < 0) parts.push({ lo: range.lo, hi: -1 });
        const never = parts.every((part) => {
          if (part.lo > part.hi) return true;
          here[cell] = part;
          const value = boundsOf(guard, here);
          return value.lo === 0 && value.hi === 0;
        });
        here[cell] = range;
        leave(thread);
        if (never) return true;
      }
      return false;
    },
  };
}

/** The values of a cell behind an edge that is taken where it holds `value`; undefined where it may not be meant. */
function valueAfter(edge: Edge, cell: number, value: number, here: Range[]): Range | undefined {
  const saved = here[cell]!;
  here[cell] = { lo: value, hi: value };
  let after: Range | undefined = here[cell];
  for (const { to, value: ex } of edge.rule.updates) {
    if ('cell' in to) {
      if (to.cell === cell) after = boundsOf(ex, here);
      continue;
    }
    const at = to.cells.indexOf(cell);
    if (at < 0) continue;
    const index = boundsOf(to.index, here);
    if (to.first + at < index.lo || to.first + at > index.hi) continue;
    after = index.lo === index.hi && to.cells.lastIndexOf(cell) === at ? boundsOf(ex, here) : undefined;
  }
  here[cell] = saved;
  return after;
}

function deedOf(edge: Edge, cell: number, here: Range[], range: Range): Deed | 'nothing' | undefined {
  const enabled: number[] = [];
  const after: number[] = [];
  for (let v = range.lo; v <= range.hi; v++) {
    if (edge.rule.guard && isNever(edge.rule.guard, cell, v, here)) continue;
    const next = valueAfter(edge, cell, v, here);
    if (next === undefined) return undefined;
    // Which value exactly a taken lock has does not matter, as long as it is not 0.
    const one = next.lo === next.hi ? next.lo : next.lo > 0 || next.hi < 0 ? Number.NaN : undefined;
    if (one === undefined) return undefined;
    enabled.push(v);
    after.push(one);
  }
  if (enabled.length === 0) return 'nothing';
  if (enabled.length === 1 && enabled[0] === 0) return after[0] !== 0 ? 'take' : 'nothing';
  if (enabled.every((v, i) => after[i] === v)) return 'nothing';
  if (enabled[0] === 0 && enabled.every((v, i) => after[i] === v + 1 && v >= 0)) return 'share';
  // Whether somebody may give it back is seen later; how, here. What it would do at 0 does not matter: who holds it never sees that.
  const drop = enabled.every((v, i) => v === 0 || after[i] === 0);
  const unshare = enabled.every((v, i) => v <= 0 || after[i] === v - 1);
  return drop || unshare ? { drop, unshare } : undefined;
}

function isNever(guard: Ex, cell: number, value: number, here: Range[]): boolean {
  const saved = here[cell]!;
  here[cell] = { lo: value, hi: value };
  const b = boundsOf(guard, here);
  here[cell] = saved;
  return b.lo === 0 && b.hi === 0;
}

/** How the lock is held in each node on every way there; undefined where it is given back by somebody who may not have it. */
function heldIn(nodes: Footprints['threads'][number]['nodes'], deeds: ReadonlyMap<Edge, Deed>): Uint8Array | undefined {
  const unknown = 255;
  const held = new Uint8Array(nodes.length).fill(unknown);
  held[0] = FREE;
  for (let again = true; again; ) {
    again = false;
    for (const [n, node] of nodes.entries()) {
      const before = held[n]!;
      if (before === unknown) continue;
      for (const edge of node.edges) {
        if (edge.rule.fault !== undefined) continue;
        const deed = deeds.get(edge);
        const after = deed === undefined ? before : deed === 'take' ? TAKEN : deed === 'share' ? SHARED : FREE;
        const there = held[edge.to]!;
        const both = there === unknown ? after : there === after ? there : FREE;
        if (both === there) continue;
        held[edge.to] = both;
        again = true;
      }
    }
  }
  for (const [n, node] of nodes.entries()) {
    for (const edge of node.edges) {
      const deed = deeds.get(edge);
      if (deed === undefined || typeof deed === 'string') continue;
      if (!((held[n] === TAKEN && deed.drop) || (held[n] === SHARED && deed.unshare))) return undefined;
    }
  }
  return held;
}
