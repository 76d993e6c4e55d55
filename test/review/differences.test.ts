/** What only both images of a function together tell, with a tree that knows the rest. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { Finding, Reviewer } from '../../server/src/review/index.ts';
import { memoryTree } from '../../server/src/tree/index.ts';
import { makefile } from '../check/marks.ts';
import { makeReviewer } from '../check/reviewer.ts';

let reviewer: Reviewer;
before(async () => {
  reviewer = await makeReviewer();
});

/** A patch from one text to the other: what they begin and end with alike is context. */
function patchOf(from: string, to: string): string {
  const a = from.trimEnd().split('\n');
  const b = to.trimEnd().split('\n');
  let head = 0;
  while (head < a.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const body = [
    ...a.slice(0, head).map((l) => ` ${l}`),
    ...a.slice(head, a.length - tail).map((l) => `-${l}`),
    ...b.slice(head, b.length - tail).map((l) => `+${l}`),
    ...a.slice(a.length - tail).map((l) => ` ${l}`),
  ];
  const mail = [
    'From: Ann Other <ann@example.org>',
    'Date: Tue, 5 Mar 2024 10:00:00 +0000',
    'Subject: [PATCH] mm/reef: a change',
    '',
    '---',
  ];
  const names = ['diff --git a/mm/reef.c b/mm/reef.c', '--- a/mm/reef.c', '+++ b/mm/reef.c'];
  return [...mail, ...names, `@@ -1,${a.length} +1,${b.length} @@`, ...body, ''].join('\n');
}

/** What the patch from `reef` to `to` introduces; `rest` are other files of the tree. */
async function introduced(reef: string, to: string, rest: Readonly<Record<string, string>> = {}): Promise<Finding[]> {
  const tree = memoryTree('reef', new Map([['mm/reef.c', reef], ...Object.entries(rest), ['Makefile', makefile('6.12')]]));
  const review = await reviewer.review(parsePatchText(patchOf(reef, to)), { tree });
  return review.findings.filter((f) => f.change === 'introduced');
}

const said = (list: readonly Finding[]) => list.map((f) => `${f.rule} ${f.function} ${f.line} ${f.side}`);

describe('what may sleep', () => {
  const reef = `static unsigned long reef_count(struct shrinker *shrinker, struct shrink_control *sc)
{
	unsigned long nr = 0;
	int nid;

	for (nid = 0; nid < sc->nid; nid++)
		nr += shrinker->count_objects(shrinker, sc);
	return nr;
}

int reef_show(struct shrinker *shrinker, struct shrink_control *sc)
{
	unsigned long nr = reef_count(shrinker, sc);

	return nr > 0;
}
`;

  test('comes into a read section', async () => {
    const inside = reef
      .replace('nr = reef_count(shrinker, sc);\n', 'nr;\n\n\trcu_read_lock();\n\tnr = reef_count(shrinker, sc);\n\trcu_read_unlock();')
      .replace('unlock();\n\n', 'unlock();\n');
    const found = await introduced(reef, inside);
    assert.deepEqual(said(found), ['lock/sleep-in-atomic reef_show 16 new']);
    assert.match(found[0]!.message, /reef_count\(\) is called while the path is inside an RCU read section now/);
  });

  test('and not into a mutex', async () => {
    const inside = reef.replace(
      '\treturn nr > 0;',
      '\tmutex_lock(&reef_lock);\n\tnr += reef_count(shrinker, sc);\n\tmutex_unlock(&reef_lock);\n\treturn nr > 0;',
    );
    assert.deepEqual(said(await introduced(reef, inside)), []);
  });
});

describe('a counter that was moved on a condition', () => {
  const reef = `void reef_replace(struct mem_cgroup *memcg, unsigned long nr)
{
	if (!mem_cgroup_is_root(memcg)) {
		page_counter_charge(&memcg->memory, nr);
		reef_note(memcg);
	}
	reef_commit(memcg);
}
`;
  const bare = `void reef_replace(struct mem_cgroup *memcg, unsigned long nr)
{
	page_counter_charge(&memcg->memory, nr);
	reef_note(memcg);
	reef_commit(memcg);
}
`;
  const others = `void coral_uncharge(struct mem_cgroup *memcg, unsigned long nr)
{
	if (!mem_cgroup_is_root(memcg))
		page_counter_uncharge(&memcg->memory, nr);
}
`;

  test('is moved in any case now, and others ask', async () => {
    const found = await introduced(reef, bare, { 'mm/coral.c': others });
    assert.deepEqual(said(found), ['charge/unpaired-stat reef_replace 3 old']);
    assert.match(found[0]!.message, /other functions that move it ask mem_cgroup_is_root\(\) first/);
  });

  test('nobody else asks', async () => {
    assert.deepEqual(said(await introduced(reef, bare, { 'mm/coral.c': others.replace('mem_cgroup_is_root', 'coral_is_dead') })), []);
  });

  test('another condition stands there now', async () => {
    assert.deepEqual(
      said(await introduced(reef, reef.replace('!mem_cgroup_is_root(memcg)', 'reef_counts(memcg)'), { 'mm/coral.c': others })),
      [],
    );
  });
});

describe('a test that is gone', () => {
  const reef = `struct reef_map {
	unsigned char *slots;
};

static unsigned char *reef_slot(struct reef_map *map, int i)
{
	return map->slots + i;
}

static unsigned char reef_look(struct reef_map *map, int i)
{
	return map->slots[i];
}

int reef_peek(struct reef *reef, int i)
{
	struct reef_map *map = reef->map;

	if (!map->slots)
		return 0;
	return reef_look(map, i);
}

void reef_drop(struct reef *reef)
{
	struct reef_entry *entry = reef_entry_find(reef);

	if (!entry)
		return;
	coral_drop(entry);
}
`;

  test('the callee follows the member', async () => {
    const found = await introduced(reef, reef.replace('\tif (!map->slots)\n\t\treturn 0;\n', ''));
    assert.deepEqual(said(found), ['ref/unchecked-get reef_peek 19 old']);
    assert.match(found[0]!.message, /map->slots is not looked at any more before reef_look\(\) follows it/);
  });

  test('the callee asks itself', async () => {
    const coral = 'void coral_drop(struct reef_entry *entry)\n{\n\tif (!entry)\n\t\treturn;\n\tentry->drops++;\n}\n';
    const without = reef.replace('\tif (!entry)\n\t\treturn;\n', '');
    assert.deepEqual(said(await introduced(reef, without, { 'mm/coral.c': coral })), []);
    assert.deepEqual(said(await introduced(reef, without, { 'mm/coral.c': coral.replace('\tif (!entry)\n\t\treturn;\n', '') })), [
      'ref/unchecked-get reef_drop 28 old',
    ]);
  });
});

describe('a function with more paths than are followed', () => {
  const each = (line: (i: number) => string) => Array.from({ length: 11 }, (_, i) => line(i)).join('\n');
  const reef = (puts: string) => `int reef_many(struct reef *reef, struct address_space *mapping, pgoff_t index)
{
	struct folio *folio;

	folio = filemap_lock_folio(mapping, index);
	if (!IS_ERR(folio)) {
${puts}
	}
${each((i) => `	if (reef->wants${i})\n		spin_lock(&reef->lock${i});`)}
${each((i) => `	if (reef->wants${i})\n		spin_unlock(&reef->lock${i});`)}
	return 0;
}
`;
  test('what the graphs say is said, and nothing that was found on the way is in its place', async () => {
    const once = '		folio_unlock(folio);\n		folio_put(folio);';
    const before = reef(once);
    const tree = memoryTree('reef', new Map([['mm/reef.c', before]]));
    const review = await reviewer.review(parsePatchText(patchOf(before, reef(`${once}\n		folio_put(folio);`))), { tree });
    assert.deepEqual(review.bounded, ['mm/reef.c:reef_many']);
    assert.deepEqual(said(review.findings.filter((f) => f.change === 'introduced')), ['ref/double-put reef_many 9 new']);
  });
});

describe('a mend of a lock', () => {
  const lock = (body: string) => `static struct reef_cluster *reef_lock(struct reef *reef, int i)
{
	struct reef_cluster *rc = reef->clusters;

	if (rc) {
		rc += i;
		spin_lock(&rc->lock);${body}
	}
	return rc;
}

static struct reef_cluster *reef_lock_any(struct reef *reef, int i)
{
	struct reef_cluster *rc = reef_lock(reef, i);

	if (!rc)
		spin_lock(&reef->lock);
	return rc;
}

static void reef_unlock_any(struct reef *reef, struct reef_cluster *rc)
{
	if (rc)
		spin_unlock(&rc->lock);
	else
		spin_unlock(&reef->lock);
}

void reef_drop(struct reef *reef, int size)
{
	struct reef_cluster *rc;
	int i;

	rc = reef_lock_any(reef, 0);
	for (i = 0; i < size; i++) {
		if (reef_free(reef, i)) {
			reef_unlock_any(reef, rc);
			reef_slot(reef, i);
			if (i == size - 1)
				return;
			rc = reef_lock_any(reef, i);
		}
	}
	reef_unlock_any(reef, rc);
}
`;
  test('what nobody could rely on is not missed by callers', async () => {
    assert.deepEqual(said(await introduced(lock('\n		spin_lock(&rc->lock);'), lock(''))), []);
    assert.deepEqual(said(await introduced(lock(''), lock('\n		spin_lock(&rc->lock);'))), ['lock/double-lock reef_lock 8 new']);
  });

  const scan = (unlock: string) => `unsigned long reef_scan(struct reef *reef, struct shrink_control *sc)
{
	struct reef_queue *queue = &reef->queue;
	struct reef_item *item, *next;
	unsigned long flags;
	LIST_HEAD(list);

	if (sc->memcg)
		queue = &sc->memcg->reef_queue;
	spin_lock_irqsave(&queue->reef_queue_lock, flags);
	list_splice_init(&queue->items, &list);
${unlock}
	list_for_each_entry_safe(item, next, &list, node) {
		if (!reef_split(item))
			list_del_init(&item->node);
	}

	spin_lock_irqsave(&queue->reef_queue_lock, flags);
	list_splice_tail(&list, &queue->items);
	spin_unlock_irqrestore(&queue->reef_queue_lock, flags);
	return 0;
}
`;
  test('what lies behind an unlock that was missing was never meant to be locked', async () => {
    const unlock = '	spin_unlock_irqrestore(&queue->reef_queue_lock, flags);\n';
    assert.deepEqual(said(await introduced(scan(''), scan(unlock))), []);
    assert.deepEqual(said(await introduced(scan(unlock), scan(''))), ['lock/missing-unlock reef_scan 12 old']);
  });
});
