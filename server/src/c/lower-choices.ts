/** Ways that are chosen among many: the branches of an `#if`, the cases of a switch. */
import type { Expr, Span, Stmt } from './ast.ts';
import type { Val } from './cfg.ts';
import { printVal } from './cfg-print.ts';
import { buildCondition, negated } from './lower-config.ts';
import type { ExprLowering } from './lower-expr.ts';
import { DEAD, type Graph } from './lower-graph.ts';
import type { Jumps } from './lower-jumps.ts';
import type { Lifetimes } from './lower-lifetime.ts';
import type { Scopes } from './lower-scope.ts';
import type { Survey } from './lower-survey.ts';
import type { ValBuilder } from './lower-val.ts';
import { isSimple } from './val.ts';

interface Case {
  readonly lo?: Expr;
  readonly hi?: Expr;
  readonly join: number;
  readonly at: Span;
}

export interface ChoiceParts {
  readonly graph: Graph;
  readonly scopes: Scopes;
  readonly survey: Survey;
  readonly vals: ValBuilder;
  readonly expr: ExprLowering;
  readonly lifetimes: Lifetimes;
  readonly jumps: Jumps;
  list(body: readonly Stmt[]): void;
  /** Lowers the body of a switch: a break in it leads to `onBreak`. */
  breakable(onBreak: number, body: Stmt): void;
}

export class Choices {
  private readonly parts: ChoiceParts;
  private readonly graph: Graph;
  private readonly switches: Case[][] = [];

  constructor(parts: ChoiceParts) {
    this.parts = parts;
    this.graph = parts.graph;
  }

  ppif(s: Stmt & { k: 'ppif' }): void {
    const live = this.graph.cur !== DEAD;
    const flags = s.branches.map(({ body }) => {
      const armed = body.some(
        (child) =>
          (child.k === 'guard' && child.body === undefined) || (child.k === 'decl' && child.vars.some((v) => v.cleanup !== undefined)),
      );
      if (!armed) return undefined;
      const flag = this.parts.vals.temp(s.at);
      this.graph.emit({ k: 'assign', dst: flag, src: { k: 'num', text: '0', value: 0, at: s.at } }, s.at);
      return flag;
    });
    const on: string[][] = [];
    const choice = live ? this.graph.emit({ k: 'choose', on }, s.at) : DEAD;
    const after = this.graph.join(s.at);
    const outer = this.parts.lifetimes.arming;
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
      this.parts.lifetimes.arming = flag === undefined ? outer : { flag, place: this.parts.scopes.here() };
      this.parts.list(body);
      this.graph.jump(after);
    });
    this.parts.lifetimes.arming = outer;
    if (!s.hasElse && !failed.includes('0')) {
      this.graph.link(choice, after);
      on.push([...failed]);
    }
    this.graph.cur = after;
  }

  switchOn(s: Stmt & { k: 'switch' }): void {
    const v = this.parts.expr.value(s.c);
    const subject = isSimple(v) ? v : this.parts.vals.save(v);
    const start = this.graph.cur;
    const after = this.graph.join(s.at);
    const cases: Case[] = [];
    this.switches.push(cases);
    this.graph.cur = DEAD;
    this.parts.breakable(after, s.body);
    this.graph.jump(after);
    this.switches.pop();
    this.graph.cur = start;
    const compare = (op: string, constant: Expr, at: Span, yes: number, no: number): void => {
      const r: Val = this.parts.survey.complex.has(constant)
        ? { k: 'unknown', text: printVal(constant), at: constant.at }
        : this.parts.expr.value(constant);
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

  caseLabel(s: Stmt & { k: 'case' }): void {
    const join = this.graph.join(s.at);
    const cases = this.switches.at(-1);
    if (cases === undefined) this.parts.jumps.orphan(join, s.at);
    else cases.push({ lo: s.lo, hi: s.hi, join, at: s.at });
    this.graph.resume(join);
  }
}
