/**
 * A file of a patch with its two sides swapped. Pure.
 */
import type { DiffLine, FileDiff, FileStatus, Hunk } from '../patch/types.ts';

/**
 * What undoing the file's change would be as a patch. Indexes of hunks and lines stay, so do places in the input; a copy, undone,
 * is the removal of the copy.
 */
export function reversed(file: FileDiff): FileDiff {
  let undone = known.get(file);
  if (!undone) known.set(file, (undone = undo(file)));
  return undone;
}

/** a long patch is laid on its tree at each key that is struck in it: what did not change is the same object */
const known = new WeakMap<FileDiff, FileDiff>();

function undo(file: FileDiff): FileDiff {
  return {
    range: file.range,
    oldPath: file.newPath,
    newPath: file.oldPath,
    status: reversedStatus(file.status),
    oldMode: file.newMode,
    newMode: file.oldMode,
    oldBlob: file.newBlob,
    newBlob: file.oldBlob,
    hunks: file.hunks.map(reversedHunk),
  };
}

function reversedStatus(status: FileStatus): FileStatus {
  if (status === 'added') return 'deleted';
  return status === 'deleted' ? 'added' : status;
}

function reversedHunk(hunk: Hunk): Hunk {
  return {
    ...hunk,
    oldStart: hunk.newStart,
    oldCount: hunk.newCount,
    newStart: hunk.oldStart,
    newCount: hunk.oldCount,
    lines: hunk.lines.map(reversedLine),
  };
}

function reversedLine(line: DiffLine): DiffLine {
  const kind = line.kind === 'add' ? 'del' : line.kind === 'del' ? 'add' : 'context';
  return { ...line, kind, oldNo: line.newNo, newNo: line.oldNo };
}
