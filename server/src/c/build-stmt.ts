/** Syntax nodes of statements -> `Stmt`. Labels, cases and `#if` branches become items of the block that they stand in. */
import type { Expr, Stmt } from './ast.ts';
import { type BuildContext, childOf, MAX_DEPTH, namedChildren, noteAt, spanOf, writtenText } from './build-context.ts';
import { buildDeclaration, declaredByMacro } from './build-decl.ts';
import { buildExpr, commaList } from './build-expr.ts';
import { parseSlice } from './slice.ts';
import type { SyntaxNode } from './syntax.ts';

/** Stands in a text for code that is out of sight. */
export const GAP_MARKER = '__gap__';

/** The statements between the braces of a compound statement. */
export function buildBody(context: BuildContext, node: SyntaxNode): Stmt[] {
  return buildList(
    context,
    node.children.filter((c) => c.type !== '{' && c.type !== '}'),
  );
}

export function buildList(context: BuildContext, nodes: readonly SyntaxNode[]): Stmt[] {
  const out: Stmt[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i];
    if (!node || node.type === 'comment' || (node.missing && !node.named)) continue;
    const branch = node.type === 'compound_statement' ? noteAt(context, node.start, 'branch') : undefined;
    if (!branch) {
      append(context, node, out);
      continue;
    }
    const group = [node];
    for (;;) {
      const next = nodes[i + 1];
      const mark = next?.type === 'compound_statement' ? noteAt(context, next.start, 'branch') : undefined;
      if (!next || !mark || mark.first) break;
      group.push(next);
      i++;
    }
    out.push(conditional(context, group));
  }
  return out;
}

function conditional(context: BuildContext, group: readonly SyntaxNode[]): Stmt {
  const branches = group.map((node) => {
    const cond = noteAt(context, node.start, 'branch')?.cond;
    const body = nested(context, node, () => buildBody(context, node)) ?? [unknown(context, node)];
    return cond === undefined ? { body } : { cond, body };
  });
  const first = group[0];
  const last = group.at(-1);
  const hasElse = last !== undefined && noteAt(context, last.start, 'branch')?.cond === undefined;
  return { k: 'ppif', branches, hasElse, at: [context.base + (first?.start ?? 0), context.base + (last?.end ?? 0)] };
}

function nested<T>(context: BuildContext, node: SyntaxNode, build: () => T): T | undefined {
  if (context.depth >= MAX_DEPTH || node.type === 'ERROR') return undefined;
  context.depth++;
  try {
    return build();
  } finally {
    context.depth--;
  }
}

function unknown(context: BuildContext, node: SyntaxNode): Stmt {
  return { k: 'unknown', text: writtenText(context, node.start, node.end), at: spanOf(context, node) };
}

/** Adds what a node says to a list: one statement, or a label or case and the statements that hang from it in the tree. */
function append(context: BuildContext, node: SyntaxNode, out: Stmt[]): void {
  if (node.type === 'case_statement') {
    const colon = node.children.findIndex((c) => c.type === ':');
    if (colon < 0 || node.children.slice(0, colon).some((c) => c.broken)) {
      out.push(unknown(context, node));
      return;
    }
    out.push(caseLabel(context, node, node.children[colon]?.end ?? node.end));
    for (const stmt of buildList(context, node.children.slice(colon + 1))) out.push(stmt);
  } else if (node.type === 'labeled_statement') {
    const label = childOf(node, 'label');
    if (label) out.push({ k: 'label', name: context.source.slice(label.start, label.end), at: spanOf(context, label) });
    for (const child of namedChildren(node)) if (child !== label) append(context, child, out);
  } else {
    out.push(buildStmt(context, node));
  }
}

function caseLabel(context: BuildContext, node: SyntaxNode, end: number): Stmt {
  const at = [context.base + node.start, context.base + end] as const;
  const value = childOf(node, 'value');
  if (!value) return { k: 'case', at };
  const operator = value.type === 'binary_expression' ? childOf(value, 'operator') : undefined;
  if (operator && context.source.startsWith('...', operator.start)) {
    return { k: 'case', lo: buildExpr(context, childOf(value, 'left')), hi: buildExpr(context, childOf(value, 'right')), at };
  }
  return { k: 'case', lo: buildExpr(context, value), at };
}

/** A statement where there must be exactly one: the body of an `if` or of a loop. */
function single(context: BuildContext, node: SyntaxNode | undefined, at: number): Stmt {
  if (!node) return { k: 'empty', at: [context.base + at, context.base + at] };
  const list: Stmt[] = [];
  append(context, node, list);
  const only = list[0];
  return only && list.length === 1 ? only : { k: 'block', body: list, at: spanOf(context, node) };
}

