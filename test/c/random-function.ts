/**
 * Random functions for differential tests: syntax trees made from a sequence of choices (fast-check shrinks the sequence), over integers.
 * Everything is defined behaviour but for the order of side effects in an expression, which is from left to right here.
 *
 * Which variable an `id` means is decided here, while the tree is made (`meaning`), independently of the code under test.
 */
import type { Expr, FunctionAst, Span, Stmt } from '../../server/src/c/ast.ts';

export interface RandomFunction {
  readonly fn: FunctionAst;
  /** identifier node or declarator -> the variable that it means */
  readonly meaning: ReadonlyMap<object, string>;
}

interface Context {
  readonly depth: number;
  readonly inLoop: boolean;
  readonly inSwitch: boolean;
  /** labels that may be jumped to: those of the enclosing lists */
  readonly labels: readonly string[];
  /** the list is the body of a switch: a jump may skip what stands before */
  readonly skippable: boolean;
}

const NAMES = ['a', 'b', 'c', 'd'];
const BINARY = ['+', '-', '*', '&', '|', '^', '==', '!=', '<', '>', '<=', '>='];
const CALLS = ['f', 'g', 'h', 'probe'];

export function randomFunction(choices: readonly number[]): RandomFunction {
  return new Maker(choices).make();
}

class Maker {
  private readonly choices: readonly number[];
  private used = 0;
  private tokens = 0;
  private labelCount = 0;
  private variables = 0;
  private readonly meaning = new Map<object, string>();
  /** source name -> variable, one map for each scope */
  private readonly scopes: Map<string, string>[] = [];

  constructor(choices: readonly number[]) {
    this.choices = choices;
  }

  make(): RandomFunction {
    const params = ['p', 'q'].map((name) => ({ name, type: 'int', pointer: false, at: this.at() }));
    this.scopes.push(new Map(params.map(({ name }) => [name, name])));
    const isVoid = this.pick(8) === 1;
    const body = this.list({ depth: 0, inLoop: false, inSwitch: false, labels: [], skippable: false });
    const fn: FunctionAst = {
      name: 'random',
      nameAt: [0, 6],
      returns: isVoid ? 'void' : 'int',
      returnsPointer: false,
      isVoid,
      isStatic: false,
      params,
      attributes: [],
      body,
      at: [0, this.tokens + 1],
      errors: [],
      partial: false,
    };
    return { fn, meaning: this.meaning };
  }

  /** 0 .. n-1; always 0 once the choices are used up, which ends everything. */
  private pick(n: number): number {
    const choice = this.choices[this.used++] ?? 0;
    return choice % n;
  }

  private at(): Span {
    return [this.tokens, ++this.tokens];
  }

  // ---- statements ----

  /** A list with a scope of its own (opened by the caller of `list` for a function body). */
  private list(outer: Context): Stmt[] {
    this.scopes.push(new Map());
    const length = outer.depth === 0 ? 2 + this.pick(6) : this.pick(5);
    const own = Array.from({ length: this.pick(6) === 1 ? 1 : 0 }, () => `l${this.labelCount++}`);
    const context = { ...outer, depth: outer.depth + 1, labels: [...outer.labels, ...own] };
    const out: Stmt[] = [];
    const labelAt = own.length > 0 ? this.pick(length + 1) : -1;
    for (let i = 0; i <= length; i++) {
      if (i === labelAt) out.push({ k: 'label', name: own[0] ?? '', at: this.at() }, { k: 'empty', at: this.at() });
      // a forward jump must not skip the making of what is cleaned up later
      if (i < length) out.push(this.stmt({ ...context, skippable: outer.skippable || i < labelAt }));
    }
    this.scopes.pop();
    return out;
  }

  private block(context: Context): Stmt {
    return { k: 'block', body: this.list({ ...context, skippable: false }), at: this.at() };
  }

