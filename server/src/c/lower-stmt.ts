/**
 * Statements become nodes and edges; every jump first leaves the scopes that lie between it and its target.
 *
 * Jumps to labels wait until the whole body is known (`Jumps`): a label may come later, or be out of sight.
 */
import type { Declarator, Expr, Span, Stmt } from './ast.ts';
import type { Val } from './cfg.ts';
import { printVal } from './cfg-print.ts';
import { DEEPEST, type Depth, ExprLowering, zero } from './lower-expr.ts';
import { DEAD, type Graph } from './lower-graph.ts';
import type { Jumps } from './lower-jumps.ts';
import type { Cleanup, Place, Scopes } from './lower-scope.ts';
import type { Survey } from './lower-survey.ts';

interface Target {
  readonly join: number;
  readonly place: Place;
}

interface Case {
  readonly lo?: Expr;
  readonly hi?: Expr;
  readonly join: number;
  readonly at: Span;
}

/** A guard or clean-up in this scope exists only on one branch of an `#if`. */
interface Arming {
  readonly flag: Val;
  readonly place: Place;
}

export class StmtLowering {
  private readonly graph: Graph;
  private readonly scopes: Scopes;
  private readonly survey: Survey;
  private readonly jumps: Jumps;
  private readonly depth: Depth;
  private readonly isVoid: boolean;
  private readonly exit: number;
  private readonly expr: ExprLowering;
  private readonly breaks: Target[] = [];
  private readonly continues: Target[] = [];
  private readonly switches: Case[][] = [];
  private arming: Arming | undefined;

  constructor(parts: { graph: Graph; scopes: Scopes; survey: Survey; jumps: Jumps; depth: Depth; isVoid: boolean; exit: number }) {
    this.graph = parts.graph;
    this.scopes = parts.scopes;
    this.survey = parts.survey;
    this.jumps = parts.jumps;
    this.depth = parts.depth;
    this.isVoid = parts.isVoid;
    this.exit = parts.exit;
    this.expr = new ExprLowering(parts.graph, parts.scopes, parts.survey, parts.depth, (body, at, wanted) => this.valueOfBody(body, at, wanted));
  }

  list(body: readonly Stmt[]): void {
    for (const stmt of body) this.stmt(stmt);
  }

  /** Leaves the scopes between two places: clean-ups, latest first, then the ends of the variables. */
  leave(from: Place, to: Place, at: Span): void {
    if (this.graph.cur === DEAD) return;
    const left = this.scopes.leaving(from, to);
    for (const { cleanup } of left) if (cleanup !== undefined) this.cleanUp(cleanup, at);
    const names = left.flatMap((entry) => (entry.name === undefined ? [] : [entry.name]));
    if (names.length > 0) this.graph.emit({ k: 'end', names }, at);
  }

  private cleanUp({ fn, args, when }: Cleanup, at: Span): void {
    const after = this.graph.join(at);
    if (when !== undefined) {
      const run = this.graph.join(at);
      this.graph.fork({ k: 'branch', cond: when }, at, run, after);
      this.graph.cur = run;
    }
    this.implicitCall(fn, args, at);
    this.graph.resume(after);
  }

  private implicitCall(name: string, args: readonly Val[], at: Span, dst?: string): void {
    this.graph.emit({ k: 'call', dst, name, fn: { k: 'id', name, at }, args, implicit: true }, at);
  }

  private stmt(s: Stmt): void {
    if (this.depth.now >= DEEPEST) {
      this.depth.exceeded = true;
      this.graph.emit({ k: 'gap', why: 'unparsed' }, s.at);
      return;
    }
    this.depth.now++;
    this.lower(s);
    this.depth.now--;
  }

  private lower(s: Stmt): void {
    switch (s.k) {
      case 'empty':
        return;
      case 'expr':
        return this.expression(s.e, s.at);
      case 'decl':
        for (const v of s.vars) this.declaration(v);
        return;
      case 'block':
        return this.scoped(closing(s.at), () => this.list(s.body));
      case 'if':
        return this.ifChain(s);
      case 'while':
        return this.whileLoop(s);
      case 'do':
        return this.doLoop(s);
      case 'for':
        return this.scoped(closing(s.at), () => this.forLoop(s));
      case 'foreach':
        return this.foreachLoop(s);
      case 'switch':
        return this.switchOn(s);
      case 'case':
        return this.caseLabel(s);
      case 'label':
        return this.jumps.label(s.name, s.at);
      case 'goto':
        if (s.target !== undefined) this.expr.effect(s.target);
        return s.target === undefined ? this.jumps.goto(s.label, s.at) : this.jumps.computedGoto(s.at);
      case 'break':
        return this.jump(this.breaks.at(-1), s.at);
      case 'continue':
        return this.jump(this.continues.at(-1), s.at);
      case 'return':
        return this.returnStmt(s.e, s.at);
      case 'asm':
        return this.opaque('asm', s.text, s.at);
      case 'unknown':
        return this.opaque('unparsed', s.text, s.at);
      case 'gap':
        return this.jumps.hunkGap(s.at);
      case 'guard':
        return this.guard(s);
      case 'ppif':
        return this.ppif(s);
    }
  }

