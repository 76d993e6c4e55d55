import type { Lock, State, Term } from '../../model/index.ts';
import type { Rule } from '../rule.ts';
import type { Confidence } from '../types.ts';

/**
 * A lock is waited for while one is held that belongs inside it. The order is data of the model (server/model/order.c), so is what
 * callers of a function may hold. A trylock waits for nothing: it is no inversion.
 */
export const orderInversion: Rule = {
  name: 'lock/order-inversion',
  severity: 'error',
  summary: 'two locks are taken against the documented order',
  start(c) {
    /** what callers may hold, as if it were held on entry */
    const callers = c.locks.callersHold(c.cfg.name);
    const look = (
      s: State,
      place: Term,
      cls: string,
      by: string,
      at: Lock['at'],
      confidence: Confidence,
      through: boolean,
      without: readonly Term[] = [],
    ): void => {
      if (s.lossy) return;
      const inner = c.locks.classOf(place, cls, c.structOf(s));
      if (inner === undefined) return;
      const name = c.say(s, place);
      const verb = through ? `${by}() takes` : 'takes';
      for (const l of s.locks) {
        // a new folio is locked for whoever will find it: nobody waits for it yet
        if (l.place === place || without.includes(l.place) || /set_?locked/i.test(l.by)) continue;
        const held = c.locks.classOf(l.place, l.cls, c.structOf(s));
        const why = held && held !== inner ? c.locks.before(inner, held) : undefined;
        if (!why) continue;
        const outer = c.say(s, l.place);
        c.report({
          at,
          state: s,
          object: name,
          from: l.at,
          confidence,
          message: `${verb} ${name} while ${outer} is held${l.node < 0 ? '' : ` (${l.by}() took it)`}: the order is ${why.chain.join(' -> ')} (${why.source}), and a task that follows it waits for this one while this one waits for it`,
          remedy: `take ${name} before ${outer}, use a trylock, or drop ${outer} first`,
          last: `${verb} ${name} inside ${outer}`,
        });
        return;
      }
      for (const k of callers) {
        const why = k.cls === inner ? undefined : c.locks.before(inner, k.cls);
        if (!why) continue;
        c.report({
          at,
          state: s,
          object: name,
          confidence,
          message: `${verb} ${name}, but ${c.cfg.name}() may be called with ${k.cls} held (${k.source}): the order is ${why.chain.join(' -> ')} (${why.source})`,
          remedy: `use a lock of its own here, one that nests inside ${k.cls}`,
          last: `${verb} ${name}; a caller may hold ${k.cls}`,
        });
        return;
      }
    };
    return {
      take(s, e) {
        if (e.blocking) look(s, e.place, e.cls, e.site.by, e.site.at, 'high', false);
      },
      pass(s, e) {
        look(s, e.place, e.cls, e.site.by, e.site.at, e.sure ? 'high' : 'low', true, e.without);
      },
    };
  },
};
