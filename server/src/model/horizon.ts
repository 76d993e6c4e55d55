/**
 * What of a path's knowledge can still matter at a node, and what is forgotten there: paths that differ in the rest are one.
 *
 * A fact is looked at again only where its term is made again: the members, globals and predicates that it is made of must still be
 * named by the code ahead, or by the contract of a function that is called there.
 */
import type { Cfg } from '../c/cfg.ts';
import { zeros } from '../c/index.ts';
import type { Contract } from './contract.ts';
import type { Fact } from './facts.ts';
import type { Flow } from './flow.ts';
import { configOf, LastNamed } from './named.ts';
import type { Ref, State } from './state.ts';
import { type Arena, rootOf, somePart, type Term } from './terms.ts';

export interface HorizonOptions {
  readonly cfg: Cfg;
  readonly flow: Flow;
  readonly arena: Arena;
  /** a caller will ask what the path knows of its arguments */
  readonly asContract: boolean;
  /** parameters are the caller's variables */
  readonly macro: boolean;
  contractOf(name: string): Contract | undefined;
}

export class Horizon {
  private readonly o: HorizonOptions;
  /** what the code names, and the last node that does */
  private last: LastNamed | undefined;
  /** the same for terms that were asked about, by id: the last node + 2, 0 where it is not known yet */
  private lastOf: number[] = [];
  /** node -> first node that can come after it */
  private floor: readonly number[] | undefined;
  private readonly names: ReadonlySet<string>;
  /** by node, of the first `FEW` locals: those that were asked about, and those of them that are live */
  private lookedUp: number[] = [];
  private liveOf: number[] = [];

  constructor(o: HorizonOptions) {
    this.o = o;
    this.names = new Set(o.macro ? o.cfg.params.map((p) => p.name) : []);
  }

  /** Whether a local's or parameter's value may still be looked at. */
  private live(node: number, place: Term & { k: 'local' }): boolean {
    if (place.i >= FEW) return this.isLive(node, place.name);
    const bit = 1 << place.i;
    if (!(this.lookedUp[node]! & bit)) {
      this.lookedUp[node]! |= bit;
      if (this.isLive(node, place.name)) this.liveOf[node]! |= bit;
    }
    return (this.liveOf[node]! & bit) !== 0;
  }

  private isLive(node: number, name: string): boolean {
    return name === 'return' || name === 'return at' || this.o.flow.isLive(node, name) || this.names.has(name);
  }

  /** Forgets on `s`, which is about to come to `node`, what no code from there on can ask for. */
  prune(s: State, node: number): void {
    const { asContract, cfg } = this.o;
    this.begin(node);
    s.memory.retain(this.isThere);
    for (const l of s.locks) {
      this.reach(l.place);
      this.mark(l.place, KEPT);
      this.mark(rootOf(l.place), KEPT);
    }
    if (s.refs.size > 0) {
      for (const r of s.refs.values()) {
        if (r.count <= 0) continue;
        if (!r.escaped) this.reach(r.object);
        this.mark(r.object, KEPT);
        this.mark(rootOf(r.object), KEPT);
      }
    }
    if (!asContract) s.sleeps = undefined;
    const { memory } = s;
    let heap = false;
    for (let i = 0; i < memory.size; i++) {
      if (memory.termAt(i).k === 'local') this.hold(memory.valueAt(i));
      else heap = true;
    }
    // memory is there when a way leads to it, which may go through memory
    for (let more = heap; more; ) {
      more = false;
      for (let i = 0; i < memory.size; i++) {
        const place = memory.termAt(i);
        const v = memory.valueAt(i);
        if (place.k === 'local' || this.is(v, VALUE) || !this.alive(place)) continue;
        this.hold(v);
        more = true;
      }
    }
    this.pruned = s;
    if (asContract && s.written.size > 0) s.written.each(this.isWritten);
    this.rooted = true;
    if (heap) memory.retain(this.staysInMemory);
    if (asContract && s.past.size > 0) s.past.retain(this.isStillAlive);
    s.facts.retain(this.staysKnown);
    if (s.rcu.size > 0 && [...s.rcu.keys()].some((t) => !this.is(t, VALUE))) s.rcu = new Map([...s.rcu].filter(([t]) => this.is(t, VALUE)));
    // nobody can release again, or take, what hangs from a value that nobody holds
    if (asContract && s.dropped.size > 0) {
      const gone = [...s.dropped.keys()].filter((place) => rootOf(place).k === 'sym' && !this.alive(place));
      if (gone.length > 0) s.dropped = new Map([...s.dropped].filter(([place]) => !gone.includes(place)));
    }
    // what is settled matters only while somebody can still name the object (a caller can name what hangs from its arguments)
    if (s.refs.size > 0) s.settle(this.isSettled, asContract ? undefined : (i) => cfg.params[i]?.name);
  }

