// The reviewer's desk, by clicks and keys: a series goes in, is read, noted, dismissed in one place, and answered. Each test begins with its own
// documents and needs none of the others.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

const rows = '.pane-body .monaco-list-row';

/** The rows of the views of the side bar, as a screen reader is told of them. */
async function treeRows({ page }) {
  await page.locator(rows).first().waitFor();
  return page.locator(rows).evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
}

/** These documents and no others, reviewed and in the series view, and nothing dismissed in them. */
async function begin({ workbench, workspace }, ...files) {
  rmSync(join(workspace, '.mmreview'), { recursive: true, force: true });
  await workbench.showProblems(false);
  await workbench.command('View: Close All Editors');
  for (const file of files) {
    await workbench.openFile(file);
    await workbench.lens('hazard').first().waitFor({ state: 'attached', timeout: 30_000 });
  }
  await workbench.command('Patch Review: Focus on Series View');
  await workbench.page.locator(rows, { hasText: 'lock/' }).first().waitFor();
  await workbench.command('View: Focus Active Editor Group');
}

/** Puts the cursor on the first line of the editor that holds a text. */
async function cursorOn(workbench, text) {
  const { page } = workbench;
  await page.keyboard.press('Control+F');
  const find = page.locator('.find-widget.visible textarea').first();
  await find.fill(text);
  await page.keyboard.press('Enter');
  await workbench.cursorIsOn(text);
  await page.keyboard.press('Escape');
}

/** @type {[name: string, body: (context: import('./tests.mjs').Context) => Promise<void>][]} */
export const deskTests = [
  [
    'the series view shows patches, functions and hazards of an opened mailbox',
    async (context) => {
      const { workbench, picture } = context;
      const { page } = workbench;
      await begin(context, 'series-five-v1.mbox');
      await page.locator(rows, { hasText: 'lock/sleep-in-atomic' }).first().waitFor();
      const seen = (await treeRows(workbench)).join('\n');
      assert.match(seen, /mm: tide pools that can be watched\n[^]*5 patches/);
      assert.match(seen, /2\/5\] mm\/tideline: do not count folios under writeback/);
      assert.match(seen, /tide_line_account\(\)/);
      await workbench.takeRow('lock/sleep-in-atomic');
      await page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first().waitFor();
      await workbench.cursorIsOn('kcalloc');
      await page.keyboard.press('Escape');
      await picture('desk');
    },
  ],
  [
    'the next version of the series says which hazards went and which came',
    async (context) => {
      const { workbench, picture } = context;
      const { page } = workbench;
      await begin(context, 'series-five-v1.mbox', 'series-five-v2.mbox');
      await page.locator(rows, { hasText: 'Gone since v1' }).waitFor({ timeout: 30_000 });
      const seen = (await treeRows(workbench)).join('\n');
      assert.match(seen, /v2.*against v1: 1 gone, 1 came, 1 stayed/);
      await picture('versions');
    },
  ],
  [
    'a note is written on a line',
    async (context) => {
      const { workbench, picture } = context;
      const { page } = workbench;
      await begin(context, 'series-five-v1.mbox');
      await cursorOn(workbench, 'min(nr, pool->nr_entries)');
      await workbench.command('mm Review: Write a Note on This Line');
      const widget = page.locator('.review-widget').last();
      await widget.waitFor();
      await page.keyboard.type('Who changes nr_entries meanwhile?');
      await widget.locator('.monaco-button', { hasText: 'Add Note' }).first().click();
      await page.locator('.review-widget .comment-body', { hasText: 'meanwhile' }).first().waitFor();
      await picture('note');
    },
  ],
  [
    'a hazard is dismissed with a reason, and struck through',
    async (context) => {
      const { workbench, picture } = context;
      const { page } = workbench;
      await begin(context, 'series-five-v1.mbox');
      await cursorOn(workbench, 'if (!mark)');
      await page.keyboard.press('ArrowDown');
      await workbench.command('mm Review: Dismiss Hazard...');
      await workbench.asksWhyNot('lock/rcu in tide_mark_high()');
      await page.locator('.quick-input-widget input.input').fill('tide_current is set before anybody can come here');
      await page.keyboard.press('Enter');
      await page.locator(rows, { hasText: 'lock/rcu tide_mark_high()' }).first().waitFor();
      const struck = await page
        .locator('.monaco-editor .squiggly-inline-deprecated, .monaco-editor .squiggly-hint')
        .first()
        .waitFor({ state: 'attached' })
        .then(() => true);
      assert.ok(struck);
      await picture('dismissed');
    },
  ],
  [
    'the reply is composed',
    async (context) => {
      const { workbench, picture } = context;
      const { page } = workbench;
      await begin(context, 'series-five-v1.mbox');
      await workbench.command('mm Review: Compose Reply');
      await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'lock/sleep-in-atomic' }).first().waitFor();
      await picture('choose-findings');
      await page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).first().click();
      await page.locator('.tab.active', { hasText: '.reply.eml' }).waitFor();
      await page.locator('.monaco-editor .view-line', { hasText: 'atomic' }).first().waitFor();
      // What is said at the lower right would stand before the reply.
      await workbench.command('Notifications: Clear All Notifications');
      await picture('reply-composed');
      for (let replies = await page.locator('.tab', { hasText: '.reply.eml' }).count(); replies > 0; replies--)
        await workbench.command('View: Revert and Close Editor');
    },
  ],
  [
    'the walkthrough has its four steps',
    async ({ workbench, picture }) => {
      const { page } = workbench;
      // On the first day of a profile VS Code opens a walkthrough of its own in the place of the one that is asked for; the next time it does not.
      const ours = page.locator('.getting-started-step', { hasText: 'Name the kernel tree' });
      for (let attempt = 0; (await ours.count()) === 0; attempt++) {
        await workbench.command('mm Review: Get Started');
        await ours.waitFor({ timeout: 10_000 }).catch((error) => {
          if (attempt === 3) throw error;
        });
      }
      assert.equal(await page.locator('.getting-started-step').count(), 4);
      await picture('walkthrough');
      await workbench.command('View: Close Editor');
    },
  ],
];
