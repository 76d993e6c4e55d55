/**
 * Explores a machine: is there an interleaving that goes wrong, and which is the one worth showing?
 *
 * Two passes. The first answers holds or breaks, breadth first, with as few interleavings as prove as much (reduce.ts, symmetry.ts). The second, only
 * where it breaks, searches without reduction for the counterexample with the fewest preemptions (shortest.ts). Livelocks need every step of the machine:
 * there the first pass is not reduced. What is found is replayed with the interpreter before it is told.
 *
 * Nothing in here looks at a clock; the bounds are numbers of states and of bytes.
 */
import { enabledRules, initialState, preemptions, replay, unfinished, violationAt } from './interpret.ts';
import type { Kernel, KernelEvent } from './kernel.ts';
import { JsKernel } from './kernel-js.ts';
import { WasmKernel, wasmAvailable } from './kernel-wasm.ts';
import { findLivelock, MOST_THREADS, StepGraph } from './livelock.ts';
import type { Machine } from './machine.ts';
import { overlaysOf } from './overlay.ts';
import type { Range } from './pack.ts';
import { tightenRanges } from './ranges.ts';
import { selectionOf } from './reduce.ts';
import { pathTo, Shortest } from './shortest.ts';
import { alikeThreads, evenRanges } from './symmetry.ts';
import type { Counts, Exploration, ExploreOptions, Verdict, Violation, WhyOpen } from './verdict.ts';

const MAX_STATES = 4_000_000;
const MAX_BYTES = 512 * 1024 * 1024;
/** states between two looks at the bounds */
const SLICE = 1 << 14;
/** What has fewer states than this is explored in less time than it takes to work out what could be left out, and to write a kernel that does. */
const WORTH_REDUCING = 100_000;

/** Nothing is explored yet: call advance() until there is a verdict. */
export function explore(machine: Machine, options: ExploreOptions = {}): Exploration {
  return new Search(machine, options);
}

/** Explores to the end, or to the bound. */
export function exploreAll(machine: Machine, options: ExploreOptions = {}): Verdict {
  const search = explore(machine, options);
  for (;;) {
    const verdict = search.advance(Number.MAX_SAFE_INTEGER);
    if (verdict !== undefined) return verdict;
  }
}

class Search implements Exploration {
  private readonly machine: Machine;
  private readonly start: Int32Array;
  private readonly maxStates: number;
  private readonly maxBytes: number;
  private readonly ranges: readonly Range[];
  private readonly alike: readonly (readonly number[])[];
  /** later: not reduced so far, to be begun again with reduction where there are many states */
  private reduce: 'no' | 'later' | 'yes';
  private readonly anyPath: boolean;
  private kernel: Kernel;
  private readonly graph: StepGraph | undefined;
  /** first state that was not gone on from */
  private next = 0;
  private before = 0;
  private verdict: Verdict | undefined;
  /** of the second pass */
  private shortest: Shortest | undefined;
  /** what the first pass found, in case the second one finds no better */
  private found: { readonly path: readonly number[]; readonly violation: Violation } | undefined;
  private counts: Counts | undefined;

  constructor(machine: Machine, options: ExploreOptions) {
    this.machine = machine;
    // Whoever says where to start may say anything.
    this.start = Int32Array.from(machine.cells, ({ lo, hi, init }, c) => Math.max(lo, Math.min(hi, options.from?.[c] ?? init)));
    this.maxStates = options.maxStates ?? MAX_STATES;
    this.maxBytes = options.maxBytes ?? MAX_BYTES;
    this.anyPath = options.anyPath ?? false;
    this.ranges = tightenRanges(machine, this.start);
    // A search for livelocks needs every step.
    const reducible = options.reduction !== false && !machine.liveness && machine.threads.length > 1;
    this.reduce = !reducible ? 'no' : options.reduction === undefined ? 'later' : 'yes';
    this.alike = options.symmetry === false || machine.liveness ? [] : alikeThreads(machine, this.start);
    this.graph = machine.liveness ? new StepGraph() : undefined;
    this.kernel = this.makeKernel();
  }

