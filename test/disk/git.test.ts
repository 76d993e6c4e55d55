import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gitObjects } from '../../server/src/disk/git.ts';
import { openTree } from '../../server/src/disk/index.ts';
import { imagesOf, imagesOfSeries, resolveBase } from '../../server/src/tree/index.ts';
import { readDiff } from '../tree/diffs.ts';
import { put, withFolder } from '../tree/temp.ts';

const skip = spawnSync('git', ['--version']).status === 0 ? false : 'git is not installed';

function git(folder: string, ...args: string[]): string {
  const who = [
    '-c',
    'user.name=A Tester',
    '-c',
    'user.email=tester@example.org',
    '-c',
    'core.autocrlf=false',
    '-c',
    'commit.gpgsign=false',
  ];
  const run = spawnSync('git', ['-C', folder, ...who, ...args], { encoding: 'utf8' });
  assert.equal(run.status, 0, `git ${args.join(' ')}: ${run.stderr}`);
  return run.stdout.trim();
}

function commit(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  put(folder, files);
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'a change');
  return git(folder, 'rev-parse', 'HEAD');
}

const lines = (...list: string[]): string => list.map((line) => `${line}\n`).join('');
const body = (n: number): string[] => Array.from({ length: n }, (_, at) => `\tstep_${at}();`);
const first = lines('int f(void)', '{', ...body(20), '}');
const second = first.replace('\tstep_10();\n', '\tstep_10();\n\tmore();\n');
const third = second.replace('\tstep_3();\n', '');

test('blobs, revisions and listings, all through one process', { skip }, async () => {
  await withFolder(async (folder) => {
    git(folder, 'init', '-q');
    const one = commit(folder, {
      Makefile: 'VERSION = 6\nPATCHLEVEL = 11\n',
      'mm/f.c': first,
      'mm/sub/x.c': 'x\n',
      'mm/ü ber.c': 'u\n',
      'mm/latin1.c': Buffer.from([0x2f, 0xe9, 0x0a]),
    });
    git(folder, 'tag', 'v6.11');
    const two = commit(folder, { Makefile: 'VERSION = 6\nPATCHLEVEL = 12\n', 'mm/f.c': second });
    put(folder, { 'mm/f.c': third });
    const tree = await openTree(folder);
    assert.equal(tree.kind, 'git');
    assert.equal(await tree.read('mm/f.c'), third, 'the work tree as it is');
    const id = git(folder, 'rev-parse', `${one}:mm/f.c`);
    assert.equal(await tree.readBlob?.(id), first);
    assert.equal(await tree.readBlob?.(id.slice(0, 9)), first);
    const wrong = [
      one,
      id.slice(0, 3),
      'HEAD',
      'HEAD:mm/f.c',
      '--help',
      '-x',
      '',
      'f'.repeat(40),
      'abcdef0\nabcdef1',
      `${id} `,
      id.toUpperCase(),
    ];
    for (const name of wrong) assert.equal(await tree.readBlob?.(name), undefined, JSON.stringify(name));
    const old = await tree.atRevision('v6.11');
    assert.ok(old);
    assert.deepEqual([old.revision, await old.version(), await tree.version()], [one, '6.11', '6.12']);
    assert.equal(await old.read('mm/f.c'), first);
    assert.deepEqual([await old.read('mm/ü ber.c'), await old.read('mm/latin1.c')], ['u\n', '/é\n']);
    assert.deepEqual(await old.list('mm'), ['mm/f.c', 'mm/latin1.c', 'mm/ü ber.c']);
    assert.deepEqual([await old.list(''), await old.list('mm/f.c'), await old.list('none')], [['Makefile'], [], []]);
    for (const path of ['mm', 'none.c', '../x', '/mm/f.c', 'mm/f.c\nHEAD', '']) assert.equal(await old.read(path), undefined, path);
    for (const name of [one, two, two.slice(0, 10), 'HEAD', 'HEAD~1', 'v6.11']) assert.ok(await tree.revisionExists(name), name);
    for (const name of ['none', '--all', '-h', 'HEAD:mm', 'HEAD x', '', 'HEAD\nHEAD', 'v6.11^{tree}', ':/a', 'x'.repeat(300)])
      assert.ok(!(await tree.revisionExists(name)), JSON.stringify(name));
    // many at once, answered in order
    const answers = await Promise.all(Array.from({ length: 200 }, (_, at) => (at % 3 ? old.read('mm/f.c') : old.read(`none/${at}`))));
    assert.ok(answers.every((text, at) => text === (at % 3 ? first : undefined)));
    tree.dispose();
    assert.deepEqual([await old.read('mm/f.c'), await tree.readBlob?.(id)], [undefined, undefined]);
    const opened = await openTree(folder, { revision: 'HEAD~1' });
    assert.equal(await opened.read('mm/f.c'), first);
    opened.dispose();
    await assert.rejects(openTree(folder, { revision: 'none' }), /git knows no revision "none" there$/);
    git(folder, 'clone', '-q', '--bare', '.', 'bare.git');
    const bare = await openTree(join(folder, 'bare.git'));
    assert.equal(await bare.read('mm/f.c'), second);
    bare.dispose();
  });
});

