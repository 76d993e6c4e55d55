import { isCharge, maskOf, NEG, ZERO } from '../../model/index.ts';
import type { Exit } from '../exits.ts';
import type { Rule } from '../rule.ts';

/** A way out that tells its caller of a failure. */
function fails(e: Exit, pointer: boolean, isVoid: boolean): boolean {
  if (isVoid || !e.ret) return false;
  const m = maskOf(e.ret, e.state.facts);
  return pointer ? !(m & 2) : m === NEG || (pointer && m === ZERO);
}

/** A failure path leaves a charge behind that another failure path takes back. */
export const chargeNotUndone: Rule = {
  name: 'charge/not-undone',
  severity: 'error',
  summary: 'a failure path leaves a charge behind',
  start(c) {
    return {
      finish(r) {
        for (const e of r.exits) {
          if (e.state.lossy || !fails(e, c.cfg.returnsPointer, c.cfg.isVoid)) continue;
          for (const q of e.state.refs.values()) {
            if (!isCharge(q.kind) || q.count <= 0) continue;
            // freeing the object uncharges it
            const freed = [...e.state.refs.values()].some((x) => x.object === q.object && !isCharge(x.kind) && x.count <= 0);
            const undone = r.exits.some((x) => {
              const o = x.state.ref(q.object, q.kind);
              return o && o.node === q.node && o.count === 0 && fails(x, c.cfg.returnsPointer, c.cfg.isVoid);
            });
            if (freed || !undone) continue;
            const o = c.say(e.state, q.object);
            c.report({
              at: e.at,
              state: e.state,
              object: o,
              from: q.at,
              confidence: 'medium',
              message: `fails with the charge of ${q.by}() left behind; another failure path takes it back`,
              remedy: `undo what ${q.by}() charged before this return`,
              last: 'returns the failure, still charged',
            });
          }
        }
      },
    };
  },
};
