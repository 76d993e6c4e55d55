/**
 * What a search is made of: a store of distinct packed states, each with the state that it was found from, and ways to go on from a row of them. The
 * store is the queue too: states are found, numbered and expanded in one order.
 *
 * kernel-wasm.ts writes one for each machine as WebAssembly; kernel-js.ts is the same without, for where there is none, and to compare with.
 */

export type KernelEvent =
  /** the `always` invariant is broken in the state that was looked at */
  | { readonly kind: 'invariant'; readonly node: number; readonly invariant: number }
  /** nobody can go on there: not everybody is done, or a `finally` invariant is broken */
  | { readonly kind: 'deadlock'; readonly node: number }
  | { readonly kind: 'left'; readonly node: number; readonly invariant: number }
  /** a fault rule is enabled there */
  | { readonly kind: 'fault'; readonly node: number; readonly rule: number };

/** One step between two states of the store. */
export interface Edges {
  /** three numbers each: from, rule, to; only the first `length` count */
  readonly triples: Int32Array;
  readonly length: number;
}

export interface Kernel {
  /** Forgets all states. `track`: the thread that moved last is part of a state. */
  reset(track: boolean): void;
  /** Adds a state without a parent, unless it is there. */
  add(state: ArrayLike<number>): void;
  /** Makes room for more states; false where that would take more than `maxBytes`. */
  grow(maxBytes: number): boolean;
  /**
   * Looks at the states from..to-1 and adds what they lead to. Gives the first that was not gone on from: `to`, or less where room is wanted (grow) or
   * something was found (event; the state it is about counts as not gone on from).
   */
  explore(from: number, to: number, reduce: boolean): number;
  /** The same without preemption: who moved last goes on if he can. Faults do not stop it: the first one is told by event() afterwards. */
  forward(from: number, to: number): number;
  /** Only the steps of the others where who moved last could go on; the states are not looked at again. */
  preempt(from: number, to: number): number;
  /** What was found since the last call. */
  event(): KernelEvent | undefined;
  /** Steps taken by the last explore(), when edges were asked for. */
  edges(): Edges;
  /** Nothing will be asked of it any more. */
  release(): void;
  readonly count: number;
  readonly transitions: number;
  /** a cell that a step would have driven out of its range, the first one */
  readonly outOfRange: number | undefined;
  readonly bytes: number;
  /** of the store and its table, for the states that there are */
  readonly bytesUsed: number;
  /** Are two states one to the store? */
  same(a: ArrayLike<number>, b: ArrayLike<number>): boolean;
  /** the state that it was found from, -1 for one that was added */
  parent(node: number): number;
  /** the thread that moved last, -1 where that is not tracked or nobody has */
  lastMover(node: number): number;
  state(node: number): Int32Array;
}

export interface KernelOptions {
  /** Tell every step: edges(). */
  readonly edges: boolean;
  /** Classes of threads that are alike: states with two of them swapped are one, as long as who moved last is not tracked. */
  readonly alike?: readonly (readonly number[])[];
}