  private makeKernel(): Kernel {
    const { machine, ranges } = this;
    let kernel: Kernel | undefined;
    if (wasmAvailable()) {
      const selection = this.reduce === 'yes' ? selectionOf(machine, ranges, this.start) : undefined;
      if (this.reduce === 'yes' && selection === undefined) this.reduce = 'no';
      const overlays = overlaysOf(machine, evenRanges(machine, ranges, this.alike), this.start);
      try {
        kernel = new WasmKernel(machine, { edges: machine.liveness, ranges, selection, alike: this.alike, overlays });
      } catch {
        // No memory to be had, or a function larger than WebAssembly allows: slowly, then.
      }
    }
    if (kernel === undefined) {
      this.reduce = 'no';
      kernel = new JsKernel(machine, { edges: machine.liveness, ranges, alike: this.alike });
    }
    kernel.add(this.start);
    return kernel;
  }

  get explored(): number {
    return this.before + this.next;
  }

  advance(states: number): Verdict | undefined {
    let left = Math.max(1, states);
    while (this.verdict === undefined && left > 0) {
      const slice = Math.min(left, SLICE);
      const explored = this.explored;
      this.verdict = this.shortest ? this.improve(this.shortest, slice) : this.look(slice);
      left -= Math.max(1, this.explored - explored);
      if (this.verdict !== undefined) this.kernel.release();
    }
    return this.verdict;
  }

  cancel(): Verdict {
    if (this.verdict === undefined) {
      this.verdict = this.found ? this.breaks(this.found.path, this.found.violation, false) : this.open('cancelled');
      this.kernel.release();
    }
    return this.verdict;
  }

  /** The first pass. */
  private look(states: number): Verdict | undefined {
    if (this.reduce === 'later' && this.next > WORTH_REDUCING) {
      this.before += this.next;
      this.next = 0;
      this.reduce = 'yes';
      this.kernel.release();
      this.kernel = this.makeKernel();
    }
    const { kernel } = this;
    const to = Math.min(kernel.count, this.next + (this.reduce === 'later' ? Math.min(states, WORTH_REDUCING + 1 - this.next) : states));
    const reached = kernel.explore(this.next, to, this.reduce === 'yes');
    this.next = reached;
    if (this.graph) {
      const edges = kernel.edges();
      this.graph.add(edges.triples, edges.length);
      if (this.graph.bytes + kernel.bytes > this.maxBytes) return this.open('memory');
    }
    const event = kernel.event();
    if (event) return this.broken(event);
    if (reached < to && this.graph === undefined && !kernel.grow(this.maxBytes)) return this.open('memory');
    if (reached < to && this.graph !== undefined && kernel.edges().length === 0 && !kernel.grow(this.maxBytes)) return this.open('memory');
    if (reached < kernel.count) return kernel.count > this.maxStates ? this.open('states') : undefined;
    if (kernel.outOfRange !== undefined) return this.open('range', kernel.outOfRange);
    if (this.graph) {
      if (this.machine.threads.length > MOST_THREADS) return this.open('threads');
      this.graph.close(kernel.count);
      const lasso = findLivelock(this.machine, this.graph, (state) => unfinished(this.machine, kernel.state(state)).length > 0);
      if (lasso) return this.breaks(lasso.path, { kind: 'livelock', loop: lasso.loop }, true);
    }
    return { kind: 'holds', counts: this.count() };
  }

  private broken(event: KernelEvent): Verdict | undefined {
    this.found = this.told(event);
    if (this.anyPath) return this.breaks(this.found.path, this.found.violation, false);
    this.counts = this.count();
    this.before += this.next;
    this.next = 0;
    this.kernel.reset(true);
    this.kernel.add(this.start);
    this.shortest = new Shortest(this.kernel);
    return undefined;
  }

