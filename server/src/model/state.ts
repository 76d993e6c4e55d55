/**
 * What holds at a point of one path: memory written on it, facts, locks, context, references, and how it came here.
 *
 * A state is owned by one path; `clone` before a fork.
 */
import type { Span } from '../c/ast.ts';
import { ANY, type Fact, type Facts, isConstant, maskOf } from './facts.ts';
import { type Arena, eachPart, rootOf, spell, type Term, variableOf } from './terms.ts';

/** One remembered step; the list runs backwards from the newest. */
export interface Trace {
  readonly at: Span;
  /** `{}` stands for what it is about */
  readonly note: string;
  readonly about?: Term;
  readonly prev: Trace | undefined;
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

/** Something recorded for contracts that no lock or reference account holds: charges, counters, publication. */
export interface Mark {
  readonly what: string;
  /** `count`: the statistic, where the caller names it */
  readonly item?: Term;
  readonly object?: Term;
  readonly at: Span;
}

function mix(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
  return h ^ (h >>> 13);
}

export class State {
  memory: Map<Term, Term>;
  facts: Facts;
  locks: readonly Lock[] = [];
  /** places unlocked on this path that it did not lock itself, or that are not held any more: place -> where */
  dropped: ReadonlyMap<Term, Dropped> = new Map();
  context: ReadonlyMap<string, number> = new Map();
  /** where a context was entered */
  contextAt: ReadonlyMap<string, { readonly at: Span; readonly by: string; readonly own: boolean }> = new Map();
  /** contexts left whatever their depth was (spin_unlock_irq) */
  resets: ReadonlySet<string> = new Set();
  refs: ReadonlyMap<string, Ref> = new Map();
  /** accounts closed with something owed or left, by kind and name */
  ledger: ReadonlyMap<string, Settled> = new Map();
  /** pointers read with rcu_dereference() inside a section that this path entered; `left`: the section is over */
  rcu: ReadonlyMap<Term, { readonly at: Span; readonly left?: { readonly at: Span; readonly by: string } }> = new Map();
  origins: ReadonlyMap<Term, Origin> = new Map();
  marks: readonly Mark[] = [];
  trace: Trace | undefined;
  /** loop turns taken, by back edge */
  turns: ReadonlyMap<number, number> = new Map();
  turn = 0;
  /** the node was come to along an edge that closes a loop */
  viaBack = false;
  /** paths were joined and something was forgotten: not good enough to prove anything */
  lossy = false;
  /** accounts were forgotten: nothing may be concluded from what is not in them */
  thinned = false;
  /** a gap was passed: nothing known from before it may be used */
  blind = false;
  /** a callee that may change locks was not understood: an unlock here may belong to it */
  vague = false;
  /** an assumption about a parameter's gfp mask was made, not known */
  assumedBlocking = false;
  /** this path certainly slept; the caller's locks that were not held at that moment */
  sleeps?: { readonly without: readonly Term[]; readonly by: string; readonly leftRcu: boolean };
  /** locks taken on this path, blocking, held or released since */
  passed: readonly { readonly place: Term; readonly cls: string; readonly sometimes?: boolean; readonly without?: readonly Term[] }[] = [];
  /** values at entry that were looked through without knowing that they are not NULL */
  derefs: readonly Term[] = [];
  /** values whose pointer was stored or handed on */
  escapes: readonly Term[] = [];

  constructor(memory: Map<Term, Term> = new Map(), facts: Facts = new Map()) {
    this.memory = memory;
    this.facts = facts;
  }

  clone(): State {
    const s = new State(new Map(this.memory), new Map(this.facts));
    s.locks = this.locks;
    s.dropped = this.dropped;
    s.context = this.context;
    s.contextAt = this.contextAt;
    s.resets = this.resets;
    s.refs = this.refs;
    s.rcu = this.rcu;
    s.ledger = this.ledger;
    s.origins = this.origins;
    s.marks = this.marks;
    s.trace = this.trace;
    s.turns = this.turns;
    s.turn = this.turn;
    s.viaBack = this.viaBack;
    s.lossy = this.lossy;
    s.thinned = this.thinned;
    s.blind = this.blind;
    s.vague = this.vague;
    s.assumedBlocking = this.assumedBlocking;
    s.sleeps = this.sleeps;
    s.passed = this.passed;
    s.derefs = this.derefs;
    s.escapes = this.escapes;
    return s;
  }

