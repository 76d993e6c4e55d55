/**
 * One hunk: from its `@@` line to where it ends.
 *
 * The lines up to the next head are sorted first and then read in several ways, the strictest first; the first reading in
 * which the lines agree with the counts of the head wins. Where none agrees (a reviewer cut the hunk, an editor changed
 * it) the lines are read for what they look like, and the hunk is not complete. Every reading is one pass.
 */
import {
  type Entry,
  entryOf,
  gather,
  glued,
  type HunkCounts,
  type HunkReading,
  isBlankItem,
  isDeletion,
  isDiff,
  isDrawnLine,
} from './hunkLines.ts';
import { loose } from './looseHunk.ts';
import { type BodyLine, tailOf } from './place.ts';
import type { Item, Region } from './region.ts';

export type { Entry, HunkCounts, HunkReading } from './hunkLines.ts';

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
      if (!reading.exact || reading.excess) continue;
      // Somebody may only speak of a hunk: then no line of it is added or deleted.
      if (manner.text === 'tail' || reading.entries.some((entry) => entry.kind !== 'context')) {
        return result(reading, head, manner.text === 'context');
      }
    }
  }
  if (!strict.exact && region.flowed) {
    const reading = walk(region, items, depth, counts, { text: 'tail', flowed: true });
    if (reading.exact && !reading.excess) return result(reading, head, false);
  }
  const collapsed = depth > 0 && hasText && !strict.exact && changesSoon(items) && looksCollapsed(region, items);
  return loose(region, items, head, depth, counts, collapsed);
}

/** Whether a line is added or deleted where a hunk has its first change: behind a few lines of context. */
function changesSoon(items: readonly Item[]): boolean {
  let lines = 0;
  for (const { cls } of items) {
    if (cls === '+' || cls === '-') return true;
    if ((cls === 'text' || cls === ' ' || cls === 'empty') && ++lines > 8) return false;
  }
  return false;
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

/** No mailer breaks a line into more pieces than this. */
const mostPieces = 8;

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
  let pieces = 0;
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
      if (++pieces > mostPieces || (item.cls === 'text' && !headTail && (!adjacent || oldLeft + newLeft === 0))) break;
      const tail = tailOf(line, item.from);
      if (last) last.at = glued(region, last.at, tail);
      else walked.sectionTail = walked.sectionTail ? glued(region, walked.sectionTail, tail) : tail;
      walked.torn.add(item.index);
      walked.last = item.index;
      continue;
    }
    if (
      manner.flowed &&
      adjacent &&
      last &&
      pieces < mostPieces &&
      / $/.test(last.at.text) &&
      last.at.text.trim().length > 0 &&
      (item.cls === ' ' || item.cls === 'text')
    ) {
      last.at = glued(region, last.at, tailOf(line, item.cls === ' ' ? item.from + 1 : item.from));
      pieces++;
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
    pieces = 0;
    walked.entries.push(entryOf(line, item, kind, manner.text === 'context'));
    walked.last = item.index;
  }
  walked.exact = oldLeft === 0 && newLeft === 0;
  const next = items[k];
  // What follows at once and looks like a diff says that the counts are wrong; a list behind a diff has a line between.
  walked.excess =
    walked.exact &&
    next !== undefined &&
    isDiff(next) &&
    next.index === (walked.last < 0 ? next.index : walked.last + 1) &&
    !isBlankItem(region, next) &&
    !isDrawnLine(region, next);
  return walked;
}

function kindOf(
  item: Item,
  manner: Manner,
  items: readonly Item[],
  k: number,
  oldLeft: number,
  newLeft: number,
  region: Region,
): Entry['kind'] | undefined {
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
