/**
 * Threads that can be told apart by nothing but their number: a state with two of them swapped is as good as the state itself.
 *
 * That two threads come from one function makes them candidates, no more. They are taken to be alike when swapping their cells throughout (positions, locals)
 * makes every rule of the one the rule of the other, leaves every rule of everybody else and every invariant as it is, and they start alike. An index or a
 * constant that says who somebody is spoils it, as it should.
 */
import type { Ex, Machine, Rule, Target } from './machine.ts';
import type { Range } from './pack.ts';

/** Threads that are alike: at least two each. */
export function alikeThreads(machine: Machine, from?: ArrayLike<number>): number[][] {
  const classes: number[][] = [];
  const rulesOf: Rule[][] = machine.threads.map(() => []);
  for (const rule of machine.rules) rulesOf[rule.thread]?.push(rule);
  const by = new Map<number, number[]>();
  machine.threads.forEach((thread, t) => by.set(thread.template, [...(by.get(thread.template) ?? []), t]));
  for (const candidates of by.values()) {
    let rest = candidates;
    while (rest.length > 1) {
      const [first, ...others] = rest as [number, ...number[]];
      const alike = others.filter((other) => swappable(machine, rulesOf, first, other, from));
      if (alike.length > 0) classes.push([first, ...alike]);
      rest = others.filter((other) => !alike.includes(other));
    }
  }
  return classes;
}

function swappable(machine: Machine, rulesOf: readonly (readonly Rule[])[], a: number, b: number, from?: ArrayLike<number>): boolean {
  const one = machine.threads[a]!;
  const other = machine.threads[b]!;
  if (one.positions !== other.positions || one.daemon !== other.daemon || one.cells.length !== other.cells.length) return false;
  if (one.ends.length !== other.ends.length || one.ends.some((e) => !other.ends.includes(e))) return false;
  const swap = Int32Array.from(machine.cells, (_, c) => c);
  const pairs = [[one.pc, other.pc], ...one.cells.map((c, i) => [c, other.cells[i]!])] as [number, number][];
  for (const [x, y] of pairs) {
    const p = machine.cells[x]!;
    const q = machine.cells[y]!;
    if (p.lo !== q.lo || p.hi !== q.hi || (from ? from[x] !== from[y] : p.init !== q.init)) return false;
    swap[x] = y;
    swap[y] = x;
  }
  return (
    machine.threads.every((_, t) => {
      const image = t === a ? b : t === b ? a : t;
      const rules = rulesOf[t]!;
      const images = rulesOf[image]!;
      return rules.length === images.length && rules.every((rule, i) => sameRule(machine, rule, images[i]!, swap));
    }) && machine.invariants.every((invariant) => alike(invariant.holds, invariant.holds, swap))
  );
}

function sameRule(machine: Machine, a: Rule, b: Rule, swap: Int32Array): boolean {
  if (a.from !== b.from || a.to !== b.to || a.progress !== b.progress || a.updates.length !== b.updates.length) return false;
  if ((a.guard === undefined) !== (b.guard === undefined) || (a.fault === undefined) !== (b.fault === undefined)) return false;
  if (a.fault !== undefined && a.fault !== b.fault && machine.faults[a.fault]?.kind !== machine.faults[b.fault!]?.kind) return false;
  if (a.guard && !same(a.guard, b.guard!, swap)) return false;
  return a.updates.every((u, i) => sameTarget(u.to, b.updates[i]!.to, swap) && same(u.value, b.updates[i]!.value, swap));
}

function sameTarget(a: Target, b: Target, swap: Int32Array): boolean {
  if ('cell' in a) return 'cell' in b && swap[a.cell] === b.cell;
  return !('cell' in b) && a.first === b.first && sameCells(a.cells, b.cells, swap) && same(a.index, b.index, swap);
}

function sameCells(a: readonly number[], b: readonly number[], swap: Int32Array): boolean {
  return a.length === b.length && a.every((c, i) => swap[c] === b[i]);
}

