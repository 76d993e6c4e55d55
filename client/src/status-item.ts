// The status bar's entry: which kernel the patch in front is read against, its era, and what is running. A click leads to what can be done.
import * as vscode from 'vscode';
import type { ProgressParams, Status } from '../../server/src/lsp/protocol.ts';
import { isReviewed } from './documents.ts';
import type { ReviewStore } from './review-store.ts';

/** After this long, what runs is told where it cannot be overlooked, with a way to end it. */
const patience = 2000;

export class StatusItem implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('mmReview.status', vscode.StatusBarAlignment.Right, 90);
  readonly #subscriptions: vscode.Disposable[];
  readonly #reviews: ReviewStore;
  readonly #cancel: () => void;
  readonly #running = new Map<string, ProgressParams>();
  readonly #ended = new vscode.EventEmitter<void>();
  #status: Status = { busy: true };
  #patience: NodeJS.Timeout | undefined;
  #telling = false;
  #isShown = false;

  /** @param cancel gives up all reviews that are under way */
  constructor(reviews: ReviewStore, cancel: () => void) {
    this.#reviews = reviews;
    this.#cancel = cancel;
    this.#item.name = 'mm Patch Review';
    this.#item.command = 'mmReview.statusMenu';
    this.#subscriptions = [
      this.#item,
      this.#ended,
      vscode.window.onDidChangeActiveTextEditor(() => this.refresh()),
      reviews.onDidChange((uri) => {
        if (!reviews.get(uri)?.soFar) this.#running.delete(uri);
        this.refresh();
      }),
    ];
    this.refresh();
  }

  /** What is shown, and what a screen reader is told; undefined while it is hidden. */
  get shown(): { readonly text: string; readonly label: string } | undefined {
    return this.#isShown ? { text: this.#item.text, label: this.#item.accessibilityInformation?.label ?? '' } : undefined;
  }

  set(status: Status): void {
    this.#status = status;
    if (!status.busy) {
      clearTimeout(this.#patience);
      this.#patience = undefined;
      this.#running.clear();
      this.#ended.fire();
    }
    this.refresh();
  }

  /** A review goes on. */
  progress(progress: ProgressParams): void {
    this.#running.set(progress.uri, progress);
    this.#patience ??= setTimeout(() => void this.#tell(), patience);
    this.refresh();
  }

  /** Gives up all reviews that are under way. */
  cancelAll(): void {
    if (!this.#status.busy) return;
    this.#cancel();
    void vscode.window.setStatusBarMessage(
      vscode.l10n.t('Reviewing was stopped. An edit, or opening the document again, begins anew.'),
      8000,
    );
  }

  /** What can be done about what the entry says. */
  async menu(): Promise<void> {
    const items: (vscode.QuickPickItem & { readonly command: string })[] = [];
    const item = (label: string, command: string): void => void items.push({ label, command });
    if (this.#status.busy) item(`$(debug-stop) ${vscode.l10n.t('Stop reviewing')}`, 'mmReview.cancelReview');
    item(`$(folder-opened) ${vscode.l10n.t('Choose the kernel tree...')}`, 'mmReview.chooseKernelTree');
    item(`$(list-tree) ${vscode.l10n.t('Show the series')}`, 'mmReview.series.focus');
    item(`$(mail) ${vscode.l10n.t('Compose a reply')}`, 'mmReview.composeReply');
    item(`$(output) ${vscode.l10n.t('Show the output')}`, 'mmReview.showOutput');
    item(`$(refresh) ${vscode.l10n.t('Restart the language server')}`, 'mmReview.restartServer');
    const chosen = await vscode.window.showQuickPick(items, { title: this.#lines().join(' · ') });
    if (chosen) await vscode.commands.executeCommand(chosen.command);
  }

  /** Shown only beside a document that is reviewed. */
  refresh(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isReviewed(document)) {
      this.#isShown = false;
      this.#item.hide();
      return;
    }
    const { tree, version, busy, message } = this.#status;
    const era = this.#reviews.get(document.uri)?.era;
    const running = this.#running.get(document.uri.toString()) ?? this.#running.values().next().value;
    const what = version ? `mm ${version}` : tree ? vscode.l10n.t('mm: tree') : vscode.l10n.t('mm: patch only');
    const icon = busy ? '$(sync~spin) ' : message ? '$(warning) ' : '';
    const eraShown = era && era.version !== version ? ` · ${vscode.l10n.t('era {0}', era.version)}` : '';
    this.#item.text = `${icon}${what}${eraShown}${busy && running ? ` · ${running.done}/${running.total}` : ''}`;
    const lines = this.#lines();
    this.#item.tooltip = [...lines, vscode.l10n.t('Click for what can be done.')].join('\n');
    this.#item.accessibilityInformation = { label: `mm Patch Review: ${lines.join(' ')}`, role: 'button' };
    this.#isShown = true;
    this.#item.show();
  }

  dispose(): void {
    clearTimeout(this.#patience);
    for (const one of this.#subscriptions) one.dispose();
  }

  #lines(): string[] {
    const { tree, version, busy, message } = this.#status;
    const document = vscode.window.activeTextEditor?.document;
    const era = document && this.#reviews.get(document.uri)?.era;
    const [running] = this.#running.values();
    return [
      tree ? vscode.l10n.t('Kernel tree: {0}', tree) : vscode.l10n.t('No kernel tree: only what the patch itself shows is checked.'),
      ...(!tree && isVirtual()
        ? [
            vscode.l10n.t(
              'The folder is a virtual one and holds no kernel: open a folder with a Makefile and mm/, or name one by its address in the settings.',
            ),
          ]
        : []),
      ...(version ? [vscode.l10n.t('It is Linux {0}.', version)] : []),
      ...(era ? [vscode.l10n.t('The patch is read as one for {0}, {1}.', era.version, eraSource(era.from))] : []),
      ...(message ? [message] : []),
      ...(busy
        ? [
            running
              ? vscode.l10n.t('Checking {0} of {1}: {2}', running.done + 1, running.total, running.what)
              : vscode.l10n.t('Checking the patch.'),
          ]
        : []),
    ];
  }

  async #tell(): Promise<void> {
    this.#patience = undefined;
    if (!this.#status.busy || this.#telling || this.#running.size === 0) return;
    this.#telling = true;
    const title = vscode.l10n.t('Reviewing');
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (progress, token) => {
      token.onCancellationRequested(() => this.cancelAll());
      return new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          const [running] = this.#running.values();
          if (running) progress.report({ message: vscode.l10n.t('{0} of {1}: {2}', running.done + 1, running.total, running.what) });
        }, 250);
        const subscription = this.#ended.event(() => {
          clearInterval(timer);
          subscription.dispose();
          resolve();
        });
      });
    });
    this.#telling = false;
  }
}

/** Folders of GitHub and the like, which no program can read. */
const isVirtual = (): boolean => vscode.workspace.workspaceFolders?.every(({ uri }) => uri.scheme !== 'file') ?? false;

function eraSource(from: 'tree' | 'base-commit' | 'mail' | 'date' | 'names'): string {
  switch (from) {
    case 'tree':
      return vscode.l10n.t('as its tree says');
    case 'base-commit':
      return vscode.l10n.t('as its base-commit says');
    case 'mail':
      return vscode.l10n.t('as its mail says');
    case 'date':
      return vscode.l10n.t('by its date');
    case 'names':
      return vscode.l10n.t('by the names that it uses');
  }
}