  /** The second pass. */
  private improve(shortest: Shortest, states: number): Verdict | undefined {
    const step = shortest.advance(states);
    this.next = Math.min(this.next + states, this.kernel.count);
    const fallback = (): Verdict => this.breaks(this.found!.path, this.found!.violation, false);
    if (step === 'nothing') return fallback();
    if (step === 'room') return this.kernel.grow(this.maxBytes) ? undefined : fallback();
    if (step === 'more') return this.kernel.count > this.maxStates ? fallback() : undefined;
    const best = this.told(step.found);
    return this.breaks(best.path, best.violation, true);
  }

  /** A path to what the kernel found, and what is wrong at its end as the interpreter says. */
  private told(event: KernelEvent): { readonly path: readonly number[]; readonly violation: Violation } {
    const { path, state } = pathTo(this.machine, this.kernel, event.node, this.start);
    if (event.kind === 'fault') {
      const rule = enabledRules(this.machine, state).find((id) => this.machine.rules[id]!.fault !== undefined) ?? event.rule;
      const fault = this.kernel.lastMover(event.node) < 0 && this.shortest === undefined ? rule : event.rule;
      return { path: [...path, fault], violation: { kind: 'fault', fault: this.machine.rules[fault]!.fault! } };
    }
    return { path, violation: violationAt(this.machine, state) ?? { kind: 'deadlock', threads: unfinished(this.machine, state) } };
  }

  private breaks(path: readonly number[], violation: Violation, shortest: boolean): Verdict {
    return {
      kind: 'breaks',
      violation,
      path,
      preemptions: preemptions(this.machine, path, this.start),
      shortest,
      counts: this.counts ?? this.count(),
    };
  }

  private open(why: WhyOpen, cell?: number): Verdict {
    return { kind: 'open', why, ...(cell === undefined ? {} : { cell }), counts: this.count() };
  }

  private count(): Counts {
    const { kernel } = this;
    let depth = 0;
    for (let at = kernel.parent(kernel.count - 1); at >= 0; at = kernel.parent(at)) depth++;
    return {
      states: kernel.count,
      transitions: kernel.transitions,
      bytesPerState: kernel.bytesUsed / Math.max(1, kernel.count),
      depth,
      reduced: this.reduce === 'yes',
      symmetric: this.alike.length > 0,
    };
  }
}

/** Is this verdict's path what it says? Replays it with the interpreter; for tests, and for whoever does not trust the explorer. */
export function isGenuine(machine: Machine, verdict: Verdict, from: ArrayLike<number> = initialState(machine)): boolean {
  if (verdict.kind !== 'breaks') return true;
  const { path, violation } = verdict;
  if (violation.kind === 'fault') {
    const last = path.at(-1);
    const before = replay(machine, path.slice(0, -1), from);
    if (last === undefined || 'failed' in before || machine.rules[last]?.fault !== violation.fault) return false;
    return enabledRules(machine, before.states.at(-1)!).includes(last);
  }
  const walked = replay(machine, path, from);
  if ('failed' in walked) return false;
  const end = walked.states.at(-1)!;
  if (violation.kind !== 'livelock') {
    const there = violationAt(machine, end);
    return JSON.stringify(there) === JSON.stringify(violation);
  }
  const round = path.slice(violation.loop);
  const entry = walked.states[violation.loop]!;
  if (round.length === 0 || entry.join() !== end.join() || round.some((id) => machine.rules[id]!.progress)) return false;
  const states = walked.states.slice(violation.loop);
  if (!states.some((s) => unfinished(machine, s).length > 0)) return false;
  return machine.threads.every(
    (_, t) =>
      round.some((id) => machine.rules[id]!.thread === t) ||
      states.some((s) => !enabledRules(machine, s).some((id) => machine.rules[id]!.thread === t)),
  );
}
