/**
 * The two texts of a file from the git blobs that the patch names (`index a..b`). Pure.
 */
import type { FileDiff } from '../patch/types.ts';
import { applyHunks, type ShownLine, type ShownLines } from './apply.ts';
import type { Fitted } from './fit.ts';
import { content, TextLines } from './lines.ts';

type ReadBlob = (id: string) => Promise<string | undefined>;

/**
 * Undefined when the blobs are not there or do not hold what the hunks say (abbreviated ids may name another blob). One blob is
 * enough when the hunks fit it exactly.
 */
export async function fitBlobs(file: FileDiff, readBlob: ReadBlob): Promise<Fitted | undefined> {
  if (file.status === 'binary' || file.status === 'combined' || file.hunks.length === 0) return undefined;
  const before = file.status === 'added' ? undefined : await known(file.oldBlob, readBlob);
  const after = file.status === 'deleted' ? undefined : await known(file.newBlob, readBlob);
  if (file.status === 'added') return after === undefined ? undefined : checked(file, undefined, after);
  if (file.status === 'deleted') return before === undefined ? undefined : checked(file, before, undefined);
  if (before !== undefined && after !== undefined) return checked(file, before, after);
  if (before !== undefined) return derived(file, before, 'forward');
  return after === undefined ? undefined : derived(file, after, 'reverse');
}

async function known(id: string | undefined, readBlob: ReadBlob): Promise<string | undefined> {
  return id === undefined || /^0*$/.test(id) ? undefined : readBlob(id);
}

/** Both sides are whole: every line that the patch shows with its number must be there. Cut hunks are then no trouble. */
function checked(file: FileDiff, before: string | undefined, after: string | undefined): Fitted | undefined {
  const shownOld = shownByNumber(file, 'old', before === undefined ? undefined : new TextLines(before));
  const shownNew = shownByNumber(file, 'new', after === undefined ? undefined : new TextLines(after));
  if (!shownOld || !shownNew) return undefined;
  return {
    ok: true,
    ...(before === undefined ? {} : { oldText: before }),
    ...(after === undefined ? {} : { newText: after }),
    fits: file.hunks.map((_, hunk) => ({ hunk, offset: 0, fuzz: 0 })),
    shownOld,
    shownNew,
  };
}

function derived(file: FileDiff, text: string, direction: 'forward' | 'reverse'): Fitted | undefined {
  const applied = applyHunks(text, file.hunks, direction, { fuzz: 0 });
  if (!applied.ok || applied.fits.some((fit) => fit.offset !== 0)) return undefined;
  const { fits, shownBefore, shownAfter } = applied;
  return direction === 'forward'
    ? { ok: true, oldText: text, newText: applied.text, fits, shownOld: shownBefore, shownNew: shownAfter }
    : { ok: true, oldText: applied.text, newText: text, fits, shownOld: shownAfter, shownNew: shownBefore };
}

/**
 * The lines of one side by the numbers that the patch gives them; lines without a number (behind a cut) are left out. With a text,
 * undefined when it holds another line there.
 */
export function shownByNumber(file: FileDiff, side: 'old' | 'new', text?: TextLines): ShownLines | undefined {
  const shown = new Map<number, ShownLine>();
  for (const [index, hunk] of file.hunks.entries()) {
    const compare = hunk.whitespaceDamaged ? 'loose' : 'no-cr';
    for (const [number, line] of hunk.lines.entries()) {
      const at = side === 'old' ? line.oldNo : line.newNo;
      if (at <= 0) continue;
      const there = text?.lines[at - 1];
      if (text && (there === undefined || content(there, compare) !== content(line.text, compare))) return undefined;
      if (!shown.has(at)) shown.set(at, { hunk: index, line: number });
    }
  }
  return shown;
}
