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
  addEventListener(type: 'error' | 'unhandledrejection', listener: (event: Failure) => void): void;
}

interface Failure {
  readonly message?: string;
  readonly reason?: unknown;
  preventDefault(): void;
}

const scope = globalThis as unknown as WorkerScope;
const own = scope.location?.href ?? '';

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
  ...(/^(?:https?|file|vscode-\w+):/.test(own) ? { folder: new URL('.', own).href } : {}),
};

const port = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const connection = createConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port));
// A mistake of ours in one request must not take the others with it; to the client an error that nobody caught is the worker's end.
for (const type of ['error', 'unhandledrejection'] as const) {
  scope.addEventListener(type, (event) => {
    event.preventDefault();
    const { message, reason } = event;
    connection.console.error(`uncaught: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(message ?? reason)}`);
  });
}
serve(connection, browserHost(parts));
connection.listen();
