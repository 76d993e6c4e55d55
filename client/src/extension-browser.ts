// The extension's entry in a browser (vscode.dev, github.dev): the server is a web worker, and there is neither disk nor git.
import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { begin, end, type TestView } from './activate.ts';
import type { MadeClient, Platform } from './platform.ts';

/** What of a page's workers is used; the types of pages are not those of Node. */
interface PageWorker {
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

interface Page {
  readonly Worker: new (address: string, options: { readonly name: string }) => PageWorker;
}

/** A worker that fails ends its connection, as a process does that dies: the client starts another. */
class WorkerReader extends BrowserMessageReader {
  constructor(worker: PageWorker, failed: (why: string) => void) {
    super(worker as unknown as ConstructorParameters<typeof BrowserMessageReader>[0]);
    worker.addEventListener('error', ({ message }) => {
      failed(message ?? '');
      this.fireClose();
    });
  }
}

const platform: Platform = {
  browser: true,
  async makeClient(assets, options): Promise<MadeClient> {
    // Through VS Code, not by its address: whatever the extension was loaded from, a worker may run what is in a blob of its own page.
    const script = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(assets, 'server-browser.js'));
    const { Worker } = globalThis as unknown as Page;
    let worker: PageWorker | undefined;
    const start = async () => {
      worker?.terminate();
      const address = URL.createObjectURL(new Blob([new Uint8Array(script)], { type: 'text/javascript' }));
      worker = new Worker(address, { name: 'mm Patch Review' });
      const reader = new WorkerReader(worker, (why) =>
        options.outputChannel?.appendLine(`The worker of the language server failed: ${why}`),
      );
      return { reader, writer: new BrowserMessageWriter(worker as unknown as ConstructorParameters<typeof BrowserMessageWriter>[0]) };
    };
    return { client: new LanguageClient('mmReview', 'mm Patch Review', start, options), end: () => worker?.terminate() };
  },
};

export const activate = (context: vscode.ExtensionContext): TestView | undefined => begin(context, platform);

export const deactivate = (): Promise<void> => end();
