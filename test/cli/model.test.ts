// `mmreview model`, on the model that is shipped and on small trees of our own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { nodeEngine } from '../../server/src/cli/engine-node.ts';
import { type Engine, run } from '../../server/src/cli/index.ts';
import { loadParser } from '../../server/src/cli/parser-node.ts';
import { createReviewer } from '../../server/src/review/index.ts';
import { memoryTree } from '../../server/src/tree/index.ts';
import { fakeEngine, fakeIo } from './fake.ts';
import { golden } from './golden.ts';

const shipped = nodeEngine(pathToFileURL('server/model/'));

/** An engine with a model and a tree of strings. */
function small(model: string, tree: Readonly<Record<string, string>> = {}): Engine {
  const files = new Map(Object.entries({ Makefile: 'VERSION = 6\nPATCHLEVEL = 12\n', ...tree }));
  return {
    ...fakeEngine(),
    reviewer: async () => createReviewer({ parser: await loadParser({ prefer: 'wasm' }), model: [{ name: 'tide.c', text: model }] }),
    openTree: async () => memoryTree('small', files),
  };
}

const head = (name: string, tags = ''): string => `/**
 * ${name} - of the tide
 * @context: any
 * @returns: as it says
 * @undo: nothing
 * @source: mm/tide.c (6.12)
${tags} */
`;

test('lint: the shipped model is sound', async () => {
  const io = fakeIo();
  assert.equal(await run(['model', '--lint'], io, shipped), 0, io.out);
  assert.equal(io.err, 'mmreview: the model is sound\n');
});

test('lint: each problem with its line and column, as text and as JSON', async () => {
  const model = `${head('tide_get')}void tide_get(struct tide *t)\n{\n\tget_as(t, RAF);\n\ttide_up(t);\n}\n`;
  const io = fakeIo();
  assert.equal(await run(['model', '--lint'], io, small(model)), 1);
  assert.equal(io.out, 'tide.c:10:12: error: get_as(): unknown kind RAF\ntide.c:11:2: error: tide_get: the model knows no tide_up()\n');
  assert.equal(io.err, 'mmreview: 2 problems\n');
  const inJson = fakeIo();
  assert.equal(await run(['model', '--lint', '--format', 'json'], inJson, small(model)), 1);
  assert.deepEqual(JSON.parse(inJson.out).problems[1], {
    file: 'tide.c',
    line: 11,
    column: 2,
    message: 'tide_get: the model knows no tide_up()',
  });
});

test('check: agreement, a disagreement with both sides, an explained one, and what is not understood', async () => {
  const model = [
    `${head('tide_lock')}void tide_lock(struct tide *t)\n{\n\ttake(&t->lock, SPIN);\n}\n`,
    `${head('tide_unlock')}void tide_unlock(struct tide *t)\n{\n\tdrop(&t->lock, SPIN);\n}\n`,
    `${head('tide_begin')}int tide_begin(struct tide *t)\n{\n\ttide_lock(t);\n\treturn 0;\n}\n`,
    `${head('tide_flip')}int tide_flip(struct tide *t)\n{\n\tif (choose())\n\t\treturn error();\n\ttide_lock(t);\n\treturn 0;\n}\n`,
    `${head('tide_get', ' * @check: references: the reference is an atomic in the body\n')}void tide_get(struct tide *t)\n{\n\tget(t);\n}\n`,
    `${head('tide_mess')}void tide_mess(struct tide *t)\n{\n\ttide_lock(t);\n}\n`,
  ].join('\n');
  const tree = {
    'mm/tide.c': `int tide_begin(struct tide *t)
{
	tide_lock(t);
	return 0;
}

int tide_flip(struct tide *t)
{
	tide_lock(t);
	if (t->level < 0) {
		t->level = 0;
		return -EINVAL;
	}
	return 0;
}

void tide_get(struct tide *t)
{
	t->users.counter++;
}

void tide_mess(struct tide *t)
{
	if (t->a)
		tide_lock(t);
}
`,
  };
  const io = fakeIo();
  assert.equal(await run(['model', '--check', '--kernel', 'small'], io, small(model, tree)), 1);
  golden('cli/fixtures/model-check.txt', `${io.out}---- standard error\n${io.err}`);
  const inJson = fakeIo();
  await run(['model', '--check', '--kernel', 'small', '--format', 'json'], inJson, small(model, tree));
  const { differences, notUnderstood, compared, agree } = JSON.parse(inJson.out);
  assert.deepEqual([compared, agree, notUnderstood, differences.length], [4, 1, ['tide_mess'], 2]);
  assert.equal(differences.find((d: { name: string }) => d.name === 'tide_get').why, 'the reference is an atomic in the body');
});

test('check: a tree with nothing of the model in it, and none at all', async () => {
  const io = fakeIo();
  assert.equal(await run(['model', '--check', '--kernel', 'small'], io, small('')), 2);
  assert.match(io.err, /no function of the model is in small/);
  const none = fakeIo();
  assert.equal(await run(['model', '--check', '--kernel', 'nowhere'], none, fakeEngine()), 2);
  assert.equal(none.err, 'mmreview: --kernel: nowhere: no such folder\n');
});

test('show: in words and as a contract; another kernel, another function', async () => {
  const io = fakeIo();
  assert.equal(await run(['model', '--show', 'css_tryget()', '--era', '6.1'], io, shipped), 0, io.err);
  golden('cli/fixtures/model-show.txt', io.out);
  const gone = fakeIo();
  assert.equal(await run(['model', '--show', 'mem_cgroup_newpage_charge', '--era', '6.1'], gone, shipped), 2);
  assert.equal(gone.err, 'mmreview: the model has no mem_cgroup_newpage_charge() in 6.1\n');
  const inJson = fakeIo();
  await run(['model', '--show', 'folio_trylock', '--format', 'json'], inJson, shipped);
  assert.deepEqual(JSON.parse(inJson.out).outcomes, ['returns 0: nothing is held', 'otherwise: the folio lock of folio is held']);
});

test('wrong usage of model: one line, status 2', async () => {
  for (const [argv, message] of [
    [['model'], 'model needs one of --lint, --check and --show NAME'],
    [['model', '--lint', '--check'], 'model needs one of --lint, --check and --show NAME'],
    [['model', '--check'], 'model --check needs --kernel DIR'],
    [['model', '--lint', '--kernel', 'x'], "option '--kernel' does not belong to model --lint"],
    [['model', '--show', 'folio_put', '--era', 'six'], "'six' is no kernel version X.Y"],
    [['model', '--lint', '--format', 'sarif'], "unknown format 'sarif' of model: text or json"],
    [['model', '--lint', 'mm/zswap.c'], "model takes no file: 'mm/zswap.c'"],
    [['check', '--lint', 'x'], "option '--lint' does not belong to check"],
  ] as const) {
    const io = fakeIo();
    assert.equal(await run(argv, io, fakeEngine()), 2);
    assert.equal(io.err, `mmreview: ${message} (mmreview --help says more)\n`);
  }
});
