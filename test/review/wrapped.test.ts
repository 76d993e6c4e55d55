/** A patch gives a function another way to fail; what the tree's wrappers of it hand on changes with it, whatever the model says of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { memoryTree } from '../../server/src/tree/index.ts';
import { makefile } from '../check/marks.ts';
import { makeReviewer } from '../check/reviewer.ts';

const header = `static inline struct folio *filemap_lock_folio(struct address_space *mapping, pgoff_t index)
{
	return __filemap_get_folio(mapping, index, FGP_LOCK, 0);
}
`;

const before = `#include <linux/pagemap.h>

struct folio *__filemap_get_folio(struct address_space *mapping, pgoff_t index, int fgp_flags, gfp_t gfp)
{
	struct folio *folio;

	folio = reef_look_up(mapping, index, fgp_flags, gfp);
	if (!folio)
		return NULL;
	return folio;
}

int reef_wait(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = filemap_lock_folio(mapping, index);

	if (!folio)
		return -ENOENT;
	folio_wait_writeback(folio);
	folio_unlock(folio);
	folio_put(folio);
	return 0;
}
`;

async function introduced(changes: readonly (readonly [string, string])[]): Promise<string[]> {
  const tree = memoryTree(
    'reef',
    new Map([
      ['include/linux/pagemap.h', header],
      ['mm/reef.c', before],
      ['Makefile', makefile('6.1')],
    ]),
  );
  const left = new Map(changes);
  const body = before
    .trimEnd()
    .split('\n')
    .map((l, i, all) => {
      const to = left.get(`${all[i - 1] ?? ''}\n${l}`) ?? left.get(l);
      return to === undefined ? ` ${l}` : `-${l}\n+${to}`;
    });
  const n = body.length;
  const text = [
    'From: Ann Other <ann@example.org>',
    'Date: Tue, 5 Mar 2024 10:00:00 +0000',
    'Subject: [PATCH] mm/reef: a change',
    '',
    '---',
    '--- a/mm/reef.c',
    '+++ b/mm/reef.c',
    `@@ -1,${n} +1,${n} @@`,
    ...body,
    '',
  ].join('\n');
  const review = await (await makeReviewer()).review(parsePatchText(text), { tree });
  return review.findings
    .filter((f) => f.change === 'introduced' && f.confidence !== 'low')
    .map((f) => `${f.rule} ${f.function} ${f.message.split(',', 1)[0]}`);
}

test('the wrapper of a function that returns error pointers now is not asked for NULL', async () => {
  assert.deepEqual(
    await introduced([
      ['\t\treturn NULL;', '\t\treturn ERR_PTR(-ENOENT);'],
      ['\n\tif (!folio)', '\tif (IS_ERR(folio))'],
    ]),
    [],
  );
});

test('one of a function that stays as it is is', async () => {
  const said = await introduced([
    ['\n\tif (!folio)', '\tif (folio->index != index)'],
    ['\t\treturn -ENOENT;', '\t\treef_note(mapping);'],
  ]);
  assert.deepEqual(said, ['ref/unchecked-get reef_wait filemap_lock_folio() can return NULL']);
});
