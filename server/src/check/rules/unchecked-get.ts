import { isCharge, NEG } from '../../model/index.ts';
import type { Rule } from '../rule.ts';

/** The path on which a lookup failed goes on as if it had not. */
export const uncheckedGet: Rule = {
  name: 'ref/unchecked-get',
  severity: 'error',
  summary: 'a lookup or tryget that can fail is used as if it could not',
  start(c) {
    return {
      nullUse(s, e) {
        if (s.lossy) return;
        const o = c.say(s, e.value);
        const gives = e.mask & NEG ? 'an error pointer' : 'NULL';
        c.report({
          at: e.at,
          state: s,
          object: o,
          from: e.origin.at,
          message: `${e.origin.call}() can return ${gives}, and this path uses ${o === `${e.origin.call}()` || o.includes('fails') ? 'the result' : o} without looking: a ${e.mask & NEG ? 'wild' : 'NULL'} pointer is followed`,
          remedy: `check the result of ${e.origin.call}() first`,
          last: `${e.how} although ${e.origin.call}() failed`,
        });
      },
      ignored(s, e) {
        if (s.lossy || isCharge(e.kind)) return;
        const o = c.say(s, e.object);
        c.report({
          at: e.site.at,
          state: s,
          object: o,
          message: `the answer of ${e.name}() is thrown away: when it fails no reference to ${o} is owned, and the put that follows drops somebody else's`,
          remedy: `look at what ${e.name}() returns`,
          last: `${e.name}() may fail unnoticed`,
        });
      },
    };
  },
};
