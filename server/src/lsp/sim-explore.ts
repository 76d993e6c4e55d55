/**
 * Exploring without keeping anybody waiting: a first slice right here, since most machines are small; then in a worker of the host, or in slices between
 * other work where there is none.
 */
import { type ExploreOptions, explore, type Machine, type Verdict } from '../sim/index.ts';

export interface ExploreJob {
  readonly machine: Machine;
  readonly options: ExploreOptions;
}

export interface ExploreWatch {
  readonly signal: AbortSignal;
  progress(states: number): void;
}

/** What a host with threads offers; rejects when the thread cannot be had. */
export type ExploreElsewhere = (job: ExploreJob, watch: ExploreWatch) => Promise<Verdict>;

/** About 10 ms of work. */
const FIRST_SLICE = 8_000;
const SLICE = 20_000;

export async function exploreAside(
  job: ExploreJob,
  watch: ExploreWatch,
  turn: () => Promise<void>,
  elsewhere?: ExploreElsewhere,
): Promise<Verdict> {
  const here = explore(job.machine, job.options);
  const early = here.advance(FIRST_SLICE);
  if (early) return early;
  if (elsewhere && !watch.signal.aborted) {
    try {
      return await elsewhere(job, watch);
    } catch {
      // No thread to be had: on with what was begun.
    }
  }
  for (;;) {
    watch.progress(here.explored);
    await turn();
    if (watch.signal.aborted) return here.cancel();
    const verdict = here.advance(SLICE);
    if (verdict) return verdict;
  }
}
