/** Which kernel a patch is read as one for. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { Reviewer } from '../../server/src/review/index.ts';
import { memoryTree, type SourceTree } from '../../server/src/tree/index.ts';
import { makefile } from '../check/marks.ts';
import { makeReviewer } from '../check/reviewer.ts';

let reviewer: Reviewer;
before(async () => {
  reviewer = await makeReviewer();
});

/** A mail with one hunk; lines as a diff has them. `more`: header lines. */
function mail(date: string | undefined, lines: readonly string[], subject = '[PATCH] mm: tides', more: readonly string[] = []): string {
  const count = (kinds: string): number => lines.filter((l) => kinds.includes(l[0]!)).length;
  const head = date === undefined ? [] : ['From: A <a@example.org>', `Date: ${date}`, `Subject: ${subject}`, ...more, '', '---'];
  const diff = ['--- a/mm/tides.c', '+++ b/mm/tides.c', `@@ -10,${count(' -')} +10,${count(' +')} @@ int tides(void)`];
  return `${[...head, ...diff, ...lines].join('\n')}\n`;
}

async function eraOf(text: string, tree?: SourceTree): Promise<string> {
  const { era } = await reviewer.review(parsePatchText(text), tree ? { tree } : {});
  return era ? `${era.version} by ${era.from}` : 'none';
}

const MOVE = ['-\ttide_in(b);', '+\ttide_out(b);'];

test('a date says which kernel was the newest then', async () => {
  assert.equal(await eraOf(mail('Fri, 1 May 2026 10:00:00 +0000', [' \ta();', ...MOVE])), '7.0 by date');
  assert.equal(await eraOf(mail('Wed, 1 Jul 2026 10:00:00 +0000', [' \ta();', ...MOVE])), '7.1 by date');
});

test('what only the next kernel has, on the way to it', async () => {
  const lines = [' \tfolio = swap_cache_alloc_folio(entry, gfp, mpol, ilx, &mine);', ...MOVE];
  assert.equal(await eraOf(mail('Tue, 20 Jan 2026 10:00:00 +0000', lines)), '7.0 by names');
});

test('what is gone, for an older kernel, with a date and without', async () => {
  const lines = [' \tci = lock_cluster(si, offset);', ...MOVE];
  assert.equal(await eraOf(mail('Wed, 1 Jul 2026 10:00:00 +0000', lines)), '6.17 by names');
  assert.equal(await eraOf(mail(undefined, lines)), '6.17 by names');
  assert.equal(await eraOf(mail(undefined, [' \ta();', ...MOVE])), 'none');
});

test('what a patch adds, comments, and names that were never there together say nothing', async () => {
  const day = 'Sun, 1 Dec 2024 10:00:00 +0000';
  const added = [' \ta();', '+\tfolio = swap_cache_alloc_folio(entry, gfp, mpol, ilx, &mine);', ...MOVE];
  assert.equal(await eraOf(mail(day, added)), '6.12 by date');
  const comment = ['  * swap_cache_alloc_folio() has looked', ' \t/* and memcg1_swapin() too */', ...MOVE];
  assert.equal(await eraOf(mail(day, comment)), '6.12 by date');
  const both = [' \tci = lock_cluster(si, offset);', ' \tfolio = swap_cache_alloc_folio(entry, gfp, mpol, ilx, &mine);', ...MOVE];
  assert.equal(await eraOf(mail(day, both)), '6.12 by date');
});

test('the tree knows better', async () => {
  const text = Array.from({ length: 20 }, (_, i) =>
    i === 9 ? '\tci = lock_cluster(si, offset);' : i === 10 ? '\ttide_in(b);' : `\tl${i}();`,
  );
  const tree = memoryTree(
    'tree',
    new Map([
      ['mm/tides.c', `${text.join('\n')}\n`],
      ['Makefile', makefile('6.12')],
    ]),
  );
  const lines = [' \tci = lock_cluster(si, offset);', ...MOVE];
  assert.equal(await eraOf(mail('Wed, 1 Jul 2026 10:00:00 +0000', lines), tree), '6.12 by tree');
});

const SPRING = 'Fri, 1 May 2026 10:00:00 +0000';

