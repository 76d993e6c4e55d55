/**
 * What holds at a point of one path: memory written on it, facts, locks, context, references, and how it came here.
 *
 * A state is owned by one path; `clone` before a fork.
 */
import type { Span } from '../c/ast.ts';
import { type Fact, type Facts, isConstant } from './facts.ts';
import { Hash, hashText } from './hash.ts';
import { TermMap } from './term-map.ts';
import { spell, type Term, variableOf } from './terms.ts';

/** One remembered step; the list runs backwards from the newest. */
export interface Trace {
  readonly at: Span;
  /** `{}` stands for what it is about */
  readonly note: string;
  readonly about?: Term;
  readonly prev: Trace | undefined;
}

/**
 * The conditions that a path came by, the last one first: where each stands, and whether it was true.
 * @param since offset of the step that is not gone behind
 */
export function* answersOn(
  { trace }: { readonly trace: Trace | undefined },
  since?: number,
): Generator<{ readonly at: Span; readonly yes: boolean }> {
  for (let t = trace; t && t.at[0] !== since; t = t.prev)
    if (t.note === 'true' || t.note === 'false') yield { at: t.at, yes: t.note === 'true' };
}

export interface Lock {
  readonly place: Term;
  readonly cls: string;
  /** node that took it; -1: held by the caller, as an annotation or assertion says */
  readonly node: number;
  readonly at: Span;
  /** the call that took it, in the words of the source */
  readonly by: string;
}

/** Reference account of one object and kind on this path. */
export interface Ref {
  readonly object: Term;
  readonly kind: string;
  /** references taken minus dropped on this path; negative: the caller's were dropped */
  readonly count: number;
  /** the object was obtained together with its reference: nothing else on this path keeps it alive */
  readonly born: boolean;
  /** somebody else may hold or have taken over the reference (stored, handed to unknown code) */
  readonly escaped: boolean;
  readonly node: number;
  readonly at: Span;
  readonly by: string;
  /** where the last put was, when the object must not be used any more */
  readonly gone?: { readonly at: Span; readonly by: string; readonly sure: boolean };
}

/** The last unlock of a place on this path. */
export interface Dropped {
  readonly at: Span;
  readonly by: string;
  readonly cls: string;
  /** this path had taken it before */
  readonly own: boolean;
  /** node that had taken it; -1 when `own` is false */
  readonly node: number;
  /** it was released by another name: a guess */
  readonly guess?: boolean;
  /** nobody saw it released: a function that nobody knows was given it, with its lock */
  readonly handed?: boolean;
}

/** The account of an object that nobody can name any more. */
export interface Settled {
  readonly kind: string;
  readonly name: string;
  readonly net: number;
  readonly at: Span;
  readonly by: string;
}

export const CONTEXTS = ['IRQ_OFF', 'BH_OFF', 'PREEMPT_OFF', 'RCU', 'PAGEFAULT_OFF', 'NOFS', 'NOIO', 'NORECLAIM', 'SRCU'] as const;

/** Why a value may be NULL or an error: the call that made it. */
export interface Origin {
  readonly call: string;
  readonly at: Span;
  /** this path is the one on which the call failed */
  readonly failed: boolean;
}

/** marks that one path remembers, and a contract names */
export const MOST_MARKS = 64;

/** Something recorded for contracts that no lock or reference account holds: charges, counters, publication. */
export interface Mark {
  readonly what: string;
  /** `count`: the statistic, where the caller names it */
  readonly item?: Term;
  readonly object?: Term;
  readonly at: Span;
}

/** Where a state waits, and by what it is known there. */
export interface Ticket {
  readonly node: number;
  readonly key: number;
  /** where it is kept under its signature */
  readonly signature: number | undefined;
}

/** What a signature was made from. */
interface Signed extends Pick<State, 'locks' | 'refs' | 'dropped' | 'context' | 'contextAt' | 'ledger' | 'rcu' | 'calls'> {
  readonly flags: number;
  readonly value: number;
}

