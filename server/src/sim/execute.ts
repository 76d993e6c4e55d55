/**
 * Runs one thread symbolically: from every point where others may come in, all segments that begin there. Calls are followed into their bodies, so a point is a whole stack of
 * calls; a call of one function within itself is followed once more and then no further.
 */
import type { Op, Val } from '../c/cfg.ts';
import { printVal } from '../c/index.ts';
import { type Body, isOwnText } from './body.ts';
import type { Call, CallHost, Done } from './calls.ts';
import { errnoName } from './constants.ts';
import { type CType, typeOfText } from './ctypes.ts';
import { CannotRun, Evaluation, retyped, Stop } from './evaluate.ts';
import { all, bin, cellOf, cond, not, num, ONE, same, truth, ZERO } from './ex.ts';
import { liveCellsOf } from './instances.ts';
import type { Ex, Fault } from './machine.ts';
import { languageCall } from './operators.ts';
import { type Fixed, type Frame, pointKey, Segment, type Value, variableKey, variableWord } from './segment.ts';
import { asksAbout, isLive } from './variables.ts';
import type { Draft, Position, Workshop } from './workshop.ts';
import type { World } from './world.ts';

const DEEPEST = 30;
const MOST_POSITIONS = 6000;
const MOST_TURNS = 200;
const MOST_UNKNOWNS = 3;

export class Runner implements CallHost {
  readonly world: World;
  readonly constants: ReadonlyMap<string, number>;
  readonly typedefs: ReadonlyMap<string, CType>;
  readonly variant: string;
  readonly drafts: Draft[] = [];
  readonly positions: Position[] = [];
  /** variable -> its cell and its type */
  readonly slots = new Map<string, { readonly cell: number; readonly frame: Frame; readonly name: string; readonly type: CType }>();
  quiet = false;
  private readonly shop: Workshop;
  private readonly thread: number;
  private readonly frames = new Map<string, Frame>();
  private readonly byPoint = new Map<string, number>();
  private readonly held = new Map<string, CType>();
  private from = 0;
  /** the last function of the tree that the segments at hand went into */
  private fromTree: string | undefined;
  private readonly framesById: Frame[] = [];

  constructor(shop: Workshop, thread: number) {
    this.shop = shop;
    this.thread = thread;
    this.world = shop.world;
    this.constants = shop.constants;
    this.typedefs = shop.typedefs;
    this.variant = shop.variant;
  }

  run(body: Body): void {
    const frame = this.frame(undefined, 0, body, { k: 'none' }, new Map(), undefined);
    this.position(frame, 0, 0);
    for (let p = 0; p < this.positions.length; p++) {
      if (this.positions.length > MOST_POSITIONS)
        throw new CannotRun(`${body.name}() has more than ${MOST_POSITIONS} points at which others may come in`, frame, body.ast.nameAt);
      this.from = p;
      const { frame: f, node, done } = this.positions[p] as Position;
      const s = new Segment(f, node, done);
      this.finish([s]);
    }
  }

  /** Runs a body without side effects to its value: an invariant, a wait. */
  valueOf(body: Body): Ex {
    const frame = this.frame(undefined, 0, body, { k: 'none' }, new Map(), undefined);
    return this.quietly(new Segment(frame, 0, 0));
  }

  // ---- segments ----

