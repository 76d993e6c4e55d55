/**
 * The life of local variables and guards: coming into being, what they owe when their scope is left, and leaving scopes.
 */
import type { Declarator, Expr, Span } from './ast.ts';
import type { Val } from './cfg.ts';
import type { ExprLowering } from './lower-expr.ts';
import { DEAD, type Graph } from './lower-graph.ts';
import type { Cleanup, Place, Scopes } from './lower-scope.ts';
import type { ValBuilder } from './lower-val.ts';
import { mentions } from './val.ts';

/** A guard or clean-up in this scope exists only on one branch of an `#if`. */
export interface Arming {
  readonly flag: Val;
  readonly place: Place;
}

export class Lifetimes {
  private readonly graph: Graph;
  private readonly scopes: Scopes;
  private readonly vals: ValBuilder;
  private readonly expr: ExprLowering;
  arming: Arming | undefined;

  constructor(parts: { graph: Graph; scopes: Scopes; vals: ValBuilder; expr: ExprLowering }) {
    this.graph = parts.graph;
    this.scopes = parts.scopes;
    this.vals = parts.vals;
    this.expr = parts.expr;
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

  implicitCall(name: string, args: readonly Val[], at: Span, dst?: string): void {
    this.graph.emit({ k: 'call', dst, name, fn: { k: 'id', name, at }, args, implicit: true }, at);
  }

  /** What `inside` declares ends with it, at `end`. */
  scoped(end: Span, inside: () => void): void {
    this.scopes.open();
    inside();
    this.leave(this.scopes.here(), this.scopes.opening(), end);
    this.scopes.close();
  }

  declaration(d: Declarator): void {
    // outside of any static one the name is in scope in its own initialiser, as C has it
    const name = this.scopes.declare(d);
    if (d.isStatic) return;
    const id = { k: 'id' as const, name, at: d.at };
    const { init, cleanup } = d;
    if (cleanup !== undefined && init?.k === 'call' && init.fn.k === 'call') {
      // CLASS(class, name)(args)
      const made = this.vals.temp(d.at);
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

  /** From here on, leaving the innermost scope makes this call. */
  defer(cleanup: Cleanup, at: Span): void {
    if (this.arming !== undefined && this.arming.place.scope === this.scopes.here().scope) {
      const { flag } = this.arming;
      this.graph.emit({ k: 'assign', dst: flag, src: { k: 'num', text: '1', value: 1, at } }, at);
      this.scopes.defer({ ...cleanup, when: flag });
    } else this.scopes.defer(cleanup);
  }

  /** A value that stays what it is when the scopes up to `to` are left. */
  outlive(v: Val, to: Place): Val {
    const left = this.scopes.leaving(this.scopes.here(), to);
    if (left.length === 0) return v;
    const names = new Set(left.map((entry) => entry.name));
    const runs = left.some((entry) => entry.cleanup !== undefined);
    return mentions(v, (name) => names.has(name) || (runs && !CONSTANT.test(name))) ? this.vals.save(v) : v;
  }
}

/** Guard classes that may fail to lock, as DEFINE_GUARD_COND names them: mutex_try, rwsem_read_intr. */
export const CONDITIONAL = /_(try|intr|kill)$/;

/** A macro or enumerator by its looks. */
const CONSTANT = /^([A-Z_][A-Z0-9_]*|true|false)$/;
