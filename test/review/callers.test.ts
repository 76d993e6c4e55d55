/** A patch that is right in itself and wrong for callers that it does not touch, on a small tree. */
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

/** A patch of one line into another, with all of the file as context. */
function patchOf(text: string, from: string, to: string): string {
  const lines = text.trimEnd().split('\n');
  assert.equal(lines.filter((l) => l === from).length, 1, from);
  const added = to === '' ? [] : to.split('\n');
  const body = lines.flatMap((l) => (l === from ? [`-${l}`, ...added.map((a) => `+${a}`)] : [` ${l}`]));
  const head = [
    'From: Ann Other <ann@example.org>',
    'Date: Tue, 5 Mar 2024 10:00:00 +0000',
    'Subject: [PATCH] mm/reef: a change',
    '',
    '---',
  ];
  const names = ['diff --git a/mm/reef.c b/mm/reef.c', '--- a/mm/reef.c', '+++ b/mm/reef.c'];
  return [...head, ...names, `@@ -1,${lines.length} +1,${lines.length - 1 + added.length} @@`, ...body, ''].join('\n');
}

async function introduced(files: Readonly<Record<string, string>>, from: string, to: string, reverse = false): Promise<Finding[]> {
  const tree = memoryTree('reef', new Map([...Object.entries(files), ['Makefile', makefile('6.12')]]));
  const review = await reviewer.review(parsePatchText(patchOf(files['mm/reef.c']!, from, to)), { tree, reverse });
  return review.findings.filter((f) => f.change === 'introduced');
}

const said = (list: readonly Finding[]) => list.map((f) => `${f.rule} ${f.function} ${f.line} ${f.side}`);

describe('a helper that sleeps now', () => {
  const reef = `static int reef_note(struct reef *reef)
{
	struct note *note = kmalloc(sizeof(*note), GFP_ATOMIC);

	if (!note)
		return -ENOMEM;
	list_add(&note->node, &reef->notes);
	return 0;
}

int reef_mark(struct reef *reef)
{
	int err;

	err = reef_note(reef);
	return err;
}
`;
  const atomic = '\tstruct note *note = kmalloc(sizeof(*note), GFP_ATOMIC);';
  const sleeping = atomic.replace('ATOMIC', 'KERNEL');
  const caller = (lock: string, unlock: string) => `void coral_scan(struct coral *coral)
{
	${lock}(&coral->lock);
	reef_mark(coral->reef);
	${unlock}(&coral->lock);
}
`;

  test('two calls up, in another file, somebody holds a spinlock', async () => {
    const files = { 'mm/reef.c': reef, 'mm/coral.c': caller('spin_lock', 'spin_unlock') };
    const found = await introduced(files, atomic, sleeping);
    assert.deepEqual(said(found), ['lock/sleep-in-atomic reef_note 3 new']);
    assert.match(
      found[0]!.message,
      /reef_note\(\) may sleep now, and coral_scan\(\) \(mm\/coral\.c:4\) calls it, through reef_mark\(\), while/,
    );
    assert.deepEqual([...new Set(found[0]!.path.map((s) => s.file))], [undefined, 'mm/coral.c']);
  });

  test('a mutex does not mind', async () => {
    assert.deepEqual(
      said(await introduced({ 'mm/reef.c': reef, 'mm/coral.c': caller('mutex_lock', 'mutex_unlock') }, atomic, sleeping)),
      [],
    );
  });

  test('nothing is said when it stops sleeping', async () => {
    const files = { 'mm/reef.c': reef.replace(atomic, sleeping), 'mm/coral.c': caller('spin_lock', 'spin_unlock') };
    assert.deepEqual(said(await introduced(files, sleeping, atomic)), []);
  });
});

describe('a lookup that returns its folio locked now', () => {
  const reef = `struct folio *reef_lookup(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = filemap_get_folio(mapping, index);

	if (IS_ERR(folio))
		return NULL;
	reef_seen(mapping);
	return folio;
}
`;
  const seen = '\treef_seen(mapping);';
  const locking = `${seen}\n\tfolio_lock(folio);`;
  const caller = (name: string, unlock: string) => `void ${name}(struct coral *coral)
{
	struct folio *folio = reef_lookup(coral->mapping, coral->index);

	if (!folio)
		return;
	folio_mark_accessed(folio);
${unlock}	folio_put(folio);
}
`;

  test('callers that do not unlock are named', async () => {
    const files = { 'mm/reef.c': reef, 'mm/coral.c': caller('coral_one', '') + caller('coral_two', '') };
    const found = await introduced(files, seen, locking);
    assert.deepEqual(said(found), ['contract/changed reef_lookup 8 new']);
    assert.match(
      found[0]!.message,
      /now returns with the folio lock held; coral_one\(\) \(mm\/coral\.c:3\) and coral_two\(\) do not release it/,
    );
  });

  test('a caller that the patch touches as well is named too', async () => {
    for (const [unlock, names] of [
      ['', /; coral_one\(\) in this patch: nothing in sight unlocks it$/],
      ['\tfolio_unlock(folio);\n', undefined],
    ] as const) {
      const file = reef + caller('coral_one', unlock);
      const tree = memoryTree('reef', new Map(Object.entries({ 'mm/reef.c': file, Makefile: makefile('6.12') })));
      const line = '\tfolio_mark_accessed(folio);';
      const patch = patchOf(file, seen, locking).replace(` ${line}`, `-${line}\n+${line.replace('folio)', 'READ_ONCE(folio))')}`);
      const { findings } = await reviewer.review(parsePatchText(patch), { tree });
      const found = findings.filter((f) => f.change === 'introduced' && f.rule === 'contract/changed');
      assert.deepEqual(said(found), names ? ['contract/changed reef_lookup 9 new'] : []);
      if (names) assert.match(found[0]!.message, names);
    }
  });

  test('callers that hand the folio on, to one that unlocks, follow', async () => {
    const coral = `struct folio *coral_find(struct coral *coral)
{
	return reef_lookup(coral->mapping, coral->index);
}
`;
    assert.deepEqual(said(await introduced({ 'mm/reef.c': reef, 'mm/coral.c': coral }, seen, locking)), []);
  });
});

