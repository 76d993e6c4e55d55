/**
 * Which values a cell can hold at all: an interval for each cell, found by running every rule on intervals until nothing grows. Never more than the
 * cell's declared range. What the fixpoint proves needs no check while exploring and fewer bits in a state; whether a rule can be enabled is not asked.
 */
import type { Ex, Machine, Rule } from './machine.ts';
import type { Range } from './pack.ts';

const MIN = -2147483648;
const MAX = 2147483647;
const ANY: Range = { lo: MIN, hi: MAX };
const BOOL: Range = { lo: 0, hi: 1 };
const ZERO: Range = { lo: 0, hi: 0 };
const ONE: Range = { lo: 1, hi: 1 };

/** Where the exact result may leave 32 bits, anything is possible. */
const fit = (lo: number, hi: number): Range => (lo < MIN || hi > MAX ? ANY : { lo, hi });

const hull = (a: Range, b: Range): Range => (a.lo <= b.lo && a.hi >= b.hi ? a : { lo: Math.min(a.lo, b.lo), hi: Math.max(a.hi, b.hi) });

/**
 * The interval of an expression's values when every cell holds a value of its interval. `known`: what was found before with the same ranges, and is kept; asking for
 * every part of a deep expression is then no more than asking for the whole.
 */
export function boundsOf(ex: Ex, ranges: readonly Range[], known?: Map<Ex, Range>): Range {
  if (known === undefined || ex.k === 'num' || ex.k === 'cell') return boundsNow(ex, ranges, known);
  let bounds = known.get(ex);
  if (bounds === undefined) {
    bounds = boundsNow(ex, ranges, known);
    known.set(ex, bounds);
  }
  return bounds;
}

function boundsNow(ex: Ex, ranges: readonly Range[], known: Map<Ex, Range> | undefined): Range {
  switch (ex.k) {
    case 'num':
      return { lo: ex.v | 0, hi: ex.v | 0 };
    case 'cell':
      return ranges[ex.cell] ?? ZERO;
    case 'at': {
      const index = boundsOf(ex.index, ranges, known);
      return chosen(index, ex.first, ex.cells.length, (i) => ranges[ex.cells[i]!] ?? ZERO);
    }
    case 'table': {
      const index = boundsOf(ex.index, ranges, known);
      return chosen(index, ex.first, ex.values.length, (i) => ({ lo: ex.values[i]! | 0, hi: ex.values[i]! | 0 }));
    }
    case 'un': {
      const a = boundsOf(ex.a, ranges, known);
      if (ex.op === '-') return fit(-a.hi, -a.lo);
      if (ex.op === '~') return { lo: ~a.hi, hi: ~a.lo };
      return a.lo > 0 || a.hi < 0 ? ZERO : a.lo === 0 && a.hi === 0 ? ONE : BOOL;
    }
    case 'bin':
      return combine(ex.op, boundsOf(ex.l, ranges, known), boundsOf(ex.r, ranges, known));
    case 'if': {
      const c = boundsOf(ex.c, ranges, known);
      if (c.lo > 0 || c.hi < 0) return boundsOf(ex.t, ranges, known);
      if (c.lo === 0 && c.hi === 0) return boundsOf(ex.f, ranges, known);
      return hull(boundsOf(ex.t, ranges, known), boundsOf(ex.f, ranges, known));
    }
  }
}

function chosen(index: Range, first: number, count: number, of: (i: number) => Range): Range {
  let result: Range | undefined = index.lo < first || index.hi >= first + count ? ZERO : undefined;
  for (let i = Math.max(0, index.lo - first); i <= Math.min(count - 1, index.hi - first); i++)
    result = result ? hull(result, of(i)) : of(i);
  return result ?? ZERO;
}

function decided(yes: boolean, no: boolean): Range {
  return yes ? ONE : no ? ZERO : BOOL;
}