  private stmt(context: Context): Stmt {
    if (context.depth > 6) return this.expressionStmt(2);
    switch (this.pick(22)) {
      case 1:
      case 2:
        return this.declaration(context);
      case 3:
      case 4:
        return { k: 'if', c: this.expr(3), t: this.block(context), f: this.pick(2) ? this.block(context) : undefined, at: this.at() };
      case 5:
        return { k: 'while', c: this.expr(3), body: this.loopBody(context), at: this.at() };
      case 6:
        return { k: 'do', c: this.expr(3), body: this.loopBody(context), at: this.at() };
      case 7:
      case 8:
        return this.forLoop(context);
      case 9:
      case 10:
        return this.switchStmt(context);
      case 11:
        if (context.inLoop || context.inSwitch) return { k: 'break', at: this.at() };
        break;
      case 12:
        if (context.inLoop) return { k: 'continue', at: this.at() };
        break;
      case 13:
        return { k: 'return', e: this.expr(2), at: this.at() };
      case 14: {
        const label = context.labels[this.pick(Math.max(1, context.labels.length))];
        if (label !== undefined) return { k: 'goto', label, at: this.at() };
        break;
      }
      case 15:
        if (!context.skippable) return { k: 'guard', cls: 'mutex', args: [this.expr(1)], conditional: false, at: this.at() };
        break;
      case 16:
        return this.scopedGuard(context);
      case 17:
        return {
          k: 'foreach',
          macro: 'for_each_thing',
          args: [this.variable(), this.num(this.pick(4))],
          body: this.loopBody(context),
          head: this.at(),
          at: this.at(),
        };
      case 18:
        return this.block(context);
      case 19:
        return this.ppif(context);
      case 20:
        if (this.pick(8) === 1) return { k: 'expr', e: { k: 'call', fn: this.id('BUG'), args: [], at: this.at() }, at: this.at() };
        break;
    }
    return this.expressionStmt(3);
  }

  private expressionStmt(depth: number): Stmt {
    const kind = this.pick(4);
    if (kind === 1) return { k: 'expr', e: this.call(depth), at: this.at() };
    const e: Expr =
      kind > 1
        ? { k: 'assign', op: '=', l: this.variable(), r: kind === 2 ? this.call(depth) : this.expr(depth), at: this.at() }
        : this.expr(depth);
    return { k: 'expr', e, at: this.at() };
  }

  private declaration(context: Context): Stmt {
    const name = NAMES[this.pick(NAMES.length)] as string;
    const scope = this.scopes.at(-1) as Map<string, string>;
    if (scope.has(name)) return this.expressionStmt(2);
    const variable = `${name}#${++this.variables}`;
    const cleanup = !context.skippable && this.pick(4) === 1 ? 'kfree' : undefined;
    // the initialiser still sees the outer variable: reading oneself would be undefined
    const init = cleanup !== undefined || this.pick(4) > 0 ? this.expr(2) : undefined;
    scope.set(name, variable);
    const readsSelf = init !== undefined && this.namesIn(init).has(name);
    const d = {
      name,
      type: 'int',
      pointer: false,
      array: false,
      isStatic: false,
      init: readsSelf ? this.num(1) : init,
      cleanup,
      at: this.at(),
    };
    this.meaning.set(d, variable);
    return { k: 'decl', vars: [d], at: this.at() };
  }

  private namesIn(e: object): Set<string> {
    const names = new Set<string>();
    JSON.stringify(e, (_, value) => {
      if (value?.k === 'id') names.add(value.name);
      return value;
    });
    return names;
  }

  private loopBody(context: Context): Stmt {
    return this.block({ ...context, inLoop: true });
  }

  private forLoop(context: Context): Stmt {
    this.scopes.push(new Map());
    const init = this.pick(2) ? this.declaration({ ...context, skippable: true }) : this.expressionStmt(1);
    const v = this.variable();
    const c: Expr | undefined = this.pick(5) === 1 ? undefined : { k: 'binary', op: '<', l: v, r: this.num(5), at: this.at() };
    const step: Expr | undefined =
      this.pick(6) === 1 ? undefined : { k: 'update', op: '++', prefix: this.pick(2) === 1, arg: this.variable(), at: this.at() };
    const body = this.loopBody(context);
    this.scopes.pop();
    return { k: 'for', init, c, step, body, at: this.at() };
  }

  private switchStmt(outer: Context): Stmt {
    const c = this.expr(2);
    const context = { ...outer, depth: outer.depth + 1, inSwitch: true, skippable: true };
    this.scopes.push(new Map());
    const body: Stmt[] = [];
    const groups = this.pick(5);
    const defaultAt = this.pick(6);
    for (let i = 0; i < groups; i++) {
      const lo = this.num(i * 3 - 3);
      const hi = this.pick(4) === 1 ? this.num(i * 3 - 1) : undefined;
      body.push(i === defaultAt ? { k: 'case', at: this.at() } : { k: 'case', lo, hi, at: this.at() });
      const inner = this.pick(3);
      for (let n = 0; n < inner; n++) body.push(this.stmt(context));
      if (this.pick(6) === 1) {
        // a label inside a nested block
        const nested: Stmt[] = [this.expressionStmt(1), { k: 'case', lo: this.num(i + 40), at: this.at() }, this.expressionStmt(1)];
        body.push({ k: 'if', c: this.expr(1), t: { k: 'block', body: nested, at: this.at() }, at: this.at() });
      }
      if (this.pick(2)) body.push({ k: 'break', at: this.at() });
    }
    this.scopes.pop();
    return { k: 'switch', c, body: { k: 'block', body, at: this.at() }, at: this.at() };
  }

