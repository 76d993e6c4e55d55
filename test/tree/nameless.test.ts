/** Hunks without the name of their file, as replies quote them, on a tree. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileDiff } from '../../server/src/patch/types.ts';
import { imagesOf, memoryTree, withNames } from '../../server/src/tree/index.ts';
import { fileDiff, hunk } from './diffs.ts';

const reef = `static struct reef *reef_find(struct coral *coral,
			unsigned long index)
{
	struct reef *reef;

	reef = coral_at(coral, index);
	reef_note(reef);
	return reef;
}
`;
const kelp = `void kelp_scan(struct kelp *kelp)
{
	kelp_note(kelp);
}
`;
const change = (section: string) =>
  hunk(
    `@@ -4,5 +4,6 @@ ${section}\n \tstruct reef *reef;\n \n \treef = coral_at(coral, index);\n+\treef_get(reef);\n \treef_note(reef);\n \treturn reef;\n`,
  );

const nameless = (...hunks: FileDiff['hunks']): FileDiff => {
  const { oldPath: _old, newPath: _new, ...rest } = fileDiff('mm/x.c', [...hunks]);
  return rest;
};

const tree = (files: Readonly<Record<string, string>>) => memoryTree('memory', new Map(Object.entries(files)));
const head = 'static struct reef *reef_find(struct coral *coral,';

const nameIn = async (file: FileDiff, files: Readonly<Record<string, string>>): Promise<string | undefined> =>
  (await withNames([[file]], tree(files)))[0]?.[0]?.newPath;

test('the file is the one whose function stands behind the @@, if the hunk fits there', async () => {
  const files = { 'mm/kelp.c': kelp, 'mm/reef.c': reef };
  assert.equal(await nameIn(nameless(change(head)), files), 'mm/reef.c');
  const [[named]] = (await withNames([[nameless(change(head))]], tree(files))) as [[FileDiff]];
  assert.equal((await imagesOf(named, tree(files))).context, 'tree');
  // cut off, or with blanks and tabs changed on the way
  assert.equal(await nameIn(nameless(change(head.slice(0, 40))), files), 'mm/reef.c');
  assert.equal(await nameIn(nameless(change(head.replace(/ /g, '  '))), files), 'mm/reef.c');
});

test('a tree that has the patch is as good', async () => {
  const has = reef.replace('\treef_note', '\treef_get(reef);\n\treef_note');
  assert.equal(await nameIn(nameless(change(head)), { 'mm/reef.c': has }), 'mm/reef.c');
});

test('it stays without a name where two files, or none, have such a function, or the hunk does not fit', async () => {
  assert.equal(await nameIn(nameless(change(head)), { 'mm/reef.c': reef, 'mm/atoll.c': reef }), undefined);
  assert.equal(await nameIn(nameless(change(head)), { 'mm/kelp.c': kelp }), undefined);
  assert.equal(await nameIn(nameless(change('struct reef {')), { 'mm/reef.c': reef }), undefined);
  assert.equal(await nameIn(nameless(change('')), { 'mm/reef.c': reef }), undefined);
  assert.equal(await nameIn(nameless(change(head)), { 'mm/reef.c': reef.replace('coral_at', 'atoll_at') }), undefined);
  assert.equal(
    await nameIn(nameless(change(head), change('void kelp_scan(struct kelp *kelp)')), { 'mm/reef.c': reef, 'mm/kelp.c': kelp }),
    undefined,
  );
});

test('a file that has a name keeps it, and the same text gets the same object', async () => {
  const named = fileDiff('mm/other.c', [change(head)]);
  const file = nameless(change(head));
  const there = tree({ 'mm/reef.c': reef });
  const [[a, b]] = (await withNames([[named, file]], there)) as [[FileDiff, FileDiff]];
  assert.equal(a, named);
  assert.equal((await withNames([[file]], there))[0]?.[0], b);
  assert.deepEqual(await withNames([[file]], undefined), [[file]]);
});
