/**
 * A text as numbered lines with an index from a line's content to the places where it stands. Pure.
 *
 * Hunks are searched for with it: lines become small integers once, after that a place is tried by comparing integers, and only
 * the places of the rarest line of a hunk are tried at all.
 */

/**
 * How lines are compared: `exact`; `no-cr` leaves out a carriage return at the end; `loose` leaves out all white space (for
 * patches whose tabs were lost on the way).
 */
export type Compare = 'exact' | 'no-cr' | 'loose';

/** One way of looking at the lines of a text. */
export interface LineView {
  /** for every line the number of its content */
  readonly ids: Int32Array;
  /** 0-based lines that have this content, ascending; undefined when no line has it */
  places(id: number): Int32Array;
  /** number of a content, -1 when no line has it; `noEol`: the line ends without a newline */
  id(line: string, noEol: boolean): number;
}

export class TextLines {
  readonly lines: readonly string[];
  /** the last line ends without a newline */
  readonly noEol: boolean;
  /** lines that end with a carriage return */
  readonly carriageReturns: number;
  readonly #views = new Map<Compare, LineView>();
  #heads: ReadonlySet<string> | undefined;

  constructor(text: string) {
    const lines = text.split('\n');
    this.noEol = lines[lines.length - 1] !== '';
    if (!this.noEol) lines.pop();
    this.lines = lines;
    this.carriageReturns = text.includes('\r') ? lines.reduce((sum, line) => sum + (line.endsWith('\r') ? 1 : 0), 0) : 0;
  }

  /** sectionKey of every line that could stand behind `@@` */
  get heads(): ReadonlySet<string> {
    this.#heads ??= new Set(this.lines.filter(isHead).map(sectionKey));
    return this.#heads;
  }

  view(compare: Compare): LineView {
    let view = this.#views.get(compare);
    if (!view) {
      view = makeView(this, compare);
      this.#views.set(compare, view);
    }
    return view;
  }
}

/** What of a line counts under a way of comparing. */
export function content(line: string, compare: Compare): string {
  if (compare === 'exact') return line;
  if (compare === 'no-cr') return line.endsWith('\r') ? line.slice(0, -1) : line;
  return line.replace(/\s+/g, '');
}

/** A line that git takes for the head of a function: it begins with a name, and is no label. */
export function isHead(line: string): boolean {
  return /^[A-Za-z_$]/.test(line) && !/^\w+\s*:(?!:)/.test(line);
}

/** git cuts the heading after 80 bytes and mail loses its tabs: the beginning without white space is compared. */
export function sectionKey(line: string): string {
  return content(line, 'loose').slice(0, 60);
}

function makeView(text: TextLines, compare: Compare): LineView {
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const ids = new Int32Array(text.lines.length);
  // A line without newline is another line than the same with one. No line holds a newline, so this cannot meet a real one.
  const key = (line: string, noEol: boolean): string =>
    noEol && compare !== 'loose' ? `${content(line, compare)}\n` : content(line, compare);
  text.lines.forEach((line, at) => {
    const k = key(line, text.noEol && at === text.lines.length - 1);
    let id = numbers.get(k);
    if (id === undefined) {
      id = counts.length;
      numbers.set(k, id);
      counts.push(0);
    }
    counts[id] = (counts[id] ?? 0) + 1;
    ids[at] = id;
  });
  const starts = new Int32Array(counts.length + 1);
  counts.forEach((count, id) => {
    starts[id + 1] = (starts[id] ?? 0) + count;
  });
  const fill = starts.slice();
  const sorted = new Int32Array(ids.length);
  ids.forEach((id, at) => {
    const slot = fill[id] ?? 0;
    sorted[slot] = at;
    fill[id] = slot + 1;
  });
  return {
    ids,
    places: (id) => sorted.subarray(starts[id] ?? 0, starts[id + 1] ?? 0),
    id: (line, noEol) => numbers.get(key(line, noEol)) ?? -1,
  };
}
