/**
 * What each thread may read and write, now and later: the ground on which interleavings are left out (reduce.ts).
 *
 * A thread alone, the world left open, is a graph: a node is a position together with the values of its *keys*, the locals that pointers go through. With
 * them known, `lock[p]` is one lock and `entry[p].list` one cell. An edge is a rule, with the shared cells that it reads and writes. Cells that only one
 * thread touches and no invariant looks at are nobody's business.
 */
import type { Ex, Machine, Rule } from './machine.ts';
import type { Range } from './pack.ts';
import { boundsOf } from './ranges.ts';

/** Cells as bits, 32 to a word; by the number that a shared cell has in Footprints.cells. */
export type CellSet = Int32Array;

export interface Edge {
  readonly rule: Rule;
  /** node; that of a fault is where it starts */
  readonly to: number;
  readonly reads: CellSet;
  readonly writes: CellSet;
}

export interface Node {
  readonly pc: number;
  /** of the thread's keys, in their order */
  readonly keys: readonly number[];
  readonly edges: readonly Edge[];
}

export interface ThreadGraph {
  /** node 0 is the start */
  readonly nodes: readonly Node[];
  /** cells */
  readonly keys: readonly number[];
}

export interface Footprints {
  /** shared cells, and their number among them by cell (-1: not shared) */
  readonly cells: readonly number[];
  readonly numberOf: Int32Array;
  /** words of a CellSet */
  readonly words: number;
  readonly threads: readonly ThreadGraph[];
}

/** More nodes than this, and a thread's keys are given up. */
const MOST_NODES = 600;

export function cellSet(words: number): CellSet {
  return new Int32Array(words);
}

export function addTo(set: CellSet, other: CellSet): boolean {
  let grew = false;
  for (let i = 0; i < set.length; i++) {
    const both = set[i]! | other[i]!;
    if (both !== set[i]) {
      set[i] = both;
      grew = true;
    }
  }
  return grew;
}

export function meets(a: CellSet, b: CellSet): boolean {
  for (let i = 0; i < a.length; i++) if ((a[i]! & b[i]!) !== 0) return true;
  return false;
}

/** Calls `see` for every cell that the expression may read; with `ranges`, for those only that its indices can choose. */
export function eachCell(ex: Ex, ranges: readonly Range[], see: (cell: number) => void): void {
  switch (ex.k) {
    case 'num':
      return;
    case 'cell':
      see(ex.cell);
      return;
    case 'at': {
      eachCell(ex.index, ranges, see);
      const { lo, hi } = boundsOf(ex.index, ranges);
      for (let i = Math.max(0, lo - ex.first); i <= Math.min(ex.cells.length - 1, hi - ex.first); i++) see(ex.cells[i]!);
      return;
    }
    case 'table':
      eachCell(ex.index, ranges, see);
      return;
    case 'un':
      eachCell(ex.a, ranges, see);
      return;
    case 'bin':
      eachCell(ex.l, ranges, see);
      // What stands behind a condition that cannot hold is not looked at for its value.
      if ((ex.op === '&&' || ex.op === '||') && decides(ex.op, boundsOf(ex.l, ranges))) return;
      eachCell(ex.r, ranges, see);
      return;
    case 'if': {
      eachCell(ex.c, ranges, see);
      const c = boundsOf(ex.c, ranges);
      if (!(c.lo === 0 && c.hi === 0)) eachCell(ex.t, ranges, see);
      if (!(c.lo > 0 || c.hi < 0)) eachCell(ex.f, ranges, see);
    }
  }
}

function decides(op: string, l: Range): boolean {
  return op === '&&' ? l.lo === 0 && l.hi === 0 : l.lo > 0 || l.hi < 0;
}

export function eachTarget(rule: Rule, ranges: readonly Range[], see: (cell: number) => void): void {
  for (const { to } of rule.updates) {
    if ('cell' in to) {
      see(to.cell);
      continue;
    }
    const { lo, hi } = boundsOf(to.index, ranges);
    for (let i = Math.max(0, lo - to.first); i <= Math.min(to.cells.length - 1, hi - to.first); i++) see(to.cells[i]!);
  }
}

