/** Every state of a small machine, one by one with the interpreter: what the explorer has to agree with. Slow and plain on purpose. */
import { applyRule, enabledRules, initialState, type State, unfinished, violationAt } from '../../server/src/sim/interpret.ts';
import type { Machine } from '../../server/src/sim/machine.ts';
import type { Violation } from '../../server/src/sim/verdict.ts';

export interface Brute {
  readonly states: readonly State[];
  /** rules taken, those that lead out of a range or into a fault not counted */
  readonly transitions: number;
  /** kinds of violation that are reachable: `invariant 0`, `fault 1`, `deadlock`, `livelock` */
  readonly kinds: ReadonlySet<string>;
  /** cells that some step drives out of their range */
  readonly outOfRange: ReadonlySet<number>;
  /** fewest preemptions and then fewest steps to a state that is wrong by itself; undefined where there is none */
  readonly best: { readonly preemptions: number; readonly steps: number } | undefined;
  /** not all states were looked at */
  readonly cut: boolean;
}

export const kindOf = (v: Violation): string =>
  v.kind === 'invariant' ? `invariant ${v.invariant}` : v.kind === 'fault' ? `fault ${v.fault}` : v.kind;

interface Edge {
  readonly rule: number;
  readonly to: number;
}

/** States that are wrong by themselves are not gone on from; a fault rule leads nowhere. */
export function brute(machine: Machine, from: State = initialState(machine), max = 50_000): Brute {
  const states: State[] = [from];
  const known = new Map<string, number>([[from.join(), 0]]);
  const edges: Edge[][] = [];
  const wrong: boolean[] = [];
  const kinds = new Set<string>();
  const outOfRange = new Set<number>();
  let transitions = 0;
  for (let i = 0; i < states.length && states.length <= max; i++) {
    const state = states[i]!;
    const violation = violationAt(machine, state);
    edges.push([]);
    // A fault is a step; whoever else can go on may do so instead.
    const stands = violation !== undefined && violation.kind !== 'fault';
    wrong.push(stands);
    if (stands) {
      kinds.add(kindOf(violation));
      continue;
    }
    for (const rule of enabledRules(machine, state)) {
      const { fault } = machine.rules[rule]!;
      if (fault !== undefined) {
        kinds.add(kindOf({ kind: 'fault', fault }));
        continue;
      }
      const next = applyRule(machine, state, machine.rules[rule]!);
      if ('outOfRange' in next) {
        outOfRange.add(next.outOfRange);
        continue;
      }
      transitions++;
      const key = next.state.join();
      let to = known.get(key);
      if (to === undefined) {
        to = states.length;
        known.set(key, to);
        states.push(next.state);
      }
      edges[i]!.push({ rule, to });
    }
  }
  const cut = edges.length < states.length;
  if (machine.liveness && !cut && livelocks(machine, states, edges)) kinds.add('livelock');
  return { states, transitions, kinds, outOfRange, best: cut ? undefined : fewest(machine, states, edges, wrong), cut };
}

/**
 * A cycle without a progress rule on which somebody who is no daemon is not done, and each thread either moves or cannot at some point: looked for by
 * taking, for each state, everything that can be reached from it and that reaches it, without progress.
 */
function livelocks(machine: Machine, states: readonly State[], edges: readonly (readonly Edge[])[]): boolean {
  const lean = edges.map((list) => list.filter((e) => !machine.rules[e.rule]!.progress));
  const reach = (start: number): Set<number> => {
    const seen = new Set<number>();
    const todo = [start];
    for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
      for (const e of lean[at] ?? []) {
        if (!seen.has(e.to)) {
          seen.add(e.to);
          todo.push(e.to);
        }
      }
    }
    return seen;
  };
  const all = states.map((_, i) => reach(i));
  return states.some((_, i) => {
    if (!all[i]!.has(i)) return false;
    const component = [...all[i]!].filter((j) => all[j]!.has(i));
    if (!component.some((j) => unfinished(machine, states[j]!).length > 0)) return false;
    const inside = new Set(component);
    return machine.threads.every((_, t) =>
      component.some(
        (j) =>
          lean[j]!.some((e) => inside.has(e.to) && machine.rules[e.rule]!.thread === t) ||
          !enabledRules(machine, states[j]!).some((r) => machine.rules[r]!.thread === t),
      ),
    );
  });
}

/** Dijkstra over (state, who moved last), the cost being preemptions first and steps second; a fault counts the step that takes it. */
function fewest(machine: Machine, states: readonly State[], edges: readonly (readonly Edge[])[], wrong: readonly boolean[]): Brute['best'] {
  const far = 1_000_000;
  const cost = new Map<string, number>([['0 -1', 0]]);
  const done = new Set<string>();
  let best = Number.POSITIVE_INFINITY;
  const open = new Map<string, number>([['0 -1', 0]]);
  while (open.size > 0) {
    let key = '';
    let here = Number.POSITIVE_INFINITY;
    for (const [k, c] of open) if (c < here) [key, here] = [k, c];
    open.delete(key);
    done.add(key);
    if (here >= best) break;
    const [i, last] = key.split(' ').map(Number) as [number, number];
    const enabled = enabledRules(machine, states[i]!);
    const couldGoOn = enabled.some((r) => machine.rules[r]!.thread === last);
    const price = (rule: number): number => 1 + (couldGoOn && machine.rules[rule]!.thread !== last ? far : 0);
    if (wrong[i]) {
      best = Math.min(best, here);
      continue;
    }
    for (const r of enabled) if (machine.rules[r]!.fault !== undefined) best = Math.min(best, here + price(r));
    for (const e of edges[i]!) {
      const next = `${e.to} ${machine.rules[e.rule]!.thread}`;
      const c = here + price(e.rule);
      if (!done.has(next) && c < (cost.get(next) ?? Number.POSITIVE_INFINITY)) {
        cost.set(next, c);
        open.set(next, c);
      }
    }
  }
  return best === Number.POSITIVE_INFINITY ? undefined : { preemptions: Math.floor(best / far), steps: best % far };
}