  private scopedGuard(context: Context): Stmt {
    const conditional = this.pick(3) === 1;
    const args = [this.expr(1)];
    const onFail = conditional && this.pick(2) ? this.failure() : undefined;
    const body = this.loopBody(context);
    return { k: 'guard', cls: conditional ? 'mutex_try' : 'rwsem', args, body, conditional, onFail, at: this.at() };
  }

  private failure(): Stmt {
    const kind = this.pick(4);
    if (kind === 1) return { k: 'return', e: this.expr(1), at: this.at() };
    if (kind === 2) return { k: 'break', at: this.at() };
    return { k: 'expr', e: this.call(1), at: this.at() };
  }

  private ppif(context: Context): Stmt {
    const hasElse = this.pick(2) === 1;
    const branch = (cond?: string) => ({ cond, body: [this.block({ ...context, depth: context.depth + 1 })] });
    const branches = [branch(`CONFIG_${this.tokens}`)];
    if (hasElse) branches.push(branch());
    return { k: 'ppif', branches, hasElse, at: this.at() };
  }

  // ---- expressions ----

  private num(value: number): Expr {
    // C has no negative literals
    if (value < 0) return { k: 'unary', op: '-', arg: this.num(-value), at: this.at() };
    return { k: 'num', text: String(value), value, at: this.at() };
  }

  private id(name: string, variable?: string): Expr {
    const id: Expr = { k: 'id', name, at: this.at() };
    if (variable !== undefined) this.meaning.set(id, variable);
    return id;
  }

  private variable(): Expr {
    const visible = new Map<string, string>();
    for (const scope of this.scopes) for (const [name, variable] of scope) visible.set(name, variable);
    const all = [...visible];
    const [name, variable] = all[this.pick(all.length)] as [string, string];
    return this.id(name, variable);
  }

  private expr(depth: number): Expr {
    if (depth <= 0) return this.pick(2) ? this.variable() : this.num(this.pick(5) - 1);
    const e = (): Expr => this.expr(depth - 1);
    switch (this.pick(20)) {
      case 1:
      case 2:
        return this.call(depth);
      case 3:
        return { k: 'call', fn: this.id(this.pick(2) ? 'likely' : 'unlikely'), args: [e()], at: this.at() };
      case 4:
      case 5:
        return { k: 'binary', op: BINARY[this.pick(BINARY.length)] as string, l: e(), r: e(), at: this.at() };
      case 6:
      case 7:
        return { k: 'binary', op: this.pick(2) ? '&&' : '||', l: e(), r: e(), at: this.at() };
      case 8:
        return { k: 'unary', op: '!', arg: e(), at: this.at() };
      case 9:
        return { k: 'unary', op: this.pick(2) ? '-' : '~', arg: e(), at: this.at() };
      case 10:
        return { k: 'cond', c: e(), t: this.pick(4) === 1 ? undefined : e(), f: e(), at: this.at() };
      case 11:
        return { k: 'comma', list: [e(), e()], at: this.at() };
      case 12:
        return { k: 'update', op: this.pick(2) ? '++' : '--', prefix: this.pick(2) === 1, arg: this.variable(), at: this.at() };
      case 13:
      case 14:
        return { k: 'assign', op: ['=', '=', '+=', '-=', '|='][this.pick(5)] as string, l: this.variable(), r: e(), at: this.at() };
      case 15:
        return this.stmtExpr(depth);
      case 16:
        return this.num(this.pick(4));
    }
    return this.pick(2) ? this.variable() : this.num(this.pick(5) - 1);
  }

  private call(depth: number): Expr {
    const fn = this.id(CALLS[this.pick(CALLS.length)] as string);
    return { k: 'call', fn, args: Array.from({ length: this.pick(3) }, () => this.expr(depth - 1)), at: this.at() };
  }

  private stmtExpr(depth: number): Expr {
    // no break or continue: what they mean in a loop's condition is not settled
    this.scopes.push(new Map());
    const context: Context = { depth: 5, inLoop: false, inSwitch: false, labels: [], skippable: false };
    const body = Array.from({ length: this.pick(3) }, () => this.stmt(context));
    body.push({ k: 'expr', e: this.expr(depth - 1), at: this.at() });
    this.scopes.pop();
    return { k: 'stmtexpr', body, at: this.at() };
  }
}
