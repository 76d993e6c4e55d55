/**
 * What mailers and archives do to a whole patch: blanks stuffed in front of context lines, empty context lines glued to
 * the next line, tabs turned into blanks. Looked at over all hunks of a patch, where it shows.
 */
import type { Entry } from './hunk.ts';
import { tailOf } from './place.ts';

export interface DamagedHunk {
  readonly entries: Entry[];
  readonly oldCount: number;
  readonly newCount: number;
}

/**
 * How many blanks too many stand in front of every context line (format=flowed stuffs one at each reply). 0 where none do.
 * Kernel code that is indented begins with a tab, so blanks before that tab are not its own.
 */
export function stuffing(hunks: readonly DamagedHunk[], flowed: boolean): number {
  let least = 8;
  let lines = 0;
  let tabs = false;
  let flush = false;
  for (const { entries } of hunks) {
    for (const { kind, at } of entries) {
      if (kind !== 'context') continue;
      const blanks = leadingBlanks(at.text);
      if (blanks >= at.text.length) continue;
      lines++;
      if (blanks < least) least = blanks;
      if (blanks === 0) return 0;
      const next = at.text.charCodeAt(blanks);
      if (next === 9) tabs = true;
      else if (blanks <= 5 && /^(?:[{}#]|static |struct |void |int |bool )/.test(at.text.slice(blanks, blanks + 10))) flush = true;
    }
  }
  return lines >= 2 && least >= 1 && least <= 6 && (tabs || (flowed && flush)) ? least : 0;
}

function leadingBlanks(text: string): number {
  let at = 0;
  while (text.charCodeAt(at) === 32) at++;
  return at;
}

/** Takes `count` blanks off every context line, and parts again the empty context lines that were glued to the next line. */
export function unstuff(hunk: DamagedHunk, count: number): void {
  const all: Entry[] = [];
  let missingOld = hunk.oldCount - hunk.entries.filter((entry) => entry.kind !== 'add').length;
  let missingNew = hunk.newCount - hunk.entries.filter((entry) => entry.kind !== 'del').length;
  for (const entry of hunk.entries) {
    if (entry.kind !== 'context') {
      all.push(entry);
      continue;
    }
    const at = tailOf(entry.at, Math.min(count, leadingBlanks(entry.at.text)));
    const sign = at.text.charCodeAt(0) === 32 ? at.text.charCodeAt(1) : at.text.charCodeAt(0);
    const skip = at.text.charCodeAt(0) === 32 ? 2 : 1;
    // Comments hold on to an entry, so it stays the same object.
    entry.at = at;
    const empty: Entry = { ...entry, at: { text: '', line: at.line, column: at.column }, noEol: false };
    const again = leadingBlanks(at.text);
    if ((sign === 43 ? missingNew > 0 : sign === 45 && missingOld > 0) && !/^[+-]{2}/.test(at.text.slice(skip - 1, skip + 1))) {
      // No line of C begins with a sign in column 0 or 1.
      entry.kind = sign === 43 ? 'add' : 'del';
      entry.at = tailOf(at, skip);
      entry.afterCut = false;
      all.push(empty);
      if (sign === 43) missingNew--;
      else missingOld--;
    } else if (missingOld > 0 && missingNew > 0 && again > count && at.text.charCodeAt(again) === 9) {
      entry.at = tailOf(at, again);
      entry.afterCut = false;
      all.push(empty);
      missingOld--;
      missingNew--;
    }
    all.push(entry);
  }
  hunk.entries.length = 0;
  hunk.entries.push(...all);
}

const code = /\.(?:[chS]|cc|cpp|hh|rs|dts|dtsi|lds)$|(?:^|\/)(?:Kconfig|Makefile|Kbuild)[^/]*$/;

/**
 * Whether code is indented in these hunks, and nowhere with a tab: tabs were lost on the way. `collapsed`: blanks were lost for
 * certain, so that no indentation at all says the same.
 */
export function tabsLost(
  hunks: readonly { readonly entries: readonly Entry[]; readonly path: string | undefined }[],
  collapsed: boolean,
): boolean {
  let wide = 0;
  let single = 0;
  for (const { entries, path } of hunks) {
    if (path !== undefined && !code.test(path)) continue;
    for (const { at } of entries) {
      const text = at.text;
      const first = text.charCodeAt(0);
      if (first === 9) return false;
      if (first !== 32 && first !== 0xa0) continue;
      let blanks = 0;
      while (text.charCodeAt(blanks) === 32 || text.charCodeAt(blanks) === 0xa0) blanks++;
      if (text.charCodeAt(blanks) === 9) return false;
      // ` * comment` and ` label:` are how the kernel writes them.
      if (blanks >= text.length || text.charCodeAt(blanks) === 42 || /^\w{1,40}:\s*$/.test(text.slice(blanks, blanks + 60))) continue;
      if (blanks >= 4) wide++;
      else single++;
    }
  }
  return collapsed || wide >= 1 || single >= 2;
}
