import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { outline } from '../../server/src/c/index.ts';
import { assertGolden } from './golden.ts';

const folder = 'test/c/fixtures/outline';

for (const file of readdirSync(folder).filter((name) => name.endsWith('.c'))) {
  test(`outline of ${file}`, () => {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    const { functions, macros } = outline(text);
    const show = (from: number, to: number): string => JSON.stringify(text.slice(from, to));
    const lines = [
      ...functions.map(
        (f) =>
          `${f.line} ${f.name}${f.alias ? ` (${f.alias})` : ''}${f.open ? ' open' : ''} ${show(f.start, f.bodyStart)} ... ${show(f.end - 8, f.end)}`,
      ),
      ...macros.map((m) => `${m.line} #define ${m.name}(${m.params.join(', ')}) ${show(...m.body)}`),
    ];
    assertGolden(`${folder}/${file.replace(/\.c$/, '.txt')}`, `${lines.join('\n')}\n`);
  });
}

const snippets = [
  'int f(int a)\n',
  '{\n',
  '}\n',
  '{',
  '}',
  '(',
  ')',
  ';',
  '=',
  '#if X\n',
  '#else\n',
  '#endif\n',
  '#define m(a) \\\n',
  '"',
  "'",
  '/*',
  '*/',
  '//',
  '\n',
  'struct s ',
  ' x',
  '\t',
  '\\\n',
];

test('any text has an outline, in order and without overlap', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(fc.constantFrom(...snippets), { maxLength: 60 }).map((parts) => parts.join('')),
      ),
      (text) => {
        let last = 0;
        for (const f of outline(text).functions) {
          assert.ok(f.start >= last && f.bodyStart > f.start && f.end > f.bodyStart && f.end <= text.length);
          assert.equal(text.charAt(f.bodyStart), '{');
          assert.equal(text.slice(0, f.start).split('\n').length, f.line);
          last = f.end;
        }
      },
    ),
    { numRuns: 3000 },
  );
});

test('time grows with the text, not faster', () => {
  for (const unit of ['{', '(', 'int f(void)\n{\n\tx();\n}\n', '#if A\n', '#define m(a) \\\n', '/*', 'f(a) ', '"', 'a{b(c)']) {
    // What grew with the square of the text would not come back before the runner gives up.
    outline(unit.repeat(Math.ceil(1_000_000 / unit.length)));
  }
});
