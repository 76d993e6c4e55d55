import type { Rule } from '../rule.ts';

/** A result that is thrown away on purpose. */
const ON_PURPOSE = /\(\s*void\s*\)\s*$/;

/** The model says what a failure of the callee leaves undone, and this call does not look whether it failed. */
export const ignoredFailure: Rule = {
  name: 'error/ignored',
  severity: 'error',
  summary: 'the failure of a call that leaves something undone, unallocated or unpublished is not looked at',
  start(c) {
    return {
      call(s, e) {
        const undone = e.contract?.failure;
        if (!e.unused || !undone || s.lossy) return;
        if (ON_PURPOSE.test(c.text.slice(Math.max(0, e.site.at[0] - 12), e.site.at[0]))) return;
        const nofail = e.argsAt.some((at) => c.text.slice(at[0], at[1]).includes('__GFP_NOFAIL'));
        const f = e.name!;
        c.report({
          at: e.site.at,
          state: s,
          object: f,
          from: e.site.at,
          confidence: nofail ? 'low' : 'high',
          message: nofail
            ? `the result of ${f}() is not looked at: it can return an error, and only __GFP_NOFAIL keeps this call from it (without it ${undone})`
            : `the result of ${f}() is not looked at: when it fails, ${undone}, and the code goes on as if nothing had happened`,
          remedy: `check what ${f}() returns and undo what was done so far`,
          last: `${f}() may fail unnoticed`,
        });
      },
    };
  },
};
