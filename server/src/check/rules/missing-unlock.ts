import { answersOn, type Lock, rootOf, type Term } from '../../model/index.ts';
import { decidedByCaller, decideOtherwise, type Exit, isPromise, saysLocked, signOf } from '../exits.ts';
import type { Rule } from '../rule.ts';
import { contains } from '../say.ts';

/** The caller gets at the locked object, or at the lock, through what the function stored for it. */
function toldThroughMemory(e: Exit, node: number): boolean {
  const lock = e.state.locks.find((l) => l.node === node)!;
  const root = rootOf(lock.place);
  // queued, with its lock, where somebody else finds it
  if (
    lock.cls === 'FOLIO' &&
    e.state.marks.some(
      (m) =>
        (m.what === 'hand over' || m.what === 'publish LIST') &&
        m.object &&
        (m.object === lock.place || (m.object.k === 'field' && m.object.base === lock.place)),
    )
  )
    return true;
  // an element of the caller's own array
  if (
    lock.place.k === 'load' &&
    (lock.place.place.k === 'param' || (lock.place.place.k === 'index' && lock.place.place.base.k === 'param'))
  )
    return true;
  for (const [place, v] of e.state.memory) {
    // stored as a number, with a word that it is locked (MIGRATE_PFN_LOCKED)
    if (place.k !== 'local' && lock.cls === 'FOLIO' && saysLocked(v)) return true;
    if (place.k !== 'local' && (contains(v, lock.place) || (root.k === 'sym' && contains(v, root)))) return true;
  }
  return root.k === 'sym' && contains(e.ret, root);
}

/** What is returned is the locked object that the caller gave; who gets it back unlocked gets something else or nothing. */
function toldByResult(e: Exit, node: number, even: readonly Exit[]): boolean {
  const lock = e.state.locks.find((l) => l.node === node)!;
  return e.ret !== undefined && e.ret.k === 'param' && e.ret === lock.place && even.every((x) => x.ret !== e.ret);
}

/** The caller's lock, of the same member, that all of these ways out have dropped before they took theirs. */
function givenUpFor(odd: readonly Exit[], node: number): Term | undefined {
  let found: Term | undefined;
  for (const e of odd) {
    const lock = e.state.locks.find((l) => l.node === node)!;
    const own = [...e.state.dropped].filter(
      ([place, d]) => !d.own && place !== lock.place && place.k === 'field' && lock.place.k === 'field' && place.field === lock.place.field,
    );
    if (own.length !== 1 || (found && found !== own[0]![0])) return undefined;
    found = own[0]![0];
  }
  return found;
}

/** The way out gave up a lock of its caller's of the same kind before, and none that did so comes back without one: this one is for that. */
function standsIn(e: Exit, node: number, even: readonly Exit[]): boolean {
  const lock = e.state.locks.find((l) => l.node === node)!;
  const gaveUp = [...e.state.dropped].filter(([, d]) => !d.own && d.cls === lock.cls).map(([place]) => place);
  return gaveUp.length > 0 && !even.some((x) => !x.state.lossy && gaveUp.every((place) => x.state.dropped.has(place)));
}

/** Each turn of a loop took a lock of its own and the loop is over: another loop gives them back, or somebody who knows the list. */
function survivesItsLoop(e: Exit, node: number): boolean {
  const lock = e.state.locks.find((l) => l.node === node)!;
  for (let t = e.state.trace; t; t = t.prev) {
    if (t.at[0] === lock.at[0]) return false;
    if (t.note === 'after the last item') return true;
  }
  return false;
}

/**
 * Behind code out of sight: the way out is the very one that another path leaves by which releases the lock under a condition. That the lock is taken under
 * the same condition may be what is not seen (`case RESET: lock(); ... if (cmd == RESET) unlock();`).
 */
function sameCondition(e: Exit, even: readonly Exit[], node: number): boolean {
  const lock = e.state.locks.find((l) => l.node === node)!;
  const turns = (x: Exit): Map<number, boolean> => new Map([...answersOn(x.state, lock.at[0])].map(({ at, yes }) => [at[0], yes]));
  const own = turns(e);
  return even.some((x) => {
    if (x.at[0] !== e.at[0] || ![...x.state.dropped.values()].some((d) => d.own && d.node === node)) return false;
    const other = turns(x);
    return other.size === own.size && [...own].filter(([at, yes]) => other.get(at) !== yes).length === 1;
  });
}

/**
 * A path leaves with a lock that it took while another path that took it gives it back.
 * Where every path that takes the lock keeps it, or the result tells the two apart, that is what the function promises.
 */
export const missingUnlock: Rule = {
  name: 'lock/missing-unlock',
  severity: 'error',
  summary: 'a path leaves the function with a lock held that other paths release',
  start(c) {
    return {
      finish(r) {
        if (c.promised?.outcomes.some((o) => o.takes.length > 0)) return;
        // by the call that took it: the same lock of another turn of a loop is another place
        const takers = new Map<number, { odd: Exit[]; even: Exit[]; released: boolean }>();
        for (const e of r.exits) {
          for (const l of e.state.locks) {
            if (l.node < 0 || rootOf(l.place).k === 'local' || takers.has(l.node)) continue;
            takers.set(l.node, { odd: [], even: [], released: false });
          }
        }
        for (const [node, p] of takers) {
          for (const e of r.exits) {
            if (e.state.locks.some((l) => l.node === node)) {
              p.odd.push(e);
              continue;
            }
            // a way out that keeps another lock is not one that keeps none
            if (!e.state.locks.some((l) => l.node >= 0 && rootOf(l.place).k !== 'local')) p.even.push(e);
            for (const d of e.state.dropped.values()) if (d.own && !d.handed && d.node === node) p.released = true;
          }
          if (!p.released) continue;
          // who came with the lock of the like and took this one for it (pcp_spin_trylock() anew): a way out that never let go of the first keeps one too
          const first = givenUpFor(p.odd, node);
          const even = first ? p.even.filter((e) => e.state.dropped.has(first)) : p.even;
          if (isPromise(p.odd, even, c.cfg)) continue;
          const released = p.even
            .filter((e) => [...e.state.dropped.values()].some((d) => d.own && !d.handed && d.node === node))
            .map((e) => ({ sign: signOf(e, c.cfg), decided: decidedByCaller(e.state, c.cfg, c.text) }));
          for (const e of p.odd) {
            if (e.state.lossy || standsIn(e, node, p.even)) continue;
            // `if (ops & UNLOCK) unlock()`: the caller says which it wants
            const own = decidedByCaller(e.state, c.cfg, c.text);
            const alike = own.size > 0 ? released.filter((r) => c.cfg.isVoid || r.sign & signOf(e, c.cfg)) : [];
            if (alike.length > 0 && alike.every((r) => decideOtherwise(own, r.decided))) continue;
            if (e.state.blind && sameCondition(e, p.even, node)) continue;
            if (toldThroughMemory(e, node) || survivesItsLoop(e, node) || toldByResult(e, node, p.even)) continue;
            const lock: Lock = e.state.locks.find((l) => l.node === node)!;
            const name = c.say(e.state, lock.place);
            const held = lock.cls === 'FOLIO' ? 'locked' : 'held';
            c.report({
              at: e.at,
              state: e.state,
              object: name,
              from: lock.at,
              message: `returns with ${name} ${held}: ${lock.by}() took it, other paths release it before they return; the next taker waits for ever`,
              remedy: `${lock.cls === 'FOLIO' ? 'unlock' : 'release'} ${name} before this return`,
              last: `returns with ${name} still ${held}`,
            });
          }
        }
      },
    };
  },
};
