import type { Report, Rule } from '../rule.ts';

/** The object is looked through, or handed on, after the reference that kept it was dropped. */
export const useAfterPut: Rule = {
  name: 'ref/use-after-put',
  severity: 'error',
  summary: 'an object is used after the reference that kept it alive was dropped',
  start(c) {
    // the first use after a put is enough
    const told = new Set<string>();
    // an isolation's reference that went back, and uses behind that: a put of another kind shows that this path had a reference of its own besides
    const owned = new Set<number>();
    const unsure: { readonly put: number; readonly report: Report }[] = [];
    return {
      put(_, e) {
        const g = e.ref?.gone;
        if (g && !g.sure && g.by !== e.site.by && /putback/.test(g.by)) owned.add(g.at[0]);
      },
      use(s, e) {
        const g = e.ref.gone;
        if (!g || s.lossy || (!g.sure && g.at[0] === e.at[0])) return;
        const o = c.say(s, e.ref.object);
        // a struct page never goes; its flags may be somebody else's by then
        const isFlagged = e.asked === true && /^(?:page|folio)$/.test(c.structOf(s)(e.object) ?? '');
        const what = `${g.at[0]} ${o}${isFlagged ? ' asked' : ''}`;
        if (told.has(what)) return;
        told.add(what);
        const report: Report = {
          at: e.at,
          state: s,
          object: o,
          from: g.at,
          confidence: !g.sure ? 'low' : isFlagged ? 'medium' : 'high',
          message: `uses ${o} after ${g.by}() ${e.ref.kind === 'MEM' ? 'freed it' : 'dropped the reference that kept it'}: it may be freed or somebody else's by now`,
          remedy: `move the ${g.by}() behind the last use`,
          last: `${e.how} after the put`,
        };
        if (g.sure) c.report(report);
        // of states that go on, a copy
        else unsure.push({ put: g.at[0], report: { ...report, state: s.clone() } });
      },
      finish() {
        for (const { put, report } of unsure) if (!owned.has(put)) c.report(report);
      },
    };
  },
};
