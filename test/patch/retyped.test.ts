/** A text that is read anew after an edit is read as if nobody had read it before. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { type PatchDocument, parsePatchText, reparsePatchText } from '../../server/src/patch/index.ts';

const folder = 'test/patch/fixtures';
const plain = [
  'From: A <a@example.com>',
  'Subject: [PATCH 1/2] mm: two changes',
  '',
  'Why.',
  '---',
  ' mm/a.c | 3 ++-',
  'diff --git a/mm/a.c b/mm/a.c',
  '--- a/mm/a.c',
  '+++ b/mm/a.c',
  '@@ -10,6 +10,7 @@ static int first(struct pool *pool)',
  ' {',
  ' \tint ret = 0;',
  ' ',
  '-\tspin_lock(&pool->lock);',
  '+\tspin_lock_irq(&pool->lock);',
  '+\tret = fill(pool);',
  ' \tif (ret)',
  ' \t\treturn ret;',
  '@@ -40,4 +41,4 @@ static int second(struct pool *pool)',
  ' /* why */',
  ' out:',
  '-\tspin_unlock(&pool->lock);',
  '+\tspin_unlock_irq(&pool->lock);',
  ' }',
  'diff --git a/mm/b.c b/mm/b.c',
  '--- a/mm/b.c',
  '+++ b/mm/b.c',
  '@@ -1,3 +1,3 @@',
  ' #include <linux/mm.h>',
  '-\t/* none */',
  '+\t/* one */',
  ' int x;',
  '\\ No newline at end of file',
  '-- ',
  '2.39.5',
].join('\n');
const texts = [
  plain,
  plain.replaceAll('\n', '\r\n'),
  plain.slice(plain.indexOf('diff --git')),
  plain.slice(plain.indexOf('diff --git'), plain.indexOf('\n\\ No')),
  `From a@example.com Thu Jan  2 10:00:00 2020\n${plain}\n\nFrom a@example.com Thu Jan  2 10:00:00 2020\n${plain}\n`,
  plain.replace('\n\n', '\nContent-Transfer-Encoding: quoted-printable\n\n').replaceAll('= ', '=3D '),
  plain.replace('\n\n', '\nContent-Type: text/plain; format=flowed\n\n').replace(/^ (?=[\t ])/gm, '  '),
  plain.replaceAll('\t', '        '),
  plain.replace(/^/gm, '> '),
  ...readdirSync(folder)
    .filter((name) => /\.(?:txt|eml|patch|mbox|diff)$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((text) => text.length < 60_000),
];

const bits = [
  '',
  'x',
  ' ',
  '\t',
  ';',
  ' + why',
  '-',
  '+',
  '-- ',
  '--- a/x',
  '@@',
  '\n',
  '\r',
  '\n+',
  'é',
  '😀',
  '\u00a0',
  '>',
  '|',
  'From a',
  ':',
  '[...]',
  '\\',
];

interface Edit {
  readonly where: number;
  readonly near: number;
  readonly length: number;
  readonly put: string;
}

/** Most edits stand in a line that begins as one of a diff does. */
function edited(text: string, { where, near, length, put }: Edit): string {
  const lines = text.split('\n');
  const signed = lines.flatMap((line, i) => (/^[-+ ]./.test(line) ? [i] : []));
  const no = near < 0.8 && signed.length > 0 ? signed[Math.floor(where * signed.length)]! : Math.floor(where * lines.length);
  const start = lines.slice(0, no).reduce((sum, line) => sum + line.length + 1, 0);
  const at = Math.min(text.length, start + Math.floor(((near * 7) % 1) * (lines[no]!.length + 1)));
  return text.slice(0, at) + put + text.slice(at + length);
}

const share = fc.integer({ min: 0, max: 9999 }).map((n) => n / 10_000);
const edits = fc.array(fc.record({ where: share, near: share, length: fc.constantFrom(0, 0, 1, 3, 40), put: fc.constantFrom(...bits) }), {
  minLength: 1,
  maxLength: 6,
});

test('reading anew after an edit gives what reading gives', () => {
  let kept = 0;
  fc.assert(
    fc.property(fc.constantFrom(...texts), edits, (text, all) => {
      let before = { text, document: parsePatchText(text) };
      for (const edit of all) {
        const now = edited(before.text, edit);
        const document = reparsePatchText(now, before);
        assert.deepEqual(document, parsePatchText(now));
        if (now !== before.text && shares(document, before.document)) kept++;
        before = { text: now, document };
      }
    }),
    { numRuns: 1500 },
  );
  assert.ok(kept > 50, `only ${kept} edits were read by themselves`);
});

const filesOf = (document: PatchDocument) => document.messages.flatMap((m) => m.patches.flatMap((p) => p.files));

function shares(now: PatchDocument, before: PatchDocument): boolean {
  const known = new Set(filesOf(before).flatMap((f) => f.hunks.flatMap((h) => h.lines)));
  return filesOf(now).some((f) => f.hunks.some((h) => h.lines.some((l) => known.has(l))));
}

test('an edit within a line leaves the other files and hunks the same objects', () => {
  const before = { text: plain, document: parsePatchText(plain) };
  const now = plain.replace('fill(pool)', 'fill(pool, 1)');
  const [a, b] = filesOf(reparsePatchText(now, before));
  const [oldA, oldB] = filesOf(before.document);
  assert.equal(b, oldB);
  assert.notEqual(a, oldA);
  assert.equal(a!.hunks[1], oldA!.hunks[1]);
  assert.ok(a!.hunks[0]!.lines.some((l) => l.text === '\tret = fill(pool, 1);'));
});
