/** What is kept from one review to the next changes nothing: a text that was edited is reviewed as if nobody had reviewed it before. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { type PatchDocument, parsePatchText, reparsePatchText } from '../../server/src/patch/index.ts';
import type { Reviewer } from '../../server/src/review/index.ts';
import { memoryTree } from '../../server/src/tree/index.ts';
import { makeReviewer } from '../check/reviewer.ts';

const folder = 'test/review/fixtures';
const files = new Map(['Makefile', 'mm/reef.c', 'mm/stone.c'].map((path) => [path, readFileSync(`${folder}/tree/${path}`, 'utf8')]));

/** Functions that call each other, in a circle too; what each promises rests on those below it. */
const chain = `#include <linux/spinlock.h>

struct pool {
	spinlock_t lock;
	int count;
};

static int leaf(struct pool *pool)
{
	spin_lock(&pool->lock);
	pool->count++;
	spin_unlock(&pool->lock);
	return 0;
}

static int even(struct pool *pool, int n);

static int odd(struct pool *pool, int n)
{
	if (n)
		return even(pool, n - 1);
	leaf(pool);
	return 0;
}

static int even(struct pool *pool, int n)
{
	if (n)
		return odd(pool, n - 1);
	return leaf(pool);
}

int middle(struct pool *pool)
{
	int ret;

	ret = leaf(pool);
	if (ret)
		return ret;
	pool->count = 0;
	return even(pool, 2);
}

void top(struct pool *pool)
{
	rcu_read_lock();
	middle(pool);
	rcu_read_unlock();
}
`;
files.set('mm/chain.c', chain);
const tree = memoryTree('base', files);

const statements = [
  'spin_lock(&pool->lock);',
  'spin_unlock(&pool->lock);',
  'msleep(1);',
  'pool->count++;',
  'return -EINVAL;',
  'if (pool->count)',
  'leaf(pool);',
  'middle(pool);',
  '/* why */',
  'rcu_read_lock();',
];

interface Edit {
  readonly where: number;
  readonly what: number;
  readonly how: 'add' | 'drop' | 'letter';
}

const some = fc.record({
  where: fc.nat(9999),
  what: fc.nat(statements.length - 1),
  how: fc.constantFrom<Edit['how']>('add', 'add', 'drop', 'letter'),
});

/** A statement is put, taken away, or gets a letter more, on one of the lines that `own` says may be touched. */
function edited(text: string, { where, what, how }: Edit, own: RegExp, sign: string): string {
  const rows = text.split('\n');
  const places = rows.flatMap((row, i) => (own.test(row) ? [i] : []));
  const at = places[where % Math.max(1, places.length)];
  if (at === undefined) return text;
  if (how === 'add') rows.splice(at + 1, 0, `${sign}\t${statements[what]!}`);
  else if (how === 'drop') rows.splice(at, 1);
  else rows[at] = rows[at]!.replace(/(\w)(\W*)$/, '$1x$2');
  return rows.join('\n');
}

const cold = (): Promise<Reviewer> => makeReviewer();
let warm: Reviewer;
before(async () => {
  warm = await cold();
});

test('a file that is edited step by step', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(some, { minLength: 1, maxLength: 5 }), async (edits) => {
      let now = chain;
      for (const edit of edits) {
        now = edited(now, edit, /^\t+\S.*;$/, '');
        const file = { path: 'mm/chain.c', before: chain, now };
        await warm.reviewWorking(file, { tree, callers: 'known' });
        const kept = await warm.reviewWorking(file, { tree });
        const fresh = await (await cold()).reviewWorking(file, { tree });
        assert.deepEqual(kept.review, fresh.review);
        const again = await warm.reviewWorking(file, { tree, callers: 'known' });
        assert.deepEqual(again.review, fresh.review);
      }
    }),
    { numRuns: 12 },
  );
});

for (const name of ['introduced.patch', 'series-callee.mbox', 'moved-and-worse.patch', 'callee-changed-too.patch', 'spaces.patch']) {
  test(`${name} as it is edited`, async () => {
    const text = readFileSync(`${folder}/${name}`, 'utf8');
    await fc.assert(
      fc.asyncProperty(fc.array(some, { minLength: 1, maxLength: 3 }), fc.boolean(), async (edits, onTree) => {
        const around = onTree ? { tree } : {};
        let before: { text: string; document: PatchDocument } = { text, document: parsePatchText(text) };
        for (const edit of edits) {
          const now = edited(before.text, { ...edit, how: 'letter' }, /^[-+ ]\t+\S.*;$/, '+');
          before = { text: now, document: reparsePatchText(now, before) };
          await warm.review(before.document, { ...around, callers: 'known' });
          const kept = await warm.review(before.document, around);
          const fresh = await (await cold()).review(parsePatchText(now), around);
          assert.deepEqual(kept, fresh);
        }
      }),
      { numRuns: 6 },
    );
  });
}
