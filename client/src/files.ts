// Files that the server cannot reach by itself and asks for: the extension's own where it runs in a browser, and those of folders that have no disk
// below them. Nothing else is given.
import * as vscode from 'vscode';
import { type FileParams, fileStampRequest, listFilesRequest, readBytesRequest, readTextRequest } from '../../server/src/lsp/protocol.ts';
import type { Server } from './server.ts';

/** bytes of the largest file that is read */
const most = 16 * 1024 * 1024;

/** so many at a time: a folder of GitHub answers each over the network */
const atOnce = 16;

/** @param assets the folder of the extension with the parser and the model */
export function giveFiles(server: Server, assets: vscode.Uri): void {
  const inTurn = turns(atOnce);
  const give = <T>(method: string, read: (uri: vscode.Uri) => Promise<T>): void =>
    server.answer(method, ({ uri }: FileParams) =>
      inTurn(async () => {
        const parsed = vscode.Uri.parse(uri, true);
        return isGiven(parsed, assets) ? read(parsed) : null;
      }).catch(() => null),
    );
  const bytes = async (uri: vscode.Uri): Promise<Uint8Array | null> => {
    const read = await vscode.workspace.fs.readFile(uri);
    return read.length > most ? null : read;
  };
  give(readBytesRequest, bytes);
  give(readTextRequest, async (uri) => {
    const read = await bytes(uri);
    return read && new TextDecoder().decode(read);
  });
  give(listFilesRequest, async (uri) =>
    (await vscode.workspace.fs.readDirectory(uri)).filter(([, type]) => type & vscode.FileType.File).map(([name]) => name),
  );
  give(fileStampRequest, async (uri) => {
    const { mtime, size } = await vscode.workspace.fs.stat(uri);
    return `${mtime} ${size}`;
  });
}

/** What lies in the extension, in the workspace, or in the kernel tree that the user chose. */
function isGiven(uri: vscode.Uri, assets: vscode.Uri): boolean {
  const roots = [assets, ...(vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri), ...chosenTree()];
  return !/(?:^|\/)\.\.?(?:\/|$)/.test(uri.path) && roots.some((root) => isBelow(uri, root));
}

function chosenTree(): vscode.Uri[] {
  const tree = vscode.workspace.getConfiguration('mmReview').get('kernelTree', '').trim();
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(tree) ? [vscode.Uri.parse(tree)] : [];
}

const isBelow = (uri: vscode.Uri, root: vscode.Uri): boolean =>
  uri.scheme === root.scheme && uri.authority === root.authority && uri.path.startsWith(root.path.replace(/\/*$/, '/'));

/** Lets so many run at a time, the others wait in the order in which they came. */
function turns(places: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
