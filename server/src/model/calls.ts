/** Calls, as a path follows them: by an intrinsic of the model, a builtin of the language, a contract, or blindly where nobody knows. */
import type { CfgNode, Op } from '../c/cfg.ts';
import { applyContract, applyVague } from './apply.ts';
import { builtin } from './builtins.ts';
import { escape, type Listener, type Site, tellHandedOn } from './effects.ts';
import { type EvalContext, isVariable, placeOf, valueOf } from './eval.ts';
import { handOverLocks } from './hand-over.ts';
import { countsUp, keptByCount } from './idioms.ts';
import { type Intrinsic, intrinsics } from './intrinsics.ts';
import type { State } from './state.ts';
import type { Term } from './terms.ts';

/** Whoever follows a path. */
export interface Walker extends EvalContext {
  readonly listener: Listener;
  /** the body is a model function: intrinsics have their meaning */
  readonly model: boolean;
  /** the path being walked turned out not to exist, or ended in a report */
  readonly dead: boolean;
}

/** The variable is empty yet, or holds what an earlier turn of the walk put there. */
const isItem = (v: Term | undefined): boolean => v === undefined || (v.k === 'sym' && /^(?:item|end) /.test(v.tag));

/** The ways out of a loop's head that a macro walks with: an item, and the end. */
export function followEach(op: Op & { k: 'foreach' }, node: CfgNode, s: State, w: Walker): [number, State][] {
  const [item, done] = node.succ as [number, number];
  const site: Site = { at: node.at, by: op.macro, node: node.id };
  const c = w.contractOf(op.macro);
  const loopVar = op.args[0];
  // a walk begins whenever it is come to other than from its own body
  const firstTime = !s.viaBack;
  if (c?.macro && !c.incomplete) {
    const i = 0;
    if (firstTime && op.args[i]?.k === 'id') s.memory.set(placeOf(op.args[i]!, s, w), w.arena.int(0));
    const out: [number, State][] = [];
    for (const r of applyContract(
      c,
      op.args,
      op.args.map((a) => valueOf(a, s, w)),
      s,
      w,
      site,
      w.listener,
    )) {
      const truth = r.ret && r.ret.k === 'int' ? r.ret.v !== 0 : undefined;
      if (truth !== false) {
        const t = truth === undefined ? r.s.clone() : r.s;
        t.note(node.at, 'for the next item');
        out.push([item, t]);
      }
      if (truth !== true) {
        r.s.note(node.at, 'after the last item');
        out.push([done, r.s]);
      }
    }
    return out;
  }
  const body = s.clone();
  for (const a of op.args) {
    if (
      a.k === 'id' &&
      w.cfg.locals.has(a.name) &&
      // of a macro that nobody knows, the variable that nothing was put into
      (a === loopVar ||
        isItem(s.memory.get(w.arena.local(a.name))) ||
        /^(xa_|xas_|idr_|radix|rbtree|list_for_each.*safe|hlist.*safe)/.test(op.macro))
    ) {
      body.memory.set(w.arena.local(a.name), w.arena.sym(node.id, `item ${a.name}`, body.turn));
      s.memory.set(w.arena.local(a.name), w.arena.sym(node.id, `end ${a.name}`, s.turn));
    }
  }
  body.note(node.at, 'for the next item');
  s.note(node.at, 'after the last item');
  return [
    [item, body],
    [done, s],
  ];
}