  // what is known of terms during one `prune`, by id: the round, and bits

  private marks: number[] = [];
  private round = 0;
  private at = 0;
  private pruned: State | undefined;
  /** what is named from this node on can be asked for */
  private from = 0;
  /** no more roots will come: what is not alive now is dead */
  private rooted = false;

  private readonly isWritten = (_: Term, v: Term): void => this.hold(v);

  private readonly staysInMemory = (place: Term, v: Term): boolean => {
    if (place.k === 'local') return true;
    const { asContract } = this.o;
    const r = rootOf(place);
    if ((r.k !== 'sym' || !asContract) && this.holdsKept(v)) return true;
    if (!this.alive(place)) return false;
    if (place.k === 'global' || this.asked(place)) return true;
    if (asContract && r.k !== 'sym' && r.k !== 'local') this.pruned!.written.set(place, v);
    return false;
  };

  private readonly isSettled = (r: Ref): boolean =>
    (r.count <= 0 || r.escaped) && !this.alive(r.object) && !(this.o.asContract && r.count < 0 && rootOf(r.object).k !== 'sym');

  private readonly isStillAlive = (t: Term): boolean => this.alive(t);

  private readonly staysKnown = (t: Term, f: Fact): boolean => {
    if (!this.alive(t)) return false;
    if (this.asked(t)) return true;
    if (this.o.asContract) this.pruned!.past.set(t, f);
    return false;
  };

  private readonly isThere = (place: Term): boolean => place.k !== 'local' || this.live(this.at, place);

  private begin(node: number): void {
    this.round++;
    this.rooted = false;
    this.at = node;
    if (!this.floor) {
      this.floor = floors(this.o.cfg);
      this.lookedUp = zeros(this.floor.length);
      this.liveOf = zeros(this.floor.length);
    }
    this.from = this.floor[node]!;
    const { size } = this.o.arena;
    if (size >= this.marks.length) {
      const more = zeros(Math.max(TERMS, size * 2) - this.marks.length);
      this.marks = this.marks.concat(more);
      this.lastOf = this.lastOf.concat(more);
    }
  }

  private bits(t: Term): number {
    const m = this.marks[t.id]!;
    return m >> BITS === this.round ? m & MASK : 0;
  }

  private is(t: Term, bit: number): boolean {
    return (this.bits(t) & bit) !== 0;
  }

  private mark(t: Term, bit: number): void {
    this.marks[t.id] = (this.round << BITS) | this.bits(t) | bit;
  }

  /** Values made here, and arguments, that something live holds, are roots. */
  private reach(t: Term): void {
    switch (t.k) {
      case 'sym':
      case 'param':
        this.mark(t, ROOT);
        return;
      case 'field':
        this.reach(t.base);
        return;
      case 'index':
        this.reach(t.base);
        this.reach(t.index);
        return;
      case 'load':
        this.reach(t.place);
        return;
      case 'pure':
        for (let i = 0; i < t.args.length; i++) this.reach(t.args[i]!);
    }
  }

  private hold(v: Term): void {
    if (this.is(v, VALUE)) return;
    this.mark(v, VALUE);
    this.reach(v);
  }

  private readonly isKept = (t: Term): boolean => this.is(t, KEPT);

  private holdsKept(t: Term): boolean {
    return somePart(t, this.isKept);
  }

  private liveParam(t: Term & { k: 'param' }): boolean {
    const n = this.o.cfg.params[t.i]?.name;
    return n === undefined || this.is(t, ROOT) || this.live(this.at, this.o.arena.local(n));
  }

