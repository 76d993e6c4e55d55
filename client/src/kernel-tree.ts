// Choosing the kernel tree that patches are read against.
import * as vscode from 'vscode';

/** Asks for a folder, looks whether it is a kernel, and writes the setting. */
export async function chooseKernelTree(): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: vscode.l10n.t('The kernel tree that patches apply to'),
    openLabel: vscode.l10n.t('Use as Kernel Tree'),
  });
  const folder = chosen?.[0];
  if (!folder) return;
  const name = folder.scheme === 'file' ? folder.fsPath : folder.toString(true);
  const missing = await missingParts(folder);
  if (missing.length > 0) {
    const anyway = vscode.l10n.t('Use It Anyway');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('{0} does not look like a kernel tree: {1} is missing.', name, missing.join(', ')),
      anyway,
    );
    if (answer !== anyway) return;
  }
  await save(folder.scheme === 'file' ? folder.fsPath : folder.toString());
}

/** The parts of a kernel tree that the folder does not have. */
async function missingParts(folder: vscode.Uri): Promise<string[]> {
  const missing: string[] = [];
  for (const part of ['Makefile', 'mm']) {
    try {
      await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, part));
    } catch {
      missing.push(part);
    }
  }
  return missing;
}

async function save(path: string): Promise<void> {
  // An untrusted workspace may not say where files are read from; the user may.
  const inWorkspace = vscode.workspace.workspaceFolders !== undefined && vscode.workspace.isTrusted;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  try {
    await vscode.workspace.getConfiguration('mmReview').update('kernelTree', path, target);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The setting mmReview.kernelTree could not be written: {0}. Write it in the settings by hand.', reason),
    );
  }
}
