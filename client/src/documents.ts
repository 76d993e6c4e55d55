// Which documents the extension reads, and how plain text that holds a patch becomes one of them.
import * as vscode from 'vscode';
import { GLANCE, holdsPatch } from './holds-patch.ts';

/** VS Code's own language for patches, and ours for mails. */
const LANGUAGES = ['diff', 'mm-mail'];

/** Not `git:` and the like: the same patch shown again in a comparison would get every remark twice. */
const SCHEMES = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'];

/** The document selector of the language server. */
export const selector = SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })));

/** Whether the server is told of the document. */
export function isReviewed(document: vscode.TextDocument): boolean {
  return LANGUAGES.includes(document.languageId) && SCHEMES.includes(document.uri.scheme);
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
