/** What a callee looks at in the objects that it is given, read off the graphs of the tree and of the patch. */
import type { Expr } from '../c/ast.ts';
import type { Cfg, Op } from '../c/cfg.ts';
import type { ReadsMember } from '../check/index.ts';

/** callees of callees that are followed */
const DEPTH = 4;

/** `cfgsOf`: the bodies that a call of that name may reach. */
export function readsMember(cfgsOf: (name: string) => readonly Cfg[]): ReadsMember {
  const known = new Map<string, boolean>();
  const reads = (op: Op, name: string, member: string, depth: number): boolean => {
    if (valuesOf(op).some((v) => mentionsMember(v, name, member))) return true;
    if (op.k !== 'call' || op.name === undefined || depth >= DEPTH) return false;
    const callee = op.name;
    return op.args.some((a, i) => a.k === 'id' && a.name === name && look(callee, i, member, depth + 1));
  };
  const look = (fn: string, param: number, member: string, depth: number): boolean => {
    const key = `${fn} ${param} ${member}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, false);
    const yes = cfgsOf(fn).some((cfg) => {
      const name = cfg.params[param]?.name;
      return name !== undefined && cfg.nodes.some((n) => reads(n.op, name, member, depth));
    });
    known.set(key, yes);
    return yes;
  };
  return (fn, param, member) => look(fn, param, member, 0);
}

function valuesOf(op: Op): readonly Expr[] {
  switch (op.k) {
    case 'assign':
    case 'update':
      // an assignment to the member itself reads nothing
      return op.dst.k === 'member' ? [op.src, op.dst.base] : [op.src];
    case 'call':
      return op.args;
    case 'branch':
      return [op.cond];
    case 'return':
      return op.value ? [op.value] : [];
    default:
      return [];
  }
}

function mentionsMember(e: Expr, name: string, member: string): boolean {
  switch (e.k) {
    case 'member':
      return (e.field === member && e.arrow && e.base.k === 'id' && e.base.name === name) || mentionsMember(e.base, name, member);
    case 'unary':
    case 'cast':
      return mentionsMember(e.arg, name, member);
    case 'binary':
      return mentionsMember(e.l, name, member) || mentionsMember(e.r, name, member);
    case 'index':
      return mentionsMember(e.base, name, member) || mentionsMember(e.index, name, member);
    default:
      return false;
  }
}
