/**
 * One file of a patch laid on the files of a tree: its two texts, or why it does not fit. Pure.
 *
 * Only the forward direction is known here; that the tree has a patch already is found by fitting the reversed patch.
 */
import type { FileDiff } from '../patch/types.ts';
import { applyHunks, type ShownLines } from './apply.ts';
import { TextLines } from './lines.ts';
import type { Misfit } from './place.ts';
import type { HunkFit } from './types.ts';

/** A file of the tree. */
export interface TreeFile {
  readonly text: string;
  readonly lines: TextLines;
}

export type ReadFile = (path: string) => Promise<TreeFile | undefined>;

export interface Fitted {
  readonly ok: true;
  readonly oldText?: string;
  readonly newText?: string;
  readonly fits: readonly HunkFit[];
  readonly shownOld: ShownLines;
  readonly shownNew: ShownLines;
}

/**
 * `missing`: there is no such file; `exists`: the file that the patch adds is there; `leftover`: the file that it deletes holds more
 * than the patch says.
 */
export interface Unfitted {
  readonly ok: false;
  readonly why: Misfit | 'missing' | 'exists' | 'leftover';
  /** index of the hunk, for the reasons that are one hunk's */
  readonly hunk?: number;
}

export type Fit = Fitted | Unfitted;

const NOTHING: ShownLines = new Map();

export function treeFile(text: string): TreeFile {
  return { text, lines: new TextLines(text) };
}

/** The file is not read where the patch does not name it; a patch without hunks changes no text. */
export async function fitFile(file: FileDiff, read: ReadFile): Promise<Fit> {
  if (file.status === 'added') {
    const there = file.newPath === undefined ? undefined : await read(file.newPath);
    return there && there.text !== '' ? { ok: false, why: 'exists' } : addedAlone(file);
  }
  const path = file.oldPath ?? file.newPath;
  const old = path === undefined ? undefined : await read(path);
  if (!old) return { ok: false, why: 'missing' };
  if (file.hunks.length === 0) return fitWithoutHunks(file, old, read);
  // while one file of a long patch is edited, the others are laid where they were
  const content = contentOf(file);
  const known = laid.get(old) ?? [];
  const before = known.find((k) => k.content === content);
  if (before) return before.fit;
  const fit = lay(file, old);
  laid.set(old, [{ content, fit }, ...known].slice(0, KEPT));
  return fit;
}

/** fits that are remembered of one file: forward and backward, of two versions of a patch */
const KEPT = 4;
const laid = new WeakMap<TreeFile, readonly { readonly content: string; readonly fit: Fit }[]>();

const contents = new WeakMap<FileDiff, string>();

/** All of a file's diff that decides where its hunks go; places in the result are indices of hunks and lines. */
function contentOf(file: FileDiff): string {
  let content = contents.get(file);
  if (content === undefined) contents.set(file, (content = allOf(file)));
  return content;
}

function allOf(file: FileDiff): string {
  const parts: string[] = [file.status];
  for (const h of file.hunks) {
    parts.push(`@${h.oldStart},${h.oldCount},${h.newStart},${h.newCount},${h.complete ? 1 : 0},${h.whitespaceDamaged ? 1 : 0}`);
    for (const l of h.lines) parts.push(`${l.kind[0]}${l.afterCut ? '^' : ''}${l.noEol ? '$' : ''} ${l.text}`);
  }
  return parts.join('\n');
}

function lay(file: FileDiff, old: TreeFile): Fit {
  const applied = applyHunks(old.lines, file.hunks, 'forward', { ambiguous: 'refuse' });
  if (!applied.ok) return { ok: false, why: applied.reason, hunk: applied.failedHunk };
  const { fits, shownBefore: shownOld, shownAfter: shownNew } = applied;
  if (file.status !== 'deleted') return { ok: true, oldText: old.text, newText: applied.text, fits, shownOld, shownNew };
  if (applied.text !== '') return { ok: false, why: 'leftover' };
  return { ok: true, oldText: old.text, fits, shownOld, shownNew };
}

/** A file that the patch adds, from the patch alone: no tree is needed. */
export function addedAlone(file: FileDiff): Fit {
  let fit = alone.get(file);
  if (!fit) alone.set(file, (fit = layAlone(file)));
  return fit;
}

const alone = new WeakMap<FileDiff, Fit>();

function layAlone(file: FileDiff): Fit {
  const applied = applyHunks('', file.hunks, 'forward', { fuzz: 0 });
  if (!applied.ok) return { ok: false, why: applied.reason, hunk: applied.failedHunk };
  return { ok: true, newText: applied.text, fits: applied.fits, shownOld: applied.shownBefore, shownNew: applied.shownAfter };
}

/** A changed mode fits any way; a mere rename fits while the new name is free. */
async function fitWithoutHunks(file: FileDiff, old: TreeFile, read: ReadFile): Promise<Fit> {
  const moves = file.status === 'renamed' && file.newPath !== undefined && file.newPath !== file.oldPath;
  if (moves && file.newPath !== undefined && (await read(file.newPath))) return { ok: false, why: 'exists' };
  const same = { oldText: old.text, ...(file.status === 'deleted' ? {} : { newText: old.text }) };
  return { ok: true, ...same, fits: [], shownOld: NOTHING, shownNew: NOTHING };
}

/** The same, seen from the patch that the given one is the reverse of. */
export function swapped(fit: Fit): Fit {
  if (!fit.ok) return fit;
  let other = swaps.get(fit);
  if (!other) swaps.set(fit, (other = swap(fit)));
  return other;
}

const swaps = new WeakMap<Fitted, Fitted>();

function swap(fit: Fitted): Fitted {
  const { oldText, newText, fits, shownOld, shownNew } = fit;
  return {
    ok: true,
    ...(newText === undefined ? {} : { oldText: newText }),
    ...(oldText === undefined ? {} : { newText: oldText }),
    fits,
    shownOld: shownNew,
    shownNew: shownOld,
  };
}
