/**
 * Where each cell lies in a packed state: some bits of one of its 32-bit words, holding the value less the cell's lowest.
 *
 * The slot of a thread (its position, its locals) stands together, and threads of one template have slots of one shape, so that swapping two of them is
 * swapping bits. The cells that one `at` chooses among have one width and stand side by side where they fit into a word: an index is then a shift.
 */
import type { Ex, Machine, Target } from './machine.ts';
import type { Field } from './overlay.ts';
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
  /** bits that locals take turns at, by thread */
  readonly fields: readonly (readonly PlacedField[])[];
  /** by cell: the field that it is in */
  readonly fieldOf: readonly (PlacedField | undefined)[];
}

/** All its cells have its place. Where nobody is in use, it holds a 0. */
export interface PlacedField extends Field {
  readonly place: Place;
  /** the cell of the position that says whose turn it is */
  readonly pc: number;
}

export interface Range {
  readonly lo: number;
  readonly hi: number;
}

/** Bits for the values lo..hi. */
function width(range: Range): number {
  return range.hi <= range.lo ? 0 : 32 - Math.clz32((range.hi - range.lo) >>> 0);
}

/** `alike`: threads whose slots are to have one shape; their ranges must be the same (evenRanges). `overlays`: of each thread (overlay.ts). */
export function layoutOf(
  machine: Machine,
  ranges: readonly Range[],
  alike: readonly (readonly number[])[] = [],
  overlays: readonly (readonly Field[])[] = [],
): Layout {
  const places: Place[] = new Array(machine.cells.length);
  const fields: PlacedField[][] = machine.threads.map(() => []);
  const fieldOf: (PlacedField | undefined)[] = new Array(machine.cells.length);
  const taken = new Set<number>();
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
  /** What is placed as one: a cell, or locals that take turns. */
  type Unit = { readonly cell: number } | { readonly field: Field; readonly thread: number };
  const bitsOf = (unit: Unit): number => width('field' in unit ? unit.field.range : ranges[unit.cell]!);
  const place = (unit: Unit, word: number, shift: number): void => {
    const range = 'field' in unit ? unit.field.range : ranges[unit.cell]!;
    const there: Place = { word, shift, mask: mask(width(range)), lo: range.lo };
    if (!('field' in unit)) {
      places[unit.cell] = there;
      taken.add(unit.cell);
      return;
    }
    const placed: PlacedField = { ...unit.field, place: there, pc: machine.threads[unit.thread]!.pc };
    fields[unit.thread]!.push(placed);
    for (const cell of unit.field.cells) {
      places[cell] = there;
      fieldOf[cell] = placed;
      taken.add(cell);
    }
  };
  /** The position and the locals of a thread. */
  const unitsOf = (thread: number, shared: boolean): Unit[] => {
    const own = shared ? (overlays[thread] ?? []) : [];
    const inField = new Set(own.flatMap((field) => field.cells));
    const { pc, cells } = machine.threads[thread]!;
    return [{ cell: pc }, ...own.map((field) => ({ field, thread })), ...cells.filter((c) => !inField.has(c)).map((cell) => ({ cell }))];
  };

  // Large things first, so that small ones fill the gaps.
  const groups = arraysOf(machine).filter((cells) => cells.some((c) => width(ranges[c]!) > 0));
  const bundles: { bits: number; put: () => void; order: number }[] = [];
  const slots = alike.map((members) => {
    const shared = sameOverlays(machine, members, overlays);
    const shape = piecesOf(unitsOf(members[0]!, shared).map(bitsOf));
    return members.map((t) => {
      const units = unitsOf(t, shared);
      const pieces: Piece[] = [];
      for (const { bits, parts } of shape) {
        const piece = { ...take(bits), mask: mask(bits) };
        pieces.push(piece);
        for (const { index, shift } of parts) place(units[index]!, piece.word, piece.shift + shift);
      }
      return pieces;
    });
  });
  const inClass = new Set(alike.flat());
  machine.threads.forEach((_, t) => {
    if (inClass.has(t)) return;
    for (const unit of unitsOf(t, true)) {
      if (!('field' in unit)) continue;
      for (const cell of unit.field.cells) taken.add(cell);
      bundles.push({
        bits: bitsOf(unit),
        order: bundles.length,
        put: () => {
          const at = take(bitsOf(unit));
          place(unit, at.word, at.shift);
        },
      });
    }
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
    if (taken.has(c)) return;
    const bits = width(ranges[c]!);
    bundles.push({
      bits,
      order: bundles.length,
      put: () => {
        const at = take(bits);
        place({ cell: c }, at.word, at.shift);
      },
    });
  });
  bundles.sort((a, b) => b.bits - a.bits || a.order - b.order);
  for (const bundle of bundles) bundle.put();
  const lastBits = width({ lo: 0, hi: machine.threads.length });
  const last: Place = { ...take(lastBits), mask: mask(lastBits), lo: 0 };
  return { words: Math.max(1, room.length), places, last, slots, fields, fieldOf };
}

/** Do the locals of threads that are alike take turns in the same way? */
function sameOverlays(machine: Machine, members: readonly number[], overlays: readonly (readonly Field[])[]): boolean {
  const shapes = members.map((t) => {
    const { cells } = machine.threads[t]!;
    const number = (cell: number): number => cells.indexOf(cell);
    return JSON.stringify((overlays[t] ?? []).map((f) => [f.cells.map(number), [...f.ownerAt].map(number), f.range]));
  });
  return shapes.every((shape) => shape === shapes[0]);
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
  const put = (p: Place, value: number): void => {
    if (p.mask !== 0) words[at + p.word] = words[at + p.word]! | ((value - p.lo) << p.shift);
  };
  layout.places.forEach((p, cell) => {
    if (layout.fieldOf[cell] === undefined) put(p, state[cell]!);
  });
  for (const fields of layout.fields) {
    for (const field of fields) {
      const owner = field.ownerAt[state[field.pc]!] ?? -1;
      put(field.place, owner < 0 ? 0 : state[owner]!);
    }
  }
}

export function unpack(layout: Layout, words: ArrayLike<number>, at: number): Int32Array {
  return Int32Array.from(layout.places, (p, cell) => {
    const field = layout.fieldOf[cell];
    return field === undefined || field.ownerAt[read(layout.places[field.pc]!, words, at)] === cell ? read(p, words, at) : 0;
  });
}

export function read(place: Place, words: ArrayLike<number>, at: number): number {
  return ((words[at + place.word]! >>> place.shift) & place.mask) + place.lo;
}
