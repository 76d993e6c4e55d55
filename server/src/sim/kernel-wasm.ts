/** A kernel as one WebAssembly module, written for its machine. */
import type { Edges, Kernel, KernelEvent, KernelOptions } from './kernel.ts';
import type { Machine } from './machine.ts';
import type { Field } from './overlay.ts';
import { type Layout, layoutOf, pack, type Range, read, unpack } from './pack.ts';
import { tightenRanges } from './ranges.ts';
import type { Selection } from './reduce.ts';
import { canonical, evenRanges } from './symmetry.ts';
import { type Written, writeKernel } from './wasm-module.ts';
import { EVENT, G } from './wasm-store.ts';

/** What is used of the global of that name; TypeScript knows it only with the DOM. */
interface Host {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
  readonly Memory: new (size: { readonly initial: number }) => Memory;
}

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

type Loop = (from: number, to: number, reduce?: number) => number;

const PAGE = 65536;
const STEPS_BYTES = 1 << 18;
/** of the first store */
const FIRST_ROOM = 1 << 17;
/** how full the table may get */
const LOAD = 0.75;

/**
 * The memory of a kernel that is done with, for the next one: a fresh one costs address space and a garbage collection sooner or later, and an exploration of
 * two threads takes a millisecond. Nothing of what it held is looked at.
 */
let spare: Memory | undefined;
const MOST_SPARE = 1 << 24;

function takeMemory(host: Host, pages: number): Memory {
  const memory = spare;
  spare = undefined;
  if (memory === undefined) return new host.Memory({ initial: pages });
  const missing = pages - memory.buffer.byteLength / PAGE;
  if (missing > 0) memory.grow(missing);
  return memory;
}

export function wasmAvailable(): boolean {
  return typeof (globalThis as { WebAssembly?: Host }).WebAssembly?.Module === 'function';
}

export class WasmKernel implements Kernel {
  private readonly layout: Layout;
  private readonly written: Written;
  private readonly memory: Memory;
  private readonly globals: readonly { value: number }[];
  private readonly loops: {
    readonly explore: Loop;
    readonly forward: Loop;
    readonly preempt: Loop;
    readonly rehash: () => void;
    readonly insert: () => void;
  };
  private readonly stride: number;
  private words: Int32Array;
  private readonly withEdges: boolean;
  /** bytes of the memory that are used: what a spare one has beyond makes no difference */
  private size: number;

  constructor(
    machine: Machine,
    options: KernelOptions & {
      readonly selection?: Selection | undefined;
      readonly ranges?: readonly Range[];
      readonly overlays?: readonly (readonly Field[])[];
    },
  ) {
    const alike = options.alike ?? [];
    const ranges = evenRanges(machine, options.ranges ?? tightenRanges(machine), alike);
    this.layout = layoutOf(machine, ranges, alike, options.overlays);
    this.stride = this.layout.words + 1;
    this.withEdges = options.edges;
    this.written = writeKernel(machine, this.layout, ranges, {
      stepsBytes: options.edges ? STEPS_BYTES : 0,
      rooms: FIRST_ROOM,
      selection: options.selection,
    });
    const host = (globalThis as unknown as { WebAssembly: Host }).WebAssembly;
    this.memory = takeMemory(host, this.written.pages);
    this.size = this.written.pages * PAGE;
    const { exports } = new host.Instance(new host.Module(this.written.bytes), { host: { memory: this.memory } });
    this.globals = Object.values(G).map((i) => exports[`g${i}`] as { value: number });
    this.loops = exports as unknown as WasmKernel['loops'];
    this.words = new Int32Array(this.memory.buffer);
    this.words.set(this.written.constants, 16);
    const bytes = new Uint8Array(this.memory.buffer);
    for (const table of this.written.tables) bytes.set(table.bytes, table.at);
    this.reset(false);
  }

  private g(name: keyof typeof G): number {
    return this.globals[G[name]]!.value;
  }

  private put(name: keyof typeof G, value: number): void {
    this.globals[G[name]]!.value = value;
  }

  reset(track: boolean): void {
    this.put('count', 0);
    this.put('candidate', this.written.batch);
    this.put('record', this.written.store);
    this.put('transitions', 0);
    this.put('outOfRange', 0);
    this.put('event', 0);
    this.put('track', track ? -1 : 0);
    this.put('symmetric', track || this.layout.slots.length === 0 ? 0 : 1);
    this.arrange();
  }

