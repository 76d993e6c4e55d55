import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { codeOf, hazards, hoverText, lensTitles, open, sample, until } from './editor.ts';
import { Skip, test } from './registry.ts';

/** sample, rule, and a piece of the line that the squiggle stands on */
const expected: readonly (readonly [file: string, rule: string, line: RegExp])[] = [
  ['ref-leak.patch', 'ref/leak', /return -EAGAIN;/],
  ['reply-quoting-ref-leak.eml', 'ref/leak', /^> \+.*return -EAGAIN;/],
  ['lock-missing-unlock.patch', 'lock/missing-unlock', /^\+.*return/],
];

for (const [file, rule, line] of expected) {
  test(`${file}: ${rule} on its line, with its path and its page`, async () => {
    const document = await open(sample(file));
    const [hazard] = await until(`a hazard in ${file}`, () => (hazards(document.uri).length > 0 ? hazards(document.uri) : undefined));
    assert.ok(hazard);
    assert.equal(codeOf(hazard), rule);
    assert.match(document.lineAt(hazard.range.start.line).text, line);
    assert.ok(!hazard.range.isEmpty, 'the squiggle covers tokens');
    assert.equal(hazard.range.start.line, hazard.range.end.line);
    assert.doesNotMatch(document.getText(hazard.range), /^[>+\s]/, 'neither quote mark nor diff mark is underlined');
    assert.ok((hazard.relatedInformation ?? []).length >= 2, 'the path is told');
    assert.ok(typeof hazard.code === 'object' && hazard.code.target.path.endsWith(`${rule.replace('/', '-')}.md`), 'the rule has a page');
  });
}

test('samples without a hazard stay quiet', async () => {
  for (const file of ['quiet-goto-unwind.patch', 'quiet-trylock.patch', 'quiet-iterator-break.patch']) {
    const document = await open(sample(file));
    assert.match((await lensTitles(document.uri)).join('\n'), /no hazard/, file);
    assert.deepEqual(hazards(document.uri).map(codeOf), [], file);
  }
});

test('the line above a patch counts its hazards', async () => {
  const [title] = await lensTitles((await open(sample('ref-leak.patch'))).uri);
  assert.match(title ?? '', /1 hazard introduced/);
  assert.match(title ?? '', /tree 6\.12/);
});

test('a patch that mends something says so quietly', async () => {
  const document = await open(sample('fixed-ref-leak.patch'));
  assert.match((await lensTitles(document.uri)).join('\n'), /1 fixed/);
  const [fixed] = hazards(document.uri);
  assert.equal(fixed && vscode.DiagnosticSeverity[fixed.severity], 'Hint');
});

test('a hover tells what a function of mm promises', async () => {
  const document = await open(sample('ref-double-put.patch'));
  assert.match(await hoverText(document, 'folio_put(', 'folio_put'), /folio_put/);
});

test('an edit that mends the patch takes the squiggle away', async () => {
  const document = await open(sample('ref-leak.patch'));
  await until('the hazard', () => (hazards(document.uri).length > 0 ? true : undefined));
  const at = document.getText().indexOf('return -EAGAIN;');
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + 'return -EAGAIN;'.length));
  edit.replace(document.uri, range, 'return folio_put(folio), -EAGAIN;');
  await vscode.workspace.applyEdit(edit);
  await until('no hazard', () => (hazards(document.uri).length === 0 ? true : undefined));
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await until('the hazard again', () => (hazards(document.uri).length > 0 ? true : undefined));
});

test('the server can be restarted', async () => {
  const document = await open(sample('ref-leak.patch'));
  await vscode.commands.executeCommand('mmReview.restartServer');
  await until('the hazard again', () => (hazards(document.uri).length > 0 ? true : undefined));
  const other = await open(sample('ref-iterator-leak.patch'));
  await until('a hazard in another', () => (hazards(other.uri).length > 0 ? true : undefined));
  assert.match((await lensTitles(other.uri)).join('\n'), /1 hazard introduced/);
});

test('a saved patchwork page is reviewed', async () => {
  const path = process.env.MM_SEED_DOCUMENT ?? '';
  if (!existsSync(path)) throw new Skip('no saved page at hand (MM_SEED_DOCUMENT)');
  const document = await open(vscode.Uri.file(path));
  await until('the language of mails', () => (vscode.window.activeTextEditor?.document.languageId === 'mm-mail' ? true : undefined));
  const titles = await lensTitles(document.uri);
  assert.match(titles.join('\n'), /hazard|no C code/);
  // 0-based line 2150: the call whose failure nobody looks at
  const found = await until('the hazard of the page', () => hazards(document.uri).find((d) => d.range.start.line === 2150));
  assert.equal(codeOf(found), 'error/ignored');
  assert.deepEqual(
    vscode.languages
      .getDiagnostics(document.uri)
      .map(codeOf)
      .filter((code) => code === 'internal-error'),
    [],
  );
});
