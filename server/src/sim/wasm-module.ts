/**
 * The whole module of a machine: its threads' rules (wasm-step.ts), what is looked at in each state, and the loops of the search over a store in linear
 * memory. kernel-wasm.ts runs it.
 *
 * Memory: constants, the batch, a buffer for steps (when they are asked for), then the store and its
 * table (wasm-store.ts).
 */
import type { Machine, Rule } from './machine.ts';
import type { Layout, Range } from './pack.ts';
import type { Selection } from './reduce.ts';
import { Body, op, writeModule } from './wasm-bytes.ts';
import { Constants, constantOf, Expressions } from './wasm-ex.ts';
import { threadFunction } from './wasm-step.ts';
import { BATCH, EVENT, FLUSH, flush, G, insert, type Parts, rehash, SORT, sort } from './wasm-store.ts';

const CONSTANTS = 64;

export interface Written {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** to be put at address 64 */
  readonly constants: readonly number[];
  readonly tables: readonly { readonly at: number; readonly bytes: Uint8Array }[];
  /** addresses of the batch, the steps' buffer, the store */
  readonly batch: number;
  readonly steps: number;
  readonly store: number;
  readonly pages: number;
  /** successors that one state has at most */
  readonly fan: number;
}

const FAULT = 1;
const RANGE = 2;
const BROKEN = 3;
const STUCK = 4;
const THREADS = SORT + 1;

export function writeKernel(
  machine: Machine,
  layout: Layout,
  ranges: readonly Range[],
  options: { readonly stepsBytes: number; readonly rooms: number; readonly selection?: Selection | undefined },
): Written {
  const constants = new Constants(CONSTANTS);
  const expressions = new Expressions(layout, ranges, constants);
  const stride = layout.words * 4 + 4;
  const rulesOf: Rule[][] = machine.threads.map(() => []);
  for (const rule of machine.rules) rulesOf[rule.thread]?.push(rule);
  const fan = rulesOf.reduce((sum, list) => {
    const at = new Map<number, number>();
    for (const r of list) at.set(r.from, (at.get(r.from) ?? 0) + 1);
    return sum + Math.max(0, ...at.values());
  }, 0);

  const batchStride = stride + 8;
  const context = {
    machine,
    expressions,
    constants,
    fault: FAULT,
    range: RANGE,
    candidate: G.candidate,
    parent: G.parent,
    track: G.track,
    stride: batchStride,
  };
  const threads = machine.threads.map((thread, i) => threadFunction(context, thread, i, rulesOf[i]!));
  const broken = brokenInvariant(machine, expressions);
  const stuck = stuckState(machine, expressions);

  // What stands behind the constants is only known now; the functions below need it.
  let end = (constants.end + 15) & ~15;
  const tables: { at: number; bytes: Uint8Array }[] = [];
  const selecting = THREADS + machine.threads.length;
  const select = options.selection?.write(expressions, THREADS, selecting, G.candidate, (bytes) => {
    const at = end;
    tables.push({ at, bytes });
    end = (end + bytes.length + 15) & ~15;
    return at;
  }) ?? [everybody(machine)];
  const batch = end;
  const batchEnd = batch + BATCH * batchStride;
  const steps = batchEnd + (fan + 1) * batchStride;
  const store = (steps + options.stepsBytes + 63) & ~63;
  const hasBroken = machine.invariants.some((i) => i.when === 'always');
  const parts = { machine, layout, stride, batchStride, batch, batchEnd, store, fan, hasBroken, select: selecting + select.length - 1 };
  const functions = [
    flush(parts),
    fault(),
    range(),
    broken,
    stuck,
    sort(layout),
    ...threads,
    ...select,
    explore(parts),
    forward(parts, expressions),
    preempt(parts, expressions),
    rehash(parts),
    insert(parts),
  ];
  const loops = parts.select + 1;
  const pages = Math.ceil((store + options.rooms) / 65536);
  const bytes = writeModule({
    functions,
    exports: { explore: loops, forward: loops + 1, preempt: loops + 2, rehash: loops + 3, insert: loops + 4 },
    globals: Object.values(G).map(() => 0),
    pages,
  });
  return { bytes, constants: constants.words, tables, batch, steps, store, pages, fan };
}