export function eachRead(rule: Rule, ranges: readonly Range[], see: (cell: number) => void): void {
  if (rule.guard) eachCell(rule.guard, ranges, see);
  for (const { to, value } of rule.updates) {
    eachCell(value, ranges, see);
    if (!('cell' in to)) eachCell(to.index, ranges, see);
  }
}

export function footprints(machine: Machine, ranges: readonly Range[], from?: ArrayLike<number>): Footprints {
  const numberOf = new Int32Array(machine.cells.length).fill(-1);
  const cells: number[] = [];
  const owner = new Int32Array(machine.cells.length).fill(-1);
  const several = -2;
  const touch = (cell: number, thread: number): void => {
    if (owner[cell] === -1) owner[cell] = thread;
    else if (owner[cell] !== thread) owner[cell] = several;
  };
  machine.threads.forEach((thread, t) => touch(thread.pc, t));
  for (const rule of machine.rules) {
    eachRead(rule, ranges, (c) => touch(c, rule.thread));
    eachTarget(rule, ranges, (c) => touch(c, rule.thread));
  }
  // Invariants look at everything at once; only those of every state are looked at between steps.
  for (const invariant of machine.invariants) if (invariant.when === 'always') eachCell(invariant.holds, ranges, (c) => touch(c, several));
  owner.forEach((who, cell) => {
    if (who === several) numberOf[cell] = cells.push(cell) - 1;
  });
  const words = Math.max(1, (cells.length + 31) >> 5);
  const threads = machine.threads.map((_, t) => {
    // A local that somebody else looks at or changes is none to count on.
    const keys = keysOf(machine, t, ranges).filter((cell) => numberOf[cell] === -1);
    return (
      graphOf(machine, t, keys, ranges, numberOf, words, MOST_NODES, from) ??
      graphOf(machine, t, [], ranges, numberOf, words, Number.POSITIVE_INFINITY, from)!
    );
  });
  return { cells, numberOf, words, threads };
}

/** The locals that an index is computed from, and those that they are computed from, as long as they hold few values. */
function keysOf(machine: Machine, thread: number, ranges: readonly Range[]): number[] {
  const own = new Set(machine.threads[thread]!.cells);
  const keys = new Set<number>();
  const add = (cell: number): void => {
    const r = ranges[cell]!;
    if (own.has(cell) && r.hi > r.lo && r.hi - r.lo < 16) keys.add(cell);
  };
  const indices = (ex: Ex): void => {
    switch (ex.k) {
      case 'at':
        eachCell(ex.index, ranges, add);
        indices(ex.index);
        break;
      case 'table':
        indices(ex.index);
        break;
      case 'un':
        indices(ex.a);
        break;
      case 'bin':
        indices(ex.l);
        indices(ex.r);
        break;
      case 'if':
        indices(ex.c);
        indices(ex.t);
        indices(ex.f);
    }
  };
  const rules = machine.rules.filter((r) => r.thread === thread);
  for (const rule of rules) {
    if (rule.guard) indices(rule.guard);
    for (const { to, value } of rule.updates) {
      indices(value);
      if ('cell' in to) continue;
      eachCell(to.index, ranges, add);
      indices(to.index);
    }
  }
  for (let before = -1; before !== keys.size; ) {
    before = keys.size;
    for (const rule of rules) for (const { to, value } of rule.updates) if ('cell' in to && keys.has(to.cell)) eachCell(value, ranges, add);
  }
  return [...keys].sort((a, b) => a - b);
}

