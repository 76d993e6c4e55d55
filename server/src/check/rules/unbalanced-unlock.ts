import type { State, Term } from '../../model/index.ts';
import type { Report, Rule } from '../rule.ts';

/** A lock is released twice on a path, or released on a path that did not take it where another path that comes here did. */
export const unbalancedUnlock: Rule = {
  name: 'lock/unbalanced-unlock',
  severity: 'error',
  summary: 'a lock is released that this path does not hold',
  start(c) {
    const heldAt = new Set<string>();
    const open: { key: string; report: Report; place: Term }[] = [];
    return {
      drop(s: State, e) {
        const key = `${e.site.node}/${e.place.id}`;
        if (e.held) {
          if (e.held.node >= 0) heldAt.add(key);
          return;
        }
        if (s.lossy || s.blind || s.vague) return;
        const name = c.say(s, e.place);
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
        for (const o of open) if (heldAt.has(o.key)) c.report(o.report);
      },
    };
  },
};
