// The model's linter: clean on the model that is shipped, and exact about what is wrong in one that is not.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { CParser } from '../../server/src/c/index.ts';
import { loadParser } from '../../server/src/cli/parser-node.ts';
import { Library, lintModel } from '../../server/src/model/index.ts';
import { modelFiles } from '../check/reviewer.ts';

let parser: CParser;
before(async () => {
  parser = await loadParser({ prefer: 'wasm' });
});

const lint = (text: string, more = ''): string[] =>
  lintModel(parser, [
    { name: 'a.c', text },
    { name: 'b.c', text: more },
  ]).map((e) => `${e.file}:${e.line}:${e.column}: ${e.message}`);

/** A function that nothing is wrong with, but what the test puts in. */
const fn = (body: string, { tags = '', head = 'void tide_mark(struct tide *tide)' } = {}): string => `/**
 * ${/(\w+)\(/.exec(head)?.[1]} - marks a tide
 * @context: any; does not sleep
 * @undo: nothing
 * @source: ours
${tags} */
${head}
{
${body}
}
`;

test('the model that is shipped is clean', () => {
  assert.deepEqual(
    lintModel(parser, modelFiles()).map((e) => `${e.file}:${e.line}:${e.column}: ${e.message}`),
    [],
  );
});

test('a sound function and a group of declarations', () => {
  assert.deepEqual(
    lint(`${fn('\tget(tide);\n\ttide_look(tide);')}
/**
 * Looks that leave nothing behind.
 * @source: ours
 */
__effectless int tide_look(struct tide *tide);
__pure bool tide_is_high(struct tide *tide);
`),
    [],
  );
});

test('what a comment must say', () => {
  assert.deepEqual(lint('int tide_get(struct tide *tide)\n{\n\treturn 0;\n}\n'), ['a.c:1:1: tide_get: no comment that says what it means']);
  assert.deepEqual(lint('/**\n * tide_got - takes one\n */\nint tide_get(struct tide *tide)\n{\n\treturn 0;\n}\n'), [
    'a.c:2:4: tide_get: the comment is about tide_got',
    'a.c:4:1: tide_get: no @context',
    'a.c:4:1: tide_get: no @returns',
    'a.c:4:1: tide_get: no @source',
    'a.c:4:1: tide_get: no @undo',
  ]);
  assert.deepEqual(lint(fn('\tget(tide);', { tags: ' * @contxt: any\n * @note:\n * @undo: twice\n' })), [
    'a.c:6:4: tide_mark: unknown tag @contxt',
    'a.c:7:4: tide_mark: @note says nothing',
    'a.c:8:4: tide_mark: @undo is there twice',
  ]);
  assert.deepEqual(lint('/**\n * tide_get - takes one\n * @context: any\n */\nint tide_get(struct tide *tide);\n{\n\treturn 0;\n}\n'), [
    'a.c:1:1: tide_get: no function that can be read follows this comment',
  ]);
});

test('eras: form, order, overlap', () => {
  assert.deepEqual(lint(fn('\tget(tide);', { tags: ' * @since: v6.1\n' })), [
    'a.c:6:4: tide_mark: @since is a kernel version X.Y, not v6.1',
  ]);
  assert.deepEqual(lint(fn('\tget(tide);', { tags: ' * @since: 6.10\n * @until: 6.9\n' })), [
    'a.c:9:1: tide_mark: since 6.10 is after until 6.9',
  ]);
  assert.deepEqual(lint(fn('\tget(tide);', { tags: ' * @until: 6.1\n' }), fn('\tput(tide);', { tags: ' * @since: 6.1\n' })), [
    'b.c:8:1: tide_mark: overlaps in its kernels with the one of a.c:8',
  ]);
  assert.deepEqual(lint(fn('\tget(tide);', { tags: ' * @until: 6.1\n' }), fn('\tput(tide);', { tags: ' * @since: 6.2\n' })), []);
});

test('C that does not parse: line and column; the rest still works', () => {
  const broken = `${fn('\tif (tide {\n\t\tget(tide);\n\t}')}\n${fn('\tget(tide);', { head: 'void tide_hold(struct tide *tide)' })}`;
  const said = lint(broken);
  assert.ok(said.length > 0);
  for (const one of said) assert.match(one, /^a\.c:(8|9|1\d):\d+: tide_mark: this C could not be read$/);
  const library = new Library(parser, [{ name: 'a.c', text: broken }]);
  assert.equal(library.era().contractOf('tide_mark'), undefined);
  assert.equal(library.era().contractOf('tide_hold')?.outcomes.length, 1);
  const [error] = library.errors;
  assert.equal(error?.file, 'a.c');
  assert.ok(error!.line >= 8 && error!.column >= 1);
});

test('a body that never ends', () => {
  assert.deepEqual(lint('/**\n * f - x\n */\nvoid f(void)\n{\n\tget(x);\n'), [
    'a.c:1:1: f: no function that can be read follows this comment',
    'a.c:4:1: f: no closing brace in column 1',
  ]);
});

test('intrinsics: how many arguments, and which words', () => {
  assert.deepEqual(
    lint(
      fn(
        [
          'take(&tide->lock, SPINLOCK);',
          'enter(IRQS);',
          'get_as(tide, RAF);',
          'put(tide, 1);',
          'charge(tide, &tide->lock);',
          'publish(tide, SEA);',
        ]
          .map((s) => `\t${s}`)
          .join('\n'),
      ),
    ),
    [
      'a.c:9:20: take(): unknown lock class SPINLOCK',
      'a.c:10:8: enter(): unknown context IRQS',
      'a.c:11:15: get_as(): unknown kind RAF',
      'a.c:12:2: put() takes 1 argument, not 2',
      'a.c:13:15: charge(): a counter is one word',
      'a.c:14:16: publish(): unknown where SEA',
    ],
  );
});

test('callees that the model does not have, or not in that kernel', () => {
  assert.deepEqual(lint(fn('\ttide_rise(tide);')), ['a.c:9:2: tide_mark: the model knows no tide_rise()']);
  const rise = fn('\tget(tide);', { head: 'void tide_rise(struct tide *tide)', tags: ' * @since: 5.1\n * @until: 6.1\n' });
  assert.deepEqual(lint(fn('\ttide_rise(tide);', { tags: ' * @since: 4.20\n' }), rise), [
    'a.c:10:2: tide_mark: the model has no tide_rise() in 4.20',
    'a.c:10:2: tide_mark: the model has no tide_rise() in the newest kernel',
  ]);
  assert.deepEqual(lint(fn('\ttide->rise(tide);')), ['a.c:9:2: tide_mark: calls through a pointer: the model cannot say what that does']);
  assert.deepEqual(lint(fn('\tWARN_ON(!tide);')), []);
});

test('a contract with more outcomes than a caller can tell apart', () => {
  const body = Array.from({ length: 5 }, (_, i) => `\tif (choose())\n\t\ttake(&tide->lock${i}, SPIN);`).join('\n');
  assert.deepEqual(lint(fn(body)), ['a.c:7:1: tide_mark: more outcomes than a caller can tell apart']);
});
