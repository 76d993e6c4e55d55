import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sendProgress } from '../../server/src/lsp/progress.ts';
import type { ReplyParams } from '../../server/src/lsp/protocol.ts';
import { repliesTo } from '../../server/src/lsp/replies.ts';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { leakReview, sample } from '../cli/fake.ts';

const text = sample('ref-leak.patch');
const document = parsePatchText(text);
const review = leakReview(document);
const ask = (params: Partial<ReplyParams>) =>
  repliesTo(document, review, text, { uri: 'file:///a.patch', notes: [], findings: [], ...params });

test('only what is named is asked about, and only what the patch introduces', () => {
  const [leak, fixed] = [
    review.findings.find(({ rule }) => rule === 'ref/leak')!,
    review.findings.find(({ change }) => change === 'fixed')!,
  ];
  assert.deepEqual(ask({}), []);
  assert.deepEqual(ask({ findings: [fixed.fingerprint] }), []);
  const [reply, ...more] = ask({ findings: [leak.fingerprint], from: 'Ebba Reader <ebba@example.org>' });
  assert.deepEqual(more, []);
  assert.equal(reply?.answered, 1);
  assert.match(reply?.text ?? '', /^From: Ebba Reader <ebba@example\.org>\nTo: Robin Shore <robin@example\.org>$/m);
  assert.match(reply?.text ?? '', /^Who drops the reference to folio on this path\?$/m);
});

test('lines that end in CR LF are quoted without the CR', () => {
  const crlf = text.replaceAll('\n', '\r\n');
  const read = parsePatchText(crlf);
  const line = text.split('\n').findIndex((one) => one.includes('return -EAGAIN'));
  const [reply] = repliesTo(read, leakReview(read), crlf, { uri: '', notes: [{ line, text: 'x' }], findings: [] });
  assert.doesNotMatch(reply?.text ?? '\r', /\r/);
});

test('nonsense of a client does no harm', () => {
  const nonsense = { notes: [{ line: 'x', text: 1 }, null, { line: 2, text: 'y', block: 'z' }], findings: 7, width: 'wide', from: 3 };
  assert.deepEqual(ask(nonsense as unknown as Partial<ReplyParams>), []);
});

test('progress is told after a while, and not too often', () => {
  const sent: unknown[] = [];
  let clock = 0;
  const connection = { sendNotification: (...what: unknown[]) => void sent.push(what[1]) } as unknown as Parameters<typeof sendProgress>[0];
  const progress = sendProgress(connection, 'file:///a', () => clock);
  for (let done = 0; done < 100; done++, clock += 20) progress(done, 100, 'patch');
  assert.deepEqual(sent[0], { uri: 'file:///a', done: 20, total: 100, what: 'patch' });
  assert.equal(sent.length, 16);
});
