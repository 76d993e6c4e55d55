// A document that was really reviewed, against the samples' tree, with all that its features are given.
import { readdirSync, readFileSync } from 'node:fs';
import type { TextEdit } from 'vscode-languageserver';
import { type ActionContext, codeActions } from '../../server/src/lsp/code-actions.ts';
import { judgeFile, judgePatch } from '../../server/src/lsp/judging.ts';
import type { NavigationContext } from '../../server/src/lsp/navigation.ts';
import { clientCommands } from '../../server/src/lsp/protocol.ts';
import { rulePages } from '../../server/src/lsp/rule-pages.ts';
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { PatchDocument, Position } from '../../server/src/patch/types.ts';
import type { Desk, Reviewer } from '../../server/src/review/index.ts';
import type { Review } from '../../server/src/review/types.ts';
import { memoryTree, type SourceTree } from '../../server/src/tree/index.ts';
import { makeReviewer } from '../check/reviewer.ts';

let reviewer: Promise<Reviewer> | undefined;
export const theReviewer = (): Promise<Reviewer> => (reviewer ??= makeReviewer());

/** samples/tree in memory; `head` makes it a checkout whose HEAD holds other texts. */
export function samplesTree(head?: ReadonlyMap<string, string>): SourceTree {
  const files = new Map([['Makefile', readFileSync('samples/tree/Makefile', 'utf8')]]);
  for (const name of readdirSync('samples/tree/mm')) files.set(`mm/${name}`, readFileSync(`samples/tree/mm/${name}`, 'utf8'));
  const tree = memoryTree('samples/tree', files);
  if (!head) return tree;
  return { ...tree, atRevision: async () => memoryTree('HEAD', new Map([...files, ...head])) };
}

export interface Scene {
  readonly uri: string;
  readonly text: string;
  readonly document: PatchDocument;
  readonly review: Review;
  readonly desk: Desk;
  readonly navigation: NavigationContext;
  lineText(line: number): string;
  /** the first place of `words` at or behind `from`, with the cursor on their last word */
  at(words: string, from?: number): Position;
  actions(position: Position, more?: Partial<ActionContext>): ReturnType<typeof codeActions>;
}

const around = () => ({ signal: new AbortController().signal, callers: 'all' as const, turn: async () => undefined });
const treeUri = (file: string): string => `file:///tree/${file}`;

async function scene(uri: string, text: string, judged: Awaited<ReturnType<typeof judgePatch>>, given: PatchDocument): Promise<Scene> {
  const document = judged.document ?? given;
  const { review } = judged;
  const desk = judged.desk!;
  const lines = text.split('\n');
  const lineText = (line: number): string => lines[line] ?? '';
  const loaded = await theReviewer();
  return {
    uri,
    text,
    document,
    review,
    desk,
    navigation: { uri, document, review, desk, treeUri },
    lineText,
    at(words, from = 0) {
      const line = lines.findIndex((l, i) => i >= from && l.includes(words));
      if (line < 0) throw new Error(`${uri} does not hold ${words}`);
      return { line, character: lines[line]!.indexOf(words) + words.length - 1 };
    },
    actions: (position, more = {}) =>
      codeActions(
        {
          uri,
          document,
          review,
          desk,
          rulePage: rulePages('file:///rules'),
          showCarried: false,
          working: judged.document !== undefined,
          commands: Object.values(clientCommands),
          lineText,
          hasContract: (name) => loaded.modelText(name) !== undefined,
          ...more,
        },
        { start: position, end: position },
        [],
      ),
  };
}

export async function patchScene(text: string, tree: SourceTree | undefined = samplesTree()): Promise<Scene> {
  const document = parsePatchText(text);
  return scene(
    'file:///it.patch',
    text,
    await judgePatch(await theReviewer(), document, { ...around(), ...(tree ? { tree } : {}) }),
    document,
  );
}

/** A file of the samples' tree as it is in an editor, against what HEAD holds. */
export async function fileScene(path: string, now: string, before: string): Promise<Scene> {
  const tree = samplesTree(new Map([[path, before]]));
  const judged = await judgeFile(await theReviewer(), path, now, { ...around(), tree });
  return scene(treeUri(path), now, judged, judged.document!);
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  for (const { range, newText } of [...edits].sort((a, b) => b.range.start.line - a.range.start.line)) {
    const [first, last] = [lines[range.start.line]!, lines[range.end.line]!];
    const whole = first.slice(0, range.start.character) + newText + last.slice(range.end.character);
    lines.splice(range.start.line, range.end.line - range.start.line + 1, whole);
  }
  return lines.join('\n');
}