test('a patch from git: by its blobs on any tree, by its base commit, by the checkout', { skip }, async () => {
  await withFolder(async (folder) => {
    git(folder, 'init', '-q');
    const one = commit(folder, { 'mm/f.c': first });
    const two = commit(folder, { 'mm/f.c': second });
    const three = commit(folder, { 'mm/f.c': third });
    const [add] = readDiff(git(folder, 'diff', one, two));
    const [cut] = readDiff(git(folder, 'diff', two, three));
    assert.ok(add && cut);
    const tree = await openTree(folder);
    const byBlobs = await imagesOf(add, tree);
    assert.deepEqual([byBlobs.context, byBlobs.oldText, byBlobs.newText], ['blobs', first, second]);
    const unnamed = { ...add, oldBlob: undefined, newBlob: undefined };
    const undone = await imagesOf(unnamed, tree);
    assert.deepEqual([undone.context, undone.fits[0]?.offset], ['applied', -1], 'a later patch took a line out above');
    const base = await resolveBase(tree, { baseCommit: one });
    const fromBase = await imagesOf(unnamed, base);
    assert.deepEqual([fromBase.context, fromBase.oldText, fromBase.newText], ['tree', first, second]);
    const series = (await imagesOfSeries([[unnamed], [{ ...cut, oldBlob: undefined, newBlob: undefined }]], tree)).flat();
    assert.deepEqual(
      series.map((each) => [each.context, each.oldText === first || each.oldText === second, each.newText]),
      [
        ['applied', true, second],
        ['applied', true, third],
      ],
    );
    tree.dispose();
  });
});

test("a stranger's repository runs nothing", { skip }, async () => {
  await withFolder(async (folder) => {
    git(folder, 'init', '-q');
    commit(folder, { 'mm/f.c': first, '.gitattributes': '*.c filter=evil diff=evil\n' });
    const mark = join(folder, 'ran');
    put(folder, { 'evil.sh': `#!/bin/sh\ntouch '${mark}'\n` });
    chmodSync(join(folder, 'evil.sh'), 0o755);
    const evil = join(folder, 'evil.sh');
    for (const [key, value] of [
      ['core.fsmonitor', evil],
      ['core.pager', evil],
      ['core.sshCommand', evil],
      ['core.hooksPath', folder],
      ['filter.evil.smudge', evil],
      ['diff.evil.textconv', evil],
      ['alias.cat-file', `!${evil}`],
      ['protocol.ext.allow', 'always'],
      ['remote.evil.url', `ext::${evil}`],
      ['remote.evil.promisor', 'true'],
      ['extensions.partialClone', 'evil'],
      ['core.repositoryformatversion', '1'],
    ] as const)
      git(folder, 'config', key, value);
    const tree = await openTree(folder);
    await tree.readBlob?.('f'.repeat(40)); // missing: a partial clone would fetch it
    const head = await tree.atRevision('HEAD');
    assert.equal(await head?.read('mm/f.c'), first);
    assert.equal(await head?.read('mm/none.c'), undefined);
    assert.ok(!existsSync(mark), 'git ran a program that the repository names');
    tree.dispose();
  });
});

test('a git that is missing, fails, or talks nonsense gives nothing', {
  skip: process.platform === 'win32' && 'needs a shell script',
}, async () => {
  await withFolder(async (folder) => {
    put(folder, {
      'dies.sh': '#!/bin/sh\nexit 3\n',
      'talks.sh': '#!/bin/sh\necho hello world\nread x\nyes nonsense | head -c 100000 | tr -d "\\n"\n',
    });
    for (const name of ['dies.sh', 'talks.sh']) chmodSync(join(folder, name), 0o755);
    for (const program of [join(folder, 'none'), join(folder, 'dies.sh'), join(folder, 'talks.sh')]) {
      const objects = gitObjects(folder, program);
      for (let at = 0; at < 12; at++) assert.equal(await objects.get('HEAD'), undefined, program);
      objects.dispose();
    }
    put(folder, { 'work/.git': 'gitdir: ../nowhere\n', 'work/mm/f.c': first });
    const tree = await openTree(join(folder, 'work'));
    assert.deepEqual(
      [await tree.read('mm/f.c'), await tree.readBlob?.('abcdef1'), await tree.atRevision('HEAD')],
      [first, undefined, undefined],
    );
    tree.dispose();
  });
});

test('a linked file at a revision is its link, nothing outside', { skip }, async () => {
  await withFolder(async (folder) => {
    git(folder, 'init', '-q');
    symlinkSync('/etc/passwd', join(folder, 'link.c'));
    commit(folder, { 'mm/f.c': first });
    const tree = await openTree(folder, { revision: 'HEAD' });
    assert.equal(await tree.read('link.c'), '/etc/passwd');
    assert.deepEqual(await tree.list(''), []);
    tree.dispose();
  });
});
