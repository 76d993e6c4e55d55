/**
 * The syntax of one C function as plain data, independent of which tree-sitter made it.
 *
 * Every node has `at`: [start, end) as UTF-16 offsets into the text that was given to the parser (for a function of a file:
 * offsets into the file).  Nothing here knows what a call means.
 */

export type Span = readonly [start: number, end: number];

export type Expr =
  | { readonly k: 'id'; readonly name: string; readonly at: Span }
  /** `text` as written; `value` undefined when it does not fit a double exactly or cannot be read */
  | { readonly k: 'num'; readonly text: string; readonly value?: number; readonly at: Span }
  | { readonly k: 'str'; readonly text: string; readonly at: Span }
  /** operators: - + ! ~ * & && (label address) */
  | { readonly k: 'unary'; readonly op: string; readonly arg: Expr; readonly at: Span }
  | { readonly k: 'update'; readonly op: '++' | '--'; readonly prefix: boolean; readonly arg: Expr; readonly at: Span }
  /** all binary operators including && || */
  | { readonly k: 'binary'; readonly op: string; readonly l: Expr; readonly r: Expr; readonly at: Span }
  /** = += -= ... */
  | { readonly k: 'assign'; readonly op: string; readonly l: Expr; readonly r: Expr; readonly at: Span }
  /** GNU `a ?: b` has `t` undefined */
  | { readonly k: 'cond'; readonly c: Expr; readonly t?: Expr; readonly f: Expr; readonly at: Span }
  | { readonly k: 'call'; readonly fn: Expr; readonly args: readonly Expr[]; readonly at: Span }
  | { readonly k: 'member'; readonly base: Expr; readonly field: string; readonly arrow: boolean; readonly at: Span }
  | { readonly k: 'index'; readonly base: Expr; readonly index: Expr; readonly at: Span }
  | { readonly k: 'cast'; readonly type: string; readonly arg: Expr; readonly at: Span }
  | { readonly k: 'sizeof'; readonly text: string; readonly at: Span }
  | { readonly k: 'comma'; readonly list: readonly Expr[]; readonly at: Span }
  /** `({ ... })`: the value is that of the last expression statement */
  | { readonly k: 'stmtexpr'; readonly body: readonly Stmt[]; readonly at: Span }
  /** `{ .a = x, y }`, also a compound literal's value; field undefined for positional items */
  | {
      readonly k: 'init';
      readonly type?: string;
      readonly items: readonly { readonly field?: string; readonly value: Expr }[];
      readonly at: Span;
    }
  /** a type as an argument (container_of, min_t) */
  | { readonly k: 'type'; readonly text: string; readonly at: Span }
  /** could not be read */
  | { readonly k: 'unknown'; readonly text: string; readonly at: Span };

export interface Declarator {
  readonly name: string;
  /** type text with pointers, e.g. `struct folio *`, without the name and initialiser */
  readonly type: string;
  readonly pointer: boolean;
  readonly array: boolean;
  readonly isStatic: boolean;
  readonly init?: Expr;
  /** class of `__free(class)` / `__cleanup(fn)` / CLASS(class, name) */
  readonly cleanup?: string;
  readonly at: Span;
}

export type Stmt =
  | { readonly k: 'block'; readonly body: readonly Stmt[]; readonly at: Span }
  | { readonly k: 'expr'; readonly e: Expr; readonly at: Span }
  | { readonly k: 'decl'; readonly vars: readonly Declarator[]; readonly at: Span }
  | { readonly k: 'if'; readonly c: Expr; readonly t: Stmt; readonly f?: Stmt; readonly at: Span }
  | { readonly k: 'while'; readonly c: Expr; readonly body: Stmt; readonly at: Span }
  | { readonly k: 'do'; readonly c: Expr; readonly body: Stmt; readonly at: Span }
  /** for (init; c; step); missing parts are undefined */
  | { readonly k: 'for'; readonly init?: Stmt; readonly c?: Expr; readonly step?: Expr; readonly body: Stmt; readonly at: Span }
  /** list_for_each_entry(...) { }, for_each_mem_cgroup_tree(...) { } ...; `head` spans the macro call itself */
  | {
      readonly k: 'foreach';
      readonly macro: string;
      readonly args: readonly Expr[];
      readonly body: Stmt;
      readonly head: Span;
      readonly at: Span;
    }
  | { readonly k: 'switch'; readonly c: Expr; readonly body: Stmt; readonly at: Span }
  /** `hi` for GNU ranges; both undefined: default */
  | { readonly k: 'case'; readonly lo?: Expr; readonly hi?: Expr; readonly at: Span }
  | { readonly k: 'label'; readonly name: string; readonly at: Span }
  /** `target` for computed goto */
  | { readonly k: 'goto'; readonly label: string; readonly target?: Expr; readonly at: Span }
  | { readonly k: 'break'; readonly at: Span }
  | { readonly k: 'continue'; readonly at: Span }
  | { readonly k: 'return'; readonly e?: Expr; readonly at: Span }
  | { readonly k: 'asm'; readonly text: string; readonly at: Span }
  /** guard(class)(args); `body` undefined: until the end of the enclosing block. scoped_guard(class, args) body */
  | {
      readonly k: 'guard';
      readonly cls: string;
      readonly args: readonly Expr[];
      readonly body?: Stmt;
      readonly conditional: boolean;
      readonly onFail?: Stmt;
      readonly at: Span;
    }
  /** `#if c` ... `#else` ...: every branch is kept; the cfg chooses freely between them. The last has no condition text when it is #else; without an #else an empty branch is possible */
  | {
      readonly k: 'ppif';
      readonly branches: readonly { readonly cond?: string; readonly body: readonly Stmt[] }[];
      readonly hasElse: boolean;
      readonly at: Span;
    }
  /** code that exists but is out of sight (between two hunks) */
  | { readonly k: 'gap'; readonly at: Span }
  | { readonly k: 'empty'; readonly at: Span }
  /** could not be read; anything may happen here */
  | { readonly k: 'unknown'; readonly text: string; readonly at: Span };

export interface Param {
  readonly name: string;
  readonly type: string;
  readonly pointer: boolean;
  readonly at: Span;
}

export interface FunctionAst {
  readonly name: string;
  /** of the name */
  readonly nameAt: Span;
  /** return type text, e.g. `struct folio *`, storage class and attributes removed */
  readonly returns: string;
  readonly returnsPointer: boolean;
  readonly isVoid: boolean;
  readonly isStatic: boolean;
  readonly params: readonly Param[];
  /** annotations as written: __must_hold(x), __acquires(x), __releases(x), __cond_acquires, __init ... */
  readonly attributes: readonly string[];
  readonly body: readonly Stmt[];
  readonly at: Span;
  /** syntax errors that remain inside, at most 20 */
  readonly errors: readonly Span[];
  /** true when only hunks were at hand: the body has gaps, head or tail may be missing */
  readonly partial: boolean;
}