/** An error directly in a statement spoils it, except a semicolon that is merely missing. */
function isSpoilt(node: SyntaxNode): boolean {
  return node.broken && node.children.some((c) => c.type === 'ERROR' || (c.missing && c.type !== ';'));
}

const LEAVES = /^(expression_statement|declaration|return_statement|goto_statement|type_definition)$/;

export function buildStmt(context: BuildContext, node: SyntaxNode): Stmt {
  if (node.type === 'ERROR' || node.missing || isSpoilt(node)) return unknown(context, node);
  if (node.broken && LEAVES.test(node.type) && namedChildren(node).some((c) => c.broken)) return unknown(context, node);
  return nested(context, node, () => build(context, node)) ?? unknown(context, node);
}

function build(context: BuildContext, node: SyntaxNode): Stmt {
  const at = spanOf(context, node);
  switch (node.type) {
    case 'compound_statement':
      return { k: 'block', body: buildBody(context, node), at };
    case 'expression_statement':
      return expressionStatement(context, node);
    case 'declaration':
      return buildDeclaration(context, node);
    case 'if_statement':
      return ifChain(context, node);
    case 'while_statement':
      return whileStatement(context, node);
    case 'do_statement':
      return doStatement(context, node);
    case 'for_statement':
      return forStatement(context, node);
    case 'switch_statement':
      return { k: 'switch', c: condition(context, node), body: single(context, childOf(node, 'body'), node.end), at };
    case 'return_statement': {
      const value = namedChildren(node)[0];
      return value ? { k: 'return', e: buildExpr(context, value), at } : { k: 'return', at };
    }
    case 'break_statement':
      return { k: 'break', at };
    case 'continue_statement':
      return { k: 'continue', at };
    case 'goto_statement': {
      const label = childOf(node, 'label');
      return { k: 'goto', label: label ? context.source.slice(label.start, label.end) : '', at };
    }
    case 'attributed_statement':
      return single(context, namedChildren(node).at(-1), node.end);
    case 'macro_type_specifier': {
      // `f(n * sizeof(struct page));` can be read as a type that a macro makes; inside an expression it cannot.
      const text = context.source.slice(node.start, node.end);
      return parseSlice(context, `(${text})`, context.base + node.start - 1)[0] ?? unknown(context, node);
    }
    case 'type_definition':
    case 'struct_specifier':
    case 'union_specifier':
    case 'enum_specifier':
    case ';':
      return { k: 'empty', at };
    default:
      return unknown(context, node);
  }
}

function condition(context: BuildContext, node: SyntaxNode): Expr {
  return buildExpr(context, childOf(node, 'condition'));
}

/** `if ... else if ... else if ...` is walked, not recursed into: a generated chain may have thousands of links. */
function ifChain(context: BuildContext, first: SyntaxNode): Stmt {
  const links: { readonly node: SyntaxNode; readonly c: Expr; readonly t: Stmt }[] = [];
  let rest: SyntaxNode | undefined = first;
  let f: Stmt | undefined;
  while (rest) {
    const node: SyntaxNode = rest;
    if (node.type !== 'if_statement') {
      f = single(context, node, node.end);
      break;
    }
    if (isSpoilt(node) || links.length + context.depth >= MAX_DEPTH) {
      f = unknown(context, node);
      break;
    }
    links.push({ node, c: condition(context, node), t: single(context, childOf(node, 'consequence'), node.end) });
    const otherwise = childOf(node, 'alternative');
    rest = otherwise ? namedChildren(otherwise)[0] : undefined;
  }
  let out: Stmt | undefined = f;
  for (const { node, c, t } of links.reverse()) {
    out = out ? { k: 'if', c, t, f: out, at: spanOf(context, node) } : { k: 'if', c, t, at: spanOf(context, node) };
  }
  return out ?? unknown(context, first);
}

function shift(context: BuildContext, span: readonly [number, number]): readonly [number, number] {
  return [context.base + span[0], context.base + span[1]];
}

function whileStatement(context: BuildContext, node: SyntaxNode): Stmt {
  const at = spanOf(context, node);
  const body = single(context, childOf(node, 'body'), node.end);
  const note = noteAt(context, node.start, 'foreach');
  if (!note) return { k: 'while', c: condition(context, node), body, at };
  const args = macroArguments(context, childOf(node, 'condition'), note.head[0] + note.macro.length);
  const head = shift(context, note.head);
  if (note.macro === 'scoped_guard' || note.macro === 'scoped_cond_guard') return scopedGuard(context, note.macro, args, body, at, head);
  return { k: 'foreach', macro: note.macro, args, body, head, at };
}

/** Arguments of a loop macro, whose brackets became those of `while`; one that begins before `from` was made up. */
function macroArguments(context: BuildContext, parenthesized: SyntaxNode | undefined, from: number): Expr[] {
  const inner = parenthesized && namedChildren(parenthesized)[0];
  if (!inner || inner.start < from) return [];
  return inner.type === 'comma_expression' ? commaList(context, inner) : [buildExpr(context, inner)];
}

