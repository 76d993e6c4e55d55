/**
 * What a path knows about values: of which sign they are, and which constants they are or are not.
 *
 * Pointers and integers share one lattice: ZERO is NULL / 0 / false, POS a valid pointer or a positive number, NEG an
 * ERR_PTR or a negative number.
 */
import type { TermMap } from './term-map.ts';
import { type Arena, eachPart, type Term } from './terms.ts';

export const ZERO = 1;
export const POS = 2;
export const NEG = 4;
export const ANY = 7;

export interface Fact {
  readonly mask: number;
  /** exactly this constant term */
  readonly is?: Term;
  /** none of these constants (ids) */
  readonly not?: readonly number[];
}

export type Facts = TermMap<Fact>;

/** All facts have one shape; those that say a sign and nothing more are the same objects. */
const SIGNS: readonly Fact[] = [0, 1, 2, 3, 4, 5, 6, 7].map((mask) => ({ mask, is: undefined, not: undefined }));

export function fact(mask: number, is?: Term, not?: readonly number[]): Fact {
  return is || not ? { mask, is, not } : SIGNS[mask]!;
}

const ERRNO = /^E[A-Z0-9]{2,}$/;
/** families of flags, none of which is zero */
const FLAG = /^(?:VM_FAULT_|FAULT_FLAG_|FGP_|__GFP_|GFP_|TTU_|FOLL_|SWP_|VM_|AOP_)/;

/** An enumerator, flag or errno: a value that never changes and is the same wherever it is written. */
export function isConstant(t: Term): boolean {
  if (t.k === 'int' || t.k === 'lit') return true;
  if (t.k === 'global') return t.constant;
  if (t.k === 'pure') return t.fn === 'neg' && isConstant(t.args[0]!);
  return false;
}

/** Flags by their names, one or several of them. */
export function isFlags(t: Term): boolean {
  return isConstant(t) || (t.k === 'pure' && t.fn === '|' && t.args.every(isFlags));
}

export function maskOf(t: Term, facts: Facts): number {
  const f = facts.get(t);
  if (f) return f.mask;
  switch (t.k) {
    case 'int':
      return t.v === 0 ? ZERO : t.v > 0 ? POS : NEG;
    case 'lit':
    case 'local':
    case 'field':
    case 'index':
      return POS;
    case 'global':
      if (t.value !== undefined) return t.value === 0 ? ZERO : t.value > 0 ? POS : NEG;
      return !t.constant || ERRNO.test(t.name) || FLAG.test(t.name) ? POS : ANY;
    case 'pure':
      if (t.fn === 'neg') {
        const m = maskOf(t.args[0]!, facts);
        return (m & ZERO) | (m & POS ? NEG : 0) | (m & NEG ? POS : 0);
      }
      if (t.fn === '==' || t.fn === '<' || t.fn === 'iserr') return ZERO | POS;
      if (t.fn === '<<' && t.args[0]!.k === 'int' && t.args[0]!.v > 0) return POS;
      if (t.fn === '&') return ZERO | POS | NEG;
      return ANY;
    default:
      return ANY;
  }
}

/** Narrows the term; false when that contradicts what is known (the path does not exist). */
export function assume(t: Term, mask: number, facts: Facts): boolean {
  const now = maskOf(t, facts) & mask;
  if (now === 0) return false;
  const f = facts.get(t);
  if (f) {
    if (f.mask !== now) facts.set(t, fact(now, f.is, f.not));
  } else if (!(t.k === 'int' || t.k === 'lit') && maskOf(t, facts) !== now) facts.set(t, fact(now));
  if (t.k === 'pure' && t.fn === 'neg') {
    return assume(t.args[0]!, (now & ZERO) | (now & POS ? NEG : 0) | (now & NEG ? POS : 0), facts);
  }
  // x & C is not zero only if x is not
  if (t.k === 'pure' && t.fn === '&' && !(now & ZERO)) {
    for (const a of t.args) if (!isConstant(a) && !assume(a, POS | NEG, facts)) return false;
  }
  return true;
}

