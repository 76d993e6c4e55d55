// "Export Hazards": what was found in a document, in a format that other programs read.
import * as vscode from 'vscode';
import type { ExportParams } from '../../server/src/lsp/protocol.ts';
import type { Dismissals } from './dismissals.ts';
import { isReviewed } from './documents.ts';

/** The server's part; null while it has no review of the document. */
export type AskExport = (params: ExportParams) => Promise<string | null>;

/** Answers the document that it opened. @param format the one that is wanted; left out: a list to choose from */
export async function exportHazards(
  ask: AskExport,
  dismissals: Dismissals,
  version: string,
  format?: ExportParams['format'],
): Promise<vscode.TextDocument | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || !isReviewed(document)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open the mail or patch first whose hazards are to be exported.'));
    return undefined;
  }
  const chosen = format ?? (await chooseFormat());
  if (!chosen) return undefined;
  const content = await ask({
    uri: document.uri.toString(),
    format: chosen,
    name: vscode.workspace.asRelativePath(document.uri, false),
    version,
    dismissed: [...dismissals.entries.values()].map(({ fingerprint, reason }) => ({ fingerprint, reason })),
  });
  if (content === null) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The patch is not read yet, or has just been changed. Try again in a moment.'));
    return undefined;
  }
  const made = await vscode.workspace.openTextDocument({ language: 'json', content });
  await vscode.window.showTextDocument(made, { preview: false });
  return made;
}

async function chooseFormat(): Promise<ExportParams['format'] | undefined> {
  const formats: (vscode.QuickPickItem & { readonly format: ExportParams['format'] })[] = [
    { label: 'SARIF', description: vscode.l10n.t('for code scanning pages and editors'), format: 'sarif' },
    { label: 'b4', description: vscode.l10n.t('the check of `b4 review`: pass, warn or fail, with the details'), format: 'b4' },
    { label: 'JSON', description: vscode.l10n.t('all that the command line tool says'), format: 'json' },
  ];
  return (await vscode.window.showQuickPick(formats, { title: vscode.l10n.t('Export the hazards of this document as') }))?.format;
}
