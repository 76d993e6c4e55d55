/**
 * Statements become nodes and edges; every jump first leaves the scopes that lie between it and its target.
 *
 * Jumps to labels wait until the whole body is known (`Jumps`): a label may come later, or be out of sight.
 */
import type { Expr, Span, Stmt } from './ast.ts';
import type { Val } from './cfg.ts';
import { Choices } from './lower-choices.ts';
import { DEEPEST, type Depth, ExprLowering } from './lower-expr.ts';
import { DEAD, type Graph } from './lower-graph.ts';
import type { Jumps } from './lower-jumps.ts';
import { CONDITIONAL, Lifetimes } from './lower-lifetime.ts';
import type { Cleanup, Place, Scopes } from './lower-scope.ts';
import type { Survey } from './lower-survey.ts';
import { ValBuilder, zero } from './lower-val.ts';
import { mentions } from './val.ts';

interface Target {
  readonly join: number;
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
  private readonly vals: ValBuilder;
  private readonly expr: ExprLowering;
  readonly lifetimes: Lifetimes;
  private readonly breaks: Target[] = [];
  private readonly continues: Target[] = [];
  private readonly choices: Choices;

  constructor(parts: { graph: Graph; scopes: Scopes; survey: Survey; jumps: Jumps; depth: Depth; isVoid: boolean; exit: number }) {
    this.graph = parts.graph;
    this.scopes = parts.scopes;
    this.survey = parts.survey;
    this.jumps = parts.jumps;
    this.depth = parts.depth;
    this.isVoid = parts.isVoid;
    this.exit = parts.exit;
    const { graph, scopes, survey, depth } = parts;
    this.vals = new ValBuilder(graph, scopes);
    const { vals } = this;
    this.expr = new ExprLowering({ graph, scopes, vals, survey, depth, body: (body, at, wanted) => this.valueOfBody(body, at, wanted) });
    this.lifetimes = new Lifetimes({ graph, scopes, vals, expr: this.expr });
    const { expr, lifetimes } = this;
    this.choices = new Choices({
      graph,
      scopes,
      survey,
      vals,
      expr,
      lifetimes,
      jumps: parts.jumps,
      list: (body) => this.list(body),
      breakable: (onBreak, body) => this.breakable(onBreak, body),
    });
  }