  note(at: Span, note: string, about?: Term): void {
    this.trace = { at, note, about, prev: this.trace };
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

  /** The part that decides what rules say: never joined away. */
  signature(): string {
    let s = '';
    for (const l of this.locks) s += `L${l.place.id}${l.cls}${l.node};`;
    for (const [c, n] of this.context) if (n) s += `C${c}${n};`;
    for (const [c, w] of this.contextAt) if (w.own) s += `O${c}`;
    const refs: string[] = [];
    for (const [k, r] of this.refs) {
      if (r.count !== 0 || r.gone) refs.push(`R${k}:${r.count}${r.escaped ? 'e' : ''}${r.gone ? 'g' : ''}`);
    }
    s += refs.sort().join(';');
    const gone: string[] = [];
    for (const [p, d] of this.dropped) gone.push(`U${p.id}${d.own ? `o${d.node}` : ''}`);
    s += gone.sort().join(';');
    for (const [k, e] of this.ledger) s += `$${k}${e.net}`;
    for (const [p, r] of this.rcu) s += `P${p.id}${r.left ? 'x' : ''}`;
    s += `${this.blind ? 'b' : ''}${this.vague ? 'v' : ''}${this.thinned ? 't' : ''}${this.assumedBlocking ? 'a' : ''}${this.sleeps ? 's' : ''}`;
    if (this.escapes.length > 0) s += `E${this.escapes.map((e) => e.id).sort((x, y) => x - y)}`;
    return s;
  }

  /** Everything that can influence what comes; two states with equal keys behave alike from here. */
  key(): string {
    // sums of mixed entries: the order in which things were learnt does not matter, and nothing is sorted or spelled out
    let a = 0;
    let b = 0;
    for (const [p, v] of this.memory) {
      const h = mix(p.id, v.id);
      a = (a + h) | 0;
      b = (b + Math.imul(h ^ 0x5bd1e995, 0x27d4eb2f)) | 0;
    }
    for (const [t, f] of this.facts) {
      let h = mix(t.id + 0x10000, f.mask + (f.is ? f.is.id << 3 : 0));
      if (f.not) for (const n of f.not) h = (h + mix(n, 7)) | 0;
      a = (a + h) | 0;
      b = (b + Math.imul(h ^ 0x2545f491, 0x165667b1)) | 0;
    }
    return `${this.signature()}|${a}.${b}.${this.memory.size}.${this.facts.size}${this.lossy ? 'l' : ''}${this.viaBack ? 'k' : ''}`;
  }

  /**
   * Forgets what no live variable leads to. `live` holds names of locals and parameters alive at this point. `asContract`: what the path
   * knows of its arguments is kept, a caller will ask for it.
   */
  prune(live: (name: string) => boolean, paramName: (i: number) => string | undefined, asContract: boolean): void {
    for (const place of this.memory.keys()) {
      if (place.k === 'local' && !live(place.name)) this.memory.delete(place);
    }
    const roots = new Set<Term>();
    const reach = (t: Term) => eachPart(t, (p) => void (p.k === 'sym' && roots.add(p)));
    for (const [place, v] of this.memory) {
      reach(place);
      reach(v);
    }
    for (const l of this.locks) reach(l.place);
    for (const r of this.refs.values()) if (r.count > 0 && !r.escaped) reach(r.object);
    if (!asContract) this.sleeps = undefined;
    // a value that a live variable holds is alive whatever it was made from
    const values = new Set(this.memory.values());
    const paramRoots = new Set<Term>();
    for (const v of values) eachPart(v, (p) => void (p.k === 'param' && paramRoots.add(p)));
    const alive = (t: Term): boolean => {
      if (values.has(t)) return true;
      switch (t.k) {
        case 'sym':
          return roots.has(t);
        case 'param': {
          if (asContract) return true;
          const n = paramName(t.i);
          return n === undefined || live(n) || paramRoots.has(t);
        }
        case 'field':
          return alive(t.base);
        case 'index':
          return alive(t.base) && alive(t.index);
        case 'load':
          return alive(t.place) && !(asContract && !this.liveRoot(t, live, paramName, paramRoots));
        case 'pure':
          return t.args.every(alive);
        default:
          return true;
      }
    };
    for (const [t] of this.facts) if (!alive(t)) this.facts.delete(t);
    // what was stored for the caller is kept where a lock or reference that is held can be found through it
    const kept = new Set<Term>();
    for (const k of this.locks) kept.add(k.place).add(rootOf(k.place));
    for (const r of this.refs.values()) if (r.count > 0) kept.add(r.object).add(rootOf(r.object));
    const holds = (v: Term): boolean => {
      let hit = false;
      eachPart(v, (p) => {
        if (kept.has(p)) hit = true;
      });
      return hit;
    };
    for (const [place, v] of this.memory) {
      if (place.k !== 'local' && !alive(place) && !(rootOf(place).k !== 'sym' && holds(v))) this.memory.delete(place);
    }
    if ([...this.rcu.keys()].some((t) => !values.has(t))) this.rcu = new Map([...this.rcu].filter(([t]) => values.has(t)));
    let dead = false;
    // what is settled matters only while somebody can still name the object (a caller can name what hangs from its arguments)
    const settled = (r: Ref): boolean =>
      (r.count <= 0 || r.escaped) && !alive(r.object) && !(asContract && r.count < 0 && rootOf(r.object).k !== 'sym');
    for (const r of this.refs.values()) if (settled(r)) dead = true;
    if (!dead) return;
    if (!asContract)
      this.close(
        [...this.refs.values()].filter((r) => r.count < 0 && settled(r)),
        paramName,
      );
    this.refs = new Map([...this.refs].filter(([, r]) => !settled(r)));
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

  /** For contracts the arguments are always alive, what was read through them only as long as they are used. */
  private liveRoot(
    t: Term,
    live: (name: string) => boolean,
    paramName: (i: number) => string | undefined,
    kept: ReadonlySet<Term>,
  ): boolean {
    const r = rootOf(t);
    if (r.k !== 'param') return true;
    const n = paramName(r.i);
    return n === undefined || live(n) || kept.has(r);
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

  /** Keeps only what both know. Locks, references and context must be equal already (signature). */
  join(other: State, arena: Arena, node: number): void {
    const signs: [Term, number][] = [];
    for (const [p, v] of this.memory) {
      const o = other.memory.get(p);
      if (o !== v) {
        const j = arena.sym(node, `join ${p.k === 'local' ? p.name : p.id}`, 0);
        // what both were of
        if (o) signs.push([j, maskOf(v, this.facts) | maskOf(o, other.facts)]);
        this.memory.set(p, j);
        this.lossy = true;
      }
    }
    for (const [p] of other.memory) {
      if (!this.memory.has(p)) {
        this.memory.set(p, arena.sym(node, `join ${p.k === 'local' ? p.name : p.id}`, 0));
        this.lossy = true;
      }
    }
    for (const [t, f] of this.facts) {
      const g = other.facts.get(t);
      if (!g) {
        this.facts.delete(t);
        this.lossy = true;
      } else if (g.mask !== f.mask || g.is !== f.is) {
        const joined: Fact = { mask: f.mask | g.mask, is: f.is === g.is ? f.is : undefined };
        this.facts.set(t, joined);
        this.lossy = true;
      }
    }
    for (const [j, mask] of signs) if (mask !== ANY) this.facts.set(j, { mask });
    if (other.escapes.some((e) => !this.escapes.includes(e))) this.escapes = [...new Set([...this.escapes, ...other.escapes])];
    if (other.lossy) this.lossy = true;
  }

  /** At the turn of a loop: what was read from shared memory may have changed by now. */
  forgetLoads(): void {
    const held = new Set<Term>();
    for (const v of this.memory.values()) held.add(v);
    for (const [t] of this.facts) {
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
      const shared = loads(t);
      if (shared && !isConstant(t)) this.facts.delete(t);
    }
  }
}
