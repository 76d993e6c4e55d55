/**
 * Runs every path of a control flow graph against the model, in a bounded and repeatable way.
 *
 * Paths that have become alike at a join are one path (state.key). Where too many stay apart, those that agree on locks,
 * references and context are joined, and what they then know is marked `lossy`: such a path proves nothing, so rules leave it out.
 */
import type { Span } from '../c/ast.ts';
import type { Cfg, CfgNode, Op, Val } from '../c/cfg.ts';
import { zeros } from '../c/index.ts';
import { followCall, followEach, type Walker } from './calls.ts';
import { type Contract, numberIn } from './contract.ts';
import { escape, type Listener, use } from './effects.ts';
import { binary, type Name, nameIn, placeOf, valueOf } from './eval.ts';
import { assumeTruth, fact, isFlags, maskOf, NEG, POS, truthOf } from './facts.ts';
import type { Flow } from './flow.ts';
import { Horizon } from './horizon.ts';
import { comparesNew, rulesOutFailure, unsignedOf } from './idioms.ts';
import { Joins } from './joins.ts';
import { weaken } from './merge.ts';
import { State } from './state.ts';
import { Arena, eachPart, heldBy, rootOf, type Term } from './terms.ts';
import { Waiting } from './waiting.ts';

export interface RunOptions {
  readonly cfg: Cfg;
  readonly flow: Flow;
  readonly listener: Listener;
  /** contract of a callee, undefined when nobody knows it */
  contractOf(name: string): Contract | undefined;
  /** the body is a model function: intrinsics have their meaning */
  readonly model: boolean;
  /** states that may be processed in all; default 60,000 */
  readonly budget?: number;
  /** exits are folded into a contract: what paths know of their arguments is kept */
  readonly asContract?: boolean;
  /** parameters are the caller's variables: their last values are kept */
  readonly macro?: boolean;
  /** start of every path, e.g. with locks that annotations name */
  readonly start?: (s: State, arena: Arena) => void;
}

export interface RunResult {
  readonly exits: readonly { readonly state: State; readonly ret: Term | undefined; readonly at: Span }[];
  /** the budget ran out: paths are missing */
  readonly bounded: boolean;
  readonly arena: Arena;
  readonly steps: number;
}

export function run(o: RunOptions): RunResult {
  return new Run(o).all();
}

const NONE: ReadonlySet<number> = new Set();
/** of a step: nothing comes behind it */
const ENDS = -1;

class Run implements Walker {
  readonly arena: Arena;
  readonly cfg: Cfg;
  readonly listener: Listener;
  readonly model: boolean;
  node = 0;
  private readonly unsigned: ReadonlySet<string>;
  private readonly names = new Map<string, Name>();
  private readonly contracts = new Map<string, Contract | undefined>();
  private readonly o: RunOptions;
  private readonly waiting: Waiting;
  private readonly horizon: Horizon;
  private readonly joins: Joins;
  private readonly preds: number[];
  /** from * nodes + to */
  private readonly back: ReadonlySet<number>;
  private readonly heads: ReadonlySet<number>;
  private readonly exits: { state: State; ret: Term | undefined; at: Span }[] = [];
  private readonly exitKeys = new Map<string, State>();
  private steps = 0;
  private bounded = false;

  constructor(o: RunOptions) {
    this.o = o;
    this.arena = new Arena((name) => numberIn(this.contractOf(name)));
    this.cfg = o.cfg;
    this.listener = o.listener;
    this.model = o.model;
    this.unsigned = unsignedOf(o.cfg);
    const n = o.cfg.nodes.length;
    this.waiting = new Waiting(n);
    this.horizon = new Horizon({
      cfg: o.cfg,
      flow: o.flow,
      arena: this.arena,
      asContract: o.asContract ?? false,
      macro: o.macro ?? false,
      contractOf: this.contractOf,
    });
    this.joins = new Joins(o.cfg, this.horizon, this.arena, o.asContract ?? false);
    this.preds = zeros(n);
    for (const node of o.cfg.nodes) for (const t of node.succ) this.preds[t]!++;
    const { backEdges } = o.cfg;
    this.back = backEdges.length === 0 ? NONE : new Set(backEdges.map(([a, b]) => a * n + b));
    this.heads = backEdges.length === 0 ? NONE : new Set(backEdges.map(([, b]) => b));
  }

