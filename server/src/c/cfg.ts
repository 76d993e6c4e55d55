/**
 * The control flow graph of one function: small operations in evaluation order.
 *
 * Lowering leaves no side effect inside an expression: a `Val` is an `Expr` without call, assign, update, cond, && / ||, comma, stmtexpr.
 * Results of calls live in temporaries named `$1`, `$2` ...  Names of locals are unique in the function: a shadowing
 * local `x` becomes `x@2` (parameters keep their name).
 */
import type { Expr, Param, Span } from './ast.ts';

/** Restricted Expr, see above: id num str unary(- + ! ~ * &) binary(no && ||) member index cast sizeof init type unknown. */
export type Val = Expr;

export type Op =
  | { readonly k: 'nop' }
  /** dst is an lvalue: id, member, index, unary * */
  | { readonly k: 'assign'; readonly dst: Val; readonly src: Val }
  /** `x += v`, `x++`: kept apart from assign because it marks loop counters; op is + - * / ... */
  | { readonly k: 'update'; readonly dst: Val; readonly op: string; readonly src: Val }
  /** `name` is set for a direct call (identifier), else `fn` is evaluated. dst is a temporary or undefined when the value is unused */
  | {
      readonly k: 'call';
      readonly dst?: string;
      readonly name?: string;
      readonly fn: Val;
      readonly args: readonly Val[];
      readonly implicit: boolean;
    }
  /** two successors: [true, false]. The condition is atomic: negations, && and || were turned into edges; likely()/unlikely() removed */
  | { readonly k: 'branch'; readonly cond: Val }
  /** a for_each macro at its loop head; two successors: [next item, done] */
  | { readonly k: 'foreach'; readonly macro: string; readonly args: readonly Val[] }
  /** any successor may be taken (#if branches, computed goto, unknown text) */
  | {
      readonly k: 'choose';
      /**
       * Only for #if branches: for each successor the build conditions that hold there, e.g. `CONFIG_MEMCG`, `!CONFIG_MEMCG`. The
       * same text is true, or false, everywhere in one build: a path that needs both is no path.
       */
      readonly on?: readonly (readonly string[])[];
    }
  | { readonly k: 'return'; readonly value?: Val }
  /** a local comes into being, uninitialised */
  | { readonly k: 'decl'; readonly name: string }
  /** locals go out of scope */
  | { readonly k: 'end'; readonly names: readonly string[] }
  /** unseen or unreadable code: anything may happen */
  | { readonly k: 'gap'; readonly why: 'hunk' | 'unparsed' | 'asm' }
  /** control leaves what is visible (goto to a label out of sight, end of the visible part) : no successor */
  | { readonly k: 'leave' };

export interface CfgNode {
  readonly id: number;
  readonly op: Op;
  /** successors; `branch` and `foreach` have exactly two */
  readonly succ: readonly number[];
  readonly at: Span;
}

export interface Local {
  readonly name: string;
  readonly type: string;
  readonly pointer: boolean;
  readonly array: boolean;
  readonly isStatic: boolean;
}

export interface Cfg {
  readonly name: string;
  readonly params: readonly Param[];
  readonly locals: ReadonlyMap<string, Local>;
  readonly returnsPointer: boolean;
  readonly isVoid: boolean;
  /** indexed by id; reachable from the entry only; ids are in reverse postorder, entry is 0 */
  readonly nodes: readonly CfgNode[];
  /** the single exit; reached by `return` nodes and by falling off the end; undefined when no path gets there */
  readonly exit?: number;
  /** [from, to] of edges that close a loop (depth-first back edges) */
  readonly backEdges: readonly (readonly [number, number])[];
  readonly partial: boolean;
  /** the function's own text has gaps or unparsed pieces */
  readonly hasGaps: boolean;
  readonly at: Span;
  readonly nameAt: Span;
}
