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
    // place of an uncharge -> the node of the charge that it takes back
    const takenBack = new Map<number, number>();
    const undoneBy = (e: Exit, node: number): boolean => {
      for (let t = e.state.trace; t; t = t.prev) if (takenBack.get(t.at[0]) === node) return true;
      return false;
    };
    return {
      put(_s, e) {
        if (isCharge(e.kind) && e.ref && e.ref.count > 0) takenBack.set(e.site.at[0], e.ref.node);
      },
      finish(r) {
        for (const e of r.exits) {
          if (e.state.lossy || !fails(e, c.cfg.returnsPointer, c.cfg.isVoid)) continue;
          for (const q of e.state.refs.values()) {
            if (!isCharge(q.kind) || q.count <= 0) continue;
            // freeing the object uncharges it
            const freed = [...e.state.refs.values()].some((x) => x.object === q.object && !isCharge(x.kind) && x.count <= 0);
            const undone = r.exits.some((x) => fails(x, c.cfg.returnsPointer, c.cfg.isVoid) && undoneBy(x, q.node));
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
