/** A call of a function whose contract is known: one state per outcome that the arguments allow. */
import type { Val } from '../c/cfg.ts';
import { type Call, happen, type Possible, resultOf } from './apply-outcome.ts';
import { type Contract, NO_EFFECT, type Outcome } from './contract.ts';
import { escape, type Listener, SHARED, type Site, slept, tellHandedOn } from './effects.ts';
import type { EvalContext } from './eval.ts';
import { assume, assumeEqual, assumeTruth, type Facts, maskOf, POS, truthOf, ZERO } from './facts.ts';
import { Import } from './import.ts';
import type { State } from './state.ts';
import { eachPart, rootOf, type Term } from './terms.ts';
import { OWN_NAMES } from './vocabulary.ts';

export interface Applied {
  readonly s: State;
  readonly ret: Term | undefined;
}

function importer(c: Contract, values: readonly Term[], s: State, x: EvalContext): (t: Term) => Term {
  const into = new Import(c, values, s, x);
  return (t) => into.term(t);
}

export function applyContract(
  c: Contract,
  args: readonly Val[],
  values: readonly Term[],
  s: State,
  x: EvalContext,
  site: Site,
  l: Listener,
  unused = false,
): Applied[] {
  if (l.use && s.refs.size > 0 && !c.macro) {
    values.forEach((v, i) => {
      if (!givesUp(c, i)) tellHandedOn(s, v, args[i]?.at ?? site.at, site.by, l, c);
    });
  }
  if (c.pure) return [{ s, ret: x.arena.pure(c.name, values) }];
  if (c.outcomes.length === 1 && c.outcomes[0] === NO_EFFECT) return [{ s, ret: undefined }];

  const possible = possibleOutcomes(c, values, s, x, l);
  if (possible.length === 0) {
    // what the path believes is wrong, or it does not exist: nobody knows what the call did
    if (c.outcomes.length > 0) applyVague(c, values, s);
    return c.outcomes.length === 0 ? [] : [{ s, ret: undefined }];
  }

  dropHeldAttempts(possible, s);
  if (possible.length === 0) return [];

  if (possible.some(sleeps)) tellSleep(c, possible, s, site, l);
  if (l.pass) tellPasses(possible, s, site, l);
  if (l.take) tellTakes(possible, s, site, l);
  const first = possible[0]!.o.derefs;
  const derefs = possible.length === 1 ? first : first.filter((d) => possible.every((p) => p.o.derefs.includes(d)));
  if (l.need) tellNeeds(possible, s, site, l);
  if (unused) unusedResult(c, possible, s, site, l);

  const call: Call = { c, args, x, site, l, derefs, mixed: possible.some(mayBePositive) };
  const out: Applied[] = [];
  for (let i = 0; i < possible.length; i++) {
    const p = possible[i]!;
    if (!happen(p, call)) continue;
    const ret = resultOf(p, call);
    if (ret && !assume(ret, p.o.retMask, p.s.facts)) continue;
    if (c.touched) forgetTouched(c.touched.classes, values, p.s);
    if (p.o.calls.length === 0) {
      out.push({ s: p.s, ret });
      continue;
    }
    let states = [p.s];
    for (const k of p.o.calls) states = states.flatMap((u) => callBack(p.to(k.fn), k.args.map(p.to), u, x, site));
    for (const u of states) out.push({ s: u, ret });
  }
  return out;
}

const sleeps = (p: Possible): boolean => p.o.sleeps !== undefined;
const mayBePositive = (p: Possible): boolean => (p.o.retMask & POS) !== 0;

/** Some outcome sleeps: tells whoever listens, and remembers it on the paths that do. */
function tellSleep(c: Contract, possible: readonly Possible[], s: State, site: Site, l: Listener): void {
  const known = (by: string): string => (by === '' || OWN_NAMES.has(by) ? c.name : by);
  const sleep = possible.find(sleeps)!;
  if (l.sleep) {
    const without = sleep.o.sleeps!.without.map(sleep.to);
    // asked on the state before the call; the path notes of one outcome are as good as another's
    const before = s.clone();
    before.assumedBlocking = s.assumedBlocking || possible.every((p) => p.s.assumedBlocking);
    const sure = possible.every(sleeps);
    l.sleep(before, { without, leftRcu: sleep.o.sleeps!.leftRcu, sure, by: known(sleep.o.sleeps!.by), site });
  }
  for (const p of possible) if (p.o.sleeps) slept(p.s, { ...p.o.sleeps, by: known(p.o.sleeps.by), without: p.o.sleeps.without.map(p.to) });
}

