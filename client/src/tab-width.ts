// Tabs in patches are eight columns wide, also in the editors that a window comes back with.
import * as vscode from 'vscode';
import { isReviewed } from './documents.ts';

/**
 * A window makes the editors that it comes back with before it knows what the extension says of their languages; they keep the width that all other files
 * have. What the settings say now is given to them; where indentation is to be detected, that stands.
 */
export function keepTabWidth(editor: vscode.TextEditor): void {
  if (!isReviewed(editor.document)) return;
  const settings = vscode.workspace.getConfiguration('editor', editor.document);
  if (settings.get('detectIndentation', true)) return;
  const [tabSize, insertSpaces] = [settings.get('tabSize', 8), settings.get('insertSpaces', false)];
  if (editor.options.tabSize === tabSize && editor.options.insertSpaces === insertSpaces) return;
  editor.options = { ...editor.options, tabSize, insertSpaces };
}
