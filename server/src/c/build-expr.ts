/** Syntax nodes of expressions -> `Expr`. */
import type { Expr } from './ast.ts';
import { type BuildContext, childOf, MAX_DEPTH, namedChildren, noteAt, spanOf, writtenText, writtenType } from './build-context.ts';
import { buildBody, GAP_MARKER } from './build-stmt.ts';
import { isTypeName } from './names.ts';
import type { SyntaxNode } from './syntax.ts';

export function buildExpr(context: BuildContext, node: SyntaxNode | undefined): Expr {
  if (!node) return { k: 'unknown', text: '', at: [context.base, context.base] };
  if (node.missing || node.type === 'ERROR' || context.depth >= MAX_DEPTH) return unknown(context, node);
  if (node.broken && node.children.some((c) => c.missing || c.type === 'ERROR')) return unknown(context, node);
  context.depth++;
  try {
    return build(context, node);
  } finally {
    context.depth--;
  }
}

function unknown(context: BuildContext, node: SyntaxNode): Expr {
  return { k: 'unknown', text: writtenText(context, node.start, node.end), at: spanOf(context, node) };
}

function build(context: BuildContext, node: SyntaxNode): Expr {
  const at = spanOf(context, node);
  const part = (field: string): Expr => buildExpr(context, childOf(node, field));
  switch (node.type) {
    case 'identifier':
    case 'type_identifier':
    case 'field_identifier':
    case 'statement_identifier':
    case 'primitive_type':
      return identifier(context, node);
    case 'true':
    case 'false':
    case 'null':
      return { k: 'id', name: written(context, node), at };
    case 'number_literal': {
      const text = written(context, node);
      const value = numberValue(text);
      return value === undefined ? { k: 'num', text, at } : { k: 'num', text, value, at };
    }
    case 'char_literal': {
      const text = written(context, node);
      const value = characterValue(text);
      return value === undefined ? { k: 'num', text, at } : { k: 'num', text, value, at };
    }
    case 'string_literal':
    case 'concatenated_string':
      return { k: 'str', text: written(context, node), at };
    case 'parenthesized_expression':
      return parenthesized(context, node);
    case 'comma_expression':
      return { k: 'comma', list: commaList(context, node), at };
    case 'assignment_expression':
      return { k: 'assign', op: operatorOf(node, '='), l: part('left'), r: part('right'), at };
    case 'binary_expression':
      return binary(context, node);
    case 'unary_expression':
      return { k: 'unary', op: operatorOf(node, '!'), arg: part('argument'), at };
    case 'pointer_expression':
      return pointer(context, node);
    case 'update_expression': {
      const prefix = node.children[0]?.field === 'operator';
      return { k: 'update', op: operatorOf(node, '++') === '--' ? '--' : '++', prefix, arg: part('argument'), at };
    }
    case 'conditional_expression': {
      const t = childOf(node, 'consequence');
      const c = part('condition');
      const f = part('alternative');
      return t ? { k: 'cond', c, t: buildExpr(context, t), f, at } : { k: 'cond', c, f, at };
    }
    case 'call_expression':
      return call(context, node);
    case 'field_expression': {
      const field = childOf(node, 'field');
      return {
        k: 'member',
        base: part('argument'),
        field: field ? written(context, field) : '',
        arrow: operatorOf(node, '.') === '->',
        at,
      };
    }
    case 'subscript_expression':
      return { k: 'index', base: part('argument'), index: part('index'), at };
    case 'cast_expression': {
      const type = childOf(node, 'type');
      return { k: 'cast', type: type ? writtenType(context, type.start, type.end) : '', arg: part('value'), at };
    }
    case 'compound_literal_expression': {
      const type = childOf(node, 'type');
      const value = childOf(node, 'value');
      const items = value ? initItems(context, value) : [];
      return { k: 'init', type: type ? writtenType(context, type.start, type.end) : '', items, at };
    }
    case 'initializer_list':
      return { k: 'init', items: initItems(context, node), at };
    case 'sizeof_expression':
    case 'alignof_expression':
      return { k: 'sizeof', text: context.source.slice(node.start, node.end).replace(/\s+/g, ' '), at };
    case 'extension_expression':
      return buildExpr(context, namedChildren(node)[0]);
    case 'compound_statement':
      return { k: 'stmtexpr', body: buildBody(context, node), at };
    case 'type_descriptor':
      return { k: 'type', text: writtenType(context, node.start, node.end), at };
    default:
      return unknown(context, node);
  }
}

function written(context: BuildContext, node: SyntaxNode): string {
  return context.source.slice(node.start, node.end);
}

function operatorOf(node: SyntaxNode, otherwise: string): string {
  return childOf(node, 'operator')?.type ?? otherwise;
}

function identifier(context: BuildContext, node: SyntaxNode): Expr {
  const note = context.notes.get(node.start);
  if (note?.k === 'type') {
    return { k: 'type', text: writtenType(context, note.at[0], note.at[1]), at: [context.base + note.at[0], context.base + note.at[1]] };
  }
  if (note?.k === 'statement' || note?.k === 'asm') {
    const [start, end] = note.at;
    return { k: 'unknown', text: writtenText(context, start, end), at: [context.base + start, context.base + end] };
  }
  const name = written(context, node);
  return name === GAP_MARKER ? unknown(context, node) : { k: 'id', name, at: spanOf(context, node) };
}

