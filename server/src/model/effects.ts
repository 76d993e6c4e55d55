/**
 * What the intrinsics do to a path: the only places where locks, context and references change.
 * Each tells the listener first, with the state as it is before.
 */
import type { Span } from '../c/ast.ts';
import { asksOnly, type Contract } from './contract.ts';
import { assume, fact, maskOf, POS, ZERO } from './facts.ts';
import type { Dropped, Lock, Origin, Ref, State } from './state.ts';
import { rootOf, somePart, type Term } from './terms.ts';

/** Where an effect comes from: the tokens of the call, and its callee's name. */
export interface Site {
  readonly at: Span;
  readonly by: string;
  readonly node: number;
}

/** What rules can see happen. Every method gets the state as it was before the effect. */
export interface Listener {
  take?(s: State, e: { place: Term; cls: string; held: Lock | undefined; blocking: boolean; site: Site }): void;
  /**
   * a callee takes it, waiting for it, and gives it back before it returns; `sure`: on every outcome that the arguments
   * allow; `without`: caller's locks that are not held at that moment
   */
  pass?(s: State, e: { place: Term; cls: string; sure: boolean; without: readonly Term[]; site: Site }): void;
  drop?(s: State, e: { place: Term; cls: string; held: Lock | undefined; before: Dropped | undefined; site: Site }): void;
  /** `own`: the path had entered it itself before */
  leave?(s: State, e: { ctx: string; depth: number; own: boolean; site: Site }): void;
  /** `without`: caller's locks that are not held at that moment; `sure`: on every outcome of the callee */
  sleep?(s: State, e: { without: readonly Term[]; leftRcu: boolean; sure: boolean; by: string; site: Site }): void;
  /** a callee asserts, on every outcome, that a lock is held which this path has released */
  need?(s: State, e: { place: Term; cls: string; released: Dropped; site: Site }): void;
  put?(s: State, e: { object: Term; kind: string; count: number; ref: Ref | undefined; site: Site }): void;
  /** `asked`: a function that changes nothing is given it, to say something of it */
  use?(s: State, e: { object: Term; ref: Ref; at: Span; how: string; asked?: boolean }): void;
  nullUse?(s: State, e: { value: Term; origin: Origin; mask: number; at: Span; how: string }): void;
  /** a pointer read in an RCU read section is looked through after the section, without a reference */
  staleRcu?(s: State, e: { pointer: Term; read: Span; left: { at: Span; by: string }; at: Span; how: string }): void;
  /** a call whose failure leaves nothing owned is not looked at */
  ignored?(s: State, e: { name: string; object: Term; kind: string; site: Site }): void;
  /** the value of a local is read by its name, and nothing on this path has set it; `place` is the local's */
  unset?(s: State, e: { place: Term & { k: 'local' }; at: Span; node: number }): void;
  /** a member or element of something that is not a local is read or written by name (not through a callee) */
  access?(s: State, e: { place: Term; write: boolean; at: Span }): void;
  /**
   * Every call, before anything it does. `contract` is undefined when nobody knows the function; `unused`: its result is thrown away.
   * `args` are the values as terms.
   */
  call?(
    s: State,
    e: {
      name: string | undefined;
      args: readonly Term[];
      argsAt: readonly Span[];
      contract: Contract | undefined;
      unused: boolean;
      site: Site;
    },
  ): void;
  /** a reference or charge is taken */
  get?(s: State, e: { object: Term; kind: string; born: boolean; site: Site }): void;
  /** charges, publication, counters, reclaim of a callee or intrinsic: `publish LRU`, `unpublish TREE`, `count` (of `item`), `account X`, `reclaim` */
  mark?(s: State, e: { what: string; item?: Term; object: Term | undefined; site: Site }): void;
  /** the path goes back to the head of a loop */
  turn?(s: State, e: { head: number }): void;
  exit?(s: State, e: { ret: Term | undefined; at: Span }): void;
}

/** Charges are kept like references, one account for each counter: `CHARGE MEMORY`. Nobody is kept alive by a charge. */
export const CHARGE = 'CHARGE ';

