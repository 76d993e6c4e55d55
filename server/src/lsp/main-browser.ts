/**
 * The server's entry in a web worker. The folder with the parser and the model is where the worker's script lies; a client whose worker has no
 * address of its own (a blob) says it in InitializationOptions.assets.
 */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { type BrowserParts, browserHost } from './host-browser.ts';
import { serve } from './server.ts';

/** What a worker has that is used here. */
interface WorkerScope {
  readonly location?: { readonly href: string };
  fetch(url: string): Promise<{ readonly ok: boolean; readonly status: number; arrayBuffer(): Promise<ArrayBuffer> }>;
}

const scope = globalThis as unknown as WorkerScope;

const parts: BrowserParts = {
  async fetch(url) {
    const answer = await scope.fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.arrayBuffer();
  },
  // a timer would wait four milliseconds each time
  yield: () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(0);
    }),
};

let found: (folder: string) => void = () => undefined;
const assets = new Promise<string>((resolve) => {
  found = resolve;
});
const own = scope.location?.href ?? '';
const folder = /^(?:https?|file|vscode-\w+):/.test(own) ? new URL('.', own).href : undefined;

const port = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const connection = createConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port));
serve(connection, {
  ...browserHost(assets, parts),
  assetsAt: (given) => {
    const at = given ?? folder;
    if (at !== undefined) found(at);
  },
});
connection.listen();
