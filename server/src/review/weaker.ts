/** A statement that does less than the one whose place it took, as a question. */
import type { Hazard, Weakened } from '../check/index.ts';

const RULE = { result: 'error/ignored', stays: 'ref/use-after-put', rcu: 'lock/rcu', sure: 'ref/unchecked-get' } as const;

/** The place is in the new image. */
export function isOfNewImage(w: Weakened): boolean {
  return w.kind === 'rcu' || w.kind === 'sure';
}

export function weakenedHazard(w: Weakened, fn: string): Hazard {
  const rule = RULE[w.kind];
  const message = {
    result: `the failure of ${w.object}() was handled here and is thrown away now: when it fails, the code goes on as if nothing had happened`,
    stays: `${w.object} is not cleared any more when ${w.is} gives back what it leads to: whoever looks there later follows, or frees, what is gone`,
    rcu: `${w.was} is ${w.is} now: readers who walk without the lock may see the entry before it is whole, or a link that is gone`,
    sure: `${w.was} could fail, ${w.is} does not look: where nothing else keeps the object, what is being freed is taken`,
  }[w.kind];
  return {
    rule,
    severity: 'error',
    confidence: 'low',
    function: fn,
    at: w.at,
    object: w.object,
    key: `${rule}|${fn}|${w.was}`,
    message,
    remedy: `keep ${w.was}, or say why ${w.is} is enough`,
    path: [{ at: w.at, note: isOfNewImage(w) ? `${w.was} stood here before the patch` : `${w.was} goes` }],
  };
}
