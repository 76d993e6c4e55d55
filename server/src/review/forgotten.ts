/**
 * What a patch no longer gives back, gives back twice, or gives back too early, as hazards: by the graphs of the two images (check/givebacks.ts)
 * and by what the rest of the patch does. Questions all of them: no path proves them.
 */
import type { Crossing, GiveBack, GiveBacks, Hazard, Lapse, LostCheck, LostObject, TurnedMask } from '../check/index.ts';
import { isPaired, type PatchCalls } from './drift.ts';

export interface GiveBackSight {
  readonly calls: PatchCalls;
  /** the place of the old image is in a line that the patch takes away */
  removed(g: GiveBack): boolean;
  /** the added lines name it at least as often as the removed ones */
  comes(name: string): boolean;
  /** the patch makes the compiler give back: __free(), guard(), CLASS() */
  readonly scoped: boolean;
  /** what a patch calls anew may give it back: whether one of its bodies calls that function */
  callsIt(name: string): boolean;
  /** the patch does away with the function: whoever called it knows */
  abolished(name: string): boolean;
}

export interface Forgotten {
  readonly lost: readonly Hazard[];
  readonly twice: readonly Hazard[];
}

export function forgotten(g: GiveBacks, fn: string, sight: GiveBackSight): Forgotten {
  const lost = g.lost
    .filter(
      (x) =>
        sight.removed(x) &&
        !sight.scoped &&
        !sight.comes(x.by) &&
        !isPaired(x.by, sight.calls) &&
        !sight.callsIt(x.by) &&
        !sight.abolished(x.by),
    )
    .map((x) => lostHazard(x, fn));
  const twice = [
    ...g.twice.map(({ first, second }) => twiceHazard(first, second, fn)),
    ...g.retaken.map(({ first, second }) => retakenHazard(first, second, fn)),
    ...g.needed.map((n) => neededHazard(n, fn)),
  ];
  return { lost, twice };
}

const RULE = { lock: 'lock/missing-unlock', rcu: 'lock/rcu', ref: 'ref/leak', iter: 'ref/iterator-leak' } as const;
const TWICE = { lock: 'lock/unbalanced-unlock', rcu: 'lock/rcu', ref: 'ref/double-put', iter: 'ref/double-put' } as const;

function lostHazard(g: GiveBack, fn: string): Hazard {
  const rule = RULE[g.kind];
  const end = {
    lock: `${g.object} stays locked on this way`,
    rcu: 'the read section stays open on this way',
    ref: `what it gave back is kept on this way`,
    iter: `the walk's reference to its current item is kept`,
  }[g.kind];
  return {
    rule,
    severity: 'error',
    confidence: 'low',
    function: fn,
    at: g.at,
    object: g.object,
    key: `${rule}|${fn}|${g.text}`,
    message: `${g.text} goes, and nothing in the patch takes its place or drops what it pairs with: ${end}`,
    remedy: `keep ${g.by}(), or drop what it pairs with`,
    path: [{ at: g.at, note: `${g.text} was made on this way before the patch` }],
  };
}

function twiceHazard(first: GiveBack, second: GiveBack, fn: string): Hazard {
  const rule = TWICE[second.kind];
  return {
    rule,
    severity: 'error',
    confidence: 'low',
    function: fn,
    at: second.at,
    object: second.object,
    key: `${rule}|${fn}|${second.text}`,
    message: `${second.text} comes again right behind the other one: ${second.kind === 'lock' || second.kind === 'rcu' ? "somebody else's critical section ends" : "another user's reference goes"}`,
    remedy: `call ${second.by}() once`,
    path: [
      { at: first.at, note: `${first.text}` },
      { at: second.at, note: `${second.text} again` },
    ],
  };
}

function retakenHazard(first: GiveBack, second: GiveBack, fn: string): Hazard {
  return {
    rule: 'lock/double-lock',
    severity: 'error',
    confidence: 'low',
    function: fn,
    at: second.at,
    object: second.object,
    key: `lock/double-lock|${fn}|${second.text}`,
    message: `${second.text} comes again right behind the other one: it waits for itself where the lock is exclusive, or where a writer came between the two; and one release does not give back both`,
    remedy: `call ${second.by}() once`,
    path: [
      { at: first.at, note: `${first.text}` },
      { at: second.at, note: `${second.text} again` },
    ],
  };
}