/** Locks that the callee takes and gives back whatever it does, and that this path holds. */
function tellTakes(possible: readonly Possible[], s: State, site: Site, l: Listener): void {
  const first = possible[0]!;
  for (const k of first.o.passes) {
    const place = first.to(k.place);
    const held = s.lockOf(place);
    if (!held || (SHARED.has(k.cls) && SHARED.has(held.cls))) continue;
    if (possible.every((p) => p.o.passes.some((q) => !q.sometimes && p.to(q.place) === place)))
      l.take!(s, { place, cls: k.cls, held, blocking: true, site });
  }
}

/** The outcomes that the arguments allow, as far as the path knows them, each with a state of its own. */
function possibleOutcomes(c: Contract, values: readonly Term[], s: State, x: EvalContext, l: Listener): Possible[] {
  const only = c.outcomes[0];
  // a single outcome that always comes needs no state of its own
  if (only && c.outcomes.length === 1 && only.when.length === 0) return [{ o: only, s, to: importer(c, values, s, x) }];
  const i = nullSafe(c);
  const given = i === undefined ? undefined : values[i];
  const mask = given && maskOf(given, s.facts);
  // a put that does nothing when it is given NULL
  const either = mask !== undefined && (mask & ZERO) !== 0 && mask !== ZERO ? i : undefined;
  const here = importer(c, values, s, x);
  const allowed: { o: Outcome; facts: Facts; assumedBlocking: boolean }[] = [];
  for (const o of c.outcomes) {
    if (either !== undefined && o.when.some(([t, f]) => t.k === 'param' && t.i === either && f.mask === ZERO)) continue;
    // most are ruled out: a state is made for those that are left
    const facts = s.facts.copy();
    const assumed = allows(o, either, s, facts, here, x);
    if (assumed !== undefined) allowed.push({ o, facts, assumedBlocking: s.assumedBlocking || assumed });
  }
  // where nobody listens, the state before the call is not asked for any more: the last outcome has it
  const own = !l.take && !l.pass && !l.sleep && !l.ignored ? allowed.length - 1 : -1;
  return allowed.map(({ o, facts, assumedBlocking }, k) => {
    const t = k === own ? s : s.clone(facts);
    if (k === own) s.facts = facts;
    t.assumedBlocking = assumedBlocking;
    return { o, s: t, to: importer(c, values, t, x) };
  });
}

/** Adds what the outcome comes with to `facts`; undefined when it cannot come, else whether it was assumed that a mask allows to wait. */
function allows(
  o: Outcome,
  either: number | undefined,
  s: State,
  facts: Facts,
  to: (t: Term) => Term,
  { arena }: EvalContext,
): boolean | undefined {
  let assumed = false;
  for (let i = 0; i < o.when.length; i++) {
    const term = o.when[i]![0];
    const fact = o.when[i]![1];
    if (either !== undefined && term.k === 'param' && term.i === either) continue;
    const v = to(term);
    const asked = v.k === 'pure' && (v.fn === '==' || v.fn === '<' || v.fn === '!' || v.fn.startsWith('iserr'));
    const ok =
      asked && (fact.mask === ZERO || !(fact.mask & ZERO)) ? assumeTruth(v, fact.mask !== ZERO, facts, arena) : assume(v, fact.mask, facts);
    if (v.k === 'pure' && v.fn === 'blocking' && !(fact.mask & ZERO) && truthOf(v, s.facts, arena) === undefined) assumed = true;
    if (!ok || (fact.is && !assumeEqual(v, to(fact.is), true, facts, arena))) return undefined;
  }
  // `if (*lruvecp) unlock(*lruvecp)`: what lies behind the caller's pointer is no argument, but nobody unlocks what hangs from NULL
  for (const d of o.drops) {
    const place = to(d.place);
    if (place.k === 'field' && maskOf(place.base, facts) === ZERO) return undefined;
  }
  return assumed;
}

