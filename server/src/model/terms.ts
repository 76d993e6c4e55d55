/**
 * Symbolic values. A term stands for a value that code computes or for the address of a place in memory; equal terms of
 * one arena are the same object, so identity is equality.
 *
 * Terms know nothing of paths: what is known about a value on a path is a fact (facts.ts).
 */

export type Term =
  | { readonly id: number; readonly k: 'int'; readonly v: number }
  /** a string literal, a type, or anything that is its own value */
  | { readonly id: number; readonly k: 'lit'; readonly text: string }
  /** a global variable's or function's address; an enumerator's value when written in capitals */
  | {
      readonly id: number;
      readonly k: 'global';
      readonly name: string;
      /** by its spelling */
      readonly constant: boolean;
      /** the number that a constant stands for, where that is known */
      readonly value: number | undefined;
    }
  /** value of parameter number i at entry */
  | { readonly id: number; readonly k: 'param'; readonly i: number }
  /** a value made at a node of the graph: a call's result, an unknown. `turn` counts loop turns */
  | {
      readonly id: number;
      readonly k: 'sym';
      readonly node: number;
      readonly tag: string;
      readonly turn: number;
      /** an object that was allocated here */
      readonly isNew: boolean;
    }
  /** address of a local */
  | { readonly id: number; readonly k: 'local'; readonly name: string }
  /** address of a member of what `base` points to; field `*` is never used: `*p` is the place `p` itself */
  | { readonly id: number; readonly k: 'field'; readonly base: Term; readonly field: string }
  /** address of an element */
  | { readonly id: number; readonly k: 'index'; readonly base: Term; readonly index: Term }
  /** what the place held when nobody on this path had written to it */
  | { readonly id: number; readonly k: 'load'; readonly place: Term }
  /** arithmetic, comparisons (canonical: == < only), and calls that depend on their arguments alone */
  | { readonly id: number; readonly k: 'pure'; readonly fn: string; readonly args: readonly Term[] };

const CAPITALS = /^[A-Z_][A-Z0-9_]*$/;
const NEW = /(?:^|:)(?:alloc|new_folio_ref|new_page_ref|new_object)/;

/** Makes terms, each once. */
export class Arena {
  private readonly ints = new Map<number, Term>();
  private readonly lits = new Map<string, Term>();
  private readonly globals = new Map<string, Term & { k: 'global' }>();
  private readonly params: Term[] = [];
  private readonly locals = new Map<string, Term>();
  /** by tag, then node and turn */
  private readonly syms = new Map<string, Map<number, Term>>();
  /** by member, then base */
  private readonly fields = new Map<string, Map<number, Term>>();
  private readonly indices = new Map<number, Term>();
  private readonly loads: (Term | undefined)[] = [];
  /** by function, then one or two arguments */
  private readonly pures = new Map<string, Map<number, Term>>();
  /** of three arguments and more, or none */
  private readonly longPures = new Map<string, Term>();
  private next = 1;
  private readonly valueOf: ((name: string) => number | undefined) | undefined;

  /** `valueOf`: the number that an enumerator or macro stands for */
  constructor(valueOf?: (name: string) => number | undefined) {
    this.valueOf = valueOf;
  }

  /** how many terms there are; ids are 1 to this */
  get size(): number {
    return this.next - 1;
  }

  int(v: number): Term {
    let t = this.ints.get(v);
    if (!t) this.ints.set(v, (t = { id: this.next++, k: 'int', v }));
    return t;
  }
  lit(text: string): Term {
    let t = this.lits.get(text);
    if (!t) this.lits.set(text, (t = { id: this.next++, k: 'lit', text }));
    return t;
  }
  global(name: string): Term & { k: 'global' } {
    let t = this.globals.get(name);
    if (!t) {
      const constant = CAPITALS.test(name);
      t = { id: this.next++, k: 'global', name, constant, value: constant ? this.valueOf?.(name) : undefined };
      this.globals.set(name, t);
    }
    return t;
  }
  param(i: number): Term {
    return (this.params[i] ??= { id: this.next++, k: 'param', i });
  }
  sym(node: number, tag: string, turn: number): Term {
    const key = node * 0x10000 + turn;
    const m = inner(this.syms, tag);
    let t = m.get(key);
    if (!t) m.set(key, (t = { id: this.next++, k: 'sym', node, tag, turn, isNew: NEW.test(tag) }));
    return t;
  }
  local(name: string): Term {
    let t = this.locals.get(name);
    if (!t) this.locals.set(name, (t = { id: this.next++, k: 'local', name }));
    return t;
  }
  field(base: Term, field: string): Term {
    const m = inner(this.fields, field);
    let t = m.get(base.id);
    if (!t) m.set(base.id, (t = { id: this.next++, k: 'field', base, field }));
    return t;
  }
  index(base: Term, index: Term): Term {
    const key = base.id * PAIR + index.id;
    let t = this.indices.get(key);
    if (!t) this.indices.set(key, (t = { id: this.next++, k: 'index', base, index }));
    return t;
  }
  load(place: Term): Term {
    return (this.loads[place.id] ??= { id: this.next++, k: 'load', place });
  }
  pure(fn: string, args: readonly Term[]): Term {
    if (args.length === 0 || args.length > 2) {
      const key = `${fn}(${args.map((a) => a.id).join(',')}`;
      let t = this.longPures.get(key);
      if (!t) this.longPures.set(key, (t = { id: this.next++, k: 'pure', fn, args }));
      return t;
    }
    const key = args[0]!.id * PAIR + (args[1]?.id ?? 0);
    const m = inner(this.pures, fn);
    let t = m.get(key);
    if (!t) m.set(key, (t = { id: this.next++, k: 'pure', fn, args }));
    return t;
  }
}

