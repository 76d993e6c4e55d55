/** What a callee does with what it is given, read off the graphs of the tree and of the patch. */
import type { Expr } from '../c/ast.ts';
import type { Cfg, Op } from '../c/cfg.ts';
import { type Bodies, reachable } from '../check/index.ts';

/** callees of callees that are followed */
const DEPTH = 4;

/** follow the page or folio that they are given, whatever their bodies look like */
const FOLLOWS = /^(?:page_folio|folio_[a-z]\w*|Page[A-Z]\w*)$/;

/** `cfgsOf`: the bodies that a call of that name may reach. */
export function bodiesOf(cfgsOf: (name: string) => readonly Cfg[]): Bodies {
  const known = new Map<string, boolean>();
  /** asks a question of a function once; while it is being answered the answer is no */
  const once = (key: string, ask: () => boolean): boolean => {
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, false);
    const yes = ask();
    known.set(key, yes);
    return yes;
  };

  const reads = (op: Op, name: string, member: string, depth: number): boolean => {
    if (valuesOf(op).some((v) => some(v, (e) => isMember(e, name, member)))) return true;
    if (op.k !== 'call' || op.name === undefined || depth >= DEPTH) return false;
    const callee = op.name;
    return op.args.some((a, i) => isId(a, name) && readsAt(callee, i, member, depth + 1));
  };
  const readsAt = (fn: string, param: number, member: string, depth: number): boolean =>
    once(`reads ${fn} ${param} ${member}`, () =>
      cfgsOf(fn).some((cfg) => {
        const name = cfg.params[param]?.name;
        return name !== undefined && cfg.nodes.some((n) => reads(n.op, name, member, depth));
      }),
    );

  const followsAt = (fn: string, param: number, depth: number): boolean =>
    once(`follows ${fn} ${param}`, () => {
      const cfgs = cfgsOf(fn);
      return cfgs.length > 0 && cfgs.some((cfg) => followsIn(cfg, param, depth));
    });
  const followsIn = (cfg: Cfg, param: number, depth: number): boolean => {
    const name = cfg.params[param]?.name;
    if (name === undefined || !cfg.params[param]!.pointer) return false;
    // whoever asks once knows that it may be NULL
    if (cfg.nodes.some((n) => n.op.k === 'branch' && isId(stripped(n.op.cond), name))) return false;
    return cfg.nodes.some((n) => {
      if (placesOf(n.op).some((v) => some(v, (e) => isThrough(e, name)))) return true;
      const op = n.op;
      if (op.k !== 'call' || op.name === undefined || depth >= DEPTH) return false;
      const callee = op.name;
      return op.args.some((a, i) => isId(a, name) && (FOLLOWS.test(callee) || followsAt(callee, i, depth + 1)));
    });
  };

  const asks = (fn: string, param: number): boolean =>
    once(`asks ${fn} ${param}`, () =>
      cfgsOf(fn).some((cfg) => {
        const name = cfg.params[param]?.name;
        return name !== undefined && cfg.nodes.some((n) => asksIn(n.op, name));
      }),
    );
  const asksIn = (op: Op, name: string): boolean => {
    if (op.k === 'branch') return isId(stripped(op.cond), name);
    if (op.k !== 'call' || op.name === undefined) return false;
    const callee = op.name;
    return op.args.some((a, i) => isId(a, name) && (/^IS_ERR/.test(callee) || asks(callee, i)));
  };

  const followsElement = (fn: string, param: number): boolean =>
    once(`element ${fn} ${param}`, () =>
      cfgsOf(fn).some((cfg) => {
        const name = cfg.params[param]?.name;
        const isOne = (e: Expr): boolean => e.k === 'index' && name !== undefined && isId(e.base, name);
        if (cfg.nodes.some((n) => n.op.k === 'branch' && isOne(stripped(n.op.cond)))) return false;
        return cfg.nodes.some(
          ({ op }) =>
            (op.k === 'call' && op.name !== undefined && FOLLOWS.test(op.name) && op.args.some(isOne)) ||
            placesOf(op).some((v) => some(v, (e) => e.k === 'member' && e.arrow && isOne(e.base))),
        );
      }),
    );

  const followsMemberAt = (fn: string, struct: string, member: string, depth: number): boolean =>
    once(`member ${fn} ${struct} ${member}`, () =>
      cfgsOf(fn).some((cfg) => {
        const names = [...[...cfg.locals.values()], ...cfg.params].filter(
          (v) => v.pointer && new RegExp(`\\bstruct\\s+${struct}\\b`).test(v.type),
        );
        const isOne = (e: Expr): boolean => names.some((v) => isMember(e, v.name, member));
        if (cfg.nodes.some((n) => n.op.k === 'branch' && isOne(stripped(n.op.cond)))) return false;
        const follows = (e: Expr): boolean =>
          (e.k === 'index' && isOne(e.base)) ||
          (e.k === 'member' && e.arrow && isOne(e.base)) ||
          (e.k === 'unary' && e.op === '*' && isOne(e.arg));
        if (cfg.nodes.some((n) => placesOf(n.op).some((v) => some(v, follows)))) return true;
        return (
          depth < DEPTH - 1 &&
          cfg.nodes.some((n) => n.op.k === 'call' && n.op.name !== undefined && followsMemberAt(n.op.name, struct, member, depth + 1))
        );
      }),
    );

  return {
    readsMember: (fn, param, member) => readsAt(fn, param, member, 0),
    follows: (fn, param) => followsAt(fn, param, 0),
    followsElement,
    asks,
    steps: (fn, member, sign) =>
      once(`steps ${fn} ${member} ${sign}`, () =>
        cfgsOf(fn).some((cfg) =>
          cfg.nodes.some(
            ({ id, op }) =>
              op.k === 'update' &&
              op.op === (sign > 0 ? '+' : '-') &&
              op.dst.k === 'member' &&
              op.dst.field === member &&
              isOnEveryWay(cfg, id),
          ),
        ),
      ),
    isKnown: (fn) => cfgsOf(fn).length > 0,
    followsMember: (fn, struct, member) => followsMemberAt(fn, struct, member, 0),
  };
}

