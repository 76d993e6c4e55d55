// `mmreview replay` and `mmreview scenarios`, with a model of one scenario.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { nodeEngine } from '../../server/src/cli/engine-node.ts';
import { run } from '../../server/src/cli/index.ts';
import { readReplay } from '../../server/src/sim/index.ts';
import { fakeIo } from './fake.ts';
import { golden } from './golden.ts';
import { violations } from './schema.ts';

const engine = nodeEngine(pathToFileURL('test/cli/replay/model/'));
const mail = readFileSync('test/cli/replay/unlocked.eml', 'utf8');
const schema = JSON.parse(readFileSync('docs/replay.schema.json', 'utf8'));

async function mmreview(args: readonly string[], files: Readonly<Record<string, string>> = { 'a.eml': mail }) {
  const io = fakeIo({ files });
  const status = await run(args, io, engine);
  return { status, out: io.out, err: io.err };
}

test('a patch that breaks a scenario: its columns as a mail would have them', async () => {
  const { status, out, err } = await mmreview(['replay', 'a.eml']);
  golden('cli/fixtures/replay.txt', out);
  assert.deepEqual({ status, err }, { status: 1, err: '' });
  assert.ok(out.split('\n').every((line) => line.length <= 78 && !line.includes('\t')));
});

test('the same patch backwards mends it', async () => {
  const reverted = mail.replace(/^-(\tspin_(?:un)?lock)/gm, '+$1').replace('-10,9 +10,7', '-10,7 +10,9');
  const { status, out } = await mmreview(['replay', '-'], { '-': reverted });
  assert.match(out, /^ {2}the patch mends it \[lock\/unguarded-access\]$/m);
  assert.match(out, /^ {2}before the patch: breaks \(1 preemption, /m);
  assert.match(out, /^ {2}after the patch: no violation \(/m);
  assert.equal(status, 0);
});

test('one side by itself', async () => {
  const before = await mmreview(['replay', '--before', 'a.eml']);
  assert.match(before.out, /^ {2}before the patch: no violation/m);
  assert.doesNotMatch(before.out, /after the patch|CPU0/);
  assert.equal(before.status, 0);
  const after = await mmreview(['replay', '--after', '--scenario', 'tide-count', 'a.eml']);
  assert.match(after.out, /^CPU0 +CPU1$/m);
  assert.equal(after.status, 1);
});

test('JSON: the documented shape, and valid by its schema', async () => {
  const { status, out, err } = await mmreview(['replay', '--format', 'json', 'a.eml']);
  const data = JSON.parse(out);
  assert.deepEqual(violations(data, schema), []);
  assert.deepEqual({ status, err }, { status: 1, err: '' });
  const [{ scenario, change, patch, sides }] = data.replays;
  assert.deepEqual(
    { scenario, change, patch },
    {
      scenario: 'tide-count',
      change: 'introduced',
      patch: { subject: '[PATCH] mm/tideline: count without the lock', messageId: '20240502-count@example.org' },
    },
  );
  assert.deepEqual(
    sides.map(({ side, verdict }: { side: string; verdict: string }) => [side, verdict]),
    [
      ['before', 'holds'],
      ['after', 'breaks'],
    ],
  );
  const steps: { thread: string; text: string; input?: { line: number } }[] = sides[1].steps;
  const counted = steps.filter(({ text }) => text === 'tide->nr++');
  assert.deepEqual([...new Set(counted.map(({ input }) => mail.split('\n')[(input?.line ?? 0) - 1]))], [' \ttide->nr++;']);
  assert.ok(out.includes(JSON.stringify(sides[1].columns)));
  assert.equal((await mmreview(['replay', '--format', 'json', 'a.eml'])).out, out, 'the same bytes again');
});

test('Promela, and a replay file that replays without patch and scenario', async () => {
  const promela = await mmreview(['replay', '--format', 'promela', 'a.eml']);
  assert.match(promela.out, /^\/\*\n \* tide-count\/after\n/);
  assert.match(promela.out, /active proctype CPU0\(\)/);
  const saved = await mmreview(['replay', '--format=replay', 'a.eml']);
  const read = readReplay(saved.out);
  assert.ok('replay' in read, JSON.stringify(read));
  assert.equal(read.replay.patch?.messageId, '20240502-count@example.org');
  const again = await mmreview(['replay', 'saved.json'], { 'saved.json': saved.out });
  const columns = (text: string): string => text.slice(text.indexOf('CPU0'));
  assert.equal(columns(again.out), columns((await mmreview(['replay', 'a.eml'])).out));
  assert.deepEqual({ status: again.status, err: again.err }, { status: 1, err: '' });
  const cut = await mmreview(['replay', 'cut.json'], { 'cut.json': saved.out.slice(0, 500) });
  assert.deepEqual(cut, {
    status: 2,
    out: '',
    err: 'mmreview: cut.json: The replay file is cut off: its end is missing. Save or send it once more.\n',
  });
});

test('a scenario by itself, all variants or one', async () => {
  const all = await mmreview(['replay', '--scenario', 'tide-count']);
  assert.match(all.out, /variant locked: no violation[\s\S]*variant unlocked: breaks/);
  assert.equal(all.status, 0);
  const one = await mmreview(['replay', '--scenario', 'tide-count/locked', '--format', 'promela']);
  assert.match(one.out, / \* tide-count\/locked\n/);
  assert.equal(one.err, '');
  const none = await mmreview(['replay', '--scenario', 'tide-count/lucky']);
  assert.deepEqual(none, { status: 2, out: '', err: "mmreview: tide-count has no variant 'lucky': locked, unlocked\n" });
});

test('scenarios lists what there is', async () => {
  const json = await mmreview(['scenarios', '--format', 'json']);
  const data = JSON.parse(json.out);
  assert.deepEqual(data, {
    scenarios: [
      {
        id: 'tide-count',
        title: 'two folios are counted at once',
        era: '-',
        source: 'ours',
        variants: [
          { id: 'locked', verdict: 'holds' },
          { id: 'unlocked', verdict: 'breaks' },
        ],
      },
    ],
  });
  assert.deepEqual(violations(data, schema.$defs.scenarios, schema), []);
  golden('cli/fixtures/scenarios.txt', (await mmreview(['scenarios'])).out);
});

test('nothing to replay, wrong usage, unreadable input', async () => {
  const other = mail.replaceAll('tide_line_add', 'tide_line_sub');
  assert.deepEqual(await mmreview(['replay', 'b.eml'], { 'b.eml': other }), {
    status: 0,
    out: '',
    err: 'mmreview: b.eml: no scenario has a role for a function that it touches\n',
  });
  const usage = async (args: readonly string[]): Promise<string> => {
    const { status, out, err } = await mmreview(args);
    assert.deepEqual([status, out], [2, '']);
    return err.replace(' (mmreview --help says more)\n', '');
  };
  assert.equal(await usage(['replay']), "mmreview: replay needs a FILE, '-' for standard input, or --scenario ID");
  assert.equal(
    await usage(['replay', '--format', 'sarif', 'a.eml']),
    "mmreview: unknown format 'sarif' of replay: lkml, json, promela or replay",
  );
  assert.equal(await usage(['replay', '--before', '--after', 'a.eml']), 'mmreview: --before and --after: one of them, or neither for both');
  assert.equal(await usage(['replay', 'a.eml', 'b.eml']), "mmreview: replay takes one input: 'b.eml' is one too many");
  assert.equal(await usage(['replay', '--scenario', 'tide-count', '--kernel', 'x']), "mmreview: option '--kernel' needs a FILE to replay");
  assert.equal(
    await usage(['replay', '--scenario', 'tide-count/locked', 'a.eml']),
    'mmreview: a variant is replayed by itself: leave out the FILE, or the variant',
  );
  assert.equal(await usage(['scenarios', 'x']), "mmreview: scenarios takes no file: 'x'");
  assert.equal(await usage(['scenarios', '--kernel', 'x']), "mmreview: option '--kernel' does not belong to scenarios");
  assert.equal(
    await usage(['replay', '--scenario', 'nope', 'a.eml']),
    "mmreview: no scenario is called 'nope' (mmreview scenarios lists them)\n",
  );
  assert.equal(await usage(['replay', 'gone.eml']), 'mmreview: gone.eml: no such file\n');
});
