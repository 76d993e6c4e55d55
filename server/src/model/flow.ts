/** What is known of a graph before any path of it is run. */
import type { Cfg } from '../c/cfg.ts';
import { liveness, loopVariants } from '../c/index.ts';

export interface Flow {
  /** Whether a name is live on entry of a node. */
  isLive(node: number, name: string): boolean;
  /** counters updated in the loop whose head this is */
  variants(head: number): ReadonlySet<string>;
}

/** What the executor asks of a graph, computed once. */
export function flowOf(cfg: Cfg): Flow {
  const live = liveness(cfg);
  const variants = loopVariants(cfg);
  const none: ReadonlySet<string> = new Set();
  return {
    isLive: live.isLive,
    variants: (head) => variants.get(head) ?? none,
  };
}
