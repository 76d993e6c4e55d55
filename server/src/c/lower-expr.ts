/**
 * Expressions become small operations and `Val`s without side effects.
 *
 * Four ways to lower one: for its value (`value`), for its effect (`effect`), as a condition with two exits (`cond`), into a variable
 * (`into`: the arms of `x = c ? a : b` assign x themselves, which spares a temporary and keeps what is known of x apart per arm).
 */
import type { Expr, Span, Stmt } from './ast.ts';
import type { Val } from './cfg.ts';
import { printVal } from './cfg-print.ts';
import { DEAD, type Graph } from './lower-graph.ts';
import { COMPILE_TIME, NORETURN, NULLING, SIZES, TRANSPARENT, TRUTH_HINTS, UNEVALUATED } from './lower-names.ts';
import type { Scopes } from './lower-scope.ts';
import type { Survey } from './lower-survey.ts';
import { nothing, number, type ValBuilder, zero } from './lower-val.ts';
import { isStable, literalTruth } from './val.ts';

/** Statements and expressions nested deeper than this are not followed: the stack is finite, C is not. */
export const DEEPEST = 500;

/** How deep the lowering currently nests, counted over statements and expressions together. */
export interface Depth {
  now: number;
  /** something was too deep and became a gap */
  exceeded: boolean;
}

type Body = (body: readonly Stmt[], at: Span, wanted: boolean) => Val | undefined;

export class ExprLowering {
  private readonly graph: Graph;
  private readonly scopes: Scopes;
  private readonly survey: Survey;
  private readonly depth: Depth;
  /** lowers the body of a statement expression */
  private readonly body: Body;
  private readonly vals: ValBuilder;

  constructor(parts: { graph: Graph; scopes: Scopes; vals: ValBuilder; survey: Survey; depth: Depth; body: Body }) {
    this.graph = parts.graph;
    this.scopes = parts.scopes;
    this.vals = parts.vals;
    this.survey = parts.survey;
    this.depth = parts.depth;
    this.body = parts.body;
  }

  // ---- value ----

  value(e: Expr): Val {
    if (!this.survey.complex.has(e)) return this.vals.plain(e);
    if (this.depth.now >= DEEPEST) return this.tooDeep(e.at);
    this.depth.now++;
    const v = this.complexValue(e);
    this.depth.now--;
    return v;
  }

  private tooDeep(at: Span): Val {
    this.depth.exceeded = true;
    this.graph.emit({ k: 'gap', why: 'unparsed' }, at);
    return nothing(at);
  }

