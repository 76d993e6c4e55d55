/** What the names and types of kernel code tell a path that its calls do not. */
import type { Cfg } from '../c/cfg.ts';
import { isConstant, maskOf, NEG } from './facts.ts';
import type { State } from './state.ts';
import type { Term } from './terms.ts';

const UNSIGNED = /\bunsigned\b|\b(?:size_t|gfp_t|pgoff_t|bool|u8|u16|u32|u64|uint\w*|vm_fault_t|vm_flags_t|pfn_t)\b/;

/** Variables and parameters that are never negative. */
export function unsignedOf(cfg: Cfg): ReadonlySet<string> {
  const out = new Set<string>();
  for (const p of cfg.params) if (!p.pointer && UNSIGNED.test(p.type)) out.add(p.name);
  for (const [n, l] of cfg.locals) if (!l.pointer && !l.array && UNSIGNED.test(l.type)) out.add(n);
  return out;
}

/** A function that by its name takes one more of something. */
export function countsUp(name: string): boolean {
  return /(?:^|_)(?:inc|get|tryget|hold|grab)(?:_|$)/.test(name);
}

/** `refcount_inc_not_zero(&p->ref)`: p stays after the read section */
export function keptByCount(s: State, v: Term): void {
  if (v.k !== 'field' || !s.rcu.has(v.base)) return;
  const m = new Map(s.rcu);
  m.delete(v.base);
  s.rcu = m;
}

/**
 * `p == ERR_PTR(-EHWPOISON)` says no, of a call that may fail: whoever asks for one error by its name knows that there is no other. True where
 * the path on which the call failed is no path, then.
 */
export function rulesOutFailure(t: Term, truth: boolean, s: State): boolean {
  if (t.k !== 'pure') return false;
  if (t.fn === '!') return rulesOutFailure(t.args[0]!, !truth, s);
  if (t.fn !== '==' || truth) return false;
  const named = (x: Term): boolean => x.k === 'pure' && x.fn === 'neg' && isConstant(x.args[0]!);
  const failed = (x: Term): boolean => s.origins.get(x)?.failed === true && maskOf(x, s.facts) === NEG;
  const [a, b] = t.args as [Term, Term];
  return (named(a) && failed(b)) || (named(b) && failed(a));
}

/** New memory that nobody else has the address of is not what some member holds; undefined: the condition is no such comparison. */
export function comparesNew(t: Term, s: State): boolean | undefined {
  if (t.k !== 'pure') return undefined;
  if (t.fn === '!') {
    const inner = comparesNew(t.args[0]!, s);
    return inner === undefined ? undefined : !inner;
  }
  if (t.fn !== '==') return undefined;
  const [a, b] = t.args as [Term, Term];
  const isNew = (x: Term): boolean => {
    const r = s.ref(x, 'MEM');
    return r?.born === true && r.count > 0 && !r.escaped;
  };
  const elsewhere = (x: Term): boolean => x.k === 'load' || x.k === 'param' || x.k === 'field';
  return (isNew(a) && elsewhere(b)) || (isNew(b) && elsewhere(a)) ? false : undefined;
}
