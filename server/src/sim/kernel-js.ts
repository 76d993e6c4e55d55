/**
 * A kernel without WebAssembly, for where there is none: the interpreter over packed states. Far slower, and it leaves no interleaving out; the same states
 * in the same order otherwise, and the same paths.
 */
import { allFinished, applyRule, evaluate, isEnabled } from './interpret.ts';
import type { Edges, Kernel, KernelEvent, KernelOptions } from './kernel.ts';
import type { Machine, Rule } from './machine.ts';
import { type Layout, layoutOf, pack, type Range, read, unpack } from './pack.ts';
import { canonical, evenRanges } from './symmetry.ts';

const FIRST_ROOM = 1024;
const LOAD = 0.75;

export class JsKernel implements Kernel {
  private readonly machine: Machine;
  private readonly layout: Layout;
  private readonly stride: number;
  private readonly withEdges: boolean;
  /** by thread and position */
  private readonly rulesAt: readonly (readonly (readonly Rule[])[])[];
  private store: Int32Array;
  private table: Int32Array;
  private room = FIRST_ROOM;
  private tracked = false;
  private found: KernelEvent | undefined;
  private steps: number[] = [];
  count = 0;
  transitions = 0;
  outOfRange: number | undefined;

  constructor(machine: Machine, options: KernelOptions & { readonly ranges: readonly Range[] }) {
    this.machine = machine;
    const alike = options.alike ?? [];
    this.layout = layoutOf(machine, evenRanges(machine, options.ranges, alike), alike);
    this.stride = this.layout.words + 1;
    this.withEdges = options.edges;
    const rulesAt: Rule[][][] = machine.threads.map((t) => Array.from({ length: t.positions }, () => []));
    for (const rule of machine.rules) rulesAt[rule.thread]?.[rule.from]?.push(rule);
    this.rulesAt = rulesAt;
    this.store = new Int32Array(this.room * this.stride);
    this.table = new Int32Array(slotsFor(this.room));
  }

  reset(track: boolean): void {
    this.tracked = track;
    this.count = 0;
    this.transitions = 0;
    this.outOfRange = undefined;
    this.found = undefined;
    this.table.fill(0);
  }

  add(state: ArrayLike<number>): void {
    this.insert(state, 0, -1);
  }

  grow(maxBytes: number): boolean {
    const room = this.room * 2;
    if ((room * this.stride + slotsFor(room)) * 4 > maxBytes) return false;
    const store = new Int32Array(room * this.stride);
    store.set(this.store);
    this.store = store;
    this.room = room;
    this.table = new Int32Array(slotsFor(room));
    for (let node = 0; node < this.count; node++) this.table[this.slotOf(node)] = node + 1;
    return true;
  }

  explore(from: number, to: number): number {
    this.steps = [];
    return this.each(from, to, (state, node) => {
      if (this.broken(state, node)) return true;
      let enabled = 0;
      this.machine.threads.forEach((_, t) => {
        enabled += this.go(state, node, t);
      });
      return this.found !== undefined || (enabled === 0 && this.stuck(state, node));
    });
  }

  forward(from: number, to: number): number {
    return this.each(from, to, (state, node) => {
      if (this.broken(state, node)) return true;
      const last = this.lastMover(node);
      let enabled = last < 0 ? 0 : this.go(state, node, last);
      if (enabled === 0)
        this.machine.threads.forEach((_, t) => {
          enabled += this.go(state, node, t);
        });
      return enabled === 0 && this.stuck(state, node);
    });
  }

  preempt(from: number, to: number): number {
    return this.each(from, to, (state, node) => {
      const last = this.lastMover(node);
      if (last < 0 || !this.enabled(state, last)) return false;
      this.machine.threads.forEach((_, t) => {
        if (t !== last) this.go(state, node, t);
      });
      return false;
    });
  }

  release(): void {}

  event(): KernelEvent | undefined {
    const { found } = this;
    this.found = undefined;
    return found;
  }

  edges(): Edges {
    return { triples: Int32Array.from(this.steps), length: this.steps.length };
  }

  get bytes(): number {
    return (this.store.length + this.table.length) * 4;
  }

