import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileDiff } from '../../server/src/patch/types.ts';
import {
  type FileImages,
  imagesOf,
  imagesOfPatch,
  memoryTree,
  resolveBase,
  type SourceTree,
  stackedTree,
} from '../../server/src/tree/index.ts';
import { fileDiff, hunk } from './diffs.ts';

const lines = (...list: string[]): string => list.map((line) => `${line}\n`).join('');
const tree = (files: Record<string, string>): SourceTree =>
  memoryTree('memory', new Map(Object.entries({ Makefile: 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 7\n', ...files })));

const before = lines('int f(void)', '{', '\tlock();', '\tone();', '\tunlock();', '\treturn 0;', '}');
const after = lines('int f(void)', '{', '\tlock();', '\tone();', '\ttwo();', '\tunlock();', '\treturn 0;', '}');
const addTwo = fileDiff('mm/f.c', [
  hunk('@@ -2,6 +2,7 @@ int f(void)\n {\n \tlock();\n \tone();\n+\ttwo();\n \tunlock();\n \treturn 0;\n }\n'),
]);

const short = (images: FileImages): string => `${images.path} ${images.context}${images.reason ? `: ${images.reason}` : ''}`;

test('the tree is the base', async () => {
  const images = await imagesOf(addTwo, tree({ 'mm/f.c': before }));
  assert.equal(short(images), 'mm/f.c tree');
  assert.deepEqual([images.oldText, images.newText], [before, after]);
  assert.deepEqual(images.newLine(5), { hunk: 0, line: 3 });
  assert.deepEqual(images.oldLine(5), { hunk: 0, line: 4 });
  assert.deepEqual([images.newLine(1), images.newLine(99), images.oldLine(1)], [undefined, undefined, undefined]);
});

test('the tree has the patch: the before image is made by undoing it', async () => {
  const images = await imagesOf(addTwo, tree({ 'mm/f.c': after }));
  assert.equal(short(images), 'mm/f.c applied');
  assert.deepEqual([images.oldText, images.newText], [before, after]);
  assert.deepEqual(images.newLine(5), { hunk: 0, line: 3 });
});

test('with reverse, old and new are swapped', async () => {
  const images = await imagesOf(addTwo, tree({ 'mm/f.c': after }), { reverse: true });
  assert.equal(short(images), 'mm/f.c tree');
  assert.deepEqual([images.oldText, images.newText], [after, before]);
  assert.deepEqual(images.oldLine(5), { hunk: 0, line: 3 });
  const applied = await imagesOf(addTwo, tree({ 'mm/f.c': before }), { reverse: true });
  assert.deepEqual([short(applied), applied.oldText, applied.newText], ['mm/f.c applied', after, before]);
});

test('why a file does not fit, in one sentence', async () => {
  const other = tree({ 'mm/f.c': lines('something', 'else') });
  const cut = fileDiff('mm/f.c', [{ ...addTwo.hunks[0]!, complete: false }]);
  const reasons = [
    await imagesOf(addTwo, undefined),
    await imagesOf(addTwo, other),
    await imagesOf(fileDiff('mm/gone.c', addTwo.hunks), other),
    await imagesOf(cut, other),
    await imagesOf(cut, undefined),
    await imagesOf(fileDiff('mm/x.bin', [], { status: 'binary' }), other),
    await imagesOf(fileDiff('mm/x.c', [], { status: 'combined' }), other),
    await imagesOf(fileDiff('', addTwo.hunks, { oldPath: undefined, newPath: undefined }), other),
    await imagesOf(fileDiff('../../etc/passwd', addTwo.hunks), other),
    await imagesOf(addTwo, memoryTree('a folder', new Map())),
  ].map((images) => `${images.context}: ${images.reason}`);
  assert.deepEqual(reasons, [
    'hunks: no kernel tree is set',
    'hunks: mm/f.c: hunk 1 (line 2) does not match this tree (6.12)',
    'hunks: mm/gone.c is not in this tree (6.12)',
    'hunks: mm/f.c: hunk 1 (line 2) is not whole in this text',
    'hunks: mm/f.c: hunk 1 (line 2) is not whole in this text',
    'hunks: mm/x.bin is binary',
    'hunks: mm/x.c: a combined diff (of a merge) cannot be applied',
    'hunks: the text does not say which file its hunks belong to',
    'hunks: "../../etc/passwd" is not a path inside a kernel tree',
    'hunks: mm/f.c is not in this tree (a folder)',
  ]);
});

test('hunks only: lines are known by the numbers of the headers', async () => {
  const images = await imagesOf(addTwo, undefined);
  assert.deepEqual([images.oldText, images.newText, images.fits], [undefined, undefined, []]);
  assert.deepEqual([images.newLine(5), images.oldLine(5), images.newLine(1)], [{ hunk: 0, line: 3 }, { hunk: 0, line: 4 }, undefined]);
});

test('one direction for the whole patch, though one file alone would fit either way', async () => {
  // A line repeated: undone or applied, the hunk of g.c finds its lines.
  const again = fileDiff('mm/g.c', [hunk('@@ -1,2 +1,3 @@\n a();\n+a();\n a();\n')]);
  const g = lines('a();', 'a();', 'a();');
  assert.equal(short(await imagesOf(again, tree({ 'mm/g.c': g }))), 'mm/g.c tree');
  const has = await imagesOfPatch([again, addTwo], tree({ 'mm/g.c': g, 'mm/f.c': after }));
  assert.deepEqual(has.map(short), ['mm/g.c applied', 'mm/f.c applied']);
  assert.equal(has[0]?.oldText, lines('a();', 'a();'));
  const base = await imagesOfPatch([again, addTwo], tree({ 'mm/g.c': g, 'mm/f.c': before }));
  assert.deepEqual(base.map(short), ['mm/g.c tree', 'mm/f.c tree']);
});

test('a tree that has only a part of the patch: that part is named, the rest goes the one way', async () => {
  const second = fileDiff('mm/g.c', addTwo.hunks);
  const third = fileDiff('mm/h.c', addTwo.hunks);
  const images = await imagesOfPatch([addTwo, second, third], tree({ 'mm/f.c': before, 'mm/g.c': after, 'mm/h.c': before }));
  assert.deepEqual(images.map(short), [
    'mm/f.c tree',
    'mm/g.c hunks: mm/g.c: this tree (6.12) has this change already, but not the rest of the patch',
    'mm/h.c tree',
  ]);
  const mostly = await imagesOfPatch([addTwo, second, third], tree({ 'mm/f.c': before, 'mm/g.c': after, 'mm/h.c': after }));
  assert.deepEqual(mostly.map(short), [
    'mm/f.c hunks: mm/f.c: this tree (6.12) has the rest of the patch, but not this change',
    'mm/g.c applied',
    'mm/h.c applied',
  ]);
});

test('exact in one direction beats moved and fuzzed in the other', async () => {
  // The tree has the patch, and further down the context once more, without the new line.
  const twice = after + lines('') + before.replace('f(void)', 'g(void)');
  const images = await imagesOf(addTwo, tree({ 'mm/f.c': twice }));
  assert.deepEqual([short(images), images.oldText], ['mm/f.c applied', before + lines('') + before.replace('f(void)', 'g(void)')]);
});

test('an insertion without context counts for nothing against lines that are there', async () => {
  const bare = fileDiff('mm/f.c', [hunk('@@ -4,0 +5,1 @@\n+\ttwo();\n')]);
  assert.equal(short(await imagesOf(bare, tree({ 'mm/f.c': after }))), 'mm/f.c applied');
  const images = await imagesOf(bare, tree({ 'mm/f.c': before }));
  assert.deepEqual([short(images), images.newText], ['mm/f.c tree', after]);
});

const wholeNew = (path: string): FileDiff =>
  fileDiff(path, [hunk('@@ -0,0 +1,2 @@\n+one\n+two\n')], { status: 'added', oldPath: undefined });
const wholeGone = (path: string): FileDiff =>
  fileDiff(path, [hunk('@@ -1,2 +0,0 @@\n-one\n-two\n')], { status: 'deleted', newPath: undefined });

test('files that come and go', async () => {
  const text = lines('one', 'two');
  const cases: [FileDiff, Record<string, string>, string, string | undefined, string | undefined][] = [
    [wholeNew('mm/n.c'), {}, 'mm/n.c tree', undefined, text],
    [wholeNew('mm/n.c'), { 'mm/n.c': text }, 'mm/n.c applied', undefined, text],
    [wholeNew('mm/n.c'), { 'mm/n.c': 'x\n' }, 'mm/n.c hunks: mm/n.c is in this tree (6.12) already, with another text', undefined, text],
    [wholeGone('mm/n.c'), { 'mm/n.c': text }, 'mm/n.c tree', text, undefined],
    [wholeGone('mm/n.c'), {}, 'mm/n.c applied', text, undefined],
    [
      wholeGone('mm/n.c'),
      { 'mm/n.c': `${text}x\n` },
      'mm/n.c hunks: mm/n.c: this tree (6.12) holds more than the patch shows of it',
      text,
      undefined,
    ],
  ];
  for (const [file, files, expected, oldText, newText] of cases) {
    const images = await imagesOf(file, tree(files));
    assert.deepEqual([short(images), images.oldText, images.newText], [expected, oldText, newText]);
  }
  const alone = await imagesOf(wholeNew('mm/n.c'), undefined);
  assert.deepEqual([short(alone), alone.newText], ['mm/n.c hunks: no kernel tree is set', text]);
});

test('renames and modes', async () => {
  const renamed: FileDiff = { ...addTwo, oldPath: 'mm/e.c', status: 'renamed' };
  const forward = await imagesOf(renamed, tree({ 'mm/e.c': before }));
  assert.deepEqual([short(forward), forward.oldText, forward.newText], ['mm/f.c tree', before, after]);
  const applied = await imagesOf(renamed, tree({ 'mm/f.c': after }));
  assert.deepEqual([short(applied), applied.oldText, applied.newText], ['mm/f.c applied', before, after]);
  const moved: FileDiff = { ...renamed, hunks: [] };
  assert.equal(short(await imagesOf(moved, tree({ 'mm/e.c': before }))), 'mm/f.c tree');
  assert.equal(short(await imagesOf(moved, tree({ 'mm/f.c': before }))), 'mm/f.c applied');
  const copied: FileDiff = { ...renamed, status: 'copied' };
  assert.equal((await imagesOf(copied, tree({ 'mm/e.c': before }))).newText, after);
  assert.equal((await imagesOf(copied, tree({ 'mm/e.c': before, 'mm/f.c': after }))).newText, after);
  const mode = await imagesOf(fileDiff('mm/f.c', [], { status: 'mode', oldMode: '100644', newMode: '100755' }), tree({ 'mm/f.c': before }));
  assert.deepEqual([short(mode), mode.oldText, mode.newText], ['mm/f.c tree', before, before]);
  // two names swapped in one patch
  const swap: FileDiff[] = [
    fileDiff('mm/b.c', [hunk('@@ -1,1 +1,1 @@\n-a\n+A\n')], { oldPath: 'mm/a.c', status: 'renamed' }),
    fileDiff('mm/a.c', [hunk('@@ -1,1 +1,1 @@\n-b\n+B\n')], { oldPath: 'mm/b.c', status: 'renamed' }),
  ];
  const swapped = await imagesOfPatch(swap, tree({ 'mm/a.c': 'a\n', 'mm/b.c': 'b\n' }));
  assert.deepEqual(
    swapped.map((images) => images.newText),
    ['A\n', 'B\n'],
  );
});

test('a file that stands in the patch twice is changed twice', async () => {
  const first = fileDiff('mm/f.c', [hunk('@@ -1,1 +1,1 @@\n-a\n+b\n')]);
  const second = fileDiff('mm/f.c', [hunk('@@ -1,1 +1,1 @@\n-b\n+c\n')]);
  const there = await imagesOfPatch([first, second], tree({ 'mm/f.c': 'a\n' }));
  assert.deepEqual(
    there.map((images) => [images.context, images.newText]),
    [
      ['tree', 'b\n'],
      ['tree', 'c\n'],
    ],
  );
  const done = await imagesOfPatch([first, second], tree({ 'mm/f.c': 'c\n' }));
  assert.deepEqual(
    done.map((images) => [images.context, images.oldText]),
    [
      ['applied', 'a\n'],
      ['applied', 'b\n'],
    ],
  );
});

test('blobs: both, one, none, and a wrong one', async () => {
  const blobs = new Map([
    ['aaaaaaa', before],
    ['bbbbbbb', after],
    ['ccccccc', lines('no such text')],
  ]);
  const git: SourceTree = { ...tree({ 'mm/f.c': lines('all', 'else') }), readBlob: async (id) => blobs.get(id) };
  const named = (oldBlob: string, newBlob: string): FileDiff => ({ ...addTwo, oldBlob, newBlob });
  for (const [a, b] of [
    ['aaaaaaa', 'bbbbbbb'],
    ['aaaaaaa', 'ddddddd'],
    ['ddddddd', 'bbbbbbb'],
  ] as const) {
    const images = await imagesOf(named(a, b), git);
    assert.deepEqual([images.context, images.oldText, images.newText], ['blobs', before, after]);
    assert.deepEqual(
      [images.newLine(5), images.oldLine(5)],
      [
        { hunk: 0, line: 3 },
        { hunk: 0, line: 4 },
      ],
    );
  }
  for (const [a, b] of [
    ['ccccccc', 'bbbbbbb'],
    ['ddddddd', 'eeeeeee'],
    ['0000000', '0000000'],
  ] as const)
    assert.equal((await imagesOf(named(a, b), git)).context, 'hunks');
  const undone = await imagesOf(named('aaaaaaa', 'bbbbbbb'), git, { reverse: true });
  assert.deepEqual([undone.context, undone.oldText, undone.newText], ['blobs', after, before]);
  // With both texts known a cut hunk is no trouble.
  const cut: FileDiff = { ...named('aaaaaaa', 'bbbbbbb'), hunks: addTwo.hunks.map((each) => ({ ...each, complete: false })) };
  assert.equal((await imagesOf(cut, git)).context, 'blobs');
});

test('an overlay: set, unset, list, and the base stays', async () => {
  const base = tree({ 'mm/f.c': before });
  const overlay = stackedTree(base);
  overlay.set('mm/f.c', after);
  overlay.set('mm/new.c', 'x\n');
  overlay.set('../out.c', 'x\n');
  assert.deepEqual([await overlay.read('mm/f.c'), await overlay.read('./mm//new.c'), await base.read('mm/f.c')], [after, 'x\n', before]);
  assert.deepEqual(await overlay.list('mm'), ['mm/f.c', 'mm/new.c']);
  overlay.set('mm/f.c', undefined);
  assert.deepEqual([await overlay.read('mm/f.c'), await overlay.list('mm'), await overlay.version()], [undefined, ['mm/new.c'], '6.12']);
});

test('base-commit: the tree at that commit, when there is one', async () => {
  const base = tree({ 'mm/f.c': before });
  const commit = 'c0ffee'.repeat(6).slice(0, 40).padEnd(40, '0');
  const git: SourceTree = { ...tree({}), atRevision: async (revision) => (revision === commit ? base : undefined) };
  assert.equal(await resolveBase(git, { baseCommit: commit }), base);
  assert.equal(await resolveBase(git, { baseCommit: commit.replace('c', 'd') }), git);
  assert.equal(await resolveBase(git, { baseCommit: '--output=x' }), git);
  assert.equal(await resolveBase(git, {}), git);
  assert.equal(await resolveBase(base, { baseCommit: commit }), base);
});
