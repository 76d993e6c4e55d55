// The series view, dismissals and replies that ask about findings: five patches in two versions go in, a mail comes out.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import * as vscode from 'vscode';
import type { SeriesItem } from '../../client/src/series-view.ts';
import { codeOf, desk, hazards, lineOf, open, reviewed, sample, until } from './editor.ts';
import { test } from './registry.ts';

/** Label and description of each item, what is below it indented. */
async function drawn(): Promise<string[]> {
  const { series } = desk();
  const out: string[] = [];
  const draw = async (item: SeriesItem, depth: number): Promise<void> => {
    const { label, description } = series.getTreeItem(item);
    out.push(`${'  '.repeat(depth)}${String(label)}${description ? ` | ${String(description)}` : ''}`);
    for (const child of await series.getChildren(item)) await draw(child, depth + 1);
  };
  for (const item of await series.getChildren()) await draw(item, 0);
  return out;
}

/** Tabs and reviews are told of one after the other. */
async function drawnSoon(): Promise<string[]> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  return drawn();
}

async function hazardItem(rule: string): Promise<SeriesItem> {
  const { series } = desk();
  const walk = async (items: readonly SeriesItem[]): Promise<SeriesItem | undefined> => {
    for (const item of items) {
      if (item.kind === 'hazard' && item.finding.rule === rule && item.finding.change === 'introduced') return item;
      const found = await walk(await series.getChildren(item));
      if (found) return found;
    }
    return undefined;
  };
  const found = await walk(await series.getChildren());
  assert.ok(found, rule);
  return found;
}

const closeAll = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeAllEditors');
const dismissedFile = (): string => sample('.mmreview/dismissed.json').fsPath;

test('the series view: patches, files, functions, hazards; which patch brings a hazard and which mends it', async () => {
  await closeAll();
  const document = await open(sample('series-five-v1.mbox'));
  await until('the review', () => reviewed(document.uri));
  const lines = await drawnSoon();
  assert.match(lines[0] ?? '', /^mm: tide pools that can be watched \| 5 patches · 3 introduced \(1 mended later\), 1 fixed$/);
  const at = (part: RegExp): number => lines.findIndex((line) => part.test(line));
  assert.ok(at(/^ {2}2\/5 mm\/tideline: do not count folios under writeback \| 1 introduced \(1 mended later\)$/) > 0, lines.join('\n'));
  assert.ok(at(/^ {4}mm\/tideline\.c \| .*applies to the tree$/) > 0, lines.join('\n'));
  assert.ok(at(/^ {6}tide_line_account\(\) \| 1 introduced/) > 0, lines.join('\n'));
  assert.ok(at(/^ {8}ref\/leak \| line \d+ · mended by 4\/5 · the reference to folio is lost here/) > 0, lines.join('\n'));
  assert.ok(at(/^ {8}ref\/leak \| line \d+ · fixed here · /) > at(/^ {2}4\/5 /), lines.join('\n'));
});

test('two versions of a series: which hazards went, which came', async () => {
  const document = await open(sample('series-five-v2.mbox'));
  await until('the review', () => reviewed(document.uri));
  const lines = await drawnSoon();
  assert.match(lines[0] ?? '', / \| v1, v2 · /);
  assert.match(lines[1] ?? '', /^ {2}v2 \| 5 patches · .* · against v1: 1 gone, 1 came, 1 stayed$/);
  assert.match(lines[2] ?? '', /^ {4}Gone since v1 \| 1$/);
  assert.match(lines[3] ?? '', /^ {6}lock\/sleep-in-atomic/);
  assert.match(lines[4] ?? '', /^ {4}New since v1 \| 1$/);
  assert.match(lines[5] ?? '', /^ {6}lock\/missing-unlock/);
});

test('the scenarios that a patch touches come behind its files, once the server has tried them', async () => {
  await closeAll();
  const { series } = desk();
  const holds = (kind: SeriesItem['kind'], items = series.getChildren()): boolean =>
    items.some((item) => item.kind === kind || holds(kind, series.getChildren(item)));
  // what VS Code finds each time that it is told to look
  const seen = { files: false, scenario: false };
  const listens = series.onDidChangeTreeData(() => {
    seen.files ||= holds('file');
    seen.scenario ||= holds('scenario');
  });
  try {
    await open(sample('race-drain.patch'));
    await until('its files', () => seen.files || undefined);
    await until('a scenario', () => seen.scenario || undefined);
  } finally {
    listens.dispose();
  }
});