/** moves of statistics and accounts: their object is an amount */
export function isCount(what: string): boolean {
  return what.startsWith('count') || what.startsWith('account ');
}

export function isCharge(kind: string): boolean {
  return kind.startsWith(CHARGE);
}

/** Must not be looked through any more. */
export function isDead(r: Ref): boolean {
  return r.gone !== undefined && !isCharge(r.kind);
}

/** A call is given the value: tells of it when its reference is gone. `c`: what the callee promises, if that is known. */
export function tellHandedOn(s: State, v: Term, at: Span, to: string, l: Listener, c?: Contract): void {
  if (!l.use) return;
  for (const r of s.refs.values()) {
    if (isDead(r) && (r.object === v || (r.object.k === 'field' && r.object.base === v)))
      l.use(s, { object: v, ref: r, at, how: `hands it to ${to}()`, asked: c !== undefined && asksOnly(c) });
  }
}

export const SLEEPING = new Set(['MUTEX', 'READ', 'WRITE', 'FOLIO']);
export const ATOMIC = new Set(['SPIN', 'RAW', 'BIT', 'LOCAL', 'RWREAD', 'RWWRITE']);
/** may be held more than once by one task without harm */
export const SHARED = new Set(['READ', 'RWREAD']);

function sameObject(a: Term, b: Term): boolean {
  return a.k === 'field' && b.k === 'field' && a.field === b.field;
}

/** Two calls with different arguments of one accessor (`folio_lruvec(a)`, `folio_lruvec(b)`) may give one lock. */
function mayAlias(a: Term, b: Term): boolean {
  if (a === b) return true;
  if (sameObject(a, b)) return true;
  // two slots of one table: which one is in the index, and the index may have been computed twice
  if (a.k === 'index' && b.k === 'index' && a.base === b.base) return true;
  const open = (t: Term) => t.k === 'sym' || t.k === 'load' || t.k === 'pure';
  return open(a) && open(b);
}

/** Two instances of one loop variable may look alike after a turn. */
export function maybeAnother(s: State, { place, node }: Lock, site: Site): boolean {
  return node === site.node && s.turn > 0 && place.k === 'field' && place.base.k !== 'param' && place.base.k !== 'global';
}

/** `told`: that it may sleep was reported already (the lock is taken inside a callee). */
export function take(s: State, place: Term, cls: string, blocking: boolean, site: Site, l: Listener, told = false): void {
  const held = s.lockOf(place);
  if (blocking && !told && SLEEPING.has(cls)) {
    l.sleep?.(s, { without: [], leftRcu: false, sure: true, by: '', site });
    slept(s, { without: [], leftRcu: false, by: '' });
  }
  l.take?.(s, { place, cls, held: held && !(SHARED.has(cls) && SHARED.has(held.cls)) ? held : undefined, blocking, site });
  // the caller's own lock, dropped here and taken again, is the caller's again
  const callers = s.dropped.get(place)?.own === false;
  // taken again by a retry, it is held once: a path that gets behind this has it from somebody who had released it
  const again = held?.node === site.node && blocking && !SHARED.has(cls) && !maybeAnother(s, held, site);
  const others = again ? s.locks.filter((k) => k !== held) : s.locks;
  s.locks = [...others, { place, cls, node: callers ? -1 : site.node, at: site.at, by: site.by }];
  if (place.k === 'field' && s.rcu.has(place.base)) {
    // what is locked inside the section stays until it is unlocked
    const m = new Map(s.rcu);
    m.delete(place.base);
    s.rcu = m;
  }
  if (place.k === 'sym' || place.k === 'load' || place.k === 'pure' || place.k === 'param') assume(place, POS, s.facts);
  if (s.dropped.has(place)) {
    const m = new Map(s.dropped);
    m.delete(place);
    s.dropped = m;
  }
  if (blocking && rootOf(place).k !== 'local') {
    const without = [...s.dropped].filter(([, d]) => !d.own).map(([p]) => p);
    s.passed = [...s.passed, without.length > 0 ? { place, cls, without } : { place, cls }];
  }
  s.note(site.at, cls === 'FOLIO' ? `${site.by}() locks {}` : `${site.by}() takes {}`, place);
}

