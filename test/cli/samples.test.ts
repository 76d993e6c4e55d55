// The samples: that they apply to their tree, and that the tool notices in each what its message says.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { nodeEngine } from '../../server/src/cli/engine-node.ts';
import { run } from '../../server/src/cli/index.ts';
import { openTree } from '../../server/src/disk/index.ts';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { imagesOfSeries } from '../../server/src/tree/index.ts';
import { fakeIo, sample } from './fake.ts';
import { golden } from './golden.ts';
import { violations } from './schema.ts';

const names = readdirSync('samples').filter((name) => /\.(patch|eml|mbox)$/.test(name));
const engine = nodeEngine(pathToFileURL('server/model/'));

/** sample -> what is introduced, as `rule function`; several where one of them is enough */
const introduced: Readonly<Record<string, readonly string[]>> = {
  'lock-missing-unlock.patch': ['lock/missing-unlock tide_pool_resize'],
  'lock-double-lock.patch': ['lock/double-lock tide_pool_age'],
  'lock-unbalanced-unlock.patch': ['lock/unbalanced-unlock tide_pool_resize'],
  'lock-sleep-in-atomic.patch': ['lock/sleep-in-atomic tide_pool_snapshot'],
  'race-drain.patch': ['lock/unguarded-access drain_pages_zone'],
  'lock-rcu.patch': ['lock/rcu tide_mark_high'],
  'ref-leak.patch': ['ref/leak tide_line_account'],
  'ref-double-put.patch': ['ref/double-put tide_line_settle', 'ref/use-after-put tide_line_settle'],
  'ref-use-after-put.patch': ['ref/use-after-put tide_line_account'],
  'ref-unchecked-get.patch': ['ref/unchecked-get tide_line_swap_pages'],
  'ref-iterator-leak.patch': ['ref/iterator-leak tide_mark_count'],
  'reply-quoting-ref-leak.eml': ['ref/leak tide_line_account'],
  'series-two-patches.mbox': ['lock/missing-unlock tide_line_account'],
  'series-five-v1.mbox': ['ref/leak tide_line_account', 'lock/sleep-in-atomic tide_pool_snapshot', 'lock/rcu tide_mark_high'],
  'series-five-v2.mbox': ['ref/leak tide_line_account', 'lock/missing-unlock tide_pool_resize', 'lock/rcu tide_mark_high'],
};
const fixed: Readonly<Record<string, string>> = {
  'fixed-ref-leak.patch': 'ref/leak tide_line_peek',
  'series-five-v1.mbox': 'ref/leak tide_line_account',
  'series-five-v2.mbox': 'ref/leak tide_line_account',
};

interface Found {
  readonly rule: string;
  readonly function: string;
  readonly introduced: boolean;
  readonly fixed: boolean;
  readonly input: { readonly line: number; readonly column: number; readonly endColumn: number };
  readonly path: readonly unknown[];
}

async function checkAll(kernel: readonly string[]) {
  const io = fakeIo({ files: Object.fromEntries(names.map((name) => [name, sample(name)])) });
  const status = await run(['check', ...kernel, '--format', 'json', ...names], io, engine);
  const printed = JSON.parse(io.out) as { results: { input: string; patches: { context: string }[]; findings: Found[] }[] };
  return { status, printed, text: io.out };
}

test('every sample applies to the tree as it stands', async () => {
  const tree = await openTree('samples/tree');
  assert.equal(await tree.version(), '6.12');
  for (const name of names) {
    const patches = parsePatchText(sample(name)).messages.flatMap((message) => message.patches.map((patch) => patch.files));
    for (const images of (await imagesOfSeries(patches, tree)).flat()) {
      assert.equal(images.context, 'tree', `${name}: ${images.reason}`);
      assert.deepEqual(
        images.fits.filter((fit) => fit.offset !== 0 || fit.fuzz !== 0),
        [],
        name,
      );
    }
  }
  tree.dispose();
});

