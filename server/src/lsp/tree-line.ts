/**
 * A step of a path on a line that the patch does not show is opened in the tree's file. The tree may hold the file before the
 * patch while the step counts lines after it (or the other way round): here the one is turned into the other.
 */
import type { FileDiff, Hunk, PatchDocument } from '../patch/types.ts';
import type { Finding, Review } from '../review/types.ts';

/** 1-based line in the tree's file for a line of the finding's side; undefined when the tree does not have the file. */
export function treeLine(
  document: PatchDocument,
  review: Review,
  finding: Pick<Finding, 'patch' | 'file' | 'side'>,
  line: number,
): number | undefined {
  if (line <= 0) return undefined;
  const reviewed = review.patches[finding.patch];
  const context = reviewed?.files.find((file) => file.path === finding.file)?.context;
  if (!reviewed || (context !== 'tree' && context !== 'applied')) return undefined;
  const treeSide = context === 'tree' ? 'old' : 'new';
  if (finding.side === treeSide) return line;
  const patch = document.messages[reviewed.message]?.patches[reviewed.patch];
  const file = patch?.files.find((candidate) => pathOf(candidate) === finding.file);
  return file ? otherSide(file.hunks, finding.side, line) : undefined;
}

function pathOf(file: FileDiff): string | undefined {
  return file.newPath ?? file.oldPath;
}

/** The line on the other side, for a line outside of the hunks: every hunk in front of it moved it. */
function otherSide(hunks: readonly Hunk[], side: 'new' | 'old', line: number): number {
  let moved = 0;
  for (const hunk of hunks) {
    const [start, count, other] =
      side === 'new' ? [hunk.newStart, hunk.newCount, hunk.oldCount] : [hunk.oldStart, hunk.oldCount, hunk.newCount];
    if (start + count > line) break;
    moved += other - count;
  }
  return Math.max(1, line + moved);
}