/** The caller holds it, or this path does already. */
export function held(s: State, place: Term, cls: string, site: Site): void {
  if (s.lockOf(place) || s.dropped.has(place)) return;
  s.locks = [...s.locks, { place, cls, node: -1, at: site.at, by: site.by }];
  if (s.needs.length < 12) s.needs = [...s.needs, { place, cls }];
}

/** The callee asserts that its caller holds it: so must this function's caller, unless the path took it itself, or released it. */
export function passOnNeed(s: State, place: Term, cls: string): void {
  if (s.lockOf(place) || s.dropped.has(place) || s.needs.length >= 12 || s.needs.some((k) => k.place === place)) return;
  s.needs = [...s.needs, { place, cls, passedOn: true }];
}

/** made on this path and not shown to anybody: it has no other name */
function isOwn(s: State, place: Term): boolean {
  const root = rootOf(place);
  const r = s.ref(root, 'REF') ?? s.ref(root, 'MEM');
  return r?.born === true && !r.escaped;
}

/** One lock of that class is held, and may be the one in question under the name by which this path took it. */
export function isHeldAlike(s: State, place: Term, cls: string): boolean {
  return s.locks.some((k) => k.cls === cls && mayAlias(k.place, place) && !isOwn(s, k.place));
}

/** A comparison on this path said so. */
function areEqual(s: State, a: Term, b: Term): boolean {
  for (let i = 0; i < s.facts.size; i++) {
    const t = s.facts.termAt(i);
    if (t.k !== 'pure' || t.fn !== '==' || s.facts.valueAt(i).mask & ZERO) continue;
    if ((t.args[0] === a && t.args[1] === b) || (t.args[0] === b && t.args[1] === a)) return true;
  }
  return false;
}

export function drop(s: State, place: Term, cls: string, site: Site, l: Listener): void {
  let held: Lock | undefined;
  for (let i = s.locks.length - 1; i >= 0 && !held; i--) if (s.locks[i]!.place === place) held = s.locks[i];
  // a lock that this path found to be the same one
  for (let i = s.locks.length - 1; i >= 0 && !held; i--) if (areEqual(s, s.locks[i]!.place, place)) held = s.locks[i];
  if (!held) {
    // the same lock by another name: a single candidate of that class is taken to be it
    const same = s.locks.filter((k) => k.cls === cls && mayAlias(k.place, place) && !isOwn(s, k.place));
    const before = s.dropped.get(place);
    if (same.length > 0 && !before) {
      held = same[same.length - 1]!;
      s.locks = s.locks.filter((k) => k !== held);
      s.dropped = new Map(s.dropped).set(held.place, { at: site.at, by: site.by, cls, own: held.node >= 0, node: held.node, guess: true });
      s.note(site.at, `${site.by}() releases {}`, place);
      return;
    }
    l.drop?.(s, { place, cls, held: undefined, before, site });
  } else l.drop?.(s, { place, cls, held, before: undefined, site });
  if (held) s.locks = s.locks.filter((k) => k !== held);
  const m = new Map(s.dropped);
  // it came back with its lock from whoever had it last
  const back = held ? undefined : m.get(place);
  const node = held?.node ?? (back?.handed ? back.node : -1);
  m.set(place, { at: site.at, by: site.by, cls, own: node >= 0, node });
  s.dropped = m;
  s.note(site.at, cls === 'FOLIO' ? `${site.by}() unlocks {}` : `${site.by}() releases {}`, place);
}

/** Remembers that the path slept, at the moment when it held most of its caller's locks. */
export function slept(s: State, e: { readonly without: readonly Term[]; readonly leftRcu: boolean; readonly by: string }): void {
  const own = [...s.dropped].filter(([, d]) => !d.own).map(([p]) => p);
  const without = [...own, ...e.without];
  if (!s.sleeps || s.sleeps.without.length > without.length) s.sleeps = { without, by: e.by, leftRcu: e.leftRcu || s.depth('RCU') < 0 };
}

