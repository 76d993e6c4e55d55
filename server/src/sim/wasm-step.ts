/**
 * One thread's rules as a WebAssembly function: it looks at the packed state at the address in local 0 and writes the successor of each rule that is enabled,
 * with its parent and the rule behind it, to where the batch ends. It gives how many rules are enabled.
 */
import type { Machine, Rule, Thread, Update } from './machine.ts';
import type { Place } from './pack.ts';
import { Body, op } from './wasm-bytes.ts';
import { type Constants, constantOf, type Expressions } from './wasm-ex.ts';

export interface StepContext {
  readonly machine: Machine;
  readonly expressions: Expressions;
  readonly constants: Constants;
  /** functions: (rule) */
  readonly fault: number;
  /** (cell): a step would leave the cell's range */
  readonly range: number;
  /** globals: where the next successor is written; the number of the state; all ones where the last mover is tracked */
  readonly candidate: number;
  readonly parent: number;
  readonly track: number;
  /** bytes from one successor to the next */
  readonly stride: number;
}

/** Where the next successor goes: a local of every thread's function. */
interface Output {
  readonly candidate: number;
  readonly count: number;
}

/** A value on its way into the successor. */
type Write =
  | { readonly place: Place; readonly known: number }
  | { readonly place: Place; readonly local: number }
  | { readonly cells: readonly number[]; readonly index: number; readonly inside: boolean; readonly local: number };

export function threadFunction(context: StepContext, thread: Thread, index: number, rules: readonly Rule[]): Body {
  const body = new Body(1, 1);
  const out: Output = { count: body.local(), candidate: body.local() };
  const { expressions } = context;
  const at: Rule[][] = Array.from({ length: thread.positions }, () => []);
  for (const rule of rules) {
    if (rule.guard === undefined || constantOf(rule.guard, expressions) !== 0) at[rule.from]?.push(rule);
  }
  const busy = at.flatMap((list, pc) => (list.length > 0 ? [pc] : []));
  body.getGlobal(context.candidate).set(out.candidate);
  body.block();
  for (let i = 0; i < busy.length; i++) body.block();
  const depth = new Map(busy.map((pc, i) => [pc, i]));
  expressions.cell(body, expressions.place(thread.pc));
  body.brTable(
    at.map((_, pc) => depth.get(pc) ?? busy.length),
    busy.length,
  );
  busy.forEach((pc, i) => {
    body.end();
    expressions.standAt(pc);
    for (const rule of at[pc]!) step(context, body, thread, index, rule, out);
    body.br(busy.length - 1 - i);
  });
  expressions.standAt(undefined);
  body.end().get(out.candidate).setGlobal(context.candidate).get(out.count);
  return body;
}

function step(context: StepContext, body: Body, thread: Thread, index: number, rule: Rule, out: Output): void {
  const { expressions } = context;
  const guarded = rule.guard !== undefined && !always(rule, expressions);
  if (guarded) {
    expressions.condition(body, rule.guard!);
    body.if();
  }
  body.get(out.count).const(1).op(op.add).set(out.count);
  if (rule.fault !== undefined) {
    body.const(rule.id).call(context.fault);
  } else {
    body.block();
    const writes: Write[] = [];
    /** the cell of each, -1 where an index chooses it */
    const targets: number[] = [];
    let fits = true;
    for (const update of rule.updates) {
      if ('cell' in update.to && update.to.cell === thread.pc) continue;
      const write = evaluate(context, body, update);
      if (write === 'impossible') {
        fits = false;
        break;
      }
      if (write === undefined) continue;
      writes.push(write);
      targets.push('cell' in update.to ? update.to.cell : -1);
    }
    if (fits) {
      const last = { place: expressions.layout.last, bits: (index + 1) << expressions.layout.last.shift };
      const all = [...writes.filter((_, i) => isKept(context, rule, targets[i]!)), ...turns(context, index, rule, targets)];
      if (rule.from !== rule.to) all.push({ place: expressions.place(thread.pc), known: rule.to });
      if (all.every((w) => 'place' in w)) combine(context, body, out, all as (Write & { place: Place })[], last);
      else oneByOne(context, body, out, all, last);
      const behind = expressions.layout.words * 4;
      body.get(out.candidate).getGlobal(context.parent).store(behind);
      body
        .get(out.candidate)
        .const(rule.id)
        .store(behind + 4);
      body.get(out.candidate).const(context.stride).op(op.add).set(out.candidate);
    }
    body.end();
    for (const w of writes) {
      if ('local' in w) body.release(w.local);
      if ('index' in w) body.release(w.index);
    }
  }
  if (guarded) body.end();
}

