/** What a view knows of the scenarios of a document, without waiting for it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScenarioOffers } from '../../client/src/scenario-offers.ts';
import type { ReplayOffer } from '../../server/src/lsp/sim-protocol.ts';

const uri = 'file:///long.mbox';
const offer = (id: string): ReplayOffer => {
  const source = { kind: 'document', uri, replay: id } as const;
  return { id, kind: 'race', source, verb: 'Replay', title: id, says: '', breaks: false, functions: [] };
};

/** Questions are answered by hand, in any order. */
function scene() {
  const asked: ((offers: readonly ReplayOffer[] | null) => void)[] = [];
  const told = { news: 0 };
  const offers = new ScenarioOffers(
    () => new Promise((resolve) => void asked.push(resolve)),
    () => void told.news++,
  );
  const answer = async (at: number, ...ids: string[]): Promise<void> => {
    asked[at]?.(ids.map(offer));
    await new Promise((resolve) => setImmediate(resolve));
  };
  const known = (whole = true): string[] => offers.of(uri, whole).map(({ id }) => id);
  return { offers, asked, told, answer, known };
}

test('while a review goes on nobody is asked, and nothing is waited for', async () => {
  const { offers, asked, told, answer, known } = scene();
  assert.deepEqual(known(false), []);
  offers.stale(uri);
  assert.deepEqual(known(false), []);
  assert.equal(asked.length, 0);
  offers.stale(uri);
  assert.deepEqual([known(), known()], [[], []]);
  assert.equal(asked.length, 1, 'once for each review, however many patches are drawn');
  await answer(0, 'a');
  assert.deepEqual([told.news, known(), asked.length], [1, ['a'], 1]);
});

test('of the next review the last answer stands until there is another; an answer that comes too late is none', async () => {
  const { offers, asked, told, answer, known } = scene();
  known();
  await answer(0, 'a');
  offers.stale(uri);
  assert.deepEqual(known(), ['a']);
  offers.stale(uri);
  assert.deepEqual(known(), ['a']);
  assert.equal(asked.length, 3);
  await answer(2, 'b');
  await answer(1, 'c');
  assert.deepEqual([told.news, known()], [2, ['b']]);
  offers.stale(uri);
  known();
  await answer(3, 'b');
  assert.equal(told.news, 2, 'the same again is no news');
});

test('a document that was closed, and a server that knows nothing', async () => {
  const { offers, asked, told, answer, known } = scene();
  known();
  offers.forget(uri);
  await answer(0, 'a');
  assert.deepEqual([told.news, known()], [0, []]);
  asked[1]?.(null);
  await answer(-1);
  assert.deepEqual([told.news, known(), asked.length], [0, [], 2]);
});
