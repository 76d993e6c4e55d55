/** A contract as somebody would say it: what each result means for the caller, and whether the call may sleep. */
import type { Contract, Outcome, RefEffect } from './contract.ts';
import { isCharge } from './effects.ts';
import { ANY, NEG, POS, ZERO } from './facts.ts';
import { spell, spellPlace, type Term } from './terms.ts';

/** One line for each thing that can come out, and one about sleeping; [] for a function that leaves nothing behind and never sleeps. */
export function contractInWords(c: Contract): string[] {
  if (c.outcomes.length === 0) return ['does not return'];
  const groups = new Map<string, Outcome[]>();
  for (const o of c.outcomes) {
    const effects = inWords(o, c);
    const g = groups.get(effects);
    if (g) g.push(o);
    else groups.set(effects, [o]);
  }
  const sleep = sleeping(c);
  if (groups.size === 1) {
    const [effects] = groups.keys();
    return [...(effects === NOTHING ? [] : [`afterwards: ${effects}`]), ...(sleep ? [sleep] : [])];
  }
  const kinds = [...groups].map(([effects, outcomes]) => ({ effects, outcomes, label: label(outcomes, [...groups.values()], c) }));
  // the outcome that leaves nothing comes first: what is held is said of all the others
  kinds.sort((a, b) => rank(a.effects) - rank(b.effects) || mask(a.outcomes) - mask(b.outcomes) || (a.effects < b.effects ? -1 : 1));
  const open = kinds.filter((k) => k.label === '');
  const lines = kinds.map((k, i) => {
    if (open.length === 0 && i === kinds.length - 1) return `otherwise: ${k.effects}`;
    return `${k.label || (k === open[0] ? (open.length === 1 ? 'otherwise' : 'either') : 'or')}: ${k.effects}`;
  });
  return [...lines, ...(sleep ? [sleep] : [])];
}

const NOTHING = 'nothing is held';
const rank = (effects: string): number => (effects === NOTHING ? 0 : 1);
const mask = (outcomes: readonly Outcome[]): number => outcomes.reduce((m, o) => m | o.retMask, 0);

/** What tells a caller that it is one of these: the result, an argument, or both. Empty when they do not. */
function label(outcomes: readonly Outcome[], all: readonly (readonly Outcome[])[], c: Contract): string {
  const mine = mask(outcomes);
  const given = argument(outcomes, c);
  const others = all.filter((g) => g !== outcomes);
  const byResult = mine !== ANY && others.every((g) => !(mine & mask(g)));
  if (byResult) return `returns ${signs(mine, c)}`;
  if (!given) return '';
  const apart = (g: readonly Outcome[], result: boolean): boolean => {
    const other = argument(g, c);
    return (other !== undefined && other.i === given.i && !(other.mask & given.mask)) || (result && mine !== ANY && !(mine & mask(g)));
  };
  const words = `${given.mask === ZERO ? 'without' : 'with'} ${c.params[given.i] ?? `argument ${given.i + 1}`}`;
  if (others.every((g) => apart(g, false))) return words;
  return others.every((g) => apart(g, true)) ? `returns ${signs(mine, c)} ${words}` : '';
}

/** A parameter that is NULL (or 0) in all of them, or in none. */
function argument(outcomes: readonly Outcome[], c: Contract): { readonly i: number; readonly mask: number } | undefined {
  for (let i = 0; i < c.params.length; i++) {
    let seen = 0;
    for (const o of outcomes) seen |= o.when.find(([t]) => t.k === 'param' && t.i === i)?.[1].mask ?? ANY;
    if (seen === ZERO || (seen !== 0 && !(seen & ZERO))) return { i, mask: seen };
  }
  return undefined;
}

function signs(m: number, c: Contract): string {
  const words: string[] = [];
  if (m & ZERO) words.push(c.pointer ? 'NULL' : '0');
  if (m & NEG) words.push(c.pointer ? 'an error pointer' : 'an error');
  if (m & POS) words.push(c.pointer ? 'a pointer' : 'more than 0');
  return words.join(' or ');
}

