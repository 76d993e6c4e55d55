/**
 * Two contracts of one function, side by side: what one promises and the other does not, result by result.
 *
 * Places and objects are compared by what a caller can name (`folio`, `&lruvec->lru_lock`, the result). What only the bodies can name is
 * left out.
 */
import type { Contract, Outcome } from './contract.ts';
import { CHARGE } from './effects.ts';
import { ANY, NEG, POS, ZERO } from './facts.ts';
import { rootOf, spell, type Term } from './terms.ts';

export type Aspect = 'parameters' | 'result' | 'locks' | 'references' | 'sleeping';

export interface ContractDifference {
  readonly aspect: Aspect;
  /** for which results, `0`, `NULL`, `an error` ...; empty when for all */
  readonly when: string;
  readonly model: string;
  readonly tree: string;
}

export interface CompareOptions {
  /** the tree's body calls functions that nobody knows: what it does not show may be in them */
  readonly unseen: boolean;
  /** the model only says that nothing happens, of parameters that it does not tell apart */
  readonly declared: boolean;
}

/** `model` and `tree` are complete contracts; the parameters' names are the model's. */
export function compareContracts(model: Contract, tree: Contract, o: CompareOptions): ContractDifference[] {
  // what the model has no use for at the end of the list, it may leave out
  if (!o.declared && model.params.length > tree.params.length) {
    const say = (c: Contract): string => (c.params.length === 0 ? 'no parameters' : c.params.join(', '));
    return [{ aspect: 'parameters', when: '', model: say(model), tree: say(tree) }];
  }
  return [
    ...results(model, tree, o),
    ...effects('locks', lockEffects, model, tree, o),
    ...effects('references', (out, names) => refEffects(out, names, counts(model)), model, tree, o),
    ...sleeping(model, tree, o),
  ];
}

const SIGNS = [ZERO, POS, NEG];

function signName(sign: number, c: Contract): string {
  if (c.pointer) return sign === ZERO ? 'NULL' : sign === POS ? 'a pointer' : 'an ERR_PTR';
  return sign === ZERO ? '0' : sign === POS ? 'more than 0' : 'an error';
}

const signsOf = (c: Contract): number => c.outcomes.reduce((m, out) => m | out.retMask, 0);

/** The result is never said to be something: void, or a value that the body does not compare. */
const isOpen = (c: Contract): boolean => c.outcomes.some((out) => out.retMask === ANY);

function results(model: Contract, tree: Contract, o: CompareOptions): ContractDifference[] {
  if (o.declared || isOpen(model) || isOpen(tree) || model.pure) return [];
  const [m, t] = [signsOf(model), signsOf(tree)];
  // "not zero" may be either of two signs: one that the model has will do
  const more = SIGNS.filter((s) => tree.outcomes.some((out) => out.retMask & s && !(out.retMask & m)));
  const less = o.unseen ? [] : SIGNS.filter((s) => model.outcomes.some((out) => out.retMask & s && !(out.retMask & t)));
  if (more.length + less.length === 0) return [];
  const say = (mask: number): string =>
    `returns ${SIGNS.filter((s) => mask & s)
      .map((s) => signName(s, model))
      .join(' or ')}`;
  return [{ aspect: 'result', when: '', model: say(m), tree: say(t) }];
}

/** key -> in words */
type Effects = ReadonlyMap<string, string>;

function lockEffects(out: Outcome, names: readonly string[]): Effects {
  const found = new Map<string, string>();
  for (const l of out.takes) found.set(`+${lockClass(l.cls)} ${placeKey(l.place)}`, `takes ${place(l.place, out, names)}`);
  for (const l of out.drops) found.set(`-${lockClass(l.cls)} ${placeKey(l.place)}`, `releases ${place(l.place, out, names)}`);
  // interrupts that are on afterwards as they were before: the model does not say so of every callee
  if (out.takes.length + out.drops.length > 0) for (const k of out.resets) found.set(`=${k}`, `ends ${k}`);
  for (const [k, n] of out.context) found.set(`${k}${n}`, `${k} ${n > 0 ? '+' : ''}${n}`);
  return found;
}

const lockClass = (cls: string): string => (cls === 'RAW' ? 'SPIN' : cls);

/** The last name in a place: two ways to one lock end in the same member. */
function placeKey(t: Term): string {
  switch (t.k) {
    case 'field':
      return t.field;
    case 'global':
      return t.name;
    case 'param':
      return `$${t.i}`;
    case 'index':
      return placeKey(t.base);
    case 'load':
      return placeKey(t.place);
    default:
      return '?';
  }
}

function refEffects(out: Outcome, names: readonly string[], speaksOfPages: boolean): Effects {
  const found = new Map<string, string>();
  for (const r of out.refs) {
    if (r.count === 0 || (r.kind === PAGES && !speaksOfPages)) continue;
    // what hangs from an object goes with it
    if (r.count < 0 && out.refs.some((q) => q !== r && q.kind === 'MEM' && q.count < 0 && rootOf(q.object) === rootOf(r.object))) {
      if (r.kind !== 'MEM' || r.object.k !== 'param') continue;
    }
    const object = place(counted(r.object), out, names);
    if (object.includes('?')) continue;
    const what = r.kind === 'REF' ? 'reference' : r.kind === 'MEM' ? 'memory' : r.kind;
    const times = Math.abs(r.count) > 1 ? ` ${Math.abs(r.count)} times` : '';
    found.set(`${r.kind} ${object} ${r.count}`, `${r.count > 0 ? 'takes' : 'gives up'} ${what} of ${object}${times}`);
  }
  return found;
}

