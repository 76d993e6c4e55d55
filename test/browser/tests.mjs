// What a person sees: each test looks at the workbench, and leaves a picture of it in out/screenshots.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { Skip } from './skip.mjs';

/** What is underlined in the editor in front. */
const squiggles = '.editor-instance .squiggly-error, .editor-instance .squiggly-warning';

/** @typedef {{workbench: import('./workbench.mjs').Workbench, picture: (name: string) => Promise<void>, open: (path: string) => Promise<void>, seed?: string}} Context */

/** @type {[name: string, body: (context: Context) => Promise<void>][]} */
export const tests = [
  [
    'a sample opens with its squiggle on the right line',
    async ({ workbench, picture }) => {
      await workbench.openFile('ref-leak.patch');
      await workbench.page.locator(squiggles).first().waitFor({ timeout: 30_000 });
      await workbench.lens('hazard').first().waitFor();
      assert.match((await workbench.lineUnder(squiggles)) ?? '', /^\+\s+return -EAGAIN;/);
      await picture('sample');
    },
  ],
  [
    'the line above the patch counts the hazards and names the tree',
    async ({ workbench }) => {
      await workbench.lens('hazard introduced').first().waitFor();
      assert.match((await workbench.lens('hazard introduced').first().textContent()) ?? '', /tree.6\.12/);
    },
  ],
  [
    'the status bar names the kernel',
    async ({ workbench }) => {
      const item = workbench.page.locator('.statusbar-item', { hasText: 'mm 6.12' });
      await item.first().waitFor();
      assert.match((await item.first().getAttribute('aria-label')) ?? '', /Kernel tree: .*tree/);
    },
  ],
  [
    'C is coloured inside the diff lines',
    async ({ workbench }) => {
      const line = workbench.page.locator('.monaco-editor .view-line', { hasText: 'EAGAIN' }).first();
      const colours = await line
        .locator('span span')
        .evaluateAll((spans) => new Set(spans.map((span) => getComputedStyle(span).color)).size);
      assert.ok(colours >= 2, `the line has ${colours} colour`);
    },
  ],
  [
    'the Problems panel shows the hazard with its path',
    async ({ workbench, picture }) => {
      await workbench.showProblems(true);
      const rows = await workbench.problems();
      const hazard = rows.find((row) => /^Error: /.test(row)) ?? '';
      assert.match(hazard, /reference to folio is lost[^]*at line 25 [^]* references to \d locations/, rows.join('\n'));
      // The path: rows of their own below the hazard, in the patch where it shows the line, else in the tree.
      assert.ok(
        rows.some((row) => /^1\. .* in tideline\.c$/.test(row)),
        rows.join('\n'),
      );
      assert.ok(
        rows.some((row) => /^3\. .* in ref-leak\.patch$/.test(row)),
        rows.join('\n'),
      );
      await picture('problems');
    },
  ],
  [
    'a hover on the hazard tells why, a hover on a function what it promises',
    async ({ workbench, picture }) => {
      await workbench.showProblems(false);
      const why = await workbench.hover('EAGAIN', 'return');
      assert.match((await why.textContent()) ?? '', /ref.leak|reference/);
      await picture('hover-hazard');
      await workbench.page.keyboard.press('Escape');
      const what = await workbench.hover('folio_nr_pages', 'folio_nr_pages').catch(() => undefined);
      if (what) await picture('hover-function');
    },
  ],
  [
    'a quoted patch in a mail is reviewed where it stands',
    async ({ workbench, picture }) => {
      await workbench.openFile('reply-quoting-ref-leak.eml');
      await workbench.page.locator(squiggles).first().waitFor({ timeout: 20_000 });
      await workbench.lens('hazard').first().waitFor();
      assert.match((await workbench.lineUnder(squiggles)) ?? '', /^> \+\s+return -EAGAIN;/);
      await picture('reply');
    },
  ],
  [
    'a patch without a hazard is quiet',
    async ({ workbench, picture }) => {
      await workbench.openFile('quiet-trylock.patch');
      await workbench.lens('no hazard').first().waitFor({ timeout: 20_000 });
      assert.equal(await workbench.page.locator(squiggles).count(), 0);
      await picture('quiet');
    },
  ],
  [
    'a saved patchwork page with its quoted answer opens',
    async ({ workbench, picture, open, seed }) => {
      if (!seed || !existsSync(seed)) throw new Skip('no saved page at hand (MM_SEED_DOCUMENT)');
      await open(seed);
      // The diff stands at the end of the page.
      const lens = workbench.lens(/hazard|no C code/).first();
      await lens.waitFor({ state: 'attached', timeout: 30_000 });
      await workbench.goToLine(1809);
      await lens.waitFor();
      // The call whose failure nobody looks at, far down in the patch.
      await workbench.goToLine(2151);
      await workbench.page.locator(squiggles).first().waitFor({ timeout: 30_000 });
      assert.match((await workbench.lineUnder(squiggles)) ?? '', /^\+\s+list_lru_init_memcg\(/);
      await picture('seed');
    },
  ],
];