  all(): RunResult {
    const s = new State();
    if (this.o.asContract) s.told = false;
    this.cfg.params.forEach((p, i) => {
      if (p.name) s.memory.set(this.arena.local(p.name), this.arena.param(i));
    });
    this.o.start?.(s, this.arena);
    if (this.cfg.nodes.length > 0) this.arrive(-1, 0, s);
    const budget = this.o.budget ?? 60_000;
    for (let id = this.waiting.lowest(); id >= 0; id = this.waiting.lowest()) {
      const state = this.waiting.take(id);
      this.joins.release(state);
      if (++this.steps > budget) {
        this.bounded = true;
        break;
      }
      this.walk(id, state);
    }
    return { exits: this.exits, bounded: this.bounded || this.joins.full, arena: this.arena, steps: this.steps };
  }

  /** What is known of a function does not change while a caller of it is run. */
  readonly contractOf = (name: string): Contract | undefined => {
    const known = this.contracts.get(name);
    if (known || this.contracts.has(name)) return known;
    const c = this.o.contractOf(name);
    this.contracts.set(name, c);
    return c;
  };

  named(name: string): Name {
    let n = this.names.get(name);
    if (!n) {
      n = nameIn(this.cfg, this.arena, name, this.unsigned);
      this.names.set(name, n);
    }
    return n;
  }

  access(s: State, place: Term, write: boolean, at: Span): void {
    const f = this.listener.access;
    if (f && rootOf(place).k !== 'local') f(s, { place, write, at });
  }

  unset(s: State, place: Term & { k: 'local' }, at: Span): void {
    this.listener.unset?.(s, { place, at, node: this.node });
  }

  use(s: State, pointer: Term, at: Span): void {
    if (!use(s, pointer, at, 'dereferences it', this.listener)) this.dead = true;
  }
  dead = false;

  /** Follows one path until it forks, joins or ends. */
  private walk(from: number, state: State): void {
    let id = from;
    let s = state;
    for (;;) {
      const node = this.cfg.nodes[id]!;
      this.node = id;
      this.dead = false;
      const next = this.step(node, s);
      if (next === ENDS) return;
      if (typeof next !== 'number') {
        const fork = next.length > 1 && next.every(([to]) => to === next[0]![0]);
        for (let i = 0; i < next.length; i++) this.arrive(id, next[i]![0], next[i]![1], fork);
        return;
      }
      if (this.preds[next]! > 1 || this.heads.has(next)) {
        this.arrive(id, next, this.onward);
        return;
      }
      if (++this.steps > (this.o.budget ?? 60_000)) {
        this.bounded = true;
        return;
      }
      id = next;
      s = this.onward;
    }
  }
  /** the state that goes on, where only one does */
  private onward!: State;

  private goesOn(to: number, s: State): number {
    this.onward = s;
    return to;
  }

  private goOn(next: [number, State][]): number | [number, State][] {
    const only = next.length === 1 ? next[0]! : undefined;
    return only ? this.goesOn(only[0], only[1]) : next.length === 0 ? ENDS : next;
  }

  /** `fork`: several outcomes of one call come to the same node, which is a join then. */
  private arrive(from: number, to: number, s: State, fork = false): void {
    const edge = from * this.cfg.nodes.length + to;
    s.viaBack = this.back.has(edge);
    if (s.viaBack) {
      const n = s.turns.get(edge) ?? 0;
      if (n >= 1) return;
      this.listener.turn?.(s, { head: to });
      const turns = new Map(s.turns);
      turns.set(edge, n + 1);
      s.turns = turns;
      s.turn++;
      s.forgetLoads();
      for (const v of this.o.flow.variants(to)) {
        const place = this.arena.local(v);
        const old = s.memory.get(place);
        if (old === undefined || old.k === 'int' || (old.k === 'pure' && !isFlags(old)))
          s.memory.set(place, this.arena.sym(to, `turn ${v}`, s.turn));
      }
    }
    if (fork || this.preds[to]! > 1 || this.heads.has(to)) {
      const admitted = this.joins.admit(to, s);
      if (!admitted) return;
      s = admitted;
    }
    this.waiting.add(to, s);
  }

