/** Runs one thread symbolically: from every point where others may come in, all segments that begin there, operation by operation (following.ts: calls; drafts.ts: their ends). */
import type { Op, Val } from '../c/cfg.ts';
import { printVal } from '../c/index.ts';
import type { Body } from './body.ts';
import type { CType } from './ctypes.ts';
import { Drafts } from './drafts.ts';
import { Evaluation } from './evaluate.ts';
import { all, bin, cond, not, ONE, same, truth, ZERO } from './ex.ts';
import { Following, type Walker } from './following.ts';
import { Frames } from './frames.ts';
import { liveCellsOf } from './instances.ts';
import type { Ex, Fault } from './machine.ts';
import { type Frame, pointKey, Segment, type Value, variableKey } from './segment.ts';
import { CannotRun, Stop } from './stops.ts';
import type { Position, Workshop } from './workshop.ts';
import type { World } from './world.ts';

const MOST_POSITIONS = 6000;
const MOST_TURNS = 200;

export class Runner implements Walker {
  readonly world: World;
  readonly constants: ReadonlyMap<string, number>;
  readonly typedefs: ReadonlyMap<string, CType>;
  readonly variant: string;
  /** what comes of the thread */
  readonly made: Drafts;
  quiet = false;
  private readonly shop: Workshop;
  private readonly frames = new Frames();
  private readonly following: Following;

  constructor(shop: Workshop, thread: number) {
    this.shop = shop;
    this.world = shop.world;
    this.constants = shop.constants;
    this.typedefs = shop.typedefs;
    this.variant = shop.variant;
    this.made = new Drafts(shop.world, this.frames, thread);
    this.following = new Following(this, shop, this.frames);
  }

  run(body: Body): void {
    const { made } = this;
    const frame = this.frames.of(undefined, 0, body);
    made.position(frame, 0, 0);
    for (let p = 0; p < made.positions.length; p++) {
      if (made.positions.length > MOST_POSITIONS)
        throw new CannotRun(`${body.name}() has more than ${MOST_POSITIONS} points at which others may come in`, frame, body.ast.nameAt);
      made.from = p;
      const { frame: f, node, done } = made.positions[p] as Position;
      const s = new Segment(f, node, done);
      this.finish([s]);
    }
  }

  /** Runs a body without side effects to its value: an invariant, a wait. */
  valueOf(body: Body): Ex {
    const frame = this.frames.of(undefined, 0, body);
    return this.quietly(new Segment(frame, 0, 0));
  }

  // ---- segments ----

  private finish(todo: Segment[]): void {
    let steps = 0;
    this.following.fromTree = undefined;
    for (let s = todo.pop(); s; s = todo.pop()) {
      let current: Segment | undefined = s;
      while (current) {
        if (++steps > 20000)
          throw new CannotRun('too many ways through what would be one step', current.frame, this.spanOf(current), this.following.fromTree);
        current = this.step(current, todo);
      }
    }
  }

  private spanOf(s: Segment): readonly [number, number] {
    return s.frame.body.cfg.nodes[s.node]?.at ?? s.frame.body.ast.nameAt;
  }

  /** One operation. @returns the segment where it goes on, undefined where it has ended; other ways go to `todo` */
  private step(s: Segment, todo: Segment[]): Segment | undefined {
    const { cfg } = s.frame.body;
    if (s.node === cfg.exit) return this.following.leave(s, undefined, todo);
    const node = cfg.nodes[s.node];
    if (!node) return this.following.leave(s, undefined, todo);
    const point = pointKey(s.frame, s.node);
    const turns = (s.passed.get(point) ?? 0) + 1;
    s.passed.set(point, turns);
    if (turns > 1 && s.done === 0) {
      if (s.atomic === 0 && !this.quiet) {
        this.made.end(s, s.frame, s.node, 0);
        return undefined;
      }
      if (turns > MOST_TURNS) throw new CannotRun('a loop without end inside of what is one step', s.frame, node.at);
    }
    const e = new Evaluation(this, s);
    try {
      return this.operation(node.op, s, e, todo);
    } catch (stop) {
      if (!(stop instanceof Stop)) throw stop;
      this.made.end(s, s.frame, s.node, stop.done);
      return undefined;
    }
  }

