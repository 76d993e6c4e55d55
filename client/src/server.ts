// The language server: a process or a worker that is started when the first patch is opened, and not before. When it dies it is started again.
import * as vscode from 'vscode';
import { CloseAction, type CloseHandlerResult, ErrorAction, type LanguageClientOptions, State } from 'vscode-languageclient';
import { clientCommands, type InitializationOptions, type Status, statusNotification } from '../../server/src/lsp/protocol.ts';
import { replayCommand } from '../../server/src/lsp/sim-protocol.ts';
import { selector } from './documents.ts';
import type { MadeClient, Platform } from './platform.ts';
import { showHazardCommand } from './show-hazard.ts';

/** Shows diagnostics, or others in their place. */
export type Diagnose = (
  uri: vscode.Uri,
  diagnostics: vscode.Diagnostic[],
  show: (uri: vscode.Uri, diagnostics: vscode.Diagnostic[]) => void,
) => void;

/** From here on a document is sent to the server in a turn of its own. */
const manyLines = 20_000;

/** So often within so long it is started again; then it is somebody's turn to look. */
const lives = 4;
const livesWithinMs = 3 * 60_000;

export class Server implements vscode.Disposable {
  readonly #platform: Platform;
  readonly #assets: vscode.Uri;
  readonly #rulePages: vscode.Uri;
  readonly #onStatus: (status: Status) => void;
  readonly #diagnose: Diagnose;
  readonly #output: vscode.LogOutputChannel;
  #made: MadeClient | undefined;
  #starting: Promise<void> | undefined;
  readonly #listeners = new Map<string, (params: unknown) => void>();
  readonly #answers = new Map<string, (params: unknown) => unknown>();
  #onRunning: (() => void) | undefined;
  #deaths: number[] = [];

  /**
   * @param assets folder of the extension with the bundled server
   * @param rulePages folder with the rules' pages
   * @param output where the server's messages go
   * @param onStatus called for each status that the server reports
   */
  constructor(
    platform: Platform,
    assets: vscode.Uri,
    rulePages: vscode.Uri,
    output: vscode.LogOutputChannel,
    onStatus: (status: Status) => void,
    diagnose: Diagnose,
  ) {
    this.#platform = platform;
    this.#assets = assets;
    this.#rulePages = rulePages;
    this.#output = output;
    this.#onStatus = onStatus;
    this.#diagnose = diagnose;
  }

  /** Starts the server unless it runs. Says in the editor when it cannot, and never rejects. */
  start(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async restart(): Promise<void> {
    this.#deaths = [];
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.#starting;
    const made = this.#made;
    this.#made = undefined;
    this.#starting = undefined;
    // A server that died already has nothing left to stop.
    await made?.client.dispose().catch((error: unknown) => this.#output.warn(`The language server did not end cleanly: ${String(error)}`));
    made?.end?.();
  }

  /** Asks the server, once it runs; starts it when it does not. Rejects with the server's sentence. */
  async request<R>(method: string, params: unknown): Promise<R> {
    await this.start();
    if (!this.#made) throw new Error(vscode.l10n.t('The language server does not run; see the output channel of mm Patch Review.'));
    return this.#made.client.sendRequest<R>(method, params);
  }

  /** The same for what may be missing: null when the server has no answer, or does not run. */
  async ask<R>(method: string, params: unknown): Promise<R | null> {
    await this.#starting;
    const client = this.#made?.client;
    if (client?.state !== State.Running) return null;
    try {
      return (await client.sendRequest<R | null>(method, params)) ?? null;
    } catch (error) {
      this.#output.warn(`${method}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }

  /** Tells the server something, if it runs. */
  notify(method: string, params: unknown): void {
    const client = this.#made?.client;
    if (client?.state === State.Running) void client.sendNotification(method, params).catch(() => undefined);
  }

  /** Calls back whenever a server has begun to run, the first time and after each end. */
  onRunning(listener: () => void): void {
    this.#onRunning = listener;
  }

  /** Listens for what the server says, also after it was started again. */
  on<P>(method: string, listener: (params: P) => void): void {
    const listens = (params: unknown): void => listener(params as P);
    this.#listeners.set(method, listens);
    this.#made?.client.onNotification(method, listens);
  }

  /** Answers what the server asks, also after it was started again. To be said before the first start. */
  answer<P, R>(method: string, answers: (params: P) => Promise<R>): void {
    this.#answers.set(method, (params) => answers(params as P));
  }

  dispose(): void {
    void this.stop();
  }

  async #start(): Promise<void> {
    try {
      const made = await this.#platform.makeClient(this.#assets, this.#clientOptions());
      const { client } = made;
      client.onNotification(statusNotification, this.#onStatus);
      for (const [method, listener] of this.#listeners) client.onNotification(method, listener);
      for (const [method, answers] of this.#answers) client.onRequest(method, answers);
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) this.#onRunning?.();
      });
      this.#made = made;
      await client.start();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#output.error(reason);
      this.#onStatus({ busy: false, message: vscode.l10n.t('The language server did not start: {0}', reason) });
      void this.#offerHelp(vscode.l10n.t('mm Patch Review cannot check patches: its language server did not start ({0}).', reason));
    }
  }

  async #offerHelp(text: string): Promise<void> {
    const again = vscode.l10n.t('Try Again');
    const show = vscode.l10n.t('Show Output');
    const choice = await vscode.window.showErrorMessage(text, again, show);
    if (choice === again) await this.restart();
    if (choice === show) this.#output.show();
  }

  /** Notes and dismissals live on this side: a server that dies takes nothing with it. */
  #closed(): CloseHandlerResult {
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < livesWithinMs), now];
    if (this.#deaths.length <= lives) {
      this.#output.warn(`The language server ended; it is started again (${this.#deaths.length} of ${lives}).`);
      return { action: CloseAction.Restart, handled: true };
    }
    this.#onStatus({ busy: false, message: vscode.l10n.t('The language server keeps ending.') });
    void this.#offerHelp(
      vscode.l10n.t(
        'The language server of mm Patch Review ended {0} times in {1} minutes. Your notes are kept. Close the document that was opened last, and try again.',
        this.#deaths.length,
        livesWithinMs / 60_000,
      ),
    );
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  #clientOptions(): LanguageClientOptions {
    return {
      documentSelector: selector,
      outputChannel: this.#output,
      diagnosticCollectionName: 'mm Patch Review',
      initializationOptions: {
        showHazardCommand,
        rulePages: this.#rulePages.toString(),
        assets: this.#assets.toString(),
        givesFiles: true,
        commands: [...Object.values(clientCommands), replayCommand],
      } satisfies InitializationOptions,
      middleware: {
        handleDiagnostics: (uri, diagnostics, next) => this.#diagnose(uri, diagnostics, next),
        // A text of megabytes has just kept the extension host busy: others get their turn before it is written out again.
        async didOpen(document, next) {
          if (document.lineCount > manyLines) await new Promise((resolve) => setTimeout(resolve, 20));
          if (!document.isClosed) await next(document);
        },
      },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.#closed(),
      },
    };
  }
}
