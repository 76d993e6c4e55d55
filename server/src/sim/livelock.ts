/**
 * Livelocks: rounds that a fair scheduler can go for ever and in which nobody gets ahead.
 *
 * In the graph of all states, with the steps of progress rules left out, a strongly connected component with a step in it is one when it is fair to
 * every thread (he moves within it, or somewhere in it he cannot: weak fairness) and somebody in it who is no daemon has not come to an end. A fair
 * round exists in a component if and only if going round all of it is fair, so looking at whole components misses none and invents none.
 */
import type { Machine } from './machine.ts';

/** A set of threads is a number of 32 bits: with more of them nothing can be said of rounds. */
export const MOST_THREADS = 30;

/** All steps of a machine, sorted by the state that they start in. */
export class StepGraph {
  private tos = new Int32Array(1024);
  private rules = new Int32Array(1024);
  private starts = new Int32Array(1024);
  private length = 0;
  private nodes = 0;

  /** Triples from, rule, to; `from` never falls. */
  add(triples: Int32Array, length: number): void {
    while (this.length + length / 3 > this.tos.length) {
      this.tos = doubled(this.tos);
      this.rules = doubled(this.rules);
    }
    for (let i = 0; i < length; i += 3) {
      const from = triples[i]!;
      while (this.nodes <= from) this.open();
      this.rules[this.length] = triples[i + 1]!;
      this.tos[this.length] = triples[i + 2]!;
      this.length++;
    }
  }

  private open(): void {
    if (this.nodes + 1 >= this.starts.length) this.starts = doubled(this.starts);
    this.starts[this.nodes++] = this.length;
  }

  /** There are so many states, and no further steps. */
  close(states: number): void {
    while (this.nodes < states) this.open();
    if (this.nodes + 1 >= this.starts.length) this.starts = doubled(this.starts);
    this.starts[this.nodes] = this.length;
  }

  get states(): number {
    return this.nodes;
  }

  get bytes(): number {
    return (this.tos.length + this.rules.length + this.starts.length) * 4;
  }

  /** The steps of a state are start(state) .. start(state + 1) - 1. */
  start(state: number): number {
    return this.starts[state]!;
  }

  to(step: number): number {
    return this.tos[step]!;
  }

  rule(step: number): number {
    return this.rules[step]!;
  }
}

function doubled(from: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const to = new Int32Array(from.length * 2);
  to.set(from);
  return to;
}

export interface Lasso {
  readonly path: readonly number[];
  /** index in `path` of the first step of the round */
  readonly loop: number;
}

/** `unfinished(state)`: is somebody who is no daemon not done there? State 0 is the start. At most MOST_THREADS threads. */
export function findLivelock(machine: Machine, graph: StepGraph, unfinished: (state: number) => boolean): Lasso | undefined {
  const thread = Int32Array.from(machine.rules, (r) => r.thread);
  const progress = Uint8Array.from(machine.rules, (r) => (r.progress ? 1 : 0));
  const component = components(graph, progress);
  const fair = fairComponents(machine, graph, thread, progress, component, unfinished);
  if (fair.size === 0) return undefined;
  const stem = stemTo(machine, graph, thread, (state) => fair.has(component[state]!));
  if (stem === undefined) return undefined;
  const round = fairRound(machine, graph, thread, progress, component, stem.state);
  return { path: [...stem.path, ...round], loop: stem.path.length };
}

/** Tarjan's algorithm without recursion, over steps without progress: the number of each state's component. */
function components(graph: StepGraph, progress: Uint8Array): Int32Array {
  const n = graph.states;
  const component = new Int32Array(n).fill(-1);
  const index = new Int32Array(n).fill(-1);
  const low = new Int32Array(n);
  const stack = new Int32Array(n);
  const calls = new Int32Array(n);
  const nextStep = new Int32Array(n);
  let stacked = 0;
  let counter = 0;
  let found = 0;
  for (let root = 0; root < n; root++) {
    if (index[root] !== -1) continue;
    let depth = 0;
    calls[0] = root;
    index[root] = low[root] = counter++;
    nextStep[root] = graph.start(root);
    stack[stacked++] = root;
    while (depth >= 0) {
      const v = calls[depth]!;
      const step = nextStep[v]!;
      if (step < graph.start(v + 1)) {
        nextStep[v] = step + 1;
        if (progress[graph.rule(step)] === 1) continue;
        const w = graph.to(step);
        if (index[w] === -1) {
          index[w] = low[w] = counter++;
          nextStep[w] = graph.start(w);
          stack[stacked++] = w;
          calls[++depth] = w;
        } else if (component[w] === -1 && index[w]! < low[v]!) {
          low[v] = index[w]!;
        }
        continue;
      }
      if (low[v] === index[v]) {
        for (let w = -1; w !== v; ) {
          w = stack[--stacked]!;
          component[w] = found;
        }
        found++;
      }
      depth--;
      if (depth >= 0 && low[v]! < low[calls[depth]!]!) low[calls[depth]!] = low[v]!;
    }
  }
  return component;
}