  private finish(todo: Segment[]): void {
    let steps = 0;
    this.fromTree = undefined;
    for (let s = todo.pop(); s; s = todo.pop()) {
      let current: Segment | undefined = s;
      while (current) {
        if (++steps > 20000)
          throw new CannotRun('too many ways through what would be one step', current.frame, this.spanOf(current), this.fromTree);
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
    if (s.node === cfg.exit) return this.leave(s, undefined, todo);
    const node = cfg.nodes[s.node];
    if (!node) return this.leave(s, undefined, todo);
    const point = pointKey(s.frame, s.node);
    const turns = (s.passed.get(point) ?? 0) + 1;
    s.passed.set(point, turns);
    if (turns > 1 && s.done === 0) {
      if (s.atomic === 0 && !this.quiet) {
        this.end(s, s.frame, s.node, 0);
        return undefined;
      }
      if (turns > MOST_TURNS) throw new CannotRun('a loop without end inside of what is one step', s.frame, node.at);
    }
    const e = new Evaluation(this, s);
    try {
      return this.operation(node.op, s, e, todo);
    } catch (stop) {
      if (!(stop instanceof Stop)) throw stop;
      this.end(s, s.frame, s.node, stop.done);
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
        return this.call(
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
        return this.leave(s, op.value ? e.value(op.value) : undefined, todo);
      case 'call':
        return this.call(op, s, e, todo, false);
      case 'gap':
        this.assume('code that is not in sight is taken to change nothing', s.frame, this.spanOf(s));
        return this.go(s, succ[0]);
      case 'leave':
        this.assume('what comes behind is not in sight', s.frame, this.spanOf(s));
        return this.leave(s, { k: 'unknown' }, todo);
    }
  }

  /** `CONFIG_MEMCG`, `!CONFIG_MEMCG` against the constants of the scenario and its library. */
  private isConfiguredAway(on: string): boolean {
    const [, no, name] = /^(!?)(?:defined\s*\(?\s*)?(CONFIG_\w+)\)?$/.exec(on) ?? [];
    const set = name === undefined ? undefined : this.constants.get(name);
    return set !== undefined && (set === 0) === (no === '');
  }

  private go(s: Segment, to: number | undefined): Segment {
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
  private fork(s: Segment, x: Ex, succ: readonly number[], todo: Segment[]): Segment {
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

  // ---- calls ----

  private call(op: Call, s: Segment, e: Evaluation, todo: Segment[], foreach: boolean): Segment | undefined {
    const node = s.node;
    const name = this.callee(op, s, e);
    const own = isOwnText(s.frame.body, op.fn.at);
    const language = name === undefined ? undefined : languageCall(name, own);
    if (name !== undefined && language) {
      // `list_entry()` of a tree and `put()` of a patch's own are never the same: a body of the patch or the scenario comes first
      const body = this.shop.body(name);
      if (!(body && body !== 'nothing' && (body.origin === 'patch' || body.origin === 'scenario')) || own === false) {
        const done = language(op, e, this);
        return this.goOn(done, op, node, s, todo, foreach);
      }
    }
    const body = name === undefined ? undefined : this.shop.body(name);
    if (body === undefined || body === 'nothing' || name === undefined) {
      for (const a of op.args) e.value(a);
      if (body === undefined) this.mistake(`no function is called ${name ?? printVal(op.fn)}()`, s.frame, op.fn.at);
      if (body === undefined && !this.quiet)
        this.assume(
          `${name ?? printVal(op.fn)}() is ${name !== undefined && this.shop.tooLarge(name) ? 'too much to follow here' : 'not in sight'}: it is taken to change nothing`,
          s.frame,
          op.fn.at,
          `${name ?? printVal(op.fn)}()`,
        );
      return this.result({ s, value: { k: 'unknown' } }, op, node, todo, foreach);
    }
    // what the further arguments ask for nobody knows here
    const wanted = body.cfg.params.length;
    if (own === false && !body.macro && (body.origin === 'scenario' || body.origin === 'library') && op.args.length > wanted && !this.quiet)
      this.assume(
        `${name}() takes ${wanted} arguments here and is called with ${op.args.length}: taken to mean the same`,
        s.frame,
        op.fn.at,
        `${name}()`,
      );
    const args = body.macro ? [] : op.args.map((a) => e.value(a));
    return this.enter(body, args, op, s, e, node, todo, foreach);
  }

  private callee(op: Call, s: Segment, e: Evaluation): string | undefined {
    if (op.name !== undefined) {
      const fixed = s.frame.fixed.get(op.name);
      if (fixed?.k === 'function') return fixed.name;
      if (fixed?.k === 'expr') {
        const v = e.value({ k: 'id', name: op.name, at: op.fn.at });
        return v.k === 'function' ? v.name : undefined;
      }
      if (s.frame.body.cfg.locals.has(op.name) || s.frame.body.cfg.params.some((p) => p.name === op.name)) {
        const v = s.env.get(variableKey(s.frame, op.name));
        return v?.k === 'function' ? v.name : undefined;
      }
      return op.name;
    }
    const v = e.value(op.fn.k === 'unary' && op.fn.op === '*' ? op.fn.arg : op.fn);
    return v.k === 'function' ? v.name : undefined;
  }

  private enter(
    body: Body,
    args: readonly Value[],
    op: Call,
    s: Segment,
    e: Evaluation,
    node: number,
    todo: Segment[],
    foreach: boolean,
    /** the end of something that is one step already: the last put and what it releases */
    joined = false,
  ): Segment | undefined {
    let nested = 0;
    for (let f: Frame | undefined = s.frame; f; f = f.parent) if (f.body.name === body.name) nested++;
    if (nested >= 2 || s.frame.depth >= DEEPEST) {
      if (!this.quiet)
        this.assume(`${body.name}() calls itself: followed ${nested >= 2 ? 'once more' : 'so deep'} and no further`, s.frame, op.fn.at);
      return this.result({ s, value: { k: 'unknown' } }, op, node, todo, foreach);
    }
    if (body.origin === 'tree' && s.frame.body.origin !== 'tree') this.fromTree = body.name;
    if (body.atomic && !joined) e.startStep();
    const fixed = new Map<string, Fixed>();
    const values: { readonly name: string; readonly value: Value; readonly type: CType }[] = [];
    let shape = '';
    body.cfg.params.forEach((p, i) => {
      if (body.macro) {
        const val = op.args[i];
        if (val) fixed.set(p.name, { k: 'expr', val, frame: s.frame });
        return;
      }
      const value = args[i] ?? { k: 'unknown' as const };
      const type = typeOfText(p.type, this.typedefs);
      if (value.k === 'function') {
        fixed.set(p.name, { k: 'function', name: value.name });
        shape += `;${p.name}=${value.name}`;
      } else if (value.k === 'address') {
        const place = value.place;
        const where =
          'frame' in place ? `${place.frame.id}/${place.name}` : place.k === 'cells' ? `${place.cells[0]}+${place.cells.length}` : '';
        shape += `;${p.name}@${place.k}${where}`;
        fixed.set(p.name, { k: 'address', place });
        values.push({ name: p.name, value, type });
      } else values.push({ name: p.name, value, type });
    });
    const result: Frame['result'] = foreach ? { k: 'foreach' } : op.dst !== undefined ? { k: 'to', name: op.dst } : { k: 'none' };
    const frame = this.frame(s.frame, node, body, result, fixed, shape);
    for (const v of values) {
      if (v.value.k === 'address') (frame.fixed as Map<string, Fixed>).set(v.name, e.frozen(frame, v.name, v.value.place));
      else s.env.set(variableKey(frame, v.name), retyped(v.value, v.type));
    }
    s.forgetLoads();
    s.frame = frame;
    s.node = 0;
    s.done = 0;
    if (body.atomic) s.atomic++;
    return s;
  }

  private frame(
    parent: Frame | undefined,
    site: number,
    body: Body,
    result: Frame['result'],
    fixed: Map<string, Fixed>,
    shape: string | undefined,
    shared?: Frame,
  ): Frame {
    const key = `${parent?.id ?? ''}:${site}:${body.name}:${shape ?? ''}:${shared ? 'w' : ''}`;
    let f = this.frames.get(key);
    if (!f || f.body !== body) {
      f = {
        id: this.framesById.length,
        body,
        ...(parent ? { parent } : {}),
        site,
        result,
        fixed,
        ...(shared ? { shared } : {}),
        atomic: body.atomic === true,
        depth: (parent?.depth ?? 0) + 1,
      };
      this.frames.set(key, f);
      this.framesById.push(f);
    }
    return f;
  }

  private goOn(done: readonly Done[], op: Call, node: number, s: Segment, todo: Segment[], foreach: boolean): Segment | undefined {
    let kept: Segment | undefined;
    for (const d of done) {
      let next: Segment | undefined;
      if (d.then) {
        const body = this.shop.body(d.then.name);
        const e = new Evaluation(this, d.s);
        next =
          body && body !== 'nothing'
            ? this.enter(body, d.then.args, { ...op, dst: undefined }, d.s, e, node, todo, false, true)
            : this.result({ s: d.s }, op, node, todo, foreach);
      } else next = this.result(d, op, node, todo, foreach);
      if (next === s) kept = next;
      else if (next) todo.push(next);
    }
    return kept;
  }

  /** The call has come back. */
  private result(d: Done, op: Call, node: number, todo: Segment[], foreach: boolean): Segment | undefined {
    const { s } = d;
    s.node = node;
    const succ = s.frame.body.cfg.nodes[node]?.succ ?? [];
    if (foreach) return this.turn(s, d.value, succ, todo);
    if (op.dst !== undefined) s.env.set(variableKey(s.frame, op.dst), d.value ?? { k: 'unknown' });
    return this.go(s, succ[0]);
  }

  /** A for_each goes on, or is done, by what its macro says. */
  private turn(s: Segment, value: Value | undefined, succ: readonly number[], todo: Segment[]): Segment | undefined {
    const x = value && new Evaluation(this, s).exOf(value);
    if (x !== undefined) return this.fork(s, x, succ, todo);
    todo.push(this.go(s.clone(), succ[1]));
    return this.go(s, succ[0]);
  }

  private leave(s: Segment, value: Value | undefined, todo: Segment[]): Segment | undefined {
    const { frame } = s;
    if (frame.body.atomic && s.atomic > 0) s.atomic--;
    const parent = frame.parent;
    if (!parent) {
      if (this.quiet) this.collect(s, value);
      else this.emit(s, -1);
      return undefined;
    }
    if (s.chosen === frame.id) {
      s.chosen = undefined;
      if (s.outcome === undefined && value?.k === 'ex' && value.ex.k === 'num')
        s.outcome = `${frame.body.name}() returns ${resultWord(value.ex.v, value.type)}`;
    }
    const { returns } = frame.body.ast;
    const typed = value && retypedResult(value, typeOfText(returns, this.typedefs));
    s.forgetFrame();
    s.frame = parent;
    s.node = frame.site;
    s.done = 0;
    const succ = parent.body.cfg.nodes[frame.site]?.succ ?? [];
    if (frame.result.k === 'foreach') return this.turn(s, typed, succ, todo);
    if (frame.result.k === 'to') s.env.set(variableKey(parent, frame.result.name), typed ?? { k: 'unknown' });
    return this.go(s, succ[0]);
  }

  // ---- the end of a segment ----

  private position(frame: Frame, node: number, done: number): number {
    const key = `${frame.id}.${node}.${done}`;
    let p = this.byPoint.get(key);
    if (p === undefined) {
      p = this.positions.length;
      this.byPoint.set(key, p);
      this.positions.push({ frame, node, done });
    }
    return p;
  }

  private end(s: Segment, frame: Frame, node: number, done: number): void {
    const to = this.position(frame, node, done);
    if (to === this.from && s.act === undefined && s.guard.length === 0) {
      // nothing but a turn of an empty loop
      s.act = { frame, node, kind: 'call' };
    }
    this.emit(s, to);
  }

  /** What a variable without a type of its own (a temporary, a void pointer) was last seen to hold. */
  heldType(frame: Frame, name: string): CType | undefined {
    return this.held.get(variableKey(frame, name));
  }

  private emit(s: Segment, to: number): void {
    for (const [key, v] of s.env) if (v.k === 'ex' && v.type.k === 'pointer') this.held.set(key, v.type);
    const unknown = to < 0 ? [] : [...s.env].filter(([key, v]) => v.k === 'unknown' && isLive(this.positions[to] as Position, key));
    const open = unknown.slice(0, MOST_UNKNOWNS);
    for (const [key] of unknown.slice(MOST_UNKNOWNS)) s.env.set(key, { k: 'ex', ex: ONE, type: { k: 'int', lo: 0, hi: 1 } });
    // a pointer from outside that nobody ever asks about is one that leads somewhere
    const surely = open.map(([key, v]) => v.k === 'unknown' && v.type?.k === 'pointer' && !this.isAsked(key));
    for (let ways = 0; ways < 1 << open.length; ways++) {
      if (surely.some((sure, i) => sure && !((ways >> i) & 1))) continue;
      const vars = new Map(s.env);
      let outcome = s.outcome;
      open.forEach(([key, v], i) => {
        const type: CType = (v.k === 'unknown' && v.type) || { k: 'int', lo: 0, hi: 1 };
        const yes = (ways >> i) & 1;
        vars.set(key, { k: 'ex', ex: num(yes ? this.someone(type) : 0), type });
        const name = key.slice(key.indexOf('/') + 1);
        if (!name.startsWith('$') && !surely[i])
          outcome = `${outcome ? `${outcome}, ` : ''}${name} is ${yes ? 'not ' : ''}${type.k === 'pointer' ? 'NULL' : '0'}`;
      });
      const act = s.act ?? { frame: s.frame, node: s.node, kind: to < 0 ? ('end' as const) : ('call' as const) };
      this.drafts.push({
        from: this.from,
        to,
        guard: s.guard,
        vars,
        writes: s.writes,
        act,
        progress: s.progress,
        ...(outcome === undefined ? {} : { outcome }),
      });
    }
  }

  /** Whether the function of a variable ever looks whether it is NULL. */
  private isAsked(key: string): boolean {
    const slash = key.indexOf('/');
    const id = Number(key.slice(0, slash));
    const frame = this.framesById[id];
    return frame === undefined || asksAbout(frame.body, key.slice(slash + 1));
  }

  /** Something that a pointer from outside may lead to: not NULL, and none of the world's own. */
  private someone(type: CType): number {
    return type.k === 'pointer' && type.to.k === 'struct' && this.world.count(type.to.tag) > 0 ? this.world.count(type.to.tag) + 1 : 1;
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

  variable(frame: Frame, name: string, type: CType): Ex {
    const key = variableKey(frame, name);
    let slot = this.slots.get(key);
    if (!slot) {
      const [lo, hi] = this.world.range(type);
      const cell = this.world.cell(`${frame.body.name}: ${variableWord(name)}`, lo, hi, 0, this.thread);
      slot = { cell, frame, name, type };
      this.slots.set(key, slot);
    }
    return cellOf(slot.cell);
  }

  fault(s: Segment, when: Ex, kind: 'null' | 'use-after-free', what: Val): void {
    if (this.quiet) return;
    const text = printVal(what);
    const sentence = kind === 'null' ? `\`${text}\` is followed and leads nowhere` : `\`${text}\` is used after it was freed`;
    this.failing(s, when, kind, sentence, what.at);
  }

  failing(s: Segment, when: Ex, kind: Fault['kind'], sentence: string, at: readonly [number, number]): void {
    if (this.quiet || (when.k === 'num' && when.v === 0)) return;
    this.drafts.push({
      from: this.from,
      to: this.from,
      guard: [...s.guard, truth(when)],
      vars: new Map(),
      writes: [],
      act: s.act ?? { frame: s.frame, node: s.node, kind: 'fault' },
      progress: false,
      fault: { kind, sentence, at },
    });
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
    const frame = this.frame(undefined, n, body, { k: 'none' }, new Map(s.frame.fixed), `w${owner.id}`, owner);
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

/** `-ENOMEM`, `NULL`, `true`, `0` */
function resultWord(v: number, type: CType): string {
  if (v < 0) return errnoName(-v) ?? String(v);
  if (type.k === 'pointer') return v === 0 ? 'NULL' : 'a pointer';
  return type.k === 'int' && type.bool ? (v ? 'true' : 'false') : String(v);
}

function retypedResult(value: Value, type: CType): Value {
  return type.k === 'void' ? value : retyped(value, type);
}
