import { NEG, POS, rootOf } from '../../model/index.ts';
import { signOf } from '../exits.ts';
import type { Rule } from '../rule.ts';

/**
 * What the function returns is locked. That is a promise like any other; only where a patch makes it one it is worth a remark, for callers
 * that nobody can see. (With a tree the callers themselves are looked at.)
 */
export const contractChanged: Rule = {
  name: 'contract/changed',
  severity: 'warning',
  summary: 'the patch changes what a function promises (locks, references, results), and a caller does not follow',
  start(c) {
    return {
      finish(r) {
        if (c.promised?.outcomes.some((o) => o.takes.length > 0)) return;
        for (const e of r.exits) {
          const { ret } = e;
          if (e.state.lossy || !ret || ret.k === 'int' || signOf(e, c.cfg) & NEG) continue;
          const lock = e.state.locks.find((l) => l.node >= 0 && (l.place === ret || rootOf(l.place) === ret));
          if (!lock) continue;
          const name = c.say(e.state, ret);
          const unlocked = r.exits.some((o) => o !== e && o.ret && signOf(o, c.cfg) !== 0 && !(signOf(o, c.cfg) & POS));
          c.report({
            at: e.at,
            state: e.state,
            object: name,
            from: lock.at,
            confidence: 'low',
            message: `${c.cfg.name}() now returns ${name} locked (${lock.by}() took the lock)${unlocked ? ' when it returns it, and nothing locked when it does not' : ''}: every caller has to unlock it now, and every other way out that returns one has to lock it too`,
            remedy: `unlock ${name} in the callers, and lock it on the ways out that the patch does not touch`,
            last: `returns ${name} locked`,
          });
        }
      },
    };
  },
};
