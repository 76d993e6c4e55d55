/** A syntax tree as C text again, fully parenthesised. */
import type { Expr, FunctionAst, Stmt } from '../../server/src/c/ast.ts';

export function printFunction(fn: FunctionAst): string {
  return `${fn.returns} ${fn.name}(${fn.params.map((p) => `${p.type} ${p.name}`).join(', ')})\n{\n${list(fn.body, '\t')}}\n`;
}

function list(body: readonly Stmt[], indent: string): string {
  return body.map((s) => stmt(s, indent)).join('');
}

function inner(s: Stmt, indent: string): string {
  return s.k === 'block' ? `{\n${list(s.body, `${indent}\t`)}${indent}}` : `{\n${stmt(s, `${indent}\t`)}${indent}}`;
}

function stmt(s: Stmt, indent: string): string {
  const line = (text: string): string => `${indent}${text}\n`;
  switch (s.k) {
    case 'block':
      return line(inner(s, indent));
    case 'expr':
      return line(`${printExpr(s.e)};`);
    case 'decl':
      return s.vars
        .map((v) =>
          line(
            `${v.type} ${v.name}${v.cleanup === undefined ? '' : ` __free(${v.cleanup})`}${v.init === undefined ? '' : ` = ${printExpr(v.init)}`};`,
          ),
        )
        .join('');
    case 'if':
      return line(`if (${printExpr(s.c)}) ${inner(s.t, indent)}${s.f === undefined ? '' : ` else ${inner(s.f, indent)}`}`);
    case 'while':
      return line(`while (${printExpr(s.c)}) ${inner(s.body, indent)}`);
    case 'do':
      return line(`do ${inner(s.body, indent)} while (${printExpr(s.c)});`);
    case 'for': {
      const init = s.init === undefined ? ';' : stmt(s.init, '').trim();
      return line(
        `for (${init} ${s.c === undefined ? '' : printExpr(s.c)}; ${s.step === undefined ? '' : printExpr(s.step)}) ${inner(s.body, indent)}`,
      );
    }
    case 'foreach':
      return line(`${s.macro}(${s.args.map(printExpr).join(', ')}) ${inner(s.body, indent)}`);
    case 'switch':
      return line(`switch (${printExpr(s.c)}) ${inner(s.body, indent)}`);
    case 'case':
      return line(s.lo === undefined ? 'default:' : `case ${printExpr(s.lo)}${s.hi === undefined ? '' : ` ... ${printExpr(s.hi)}`}:`);
    case 'label':
      return `${s.name}:\n`;
    case 'goto':
      return line(s.target === undefined ? `goto ${s.label};` : `goto *${printExpr(s.target)};`);
    case 'break':
    case 'continue':
      return line(`${s.k};`);
    case 'return':
      return line(s.e === undefined ? 'return;' : `return ${printExpr(s.e)};`);
    case 'guard': {
      const args = s.args.map(printExpr).join(', ');
      if (s.body === undefined) return line(`guard(${s.cls})(${args});`);
      if (s.onFail !== undefined)
        return line(`scoped_cond_guard(${s.cls}, ${stmt(s.onFail, '').trim().replace(/;$/, '')}, ${args}) ${inner(s.body, indent)}`);
      return line(`scoped_guard(${s.cls}, ${args}) ${inner(s.body, indent)}`);
    }
    case 'ppif': {
      const branches = s.branches.map(({ cond, body }, i) => `${i === 0 ? `#ifdef ${cond}` : '#else'}\n${list(body, indent)}`);
      return `${branches.join('')}#endif\n`;
    }
    case 'empty':
      return line(';');
    case 'asm':
    case 'unknown':
      return line(s.text);
    case 'gap':
      return line('/* unseen */');
  }
}

export function printExpr(e: Expr): string {
  switch (e.k) {
    case 'id':
      return e.name;
    case 'num':
    case 'str':
    case 'sizeof':
    case 'type':
    case 'unknown':
      return e.text;
    case 'unary':
      return `(${e.op}${printExpr(e.arg)})`;
    case 'update':
      return e.prefix ? `(${e.op}${printExpr(e.arg)})` : `(${printExpr(e.arg)}${e.op})`;
    case 'binary':
      // `(p * (q)) - r` could be a cast of -r to a pointer type
      return `(${e.op === '*' ? '0 + ' : ''}${printExpr(e.l)} ${e.op} ${printExpr(e.r)})`;
    case 'assign':
      return `(${printExpr(e.l)} ${e.op} ${printExpr(e.r)})`;
    case 'cond':
      return `(${printExpr(e.c)} ?${e.t === undefined ? '' : ` ${printExpr(e.t)} `}: ${printExpr(e.f)})`;
    case 'call':
      return `${printExpr(e.fn)}(${e.args.map(printExpr).join(', ')})`;
    case 'member':
      return `${printExpr(e.base)}${e.arrow ? '->' : '.'}${e.field}`;
    case 'index':
      return `${printExpr(e.base)}[${printExpr(e.index)}]`;
    case 'cast':
      return `((${e.type})${printExpr(e.arg)})`;
    case 'comma':
      return `(${e.list.map(printExpr).join(', ')})`;
    case 'stmtexpr':
      return `({\n${list(e.body, '\t\t\t')}\t\t})`;
    case 'init':
      return `{ ${e.items.map((item) => `${item.field === undefined ? '' : `.${item.field} = `}${printExpr(item.value)}`).join(', ')} }`;
  }
}