/** Is it this local's turn where the rule leads? If not, what it is set to is 0, and that it is anyway. */
function isKept({ expressions }: StepContext, rule: Rule, cell: number): boolean {
  const field = expressions.layout.fieldOf[cell];
  return field === undefined || field.ownerAt[rule.to] === cell;
}

/** Bits that change hands, and nobody writes: to 0. */
function turns({ expressions }: StepContext, thread: number, rule: Rule, targets: readonly number[]): Write[] {
  const zeros: Write[] = [];
  for (const { ownerAt, place } of expressions.layout.fields[thread]!) {
    const before = ownerAt[rule.from]!;
    const after = ownerAt[rule.to]!;
    if (before !== after && before >= 0 && !(after >= 0 && targets.includes(after))) zeros.push({ place, known: 0 });
  }
  return zeros;
}

function always(rule: Rule, expressions: Expressions): boolean {
  const b = expressions.boundsOf(rule.guard!);
  return b.lo > 0 || b.hi < 0;
}

/**
 * Puts the value (less the lowest of its cell) into a local, having compared it with the range where the ranges do not prove that it fits. Leaves the
 * surrounding block where it does not.
 */
function evaluate(context: StepContext, body: Body, update: Update): Write | 'impossible' | undefined {
  const { expressions } = context;
  const { ranges } = expressions;
  const bounds = expressions.boundsOf(update.value);
  const { to } = update;
  if ('cell' in to) {
    const range = ranges[to.cell]!;
    const place = expressions.place(to.cell);
    if (bounds.hi < range.lo || bounds.lo > range.hi) {
      body.const(to.cell).call(context.range).br(0);
      return 'impossible';
    }
    if (bounds.lo === bounds.hi) return place.mask === 0 ? undefined : { place, known: bounds.lo };
    const local = body.local();
    expressions.value(body, update.value);
    if (place.lo !== 0) body.const(place.lo).op(op.sub);
    body.set(local);
    if (bounds.lo < range.lo || bounds.hi > range.hi) {
      body.get(local);
      if (range.lo !== place.lo) body.const(range.lo - place.lo).op(op.sub);
      body
        .const(range.hi - range.lo)
        .op(op.gtU)
        .if();
      body.const(to.cell).call(context.range).br(1).end();
    }
    if (place.mask === 0) {
      body.release(local);
      return undefined;
    }
    return { place, local };
  }
  const number = expressions.boundsOf(to.index);
  const from = Math.max(0, number.lo - to.first);
  const end = Math.min(to.cells.length - 1, number.hi - to.first);
  if (from > end) return undefined;
  if (number.lo === number.hi) return evaluate(context, body, { to: { cell: to.cells[from]! }, value: update.value });
  const inside = number.lo >= to.first && number.hi < to.first + to.cells.length;
  const index = body.local();
  expressions.value(body, to.index);
  if (to.first !== 0) body.const(to.first).op(op.sub);
  body.set(index);
  const local = body.local();
  expressions.value(body, update.value);
  body.set(local);
  const meant = to.cells.slice(from, end + 1);
  if (meant.some((c) => bounds.lo < ranges[c]!.lo || bounds.hi > ranges[c]!.hi)) {
    // [lowest, span, cell] of each
    const table = context.constants.add(to.cells.flatMap((c) => [ranges[c]!.lo, ranges[c]!.hi - ranges[c]!.lo, c, 0]));
    if (!inside) body.get(index).const(to.cells.length).op(op.ltU).if();
    const entry = body.local();
    body.get(local).get(index).const(4).op(op.shl).tee(entry).load(table).op(op.sub);
    body
      .get(entry)
      .load(table + 4)
      .op(op.gtU)
      .if();
    body
      .get(entry)
      .load(table + 8)
      .call(context.range);
    body.br(inside ? 1 : 2).end();
    body.release(entry);
    if (!inside) body.end();
  }
  return { cells: to.cells, index, inside, local };
}

