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
  /** address of a local; `i`: its number among those of its arena */
  | { readonly id: number; readonly k: 'local'; readonly name: string; readonly i: number }
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

/*
 * Terms are made by the hundred thousand and looked at everywhere: three shapes of objects instead of nine keep that fast. What a term of its
 * kind does not have is undefined, and the type says which that is.
 */

/** int lit global param local */
class Leaf {
  readonly id: number;
  readonly k: string;
  readonly v: number;
  readonly text: string | undefined;
  readonly name: string | undefined;
  readonly constant: boolean;
  readonly value: number | undefined;
  readonly i: number;
  heldAs: string | undefined = undefined;

  constructor(id: number, k: string, n: number, text: string | undefined, name: string | undefined, constant: boolean, value?: number) {
    this.id = id;
    this.k = k;
    this.v = n;
    this.text = text;
    this.name = name;
    this.constant = constant;
    this.value = value;
    this.i = n;
  }
}

/** As what a made value was last known outside, where, and by whom (an arena's number, so that nobody keeps the arena). */
interface Asked {
  arena: number;
  node: number;
  turn: number;
  is: Term;
}

class Made {
  readonly id: number;
  readonly k: string = 'sym';
  readonly node: number;
  readonly tag: string;
  readonly turn: number;
  readonly isNew: boolean;
  heldAs: string | undefined = undefined;
  /** see `fromInside` */
  outside: string | undefined = undefined;
  outsideNew: boolean | undefined = undefined;
  asked: Asked | undefined = undefined;

  constructor(id: number, node: number, tag: string, turn: number, isNew: boolean) {
    this.id = id;
    this.node = node;
    this.tag = tag;
    this.turn = turn;
    this.isNew = isNew;
  }
}

/** field index load pure */
class Built {
  readonly id: number;
  readonly k: string;
  readonly base: Term | undefined;
  readonly field: string | undefined;
  readonly index: Term | undefined;
  readonly place: Term | undefined;
  readonly fn: string | undefined;
  readonly args: readonly Term[] | undefined;
  heldAs: string | undefined = undefined;

  constructor(
    id: number,
    k: string,
    base: Term | undefined,
    field: string | undefined,
    index: Term | undefined,
    place: Term | undefined,
    fn: string | undefined,
    args: readonly Term[] | undefined,
  ) {
    this.id = id;
    this.k = k;
    this.base = base;
    this.field = field;
    this.index = index;
    this.place = place;
    this.fn = fn;
    this.args = args;
  }
}

type Kind<K extends Term['k']> = Term & { k: K };

const JOINED = (place: Term): string => `join ${place.k === 'local' ? place.name : place.id}`;
const WRITTEN = (place: Term): string => `written ${place.id}`;

let arenas = 0;

