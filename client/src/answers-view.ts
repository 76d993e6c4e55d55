// The view of what the reviewer has said so far: notes that wait for a reply, and hazards that were dismissed.
import * as vscode from 'vscode';
import type { Dismissal } from '../../server/src/reply/dismissed.ts';
import type { Dismissals } from './dismissals.ts';
import type { Note } from './note.ts';
import type { NoteStore } from './note-store.ts';
import { showHazardCommand } from './show-hazard.ts';

export type AnswerItem =
  | { readonly kind: 'notes' }
  | { readonly kind: 'dismissed' }
  | { readonly kind: 'note'; readonly note: Note }
  | { readonly kind: 'dismissal'; readonly dismissal: Dismissal };

export class AnswersView implements vscode.TreeDataProvider<AnswerItem>, vscode.Disposable {
  readonly #notes: NoteStore;
  readonly #dismissals: Dismissals;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(notes: NoteStore, dismissals: Dismissals) {
    this.#notes = notes;
    this.#dismissals = dismissals;
    const again = (): void => this.#changed.fire();
    this.#subscriptions = [
      vscode.window.createTreeView('mmReview.answers', { treeDataProvider: this }),
      this.#changed,
      notes.onDidChange(again),
      dismissals.onDidChange(again),
    ];
  }

  getChildren(item?: AnswerItem): AnswerItem[] {
    const notes = this.#notes.all();
    const dismissed = [...this.#dismissals.entries.values()];
    if (!item) {
      return [...(notes.length > 0 ? [{ kind: 'notes' } as const] : []), ...(dismissed.length > 0 ? [{ kind: 'dismissed' } as const] : [])];
    }
    if (item.kind === 'notes') return notes.map((note) => ({ kind: 'note', note }));
    if (item.kind === 'dismissed') return dismissed.map((dismissal) => ({ kind: 'dismissal', dismissal }));
    return [];
  }

  getTreeItem(item: AnswerItem): vscode.TreeItem {
    switch (item.kind) {
      case 'notes':
        return branch(vscode.l10n.t('Notes'), 'comment-discussion', 'notes', this.#notes.all().length);
      case 'dismissed':
        return branch(vscode.l10n.t('Dismissed'), 'circle-slash', 'dismissed', this.#dismissals.entries.size);
      case 'note':
        return noteItem(item.note);
      case 'dismissal':
        return dismissalItem(item.dismissal);
    }
  }

  dispose(): void {
    for (const one of this.#subscriptions) one.dispose();
  }
}

function branch(label: string, icon: string, context: string, count: number): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.description = String(count);
  item.contextValue = context;
  return item;
}

function noteItem(note: Note): vscode.TreeItem {
  const item = new vscode.TreeItem(note.text.split('\n', 1)[0] ?? '');
  item.iconPath = new vscode.ThemeIcon('comment');
  item.description = `${note.lineText.trim()} · ${vscode.Uri.parse(note.uri).path.split('/').at(-1)}`;
  item.tooltip = `${note.lineText}\n\n${note.text}`;
  item.contextValue = 'note';
  const place = { line: note.line, character: 0 };
  item.command = { command: showHazardCommand, title: vscode.l10n.t('Show'), arguments: [note.uri, { start: place, end: place }] };
  return item;
}

function dismissalItem({ rule, reason, function: inFunction, file, message, subject, by, at }: Dismissal): vscode.TreeItem {
  const item = new vscode.TreeItem(inFunction ? `${rule} ${inFunction}()` : rule);
  item.iconPath = new vscode.ThemeIcon('circle-slash');
  item.description = reason;
  item.tooltip = [reason, message, file, subject, [by, at?.slice(0, 10)].filter((part) => part).join(', ')]
    .filter((part) => part)
    .join('\n');
  item.contextValue = 'dismissal';
  return item;
}