/** (rule): the first fault is kept. */
function fault(): Body {
  const body = new Body(1, 0);
  body.getGlobal(G.mute).getGlobal(G.event).op(op.or, op.eqz).if();
  body.const(EVENT.fault).setGlobal(G.event);
  body.get(0).setGlobal(G.eventArgument);
  body.getGlobal(G.parent).setGlobal(G.eventNode);
  body.end();
  return body;
}

/** (cell): the first one is kept. */
function range(): Body {
  const body = new Body(1, 0);
  body.getGlobal(G.outOfRange).op(op.eqz).if();
  body.get(0).const(1).op(op.add).setGlobal(G.outOfRange);
  body.end();
  return body;
}

/** (state) -> the number of the first broken `always` invariant + 1, or 0 */
function brokenInvariant(machine: Machine, expressions: Expressions): Body {
  const body = new Body(1, 1);
  machine.invariants.forEach((invariant, i) => {
    const known = constantOf(invariant.holds, expressions);
    if (invariant.when !== 'always' || (known !== undefined && known !== 0)) return;
    expressions.condition(body, invariant.holds);
    body
      .op(op.eqz)
      .if()
      .const(i + 1)
      .op(op.return)
      .end();
  });
  body.const(0);
  return body;
}

/** (state where nobody can go on) -> -1 where somebody is not done, else the number of the first broken `finally` invariant + 1, or 0 */
function stuckState(machine: Machine, expressions: Expressions): Body {
  const body = new Body(1, 1);
  for (const thread of machine.threads) {
    if (thread.daemon) continue;
    body.const(0);
    const pc = body.local();
    expressions.cell(body, expressions.place(thread.pc));
    body.set(pc);
    for (const end of thread.ends) body.get(pc).const(end).op(op.eq, op.or);
    body.op(op.eqz).if().const(-1).op(op.return).end();
    body.release(pc);
  }
  machine.invariants.forEach((invariant, i) => {
    if (invariant.when !== 'finally') return;
    expressions.condition(body, invariant.holds);
    body
      .op(op.eqz)
      .if()
      .const(i + 1)
      .op(op.return)
      .end();
  });
  body.const(0);
  return body;
}

/** (state) -> how many rules are enabled; every thread goes on */
function everybody(machine: Machine): Body {
  const body = new Body(1, 1);
  callAll(body, machine);
  return body;
}

/** [] -> [enabled rules] of the state at the address in local 0 */
function callAll(body: Body, machine: Machine, state = 0): void {
  if (machine.threads.length === 0) body.const(0);
  machine.threads.forEach((_, t) => {
    body.get(state).call(THREADS + t);
    if (t > 0) body.op(op.add);
  });
}

/** (from, to, ...) -> the first state that was not gone on from. `inside` is called with the local of the state's address and may leave by br(2). */
function overStates(parts: Parts, params: number, inside: (body: Body, state: number) => void): Body {
  const body = new Body(params, 1);
  const state = body.local();
  body.get(0).const(parts.stride).op(op.mul).const(parts.store).op(op.add).set(state);
  body.block().loop();
  body.get(0).get(1).op(op.geU).brIf(1);
  body.getGlobal(G.candidate).const(parts.batchEnd).op(op.geU).if().call(FLUSH).end();
  body
    .getGlobal(G.count)
    .const(parts.fan + BATCH + parts.fan)
    .op(op.add)
    .getGlobal(G.room)
    .op(op.gtU)
    .brIf(1);
  body.getGlobal(G.steps).if();
  body
    .getGlobal(G.steps)
    .const((parts.fan + BATCH + parts.fan) * 12)
    .op(op.add)
    .getGlobal(G.stepsEnd)
    .op(op.gtU)
    .brIf(2);
  body.end();
  body.get(0).setGlobal(G.parent);
  inside(body, state);
  body.get(0).const(1).op(op.add).set(0);
  body.get(state).const(parts.stride).op(op.add).set(state);
  body.br(0).end().end();
  body.call(FLUSH).get(0);
  return body;
}

