/** What the pre-pass rewrote, so that the builder of the AST can say what stood there. */
import type { Span } from './ast.ts';

export type Note =
  /** at `while`: a loop macro; `head` spans the macro call */
  | { readonly k: 'foreach'; readonly macro: string; readonly head: Span }
  /** at `do`: `do_each_x(args) { } while_each_x(args);` */
  | { readonly k: 'do-each'; readonly macro: string; readonly head: Span }
  /** at `{`: a branch of `#if` */
  | { readonly k: 'branch'; readonly cond: string | undefined; readonly first: boolean }
  /** at an identifier: `name:` stood there */
  | { readonly k: 'label' }
  /** at an identifier that stands for an asm statement */
  | { readonly k: 'asm'; readonly at: Span }
  /** at an expression: `goto *expr` */
  | { readonly k: 'goto' }
  /** at an identifier: a type, or any other text that is no expression, was an argument */
  | { readonly k: 'type'; readonly at: Span }
  /** at an identifier: a statement was an argument */
  | { readonly k: 'statement'; readonly at: Span }
  /** at an identifier that is declared: `__free(cls)`, `__cleanup(cls)` follow it */
  | { readonly k: 'cleanup'; readonly cls: string }
  /** at the name of a declaring macro: `static` stood before it */
  | { readonly k: 'static' }
  /** at `;`: a macro call that no semicolon follows */
  | { readonly k: 'bare'; readonly at: Span };