test('a patch of its own has no series above it; its tabs are eight columns wide', async () => {
  await closeAll();
  const document = await open(sample('ref-leak.patch'));
  await until('the review', () => reviewed(document.uri));
  const lines = await drawnSoon();
  assert.match(lines[0] ?? '', /^mm\/tideline: do not count folios under writeback \| 1 introduced$/);
  assert.match(lines[1] ?? '', /^ {2}mm\/tideline\.c \| /);
  assert.equal(vscode.window.activeTextEditor?.options.tabSize, 8);
});

test('what does not apply says so, and why', async () => {
  await closeAll();
  const content = readFileSync(sample('ref-leak.patch').fsPath, 'utf8').replaceAll('mm/tideline.c', 'mm/nowhere.c');
  const document = await vscode.workspace.openTextDocument({ language: 'mm-mail', content });
  await vscode.window.showTextDocument(document);
  await until('the review', () => reviewed(document.uri));
  assert.match((await drawnSoon()).find((line) => line.includes('nowhere.c')) ?? '', /hunks only: .*not in this tree/);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
});

test('a dismissed hazard is struck through, kept in a file with its reason, and comes back', async () => {
  await closeAll();
  rmSync(dismissedFile(), { force: true });
  const document = await open(sample('series-five-v1.mbox'));
  await until('the review', () => (reviewed(document.uri) && hazards(document.uri).length >= 4 ? true : undefined));
  await vscode.commands.executeCommand('mmReview.dismiss', await hazardItem('lock/rcu'), 'tide_current is never NULL');
  const file = JSON.parse(readFileSync(dismissedFile(), 'utf8'));
  assert.equal(file.version, 1);
  const [entry] = file.dismissed;
  assert.equal(entry.rule, 'lock/rcu');
  assert.equal(entry.reason, 'tide_current is never NULL');
  assert.equal(entry.function, 'tide_mark_high');
  assert.match(entry.subject, /5\/5/);
  const struck = (): vscode.Diagnostic | undefined => hazards(document.uri).find((one) => codeOf(one) === 'lock/rcu');
  await until('the strike', () => (struck()?.tags?.includes(vscode.DiagnosticTag.Deprecated) ? true : undefined));
  assert.match(struck()?.message ?? '', /^Dismissed \(tide_current is never NULL\): /);
  assert.ok((await drawn()).some((line) => /lock\/rcu \| line \d+ · dismissed: tide_current is never NULL · /.test(line)));

  const settings = vscode.workspace.getConfiguration('mmReview');
  await settings.update('showDismissed', false, vscode.ConfigurationTarget.Global);
  await until('nothing of it', () => (struck() ? undefined : true));
  await settings.update('showDismissed', undefined, vscode.ConfigurationTarget.Global);

  // The lines move: it is still dismissed.
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), 'From: nobody\n\nWords above.\n\n');
  await vscode.workspace.applyEdit(edit);
  await until('the next review', () => (struck()?.range.start.line === lineOf(document, '+		return 0;') ? true : undefined));
  assert.ok(struck()?.tags?.includes(vscode.DiagnosticTag.Deprecated));
  await vscode.commands.executeCommand('workbench.action.files.revert');

  // So does the code: the series is rebased, its hunks stand elsewhere, and with it comes a line in between.
  const rebase = new vscode.WorkspaceEdit();
  for (let line = 0; line < document.lineCount; line++) {
    const [, before, old, now, after] = /^(@@ -)(\d+)(?=,\d+ \+)(?:,\d+ \+)(\d+)(.*)$/.exec(document.lineAt(line).text) ?? [];
    if (before === undefined) continue;
    const text = document
      .lineAt(line)
      .text.replace(`-${old}`, `-${Number(old) + 7}`)
      .replace(`+${now}`, `+${Number(now) + 7}`);
    assert.ok(after !== undefined);
    rebase.replace(document.uri, document.lineAt(line).range, text);
  }
  const first = reviewed(document.uri)?.version ?? 0;
  await vscode.workspace.applyEdit(rebase);
  await until('the review of the rebased series', () => ((reviewed(document.uri)?.version ?? 0) > first ? true : undefined));
  await until('its strike', () => (struck()?.tags?.includes(vscode.DiagnosticTag.Deprecated) ? true : undefined));
  assert.equal(hazards(document.uri).filter((one) => one.tags?.includes(vscode.DiagnosticTag.Deprecated)).length, 1, 'and no other');
  await vscode.commands.executeCommand('workbench.action.files.revert');

  await vscode.commands.executeCommand('mmReview.exportDismissed');
  assert.match(
    vscode.window.activeTextEditor?.document.getText() ?? '',
    /\| tide\\_mark\\_high\(\) \| lock\/rcu \| tide\\_current is never NULL \|/,
  );
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');

  await vscode.window.showTextDocument(document);
  for (const [format, reasons] of [
    ['sarif', /"justification":"tide_current is never NULL"/],
    ['b4', /"status": "fail"/],
  ] as const) {
    const made = await vscode.commands.executeCommand<vscode.TextDocument>('mmReview.exportHazards', format);
    assert.equal(made.languageId, 'json');
    assert.match(made.getText(), reasons);
    assert.doesNotThrow(() => JSON.parse(made.getText()));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }

  // Somebody takes it out of the file.
  rmSync(dismissedFile());
  await until('the hazard again', () => (struck()?.tags ? undefined : struck()), 20_000);
});

