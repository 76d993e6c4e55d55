/**
 * Expressions over a packed state as WebAssembly: the value of an Ex is pushed as an i32. Nothing here traps: a division looks at its divisor first, an
 * index is compared with its list first, unless the ranges prove that it need not be.
 */
import type { BinaryOp, Ex } from './machine.ts';
import type { Layout, Place, Range } from './pack.ts';
import { boundsOf } from './ranges.ts';
import { type Body, op } from './wasm-bytes.ts';

const COMPARE: Readonly<Partial<Record<BinaryOp, number>>> = {
  '==': op.eq,
  '!=': op.ne,
  '<': op.ltS,
  '<=': op.leS,
  '>': op.gtS,
  '>=': op.geS,
};
const PLAIN: Readonly<Partial<Record<BinaryOp, number>>> = {
  '+': op.add,
  '-': op.sub,
  '*': op.mul,
  '&': op.and,
  '|': op.or,
  '^': op.xor,
  '<<': op.shl,
  '>>': op.shrS,
};

/** How the cells of a list can be reached by their number in it. */
export type Row =
  | {
      readonly regular: true;
      readonly word: number;
      readonly shift: number;
      readonly step: number;
      readonly mask: number;
      readonly lo: number;
    }
  /** four words for each cell at `table`: byte offset of its word, shift, mask, lowest value */
  | { readonly regular: false; readonly table: number };

/** Constants that generated code reads from memory, gathered while it is generated. */
export class Constants {
  readonly words: number[] = [];
  private readonly known = new Map<string, number>();
  private readonly base: number;

  /** base: byte address of the first */
  constructor(base: number) {
    this.base = base;
  }

  /** The byte address of these words; the same words are kept once. */
  add(words: readonly number[]): number {
    const key = words.join();
    let at = this.known.get(key);
    if (at === undefined) {
      at = this.base + this.words.length * 4;
      this.words.push(...words);
      this.known.set(key, at);
    }
    return at;
  }

  get end(): number {
    return this.base + this.words.length * 4;
  }
}

export class Expressions {
  readonly layout: Layout;
  readonly ranges: readonly Range[];
  private readonly constants: Constants;
  private readonly rows = new Map<readonly number[], Row>();
  /** where the thread whose code is written stands; undefined where that is not known */
  private position: number | undefined;

  constructor(layout: Layout, ranges: readonly Range[], constants: Constants) {
    this.layout = layout;
    this.ranges = ranges;
    this.constants = constants;
  }

  private readonly known = new Map<Ex, Range>();

  boundsOf(ex: Ex): Range {
    return boundsOf(ex, this.ranges, this.known);
  }

  place(cell: number): Place {
    return this.layout.places[cell]!;
  }

  /** What is written next is for when the thread stands there: whose turn it is in bits that its locals share. */
  standAt(position: number | undefined): void {
    this.position = position;
  }

  /** Is it 0 because its bits are somebody else's where the thread stands? */
  private isOut(cell: number): boolean {
    const field = this.layout.fieldOf[cell];
    return field !== undefined && this.position !== undefined && field.ownerAt[this.position] !== cell;
  }

  /** [] -> [value] */
  read(body: Body, cell: number): void {
    if (this.isOut(cell)) body.const(0);
    else this.cell(body, this.place(cell));
  }

  /** Is it always 0 or 1? */
  isBool(ex: Ex): boolean {
    const b = this.boundsOf(ex);
    return b.lo >= 0 && b.hi <= 1;
  }

  /** A cell of the state at the address in local 0. */
  cell(body: Body, place: Place): void {
    if (place.mask === 0) {
      body.const(place.lo);
      return;
    }
    body.get(0).load(place.word * 4);
    if (place.shift > 0) body.const(place.shift).op(op.shrU);
    if (!reachesTop(place)) body.const(place.mask).op(op.and);
    if (place.lo !== 0) body.const(place.lo).op(op.add);
  }

  row(cells: readonly number[]): Row {
    let row = this.rows.get(cells);
    if (row !== undefined) return row;
    const places = cells.map((c) => this.place(c));
    const first = places[0];
    const step = places.length > 1 ? places[1]!.shift - first!.shift : 0;
    const even = places.every(
      (p, i) =>
        p.word === first!.word && p.mask === first!.mask && p.lo === first!.lo && p.mask !== 0 && p.shift === first!.shift + i * step,
    );
    row =
      first !== undefined && even && step >= 0
        ? { regular: true, word: first.word, shift: first.shift, step, mask: first.mask, lo: first.lo }
        : { regular: false, table: this.constants.add(places.flatMap((p) => [p.word * 4, p.shift, p.mask, p.lo])) };
    this.rows.set(cells, row);
    return row;
  }

  /** [] -> [shift]: of the cell with the number in `index` of a regular row. */
  shiftInRow(body: Body, row: Row & { regular: true }, index: number): void {
    body.get(index);
    if (row.step !== 1) body.const(row.step).op(op.mul);
    if (row.shift !== 0) body.const(row.shift).op(op.add);
  }

