// The samples that come with the extension: a place to try everything without a mailbox or a kernel.
import * as vscode from 'vscode';

/** Copies them to a folder of the extension's own, so that they can be edited, and shows the first. */
export async function openSample(extension: vscode.Uri, storage: vscode.Uri, name = 'series-five-v1.mbox'): Promise<vscode.TextDocument> {
  const from = vscode.Uri.joinPath(extension, 'samples');
  const to = vscode.Uri.joinPath(storage, 'samples');
  await vscode.workspace.fs.copy(from, to, { overwrite: true });
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(to, name));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}