  // ---- scopes and declarations ----

  private scoped(end: Span, inside: () => void): void {
    this.scopes.open();
    inside();
    this.leave(this.scopes.here(), this.scopes.opening(), end);
    this.scopes.close();
  }

  private declaration(d: Declarator): void {
    // outside of any static one the name is in scope in its own initialiser, as C has it
    const name = this.scopes.declare(d);
    if (d.isStatic) return;
    const id = { k: 'id' as const, name, at: d.at };
    const { init, cleanup } = d;
    if (cleanup !== undefined && init?.k === 'call' && init.fn.k === 'call') {
      // CLASS(class, name)(args)
      const made = this.expr.temp(d.at);
      this.implicitCall(`class_${cleanup}_constructor`, this.expr.values(init.args), d.at, made.name);
      this.graph.emit({ k: 'assign', dst: id, src: made }, d.at);
      this.defer({ fn: `class_${cleanup}_destructor`, args: [id], when: CONDITIONAL.test(cleanup) ? id : undefined }, d.at);
      return;
    }
    if (init === undefined) this.graph.emit({ k: 'decl', name }, d.at);
    else if (init.k === 'call' && init.at[0] === d.at[0] && init.at[1] === d.at[1]) this.madeByMacro(d.name, id, init);
    else this.expr.into(id, init, d.at);
    if (cleanup !== undefined) this.defer({ fn: `__free_${cleanup}`, args: [id] }, d.at);
  }

  /** `LIST_HEAD(pages)`, `XA_STATE(xas, &mapping->i_pages, index)`: a variable and its initialiser in one, not a call. */
  private madeByMacro(written: string, id: Val, macro: Expr & { k: 'call' }): void {
    const rest = macro.args.filter((arg) => !(arg.k === 'id' && arg.name === written) && arg.k !== 'type');
    const items = this.expr.values(rest).map((value) => ({ value }));
    const type = macro.fn.k === 'id' ? macro.fn.name : undefined;
    this.graph.emit({ k: 'assign', dst: id, src: { k: 'init', type, items, at: macro.at } }, macro.at);
  }

  private defer(cleanup: Cleanup, at: Span): void {
    if (this.arming !== undefined && this.arming.place.scope === this.scopes.here().scope) {
      const { flag } = this.arming;
      this.graph.emit({ k: 'assign', dst: flag, src: { k: 'num', text: '1', value: 1, at } }, at);
      this.scopes.defer({ ...cleanup, when: flag });
    } else this.scopes.defer(cleanup);
  }

  private guard(s: Stmt & { k: 'guard' }): void {
    const at = guardHead(s);
    // the guard remembers what it locked, whatever the arguments' variables hold later
    const args = this.expr.values(s.args).map((v) => (mentions(v, (name) => this.survey.reassigned.has(sourceName(name))) ? this.expr.save(v) : v));
    const cleanup = { fn: `class_${s.cls}_destructor`, args };
    const construct = (dst?: string): void => this.implicitCall(`class_${s.cls}_constructor`, args, at, dst);
    if (!s.conditional && !CONDITIONAL.test(s.cls)) {
      construct();
      if (s.body === undefined) this.defer(cleanup, at);
      else this.guarded(s.body, cleanup);
      return;
    }
    const got = this.expr.temp(at);
    construct(got.name);
    if (s.body === undefined) {
      this.defer({ ...cleanup, when: got }, at);
      return;
    }
    const [held, failed, after] = [this.graph.join(at), this.graph.join(at), this.graph.join(at)];
    this.graph.fork({ k: 'branch', cond: got }, at, held, failed);
    this.graph.cur = held;
    this.guarded(s.body, cleanup);
    this.graph.jump(after);
    this.graph.cur = failed;
    if (s.onFail !== undefined) this.asLoop(after, after, s.onFail);
    this.graph.resume(after);
  }