/**
 * A function that the callee was told to call: what it does to locks and context. What it frees is what the callee itself gives back, and
 * is counted there.
 */
function callBack(fn: Term, args: readonly Term[], s: State, x: EvalContext, site: Site): State[] {
  const place = fn.k === 'load' ? fn.place : fn;
  const c = place.k === 'global' ? x.contractOf(place.name) : undefined;
  if (!c) {
    if (place.k === 'global') for (const a of args) escape(s, a);
    // one's own caller may know it
    else if (s.calls.length < 4) s.calls = [...s.calls, { fn, args }];
    return [s];
  }
  if (c.incomplete) {
    applyVague(c, args, s);
    return [s];
  }
  const outcomes = c.outcomes.map((o) => ({ ...o, refs: [], derefs: [], stores: [], sleeps: undefined, marks: [] }));
  return applyContract({ ...c, macro: false, outcomes }, [], args, s, x, site, {}).map((r) => r.s);
}

const triesOne = (p: Possible): boolean => p.o.takes.some((k) => !k.blocking);

/**
 * An attempt at a lock that the path holds fails. Nobody writes such a thing: a callee that is not understood has released it, so nothing
 * is known of that lock any more.
 */
function dropHeldAttempts(possible: Possible[], before: State): void {
  if (before.locks.length === 0) return;
  if (!possible.some(triesOne)) return;
  const tried = new Set<Term>();
  for (let i = possible.length - 1; i >= 0; i--) {
    const p = possible[i]!;
    const held = p.o.takes.filter((k) => !k.blocking && !SHARED.has(k.cls)).map((k) => p.to(k.place));
    const hit = held.filter((place) => before.lockOf(place));
    if (hit.length === 0) continue;
    for (const place of hit) tried.add(place);
    possible.splice(i, 1);
  }
  for (const p of possible) {
    if (tried.size === 0) return;
    p.s.locks = p.s.locks.filter((k) => !tried.has(k.place));
    p.s.vague = true;
  }
}

const optionals = new WeakMap<Contract, number>();

/** The parameter of a put that may be NULL and then does nothing: no reason to follow both. */
function nullSafe(c: Contract): number | undefined {
  let i = optionals.get(c);
  if (i === undefined) {
    i = -1;
    if (c.outcomes.length === 2 && !c.macro) {
      const none = c.outcomes.find(
        (o) =>
          o.takes.length + o.drops.length + o.refs.length + o.stores.length + o.context.size + o.resets.length + o.marks.length === 0 &&
          !o.sleeps,
      );
      const some = c.outcomes.find((o) => o !== none);
      const when = none?.when.find(([t, f]) => t.k === 'param' && f.mask === ZERO)?.[0];
      if (
        none &&
        some &&
        when?.k === 'param' &&
        none.when.length === 1 &&
        none.ret === some.ret &&
        some.refs.every((r) => r.count < 0) &&
        some.when.some(([t]) => t === when)
      )
        i = when.i;
    }
    optionals.set(c, i);
  }
  return i < 0 ? undefined : i;
}

/** Locks that a callee takes and releases, each once. */
function tellPasses(possible: readonly Possible[], s: State, site: Site, l: Listener): void {
  const seen = new Map<Term, { cls: string; n: number; without: Term[] }>();
  for (const p of possible) {
    for (const k of p.o.passes) {
      const place = p.to(k.place);
      const e = seen.get(place);
      const n = k.sometimes ? 0 : 1;
      if (e) e.n += n;
      else seen.set(place, { cls: k.cls, n, without: [] });
      if (k.without) seen.get(place)!.without.push(...k.without.map(p.to));
    }
  }
  for (const [place, { cls, n, without }] of seen) l.pass?.(s, { place, cls, sure: n === possible.length, without, site });
}