/** Makes terms, each once. */
export class Arena {
  /** tells one arena from another */
  readonly no = arenas++;
  private readonly ints = new Map<number, Term>();
  private readonly lits = new Map<string, Term>();
  private readonly globals = new Map<string, Kind<'global'>>();
  private readonly params: Term[] = [];
  private readonly locals = new Map<string, Kind<'local'>>();
  /** by node and turn: the first of a chain of tags */
  private readonly syms = new Map<number, Kind<'sym'>>();
  /** by node and place: see `joined` (even) and `written` (odd) */
  private readonly mixed = new Map<number, Term>();
  private readonly loads: (Term | undefined)[] = [undefined];
  /** by the base's id: the first of a chain of members and elements */
  private readonly parts: (Kind<'field'> | Kind<'index'> | undefined)[] = [undefined];
  /** of one or two arguments, by the id of the one that is the younger: the first of a chain */
  private readonly pures: (Kind<'pure'> | undefined)[] = [undefined];
  /** the next of the chain that a term is in, by its id */
  private readonly chain: (Term | undefined)[] = [undefined];
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
    if (!t) this.ints.set(v, (t = this.leaf('int', v, undefined, undefined)));
    return t;
  }
  lit(text: string): Term {
    let t = this.lits.get(text);
    if (!t) this.lits.set(text, (t = this.leaf('lit', 0, text, undefined)));
    return t;
  }
  global(name: string): Kind<'global'> {
    const known = this.globals.get(name);
    if (known) return known;
    const constant = CAPITALS.test(name);
    const id = this.id();
    const value = constant ? this.valueOf?.(name) : undefined;
    const t = new Leaf(id, 'global', 0, undefined, name, constant, value) as unknown as Kind<'global'>;
    this.globals.set(name, t);
    return t;
  }
  param(i: number): Term {
    return (this.params[i] ??= this.leaf('param', i, undefined, undefined));
  }
  /** `isNew`: whether its tag tells of something allocated, where that is known already */
  sym(node: number, tag: string, turn: number, isNew?: boolean): Term {
    const key = node * 0x10000 + turn;
    const first = this.syms.get(key);
    for (let t = first; t; t = this.chain[t.id] as Kind<'sym'> | undefined) if (t.tag === tag) return t;
    const made = new Made(this.id(), node, tag, turn, isNew ?? NEW.test(tag)) as unknown as Kind<'sym'>;
    this.chain[made.id] = first;
    this.syms.set(key, made);
    return made;
  }
  /** what a place holds where paths were joined that hold different things there */
  joined(node: number, place: Term): Term {
    return this.at(node, place, 0, JOINED);
  }
  /** what was written to a place on one of the paths that are one now */
  written(node: number, place: Term): Term {
    return this.at(node, place, 1, WRITTEN);
  }
  private at(node: number, place: Term, odd: number, tag: (place: Term) => string): Term {
    const key = node * 0x200000 + place.id * 2 + odd;
    const known = this.mixed.get(key);
    if (known) return known;
    const made = this.sym(node, tag(place), 0, false);
    this.mixed.set(key, made);
    return made;
  }
  local(name: string): Kind<'local'> {
    const known = this.locals.get(name);
    if (known) return known;
    const t = this.leaf('local', this.locals.size, undefined, name) as Kind<'local'>;
    this.locals.set(name, t);
    return t;
  }
  field(base: Term, field: string): Term {
    const first = this.parts[base.id];
    for (let t = first; t; t = this.chain[t.id] as typeof first) if (t.k === 'field' && t.field === field) return t;
    return this.part(base, new Built(this.id(), 'field', base, field, undefined, undefined, undefined, undefined));
  }
  index(base: Term, index: Term): Term {
    const first = this.parts[base.id];
    for (let t = first; t; t = this.chain[t.id] as typeof first) if (t.k === 'index' && t.index === index) return t;
    return this.part(base, new Built(this.id(), 'index', base, undefined, index, undefined, undefined, undefined));
  }
  load(place: Term): Term {
    const known = this.loads[place.id];
    if (known) return known;
    const t = new Built(this.id(), 'load', undefined, undefined, undefined, place, undefined, undefined) as unknown as Term;
    this.loads[place.id] = t;
    return t;
  }
  pure(fn: string, args: readonly Term[]): Term {
    if (args.length === 1) return this.pure1(fn, args[0]!);
    if (args.length === 2) return this.pure2(fn, args[0]!, args[1]!);
    const key = `${fn}(${args.map((a) => a.id).join(',')}`;
    const known = this.longPures.get(key);
    if (known) return known;
    const long = this.built(fn, args);
    this.longPures.set(key, long);
    return long;
  }
  /** the same of one argument, without a list of it */
  pure1(fn: string, a: Term): Term {
    const first = this.pures[a.id];
    for (let t = first; t; t = this.chain[t.id] as typeof first) if (t.args.length === 1 && t.fn === fn && t.args[0] === a) return t;
    return this.chained(a.id, first, this.built(fn, [a]));
  }
  /** of two */
  pure2(fn: string, a: Term, b: Term): Term {
    const owner = a.id > b.id ? a.id : b.id;
    const first = this.pures[owner];
    for (let t = first; t; t = this.chain[t.id] as typeof first) if (t.args[0] === a && t.args[1] === b && t.fn === fn) return t;
    return this.chained(owner, first, this.built(fn, [a, b]));
  }

  private chained(owner: number, next: Kind<'pure'> | undefined, made: Kind<'pure'>): Term {
    this.chain[made.id] = next;
    this.pures[owner] = made;
    return made;
  }
  private id(): number {
    // the tables by id have no holes
    this.loads.push(undefined);
    this.parts.push(undefined);
    this.pures.push(undefined);
    this.chain.push(undefined);
    return this.next++;
  }
  private leaf(k: string, n: number, text: string | undefined, name: string | undefined): Term {
    return new Leaf(this.id(), k, n, text, name, false) as unknown as Term;
  }
  private built(fn: string, args: readonly Term[]): Kind<'pure'> {
    return new Built(this.id(), 'pure', undefined, undefined, undefined, undefined, fn, args) as unknown as Kind<'pure'>;
  }
  private part(base: Term, made: Built): Term {
    const t = made as unknown as Kind<'field'> | Kind<'index'>;
    this.chain[t.id] = this.parts[base.id];
    this.parts[base.id] = t;
    return t;
  }
}