function parenthesized(context: BuildContext, node: SyntaxNode): Expr {
  const inner = namedChildren(node)[0];
  if (!inner) return unknown(context, node);
  return inner.type === 'compound_statement'
    ? { k: 'stmtexpr', body: buildBody(context, inner), at: spanOf(context, node) }
    : buildExpr(context, inner);
}

/** `a, b, c` hangs to the right in the tree. */
export function commaList(context: BuildContext, node: SyntaxNode): Expr[] {
  const list: Expr[] = [];
  let at: SyntaxNode | undefined = node;
  while (at?.type === 'comma_expression' && !at.children.some((c) => c.type === 'ERROR' || c.missing)) {
    list.push(buildExpr(context, childOf(at, 'left')));
    at = childOf(at, 'right');
  }
  list.push(buildExpr(context, at));
  return list;
}

/** The name of a type in parentheses, which the parser took for an operand: `(gfp_t)-1`, `(u64)(x)`. */
function castType(context: BuildContext, node: SyntaxNode | undefined): string | undefined {
  if (node?.type !== 'parenthesized_expression') return undefined;
  const inner = namedChildren(node);
  const name = inner[0];
  if (!name || inner.length !== 1 || name.type !== 'identifier') return undefined;
  const note = noteAt(context, name.start, 'type');
  if (note) return writtenType(context, note.at[0], note.at[1]);
  const text = written(context, name);
  return isTypeName(text) ? text : undefined;
}

function binary(context: BuildContext, node: SyntaxNode): Expr {
  const at = spanOf(context, node);
  const operator = childOf(node, 'operator');
  const op = operator?.type ?? '+';
  const left = childOf(node, 'left');
  const type = /^[-+*&]$/.test(op) ? castType(context, left) : undefined;
  const r = buildExpr(context, childOf(node, 'right'));
  if (type !== undefined && operator) {
    return { k: 'cast', type, arg: { k: 'unary', op, arg: r, at: [context.base + operator.start, at[1]] }, at };
  }
  return { k: 'binary', op, l: buildExpr(context, left), r, at };
}

function pointer(context: BuildContext, node: SyntaxNode): Expr {
  const at = spanOf(context, node);
  const operator = childOf(node, 'operator');
  const op = operator?.type ?? '*';
  const label =
    op === '&' &&
    operator &&
    operator.start > 0 &&
    context.source.charAt(operator.start - 1) === '&' &&
    context.source.charAt(operator.start) === '&';
  return { k: 'unary', op: label ? '&&' : op, arg: buildExpr(context, childOf(node, 'argument')), at };
}

function call(context: BuildContext, node: SyntaxNode): Expr {
  const at = spanOf(context, node);
  const fn = childOf(node, 'function');
  const list = childOf(node, 'arguments');
  if (list?.children.some((c) => c.missing || c.type === 'ERROR')) return unknown(context, node);
  const args = list ? namedChildren(list).map((argument) => buildExpr(context, argument)) : [];
  const type = castType(context, fn);
  const first = args[0];
  if (type !== undefined && first) {
    return { k: 'cast', type, arg: args.length === 1 ? first : { k: 'comma', list: args, at: spanOf(context, list ?? node) }, at };
  }
  return { k: 'call', fn: buildExpr(context, fn), args, at };
}

function initItems(context: BuildContext, list: SyntaxNode): { readonly field?: string; readonly value: Expr }[] {
  return namedChildren(list).map((item) => {
    if (item.type !== 'initializer_pair') return { value: buildExpr(context, item) };
    const designators = item.children.filter((c) => c.field === 'designator');
    const field = designators
      .map((d) => written(context, d).trim())
      .join('')
      .replace(/^\./, '');
    return { field, value: buildExpr(context, childOf(item, 'value')) };
  });
}

/** Value of a C number; undefined when a double cannot hold it exactly or it is none. */
export function numberValue(text: string): number | undefined {
  // the grammar lets a literal have a sign
  const sign = /^[-+]/.exec(text)?.[0];
  if (sign !== undefined) {
    const magnitude = numberValue(text.slice(1).trimStart());
    return magnitude === undefined || sign === '+' ? magnitude : 0 - magnitude;
  }
  const plain = text.replace(/(?:[uU]|[lL]{1,2}|[zZ])+$/, '').replace(/'/g, '');
  let value: number;
  if (/^0[xX][0-9a-fA-F]+$/.test(plain) || /^0[bB][01]+$/.test(plain)) value = Number(plain);
  else if (/^0[0-7]+$/.test(plain)) value = Number.parseInt(plain, 8);
  else if (/^\d+$/.test(plain)) value = Number(plain);
  else return /^\d*\.?\d*(?:[eE][-+]?\d+)?[fF]?$/.test(plain) && /\d/.test(plain) ? Number(plain.replace(/[fF]$/, '')) : undefined;
  return Number.isSafeInteger(value) ? value : undefined;
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, 0: 0, a: 7, b: 8, f: 12, v: 11, e: 27, '\\': 92, "'": 39, '"': 34 };

function characterValue(text: string): number | undefined {
  const inner = /^(?:u8|[LuU])?'([^]*)'$/.exec(text)?.[1];
  if (inner === undefined || inner === '') return undefined;
  if (inner.length === 1) return inner.charCodeAt(0);
  const hex = /^\\x([0-9a-fA-F]{1,2})$/.exec(inner)?.[1];
  if (hex) return Number.parseInt(hex, 16);
  const octal = /^\\([0-7]{1,3})$/.exec(inner)?.[1];
  if (octal) return Number.parseInt(octal, 8);
  return inner.length === 2 && inner.startsWith('\\') ? ESCAPES[inner.charAt(1)] : undefined;
}
