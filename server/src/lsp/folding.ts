/** What can be folded away: a mail, its headers, a patch among several, a file, a hunk. */
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import type { Message, PatchDocument, Range } from '../patch/types.ts';
import { lastLine } from './ranges.ts';

/** `lineText` answers with the text of a line of the document. */
export function foldingRanges(document: PatchDocument, lineText: (line: number) => string): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const fold = (startLine: number, endLine: number, kind?: FoldingRangeKind): void => {
    if (endLine > startLine) ranges.push({ startLine, endLine, ...(kind ? { kind } : {}) });
  };
  const foldRange = (range: Range): void => fold(range.start.line, lastLine(range));
  for (const message of document.messages) {
    if (document.messages.length > 1) foldRange(message.range);
    if (message.headers.size > 0) fold(message.range.start.line, endOfHeaders(message, lineText), FoldingRangeKind.Comment);
    for (const patch of message.patches) {
      if (message.patches.length > 1) foldRange(patch.range);
      for (const file of patch.files) {
        foldRange(file.range);
        for (const hunk of file.hunks) foldRange(hunk.range);
      }
    }
  }
  return ranges;
}

function endOfHeaders(message: Message, lineText: (line: number) => string): number {
  const last = lastLine(message.range);
  let line = message.range.start.line;
  while (line < last && lineText(line + 1).trim() !== '') line++;
  return line;
}
