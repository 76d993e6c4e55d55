// What the tests inside VS Code do over and over: open a document, wait for what the server says about it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestView } from '../../client/src/activate.ts';
import type { ReviewData } from '../../server/src/lsp/protocol.ts';

export const extensionId = 'mm-patch-review.mm-patch-review';

/** What the extension shows to tests: they run in its own process. */
export function desk(): TestView {
  const extension = vscode.extensions.getExtension<TestView>(extensionId);
  assert.ok(extension?.exports, 'the extension is active, and knows that this is a test');
  return extension.exports;
}

/** The review of a document once it is whole: what is told while it goes on, on a machine that takes its time, is not yet what a test asks about. */
export function reviewed(uri: vscode.Uri): ReviewData | undefined {
  const review = desk().reviews.get(uri);
  return review?.soFar ? undefined : review;
}

/** The first line that holds a piece of text. */
export function lineOf(document: vscode.TextDocument, part: string): number {
  const line = document
    .getText()
    .split(/\r?\n/)
    .findIndex((text) => text.includes(part));
  assert.ok(line >= 0, `a line holds ${part}`);
  return line;
}

/** A file of the sample workspace. */
export function sample(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the sample workspace is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Polls until `look` gives something; the events of VS Code do not tell when a server has nothing to say. */
export async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>, ms = 30_000): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`waited ${ms / 1000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The rule (or other code) of a diagnostic. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The hazards of a document: what the server says, without its remarks on the text itself. */
export function hazards(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((one) => /^(lock|ref|error|contract|charge)\//.test(codeOf(one)));
}

/** The titles of the lines above the patches, once the review that they speak of is there. */
export async function lensTitles(uri: vscode.Uri): Promise<string[]> {
  return until(`code lenses of ${uri.path}`, async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
    return lenses.length > 0 ? lenses.map((lens) => lens.command?.title ?? '') : undefined;
  });
}

/** The text of all hovers at the first `needle` of the first line that holds `inLine`. */
export async function hoverText(document: vscode.TextDocument, inLine: string, needle: string): Promise<string> {
  const line = document
    .getText()
    .split('\n')
    .findIndex((text) => text.includes(inLine));
  assert.ok(line >= 0, `a line holds ${inLine}`);
  const position = new vscode.Position(line, document.lineAt(line).text.indexOf(needle) + 1);
  return until(`a hover on ${needle}`, async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
    const text = hovers.flatMap((hover) => hover.contents.map((part) => (typeof part === 'string' ? part : part.value))).join('\n');
    return text === '' ? undefined : text;
  });
}
