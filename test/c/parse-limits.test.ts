import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildCfg, dumpFunction, parseFunctions } from '../../server/src/c/index.ts';
import { kernelParser } from './kernel-parser.ts';

const wrap = (body: string): string => `int f(void)\n{\n${body}\n\treturn 0;\n}\n`;

const hostile: Record<string, string> = {
  'ten thousand chained ifs': wrap(`${'\tif (a)\n\t\tb();\n\telse '.repeat(10_000)}c();`),
  'ten thousand ifs in a row': wrap('\tif (a)\n\t\tb();\n'.repeat(10_000)),
  'deep blocks': wrap('{'.repeat(3000) + 'x();' + '}'.repeat(3000)),
  'deep parentheses': wrap(`x = ${'('.repeat(3000)}1${')'.repeat(3000)};`),
  'a long sum': wrap(`x = 1${' + y'.repeat(5000)};`),
  'a long comma list': wrap(`f(1${', y'.repeat(5000)}); a${', b'.repeat(5000)};`),
  'deep statement expressions': wrap(`x = ${'({ '.repeat(500)}1;${' });'.repeat(500)}`),
  'deep conditionals': wrap('#if A\n'.repeat(500) + 'x();\n' + '#endif\n'.repeat(500)),
  'many conditionals': wrap('#if A\nx();\n#else\ny();\n#endif\n'.repeat(2000)),
  'unbalanced to the left': wrap('if (a {'.repeat(200)),
  'unbalanced to the right': wrap('} ) ]'.repeat(200)),
  'macros without semicolons': wrap('M(a)\n'.repeat(2000)),
};

for (const [name, text] of Object.entries(hostile)) {
  test(`${name}: a function comes out`, async () => {
    const parser = await kernelParser();
    const functions = parseFunctions(parser, text);
    assert.equal(functions[0]?.name, 'f');
    for (const fn of functions) {
      dumpFunction(fn);
      buildCfg(fn);
    }
  });
}

const snippets = [
  'if (a) ',
  'else ',
  '{ ',
  '} ',
  '(',
  ')',
  '; ',
  'x = y',
  'f(a, b)',
  'for (;;) ',
  'do ',
  'while (a)',
  'case 1: ',
  'out: ',
  'goto out; ',
  '\n#if A\n',
  '\n#else\n',
  '\n#endif\n',
  'for_each_x(a) ',
  'asm("x") ',
  'guard(m)(l); ',
  'int z ',
  '= ',
  '"s" ',
  '&&',
  '*',
  ', ',
  'typeof(x) ',
  'M(a)\n',
  '/* é */',
];

test('any body gives functions whose spans lie in the text', async () => {
  const parser = await kernelParser();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...snippets), { maxLength: 40 }), (parts) => {
      const text = wrap(parts.join(''));
      for (const fn of parseFunctions(parser, text)) {
        const check = (value: unknown): void => {
          if (Array.isArray(value)) value.forEach(check);
          else if (value && typeof value === 'object') {
            if ('at' in value) {
              const [start, end] = value.at as [number, number];
              assert.ok(start >= 0 && start <= end && end <= text.length, `${start}-${end}`);
            }
            Object.entries(value).forEach(([key, inner]) => key !== 'at' && check(inner));
          }
        };
        check(fn.body);
        buildCfg(fn);
      }
    }),
    { numRuns: 600 },
  );
});