  /** The node that `onward` comes to, or where the path forks each way with its state; ENDS. */
  private step(node: CfgNode, s: State): number | [number, State][] {
    const { succ } = node;
    const op = node.op;
    switch (op.k) {
      case 'assign': {
        const v = this.settled(valueOf(op.src, s, this), s);
        this.assign(op.dst, v, s);
        break;
      }
      case 'update': {
        const place = placeOf(op.dst, s, this);
        if (op.dst.k !== 'id') this.access(s, place, true, op.dst.at);
        const old = s.memory.get(place) ?? this.arena.load(place);
        if (place.k === 'local' && !s.memory.get(place)) this.unset(s, place, op.dst.at);
        const v = valueOf(op.src, s, this);
        if (rootOf(place).k === 'local') s.memory.set(place, this.updated(op.op, old, v, node.id, s));
        else {
          // a shared counter: what was known of its value is over
          s.memory.delete(place);
          s.facts.delete(this.arena.load(place));
          // an address with flags in it
          if (op.op === '|') eachPart(v, (p) => escape(s, p));
        }
        break;
      }
      case 'call': {
        const out = followCall(op, node, s, this);
        const to = succ[0];
        if (to === undefined || out.length === 0) return ENDS;
        return out.length === 1 ? this.goesOn(to, out[0]!) : out.map((t): [number, State] => [to, t]);
      }
      case 'branch':
        return this.goOn(this.branch(op.cond, node, s));
      case 'foreach':
        return this.goOn(followEach(op, node, s, this));
      case 'choose':
        return this.goOn(this.choose(op, succ, s));
      case 'return': {
        const ret = op.value ? valueOf(op.value, s, this) : undefined;
        if (!this.dead) {
          s.memory.set(this.arena.local('return'), ret ?? this.arena.int(0));
          // two ways out are two, even where nothing else tells them apart: each is told
          if (!this.o.asContract) s.memory.set(this.arena.local('return at'), this.arena.int(node.id));
        }
        s.note(node.at, 'returns');
        break;
      }
      case 'decl':
        s.memory.delete(this.arena.local(op.name));
        break;
      case 'end':
        for (const n of op.names) s.memory.delete(this.arena.local(n));
        break;
      case 'gap':
        if (op.why !== 'asm') return this.goOn(succ.map((to) => [to, this.blindAfter(node.id)]));
        break;
      case 'leave':
        return ENDS;
      case 'nop':
        break;
    }
    if (this.dead) return ENDS;
    if (succ.length === 0) {
      this.leave(node, s, op);
      return ENDS;
    }
    return this.goesOn(succ[0]!, s);
  }

  /** `ret |= f()` keeps its flags; of a counter only the sign is followed */
  private updated(op: string, old: Term, v: Term, node: number, s: State): Term {
    if ((op === '|' || op === '&') && (s.turn === 0 || old.k === 'int' || v.k === 'int' || (isFlags(old) && isFlags(v))))
      return binary(op, old, v, this.arena);
    const t = this.arena.sym(node, `new ${op}`, s.turn);
    s.facts.delete(t);
    if (op === '+' && v.k === 'int' && v.v > 0 && !(maskOf(old, s.facts) & NEG)) s.facts.set(t, fact(POS));
    return t;
  }

  private leave(node: CfgNode, s: State, _op: Op): void {
    if (node.id !== this.cfg.exit) return;
    const slot = this.arena.local('return');
    const ret = this.cfg.isVoid ? undefined : s.memory.get(slot);
    const at = this.returnAt(s, node);
    this.listener.exit?.(s, { ret, at });
    s.memory.delete(slot);
    s.memory.delete(this.arena.local('return at'));
    // places that the caller cannot name are of no use to it
    if (!this.o.macro) for (const p of this.cfg.params) s.memory.delete(this.arena.local(p.name));
    const key = `${s.key()}>${ret?.id ?? ''}`;
    const same = this.exitKeys.get(key);
    if (same) {
      if (this.o.asContract) weaken(same, s, this.arena, node.id);
      return;
    }
    this.exitKeys.set(key, s);
    if (this.exits.length < 400) this.exits.push({ state: s, ret, at });
    else this.bounded = true;
  }