/** The number that a constant is. */
function numberOf(t: Term | undefined): number | undefined {
  return t?.k === 'int' ? t.v : t?.k === 'global' ? t.value : undefined;
}

function equalConstants(a: Term, b: Term): boolean | undefined {
  if (a === b) return true;
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x !== undefined && y !== undefined) return x === y;
  const [e, f] = [errnoOf(a), errnoOf(b)];
  if (e !== undefined && f !== undefined) return e === f ? undefined : false;
  // enumerators of one family differ; flags and masks may overlap, and names of different families may be aliases
  if (a.k === 'global' && b.k === 'global') {
    const family = /^(?:[A-Z0-9]+_){2,}|^[A-Z0-9]+_/.exec(a.name)?.[0];
    if (family && !FLAG.test(a.name) && b.name.startsWith(family)) return false;
  }
  return undefined;
}

/** errnos that have two names */
const SAME_ERRNO: ReadonlyMap<string, string> = new Map([
  ['EWOULDBLOCK', 'EAGAIN'],
  ['EDEADLOCK', 'EDEADLK'],
  ['ENOTSUP', 'EOPNOTSUPP'],
]);

/** `ENOMEM` of `-ENOMEM`; undefined when the constant is no errno. */
function errnoOf(t: Term): string | undefined {
  const name = t.k === 'pure' && t.fn === 'neg' ? t.args[0]! : t;
  if (name.k !== 'global' || !name.constant || !ERRNO.test(name.name)) return undefined;
  return `${t.k === 'pure' ? '-' : ''}${SAME_ERRNO.get(name.name) ?? name.name}`;
}

/** An object that was allocated here cannot be one that was there before, or a local. */
function distinct(a: Term, b: Term): boolean {
  if (b.k === 'sym' && b.isNew) return distinct2(b, a);
  return distinct2(a, b);
}

function distinct2(a: Term, b: Term): boolean {
  if (a.k !== 'sym' || !a.isNew) return false;
  if (b.k === 'local' || b.k === 'param' || b.k === 'global') return true;
  let older = b.k !== 'int';
  eachPart(b, (p) => {
    if (p.k === 'sym' && !(p.id < a.id && p.node < a.node)) older = false;
  });
  return older;
}

/** Takes `a == b` (or `a != b`) as true on this path; false when the path does not exist. */
export function assumeEqual(a: Term, b: Term, equal: boolean, facts: Facts, arena: Arena): boolean {
  if (a === b) return equal;
  if (distinct(a, b)) return !equal;
  if (isConstant(a) && !isConstant(b)) return assumeEqual(b, a, equal, facts, arena);
  if (isConstant(a) && isConstant(b)) {
    const same = equalConstants(a, b);
    if (same !== undefined) return same === equal;
  }
  const ma = maskOf(a, facts);
  const mb = maskOf(b, facts);
  if (equal) {
    if (!(ma & mb)) return false;
    const f = facts.get(a);
    if (isConstant(b)) {
      if (f?.is && f.is !== b) {
        const same = equalConstants(f.is, b);
        if (same === false || (same === undefined && f.is.k === 'global' && b.k === 'global')) return false;
      }
      if (f?.not?.includes(b.id)) return false;
      if (!assume(a, mb, facts)) return false;
      facts.set(a, fact(ma & mb, b));
      return true;
    }
    if (!assume(a, mb, facts) || !assume(b, ma, facts)) return false;
  } else {
    if (numberOf(b) === 0) return assume(a, POS | NEG, facts);
    if (isConstant(b)) {
      const f = facts.get(a);
      if (f?.is === b) return false;
      facts.set(a, fact(ma, f?.is, [...(f?.not ?? []).filter((x) => x !== b.id), b.id].slice(-8)));
      return true;
    }
    if (ma === ZERO && mb === ZERO) return false;
    if (mb === ZERO) return assume(a, POS | NEG, facts);
    if (ma === ZERO) return assume(b, POS | NEG, facts);
  }
  const [x, y] = a.id < b.id ? [a, b] : [b, a];
  const t = arena.pure('==', [x, y]);
  const f = facts.get(t);
  if (f && (equal ? f.mask === ZERO : !(f.mask & ZERO))) return false;
  facts.set(t, fact(equal ? POS : ZERO));
  return true;
}

