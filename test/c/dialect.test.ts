import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainC } from '../../server/src/c/dialect.ts';

const snippets = [
  'if (a) ',
  'else ',
  'for_each_x(a, b) ',
  'list_for_each_entry(p, &h, m) ',
  '{ ',
  '} ',
  '(',
  ')',
  ';',
  'x = 1; ',
  'out: ',
  'goto *p; ',
  '&&l',
  ', ',
  'asm volatile("x" : : ) ',
  '\n#if A\n',
  '\n#else\n',
  '\n#elif B\n',
  '\n#endif\n',
  '\n#define x \\\n y\n',
  '/* c */',
  '// c\n',
  '"s" X "t"',
  "'",
  '"',
  'typeof(x) ',
  '__free(kfree) ',
  'struct s *',
  'container_of(a, struct b, c)',
  'case 1 ... 2: ',
  'default: ',
  'switch (x) ',
  'do ',
  'while (0); ',
  'scoped_guard(a, b) ',
  'do_each_x(a) ',
  'while_each_x(); ',
  'static DEFINE_MUTEX(m); ',
  'offsetof(struct a, b)',
  '__maybe_unused ',
  'macro(x)\n',
  '\t',
  'é😀',
  '\r\n',
  '\\\n',
  '\u00a0',
  '\u2028',
];
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...snippets), { maxLength: 50 }).map((parts) => parts.join('')),
);

test('the rewritten text is as long, with its newlines where they were', () => {
  fc.assert(
    fc.property(text, (source) => {
      const { text: plain, notes } = plainC(source);
      assert.equal(plain.length, source.length);
      for (let i = 0; i < source.length; i++) assert.equal(plain[i] === '\n', source[i] === '\n', `newline at ${i}`);
      for (const offset of notes.keys()) assert.ok(offset >= 0 && offset < source.length);
    }),
    { numRuns: 5000 },
  );
});

test('plain C stays as it is', () => {
  const plain = '{\n\tint a = b ? c : d;\n\tif (x && y)\n\t\tz(&a, "s", \'c\');\n\telse\n\t\treturn a;\n}\n';
  assert.equal(plainC(plain).text, plain);
});

test('time grows with the text, not faster', () => {
  for (const unit of [
    '(',
    '{',
    'f(',
    '#if A\n',
    '#if A\nx;\n#else\n',
    'typeof(',
    'f(a) ',
    'x: ',
    '"a" b ',
    'case 1: ',
    'asm(',
    'do_each_x(a) {',
    '__label__ a',
  ]) {
    const source = unit.repeat(Math.ceil(200_000 / unit.length));
    // What grew with the square of the text would not come back before the runner gives up.
    plainC(source);
  }
});
