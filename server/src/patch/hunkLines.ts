/**
 * The lines that may belong to a hunk, and what they become: the pieces that every reading of a hunk needs.
 */
import { type BodyLine, joined, tailOf } from './place.ts';
import { classify, headAt, type Item, type Region } from './region.ts';

export interface HunkCounts {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
}

/** A diff line in the making. */
export interface Entry {
  kind: 'context' | 'add' | 'del';
  /** The text behind the sign. */
  at: BodyLine;
  /** Index in the region of its (first) line. */
  index: number;
  noEol: boolean;
  afterCut: boolean;
}

export interface HunkReading {
  readonly entries: Entry[];
  /** The lines agree with the counts. */
  readonly exact: boolean;
  /** Context lines have lost the blank in front of them. */
  readonly collapsed: boolean;
  /** Indices in the region of the ends of lines that a mailer had torn apart; they are part of the line above. */
  readonly torn: ReadonlySet<number>;
  /** The mailer moved the end of the `@@` line down; this is it. */
  readonly sectionTail?: BodyLine;
  /** Index behind the last line that belongs to the hunk. */
  readonly next: number;
  /** A cut mark was seen inside the hunk or directly behind it. */
  readonly cut: boolean;
}

/** The lines that may belong to the hunk: up to the next head at any depth. */
export function gather(region: Region, head: number, depth: number, spaced: boolean): Item[] {
  const items: Item[] = [];
  for (let i = head + 1; i < region.lines.length; i++) {
    if (headAt(region, i) !== undefined) break;
    items.push(classify(region, i, depth, spaced));
  }
  if (depth > 0) for (let k = 1; k + 1 < items.length; k++) markTorn(region, items, k);
  return items;
}

/**
 * A mailer that wraps quoted text puts the rest of a long line below it, without marks. It reads like a comment; it is taken
 * for the rest only where the line above is left open and this one closes it.
 */
function markTorn(region: Region, items: Item[], k: number): void {
  const item = items[k] as Item;
  const before = items[k - 1] as Item;
  const after = items[k + 1] as Item;
  if (item.cls !== 'above' || !isDiff(before) || !(isDiff(after) || after.cls === 'empty')) return;
  const above = (region.lines[before.index] as BodyLine).text;
  const rest = (region.lines[item.index] as BodyLine).text.slice(item.from).trim();
  if (above.length < 50 || above.length > 400 || rest.length === 0 || rest.length > 200) return;
  const firstWord = (/^\S+/.exec(rest)?.[0] ?? '').length;
  if (above.trimEnd().length + 1 + firstWord < 70) return;
  let open = 0;
  for (const letter of above.slice(before.from + 1)) open += letter === '(' ? 1 : letter === ')' ? -1 : 0;
  let close = 0;
  for (const letter of rest) close += letter === '(' ? -1 : letter === ')' ? 1 : 0;
  if (open > 0 && close > 0 && /[;,{)]$/.test(rest)) item.cls = 'torn';
}

export function isDiff(item: Item | undefined): boolean {
  return item !== undefined && (item.cls === '+' || item.cls === '-' || item.cls === ' ');
}

/**
 * `-----8<-----`, `-- >8 --`, `-----END-----`: somebody draws a line. It could be a deletion of what begins with dashes in the first
 * column, so it is one where the counts still want it, and none behind a hunk that is full.
 */
export function isDrawnLine(region: Region, item: Item): boolean {
  if (item.cls !== '-') return false;
  const text = (region.lines[item.index] as BodyLine).text.slice(item.from, item.from + 100);
  return /^-{2,40} ?(?:[8%]<|>[8%]|✂)|^-{3,}(?!-*>)/.test(text);
}

export function isBlankItem(region: Region, item: Item): boolean {
  return item.cls === ' ' && (region.lines[item.index] as BodyLine).text.slice(item.from, item.from + 400).trim().length === 0;
}

/** Whether a line was as long as a mailer lets it be, so that the first word of `rest` did not fit any more. */
export function isFull(line: BodyLine, rest: string): boolean {
  const word = /^\S{1,80}/.exec(rest.trimStart().slice(0, 80))?.[0] ?? '';
  return line.text.length < 1000 && line.text.trimEnd().length + 1 + word.length > 68;
}

/**
 * `-- ` ends a hunk. It is the deletion of `- ` only where the counts still want a deletion and the text goes on (or ends) as
 * the counts want it; a version of git or a name below it makes it a signature.
 */
export function isDeletion(region: Region, items: readonly Item[], k: number, oldLeft: number, newLeft: number): boolean {
  if (oldLeft === 0) return false;
  let next = items[k + 1];
  if (oldLeft === 1 && newLeft === 0) {
    if (next === undefined) return true;
    if (next.cls === 'text' || next.cls === 'above') return false;
    if (next.cls !== 'empty') return true;
    const further = items[k + 2];
    return further === undefined;
  }
  for (let i = k + 2; next?.cls === 'gap' || next?.cls === 'above'; i++) next = items[i];
  if (next === undefined || !(isDiff(next) || next.cls === 'sign')) return false;
  return !/^\d+\.\d+/.test((region.lines[next.index] as BodyLine).text.slice(next.from, next.from + 20));
}

export function entryOf(line: BodyLine, item: Item, kind: Entry['kind'], collapsed: boolean): Entry {
  // A tab in front is a context line whose blank was lost, and so is text; where all blanks were lost, ` *` has its own.
  const code = line.text.charCodeAt(item.from);
  const bare = kind === 'context' && ((code !== 32 && code !== 0xa0) || (collapsed && line.text.charCodeAt(item.from + 1) === 42));
  return {
    kind,
    at: tailOf(line, bare ? item.from : Math.min(item.from + 1, line.text.length)),
    index: item.index,
    noEol: false,
    afterCut: false,
  };
}

/** The two pieces of a torn line. */
export function glued(region: Region, head: BodyLine, tail: BodyLine): BodyLine {
  if (region.flowed && region.delsp && head.text.endsWith(' ')) return joined({ ...head, text: head.text.slice(0, -1) }, tail, '');
  return joined(head, tail, head.text.endsWith(' ') || tail.text.startsWith(' ') || tail.text.startsWith('\t') ? '' : ' ');
}
