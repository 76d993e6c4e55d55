/** The outline: mail > patch (where a mail holds several) > file > hunk, named after the function it is in. */
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import type { FileDiff, Hunk, Message, Patch, PatchDocument, Range } from '../patch/types.ts';

/** hunks that an outline names; with more it ends at the files: VS Code copies all of it several times over before it shows a line */
const MOST_HUNKS = 1500;

export function documentSymbols(document: PatchDocument): DocumentSymbol[] {
  const files = document.messages.flatMap((message) => message.patches.flatMap((patch) => patch.files));
  const hunks = files.reduce((sum, file) => sum + file.hunks.length, 0) <= MOST_HUNKS;
  const fileSymbols = (patch: Patch): DocumentSymbol[] => patch.files.map((file) => fileSymbol(file, hunks));
  return document.messages.flatMap((message) => {
    const several = message.patches.length > 1;
    const patches = message.patches.flatMap((patch, index) =>
      several ? [patchSymbol(patch, index, fileSymbols(patch))] : fileSymbols(patch),
    );
    // A bare diff has nothing above its files.
    if (message.kind === 'diff' && !several) return patches;
    return [symbol(messageName(message), message.from, SymbolKind.Module, message.range, message.subjectRange, patches)];
  });
}

function messageName(message: Message): string {
  const named: Readonly<Record<Message['kind'], string>> = {
    mail: '(mail without a subject)',
    commit: '(commit without a subject)',
    page: '(page)',
    diff: '(diff)',
  };
  return message.subject?.full.trim() || named[message.kind];
}

function patchSymbol(patch: Patch, index: number, files: DocumentSymbol[]): DocumentSymbol {
  const quoted = patch.quoteDepth > 0 ? `quoted ${'>'.repeat(Math.min(patch.quoteDepth, 8))}` : undefined;
  return symbol(`patch ${index + 1}`, quoted, SymbolKind.Package, patch.range, undefined, files);
}

function fileSymbol(file: FileDiff, hunks: boolean): DocumentSymbol {
  const path = file.newPath ?? file.oldPath ?? '(file name cut out)';
  const moved = file.oldPath && file.newPath && file.oldPath !== file.newPath ? `was ${file.oldPath}` : undefined;
  const detail = moved ?? (file.status === 'modified' ? undefined : file.status);
  return symbol(path, detail, SymbolKind.File, file.range, undefined, hunks ? file.hunks.map(hunkSymbol) : []);
}

function hunkSymbol(hunk: Hunk): DocumentSymbol {
  const counts = `-${hunk.oldStart},${hunk.oldCount} +${hunk.newStart},${hunk.newCount}`;
  const name = functionOf(hunk.section);
  return name
    ? symbol(name, counts, SymbolKind.Function, hunk.range, hunk.headerRange, [])
    : symbol(`@@ ${counts} @@`, hunk.section.trim() || undefined, SymbolKind.Object, hunk.range, hunk.headerRange, []);
}

/** `static int shrink_page_list(struct list_head *list,` -> `shrink_page_list` */
export function functionOf(section: string): string | undefined {
  const name = /([A-Za-z_]\w*)\s*\(/.exec(section)?.[1];
  return name && !/^(if|for|while|switch|return|sizeof|__attribute__)$/.test(name) ? name : undefined;
}

function symbol(
  name: string,
  detail: string | undefined,
  kind: SymbolKind,
  range: Range,
  at: Range | undefined,
  children: DocumentSymbol[],
): DocumentSymbol {
  // LSP: the selection lies inside the range.
  const inside = at && at.start.line >= range.start.line && at.end.line <= range.end.line;
  return {
    name,
    ...(detail ? { detail } : {}),
    kind,
    range,
    selectionRange: inside ? at : { start: range.start, end: range.start },
    children,
  };
}
