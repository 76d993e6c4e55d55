/**
 * A hunk whose lines do not agree with its counts: a reviewer cut it, an editor changed it, a mailer lost lines of it.
 */
import {
  type Entry,
  entryOf,
  glued,
  type HunkCounts,
  type HunkReading,
  isBlankItem,
  isDeletion,
  isDiff,
  isDrawnLine,
  isFull,
} from './hunkLines.ts';
import { type BodyLine, tailOf } from './place.ts';
import { isCutMark } from './quote.ts';
import type { Item, Region } from './region.ts';

/** Reads what looks like lines of a diff, whatever the counts say. */
export function loose(
  region: Region,
  items: readonly Item[],
  head: number,
  depth: number,
  counts: HunkCounts,
  collapsed: boolean,
): HunkReading {
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
    if (oldLeft <= 0 && newLeft <= 0 && isDrawnLine(region, item)) break;
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
        if (
          item.cls === 'torn' ||
          (follows && !collapsed && (torn.has(last) || isFull(above, line.text.slice(item.from, item.from + 100))))
        ) {
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
