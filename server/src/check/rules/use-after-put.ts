import type { Rule } from '../rule.ts';

/** The object is looked through, or handed on, after the reference that kept it was dropped. */
export const useAfterPut: Rule = {
  name: 'ref/use-after-put',
  severity: 'error',
  summary: 'an object is used after the reference that kept it alive was dropped',
  start(c) {
    // the first use after a put is enough
    const told = new Set<string>();
    return {
      use(s, e) {
        const g = e.ref.gone;
        if (!g || s.lossy || (!g.sure && g.at[0] === e.at[0])) return;
        const o = c.say(s, e.ref.object);
        // a struct page never goes; its flags may be somebody else's by then
        const isFlagged = e.asked === true && /^(?:page|folio)$/.test(c.structOf(s)(e.object) ?? '');
        const what = `${g.at[0]} ${o}${isFlagged ? ' asked' : ''}`;
        if (told.has(what)) return;
        told.add(what);
        c.report({
          at: e.at,
          state: s,
          object: o,
          from: g.at,
          confidence: !g.sure ? 'low' : isFlagged ? 'medium' : 'high',
          message: `uses ${o} after ${g.by}() ${e.ref.kind === 'MEM' ? 'freed it' : 'dropped the reference that kept it'}: it may be freed or somebody else's by now`,
          remedy: `move the ${g.by}() behind the last use`,
          last: `${e.how} after the put`,
        });
      },
    };
  },
};