  /** Divides the memory that there is into store and table. */
  private arrange(): void {
    const room = this.size - this.written.store;
    const { slots, records } = split(room, this.stride * 4);
    this.put('room', records);
    this.put('slots', slots - 1);
    const bits = 32 - Math.clz32(records + 1);
    this.put('numbers', 2 ** bits - 1);
    const table = this.size - slots * 4;
    this.put('table', table);
    this.words.fill(0, table >> 2, this.size >> 2);
    this.loops.rehash();
  }

  grow(maxBytes: number): boolean {
    const room = this.size - this.written.store;
    const size = this.size + Math.ceil(room / PAGE) * PAGE;
    if (size - this.written.store > maxBytes) return false;
    try {
      if (size > this.memory.buffer.byteLength) this.memory.grow((size - this.memory.buffer.byteLength) / PAGE);
    } catch {
      return false;
    }
    this.size = size;
    this.words = new Int32Array(this.memory.buffer);
    this.arrange();
    return true;
  }

  release(): void {
    if (this.memory.buffer.byteLength <= MOST_SPARE) spare = this.memory;
  }

  add(state: ArrayLike<number>): void {
    pack(this.layout, state, this.words, this.written.batch >> 2);
    this.put('steps', 0);
    this.loops.insert();
    this.put('transitions', this.g('transitions') - 1);
  }

  explore(from: number, to: number, reduce: boolean): number {
    this.put('steps', this.withEdges ? this.written.steps : 0);
    this.put('stepsEnd', this.written.steps + STEPS_BYTES);
    return this.loops.explore(from, to, reduce ? 1 : 0);
  }

  forward(from: number, to: number): number {
    this.put('steps', 0);
    return this.loops.forward(from, to);
  }

  preempt(from: number, to: number): number {
    this.put('steps', 0);
    return this.loops.preempt(from, to);
  }

  event(): KernelEvent | undefined {
    const kind = this.g('event');
    const node = this.g('eventNode');
    const argument = this.g('eventArgument');
    this.put('event', 0);
    switch (kind) {
      case EVENT.invariant:
        return { kind: 'invariant', node, invariant: argument };
      case EVENT.deadlock:
        return { kind: 'deadlock', node };
      case EVENT.left:
        return { kind: 'left', node, invariant: argument };
      case EVENT.fault:
        return { kind: 'fault', node, rule: argument };
      default:
        return undefined;
    }
  }

  edges(): Edges {
    const from = this.written.steps >> 2;
    const end = this.g('steps') >> 2;
    return { triples: this.words.subarray(from, Math.max(from, end)), length: Math.max(0, end - from) };
  }

  get count(): number {
    return this.g('count');
  }

  get transitions(): number {
    return this.g('transitions') >>> 0;
  }

  get outOfRange(): number | undefined {
    const cell = this.g('outOfRange');
    return cell === 0 ? undefined : cell - 1;
  }

  get bytes(): number {
    return this.size;
  }

  get bytesUsed(): number {
    return this.count * this.stride * 4 + (this.g('slots') + 1) * 4;
  }

  parent(node: number): number {
    return this.words[(this.written.store >> 2) + node * this.stride + this.layout.words]!;
  }

  lastMover(node: number): number {
    return read(this.layout.last, this.words, (this.written.store >> 2) + node * this.stride) - 1;
  }

  same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
    const { layout } = this;
    const one = new Int32Array(layout.words);
    const other = new Int32Array(layout.words);
    pack(layout, a, one, 0);
    pack(layout, b, other, 0);
    if (this.g('symmetric') !== 0) {
      canonical(layout.slots, one, 0);
      canonical(layout.slots, other, 0);
    }
    return one.every((word, i) => word === other[i]);
  }

  state(node: number): Int32Array {
    return unpack(this.layout, this.words, (this.written.store >> 2) + node * this.stride);
  }
}

/** As many records as fit beside a table of twice a power of two words. */
function split(room: number, record: number): { slots: number; records: number } {
  let best = { slots: 64, records: 0 };
  for (let slots = 64; slots * 4 < room; slots *= 2) {
    const records = Math.min(Math.floor((room - slots * 4) / record), Math.floor(slots * LOAD));
    if (records > best.records) best = { slots, records };
  }
  return best;
}