  /** The variables that it is made from are there, or something that is there holds it. */
  private alive(t: Term): boolean {
    const b = this.bits(t);
    if (b & (VALUE | ALIVE)) return true;
    if (b & DEAD) return false;
    const yes = this.isAlive(t);
    if (yes || this.rooted) this.mark(t, yes ? ALIVE : DEAD);
    return yes;
  }

  private isAlive(t: Term): boolean {
    switch (t.k) {
      case 'sym':
        return this.is(t, ROOT);
      case 'param':
        return this.o.asContract || this.liveParam(t);
      case 'field':
        return this.alive(t.base);
      case 'index':
        return this.alive(t.base) && this.alive(t.index);
      case 'load': {
        if (!this.alive(t.place)) return false;
        // for contracts the arguments are always alive, what was read through them only as long as they are used
        const r = rootOf(t);
        return !this.o.asContract || r.k !== 'param' || this.liveParam(r);
      }
      case 'pure':
        for (let i = 0; i < t.args.length; i++) if (!this.alive(t.args[i]!)) return false;
        return true;
      default:
        return true;
    }
  }

  /** Of what is alive: code ahead may make it again. */
  private asked(t: Term): boolean {
    const b = this.bits(t);
    if (b & (VALUE | KEPT | ASKED)) return true;
    if (b & UNASKED) return false;
    const yes = this.isAsked(t);
    this.mark(t, yes ? ASKED : UNASKED);
    return yes;
  }

  private isAsked(t: Term): boolean {
    switch (t.k) {
      case 'param':
        return this.liveParam(t);
      case 'global':
        return this.named(t);
      case 'field':
        return this.named(t) && this.asked(t.base);
      case 'index':
        return this.asked(t.base) && this.asked(t.index);
      case 'load':
        return this.asked(t.place);
      case 'pure':
        if (!this.named(t)) return false;
        if (t.fn !== 'config') for (let i = 0; i < t.args.length; i++) if (!this.asked(t.args[i]!)) return false;
        return true;
      default:
        return true;
    }
  }

  /** Whether the code ahead names the member, global, predicate or configuration that the term is made with. */
  private named(t: Term & { k: 'global' | 'field' | 'pure' }): boolean {
    let last = this.lastOf[t.id]!;
    if (last === 0) this.lastOf[t.id] = last = this.lastNode(t) + 2;
    return last - 2 >= this.from;
  }

  private lastNode(t: Term & { k: 'global' | 'field' | 'pure' }): number {
    this.last ??= new LastNamed(this.o.cfg, this.o.contractOf);
    const { last } = this;
    switch (t.k) {
      case 'global':
        return last.node('names', t.name.slice(t.name.lastIndexOf('.') + 1));
      case 'field':
        return last.node('members', t.field);
      case 'pure':
        if (t.fn === 'config') return last.node('configs', configOf(t.args[0]!));
        // an operator can be written anywhere
        if (!/^[A-Za-z_]\w*$/.test(t.fn) || OPERATORS.has(t.fn)) return this.o.cfg.nodes.length;
        return last.node('names', t.fn);
    }
  }
}

/** terms that there is room for at first */
const TERMS = 96;
/** locals that a number has a bit for */
const FEW = 31;

// bits of `marks`; the round is above them
const BITS = 7;
const MASK = (1 << BITS) - 1;
/** a variable or live memory holds it */
const VALUE = 1;
const ROOT = 2;
/** a lock or reference that is held is found by it */
const KEPT = 4;
const ALIVE = 8;
const DEAD = 16;
const ASKED = 32;
const UNASKED = 64;

const OPERATORS = new Set(['neg', 'iserr', 'iserrnull', 'container_of', 'blocking']);

/** In a loop, everything from its head on can come again. */
function floors(cfg: Cfg): number[] {
  const floor = zeros(cfg.nodes.length);
  for (let i = 0; i < floor.length; i++) floor[i] = i;
  // ids are in reverse postorder: what lies between the head and the end of its back edge may be in the loop
  for (const [from, head] of cfg.backEdges) for (let i = head; i <= from; i++) if (floor[i]! > head) floor[i] = head;
  // a loop inside of another one
  for (let i = 0; i < floor.length; i++) floor[i] = floor[floor[i]!]!;
  return floor;
}