  list(body: readonly Stmt[]): void {
    for (const stmt of body) this.stmt(stmt);
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
        this.expression(s.e, s.at);
        return;
      case 'decl':
        for (const v of s.vars) this.lifetimes.declaration(v);
        return;
      case 'block':
        this.lifetimes.scoped(closing(s.at), () => this.list(s.body));
        return;
      case 'if':
        this.ifChain(s);
        return;
      case 'while':
        this.whileLoop(s);
        return;
      case 'do':
        this.doLoop(s);
        return;
      case 'for':
        this.lifetimes.scoped(closing(s.at), () => this.forLoop(s));
        return;
      case 'foreach':
        this.foreachLoop(s);
        return;
      case 'switch':
        this.choices.switchOn(s);
        return;
      case 'case':
        this.choices.caseLabel(s);
        return;
      case 'label':
        this.jumps.label(s.name, s.at);
        return;
      case 'goto':
        if (s.target !== undefined) this.expr.effect(s.target);
        s.target === undefined ? this.jumps.goto(s.label, s.at) : this.jumps.computedGoto(s.at);
        return;
      case 'break':
        this.jump(this.breaks.at(-1), s.at);
        return;
      case 'continue':
        this.jump(this.continues.at(-1), s.at);
        return;
      case 'return':
        this.returnStmt(s.e, s.at);
        return;
      case 'asm':
        this.opaque('asm', s.text, s.at);
        return;
      case 'unknown':
        this.opaque('unparsed', s.text, s.at);
        return;
      case 'gap':
        this.jumps.hunkGap(s.at);
        return;
      case 'guard':
        this.guard(s);
        return;
      case 'ppif':
        this.choices.ppif(s);
        return;
    }
  }

  // ---- guards, statement expressions ----

  private guard(s: Stmt & { k: 'guard' }): void {
    const at = guardHead(s);
    // the guard remembers what it locked, whatever the arguments' variables hold later
    const args = this.expr
      .values(s.args)
      .map((v) => (mentions(v, (name) => this.survey.reassigned.has(sourceName(name))) ? this.vals.save(v) : v));
    const cleanup = { fn: `class_${s.cls}_destructor`, args };
    const construct = (dst?: string): void => this.lifetimes.implicitCall(`class_${s.cls}_constructor`, args, at, dst);
    if (!s.conditional && !CONDITIONAL.test(s.cls)) {
      construct();
      if (s.body === undefined) this.lifetimes.defer(cleanup, at);
      else this.guarded(s.body, cleanup);
      return;
    }
    const got = this.vals.temp(at);
    construct(got.name);
    if (s.body === undefined) {
      this.lifetimes.defer({ ...cleanup, when: got }, at);
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
      this.lifetimes.scoped(closing(body.at), () => {
        this.scopes.defer(cleanup);
        this.stmt(body);
      }),
    );
    this.graph.resume(after);
  }

  /** `({ ... })`: the value of its last expression outlives its variables. */
  private valueOfBody(body: readonly Stmt[], at: Span, wanted: boolean): Val | undefined {
    let result: Val | undefined;
    this.lifetimes.scoped(closing(at), () => {
      const last = body.at(-1);
      if (!wanted || last?.k !== 'expr') {
        this.list(body);
        return;
      }
      this.list(body.slice(0, -1));
      result = this.lifetimes.outlive(this.expr.value(last.e), this.scopes.opening());
    });
    return result;
  }

  // ---- plain statements ----

  private expression(e: Expr, at: Span): void {
    const handedOut = e.k === 'call' && e.fn.k === 'id' && e.fn.name === 'return_ptr' ? e.args[0] : undefined;
    if (e.k !== 'call' || handedOut === undefined) {
      this.expr.effect(e);
      return;
    }
    // return_ptr(p) is `return no_free_ptr(p)`
    const p = this.expr.value(handedOut);
    const result = this.vals.temp(e.at);
    this.graph.emit(
      { k: 'call', dst: result.name, name: 'no_free_ptr', fn: { ...e.fn, name: 'no_free_ptr' } as Expr, args: [p], implicit: false },
      e.at,
    );
    this.graph.emit({ k: 'assign', dst: p, src: zero(e.at) }, e.at);
    this.finish(result, at);
  }

  private returnStmt(e: Expr | undefined, at: Span): void {
    if (e === undefined) {
      this.finish(undefined, at);
      return;
    }
    if (this.isVoid) {
      this.expr.effect(e);
      this.finish(undefined, at);
      return;
    }
    this.finish(this.lifetimes.outlive(this.expr.value(e), this.scopes.outermost()), at);
  }

  private finish(value: Val | undefined, at: Span): void {
    this.lifetimes.leave(this.scopes.here(), this.scopes.outermost(), at);
    this.graph.emit({ k: 'return', value }, at);
    this.graph.jump(this.exit);
  }

  private jump(to: Target | undefined, at: Span): void {
    if (to === undefined) {
      this.jumps.outOfSight(at);
      return;
    }
    this.lifetimes.leave(this.scopes.here(), to.place, at);
    this.graph.jump(to.join);
  }

  /** Text that nobody looked into, but for the jumps that it names. */
  private opaque(why: 'asm' | 'unparsed', text: string, at: Span): void {
    this.graph.emit({ k: 'gap', why }, at);
    if (this.graph.cur === DEAD) return;
    const words = new Set(/\bgoto\b/.test(text) ? (text.match(/[A-Za-z_]\w*/g) ?? []) : []);
    const targets = [...words].filter((word) => this.survey.labels.has(word));
    const loop =
      why === 'asm'
        ? []
        : (
            [
              [/\bbreak\b/, this.breaks.at(-1)],
              [/\bcontinue\b/, this.continues.at(-1)],
            ] as const
          ).flatMap(([word, to]) => (to !== undefined && word.test(text) ? [to] : []));
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

  // ---- loops ----

  /** Lowers `body` with break bound. */
  private breakable(onBreak: number, body: Stmt): void {
    this.breaks.push({ join: onBreak, place: this.scopes.here() });
    this.stmt(body);
    this.breaks.pop();
  }

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

function sourceName(unique: string): string {
  const mark = unique.indexOf('@');
  return mark < 0 ? unique : unique.slice(0, mark);
}
