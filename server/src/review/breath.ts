/** Long work that leaves room for others: stops when it is told to, and lets an editor's other work run every few milliseconds. */

export interface Breath {
  readonly signal?: AbortSignal;
  /** resolves after what is waiting had its turn */
  turn?(): Promise<void>;
}

/** milliseconds of work between two turns */
const AT_ONCE = 12;

/** To be awaited between pieces of work. Rejects with an AbortError when the work was cancelled. */
export function breather({ signal, turn }: Breath): () => Promise<void> {
  let since = Date.now();
  return async () => {
    if (turn && Date.now() - since >= AT_ONCE) {
      await turn();
      since = Date.now();
    }
    if (signal?.aborted) throw new DOMException('the review was cancelled', 'AbortError');
  };
}
