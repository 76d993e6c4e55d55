/** Calls that take or give back a lock, a reference or a charge, marked as such: by what the call means, not by how it is named. */
import type { SemanticTokens } from 'vscode-languageserver';
import type { PatchDocument, Range } from '../patch/types.ts';
import type { Effects } from '../review/index.ts';
import { tokenModifiers, tokenTypes } from './protocol.ts';

export const tokenLegend = { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] };

/** lines of code that are looked at when the whole document is asked for */
const MOST_LINES = 30_000;

/** `effectsOf`: of the function with that name, in the era of the document. */
export function semanticTokens(document: PatchDocument, effectsOf: (name: string) => Effects | undefined, range?: Range): SemanticTokens {
  const found: { line: number; character: number; length: number; type: number; modifiers: number }[] = [];
  let lines = 0;
  for (const message of document.messages)
    for (const patch of message.patches)
      for (const file of patch.files)
        for (const hunk of file.hunks) {
          if (range && (hunk.range.end.line < range.start.line || hunk.range.start.line > range.end.line)) continue;
          for (const line of hunk.lines) {
            if (range && (line.line < range.start.line || line.line > range.end.line)) continue;
            if (line.spans || ++lines > MOST_LINES || line.column >= 1 << 20) continue;
            for (const m of line.text.matchAll(/[A-Za-z_]\w*(?=\s*\()/g)) {
              const effects = effectsOf(m[0]);
              const token = effects && tokenOf(effects);
              if (token) found.push({ line: line.line, character: line.column + m.index, length: m[0].length, ...token });
            }
          }
        }
  found.sort((a, b) => a.line - b.line || a.character - b.character);
  const data: number[] = [];
  let [line, character] = [0, 0];
  for (const t of found) {
    data.push(t.line - line, t.line === line ? t.character - character : t.character, t.length, t.type, t.modifiers);
    [line, character] = [t.line, t.character];
  }
  return { data };
}

/** One token for a call: its lock before its charge before its reference. */
function tokenOf({ lock, reference, charge }: Effects): { type: number; modifiers: number } | undefined {
  const type = lock ? 0 : charge ? 2 : reference ? 1 : -1;
  const what = lock ?? charge ?? reference;
  if (type < 0 || !what) return undefined;
  return { type, modifiers: (what !== 'drop' ? 1 : 0) | (what !== 'take' ? 2 : 0) };
}
