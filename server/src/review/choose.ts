/** Which of the patches in a document are looked at: each change once, in its fullest copy. */
import type { FileDiff, Patch, PatchDocument } from '../patch/types.ts';

export interface Chosen {
  readonly message: number;
  readonly patch: number;
}

const isC = (f: FileDiff): boolean => /\.[ch]$/.test(f.newPath ?? f.oldPath ?? '') || (f.newPath === undefined && f.oldPath === undefined);

function shape(p: Patch): string[] {
  return p.files.flatMap((f) => f.hunks.map((h) => `${f.newPath ?? f.oldPath ?? ''}@${h.newStart},${h.oldStart}`));
}

/**
 * A page with ten comments quotes its patch ten times: a quoted copy is left out when what it shows is in a copy that is not quoted, or less
 * deeply. Patches without C are kept (they are listed, nothing is found in them).
 */
export function choosePatches(doc: PatchDocument): Chosen[] {
  const all: { at: Chosen; depth: number; size: number; hunks: string[] }[] = [];
  doc.messages.forEach((m, message) => {
    m.patches.forEach((p, patch) => {
      all.push({
        at: { message, patch },
        depth: p.quoteDepth,
        size: p.files.filter(isC).reduce((n, f) => n + f.hunks.reduce((k, h) => k + h.lines.length, 0), 0),
        hunks: shape(p),
      });
    });
  });
  const seen = new Set<string>();
  const order = [...all].sort((a, b) => a.depth - b.depth || b.size - a.size || a.at.message - b.at.message || a.at.patch - b.at.patch);
  const kept: Chosen[] = [];
  for (const c of order) {
    const fresh = c.hunks.some((h) => !seen.has(h)) || c.hunks.length === 0;
    if (c.depth > 0 && !fresh) continue;
    for (const h of c.hunks) seen.add(h);
    kept.push(c.at);
  }
  return kept.sort((a, b) => a.message - b.message || a.patch - b.patch);
}