const EMPTY: readonly never[] = [];
// biome-ignore lint/suspicious/noExplicitAny: a map without entries is one of any kind
const NONE: ReadonlyMap<any, any> = new Map();
const NOTHING: ReadonlySet<never> = new Set();

export class State {
  readonly memory: TermMap<Term>;
  facts: Facts;
  locks: readonly Lock[];
  /** places unlocked on this path that it did not lock itself, or that are not held any more: place -> where */
  dropped: ReadonlyMap<Term, Dropped>;
  context: ReadonlyMap<string, number>;
  /** where a context was entered */
  contextAt: ReadonlyMap<string, { readonly at: Span; readonly by: string; readonly own: boolean }>;
  /** contexts left whatever their depth was (spin_unlock_irq) */
  resets: ReadonlySet<string>;
  refs: ReadonlyMap<string, Ref>;
  /** accounts closed with something owed or left, by kind and name */
  ledger: ReadonlyMap<string, Settled>;
  /** pointers read with rcu_dereference() inside a section that this path entered; `left`: the section is over */
  rcu: ReadonlyMap<Term, { readonly at: Span; readonly left?: { readonly at: Span; readonly by: string } }>;
  origins: ReadonlyMap<Term, Origin>;
  marks: readonly Mark[];
  /** functions that the caller named and this path called */
  calls: readonly { readonly fn: Term; readonly args: readonly Term[] }[];
  trace: Trace | undefined;
  /** somebody will read the trace */
  told: boolean;
  /** loop turns taken, by back edge */
  turns: ReadonlyMap<number, number>;
  turn: number;
  /** the node was come to along an edge that closes a loop */
  viaBack: boolean;
  /** paths were joined and something was forgotten: not good enough to prove anything */
  lossy: boolean;
  /** accounts were forgotten: nothing may be concluded from what is not in them */
  thinned: boolean;
  /** a gap was passed: nothing known from before it may be used */
  blind: boolean;
  /** a callee that may change locks was not understood: an unlock here may belong to it */
  vague: boolean;
  /** an assumption about a parameter's gfp mask was made, not known */
  assumedBlocking: boolean;
  /** this path certainly slept; the caller's locks that were not held at that moment */
  sleeps: { readonly without: readonly Term[]; readonly by: string; readonly leftRcu: boolean } | undefined;
  /** locks taken on this path, blocking, held or released since */
  passed: readonly { readonly place: Term; readonly cls: string; readonly sometimes?: boolean; readonly without?: readonly Term[] }[];
  /** locks that the caller was said to hold when this path needed them */
  needs: readonly { readonly place: Term; readonly cls: string; readonly passedOn?: boolean }[];
  /** values at entry that were looked through without knowing that they are not NULL */
  derefs: readonly Term[];
  /** values whose pointer was stored or handed on */
  escapes: readonly Term[];
  /** for contracts: what was known, and written, that no code ahead asks for any more; no two paths stay apart for it */
  past: Facts;
  written: TermMap<Term>;
  /** it was let in at a join and has not gone on yet */
  ticket: Ticket | undefined;
  private signed: Signed | undefined;