test('with the tree, each sample gives what its message says and nothing else', async () => {
  const { status, printed } = await checkAll(['--kernel', 'samples/tree']);
  assert.equal(status, 1);
  assert.deepEqual(violations(printed, JSON.parse(readFileSync('docs/mmreview.schema.json', 'utf8'))), []);
  for (const { input, findings, patches } of printed.results) {
    assert.ok(patches.length > 0 && patches.every((patch) => patch.context === 'tree'), input);
    const said = (one: Found): string => `${one.rule} ${one.function}`;
    const expected = introduced[input] ?? [];
    const found = findings.filter((one) => one.introduced);
    assert.deepEqual(
      found.map(said).filter((one) => !expected.includes(one)),
      [],
      `${input}: beside what was expected`,
    );
    if (expected.length > 0) assert.ok(found.length > 0, `${input}: ${expected.join(' or ')} was not noticed`);
    assert.deepEqual(findings.filter((one) => one.fixed).map(said), fixed[input] ? [fixed[input]] : [], `${input}: fixed`);
    for (const one of findings) assert.ok(one.path.length > 0, `${input}: a finding without a path`);
  }
});

test('the marked place is code of the patch', async () => {
  const { printed } = await checkAll(['--kernel', 'samples/tree']);
  for (const { input, findings } of printed.results) {
    const rows = sample(input).split('\n');
    for (const one of findings) {
      const marked = rows[one.input.line - 1]?.slice(one.input.column - 1, one.input.endColumn - 1) ?? '';
      assert.match(marked, /\S/, `${input}: ${one.rule}`);
    }
  }
});

test('from the hunks alone, the samples that are meant to be quiet stay quiet', async () => {
  const { printed } = await checkAll([]);
  for (const { input, findings } of printed.results) {
    const found = findings.filter((one) => one.introduced).map((one) => `${one.rule} ${one.function}`);
    const expected = introduced[input] ?? [];
    assert.deepEqual(
      found.filter((one) => !expected.includes(one)),
      [],
      input,
    );
  }
});

test('backwards, what was introduced is fixed', async () => {
  const { printed } = await checkAll(['--kernel', 'samples/tree', '--reverse']);
  const leak = printed.results.find((result) => result.input === 'ref-leak.patch');
  assert.deepEqual(
    leak?.findings.map((one) => [one.rule, one.fixed]),
    [['ref/leak', true]],
  );
});

test('the same bytes in every run', async () => {
  assert.equal((await checkAll(['--kernel', 'samples/tree'])).text, (await checkAll(['--kernel', 'samples/tree'])).text);
});

test('the race is drawn as a maintainer would: who takes the count down meanwhile is in it', async () => {
  const io = fakeIo({ files: { 'race-drain.patch': sample('race-drain.patch') } });
  assert.equal(await run(['replay', '--kernel', 'samples/tree', 'race-drain.patch'], io, engine), 1);
  golden('cli/fixtures/race-drain.txt', io.out);
});

test('SARIF: a step of a scenario has its function for a place, one of the patch its line', async () => {
  const io = fakeIo({ files: { 'a.patch': sample('race-drain.patch') } });
  await run(['check', '--format', 'sarif', 'a.patch'], io, engine);
  const [{ results }] = JSON.parse(io.out).runs;
  const places = results[0].codeFlows[0].threadFlows[0].locations.map(
    ({ location: { message, physicalLocation: at, logicalLocations } }: Flow) =>
      `${at ? `${at.artifactLocation.uri}:${at.region.startLine}` : logicalLocations?.[0]?.fullyQualifiedName}: ${message.text}`,
  );
  assert.deepEqual(places.slice(0, 4), [
    'a.patch:26: CPU0: READ_ONCE(pcp->count)',
    'scenario pcp-drain-count:pcp_lock: CPU1: spin_lock(&pcp->lock)',
    'scenario pcp-drain-count:allocate: CPU1: pcp->count',
    'scenario pcp-drain-count:allocate: CPU1: pcp->count = pcp->count - 1',
  ]);
});

interface Flow {
  readonly location: {
    readonly message: { readonly text: string };
    readonly physicalLocation?: { readonly artifactLocation: { readonly uri: string }; readonly region: { readonly startLine: number } };
    readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
  };
}
