/** What one outcome of a callee does to the path that gets it: in the order in which a body would, as far as a caller can tell. */
import type { Val } from '../c/cfg.ts';
import type { Contract, LockEffect, Outcome, RefEffect } from './contract.ts';
import {
  drop,
  enter,
  escape,
  get,
  held,
  isCount,
  isHeldAlike,
  type Listener,
  leave,
  passOnNeed,
  put,
  reset,
  type Site,
  take,
  use,
} from './effects.ts';
import { type EvalContext, placeOf } from './eval.ts';
import { ANY, assume, NEG, POS } from './facts.ts';
import { type Mark, MOST_MARKS, type State } from './state.ts';
import { heldBy, rootOf, type Term } from './terms.ts';

/** locks taken on the way that one path remembers */
const MOST_PASSED = 24;

/** An outcome that the arguments allow: its state, and how a term of the contract is said there. */
export interface Possible {
  readonly o: Outcome;
  readonly s: State;
  readonly to: (t: Term) => Term;
}

/** The call, as all of its outcomes have it. */
export interface Call {
  readonly c: Contract;
  readonly args: readonly Val[];
  readonly x: EvalContext;
  readonly site: Site;
  readonly l: Listener;
  /** terms that every outcome looks through */
  readonly derefs: readonly Term[];
  /** one of the outcomes gives a valid pointer or a positive number */
  readonly mixed: boolean;
}

/** Changes `p.s`; false when the path does not exist. */
export function happen(p: Possible, call: Call): boolean {
  const { o, s, to } = p;
  const { site, l } = call;
  for (let i = 0; i < call.derefs.length; i++)
    if (!use(s, to(call.derefs[i]!), site.at, `hands it to ${site.by}(), which looks through it`, l)) return false;
  if (o.needs.length + o.drops.length + o.resets.length + o.context.size > 0) release(p, call);
  for (let i = 0; i < o.passes.length; i++) pass(o.passes[i]!, p);
  for (let i = 0; i < o.takes.length; i++) take(s, to(o.takes[i]!.place), o.takes[i]!.cls, o.takes[i]!.blocking, site, l, true);
  for (let i = 0; i < o.refs.length; i++) count(o.refs[i]!, p, call);
  for (let i = 0; i < o.escapes.length; i++) escape(s, to(o.escapes[i]!));
  for (let i = 0; i < o.stores.length; i++) store(o.stores[i]!, p, call);
  for (let i = 0; i < o.then.length; i++) assume(to(o.then[i]![0]), o.then[i]![1].mask, s.facts);
  if (o.marks.length > 0) remember(p, call);
  return true;
}

/** What the call gives back; undefined: nobody knows. */
export function resultOf({ o, s, to }: Possible, { c, x, site, mixed }: Call): Term | undefined {
  const ret = o.ret ? to(o.ret) : o.retMask !== ANY ? x.arena.sym(x.node, `${c.name} result ${o.retMask}`, s.turn) : undefined;
  if (!ret || !c.pointer || c.asksMemory || !mixed || (o.retMask & POS) !== 0 || (ret.k !== 'int' && ret.k !== 'sym' && ret.k !== 'pure'))
    return ret;
  const failed = ret.k === 'sym' ? ret : x.arena.sym(x.node, `${c.name} fails`, s.turn);
  const origins = new Map(s.origins);
  origins.set(failed, { call: site.by, at: site.at, failed: true });
  s.origins = origins;
  s.note(site.at, `${site.by}() ${o.retMask & NEG ? 'fails' : 'returns NULL'}`);
  return failed;
}

/** Locks and contexts of the caller that are its own no more. */
function release({ o, s, to }: Possible, { site, l }: Call): void {
  // it is dropped because the caller holds it, whether that is seen on this path or not
  for (const k of o.needs) {
    const place = to(k.place);
    if (!o.drops.some((d) => d.place === k.place)) passOnNeed(s, place, k.cls);
    else if (!isHeldAlike(s, place, k.cls)) held(s, place, k.cls, site);
  }
  for (const k of o.drops) drop(s, to(k.place), k.cls, site, l);
  for (const ctx of o.resets) reset(s, ctx);
  for (const [ctx, n] of o.context) {
    if (n > 0) enter(s, ctx, n, site);
    else for (let i = 0; i < -n; i++) leave(s, ctx, site, l);
  }
}

function pass(k: LockEffect, { s, to }: Possible): void {
  const place = to(k.place);
  if (s.passed.length >= MOST_PASSED || s.passed.some((q) => q.place === place)) return;
  const own = s.dropped.size === 0 ? [] : [...s.dropped].filter(([, d]) => !d.own).map(([p]) => p);
  s.passed = [...s.passed, { place, cls: k.cls, sometimes: k.sometimes, without: [...own, ...(k.without ?? []).map(to)] }];
}

function count(r: RefEffect, { s, to }: Possible, { c, site, l }: Call): void {
  const object = to(r.object);
  if (r.count > 0) get(s, object, r.kind, r.count, r.born, site, l);
  else if (r.count < 0) put(s, object, r.kind, -r.count, site, l, c.from === 'model');
  if (r.escaped) escape(s, object);
}

function store([place, value]: readonly [Term, Term], { s, to }: Possible, { c, args, x }: Call): void {
  const v = to(value);
  if (place.k === 'local') {
    const a = args[c.params.indexOf(place.name)];
    if (!a) return;
    s.memory.set(placeOf(a, s, x), v);
    if (a.k === 'id') heldBy(v, a.name);
    return;
  }
  const where = to(place);
  s.memory.set(where, v);
  // what a callee stores where others look is found there, as when it is stored here
  if (rootOf(where).k !== 'local') escape(s, v);
}

function remember({ o, s, to }: Possible, { site, l }: Call): void {
  let marks: Mark[] | undefined;
  for (const m of o.marks) {
    const object = m.object ? to(m.object) : undefined;
    const item = m.item && to(m.item);
    if (l.mark) {
      // whoever is told sees those before it
      if (marks) s.marks = marks;
      marks = undefined;
      l.mark(s, { what: m.what, item, object, site });
    }
    const known = marks ?? s.marks;
    if (known.length >= MOST_MARKS) continue;
    if (m.what === 'reclaim' && known.some((q) => q.what === m.what && q.object === object)) continue;
    // a contract says once that a counter moves
    if (!s.told && isCount(m.what) && known.some((q) => q.what === m.what && q.item === item && q.object === object)) continue;
    marks ??= [...s.marks];
    marks.push({ what: m.what, item, object, at: site.at });
  }
  if (marks) s.marks = marks;
}
