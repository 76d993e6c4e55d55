/** From a name or a line of a patch to the sources: definitions, references, the same line in the tree. */
import type { Location, Position, Range } from 'vscode-languageserver';
import type { PatchDocument } from '../patch/types.ts';
import type { Desk } from '../review/index.ts';
import type { Review } from '../review/types.ts';
import { codePlace } from './hover.ts';
import { codeWordAt, identifierAround } from './patch-lookup.ts';
import { compare, contains } from './ranges.ts';

export interface NavigationContext {
  readonly uri: string;
  readonly document: PatchDocument;
  readonly review: Review;
  readonly desk?: Desk;
  /** URI of a file of the kernel tree, when there is a tree */
  readonly treeUri?: (file: string) => string | undefined;
}

/** Where a name is defined: in the patch itself first, then in the tree. On a line without a name of its own: that line in the tree. */
export function definitions(context: NavigationContext, position: Position): Location[] {
  const { document, desk, uri } = context;
  const at = codePlace(document, position);
  if (!at) return fileOfHeader(context, position);
  const word = codeWordAt(document, position);
  const out: Location[] = [];
  if (word && desk) {
    const own = definedHere(document, word.text);
    // from the definition itself the way leads on to the tree
    if (own && !contains(own, position)) out.push({ uri, range: own });
    for (const { file, line } of desk.definitions(word.text, at.place)) {
      const there = inTree(context, file, line, word.text.length);
      if (there) out.push(there);
    }
    const local = localOf(desk, context, at.place, word.text);
    if (local && out.length === 0) out.push(local);
  }
  if (out.length > 0) return out;
  const line = lineInTree(context, position);
  return line ? [line] : [];
}

/** The head of a function that the patch shows: at the first column of a line of code, with its body or parameters behind it. */
function definedHere(document: PatchDocument, name: string): Range | undefined {
  const head = new RegExp(`^[A-Za-z_][\\w\\s*]*[\\s*]${name}\\s*\\((?![^)]*\\)\\s*;)`);
  for (const message of document.messages)
    for (const patch of message.patches)
      for (const file of patch.files)
        for (const hunk of file.hunks)
          for (const line of hunk.lines) {
            if (line.kind === 'del' || line.spans || !head.test(line.text)) continue;
            const from = line.column + line.text.search(new RegExp(`\\b${name}\\s*\\(`));
            return { start: { line: line.line, character: from }, end: { line: line.line, character: from + name.length } };
          }
  return undefined;
}

/** Where a local or a parameter is declared, when the patch shows that. */
function localOf(
  desk: Desk,
  { uri }: NavigationContext,
  place: NonNullable<ReturnType<typeof codePlace>>['place'],
  name: string,
): Location | undefined {
  const f = desk.functionAt(place);
  if (!f) return undefined;
  const { cfg } = f.image.body;
  const param = cfg.params.find((p) => p.name === name);
  const declared = param?.at ?? cfg.nodes.find((n) => n.op.k === 'decl' && n.op.name.replace(/@\d+$/, '') === name)?.at;
  const from = declared && f.image.text.slice(...declared).search(new RegExp(`\\b${name}\\b`));
  const shown = declared && from !== undefined && f.image.placeOf(declared[0] + Math.max(0, from));
  const line = shown && f.file.hunks[shown.hunk]?.lines[shown.line];
  if (!shown || !line || line.spans) return undefined;
  const start = { line: line.line, character: line.column + shown.column };
  return { uri, range: { start, end: { line: start.line, character: start.character + name.length } } };
}

/** `--- a/mm/x.c`, `@@ ... @@`: the file in the tree, at the hunk. */
function fileOfHeader(context: NavigationContext, position: Position): Location[] {
  const { document, review } = context;
  for (const reviewed of review.patches) {
    const patch = document.messages[reviewed.message]?.patches[reviewed.patch];
    for (const [i, file] of (patch?.files ?? []).entries()) {
      if (!contains(file.range, position)) continue;
      const seen = reviewed.files[i];
      const hunk = file.hunks.find((h) => contains(h.range, position)) ?? file.hunks[0];
      const path = seen?.path || file.newPath || file.oldPath;
      if (!path) return [];
      const there = inTree(context, path, (seen?.context === 'applied' ? hunk?.newStart : hunk?.oldStart) || 1, 0);
      return there ? [there] : [];
    }
  }
  return [];
}

/** The same line in the tree's file; a line that the patch adds is where the line above it is. */
function lineInTree(context: NavigationContext, position: Position): Location | undefined {
  const { document, review, desk } = context;
  const at = codePlace(document, position);
  if (!at || !desk) return undefined;
  const { place } = at;
  const reviewed = review.patches.find((p) => document.messages[p.message]?.patches[p.patch]?.files.includes(place.file));
  const index = reviewed ? document.messages[reviewed.message]!.patches[reviewed.patch]!.files.indexOf(place.file) : -1;
  const fit = reviewed?.files[index]?.context;
  if (fit !== 'tree' && fit !== 'applied') return undefined;
  for (let line = place.line; line >= 0; line--) {
    const there = desk.fileLine({ ...place, line }, fit === 'tree' ? 'old' : 'new');
    if (there) return inTree(context, there.path, there.line, 0);
  }
  return undefined;
}

function inTree({ treeUri, uri }: NavigationContext, file: string, line: number, length: number): Location | undefined {
  const there = treeUri?.(file);
  if (!there || there === uri) return undefined;
  const start = { line: Math.max(0, line - 1), character: 0 };
  return { uri: there, range: { start, end: { line: start.line, character: length } } };
}

/** Lines of the document's code with the name, then those of the sources at hand. */
export function references(context: NavigationContext, position: Position): Location[] {
  const { document, desk, uri, treeUri } = context;
  const at = codePlace(document, position);
  const word = codeWordAt(document, position);
  if (!at || !word) return [];
  const out: Location[] = [];
  for (const message of document.messages)
    for (const patch of message.patches)
      for (const file of patch.files)
        for (const hunk of file.hunks)
          for (const line of hunk.lines) {
            if (line.spans || !line.text.includes(word.text)) continue;
            for (const m of line.text.matchAll(new RegExp(`\\b${word.text}\\b`, 'g'))) {
              const character = line.column + m.index;
              out.push({
                uri,
                range: { start: { line: line.line, character }, end: { line: line.line, character: character + word.text.length } },
              });
            }
          }
  out.sort((a, b) => compare(a.range.start, b.range.start));
  for (const r of desk?.references(word.text, at.place) ?? []) {
    const there = treeUri?.(r.file);
    if (!there || there === uri) continue;
    const start = { line: r.line - 1, character: r.column };
    out.push({ uri: there, range: { start, end: { line: start.line, character: r.column + word.text.length } } });
  }
  return out;
}

/** The word under the cursor, when it is a name at all. */
export function nameAt(document: PatchDocument, position: Position): string | undefined {
  const at = codePlace(document, position);
  const found = at && identifierAround(at.text, at.offset);
  return at && found ? at.text.slice(...found) : undefined;
}