function scopedGuard(
  context: BuildContext,
  macro: string,
  args: readonly Expr[],
  body: Stmt,
  at: readonly [number, number],
  head: readonly [number, number],
): Stmt {
  const cls = args[0];
  const conditional = macro === 'scoped_cond_guard';
  const failure = conditional ? args[1] : undefined;
  const onFail = failure && statementArgument(context, failure);
  return {
    k: 'guard',
    cls: cls?.k === 'id' ? cls.name : writtenText(context, head[0] - context.base, head[1] - context.base),
    args: args.slice(conditional ? 2 : 1),
    body,
    conditional,
    ...(onFail && { onFail }),
    at,
  };
}

/** The argument that is a statement, `return -EBUSY`, read as one. */
function statementArgument(context: BuildContext, e: Expr): Stmt {
  const [start, end] = e.at;
  const body = parseSlice(context, context.source.slice(start - context.base, end - context.base), start);
  const only = body[0];
  return only && body.length === 1 ? only : { k: 'block', body, at: e.at };
}

function doStatement(context: BuildContext, node: SyntaxNode): Stmt {
  const at = spanOf(context, node);
  const body = single(context, childOf(node, 'body'), node.end);
  const note = noteAt(context, node.start, 'do-each');
  if (!note) return { k: 'do', c: condition(context, node), body, at };
  return { k: 'foreach', macro: note.macro, args: doEachArguments(context, node, note), body, head: shift(context, note.head), at };
}

/** The arguments at the tail, `while_each_x(args)`, or those of the head when the tail repeats none. */
function doEachArguments(
  context: BuildContext,
  node: SyntaxNode,
  note: { readonly macro: string; readonly head: readonly [number, number] },
): Expr[] {
  const c = childOf(node, 'condition');
  const inner = c && namedChildren(c)[0];
  if (inner && context.source.charAt(c.start) === '(') return macroArguments(context, c, 0);
  const stmt = parseSlice(context, context.source.slice(note.head[0], note.head[1]), context.base + note.head[0])[0];
  return stmt?.k === 'expr' && stmt.e.k === 'call' ? [...stmt.e.args] : [];
}

function forStatement(context: BuildContext, node: SyntaxNode): Stmt {
  const at = spanOf(context, node);
  const initializer = childOf(node, 'initializer');
  const c = childOf(node, 'condition');
  const update = childOf(node, 'update');
  const body = single(context, childOf(node, 'body'), node.end);
  let init: Stmt | undefined;
  if (initializer?.type === 'declaration') init = buildStmt(context, initializer);
  else if (initializer) init = { k: 'expr', e: buildExpr(context, initializer), at: spanOf(context, initializer) };
  return {
    k: 'for',
    ...(init && { init }),
    ...(c && { c: buildExpr(context, c) }),
    ...(update && { step: buildExpr(context, update) }),
    body,
    at,
  };
}

function expressionStatement(context: BuildContext, node: SyntaxNode): Stmt {
  const at = spanOf(context, node);
  const inner = namedChildren(node)[0];
  const note = context.notes.get(node.start);
  if (!inner) {
    if (note?.k !== 'bare') return { k: 'empty', at };
    const body = parseSlice(context, context.source.slice(note.at[0], note.at[1]), context.base + note.at[0]);
    return body[0] ?? { k: 'empty', at };
  }
  if (note?.k === 'asm') {
    const span = shift(context, note.at);
    return { k: 'asm', text: context.source.slice(note.at[0], note.at[1]).replace(/\s+/g, ' '), at: span };
  }
  if (inner.type === 'identifier') {
    const name = context.source.slice(inner.start, inner.end);
    if (note?.k === 'label') return { k: 'label', name, at: spanOf(context, inner) };
    if (name === GAP_MARKER) return { k: 'gap', at };
    if (name === 'fallthrough') return { k: 'empty', at };
  }
  const e = buildExpr(context, inner);
  if (note?.k === 'goto') return { k: 'goto', label: '', target: e.k === 'unary' && e.op === '*' ? e.arg : e, at };
  return guardStatement(e, at) ?? declaredByMacro(context, e) ?? { k: 'expr', e, at };
}

/** guard(class)(args); */
function guardStatement(e: Expr, at: readonly [number, number]): Stmt | undefined {
  if (e.k !== 'call' || e.fn.k !== 'call' || e.fn.fn.k !== 'id' || e.fn.fn.name !== 'guard') return undefined;
  const cls = e.fn.args[0];
  return cls?.k === 'id' ? { k: 'guard', cls: cls.name, args: e.args, conditional: false, at } : undefined;
}