  /** `of`: a copy of it, which goes on by itself; with other `facts`, if there are some. */
  constructor(of?: State, facts?: Facts) {
    this.memory = of ? of.memory.copy() : new TermMap();
    this.facts = facts ?? (of ? of.facts.copy() : new TermMap());
    this.locks = of ? of.locks : EMPTY;
    this.dropped = of ? of.dropped : NONE;
    this.context = of ? of.context : NONE;
    this.contextAt = of ? of.contextAt : NONE;
    this.resets = of ? of.resets : NOTHING;
    this.refs = of ? of.refs : NONE;
    this.ledger = of ? of.ledger : NONE;
    this.rcu = of ? of.rcu : NONE;
    this.origins = of ? of.origins : NONE;
    this.marks = of ? of.marks : EMPTY;
    this.calls = of ? of.calls : EMPTY;
    this.trace = of ? of.trace : undefined;
    this.told = of ? of.told : true;
    this.turns = of ? of.turns : NONE;
    this.turn = of ? of.turn : 0;
    this.viaBack = of ? of.viaBack : false;
    this.lossy = of ? of.lossy : false;
    this.thinned = of ? of.thinned : false;
    this.blind = of ? of.blind : false;
    this.vague = of ? of.vague : false;
    this.assumedBlocking = of ? of.assumedBlocking : false;
    this.sleeps = of ? of.sleeps : undefined;
    this.passed = of ? of.passed : EMPTY;
    this.needs = of ? of.needs : EMPTY;
    this.derefs = of ? of.derefs : EMPTY;
    this.escapes = of ? of.escapes : EMPTY;
    this.past = of ? of.past.copy() : new TermMap();
    this.written = of ? of.written.copy() : new TermMap();
    this.ticket = undefined;
    this.signed = of ? of.signed : undefined;
  }

  clone(facts?: Facts): State {
    return new State(this, facts);
  }

  note(at: Span, note: string, about?: Term): void {
    if (this.told) this.trace = { at, note, about, prev: this.trace };
  }

  /** What the path knows, and what it knew and has forgotten since. */
  eachFact(f: (t: Term, known: Fact) => void): void {
    this.facts.each(f);
    this.past.each((t, known) => {
      if (!this.facts.has(t)) f(t, known);
    });
  }

  depth(ctx: string): number {
    return this.context.get(ctx) ?? 0;
  }

  ref(object: Term, kind: string): Ref | undefined {
    return this.refs.get(`${object.id}/${kind}`);
  }

  setRef(r: Ref): void {
    const m = new Map(this.refs);
    m.set(`${r.object.id}/${r.kind}`, r);
    this.refs = m;
  }

  lockOf(place: Term): Lock | undefined {
    return this.locks.find((l) => l.place === place);
  }

  /** The part that decides what rules say, as a number: never joined away. */
  signature(): number {
    const c = this.signed;
    if (
      c &&
      c.locks === this.locks &&
      c.refs === this.refs &&
      c.dropped === this.dropped &&
      c.context === this.context &&
      c.contextAt === this.contextAt &&
      c.ledger === this.ledger &&
      c.rcu === this.rcu &&
      c.calls === this.calls &&
      c.flags === this.flags()
    )
      return c.value;
    const h = new Hash();
    for (const l of this.locks) {
      h.ordered(l.place.id);
      // a contract says whether the lock was taken here, and not where
      h.ordered(this.told ? l.node : Math.min(l.node, 0));
      h.orderedText(l.cls);
    }
    if (this.context.size > 0) for (const [c2, n] of this.context) if (n) h.add(hashText(c2), n);
    if (this.contextAt.size > 0) for (const [c2, w] of this.contextAt) if (w.own) h.add(hashText(c2), -7);
    if (this.refs.size > 0)
      for (const [k, r] of this.refs) if (r.count !== 0 || r.gone) h.add(hashText(k), r.count * 4 + (r.escaped ? 1 : 0) + (r.gone ? 2 : 0));
    if (this.dropped.size > 0)
      for (const [p, d] of this.dropped)
        h.add(p.id, d.own ? (this.told ? d.node : 0) + (d.handed ? 0x40000 : 0x20000) : d.guess ? 0x10001 : 0x10000);
    if (this.ledger.size > 0) for (const [k, e] of this.ledger) h.add(hashText(k), e.net + 0x30000);
    if (this.rcu.size > 0) for (const [p, r] of this.rcu) h.add(p.id, r.left ? 0x40001 : 0x40000);
    for (const k of this.calls) h.ordered(k.fn.id);
    h.ordered(this.flags());
    const { locks, refs, dropped, context, contextAt, ledger, rcu, calls } = this;
    this.signed = { locks, refs, dropped, context, contextAt, ledger, rcu, calls, flags: this.flags(), value: h.value() };
    return this.signed.value;
  }