  /** The macro is a loop of one turn: break and continue in it end just that. */
  private guarded(body: Stmt, cleanup: Cleanup): void {
    const after = this.graph.join(body.at);
    this.asLoop(after, after, () =>
      this.scoped(closing(body.at), () => {
        this.scopes.defer(cleanup);
        this.stmt(body);
      }),
    );
    this.graph.resume(after);
  }

  /** `({ ... })`: the value of its last expression outlives its variables. */
  private valueOfBody(body: readonly Stmt[], at: Span, wanted: boolean): Val | undefined {
    let result: Val | undefined;
    this.scoped(closing(at), () => {
      const last = body.at(-1);
      if (!wanted || last?.k !== 'expr') {
        this.list(body);
        return;
      }
      this.list(body.slice(0, -1));
      result = this.outlive(this.expr.value(last.e), this.scopes.opening());
    });
    return result;
  }

  /** A value that stays what it is when the scopes up to `to` are left. */
  private outlive(v: Val, to: Place): Val {
    const left = this.scopes.leaving(this.scopes.here(), to);
    if (left.length === 0) return v;
    const names = new Set(left.map((entry) => entry.name));
    const runs = left.some((entry) => entry.cleanup !== undefined);
    return mentions(v, (name) => names.has(name) || (runs && !CONSTANT.test(name))) ? this.expr.save(v) : v;
  }

  // ---- plain statements ----

  private expression(e: Expr, at: Span): void {
    const handedOut = e.k === 'call' && e.fn.k === 'id' && e.fn.name === 'return_ptr' ? e.args[0] : undefined;
    if (e.k !== 'call' || handedOut === undefined) return this.expr.effect(e);
    // return_ptr(p) is `return no_free_ptr(p)`
    const p = this.expr.value(handedOut);
    const result = this.expr.temp(e.at);
    this.graph.emit({ k: 'call', dst: result.name, name: 'no_free_ptr', fn: { ...e.fn, name: 'no_free_ptr' } as Expr, args: [p], implicit: false }, e.at);
    this.graph.emit({ k: 'assign', dst: p, src: zero(e.at) }, e.at);
    this.finish(result, at);
  }

  private returnStmt(e: Expr | undefined, at: Span): void {
    if (e === undefined) return this.finish(undefined, at);
    if (this.isVoid) {
      this.expr.effect(e);
      return this.finish(undefined, at);
    }
    this.finish(this.outlive(this.expr.value(e), this.scopes.outermost()), at);
  }

  private finish(value: Val | undefined, at: Span): void {
    this.leave(this.scopes.here(), this.scopes.outermost(), at);
    this.graph.emit({ k: 'return', value }, at);
    this.graph.jump(this.exit);
  }

  private jump(to: Target | undefined, at: Span): void {
    if (to === undefined) return this.jumps.outOfSight(at);
    this.leave(this.scopes.here(), to.place, at);
    this.graph.jump(to.join);
  }

  /** Text that nobody looked into, but for the jumps that it names. */
  private opaque(why: 'asm' | 'unparsed', text: string, at: Span): void {
    this.graph.emit({ k: 'gap', why }, at);
    if (this.graph.cur === DEAD) return;
    const words = new Set(/\bgoto\b/.test(text) ? (text.match(/[A-Za-z_]\w*/g) ?? []) : []);
    const targets = [...words].filter((word) => this.survey.labels.has(word));
    const loop = why === 'asm' ? [] : ([[/\bbreak\b/, this.breaks.at(-1)], [/\bcontinue\b/, this.continues.at(-1)]] as const).flatMap(([word, to]) => (to !== undefined && word.test(text) ? [to] : []));
    const next = this.graph.join(at);
    if (targets.length + loop.length > 0) {
      const choice = this.graph.emit({ k: 'choose' }, at);
      const away = (go: () => void): void => {
        const start = this.graph.join(at);
        this.graph.link(choice, start);
        this.graph.cur = start;
        go();
      };
      this.graph.link(choice, next);
      for (const label of targets) away(() => this.jumps.goto(label, at));
      for (const to of loop) away(() => this.jump(to, at));
      this.graph.cur = next;
    }
    if (why === 'unparsed') this.jumps.gapAfter(at);
  }

  // ---- branches ----

