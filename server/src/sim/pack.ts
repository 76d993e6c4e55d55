/**
 * Where each cell lies in a packed state: some bits of one of its 32-bit words, holding the value less the cell's lowest.
 *
 * The slot of a thread (its position, its locals) stands together, and threads of one template have slots of one shape, so that swapping two of them is
 * swapping bits. The cells that one `at` chooses among have one width and stand side by side where they fit into a word: an index is then a shift.
 */
import type { Ex, Machine, Target } from './machine.ts';
import type { Piece, SlotClass } from './symmetry.ts';

export interface Place {
  readonly word: number;
  readonly shift: number;
  /** of the value, not shifted; 0: the cell is always `lo` */
  readonly mask: number;
  readonly lo: number;
}

export interface Layout {
  readonly words: number;
  /** by cell */
  readonly places: readonly Place[];
  /** of the thread that moved last, from 1; 0 in searches that do not track it */
  readonly last: Place;
  /** of threads that are alike */
  readonly slots: readonly SlotClass[];
}

export interface Range {
  readonly lo: number;
  readonly hi: number;
}

/** Bits for the values lo..hi. */
function width(range: Range): number {
  return range.hi <= range.lo ? 0 : 32 - Math.clz32((range.hi - range.lo) >>> 0);
}

/** `alike`: threads whose slots are to have one shape; their ranges must be the same (evenRanges). */
export function layoutOf(machine: Machine, ranges: readonly Range[], alike: readonly (readonly number[])[] = []): Layout {
  const places: Place[] = new Array(machine.cells.length);
  const room: number[] = [];
  const mask = (bits: number): number => (bits === 0 ? 0 : bits === 32 ? -1 : (1 << bits) - 1);

  /** First word with so many bits left. */
  const take = (bits: number): { word: number; shift: number } => {
    if (bits === 0) return { word: 0, shift: 0 };
    let word = room.findIndex((used) => used + bits <= 32);
    if (word < 0) word = room.push(0) - 1;
    const shift = room[word]!;
    room[word] = shift + bits;
    return { word, shift };
  };
  const place = (cell: number): void => {
    const range = ranges[cell]!;
    const bits = width(range);
    places[cell] = { ...take(bits), mask: mask(bits), lo: range.lo };
  };

  // Large things first, so that small ones fill the gaps.
  const groups = arraysOf(machine).filter((cells) => cells.some((c) => width(ranges[c]!) > 0));
  const bundles: { bits: number; put: () => void; order: number }[] = [];
  const taken = new Set<number>();
  const slots = alike.map((members) => {
    const [first] = members;
    const shape = piecesOf([machine.threads[first!]!.pc, ...machine.threads[first!]!.cells].map((c) => width(ranges[c]!)));
    return members.map((t) => {
      const cells = [machine.threads[t]!.pc, ...machine.threads[t]!.cells];
      const pieces: Piece[] = [];
      for (const { bits, parts } of shape) {
        const piece = { ...take(bits), mask: mask(bits) };
        pieces.push(piece);
        for (const { index, shift } of parts) {
          const cell = cells[index]!;
          const range = ranges[cell]!;
          places[cell] = { word: piece.word, shift: piece.shift + shift, mask: mask(width(range)), lo: range.lo };
          taken.add(cell);
        }
      }
      return pieces;
    });
  });
  for (const cells of groups) {
    if (cells.some((c) => taken.has(c)) || new Set(cells).size < cells.length) continue;
    const lo = Math.min(...cells.map((c) => ranges[c]!.lo));
    const hi = Math.max(...cells.map((c) => ranges[c]!.hi));
    const each = width({ lo, hi });
    const plain = cells.reduce((n, c) => n + width(ranges[c]!), 0);
    // A regular row may cost some bits, but not many.
    if (each * cells.length > Math.min(32, plain + 8)) continue;
    for (const c of cells) taken.add(c);
    bundles.push({
      bits: each * cells.length,
      order: bundles.length,
      put: () => {
        const at = take(each * cells.length);
        cells.forEach((c, i) => {
          places[c] = { word: at.word, shift: at.shift + i * each, mask: mask(each), lo };
        });
      },
    });
  }
  machine.cells.forEach((_, c) => {
    if (!taken.has(c)) bundles.push({ bits: width(ranges[c]!), order: bundles.length, put: () => place(c) });
  });
  bundles.sort((a, b) => b.bits - a.bits || a.order - b.order);
  for (const bundle of bundles) bundle.put();
  const lastBits = width({ lo: 0, hi: machine.threads.length });
  const last: Place = { ...take(lastBits), mask: mask(lastBits), lo: 0 };
  return { words: Math.max(1, room.length), places, last, slots };
}

/** Divides fields of so many bits among as few words as come of filling one after the other. Fields without bits are in none of them, but in the first. */
function piecesOf(widths: readonly number[]): { bits: number; parts: { index: number; shift: number }[] }[] {
  const pieces: { bits: number; parts: { index: number; shift: number }[] }[] = [{ bits: 0, parts: [] }];
  widths.forEach((bits, index) => {
    let piece = pieces.find((p) => p.bits + bits <= 32);
    if (piece === undefined) {
      piece = { bits: 0, parts: [] };
      pieces.push(piece);
    }
    piece.parts.push({ index, shift: piece.bits });
    piece.bits += bits;
  });
  return pieces;
}

/** The lists of cells that an index chooses among, each once, in the order in which the machine names them. */
export function arraysOf(machine: Machine): (readonly number[])[] {
  const found = new Map<string, readonly number[]>();
  const seen = new Set<readonly number[]>();
  const add = (cells: readonly number[]): void => {
    if (seen.has(cells)) return;
    seen.add(cells);
    const key = cells.join();
    if (!found.has(key)) found.set(key, cells);
  };
  const walk = (ex: Ex): void => {
    switch (ex.k) {
      case 'at':
        add(ex.cells);
        walk(ex.index);
        break;
      case 'table':
        walk(ex.index);
        break;
      case 'un':
        walk(ex.a);
        break;
      case 'bin':
        walk(ex.l);
        walk(ex.r);
        break;
      case 'if':
        walk(ex.c);
        walk(ex.t);
        walk(ex.f);
    }
  };
  const target = (to: Target): void => {
    if ('cell' in to) return;
    add(to.cells);
    walk(to.index);
  };
  for (const rule of machine.rules) {
    if (rule.guard) walk(rule.guard);
    for (const update of rule.updates) {
      target(update.to);
      walk(update.value);
    }
  }
  for (const invariant of machine.invariants) walk(invariant.holds);
  return [...found.values()];
}

/** Writes a state into `layout.words` words. Values must be in their cells' ranges. */
export function pack(layout: Layout, state: ArrayLike<number>, words: { [word: number]: number }, at: number): void {
  for (let w = 0; w < layout.words; w++) words[at + w] = 0;
  layout.places.forEach((p, cell) => {
    if (p.mask !== 0) words[at + p.word] = words[at + p.word]! | ((state[cell]! - p.lo) << p.shift);
  });
}

export function unpack(layout: Layout, words: ArrayLike<number>, at: number): Int32Array {
  return Int32Array.from(layout.places, (p) => ((words[at + p.word]! >>> p.shift) & p.mask) + p.lo);
}

export function read(place: Place, words: ArrayLike<number>, at: number): number {
  return ((words[at + place.word]! >>> place.shift) & place.mask) + place.lo;
}
