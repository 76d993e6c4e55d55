import { maybeAnother } from '../../model/index.ts';
import { Answers } from '../answers.ts';
import type { Rule } from '../rule.ts';

/** A lock that this path holds is taken again, here or in a callee that takes it on every outcome. */
export const doubleLock: Rule = {
  name: 'lock/double-lock',
  severity: 'error',
  summary: 'a lock that is held is taken again, here or in a callee',
  start(c) {
    const answers = new Answers(c.cfg);
    return {
      call(_, e) {
        answers.heard(e);
      },
      take(s, e) {
        if (!e.held || !e.blocking || s.lossy) return;
        if (maybeAnother(s, e.held, e.site) || answers.decided(s, e.place, e.held.at)) return;
        const name = c.say(s, e.place);
        c.report({
          at: e.site.at,
          state: s,
          object: name,
          from: e.held.at,
          message: `takes ${name} again: ${e.held.by}() took it on this path and nothing released it; ${e.cls === 'WRITE' || e.cls === 'READ' || e.cls === 'MUTEX' || e.cls === 'FOLIO' ? 'the task waits for itself' : 'the CPU spins on itself'}`,
          remedy: `drop ${name} first, or do not take it here`,
          last: `${e.site.by}() takes ${name}, which is held`,
        });
      },
    };
  },
};
