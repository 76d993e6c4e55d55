// The extension where there is no machine below it: VS Code as a page alone (as vscode.dev is), the server in a worker, a folder that only an extension
// can read. Each test opens the page anew.
import assert from 'node:assert/strict';
import { Panel } from './panel.mjs';

const squiggles = '.editor-instance .squiggly-error, .editor-instance .squiggly-warning';

/** What is said at the lower right. */
const said = (page, text) => page.locator('.notification-list-item-message', { hasText: text }).first();

/** @typedef {{workbench: import('./workbench.mjs').Workbench, picture: (name: string) => Promise<void>, open: (file: string) => Promise<void>, read: string[], strange: string[]}} Context */

/** @type {[name: string, body: (context: Context) => Promise<void>][]} */
export const webTests = [
  [
    'a patch of a virtual folder is read on the kernel tree of that folder',
    async ({ workbench, picture, open, read }) => {
      await open('ref-leak.patch');
      await workbench.page.locator(squiggles).first().waitFor({ timeout: 60_000 });
      assert.match((await workbench.lineUnder(squiggles)) ?? '', /^\+\s+return -EAGAIN;/);
      await workbench.lens('hazard introduced').first().waitFor();
      assert.match((await workbench.lens('hazard introduced').first().textContent()) ?? '', /tree.6\.12/);
      const item = workbench.page.locator('.statusbar-item', { hasText: 'mm 6.12' }).first();
      assert.match((await item.getAttribute('aria-label')) ?? '', /Kernel tree: vscode-vfs:\/\/samples\/tree/);
      assert.ok(read.includes('tree/mm/tideline.c'), 'the tree was read through the editor');
      await workbench.showProblems(true);
      const rows = await workbench.problems();
      assert.ok(
        rows.some((row) => /^1\. .* in tideline\.c$/.test(row)),
        rows.join('\n'),
      );
      await workbench.showProblems(false);
      await picture('web-sample');
    },
  ],
  [
    'a hazard is replayed in the page',
    async ({ workbench, picture, open }) => {
      await open('ref-leak.patch');
      await workbench.lens('Replay: ref/leak').first().locator('a').first().click({ timeout: 60_000 });
      const panel = new Panel(workbench);
      await panel.ready();
      assert.match(await panel.title(), /ref\/leak/);
      const [, steps] = await panel.place();
      assert.ok(steps > 2, `${steps} steps`);
      await panel.button('first').click();
      await picture('web-replay');
    },
  ],
  [
    'a race is explored in the page',
    async ({ workbench, picture, open }) => {
      await open('ref-leak.patch');
      await workbench.page.locator(squiggles).first().waitFor({ timeout: 60_000 });
      await workbench.command('mm Review: Explore a Scenario of the Model...');
      await workbench.quickInput.locator('.monaco-list-row').first().click({ timeout: 20_000 });
      const panel = new Panel(workbench);
      await panel.ready();
      await panel.frame.locator('.verdict').waitFor({ timeout: 30_000 });
      assert.notEqual(await panel.verdict(), '');
      await picture('web-scenario');
    },
  ],
  [
    'the sample series is opened, noted, dismissed in one place and answered',
    async ({ workbench, picture, open }) => {
      const { page } = workbench;
      await open('README.md');
      await workbench.command('mm Review: Open a Sample Series');
      await page.locator('.tab.active', { hasText: 'series-five-v1.mbox' }).waitFor();
      await workbench.lens('hazard').first().waitFor({ state: 'attached', timeout: 60_000 });
      await workbench.command('Patch Review: Focus on Series View');
      await workbench.takeRow('lock/sleep-in-atomic');
      await workbench.cursorIsOn('kcalloc');
      await workbench.command('mm Review: Dismiss Hazard...');
      await workbench.asksWhyNot('lock/sleep-in-atomic in tide_pool_snapshot()');
      await workbench.quickInput.locator('input.input').fill('nr_entries is small');
      await page.keyboard.press('Enter');
      await page.locator('.pane-body .monaco-list-row', { hasText: 'lock/sleep-in-atomic tide_pool_snapshot()' }).first().waitFor();
      await workbench.command('mm Review: Compose Reply');
      await workbench.quickInput.locator('.monaco-button', { hasText: 'OK' }).first().click();
      await page.locator('.tab.active', { hasText: '.reply.eml' }).waitFor();
      await page.locator('.monaco-editor .view-line', { hasText: 'RCU' }).first().waitFor();
      await picture('web-reply');
    },
  ],
  [
    'what a browser has not is said, with the remedy; and nothing is fetched from elsewhere',
    async ({ workbench, picture, open, strange }) => {
      const { page } = workbench;
      await open('ref-leak.patch');
      await page.locator(squiggles).first().waitFor({ timeout: 60_000 });
      await workbench.command('mm Review: Review Commits...');
      await said(page, 'There is no git in a browser').waitFor();
      assert.match((await said(page, 'There is no git').textContent()) ?? '', /git format-patch --stdout/);
      await picture('web-no-git');
      assert.deepEqual(strange, []);
    },
  ],
];
