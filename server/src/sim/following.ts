/**
 * Calls are followed into their bodies, and back out of them: a point at which others may come in is a whole stack of calls. A call of one function within itself is followed once
 * more and then no further.
 */
import { printVal } from '../c/index.ts';
import { type Body, isOwnText } from './body.ts';
import type { Call, CallHost, Done } from './calls.ts';
import { errnoName } from './constants.ts';
import { type CType, typeOfText } from './ctypes.ts';
import { Evaluation } from './evaluate.ts';
import type { Frames } from './frames.ts';
import type { Ex } from './machine.ts';
import { languageCall } from './operators.ts';
import { retyped } from './places.ts';
import { type Fixed, type Frame, type Segment, type Value, variableKey } from './segment.ts';
import type { Workshop } from './workshop.ts';

const DEEPEST = 30;

/** Who walks through the bodies, as far as calls are concerned. */
export interface Walker extends CallHost {
  /** on to a node of the function that the segment is in */
  go(s: Segment, to: number | undefined): Segment;
  /** both ways of a condition; the second one goes to `todo` */
  fork(s: Segment, x: Ex, succ: readonly number[], todo: Segment[]): Segment;
  /** the outermost function has returned */
  over(s: Segment, value: Value | undefined): void;
}

export class Following {
  /** the last function of the tree that the segments at hand went into */
  fromTree: string | undefined;
  private readonly walker: Walker;
  private readonly shop: Pick<Workshop, 'body' | 'tooLarge'>;
  private readonly frames: Frames;

  constructor(walker: Walker, shop: Pick<Workshop, 'body' | 'tooLarge'>, frames: Frames) {
    this.walker = walker;
    this.shop = shop;
    this.frames = frames;
  }

  /** @returns the segment where it goes on, undefined where it has ended; other ways go to `todo` */
  call(op: Call, s: Segment, e: Evaluation, todo: Segment[], foreach: boolean): Segment | undefined {
    const node = s.node;
    const name = this.callee(op, s, e);
    const own = isOwnText(s.frame.body, op.fn.at);
    const language = name === undefined ? undefined : languageCall(name, own);
    if (name !== undefined && language) {
      // `list_entry()` of a tree and `put()` of a patch's own are never the same: a body of the patch or the scenario comes first
      const body = this.shop.body(name);
      if (!(body && body !== 'nothing' && (body.origin === 'patch' || body.origin === 'scenario')) || own === false) {
        const done = language(op, e, this.walker);
        return this.goOn(done, op, node, s, todo, foreach);
      }
    }
    const body = name === undefined ? undefined : this.shop.body(name);
    if (body === undefined || body === 'nothing' || name === undefined) {
      for (const a of op.args) e.value(a);
      if (body === undefined) this.walker.mistake(`no function is called ${name ?? printVal(op.fn)}()`, s.frame, op.fn.at);
      if (body === undefined && !this.walker.quiet)
        this.walker.assume(
          `${name ?? printVal(op.fn)}() is ${name !== undefined && this.shop.tooLarge(name) ? 'too much to follow here' : 'not in sight'}: it is taken to change nothing`,
          s.frame,
          op.fn.at,
          `${name ?? printVal(op.fn)}()`,
        );
      return this.result({ s, value: { k: 'unknown' } }, op, node, todo, foreach);
    }
    // what the further arguments ask for nobody knows here
    const wanted = body.cfg.params.length;
    if (
      own === false &&
      !body.macro &&
      (body.origin === 'scenario' || body.origin === 'library') &&
      op.args.length > wanted &&
      !this.walker.quiet
    )
      this.walker.assume(
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
      if (!this.walker.quiet)
        this.walker.assume(
          `${body.name}() calls itself: followed ${nested >= 2 ? 'once more' : 'so deep'} and no further`,
          s.frame,
          op.fn.at,
        );
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
      const type = typeOfText(p.type, this.walker.typedefs);
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
    const frame = this.frames.of(s.frame, node, body, result, fixed, shape);
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

  private goOn(done: readonly Done[], op: Call, node: number, s: Segment, todo: Segment[], foreach: boolean): Segment | undefined {
    let kept: Segment | undefined;
    for (const d of done) {
      let next: Segment | undefined;
      if (d.then) {
        const body = this.shop.body(d.then.name);
        const e = new Evaluation(this.walker, d.s);
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
    return this.walker.go(s, succ[0]);
  }

  /** A for_each goes on, or is done, by what its macro says. */
  private turn(s: Segment, value: Value | undefined, succ: readonly number[], todo: Segment[]): Segment | undefined {
    const x = value && new Evaluation(this.walker, s).exOf(value);
    if (x !== undefined) return this.walker.fork(s, x, succ, todo);
    todo.push(this.walker.go(s.clone(), succ[1]));
    return this.walker.go(s, succ[0]);
  }

  leave(s: Segment, value: Value | undefined, todo: Segment[]): Segment | undefined {
    const { frame } = s;
    if (frame.body.atomic && s.atomic > 0) s.atomic--;
    const parent = frame.parent;
    if (!parent) {
      this.walker.over(s, value);
      return undefined;
    }
    if (s.chosen === frame.id) {
      s.chosen = undefined;
      if (s.outcome === undefined && value?.k === 'ex' && value.ex.k === 'num')
        s.outcome = `${frame.body.name}() returns ${resultWord(value.ex.v, value.type)}`;
    }
    const { returns } = frame.body.ast;
    const typed = value && retypedResult(value, typeOfText(returns, this.walker.typedefs));
    s.forgetFrame();
    s.frame = parent;
    s.node = frame.site;
    s.done = 0;
    const succ = parent.body.cfg.nodes[frame.site]?.succ ?? [];
    if (frame.result.k === 'foreach') return this.turn(s, typed, succ, todo);
    if (frame.result.k === 'to') s.env.set(variableKey(parent, frame.result.name), typed ?? { k: 'unknown' });
    return this.walker.go(s, succ[0]);
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
