/**
 * A reviewer who cuts pieces out cuts file heads too. Where the same text holds the whole patch elsewhere (a thread, a
 * patchwork page), a hunk finds its file again by its own `@@` line.
 */
import type { FileDiff, Hunk, Message, Patch } from './types.ts';

interface Home {
  readonly oldPath?: string;
  readonly newPath?: string;
  readonly status: FileDiff['status'];
}

function keyOf(hunk: Hunk): string {
  return `${hunk.oldStart},${hunk.oldCount} ${hunk.newStart},${hunk.newCount} ${hunk.section}`;
}

function isLost(file: FileDiff, hunk: Hunk): boolean {
  return hunk.fileUncertain === true || (file.oldPath === undefined && file.newPath === undefined);
}

/** Gives hunks without a certain file the one that the same text names for the same hunk, where that is one only. */
export function adoptFiles(messages: readonly Message[]): Message[] {
  const homes = new Map<string, Home | 'several'>();
  let lost = 0;
  for (const message of messages) {
    for (const patch of message.patches) {
      for (const file of patch.files) {
        for (const hunk of file.hunks) {
          if (isLost(file, hunk)) {
            lost++;
            continue;
          }
          const key = keyOf(hunk);
          const known = homes.get(key);
          if (known === undefined) homes.set(key, { oldPath: file.oldPath, newPath: file.newPath, status: file.status });
          else if (known !== 'several' && (known.newPath !== file.newPath || known.oldPath !== file.oldPath)) homes.set(key, 'several');
        }
      }
    }
  }
  if (lost === 0 || homes.size === 0) return [...messages];
  return messages.map((message) => ({ ...message, patches: message.patches.map((patch) => adopted(patch, homes)) }));
}

function adopted(patch: Patch, homes: ReadonlyMap<string, Home | 'several'>): Patch {
  if (!patch.files.some((file) => file.hunks.some((hunk) => isLost(file, hunk)))) return patch;
  const files: FileDiff[] = [];
  /** Where each hunk went. */
  const moves = patch.files.map((file): (readonly [number, number])[] => {
    const places: (readonly [number, number])[] = [];
    let open: { file: FileDiff; hunks: Hunk[]; own: boolean } | undefined;
    if (file.hunks.length === 0) files.push(file);
    for (const hunk of file.hunks) {
      const home = isLost(file, hunk) ? homes.get(keyOf(hunk)) : undefined;
      const known = home !== undefined && home !== 'several' ? home : undefined;
      const path = known ?? open?.file ?? file;
      if (!open || path.newPath !== open.file.newPath || path.oldPath !== open.file.oldPath) {
        const hunks: Hunk[] = [];
        const own = known === undefined || (known.newPath === file.newPath && known.oldPath === file.oldPath);
        const base = own ? file : { range: hunk.range, oldPath: known.oldPath, newPath: known.newPath, status: known.status, hunks };
        open = { file: { ...base, hunks }, hunks, own };
        files.push(open.file);
      }
      const { fileUncertain, ...certain } = hunk;
      open.hunks.push(known || !fileUncertain ? certain : hunk);
      places.push([files.length - 1, open.hunks.length - 1]);
    }
    return places;
  });
  const ranged = files.map((file): FileDiff => {
    const first = file.hunks[0];
    const last = file.hunks[file.hunks.length - 1];
    if (!first || !last) return file;
    const start = file.range.start.line <= first.range.start.line ? file.range.start : first.range.start;
    return { ...file, range: { start, end: last.range.end } };
  });
  const comments = patch.comments.map((comment) => {
    const place = comment.answers && moves[comment.answers.file]?.[comment.answers.hunk];
    return place && comment.answers ? { ...comment, answers: { file: place[0], hunk: place[1], line: comment.answers.line } } : comment;
  });
  return { ...patch, files: ranged, comments };
}