/** Is the first, with cells swapped, the second? */
function same(a: Ex, b: Ex, swap: Int32Array): boolean {
  switch (a.k) {
    case 'num':
      return b.k === 'num' && a.v === b.v;
    case 'cell':
      return b.k === 'cell' && swap[a.cell] === b.cell;
    case 'at':
      return b.k === 'at' && a.first === b.first && sameCells(a.cells, b.cells, swap) && same(a.index, b.index, swap);
    case 'table':
      return (
        b.k === 'table' &&
        a.first === b.first &&
        a.values.length === b.values.length &&
        a.values.every((v, i) => v === b.values[i]) &&
        same(a.index, b.index, swap)
      );
    case 'un':
      return b.k === 'un' && a.op === b.op && same(a.a, b.a, swap);
    case 'bin':
      return b.k === 'bin' && a.op === b.op && same(a.l, b.l, swap) && same(a.r, b.r, swap);
    case 'if':
      return b.k === 'if' && same(a.c, b.c, swap) && same(a.t, b.t, swap) && same(a.f, b.f, swap);
  }
}

const UNORDERED: ReadonlySet<string> = new Set(['&&', '||', '+', '&', '|', '^']);

/** The same, where `x && y` is `y && x`: invariants name threads one by one. */
function alike(a: Ex, b: Ex, swap: Int32Array): boolean {
  if (same(a, b, swap)) return true;
  if (a.k === 'un' && b.k === 'un') return a.op === b.op && alike(a.a, b.a, swap);
  if (a.k !== 'bin' || b.k !== 'bin' || a.op !== b.op) return false;
  if (!UNORDERED.has(a.op)) return alike(a.l, b.l, swap) && alike(a.r, b.r, swap);
  const mine = chain(a, a.op, []);
  const theirs = chain(b, a.op, []);
  if (mine.length !== theirs.length) return false;
  for (const part of mine) {
    const at = theirs.findIndex((other) => alike(part, other, swap));
    if (at < 0) return false;
    theirs.splice(at, 1);
  }
  return true;
}

function chain(ex: Ex, op: string, into: Ex[]): Ex[] {
  if (ex.k === 'bin' && ex.op === op) {
    chain(ex.l, op, into);
    chain(ex.r, op, into);
  } else into.push(ex);
  return into;
}

/** Part of a thread's slot: bits of one word. */
export interface Piece {
  readonly word: number;
  readonly shift: number;
  /** not shifted */
  readonly mask: number;
}

/** Where the slots of threads that are alike lie: [thread of the class][piece]; pieces of one number have one mask. */
export type SlotClass = readonly (readonly Piece[])[];

/** Puts the slots of each class in rising order, in place. */
export function canonical(classes: readonly SlotClass[], words: { [word: number]: number }, at: number): void {
  for (const slots of classes) {
    for (const [a, b] of exchanges(slots.length)) {
      const x = slots[a]!;
      const y = slots[b]!;
      for (let p = 0; p < x.length; p++) {
        const mine = (words[at + x[p]!.word]! >>> x[p]!.shift) & x[p]!.mask;
        const theirs = (words[at + y[p]!.word]! >>> y[p]!.shift) & y[p]!.mask;
        if (mine === theirs) continue;
        if (mine >>> 0 > theirs >>> 0) {
          for (let q = p; q < x.length; q++) {
            const u = x[q]!;
            const v = y[q]!;
            const differ = ((words[at + u.word]! >>> u.shift) ^ (words[at + v.word]! >>> v.shift)) & u.mask;
            words[at + u.word] = words[at + u.word]! ^ (differ << u.shift);
            words[at + v.word] = words[at + v.word]! ^ (differ << v.shift);
          }
        }
        break;
      }
    }
  }
}

/** Compared pairs that sort so many things. */
export function exchanges(count: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let round = count - 1; round > 0; round--) for (let i = 0; i < round; i++) pairs.push([i, i + 1]);
  return pairs;
}

/** Ranges for a layout: threads that are alike have cells of one shape. */
export function evenRanges(machine: Machine, ranges: readonly Range[], classes: readonly (readonly number[])[]): Range[] {
  const even = [...ranges];
  for (const members of classes) {
    const slots = members.map((t) => [machine.threads[t]!.pc, ...machine.threads[t]!.cells]);
    for (let i = 0; i < slots[0]!.length; i++) {
      const all = slots.map((slot) => ranges[slot[i]!]!);
      const range = { lo: Math.min(...all.map((r) => r.lo)), hi: Math.max(...all.map((r) => r.hi)) };
      for (const slot of slots) even[slot[i]!] = range;
    }
  }
  return even;
}
