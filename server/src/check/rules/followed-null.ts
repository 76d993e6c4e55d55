import { State } from '../../model/index.ts';
import { followedNull } from '../followed-null.ts';
import type { Rule } from '../rule.ts';

/** A test the wrong way round: where it says that the pointer is NULL, every way on follows it. */
export const followedWhereNull: Rule = {
  name: 'ref/unchecked-get',
  severity: 'error',
  summary: 'a lookup or tryget that can fail is used as if it could not',
  start(c) {
    return {
      finish() {
        for (const f of followedNull(c.cfg, c.text)) {
          const test = c.text.slice(f.test.at[0], f.test.at[1]).replace(/\s+/g, ' ');
          c.report({
            at: f.use,
            state: new State(),
            object: f.pointer,
            message: `${f.pointer} is NULL where ${test} is ${f.test.side === 0 ? 'true' : 'false'}, and every way on from there follows it: a NULL pointer is followed`,
            remedy: `turn the test round, or leave where ${f.pointer} is NULL`,
            last: `${f.pointer} is followed`,
            steps: [
              { at: f.test.at, note: `${test} is ${f.test.side === 0 ? 'true' : 'false'}: ${f.pointer} is NULL` },
              { at: f.use, note: `${f.pointer} is followed on every way` },
            ],
          });
        }
      },
    };
  },
};