export function enter(s: State, ctx: string, n: number, site: Site): void {
  const m = new Map(s.context);
  m.set(ctx, (m.get(ctx) ?? 0) + n);
  s.context = m;
  const w = new Map(s.contextAt);
  w.set(ctx, { at: site.at, by: site.by, own: s.depth(ctx) > 0 || (w.get(ctx)?.own ?? false) });
  s.contextAt = w;
  if (ctx === 'RCU') s.note(site.at, `${site.by}() enters the RCU read section`);
}

export function leave(s: State, ctx: string, site: Site, l: Listener): void {
  const depth = s.depth(ctx);
  l.leave?.(s, { ctx, depth, own: s.contextAt.get(ctx)?.own ?? false, site });
  if (ctx === 'RCU' && depth === 1 && s.rcu.size > 0) {
    const m = new Map(s.rcu);
    for (const [p, r] of m) if (!r.left) m.set(p, { ...r, left: { at: site.at, by: site.by } });
    s.rcu = m;
  }
  const m = new Map(s.context);
  m.set(ctx, depth - 1);
  s.context = m;
  if (ctx === 'RCU') s.note(site.at, `${site.by}() leaves the RCU read section`);
}

export function reset(s: State, ctx: string): void {
  s.context = new Map(s.context).set(ctx, 0);
  if (!s.resets.has(ctx)) s.resets = new Set(s.resets).add(ctx);
}

/** A pointer that is good until the end of the read section, unless a reference is taken. */
export function readUnderRcu(s: State, pointer: Term, at: Span): void {
  if (pointer.k === 'int' || s.depth('RCU') <= 0) return;
  const m = new Map(s.rcu);
  m.set(pointer, { at });
  s.rcu = m;
}

export function get(s: State, object: Term, kind: string, n: number, born: boolean, site: Site, l: Listener): void {
  l.get?.(s, { object, kind, born, site });
  const r = s.ref(object, kind);
  s.setRef({
    object,
    kind,
    count: (r?.count ?? 0) + n,
    born: born || (r?.born ?? false),
    escaped: r?.escaped ?? false,
    node: site.node,
    at: site.at,
    by: site.by,
  });
  const what = isCharge(kind) ? 'charges {}' : born ? 'returns {} with a reference' : 'takes a reference to {}';
  // Who was given a memcg holds a memcg, wherever its count is.
  const given = born && object.k === 'field' && object.field === 'css' ? object.base : object;
  s.note(site.at, `${site.by}() ${kind === 'MEM' && born ? 'allocates {}' : what}`, given);
}

/** `plain`: the call itself is a put; a put somewhere inside a callee says little about objects that others may keep too. */
export function put(s: State, object: Term, kind: string, n: number, site: Site, l: Listener, plain = true): void {
  let k = kind;
  let r = s.ref(object, k);
  if ((!r || r.count <= 0) && kind === 'REF' && (s.ref(object, 'ITER')?.count ?? 0) > 0) {
    // a css put may return the reference that an iterator took
    k = 'ITER';
    r = s.ref(object, k);
  }
  if (!r && kind === 'REF' && object.k === 'field' && object.field === 'css' && (s.ref(object.base, 'ITER')?.count ?? 0) > 0) {
    put(s, object.base, 'ITER', n, site, l, plain);
    return;
  }
  if ((!r || r.count <= 0) && k === 'REF' && (s.ref(object, 'MEM')?.count ?? 0) > 0) {
    // the count that it was born with
    k = 'MEM';
    r = s.ref(object, k);
  }
  if (!r && kind === 'REF' && object.k === 'field') {
    // the count inside of what was allocated: who drops it to zero frees the whole
    const whole = s.ref(object.base, 'MEM');
    if (whole && whole.count > 0) s.setRef({ ...whole, escaped: true });
  }
  if (kind === 'ANYKIND') {
    for (const x of s.refs.values()) if (x.object === object && x.count > 0) [k, r] = [x.kind, x];
  }
  l.put?.(s, { object, kind: k, count: n, ref: r, site });
  // the count of an object lies in it: whoever gives that back is done with the memory around it
  if (kind === 'REF' && object.k === 'field') {
    const whole = s.ref(object.base, 'MEM');
    if (whole && whole.count > 0 && !whole.escaped) s.setRef({ ...whole, escaped: true });
  }
  const count = (r?.count ?? 0) - n;
  const other =
    !isCharge(k) &&
    [...s.refs.values()].some(
      (x) =>
        x.count > 0 && !isCharge(x.kind) && ((x.object === object && x.kind !== k) || (x.object.k === 'field' && x.object.base === object)),
    );
  const gone =
    !other && !(r?.escaped ?? false) && ((count <= 0 && ((r?.born ?? false) || (plain && r !== undefined))) || (count < 0 && plain));
  s.setRef({
    object,
    kind: k,
    count,
    born: r?.born ?? false,
    escaped: r?.escaped ?? false,
    node: r?.node ?? site.node,
    at: r?.at ?? site.at,
    by: r?.by ?? site.by,
    gone: gone ? { at: site.at, by: site.by, sure: r?.born ?? false } : undefined,
  });
  s.note(site.at, `${site.by}() ${isCharge(k) ? 'uncharges {}' : k === 'MEM' ? 'frees {}' : 'drops a reference to {}'}`, object);
}