/** The states behind a call, with its result where the graph wants it. */
export function followCall(op: Op & { k: 'call' }, node: CfgNode, s: State, w: Walker): State[] {
  const site: Site = { at: node.at, by: op.name ?? 'a call through a pointer', node: node.id };
  // arguments are evaluated once, where they are needed: looking through a dead pointer is told once
  let args: readonly Term[] | undefined;
  if (w.listener.call) {
    args = valuesOf(op, s, w);
    const contract = op.name === undefined ? undefined : w.contractOf(op.name);
    const argsAt = op.args.map((a) => a.at);
    w.listener.call(s, { name: op.name, args, argsAt, contract, unused: op.dst === undefined, site });
  }
  if (s.rcu.size > 0 && op.name && countsUp(op.name)) {
    args ??= valuesOf(op, s, w);
    for (const v of args) keptByCount(s, v);
  }
  if (op.name !== undefined) {
    const own: Intrinsic | undefined = w.model ? intrinsics.get(op.name) : undefined;
    if (own) {
      const r = own(op.args, s, w, site, w.listener);
      return w.dead ? [] : r.map((e) => withResult(op, e.s, e.value, site, w));
    }
    const b = builtin(op.name);
    if (b && (op.args.length > 0 || op.name === 'barrier')) {
      const r = b(op, s, w);
      return w.dead ? [] : r.map((e) => withResult(op, e.s, e.value, site, w));
    }
    const c = w.contractOf(op.name);
    if (c) {
      args ??= valuesOf(op, s, w);
      if (c.incomplete) {
        applyVague(c, args, s);
        tell(op, args, s, site, false, w);
        return w.dead ? [] : [withResult(op, s, undefined, site, w)];
      }
      const r = applyContract(c, op.args, args, s, w, site, w.listener, op.dst === undefined);
      return w.dead ? [] : r.map((e) => withResult(op, e.s, e.ret, site, w));
    }
  }
  // a member that the model has a word about (callback_count_objects)
  const through = op.name === undefined && op.fn.k === 'member' ? w.contractOf(`callback_${op.fn.field}`) : undefined;
  if (through && op.fn.k === 'member') {
    const named = { ...site, by: `->${op.fn.field}` };
    const r = applyContract(through, op.args, args ?? valuesOf(op, s, w), s, w, named, w.listener);
    return r.map((e) => withResult(op, e.s, e.ret, site, w));
  }
  // nobody knows: it may keep what it is given and write through every pointer to a local
  if (op.name === undefined) valueOf(op.fn, s, w);
  tell(op, args ?? valuesOf(op, s, w), s, site, true, w);
  return w.dead ? [] : [withResult(op, s, undefined, site, w)];
}

function valuesOf(op: Op & { k: 'call' }, s: State, w: Walker): readonly Term[] {
  return op.args.map((a) => valueOf(a, s, w));
}

function withResult(op: Op & { k: 'call' }, t: State, v: Term | undefined, site: Site, w: Walker): State {
  if (op.dst) t.memory.set(w.arena.local(op.dst), v ?? w.arena.sym(site.node, site.by, t.turn));
  return t;
}

/** The arguments of a call that is not known in full: dead objects are used, locals may be written. */
function tell(op: Op & { k: 'call' }, values: readonly Term[], s: State, site: Site, keeps: boolean, w: Walker): void {
  if (keeps && (s.locks.length > 0 || s.dropped.size > 0))
    handOverLocks(s, op.name !== undefined && !isVariable(op.name, w.cfg) ? op.name : undefined, values, site.at);
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    tellHandedOn(s, v, op.args[i]!.at, site.by, w.listener);
    havoc(v, s, site, keeps, w);
  }
}

function havoc(v: Term, s: State, site: Site, keeps: boolean, w: Walker): void {
  if (keeps) escape(s, v);
  let base = v;
  while (base.k === 'field' || base.k === 'index') base = base.base;
  if (base.k === 'local') {
    const n = w.cfg.locals.get(base.name);
    for (const place of s.memory.keys()) {
      let p = place;
      while (p.k === 'field' || p.k === 'index') p = p.base;
      if (p === base && (place !== base || base === v)) {
        escape(s, s.memory.get(place)!);
        s.memory.set(place, w.arena.sym(site.node, `${site.by} ${place.id}`, s.turn));
      }
    }
    if (base === v && n) s.memory.set(base, w.arena.sym(site.node, `${site.by} writes ${base.name}`, s.turn));
  }
}
