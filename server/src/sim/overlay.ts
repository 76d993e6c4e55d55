/**
 * Locals of one thread that are never in use at the same position share their bits.
 *
 * A local is in use where it may hold something else than 0: the compiler sets to 0 what nobody will look at any more. So a position says whose value the
 * bits hold, and everybody else's is 0.
 */
import { eachCell } from './footprint.ts';
import type { Ex, Machine, Rule } from './machine.ts';
import type { Range } from './pack.ts';
import { boundsOf } from './ranges.ts';

/** Bits that several locals take turns at. */
export interface Field {
  readonly cells: readonly number[];
  /** by position of the thread: the cell that is in use there, or -1 */
  readonly ownerAt: Int32Array;
  readonly range: Range;
}

/** Locals beyond this many keep bits of their own. */
const MOST = 30;

/** The fields of each thread. Locals that are in none of them have their own bits. */
export function overlaysOf(machine: Machine, ranges: readonly Range[], from?: ArrayLike<number>): Field[][] {
  const start = (cell: number): number => from?.[cell] ?? machine.cells[cell]!.init;
  // Who else looks at a local, or chooses it by an index, does not know the position.
  const shown = new Uint8Array(machine.cells.length);
  const rulesOf: Rule[][] = machine.threads.map(() => []);
  const owner = new Int32Array(machine.cells.length).fill(-1);
  machine.threads.forEach((thread, t) => {
    for (const cell of thread.cells) owner[cell] = t;
  });
  const show = (ex: Ex): void => eachCell(ex, machine.cells, (c) => (shown[c] = 1));
  const look = (ex: Ex, thread: number): void => {
    switch (ex.k) {
      case 'num':
        return;
      case 'cell':
        if (owner[ex.cell] !== thread) shown[ex.cell] = 1;
        return;
      case 'at':
        for (const cell of ex.cells) if (owner[cell] !== -1) shown[cell] = 1;
        look(ex.index, thread);
        return;
      case 'table':
        look(ex.index, thread);
        return;
      case 'un':
        look(ex.a, thread);
        return;
      case 'bin':
        look(ex.l, thread);
        look(ex.r, thread);
        return;
      case 'if':
        look(ex.c, thread);
        look(ex.t, thread);
        look(ex.f, thread);
    }
  };
  for (const invariant of machine.invariants) show(invariant.holds);
  for (const rule of machine.rules) {
    if (rule.guard) look(rule.guard, rule.thread);
    for (const { to, value } of rule.updates) {
      look(value, rule.thread);
      if ('cell' in to) {
        if (owner[to.cell] !== rule.thread) shown[to.cell] = 1;
      } else {
        for (const cell of to.cells) if (owner[cell] !== -1) shown[cell] = 1;
        look(to.index, rule.thread);
      }
    }
    rulesOf[rule.thread]?.push(rule);
  }
  return machine.threads.map((thread, t) => {
    const locals = thread.cells.filter((c) => {
      const { lo, hi } = ranges[c]!;
      return shown[c] === 0 && lo < hi && lo <= 0 && hi >= 0;
    });
    return locals.length < 2 ? [] : fieldsOf(machine, t, locals.slice(0, MOST), rulesOf[t]!, ranges, start);
  });
}

function fieldsOf(
  machine: Machine,
  thread: number,
  locals: readonly number[],
  rules: readonly Rule[],
  ranges: readonly Range[],
  start: (cell: number) => number,
): Field[] {
  const { pc, positions } = machine.threads[thread]!;
  const bitOf = new Map(locals.map((cell, i) => [cell, 1 << i]));
  /** by position: the locals that may be something else than 0 */
  const inUse = new Int32Array(positions);
  for (const [cell, bit] of bitOf) if (start(cell) !== 0) inUse[start(pc)] = inUse[start(pc)]! | bit;
  const moves = rules
    .filter((rule) => rule.fault === undefined)
    .map((rule) => {
      let sets = 0;
      let clears = 0;
      for (const { to, value } of rule.updates) {
        const bit = 'cell' in to ? bitOf.get(to.cell) : undefined;
        if (bit === undefined) continue;
        const { lo, hi } = boundsOf(value, ranges);
        if (lo === 0 && hi === 0) {
          clears |= bit;
          sets &= ~bit;
        } else {
          sets |= bit;
          clears &= ~bit;
        }
      }
      return { from: rule.from, to: rule.to, sets, clears };
    });
  for (let again = true; again; ) {
    again = false;
    for (const { from, to, sets, clears } of moves) {
      const there = inUse[to]! | sets | (inUse[from]! & ~clears);
      if (there === inUse[to]) continue;
      inUse[to] = there;
      again = true;
    }
  }
  /** bits of the locals that are in use together with this one somewhere */
  const rivals = new Map(locals.map((cell) => [cell, 0]));
  for (const used of inUse) for (const [cell, bit] of bitOf) if (used & bit) rivals.set(cell, rivals.get(cell)! | used);

  const groups: { cells: number[]; bits: number; range: Range }[] = [];
  const wide = (cell: number): number => ranges[cell]!.hi - ranges[cell]!.lo;
  // The widest first; among equals in the order of the thread's cells, which twins have in common.
  const order = locals.map((cell, i) => ({ cell, i })).sort((a, b) => wide(b.cell) - wide(a.cell) || a.i - b.i);
  for (const { cell } of order) {
    const bit = bitOf.get(cell)!;
    const range = ranges[cell]!;
    const group = groups.find((g) => (rivals.get(cell)! & g.bits) === 0);
    if (group) {
      group.cells.push(cell);
      group.bits |= bit;
      group.range = { lo: Math.min(group.range.lo, range.lo), hi: Math.max(group.range.hi, range.hi) };
    } else groups.push({ cells: [cell], bits: bit, range });
  }
  return groups
    .filter((g) => g.cells.length > 1)
    .map(({ cells, range }) => ({
      cells,
      range,
      ownerAt: Int32Array.from(inUse, (used) => cells.find((cell) => (used & bitOf.get(cell)!) !== 0) ?? -1),
    }));
}
