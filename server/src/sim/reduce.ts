import type { Body } from './wasm-bytes.ts';
import type { Expressions } from './wasm-ex.ts';

/** Which threads have to go on from a state so that nothing is missed. */
export interface Selection {
  /**
   * The function (state) -> how many rules are enabled, having gone on with some threads: the function of thread t is `threads + t`. `place` keeps a table
   * in memory and gives its address.
   */
  write(expressions: Expressions, threads: number, place: (bytes: Uint8Array) => number): Body;
}
