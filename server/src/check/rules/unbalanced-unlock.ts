import { maskOf, type State, type Term, ZERO } from '../../model/index.ts';
import { decidedByCaller, decideOtherwise } from '../exits.ts';
import type { Report, Rule } from '../rule.ts';

/** A lock is released twice on a path, or released on a path that did not take it where another path that comes here did. */
export const unbalancedUnlock: Rule = {
  name: 'lock/unbalanced-unlock',
  severity: 'error',
  summary: 'a lock is released that this path does not hold',
  start(c) {
    /** what callers decided, on the paths that hold the lock */
    const heldAt = new Map<string, Map<number, boolean>[]>();
    /** calls that took it there */
    const takers = new Set<number>();
    const decided = (s: State): Map<number, boolean> => decidedByCaller(s, c.cfg, c.text);
    /** `if (!locked) lock()`: a parameter says that the caller holds it */
    const callerSays = (o: Report, held: readonly Map<number, boolean>[]): boolean => {
      const own = decided(o.state);
      return held.every((h) => decideOtherwise(own, h));
    };
    /** The very call that takes it elsewhere gave something back here too: its flags decided, and whoever made them knows (`fgp_flags & FGP_LOCK`). */
    const cameBy = (s: State): boolean => {
      for (let t = s.trace; t; t = t.prev) if (takers.has(t.at[0]) && t.note !== 'true' && t.note !== 'false') return true;
      return false;
    };
    const open: { key: string; report: Report; place: Term }[] = [];
    const heads = new Set(c.cfg.backEdges.map(([, to]) => c.cfg.nodes[to]!.at[0]));
    return {
      call(s, e) {
        // `pte - 1` behind a loop that was left before it moved pte
        const [at] = e.args;
        if (!e.name || !/^pte_unmap(?:_unlock)?$/.test(e.name) || at?.k !== 'pure' || at.fn !== '-' || s.lossy || s.blind) return;
        const [pte, one] = at.args;
        if (pte?.k !== 'sym' || one?.k !== 'int' || !/^pte_(?:offset|alloc)_map/.test(pte.tag)) return;
        // a loop that was not gone through at all: that there is nothing to go through is not known here
        for (let t = s.trace; t; t = t.prev) if (t.note === 'false' && heads.has(t.at[0])) return;
        const o = c.say(s, pte);
        c.report({
          at: e.site.at,
          state: s,
          object: o,
          message: `unmaps what lies before ${o}, which this path has not moved since ${pte.tag.split(':')[0]}() mapped it: another page table entry, maybe of another page, is unmapped`,
          remedy: `keep what ${pte.tag.split(':')[0]}() returned, and unmap that`,
          last: `${e.name}() of an entry that was not mapped`,
        });
      },
      drop(s: State, e) {
        const key = `${e.site.node}/${e.place.id}`;
        if (e.held) {
          takers.add(e.held.at[0]);
          if (e.held.node >= 0) heldAt.set(key, [...(heldAt.get(key) ?? []).slice(-7), decided(s)]);
          return;
        }
        // it was held until somebody got it: still is, or is not
        if (e.before?.handed) {
          heldAt.set(key, [...(heldAt.get(key) ?? []).slice(-7), decided(s)]);
          return;
        }
        if (s.lossy || s.blind || s.vague) return;
        // `folio != fault_folio` is false and fault_folio NULL: nobody got as far as this with a folio that is none
        const object = e.place.k === 'field' ? e.place.base : e.place;
        if (maskOf(object, s.facts) === ZERO) return;
        const name = c.say(s, e.place);
        if (e.before?.guess) return;
        // an assertion on this path says that the caller holds it
        if (!e.before && s.needs.some((n) => n.place === e.place)) return;
        if (e.before) {
          c.report({
            at: e.site.at,
            state: s,
            object: name,
            from: e.before.at,
            message: `releases ${name} again: ${e.before.by}() released it on this path already; somebody else's critical section ends`,
            remedy: `release ${name} once`,
            last: `${e.site.by}() releases ${name}, which is not held`,
          });
        } else {
          open.push({
            key,
            place: e.place,
            report: {
              at: e.site.at,
              state: s.clone(),
              object: name,
              message: `releases ${name}, which this path did not take while others that come here did`,
              remedy: `leave before the unlock on this path, or take ${name}`,
              last: `${e.site.by}() releases ${name}, which is not held`,
            },
          });
        }
      },
      finish() {
        for (const o of open) {
          const held = heldAt.get(o.key);
          if (held && !callerSays(o.report, held) && !cameBy(o.report.state)) c.report(o.report);
        }
      },
    };
  },
};
