import { isCharge } from '../../model/index.ts';
import type { Rule } from '../rule.ts';

/** The reference that this path owned is dropped already, and dropped again. */
export const doublePut: Rule = {
  name: 'ref/double-put',
  severity: 'error',
  summary: 'a reference is dropped that this path does not own',
  start(c) {
    return {
      put(s, e) {
        const r = e.ref;
        if (!r?.gone || s.lossy || r.escaped || isCharge(e.kind)) return;
        // one put in a loop gives back as many references as somebody counted
        if (!r.gone.sure && r.gone.at[0] === e.site.at[0]) return;
        // what this path took on top (an isolation's reference) went back by its own function: this one is from before that
        if (!r.gone.sure && r.count >= 0 && r.gone.by !== e.site.by) return;
        const o = c.say(s, e.object);
        const free = e.kind === 'MEM';
        c.report({
          at: e.site.at,
          state: s,
          object: o,
          from: r.gone.at,
          confidence: r.gone.sure ? 'high' : 'low',
          message: free
            ? `frees ${o} again: ${r.gone.by}() freed it on this path`
            : `drops a reference to ${o} that this path does not own any more: ${r.gone.by}() dropped it; another user's reference goes, and the object is freed under it`,
          remedy: free ? `free ${o} once` : `put ${o} once for each reference taken`,
          last: `${e.site.by}() on ${o} again`,
        });
      },
    };
  },
};
