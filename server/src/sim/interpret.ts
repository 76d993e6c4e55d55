/**
 * The plain interpreter of a machine: slow, short, and obviously what machine.ts says. The explorer is tested against it, a counterexample is replayed
 * with it before anybody sees it, and the panel steps with it when somebody chooses by hand.
 *
 * A state is the value of every cell, in the order of Machine.cells.
 */
import type { BinaryOp, Ex, Machine, Rule, Target } from './machine.ts';
import type { Violation } from './verdict.ts';

export type State = Int32Array;

/** A step, or the first cell (in the order of the updates) that it would have driven out of its range. */
export type Stepped = { readonly state: State } | { readonly outOfRange: number };

export function initialState(machine: Machine): State {
  return Int32Array.from(machine.cells, (cell) => cell.init);
}

/** The operators on 32-bit integers: they wrap, shifts count modulo 32, dividing by 0 gives 0. */
export function calculate(op: BinaryOp, l: number, r: number): number {
  switch (op) {
    case '+':
      return (l + r) | 0;
    case '-':
      return (l - r) | 0;
    case '*':
      return Math.imul(l, r);
    case '/':
      return r === 0 ? 0 : (l / r) | 0;
    case '%':
      return r === 0 ? 0 : (l % r) | 0;
    case '&':
      return l & r;
    case '|':
      return l | r;
    case '^':
      return l ^ r;
    case '<<':
      return l << r;
    case '>>':
      return l >> r;
    case '==':
      return l === r ? 1 : 0;
    case '!=':
      return l !== r ? 1 : 0;
    case '<':
      return l < r ? 1 : 0;
    case '<=':
      return l <= r ? 1 : 0;
    case '>':
      return l > r ? 1 : 0;
    case '>=':
      return l >= r ? 1 : 0;
    case '&&':
      return l !== 0 && r !== 0 ? 1 : 0;
    case '||':
      return l !== 0 || r !== 0 ? 1 : 0;
  }
}

export function evaluate(ex: Ex, state: ArrayLike<number>): number {
  switch (ex.k) {
    case 'num':
      return ex.v | 0;
    case 'cell':
      return state[ex.cell] ?? 0;
    case 'at': {
      const cell = ex.cells[evaluate(ex.index, state) - ex.first];
      return cell === undefined ? 0 : (state[cell] ?? 0);
    }
    case 'table':
      return (ex.values[evaluate(ex.index, state) - ex.first] ?? 0) | 0;
    case 'un': {
      const a = evaluate(ex.a, state);
      return ex.op === '!' ? (a === 0 ? 1 : 0) : ex.op === '-' ? -a | 0 : ~a;
    }
    case 'bin':
      return calculate(ex.op, evaluate(ex.l, state), evaluate(ex.r, state));
    case 'if':
      return evaluate(ex.c, state) !== 0 ? evaluate(ex.t, state) : evaluate(ex.f, state);
  }
}

/** The cell that is meant in this state; undefined where an index is out of range. */
export function targetCell(target: Target, state: ArrayLike<number>): number | undefined {
  return 'cell' in target ? target.cell : target.cells[evaluate(target.index, state) - target.first];
}

export function isEnabled(machine: Machine, state: ArrayLike<number>, rule: Rule): boolean {
  const thread = machine.threads[rule.thread];
  return thread !== undefined && state[thread.pc] === rule.from && (rule.guard === undefined || evaluate(rule.guard, state) !== 0);
}

/** Ids of the rules that can be taken here, rising. */
export function enabledRules(machine: Machine, state: ArrayLike<number>): number[] {
  return machine.rules.filter((rule) => isEnabled(machine, state, rule)).map((rule) => rule.id);
}

/**
 * Takes a rule that is enabled. All updates read the state before the step; where two of them mean the same cell, the later one stays. The position is
 * moved last.
 */
export function applyRule(machine: Machine, state: ArrayLike<number>, rule: Rule): Stepped {
  const next = Int32Array.from(state);
  for (const update of rule.updates) {
    const cell = targetCell(update.to, state);
    if (cell === undefined) continue;
    const value = evaluate(update.value, state);
    const range = machine.cells[cell];
    if (range === undefined || value < range.lo || value > range.hi) return { outOfRange: cell };
    next[cell] = value;
  }
  const thread = machine.threads[rule.thread];
  if (thread !== undefined) next[thread.pc] = rule.to;
  return { state: next };
}

/** Has every thread that is no daemon come to an end? */
export function allFinished(machine: Machine, state: ArrayLike<number>): boolean {
  return unfinished(machine, state).length === 0;
}

/** The threads, no daemons, that have not come to an end; rising. */
export function unfinished(machine: Machine, state: ArrayLike<number>): number[] {
  return machine.threads.flatMap((thread, i) => (!thread.daemon && !thread.ends.includes(state[thread.pc] ?? 0) ? [i] : []));
}

/**
 * What is wrong with this state by itself, in the order in which the explorer looks: an `always` invariant (the first that is broken), a fault (of the
 * lowest rule that is enabled; taking it is the violation), nobody can go on and somebody is not done, a `finally` invariant once nobody can go on.
 */
export function violationAt(machine: Machine, state: ArrayLike<number>): Violation | undefined {
  const broken = machine.invariants.findIndex((inv) => inv.when === 'always' && evaluate(inv.holds, state) === 0);
  if (broken >= 0) return { kind: 'invariant', invariant: broken };
  const enabled = enabledRules(machine, state);
  const fault = enabled.map((id) => machine.rules[id]?.fault).find((f) => f !== undefined);
  if (fault !== undefined) return { kind: 'fault', fault };
  if (enabled.length > 0) return undefined;
  const threads = unfinished(machine, state);
  if (threads.length > 0) return { kind: 'deadlock', threads };
  const left = machine.invariants.findIndex((inv) => inv.when === 'finally' && evaluate(inv.holds, state) === 0);
  return left >= 0 ? { kind: 'invariant', invariant: left } : undefined;
}

/** A path replayed: the states before each rule and after the last one, or where it cannot be walked and why. */
export type Replayed =
  | { readonly states: readonly State[] }
  | { readonly failed: number; readonly why: 'not enabled' | 'no such rule' | 'out of range'; readonly states: readonly State[] };

/** Walks rules from a state (default: the initial one). A fault rule moves like any other. */
export function replay(machine: Machine, path: readonly number[], from: ArrayLike<number> = initialState(machine)): Replayed {
  const states: State[] = [Int32Array.from(from)];
  for (const [i, id] of path.entries()) {
    const state = states[i]!;
    const rule = machine.rules[id];
    if (rule === undefined) return { failed: i, why: 'no such rule', states };
    if (!isEnabled(machine, state, rule)) return { failed: i, why: 'not enabled', states };
    const next = applyRule(machine, state, rule);
    if ('outOfRange' in next) return { failed: i, why: 'out of range', states };
    states.push(next.state);
  }
  return { states };
}

/** How often a path switches away from a thread that could have gone on. */
export function preemptions(machine: Machine, path: readonly number[], from: ArrayLike<number> = initialState(machine)): number {
  let count = 0;
  const { states } = replay(machine, path, from);
  for (let i = 1; i < path.length && i < states.length; i++) {
    const before = machine.rules[path[i - 1]!]?.thread;
    const state = states[i]!;
    if (
      machine.rules[path[i]!]?.thread !== before &&
      machine.rules.some((rule) => rule.thread === before && isEnabled(machine, state, rule))
    )
      count++;
  }
  return count;
}
