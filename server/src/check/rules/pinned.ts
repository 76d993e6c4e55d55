import type { Cfg } from '../../c/cfg.ts';
import type { Ref, State, Term } from '../../model/index.ts';
import { isKept, sourcesOf, valuesOf } from '../kept.ts';
import type { Rule } from '../rule.ts';

const LOOKS_ONLINE = /(?:^|_)online(?:_|$)/;

/** The memcg that the reference keeps. */
function memcgOf(r: Ref): Term | undefined {
  if (r.count <= 0) return undefined;
  const css = r.kind === 'REF' && r.object.k === 'field' && r.object.field === 'css' ? r.object.base : undefined;
  const object = r.kind === 'ITER' ? r.object : css;
  return object?.k === 'int' ? undefined : object;
}

function callsOnline(cfg: Cfg): boolean {
  return cfg.nodes.some((n) => n.op.k === 'call' && n.op.name !== undefined && LOOKS_ONLINE.test(n.op.name));
}

/**
 * A memcg in a place that outlives the call. Alone that is no more than a question, it is asked of patches only: somebody may let go of it
 * when the memcg goes offline. The one who does that must not choose another that is offline already.
 */
export const pinned: Rule = {
  name: 'ref/pinned',
  severity: 'warning',
  summary: 'a reference is stored where nothing bounds how long it stays',
  start(c) {
    const offline = /offline/.test(c.cfg.name);
    if (offline && callsOnline(c.cfg)) return {};
    const sources = sourcesOf(c.cfg);
    const look = (s: State, place: Term, value: Term): void => {
      if (s.lossy) return;
      const ref = [...s.refs.values()].find((r) => memcgOf(r) === value);
      if (!ref || !isKept(ref, place)) return;
      const where = c.sayPlace(s, place);
      c.report({
        at: ref.at,
        state: s,
        object: where,
        from: ref.at,
        confidence: offline ? 'medium' : 'low',
        message: offline
          ? `${ref.by}() may choose a memcg that is offline already: its own cleanup has run, so the reference that ${where} holds now keeps it until somebody moves on, which may be never`
          : `${where} keeps a reference to a memcg from one call to the next, and nothing lets go of it when that memcg goes offline: a removed cgroup stays a zombie for as long as nobody comes by`,
        remedy: offline
          ? 'go on until mem_cgroup_online() says yes, or the walk is over'
          : `let go of ${where} when the memcg goes offline (mem_cgroup_css_offline()), or keep no reference`,
        last: `the reference is stored in ${where}`,
      });
    };
    return {
      access(s, e) {
        const from = e.write ? sources.get(e.at[0]) : undefined;
        if (from === undefined) return;
        for (const v of valuesOf(s, from)) look(s, e.place, v);
      },
      finish(r) {
        for (const e of r.exits) for (const [place, v] of e.state.memory) if (place.k === 'global') look(e.state, place, v);
      },
    };
  },
};
