import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FileDiff } from '../../server/src/patch/types.ts';
import { imagesOfSeries, memoryTree } from '../../server/src/tree/index.ts';
import { type Edit, fileDiff, hunk, hunksOf, randomNumbers, sideOf } from './diffs.ts';

const change = (from: string, to: string): FileDiff[] => [
  fileDiff('mm/f.c', [hunk(`@@ -1,3 +1,3 @@\n int f;\n-${from}\n+${to}\n int g;\n`)]),
];
const at = (middle: string): Map<string, string> => new Map([['mm/f.c', `int f;\n${middle}\nint g;\n`]]);
/** each patch stands on the one before it, at the same lines */
const series = [change('one', 'two'), change('two', 'three'), change('three', 'four')];

const contexts = async (middle: string, reverse = false): Promise<string[]> => {
  const images = await imagesOfSeries(series, memoryTree('memory', at(middle)), { reverse });
  return images.flat().map((each) => `${each.context} ${each.oldText?.split('\n')[1]} -> ${each.newText?.split('\n')[1]}`);
};

test('stacked on the base, undone where the tree has all of it, and both in the midst of it', async () => {
  assert.deepEqual(await contexts('one'), ['tree one -> two', 'tree two -> three', 'tree three -> four']);
  assert.deepEqual(await contexts('four'), ['applied one -> two', 'applied two -> three', 'applied three -> four']);
  assert.deepEqual(await contexts('two'), ['applied one -> two', 'tree two -> three', 'tree three -> four']);
  assert.deepEqual(await contexts('three'), ['applied one -> two', 'applied two -> three', 'tree three -> four']);
});

test('a series reversed undoes itself from its end', async () => {
  assert.deepEqual(await contexts('four', true), ['tree two -> one', 'tree three -> two', 'tree four -> three']);
  assert.deepEqual(await contexts('one', true), ['applied two -> one', 'applied three -> two', 'applied four -> three']);
});

test('a series whose last patch takes the first one back stands on its base', async () => {
  const there = [change('one', 'two'), change('two', 'one')];
  const images = await imagesOfSeries(there, memoryTree('memory', at('one')));
  assert.deepEqual(
    images.flat().map((each) => each.context),
    ['tree', 'tree'],
  );
});

test('no tree, or another tree: each patch is hunks', async () => {
  const nothing = await imagesOfSeries(series, undefined);
  assert.deepEqual(
    nothing.flat().map((each) => each.reason),
    Array(3).fill('no kernel tree is set'),
  );
  const other = await imagesOfSeries(series, memoryTree('memory', at('zero')));
  assert.deepEqual(
    other.flat().map((each) => each.context),
    ['hunks', 'hunks', 'hunks'],
  );
});

test('files that are renamed, removed and made on the way', async () => {
  const patches: FileDiff[][] = [
    [fileDiff('mm/b.c', [hunk('@@ -1,1 +1,1 @@\n-a\n+b\n')], { oldPath: 'mm/a.c', status: 'renamed' })],
    [fileDiff('mm/a.c', [hunk('@@ -0,0 +1,1 @@\n+new\n')], { oldPath: undefined, status: 'added' })],
    [fileDiff('mm/b.c', [hunk('@@ -1,1 +0,0 @@\n-b\n')], { newPath: undefined, status: 'deleted' })],
  ];
  for (const [files, context] of [
    [{ 'mm/a.c': 'a\n' }, 'tree'],
    [{ 'mm/a.c': 'new\n' }, 'applied'],
  ] as const) {
    const images = (await imagesOfSeries(patches, memoryTree('memory', new Map(Object.entries(files))))).flat();
    assert.deepEqual(
      images.map((each) => [each.context, each.oldText, each.newText]),
      [
        [context, 'a\n', 'b\n'],
        [context, undefined, 'new\n'],
        [context, 'b\n', undefined],
      ],
    );
  }
});

test('any series at any point of its way: every patch gets the texts that it was made from', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 1, max: 5 }), fc.nat(5), async (seed, count, applied) => {
      const random = randomNumbers(seed);
      const texts: string[] = [Array.from({ length: 40 }, (_, line) => `line ${line};\n`).join('')];
      const patches: FileDiff[][] = [];
      for (let patch = 0; patch < count; patch++) {
        const edits: Edit[] = (texts[patch] ?? '')
          .split('\n')
          .slice(0, -1)
          .map((text) => ({ kind: 'keep', text }));
        const place = random(edits.length);
        const was = edits[place]?.text ?? '';
        edits.splice(place, 1, { kind: 'del', text: was }, { kind: 'add', text: `${was} /* ${patch} */` });
        if (random(2)) edits.splice(random(edits.length), 0, { kind: 'add', text: `new ${patch};` });
        patches.push([fileDiff('mm/f.c', hunksOf(edits))]);
        texts.push(sideOf(edits, 'new'));
      }
      const now = Math.min(applied, count);
      const images = (await imagesOfSeries(patches, memoryTree('memory', new Map([['mm/f.c', texts[now] ?? '']])))).flat();
      assert.deepEqual(
        images.map((each) => each.context),
        patches.map((_, patch) => (patch < now ? 'applied' : 'tree')),
      );
      assert.deepEqual(
        images.map((each) => [each.oldText, each.newText]),
        patches.map((_, patch) => [texts[patch], texts[patch + 1]]),
      );
    }),
    { numRuns: 120 },
  );
});
