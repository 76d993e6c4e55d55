/**
 * From expressions of the control flow graph to terms, on one path. The only side effect is that a pointer which is looked
 * through is reported to `use`.
 */
import type { Expr } from '../c/ast.ts';
import type { Cfg, Val } from '../c/cfg.ts';
import type { Contract } from './contract.ts';
import { assume, maskOf, NEG, POS, ZERO } from './facts.ts';
import type { State } from './state.ts';
import type { Arena, Term } from './terms.ts';

/** Members at offset 0 that the kernel treats as the object itself. */
const FIRST_MEMBERS = new Set(['page', 'rlock']);

export interface EvalContext {
  readonly arena: Arena;
  readonly cfg: Cfg;
  readonly node: number;
  /** a pointer is looked through */
  use(state: State, pointer: Term, at: Expr['at']): void;
  contractOf(name: string): Contract | undefined;
  /** what a name of the source stands for */
  named(name: string): Name;
  /** memory that others can see is read or written, by its expression in the source */
  access?(state: State, place: Term, write: boolean, at: Expr['at']): void;
  /** the value of a local is asked for, and the path has not set it */
  unset?(state: State, place: Term & { k: 'local' }, at: Expr['at']): void;
}

export function isVariable(name: string, cfg: Cfg): boolean {
  return name.startsWith('$') || cfg.locals.has(name) || cfg.params.some((p) => p.name === name);
}

export interface Name {
  /** the variable's place, or the value that the name is (NULL, an enumerator, an array) */
  readonly term: Term;
  readonly isValue: boolean;
  readonly isUnsigned: boolean;
  /** as the left side of an assignment */
  readonly place: Term;
}

/** What a name of the source stands for in a function. */
export function nameIn(cfg: Cfg, arena: Arena, name: string, unsigned: ReadonlySet<string> | undefined): Name {
  if (isVariable(name, cfg)) {
    const l = cfg.locals.get(name);
    const place = l?.isStatic ? arena.global(`${cfg.name}.${name}`) : arena.local(name);
    return { term: place, isValue: l?.array ?? false, isUnsigned: unsigned?.has(name) ?? false, place };
  }
  const g = arena.global(name);
  const value = name === 'NULL' || name === 'false' ? arena.int(0) : name === 'true' ? arena.int(1) : g.constant ? g : undefined;
  return { term: value ?? g, isValue: value !== undefined, isUnsigned: false, place: g };
}

export function valueOf(e: Val, s: State, c: EvalContext): Term {
  const { arena } = c;
  switch (e.k) {
    case 'id': {
      const n = c.named(e.name);
      if (n.isValue) return n.term;
      const held = s.memory.get(n.term);
      if (held === undefined && n.term.k === 'local' && c.unset) c.unset(s, n.term, e.at);
      const v = held ?? arena.load(n.term);
      if (n.isUnsigned && (maskOf(v, s.facts) & NEG) !== 0) assume(v, ZERO | POS, s.facts);
      return v;
    }
    case 'num':
      return e.value !== undefined && Number.isSafeInteger(e.value) ? arena.int(e.value) : arena.lit(e.text);
    case 'str':
      return arena.lit(e.text.length > 60 ? e.text.slice(0, 60) : e.text);
    case 'type':
    case 'sizeof':
      return arena.lit(e.text);
    case 'cast':
      return valueOf(e.arg, s, c);
    case 'unary': {
      if (e.op === '&') return addressOf(e.arg, s, c);
      if (e.op === '*') {
        const p = valueOf(e.arg, s, c);
        c.use(s, p, e.at);
        return read(p, s, arena);
      }
      const v = valueOf(e.arg, s, c);
      if (e.op === '-') {
        if (v.k === 'int') return arena.int(-v.v);
        if (v.k === 'pure' && v.fn === 'neg') return v.args[0]!;
        return arena.pure1('neg', v);
      }
      if (e.op === '!') return not(v, arena);
      if (e.op === '+') return v;
      return arena.pure1(e.op, v);
    }
    case 'binary':
      return binary(e.op, valueOf(e.l, s, c), valueOf(e.r, s, c), arena);
    case 'member':
    case 'index': {
      const place = placeOf(e, s, c);
      c.access?.(s, place, false, e.at);
      return read(place, s, arena);
    }
    default:
      return arena.sym(c.node, `value ${e.at[0]}`, s.turn);
  }
}

