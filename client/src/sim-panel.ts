// One sim panel: a webview, the server's session behind it, and the editor beside it. It passes questions on and decides nothing.
import * as vscode from 'vscode';
import {
  type Answers,
  type OpenParams,
  type PlaceData,
  type ReplayData,
  type ReplaySource,
  type Resume,
  type SimAsk,
  simAskRequest,
  simCancelNotification,
  simCloseNotification,
  simOpenRequest,
} from '../../server/src/lsp/sim-protocol.ts';
import { isPlainTextWithPatch, isReviewed, readAsMail } from './documents.ts';
import type { CopyWhat, Kept, ToHost, ToPage } from './panel/messages.ts';
import type { Server } from './server.ts';
import { StepHighlight } from './sim-highlight.ts';
import { panelPage } from './sim-html.ts';
import { linkQuery } from './sim-link.ts';

/** Also in package.json: the panel is restored and opened by this name. */
export const panelType = 'mmReview.sim';
export const fileEnding = 'mmreplay';

export interface PanelOptions {
  readonly panel: vscode.WebviewPanel;
  readonly source: ReplaySource;
  readonly resume?: Resume;
  readonly kept?: Kept;
  readonly server: Server;
  readonly extension: vscode.Uri;
  readonly output: vscode.LogOutputChannel;
  readonly openFile: () => void;
  readonly closed: (panel: SimPanel) => void;
}

export class SimPanel {
  readonly #options: PanelOptions;
  readonly #panel: vscode.WebviewPanel;
  readonly #highlight: StepHighlight;
  #source: ReplaySource;
  #resume: Resume | undefined;
  #kept: Kept | undefined;
  #replay: ReplayData | undefined;
  /** what the page shows, if it heard of it */
  #told: Extract<ToPage, { readonly type: 'replay' | 'failed' }> | undefined;
  /** counts what was begun to be shown: answers that come late are somebody else's */
  #turn = 0;
  #loads = 0;
  #sought = false;

