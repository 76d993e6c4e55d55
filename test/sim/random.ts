// Random machines for differential tests: small, and with everything that a machine can have.
import fc from 'fast-check';
import type { BinaryOp, Cell, Ex, Fault, Invariant, Machine, Rule, Step, Target, Thread, Update } from '../../server/src/sim/machine.ts';

export interface RandomOptions {
  readonly liveness?: boolean;
  /** how often a step may leave its cell's range, out of 10; default 1 */
  readonly overflows?: number;
  /** a thread has fewer locals than this; default 2 */
  readonly locals?: number;
}

const operators: readonly BinaryOp[] = ['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>', '==', '!=', '<', '<=', '>', '>=', '&&', '||'];

/** Takes its choices from a generator of numbers: `pick(n)` is 0..n-1. */
function build(pick: (n: number) => number, { liveness = false, overflows = 1, locals: most = 2 }: RandomOptions): Machine {
  const one = <T>(list: readonly T[]): T => list[pick(list.length)]!;
  const chance = (outOf10: number): boolean => pick(10) < outOf10;
  const cells: Cell[] = [];
  const threads: Thread[] = [];
  const rules: Rule[] = [];
  const steps: Step[] = [];
  const faults: Fault[] = [];
  const cell = (name: string, thread?: number): number => {
    const lo = chance(2) ? -1 : 0;
    const hi = lo + 1 + pick(3);
    cells.push({ name, lo, hi, init: lo + pick(hi - lo + 1), ...(thread === undefined ? {} : { thread }) });
    return cells.length - 1;
  };
  const world = Array.from({ length: 1 + pick(3) }, (_, i) => cell(`x${i}`));
  const lists: number[][] = Array.from({ length: pick(3) }, (_, l) => Array.from({ length: 2 + pick(2) }, (_, i) => cell(`o${i}.f${l}`)));
  // A list that is a stretch of another, and one that mixes what stands elsewhere.
  if (lists.length > 0 && chance(3)) lists.push(lists[0]!.slice(1));
  if (chance(3)) lists.push([...world]);
  const lock = chance(6) ? cells.push({ name: 'lock', lo: 0, hi: 3, init: 0 }) - 1 : undefined;
  const locals: number[][] = [];

  const expression = (thread: number, depth: number): Ex => {
    const kind = depth === 0 ? pick(2) : pick(7);
    switch (kind) {
      case 0:
        return { k: 'num', v: pick(20) === 0 ? one([-2147483648, 2147483647, 31, 40]) : pick(6) - 2 };
      case 1: {
        const seen = [...world, ...(locals[thread] ?? []), ...(chance(1) && threads.length > 0 ? [one(threads).pc] : []), ...lists.flat()];
        return { k: 'cell', cell: one(seen) };
      }
      case 2:
        if (lists.length > 0) return { k: 'at', index: expression(thread, depth - 1), first: pick(3) - 1, cells: one(lists) };
        return { k: 'un', op: one(['!', '-', '~']), a: expression(thread, depth - 1) };
      case 3:
        return {
          k: 'table',
          index: expression(thread, depth - 1),
          first: pick(3) - 1,
          values: Array.from({ length: 1 + pick(3) }, () => pick(4) - 1),
        };
      case 4:
        return { k: 'if', c: expression(thread, depth - 1), t: expression(thread, depth - 1), f: expression(thread, depth - 1) };
      case 5:
        return { k: 'un', op: one(['!', '-', '~']), a: expression(thread, depth - 1) };
      default:
        return { k: 'bin', op: one(operators), l: expression(thread, depth - 1), r: expression(thread, depth - 1) };
    }
  };
  /** Kept in the range of where it goes, mostly. */
  const fitted = (ex: Ex, lo: number, hi: number): Ex => {
    if (chance(overflows)) return ex;
    const size: Ex = { k: 'num', v: hi - lo + 1 };
    const rest: Ex = { k: 'bin', op: '%', l: ex, r: size };
    const positive: Ex = { k: 'bin', op: '%', l: { k: 'bin', op: '+', l: rest, r: size }, r: size };
    return { k: 'bin', op: '+', l: positive, r: { k: 'num', v: lo } };
  };
  const update = (thread: number): Update => {
    const list = lists.length > 0 && chance(3) ? one(lists) : undefined;
    const goal = list ? list[0]! : one([...world, ...(locals[thread] ?? [])]);
    const lo = Math.max(...(list ?? [goal]).map((c) => cells[c]!.lo));
    const hi = Math.min(...(list ?? [goal]).map((c) => cells[c]!.hi));
    const to: Target = list ? { index: expression(thread, 1), first: pick(2), cells: list } : { cell: goal };
    return { to, value: fitted(expression(thread, 2), lo, hi) };
  };

  const count = 1 + pick(3);
  for (let t = 0; t < count; t++) {
    const positions = 2 + pick(count > 2 ? 3 : 4);
    locals.push(Array.from({ length: pick(most) }, (_, i) => cell(`CPU${t}: l${i}`, t)));
    cells.push({ name: `CPU${t}: pc`, lo: 0, hi: positions - 1, init: 0, thread: t });
    const daemon = count > 1 && t === count - 1 && chance(2);
    threads.push({
      name: `CPU${t}`,
      runs: `f${t}()`,
      pc: cells.length - 1,
      positions,
      ends: daemon && chance(5) ? [] : [positions - 1],
      daemon,
      cells: locals[t]!,
      template: t,
    });
  }
  for (const [t, thread] of threads.entries()) {
    const add = (rule: Partial<Rule> & Pick<Rule, 'from' | 'to' | 'updates'>): void => {
      steps.push({ text: `step${steps.length}()`, kind: 'write', stack: [{ fn: `f${t}` }] });
      rules.push({ id: rules.length, thread: t, step: steps.length - 1, ...(liveness && chance(3) ? { progress: true } : {}), ...rule });
    };
    for (let from = 0; from < thread.positions; from++) {
      if (thread.ends.includes(from)) continue;
      const ways = 1 + (chance(4) ? 1 : 0) + (chance(1) ? 1 : 0);
      for (let way = 0; way < ways; way++) {
        const to = chance(liveness ? 5 : 7) ? Math.min(from + 1, thread.positions - 1) : pick(thread.positions);
        const guard = chance(way > 0 ? 8 : 4) ? { guard: expression(t, 2) } : {};
        if (lock !== undefined && chance(2)) {
          const mine = chance(8) ? 0 : 1;
          add({
            from,
            to,
            guard: { k: 'bin', op: '==', l: { k: 'cell', cell: lock }, r: { k: 'num', v: mine } },
            updates: [{ to: { cell: lock }, value: { k: 'num', v: 1 - mine } }],
          });
        } else if (chance(1) && chance(4)) {
          faults.push({ kind: 'assert', sentence: `fault ${faults.length}` });
          add({ from, to, ...guard, updates: [], fault: faults.length - 1 });
        } else add({ from, to, ...guard, updates: Array.from({ length: pick(4) }, () => update(t)) });
      }
    }
  }
  const invariants: Invariant[] = [];
  for (const when of ['always', 'finally'] as const) {
    // Rarely broken, or there would be nothing else to find.
    if (!chance(when === 'always' ? 3 : 4)) continue;
    const holds: Ex = { k: 'bin', op: '||', l: expression(-1, 2), r: { k: 'bin', op: '||', l: expression(-1, 2), r: expression(-1, 1) } };
    invariants.push({ name: when, sentence: `${when} so`, when, holds });
  }
  return {
    name: 'random',
    cells,
    threads,
    rules,
    steps,
    faults,
    invariants,
    sources: [],
    objects: [],
    locals: new Map(),
    assumed: [],
    bounds: [],
    liveness,
  };
}

/** Machines with up to three threads and, mostly, fewer than a few thousand states. Shrinks towards fewer and simpler choices. */
export function randomMachine(options: RandomOptions = {}): fc.Arbitrary<Machine> {
  return fc.array(fc.nat({ max: 0xffff }), { minLength: 40, maxLength: 400, size: 'max' }).map((numbers) => {
    let next = 0;
    // Behind the last number everything is its first choice.
    return build((n) => (numbers[next++] ?? 0) % n, options);
  });
}