/** The place that an lvalue names. */
export function placeOf(e: Val, s: State, c: EvalContext): Term {
  const { arena } = c;
  switch (e.k) {
    case 'id':
      return c.named(e.name).place;
    case 'member': {
      if (!e.arrow) return member(placeOf(e.base, s, c), e.field, arena);
      const base = valueOf(e.base, s, c);
      c.use(s, base, e.at);
      return member(base, e.field, arena);
    }
    case 'index': {
      const base = valueOf(e.base, s, c);
      c.use(s, base, e.at);
      const i = valueOf(e.index, s, c);
      return i.k === 'int' && i.v === 0 ? base : arena.index(base, i);
    }
    case 'unary': {
      if (e.op === '*') {
        const p = valueOf(e.arg, s, c);
        c.use(s, p, e.at);
        return p;
      }
      return arena.sym(c.node, `place ${e.at[0]}`, s.turn);
    }
    case 'cast':
      return placeOf(e.arg, s, c);
    case 'init':
    case 'str':
      return arena.lit(`object at ${e.at[0]}`);
    default:
      return arena.sym(c.node, `place ${e.at[0]}`, s.turn);
  }
}

function addressOf(e: Val, s: State, c: EvalContext): Term {
  if (e.k === 'member' && FIRST_MEMBERS.has(e.field)) return e.arrow ? valueOf(e.base, s, c) : placeOf(e.base, s, c);
  return placeOf(e, s, c);
}

function member(base: Term, field: string, arena: Arena): Term {
  // container_of(p, type, m)->m is *p again
  if (base.k === 'pure' && base.fn === `container_of.${field}`) return base.args[0]!;
  return arena.field(base, field);
}

export function containerOf(p: Term, field: string, arena: Arena): Term {
  if (p.k === 'field' && p.field === field) return p.base;
  return arena.pure(`container_of.${field}`, [p]);
}

export function read(place: Term, s: State, arena: Arena): Term {
  return s.memory.get(place) ?? arena.load(rewritten(place, s, arena));
}

/** A member of a local that somebody else has written as a whole is a member of that new content. */
function rewritten(place: Term, s: State, arena: Arena): Term {
  if (place.k !== 'field' && place.k !== 'index') return place;
  if (place.base.k === 'local') {
    const whole = s.memory.get(place.base);
    return whole?.k === 'sym' ? (place.k === 'field' ? arena.field(whole, place.field) : arena.index(whole, place.index)) : place;
  }
  const base = rewritten(place.base, s, arena);
  return base === place.base ? place : place.k === 'field' ? arena.field(base, place.field) : arena.index(base, place.index);
}

export function not(v: Term, arena: Arena): Term {
  if (v.k === 'int') return arena.int(v.v === 0 ? 1 : 0);
  if (v.k === 'pure' && v.fn === '!') {
    const inner = v.args[0]!;
    if (inner.k === 'pure' && (inner.fn === '==' || inner.fn === '<' || inner.fn === '!')) return inner;
  }
  return arena.pure1('!', v);
}

const FOLD: Record<string, (a: number, b: number) => number | undefined> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? undefined : Math.trunc(a / b)),
  '%': (a, b) => (b === 0 ? undefined : a % b),
  '<': (a, b) => (a < b ? 1 : 0),
  '==': (a, b) => (a === b ? 1 : 0),
};

const COMMUTES = new Set(['==', '&', '|', '^', '+', '*']);

