/** Where columns stand on a page, and how a line of C is broken. */

export interface Laid {
  /** of the column's first character, from 0 */
  readonly offset: number;
  /** what a line should keep to */
  readonly width: number;
  /** what it may take at most: there is one text in a line, so it can run on under its neighbours' empty space */
  readonly most: number;
  /** blanks for each level of calls */
  readonly unit: number;
}

/** With more columns than this, their lines always overlap. */
const abreast = 4;

/** Finds room for columns of lines; each line with its depth of calls. */
export function laidOut(columns: readonly (readonly { readonly depth: number; readonly text: string }[])[], total: number): Laid[] {
  const natural = (unit: number): number[] =>
    columns.map((lines) => Math.max(8, ...lines.map(({ depth, text }) => depth * unit + text.length)));
  const count = columns.length;
  if (count > abreast) {
    const step = Math.max(6, Math.floor((total - 30) / (count - 1)));
    return columns.map((_, i) => {
      const offset = Math.min(i * step, total - 12);
      return { offset, width: total - offset, most: total - offset, unit: 1 };
    });
  }
  for (const unit of [4, 2]) {
    const wide = natural(unit);
    const spare = total - sum(wide);
    if (spare >= 3 * (count - 1)) {
      const gap = count > 1 ? Math.min(8, Math.floor(spare / (count - 1))) : 0;
      return stacked(wide, gap, unit, total);
    }
  }
  const gap = 2;
  const deepest = columns.map((lines) => Math.max(0, ...lines.map(({ depth }) => depth)));
  // However deep the calls of a column are, there has to be room for a name behind them.
  return stacked(shares(natural(2), total - gap * (count - 1)), gap, 2, total).map((laid, i) =>
    deepest[i]! * 2 > laid.most - 32 ? { ...laid, unit: 1 } : laid,
  );
}

function stacked(widths: readonly number[], gap: number, unit: number, total: number): Laid[] {
  let offset = 0;
  return widths.map((width) => {
    const laid = { offset, width, most: total - offset, unit };
    offset += width + gap;
    return laid;
  });
}

/**
 * Divides a width: who needs less than its share gets what it needs, the others divide the rest. The last one has nobody to its right, so its share is half as
 * much again.
 */
function shares(wanted: readonly number[], total: number): number[] {
  const weight = (i: number): number => (i === wanted.length - 1 ? 3 : 2);
  const given = wanted.map(() => 0);
  const byNeed = wanted.map((_, i) => i).sort((a, b) => wanted[a]! / weight(a) - wanted[b]! / weight(b) || a - b);
  let left = total;
  let weights = sum(byNeed.map(weight));
  for (const i of byNeed) {
    given[i] = Math.min(wanted[i]!, Math.floor((left * weight(i)) / weights));
    left -= given[i]!;
    weights -= weight(i);
  }
  return given;
}

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

/**
 * Breaks a line of C or words: behind a comma, before `&&` and `||`, at a blank. Where there is no such place a line may go on up to `most`; only beyond that it is
 * broken behind `(`, before `->`, or anywhere. Further lines are indented by `hang`. Never answers with a line longer than `most`.
 */
export function wrapped(text: string, width: number, hang: number, most = width): string[] {
  // A few letters under the neighbour's empty space read better than one more line.
  if (text.length <= Math.min(most, width + 12)) return [text];
  const indent = Math.min(hang, Math.max(0, most - 8));
  const lines: string[] = [];
  let rest = text;
  for (let taken = 0; rest.length > width - taken; taken = indent) {
    const at = breakAt(rest, Math.max(1, width - taken), most - taken);
    if (at >= rest.length) break;
    lines.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest !== '' || lines.length === 0) lines.push(rest);
  return lines.map((line, i) => (i === 0 ? line : `${' '.repeat(indent)}${line}`));
}

const good = [/,(?= )|.(?= (?:&&|\|\|) )/gs, /.(?= )/gs];
const bad = [/\((?!\))/gs, /.(?=->)|\./gs];

function breakAt(text: string, room: number, most: number): number {
  const least = Math.floor(room / 3);
  const places = (pattern: RegExp): number[] => [...text.matchAll(pattern)].map((m) => m.index + m[0].length);
  for (const pattern of good) {
    const at = places(pattern).findLast((place) => place > least && place <= room);
    if (at !== undefined) return at;
  }
  if (text.length <= most) return text.length;
  for (const pattern of good) {
    const at = places(pattern).find((place) => place > room && place <= most);
    if (at !== undefined) return at;
  }
  for (const pattern of bad) {
    const at = places(pattern).findLast((place) => place > least && place <= most);
    if (at !== undefined) return at;
  }
  return Math.max(1, most);
}

/** Breaks a sentence at blanks; a word that is too long is broken where it must be. The first line is indented by `lead`, further ones by `hang`. */
export function paragraph(text: string, width: number, lead: number, hang: number): string[] {
  const lines: string[] = [];
  let line = ' '.repeat(lead);
  for (const word of text.split(' ')) {
    let rest = word;
    if (line.trim() !== '' && line.length + 1 + rest.length <= width) {
      line += ` ${rest}`;
      continue;
    }
    if (line.trim() !== '') {
      lines.push(line);
      line = ' '.repeat(hang);
    }
    while (line.length + rest.length > width) {
      const room = width - line.length;
      lines.push(line + rest.slice(0, room));
      rest = rest.slice(room);
      line = ' '.repeat(hang);
    }
    line += rest;
  }
  return [...lines, line];
}
