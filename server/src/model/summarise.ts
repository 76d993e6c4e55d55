/** Runs a body and folds what its paths do into a contract. */
import type { Cfg } from '../c/cfg.ts';
import { inTheNamesOf, isQuiet, type Signed, signed } from './alike.ts';
import { builtin } from './builtins.ts';
import { type Contract, type LockEffect, type Outcome, type RefEffect, shaped, shapedOutcome } from './contract.ts';
import { isCount } from './effects.ts';
import { run } from './exec.ts';
import { ANY, type Fact, fact, maskOf, POS, ZERO } from './facts.ts';
import type { Flow } from './flow.ts';
import { MOST_MARKS, type State } from './state.ts';
import { eachPart, rootOf, somePart, type Term } from './terms.ts';

/** places that an outcome writes to */
const MOST_STORES = 12;
/** outcomes that a contract may have before it is given up as unknown */
const MOST_OUTCOMES = 12;

export interface SummariseOptions {
  readonly cfg: Cfg;
  readonly flow: Flow;
  readonly from: 'model' | 'tree' | 'patch';
  readonly macro?: boolean;
  readonly budget?: number;
  contractOf(name: string): Contract | undefined;
}

export function summarise(o: SummariseOptions): Contract {
  const r = run({
    cfg: o.cfg,
    flow: o.flow,
    listener: {},
    contractOf: o.contractOf,
    model: o.from === 'model',
    budget: o.budget,
    asContract: true,
    macro: o.macro,
  });
  const params = o.cfg.params.map((p) => p.name);
  let incomplete: Contract['incomplete'] = r.bounded || o.cfg.partial ? 'bounded' : false;
  const groups = new Map<string, Signed[]>();
  const pureName = o.cfg.name;
  let pure = r.exits.length > 0 && o.from === 'model';
  for (const e of r.exits) {
    if (e.state.blind) incomplete = 'bounded';
    const oc = outcomeOf(e.state, e.ret, o.macro ? params : []);
    const signature = signed(oc);
    if (!(oc.ret?.k === 'pure' && oc.ret.fn === pureName) || !isQuiet(oc)) pure = false;
    const g = groups.get(signature.key);
    if (g) g.push(signature);
    else groups.set(signature.key, [signature]);
  }
  let outcomes = [...groups.values()].map(([first, ...more]) =>
    merge([first!.outcome, ...more.map((b) => inTheNamesOf(first!, b, r.arena))]),
  );
  if (outcomes.length > MOST_OUTCOMES) incomplete ||= 'vague';
  if (o.from !== 'model') {
    if (!incomplete && !lockCoherent(outcomes)) incomplete = 'vague';
    outcomes = settleEscapes(settleRefs(outcomes));
  }
  return shaped({
    name: o.cfg.name,
    from: o.from,
    macro: o.macro ?? false,
    pointer: o.cfg.returnsPointer,
    params,
    outcomes: (incomplete ? outcomes : outcomes.slice(0, MOST_OUTCOMES)).map(shapedOutcome),
    pure,
    asksMemory: o.from !== 'model' && (asksMemory(o) || passesOn(o)),
    incomplete,
    touched: o.from === 'model' ? undefined : touchedBy(o, incomplete === 'bounded'),
  });
}

/** Nothing is made, searched or waited for, here or in what is called. */
function asksMemory({ cfg, contractOf }: SummariseOptions): boolean {
  if (!cfg.returnsPointer || cfg.backEdges.length > 0) return false;
  return cfg.nodes.every(({ op }) => {
    if (op.k === 'foreach' || op.k === 'gap') return false;
    if (op.k !== 'call') return true;
    if (op.name === undefined) return false;
    if (builtin(op.name)) return true;
    const c = contractOf(op.name);
    return c !== undefined && (c.pure || c.asksMemory === true || (!c.incomplete && !c.pointer && c.outcomes.every(isQuiet)));
  });
}

/** It returns nothing but what such a function makes of another value: `return css_cs(task_css(task, id))`. */
function passesOn({ cfg, contractOf }: SummariseOptions): boolean {
  if (!cfg.returnsPointer) return false;
  const makers = new Map(cfg.nodes.flatMap(({ op }) => (op.k === 'call' && op.dst && op.name ? [[op.dst, op.name] as const] : [])));
  const returned = cfg.nodes.flatMap(({ op }) => (op.k === 'return' ? [op.value?.k === 'id' ? makers.get(op.value.name) : undefined] : []));
  return returned.length > 0 && returned.every((by) => by !== undefined && contractOf(by)?.asksMemory === true);
}

