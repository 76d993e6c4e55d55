/** The model's files as they are read: comments, eras, errors with their lines. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareVersions, dumpContract, Library, type ModelError, readModel } from '../../server/src/model/index.ts';
import { parseKerneldoc } from '../../server/src/model/kerneldoc.ts';
import { shipped } from './shipped.ts';

const file = (text: string) => ({ name: 'reef.c', text });

function read(text: string): { errors: ModelError[]; names: string[]; definitions: ReturnType<typeof readModel> } {
  const errors: ModelError[] = [];
  const definitions = readModel(file(text), errors);
  return { errors, definitions, names: definitions.map((d) => d.name) };
}

const comment = (name: string, tags = ''): string =>
  `/**\n * ${name} - says something\n * @context: any\n * @undo: nothing\n * @source: ours\n${tags} */\n`;

test('a comment: summary, tags, lines that go on', () => {
  const { summary, tags } = parseKerneldoc(
    [
      '',
      ' * reef_get - take a reference',
      ' *    that lives long',
      ' * @context: any;',
      ' *   does not sleep',
      ' * @returns: true: owned',
      ' *',
      ' * free words',
      ' * @since: 3.12',
      ' ',
    ].join('\n'),
  );
  assert.equal(summary, 'take a reference that lives long free words');
  assert.deepEqual(
    [...tags],
    [
      ['context', 'any; does not sleep'],
      ['returns', 'true: owned'],
      ['since', '3.12'],
    ],
  );
});

test('a comment of anything is read without a throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('*', '@', ':', '\n', ' ', 'a', 'since', '-', '\t', '/') }), (text) => {
      assert.ok(parseKerneldoc(text).tags.size <= 20);
    }),
  );
});

test('versions are compared by their numbers', () => {
  assert.equal(compareVersions('3.13', '3.2'), 1);
  assert.equal(compareVersions('4.0', '3.19'), 1);
  assert.equal(compareVersions('6.12', '6.12'), 0);
  assert.equal(compareVersions('6.9', '6.10'), -1);
  assert.equal(compareVersions('6.12.3', '6.12'), 0);
});

test('marks in front of a function, its parameters and its place', () => {
  const text = [
    comment('reef_pure'),
    '__pure bool reef_pure(struct reef *reef);\n\n',
    '__effectless int reef_quiet(void);\n',
    '__noreturn void reef_dies(const char *why);\n',
    comment('reef_set'),
    '__macro void reef_set(reef, unsigned long flags)\n{\n\tflags = 1;\n}\n',
    'struct reef **reef_table(struct reef *reefs[], int nr)\n{\n\treturn reefs;\n}\n',
  ].join('');
  const { definitions, errors } = read(text);
  assert.deepEqual(errors, []);
  assert.deepEqual(
    definitions.map((d) => [d.name, d.kind, d.macro, d.pointer, d.params.join(' '), text.split('\n')[d.doc.line]!.includes(`${d.name}(`)]),
    [
      ['reef_pure', 'pure', false, false, 'reef', true],
      ['reef_quiet', 'effectless', false, false, '', true],
      ['reef_dies', 'noreturn', false, false, 'why', true],
      ['reef_set', 'body', true, false, 'reef flags', true],
      ['reef_table', 'body', false, true, 'reefs nr', true],
    ],
  );
  assert.equal(definitions[0]!.doc.signature, 'bool reef_pure(struct reef *reef)');
  assert.equal(definitions[0]!.doc.summary, 'says something');
});

test('a body without its end is an error on its line, and what follows is read', async () => {
  const { errors, names } = read(`${comment('reef_open')}void reef_open(struct reef *reef)\n{\n\tget(reef);\n`);
  assert.deepEqual(names, []);
  assert.deepEqual(
    errors.map((e) => [e.file, e.line, e.column]),
    [['reef.c', 7, 1]],
  );
  assert.match(errors[0]!.message, /^reef_open: /);

  const { parser } = await shipped();
  const text = `${comment('reef_bad')}int reef_bad(int a)\n{\n\tif (a { return 1;\n}\n\n${comment('reef_good')}int reef_good(void)\n{\n\treturn 0;\n}\n`;
  const library = new Library(parser, [file(text)]);
  assert.equal(library.era().contractOf('reef_bad'), undefined);
  assert.ok(library.errors.some((e) => e.file === 'reef.c' && e.line >= 7 && e.line <= 10 && e.message.startsWith('reef_bad')));
  assert.ok(library.era().contractOf('reef_good'));
});

test('line ends of Windows change nothing', async () => {
  const { parser } = await shipped();
  const text = `${comment('reef_take')}void reef_take(struct reef *reef)\n{\n\ttake(&reef->lock, SPIN);\n}\n`;
  const plain = new Library(parser, [file(text)]).era().contractOf('reef_take')!;
  const windows = new Library(parser, [file(text.replaceAll('\n', '\r\n'))]);
  assert.equal(dumpContract(windows.era().contractOf('reef_take')!), dumpContract(plain));
  assert.equal(dumpContract(plain), 'reef_take(reef) from model\n  -> void any: takes SPIN &reef->lock; derefs reef');
});

test('each kernel has its own definition', async () => {
  const { parser } = await shipped();
  const def = (tags: string, body: string) => `${comment('reef_find', tags)}struct reef *reef_find(int id)\n{\n${body}}\n\n`;
  const library = new Library(parser, [
    file(
      def(' * @until: 4.20\n * @renamed: reef_lookup\n', '\treturn NULL;\n') +
        def(' * @since: 5.0\n * @until: 6.3\n', '\tif (choose())\n\t\treturn NULL;\n\treturn fresh();\n') +
        def(' * @since: 6.4\n', '\tif (choose())\n\t\treturn errptr();\n\treturn fresh();\n'),
    ),
  ]);
  const outcomes = (version?: string) =>
    library
      .era(version)
      .contractOf('reef_find')!
      .outcomes.map((o) => o.retMask);
  assert.deepEqual(outcomes('3.13'), [1]);
  assert.deepEqual(outcomes('4.20'), [1]);
  assert.deepEqual(outcomes('5.0'), [1, 2]);
  assert.deepEqual(outcomes('6.3'), [1, 2]);
  assert.deepEqual(outcomes('6.4'), [4, 2]);
  assert.deepEqual(outcomes('6.18'), [4, 2]);
  assert.deepEqual(outcomes(), [4, 2], 'without a version the newest');
  assert.equal(library.select('reef_find', '4.19')?.doc.renamed, 'reef_lookup');
  assert.equal(library.select('reef_find', '5.1')?.doc.renamed, undefined);
});

test('a function that is gone, or not there yet, has no contract in that kernel', async () => {
  const { parser } = await shipped();
  const library = new Library(parser, [
    file(
      `${comment('reef_old', ' * @until: 5.3\n')}void reef_old(void)\n{\n}\n\n${comment('reef_new', ' * @since: 5.4\n')}void reef_new(void)\n{\n}\n`,
    ),
  ]);
  assert.ok(library.era('5.3').contractOf('reef_old'));
  assert.equal(library.era('5.4').contractOf('reef_old'), undefined);
  assert.equal(library.era('5.3').contractOf('reef_new'), undefined);
  assert.ok(library.era('5.4').contractOf('reef_new'));
  assert.ok(library.era().contractOf('reef_new'));
});

test('a body that calls itself, or another that calls it, ends', async () => {
  const { parser } = await shipped();
  const library = new Library(parser, [
    file(
      `${comment('reef_a')}void reef_a(int n)\n{\n\treef_b(n);\n}\n\n${comment('reef_b')}void reef_b(int n)\n{\n\tif (n)\n\t\treef_a(n);\n}\n`,
    ),
  ]);
  assert.ok(library.era().contractOf('reef_a'));
  assert.ok(library.era().contractOf('reef_b'));
});

test('any text is read as a model without a throw', () => {
  const words = [
    'void',
    'int',
    ' ',
    '\n',
    '{',
    '}',
    '(',
    ')',
    ';',
    'reef',
    '*',
    '/**',
    '*/',
    '__pure',
    '__macro',
    '\n}',
    ' * @since: ',
    '3.14',
    ',',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), (parts) => {
      const { errors, definitions } = read(parts.join(''));
      const lines = parts.join('').split('\n').length;
      for (const e of errors) assert.ok(e.line >= 1 && e.line <= lines);
      for (const d of definitions) assert.ok(d.doc.line >= 0 && d.doc.line < lines);
    }),
    { numRuns: 500 },
  );
});
