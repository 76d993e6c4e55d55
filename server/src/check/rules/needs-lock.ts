import type { Rule } from '../rule.ts';

/** A callee asserts that a lock is held, and this path has released it. */
export const needsLock: Rule = {
  name: 'lock/unguarded-access',
  severity: 'warning',
  summary: 'data that a lock guards is touched without it',
  start(c) {
    return {
      need(s, e) {
        if (s.lossy || s.vague || s.blind) return;
        const name = c.say(s, e.place);
        c.report({
          at: e.site.at,
          state: s,
          object: name,
          from: e.released.at,
          message: `${e.site.by}() needs ${name}, which ${e.released.by}() released on this path: what it changes may change under it`,
          remedy: `call ${e.site.by}() before the ${e.released.by}()`,
          last: `${e.site.by}() asserts that ${name} is held`,
        });
      },
    };
  },
};
