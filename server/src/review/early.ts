/**
 * What a long review has found so far, for whoever looks on: hazards that a path of one function proves. What is told in the end may say some of it in
 * other words, and more; questions that only the whole patch answers are not asked early.
 */
import type { Judged } from './judge.ts';

/** functions that a patch touches before anything is told early */
const LONG = 24;
/** milliseconds between two times that something is told */
const PAUSE = 500;

export const isLong = (functions: number): boolean => functions > LONG;

/** Nothing that is still to be read can take it back. */
export const isCertain = ({ hazard, change, side }: Judged): boolean =>
  change === 'introduced' && side === 'new' && hazard.confidence !== 'low';

/** `tell`, not more often than twice a second. */
export function sometimes<T extends readonly unknown[]>(tell: (...args: T) => void): (...args: T) => void {
  let last = Date.now();
  return (...args) => {
    const now = Date.now();
    if (now - last < PAUSE) return;
    last = now;
    tell(...args);
  };
}
