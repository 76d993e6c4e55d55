// Things that rest on each other: each gets the answer that it would get if nothing else had been asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Rings } from '../../server/src/review/rings.ts';

/** Seven things, each with what it rests on; what comes out of one names the answers that it was given. */
const graphs = fc.array(fc.uniqueArray(fc.nat(6), { maxLength: 3 }), { minLength: 7, maxLength: 7 });

function asker(graph: readonly (readonly number[])[]): (key: number) => string | undefined {
  const rings = new Rings<number, string>();
  const ask = (key: number): string | undefined => rings.get(key, () => `${key}(${graph[key]!.map((other) => ask(other) ?? '?').join()})`);
  return ask;
}

test('the order of the questions changes no answer', () => {
  fc.assert(
    fc.property(graphs, fc.array(fc.nat(6), { maxLength: 12 }), fc.nat(6), (graph, before, key) => {
      const ask = asker(graph);
      for (const other of before) ask(other);
      assert.equal(ask(key), asker(graph)(key));
    }),
    { numRuns: 3000 },
  );
});

test('who asks first is unknown in its own ring, and what rests on a ring is not', () => {
  const ask = asker([[1], [2], [1], [0], [], [], []]);
  assert.equal(ask(3), '3(0(1(2(?))))');
  assert.equal(ask(2), '2(1(?))');
  assert.equal(ask(1), '1(2(?))');
});

test('what fails is asked for again', () => {
  const rings = new Rings<number, string>();
  assert.throws(() =>
    rings.get(1, () => {
      throw new Error('given up');
    }),
  );
  assert.equal(rings.depth, 0);
  assert.equal(
    rings.get(1, () => 'found'),
    'found',
  );
});

test('nothing outside of rings is found out twice', () => {
  const found: number[] = [];
  const graph = [[1, 2], [3], [3], [4], [], [], []];
  const rings = new Rings<number, number>();
  const ask = (key: number): number | undefined =>
    rings.get(key, () => {
      found.push(key);
      for (const other of graph[key]!) ask(other);
      return key;
    });
  for (let key = 0; key < 5; key++) ask(key);
  assert.deepEqual([...found].sort(), [0, 1, 2, 3, 4]);
});