/**
 * A term as it was in another arena, with the id that it had there. `parts`: what its kind has, in the order in which the type names it; a term among them
 * is its place in `made`.
 */
export function termOf(id: number, k: Term['k'], parts: readonly (string | number | boolean | undefined)[], made: readonly Term[]): Term {
  // biome-ignore lint/suspicious/noExplicitAny: the kind says what they are
  const [a, b, c, d] = parts as any[];
  const of = (base?: Term, field?: string, index?: Term, place?: Term, fn?: string, args?: readonly Term[]): Built =>
    new Built(id, k, base, field, index, place, fn, args);
  const term = (): Leaf | Made | Built => {
    switch (k) {
      case 'int':
      case 'param':
        return new Leaf(id, k, a, undefined, undefined, false);
      case 'lit':
        return new Leaf(id, k, 0, a, undefined, false);
      case 'local':
        return new Leaf(id, k, 0, undefined, a, false);
      case 'global':
        return new Leaf(id, k, 0, undefined, a, b, c);
      case 'sym':
        return new Made(id, a, b, c, d);
      case 'field':
        return of(made[a], b);
      case 'index':
        return of(made[a], undefined, made[b]);
      case 'load':
        return of(undefined, undefined, undefined, made[a]);
      case 'pure':
        return of(
          undefined,
          undefined,
          undefined,
          undefined,
          a,
          (parts.slice(1) as number[]).map((i) => made[i]!),
        );
    }
  };
  return term() as unknown as Term;
}

/** Remembers the first variable of the source that held the value, for messages: it may be out of scope when they are written. */
export function heldBy(t: Term, variable: string): void {
  (t as unknown as Leaf).heldAs ??= variable;
}

export function variableOf(t: Term): string | undefined {
  return (t as unknown as Leaf).heldAs;
}

/** A value that was made inside the function `fn`, as it is known outside of it: made at the node that calls. */
export function fromInside(arena: Arena, node: number, fn: string, t: Term & { k: 'sym' }, turn: number): Term {
  const made = t as unknown as Made;
  const last = made.asked;
  if (last && last.arena === arena.no && last.node === node && last.turn === turn) return last.is;
  const tag = (made.outside ??= `${fn}:${t.tag}${t.node}.${t.turn}`);
  const is = arena.sym(node, tag, turn, (made.outsideNew ??= NEW.test(tag)));
  // the outcomes of one call ask one after the other
  if (last) {
    last.arena = arena.no;
    last.node = node;
    last.turn = turn;
    last.is = is;
  } else made.asked = { arena: arena.no, node, turn, is };
  return is;
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
      for (let i = 0; i < t.args.length; i++) eachPart(t.args[i]!, f);
      break;
  }
}

/** Whether `which` holds for the term or anything inside it. */
export function somePart(t: Term, which: (part: Term) => boolean): boolean {
  if (which(t)) return true;
  switch (t.k) {
    case 'field':
      return somePart(t.base, which);
    case 'index':
      return somePart(t.base, which) || somePart(t.index, which);
    case 'load':
      return somePart(t.place, which);
    case 'pure':
      for (let i = 0; i < t.args.length; i++) if (somePart(t.args[i]!, which)) return true;
      return false;
    default:
      return false;
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
