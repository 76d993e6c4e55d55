// Which patches build on each other: threads and numbers say it, not the names of who wrote them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { memoryTree } from '../../server/src/tree/index.ts';
import { makeReviewer } from '../check/reviewer.ts';

const robin = 'Robin Shore <robin@example.org>';
const ebba = 'Ebba Reader <ebba@example.org>';

interface Mail {
  readonly subject: string;
  readonly from?: string;
  readonly id?: string;
  readonly to?: string;
  readonly references?: readonly string[];
  readonly diff?: string;
}

const diffOf = (n: number): string => `--- a/mm/f${n}.c\n+++ b/mm/f${n}.c\n@@ -1,2 +1,3 @@\n int a${n};\n+int b${n};\n int c${n};\n`;

const mbox = (mails: readonly Mail[]): string =>
  mails
    .map(({ subject, from = robin, id, to, references, diff }, n) =>
      [
        'From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001',
        ...(id ? [`Message-ID: <${id}>`] : []),
        ...(to ? [`In-Reply-To: <${to}>`] : []),
        ...(references ? [`References: ${references.map((one) => `<${one}>`).join(' ')}`] : []),
        `From: ${from}`,
        `Subject: ${subject}`,
        '',
        'Words.',
        '---',
        diff ?? diffOf(n),
        '-- \n2.47.0\n\n',
      ].join('\n'),
    )
    .join('');

/** Numbers of the mails that build on each other, in their order. */
async function seriesOf(mails: readonly Mail[]): Promise<string[]> {
  const { patches } = await (await makeReviewer()).review(parsePatchText(mbox(mails)));
  const series: string[][] = [];
  for (const { message, series: n, place } of patches) (series[n] ??= [])[place] = String(message);
  return series.map((one) => one.join(' '));
}

test('a series of several authors is one: by its thread, or by its numbers where nothing answers anything', async () => {
  const thread = { to: '0@x', references: ['0@x'] };
  assert.deepEqual(
    await seriesOf([
      { subject: '[PATCH 1/3] a', id: '1@x', ...thread },
      { subject: '[PATCH 2/3] b', id: '2@x', from: ebba, ...thread },
      { subject: '[PATCH 3/3] c', id: '3@x', ...thread },
    ]),
    ['0 1 2'],
  );
  assert.deepEqual(
    await seriesOf([{ subject: '[PATCH 1/3] a' }, { subject: '[PATCH 2/3] b', from: ebba }, { subject: '[PATCH 3/3] c' }]),
    ['0 1 2'],
    'as git format-patch --stdout writes it',
  );
  assert.deepEqual(
    await seriesOf([
      { subject: '[PATCH 1/2] a', id: '1@x' },
      { subject: '[PATCH 2/2] b', id: '2@x', from: ebba },
    ]),
    ['0 1'],
    'sent without threads',
  );
});

test('mails out of order, and threads where each mail answers the one before', async () => {
  assert.deepEqual(
    await seriesOf([
      { subject: '[PATCH 3/3] c', id: '3@x', to: '2@x' },
      { subject: '[PATCH 1/3] a', id: '1@x' },
      { subject: '[PATCH 2/3] b', id: '2@x', to: '1@x' },
    ]),
    ['1 2 0'],
  );
});

test('what is not one series stays apart', async () => {
  assert.deepEqual(
    await seriesOf([
      { subject: '[PATCH 1/2] a', id: '1@x', to: '0@x', references: ['0@x'] },
      { subject: '[PATCH 1/2] other a', id: '11@x', to: '10@x', references: ['10@x'] },
      { subject: '[PATCH 2/2] b', id: '2@x', to: '0@x', references: ['0@x'] },
      { subject: '[PATCH 2/2] other b', id: '12@x', to: '10@x', references: ['10@x'] },
    ]),
    ['0 2', '1 3'],
    'two threads of one author',
  );
  assert.deepEqual(
    await seriesOf([
      { subject: '[PATCH 1/2] a', references: ['bug@x'] },
      { subject: '[PATCH 1/2] other a', from: ebba, references: ['bug@x'] },
      { subject: '[PATCH 2/2] b', references: ['bug@x'] },
      { subject: '[PATCH 2/2] other b', from: ebba, references: ['bug@x'] },
    ]),
    ['0 2', '1 3'],
    'two people who answer one report',
  );
  assert.deepEqual(
    await seriesOf([
      { subject: '[PATCH 1/2] a' },
      { subject: '[PATCH 2/2] b' },
      { subject: '[PATCH v2 1/2] a' },
      { subject: '[PATCH v2 2/2] b', from: ebba },
      { subject: '[PATCH 1/2] another' },
      { subject: '[PATCH 2/2] series' },
      { subject: '[PATCH] alone' },
      { subject: 'Re: [PATCH 2/2] series' },
    ]),
    ['0 1', '2 3', '4 5', '6', '7'],
    'one after the other in a file',
  );
});

test('a mail that answers itself, or two that answer each other, hang nothing up', async () => {
  assert.deepEqual(
    await seriesOf([
      { subject: '[PATCH 1/2] a', id: '1@x', to: '2@x' },
      { subject: '[PATCH 2/2] b', id: '2@x', to: '1@x' },
    ]),
    ['0', '1'],
  );
  assert.deepEqual(await seriesOf([{ subject: '[PATCH 1/2] a', id: '1@x', to: '1@x' }]), ['0']);
});

test('the second author builds on what the first made, and mends it', async () => {
  const file =
    'int f(struct address_space *mapping)\n{\n\tstruct folio *folio = filemap_get_folio(mapping, 0);\n\n\tif (IS_ERR(folio))\n\t\treturn -ENOENT;\n\tfolio_put(folio);\n\treturn 0;\n}\n';
  const lose =
    '--- a/mm/f.c\n+++ b/mm/f.c\n@@ -5,5 +5,7 @@\n \tif (IS_ERR(folio))\n \t\treturn -ENOENT;\n+\tif (folio_test_dirty(folio))\n+\t\treturn -EBUSY;\n \tfolio_put(folio);\n \treturn 0;\n }\n';
  const mend =
    '--- a/mm/f.c\n+++ b/mm/f.c\n@@ -5,7 +5,9 @@\n \tif (IS_ERR(folio))\n \t\treturn -ENOENT;\n-\tif (folio_test_dirty(folio))\n+\tif (folio_test_dirty(folio)) {\n+\t\tfolio_put(folio);\n \t\treturn -EBUSY;\n+\t}\n \tfolio_put(folio);\n \treturn 0;\n }\n';
  const text = mbox([
    { subject: '[PATCH 1/2] mm: f looks', diff: lose },
    { subject: '[PATCH 2/2] mm: f forgets nothing', from: ebba, diff: mend },
  ]);
  const tree = memoryTree(
    'tree',
    new Map([
      ['Makefile', 'VERSION = 6\nPATCHLEVEL = 12\n'],
      ['mm/f.c', file],
    ]),
  );
  const { patches, findings } = await (await makeReviewer()).review(parsePatchText(text), { tree });
  assert.deepEqual(
    patches.map(({ files }) => files[0]?.context),
    ['tree', 'tree'],
  );
  assert.deepEqual(
    findings.map(({ patch, rule, change }) => `${patch} ${rule} ${change}`),
    ['0 ref/leak introduced', '1 ref/leak fixed'],
  );
});
