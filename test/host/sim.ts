// Where a replay is met in the editor: above the line, in the light bulb, in the hover; and that it opens as a panel.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hazards, hoverText, lensTitles, open, sample, until } from './editor.ts';
import { test } from './registry.ts';

function panels(): vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('mmReview.sim'));
}

test('a hazard offers its replay above its line, in the light bulb and in the hover', async () => {
  const document = await open(sample('ref-leak.patch'));
  const [hazard] = await until('the hazard', () => (hazards(document.uri).length > 0 ? hazards(document.uri) : undefined));
  assert.ok(hazard);
  assert.match((await lensTitles(document.uri)).join('\n'), /Replay: ref\/leak in tide_line_account\(\)/);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, hazard.range);
  assert.ok(
    actions.some(({ title, command }) => title.startsWith('Replay: ref/leak') && command?.command === 'mmReview.replayOffer'),
    actions.map(({ title }) => title).join('\n'),
  );
  const hover = await hoverText(document, 'return -EAGAIN', 'return');
  assert.match(hover, /\[Replay\]\(command:mmReview\.replayOffer\?/);
});

test('the replay opens beside the patch, once', async () => {
  const document = await open(sample('ref-leak.patch'));
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    hazards(document.uri)[0]?.range ?? new vscode.Range(24, 0, 24, 0),
  );
  const command = actions.find(({ title }) => title.startsWith('Replay: ref/leak'))?.command;
  assert.ok(command);
  const begun = Date.now();
  await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
  await until('the panel', () => (panels().some(({ label }) => label.includes('ref/leak')) ? true : undefined), 20_000);
  const took = Date.now() - begun;
  await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
  assert.equal(panels().length, 1, 'the same replay is the same panel');
  await vscode.window.tabGroups.close(panels());
  return `the page had its replay ${took} ms after the click`;
});

test('what a stranger puts behind a replay command does nothing', async () => {
  await vscode.commands.executeCommand('mmReview.replayOffer', { uri: 1 }, ['x']);
  assert.equal(panels().length, 0);
});
