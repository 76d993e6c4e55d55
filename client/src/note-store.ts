// Keeps the notes on disk: every change is written before it is shown as done, so that neither a crash nor a restart loses one.
import * as vscode from 'vscode';
import { type Note, printNotes, readNotes } from './note.ts';

export class NoteStore implements vscode.Disposable {
  readonly #folder: vscode.Uri;
  readonly #changed = new vscode.EventEmitter<void>();
  #notes: readonly Note[] = [];
  #writing: Promise<void> = Promise.resolve();

  readonly onDidChange = this.#changed.event;
  /** Resolves when what was kept is there. */
  readonly loaded: Promise<void>;

  /** @param folder the extension's own storage */
  constructor(folder: vscode.Uri) {
    this.#folder = folder;
    this.loaded = this.#load();
  }

  all(): readonly Note[] {
    return this.#notes;
  }

  async add(note: Omit<Note, 'id' | 'at'>): Promise<Note> {
    const whole: Note = { ...note, id: crypto.randomUUID(), at: new Date().toISOString() };
    await this.#change([...this.#notes, whole]);
    return whole;
  }

  async rewrite(id: string, text: string): Promise<void> {
    await this.#change(this.#notes.map((note) => (note.id === id ? { ...note, text, block: undefined } : note)));
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#change(this.#notes.filter(({ id }) => !ids.includes(id)));
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** Where they are. */
  get file(): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, 'notes.json');
  }

  async #load(): Promise<void> {
    try {
      this.#notes = readNotes(new TextDecoder().decode(await vscode.workspace.fs.readFile(this.file)));
    } catch {
      // There are none yet.
    }
    this.#changed.fire();
  }

  /** Rejects when it cannot be written; what is shown is then what is on disk. */
  async #change(notes: readonly Note[]): Promise<void> {
    await this.loaded;
    const before = this.#notes;
    this.#notes = notes;
    this.#writing = this.#writing
      .catch(() => undefined)
      .then(async () => {
        await vscode.workspace.fs.createDirectory(this.#folder);
        await vscode.workspace.fs.writeFile(this.file, new TextEncoder().encode(printNotes(this.#notes)));
      });
    try {
      await this.#writing;
    } catch (error) {
      this.#notes = before;
      throw error;
    } finally {
      this.#changed.fire();
    }
  }
}
