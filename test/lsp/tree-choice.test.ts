import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Host } from '../../server/src/lsp/host.ts';
import { nodeHost, resolveFolder } from '../../server/src/lsp/host-node.ts';
import { TreeChooser } from '../../server/src/lsp/tree-choice.ts';

function fakeHost() {
  const log: string[] = [];
  const state = { stamp: '1' };
  const host: Host = {
    disk: true,
    loadReviewer: () => Promise.reject(new Error('not in this test')),
    openTree: async (folder) => {
      log.push(`+${folder}`);
      return {
        tree: { label: folder, read: async (path) => `${folder}/${path}`, list: async () => [] },
        folder,
        uriOf: () => undefined,
        pathOf: () => undefined,
        stamp: async () => state.stamp,
        dispose: () => void log.push(`-${folder}`),
      };
    },
    findTree: async () => undefined,
    yield: async () => undefined,
  };
  return { host, log, state };
}

test('the same wish opens nothing anew', async () => {
  const { host, log } = fakeHost();
  const trees = new TreeChooser(host);
  assert.equal(trees.choose('/a', []), true);
  assert.equal(trees.choose('/a', []), false);
  assert.equal((await trees.current()).tree?.folder, '/a');
  assert.equal(trees.choose('/a', ['file:///ws']), true, 'relative to another folder it may be another tree');
  await trees.current();
  assert.deepEqual(log, ['+/a', '-/a', '+/a']);
});

test('a tree whose content has changed is opened anew, with a new identity for the caches', async () => {
  const { host, log, state } = fakeHost();
  const trees = new TreeChooser(host);
  trees.choose('/a', []);
  const first = (await trees.current()).tree?.tree;
  assert.equal(await trees.refresh(10_000), false);
  state.stamp = '2';
  assert.equal(await trees.refresh(11_000), false, 'not looked at again so soon');
  assert.equal((await trees.current()).tree?.tree, first);
  assert.equal(await trees.refresh(20_000), true);
  assert.notEqual((await trees.current()).tree?.tree, first);
  assert.equal(await trees.refresh(30_000), false);
  trees.stale();
  assert.equal(await trees.refresh(30_001), true, 'a file of it was written');
  await trees.current();
  assert.deepEqual(log, ['+/a', '-/a', '+/a', '-/a', '+/a']);
});

test('on Node: a kernel in the workspace is found, its version read, links stay inside, a change is noticed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mm-review-'));
  try {
    mkdirSync(join(folder, 'linux', 'mm'), { recursive: true });
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other', 'Makefile'), 'all:\n');
    writeFileSync(join(folder, 'linux', 'Makefile'), 'VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 0\n');
    const uri = (name: string): string => pathToFileURL(join(folder, name)).href;
    const host = nodeHost(folder);
    assert.equal(await host.findTree([uri('other'), 'vscode-vfs://x/y', uri('gone')]), undefined);
    const tree = await host.findTree([uri('other'), uri('linux')]);
    assert.equal(tree?.version, '6.1');
    assert.equal(tree?.uriOf('mm/zswap.c'), pathToFileURL(join(folder, 'linux/mm/zswap.c')).href);
    assert.equal(tree?.uriOf('../secret'), undefined);
    assert.equal((await host.findTree([uri('linux/mm')]))?.folder, tree?.folder, 'mm/ alone was opened');
    const stamp = await tree?.stamp();
    assert.equal(await tree?.stamp(), stamp);
    utimesSync(join(folder, 'linux', 'Makefile'), 1, 1);
    assert.notEqual(await tree?.stamp(), stamp);
    await assert.rejects(host.openTree('gone', [uri('')]), /no such folder/);
    tree?.dispose();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('how the setting names a folder', () => {
  const folders = ['file:///ws/a', 'file:///ws/b'];
  assert.equal(resolveFolder('/linux', folders), '/linux');
  assert.equal(resolveFolder('linux', folders), '/ws/a/linux');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how settings name the folder
  assert.equal(resolveFolder('${workspaceFolder}/../linux', folders), '/ws/a/../linux');
  assert.equal(resolveFolder('~/linux', folders), join(homedir(), 'linux'));
});
