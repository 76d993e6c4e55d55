// The samples that come with the extension: a place to try everything without a mailbox or a kernel.
import * as vscode from 'vscode';

/**
 * Copies it to a folder of the extension's own, so that it can be edited, and shows it.
 * @param replay also what there is to replay in it
 */
export async function openSample(
  extension: vscode.Uri,
  storage: vscode.Uri,
  name = 'series-five-v1.mbox',
  replay = false,
): Promise<vscode.TextDocument> {
  const folder = vscode.Uri.joinPath(storage, 'samples');
  const copy = vscode.Uri.joinPath(folder, name);
  await vscode.workspace.fs.createDirectory(folder);
  // Read and written, not copied: where the extension came over the network, folders cannot be listed.
  await vscode.workspace.fs.writeFile(copy, await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, 'samples', name)));
  const document = await vscode.workspace.openTextDocument(copy);
  await vscode.window.showTextDocument(document, { preview: false });
  if (replay) await vscode.commands.executeCommand('mmReview.replay');
  return document;
}