/** The object's pointer was stored, queued or given to code that is not known: it may live on there. */
export function escape(s: State, value: Term): void {
  if (rootOf(value).k === 'param' && s.escapes.length < 12 && !s.escapes.includes(value)) s.escapes = [...s.escapes, value];
  if (s.refs.size === 0) return;
  const hit: Ref[] = [];
  for (const r of s.refs.values()) {
    if (r.escaped || r.count === 0) continue;
    if (r.object === value || mentions(value, r.object) || foundFrom(r.object, value)) hit.push(r);
  }
  for (const r of hit) s.setRef({ ...r, escaped: true });
}

/** `&memcg->css` is inside memcg: whoever has one has the other. */
function inside(object: Term, value: Term): boolean {
  // not through a pointer: what `x->next` points to is not in x
  for (let t = object; t.k === 'field'; t = t.base) if (t.base === value) return true;
  return false;
}

/** The object can be found from the value: an entry from its list node. */
function foundFrom(object: Term, value: Term): boolean {
  return (object.k === 'field' || object.k === 'pure' || object.k === 'index') && mentions(object, value);
}

/** A pointer is looked through, or handed to a callee that does. */
export function use(s: State, pointer: Term, at: Span, how: string, l: Listener): boolean {
  if (pointer.k === 'local' || pointer.k === 'global') return true;
  const root = pointer;
  if (l.use) {
    for (const r of s.refs.values()) {
      if (isDead(r) && (r.object === root || inside(r.object, root))) l.use(s, { object: root, ref: r, at, how });
    }
  }
  const stale = l.staleRcu && s.rcu.get(pointer);
  if (
    stale?.left &&
    s.depth('RCU') <= 0 &&
    ![...s.refs.values()].some((r) => r.count > 0 && (r.object === pointer || inside(r.object, pointer)))
  ) {
    l.staleRcu?.(s, { pointer, read: stale.at, left: stale.left, at, how });
  }
  const m = maskOf(pointer, s.facts);
  const o = s.origins.get(pointer);
  if (o?.failed) {
    l.nullUse?.(s, { value: pointer, origin: o, mask: m, at, how });
    return false;
  }
  if (m === ZERO) return false;
  if (m & ZERO && pointer.k === 'param' && !s.derefs.includes(pointer)) s.derefs = [...s.derefs, pointer];
  if (m !== POS && pointer.k !== 'int') {
    const f = s.facts.get(pointer);
    s.facts.set(pointer, f ? fact(f.mask & POS || POS, f.is, f.not) : fact(POS));
  }
  return true;
}

/** Whether the term is made with the other one. */
export function mentions(t: Term, part: Term): boolean {
  return somePart(t, (p) => p === part);
}
