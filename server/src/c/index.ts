/**
 * From C text to functions. Knows the syntax of kernel C and of hunks of it; does not know what any call means, where a
 * text comes from, or which tree-sitter reads it. Never throws on any text; linear in it.
 *
 *   outline.ts, head.ts       what a file defines, without parsing it; heads of functions
 *   tokens.ts, names.ts       words of C and of the kernel's dialect
 *   dialect.ts, conditionals.ts, statements.ts, notes.ts   the dialect -> plain C of the same length, and what it was
 *   syntax.ts                 plain C -> syntax tree, by either tree-sitter
 *   build-*.ts, slice.ts, functions.ts   syntax tree + notes -> FunctionAst (ast.ts)
 *   partial.ts, hunk-*.ts, synthetic.ts, partial-jumps.ts   the same from hunks alone
 *   lower*.ts, flow.ts        FunctionAst -> Cfg (cfg.ts), liveness, loops
 *   ast-print.ts, cfg-print.ts   both as text
 */
export type * from './ast.ts';
export { dumpFunction, printExpr } from './ast-print.ts';
export { GAP_MARKER } from './build-stmt.ts';
export type * from './cfg.ts';
export { dumpCfg, printVal } from './cfg-print.ts';
export { type Liveness, liveness, loops, loopVariants, predecessors } from './flow.ts';
export { parseExpression, parseFunction, parseFunctions, parseParameters } from './functions.ts';
export { buildCfg } from './lower.ts';
export { type Outline, type OutlineFunction, type OutlineMacro, outline } from './outline.ts';
export { functionsOfHunks, type HunkLines, type PartialFunction, parseVisible, type VisibleFunction, visibleFunctions } from './partial.ts';
export { type CParser, createWasmParser, type NativeTreeSitter, nativeParser, type SyntaxNode, type WebTreeSitter } from './syntax.ts';
export { type Origin, originOf, type Piece } from './synthetic.ts';
export { eachPart, eachVal, mentions } from './val.ts';
export { zeros } from './zeros.ts';