  get bytesUsed(): number {
    return (this.count * this.stride + this.table.length) * 4;
  }

  same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
    const one = this.packed(a, 0);
    const other = this.packed(b, 0);
    return one.every((word, i) => word === other[i]);
  }

  parent(node: number): number {
    return this.store[node * this.stride + this.layout.words]!;
  }

  lastMover(node: number): number {
    return read(this.layout.last, this.store, node * this.stride) - 1;
  }

  state(node: number): Int32Array {
    return unpack(this.layout, this.store, node * this.stride);
  }

  /** `inside` says whether something was found. */
  private each(from: number, to: number, inside: (state: Int32Array, node: number) => boolean): number {
    const fan = this.machine.rules.length;
    let node = from;
    for (; node < to && this.count + fan <= this.room; node++) if (inside(this.state(node), node)) break;
    return node;
  }

  private enabled(state: Int32Array, thread: number): boolean {
    const at = state[this.machine.threads[thread]!.pc]!;
    return (this.rulesAt[thread]![at] ?? []).some((rule) => isEnabled(this.machine, state, rule));
  }

  /** Takes every rule of a thread that can be taken; gives how many there are. */
  private go(state: Int32Array, node: number, thread: number): number {
    let enabled = 0;
    for (const rule of this.rulesAt[thread]![state[this.machine.threads[thread]!.pc]!] ?? []) {
      if (!isEnabled(this.machine, state, rule)) continue;
      enabled++;
      if (rule.fault !== undefined) {
        this.found ??= { kind: 'fault', node, rule: rule.id };
        continue;
      }
      const next = applyRule(this.machine, state, rule);
      if ('outOfRange' in next) {
        this.outOfRange ??= next.outOfRange;
        continue;
      }
      const to = this.insert(next.state, this.tracked ? thread + 1 : 0, node);
      this.transitions++;
      if (this.withEdges) this.steps.push(node, rule.id, to);
    }
    return enabled;
  }

  private broken(state: Int32Array, node: number): boolean {
    const invariant = this.machine.invariants.findIndex((i) => i.when === 'always' && evaluate(i.holds, state) === 0);
    if (invariant >= 0) this.found = { kind: 'invariant', node, invariant };
    return invariant >= 0;
  }

  private stuck(state: Int32Array, node: number): boolean {
    if (!allFinished(this.machine, state)) {
      this.found = { kind: 'deadlock', node };
      return true;
    }
    const invariant = this.machine.invariants.findIndex((i) => i.when === 'finally' && evaluate(i.holds, state) === 0);
    if (invariant >= 0) this.found = { kind: 'left', node, invariant };
    return invariant >= 0;
  }

  private packed(state: ArrayLike<number>, last: number): Int32Array {
    const words = new Int32Array(this.layout.words);
    pack(this.layout, state, words, 0);
    const place = this.layout.last;
    words[place.word] = words[place.word]! | (last << place.shift);
    if (!this.tracked) canonical(this.layout.slots, words, 0);
    return words;
  }

  private insert(state: ArrayLike<number>, last: number, parent: number): number {
    const at = this.count * this.stride;
    this.store.set(this.packed(state, last), at);
    const slot = this.slotOf(this.count);
    const known = this.table[slot]!;
    if (known !== 0) return known - 1;
    this.store[at + this.layout.words] = parent;
    this.table[slot] = ++this.count;
    return this.count - 1;
  }

  /** Where the state with that number is, or belongs, in the table. */
  private slotOf(node: number): number {
    const { store, table, stride } = this;
    const { words } = this.layout;
    const at = node * stride;
    let hash = 0;
    for (let w = 0; w < words; w++) {
      hash = Math.imul(hash + store[at + w]!, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    for (let slot = hash & (table.length - 1); ; slot = (slot + 1) & (table.length - 1)) {
      const known = table[slot]! - 1;
      if (known < 0) return slot;
      let w = 0;
      while (w < words && store[known * stride + w] === store[at + w]) w++;
      if (w === words) return slot;
    }
  }
}

/** A power of two. */
function slotsFor(room: number): number {
  return 2 ** Math.ceil(Math.log2(room / LOAD));
}
