/** A fingerprint stays when lines move, when a patch is rebased, and when only the hunks are seen: what was dismissed once stays dismissed. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { Review } from '../../server/src/review/index.ts';
import { memoryTree } from '../../server/src/tree/index.ts';
import { makeReviewer } from '../check/reviewer.ts';

const files = ['Makefile', 'mm/tideline.c', 'mm/tidemark.c', 'mm/tidepool.c'].map(
  (path) => [path, readFileSync(`samples/tree/${path}`, 'utf8')] as const,
);
const names = readdirSync('samples').filter((name) => /\.(patch|mbox)$/.test(name));
const reviewer = makeReviewer();

const introduced = ({ findings }: Review): string[] =>
  findings
    .filter(({ change }) => change === 'introduced')
    .map(({ rule, fingerprint }) => `${rule} ${fingerprint}`)
    .sort();

async function review(text: string, tree?: ReadonlyMap<string, string>): Promise<string[]> {
  return introduced(await (await reviewer).review(parsePatchText(text), tree ? { tree: memoryTree('tree', tree) } : {}));
}

test('samples on a tree where everything stands forty lines further down', async () => {
  const above = `${Array.from({ length: 40 }, (_, i) => `/* line ${i} of what came meanwhile */`).join('\n')}\n`;
  const tree = new Map(files);
  const moved = new Map(files.map(([path, text]) => [path, path.endsWith('.c') ? above + text : text]));
  let hazards = 0;
  for (const name of names) {
    const text = readFileSync(`samples/${name}`, 'utf8');
    const before = await review(text, tree);
    assert.deepEqual(await review(text, moved), before, `${name}: applied with an offset`);
    const rebased = text.replace(
      /^@@ -(\d+)(,\d+)? \+(\d+)(,\d+)? @@/gm,
      (_, a, b = '', c, d = '') => `@@ -${+a + 40}${b} +${+c + 40}${d} @@`,
    );
    assert.deepEqual(await review(rebased, moved), before, `${name}: rebased`);
    hazards += before.length;
  }
  assert.ok(hazards >= 10, `${hazards} hazards`);
});

test('what the hunks alone show has the same name as on the tree', async () => {
  const tree = new Map(files);
  let same = 0;
  for (const name of names) {
    const text = readFileSync(`samples/${name}`, 'utf8');
    const onTree = await review(text, tree);
    same += (await review(text)).filter((one) => onTree.includes(one)).length;
  }
  assert.ok(same >= 3, `${same} hazards with the same fingerprint`);
});

test('the next version of a series keeps the names of what it keeps', async () => {
  const tree = new Map(files);
  const [v1, v2] = [
    await review(readFileSync('samples/series-five-v1.mbox', 'utf8'), tree),
    await review(readFileSync('samples/series-five-v2.mbox', 'utf8'), tree),
  ];
  assert.deepEqual(
    v1.filter((one) => v2.includes(one)).map((one) => one.split(' ')[0]),
    ['lock/rcu', 'ref/leak'],
  );
});

test('other rules, functions, objects and lines have other names', async () => {
  const all = await Promise.all(names.map(async (name) => review(readFileSync(`samples/${name}`, 'utf8'), new Map(files))));
  const byName = new Map(all.flat().map((one) => [one.split(' ')[1], one.split(' ')[0]]));
  assert.ok(byName.size >= 10);
});

/** A function that sleeps under its spinlock, on lines that read the same. */
const sleeper = (...before: readonly string[]): string => {
  const added = before.flatMap((line) => [`+\t${line}`, '+\tcond_resched();']);
  return `diff --git a/mm/eddy.c b/mm/eddy.c
--- a/mm/eddy.c
+++ b/mm/eddy.c
@@ -1,6 +1,${6 + added.length} @@
 void eddy_turn(struct eddy *eddy)
 {
 	spin_lock(&eddy->lock);
${added.join('\n')}
 	eddy->turns++;
 	spin_unlock(&eddy->lock);
 }
`;
};

test('hazards on lines that read the same have names of their own, and none inherits that of another', async () => {
  const both = await review(sleeper('eddy->left++;', 'eddy->right++;'));
  assert.equal(both.length, 2, both.join('\n'));
  assert.equal(new Set(both).size, 2, 'they can be dismissed apart');
  const further = sleeper('eddy->left++;', 'eddy->right++;').replace('@@ -1,6 +1,10 @@', '@@ -401,6 +407,10 @@');
  assert.deepEqual(await review(further), both, 'a rebase changes nothing');
  const alone = await review(sleeper('eddy->right++;'));
  assert.equal(alone.length, 1);
  assert.ok(!both.includes(alone[0] ?? ''), 'what was said of one of two is not believed of the one that is left');
  const more = await review(sleeper('eddy->left++;', 'eddy->right++;', 'eddy->around++;'));
  assert.equal(new Set(more).size, 3);
  assert.ok(
    both.every((one) => more.includes(one)),
    'a third changes nothing for the two',
  );
});

test('places that repeat to the letter are told apart by their order', async () => {
  const twice = await review(sleeper('eddy->left++;', 'eddy->left++;'));
  assert.equal(new Set(twice).size, 2, twice.join('\n'));
});