/** Where an `always` invariant is broken: tells it and leaves the loop. */
function lookAt(body: Body, parts: Parts, state: number): void {
  if (!parts.hasBroken) return;
  const found = body.local();
  body.get(state).call(BROKEN).tee(found).if();
  tell(body, EVENT.invariant, () => body.get(found).const(1).op(op.sub));
  body.br(2).end();
  body.release(found);
}

/** [enabled rules] -> []. Where there is none and something is wrong with that: tells it and leaves the loop. */
function endAt(body: Body, state: number): void {
  const found = body.local();
  body.op(op.eqz).if();
  body.get(state).call(STUCK).tee(found).if();
  body.get(found).const(0).op(op.ltS).if();
  tell(body, EVENT.deadlock, () => body.const(0));
  body.else();
  tell(body, EVENT.left, () => body.get(found).const(1).op(op.sub));
  body.end();
  body.br(3).end().end();
  body.release(found);
}

function tell(body: Body, event: number, argument: () => void): void {
  body.const(event).setGlobal(G.event);
  argument();
  body.setGlobal(G.eventArgument).getGlobal(G.parent).setGlobal(G.eventNode);
}

/** (from, to, reduce): every thread goes on, or as few as prove as much. */
function explore(parts: Parts): Body {
  return overStates(parts, 3, (body, state) => {
    lookAt(body, parts, state);
    body.get(2).if(true);
    body.get(state).call(parts.select);
    body.else();
    callAll(body, parts.machine, state);
    body.end();
    // A fault is told at once.
    body.getGlobal(G.event).brIf(1);
    endAt(body, state);
  });
}

/** (from, to): who moved last goes on; everybody where he cannot. */
function forward(parts: Parts, expressions: Expressions): Body {
  return overStates(parts, 2, (body, state) => {
    const enabled = body.local();
    lookAt(body, parts, state);
    body.const(0).set(enabled);
    ifLast(body, parts, expressions, state, (t) =>
      body
        .get(state)
        .call(THREADS + t)
        .set(enabled),
    );
    body.get(enabled).op(op.eqz).if();
    callAll(body, parts.machine, state);
    body.set(enabled).end();
    body.get(enabled);
    endAt(body, state);
    body.release(enabled);
  });
}

/** (from, to): the others, where who moved last could go on. */
function preempt(parts: Parts, expressions: Expressions): Body {
  return overStates(parts, 2, (body, state) => {
    const enabled = body.local();
    body.const(0).set(enabled);
    // Whether he could go on is found out by trying; what that wrote is taken back.
    const end = body.local();
    body.const(1).setGlobal(G.mute).getGlobal(G.candidate).set(end);
    ifLast(body, parts, expressions, state, (t) =>
      body
        .get(state)
        .call(THREADS + t)
        .set(enabled),
    );
    body.const(0).setGlobal(G.mute).get(end).setGlobal(G.candidate);
    body.release(end);
    body.get(enabled).if();
    parts.machine.threads.forEach((_, t) => {
      lastIs(body, expressions, state, t);
      body.op(op.eqz).if();
      body
        .get(state)
        .call(THREADS + t)
        .op(op.drop);
      body.end();
    });
    body.end();
    body.release(enabled);
  });
}

function lastIs(body: Body, expressions: Expressions, state: number, thread: number): void {
  const { last } = expressions.layout;
  body
    .get(state)
    .load(last.word * 4)
    .const(last.mask << last.shift)
    .op(op.and);
  body.const((thread + 1) << last.shift).op(op.eq);
}

function ifLast(body: Body, parts: Parts, expressions: Expressions, state: number, then: (thread: number) => void): void {
  parts.machine.threads.forEach((_, t) => {
    lastIs(body, expressions, state, t);
    body.if();
    then(t);
    body.end();
  });
}