/** All fields of a word at once. Where two writes mean one cell, the later one stays. */
function combine(
  context: StepContext,
  body: Body,
  { candidate }: Output,
  writes: readonly (Write & { readonly place: Place })[],
  last: { readonly place: Place; readonly bits: number },
): void {
  const { words } = context.expressions.layout;
  const final = writes.filter((w, i) => !writes.some((v, j) => j > i && v.place === w.place));
  const touched = Array.from({ length: words }, (_, word) => final.filter((w) => w.place.word === word));
  for (let word = 0; word < words; word++) {
    const fields = touched[word]!;
    body.get(candidate);
    if (fields.length === 0 && word !== last.place.word) {
      if (word + 1 < words && touched[word + 1]!.length === 0 && word + 1 !== last.place.word) {
        body
          .get(0)
          .load(word * 4, op.load64)
          .store(word * 4, op.store64);
        word++;
      } else {
        body
          .get(0)
          .load(word * 4)
          .store(word * 4);
      }
      continue;
    }
    let keep = -1;
    let known = 0;
    for (const f of fields) {
      keep &= ~(f.place.mask << f.place.shift);
      if ('known' in f) known |= (f.known - f.place.lo) << f.place.shift;
    }
    if (word === last.place.word) keep &= ~(last.place.mask << last.place.shift);
    if (keep !== 0)
      body
        .get(0)
        .load(word * 4)
        .const(keep)
        .op(op.and);
    else body.const(0);
    if (known !== 0) body.const(known).op(op.or);
    for (const f of fields) {
      if ('known' in f || !('local' in f)) continue;
      body.get(f.local);
      if (f.place.shift > 0) body.const(f.place.shift).op(op.shl);
      body.op(op.or);
    }
    if (word === last.place.word) body.getGlobal(context.track).const(last.bits).op(op.and, op.or);
    body.store(word * 4);
  }
}

/** Copies the state, then puts one value after the other into the copy. */
function oneByOne(
  context: StepContext,
  body: Body,
  out: Output,
  writes: readonly Write[],
  last: { readonly place: Place; readonly bits: number },
): void {
  const { expressions } = context;
  const { candidate } = out;
  combine(context, body, out, [], last);
  for (const w of writes) {
    if ('place' in w) {
      const { place } = w;
      body.get(candidate);
      body
        .get(candidate)
        .load(place.word * 4)
        .const(~(place.mask << place.shift))
        .op(op.and);
      if ('known' in w) {
        body.const((w.known - place.lo) << place.shift);
      } else {
        body.get((w as { local: number }).local);
        if (place.shift > 0) body.const(place.shift).op(op.shl);
      }
      body.op(op.or).store(place.word * 4);
      continue;
    }
    if (!w.inside) body.get(w.index).const(w.cells.length).op(op.ltU).if();
    const row = expressions.row(w.cells);
    const shift = body.local();
    if (row.regular) {
      expressions.shiftInRow(body, row, w.index);
      body.set(shift).get(candidate);
      body
        .get(candidate)
        .load(row.word * 4)
        .const(row.mask)
        .get(shift)
        .op(op.shl)
        .const(-1)
        .op(op.xor, op.and);
      body.get(w.local);
      if (row.lo !== 0) body.const(row.lo).op(op.sub);
      body
        .get(shift)
        .op(op.shl, op.or)
        .store(row.word * 4);
    } else {
      const entry = body.local();
      const address = body.local();
      body.get(w.index).const(4).op(op.shl).tee(entry).load(row.table).get(candidate).op(op.add).tee(address);
      body
        .get(entry)
        .load(row.table + 4)
        .set(shift);
      body
        .get(address)
        .load(0)
        .get(entry)
        .load(row.table + 8)
        .get(shift)
        .op(op.shl)
        .const(-1)
        .op(op.xor, op.and);
      body
        .get(w.local)
        .get(entry)
        .load(row.table + 12)
        .op(op.sub)
        .get(entry)
        .load(row.table + 8)
        .op(op.and);
      body.get(shift).op(op.shl, op.or).store(0);
      body.release(entry);
      body.release(address);
    }
    body.release(shift);
    if (!w.inside) body.end();
  }
}
