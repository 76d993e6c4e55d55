import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { ftruncateSync, mkdirSync, openSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { openTree } from '../../server/src/disk/index.ts';
import { cleanPath, kernelVersion } from '../../server/src/tree/index.ts';
import { put, withFolder } from '../tree/temp.ts';

const escapes = [
  '',
  '.',
  '..',
  '../secret',
  'mm/../../secret',
  'mm/../../../../../../../../etc/passwd',
  '/etc/passwd',
  '//etc/passwd',
  'mm\\..\\..\\secret',
  '..\\secret',
  'C:/secret',
  'c:secret',
  'mm/f.c\0',
  'mm/\nf.c',
  '.git/config',
  'mm/.git/config',
  '.GIT/config',
  '.Git/config',
  '.git./config',
  '.git /config',
  '.g\u200cit/config',
  'GIT~1/config',
  '.git::$INDEX_ALLOCATION/config',
  './.git/config',
  'x'.repeat(5000),
];

test('a path is clean, or it is none', () => {
  for (const path of escapes) assert.equal(cleanPath(path), undefined, JSON.stringify(path));
  for (const [path, clean] of [
    ['mm/f.c', 'mm/f.c'],
    ['./mm//f.c', 'mm/f.c'],
    ['a..b/...c', 'a..b/...c'],
    ['.gitignore', '.gitignore'],
    ['mm/.github/x', 'mm/.github/x'],
    ['a:b', undefined],
  ] as const)
    assert.equal(cleanPath(path), clean);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('..', '.', 'mm', '/', '\\', '.git', 'f.c', '\0', ' ')).map((parts) => parts.join('')),
      (path) => {
        const clean = cleanPath(path);
        if (clean === undefined) return;
        assert.ok(!clean.startsWith('/') && !clean.split('/').some((part) => part === '..' || part === '.git' || part === ''), clean);
        assert.equal(cleanPath(clean), clean);
      },
    ),
  );
});

test('no path leaves the folder, by name or by link', async () => {
  await withFolder(async (folder) => {
    put(folder, {
      secret: 'secret\n',
      'tree/mm/f.c': 'f\n',
      'tree/.git-not/x': 'x\n',
      'tree2/secret': 'secret\n',
      'tree/git/config': 'config\n',
    });
    const root = join(folder, 'tree');
    symlinkSync('../secret', join(root, 'link'));
    symlinkSync(join(folder, 'secret'), join(root, 'absolute'));
    symlinkSync('..', join(root, 'up'));
    symlinkSync('../tree2', join(root, 'beside'));
    symlinkSync('mm', join(root, 'inside'));
    symlinkSync('f.c', join(root, 'mm/same.c'));
    symlinkSync('loop', join(root, 'loop'));
    symlinkSync('../../secret', join(root, 'mm/deep'));
    const tree = await openTree(root);
    for (const path of [
      ...escapes,
      'link',
      'absolute',
      'up/secret',
      'up/tree2/secret',
      'beside/secret',
      'loop',
      'mm/deep',
      'mm',
      'mm/none.c',
      'mm/f.c/x',
    ])
      assert.equal(await tree.read(path), undefined, JSON.stringify(path));
    for (const path of ['mm/f.c', './mm/f.c', 'inside/f.c', 'mm/same.c', 'up/tree/mm/f.c'])
      assert.equal(await tree.read(path), 'f\n', path);
    assert.deepEqual(await tree.list('mm'), ['mm/f.c']);
    for (const path of ['..', 'up', 'beside', '/', 'none', 'mm/f.c', '.git']) assert.deepEqual(await tree.list(path), [], path);
    assert.deepEqual(await tree.list(''), []);
    assert.equal(tree.kind, 'folder');
    assert.deepEqual([tree.readBlob, await tree.atRevision('HEAD'), await tree.revisionExists('HEAD')], [undefined, undefined, false]);
    tree.dispose();
  });
});

