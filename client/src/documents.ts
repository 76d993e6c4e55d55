// Which documents the extension reads, and how plain text that holds a patch becomes one of them.
import * as vscode from 'vscode';
import { GLANCE, holdsPatch } from './holds-patch.ts';

/** VS Code's own language for patches, and ours for mails. */
const LANGUAGES = ['diff', 'mm-mail'];

/**
 * Not `git:` and the like: the same patch shown again in a comparison would get every remark twice. `vscode-vfs` are folders of GitHub and the like,
 * `vscode-userdata` is the extension's own storage in a browser.
 */
const SCHEMES = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-userdata'];

/** Where kernel trees lie. */
const TREE_SCHEMES = ['file', 'vscode-vfs'];

/** The document selector of the language server: patches, and the C files of a kernel checkout. */
export const selector = [
  ...SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
  ...TREE_SCHEMES.map((scheme) => ({ scheme, language: 'c' })),
];

/** Whether the document is read as one with patches. */
export function isReviewed(document: vscode.TextDocument): boolean {
  return LANGUAGES.includes(document.languageId) && SCHEMES.includes(document.uri.scheme);
}

/** A C file of a kernel checkout that is open as a folder, or that the setting names: its changes are judged as somebody types. */
export async function isKernelSource(document: vscode.TextDocument): Promise<boolean> {
  if (document.languageId !== 'c' || !TREE_SCHEMES.includes(document.uri.scheme)) return false;
  const settings = vscode.workspace.getConfiguration('mmReview', document);
  if (!settings.get('workingTree', true)) return false;
  const tree = settings.get('kernelTree', '').trim();
  const own = tree.includes('://') ? document.uri.toString() : document.uri.fsPath;
  if (tree !== '' && own.startsWith(`${tree.replace(/[\\/]+$/, '')}/`)) return true;
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  return folder !== undefined && (await isKernel(folder.uri));
}

const kernels = new Map<string, Promise<boolean>>();

function isKernel(folder: vscode.Uri): Promise<boolean> {
  let known = kernels.get(folder.toString());
  if (!known) {
    const has = (path: string): Thenable<boolean> =>
      vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, path)).then(
        () => true,
        () => false,
      );
    known = Promise.all([has('Makefile'), has('mm')]).then((all) => all.every(Boolean));
    kernels.set(folder.toString(), known);
  }
  return known;
}

/** Plain text that somebody saved from a mail or a web page, and that holds a patch. */
export function isPlainTextWithPatch(document: vscode.TextDocument): boolean {
  return (
    document.languageId === 'plaintext' &&
    SCHEMES.includes(document.uri.scheme) &&
    vscode.workspace.getConfiguration('mmReview', document).get('plainText', true) &&
    documentHoldsPatch(document, GLANCE)
  );
}

/** Looks at the whole text, or at its first `limit` lines. */
export function documentHoldsPatch(document: vscode.TextDocument, limit?: number): boolean {
  return holdsPatch(document.lineCount, (line) => document.lineAt(line).text, limit);
}

/** Makes the document a mail with patches: it is highlighted as one, and the server is told of it. */
export async function readAsMail(document: vscode.TextDocument): Promise<vscode.TextDocument> {
  return vscode.languages.setTextDocumentLanguage(document, 'mm-mail');
}
