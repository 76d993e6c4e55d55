/**
 * Changes of code lines as edits of the text that holds them: in a patch each line gets its mark, and the counts of the hunk, and where the later
 * hunks of the file begin, go along. In a C file lines are lines.
 */
import type { TextEdit } from 'vscode-languageserver';
import type { FileDiff } from '../patch/types.ts';
import type { LineEdit } from '../review/index.ts';

/** `lineText`: text of a line of the document. Undefined where the text cannot be changed safely: encoded or quoted mails, cut hunks. */
export function lineEdits(
  file: FileDiff,
  edits: readonly LineEdit[],
  lineText: (line: number) => string,
  working: boolean,
): TextEdit[] | undefined {
  const out: TextEdit[] = [];
  const grown = new Map<number, number>();
  for (const edit of edits) {
    const hunk = file.hunks[edit.hunk];
    const line = hunk?.lines[edit.line];
    if (!hunk || !line || line.kind !== 'add' || line.spans || (!working && !hunk.complete)) return undefined;
    const text = lineText(line.line);
    if (text.slice(line.column) !== line.text) return undefined;
    const mark = text.slice(0, line.column);
    if (!working && mark !== '+') return undefined;
    out.push({
      range: { start: { line: line.line, character: 0 }, end: { line: line.line, character: text.length } },
      newText: edit.lines.map((l) => `${mark}${l}`).join('\n'),
    });
    grown.set(edit.hunk, (grown.get(edit.hunk) ?? 0) + edit.lines.length - 1);
  }
  if (working) return out;
  let moved = 0;
  for (const [h, hunk] of file.hunks.entries()) {
    const more = grown.get(h) ?? 0;
    if (more !== 0 || moved !== 0) {
      const at = hunk.headerRange.start.line;
      const text = lineText(at);
      const m = /^(@@ -\d+(?:,\d+)? \+)(\d+)(?:,(\d+))?( @@.*)$/.exec(text);
      if (!m) return undefined;
      const [, head, start, count, rest] = m;
      const total = Number(count ?? 1) + more;
      out.push({
        range: { start: { line: at, character: 0 }, end: { line: at, character: text.length } },
        newText: `${head}${Number(start) + moved}${total === 1 ? '' : `,${total}`}${rest}`,
      });
    }
    moved += more;
  }
  return out;
}
