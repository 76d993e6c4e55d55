// "Review working tree": a kernel checkout needs no command. What is changed against HEAD is judged in the C files themselves, as one types.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { codeOf, hazards, lineOf, open, sample, until } from './editor.ts';
import { test } from './registry.ts';

async function inCheckout(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(realpathSync(sample('').fsPath), 'linux-'));
  const settings = vscode.workspace.getConfiguration('mmReview');
  try {
    cpSync(sample('tree').fsPath, folder, { recursive: true });
    const git = (...args: string[]): void => {
      const who = ['-c', 'user.name=Robin Shore', '-c', 'user.email=robin@example.org', '-c', 'commit.gpgsign=false'];
      execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'ignore' });
    };
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'base');
    await settings.update('kernelTree', folder, vscode.ConfigurationTarget.Workspace);
    await body(folder);
  } finally {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await settings.update('kernelTree', 'tree', vscode.ConfigurationTarget.Workspace);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

test('what is typed into a C file of a checkout is judged against HEAD, where it stands; and mended there', () =>
  inCheckout(async (folder) => {
    const document = await open(vscode.Uri.file(join(folder, 'mm/tidepool.c')));
    const at = lineOf(document, 'pool->limit = limit;');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(at, 0), '\tif (limit == 7)\n\t\treturn -EAGAIN;\n');
    await vscode.workspace.applyEdit(edit);
    const [hazard] = await until('the hazard', () => (hazards(document.uri).length > 0 ? hazards(document.uri) : undefined), 20_000);
    assert.ok(hazard);
    assert.equal(codeOf(hazard), 'lock/missing-unlock');
    assert.equal(hazard.range.start.line, at + 1);
    assert.equal(hazards(document.uri).length, 1, 'what was there before is nobody’s news');
    assert.ok(document.isDirty, 'nothing had to be saved');

    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      hazard.range,
    );
    const mend = actions.find(({ edit: change, title }) => change && /unlock|goto/.test(title));
    assert.ok(mend?.edit, actions.map(({ title }) => title).join(', '));
    await vscode.workspace.applyEdit(mend.edit);
    await until('nothing any more', () => (hazards(document.uri).length === 0 ? true : undefined), 20_000);
    assert.doesNotMatch(document.getText(), /^[+-]|^@@/m, 'the edit is one of C, not of a diff');
  }));

test('a file as HEAD has it is quiet, and the setting switches it off', () =>
  inCheckout(async (folder) => {
    const settings = vscode.workspace.getConfiguration('mmReview');
    const document = await open(vscode.Uri.file(join(folder, 'mm/tideline.c')));
    const lose = new vscode.WorkspaceEdit();
    const at = lineOf(document, 'stat->pages += folio_nr_pages(folio);');
    lose.insert(document.uri, new vscode.Position(at, 0), '\tif (folio_test_writeback(folio))\n\t\treturn -EAGAIN;\n');
    await vscode.workspace.applyEdit(lose);
    await until('the leak', () => (hazards(document.uri).some((one) => codeOf(one) === 'ref/leak') ? true : undefined), 20_000);
    await settings.update('workingTree', false, vscode.ConfigurationTarget.Global);
    await until('nothing', () => (hazards(document.uri).length === 0 ? true : undefined), 20_000);
    await settings.update('workingTree', undefined, vscode.ConfigurationTarget.Global);
    await until('the leak again', () => (hazards(document.uri).length > 0 ? true : undefined), 20_000);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until('the text of before', () => (document.isDirty ? undefined : true));
    await until('nothing in what HEAD has', () => (hazards(document.uri).length === 0 ? true : undefined), 20_000);
  }));
