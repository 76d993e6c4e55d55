/**
 * The store of a kernel in WebAssembly: successors are gathered in a batch, then looked for in a table and stored where they are new. The table and the records are far larger
 * than any cache, and the reads of one batch can be under way together; the order of the states is that in which they were gathered.
 *
 * A record is the words of a state and the number of its parent. The table is open: 0, or the number of a state + 1 in the low bits and bits of its hash in the others.
 */
import type { Machine } from './machine.ts';
import type { Layout } from './pack.ts';
import { exchanges, type Piece } from './symmetry.ts';
import { Body, op } from './wasm-bytes.ts';

/** The module's globals; each is exported as `g` and its number. */
export const G = {
  /** states stored */
  count: 0,
  /** where the batch ends */
  candidate: 1,
  /** records that there is room for */
  room: 2,
  table: 3,
  /** slots - 1 */
  slots: 4,
  /** the bits of a slot that hold a number */
  numbers: 5,
  /** cell + 1 */
  outOfRange: 6,
  event: 7,
  eventArgument: 8,
  eventNode: 9,
  parent: 10,
  transitions: 11,
  /** not 0: faults are counted, not told */
  mute: 12,
  /** all ones where the last mover is part of a state, else 0 */
  track: 13,
  /** where the next step is told; 0: nowhere */
  steps: 14,
  stepsEnd: 15,
  /** where the store ends */
  record: 16,
  /** what was read early, so that it is read */
  touched: 17,
  /** not 0: threads that are alike are put in order */
  symmetric: 18,
} as const;

export const EVENT = { invariant: 1, deadlock: 2, left: 3, fault: 4 } as const;

const HASH_1 = 0x9e3779b1 | 0;
const HASH_2 = 0x85ebca6b | 0;
/** successors in a batch, but for those of one state */
export const BATCH = 128;

/** Numbers of the functions that flush() and sort() write. */
export const FLUSH = 0;
export const SORT = 5;

/** What the functions of a module have in common. */
export interface Parts {
  readonly machine: Machine;
  readonly layout: Layout;
  readonly stride: number;
  readonly batchStride: number;
  readonly batch: number;
  readonly batchEnd: number;
  readonly store: number;
  readonly fan: number;
  readonly hasBroken: boolean;
  /** the function that goes on from a state with some threads only */
  readonly select: number;
}

/** [] -> [hash] of the record at the address in `at`. */
function hash(body: Body, words: number, at: number): void {
  const h = body.local();
  for (let w = 0; w < words; w++) {
    body.get(at).load(w * 4);
    if (w > 0) body.get(h).op(op.add);
    body.const(HASH_1).op(op.mul).tee(h).get(h).const(15).op(op.shrU, op.xor).set(h);
  }
  body.get(h).const(HASH_2).op(op.mul).tee(h).get(h).const(13).op(op.shrU, op.xor);
  body.release(h);
}

/** (): stores what is new of the batch, in its order. */
export function flush(parts: Parts): Body {
  const { layout, stride, batchStride, batch, store } = parts;
  const behind = layout.words * 4;
  const body = new Body(0, 0);
  const at = body.local();
  const h = body.local();
  const slot = body.local();
  const entry = body.local();
  const address = body.local();
  const node = body.local();
  const word = body.local();
  const slotAddress = (): void => {
    body.getGlobal(G.table).get(slot).const(2).op(op.shl, op.add);
  };
  /** the hash that was written behind the record, and its first slot */
  const slotOfKept = (): void => {
    body
      .get(at)
      .load(behind + 8)
      .tee(h)
      .getGlobal(G.slots)
      .op(op.and)
      .set(slot);
  };
  const record = (): void => {
    body.get(entry).getGlobal(G.numbers).op(op.and).const(1).op(op.sub).tee(node).const(stride).op(op.mul).const(store).op(op.add);
  };
  const tagDiffers = (): void => {
    body.get(entry).get(h).op(op.xor).getGlobal(G.numbers).const(-1).op(op.xor, op.and);
  };
  const each = (inside: () => void): void => {
    body.const(batch).set(at).block().loop();
    body.get(at).getGlobal(G.candidate).op(op.geU).brIf(1);
    inside();
    body.get(at).const(batchStride).op(op.add).set(at).br(0).end().end();
  };
  each(() => {
    if (layout.slots.length > 0) body.getGlobal(G.symmetric).if().get(at).call(SORT).end();
    hash(body, layout.words, at);
    body
      .set(h)
      .get(at)
      .get(h)
      .store(behind + 8);
    body.get(h).getGlobal(G.slots).op(op.and).set(slot);
    slotAddress();
    body.load(0).get(word).op(op.add).set(word);
  });
  each(() => {
    slotOfKept();
    slotAddress();
    body.load(0).tee(entry).if();
    tagDiffers();
    body.op(op.eqz).if();
    record();
    body.load(0).get(word).op(op.add).set(word).end().end();
  });
  body.get(word).setGlobal(G.touched);
  each(() => {
    body.getGlobal(G.transitions).const(1).op(op.add).setGlobal(G.transitions);
    slotOfKept();
    body.block().loop();
    slotAddress();
    body.tee(address).load(0).tee(entry).op(op.eqz).if();
    body.getGlobal(G.record).set(entry);
    for (let w = 0; w <= layout.words; ) {
      const two = w < layout.words;
      body
        .get(entry)
        .get(at)
        .load(w * 4, two ? op.load64 : op.load);
      body.store(w * 4, two ? op.store64 : op.store);
      w += two ? 2 : 1;
    }
    body.get(entry).const(stride).op(op.add).setGlobal(G.record);
    body.getGlobal(G.count).tee(node).const(1).op(op.add).setGlobal(G.count);
    body.get(address).getGlobal(G.count).get(h).getGlobal(G.numbers).const(-1).op(op.xor, op.and, op.or).store(0);
    body.br(2);
    body.end();
    tagDiffers();
    body.op(op.eqz).if();
    record();
    body.set(address);
    same(body, layout.words, at, address);
    body.brIf(2);
    body.end();
    body.get(slot).const(1).op(op.add).getGlobal(G.slots).op(op.and).set(slot).br(0);
    body.end().end();
    body.getGlobal(G.steps).if();
    body.getGlobal(G.steps).get(at).load(behind).store(0);
    body
      .getGlobal(G.steps)
      .get(at)
      .load(behind + 4)
      .store(4);
    body.getGlobal(G.steps).get(node).store(8);
    body.getGlobal(G.steps).const(12).op(op.add).setGlobal(G.steps);
    body.end();
  });
  body.const(batch).setGlobal(G.candidate);
  return body;
}

