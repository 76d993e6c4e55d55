// The entry of the status bar: which tree, its version, the era of the patch in front; gone where there is no patch.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { desk, open, reviewed, sample, until } from './editor.ts';
import { test } from './registry.ts';

test('the status bar tells the tree, its version and the era', async () => {
  const { status } = desk();
  const document = await open(sample('ref-leak.patch'));
  await until('the review', () => reviewed(document.uri));
  const shown = await until('the entry', () =>
    status.shown?.text === 'mm 6.12' && /\/tree It is /.test(status.shown.label) ? status.shown : undefined,
  );
  assert.match(shown.label, /Kernel tree: .*tree It is Linux 6\.12\. The patch is read as one for 6\.12, as its tree says\./);

  // Of another time: what the names and the date say is told beside the tree's version.
  const content = readFileSync(sample('ref-leak.patch').fsPath, 'utf8')
    .replaceAll('mm/tideline.c', 'mm/elsewhere.c')
    .replace('10 Nov 2024', '10 Jan 2023');
  const older = await vscode.workspace.openTextDocument({ language: 'mm-mail', content });
  await vscode.window.showTextDocument(older);
  await until('its review', () => reviewed(older.uri));
  const era = await until('the era', () => (/era/.test(status.shown?.text ?? '') ? status.shown : undefined));
  assert.match(era.text, /^mm 6\.12 · era 6\.[12]$/);
  assert.match(era.label, /The patch is read as one for 6\.[12], by its date\./);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');

  await open(sample('README.md'));
  await until('nothing where there is no patch', () => (status.shown === undefined ? true : undefined));
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});

test('without a tree the status bar says that hunks alone are read', async () => {
  const { status } = desk();
  const settings = vscode.workspace.getConfiguration('mmReview');
  await settings.update('kernelTree', 'gone', vscode.ConfigurationTarget.Workspace);
  try {
    const document = await open(sample('ref-leak.patch'));
    await until('the review', () => reviewed(document.uri));
    const shown = await until('the entry', () => (status.shown?.text.includes('mm: patch only') ? status.shown : undefined));
    assert.match(shown.label, /No kernel tree: only what the patch itself shows is checked\..*cannot be used: .*gone: no such folder/);
  } finally {
    await settings.update('kernelTree', 'tree', vscode.ConfigurationTarget.Workspace);
    await until('the tree again', () => (status.shown?.text === 'mm 6.12' ? true : undefined));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  }
});
