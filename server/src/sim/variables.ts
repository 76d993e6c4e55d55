/** Variables of the functions that a thread is in: who looks at them from where on, and who asks whether they are NULL. */
import type { Val } from '../c/cfg.ts';
import type { Body } from './body.ts';
import type { Frame } from './segment.ts';
import type { Position } from './workshop.ts';

/** Whether a variable is looked at from a position on. */
export function isLive(p: Position, key: string): boolean {
  const slash = key.indexOf('/');
  const id = Number(key.slice(0, slash));
  const name = key.slice(slash + 1);
  const base = /^\$?[\w@]+/.exec(name)?.[0] ?? name;
  if (base.startsWith('$L')) return p.frame.id === id && Number(base.slice(2)) < p.done;
  if (p.frame.id === id) return p.frame.body.live.isLive(p.node, base) || isFrozen(p.frame, base);
  let inner: Frame = p.frame;
  for (let f = p.frame.parent; f; f = f.parent) {
    if (f.id === id) {
      if (inner.result.k === 'to' && inner.result.name === base) return false;
      if (isFrozen(f, base) || namedByMacro(inner, base)) return true;
      const { cfg, live } = f.body;
      if (inner.result.k === 'foreach' && live.isLive(inner.site, base)) return true;
      return (cfg.nodes[inner.site]?.succ ?? []).some((n) => live.isLive(n, base));
    }
    inner = f;
  }
  return false;
}

function isFrozen(frame: Frame, name: string): boolean {
  return frame.fixed.get(name)?.k === 'address';
}

const asked = new WeakMap<Body, Map<string, boolean>>();

/** A condition of the body, or a call that stands for one, has the variable itself as an operand. */
export function asksAbout(body: Body, name: string): boolean {
  let known = asked.get(body);
  if (!known) asked.set(body, (known = new Map()));
  let yes = known.get(name);
  if (yes === undefined) {
    yes = body.cfg.nodes.some(({ op }) => {
      if (op.k === 'branch') return isOperand(op.cond, name);
      if (op.k === 'return') return op.value !== undefined && isOperand(op.value, name);
      return (op.k === 'call' && op.args.some((a) => isOperand(a, name))) || (op.k === 'assign' && isOperand(op.src, name));
    });
    known.set(name, yes);
  }
  return yes;
}

function isOperand(v: Val, name: string): boolean {
  switch (v.k) {
    case 'id':
      return v.name === name;
    case 'cast':
      return isOperand(v.arg, name);
    case 'unary':
      return v.op === '!' && isOperand(v.arg, name);
    case 'binary':
      return isOperand(v.l, name) || isOperand(v.r, name);
    default:
      return false;
  }
}

function namedByMacro(frame: Frame, name: string): boolean {
  for (const f of frame.fixed.values()) if (f.k === 'expr' && mentions(f.val, name)) return true;
  return false;
}

function mentions(v: Val, name: string): boolean {
  switch (v.k) {
    case 'id':
      return v.name === name;
    case 'unary':
    case 'cast':
      return mentions(v.arg, name);
    case 'member':
      return mentions(v.base, name);
    case 'index':
      return mentions(v.base, name) || mentions(v.index, name);
    case 'binary':
      return mentions(v.l, name) || mentions(v.r, name);
    default:
      return false;
  }
}
