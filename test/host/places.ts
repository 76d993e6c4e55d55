// What the editor shows and where it leads at single places: of patches, and of C files of the kernel tree.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { hazards, hoverText, lineOf, open, sample, until } from './editor.ts';
import { test } from './registry.ts';

const missing = 'lock-missing-unlock.patch';

async function reviewed(file: string): Promise<vscode.TextDocument> {
  const document = await open(sample(file));
  await until('the hazard', () => (hazards(document.uri).length > 0 ? true : undefined));
  return document;
}

test('a hover on a line tells what is held there, on a lock its order', async () => {
  const document = await reviewed(missing);
  assert.match(await hoverText(document, 'limit < READ_ONCE', 'limit'), /held: `pool->resize_lock` \(mutex\)/);
  assert.match(await hoverText(document, 'mutex_unlock(&pool->resize_lock);', 'resize_lock'), /\*\*Lock\*\* `pool->resize_lock`/);
  assert.match(await hoverText(document, 'mutex_unlock(&pool->resize_lock);', 'mutex_unlock'), /Callers must:/);
});

test('from a line of the diff into the tree, and to all that name a member', async () => {
  const document = await reviewed(missing);
  const line = lineOf(document, ' 	mutex_unlock(&pool->resize_lock);');
  const at = new vscode.Position(line, document.lineAt(line).text.indexOf('resize_lock') + 2);
  const header = new vscode.Position(lineOf(document, '+++ b/mm/tidepool.c'), 10);
  const [file] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    header,
  );
  const target = file && ('targetUri' in file ? file.targetUri : file.uri);
  assert.match(target?.path ?? '', /\/tree\/mm\/tidepool\.c$/);
  const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, at);
  assert.ok(found.some((l) => l.uri.toString() === document.uri.toString()));
  assert.ok(found.some((l) => l.uri.path.endsWith('/tree/mm/tidepool.c')));
});

test('from a call in the diff to the function in the tree', async () => {
  const document = await reviewed('lock-unbalanced-unlock.patch');
  const line = lineOf(document, 'tide_limit_valid(limit)');
  const at = new vscode.Position(line, document.lineAt(line).text.indexOf('tide_limit_valid') + 3);
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    at,
  );
  const [uri, range] = found.map((one) => ('targetUri' in one ? [one.targetUri, one.targetRange] : [one.uri, one.range]))[0] as [
    vscode.Uri,
    vscode.Range,
  ];
  assert.match(uri.path, /\/tree\/mm\/tidepool\.c$/);
  const file = await vscode.workspace.openTextDocument(uri);
  assert.match(file.lineAt(range.start.line).text, /^static bool tide_limit_valid\(/);
});

test('the outline: patches, files, functions; folds by mail, file and hunk', async () => {
  const series = await open(sample('series-two-patches.mbox'));
  const symbols = await until('the outline', async () => {
    const now = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', series.uri);
    return now?.length > 0 ? now : undefined;
  });
  const drawn = (all: readonly vscode.DocumentSymbol[], depth = 0): string[] =>
    all.flatMap(({ name, children }) => [`${'  '.repeat(depth)}${name}`, ...drawn(children, depth + 1)]);
  const lines = drawn(symbols);
  assert.match(lines[0] ?? '', /\[PATCH 1\/2\]/);
  assert.ok(lines.includes('  mm/tideline.c'), lines.join('\n'));
  assert.ok(
    lines.some((line) => /^ {4}tide_line_account$/.test(line)),
    lines.join('\n'),
  );
  const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', series.uri);
  const starts = new Set(folds.map(({ start }) => series.lineAt(start).text.split(' ', 1)[0]));
  for (const wanted of ['From', 'diff', '@@']) assert.ok(starts.has(wanted), `${wanted} among ${[...starts].join(', ')}`);
});

test('commits in the words of a mail are links', async () => {
  const content = readFileSync(sample('ref-leak.patch').fsPath, 'utf8').replace(
    'They are neither clean',
    'Fixes: 0123456789ab ("mm: tide")\nThey are neither clean',
  );
  const document = await vscode.workspace.openTextDocument({ language: 'mm-mail', content });
  const links = await until('the link', async () => {
    const now = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    return now.find(({ target }) => target?.path.endsWith('/0123456789ab'));
  });
  assert.equal(document.getText(links.range), '0123456789ab');
});

test('hints behind the lines, once they are asked for', async () => {
  const document = await reviewed(missing);
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = (): Thenable<vscode.InlayHint[]> => vscode.commands.executeCommand('vscode.executeInlayHintProvider', document.uri, whole);
  assert.deepEqual(await hints(), []);
  const settings = vscode.workspace.getConfiguration('mmReview');
  await settings.update('inlayHints', true, vscode.ConfigurationTarget.Global);
  const shown = await until('hints', async () => {
    const now = await hints();
    return now.length > 0 ? now : undefined;
  });
  await settings.update('inlayHints', undefined, vscode.ConfigurationTarget.Global);
  assert.ok(shown.some(({ label }) => label === 'nothing held'));
});

test('calls that take and give back are tokens of their own; folding, links and the outline', async () => {
  const document = await reviewed('lock-double-lock.patch');
  const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
    'vscode.provideDocumentSemanticTokensLegend',
    document.uri,
  );
  assert.deepEqual(legend.tokenTypes, ['mmLock', 'mmReference', 'mmCharge']);
  const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
  assert.ok(tokens.data.length >= 3 * 5);
  const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
  assert.ok(folds.length >= 2);
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
  assert.ok(symbols.length > 0);
  const series = await open(sample('series-two-patches.mbox'));
  const links = await until('links', async () => {
    const now = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', series.uri);
    return now.some(({ target }) => target?.authority === 'lore.kernel.org') ? now : undefined;
  });
  assert.ok(links.some(({ target }) => target?.path.includes('20241122090000.1-robin')));
});

test('the light bulb mends: one edit, counts and all, and the hazard is gone', async () => {
  const document = await reviewed(missing);
  const [hazard] = hazards(document.uri);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    hazard!.range,
  );
  const mend = actions.find(({ title }) => title === 'Leave through "goto out;" instead');
  assert.ok(mend?.edit, actions.map(({ title }) => title).join(', '));
  await vscode.workspace.applyEdit(mend.edit);
  assert.match(document.getText(), /^@@ -42,6 \+42,10 @@/m);
  await until('no hazard', () => (hazards(document.uri).length === 0 ? true : undefined));
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});

test('in a C file of the tree a hover tells what is held', async () => {
  const [uri] = await vscode.workspace.findFiles('**/tree/mm/tidepool.c', undefined, 1);
  assert.ok(uri);
  const document = await open(uri);
  const text = await until('the hover', async () => {
    const said = await hoverText(document, 'pool->limit = limit;', 'limit');
    return /Here/.test(said) ? said : undefined;
  });
  assert.match(text, /held: `pool->resize_lock` \(mutex\)/);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});