/** Takes the truth of a condition term; false when the path does not exist. */
export function assumeTruth(t: Term, truth: boolean, facts: Facts, arena: Arena): boolean {
  if (t.k === 'pure' && (t.fn === '==' || t.fn === '<' || t.fn === '!')) {
    // remembered for the comparison itself too: a flag keeps its answer when what was compared changes
    const f = facts.get(t);
    if (f && f.mask === ZERO) return !truth;
    if (f && !(f.mask & ZERO)) return truth;
    if (t.args.some((a) => !isConstant(a))) facts.set(t, fact(truth ? POS : ZERO));
  }
  if (t.k === 'pure') {
    const a = t.args[0];
    const b = t.args[1];
    switch (t.fn) {
      case '!':
        return assumeTruth(a!, !truth, facts, arena);
      case '==':
        return assumeEqual(a!, b!, truth, facts, arena);
      case '<': {
        // a < b
        if (a!.k === 'int' && b!.k === 'int') return a!.v < b!.v === truth;
        if (b!.k === 'int' && b!.v === 0) return assume(a!, truth ? NEG : ZERO | POS, facts);
        if (b!.k === 'int' && b!.v === 1 && !truth) return assume(a!, POS, facts);
        if (b!.k === 'int' && b!.v === 1 && truth) return assume(a!, ZERO | NEG, facts);
        if (a!.k === 'int' && a!.v === 0) return assume(b!, truth ? POS : ZERO | NEG, facts);
        if (a!.k === 'int' && a!.v > 0 && truth && !assume(b!, POS, facts)) return false;
        const fa = facts.get(a!)?.is;
        const fb = facts.get(b!)?.is;
        const va = numberOf(a) ?? numberOf(fa);
        const vb = numberOf(b) ?? numberOf(fb);
        if (va !== undefined && vb !== undefined) return va < vb === truth;
        break;
      }
      case 'iserr':
        return assume(a!, truth ? NEG : ZERO | POS, facts) && assume(t, truth ? POS : ZERO, facts);
      case 'iserrnull':
        return assume(a!, truth ? NEG | ZERO : POS, facts);
    }
  }
  return assume(t, truth ? POS | NEG : ZERO, facts) && assumeEachFlag(t, truth, facts, arena);
}

/** Of `x & (A | B)`: where it is zero, so are `x & A` and `x & B`; where both are known to be zero, it is. */
function assumeEachFlag(t: Term, truth: boolean, facts: Facts, arena: Arena): boolean {
  if (t.k !== 'pure' || t.fn !== '&') return true;
  const several = t.args.find((a) => a.k === 'pure' && a.fn === '|' && isFlags(a));
  if (several?.k !== 'pure') return true;
  const value = t.args[0] === several ? t.args[1]! : t.args[0]!;
  const each = several.args.map((flag) => (value.id < flag.id ? arena.pure2('&', value, flag) : arena.pure2('&', flag, value)));
  if (truth) return each.some((one) => assumeTruth(one, true, facts.copy(), arena));
  return each.every((one) => assumeTruth(one, false, facts, arena));
}

/** Whether the term is certainly true, certainly false, or open. */
export function truthOf(t: Term, facts: Facts, arena: Arena): boolean | undefined {
  const yes = assumeTruth(t, true, facts.copy(), arena);
  const no = assumeTruth(t, false, facts.copy(), arena);
  return yes === no ? undefined : yes;
}