const NO_CONTEXT: Outcome['context'] = new Map();
const NOTHING: ReadonlySet<string> = new Set();

const isLocal = (t: Term): boolean => t.k === 'local';
const isInside = (t: Term): boolean => t.k === 'local' || t.k === 'sym';
const nameable = (t: Term): boolean => !somePart(t, isLocal);

/** Over parameters and globals alone: the caller can evaluate it before the call. */
const known = (t: Term): boolean => !somePart(t, isInside);

function outcomeOf(s: State, ret: Term | undefined, macroParams: readonly string[]): Outcome {
  const lock = (place: Term, cls: string): LockEffect => ({ place, cls, blocking: s.passed.some((q) => q.place === place) });
  const takes = s.locks.length === 0 ? [] : s.locks.filter((k) => k.node >= 0 && nameable(k.place)).map((k) => lock(k.place, k.cls));
  const isHeld = (place: Term): boolean => s.locks.some((k) => k.place === place);
  const drops: LockEffect[] = [];
  if (s.dropped.size > 0) for (const [p, d] of s.dropped) if (!d.own && !isHeld(p) && nameable(p)) drops.push(lock(p, d.cls));
  const passes: LockEffect[] = [];
  for (const k of s.passed)
    if (!isHeld(k.place) && nameable(k.place) && passes.length < 12 && !passes.some((q) => q.place === k.place))
      passes.push({ ...lock(k.place, k.cls), sometimes: k.sometimes, without: k.without?.filter(nameable) });
  let context = NO_CONTEXT;
  if (s.context.size > 0) context = new Map([...s.context].filter(([, n]) => n !== 0));
  const stores: (readonly [Term, Term])[] = [];
  const madeAndKept = new Set<Term>();
  if (ret) eachPart(ret, (p) => void madeAndKept.add(p));
  const store = (place: Term, v: Term): void => {
    const macroParam = place.k === 'local' && macroParams.includes(place.name);
    if (place.k === 'local' && !macroParam) return;
    if (macroParam && v.k === 'param' && macroParams[v.i] === (place as { name: string }).name) return;
    if (!macroParam && (!nameable(place) || rootOf(place).k === 'sym' || rootOf(place).k === 'int')) return;
    if (stores.length >= MOST_STORES || !nameable(v)) return;
    stores.push([place, v]);
    eachPart(v, (p) => void madeAndKept.add(p));
  };
  s.memory.each(store);
  s.written.each((place, v) => {
    if (!s.memory.has(place)) store(place, v);
  });
  const refs: RefEffect[] = [];
  for (const r of s.refs.values()) {
    if (r.count === 0 && !r.gone) continue;
    if (!nameable(r.object)) continue;
    let root = rootOf(r.object);
    if (root.k === 'pure') root = r.object;
    if (root.k === 'sym' && !madeAndKept.has(r.object) && !madeAndKept.has(root)) continue;
    refs.push({ object: r.object, kind: r.kind, count: r.count, born: r.born, escaped: r.escaped, gone: r.gone !== undefined });
  }
  const when: (readonly [Term, Fact])[] = [];
  const condition = (t: Term, f: Fact): void => {
    if (when.length >= 14 || (f.mask === ANY && !f.is) || !known(t)) return;
    // that an unsigned argument is not negative is no condition
    if (t.k === 'param' && f.mask === (ZERO | POS)) return;
    // that a parameter is no NULL because it was looked through is `derefs`, not a condition
    if (t.k === 'param' && s.derefs.includes(t) && f.mask === POS) return;
    when.push([t, fact(f.mask, f.is && known(f.is) ? f.is : undefined)]);
  };
  s.eachFact(condition);
  const then: (readonly [Term, Fact])[] = [];
  for (const t of madeAndKept) {
    const f = t.k === 'sym' ? (s.facts.get(t) ?? s.past.get(t)) : undefined;
    if (f && f.mask !== ANY) then.push([t, fact(f.mask)]);
  }
  // predicates of what is given back (xa_is_value(folio)), and bits that it has or has not
  const predicate = (t: Term, f: Fact): void => {
    if (t.k !== 'pure' || f.mask === ANY || then.length >= 12 || !(t.fn === '&' || t.fn === '==' || /^\w/.test(t.fn))) return;
    let given = false;
    let ok = true;
    eachPart(t, (p) => {
      if (p.k === 'sym' && madeAndKept.has(p)) given = true;
      else if (p.k === 'sym' || p.k === 'local') ok = false;
    });
    if (given && ok) then.push([t, fact(f.mask)]);
  };
  if (madeAndKept.size > 0) s.eachFact(predicate);
  return {
    ret: ret && nameable(ret) ? ret : undefined,
    retMask: ret ? maskOf(ret, s.facts) : ANY,
    when,
    then,
    // of what a callee asserts and this function releases the release says more
    needs:
      s.needs.length === 0
        ? []
        : s.needs
            .filter((n) => nameable(n.place) && rootOf(n.place).k !== 'sym' && !(n.passedOn && drops.some((d) => d.place === n.place)))
            .map((n) => lock(n.place, n.cls)),
    takes,
    drops,
    passes,
    resets: s.resets.size === 0 ? [] : [...s.resets].sort(),
    context,
    refs,
    stores,
    sleeps: s.sleeps ? { ...s.sleeps, without: s.sleeps.without.filter(nameable) } : undefined,
    derefs: s.derefs,
    escapes: s.escapes.filter(nameable),
    calls: s.calls.filter((k) => nameable(k.fn) && k.args.every(nameable)),
    marks: marksOf(s),
  };
}

