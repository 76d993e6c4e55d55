/** Which kernel a patch is read as one for. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { Reviewer } from '../../server/src/review/index.ts';
import { memoryTree } from '../../server/src/tree/index.ts';
import { makefile } from '../check/marks.ts';
import { makeReviewer } from '../check/reviewer.ts';

let reviewer: Reviewer;
before(async () => {
  reviewer = await makeReviewer();
});

/** A mail with one hunk; lines as a diff has them. */
function mail(date: string | undefined, lines: readonly string[]): string {
  const count = (kinds: string): number => lines.filter((l) => kinds.includes(l[0]!)).length;
  const head = date === undefined ? [] : ['From: A <a@example.org>', `Date: ${date}`, 'Subject: [PATCH] mm: tides', '', '---'];
  const diff = ['--- a/mm/tides.c', '+++ b/mm/tides.c', `@@ -10,${count(' -')} +10,${count(' +')} @@ int tides(void)`];
  return `${[...head, ...diff, ...lines].join('\n')}\n`;
}

async function eraOf(text: string, tree?: ReturnType<typeof memoryTree>): Promise<string> {
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
