// Where a replay is met in the editor: above the line, in the light bulb, in the hover; and that it opens as a panel.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { SeriesItem } from '../../client/src/series-view.ts';
import { desk, hazards, hoverText, lensTitles, open, sample, until } from './editor.ts';
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
  // The list of problems asks for fixes alone.
  const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    hazard.range,
    vscode.CodeActionKind.QuickFix.value,
  );
  assert.ok(fixes.some(({ command }) => command?.command === 'mmReview.replayOffer'));
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

test('the series view and the command palette replay a hazard too', async () => {
  const document = await open(sample('ref-leak.patch'));
  const { series } = desk();
  const hazardIn = async (items: readonly SeriesItem[]): Promise<SeriesItem | undefined> => {
    for (const item of items) {
      if (item.kind === 'hazard' && item.uri === document.uri.toString()) return item;
      const found = await hazardIn(await series.getChildren(item));
      if (found) return found;
    }
    return undefined;
  };
  const item = await until('the hazard in the series view', async () => hazardIn(await series.getChildren()));
  const replayed = (): Promise<true> =>
    until('the panel', () => (panels().some(({ label }) => label.includes('ref/leak')) ? true : undefined), 20_000);
  await vscode.commands.executeCommand('mmReview.replay', item);
  await replayed();
  await vscode.window.tabGroups.close(panels());
  const editor = await vscode.window.showTextDocument(document);
  const line = hazards(document.uri)[0]?.range.start ?? new vscode.Position(24, 0);
  editor.selection = new vscode.Selection(line, line);
  await vscode.commands.executeCommand('mmReview.replay');
  await replayed();
  await vscode.window.tabGroups.close(panels());
});

test('what a stranger puts behind a replay command does nothing', async () => {
  await vscode.commands.executeCommand('mmReview.replayOffer', { uri: 1 }, ['x']);
  assert.equal(panels().length, 0);
});

/** The one panel that stands, once it shows this step of this replay. */
async function shows(source: object, at: number): Promise<void> {
  await until(
    `step ${at} of ${JSON.stringify(source)}`,
    () => {
      const [panel, ...others] = [...desk().replays];
      if (!panel || others.length > 0 || panel.kept?.at !== at) return undefined;
      return (
        Object.entries(source).every(([key, value]) => (panel.source as unknown as Record<string, unknown>)[key] === value) || undefined
      );
    },
    20_000,
  );
}

const link = (query: Record<string, string>): vscode.Uri =>
  vscode.Uri.from({
    scheme: vscode.env.uriScheme,
    authority: 'mm-patch-review.mm-patch-review',
    path: '/replay',
    query: new URLSearchParams(query).toString(),
  });

test('a link opens the replay of a document at its step, the next one takes its place', async () => {
  const document = await open(sample('ref-leak.patch'));
  const offers = await until('the replay', async () => {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
    return found.find(({ command }) => command?.title.startsWith('Replay: ref/leak'))?.command?.arguments;
  });
  const [uri, id] = offers as [string, string];
  await vscode.commands.executeCommand('vscode.open', link({ document: uri, replay: id, run: 'path', step: '1' }));
  await shows({ kind: 'document', replay: id }, 1);
  await vscode.commands.executeCommand('vscode.open', link({ scenario: 'damon-folio-lru', variant: 'flag_first', run: 'only', step: '2' }));
  await shows({ kind: 'scenario', variant: 'flag_first' }, 2);
  assert.equal(panels().length, 1, 'a page that nobody worked in shows the next replay');
  // Which rule may come first is the machine's affair: a schedule that does not fit is told, and is nobody's way.
  let own: unknown;
  for (let rule = 0; rule < 12 && !own; rule++) {
    const schedule = { schedule: rule.toString(36), run: 'only', step: '1' };
    await vscode.commands.executeCommand('vscode.open', link({ scenario: 'damon-folio-lru', variant: 'pinned_first', ...schedule }));
    await shows({ kind: 'scenario', variant: 'pinned_first' }, 1);
    own = [...desk().replays].find(({ workedIn }) => workedIn);
  }
  assert.ok(own, 'somebody went a way of his own');
  await vscode.commands.executeCommand('vscode.open', link({ scenario: 'damon-folio-lru', variant: 'flag_first', run: 'only', step: '2' }));
  await until('a second panel', () => (panels().length === 2 ? true : undefined));
  await vscode.window.tabGroups.close(panels());
});

test('a link that leads to another machine, or nowhere, opens nothing', async () => {
  for (const query of [{ document: 'https://example.org/x', replay: 'race:x' }, { file: 'file://server/share/x.mmreplay' }, {}]) {
    await vscode.commands.executeCommand('vscode.open', link(query as Record<string, string>));
  }
  await vscode.commands.executeCommand('vscode.open', link({ scenario: 'damon-folio-lru', variant: 'flag_first', run: 'only', step: '1' }));
  await shows({ kind: 'scenario', variant: 'flag_first' }, 1);
  assert.equal(panels().length, 1);
  await vscode.window.tabGroups.close(panels());
});
