/**
 * One hunk: from its `@@` line to where it ends.
 *
 * The lines up to the next head are sorted first and then read in several ways, the strictest first; the first reading in
 * which the lines agree with the counts of the head wins. Where none agrees (a reviewer cut the hunk, an editor changed
 * it) the lines are read for what they look like, and the hunk is not complete. Every reading is one pass.
 */
import { type BodyLine, joined, tailOf } from './place.ts';
import { isCutMark } from './quote.ts';
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

interface Manner {
  /** What `text` is: context that lost its blank, the end of the line before, or the end of the hunk. */
  readonly text: 'context' | 'tail' | 'end';
  /** Lines that end in a blank go on in the next one (format=flowed). */
  readonly flowed?: boolean;
}

/** Reads the hunk whose head stands in line `head`. `spaced`: a blank stands behind the quote marks of the head. */
export function readHunk(region: Region, head: number, depth: number, spaced: boolean, counts: HunkCounts): HunkReading {
  const items = gather(region, head, depth, spaced);
  const strict = walk(region, items, depth, counts, { text: 'end' });
  if (strict.exact && !strict.excess) return result(strict, head, false);

  const hasText = items.some((item) => item.cls === 'text');
  if (!strict.exact && hasText) {
    // Only lines that somebody rewrote begin with neither sign nor blank.
    const manners: Manner[] = looksCollapsed(region, items) ? [{ text: 'context' }, { text: 'tail' }] : [{ text: 'tail' }];
    for (const manner of manners) {
      const reading = walk(region, items, depth, counts, manner);
      if (reading.exact && !reading.excess) return result(reading, head, manner.text === 'context');
    }
  }
  if (!strict.exact && region.flowed) {
    const reading = walk(region, items, depth, counts, { text: 'tail', flowed: true });
    if (reading.exact && !reading.excess) return result(reading, head, false);
  }
  const collapsed = hasText && !strict.exact && looksCollapsed(region, items) && (depth > 0 || strict.entries.length === 0);
  return loose(region, items, head, depth, counts, collapsed);
}

