/**
 * A test that is the wrong way round: on the side on which it says that the pointer is NULL, every way on follows it. No path is run for it: that nothing
 * else decides is what makes it certain.
 */
import type { Expr, Span } from '../c/ast.ts';
import type { Cfg, CfgNode, Val } from '../c/cfg.ts';
import { eachPart } from '../c/index.ts';

export interface FollowedNull {
  readonly pointer: string;
  readonly test: { readonly at: Span; readonly side: 0 | 1 };
  readonly use: Span;
}

const isNull = (e: Expr): boolean => (e.k === 'id' && e.name === 'NULL') || (e.k === 'num' && e.value === 0);

export function followedNull(cfg: Cfg, text: string): FollowedNull[] {
  const out: FollowedNull[] = [];
  const pointers = new Set([
    ...[...cfg.locals.values()].filter((l) => l.pointer && !l.array && !l.isStatic).map((l) => l.name),
    ...cfg.params.filter((p) => p.pointer).map((p) => p.name),
  ]);
  for (const n of cfg.nodes) {
    if (n.op.k !== 'branch' || n.succ[0] === n.succ[1]) continue;
    const t = tested(n.op.cond, 1, pointers);
    if (!t || isExposed(cfg, t.name) || isAsserted(n, text)) continue;
    const use = certainUse(cfg, n.succ[t.side]!, t.name, n.id);
    if (use) out.push({ pointer: t.name.replace(/@\d+$/, ''), test: { at: n.at, side: t.side }, use });
  }
  return out;
}

/** The pointer that the condition asks for, and the side on which it is NULL. */
function tested(e: Val, side: 0 | 1, pointers: ReadonlySet<string>): { name: string; side: 0 | 1 } | undefined {
  const other = side === 0 ? 1 : 0;
  if (e.k === 'unary' && e.op === '!') return tested(e.arg, other, pointers);
  if (e.k === 'binary' && (e.op === '==' || e.op === '!=') && isNull(e.r)) return tested(e.l, e.op === '==' ? other : side, pointers);
  return e.k === 'id' && pointers.has(e.name) ? { name: e.name, side } : undefined;
}

const isExposed = (cfg: Cfg, name: string): boolean =>
  cfg.nodes.some(
    (n) => n.op.k === 'call' && n.op.args.some((a) => a.k === 'unary' && a.op === '&' && a.arg.k === 'id' && a.arg.name === name),
  );

/** `WARN(p && p != q, "%s", p->name)`: what an assertion is given says what its writer takes for sure, and some of it is not always looked at. */
function isAsserted(n: CfgNode, text: string): boolean {
  const line = text.slice(Math.max(0, n.at[0] - 300), n.at[0]);
  return /(?:WARN|BUG|ASSERT|assert|lockdep)\w*\s*\([^;{}]*$/.test(line);
}

/** Where all ways from there first look through the pointer, if all of them do, the nearest of them; loops are no way. */
function certainUse(cfg: Cfg, from: number, name: string, test: number): Span | undefined {
  let first: Span | undefined;
  const seen = new Set<number>();
  const queue = [from];
  for (let i = queue.shift(); i !== undefined; i = queue.shift()) {
    if (seen.has(i)) continue;
    seen.add(i);
    const n = cfg.nodes[i]!;
    if (i === test || seen.size > 12) return undefined;
    const use = looksThrough(n, name);
    if (use) {
      first ??= use;
      continue;
    }
    // set anew, asked again, out of sight, or left: there is a way without
    if (sets(n, name) || n.op.k === 'branch' || n.op.k === 'gap' || n.op.k === 'choose' || n.op.k === 'leave' || n.op.k === 'foreach')
      return undefined;
    if (n.op.k === 'call' && (n.op.name === undefined || /^(?:BUG|panic|unreachable|__builtin_unreachable|do_exit)/.test(n.op.name)))
      return undefined;
    if (n.succ.length === 0) return undefined;
    queue.push(...n.succ);
  }
  return first;
}

const sets = (n: CfgNode, name: string): boolean =>
  ((n.op.k === 'assign' || n.op.k === 'update') && n.op.dst.k === 'id' && n.op.dst.name === name) ||
  (n.op.k === 'call' && n.op.args.some((a) => a.k === 'id' && a.name === name && n.op.k === 'call' && n.op.name === undefined));

/** What takes a member's name and looks at nothing. */
const NAMES_ONLY =
  /^(?:container_of\w*|offsetof\w*|typeof|sizeof\w*|struct_size\w*|flex_array_size|kmalloc_\w+|kzalloc_\w+|k[vm]?alloc_\w+)$/;

/** A member or element that is read or written, or whose address a call is given; an address alone is no look. */
function looksThrough(n: CfgNode, name: string): Span | undefined {
  let found: Span | undefined;
  const isIt = (v: Val): boolean => v.k === 'id' && v.name === name;
  const look = (v: Val): void =>
    eachPart(v, (part) => {
      if ((part.k === 'member' && part.arrow && isIt(part.base)) || (part.k === 'unary' && part.op === '*' && isIt(part.arg)))
        found ??= part.at;
      // an address alone, and what a structure is filled with
      return (part.k === 'unary' && part.op === '&') || part.k === 'init' ? false : undefined;
    });
  switch (n.op.k) {
    case 'assign':
    case 'update':
      look(n.op.src);
      look(n.op.dst);
      break;
    case 'branch':
      look(n.op.cond);
      break;
    case 'return':
      if (n.op.value) look(n.op.value);
      break;
    case 'call':
      if (NAMES_ONLY.test(n.op.name ?? '')) break;
      for (const a of n.op.args) look(a.k === 'unary' && a.op === '&' ? a.arg : a);
      break;
  }
  return found;
}
