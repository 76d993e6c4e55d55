/** Syntax nodes of declarations, and macros that declare, -> `Declarator`. */
import type { Declarator, Expr, Stmt } from './ast.ts';
import { type BuildContext, childOf, noteAt, spanOf, writtenType } from './build-context.ts';
import { buildExpr } from './build-expr.ts';
import { declaredBy } from './names.ts';
import type { SyntaxNode } from './syntax.ts';

/** Declarations without a variable of this function (prototypes, `extern`, types) are empty statements. */
export function buildDeclaration(context: BuildContext, node: SyntaxNode): Stmt {
  const at = spanOf(context, node);
  const storage = node.children
    .filter((c) => c.type === 'storage_class_specifier')
    .map((c) => c.children[0]?.type ?? context.source.slice(c.start, c.end));
  if (storage.includes('extern') || storage.includes('typedef')) return { k: 'empty', at };
  const base = baseType(context, node);
  const isStatic = storage.includes('static');
  const vars: Declarator[] = [];
  for (const child of node.children) {
    if (child.field !== 'declarator') continue;
    const declared = declarator(context, child, base, isStatic);
    if (declared) vars.push(declared);
  }
  return vars.length > 0 ? { k: 'decl', vars, at } : { k: 'empty', at };
}

function baseType(context: BuildContext, node: SyntaxNode): string {
  const words: string[] = [];
  for (const child of node.children) {
    if (child.field === 'declarator') break;
    if (child.type === 'type_qualifier') words.push(writtenType(context, child.start, child.end));
    if (child.field !== 'type') continue;
    // Of `struct x { ... } v` the type is `struct x`.
    const body = childOf(child, 'body');
    words.push(writtenType(context, child.start, body ? body.start : child.end));
  }
  return words.join(' ');
}

function declarator(context: BuildContext, node: SyntaxNode, base: string, isStatic: boolean): Declarator | undefined {
  let stars = 0;
  let array = false;
  let functions = 0;
  let throughPointer = false;
  let init: SyntaxNode | undefined;
  let at: SyntaxNode | undefined = node;
  while (at && at.type !== 'identifier' && at.type !== 'type_identifier') {
    switch (at.type) {
      case 'init_declarator':
        init = childOf(at, 'value');
        break;
      case 'pointer_declarator':
        stars++;
        if (functions > 0) throughPointer = true;
        break;
      case 'array_declarator':
        array = true;
        break;
      case 'function_declarator':
        functions++;
        break;
    }
    at = childOf(at, 'declarator') ?? at.children.find((c) => /declarator$|^identifier$/.test(c.type));
  }
  if (!at) return undefined;
  if (functions > 0 && !throughPointer) return undefined;
  const name = context.source.slice(at.start, at.end);
  const shape = functions > 0 ? ' (*)()' : stars > 0 ? ` ${'*'.repeat(stars)}` : '';
  const cleanup = noteAt(context, at.start, 'cleanup')?.cls;
  return {
    name,
    type: `${base}${shape}${array ? ' []' : ''}`,
    pointer: stars > 0,
    array,
    isStatic,
    ...(init && { init: buildExpr(context, init) }),
    ...(cleanup !== undefined && { cleanup }),
    at: spanOf(context, node),
  };
}

/** `XA_STATE(xas, ...)`, `CLASS(fd, f)(arg)`: a call that declares a variable; undefined for any other expression. */
export function declaredByMacro(context: BuildContext, e: Expr): Stmt | undefined {
  if (e.k !== 'call') return undefined;
  const scoped = e.fn.k === 'call' ? e.fn : undefined;
  const call = scoped ?? e;
  if (call.fn.k !== 'id') return undefined;
  const macro = call.fn.name;
  if (scoped && !/^(CLASS|ACQUIRE)$/.test(macro)) return undefined;
  const declares = declaredBy(macro);
  const name = declares && call.args[declares.argument];
  if (!declares || name?.k !== 'id') return undefined;
  const cls = call.args[0];
  const isStatic = noteAt(context, call.fn.at[0] - context.base, 'static') !== undefined;
  return {
    k: 'decl',
    at: e.at,
    vars: [
      {
        name: name.name,
        type: declares.type,
        pointer: declares.type.endsWith('*'),
        array: declares.type.endsWith('[]'),
        isStatic,
        init: e,
        ...(scoped && cls?.k === 'id' && { cleanup: cls.name }),
        at: e.at,
      },
    ],
  };
}
