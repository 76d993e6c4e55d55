/**
 * The counterexample worth showing: with the fewest preemptions (switches away from a thread that could have gone on), then with the fewest steps.
 *
 * States are searched together with who moved last, one number of preemptions after the other, and within it one number of steps after the other: a round
 * takes the states that are `s` steps away, goes on with who moved last, and then with everybody else from the states that were `s` steps away with one
 * preemption less. The first thing that is wrong is the best.
 */
import { applyRule, isEnabled } from './interpret.ts';
import type { Kernel, KernelEvent } from './kernel.ts';
import type { Machine } from './machine.ts';

export type ShortestStep = { readonly found: KernelEvent; readonly preemptions: number } | 'room' | 'more' | 'nothing';

export class Shortest {
  private readonly kernel: Kernel;
  private level = 0;
  private step = 0;
  /** first state of each number of steps, of the level before and of this one; the last entry is the end */
  private before: number[] = [];
  private here: number[];
  /** what the round has done so far */
  private phase: 'forward' | 'preempt' = 'forward';
  private next: number;
  /** a fault one step further on, told when the states of this round are looked through */
  private fault: KernelEvent | undefined;

  /** The kernel holds the start and tracks who moved last. */
  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.here = [0, kernel.count];
    this.next = 0;
  }

  /** Goes through up to so many states. 'room': the store is full. 'nothing': all was looked at. */
  advance(states: number): ShortestStep {
    let left = states;
    while (left > 0) {
      const row = this.phase === 'forward' ? this.here : this.before;
      const end = row[this.step + 1] ?? 0;
      if (this.next < end) {
        const to = Math.min(end, this.next + left);
        const reached = this.phase === 'forward' ? this.kernel.forward(this.next, to) : this.kernel.preempt(this.next, to);
        left -= reached - this.next;
        this.next = reached;
        const event = this.kernel.event();
        if (event !== undefined && event.kind !== 'fault') return { found: event, preemptions: this.level };
        this.fault ??= event;
        if (reached < to && event === undefined) return 'room';
        if (reached < to) continue;
        if (this.next < end) continue;
      }
      if (this.phase === 'forward') {
        if (this.fault) return { found: this.fault, preemptions: this.level };
        this.phase = 'preempt';
        this.next = this.before[this.step] ?? 0;
        if (this.step + 1 >= this.before.length) this.next = Number.POSITIVE_INFINITY;
        continue;
      }
      if (this.fault) return { found: this.fault, preemptions: this.level };
      if (!this.nextRound()) return 'nothing';
    }
    return 'more';
  }

  /** Starts the next round, or the next level when this one has come to its end; false when there is none. */
  private nextRound(): boolean {
    const { count } = this.kernel;
    this.step++;
    this.phase = 'forward';
    const start = this.here[this.step]!;
    const empty = start === count;
    if (empty && this.step + 1 >= this.before.length) {
      if (this.here[0] === count) return false;
      this.level++;
      this.before = this.here;
      this.here = [count, count];
      this.step = 0;
      this.next = count;
      return true;
    }
    this.here.push(count);
    this.next = start;
    return true;
  }
}

/**
 * The rules that lead to a state of the store, each the lowest that does the step, and the state that they lead to: what is one to the store may differ by
 * symmetry, and the path is the machine's.
 */
export function pathTo(
  machine: Machine,
  kernel: Kernel,
  node: number,
  start: ArrayLike<number>,
): { readonly path: number[]; readonly state: Int32Array } {
  const nodes: number[] = [];
  for (let at = node; at >= 0; at = kernel.parent(at)) nodes.push(at);
  nodes.reverse();
  const path: number[] = [];
  let state: Int32Array = Int32Array.from(start);
  for (const child of nodes.slice(1)) {
    const wanted = kernel.state(child);
    const mover = kernel.lastMover(child);
    let reached: Int32Array | undefined;
    for (const rule of machine.rules) {
      if (rule.fault !== undefined || (mover >= 0 && rule.thread !== mover) || !isEnabled(machine, state, rule)) continue;
      const next = applyRule(machine, state, rule);
      if (!('state' in next) || !kernel.same(next.state, wanted)) continue;
      path.push(rule.id);
      reached = next.state;
      break;
    }
    if (reached === undefined) break;
    state = reached;
  }
  return { path, state };
}