/** Nothing leads past the node but an early return. */
function isOnEveryWay(cfg: Cfg, node: number): boolean {
  const returns = (from: number): boolean => {
    let n = cfg.nodes[from];
    for (let steps = 0; n && steps < 6; steps++) {
      if (n.op.k === 'return') return true;
      n = n.succ.length === 1 ? cfg.nodes[n.succ[0]!] : undefined;
    }
    return false;
  };
  return cfg.nodes.every((n) => {
    if (n.op.k !== 'branch' && n.op.k !== 'foreach') return true;
    return n.succ.every((t, side) => reachable(cfg, n.id, t).has(node) || returns(n.succ[1 - side] ?? t));
  });
}

function stripped(e: Expr): Expr {
  if (e.k === 'unary' && e.op === '!') return stripped(e.arg);
  if (e.k === 'binary' && (e.op === '==' || e.op === '!=')) return isId(e.l, 'NULL') ? e.r : e.l;
  return e.k === 'cast' ? stripped(e.arg) : e;
}

/** Expressions whose values an operation asks for. */
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

/** The same, and where it stores. */
function placesOf(op: Op): readonly Expr[] {
  return op.k === 'assign' || op.k === 'update' ? [op.src, op.dst] : valuesOf(op);
}

const isId = (e: Expr, name: string): boolean => e.k === 'id' && e.name === name;

const isMember = (e: Expr, name: string, member: string): boolean =>
  e.k === 'member' && e.arrow && e.field === member && isId(e.base, name);

/** `p->x`, `*p`, `p[i]` */
function isThrough(e: Expr, name: string): boolean {
  if (e.k === 'member') return e.arrow && isId(e.base, name);
  if (e.k === 'index') return isId(e.base, name);
  return e.k === 'unary' && e.op === '*' && isId(e.arg, name);
}

/** Whether a part of the expression is one of those. Of `&p->x` only the place is asked. */
function some(e: Expr, is: (e: Expr) => boolean): boolean {
  if (is(e)) return true;
  switch (e.k) {
    case 'member':
      return some(e.base, is);
    case 'unary':
      return e.op === '&' && e.arg.k === 'member' ? some(e.arg.base, is) : some(e.arg, is);
    case 'cast':
      return some(e.arg, is);
    case 'binary':
      return some(e.l, is) || some(e.r, is);
    case 'index':
      return some(e.base, is) || some(e.index, is);
    default:
      return false;
  }
}