  private operation(op: Op, s: Segment, e: Evaluation, todo: Segment[]): Segment | undefined {
    const { cfg } = s.frame.body;
    const succ = cfg.nodes[s.node]?.succ ?? [];
    switch (op.k) {
      case 'nop':
      case 'decl':
      case 'end':
        return this.go(s, succ[0]);
      case 'assign': {
        if (op.src.k === 'init' && op.dst.k === 'id') {
          this.initialise(op.dst.name, op.src, s, e);
          return this.go(s, succ[0]);
        }
        const value = e.value(op.src);
        e.store(e.place(op.dst), value);
        return this.go(s, succ[0]);
      }
      case 'update': {
        const by = e.ex(op.src);
        const place = e.place(op.dst);
        const old = e.load(place);
        const x = e.exOf(old);
        const next: Value =
          x && by
            ? { k: 'ex', ex: bin(op.op as '+', x, by), type: old.k === 'ex' ? old.type : { k: 'int', lo: -128, hi: 127 } }
            : { k: 'unknown' };
        e.store(place, next);
        return this.go(s, succ[0]);
      }
      case 'branch':
        return this.branch(op.cond, s, e, todo);
      case 'foreach':
        return this.following.call(
          {
            k: 'call',
            name: op.macro,
            fn: { k: 'id', name: op.macro, at: this.spanOf(s) as [number, number] },
            args: op.args,
            implicit: false,
          },
          s,
          e,
          todo,
          true,
        );
      case 'choose': {
        // a configuration that this world has decided is no choice
        const ways = succ.map((to, i) => ({ to, i })).filter(({ i }) => !op.on?.[i]?.some((on) => this.isConfiguredAway(on)));
        if (ways.length === 0) return this.go(s, succ[0]);
        ways.forEach(({ to, i }, n) => {
          const other = n === ways.length - 1 ? s : s.clone();
          const on = ways.length === 1 ? undefined : op.on?.[i]?.join(', ');
          if (on) other.outcome = on;
          const next = this.go(other, to);
          if (next && next !== s) todo.push(next);
        });
        return s;
      }
      case 'return':
        return this.following.leave(s, op.value ? e.value(op.value) : undefined, todo);
      case 'call':
        return this.following.call(op, s, e, todo, false);
      case 'gap':
        this.assume('code that is not in sight is taken to change nothing', s.frame, this.spanOf(s));
        return this.go(s, succ[0]);
      case 'leave':
        this.assume('what comes behind is not in sight', s.frame, this.spanOf(s));
        return this.following.leave(s, { k: 'unknown' }, todo);
    }
  }

  /** `CONFIG_MEMCG`, `!CONFIG_MEMCG` against the constants of the scenario and its library. */
  private isConfiguredAway(on: string): boolean {
    const [, no, name] = /^(!?)(?:defined\s*\(?\s*)?(CONFIG_\w+)\)?$/.exec(on) ?? [];
    const set = name === undefined ? undefined : this.constants.get(name);
    return set !== undefined && (set === 0) === (no === '');
  }

  go(s: Segment, to: number | undefined): Segment {
    const { cfg } = s.frame.body;
    const from = s.node;
    s.forgetLoads();
    s.done = 0;
    s.node = to ?? cfg.exit ?? -1;
    const next = cfg.nodes[s.node];
    if (next?.op.k === 'foreach' && !cfg.backEdges.some(([a, b]) => a === from && b === s.node)) {
      const variable = next.op.args[0];
      // the macro looks at its variable to know whether this is the first turn
      if (variable?.k === 'id')
        s.env.set(variableKey(s.frame, variable.name), { k: 'ex', ex: ZERO, type: this.typeIn(s.frame, variable.name) });
    }
    return s;
  }

  private typeIn(frame: Frame, name: string): CType {
    return new Evaluation(this, new Segment(frame, 0, 0)).typeOf(frame, name) ?? { k: 'int', lo: -128, hi: 127 };
  }

  private branch(condition: Val, s: Segment, e: Evaluation, todo: Segment[]): Segment | undefined {
    const succ = s.frame.body.cfg.nodes[s.node]?.succ ?? [];
    const value = e.value(condition);
    const x = e.exOf(value);
    if (x === undefined) {
      const other = s.clone();
      if (condition.k === 'id') {
        s.env.set(variableKey(s.frame, condition.name), { k: 'ex', ex: ONE, type: this.typeIn(s.frame, condition.name) });
        other.env.set(variableKey(s.frame, condition.name), { k: 'ex', ex: ZERO, type: this.typeIn(s.frame, condition.name) });
      }
      const text = printVal(condition);
      if (!this.quiet) {
        this.assume(
          `\`${text}\` is outside of this world: both ways are followed`,
          s.frame,
          this.spanOf(s),
          /->|\./.test(text) ? text : undefined,
        );
        s.outcome = `${text} is true`;
        other.outcome = `${text} is false`;
      }
      todo.push(this.go(other, succ[1]));
      return this.go(s, succ[0]);
    }
    return this.fork(s, x, succ, todo);
  }

  /** Both ways of a condition, or the one that this segment has decided. */
  fork(s: Segment, x: Ex, succ: readonly number[], todo: Segment[]): Segment {
    const c = this.known(s, truth(x));
    if (c.k === 'num') return this.go(s, succ[c.v !== 0 ? 0 : 1]);
    const other = s.clone();
    other.guard.push(not(c));
    todo.push(this.go(other, succ[1]));
    s.guard.push(c);
    return this.go(s, succ[0]);
  }

