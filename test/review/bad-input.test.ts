/**
 * Sources as they are in the world: half of a tree, bytes that are no UTF-8, generated files, functions without measure, a model with a mistake in it. What can be
 * read is reviewed as if the rest were not there; what was not followed to its end is named.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { loadParser } from '../../server/src/cli/parser-node.ts';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { createReviewer, type Reviewer } from '../../server/src/review/index.ts';
import { memoryTree } from '../../server/src/tree/index.ts';
import { makeReviewer, modelFiles } from '../check/reviewer.ts';

const folder = 'test/review/fixtures';
const read = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');
const files = new Map(['Makefile', 'mm/reef.c', 'mm/stone.c'].map((path) => [path, read(`tree/${path}`)]));
/** a lock that stays held, in reef_add() of mm/reef.c */
const patch = read('introduced.patch');

let reviewer: Reviewer;
before(async () => {
  reviewer = await makeReviewer();
});

const rulesOf = (findings: readonly { rule: string; function: string; change: string }[]): string[] =>
  findings.filter((f) => f.change === 'introduced').map((f) => `${f.rule} ${f.function}`);

/** A lock that is kept on a failure at the very end of a function with such a body. */
const leaky = (body: string): string => `
static int reef_huge(struct reef *reef, int n)
{
	int nr = 0;

	mutex_lock(&reef->big_lock);
${body}
	if (reef_busy(reef))
		return -EBUSY;
	mutex_unlock(&reef->big_lock);
	return 0;
}
`;
const small = `
static int reef_small(struct reef *reef, int n)
{
	mutex_lock(&reef->small_lock);
	if (reef->nr > n)
		return -EBUSY;
	mutex_unlock(&reef->small_lock);
	return 0;
}
`;
const times = (n: number, line: (i: number) => string): string => Array.from({ length: n }, (_, i) => line(i)).join('\n');

