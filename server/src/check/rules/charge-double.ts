import { isCharge, maskOf, NEG, POS } from '../../model/index.ts';
import type { Exit } from '../exits.ts';
import type { Rule } from '../rule.ts';

/** What this path uncharged already is uncharged again, here or by a caller who is told that it is still charged. */
export const chargeDouble: Rule = {
  name: 'charge/double',
  severity: 'error',
  summary: 'charged or uncharged twice',
  start(c) {
    /** tells its caller of success by a number or a truth that is not zero */
    const succeeds = (e: Exit): boolean =>
      !c.cfg.isVoid && !c.cfg.returnsPointer && e.ret !== undefined && (maskOf(e.ret, e.state.facts) & (POS | NEG)) === POS;
    return {
      finish(r) {
        const good = r.exits.filter((e) => !e.state.lossy && succeeds(e) && maskOf(e.ret!, e.state.facts) === POS);
        for (const e of good) {
          for (const q of e.state.refs.values()) {
            if (!isCharge(q.kind) || q.count !== 0 || !q.gone) continue;
            const kept = good.some(
              (x) => (x.state.ref(q.object, q.kind)?.count ?? 0) > 0 && x.state.ref(q.object, q.kind)!.node === q.node,
            );
            if (!kept) continue;
            const o = c.say(e.state, q.object);
            c.report({
              at: e.at,
              state: e.state,
              object: o,
              from: q.at,
              confidence: 'low',
              message: `returns what it returns when the charge stays, although ${q.gone.by}() took the charge back on this path: the caller will take it back again`,
              remedy: `return the failure after ${q.gone.by}()`,
              last: 'returns as if it were charged',
            });
          }
        }
      },
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
