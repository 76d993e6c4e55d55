/** What is known of a graph before any path of it is run. */
import type { Cfg } from '../c/cfg.ts';
import { type Liveness, liveness, loopVariants } from '../c/index.ts';

export interface Flow {
  /** Whether a name is live on entry of a node. */
  isLive(node: number, name: string): boolean;
  /** counters updated in the loop whose head this is */
  variants(head: number): ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** What the executor asks of a graph, computed once, when it is first asked: many functions have no place where paths meet. */
export function flowOf(cfg: Cfg): Flow {
  let live: Liveness | undefined;
  let variants: ReadonlyMap<number, ReadonlySet<string>> | undefined;
  return {
    isLive: (node, name) => {
      live ??= liveness(cfg);
      return live.isLive(node, name);
    },
    variants: (head) => {
      variants ??= loopVariants(cfg);
      return variants.get(head) ?? NONE;
    },
  };
}
