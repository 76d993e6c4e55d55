// The folder of the tests as vscode-vfs://samples/, read over HTTP from the server that the workbench came from: what an editor without a disk has. What
// is written stays in memory.
const vscode = require('vscode');

exports.activate = (context) => {
  const { authority } = context.extensionUri;
  const written = new Map();
  const changed = new vscode.EventEmitter();
  const ask = async (room, uri) => {
    const answer = await fetch(`http://${authority}/${room}${uri.path.split('/').map(encodeURIComponent).join('/')}`);
    if (!answer.ok) throw vscode.FileSystemError.FileNotFound(uri);
    return answer;
  };
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider(
      'vscode-vfs',
      {
        onDidChangeFile: changed.event,
        watch: () => new vscode.Disposable(() => undefined),
        async stat(uri) {
          const mine = written.get(uri.path);
          return mine ? { type: 1, ctime: 0, mtime: mine.mtime, size: mine.bytes.length } : (await ask('stat', uri)).json();
        },
        readDirectory: async (uri) => (await ask('list', uri)).json(),
        async readFile(uri) {
          return written.get(uri.path)?.bytes ?? new Uint8Array(await (await ask('file', uri)).arrayBuffer());
        },
        writeFile(uri, bytes) {
          written.set(uri.path, { bytes, mtime: Date.now() });
          changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
        },
        createDirectory: () => undefined,
        delete(uri) {
          written.delete(uri.path);
          changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
        },
        rename() {
          throw vscode.FileSystemError.NoPermissions('no renaming here');
        },
      },
      { isCaseSensitive: true },
    ),
  );
};
