import { isCharge, type Ref, type State, type Term } from '../../model/index.ts';
import type { Rule } from '../rule.ts';

/** Charged by the path, still owed, and nobody but this variable says to whom. */
function onlyThere(s: State, place: Term): Ref | undefined {
  const value = s.memory.get(place);
  if (!value || value.k === 'int') return undefined;
  const ref = [...s.refs.values()].find((r) => r.object === value && isCharge(r.kind) && r.count > 0 && !r.escaped);
  if (!ref) return undefined;
  for (const [p, v] of s.memory) if (p !== place && v === value) return undefined;
  return ref;
}

/**
 * Who was charged is told through an out-parameter, and a second charge overwrites it: the first one is undone, or committed, against whoever
 * the second one found. (That counters lose their counterpart is told by review/tally.ts, from both images.)
 */
export const chargeOverwritten: Rule = {
  name: 'charge/unpaired-stat',
  severity: 'warning',
  summary: 'a counter or record moves without its counterpart',
  start(c) {
    return {
      call(s, e) {
        if (!e.contract || e.contract.incomplete || s.lossy || s.blind) return;
        e.args.forEach((a, i) => {
          if (a.k !== 'local') return;
          const stores = e.contract!.outcomes.some(
            (o) => o.stores.some(([place]) => place.k === 'param' && place.i === i) && o.refs.some((r) => isCharge(r.kind) && r.count > 0),
          );
          const ref = stores ? onlyThere(s, a) : undefined;
          if (!ref) return;
          const o = a.name.replace(/@\d+$/, '');
          c.report({
            at: e.site.at,
            state: s,
            object: o,
            from: ref.at,
            confidence: 'medium',
            message: `${e.name}() overwrites ${o}, which alone says whom ${ref.by}() charged: if the two differ, the first charge is undone or committed against somebody who was never charged`,
            remedy: `keep the result of ${ref.by}() in a variable of its own`,
            last: `${e.name}() stores into ${o}`,
          });
        });
      },
    };
  },
};