  constructor(options: PanelOptions) {
    this.#options = options;
    this.#panel = options.panel;
    this.#source = options.source;
    this.#resume = options.resume;
    this.#kept = options.kept;
    this.#highlight = new StepHighlight((uri, line) => {
      if (this.#panel.visible) this.#post({ type: 'cursor', uri, line });
    });
    const { webview } = this.#panel;
    const dist = vscode.Uri.joinPath(options.extension, 'dist');
    webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [dist] };
    webview.onDidReceiveMessage((message: ToHost) => void this.#receive(message));
    this.#panel.onDidChangeViewState(() => void (this.#panel.visible || this.#highlight.show([], 'none')));
    this.#panel.onDidDispose(() => this.#close());
    // Before the page is there, so that both load at once: VS Code keeps messages for a page until it has loaded, or took long to (`#ready`).
    void this.#begin();
    webview.html = panelPage({
      script: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'panel.js')).toString(),
      strings: vscode.l10n.bundle ?? {},
      nonce: Array.from(globalThis.crypto.getRandomValues(new Uint8Array(18)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    });
  }

  get source(): ReplaySource {
    return this.#source;
  }

  /** where its reader is, as far as the page has told */
  get kept(): Kept | undefined {
    return this.#kept;
  }

  /** Somebody went a way of his own in here, or tried changes: nothing else may take its place. */
  get workedIn(): boolean {
    return this.#kept?.schedule !== undefined || (this.#kept?.tried?.length ?? 0) > 0;
  }

  get session(): string | undefined {
    return this.#replay?.session;
  }

  reveal(): void {
    this.#panel.reveal(undefined, false);
  }

  /** Another replay in the same page, which stands already. */
  show(source: ReplaySource, resume: Resume | undefined): void {
    this.#source = source;
    this.#resume = resume;
    this.#kept = undefined;
    this.#sought = false;
    this.reveal();
    void this.#begin();
  }

  /** The server tells how far it is. */
  progress(states: number): void {
    this.#post({ type: 'progress', states });
  }

  async #open(): Promise<ReplayData> {
    const { server } = this.#options;
    const source = this.#source;
    if (source.kind === 'document') await openForServer(source.uri);
    const resume = resumeOf(this.#kept) ?? this.#resume;
    const params: OpenParams = { source, ...(resume ? { resume } : {}) };
    return server.request<ReplayData>(simOpenRequest, params);
  }

  async #receive(message: ToHost): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#ready();
      case 'missed':
        return this.#told && this.#post(this.#told);
      case 'ask':
        return this.#ask(message.id, message.ask);
      case 'cancel':
        if (this.#replay) this.#options.server.notify(simCancelNotification, { session: this.#replay.session });
        return;
      case 'highlight':
        return this.#highlight.show(message.places, message.reveal, this.#panel.viewColumn);
      case 'kept':
        this.#kept = message.kept;
        return;
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        return this.#post({ type: 'said', text: copied()[message.what] });
      case 'save':
        return this.#save(message.text);
      case 'open':
        return this.#options.openFile();
      case 'link':
        return this.#link(message.kept);
    }
  }

  /** Opens a session on the server and shows it; the one before ends. */
  async #begin(): Promise<void> {
    this.#endSession();
    const turn = ++this.#turn;
    try {
      const replay = await this.#open();
      if (turn !== this.#turn) return this.#options.server.notify(simCloseNotification, { session: replay.session });
      this.#replay = replay;
      this.#panel.title = replay.title;
      this.#tell({ type: 'replay', replay, ...(this.#kept ? { kept: this.#kept } : {}) });
      // VS Code takes its time to load a page: until it stands, the patch itself shows the step.
      if (this.#loads === 0) await this.#highlight.show(placesShown(replay), 'none');
      if (replay.seeks !== undefined) await this.#seek(replay.seeks, turn);
    } catch (error) {
      if (turn !== this.#turn) return;
      const message = sentence(error);
      this.#options.output.warn(`Replay: ${message}`);
      this.#tell({ type: 'failed', message });
    }
  }

  /** A replay file names the document that it was made from: when the workspace has it, the sources are linked to it. */
  async #seek(name: string, turn: number): Promise<void> {
    if (this.#sought || !isPlainName(name)) return;
    this.#sought = true;
    const found = await vscode.workspace.findFiles(`**/${name}`, '**/{node_modules,.git}/**', 4);
    for (const uri of found) await openForServer(uri.toString()).catch(() => undefined);
    if (found.length > 0 && turn === this.#turn) await this.#begin();
  }

  /**
   * The page stands. For the first time: what it shows is under way, unless it was told before the page could listen: VS Code waits 200 ms for a page
   * to load, and then gives it its messages anyway. Again, in another window for instance: the session is made anew, the reader is put back.
   */
  #ready(): void {
    if (++this.#loads > 1) void this.#begin();
    else if (this.#told?.type === 'failed') this.#post(this.#told);
    else if (this.#told) this.#post({ type: 'has', session: this.#told.replay.session });
  }

  async #ask(id: number, ask: SimAsk): Promise<void> {
    try {
      if (!this.#replay) throw new Error(vscode.l10n.t('There is no replay to ask about.'));
      const answer = await this.#options.server.request<Answers[SimAsk['do']]>(simAskRequest, { session: this.#replay.session, ask });
      this.#post({ type: 'answer', id, ok: true, answer });
    } catch (error) {
      this.#post({ type: 'answer', id, ok: false, message: sentence(error) });
    }
  }

  async #save(text: string): Promise<void> {
    const name = `${(this.#replay?.title ?? 'replay').replace(/[^\w.-]+/g, '-').slice(0, 60)}.${fileEnding}`;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const uri = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Save the Replay'),
      filters: { [vscode.l10n.t('Replays')]: [fileEnding] },
      ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
    });
    if (!uri) return;
    try {
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      this.#post({ type: 'said', text: vscode.l10n.t('Saved {0}', uri.path.split('/').at(-1) ?? '') });
    } catch (error) {
      void vscode.window.showErrorMessage(vscode.l10n.t('The replay could not be saved: {0}', sentence(error)));
    }
  }

  async #link(kept: Kept): Promise<void> {
    const query = linkQuery(this.#source, resumeOf(kept));
    if (query === undefined) return this.#post({ type: 'said', text: vscode.l10n.t('Save this replay first: a link leads to its file') });
    await vscode.env.clipboard.writeText(`${vscode.env.uriScheme}://mm-patch-review.mm-patch-review/replay?${query}`);
    this.#post({ type: 'said', text: vscode.l10n.t('Copied a link that opens this step') });
  }

  #tell(message: Extract<ToPage, { readonly type: 'replay' | 'failed' }>): void {
    this.#told = message;
    this.#post(message);
  }

  #post(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }

  #endSession(): void {
    if (this.#replay) this.#options.server.notify(simCloseNotification, { session: this.#replay.session });
    this.#replay = undefined;
    this.#told = undefined;
  }

  #close(): void {
    this.#turn++;
    this.#highlight.dispose();
    this.#endSession();
    this.#options.closed(this);
  }
}

const copied = (): Readonly<Record<CopyWhat, string>> => ({
  columns: vscode.l10n.t('Copied the columns for a mail'),
  reply: vscode.l10n.t('Copied a reply with the columns under the quoted hunk'),
  promela: vscode.l10n.t('Copied the Promela model'),
  json: vscode.l10n.t('Copied the trace as JSON'),
});

function placesShown({ runs, show, at }: ReplayData): readonly PlaceData[] {
  return runs.find(({ id }) => id === show)?.steps[at - 1]?.places ?? [];
}

function resumeOf(kept: Kept | undefined): Resume | undefined {
  if (!kept) return undefined;
  const { run, at, schedule, others, tried } = kept;
  return { run, at, ...(schedule ? { schedule } : {}), ...(others ? { others } : {}), ...(tried ? { tried } : {}) };
}

/** The server reads open documents alone: the panel may have been restored before its document was. */
async function openForServer(uri: string): Promise<void> {
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  } catch {
    throw new Error(vscode.l10n.t('The document of this replay cannot be opened any more: {0}', uri));
  }
  if (!isReviewed(document) && isPlainTextWithPatch(document)) await readAsMail(document);
}

/** A name of a file, and no pattern of names: a stranger may have written it. */
function isPlainName(name: string): boolean {
  return name.length <= 200 && !/[/\\*?{}[\]!,]/.test(name) && !name.startsWith('.');
}

function sentence(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