function fairComponents(
  machine: Machine,
  graph: StepGraph,
  thread: Int32Array,
  progress: Uint8Array,
  component: Int32Array,
  unfinished: (state: number) => boolean,
): Set<number> {
  const everybody = (1 << machine.threads.length) - 1;
  const turns = new Uint8Array(graph.states);
  // Most components are one state without a step to itself: the others are few, and only they are looked at closely.
  for (let s = 0; s < graph.states; s++) {
    for (let e = graph.start(s); e < graph.start(s + 1); e++) {
      if (progress[graph.rule(e)] === 0 && component[graph.to(e)] === component[s]) turns[component[s]!] = 1;
    }
  }
  const served = new Map<number, number>();
  const open = new Set<number>();
  for (let s = 0; s < graph.states; s++) {
    const c = component[s]!;
    if (turns[c] === 0) continue;
    let can = 0;
    let moves = 0;
    for (let e = graph.start(s); e < graph.start(s + 1); e++) {
      const bit = 1 << thread[graph.rule(e)]!;
      can |= bit;
      if (progress[graph.rule(e)] === 0 && component[graph.to(e)] === c) moves |= bit;
    }
    served.set(c, (served.get(c) ?? 0) | moves | (everybody & ~can));
    if (!open.has(c) && unfinished(s)) open.add(c);
  }
  return new Set([...open].filter((c) => served.get(c) === everybody));
}

/** The way to a state that is wanted with the fewest preemptions, then the fewest steps. */
function stemTo(
  machine: Machine,
  graph: StepGraph,
  thread: Int32Array,
  wanted: (state: number) => boolean,
): { readonly path: number[]; readonly state: number } | undefined {
  const movers = machine.threads.length + 1;
  // A node is a state and who moved last (threads.length: nobody). Its way is kept as the node and the rule before.
  const seen = new Map<number, { readonly from: number; readonly rule: number }>();
  const start = movers - 1;
  seen.set(start, { from: -1, rule: -1 });
  let level: number[][] = [[start]];
  let below: number[][] = [];
  const finish = (node: number): { path: number[]; state: number } => {
    const path: number[] = [];
    for (let at = seen.get(node)!; at.from >= 0; at = seen.get(at.from)!) path.push(at.rule);
    return { path: path.reverse(), state: Math.floor(node / movers) };
  };
  const visit = (node: number, preempt: boolean, into: number[]): void => {
    const state = Math.floor(node / movers);
    const last = node % movers;
    let could = false;
    for (let e = graph.start(state); e < graph.start(state + 1); e++) could ||= thread[graph.rule(e)] === last;
    if (preempt && !could) return;
    for (let e = graph.start(state); e < graph.start(state + 1); e++) {
      const rule = graph.rule(e);
      const mover = thread[rule]!;
      if (could && (mover === last) === preempt) continue;
      const next = graph.to(e) * movers + mover;
      if (seen.has(next)) continue;
      seen.set(next, { from: node, rule });
      into.push(next);
    }
  };
  for (;;) {
    for (let s = 0; s < Math.max(level.length, below.length); s++) {
      const round = (level[s] ??= []);
      for (const node of round) if (wanted(Math.floor(node / movers))) return finish(node);
      const next: number[] = [];
      for (const node of round) visit(node, false, next);
      for (const node of below[s] ?? []) visit(node, true, next);
      if (next.length > 0 || s + 1 < below.length) level[s + 1] = next;
    }
    if (level.every((round) => round.length === 0)) return undefined;
    below = level;
    level = [[]];
  }
}

/** A round from a state of a fair component back to it that is fair to every thread: always on to the nearest state or step that serves somebody new. */
function fairRound(
  machine: Machine,
  graph: StepGraph,
  thread: Int32Array,
  progress: Uint8Array,
  component: Int32Array,
  start: number,
): number[] {
  const everybody = (1 << machine.threads.length) - 1;
  const c = component[start];
  const cannot = (state: number): number => {
    let can = 0;
    for (let e = graph.start(state); e < graph.start(state + 1); e++) can |= 1 << thread[graph.rule(e)]!;
    return everybody & ~can;
  };
  const round: number[] = [];
  let at = start;
  let served = cannot(start);
  /** Breadth first from `at` to the first step that `enough` likes. */
  const go = (enough: (step: number) => boolean): void => {
    const via = new Map<number, number>();
    const from = new Map<number, number>();
    const queue = [at];
    for (let i = 0; i < queue.length; i++) {
      const state = queue[i]!;
      for (let e = graph.start(state); e < graph.start(state + 1); e++) {
        const to = graph.to(e);
        if (progress[graph.rule(e)] === 1 || component[to] !== c) continue;
        if (enough(e)) {
          const steps = [e];
          for (let back = state; back !== at; back = from.get(back)!) steps.push(via.get(back)!);
          for (const step of steps.reverse()) {
            round.push(graph.rule(step));
            served |= (1 << thread[graph.rule(step)]!) | cannot(graph.to(step));
          }
          at = to;
          return;
        }
        if (via.has(to) || to === at) continue;
        via.set(to, e);
        from.set(to, state);
        queue.push(to);
      }
    }
  };
  while (served !== everybody) {
    const length = round.length;
    go((e) => (((1 << thread[graph.rule(e)]!) | cannot(graph.to(e))) & ~served) !== 0);
    if (round.length === length) break;
  }
  if (at !== start || round.length === 0) go((e) => graph.to(e) === start);
  return round;
}