/** What others see happen; of counters only that they move, and which way. */
function marksOf(s: State): Outcome['marks'] {
  const out: { what: string; item?: Term; object?: Term }[] = [];
  for (const m of s.marks) {
    if (m.item && !nameable(m.item)) continue;
    const counts = isCount(m.what);
    if (!counts && m.object && !nameable(m.object)) continue;
    const object = m.object && nameable(m.object) ? m.object : undefined;
    if (counts && out.some((x) => x.what === m.what && x.item === m.item && x.object === object)) continue;
    out.push({ what: m.what, item: m.item, object });
  }
  return out;
}

function merge(list: readonly Outcome[]): Outcome {
  const a = list[0]!;
  if (list.length === 1) return a;
  const when: (readonly [Term, Fact])[] = [];
  for (const [t, f] of a.when) {
    let mask = f.mask;
    let is = f.is;
    let all = true;
    for (const b of list) {
      const g = b.when.find(([u]) => u === t);
      if (!g) {
        all = false;
        break;
      }
      mask |= g[1].mask;
      if (g[1].is !== is) is = undefined;
    }
    if (all && (mask !== ANY || is)) when.push([t, fact(mask, is)]);
  }
  return {
    ...a,
    ret: list.every((b) => b.ret === a.ret) ? a.ret : a.retMask === ZERO ? a.ret : undefined,
    retMask: list.reduce((m, b) => m | b.retMask, 0),
    when,
    then: a.then.filter(([t, f]) => list.every((b) => b.then.some(([u, g]) => u === t && g.mask === f.mask))),
    needs: a.needs.filter((n) => list.every((b) => b.needs.some((m) => m.place === n.place))),
    passes: mergePasses(list),
    stores: mergedStores(list),
    derefs: a.derefs.filter((d) => list.every((b) => b.derefs.includes(d))),
    escapes: [...new Set(list.flatMap((b) => b.escapes))],
    marks: mergedMarks(list),
  };
}

/** What all of them write, and places where one of them writes something that nobody can tell. */
function mergedStores(list: readonly Outcome[]): Outcome['stores'] {
  const out = new Map(list[0]!.stores);
  for (const o of list) for (const [place, v] of o.stores) if (!out.has(place) && out.size < MOST_STORES) out.set(place, v);
  return [...out];
}

/** Counters that one of them may move and reclaim that it may enter, and the other marks of the first. */
function mergedMarks(list: readonly Outcome[]): Outcome['marks'] {
  const out = [...list[0]!.marks];
  for (const o of list.slice(1))
    for (const m of o.marks)
      if (
        (isCount(m.what) || m.what === 'reclaim') &&
        out.length < MOST_MARKS &&
        !out.some((x) => x.what === m.what && x.item === m.item && x.object === m.object)
      )
        out.push(m);
  return out;
}

/** All of them; those that not every path takes are marked. */
function mergePasses(list: readonly Outcome[]): LockEffect[] {
  const all = new Map<Term, LockEffect>();
  for (const o of list) for (const k of o.passes) if (all.size < 12 && !all.has(k.place)) all.set(k.place, k);
  return [...all.values()].map((k) => ({
    ...k,
    sometimes: !list.every((o) => o.passes.some((q) => q.place === k.place && !q.sometimes)),
  }));
}

