/** A `Val` as C text, and a graph as text: for tests, for `mmreview` debugging, for keys that compare expressions. */
import type { Span } from './ast.ts';
import type { Cfg, Op, Val } from './cfg.ts';

/** C text of a value; parenthesised where needed, never by recursion deeper than the value is tall. */
export function printVal(v: Val): string {
  switch (v.k) {
    case 'id':
      return v.name;
    case 'num':
    case 'str':
    case 'sizeof':
    case 'type':
      return v.text;
    case 'unknown':
      return v.text === '' ? '?' : v.text;
    case 'unary':
      return `${v.op}${printInner(v.arg)}`;
    case 'binary':
      return `${printInner(v.l)} ${v.op} ${printInner(v.r)}`;
    case 'member':
      return `${printInner(v.base)}${v.arrow ? '->' : '.'}${v.field}`;
    case 'index':
      return `${printInner(v.base)}[${printVal(v.index)}]`;
    case 'cast':
      return `(${v.type})${printInner(v.arg)}`;
    case 'init':
      return `${v.type === undefined ? '' : `(${v.type})`}{ ${v.items.map((i) => (i.field === undefined ? '' : `.${i.field} = `) + printVal(i.value)).join(', ')} }`;
    case 'call':
      return `${printInner(v.fn)}(${v.args.map(printVal).join(', ')})`;
    default:
      return `<${v.k}>`;
  }
}

function printInner(v: Val): string {
  const text = printVal(v);
  return v.k === 'binary' || v.k === 'cast' || (v.k === 'unary' && v.op === '*') ? `(${text})` : text;
}

function printOp(op: Op, succ: readonly number[], next: number): string {
  switch (op.k) {
    case 'nop':
    case 'leave':
    case 'choose':
      return op.k;
    case 'assign':
      return `${printVal(op.dst)} = ${printVal(op.src)}`;
    case 'update':
      return `${printVal(op.dst)} ${op.op}= ${printVal(op.src)}`;
    case 'call':
      return `${op.dst === undefined ? '' : `${op.dst} = `}${op.implicit ? 'implicit ' : ''}call ${op.name ?? `*${printInner(op.fn)}`}(${op.args.map(printVal).join(', ')})`;
    case 'branch':
      return `if ${printVal(op.cond)} ${arms(succ, next)}`;
    case 'foreach':
      return `${op.macro}(${op.args.map(printVal).join(', ')}) ${arms(succ, next)}`;
    case 'return':
      return op.value === undefined ? 'return' : `return ${printVal(op.value)}`;
    case 'decl':
      return `decl ${op.name}`;
    case 'end':
      return `end ${op.names.join(' ')}`;
    case 'gap':
      return `gap ${op.why}`;
  }
}

function arms(succ: readonly number[], next: number): string {
  const name = (id: number | undefined): string => (id === next ? 'next' : `${id}`);
  return `? ${name(succ[0])} : ${name(succ[1])}`;
}

/**
 * One line for each node, in order of ids: `3 if ret ? next : 7`.  A plain successor is shown (`-> 9`) unless it is the next node.
 * With the text that the spans point into, each line ends with the source that the node stands for.
 */
export function dumpCfg(cfg: Cfg, text?: string): string {
  const lines = [`${cfg.name}(${cfg.params.map((p) => p.name).join(', ')})${cfg.partial ? ' partial' : ''}${cfg.hasGaps ? ' gaps' : ''}`];
  for (const { id, op, succ, at } of cfg.nodes) {
    let line = `${String(id).padStart(3)} ${id === cfg.exit ? 'exit' : printOp(op, succ, id + 1)}`;
    if (op.k === 'choose') line += ` ${succ.map((s, i) => s + guardText(op.on?.[i])).join(' | ')}`;
    else if (op.k !== 'branch' && op.k !== 'foreach' && !(succ.length === 1 && succ[0] === id + 1) && succ.length > 0)
      line += ` -> ${succ.join(', ')}`;
    if (text !== undefined) line = `${line.padEnd(50)} | ${excerpt(text, at)}`;
    lines.push(line.trimEnd());
  }
  if (cfg.backEdges.length > 0) lines.push(`back ${cfg.backEdges.map(([from, to]) => `${from}->${to}`).join(' ')}`);
  return `${lines.join('\n')}\n`;
}

function guardText(on: readonly string[] | undefined): string {
  return on === undefined || on.length === 0 ? '' : ` [${on.join(' && ')}]`;
}

const EXCERPT = 48;

function excerpt(text: string, [start, end]: Span): string {
  const flat = text
    .slice(start, Math.min(end, start + 4 * EXCERPT))
    .replace(/\s+/g, ' ')
    .trim();
  return flat.length > EXCERPT ? `${flat.slice(0, EXCERPT - 3)}...` : flat;
}
