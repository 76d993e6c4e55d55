// Threads on the lines of a patch: what the tool found there, and what the reviewer has to say. One thread for each line.
import * as vscode from 'vscode';
import type { FindingData } from '../../server/src/lsp/protocol.ts';
import type { Dismissals } from './dismissals.ts';
import { isReviewed } from './documents.ts';
import { type MailPlace, type Note, type PlacedNote, placeNotes, type TextLines } from './note.ts';
import type { NoteStore } from './note-store.ts';
import type { ReviewStore } from './review-store.ts';

/** A note as VS Code shows it. */
class NoteComment implements vscode.Comment {
  readonly note: Note;
  /** plain text, as the mail will be */
  body: string | vscode.MarkdownString;
  mode = vscode.CommentMode.Preview;
  readonly contextValue = 'note';
  readonly author: vscode.CommentAuthorInformation;
  readonly timestamp: Date;
  readonly label?: string;
  thread: vscode.CommentThread | undefined;

  constructor({ note, lost }: PlacedNote) {
    this.note = note;
    this.body = [note.text, ...(note.block ?? [])].join('\n');
    this.author = { name: vscode.l10n.t('You') };
    this.timestamp = new Date(note.at);
    if (lost) this.label = vscode.l10n.t('its line has gone: {0}', note.lineText.trim());
  }
}

interface Shown {
  readonly thread: vscode.CommentThread;
  /** what it shows, to see whether it has to change */
  what: string;
}

interface OnLine {
  readonly findings: FindingData[];
  readonly notes: PlacedNote[];
}

export class Comments implements vscode.Disposable {
  readonly #controller: vscode.CommentController;
  readonly #notes: NoteStore;
  readonly #reviews: ReviewStore;
  readonly #dismissals: Dismissals;
  /** document -> line -> thread */
  readonly #threads = new Map<string, Map<number, Shown>>();
  readonly #subscriptions: vscode.Disposable[];
  /** the making of threads that is under way for a document */
  readonly #making = new Map<string, symbol>();
  /** lines that were asked to be open */
  readonly #opened = new Set<string>();