/** A caller can tell the two apart: by the sign of the result, or because its arguments allow only one of them. */
function distinct(a: Outcome, b: Outcome): boolean {
  if (!(a.retMask & b.retMask)) return true;
  return a.when.some(([t, f]) =>
    b.when.some(([u, g]) => t === u && (!(f.mask & g.mask) || (f.is && g.is && f.is !== g.is && f.is.k === 'int' && g.is.k === 'int'))),
  );
}

/** A lock that is left behind, or not, with nothing to tell the caller which: the body was not understood well enough. */
function lockCoherent(outcomes: readonly Outcome[]): boolean {
  if (outcomes.length < 2) return true;
  const texts = outcomes.map(locksSaid);
  return outcomes.every((a, i) => outcomes.every((b, j) => j <= i || texts[i] === texts[j] || distinct(a, b)));
}

/** What an outcome does to locks and contexts; most do nothing. */
function locksSaid(o: Outcome): string {
  if (o.takes.length + o.drops.length + o.resets.length + o.context.size === 0) return '';
  return [
    ...o.takes.map((k) => `+${k.place.id}`),
    ...o.drops.map((k) => `-${k.place.id}`),
    ...o.resets,
    ...[...o.context].map(([k, n]) => `${k}${n}`),
  ]
    .sort()
    .join();
}

/** The same for references: what cannot be told apart is nobody's to count, the object is taken to be handed on. */
function settleRefs(outcomes: readonly Outcome[]): Outcome[] {
  if (outcomes.every((o) => o.refs.length === 0)) return [...outcomes];
  const vague = new Set<Term>();
  const count = (o: Outcome, t: Term, kind: string) => o.refs.find((r) => r.object === t && r.kind === kind)?.count ?? 0;
  for (const a of outcomes) {
    for (const r of a.refs) {
      if (rootOf(r.object).k === 'sym') continue;
      if (outcomes.some((b) => b !== a && count(b, r.object, r.kind) !== r.count && !distinct(a, b))) vague.add(r.object);
    }
  }
  if (vague.size === 0) return [...outcomes];
  return outcomes.map((o) => ({
    ...o,
    refs: o.refs.map((r) => (vague.has(r.object) ? { ...r, count: 0, escaped: true, gone: false } : r)),
    escapes: [...new Set([...o.escapes, ...vague])],
  }));
}

/** What one of two outcomes hands on, and nobody can tell which of them it was, may have been handed on. */
function settleEscapes(outcomes: readonly Outcome[]): Outcome[] {
  if (outcomes.length < 2 || outcomes.every((o) => o.escapes.length === 0)) return [...outcomes];
  return outcomes.map((a) => {
    const more = new Set<Term>();
    for (const b of outcomes)
      if (b !== a && b.escapes.some((e) => !a.escapes.includes(e)) && !distinct(a, b)) for (const e of b.escapes) more.add(e);
    return more.size === 0 ? a : { ...a, escapes: [...new Set([...a.escapes, ...more])] };
  });
}

/**
 * Lock classes and contexts that callees change in a way that the outcomes do not say: those of callees that were not understood and, where
 * paths are missing, those of all.
 */
function touchedBy(o: SummariseOptions, all: boolean): Contract['touched'] {
  let classes: Set<string> | undefined;
  let contexts: Set<string> | undefined;
  const touchClass = (k: string): void => void (classes ??= new Set()).add(k);
  const touchContext = (k: string): void => void (contexts ??= new Set()).add(k);
  for (const { op } of o.cfg.nodes) {
    const c = op.k === 'call' && op.name !== undefined ? o.contractOf(op.name) : undefined;
    if (!c) continue;
    c.touched?.classes.forEach(touchClass);
    c.touched?.contexts.forEach(touchContext);
    if (!all && !c.incomplete) continue;
    for (const oc of c.outcomes) {
      for (const k of oc.takes) touchClass(k.cls);
      for (const k of oc.drops) touchClass(k.cls);
      for (const [k] of oc.context) touchContext(k);
      oc.resets.forEach(touchContext);
    }
  }
  return classes || contexts ? { classes: classes ?? NOTHING, contexts: contexts ?? NOTHING } : undefined;
}
