import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentsOf } from '../../server/src/cli/input.ts';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { fakeIo, sample } from './fake.ts';

const mail = (subject: string, minute: number): string => {
  const diff = sample('ref-leak.patch').split('\n---\n')[1];
  return `From robin@example.org Sun Nov 10 09:00:00 2024\nFrom: Robin Shore <robin@example.org>\nDate: Sun, 10 Nov 2024 09:${minute}:00 +0000\nSubject: ${subject}\n\nText.\n---\n${diff}`;
};

async function read(text: string | Uint8Array, limits?: { whole: number; portion: number }, piece = 1 << 20) {
  const documents = [];
  for await (const document of documentsOf(fakeIo({ files: { '-': text }, piece }).read('-'), limits)) documents.push(document);
  return documents;
}

test('what fits is one document, however it comes', async () => {
  const text = sample('series-two-patches.mbox');
  const [whole, ...others] = await read(text, undefined, 7);
  assert.equal(others.length, 0);
  assert.deepEqual(whole, parsePatchText(text));
});

test('an archive is cut between series, never inside one, and its lines are numbered through', async () => {
  const subjects = ['[PATCH] a', '[PATCH] b', '[PATCH 1/3] c', '[PATCH 2/3] d', '[PATCH 3/3] e', '[PATCH] f'];
  const text = subjects.map((subject, i) => mail(subject, 10 + i)).join('\n');
  const documents = await read(text, { whole: 100, portion: 3 }, 50);
  assert.deepEqual(
    documents.map((document) => document.messages.map((message) => message.subject?.title)),
    [['a', 'b', 'c', 'd', 'e'], ['f']],
  );
  const whole = parsePatchText(text);
  assert.deepEqual(
    documents.flatMap((document) => document.messages.map((message) => message.range)),
    whole.messages.map((message) => message.range),
  );
});

test('a series without end is cut all the same', async () => {
  const text = Array.from({ length: 25 }, (_, i) => mail(`[PATCH ${i + 1}/99] p${i}`, 10)).join('\n');
  const documents = await read(text, { whole: 100, portion: 1 });
  assert.deepEqual(
    documents.map((document) => document.messages.length),
    [10, 10, 5],
  );
});

test('bytes that are no UTF-8 keep their columns', async () => {
  const text = sample('ref-leak.patch').replace('Robin Shore', 'R\u00f6bin Shore');
  const latin1 = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const [document] = await read(latin1);
  assert.deepEqual(document?.messages[0]?.patches, parsePatchText(text).messages[0]?.patches);
});

test('a folder, or whatever else cannot be read, rejects with its code', async () => {
  await assert.rejects(
    async () => {
      for await (const _ of documentsOf(fakeIo().read('gone'))) assert.fail('nothing was there');
    },
    { code: 'ENOENT' },
  );
});
