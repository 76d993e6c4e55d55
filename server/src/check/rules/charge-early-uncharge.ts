import { CHARGE, maskOf, NEG, ZERO } from '../../model/index.ts';
import type { Exit } from '../exits.ts';
import type { Remark, Rule } from '../rule.ts';

/** records that name who pays for data while it is on its way: dropped when the data has arrived, not before */
const RECORDS = new Set([`${CHARGE}SWAP`, `${CHARGE}MEMSW`]);

/** members that say who pays for a folio, page or slab object */
const OWNERS = /^(?:memcg_data|mem_cgroup|obj_cgroups|objcg|obj_exts)$/;

interface Undone {
  readonly name: string;
  readonly by: string;
  readonly at: readonly [number, number];
}

/** One call drops the record, and after it the function still fails on one way and succeeds on another. */
export const chargeEarlyUncharge: Rule = {
  name: 'charge/early-uncharge',
  severity: 'error',
  summary: 'an uncharge happens before the transition that it belongs to can no longer fail',
  start(c) {
    const fails = (e: Exit): boolean | undefined => {
      if (c.cfg.isVoid || !e.ret) return undefined;
      const m = maskOf(e.ret, e.state.facts);
      if (c.cfg.returnsPointer) return m & 2 ? (m === 2 ? false : undefined) : true;
      return m === NEG ? true : m & NEG ? undefined : m === ZERO ? false : undefined;
    };
    const undone = (e: Exit): Undone[] => [
      ...[...e.state.refs.values()]
        .filter((r) => RECORDS.has(r.kind) && r.count < 0)
        .map((r) => ({ name: c.say(e.state, r.object), by: r.gone?.by ?? r.by, at: r.gone?.at ?? r.at })),
      ...[...e.state.ledger.values()].filter((q) => RECORDS.has(q.kind) && q.net < 0),
    ];
    const cleared = new Set<number>();
    for (const n of c.cfg.nodes)
      if (
        n.op.k === 'assign' &&
        n.op.dst.k === 'member' &&
        OWNERS.test(n.op.dst.field) &&
        ((n.op.src.k === 'num' && n.op.src.value === 0) || (n.op.src.k === 'id' && n.op.src.name === 'NULL'))
      )
        cleared.add(n.op.dst.at[0]);
    return {
      access(s, e) {
        if (
          e.write &&
          e.place.k === 'field' &&
          cleared.has(e.at[0]) &&
          ![...s.refs.values()].some((r) => r.gone && r.object === (e.place as { base: unknown }).base)
        )
          c.remember({ what: 'clears', object: c.say(s, e.place.base), at: e.at, by: e.place.field });
      },
      finish(r) {
        const good = r.exits.filter((e) => fails(e) === false).flatMap(undone);
        for (const e of r.exits) {
          if (e.state.lossy || e.state.thinned || fails(e) !== true) continue;
          for (const u of undone(e)) {
            if (!good.some((g) => g.at[0] === u.at[0])) continue;
            c.report({
              at: [u.at[0], u.at[1]],
              state: e.state,
              object: u.name,
              confidence: 'low',
              message: `${u.by}() drops the record of ${u.name}, and a later step can still fail: on that path nobody is charged for it any more, and this cannot be undone`,
              remedy: `call ${u.by}() after the last step that can fail`,
              last: 'the function fails after this, with the record gone',
            });
          }
        }
      },
    };
  },
  /** Whoever clears the member takes the charge off the object: that belongs behind the moment at which nobody finds it any more. */
  compare(before, after) {
    return after
      .filter((a) => a.what === 'clears' && !before.some((b) => b.what === 'clears' && b.object === a.object))
      .map(
        (a): Remark => ({
          side: 'new',
          at: a.at,
          object: a.object,
          confidence: 'low',
          message: `clears ${a.object}->${a.by}: as long as others still find ${a.object} on the LRU or in a mapping, what they count for it goes to no memcg, or to the wrong one`,
          remedy: `let the last put uncharge ${a.object}, or take it out of sight first`,
          last: `${a.object} is nobody's from here on`,
        }),
      );
  },
};
