import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId, hazards, open, sample, until } from './editor.ts';
import { test } from './registry.ts';

test('a patch wakes the extension', async () => {
  const extension = vscode.extensions.getExtension(extensionId);
  assert.ok(extension, 'the extension is there');
  const started = Date.now();
  const document = await open(sample('ref-leak.patch'));
  assert.equal(document.languageId, 'diff');
  await until('activation', () => (extension.isActive ? true : undefined));
  await until('the first hazard', () => (hazards(document.uri).length > 0 ? true : undefined));
  return `first hazard ${Date.now() - started} ms after opening, the server started for it`;
});

test('every command of the manifest is registered', async () => {
  const manifest = vscode.extensions.getExtension(extensionId)?.packageJSON as { contributes: { commands: { command: string }[] } };
  const registered = new Set(await vscode.commands.getCommands(true));
  for (const { command } of manifest.contributes.commands) assert.ok(registered.has(command), command);
});

test('mails have their own language', async () => {
  assert.equal((await open(sample('reply-quoting-ref-leak.eml'))).languageId, 'mm-mail');
  assert.equal((await open(sample('series-two-patches.mbox'))).languageId, 'mm-mail');
});

test('plain text that holds a patch becomes a mail, other text stays what it is', async () => {
  const patch = 'A page that somebody saved\n\n> --- a/mm/a.c\n> +++ b/mm/a.c\n> @@ -1,1 +1,1 @@ int f(void)\n> -\ta();\n> +\tb();\n';
  const page = await vscode.workspace.openTextDocument({ language: 'plaintext', content: patch });
  await until('the new language', () =>
    vscode.workspace.textDocuments.find((one) => one.uri.toString() === page.uri.toString() && one.languageId === 'mm-mail'),
  );
  const mail = vscode.workspace.textDocuments.find((one) => one.uri.toString() === page.uri.toString());
  assert.ok(mail);
  const again = await vscode.languages.setTextDocumentLanguage(mail, 'plaintext');
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(again.languageId, 'plaintext', 'whoever makes it plain text again means it');

  const prose = await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'Some notes\n+ a plus\n- a minus\n' });
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(prose.languageId, 'plaintext');
});

test('"Review This Text" turns any text that holds a patch into a mail', async () => {
  const content = '--- a/mm/a.c\n+++ b/mm/a.c\n@@ -1,1 +1,1 @@ int f(void)\n-\ta();\n+\tb();\n';
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('mmReview.reviewText');
  await until('the new language', () => (vscode.window.activeTextEditor?.document.languageId === 'mm-mail' ? true : undefined));
});
