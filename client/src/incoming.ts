// Patches that come from elsewhere (a clipboard, git, an archive) become files of the extension's own storage: they have a name, need no
// "save?" when they are closed, and notes find them again after a restart.
import * as vscode from 'vscode';

/** As many are kept; the oldest go first. */
const keep = 200;

export class Incoming {
  readonly #folder: vscode.Uri;

  /** @param storage the extension's own storage */
  constructor(storage: vscode.Uri) {
    this.#folder = vscode.Uri.joinPath(storage, 'incoming');
  }

  /**
   * Keeps the text under a name made of `title` and shows it.
   * @param extension `.mbox`, `.patch` ...
   */
  async show(title: string, extension: string, text: string): Promise<vscode.TextDocument> {
    await vscode.workspace.fs.createDirectory(this.#folder);
    await this.#prune();
    const name = fileName(title);
    const bytes = new TextEncoder().encode(text);
    let uri = vscode.Uri.joinPath(this.#folder, `${name}${extension}`);
    // The same thing again is the same document; another one of that name stands beside it.
    for (let n = 2; n < 1000 && !(await holds(uri, bytes)); n++) uri = vscode.Uri.joinPath(this.#folder, `${name}-${n}${extension}`);
    await vscode.workspace.fs.writeFile(uri, bytes);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
    return document;
  }

  async #prune(): Promise<void> {
    const files = (await vscode.workspace.fs.readDirectory(this.#folder)).filter(([, type]) => type === vscode.FileType.File);
    if (files.length < keep) return;
    const aged = await Promise.all(
      files.map(async ([name]) => {
        const uri = vscode.Uri.joinPath(this.#folder, name);
        return { uri, at: (await vscode.workspace.fs.stat(uri)).mtime };
      }),
    );
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    for (const { uri } of aged.sort((a, b) => a.at - b.at).slice(0, files.length - keep + 1)) {
      if (!open.has(uri.toString())) await vscode.workspace.fs.delete(uri);
    }
  }
}

/** Whether the file is not there yet, or holds these very bytes. */
async function holds(uri: vscode.Uri, bytes: Uint8Array): Promise<boolean> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size !== bytes.length) return false;
    const there = await vscode.workspace.fs.readFile(uri);
    return there.every((byte, i) => byte === bytes[i]);
  } catch {
    return true;
  }
}

/** What any file system takes for a name. */
export function fileName(title: string): string {
  const name = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9._@+-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
  return name || 'patch';
}
