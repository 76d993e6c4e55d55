// The language server: a Node process that is started when the first patch is opened, and not before.
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { type InitializationOptions, type Status, statusNotification } from '../../server/src/lsp/protocol.ts';
import { selector } from './documents.ts';
import { showHazardCommand } from './show-hazard.ts';

export class Server implements vscode.Disposable {
  readonly #module: string;
  readonly #rulePages: vscode.Uri;
  readonly #onStatus: (status: Status) => void;
  readonly #output: vscode.LogOutputChannel;
  #client: LanguageClient | undefined;
  #starting: Promise<void> | undefined;
  readonly #listeners = new Map<string, (params: unknown) => void>();

  /**
   * @param module path of the bundled server
   * @param rulePages folder with the rules' pages
   * @param output where the server's messages go
   * @param onStatus called for each status that the server reports
   */
  constructor(module: string, rulePages: vscode.Uri, output: vscode.LogOutputChannel, onStatus: (status: Status) => void) {
    this.#module = module;
    this.#rulePages = rulePages;
    this.#output = output;
    this.#onStatus = onStatus;
  }

  /** Starts the server unless it runs. Says in the editor when it cannot, and never rejects. */
  start(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.#starting;
    const client = this.#client;
    this.#client = undefined;
    this.#starting = undefined;
    // A server that died already has nothing left to stop.
    await client?.dispose().catch((error: unknown) => this.#output.warn(`The language server did not end cleanly: ${String(error)}`));
  }

  dispose(): void {
    void this.stop();
  }

  /** Asks the server, once it runs; starts it when it does not. Rejects with the server's sentence. */
  async request<R>(method: string, params: unknown): Promise<R> {
    await this.start();
    if (!this.#client) throw new Error('The language server does not run; see the output channel of mm Patch Review.');
    return this.#client.sendRequest<R>(method, params);
  }

  /** Tells the server something, if it runs. */
  notify(method: string, params: unknown): void {
    void this.#client?.sendNotification(method, params).catch(() => undefined);
  }

  /** Listens for what the server says, also after it was started again. */
  on<P>(method: string, listener: (params: P) => void): void {
    const listens = (params: unknown): void => listener(params as P);
    this.#listeners.set(method, listens);
    this.#client?.onNotification(method, listens);
  }

  async #start(): Promise<void> {
    try {
      if (!existsSync(this.#module)) throw new Error(`${this.#module} is missing; install the extension again, or run \`npm run build\``);
      const client = new LanguageClient('mmReview', 'mm Patch Review', this.#serverOptions(), this.#clientOptions());
      client.onNotification(statusNotification, this.#onStatus);
      for (const [method, listener] of this.#listeners) client.onNotification(method, listener);
      this.#client = client;
      await client.start();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#output.error(reason);
      this.#onStatus({ busy: false, message: `The language server did not start: ${reason}` });
      void this.#offerHelp(reason);
    }
  }

  async #offerHelp(reason: string): Promise<void> {
    const again = 'Try Again';
    const show = 'Show Output';
    const text = `mm Patch Review cannot check patches: its language server did not start (${reason}).`;
    const choice = await vscode.window.showErrorMessage(text, again, show);
    if (choice === again) await this.restart();
    if (choice === show) this.#output.show();
  }

  #serverOptions(): ServerOptions {
    const run = { module: this.#module, transport: TransportKind.ipc };
    return { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6019', '--enable-source-maps'] } } };
  }

  #clientOptions(): LanguageClientOptions {
    return {
      documentSelector: selector,
      outputChannel: this.#output,
      diagnosticCollectionName: 'mm Patch Review',
      initializationOptions: { showHazardCommand, rulePages: this.#rulePages.toString() } satisfies InitializationOptions,
    };
  }
}