/** The lines that may belong to the hunk: up to the next head at any depth. */
function gather(region: Region, head: number, depth: number, spaced: boolean): Item[] {
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

function isDiff(item: Item | undefined): boolean {
  return item !== undefined && (item.cls === '+' || item.cls === '-' || item.cls === ' ');
}

/**
 * Whether context lines seem to have lost the blank in front: what stands there is text, and no context line has kept its blank
 * and its indentation. (` * ` inside a comment has a blank of its own.)
 */
function looksCollapsed(region: Region, items: readonly Item[]): boolean {
  let text = false;
  for (const { cls, index, from } of items) {
    if (cls === 'sign' || cls === 'deeper' || cls === 'cut') break;
    if (cls === 'text') text = true;
    else if (cls === ' ') {
      const line = (region.lines[index] as BodyLine).text;
      const next = line.charCodeAt(from + 1);
      if (line.charCodeAt(from) === 32 && (next === 32 || next === 9)) return false;
    }
  }
  return text;
}

/** Whether a line was as long as a mailer lets it be, so that the first word of `rest` did not fit any more. */
function isFull(line: BodyLine, rest: string): boolean {
  const word = /^\S{1,80}/.exec(rest.trimStart().slice(0, 80))?.[0] ?? '';
  return line.text.length < 1000 && line.text.trimEnd().length + 1 + word.length > 68;
}

interface Walked {
  entries: Entry[];
  exact: boolean;
  /** More lines of a diff follow at once, though the counts are used up. */
  excess: boolean;
  torn: Set<number>;
  sectionTail?: BodyLine;
  last: number;
}

/** Reads by the counts, and stops where they are used up or where something else stands. */
function walk(region: Region, items: readonly Item[], depth: number, counts: HunkCounts, manner: Manner): Walked {
  let oldLeft = counts.oldCount;
  let newLeft = counts.newCount;
  const walked: Walked = { entries: [], exact: false, excess: false, torn: new Set(), last: -1 };
  let k = 0;
  for (; k < items.length; k++) {
    const item = items[k] as Item;
    const last = walked.entries[walked.entries.length - 1];
    const line = region.lines[item.index] as BodyLine;
    if (item.cls === '\\') {
      if (!last) break;
      last.noEol = true;
      walked.last = item.index;
      continue;
    }
    const adjacent = last !== undefined && item.index === walked.last + 1;
    if (item.cls === 'torn' || (item.cls === 'text' && manner.text === 'tail')) {
      // Above the first line of the diff, it is the end of the `@@` line that was torn off.
      const headTail = last === undefined && item.index - k === (items[0] as Item).index;
      if (item.cls === 'text' && !headTail && (!adjacent || oldLeft + newLeft === 0)) break;
      const tail = tailOf(line, item.from);
      if (last) last.at = glued(region, last.at, tail);
      else walked.sectionTail = walked.sectionTail ? glued(region, walked.sectionTail, tail) : tail;
      walked.torn.add(item.index);
      walked.last = item.index;
      continue;
    }
    if (manner.flowed && adjacent && last && / $/.test(last.at.text) && last.at.text.trim().length > 0 && (item.cls === ' ' || item.cls === 'text')) {
      last.at = glued(region, last.at, tailOf(line, item.cls === ' ' ? item.from + 1 : item.from));
      walked.torn.add(item.index);
      walked.last = item.index;
      continue;
    }
    if (oldLeft === 0 && newLeft === 0) break;
    if (item.cls === 'above' || item.cls === 'gap') {
      if (depth > 0) continue;
      break;
    }
    const kind = kindOf(item, manner, items, k, oldLeft, newLeft, region);
    if (kind === undefined) break;
    if (kind !== 'add') oldLeft--;
    if (kind !== 'del') newLeft--;
    if (oldLeft < 0 || newLeft < 0) break;
    walked.entries.push(entryOf(line, item, kind, manner.text === 'context'));
    walked.last = item.index;
  }
  walked.exact = oldLeft === 0 && newLeft === 0;
  const next = items[k];
  // What follows at once and looks like a diff says that the counts are wrong; a list behind a diff has a line between.
  walked.excess = walked.exact && next !== undefined && isDiff(next) && next.index === (walked.last < 0 ? next.index : walked.last + 1) && !isBlankItem(region, next);
  return walked;
}

function isBlankItem(region: Region, item: Item): boolean {
  return item.cls === ' ' && (region.lines[item.index] as BodyLine).text.slice(item.from, item.from + 400).trim().length === 0;
}

function kindOf(item: Item, manner: Manner, items: readonly Item[], k: number, oldLeft: number, newLeft: number, region: Region): Entry['kind'] | undefined {
  switch (item.cls) {
    case '+':
      return 'add';
    case '-':
      return 'del';
    case ' ':
    case 'empty':
      return 'context';
    case 'text':
      return manner.text === 'context' ? 'context' : undefined;
    case 'sign':
      return isDeletion(region, items, k, oldLeft, newLeft) ? 'del' : undefined;
    default:
      return undefined;
  }
}

/**
 * `-- ` ends a hunk. It is the deletion of `- ` only where the counts still want a deletion and the text goes on (or ends) as
 * the counts want it; a version of git or a name below it makes it a signature.
 */
function isDeletion(region: Region, items: readonly Item[], k: number, oldLeft: number, newLeft: number): boolean {
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

function entryOf(line: BodyLine, item: Item, kind: Entry['kind'], collapsed: boolean): Entry {
  // A tab in front is a context line whose blank was lost, and so is text; where all blanks were lost, ` *` has its own.
  const code = line.text.charCodeAt(item.from);
  const bare = kind === 'context' && ((code !== 32 && code !== 0xa0) || (collapsed && line.text.charCodeAt(item.from + 1) === 42));
  return { kind, at: tailOf(line, bare ? item.from : Math.min(item.from + 1, line.text.length)), index: item.index, noEol: false, afterCut: false };
}

/** The two pieces of a torn line. */
function glued(region: Region, head: BodyLine, tail: BodyLine): BodyLine {
  if (region.flowed && region.delsp && head.text.endsWith(' ')) return joined({ ...head, text: head.text.slice(0, -1) }, tail, '');
  return joined(head, tail, head.text.endsWith(' ') || tail.text.startsWith(' ') || tail.text.startsWith('\t') ? '' : ' ');
}

function result(walked: Walked, head: number, collapsed: boolean): HunkReading {
  return {
    entries: walked.entries,
    exact: walked.exact,
    collapsed,
    torn: walked.torn,
    sectionTail: walked.sectionTail,
    next: Math.max(walked.last, head) + 1,
    cut: false,
  };
}

/** `--- snip ---` and ` [...]` look like lines of a diff; where the counts do not hold anyway, somebody cut here. */
function looseClass(region: Region, item: Item, depth: number): Item['cls'] {
  if (depth === 0 || (item.cls !== '-' && item.cls !== ' ')) return item.cls;
  return isCutMark((region.lines[item.index] as BodyLine).text, item.from) ? 'cut' : item.cls;
}

/** Whether lines of the diff follow within three lines of text. */
function goesOn(items: readonly Item[], k: number): boolean {
  for (let i = k + 1; i <= k + 3; i++) {
    const item = items[i];
    if (item === undefined || item.index !== (items[i - 1] as Item).index + 1) return false;
    if (isDiff(item)) return true;
    if (item.cls !== 'text') return false;
  }
  return false;
}

/** Reads what looks like lines of a diff, whatever the counts say. */
function loose(region: Region, items: readonly Item[], head: number, depth: number, counts: HunkCounts, collapsed: boolean): HunkReading {
  const entries: Entry[] = [];
  let oldLeft = counts.oldCount;
  let newLeft = counts.newCount;
  const torn = new Set<number>();
  let last = head;
  let cut = false;
  let cutAhead = false;
  let sectionTail: BodyLine | undefined;
  /** Empty lines that are context if lines of the diff follow. */
  let waiting: Item[] = [];
  /** Entries in front of which a comment or an empty line stands. */
  const gaps: number[] = [];
  let gap = false;
  let endedByHead = true;

  const take = (item: Item, kind: Entry['kind']): void => {
    const entry = entryOf(region.lines[item.index] as BodyLine, item, kind, collapsed);
    entry.afterCut = cutAhead;
    if (gap && entries.length > 0) gaps.push(entries.length);
    gap = false;
    cutAhead = false;
    entries.push(entry);
    last = item.index;
    if (kind !== 'add') oldLeft--;
    if (kind !== 'del') newLeft--;
  };

  let k = 0;
  scan: for (; k < items.length; k++) {
    const item = items[k] as Item;
    switch (looseClass(region, item, depth)) {
      case '+':
      case '-':
      case ' ':
        for (const empty of waiting) take(empty, 'context');
        waiting = [];
        // Blanks alone, behind everything that was promised, are no line of the hunk.
        if (isBlankItem(region, item) && oldLeft <= 0 && newLeft <= 0) waiting.push(item);
        else take(item, item.cls === '+' ? 'add' : item.cls === '-' ? 'del' : 'context');
        break;
      case '\\': {
        const entry = entries[entries.length - 1];
        if (entry) {
          entry.noEol = true;
          last = item.index;
        }
        break;
      }
      case 'empty':
        if (depth === 0 && oldLeft <= 0 && newLeft <= 0) break scan;
        waiting.push(item);
        break;
      case 'gap':
      case 'above':
        gap = true;
        if (item.cls === 'above') endedByHead = false;
        continue;
      case 'cut':
        cut = true;
        cutAhead = true;
        waiting = [];
        endedByHead = false;
        continue;
      case 'torn':
      case 'text': {
        const entry = entries[entries.length - 1];
        const line = region.lines[item.index] as BodyLine;
        if (item.cls === 'text' && collapsed && ((oldLeft > 0 && newLeft > 0) || cut)) {
          for (const empty of waiting) take(empty, 'context');
          waiting = [];
          take(item, 'context');
          break;
        }
        // The end of a full line, or of one that was torn more than once; lines of the diff go on behind it.
        const follows = item.index === last + 1 && goesOn(items, k);
        const above = region.lines[last] as BodyLine;
        if (item.cls === 'torn' || (follows && !collapsed && (torn.has(last) || isFull(above, line.text.slice(item.from, item.from + 100))))) {
          const tail = tailOf(line, item.from);
          if (entry) entry.at = glued(region, entry.at, tail);
          else sectionTail = sectionTail ? glued(region, sectionTail, tail) : tail;
          torn.add(item.index);
          last = item.index;
          break;
        }
        endedByHead = false;
        break scan;
      }
      case 'sign':
        if (!isDeletion(region, items, k, oldLeft, newLeft)) break scan;
        take(item, 'del');
        break;
      default:
        endedByHead = false;
        break scan;
    }
    endedByHead = true;
  }
  // Where lines are missing though the end of the hunk stands there, something went with a comment, and nobody said where.
  const short = oldLeft > 0 || newLeft > 0;
  const tail = entries[entries.length - 1];
  if (short && !cut && endedByHead && tail?.kind === 'context') for (const at of gaps) (entries[at] as Entry).afterCut = true;
  return { entries, exact: oldLeft === 0 && newLeft === 0 && !cut, collapsed, torn, sectionTail, next: last + 1, cut };
}