/** The page counters below a charge: part of it, unless the function is one of page counters. */
const PAGES = `${CHARGE}COUNTER`;
const counts = (c: Contract): boolean => c.outcomes.some((out) => out.refs.some((r) => r.kind === PAGES));

/** A reference to an object is one to the counter in it. */
function counted(t: Term): Term {
  return t.k === 'field' && COUNTERS.has(t.field) ? t.base : t;
}

const COUNTERS = new Set(['refcnt', 'refcount', 'ref', 'kref', 'users', 'self', 'css', '_refcount', 'count']);

function place(t: Term, out: Outcome, names: readonly string[]): string {
  return spell(t, (p) => {
    if (out.ret && p === out.ret && p.k !== 'param') return 'the result';
    if (p.k === 'param') return names[p.i] ?? `argument ${p.i + 1}`;
    if (p.k === 'sym' || p.k === 'local') return '?';
    return undefined;
  });
}

function effects(aspect: Aspect, of: EffectsOf, model: Contract, tree: Contract, o: CompareOptions): ContractDifference[] {
  const found: { mask: number; model: string; tree: string }[] = [];
  const names = model.params;
  const common = signsOf(model) & signsOf(tree);
  // an outcome that may have either of two signs agrees when one of them has it
  const masks = new Set([...model.outcomes, ...tree.outcomes].map((out) => out.retMask & common).filter((k) => k !== 0));
  for (const mask of [...masks].sort((a, b) => bits(a) - bits(b) || a - b)) {
    // said already of one of its signs
    if (found.some((f) => (f.mask & mask) === f.mask)) continue;
    const m = alternatives(model, mask, 'touching', of, names);
    const t = alternatives(tree, mask, 'touching', of, names);
    const more = o.unseen
      ? singles(alternatives(tree, mask, 'equal', of, names)).filter((k) => !singles(m).includes(k))
      : [...alternatives(tree, mask, 'equal', of, names).keys()].filter((k) => !m.has(k));
    const less = o.unseen ? [] : [...alternatives(model, mask, 'equal', of, names).keys()].filter((k) => !t.has(k));
    if (more.length + less.length > 0) found.push({ mask, model: words(m), tree: words(t) });
  }
  const [first] = found;
  if (!first) return [];
  if (
    found.length > 1 &&
    common === found.reduce((k, f) => k | f.mask, 0) &&
    found.every((f) => f.model === first.model && f.tree === first.tree)
  )
    return [{ aspect, when: '', model: first.model, tree: first.tree }];
  const when = (mask: number): string =>
    SIGNS.filter((s) => mask & s)
      .map((s) => signName(s, model))
      .join(' or ');
  return found.map((f) => ({ aspect, when: f.mask === common ? '' : when(f.mask), model: f.model, tree: f.tree }));
}

const bits = (mask: number): number => SIGNS.filter((s) => mask & s).length;

type EffectsOf = (out: Outcome, names: readonly string[]) => Effects;

/** What may happen for the results of a mask: each combination of effects once, in words. */
function alternatives(
  c: Contract,
  mask: number,
  which: 'equal' | 'touching',
  of: EffectsOf,
  names: readonly string[],
): Map<string, string> {
  const found = new Map<string, string>();
  const signs = signsOf(c);
  for (const out of c.outcomes) {
    const own = out.retMask & signs;
    if (which === 'equal' ? (own & mask) !== own : !(own & mask)) continue;
    const e = of(out, names);
    found.set([...e.keys()].sort().join(';'), [...e.values()].sort().join(', '));
  }
  return found;
}

const singles = (a: ReadonlyMap<string, string>): string[] => [...a.keys()].flatMap((k) => (k === '' ? [] : k.split(';')));

const words = (a: ReadonlyMap<string, string>): string => [...new Set([...a.values()].map((w) => w || 'nothing'))].sort().join(' | ');

function sleeping(model: Contract, tree: Contract, o: CompareOptions): ContractDifference[] {
  const how = (c: Contract): 'never' | 'sometimes' | 'always' => {
    const n = c.outcomes.filter((out) => out.sleeps).length;
    return n === 0 ? 'never' : n === c.outcomes.length ? 'always' : 'sometimes';
  };
  const [m, t] = [how(model), how(tree)];
  if ((m === 'never') === (t === 'never') || (t === 'never' && o.unseen)) return [];
  const by = tree.outcomes.find((out) => out.sleeps)?.sleeps?.by;
  const say = (h: string): string => (h === 'never' ? 'does not sleep' : h === 'always' ? 'sleeps' : 'may sleep');
  return [{ aspect: 'sleeping', when: '', model: say(m), tree: `${say(t)}${by ? ` (${by})` : ''}` }];
}