export function binary(op: string, a: Term, b: Term, arena: Arena): Term {
  switch (op) {
    case '!=':
      return not(binary('==', a, b, arena), arena);
    case '>':
      return binary('<', b, a, arena);
    case '>=':
      return not(binary('<', a, b, arena), arena);
    case '<=':
      return not(binary('<', b, a, arena), arena);
  }
  if (a.k === 'int' && b.k === 'int') {
    const v = FOLD[op]?.(a.v, b.v);
    if (v !== undefined && Number.isSafeInteger(v)) return arena.int(v);
  }
  if (b.k === 'int' && b.v === 0 && (op === '+' || op === '-' || op === '|')) return a;
  if (a.k === 'int' && a.v === 0 && (op === '+' || op === '|')) return b;
  if (op === '==' && a === b) return arena.int(1);
  if (op === '==' && (apart(a, b) || apart(b, a))) return arena.int(0);
  if (op === '&') {
    const flag = a.k === 'global' && a.constant ? a : b;
    const mask = flag === a ? b : a;
    const known = hasFlag(mask, flag);
    if (known !== undefined) return known ? flag : arena.int(0);
    // of two names either may be the one that stands for several
    if (isWhole(flag)) {
      const holds = hasFlag(flag, mask);
      if (holds !== undefined) return holds ? mask : arena.int(0);
    }
  }
  return COMMUTES.has(op) && a.id > b.id ? arena.pure2(op, b, a) : arena.pure2(op, a, b);
}

/** Memory that was just allocated is no local's. */
function apart(a: Term, b: Term): boolean {
  return a.k === 'local' && b.k === 'sym' && /(?:^|:)alloc/.test(b.tag);
}

/** names that stand for several flags */
const COMPOSITE: ReadonlyMap<string, readonly string[]> = new Map([
  ['FGP_WRITEBEGIN', ['FGP_LOCK', 'FGP_WRITE', 'FGP_CREAT', 'FGP_STABLE']],
  ['TTU_SYNC', []],
]);

/** names that stand for these flags and no others */
const WHOLE: ReadonlyMap<string, readonly string[]> = new Map([
  ['FAULT_FLAG_DEFAULT', ['FAULT_FLAG_ALLOW_RETRY', 'FAULT_FLAG_KILLABLE', 'FAULT_FLAG_INTERRUPTIBLE']],
  [
    'VM_FAULT_ERROR',
    ['VM_FAULT_OOM', 'VM_FAULT_SIGBUS', 'VM_FAULT_SIGSEGV', 'VM_FAULT_HWPOISON', 'VM_FAULT_HWPOISON_LARGE', 'VM_FAULT_FALLBACK'],
  ],
]);

const isWhole = (t: Term): boolean => t.k === 'global' && WHOLE.has(t.name);

/** Whether an or of enumerators holds one of them, or some of those that a name stands for; undefined where the text does not say. */
function hasFlag(mask: Term, flag: Term): boolean | undefined {
  if (flag.k !== 'global' || !flag.constant) return undefined;
  const several = mask === flag ? undefined : WHOLE.get(flag.name);
  if (!several) return namesFlag(mask, flag.name);
  return several.every((name) => namesFlag(mask, name) === false) ? false : undefined;
}

function namesFlag(mask: Term, flag: string): boolean | undefined {
  if (mask.k === 'global' && mask.name === flag) return true;
  if (COMPOSITE.has(flag)) return undefined;
  if (mask.k === 'int' && mask.v === 0) return false;
  if (mask.k === 'global') {
    if (flag === '__GFP_NOFAIL' && /^(?:__)?GFP_/.test(mask.name)) return false;
    if (COMPOSITE.get(mask.name)?.includes(flag)) return true;
    const whole = WHOLE.get(mask.name);
    if (whole) return whole.includes(flag);
    const prefix = /^[A-Z]+_/.exec(flag)?.[0];
    if (!mask.constant || COMPOSITE.has(mask.name) || !prefix || prefix === 'GFP_') return undefined;
    return mask.name.startsWith(prefix) ? false : undefined;
  }
  if (mask.k === 'pure' && mask.fn === '|') {
    const [x, y] = mask.args.map((m) => namesFlag(m, flag));
    if (x || y) return true;
    return x === false && y === false ? false : undefined;
  }
  return undefined;
}