  /** A condition that this segment has already decided. */
  private known(s: Segment, c: Ex): Ex {
    const opposite = not(c);
    for (const g of s.guard) {
      if (same(g, c)) return ONE;
      if (same(g, opposite)) return ZERO;
    }
    return c;
  }

  private initialise(name: string, init: Val & { k: 'init' }, s: Segment, e: Evaluation): void {
    const tag = this.typeIn(s.frame, name);
    const place = e.place({ k: 'id', name, at: this.spanOf(s) as [number, number] });
    // an object of the world: nobody knows it before it is set up, so that is one step
    if (place.k === 'object') {
      e.startStep();
      s.atomic++;
    }
    init.items.forEach((item, n) => {
      const field = item.field?.replace(/^\./, '') ?? (tag.k === 'struct' ? this.world.structs.get(tag.tag)?.[n]?.name : undefined);
      if (field === undefined) return;
      if (place.k === 'object') e.store(e.member(place, field), e.value(item.value));
      else s.env.set(variableKey(s.frame, `${name}.${field}`), e.value(item.value));
    });
    if (place.k === 'object') s.atomic--;
  }

  // ---- what an evaluation asks ----

  isShared(cells: readonly number[]): boolean {
    const { shared } = this.shop;
    return shared === undefined || cells.some((c) => shared.has(c));
  }

  noteRead(cells: readonly number[]): void {
    for (const c of cells) this.shop.reads.add(c);
  }

  noteWrite(cells: readonly number[]): void {
    for (const c of cells) this.shop.written.add(c);
  }

  liveCells(tag: string): readonly number[] | undefined {
    return liveCellsOf(this.world, this.shop, tag);
  }

  mortal(tag: string): readonly number[] {
    this.shop.mortalTags.add(tag);
    this.shop.needs.mortal.add(tag);
    return this.world.hidden(tag, 'live', 0, 1, (i) => (i.pool ? 0 : 1)).cells;
  }

  doomed(tag: string): readonly number[] {
    return this.shop.doomed(tag);
  }

  releaser(tag: string): string | undefined {
    return this.shop.releaser(tag);
  }

  readers(): number | undefined {
    return this.shop.grace ? this.shop.readers() : undefined;
  }

  usesGrace(): void {
    this.shop.grace = true;
    this.shop.needs.grace = true;
  }

  heldType(frame: Frame, name: string): CType | undefined {
    return this.made.heldType(frame, name);
  }

  variable(frame: Frame, name: string, type: CType): Ex {
    return this.made.variable(frame, name, type);
  }

  over(s: Segment, value: Value | undefined): void {
    if (this.quiet) this.collect(s, value);
    else this.made.emit(s, -1);
  }

  failing(s: Segment, when: Ex, kind: Fault['kind'], sentence: string, at: readonly [number, number]): void {
    if (!this.quiet) this.made.failing(s, when, kind, sentence, at);
  }

  fault(s: Segment, when: Ex, kind: 'null' | 'use-after-free', what: Val): void {
    if (this.quiet) return;
    const text = printVal(what);
    const sentence = kind === 'null' ? `\`${text}\` is followed and leads nowhere` : `\`${text}\` is used after it was freed`;
    this.failing(s, when, kind, sentence, what.at);
  }

  isFunction(name: string): boolean {
    return this.shop.body(name) !== undefined;
  }

  assume(sentence: string, frame: Frame, at: readonly [number, number], unseen?: string): void {
    this.shop.assume(sentence, frame, at, unseen);
  }

  mistake(sentence: string, frame: Frame, at: readonly [number, number]): void {
    if (frame.body.origin === 'scenario') this.shop.mistake(sentence, frame, at);
  }

  condition(s: Segment, n: number): Ex {
    const body = s.frame.body.waits[n];
    if (!body) return ONE;
    const owner = s.frame.shared ?? s.frame;
    const frame = this.frames.of(undefined, n, body, { k: 'none' }, new Map(s.frame.fixed), `w${owner.id}`, owner);
    const inner = s.clone();
    inner.frame = frame;
    inner.node = 0;
    inner.done = 0;
    inner.passed = new Map();
    return this.quietly(inner);
  }

  private results: { guard: readonly Ex[]; value: Ex }[] = [];

  private quietly(s: Segment): Ex {
    const before = this.quiet;
    const outer = this.results;
    const known = s.guard.length;
    this.quiet = true;
    this.results = [];
    try {
      this.finish([s]);
      return this.results.reduceRight<Ex>((rest, r) => cond(all(r.guard.slice(known)), r.value, rest), ZERO);
    } finally {
      this.quiet = before;
      this.results = outer;
    }
  }

  private collect(s: Segment, value: Value | undefined): void {
    const x = value && new Evaluation(this, s).exOf(value);
    this.results.push({ guard: s.guard, value: x ?? ZERO });
  }
}