  private returnAt(s: State, node: CfgNode): Span {
    for (let t = s.trace; t; t = t.prev) if (t.note === 'returns') return t.at;
    return node.at;
  }

  /** Behind unseen code every variable holds something new. */
  private blindAfter(node: number): State {
    const t = new State();
    t.blind = true;
    const names = [...this.cfg.params.map((p) => p.name), ...this.cfg.locals.keys()];
    for (const n of names) {
      if (!n || n.startsWith('$') || this.cfg.locals.get(n)?.array || this.cfg.locals.get(n)?.isStatic) continue;
      const v = this.arena.sym(node, `unseen ${n}`, 0);
      heldBy(v, n);
      t.memory.set(this.arena.local(n), v);
    }
    return t;
  }

  /** A comparison that is decided already is its answer. */
  private settled(v: Term, s: State): Term {
    if (v.k !== 'pure' || (v.fn !== '==' && v.fn !== '<' && v.fn !== '!')) return v;
    const known = truthOf(v, s.facts, this.arena);
    return known === undefined ? v : this.arena.int(known ? 1 : 0);
  }

  private assign(dst: Val, v: Term, s: State): void {
    if (dst.k === 'id') {
      const where = placeOf(dst, s, this);
      s.memory.set(where, v);
      // `per_cpu(x, cpu) = v`: what the call gave back is a place
      if (where.k !== 'local' || (dst.name.startsWith('$') && this.isResult(dst.name))) escape(s, v);
      if (!dst.name.startsWith('$') && v.k !== 'int') heldBy(v, dst.name);
      return;
    }
    const place = placeOf(dst, s, this);
    this.access(s, place, true, dst.at);
    s.memory.set(place, v);
    // stored where others can find it, unless the place is a local's own member
    let base = place;
    while (base.k === 'field' || base.k === 'index') base = base.base;
    escape(s, v);
    if (base.k !== 'local') {
      eachPart(v, (p) => {
        if (p.k === 'local') escape(s, p);
      });
    }
  }

  /** The temporary holds what a call gave back. */
  private isResult(name: string): boolean {
    this.results ??= new Set(this.cfg.nodes.flatMap((n) => (n.op.k === 'call' && n.op.dst ? [n.op.dst] : [])));
    return this.results.has(name);
  }
  private results: Set<string> | undefined;

  private branch(cond: Val, node: CfgNode, s: State): [number, State][] {
    const t = valueOf(cond, s, this);
    if (this.dead) return [];
    const [yes, no] = node.succ as [number, number];
    const never = comparesNew(t, s);
    if (never !== undefined) {
      s.note(node.at, never ? 'true' : 'false');
      return [[never ? yes : no, s]];
    }
    const facts = s.facts.copy();
    const neverTrue = rulesOutFailure(t, true, s);
    const neverFalse = rulesOutFailure(t, false, s);
    const mayBe = !neverTrue && assumeTruth(t, true, s.facts, this.arena);
    const mayNotBe = !neverFalse && assumeTruth(t, false, facts, this.arena);
    // most of what is asked twice is decided: a second state is made only where there are two ways
    let other = s;
    if (mayNotBe) {
      if (mayBe) other = s.clone(facts);
      else s.facts = facts;
    }
    const out: [number, State][] = [];
    if (mayBe) {
      if (t.k === 'pure' && t.fn === 'blocking') s.assumedBlocking = true;
      s.note(node.at, 'true');
      out.push([yes, s]);
    }
    if (mayNotBe) {
      other.note(node.at, 'false');
      out.push([no, other]);
    }
    return out;
  }

  /** `#if` branches: a path that took one side of CONFIG_X takes the same side later */
  private choose(op: Op & { k: 'choose' }, succ: readonly number[], s: State): [number, State][] {
    return succ.flatMap((to, i): [number, State][] => {
      const t = i === succ.length - 1 ? s : s.clone();
      for (const c of op.on?.[i] ?? []) {
        const known = this.arena.pure('config', [this.arena.lit(c.replace(/^!/, ''))]);
        if (!assumeTruth(known, !c.startsWith('!'), t.facts, this.arena)) return [];
      }
      return [[to, t]];
    });
  }
}