  private flags(): number {
    return (this.blind ? 1 : 0) + (this.vague ? 2 : 0) + (this.thinned ? 4 : 0) + (this.assumedBlocking ? 8 : 0) + (this.sleeps ? 16 : 0);
  }

  /**
   * Everything that can influence what comes, as a number; two states with equal keys behave alike from here. Numbers of 53 bits: among the few
   * thousand states of a function no two are equal by chance.
   */
  key(): number {
    // sums of mixed entries: the order in which things were learnt does not matter, and nothing is sorted or spelled out
    const h = new Hash();
    const { memory, facts } = this;
    for (let i = 0; i < memory.size; i++) h.add(memory.termAt(i).id, memory.valueAt(i).id);
    for (let i = 0; i < facts.size; i++) {
      const f = facts.valueAt(i);
      h.add(facts.termAt(i).id + 0x1000000, f.mask + (f.is ? f.is.id << 3 : 0));
      if (f.not) for (const n of f.not) h.add(facts.termAt(i).id + 0x2000000, n);
    }
    h.ordered(this.signature());
    h.ordered((this.lossy ? 1 : 0) + (this.viaBack ? 2 : 0));
    return h.value();
  }

  /** Drops accounts that are settled; `names` given: what was given back of them is remembered by name. */
  settle(settled: (r: Ref) => boolean, names?: (i: number) => string | undefined): void {
    let gone: Ref[] | undefined;
    for (const r of this.refs.values()) if (settled(r)) gone = [...(gone ?? []), r];
    if (!gone) return;
    if (names)
      this.close(
        gone.filter((r) => r.count < 0),
        names,
      );
    const refs = new Map(this.refs);
    for (const r of gone) refs.delete(`${r.object.id}/${r.kind}`);
    this.refs = refs;
  }

  /** Remembers by name what was given back of objects that are going out of sight. */
  private close(refs: readonly Ref[], paramName: (i: number) => string | undefined): void {
    if (refs.length === 0) return;
    const m = new Map(this.ledger);
    for (const r of refs) {
      const name = spell(r.object, (t) => (t.k === 'param' ? paramName(t.i) : variableOf(t)));
      const k = `${r.kind} ${name}`;
      const old = m.get(k);
      if (m.size < 24) m.set(k, { kind: r.kind, name, net: (old?.net ?? 0) + r.count, at: r.gone?.at ?? r.at, by: r.gone?.by ?? r.by });
    }
    this.ledger = m;
  }

  /** Forgets puts of borrowed objects and unlocks of what was locked here: less can be said then, nothing wrong. True if it changed. */
  thin(): boolean {
    const spent = (r: Ref): boolean => r.count <= 0 && !r.born;
    let changed = false;
    for (const r of this.refs.values()) if (spent(r)) changed = true;
    if (changed) this.refs = new Map([...this.refs].filter(([, r]) => !spent(r)));
    if (this.ledger.size > 0) {
      this.ledger = new Map();
      changed = true;
    }
    if (changed) this.thinned = true;
    return changed;
  }

  /** At the turn of a loop: what was read from shared memory may have changed by now. */
  forgetLoads(): void {
    const held = new Set<Term>();
    this.memory.each((_, v) => held.add(v));
    const stays = (t: Term): boolean => {
      // a variable keeps what was read into it
      const loads = (p: Term): boolean => {
        if (held.has(p)) return false;
        switch (p.k) {
          case 'load':
            return p.place.k !== 'local';
          case 'field':
            return loads(p.base);
          case 'index':
            return loads(p.base) || loads(p.index);
          case 'pure':
            return p.args.some(loads);
          default:
            return false;
        }
      };
      return isConstant(t) || !loads(t);
    };
    this.facts.retain(stays);
    this.past.retain(stays);
  }
}