/** Locks that the callee asserts, whatever it does then, and that were released on this path. */
function tellNeeds(possible: readonly Possible[], s: State, site: Site, l: Listener): void {
  if (s.dropped.size === 0) return;
  for (const k of possible[0]!.o.needs) {
    const place = possible[0]!.to(k.place);
    const released = s.dropped.get(place);
    if (!released || released.guess || released.handed || s.lockOf(place)) continue;
    if (possible.every((p) => p.o.needs.some((q) => p.to(q.place) === place))) l.need!(s, { place, cls: k.cls, released, site });
  }
}

function givesUp(c: Contract, param: number): boolean {
  return c.outcomes.some((o) => o.refs.some((r) => r.count < 0 && r.object.k === 'param' && r.object.i === param));
}

/** css_tryget(x); with the answer thrown away */
function unusedResult(c: Contract, possible: readonly Possible[], s: State, site: Site, l: Listener): void {
  const gains = possible.filter((p) =>
    p.o.refs.some((r) => r.count > 0 && r.object.k !== 'sym' && !r.escaped && !p.o.escapes.includes(r.object)),
  );
  const without = possible.filter((p) => p.o.refs.length === 0 && !(p.o.retMask & POS));
  if (gains.length > 0 && without.length > 0 && !c.macro) {
    const r = gains[0]!.o.refs.find((q) => q.count > 0)!;
    l.ignored?.(s, { name: c.name, object: gains[0]!.to(r.object), kind: r.kind, site });
  }
}

/** What a callee was given, somebody whom it calls may have locked or released, in a way that its outcomes do not say. */
function forgetTouched(classes: ReadonlySet<string>, values: readonly Term[], s: State): void {
  const given = new Set<Term>();
  for (const v of values) eachPart(v, (t) => void (t.k === 'param' || t.k === 'sym' || t.k === 'local' ? given.add(t) : undefined));
  const reaches = (place: Term): boolean => {
    let hit = false;
    eachPart(place, (t) => void (hit ||= given.has(t)));
    return hit;
  };
  const lost = (place: Term, cls: string): boolean => classes.has(cls) && reaches(place);
  if (s.locks.some((k) => lost(k.place, k.cls))) {
    s.locks = s.locks.filter((k) => !lost(k.place, k.cls));
    s.vague = true;
  }
  if (s.dropped.size > 0) s.dropped = new Map([...s.dropped].filter(([place, d]) => !lost(place, d.cls)));
}

/**
 * A call of a function that was not understood well enough: the path forgets the locks and contexts that it may have changed, and
 * whatever it may have kept is somebody else's from now on.
 */
export function applyVague(c: Contract, values: readonly Term[], s: State): void {
  const classes = new Set<string>();
  const contexts = new Set<string>();
  const kept = new Set<number>();
  const keep = (t: Term): void => {
    const r = rootOf(t);
    if (r.k === 'param') kept.add(r.i);
  };
  for (const k of c.touched?.classes ?? []) classes.add(k);
  for (const k of c.touched?.contexts ?? []) contexts.add(k);
  for (const o of c.outcomes) {
    for (const k of o.takes) classes.add(k.cls);
    for (const k of o.drops) classes.add(k.cls);
    for (const ctx of o.resets) contexts.add(ctx);
    for (const [ctx, n] of o.context) if (n !== 0) contexts.add(ctx);
    for (const r of o.refs) keep(r.object);
    for (const e of o.escapes) keep(e);
  }
  values.forEach((v, i) => {
    if (c.incomplete === 'bounded' || kept.has(i)) escape(s, v);
  });
  if (s.locks.some((k) => classes.has(k.cls))) s.locks = s.locks.filter((k) => !classes.has(k.cls));
  if (classes.size > 0) s.dropped = new Map([...s.dropped].filter(([, d]) => !classes.has(d.cls)));
  if (contexts.size > 0) s.context = new Map([...s.context].filter(([ctx]) => !contexts.has(ctx)));
  if (classes.size > 0 || contexts.size > 0) s.vague = true;
}