/** more terms than one function has */
const PAIR = 0x4000000;

function inner(of: Map<string, Map<number, Term>>, key: string): Map<number, Term> {
  let m = of.get(key);
  if (!m) of.set(key, (m = new Map()));
  return m;
}

const variables = new WeakMap<Term, string>();

/** Remembers the first variable of the source that held the value, for messages: it may be out of scope when they are written. */
export function heldBy(t: Term, variable: string): void {
  if (!variables.has(t)) variables.set(t, variable);
}

export function variableOf(t: Term): string | undefined {
  return variables.get(t);
}

/** The term that a place or value hangs from: the pointer before the first member access. */
export function rootOf(t: Term): Term {
  let r = t;
  for (;;) {
    if (r.k === 'field' || r.k === 'index') r = r.base;
    else if (r.k === 'load') r = r.place;
    else return r;
  }
}

/** Calls `f` on the term and everything inside it. */
export function eachPart(t: Term, f: (part: Term) => void): void {
  f(t);
  switch (t.k) {
    case 'field':
      eachPart(t.base, f);
      break;
    case 'index':
      eachPart(t.base, f);
      eachPart(t.index, f);
      break;
    case 'load':
      eachPart(t.place, f);
      break;
    case 'pure':
      for (const a of t.args) eachPart(a, f);
      break;
  }
}

/** How a rebuilt term is put together again; what is left out is built as it was. */
export interface Rebuilder {
  /** a replacement for the whole term; undefined: look inside */
  leaf(t: Term): Term | undefined;
  load?(place: Term): Term;
  pure?(fn: string, args: readonly Term[]): Term;
}

/** Rebuilds a term in another arena (or the same) with parts replaced. */
export function rebuild(t: Term, to: Arena, with_: Rebuilder): Term {
  const hit = with_.leaf(t);
  if (hit) return hit;
  switch (t.k) {
    case 'int':
      return to.int(t.v);
    case 'lit':
      return to.lit(t.text);
    case 'global':
      return to.global(t.name);
    case 'param':
      return to.param(t.i);
    case 'sym':
      return to.sym(t.node, t.tag, t.turn);
    case 'local':
      return to.local(t.name);
    case 'field':
      return to.field(rebuild(t.base, to, with_), t.field);
    case 'index':
      return to.index(rebuild(t.base, to, with_), rebuild(t.index, to, with_));
    case 'load': {
      const place = rebuild(t.place, to, with_);
      return with_.load ? with_.load(place) : to.load(place);
    }
    case 'pure': {
      const args = t.args.map((a) => rebuild(a, to, with_));
      return with_.pure ? with_.pure(t.fn, args) : to.pure(t.fn, args);
    }
  }
}

/** In the words of C, for messages; `names` gives parameter names, `origin` how a made value came about. */
export function spell(t: Term, names: (t: Term) => string | undefined): string {
  const known = names(t);
  if (known !== undefined) return known;
  switch (t.k) {
    case 'int':
      return String(t.v);
    case 'lit':
      return t.text;
    case 'global':
      return `&${t.name}`;
    case 'param':
      return `arg${t.i + 1}`;
    case 'sym':
      return t.tag;
    case 'local':
      return `&${t.name}`;
    case 'field':
      return `&${spellMember(t, names)}`;
    case 'index':
      return `&${spell(t.base, names)}[${spell(t.index, names)}]`;
    case 'load':
      return spellPlace(t.place, names);
    case 'pure':
      if (t.args.length === 2 && /^[^\w]/.test(t.fn)) return `${spell(t.args[0]!, names)} ${t.fn} ${spell(t.args[1]!, names)}`;
      return `${t.fn}(${t.args.map((a) => spell(a, names)).join(', ')})`;
  }
}

/** The place itself as an lvalue: `x->lock` for the address `&x->lock`. */
export function spellPlace(t: Term, names: (t: Term) => string | undefined): string {
  switch (t.k) {
    case 'global':
    case 'local':
      return names(t) ?? t.name;
    case 'field':
      return spellMember(t, names);
    case 'index':
      return `${spell(t.base, names).replace(/^&/, '')}[${spell(t.index, names)}]`;
    default:
      return `*${spell(t, names)}`;
  }
}

function spellMember(t: Term & { k: 'field' }, names: (t: Term) => string | undefined): string {
  const b = t.base;
  if (b.k === 'field' || b.k === 'index' || b.k === 'local' || b.k === 'global') return `${spellPlace(b, names)}.${t.field}`;
  const base = spell(b, names);
  return `${base.startsWith('*') ? `(${base})` : base}->${t.field}`;
}
