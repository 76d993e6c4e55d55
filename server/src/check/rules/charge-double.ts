import { isCharge } from '../../model/index.ts';
import type { Rule } from '../rule.ts';

/** What this path uncharged already is uncharged again. */
export const chargeDouble: Rule = {
  name: 'charge/double',
  severity: 'error',
  summary: 'charged or uncharged twice',
  start(c) {
    return {
      put(s, e) {
        const r = e.ref;
        if (!isCharge(e.kind) || !r?.gone || s.lossy) return;
        // one call in a loop uncharges piece by piece
        if (r.gone.at[0] === e.site.at[0]) return;
        const o = c.say(s, e.object);
        c.report({
          at: e.site.at,
          state: s,
          object: o,
          from: r.gone.at,
          confidence: 'low',
          message: `uncharges ${o} again: ${r.gone.by}() did on this path; the counter runs below what is in use`,
          remedy: 'uncharge once for each charge',
          last: `${e.site.by}() on ${o} again`,
        });
      },
    };
  },
};