  private complexValue(e: Expr): Val {
    switch (e.k) {
      case 'unknown':
        // what could not be read may hide a call or an assignment; a lone operator or name does not
        if (/[(=]|\+\+|--/.test(e.text)) this.graph.emit({ k: 'gap', why: 'unparsed' }, e.at);
        return e;
      case 'unary':
        if (e.op === '&&') return { k: 'unknown', text: `&&${printVal(e.arg)}`, at: e.at };
        if (e.op === '!' && isShortCircuit(e.arg)) return this.viaTemp(e);
        return this.vals.built({ ...e, arg: this.value(e.arg) });
      case 'binary':
        return e.op === '&&' || e.op === '||' ? this.viaTemp(e) : this.spine(e);
      case 'cond':
        return this.viaTemp(e);
      case 'comma':
        return this.value(this.effectsBeforeLast(e));
      case 'assign':
        return this.assign(e);
      case 'update':
        return this.update(e, true);
      case 'call':
        return this.call(e, true);
      case 'member':
        return this.vals.built({ ...e, base: this.value(e.base) });
      case 'index': {
        const base = this.keep(this.value(e.base), [e.index]);
        return this.vals.built({ ...e, base, index: this.value(e.index) });
      }
      case 'cast':
        return this.vals.built({ ...e, arg: this.value(e.arg) });
      case 'init': {
        const values = this.values(e.items.map((item) => item.value));
        return this.vals.built({ ...e, items: e.items.map((item, i) => ({ ...item, value: values[i] ?? item.value })) });
      }
      case 'stmtexpr':
        return this.body(e.body, e.at, true) ?? nothing(e.at);
      default:
        return e;
    }
  }

  /** Operators that lean to the left (`a + b + ...`) without recursion: such chains can be thousands long. */
  private spine(e: Expr & { k: 'binary' }): Val {
    const chain: (Expr & { k: 'binary' })[] = [];
    let first: Expr = e;
    while (first.k === 'binary' && first.op !== '&&' && first.op !== '||' && this.survey.complex.has(first)) {
      chain.push(first);
      first = first.l;
    }
    let left = this.value(first);
    for (const link of chain.reverse()) {
      left = this.keep(left, [link.r]);
      left = this.vals.built({ ...link, l: left, r: this.value(link.r) });
    }
    return left;
  }

  /** Keeps a value from changes that evaluating `later` may make. */
  private keep(v: Val, later: readonly Expr[]): Val {
    return !isStable(v) && later.some((e) => this.survey.writes.has(e)) ? this.vals.save(v) : v;
  }

  values(list: readonly Expr[]): Val[] {
    let lastWrite = list.length - 1;
    while (lastWrite > 0 && !this.survey.writes.has(list[lastWrite] as Expr)) lastWrite--;
    return list.map((e, i) => {
      const v = this.value(e);
      return i < lastWrite && !(v.k === 'unary' && v.op === '&') ? this.vals.save(v) : v;
    });
  }

  private viaTemp(e: Expr): Val {
    const t = this.vals.temp(e.at);
    this.into(t, e, e.at);
    return t;
  }

  // ---- into ----

  /** `dst = e`, where dst is a variable. `at`: what the assignment is shown as. */
  into(dst: Val & { k: 'id' }, e: Expr, at: Span): void {
    if (!this.survey.complex.has(e) || this.depth.now >= DEEPEST) {
      this.graph.emit({ k: 'assign', dst, src: this.value(e) }, at);
      return;
    }
    this.depth.now++;
    if (isShortCircuit(e)) this.truthInto(dst, e, at);
    else if (e.k === 'cond') this.armsInto(dst, e);
    else if (e.k === 'comma') this.into(dst, this.effectsBeforeLast(e), at);
    else this.graph.emit({ k: 'assign', dst, src: this.value(e) }, at);
    this.depth.now--;
  }

  private truthInto(dst: Val, e: Expr, at: Span): void {
    const [yes, no, after] = [this.graph.join(at), this.graph.join(at), this.graph.join(at)];
    this.cond(e, yes, no);
    this.graph.cur = yes;
    this.graph.emit({ k: 'assign', dst, src: number(1, e.at) }, at);
    this.graph.jump(after);
    this.graph.cur = no;
    this.graph.emit({ k: 'assign', dst, src: number(0, e.at) }, at);
    this.graph.resume(after);
  }

  private armsInto(dst: Val & { k: 'id' }, e: Expr & { k: 'cond' }): void {
    const [yes, no, after] = [this.graph.join(e.at), this.graph.join(e.at), this.graph.join(e.at)];
    if (e.t === undefined) {
      const c = this.value(e.c);
      const v = c.k === 'id' ? c : this.vals.save(c);
      this.graph.fork({ k: 'branch', cond: v }, e.c.at, yes, no);
      this.graph.cur = yes;
      this.graph.emit({ k: 'assign', dst, src: v }, e.c.at);
    } else {
      this.cond(e.c, yes, no);
      this.graph.cur = yes;
      this.into(dst, e.t, e.t.at);
    }
    this.graph.jump(after);
    this.graph.cur = no;
    this.into(dst, e.f, e.f.at);
    this.graph.resume(after);
  }

  // ---- effect ----

  /** Evaluates for side effects only. */
  effect(e: Expr): void {
    if (!this.survey.complex.has(e)) return;
    if (this.depth.now >= DEEPEST) {
      this.tooDeep(e.at);
      return;
    }
    this.depth.now++;
    this.complexEffect(e);
    this.depth.now--;
  }

  private complexEffect(e: Expr): void {
    switch (e.k) {
      case 'assign':
        this.assign(e);
        return;
      case 'update':
        this.update(e, false);
        return;
      case 'call':
        if (!(e.fn.k === 'id' && COMPILE_TIME.has(e.fn.name))) this.call(e, false);
        return;
      case 'comma':
        this.effect(this.effectsBeforeLast(e));
        return;
      case 'cast':
        this.effect(e.arg);
        return;
      case 'stmtexpr':
        this.body(e.body, e.at, false);
        return;
      case 'unknown':
        this.graph.emit({ k: 'gap', why: 'unparsed' }, e.at);
        return;
      case 'cond':
      case 'binary':
        if (e.k === 'cond' || isShortCircuit(e)) {
          this.armsForEffect(e);
          return;
        }
    }
    this.value(e);
  }

  /** `c ? f() : g();` and `c && f();` */
  private armsForEffect(e: Expr & { k: 'cond' | 'binary' }): void {
    const after = this.graph.join(e.at);
    const arm = this.graph.join(e.at);
    if (e.k === 'binary') {
      if (e.op === '&&') this.cond(e.l, arm, after);
      else this.cond(e.l, after, arm);
      this.graph.cur = arm;
      this.effect(e.r);
    } else {
      const other = e.t === undefined ? after : this.graph.join(e.at);
      this.cond(e.c, other, arm);
      if (e.t !== undefined) {
        this.graph.cur = other;
        this.effect(e.t);
        this.graph.jump(after);
      }
      this.graph.cur = arm;
      this.effect(e.f);
    }
    this.graph.resume(after);
  }

  private effectsBeforeLast(e: Expr & { k: 'comma' }): Expr {
    for (const part of e.list.slice(0, -1)) this.effect(part);
    return e.list.at(-1) ?? nothing(e.at);
  }

  /** Gives the value of the assignment. */
  private assign(e: Expr & { k: 'assign' }): Val {
    const dst = this.value(e.l);
    if (e.op !== '=') {
      this.graph.emit({ k: 'update', dst, op: e.op.slice(0, -1), src: this.value(e.r) }, e.at);
      return dst;
    }
    if (dst.k === 'id') {
      this.into(dst, e.r, e.at);
      return e.r.k === 'num' ? e.r : dst;
    }
    const src = this.value(e.r);
    this.graph.emit({ k: 'assign', dst, src }, e.at);
    return isStable(src) ? src : dst;
  }

  private update(e: Expr & { k: 'update' }, wanted: boolean): Val {
    const dst = this.value(e.arg);
    const before = wanted && !e.prefix ? this.vals.save(dst) : dst;
    this.graph.emit({ k: 'update', dst, op: e.op === '++' ? '+' : '-', src: number(1, e.at) }, e.at);
    return before;
  }

  // ---- calls ----

  private call(e: Expr & { k: 'call' }, wanted: boolean): Val {
    const name = e.fn.k === 'id' && !this.scopes.isVariable(e.fn.name) ? e.fn.name : undefined;
    const first = e.args[0];
    if (name !== undefined) {
      if (TRANSPARENT.has(name) && first !== undefined) return this.transparent(name, first, e.at);
      if (COMPILE_TIME.has(name)) return nothing(e.at);
      if (SIZES.has(name)) return { k: 'sizeof', text: printVal(e), at: e.at };
      if (UNEVALUATED.has(name)) return { k: 'unknown', text: printVal(e), at: e.at };
    }
    const fn = name === undefined ? this.keep(this.value(e.fn), e.args) : e.fn;
    const args = this.values(e.args);
    if (name !== undefined && NORETURN.has(name)) {
      this.graph.emit({ k: 'call', name, fn, args, implicit: false }, e.at);
      this.graph.emit({ k: 'leave' }, e.at);
      this.graph.cur = DEAD;
      return nothing(e.at);
    }
    const dst = wanted ? this.vals.temp(e.at) : undefined;
    this.graph.emit({ k: 'call', dst: dst?.name, name, fn, args, implicit: false }, e.at);
    const taken = args[0];
    if (name !== undefined && NULLING.has(name) && taken !== undefined && taken.k !== 'num') {
      this.graph.emit({ k: 'assign', dst: taken, src: zero(e.at) }, e.at);
    }
    return dst ?? nothing(e.at);
  }

  private transparent(name: string, arg: Expr, at: Span): Val {
    const v = this.value(arg);
    if (!TRUTH_HINTS.has(name) || isTruth(arg)) return v;
    return this.vals.built({ k: 'binary', op: '!=', l: v, r: number(0, at), at });
  }

  // ---- conditions ----

  /** Goes to `yes` or `no` by the truth of `e`; the open end is closed. */
  cond(e: Expr, yes: number, no: number): void {
    if (this.depth.now >= DEEPEST) {
      this.tooDeep(e.at);
      this.either(e.at, yes, no);
      return;
    }
    this.depth.now++;
    this.peeled(e, yes, no);
    this.depth.now--;
  }

  private either(at: Span, yes: number, no: number): void {
    const choice = this.graph.emit({ k: 'choose' }, at);
    this.graph.link(choice, yes);
    this.graph.link(choice, no);
    this.graph.cur = DEAD;
  }

  private peeled(from: Expr, yes: number, no: number): void {
    let e = from;
    for (;;) {
      const inner = this.sameTruth(e);
      if (inner !== undefined) e = inner;
      else if (e.k === 'unary' && e.op === '!') {
        [yes, no] = [no, yes];
        e = e.arg;
      } else if (e.k === 'comma') e = this.effectsBeforeLast(e);
      else if (e.k === 'cond') {
        const then = e.t === undefined ? yes : this.graph.join(e.t.at);
        const otherwise = this.graph.join(e.f.at);
        this.cond(e.c, then, otherwise);
        if (e.t !== undefined) {
          this.graph.cur = then;
          this.cond(e.t, yes, no);
        }
        this.graph.cur = otherwise;
        e = e.f;
      } else break;
    }
    if (e.k === 'binary' && (e.op === '&&' || e.op === '||')) this.shortCircuit(e, yes, no);
    else this.atom(e, yes, no);
  }

  /** `likely(x)`, `(bool)x`: as true as x. */
  private sameTruth(e: Expr): Expr | undefined {
    if (e.k === 'call' && e.fn.k === 'id' && TRANSPARENT.has(e.fn.name) && !this.scopes.isVariable(e.fn.name)) return e.args[0];
    if (e.k === 'cast' && (e.type === 'bool' || e.type === '_Bool')) return e.arg;
    return undefined;
  }

  private shortCircuit(e: Expr & { k: 'binary' }, yes: number, no: number): void {
    const { op } = e;
    const operands: Expr[] = [];
    let first: Expr = e;
    while (first.k === 'binary' && first.op === op) {
      operands.push(first.r);
      first = first.l;
    }
    operands.push(first);
    const last = operands.shift() as Expr;
    for (const operand of operands.reverse()) {
      const more = this.graph.join(operand.at);
      if (op === '&&') this.cond(operand, more, no);
      else this.cond(operand, yes, more);
      this.graph.cur = more;
    }
    this.cond(last, yes, no);
  }

  private atom(e: Expr, yes: number, no: number): void {
    const v = this.value(e);
    const known = literalTruth(v);
    if (known !== undefined) this.graph.jump(known ? yes : no);
    else this.graph.fork({ k: 'branch', cond: v }, e.at, yes, no);
  }
}

/** Its value is 0 or 1 already. */
function isTruth(e: Expr): boolean {
  return e.k === 'unary' ? e.op === '!' : e.k === 'binary' && /^([=!<>]=|[<>]|&&|\|\|)$/.test(e.op);
}

/** Its truth is decided by edges. */
function isShortCircuit(e: Expr): boolean {
  let inner = e;
  while (inner.k === 'unary' && inner.op === '!') inner = inner.arg;
  return inner.k === 'binary' && (inner.op === '&&' || inner.op === '||');
}
