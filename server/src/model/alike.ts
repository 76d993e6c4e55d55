/**
 * Which outcomes of a function are one to its callers: those that differ in their conditions alone, or in values that were made inside and that
 * each path has from somewhere else. A lookup that tries again gives the folio of the first turn or that of the second.
 */
import type { Outcome } from './contract.ts';
import { NEG, POS, ZERO } from './facts.ts';
import { type Arena, rootOf, somePart, type Term } from './terms.ts';

type Made = Term & { k: 'sym' };

export interface Signed {
  readonly outcome: Outcome;
  /** what a caller must know of what happens, in any order, and of the result: outcomes with equal keys can be folded into one */
  readonly key: string;
  /** what was made inside, in the order in which the key names it; the first is the result, where it is such a value */
  readonly made: readonly (Made | undefined)[];
}

/** Words and terms, one behind the other. */
type Part = readonly (string | Term)[];

export function signed(o: Outcome): Signed {
  const names = new Names(o.ret);
  const result = resultOf(o, names);
  const parts = partsOf(o);
  if (parts.length === 0) return { outcome: o, key: `|${result}`, made: names.made };
  // values that were made inside are numbered in an order that does not depend on what they are called
  const ordered = parts
    .map((part) => ({ part, shape: said(part, blank) }))
    .sort((a, b) => (a.shape < b.shape ? -1 : a.shape > b.shape ? 1 : 0));
  const effects = ordered.map(({ part, shape }) => (shape.includes(BLANK) ? said(part, names.of) : shape)).join(';');
  return { outcome: o, key: `${effects}|${result}`, made: names.made };
}

/** Nothing but conditions and a result. */
export function isQuiet(o: Outcome): boolean {
  return (
    !o.sleeps && o.context.size + o.takes.length + o.drops.length + o.resets.length + o.refs.length + o.stores.length + o.calls.length === 0
  );
}

function partsOf(o: Outcome): Part[] {
  const parts: Part[] = [];
  for (const l of o.takes) parts.push([`+${l.cls}`, l.place]);
  for (const l of o.drops) parts.push(['-', l.place]);
  for (const k of o.resets) parts.push([`=${k}`]);
  for (const [k, n] of o.context) parts.push([`${k}${n}`]);
  for (const r of o.refs) parts.push([`r${r.kind}`, r.object, `:${r.count}${r.born ? 'b' : ''}`]);
  for (const [place, value] of o.stores) if (!isAnything(value, o)) parts.push([place, '=', value]);
  if (o.sleeps) parts.push(['s']);
  for (const k of o.calls) parts.push(['!', k.fn]);
  return parts;
}

/** Something was written, and no caller can tell what: that it was not written is no promise. */
function isAnything(v: Term, o: Outcome): boolean {
  return v.k === 'sym' && !v.isNew && v !== o.ret && o.refs.every((r) => r.object !== v) && o.takes.every((k) => rootOf(k.place) !== v);
}

function resultOf(o: Outcome, names: Names): string {
  const { ret, retMask } = o;
  if (!ret) return `?${retMask}`;
  // zero is a promise of its own; other integers of one sign are alike
  if (retMask === ZERO) return '0';
  if (ret.k === 'int' || (ret.k === 'global' && retMask === POS)) return retMask === NEG ? '-' : `${ret.id}`;
  if (retMask === NEG) return '-';
  if (ret.k === 'sym' && o.refs.every((q) => q.object !== ret)) return `?${retMask}`;
  return `t${spelt(ret, names.of)}:${retMask}`;
}

const BLANK = '$';
const blank = (t: Made): string => (t.isNew ? `${BLANK}n` : BLANK);

class Names {
  readonly made: (Made | undefined)[];

  constructor(ret: Term | undefined) {
    this.made = [ret?.k === 'sym' ? ret : undefined];
  }

  readonly of = (t: Made): string => {
    let i = this.made.indexOf(t);
    if (i < 0) i = this.made.push(t) - 1;
    return `${blank(t)}${i}`;
  };
}

function said(part: Part, made: (t: Made) => string): string {
  let text = '';
  for (const p of part) text += typeof p === 'string' ? p : spelt(p, made);
  return text;
}

/** By its id where nothing in it was made inside. */
function spelt(t: Term, made: (t: Made) => string): string {
  if (!hasMade(t)) return `${t.id}`;
  switch (t.k) {
    case 'sym':
      return made(t);
    case 'field':
      return `(${spelt(t.base, made)}).${t.field}`;
    case 'index':
      return `(${spelt(t.base, made)})[${spelt(t.index, made)}]`;
    case 'load':
      return `*(${spelt(t.place, made)})`;
    case 'pure':
      return `${t.fn}(${t.args.map((a) => spelt(a, made)).join()})`;
    default:
      return `${t.id}`;
  }
}

const isMade = (t: Term): t is Made => t.k === 'sym';
const hasMade = (t: Term): boolean => somePart(t, isMade);

/** The outcome of `b`, with what was made inside called as in `a`, which has the same key. */
export function inTheNamesOf(a: Signed, b: Signed, arena: Arena): Outcome {
  const to = new Map<Term, Term>();
  b.made.forEach((t, i) => {
    const other = a.made[i];
    if (t && other && t !== other) to.set(t, other);
  });
  const o = b.outcome;
  if (to.size === 0) return o;
  const term = (t: Term): Term => renamed(t, to, arena);
  const some = (t: Term | undefined): Term | undefined => t && term(t);
  return {
    ...o,
    ret: some(o.ret),
    then: o.then.map(([t, f]) => [term(t), f]),
    needs: o.needs.map((k) => ({ ...k, place: term(k.place) })),
    passes: o.passes.map((k) => ({ ...k, place: term(k.place), without: k.without?.map(term) })),
    escapes: o.escapes.map(term),
    marks: o.marks.map((m) => ({ what: m.what, item: some(m.item), object: some(m.object) })),
  };
}

function renamed(t: Term, to: ReadonlyMap<Term, Term>, arena: Arena): Term {
  if (!hasMade(t)) return t;
  switch (t.k) {
    case 'field':
      return arena.field(renamed(t.base, to, arena), t.field);
    case 'index':
      return arena.index(renamed(t.base, to, arena), renamed(t.index, to, arena));
    case 'load':
      return arena.load(renamed(t.place, to, arena));
    case 'pure':
      return arena.pure(
        t.fn,
        t.args.map((a) => renamed(a, to, arena)),
      );
    default:
      return to.get(t) ?? t;
  }
}
