// What code actions and the palette lead to: documents that are made by the server.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { desk, lineOf, open, reviewed, sample, until } from './editor.ts';
import { test } from './registry.ts';

/** The text of the document that was opened beside the patch. */
function beside(part: RegExp): Promise<string> {
  return until(`a document like ${part}`, () =>
    vscode.workspace.textDocuments.find(({ uri, getText }) => uri.scheme === 'mm-review' && part.test(getText()))?.getText(),
  );
}

async function leak(): Promise<{ readonly document: vscode.TextDocument; readonly fingerprint: string }> {
  const document = await open(sample('ref-leak.patch'));
  const review = await until('the review', () => reviewed(document.uri));
  return { document, fingerprint: review.findings[0]?.fingerprint ?? '' };
}

test('the path of a hazard, a contract and the questions to ask are documents', async () => {
  const { document, fingerprint } = await leak();
  const uri = document.uri.toString();
  await vscode.commands.executeCommand('mmReview.explainPath', { uri, fingerprint });
  assert.match(await beside(/## The path/), /leaves with the reference to folio[^]*\+\t\treturn -EAGAIN;/);
  await vscode.commands.executeCommand('mmReview.showContract', { uri, name: 'folio_put' });
  assert.match(await beside(/folio_put\(struct folio/), /@context/);
  const quiet = await open(sample('fixed-ref-leak.patch'));
  await until('its review', () => reviewed(quiet.uri));
  await vscode.commands.executeCommand('mmReview.showPrompts', { uri: quiet.uri.toString() });
  assert.match(await beside(/## tide_line_peek\(\)/), /`filemap_get_folio\(\)` gives something to own/, 'asked although nothing is wrong');
  await vscode.commands.executeCommand('mmReview.showContract', { name: 'no_such_function' });
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});

test('the light bulb on a hazard offers to explain and to dismiss it', async () => {
  const { document } = await leak();
  const line = lineOf(document, '+		return -EAGAIN;');
  const range = new vscode.Range(line, 4, line, 6);
  const actions = await until('code actions', async () => {
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range);
    return found.length > 0 ? found : undefined;
  });
  const commands = actions.map(({ command }) => command?.command);
  for (const wanted of ['mmReview.explainPath', 'mmReview.dismiss'])
    assert.ok(commands.includes(wanted), `${wanted} among ${actions.map(({ title }) => title).join(', ')}`);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});

test('hazards are threads of their own where that is wished', async () => {
  const { document } = await leak();
  const line = lineOf(document, '+		return -EAGAIN;');
  const { comments } = desk();
  assert.equal(comments.shown(document.uri).size, 0, 'nothing by default');
  const settings = vscode.workspace.getConfiguration('mmReview');
  await settings.update('findingThreads', true, vscode.ConfigurationTarget.Global);
  const said = await until('the thread', () => comments.shown(document.uri).get(line));
  assert.match(said.join('\n'), /^mm Patch Review: the reference to folio is lost here/);
  await settings.update('findingThreads', undefined, vscode.ConfigurationTarget.Global);
  await until('no thread', () => (comments.shown(document.uri).size === 0 ? true : undefined));
});

test('writing on the line of a hazard opens its thread', async () => {
  const { document } = await leak();
  const line = lineOf(document, '+		return -EAGAIN;');
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  editor.selection = new vscode.Selection(line, 4, line, 4);
  await vscode.commands.executeCommand('mmReview.answerHazard');
  assert.match(desk().comments.shown(document.uri).get(line)?.join('\n') ?? '', /^mm Patch Review: /);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});

test('the page of a rule opens beside the patch, out of the extension itself', async () => {
  const { document } = await leak();
  const line = lineOf(document, '+		return -EAGAIN;');
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(line, 4, line, 6),
  );
  const page = actions.find(({ command }) => command?.command === 'mmReview.openRule')?.command;
  assert.match(String(page?.arguments?.[0]?.page), /\/docs\/rules\/ref-leak\.md$/);
  await vscode.commands.executeCommand('mmReview.openRule', ...(page?.arguments ?? []));
  await until('its page', () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label.includes('ref-leak.md')));
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});
