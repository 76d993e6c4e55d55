import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dumpFunction, outline, parseExpression, parseFunctions, printExpr } from '../../server/src/c/index.ts';
import { loadParser } from '../../server/src/cli/parser-node.ts';
import { assertGolden } from './golden.ts';
import { kernelParser } from './kernel-parser.ts';

const folder = 'test/c/fixtures/ast';
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.c'));

for (const file of fixtures) {
  test(`syntax of ${file}`, async () => {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    const dump = parseFunctions(await kernelParser(), text)
      .map(dumpFunction)
      .join('\n');
    assertGolden(`${folder}/${file.replace(/\.c$/, '.ast.txt')}`, dump);
  });
}

test('both parsers give the same tree', async (t) => {
  const native = await loadParser({ prefer: 'native' });
  if (native.kind !== 'native') return t.skip('the native tree-sitter is not installed');
  const wasm = await kernelParser();
  for (const file of fixtures) {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    assert.deepEqual(parseFunctions(native, text), parseFunctions(wasm, text), file);
  }
});

test('spans are those of the text, with characters outside ASCII before them', async () => {
  const text = '/* ä€😀 */\nint f(void)\n{\n\tchar *s = "ü😀"; /* é */ call(s);\n\treturn 1;\n}\n';
  const fn = parseFunctions(await kernelParser(), text)[0];
  assert.ok(fn);
  assert.equal(text.slice(...fn.at), text.slice(text.indexOf('int f'), -1));
  assert.equal(text.slice(...fn.nameAt), 'f');
  assert.deepEqual(
    fn.body.map((s) => text.slice(...s.at)),
    ['char *s = "ü😀";', 'call(s);', 'return 1;'],
  );
});

test('an expression by itself', async () => {
  const parser = await kernelParser();
  const e = parseExpression(parser, 'min_t(int, a->b, c[1]) + f(x)');
  assert.equal(e && printExpr(e), '(+ (call min_t <int> a->b c[1]) (call f x))');
  assert.deepEqual(e?.at, [0, 29]);
  assert.equal(parseExpression(parser, 'a +'), undefined);
  assert.equal(parseExpression(parser, 'if (a) b'), undefined);
});

test('a function is found by its span alone', async () => {
  const text = readFileSync(`${folder}/dialect.c`, 'utf8');
  assert.deepEqual(
    outline(text).functions.map((f) => f.name),
    parseFunctions(await kernelParser(), text).map((f) => f.name),
  );
});