/** (record): puts the slots of threads that are alike in rising order. */
export function sort(layout: Layout): Body {
  const body = new Body(1, 0);
  const x = body.local();
  const y = body.local();
  const piece = (p: Piece): void => {
    body.get(0).load(p.word * 4);
    if (p.shift > 0) body.const(p.shift).op(op.shrU);
    body.const(p.mask).op(op.and);
  };
  const flip = (p: Piece): void => {
    body
      .get(0)
      .get(0)
      .load(p.word * 4)
      .get(x);
    if (p.shift > 0) body.const(p.shift).op(op.shl);
    body.op(op.xor).store(p.word * 4);
  };
  for (const slots of layout.slots) {
    for (const [a, b] of exchanges(slots.length)) {
      const mine = slots[a]!;
      const theirs = slots[b]!;
      body.block();
      // The first piece that differs decides; whatever stands before it is equal and need not be swapped.
      for (let p = 0; p < mine.length; p++) {
        piece(mine[p]!);
        body.set(x);
        piece(theirs[p]!);
        body.set(y);
        body.get(x).get(y).op(op.ltU).brIf(0);
        body.get(x).get(y).op(op.gtU).if();
        for (let q = p; q < mine.length; q++) {
          piece(mine[q]!);
          piece(theirs[q]!);
          body.op(op.xor).set(x);
          flip(mine[q]!);
          flip(theirs[q]!);
        }
        body.br(1).end();
      }
      body.end();
    }
  }
  return body;
}

/** [] -> [not 0 where the records at two addresses are equal] */
function same(body: Body, words: number, a: number, b: number): void {
  for (let w = 0; w < words; ) {
    const two = w + 1 < words;
    body.get(a).load(w * 4, two ? op.load64 : op.load);
    body.get(b).load(w * 4, two ? op.load64 : op.load);
    body.op(two ? op.ne64 : op.ne);
    if (w > 0) body.op(op.or);
    w += two ? 2 : 1;
  }
  body.op(op.eqz);
}

/** Puts every state into the table, which is empty. */
export function rehash({ layout, stride, store }: Parts): Body {
  const body = new Body(0, 0);
  const node = body.local();
  const at = body.local();
  const h = body.local();
  const slot = body.local();
  const address = body.local();
  body.const(store).set(at);
  body.block().loop();
  body.get(node).getGlobal(G.count).op(op.geU).brIf(1);
  hash(body, layout.words, at);
  body.tee(h).getGlobal(G.slots).op(op.and).set(slot);
  body.block().loop();
  body.getGlobal(G.table).get(slot).const(2).op(op.shl, op.add).tee(address).load(0).op(op.eqz).brIf(1);
  body.get(slot).const(1).op(op.add).getGlobal(G.slots).op(op.and).set(slot).br(0);
  body.end().end();
  body.get(node).const(1).op(op.add).set(node);
  body.get(address).get(node).get(h).getGlobal(G.numbers).const(-1).op(op.xor, op.and, op.or).store(0);
  body.get(at).const(stride).op(op.add).set(at);
  body.br(0).end().end();
  return body;
}

/** (): stores the one successor that was written to the batch from outside. */
export function insert(parts: Parts): Body {
  const body = new Body(0, 0);
  body
    .const(parts.batch)
    .const(-1)
    .store(parts.layout.words * 4);
  body
    .const(parts.batch + parts.batchStride)
    .setGlobal(G.candidate)
    .call(FLUSH);
  return body;
}
