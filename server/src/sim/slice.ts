/** Which steps of a path a violation is about: what was looked at to find it, who wrote that, and what they had read for it. */
import { calculate, replay, targetCell } from './interpret.ts';
import type { Ex, Machine } from './machine.ts';

/**
 * Indices of the steps of a path that wrote what `cells` hold at its end, or what such a step read to compute it; rising. Which way a condition went is
 * not followed: nearly everything would be about everything.
 */
export function stepsAbout(machine: Machine, path: readonly number[], cells: Iterable<number>, from?: ArrayLike<number>): number[] {
  const { states } = from === undefined ? replay(machine, path) : replay(machine, path, from);
  const wanted = new Set(cells);
  const about: number[] = [];
  for (let i = states.length - 2; i >= 0; i--) {
    const before = states[i]!;
    const after = states[i + 1]!;
    const read = new Set<number>();
    const written: number[] = [];
    for (const { to, value } of machine.rules[path[i]!]?.updates ?? []) {
      const cell = targetCell(to, before);
      if (cell === undefined || !wanted.has(cell)) continue;
      lookedAt(value, before, read);
      if (!('cell' in to)) lookedAt(to.index, before, read);
      // Clearing what nobody looks at any more is no reason for anything.
      if (before[cell] !== after[cell] || read.size > 0) written.push(cell);
    }
    if (written.length === 0) continue;
    about.push(i);
    for (const cell of written) wanted.delete(cell);
    for (const cell of read) wanted.add(cell);
  }
  return about.reverse();
}

/** Cells that decide an expression's value in a state: what C would not look at is left out. */
export function lookedAt(ex: Ex, state: ArrayLike<number>, into: Set<number> = new Set()): Set<number> {
  value(ex, state, into);
  return into;
}

function value(ex: Ex, state: ArrayLike<number>, into: Set<number>): number {
  switch (ex.k) {
    case 'num':
      return ex.v | 0;
    case 'cell':
      into.add(ex.cell);
      return state[ex.cell] ?? 0;
    case 'at': {
      const cell = ex.cells[value(ex.index, state, into) - ex.first];
      if (cell === undefined) return 0;
      into.add(cell);
      return state[cell] ?? 0;
    }
    case 'table':
      return (ex.values[value(ex.index, state, into) - ex.first] ?? 0) | 0;
    case 'un': {
      const a = value(ex.a, state, into);
      return ex.op === '!' ? Number(a === 0) : ex.op === '-' ? -a | 0 : ~a;
    }
    case 'if':
      return value(ex.c, state, into) !== 0 ? value(ex.t, state, into) : value(ex.f, state, into);
    case 'bin': {
      if (ex.op === '&&' || ex.op === '||') {
        // Whichever side decides is the reason, not both.
        const l = value(ex.l, state, into);
        return (l !== 0) === (ex.op === '||') ? Number(l !== 0) : Number(value(ex.r, state, into) !== 0);
      }
      return calculate(ex.op, value(ex.l, state, into), value(ex.r, state, into));
    }
  }
}