function neededHazard(n: GiveBacks['needed'][number], fn: string): Hazard {
  const { give, use } = n;
  return {
    rule: 'ref/use-after-put',
    severity: 'error',
    confidence: 'low',
    function: fn,
    at: use.at,
    object: give.object,
    key: `ref/use-after-put|${fn}|${give.object}`,
    message: n.through
      ? `${n.through}() looks at ${give.object}, and ${give.by}() gives that back before it now: it may be freed`
      : `${use.text} comes after ${give.by}() now, which gives ${give.object} back: it may be freed or somebody else's by then`,
    remedy: `move ${give.by}() behind the last use`,
    path: [
      { at: give.at, note: `${give.text}` },
      { at: use.at, note: `${use.text} after it` },
    ],
  };
}

/** A test that is gone, told where it stood. */
export function uncheckedHazard(c: LostCheck, fn: string): Hazard {
  const rule = { pointer: 'ref/unchecked-get', result: 'error/ignored', early: 'ref/use-after-put' }[c.kind];
  const made = c.by ? `what ${c.by}() returns` : c.value;
  const message = {
    pointer: `${c.value} is not looked at any more before ${c.through ? `${c.through}() follows it` : `${c.use.text} follows it`}: where ${made} is NULL or an error, a wild pointer is followed`,
    result: `the result of ${c.by}() is not looked at any more: when it fails, the code goes on as if nothing had happened`,
    early: `${c.use.text} comes now even when ${c.by}() failed: what is still in use is gone under its users`,
  }[c.kind];
  return {
    rule,
    severity: 'error',
    confidence: 'low',
    function: fn,
    at: c.test.at,
    object: c.value,
    key: `${rule}|${fn}|${c.value}`,
    message,
    remedy: `keep the look at ${c.value}, or say why it cannot fail here`,
    path: [
      { at: c.test.at, note: `${c.test.text} was asked here before the patch` },
      { at: c.use.at, note: c.use.text },
    ],
  };
}

export function objectHazard(o: LostObject, fn: string): Hazard {
  return {
    rule: 'ref/leak',
    severity: 'error',
    confidence: 'low',
    function: fn,
    at: o.exit.at,
    object: o.name,
    key: `ref/leak|${fn}|${o.name}`,
    message: `leaves with whatever is in ${o.name} by then: before the patch every way from ${o.last.text} came by ${o.by ? `${o.by}()` : 'another call that is given it'}, this one does not`,
    remedy: `hand ${o.name} on${o.by ? ` to ${o.by}()` : ''} on this way too`,
    path: [
      { at: o.last.at, note: o.last.text },
      { at: o.exit.at, note: `leaves with ${o.name}` },
    ],
  };
}

export function crossingHazard(c: Crossing, fn: string): Hazard {
  const where = c.how === 'early' ? `before ${c.lock.text}` : `after ${c.lock.text}`;
  return {
    rule: 'lock/unguarded-access',
    severity: 'error',
    confidence: 'low',
    function: fn,
    at: c.statement.at,
    object: c.lock.object,
    key: `lock/unguarded-access|${fn}|${c.statement.text}`,
    message: `${c.statement.text} comes ${where} now, where the lock does not cover it: before the patch it did`,
    remedy: c.how === 'early' ? 'take the lock first' : 'do it before the lock is released',
    path: [
      { at: c.lock.at, note: c.lock.text },
      { at: c.statement.at, note: `${c.statement.text} without the lock` },
    ],
  };
}

export function maskHazard(m: TurnedMask, fn: string): Hazard {
  return {
    rule: 'lock/sleep-in-atomic',
    severity: 'error',
    // with waiting taken out of the mask on purpose, no caller needs to be asked
    confidence: m.against ? 'medium' : 'low',
    function: fn,
    at: m.at,
    object: m.is,
    key: `lock/sleep-in-atomic|${fn}|${m.text}`,
    message: m.against
      ? `the mask is told not to wait (${m.against}) and to wait (${m.is}) at once: before the patch it was ${m.was}, and what is allocated with it now sleeps and reclaims where the code says that it must not`
      : `this mask was made of ${m.was} and is made of ${m.is} now: what is allocated with it may sleep, whatever this function's callers hold`,
    remedy: `keep ${m.was}, or say why every caller may sleep`,
    path: [{ at: m.at, note: `the mask waits now` }],
  };
}

export function lapseHazard(l: Lapse, fn: string): Hazard {
  const { rule, at, object, message, remedy, path } = l;
  return { rule, severity: 'error', confidence: 'low', function: fn, at, object, key: `${rule}|${fn}|${object}`, message, remedy, path };
}
