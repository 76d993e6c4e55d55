import { isCharge } from '../../model/index.ts';
import type { Rule } from '../rule.ts';

const WHERE: Record<string, string> = {
  SWAPCACHE: 'in the swap cache',
  PAGECACHE: 'in the page cache',
  LRU: 'on the LRU',
  LIST: 'on a list',
  TREE: 'in the tree',
};

/** Others can find an object that nobody is charged for yet. Kernels that charged later by design do it in a commit of its own. */
export const chargePublishBeforeCharge: Rule = {
  name: 'charge/publish-before-charge',
  severity: 'error',
  summary: 'an object becomes visible before it is charged',
  start(c) {
    return {
      get(s, e) {
        if (!isCharge(e.kind) || s.lossy || /commit|migrate|replace|move|transfer/.test(e.site.by)) return;
        let shown: { where: string; at: readonly [number, number] } | undefined;
        for (const m of s.marks) {
          if (m.object !== e.object) continue;
          const [verb, where] = m.what.split(' ') as [string, string | undefined];
          if (verb === 'publish' && where && WHERE[where]) shown = { where, at: m.at };
          if (verb === 'unpublish' && shown?.where === where) shown = undefined;
        }
        if (!shown || s.ref(e.object, e.kind)) return;
        const o = c.say(s, e.object);
        c.report({
          at: e.site.at,
          state: s,
          object: o,
          from: [shown.at[0], shown.at[1]],
          confidence: 'low',
          message: `${o} is ${WHERE[shown.where]} before ${e.site.by}() charges it: others find it uncharged, and what they count for it goes to no memcg`,
          remedy: `charge ${o} first, then make it visible`,
          last: `${e.site.by}() charges ${o}, which others can find already`,
        });
      },
    };
  },
};