test('a file of dismissals that cannot be read is not written over', async () => {
  const document = await open(sample('series-five-v1.mbox'));
  await until('the review', () => reviewed(document.uri));
  const uri = sample('.mmreview/dismissed.json');
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('{ "version": 2 }'));
  assert.equal(await vscode.commands.executeCommand('mmReview.dismiss', await hazardItem('lock/rcu'), 'no'), undefined);
  assert.equal(readFileSync(uri.fsPath, 'utf8'), '{ "version": 2 }');
  rmSync(dismissedFile());
});

test('a series is read, noted, dismissed in one place, and answered: one mail for each patch', async () => {
  await closeAll();
  const { comments, notes } = desk();
  const document = await open(sample('series-five-v1.mbox'));
  await until('the review', () => (reviewed(document.uri) && hazards(document.uri).length >= 4 ? true : undefined));
  await comments.write(
    document.uri,
    lineOf(document, 'So that nobody forgets the folio'),
    'Please fold this into 2/5: bisection runs into the leak.',
  );
  await comments.write(document.uri, lineOf(document, '+	nr = min(nr, pool->nr_entries);'), 'Good, but see below.');
  await vscode.commands.executeCommand('mmReview.dismiss', await hazardItem('lock/rcu'), 'looked at');
  const findings = desk()
    .reviews.get(document.uri)
    ?.findings.filter(({ rule, change }) => change === 'introduced' && rule === 'lock/sleep-in-atomic')
    .map(({ fingerprint }) => fingerprint);
  const replies = await vscode.commands.executeCommand<vscode.TextDocument[]>('mmReview.composeReply', {
    uri: document.uri.toString(),
    findings,
  });
  assert.deepEqual(
    replies.map((reply) => /^Subject: (.*(?:\n .*)*)/m.exec(reply.getText())?.[1]?.replace(/\n /g, ' ')),
    ['Re: [PATCH 3/5] mm/tidepool: copy as many ages as there are', 'Re: [PATCH 4/5] mm/tideline: one way out of tide_line_account()'],
  );
  const [third, fourth] = replies.map((reply) => reply.getText());
  assert.match(third ?? '', /^To: Robin Shore <robin@example\.org>\nCc: Ebba Reader <ebba@example\.org>,\n\tlinux-mm@example\.org$/m);
  assert.match(third ?? '', /^In-Reply-To: <20241118090000\.3-robin@example\.org>$/m);
  assert.match(third ?? '', /^> \+\tnr = min\(nr, pool->nr_entries\);\n\nGood, but see below\.\n\n> {2}\tages = kcalloc/m);
  assert.match(third ?? '', /^Can this sleep here, in atomic context\?$/m);
  assert.doesNotMatch(third ?? '', /rcu/);
  assert.match(fourth ?? '', /^> So that nobody forgets the folio when more is counted\.\n\nPlease fold this into 2\/5/m);
  await notes.remove(notes.all().map(({ id }) => id));
  await vscode.commands.executeCommand('mmReview.restoreHazard', await hazardItem('lock/rcu'));
  await until('the file without it', () =>
    existsSync(dismissedFile()) && JSON.parse(readFileSync(dismissedFile(), 'utf8')).dismissed.length === 0 ? true : undefined,
  );
  await closeAll();
});