test('what the mail says goes before its date and its names', async () => {
  for (const [subject, era] of [
    ['[PATCH 6.6 12/80] mm: tides', '6.6 by mail'],
    ['[PATCH 5.15.y] mm: tides', '5.15 by mail'],
    ['[PATCH v2 6.1.y] mm: tides', '6.1 by mail'],
    ['[PATCH 5.10.233 v2 1/3] mm: tides', '5.10 by mail'],
    ['[PATCH 5.10.y,6.1.y 5.15.y] mm: tides', '6.1 by mail'],
    ['[PATCH AUTOSEL 6.12 1/9] mm: tides', '6.12 by mail'],
    ['Re: [PATCH stable-6.6 1/2] mm: tides', '6.6 by mail'],
    ['[PATCH stable 4.19] mm: tides', '4.19 by mail'],
    ['[PATCH 6.12-stable] mm: tides', '6.12 by mail'],
    ['[PATCH for-7.1-fixes] mm: tides', '7.1 by mail'],
    ['[PATCH v10 rebased on v6.18 1/4] mm: tides', '6.18 by mail'],
    ['[PATCH on v6.19-rc1 1/4] mm: tides', '6.19 by mail'],
    ['[PATCH v4.4 V2 3/9] mm: tides', '4.4 by mail'],
    ['[PATCH 3.10.y] mm: tides', '3.10 by mail'],
  ] as const)
    assert.equal(await eraOf(mail(SPRING, [' \ta();', ...MOVE], subject)), era, subject);
  const names = [' \tfolio = swap_cache_alloc_folio(entry, gfp, mpol, ilx, &mine);', ...MOVE];
  assert.equal(await eraOf(mail(SPRING, names, '[PATCH 6.12.y] mm: tides')), '6.12 by mail');
  assert.equal(await eraOf(mail(SPRING, names, '[PATCH] mm: tides', ['X-stable-base: Linux 6.1.7'])), '6.1 by mail');
  const review = ['6.6-stable review patch.  Speak up if it is wrong.', '', '------------------', ''];
  assert.equal(await eraOf(mail(SPRING, names).replace('\n---\n', `\n${review.join('\n')}---\n`)), '6.6 by mail');
});

test('versions of patches, kernels that never were or are not yet, and what the text speaks of are no kernel that the mail is for', async () => {
  for (const subject of [
    '[PATCH v5.1] mm: tides',
    '[PATCH v2.5 3/4] mm: tides',
    '[PATCH 1.5] mm: tides',
    '[PATCH 5.77] mm: tides',
    '[PATCH 2/6] mm: tides of 6.6.y',
    '[PATCH] mm: 6.6 tides',
  ])
    assert.equal(await eraOf(mail(SPRING, [' \ta();', ...MOVE], subject)), '7.0 by date', subject);
  assert.equal(await eraOf(mail('Sun, 1 Dec 2019 10:00:00 +0000', [' \ta();', ...MOVE], '[PATCH 6.6] mm: tides')), '5.4 by date');
  const later = mail(SPRING, [' \ta();', ...MOVE]).replace('\n---\n', '\nThis was seen in the\n6.6-stable review patch.\n---\n');
  assert.equal(await eraOf(later), '7.0 by date');
});

/** A git tree of 6.12 that has one more commit, of 6.8; its blobs are those of the patch where `blobs` says so. */
function gitTree(commit: string, blobs: Readonly<Record<string, string>> = {}): SourceTree {
  const at = (version: string): SourceTree => memoryTree(version, new Map([['Makefile', makefile(version)]]));
  return {
    ...at('6.12'),
    readBlob: async (id) => blobs[id],
    atRevision: async (revision) => (revision === commit ? at('6.8') : undefined),
  };
}

test('a base-commit that git has says it; one that it has not says nothing', async () => {
  const commit = 'c'.repeat(40);
  const dated = mail('Fri, 1 May 2026 10:00:00 +0000', [' \ta();', ...MOVE]);
  const based = (which: string): string => `${dated}\nbase-commit: ${which}\n`;
  assert.equal(await eraOf(based(commit), gitTree(commit)), '6.8 by base-commit');
  assert.equal(await eraOf(based('d'.repeat(40)), gitTree(commit)), '7.0 by date');
  assert.equal(await eraOf(based(commit)), '7.0 by date');
});

test('the base-commit of the cover letter counts for the patches of its series', async () => {
  const commit = 'c'.repeat(40);
  const head = (n: number, more: readonly string[]) =>
    ['From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001', `Message-ID: <tide-${n}@example.org>`, ...more].join('\n');
  const cover = [
    'From: A <a@example.org>',
    `Date: ${SPRING}`,
    'Subject: [PATCH 0/1] mm: tides',
    '',
    'Tides.',
    '',
    `base-commit: ${commit}`,
    '',
  ];
  const patch = mail(SPRING, [' \ta();', ...MOVE], '[PATCH 1/1] mm: tides', ['In-Reply-To: <tide-0@example.org>']);
  const series = `${head(0, cover)}\n${head(1, [patch])}`;
  assert.equal(await eraOf(series, gitTree(commit)), '6.8 by base-commit');
});

test('blobs that git has are of the kernel of the patch, not of the tree', async () => {
  const text = (line: string): string => `${Array.from({ length: 10 }, (_, i) => (i === 9 ? line : `\tl${i}();`)).join('\n')}\n`;
  const git = gitTree('c'.repeat(40), { aaaaaaaaaaaa: text('\ttide_in(b);'), bbbbbbbbbbbb: text('\ttide_out(b);') });
  const diff = (subject: string): string =>
    mail(SPRING, MOVE, subject).replace('--- a/', 'diff --git a/mm/tides.c b/mm/tides.c\nindex aaaaaaaaaaaa..bbbbbbbbbbbb 100644\n--- a/');
  assert.equal(await eraOf(diff('[PATCH] mm: tides'), git), '6.12 by tree');
  assert.equal(await eraOf(diff('[PATCH 6.6.y] mm: tides'), git), '6.6 by mail');
  assert.equal(await eraOf(`${diff('[PATCH] mm: tides')}\nbase-commit: ${'c'.repeat(40)}\n`, git), '6.8 by base-commit');
});
