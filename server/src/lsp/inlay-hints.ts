/** Behind a line that changes it: what is held from there on. Only for the lines that the editor shows. */
import { type InlayHint, InlayHintKind } from 'vscode-languageserver';
import type { PatchDocument, Range } from '../patch/types.ts';
import type { Desk, HeldHere } from '../review/index.ts';
import { heldWords } from './here.ts';

export function inlayHints(document: PatchDocument, desk: Desk, range: Range): InlayHint[] {
  const out: InlayHint[] = [];
  const seen = new Set<unknown>();
  for (const message of document.messages)
    for (const patch of message.patches)
      for (const file of patch.files)
        for (const [h, hunk] of file.hunks.entries()) {
          if (hunk.range.end.line < range.start.line || hunk.range.start.line > range.end.line) continue;
          for (const [l, line] of hunk.lines.entries()) {
            // the old image is shown by the lines that go: what is held along both at once would be a riddle
            if (line.kind === 'del' || line.line < range.start.line || line.line > range.end.line || line.text.trim() === '') continue;
            const f = desk.functionAt({ file, hunk: h, line: l, column: 0 });
            if (!f || seen.has(f.image.body)) continue;
            seen.add(f.image.body);
            for (const change of desk.changesIn(f)) {
              const at = file.hunks[change.hunk]?.lines[change.line];
              if (!at || at.spans || at.line < range.start.line || at.line > range.end.line) continue;
              out.push({
                position: { line: at.line, character: at.column + at.text.length },
                label: label(change.held, change.some),
                kind: InlayHintKind.Type,
                paddingLeft: true,
              });
            }
          }
        }
  return out.sort((a, b) => a.position.line - b.position.line);
}

function label(held: readonly HeldHere[], some: readonly HeldHere[]): string {
  const words = (list: readonly HeldHere[]): string => list.map((h) => heldWords(h, (t) => t)).join(', ');
  const parts = [...(held.length > 0 ? [words(held)] : []), ...(some.length > 0 ? [`on some path ${words(some)}`] : [])];
  const text = parts.length > 0 ? `held: ${parts.join('; ')}` : 'nothing held';
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
