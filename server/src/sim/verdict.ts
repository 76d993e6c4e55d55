/** What an exploration finds. Rules are named by their index in Machine.rules. */

export type Violation =
  | { readonly kind: 'invariant'; readonly invariant: number }
  | { readonly kind: 'fault'; readonly fault: number }
  /** nobody can go on and these threads, no daemons, have not finished */
  | { readonly kind: 'deadlock'; readonly threads: readonly number[] }
  /** `path[loop..]` can be repeated for ever by a fair scheduler and gets nobody ahead */
  | { readonly kind: 'livelock'; readonly loop: number };

export interface Counts {
  /** distinct states stored */
  readonly states: number;
  readonly transitions: number;
  /** of the store, with traces and its table */
  readonly bytesPerState: number;
  /** the deepest state's distance from the start */
  readonly depth: number;
  readonly reduced: boolean;
  readonly symmetric: boolean;
}

/** `threads`: nothing breaks, but there are more of them than a search for livelocks can tell apart */
export type WhyOpen = 'states' | 'memory' | 'cancelled' | 'range' | 'threads';

export type Verdict =
  /** every interleaving within the world's bounds was looked at */
  | { readonly kind: 'holds'; readonly counts: Counts }
  /** the counterexample with the fewest preemptions, then the fewest steps; always the same one */
  | {
      readonly kind: 'breaks';
      readonly violation: Violation;
      readonly path: readonly number[];
      readonly preemptions: number;
      /** false when the search for the best one hit its bound: this is the best that was found */
      readonly shortest: boolean;
      readonly counts: Counts;
    }
  /** not explored to the end, and nothing found so far; `cell` is the cell that left its range */
  | { readonly kind: 'open'; readonly why: WhyOpen; readonly cell?: number; readonly counts: Counts };

export interface ExploreOptions {
  /** stop with 'open' after so many states; default 4 million */
  readonly maxStates?: number;
  /** stop with 'open' when the store would take more; default 512 MB */
  readonly maxBytes?: number;
  /** default true; without it every interleaving is walked */
  readonly reduction?: boolean;
  readonly symmetry?: boolean;
  /** look only for the verdict: no search for the best counterexample */
  readonly anyPath?: boolean;
  /** start from here instead of the initial state: the value of every cell ("continue to a violation from here") */
  readonly from?: ArrayLike<number>;
}

/** An exploration in slices, so that it can be shown and stopped. `advance` does up to so many states and gives the verdict once there is one. */
export interface Exploration {
  advance(states: number): Verdict | undefined;
  cancel(): Verdict;
  readonly explored: number;
}