const monsters: Readonly<Record<string, string>> = {
  'a function of 5,000 lines': times(
    1000,
    (i) => `	if (reef->flags & ${i}) {
		spin_lock(&reef->lock);
		reef->nr += ${i};
		spin_unlock(&reef->lock);
	}`,
  ),
  '10,000 ifs one behind the other': times(10_000, (i) => `	if (reef->on[${i}])\n		nr++;`),
  'an else-if chain of 10,000': `	if (n == 0)\n		nr = 0;\n${times(10_000, (i) => `	else if (n == ${i + 1})\n		nr = ${i};`)}`,
  '10,000 ifs in each other': `${times(10_000, (i) => `	if (reef->on[${i}]) {`)}\n	nr++;\n${'	}\n'.repeat(10_000)}`,
  '10,000 loops in each other': `${'	while (reef_next(reef)) {\n'.repeat(10_000)}	nr++;\n${'	}\n'.repeat(10_000)}`,
  'a switch of 2,000 cases': `	switch (n) {\n${times(2000, (i) => `	case ${i}:\n		nr = reef_case(reef, ${i});\n		break;`)}\n	}`,
  'one expression of 10,000 calls': `	nr = 0${times(10_000, (i) => ` +\n		reef_case(reef, ${i})`)};`,
};

describe('functions without measure', () => {
  for (const [what, body] of Object.entries(monsters)) {
    test(what, { timeout: 300_000 }, async (t) => {
      const text = leaky(body);
      const tree = memoryTree('huge', new Map([...files, ['mm/huge.c', text + small]]));
      const from = process.cpuUsage();
      const found = await reviewer.audit(tree, ['mm/huge.c']);
      // nothing else is lost
      assert.ok(found.findings.some((f) => f.rule === 'lock/missing-unlock' && f.function === 'reef_small'));
      // what is not found is not passed over in silence
      const told = found.findings.some((f) => f.rule === 'lock/missing-unlock' && f.function === 'reef_huge');
      const named = [...found.bounded, ...found.errors.map(String)].some((n) => n.includes('reef_huge') || n.includes('mm/huge.c'));
      assert.ok(told || named, `bounded: ${found.bounded.join(' ')}; errors: ${JSON.stringify(found.errors).slice(0, 300)}`);
      const lines = text.split('\n').length - 1;
      const added = text.slice(1).replace(/\n$/, '').split('\n');
      const doc = `--- /dev/null\n+++ b/mm/huge.c\n@@ -0,0 +1,${added.length} @@\n${added.map((l) => `+${l}`).join('\n')}\n`;
      const review = await reviewer.review(parsePatchText(`${patch}${doc}`), { tree: memoryTree('base', files) });
      assert.ok(rulesOf(review.findings).includes('lock/missing-unlock reef_add'));
      const toldThere = review.findings.some((f) => f.function === 'reef_huge');
      assert.ok(toldThere || review.bounded.some((b) => b.includes('reef_huge')), review.bounded.join(' '));
      const spent = process.cpuUsage(from);
      t.diagnostic(
        `${lines} lines: ${told ? 'found' : 'not fully explored'}; ${Math.round((spent.user + spent.system) / 1000)} ms of CPU time`,
      );
    });
  }
});

describe('trees', () => {
  test('half of the files are missing', async () => {
    const whole = await reviewer.review(parsePatchText(patch), { tree: memoryTree('whole', files) });
    for (const gone of ['mm/stone.c', 'Makefile']) {
      const left = new Map([...files].filter(([path]) => path !== gone));
      const review = await reviewer.review(parsePatchText(patch), { tree: memoryTree('half', left) });
      assert.deepEqual(rulesOf(review.findings), rulesOf(whole.findings), gone);
    }
    // the very file: its hunks alone, and why
    const without = await reviewer.review(parsePatchText(patch), {
      tree: memoryTree('none', new Map([...files].filter(([p]) => p !== 'mm/reef.c'))),
    });
    const [file] = without.patches[0]!.files;
    assert.equal(file?.context, 'hunks');
    assert.match(file?.reason ?? '', /mm\/reef\.c/);
  });

  test('bytes that are no UTF-8, a generated line of a megabyte, and files that are no C', async () => {
    const odd = new Map([
      ...files,
      ['mm/latin1.c', `/* \u00e9 \u0080 \ufffd */\n${small.replaceAll('small', 'latin')}`],
      ['mm/line.c', `static const char reef_table[] = "${'x'.repeat(1_000_000)}";${small.replaceAll('small', 'line')}`],
      ['mm/array.c', `static int reef_numbers[] = { ${'1, '.repeat(300_000)} };\n${small.replaceAll('small', 'array')}`],
      ['mm/nul.c', `\u0000\u0001\u0002${small.replaceAll('small', 'nul')}`],
      ['mm/noise.c', `${'}{)(*/'.repeat(5000)}\n`],
      ['mm/empty.c', ''],
    ]);
    const tree = memoryTree('odd', odd);
    const found = await reviewer.audit(
      tree,
      [...odd.keys()].filter((p) => p.endsWith('.c')),
    );
    const functions = found.findings.filter((f) => f.rule === 'lock/missing-unlock').map((f) => f.function);
    for (const name of ['reef_latin', 'reef_line', 'reef_array', 'reef_nul']) assert.ok(functions.includes(name), name);
    const review = await reviewer.review(parsePatchText(patch), { tree });
    assert.ok(rulesOf(review.findings).includes('lock/missing-unlock reef_add'));
  });

  test('a tree whose reading fails now and then', async () => {
    const plain = memoryTree('plain', files);
    const failing = {
      ...plain,
      read: (path: string) => (path === 'mm/stone.c' ? Promise.reject(new Error('input/output error')) : plain.read(path)),
      list: (path: string) => plain.list(path),
      version: () => plain.version?.() ?? Promise.resolve(undefined),
    };
    const outcome = await reviewer.review(parsePatchText(patch), { tree: failing }).catch((e: Error) => e);
    // what cannot be read is not there; if that is no way out, the reason is what comes back
    if (outcome instanceof Error) assert.match(outcome.message, /input\/output error/);
    else assert.ok(rulesOf(outcome.findings).includes('lock/missing-unlock reef_add'));
  });
});

test('a model with a mistake in it: the rest of it works', async () => {
  const parser = await loadParser({ prefer: 'wasm' });
  const mistaken = {
    name: 'mistaken.c',
    text: '/**\n * reef_wrong - x\n */\nvoid reef_wrong(struct reef *reef)\n{\n\tif (reef {\n\t\tget(reef);\n}\n',
  };
  const other = createReviewer({ parser, model: [mistaken, ...modelFiles(), { name: 'noise.c', text: '}{ \u0000 /* ' }] });
  const tree = memoryTree('memory', files);
  const plain = createReviewer({ parser, model: modelFiles() });
  const said = (await other.review(parsePatchText(patch), { tree })).findings;
  assert.deepEqual(said, (await plain.review(parsePatchText(patch), { tree })).findings);
  assert.ok(rulesOf(said).includes('lock/missing-unlock reef_add'));
});
