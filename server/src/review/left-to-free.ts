/**
 * What the callback of an offline does not do any more and the one that frees does: between the two lies the time until the last reference goes, which
 * is as long as anybody keeps one.
 */
import type { Hazard } from '../check/index.ts';
import type { PatchCalls } from './drift.ts';
import type { PairFunction, PairHazard } from './paired.ts';

const OFFLINE = /(?:^|_)offline(?:_|$)/;
const FREE = /(?:^|_)(?:free|free_rwork|release|released)(?:_|$)/;
/** what hands on to the parent */
const HANDS_ON = /(?:^|_)reparent(?:_|$)/;

export function leftToFree(functions: readonly PairFunction[], calls: PatchCalls): PairHazard[] {
  const out: PairHazard[] = [];
  for (const fn of functions) {
    if (!OFFLINE.test(fn.name)) continue;
    for (const { op, at } of fn.before.cfg.nodes) {
      if (op.k !== 'call' || op.name === undefined || !HANDS_ON.test(op.name) || !fn.isRemoved(at)) continue;
      const by = op.name;
      // the call is made somewhere else instead, by what the callback calls for instance
      if (!calls.removed.has(by) || callOf(fn, by)) continue;
      const free = functions.find((f) => FREE.test(f.name) && callOf(f, by));
      const there = free && callOf(free, by);
      if (!free || !there) continue;
      const rule = 'charge/offline-order';
      const hazard: Hazard = {
        rule,
        severity: 'error',
        confidence: 'low',
        function: fn.name,
        at,
        object: by,
        key: `${rule}|${fn.name}|${by}`,
        message: `${by}() is left to ${free.name}() now: from here until the last reference goes, which may be never, what it would hand to the parent stays with a memcg that is offline, where walks that skip such memcgs do not find it`,
        remedy: `hand over as much as can be here all the same, and leave to ${free.name}() only what comes later`,
        path: [{ at, note: `${by}() was called here before the patch` }],
      };
      const steps = [
        { fn, side: 'old' as const, at, note: `${by}() was called here before the patch` },
        { fn: free, side: 'new' as const, at: there, note: `${free.name}() calls it, after the last reference` },
      ];
      out.push({ fn, side: 'old', hazard, steps });
    }
  }
  return out;
}

function callOf(fn: PairFunction, name: string): readonly [number, number] | undefined {
  return fn.after.cfg.nodes.find((n) => n.op.k === 'call' && n.op.name === name)?.at;
}
