import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Dismissal, dismissedReport, printDismissed, readDismissed } from '../../server/src/reply/index.ts';

const entry = (fingerprint: string, more: Partial<Dismissal> = {}): Dismissal => ({
  fingerprint,
  rule: 'ref/leak',
  reason: 'the caller puts it',
  ...more,
});

test('what is written is read back, in an order of its own', () => {
  const optional = fc.option(fc.string(), { nil: undefined });
  const dismissal = fc
    .record({
      fingerprint: fc.string({ minLength: 1 }),
      rule: fc.string(),
      reason: fc.string(),
      file: optional,
      function: optional,
      message: optional,
      by: optional,
    })
    .map((one) => JSON.parse(JSON.stringify(one)) as Dismissal);
  fc.assert(
    fc.property(fc.uniqueArray(dismissal, { selector: ({ fingerprint }) => fingerprint }), (entries) => {
      const text = printDismissed(entries);
      const { entries: read, problem } = readDismissed(text);
      assert.equal(problem, undefined);
      assert.deepEqual(new Map(read), new Map(entries.map((one) => [one.fingerprint, one])));
      assert.equal(printDismissed([...entries].reverse()), text, 'the same entries, the same bytes');
    }),
  );
});

test('an empty file has none; what cannot be read says why and is not taken for empty', () => {
  assert.deepEqual(readDismissed(' \n'), { entries: new Map() });
  for (const [text, why] of [
    ['{', /^not JSON/],
    ['[]', /"version" is missing, not 1/],
    ['{"version":2,"dismissed":[]}', /"version" is 2, not 1/],
    ['{"version":1}', /no list "dismissed"/],
    ['{"version":1,"dismissed":[{"fingerprint":"a","rule":"r","reason":"x"},{"rule":"r"},7]}', /^2 of its entries/],
  ] as const) {
    assert.match(readDismissed(text).problem ?? '', why, text);
  }
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readDismissed(text)));
});

test('the report is a table that nothing in an entry can leave', () => {
  const report = dismissedReport([
    entry('b', { file: 'mm/b.c', function: 'f', reason: 'a | b\n<img src=x> [x](y)', at: '2024-11-22T09:00:00.000Z' }),
    entry('a', { file: 'mm/a.c' }),
  ]);
  assert.match(report, /^2 hazards were looked at and dismissed\.$/m);
  assert.ok(report.indexOf('## mm/a.c') < report.indexOf('## mm/b.c'));
  const [row] = report.split('\n').filter((line) => line.includes('f()'));
  assert.equal(row, '| f() | ref/leak | a \\| b \\<img src=x\\> \\[x\\](y) |  |  | 2024-11-22 | b |');
});
