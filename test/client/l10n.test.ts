// Every word that the client says can be translated: it goes through vscode.l10n.t, and l10n/bundle.l10n.json has it. UPDATE=1 writes it anew.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

const files = readdirSync('client/src')
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ts.createSourceFile(file, readFileSync(join('client/src', file), 'utf8'), ts.ScriptTarget.ES2022, true));

function visit(node: ts.Node, look: (call: ts.CallExpression) => void): void {
  if (ts.isCallExpression(node)) look(node);
  node.forEachChild((child) => visit(child, look));
}

const said = new Set<string>();
const wrong: string[] = [];
const words = (node: ts.Node | undefined): boolean =>
  node !== undefined && ((ts.isStringLiteralLike(node) && /[A-Za-z]{2}/.test(node.text)) || ts.isTemplateExpression(node));
for (const file of files) {
  visit(file, (call) => {
    const callee = call.expression.getText();
    const [first] = call.arguments;
    const where = `${file.fileName}:${file.getLineAndCharacterOfPosition(call.getStart()).line + 1}`;
    if (callee === 'vscode.l10n.t') {
      if (first && ts.isStringLiteralLike(first)) said.add(first.text);
      else wrong.push(`${where}: what is translated is no literal`);
      const holes = new Set([...(first?.getText() ?? '').matchAll(/\{(\d+)\}/g)].map((match) => match[1]));
      if (holes.size !== call.arguments.length - 1) wrong.push(`${where}: ${holes.size} places for ${call.arguments.length - 1} values`);
    }
    if (/\.show(Information|Warning|Error)Message$/.test(callee)) {
      // A composition of translated pieces is a template without letters of its own.
      const own =
        first && ts.isTemplateExpression(first)
          ? [first.head.text, ...first.templateSpans.map(({ literal }) => literal.text)].join('')
          : '';
      if (first && words(first) && !(ts.isTemplateExpression(first) && !/[A-Za-z]{2}/.test(own))) wrong.push(`${where}: said untranslated`);
      for (const choice of call.arguments.slice(1)) if (ts.isStringLiteralLike(choice)) wrong.push(`${where}: a choice untranslated`);
    }
  });
}

test('nothing is said that cannot be translated', () => {
  assert.deepEqual(wrong, []);
});

test('the bundle for translators has every sentence, and no other', () => {
  const sorted = [...said].sort();
  const bundle = `${JSON.stringify(Object.fromEntries(sorted.map((text) => [text, text])), null, 2)}\n`;
  if (process.env.UPDATE) writeFileSync('l10n/bundle.l10n.json', bundle);
  assert.equal(readFileSync('l10n/bundle.l10n.json', 'utf8'), bundle);
});
