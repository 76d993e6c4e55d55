// Every word that the client says can be translated: it goes through vscode.l10n.t, or t in the page of the sim panel, and l10n/bundle.l10n.json has it. UPDATE=1 writes it anew.
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

const panelFiles = readdirSync('client/src/panel')
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => {
    const path = join('client/src/panel', file);
    const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
    return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true, kind);
  });

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

/** Words that somebody reads, and no name of anything: `M.refs 1 -> 2` has one, `a step` has two. */
const sentence = (text: string): boolean => /[A-Za-z]{2,}[,:.]? [A-Za-z]/.test(text) || /^[A-Z][a-z]{2,}$/.test(text.trim());

/** Where letters are code or data: a class, a path of SVG, a key, a type. */
const notForReading = (node: ts.Node): boolean => {
  for (let at: ts.Node | undefined = node; at; at = at.parent) {
    if (ts.isJsxAttribute(at)) return !/^(aria-label|aria-valuetext|title|placeholder|alt)$/.test(at.name.getText());
    if (ts.isImportDeclaration(at) || ts.isTypeNode(at) || ts.isCaseClause(at)) return true;
    if (ts.isCallExpression(at) && /^(t|later)$/.test(at.expression.getText())) return true;
    if (ts.isPropertyAssignment(at) && /^(keys|group)$/.test(at.name.getText())) return true;
    if (ts.isCallExpression(at) && /\.(replace|closest|querySelector|getElementById|mark)$/.test(at.expression.getText())) return true;
    // Compared with, or listed as what a key is called.
    if (ts.isBinaryExpression(at) && /^[=!]==?$/.test(at.operatorToken.getText())) return true;
    if (ts.isElementAccessExpression(at) || ts.isRegularExpressionLiteral(at)) return true;
  }
  return false;
};

const panelWrong: string[] = [];
for (const file of panelFiles) {
  const walk = (node: ts.Node): void => {
    const where = `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isCallExpression(node) && /^(t|later)$/.test(node.expression.getText())) {
      const [first] = node.arguments;
      const translated = node.expression.getText() === 't';
      if (first && ts.isStringLiteralLike(first)) {
        said.add(first.text);
        const holes = new Set([...first.text.matchAll(/\{(\d+)\}/g)].map((match) => match[1]));
        if (translated && holes.size !== node.arguments.length - 1)
          panelWrong.push(`${where}: ${holes.size} places for ${node.arguments.length - 1} values`);
      } else if (!translated || first === undefined || ts.isTemplateExpression(first) || node.arguments.length > 1) {
        panelWrong.push(`${where}: what is translated is no literal, and not of a table either`);
      }
    }
    const texts = ts.isTemplateExpression(node) ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)] : [];
    if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) texts.push(node.text);
    if (texts.some(sentence) && !notForReading(node)) panelWrong.push(`${where}: ${texts.join('...').trim()}`);
    node.forEachChild(walk);
  };
  walk(file);
}

test('the page of the sim panel says nothing that cannot be translated', () => {
  assert.deepEqual(panelWrong, []);
});

test('nothing is said that cannot be translated', () => {
  assert.deepEqual(wrong, []);
});

test('the bundle for translators has every sentence, and no other', () => {
  const sorted = [...said].sort();
  const bundle = `${JSON.stringify(Object.fromEntries(sorted.map((text) => [text, text])), null, 2)}\n`;
  if (process.env.UPDATE) writeFileSync('l10n/bundle.l10n.json', bundle);
  assert.equal(readFileSync('l10n/bundle.l10n.json', 'utf8'), bundle);
});
