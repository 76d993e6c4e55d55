/** Sizes that hang what is not linear. Nothing here asserts a time; what is quadratic does not come to its end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looksLikePatch, parsePatchStream, parsePatchText } from '../../server/src/patch/index.ts';

const head = 'diff --git a/mm/a.c b/mm/a.c\n--- a/mm/a.c\n+++ b/mm/a.c\n';
const mega = 1 << 20;
/** `BIG=1`: five times as much of everything, 100 MB of mbox. */
const big = process.env.BIG === '1';
const letter = (body: string, fields = ''): string => `From: A <a@example.org>\nSubject: x\n${fields}\n${body}`;

for (const [name, unit] of [
  ['x', 'x'],
  ['blanks', ' '],
  ['marks', '> '],
  ['dashes', '-'],
  ['at signs', '@@ -1 +1 '],
  ['equals signs', '='],
  ['question marks', '=?utf-8?q?'],
  ['dots', '.'],
  ['brackets', '['],
  ['quotes', '"'],
  ['colons', 'a: '],
  ['digits', '1'],
  ['backslashes', '\\'],
] as const) {
  const size = big || name === 'x' ? 10 : 2;
  test(`lines of ${size} MB of ${name}`, () => {
    const long = unit.repeat(Math.ceil((size * mega) / unit.length));
    for (const text of [
      long,
      `${head}@@ -1,2 +1,2 @@ ${long}\n-a\n+${long}\n b\n`,
      `${head}@@ -1,3 +1,3 @@\n a\n${long}\n-b\n+c\n`,
      `> ${long}\n> @@ -1 +1 @@\n> -${long}\n> +b\n\n${long}\n`,
      `commit 0123456789\nAuthor: ${long}\n\n    ${long}\n\n${head}@@ -1 +1 @@\n-a\n+b\n`,
      `diff --git ${long}\n--- ${long}\n+++ ${long}\n@@ -1 +1 @@\n-a\n+b\n`,
      letter(
        `On ${long} wrote:\nFixes: ${long}\n${head}@@ -1 +1 @@\n-a\n+b\n`,
        `X: ${long}\nContent-Type: multipart/mixed; boundary=${long.slice(0, mega)}\nReferences: ${long}\n`,
      ),
      letter(`${long}\n${head}`, 'Content-Transfer-Encoding: quoted-printable\n'),
      letter(`${long}\n${head}`, 'Content-Transfer-Encoding: base64\n'),
    ]) {
      assert.ok(parsePatchText(text).messages.length >= 1);
      looksLikePatch(text);
    }
  });
}

test('many of everything in one text', () => {
  const many = big ? 100_000 : 20_000;
  const texts = {
    files: Array.from({ length: many }, (_, i) => `diff --git a/f${i} b/f${i}\n--- a/f${i}\n+++ b/f${i}\n@@ -1 +1 @@\n-a\n+b\n`).join(''),
    sameFile: `${head}@@ -1 +1 @@\n-a\n+b\n`.repeat(many / 4),
    hunksWithoutHead: '@@ -9 +9 @@\n-a\n+b\n@@ -1 +1 @@\n-a\n+b\n'.repeat(many / 2),
    emptyHunks: '@@ -1,5 +1,5 @@\n'.repeat(many),
    comments: `> ${head.replaceAll('\n', '\n> ')}@@ -1,${many} +1,${many} @@\n${'>  a\n\nA word.\n\n'.repeat(many)}`,
    torn: `> ${head.replaceAll('\n', '\n> ')}@@ -1,9 +1,9 @@\n${`> +${'call('.padEnd(70, 'x')}\ny);\n> +z\n`.repeat(many / 2)}`,
    cuts: `> ${head.replaceAll('\n', '\n> ')}@@ -1,9 +1,9 @@\n${'>  a\n[...]\n'.repeat(many)}`,
    signatures: `${head}@@ -1,${many} +1 @@\n${'-- \n'.repeat(many)}`,
    tails: `${head}@@ -1,9 +1,9 @@\n+${'x '.repeat(40)}\n${'y\n'.repeat(many)}`,
    wrapped: `${head}@@ -1,9 +1,9 @@\n${`+${'x '.repeat(40)}\ny\n`.repeat(many)}`,
    depths: Array.from({ length: many }, (_, i) => `${'> '.repeat(i % 70)}@@ -1 +1 @@`).join('\n'),
    attributions: 'On Monday A wrote:\n> On Sunday B wrote:\n> > text\n'.repeat(many),
    boundaries: letter('--b\n\nx\n'.repeat(many), 'Content-Type: multipart/mixed; boundary=b\n'),
    nested: letter(
      Array.from({ length: 2000 }, (_, i) => `--b${i}\nContent-Type: multipart/mixed; boundary=b${i + 1}\n\n`).join(''),
      'Content-Type: multipart/mixed; boundary=b0\n',
    ),
    softBreaks: letter(`${head}@@ -1 +1 @@\n-a\n+${'=\n'.repeat(many)}b\n`, 'Content-Transfer-Encoding: quoted-printable\n'),
    header: letter('', `${'X-A: b\n c\n'.repeat(many)}`),
    pages: 'A B Oct. 24, 2023, 8:32 p.m. UTC | #1\n> @@ -1 +1 @@\n> -a\n> +b\nno\n'.repeat(many / 4),
    fixes: letter('Fixes: 0123456789ab ("x\n'.repeat(many)),
  };
  for (const [name, text] of Object.entries(texts)) {
    const document = parsePatchText(text);
    assert.ok(document.lineCount > 1000, name);
    // What is quadratic would take minutes each, and not come back before the runner gives up.
  }
});

test(`a mbox of ${big ? 100 : 20} MB streams, holding one message at a time`, async () => {
  const message = `From mboxrd@z Thu Jan  1 00:00:00 1970\n${letter(`${head}@@ -1,2 +1,2 @@\n a\n-b\n+c\n`.repeat(100))}\n`;
  const total = Math.ceil(((big ? 100 : 20) * mega) / message.length);
  function* chunks(): Generator<string> {
    // Chunks that end anywhere.
    const block = message.repeat(20);
    for (let sent = 0; sent < total; sent += 20) {
      yield block.slice(0, 1000 + sent);
      yield block.slice(1000 + sent);
    }
  }
  let messages = 0;
  let patches = 0;
  let last = -1;
  let most = 0;
  for await (const { message: read } of parsePatchStream(chunks())) {
    messages++;
    patches += read.patches.length;
    assert.ok(read.range.start.line > last);
    last = read.range.start.line;
    if (messages % 2000 === 0) most = Math.max(most, process.memoryUsage().heapUsed);
  }
  assert.equal(messages, Math.ceil(total / 20) * 20);
  assert.equal(patches, messages * 100);
  assert.ok(most < 600 * mega, `${Math.round(most / mega)} MB of heap`);
});