  constructor(notes: NoteStore, reviews: ReviewStore, dismissals: Dismissals) {
    this.#notes = notes;
    this.#reviews = reviews;
    this.#dismissals = dismissals;
    this.#controller = vscode.comments.createCommentController('mmReview', 'mm Patch Review');
    this.#controller.options = { placeHolder: vscode.l10n.t('A note for the reply, plain text'), prompt: vscode.l10n.t('Note') };
    this.#controller.commentingRangeProvider = {
      provideCommentingRanges: (document) => (isReviewed(document) ? [new vscode.Range(0, 0, Math.max(0, document.lineCount - 1), 0)] : []),
    };
    const all = (): void => {
      for (const document of vscode.workspace.textDocuments) if (isReviewed(document)) this.#show(document);
    };
    const one = (uri: string): void => {
      const document = vscode.workspace.textDocuments.find((other) => other.uri.toString() === uri);
      if (document && isReviewed(document)) this.#show(document);
    };
    this.#subscriptions = [
      this.#controller,
      notes.onDidChange(all),
      dismissals.onDidChange(all),
      reviews.onDidChange(one),
      vscode.workspace.onDidOpenTextDocument((document) => one(document.uri.toString())),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document.uri.toString())),
      vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('mmReview.findingThreads') && all()),
    ];
    all();
  }

  /** Keeps what was typed into a thread, new or old. */
  async add({ thread, text }: vscode.CommentReply): Promise<void> {
    const uri = thread.uri.toString();
    const line = thread.range?.start.line ?? 0;
    const known = this.#threads.get(uri)?.get(line)?.thread === thread;
    if (text.trim() === '') return;
    this.#opened.add(`${uri}#${line}`);
    await this.write(thread.uri, line, text);
    // VS Code made it for the typing; ours has taken its place.
    if (!known) thread.dispose();
  }

  /** Keeps a note on a line of an open document. Says in the editor when it cannot be kept. */
  async write(uri: vscode.Uri, line: number, text: string, block?: readonly string[]): Promise<Note | undefined> {
    const document = await vscode.workspace.openTextDocument(uri);
    const mail = this.#mails(uri.toString()).find(({ start, end }) => line >= start && line <= end);
    try {
      return await this.#notes.add({
        uri: uri.toString(),
        line,
        lineText: document.lineAt(Math.min(line, document.lineCount - 1)).text,
        ...(mail?.messageId === undefined ? {} : { mail: mail.messageId, offset: line - mail.start }),
        text,
        ...(block ? { block } : {}),
      });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(
        vscode.l10n.t('The note could not be kept: {0}. Copy it, and see whether the disk is full.', why),
      );
      return undefined;
    }
  }

  /** Opens the thread of a line, so that it can be answered; answers whether there is one. */
  open(uri: vscode.Uri, line: number): boolean {
    this.#opened.add(`${uri.toString()}#${line}`);
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (document) this.#show(document);
    const shown = this.#threads.get(uri.toString())?.get(line);
    if (shown) shown.thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    return shown !== undefined;
  }

  edit(comment: vscode.Comment): void {
    this.#setMode(comment, vscode.CommentMode.Editing);
  }

  cancelEdit(comment: vscode.Comment): void {
    if (comment instanceof NoteComment) comment.body = [comment.note.text, ...(comment.note.block ?? [])].join('\n');
    this.#setMode(comment, vscode.CommentMode.Preview);
  }

  async save(comment: vscode.Comment): Promise<void> {
    if (!(comment instanceof NoteComment)) return;
    const text = typeof comment.body === 'string' ? comment.body : comment.body.value;
    if (text.trim() === '') await this.#notes.remove([comment.note.id]);
    else await this.#notes.rewrite(comment.note.id, text);
  }

  async remove(comment: vscode.Comment): Promise<void> {
    if (comment instanceof NoteComment) await this.#notes.remove([comment.note.id]);
  }

  /** The notes of an open document at the lines where they stand now. */
  placed(document: vscode.TextDocument): PlacedNote[] {
    const text: TextLines = { count: document.lineCount, line: (index) => document.lineAt(index).text };
    return placeNotes(this.#notes.all(), document.uri.toString(), text, this.#mails(document.uri.toString()));
  }

  /** What stands in the threads of a document, by line: authors and texts. */
  shown(uri: vscode.Uri): ReadonlyMap<number, readonly string[]> {
    const said = ({ author, body }: vscode.Comment): string => `${author.name}: ${typeof body === 'string' ? body : body.value}`;
    return new Map([...(this.#threads.get(uri.toString()) ?? [])].map(([line, { thread }]) => [line, thread.comments.map(said)]));
  }

  dispose(): void {
    for (const threads of this.#threads.values()) for (const { thread } of threads.values()) thread.dispose();
    for (const one of this.#subscriptions) one.dispose();
  }

  #mails(uri: string): MailPlace[] {
    return (this.#reviews.get(uri)?.patches ?? []).map(({ mail: { messageId, range } }) => ({
      ...(messageId === undefined ? {} : { messageId }),
      start: range.start.line,
      end: range.end.line,
    }));
  }

  #forget(uri: string): void {
    for (const { thread } of this.#threads.get(uri)?.values() ?? []) thread.dispose();
    this.#threads.delete(uri);
    this.#making.delete(uri);
  }

  #show(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    const wanted = new Map<number, OnLine>();
    const at = (line: number): OnLine => {
      let here = wanted.get(line);
      if (!here) wanted.set(line, (here = { findings: [], notes: [] }));
      return here;
    };
    for (const placed of this.placed(document)) at(placed.line).notes.push(placed);
    const everywhere = vscode.workspace.getConfiguration('mmReview', document).get('findingThreads', false);
    for (const finding of this.#reviews.get(uri)?.findings ?? []) {
      if (finding.change !== 'introduced' || this.#dismissals.entries.has(finding.fingerprint)) continue;
      const { line } = finding.input.start;
      if (everywhere || wanted.has(line) || this.#opened.has(`${uri}#${line}`)) at(line).findings.push(finding);
    }
    const threads = this.#threads.get(uri) ?? new Map<number, Shown>();
    this.#threads.set(uri, threads);
    for (const [line, { thread }] of threads) {
      if (wanted.has(line)) continue;
      thread.dispose();
      threads.delete(line);
    }
    void this.#make(document, threads, wanted);
  }

  /** Each thread is work for VS Code: a document with hundreds gets them a few at a time. */
  async #make(document: vscode.TextDocument, threads: Map<number, Shown>, wanted: ReadonlyMap<number, OnLine>): Promise<void> {
    const uri = document.uri.toString();
    const mine = Symbol();
    this.#making.set(uri, mine);
    let since = performance.now();
    for (const [line, { findings, notes }] of wanted) {
      if (performance.now() - since > 8) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (this.#making.get(uri) !== mine || document.isClosed) return;
        since = performance.now();
      }
      // A thread that is made anew would close under the reader's eyes: only what is different is touched.
      const what = JSON.stringify([
        findings.map(({ fingerprint, message }) => [fingerprint, message]),
        notes.map(({ note, lost }) => [note, lost]),
      ]);
      const shown = threads.get(line);
      if (shown?.what === what) continue;
      const comments = [...findings.map(findingComment), ...notes.map((placed) => new NoteComment(placed))];
      const thread = shown?.thread ?? this.#controller.createCommentThread(document.uri, new vscode.Range(line, 0, line, 0), []);
      for (const comment of comments) if (comment instanceof NoteComment) comment.thread = thread;
      thread.comments = comments;
      thread.label = findings.length > 0 ? findings.map(({ rule }) => rule).join(', ') : vscode.l10n.t('Note');
      thread.contextValue = findings.length > 0 ? 'hazard' : 'note';
      if (!shown) {
        const open = this.#opened.has(`${uri}#${line}`);
        thread.collapsibleState = open ? vscode.CommentThreadCollapsibleState.Expanded : vscode.CommentThreadCollapsibleState.Collapsed;
      }
      threads.set(line, { thread, what });
    }
  }

  #setMode(comment: vscode.Comment, mode: vscode.CommentMode): void {
    if (!(comment instanceof NoteComment) || !comment.thread) return;
    comment.mode = mode;
    // VS Code looks at the list only when it is another one.
    comment.thread.comments = [...comment.thread.comments];
  }
}

/** Plain text: what comes out of a patch is no markup, and needs none. */
function findingComment(finding: FindingData): vscode.Comment {
  const steps = finding.path.map(
    ({ file = finding.file, line, note }, index) => `${index + 1}. ${file}${line > 0 ? `:${line}` : ''}: ${note}`,
  );
  return {
    body: plainBody([finding.message, steps.join('\n'), finding.remedy ?? ''].filter((part) => part !== '').join('\n\n')),
    mode: vscode.CommentMode.Preview,
    author: { name: 'mm Patch Review' },
    label: finding.rule,
    contextValue: 'finding',
  };
}

const plainBody = (text: string): string => text.replaceAll('`', '');
