/** Message-ids lead to the archive, commit hashes to the commit. Links only: nothing is fetched until somebody follows one. */
import type { DocumentLink } from 'vscode-languageserver';
import type { PatchDocument } from '../patch/types.ts';
import { contains } from './ranges.ts';

export interface LinkTargets {
  /** `https://lore.kernel.org/all/` */
  readonly archiveUrl: string;
  /** `https://git.kernel.org/linus/` */
  readonly commitUrl: string;
}

const ID_HEADER = /^(?:>\s?)*(?:message-id|in-reply-to|references):|^\s+<[^<>\s]+@[^<>\s]+>\s*$/i;
/** half a character is no part of an address */
const IN_BRACKETS = /<([^<>\s"\p{Surrogate}]+@[^<>\s"\p{Surrogate}]+)>/gu;
const COMMIT = /\b(?:commit\s+|Fixes:\s+|base-commit:\s+|upstream\s+|^From\s+)([0-9a-f]{8,40})\b|\b([0-9a-f]{12,40})\s+\("/gim;
const ZERO = /^0+$/;

/** `lineText`: text of a line; lines are 0-based. Code is left alone. */
export function documentLinks(document: PatchDocument, lineText: (line: number) => string, targets: LinkTargets): DocumentLink[] {
  const out: DocumentLink[] = [];
  const archive = targets.archiveUrl.replace(/\/*$/, '/');
  const commits = targets.commitUrl;
  const inDiff = document.messages
    .flatMap((m) => m.patches.flatMap((p) => p.files.map((f) => f.range)))
    .sort((a, b) => a.start.line - b.start.line);
  let next = 0;
  const last = Math.min(document.lineCount, 200_000);
  let header = false;
  for (let line = 0; line < last; line++) {
    while (next < inDiff.length && inDiff[next]!.end.line < line) next++;
    if (next < inDiff.length && contains(inDiff[next]!, { line, character: 0 })) {
      line = Math.max(line, inDiff[next]!.end.line - 1);
      continue;
    }
    const text = lineText(line);
    if (text.length > 4000) continue;
    const link = (from: number, length: number, target: string, tooltip: string): void => {
      out.push({ range: { start: { line, character: from }, end: { line, character: from + length } }, target, tooltip });
    };
    header = /^\s/.test(text) ? header : ID_HEADER.test(text);
    if (header && text.includes('@'))
      for (const m of text.matchAll(IN_BRACKETS))
        link(m.index + 1, m[1]!.length, `${archive}${encodeURIComponent(m[1]!).replaceAll('%40', '@')}/`, 'Open the thread in the archive');
    for (const m of text.matchAll(COMMIT)) {
      const id = m[1] ?? m[2]!;
      if (ZERO.test(id)) continue;
      link(m.index + m[0].indexOf(id), id.length, `${commits}${id.toLowerCase()}`, 'Open the commit');
    }
  }
  return out;
}
