/** The AST as text, for tests and for looking at: one statement a line, indented; expressions as s-expressions. */
import type { Declarator, Expr, FunctionAst, Stmt } from './ast.ts';

export function printExpr(e: Expr): string {
  switch (e.k) {
    case 'id':
      return e.name;
    case 'num':
      return e.value === undefined ? `num<${e.text}>` : String(e.value);
    case 'str':
      return e.text;
    case 'unary':
      return `(${e.op} ${printExpr(e.arg)})`;
    case 'update':
      return e.prefix ? `(${e.op}_ ${printExpr(e.arg)})` : `(_${e.op} ${printExpr(e.arg)})`;
    case 'binary':
    case 'assign':
      return `(${e.op} ${printExpr(e.l)} ${printExpr(e.r)})`;
    case 'cond':
      return `(? ${printExpr(e.c)} ${e.t ? printExpr(e.t) : '-'} ${printExpr(e.f)})`;
    case 'call':
      return `(call ${[e.fn, ...e.args].map(printExpr).join(' ')})`;
    case 'member':
      return `${printExpr(e.base)}${e.arrow ? '->' : '.'}${e.field}`;
    case 'index':
      return `${printExpr(e.base)}[${printExpr(e.index)}]`;
    case 'cast':
      return `(cast <${e.type}> ${printExpr(e.arg)})`;
    case 'sizeof':
      return `<${e.text}>`;
    case 'comma':
      return `(, ${e.list.map(printExpr).join(' ')})`;
    case 'stmtexpr':
      return `({ ${e.body.map((s) => printStmt(s, 0).trim().replace(/\n\s*/g, '; ')).join('; ')} })`;
    case 'init':
      return `(init${e.type === undefined ? '' : ` <${e.type}>`}${e.items.map((i) => ` ${i.field === undefined ? '' : `${i.field}=`}${printExpr(i.value)}`).join('')})`;
    case 'type':
      return `<${e.text}>`;
    case 'unknown':
      return `(UNKNOWN ${JSON.stringify(e.text)})`;
  }
}

function printDeclarator(v: Declarator): string {
  const marks = [
    v.isStatic && 'static',
    v.pointer && 'pointer',
    v.array && 'array',
    v.cleanup !== undefined && `cleanup=${v.cleanup}`,
  ].filter(Boolean);
  return `${v.name}: <${v.type}>${marks.length > 0 ? ` [${marks.join(' ')}]` : ''}${v.init ? ` = ${printExpr(v.init)}` : ''}`;
}

function printStmt(s: Stmt, depth: number): string {
  const pad = '  '.repeat(depth);
  const line = (text: string): string => `${pad}${text}\n`;
  const under = (stmt: Stmt): string => printStmt(stmt, depth + 1);
  switch (s.k) {
    case 'block':
      return line('block') + s.body.map(under).join('');
    case 'expr':
      return line(printExpr(s.e));
    case 'decl':
      return line(`decl ${s.vars.map(printDeclarator).join(', ')}`);
    case 'if':
      return line(`if ${printExpr(s.c)}`) + under(s.t) + (s.f ? line('else') + under(s.f) : '');
    case 'while':
    case 'switch':
    case 'do':
      return line(`${s.k} ${printExpr(s.c)}`) + under(s.body);
    case 'for':
      return (
        line(`for (${s.init ? printStmt(s.init, 0).trim() : ''}; ${s.c ? printExpr(s.c) : ''}; ${s.step ? printExpr(s.step) : ''})`) +
        under(s.body)
      );
    case 'foreach':
      return line(`foreach ${s.macro}(${s.args.map(printExpr).join(', ')})`) + under(s.body);
    case 'case':
      return line(s.lo ? `case ${printExpr(s.lo)}${s.hi ? ` ... ${printExpr(s.hi)}` : ''}` : 'default');
    case 'label':
      return line(`label ${s.name}`);
    case 'goto':
      return line(s.target ? `goto *${printExpr(s.target)}` : `goto ${s.label}`);
    case 'return':
      return line(s.e ? `return ${printExpr(s.e)}` : 'return');
    case 'asm':
      return line(`asm ${JSON.stringify(s.text)}`);
    case 'guard':
      return (
        line(`guard${s.conditional ? '?' : ''} ${s.cls}(${s.args.map(printExpr).join(', ')})`) +
        (s.onFail ? line('on failure') + under(s.onFail) : '') +
        (s.body ? under(s.body) : '')
      );
    case 'ppif':
      return (
        s.branches.map((b, n) => line(`${n > 0 ? '#else' : '#if'} ${b.cond ?? ''}`.trimEnd()) + b.body.map(under).join('')).join('') +
        line('#endif')
      );
    case 'unknown':
      return line(`UNKNOWN ${JSON.stringify(s.text)}`);
    case 'break':
    case 'continue':
    case 'gap':
    case 'empty':
      return line(s.k);
  }
}

/** @returns the function with its head on the first lines; ends with a newline */
export function dumpFunction(fn: FunctionAst): string {
  const params = fn.params.map((p) => `${p.name}: <${p.type}>${p.pointer ? ' [pointer]' : ''}`).join(', ');
  const marks = [fn.isStatic && 'static', fn.isVoid && 'void', fn.returnsPointer && 'pointer', fn.partial && 'partial']
    .filter(Boolean)
    .join(' ');
  const attributes = fn.attributes.length > 0 ? `  attributes: ${fn.attributes.join(' ')}\n` : '';
  const errors = fn.errors.length > 0 ? `  errors: ${fn.errors.map((e) => e.join('-')).join(' ')}\n` : '';
  return `${fn.name}(${params}) -> <${fn.returns}>${marks && ` [${marks}]`}\n${attributes}${errors}${fn.body.map((s) => printStmt(s, 1)).join('')}`;
}