  private ifChain(s: Stmt & { k: 'if' }): void {
    const after = this.graph.join(s.at);
    let current: Stmt | undefined = s;
    while (current?.k === 'if') {
      const then = this.graph.join(current.t.at);
      const otherwise = this.graph.join(current.at);
      this.expr.cond(current.c, then, otherwise);
      this.graph.cur = then;
      this.stmt(current.t);
      this.graph.jump(after);
      this.graph.cur = otherwise;
      current = current.f;
    }
    if (current !== undefined) this.stmt(current);
    this.graph.resume(after);
  }

  private ppif(s: Stmt & { k: 'ppif' }): void {
    const live = this.graph.cur !== DEAD;
    const flags = s.branches.map(({ body }) => {
      const armed = body.some((child) => (child.k === 'guard' && child.body === undefined) || (child.k === 'decl' && child.vars.some((v) => v.cleanup !== undefined)));
      if (!armed) return undefined;
      const flag = this.expr.temp(s.at);
      this.graph.emit({ k: 'assign', dst: flag, src: { k: 'num', text: '0', value: 0, at: s.at } }, s.at);
      return flag;
    });
    const on: string[][] = [];
    const choice = live ? this.graph.emit({ k: 'choose', on }, s.at) : DEAD;
    const after = this.graph.join(s.at);
    const outer = this.arming;
    const failed: string[] = [];
    s.branches.forEach(({ cond, body }, i) => {
      const start = this.graph.join(s.at);
      const test = cond === undefined ? undefined : buildCondition(cond);
      if (test !== '0' && !failed.includes('1')) {
        this.graph.link(choice, start);
        on.push(test === undefined || test === '1' ? [...failed] : [...failed, test]);
      }
      if (test !== undefined) failed.push(negated(test));
      this.graph.cur = choice === DEAD ? DEAD : start;
      const flag = flags[i];
      this.arming = flag === undefined ? outer : { flag, place: this.scopes.here() };
      this.list(body);
      this.graph.jump(after);
    });
    this.arming = outer;
    if (!s.hasElse && !failed.includes('0')) {
      this.graph.link(choice, after);
      on.push([...failed]);
    }
    this.graph.cur = after;
  }

  private switchOn(s: Stmt & { k: 'switch' }): void {
    const v = this.expr.value(s.c);
    const subject = isSimple(v) ? v : this.expr.save(v);
    const start = this.graph.cur;
    const after = this.graph.join(s.at);
    const cases: Case[] = [];
    this.switches.push(cases);
    this.breaks.push({ join: after, place: this.scopes.here() });
    this.graph.cur = DEAD;
    this.stmt(s.body);
    this.graph.jump(after);
    this.breaks.pop();
    this.switches.pop();
    this.graph.cur = start;
    const compare = (op: string, constant: Expr, at: Span, yes: number, no: number): void => {
      const r: Val = this.survey.complex.has(constant) ? { k: 'unknown', text: printVal(constant), at: constant.at } : this.expr.value(constant);
      this.graph.fork({ k: 'branch', cond: { k: 'binary', op, l: subject, r, at } }, at, yes, no);
    };
    for (const { lo, hi, join, at } of cases) {
      if (lo === undefined) continue;
      const next = this.graph.join(at);
      if (hi === undefined) compare('==', lo, at, join, next);
      else {
        const upper = this.graph.join(at);
        compare('>=', lo, at, upper, next);
        this.graph.cur = upper;
        compare('<=', hi, at, join, next);
      }
      this.graph.cur = next;
    }
    this.graph.jump(cases.find((c) => c.lo === undefined)?.join ?? after);
    this.graph.cur = after;
  }

  private caseLabel(s: Stmt & { k: 'case' }): void {
    const join = this.graph.join(s.at);
    const cases = this.switches.at(-1);
    if (cases === undefined) this.jumps.orphan(join, s.at);
    else cases.push({ lo: s.lo, hi: s.hi, join, at: s.at });
    this.graph.resume(join);
  }

  // ---- loops ----

  /** Lowers `body` with break and continue bound. */
  private asLoop(onBreak: number, onContinue: number, body: Stmt | (() => void)): void {
    const place = this.scopes.here();
    this.breaks.push({ join: onBreak, place });
    this.continues.push({ join: onContinue, place });
    if (typeof body === 'function') body();
    else this.stmt(body);
    this.breaks.pop();
    this.continues.pop();
  }

  private whileLoop(s: Stmt & { k: 'while' }): void {
    const [head, body, after] = [this.graph.join(s.at), this.graph.join(s.at), this.graph.join(s.at)];
    this.graph.resume(head);
    this.expr.cond(s.c, body, after);
    this.graph.cur = body;
    this.asLoop(after, head, s.body);
    this.graph.jump(head);
    this.graph.cur = after;
  }

