// A folder that nobody trusts: its patches are checked, but it cannot say what is read, and what it has dismissed is shown all the same.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/bundle.mjs';

/** @type {[name: string, body: (context: {workbench: import('./workbench.mjs').Workbench, picture: (name: string) => Promise<void>, open: (file: string) => Promise<void>, workspace: string}) => Promise<void>][]} */
export const trustTests = [
  [
    'in a folder that is not trusted hazards are found, by the hunks alone, whatever the folder has dismissed',
    async ({ workbench, picture, open, workspace }) => {
      const { page } = workbench;
      const file = 'series-five-v1.mbox';
      const tool = join(root, 'server/bin/mmreview.mjs');
      const found = spawnSync(process.execPath, [tool, 'check', '--format', 'json', join(workspace, file)], { encoding: 'utf8' });
      const { fingerprint } = JSON.parse(found.stdout).results[0].findings.find(({ rule }) => rule === 'lock/sleep-in-atomic');
      mkdirSync(join(workspace, '.mmreview'), { recursive: true });
      const entry = { fingerprint, rule: 'lock/sleep-in-atomic', reason: 'trust me' };
      writeFileSync(join(workspace, '.mmreview/dismissed.json'), JSON.stringify({ version: 1, dismissed: [entry] }));
      await open(file);
      await workbench.lens('hunks only').first().waitFor({ timeout: 60_000 });
      const lens = (await workbench.lens('hunks only').first().textContent()) ?? '';
      assert.doesNotMatch(lens, /tree.6\.12/, 'the folder cannot name the tree');
      const item = page.locator('.statusbar-item', { hasText: 'mm: patch only' }).first();
      await item.waitFor();
      await workbench.command('Patch Review: Focus on Series View');
      await page.locator('.pane-body .monaco-list-row', { hasText: 'lock/sleep-in-atomic' }).first().waitFor();
      assert.equal(await page.locator('.pane-body .monaco-list-row', { hasText: 'trust me' }).count(), 0);
      await picture('not-trusted');
    },
  ],
];