function inWords(o: Outcome, c: Contract): string {
  const parts: string[] = [];
  for (const r of o.refs) {
    const said = refInWords(r, o, c);
    if (said) parts.push(said);
  }
  for (const l of o.takes)
    parts.push(`${l.cls === 'FOLIO' ? `the folio lock of ${name(l.place, o, c)}` : place(l.place, o, c)} is held${SIDE[l.cls] ?? ''}`);
  for (const l of o.drops)
    parts.push(`${l.cls === 'FOLIO' ? `the folio lock of ${name(l.place, o, c)}` : place(l.place, o, c)} is released`);
  for (const k of o.resets) if (!o.context.get(k)) parts.push(CONTEXT[k]?.[1] ?? `${k} is over`);
  for (const [k, n] of o.context) parts.push(CONTEXT[k]?.[n > 0 ? 0 : 1] ?? `${k} ${n > 0 ? 'begins' : 'ends'}`);
  return parts.length > 0 ? [...new Set(parts)].join(', ') : NOTHING;
}

const SIDE: Readonly<Record<string, string>> = {
  READ: ' for reading',
  RWREAD: ' for reading',
  WRITE: ' for writing',
  RWWRITE: ' for writing',
};

const CONTEXT: Readonly<Record<string, readonly [on: string, off: string]>> = {
  IRQ_OFF: ['interrupts are off', 'interrupts are on again'],
  BH_OFF: ['bottom halves are off', 'bottom halves are on again'],
  PREEMPT_OFF: ['preemption is off', 'preemption is on again'],
  RCU: ['an RCU read section is open', 'the RCU read section is over'],
  PAGEFAULT_OFF: ['page faults are off', 'page faults are on again'],
  NOFS: ['allocations do not enter file systems', 'allocations may enter file systems again'],
  NOIO: ['allocations start no I/O', 'allocations may start I/O again'],
  NORECLAIM: ['reclaim is off for this task', 'reclaim is on again for this task'],
};

/** Kind of a reference -> what somebody has who owns one; an object follows. */
export const REFERENCE_WORDS: Readonly<Record<string, string>> = {
  REF: 'a reference to',
  ITER: "the iterator's reference to",
  ID: 'an id reference to',
  PIN: 'a pin on',
  MAP: 'a mapping of',
  MMGRAB: 'a reference to the structure of',
  COND: 'a reference (if it is a shared one) to',
  MANY: 'several references to',
};

function refInWords(r: RefEffect, o: Outcome, c: Contract): string | undefined {
  if (r.count === 0) return undefined;
  const object = name(r.object, o, c);
  const open = r.escaped && r.count > 0;
  if (isCharge(r.kind)) return `${object} is ${r.count > 0 ? 'charged' : 'uncharged'} (${r.kind.slice('CHARGE '.length)})`;
  if (r.kind === 'MEM') return r.count > 0 ? (open ? undefined : `the caller must free ${object}`) : `${object} is freed`;
  const what = `${REFERENCE_WORDS[r.kind] ?? `${r.kind} of`} ${object}`;
  if (r.count > 0) return open ? undefined : `the caller owns ${what}`;
  return `${what} is given up`.replace(/^a (reference|pin|mapping|id)/, "the caller's $1");
}

function names(o: Outcome, c: Contract): (t: Term) => string | undefined {
  return (t) => {
    if (t.k === 'param') return c.params[t.i] ?? `argument ${t.i + 1}`;
    if (t === o.ret) return 'the result';
    const stored = t.k === 'sym' ? o.stores.find(([, v]) => v === t) : undefined;
    if (stored) return stored[0].k === 'local' ? stored[0].name : spellPlace(stored[0], (u) => (u === t ? undefined : names(o, c)(u)));
    if (t.k === 'sym' || t.k === 'local') return 'something of its own';
    return undefined;
  };
}

const name = (t: Term, o: Outcome, c: Contract): string => spell(t, names(o, c));

/** A lock as its lvalue: `lruvec->lru_lock`, without the `&`. */
const place = (t: Term, o: Outcome, c: Contract): string =>
  t.k === 'field' || t.k === 'global' || t.k === 'index' ? spellPlace(t, names(o, c)) : name(t, o, c);

function sleeping(c: Contract): string | undefined {
  if (!c.outcomes.some((o) => o.sleeps)) return undefined;
  for (const o of c.outcomes) {
    const mask = o.when.find(([t, f]) => t.k === 'pure' && t.fn === 'blocking' && !!o.sleeps === !(f.mask & ZERO))?.[0];
    const gfp = mask?.k === 'pure' ? mask.args[0] : undefined;
    if (gfp?.k === 'param') return `may sleep where ${c.params[gfp.i] ?? 'the gfp mask'} allows that`;
  }
  return 'may sleep';
}
