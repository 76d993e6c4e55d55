// Hazards that were looked at and let go: a file in the workspace (.mmreview/dismissed.json), so that it can be read, reviewed and shared;
// the extension's own storage where there is no workspace, or one that is not trusted: a stranger's folder must not hide hazards.
import * as vscode from 'vscode';
import { type Dismissal, dismissedFile, printDismissed, readDismissed } from '../../server/src/reply/dismissed.ts';

export class Dismissals implements vscode.Disposable {
  readonly #storage: vscode.Uri;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  #watchers: vscode.Disposable[] = [];
  #entries: ReadonlyMap<string, Dismissal> = new Map();
  #problem: { readonly file: vscode.Uri; readonly why: string } | undefined;
  #told = '';
  #writing: Promise<unknown> = Promise.resolve();

  readonly onDidChange = this.#changed.event;

  /** @param storage the extension's own storage, for where there is no workspace */
  constructor(storage: vscode.Uri) {
    this.#storage = storage;
    const moved = (): void => {
      this.#watch();
      void this.load();
    };
    this.#subscriptions = [vscode.workspace.onDidChangeWorkspaceFolders(moved), vscode.workspace.onDidGrantWorkspaceTrust(moved)];
    this.#watch();
  }

  /** By fingerprint. */
  get entries(): ReadonlyMap<string, Dismissal> {
    return this.#entries;
  }

  /** Fingerprint -> reason. */
  reasons(): Map<string, string> {
    return new Map([...this.#entries.values()].map(({ fingerprint, reason }) => [fingerprint, reason]));
  }

  /** The file that is read and written. */
  get file(): vscode.Uri {
    const folder = vscode.workspace.isTrusted ? vscode.workspace.workspaceFolders?.[0] : undefined;
    return folder ? vscode.Uri.joinPath(folder.uri, dismissedFile) : vscode.Uri.joinPath(this.#storage, 'dismissed.json');
  }

  /** Reads the file anew; what is wrong with it is said once. */
  async load(): Promise<void> {
    const file = this.file;
    let text = '';
    try {
      text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    } catch {
      // None yet.
    }
    const { entries, problem } = readDismissed(text);
    this.#entries = entries;
    this.#problem = problem === undefined ? undefined : { file, why: problem };
    this.#changed.fire();
    if (problem !== undefined && problem !== this.#told) void this.#tell(file, problem);
    this.#told = problem ?? '';
  }

  /** Rejects with a sentence for the user when the file cannot be written. */
  add(entry: Dismissal): Promise<void> {
    return this.#change((entries) => entries.set(entry.fingerprint, entry));
  }

  remove(fingerprint: string): Promise<void> {
    return this.#change((entries) => entries.delete(fingerprint));
  }

  dispose(): void {
    for (const one of [...this.#subscriptions, ...this.#watchers, this.#changed]) one.dispose();
  }

  /** One after the other, each on what the file says by then: somebody else may have written it. */
  #change(change: (entries: Map<string, Dismissal>) => unknown): Promise<void> {
    const done = this.#writing
      .catch(() => undefined)
      .then(async () => {
        await this.load();
        if (this.#problem) {
          throw new Error(
            vscode.l10n.t(
              '{0} is not written over: {1}. Mend or remove it, and dismiss again.',
              name(this.#problem.file),
              this.#problem.why,
            ),
          );
        }
        const entries = new Map(this.#entries);
        change(entries);
        const file = this.file;
        try {
          await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, '..'));
          await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(printDismissed(entries.values())));
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error);
          throw new Error(vscode.l10n.t('{0} could not be written: {1}. Open a folder that you may write to.', name(file), why));
        }
        this.#entries = entries;
        this.#changed.fire();
      });
    this.#writing = done;
    return done;
  }

  #watch(): void {
    for (const one of this.#watchers) one.dispose();
    const folder = vscode.workspace.workspaceFolders?.[0];
    if (!folder) {
      this.#watchers = [];
      return;
    }
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, dismissedFile));
    const load = (): void => void this.load();
    this.#watchers = [watcher, watcher.onDidChange(load), watcher.onDidCreate(load), watcher.onDidDelete(load)];
  }

  async #tell(file: vscode.Uri, why: string): Promise<void> {
    const open = vscode.l10n.t('Open the File');
    const text = vscode.l10n.t('Dismissed hazards are shown again, for {0} cannot be read: {1}.', name(file), why);
    if ((await vscode.window.showWarningMessage(text, open)) === open) await vscode.window.showTextDocument(file);
  }
}

const name = (file: vscode.Uri): string => vscode.workspace.asRelativePath(file, false);