describe('a lookup with a body for each of two configurations', () => {
  const reef = `#ifdef CONFIG_REEF
static struct folio *reef_lookup(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = filemap_get_folio(mapping, index);

	if (IS_ERR(folio))
		return NULL;
	reef_seen(mapping);
	return folio;
}
#else
static struct folio *reef_lookup(struct address_space *mapping, pgoff_t index)
{
	return NULL;
}
#endif

void coral_one(struct coral *coral)
{
	struct folio *folio = reef_lookup(coral->mapping, coral->index);

	if (!folio)
		return;
	folio_put(folio);
}
`;

  test('its callers are looked at all the same', async () => {
    const found = await introduced({ 'mm/reef.c': reef }, '\treef_seen(mapping);', '\treef_seen(mapping);\n\tfolio_lock(folio);');
    assert.deepEqual(said(found), ['contract/changed reef_lookup 9 new']);
    assert.match(found[0]!.message, /now returns with the folio lock held; coral_one\(\) \(mm\/reef\.c:20\) does not release it/);
  });
});

describe('a lookup that returns its folio locked on one way out alone', () => {
  const reef = (early: string, args = '') => `struct folio *reef_lookup(struct reef *reef, pgoff_t index${args})
{
	struct folio *folio;

	${early}
	folio = filemap_get_folio(reef->mapping, index);
	if (IS_ERR(folio))
		return NULL;
	reef_seen(reef);
	return folio;
}
`;
  const seen = '\treef_seen(reef);';
  const uneven = (list: readonly Finding[]) => list.filter((f) => /cannot tell whether to unlock/.test(f.message));
  const special = `folio = reef_special(reef, index);
	if (folio)
		return folio;
`;

  test('callers cannot tell: the other way out is named', async () => {
    const found = uneven(await introduced({ 'mm/reef.c': reef(special) }, seen, `${seen}\n\tfolio_lock(folio);`));
    assert.deepEqual(said(found), ['contract/changed reef_lookup 14 new']);
    assert.match(
      found[0]!.message,
      /^reef_lookup\(\) now returns folio locked here \(folio_lock\(\) took the lock\), and one that is not locked on another way out/,
    );
    assert.deepEqual(
      found[0]!.path.map((s) => `${s.line}: ${s.note}`),
      ['13: folio_lock() locks folio', '14: returns folio locked', '7: the other way out: returns folio, not locked'],
    );
  });

  test('nothing is said where the caller asks for it', async () => {
    const locking = `${seen}\n\tif (flags & REEF_LOCK)\n\t\tfolio_lock(folio);`;
    assert.deepEqual(said(uneven(await introduced({ 'mm/reef.c': reef('', ', int flags') }, seen, locking))), []);
    const asked = `${seen}\n\tif (reef->locks)\n\t\tfolio_lock(folio);`;
    assert.deepEqual(said(uneven(await introduced({ 'mm/reef.c': reef('') }, seen, asked))), []);
  });

  test('nothing is said where the result shows it', async () => {
    const locking = `${seen}\n\tif (xa_is_value(folio))\n\t\treturn folio;\n\tfolio_lock(folio);`;
    assert.deepEqual(said(uneven(await introduced({ 'mm/reef.c': reef('') }, seen, locking))), []);
  });

  test('nothing is said where it was so before, or is locked everywhere', async () => {
    const was = reef(special).replace(seen, `${seen}\n\tfolio_lock(folio);`);
    assert.deepEqual(said(uneven(await introduced({ 'mm/reef.c': was }, seen, `${seen}\n\treef_note(reef);`))), []);
    const everywhere = reef(
      special.replace('if (folio)\n', 'if (folio) {\n\t\tfolio_lock(folio);\n').replace('return folio;\n', 'return folio;\n\t}\n'),
    );
    assert.deepEqual(said(uneven(await introduced({ 'mm/reef.c': everywhere }, seen, `${seen}\n\tfolio_lock(folio);`))), []);
  });
});