  private doLoop(s: Stmt & { k: 'do' }): void {
    const [head, test, after] = [this.graph.join(s.at), this.graph.join(s.at), this.graph.join(s.at)];
    this.graph.resume(head);
    this.asLoop(after, test, s.body);
    this.graph.resume(test);
    this.expr.cond(s.c, head, after);
    this.graph.cur = after;
  }

  private forLoop(s: Stmt & { k: 'for' }): void {
    if (s.init !== undefined) this.stmt(s.init);
    const [head, body, step, after] = [this.graph.join(s.at), this.graph.join(s.at), this.graph.join(s.at), this.graph.join(s.at)];
    this.graph.resume(head);
    if (s.c === undefined) this.graph.jump(body);
    else this.expr.cond(s.c, body, after);
    this.graph.cur = body;
    this.asLoop(after, step, s.body);
    this.graph.resume(step);
    if (s.step !== undefined) this.expr.effect(s.step);
    this.graph.jump(head);
    this.graph.cur = after;
  }

  private foreachLoop(s: Stmt & { k: 'foreach' }): void {
    // never through temporaries: the macro may set the variables that it is given
    const args = s.args.map((e) => this.expr.value(e));
    const [head, body, after] = [this.graph.join(s.head), this.graph.join(s.at), this.graph.join(s.at)];
    this.graph.resume(head);
    this.graph.fork({ k: 'foreach', macro: s.macro, args }, s.head, body, after);
    this.graph.cur = body;
    this.asLoop(after, head, s.body);
    this.graph.jump(head);
    this.graph.cur = after;
  }
}

/** Guard classes that may fail to lock, as DEFINE_GUARD_COND names them: mutex_try, rwsem_read_intr. */
const CONDITIONAL = /_(try|intr|kill)$/;

/** A macro or enumerator by its looks. */
const CONSTANT = /^([A-Z_][A-Z0-9_]*|true|false)$/;

function closing([start, end]: Span): Span {
  return [Math.max(start, end - 1), end];
}

/** Of `scoped_guard(class, args) body` the part before the body. */
function guardHead({ at, args, body }: Stmt & { k: 'guard' }): Span {
  if (body === undefined) return at;
  const last = args.at(-1)?.at[1] ?? body.at[0];
  const end = Math.min(last + 1, body.at[0]);
  return end > at[0] ? [at[0], end] : at;
}

function isSimple(v: Val): boolean {
  return v.k === 'id' || v.k === 'num' || (v.k === 'member' && (v.base.k === 'id' || isSimple(v.base)));
}

function sourceName(unique: string): string {
  const mark = unique.indexOf('@');
  return mark < 0 ? unique : unique.slice(0, mark);
}

/** Whether a variable that `which` holds for occurs in `v`. */
function mentions(v: Val, which: (name: string) => boolean): boolean {
  switch (v.k) {
    case 'id':
      return which(v.name);
    case 'unary':
    case 'cast':
      return mentions(v.arg, which);
    case 'binary':
      return mentions(v.l, which) || mentions(v.r, which);
    case 'member':
      return mentions(v.base, which);
    case 'index':
      return mentions(v.base, which) || mentions(v.index, which);
    case 'init':
      return v.items.some((item) => mentions(item.value, which));
    default:
      return false;
  }
}

/** One spelling for `#ifdef X`, `#if defined(X)` and `#if IS_ENABLED(X)`-free conditions. */
function buildCondition(text: string): string {
  const flat = text
    .replace(/^\s*#\s*/, '')
    .replace(/\\\s*\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const directive = /^(ifdef|ifndef|elifdef|elifndef|if|elif)\b\s*(.*)$/.exec(flat);
  const [, word, rest] = directive ?? [undefined, 'if', flat];
  const bare = (rest ?? '').replace(/\bdefined\s*\(\s*(\w+)\s*\)/g, '$1').replace(/\bdefined\s+(\w+)/g, '$1');
  const simple = /^!\s*(\w+)$/.exec(bare);
  const test = simple ? `!${simple[1]}` : bare;
  return word?.endsWith('ndef') ? negated(test) : test;
}

function negated(test: string): string {
  if (test === '0') return '1';
  if (test === '1') return '0';
  if (/^\w+$/.test(test)) return `!${test}`;
  if (/^!\w+$/.test(test)) return test.slice(1);
  const wrapped = /^!\((.*)\)$/s.exec(test);
  return wrapped?.[1] ?? `!(${test})`;
}
