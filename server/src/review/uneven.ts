/**
 * A function that gives a pointer, and leaves the object locked on one way out and not on another: its callers cannot tell whether to unlock it. Where they
 * asked for it (an argument, a flag in one), or can see it by the result (a value entry, an error), there is nothing wrong.
 */
import type { Span } from '../c/ast.ts';
import type { Cfg, Val } from '../c/cfg.ts';
import { eachPart } from '../c/index.ts';
import type { Hazard } from '../check/index.ts';
import { answersOn, type Contract, maskOf, POS, rootOf, run, type State, spell, type Term, variableOf } from '../model/index.ts';
import type { Body } from './code.ts';

/** states for one function */
const BUDGET = 8000;

interface WayOut {
  readonly state: State;
  readonly ret: Term;
  readonly at: Span;
  readonly lock: State['locks'][number] | undefined;
}

/** The promise of the function may differ between its ways out: some outcome comes with its result locked, and another one does not. */
export function mayBeUneven(c: Contract | undefined): boolean {
  if (!c?.pointer) return false;
  const some = c.outcomes.filter((o) => o.ret && (o.retMask & POS) !== 0);
  const locked = some.filter((o) => o.takes.some((k) => rootOf(k.place) === o.ret));
  return locked.length > 0 && locked.length < some.length;
}

/** What a reviewer says of such a function; undefined where all ways out are alike, or can be told apart, or were not seen. */
export function unevenLock(body: Body, contractOf: (name: string) => Contract | undefined): Hazard | undefined {
  const { cfg, flow } = body;
  if (!cfg.returnsPointer || cfg.partial || cfg.hasGaps || body.ast.errors.length > 0) return undefined;
  const ways: WayOut[] = [];
  const exit = (state: State, e: { ret: Term | undefined; at: Span }): void => {
    const { ret } = e;
    if (!ret || ret.k === 'int' || !(maskOf(ret, state.facts) & POS)) return;
    const lock = state.locks.find((k) => k.node >= 0 && rootOf(k.place) === ret);
    ways.push({ state, ret, at: e.at, lock });
  };
  const start = (s: State): void => {
    s.told = true;
  };
  const r = run({ cfg, flow, listener: { exit }, contractOf, model: false, budget: BUDGET, asContract: true, start });
  if (r.bounded || ways.some((w) => w.state.lossy || w.state.vague || w.state.blind)) return undefined;
  for (const a of ways) {
    // a lookup that locks what it finds and may find something else is not this function's doing
    if (!a.lock || (a.ret.k === 'sym' && a.ret.node === a.lock.node)) continue;
    const b = ways.find((w) => !w.lock && isOwn(w) && !chosen(cfg, a, w) && !seenByResult(a, w));
    if (b) return told(body, a, a.lock, b);
  }
  return undefined;
}

/** Something that was looked up or made here: who gives back what it was given leaves it as it was. */
function isOwn({ ret, state }: WayOut): boolean {
  const root = rootOf(ret);
  return (root.k === 'sym' || root.k === 'pure') && ![...state.dropped.keys()].some((place) => rootOf(place) === ret);
}

/** What the caller gave, or its flags, decides which way is gone: a condition over parameters alone that was true on one of them and false on the other. */
function chosen(cfg: Cfg, a: WayOut, b: WayOut): boolean {
  const params = new Set(cfg.params.map((p) => p.name));
  const there = decisions(b.state);
  for (const [at, yes] of decisions(a.state)) {
    if (there.get(at) !== !yes) continue;
    const { op } = cfg.nodes.find((n) => n.op.k === 'branch' && n.at[0] === at)!;
    if (op.k === 'branch' && isGiven(op.cond, params)) return true;
  }
  return false;
}

/** By where the condition stands: whether it was true, the last time that the path came by. */
function decisions(s: State): Map<number, boolean> {
  const out = new Map<number, boolean>();
  for (const { at, yes } of answersOn(s)) if (!out.has(at[0])) out.set(at[0], yes);
  return out;
}

/** Made of parameters and constants alone, and of some parameter. */
function isGiven(cond: Val, params: ReadonlySet<string>): boolean {
  let some = false;
  let other = false;
  eachPart(cond, (part) => {
    if (part.k !== 'id') return;
    if (params.has(part.name)) some = true;
    else if (!/^[A-Z_][A-Z0-9_]*$/.test(part.name)) other = true;
  });
  return some && !other;
}

/** A predicate of what is given back says which it is: xa_is_value(folio). */
function seenByResult(a: WayOut, b: WayOut): boolean {
  const said = (w: WayOut): Map<string, number> => {
    const out = new Map<string, number>();
    w.state.eachFact((t, { mask }) => {
      if (t.k === 'pure' && t.args.length === 1 && t.args[0] === w.ret) out.set(t.fn, mask);
    });
    return out;
  };
  const there = said(b);
  return [...said(a)].some(([fn, mask]) => ((there.get(fn) ?? mask) & mask) === 0);
}

function told({ cfg }: Body, a: WayOut, lock: State['locks'][number], b: WayOut): Hazard {
  const names = (t: Term): string | undefined =>
    variableOf(t) ?? (t.k === 'param' ? cfg.params[t.i]?.name : t.k === 'sym' ? 'the result' : undefined);
  const name = spell(a.ret, names);
  const other = spell(b.ret, names);
  return {
    rule: 'contract/changed',
    severity: 'warning',
    confidence: 'medium',
    message: `${cfg.name}() now returns ${name} locked here (${lock.by}() took the lock), and ${other === name ? 'one' : other} that is not locked on another way out: a caller cannot tell whether to unlock it`,
    remedy: `lock what ${cfg.name}() returns on every way out, or on none`,
    function: cfg.name,
    at: a.at,
    path: [
      { at: lock.at, note: `${lock.by}() locks ${name}` },
      { at: a.at, note: `returns ${name} locked` },
      { at: b.at, note: `the other way out: returns ${other}, not locked` },
    ],
    object: name,
    key: `contract/changed|${cfg.name}|uneven ${name}`,
  };
}