function combine(op: string, l: Range, r: Range): Range {
  switch (op) {
    case '+':
      return fit(l.lo + r.lo, l.hi + r.hi);
    case '-':
      return fit(l.lo - r.hi, l.hi - r.lo);
    case '*': {
      const all = [l.lo * r.lo, l.lo * r.hi, l.hi * r.lo, l.hi * r.hi];
      return fit(Math.min(...all), Math.max(...all));
    }
    case '/': {
      const most = Math.max(Math.abs(l.lo), Math.abs(l.hi));
      return l.lo >= 0 && r.lo >= 0 ? { lo: 0, hi: l.hi } : fit(-most, most);
    }
    case '%': {
      const most = Math.max(Math.abs(l.lo), Math.abs(l.hi), 0);
      const less = Math.min(most, Math.max(Math.abs(r.lo), Math.abs(r.hi), 1) - 1);
      return { lo: l.lo >= 0 ? 0 : -less, hi: l.hi <= 0 ? 0 : less };
    }
    case '&':
      if (l.lo === l.hi && r.lo === r.hi) return { lo: l.lo & r.lo, hi: l.lo & r.lo };
      if (l.lo >= 0 && r.lo >= 0) return { lo: 0, hi: Math.min(l.hi, r.hi) };
      return l.lo >= 0 ? { lo: 0, hi: l.hi } : r.lo >= 0 ? { lo: 0, hi: r.hi } : ANY;
    case '|':
    case '^':
      if (l.lo === l.hi && r.lo === r.hi) return { lo: op === '|' ? l.lo | r.lo : l.lo ^ r.lo, hi: op === '|' ? l.lo | r.lo : l.lo ^ r.lo };
      if (l.lo < 0 || r.lo < 0) return ANY;
      return { lo: 0, hi: upTo(l.hi | r.hi) };
    case '<<':
      if (l.lo < 0 || r.lo < 0 || r.hi > 30) return ANY;
      return fit(l.lo * 2 ** r.lo, l.hi * 2 ** r.hi);
    case '>>':
      if (r.lo < 0 || r.hi > 31) return l.lo >= 0 ? { lo: 0, hi: l.hi } : ANY;
      return { lo: l.lo >= 0 ? l.lo >> r.hi : l.lo >> r.lo, hi: l.hi >= 0 ? l.hi >> r.lo : l.hi >> r.hi };
    case '==':
      return decided(l.lo === l.hi && r.lo === r.hi && l.lo === r.lo, l.hi < r.lo || l.lo > r.hi);
    case '!=':
      return decided(l.hi < r.lo || l.lo > r.hi, l.lo === l.hi && r.lo === r.hi && l.lo === r.lo);
    case '<':
      return decided(l.hi < r.lo, l.lo >= r.hi);
    case '<=':
      return decided(l.hi <= r.lo, l.lo > r.hi);
    case '>':
      return decided(l.lo > r.hi, l.hi <= r.lo);
    case '>=':
      return decided(l.lo >= r.hi, l.hi < r.lo);
    case '&&': {
      const no = (x: Range): boolean => x.lo === 0 && x.hi === 0;
      const yes = (x: Range): boolean => x.lo > 0 || x.hi < 0;
      return decided(yes(l) && yes(r), no(l) || no(r));
    }
    case '||': {
      const no = (x: Range): boolean => x.lo === 0 && x.hi === 0;
      const yes = (x: Range): boolean => x.lo > 0 || x.hi < 0;
      return decided(yes(l) || yes(r), no(l) && no(r));
    }
    default:
      return ANY;
  }
}

/** The least 2^k - 1 that is not below. */
function upTo(value: number): number {
  return value <= 0 ? 0 : value >= 0x40000000 ? MAX : 2 ** (32 - Math.clz32(value)) - 1;
}

/** One interval for each cell, within what the machine declares. `from`: another start than the cells' initial values. */
export function tightenRanges(machine: Machine, from?: ArrayLike<number>): Range[] {
  const ranges: Range[] = machine.cells.map((cell, i) => {
    const init = from?.[i] ?? cell.init;
    return { lo: init, hi: init };
  });
  const rounds = new Uint8Array(machine.cells.length);
  for (const thread of machine.threads) ranges[thread.pc] = { lo: 0, hi: Math.max(0, thread.positions - 1) };
  const grow = (cell: number, value: Range): boolean => {
    const declared = machine.cells[cell]!;
    const old = ranges[cell]!;
    const lo = Math.max(declared.lo, value.lo);
    const hi = Math.min(declared.hi, value.hi);
    if (lo > hi || (lo >= old.lo && hi <= old.hi)) return false;
    // What goes on growing is taken to reach its end: counting there one by one would take as long as the range is wide.
    const wide = ++rounds[cell]! > 8;
    ranges[cell] = {
      lo: lo < old.lo ? (wide ? declared.lo : lo) : old.lo,
      hi: hi > old.hi ? (wide ? declared.hi : hi) : old.hi,
    };
    return true;
  };
  const run = (rule: Rule): boolean => {
    if (rule.guard !== undefined) {
      const guard = boundsOf(rule.guard, ranges);
      if (guard.lo === 0 && guard.hi === 0) return false;
    }
    let grew = false;
    for (const { to, value } of rule.updates) {
      const values = boundsOf(value, ranges);
      if ('cell' in to) {
        grew = grow(to.cell, values) || grew;
        continue;
      }
      const index = boundsOf(to.index, ranges);
      for (let i = Math.max(0, index.lo - to.first); i <= Math.min(to.cells.length - 1, index.hi - to.first); i++)
        grew = grow(to.cells[i]!, values) || grew;
    }
    return grew;
  };
  const rules = machine.rules.filter((rule) => rule.updates.length > 0);
  for (let again = true; again; ) {
    again = false;
    for (const rule of rules) again = run(rule) || again;
  }
  return ranges;
}