test("git's own folder is not read through a link into it", async () => {
  await withFolder(async (folder) => {
    put(folder, { '.git/config': 'config\n', 'mm/f.c': 'f\n' });
    symlinkSync('.git', join(folder, 'innocent'));
    symlinkSync('.git/config', join(folder, 'mm/config'));
    const tree = await openTree(folder);
    assert.deepEqual(
      [await tree.read('innocent/config'), await tree.read('mm/config'), await tree.list('innocent')],
      [undefined, undefined, []],
    );
    tree.dispose();
  });
});

test('files of any bytes; not too large ones, folders, pipes', async () => {
  await withFolder(async (folder) => {
    put(folder, {
      'utf8.c': '/* é → */\n',
      'latin1.c': Buffer.from('/* é \x80\xff */\n', 'latin1'),
      'bom.c': '\uFEFFint a;\n',
      'empty.c': '',
      'nul.c': 'a\0b\n',
    });
    ftruncateSync(openSync(join(folder, 'huge.c'), 'w'), 17 * 1024 * 1024);
    mkdirSync(join(folder, 'folder.c'));
    const piped = spawnSync('mkfifo', [join(folder, 'pipe.c')]).status === 0;
    const tree = await openTree(folder);
    assert.equal(await tree.read('utf8.c'), '/* é → */\n');
    assert.equal(await tree.read('latin1.c'), '/* é \x80\xff */\n');
    assert.equal(await tree.read('bom.c'), '\uFEFFint a;\n');
    assert.deepEqual([await tree.read('empty.c'), await tree.read('nul.c')], ['', 'a\0b\n']);
    assert.deepEqual([await tree.read('huge.c'), await tree.read('folder.c')], [undefined, undefined]);
    if (piped) assert.equal(await tree.read('pipe.c'), undefined);
    tree.dispose();
  });
});

test("the version is the Makefile's", async () => {
  const makefile = '# SPDX-License-Identifier: GPL-2.0\nVERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 57\nEXTRAVERSION =\n';
  assert.deepEqual(kernelVersion(makefile), { version: '6.12', release: '6.12.57', major: 6, minor: 12, sublevel: 57 });
  assert.equal(kernelVersion('VERSION = 7\nPATCHLEVEL = 0\nSUBLEVEL = 0\nEXTRAVERSION = -rc3\n')?.release, '7.0');
  assert.equal(kernelVersion('all:\n\tcc x.c\n'), undefined);
  await withFolder(async (folder) => {
    put(folder, { Makefile: makefile });
    const tree = await openTree(folder);
    assert.deepEqual([await tree.version(), await tree.release()], ['6.12', '6.12.57']);
  });
});

test('what cannot be opened is said in one sentence', async () => {
  await withFolder(async (folder) => {
    put(folder, { file: 'x' });
    await assert.rejects(openTree(join(folder, 'none')), /none: no such folder$/);
    await assert.rejects(openTree(join(folder, 'file')), /file: not a folder$/);
    await assert.rejects(openTree(folder, { revision: 'v6.12' }), /not a git checkout/);
  });
});

test('a file that is written to is read anew, also when its size stays', async () => {
  await withFolder(async (folder) => {
    put(folder, { 'mm/a.c': 'int a;\n' });
    const old = new Date(Date.now() - 60_000);
    utimesSync(join(folder, 'mm/a.c'), old, old);
    const tree = await openTree(folder);
    assert.equal(await tree.read('mm/a.c'), 'int a;\n');
    assert.equal(await tree.read('mm/a.c'), 'int a;\n');
    put(folder, { 'mm/a.c': 'int b;\n' });
    assert.equal(await tree.read('mm/a.c'), 'int b;\n');
    utimesSync(join(folder, 'mm/a.c'), old, old);
    assert.equal(await tree.read('mm/a.c'), 'int b;\n', 'an old time does not bring the old text back');
    put(folder, { 'mm/a.c': 'int c;\n' });
    assert.equal(await tree.read('mm/a.c'), 'int c;\n');
    tree.dispose();
  });
});