/** Follows the thread's rules from its start; undefined where there would be more than `most` nodes. */
function graphOf(
  machine: Machine,
  thread: number,
  keys: readonly number[],
  ranges: readonly Range[],
  numberOf: Int32Array,
  words: number,
  most: number,
  from: ArrayLike<number> | undefined,
): ThreadGraph | undefined {
  const { pc } = machine.threads[thread]!;
  const rulesAt = new Map<number, Rule[]>();
  for (const rule of machine.rules) {
    if (rule.thread !== thread) continue;
    const list = rulesAt.get(rule.from);
    if (list) list.push(rule);
    else rulesAt.set(rule.from, [rule]);
  }
  const known = new Map<string, number>();
  const todo: { readonly pc: number; readonly keys: number[] }[] = [];
  const nodeOf = (at: number, values: number[]): number => {
    const name = `${at}:${values.join()}`;
    let node = known.get(name);
    if (node === undefined) {
      node = todo.push({ pc: at, keys: values }) - 1;
      known.set(name, node);
    }
    return node;
  };
  const start = (cell: number): number => from?.[cell] ?? machine.cells[cell]!.init;
  nodeOf(start(pc), keys.map(start));
  const here = [...ranges];
  const nodes: Node[] = [];
  for (let n = 0; n < todo.length; n++) {
    if (todo.length > most) return undefined;
    const node = todo[n]!;
    keys.forEach((key, i) => {
      here[key] = { lo: node.keys[i]!, hi: node.keys[i]! };
    });
    const edges: Edge[] = [];
    for (const rule of rulesAt.get(node.pc) ?? []) {
      if (rule.guard) {
        const guard = boundsOf(rule.guard, here);
        if (guard.lo === 0 && guard.hi === 0) continue;
      }
      const reads = cellSet(words);
      const writes = cellSet(words);
      const put = (set: CellSet) => (cell: number) => {
        const bit = numberOf[cell]!;
        if (bit >= 0) set[bit >> 5] = set[bit >> 5]! | (1 << (bit & 31));
      };
      eachRead(rule, here, put(reads));
      if (rule.fault !== undefined) {
        edges.push({ rule, to: n, reads, writes });
        continue;
      }
      eachTarget(rule, here, put(writes));
      if (rule.to !== rule.from) put(writes)(pc);
      const values = outcomes(rule, keys, node.keys, here, ranges, most);
      if (values === undefined) return undefined;
      // Out of range whatever happens: it is a step that has to be taken, though it leads nowhere.
      if (values.length === 0) edges.push({ rule, to: n, reads, writes });
      for (const v of values) edges.push({ rule, to: nodeOf(rule.to, v), reads, writes });
      if (todo.length > most) return undefined;
    }
    nodes.push({ ...node, edges });
  }
  return { nodes, keys };
}

/** The values that the keys may have behind a rule; undefined where there are more than `most` ways. */
function outcomes(
  rule: Rule,
  keys: readonly number[],
  before: readonly number[],
  here: readonly Range[],
  ranges: readonly Range[],
  most: number,
): number[][] | undefined {
  let all: number[][] = [[...before]];
  for (const [i, key] of keys.entries()) {
    const possible = new Set<number>();
    let certain = false;
    for (const { to, value } of rule.updates) {
      let sure = false;
      if ('cell' in to) {
        if (to.cell !== key) continue;
        sure = true;
      } else {
        const index = boundsOf(to.index, here);
        const at = to.cells.indexOf(key) + to.first;
        if (!to.cells.includes(key) || at < index.lo || at > index.hi) continue;
      }
      if (sure) {
        possible.clear();
        certain = true;
      }
      const bounds = boundsOf(value, here);
      const range = ranges[key]!;
      for (let v = Math.max(bounds.lo, range.lo); v <= Math.min(bounds.hi, range.hi); v++) possible.add(v);
    }
    if (!certain && possible.size === 0) continue;
    if (!certain) possible.add(before[i]!);
    if (all.length * possible.size > most) return undefined;
    const values = [...possible].sort((a, b) => a - b);
    all = all.flatMap((list) => values.map((v) => list.with(i, v)));
  }
  return all;
}