  /** [] -> [value] */
  value(body: Body, ex: Ex): void {
    const b = this.boundsOf(ex);
    if (b.lo === b.hi) {
      body.const(b.lo);
      return;
    }
    switch (ex.k) {
      case 'num':
        body.const(ex.v);
        return;
      case 'cell':
        this.read(body, ex.cell);
        return;
      case 'at':
        this.indexed(body, ex.index, ex.first, ex.cells.length, (index) => {
          const row = this.row(ex.cells);
          if (row.regular) {
            body.get(0).load(row.word * 4);
            this.shiftInRow(body, row, index);
            body.op(op.shrU).const(row.mask).op(op.and);
            if (row.lo !== 0) body.const(row.lo).op(op.add);
            return;
          }
          const entry = body.local();
          body.get(index).const(4).op(op.shl).tee(entry).load(row.table).get(0).op(op.add).load(0);
          body
            .get(entry)
            .load(row.table + 4)
            .op(op.shrU);
          body
            .get(entry)
            .load(row.table + 8)
            .op(op.and);
          body
            .get(entry)
            .load(row.table + 12)
            .op(op.add);
          body.release(entry);
        });
        return;
      case 'table':
        this.indexed(body, ex.index, ex.first, ex.values.length, (index) => {
          body
            .get(index)
            .const(2)
            .op(op.shl)
            .load(this.constants.add(ex.values.map((v) => v | 0)));
        });
        return;
      case 'un':
        if (ex.op === '!') {
          this.value(body, ex.a);
          body.op(op.eqz);
        } else if (ex.op === '-') {
          body.const(0);
          this.value(body, ex.a);
          body.op(op.sub);
        } else {
          this.value(body, ex.a);
          body.const(-1).op(op.xor);
        }
        return;
      case 'bin':
        this.binary(body, ex.op, ex.l, ex.r);
        return;
      case 'if':
        this.condition(body, ex.c);
        body.if(true);
        this.value(body, ex.t);
        body.else();
        this.value(body, ex.f);
        body.end();
    }
  }

  /** [] -> [not 0 where it holds] */
  condition(body: Body, ex: Ex): void {
    if (ex.k === 'bin' && ex.op === '&&') {
      this.condition(body, ex.l);
      body.if(true);
      this.condition(body, ex.r);
      body.else().const(0).end();
    } else if (ex.k === 'bin' && ex.op === '||') {
      this.condition(body, ex.l);
      body.if(true).const(1).else();
      this.condition(body, ex.r);
      body.end();
    } else {
      this.value(body, ex);
    }
  }

  private truth(body: Body, ex: Ex): void {
    this.value(body, ex);
    if (!this.isBool(ex)) body.const(0).op(op.ne);
  }

  /** Calls `inside` where the number in the list is in the local that it is given; pushes 0 where there is none. */
  private indexed(body: Body, index: Ex, first: number, count: number, inside: (index: number) => void): void {
    const bounds = this.boundsOf(index);
    const local = body.local();
    this.value(body, index);
    if (first !== 0) body.const(first).op(op.sub);
    if (bounds.lo >= first && bounds.hi < first + count) {
      body.set(local);
      inside(local);
    } else {
      body.tee(local).const(count).op(op.ltU).if(true);
      inside(local);
      body.else().const(0).end();
    }
    body.release(local);
  }

  private binary(body: Body, o: BinaryOp, l: Ex, r: Ex): void {
    const plain = PLAIN[o];
    if (plain !== undefined) {
      this.value(body, l);
      this.value(body, r);
      body.op(plain);
      return;
    }
    const compare = COMPARE[o];
    if (compare !== undefined) {
      if (this.fieldIs(body, o, l, r) || this.fieldIs(body, o, r, l)) return;
      if (r.k === 'num' && r.v === 0 && o === '==') {
        this.value(body, l);
        body.op(op.eqz);
        return;
      }
      this.value(body, l);
      this.value(body, r);
      body.op(compare);
      return;
    }
    if (o === '&&' || o === '||') {
      this.truth(body, l);
      this.truth(body, r);
      body.op(o === '&&' ? op.and : op.or);
      return;
    }
    this.divide(body, o === '/', l, r);
  }

  /** A cell compared with a constant needs no shift. */
  private fieldIs(body: Body, o: BinaryOp, l: Ex, r: Ex): boolean {
    if ((o !== '==' && o !== '!=') || l.k !== 'cell' || r.k !== 'num' || this.isOut(l.cell)) return false;
    const place = this.place(l.cell);
    const stored = (r.v | 0) - place.lo;
    if (place.mask === 0 || stored < 0 || stored > place.mask >>> 0) return false;
    body
      .get(0)
      .load(place.word * 4)
      .const(place.mask << place.shift)
      .op(op.and);
    if (stored === 0 && o === '==') body.op(op.eqz);
    else body.const(stored << place.shift).op(o === '==' ? op.eq : op.ne);
    return true;
  }

  private divide(body: Body, quotient: boolean, l: Ex, r: Ex): void {
    const by = this.boundsOf(r);
    if (by.lo > 0) {
      this.value(body, l);
      this.value(body, r);
      body.op(quotient ? op.divS : op.remS);
      return;
    }
    const a = body.local();
    const b = body.local();
    this.value(body, l);
    body.set(a);
    this.value(body, r);
    body.tee(b).op(op.eqz).if(true).const(0).else();
    body.get(b).const(-1).op(op.eq).if(true);
    if (quotient) body.const(0).get(a).op(op.sub);
    else body.const(0);
    body
      .else()
      .get(a)
      .get(b)
      .op(quotient ? op.divS : op.remS)
      .end()
      .end();
    body.release(a);
    body.release(b);
  }
}

/** Does the field end at bit 31, so that the shift has already cleared everything above it? */
function reachesTop(place: Place): boolean {
  return place.shift + (32 - Math.clz32(place.mask)) === 32;
}

/** Its value, if that is the same whatever the state. */
export function constantOf(ex: Ex, expressions: Expressions): number | undefined {
  const b = expressions.boundsOf(ex);
  return b.lo === b.hi ? b.lo : undefined;
}
