// What one does with a replay once it stands: changes tried, other violations, exploring that is stopped, the ways out and back in.
import assert from 'node:assert/strict';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/bundle.mjs';
import { themes, violationsIn } from './axe.mjs';
import { printedBy } from './mmreview.mjs';
import { Panel, replayAt } from './panel.mjs';
import { endlessReplay } from './replay-files.mjs';

const mail = join(root, 'test/lsp/fixtures/early-look.patch');
const title = /Replay: flags of a folio are looked at/;

/** A patch that brings a race in, opened in the folder, and its replay. */
async function race({ workbench, openFolder, workspace }, name = 'early-look.patch') {
  copyFileSync(mail, join(workspace, name));
  // In the folder itself: a window that was opened with a file does not restore its editors.
  await openFolder();
  await workbench.command('View: Close All Editors');
  await workbench.openFile(name);
  return replayAt(workbench, title, [30]);
}

const clipboard = ({ page }) => page.evaluate(() => navigator.clipboard.readText());

/** Keys one after the other: what one leaves is what the next one needs. */
const order = ['c', 'C', '+', '-', ' ', 'Home', '1', 'u', 'g', 's', 'l'];

/** What one must get at in any window. */
const parts = ['.head h1', '.verdict', '.lane-svg .step', '.this-step', '.choices .choice', '.world', '.explored', '.status'];

/** @type {[name: string, body: (context: any) => Promise<void>][]} */
export const wayTests = [
  [
    'a replay is copied as columns, as the command line tool prints them, as a quoted reply, as Promela, as JSON',
    async (context) => {
      const { workbench, picture } = context;
      const panel = await race(context);
      await picture('sim-race');
      await panel.key('y');
      await panel.says(/Copied the columns/);
      const columns = (await clipboard(workbench)).trim();
      const printed = printedBy(['replay', '--scenario', 'damon-folio-lru', '--after', '--format', 'lkml', mail]);
      assert.ok(columns.includes('folio_test_lru(folio)'));
      assert.ok(printed.includes(columns), `${printed}\n--- panel\n${columns}`);

      await panel.key('q');
      await panel.says(/Copied a reply/);
      const reply = await clipboard(workbench);
      const lines = reply.split('\n');
      const quoted = lines.findIndex((line) => line.startsWith('> +') && line.includes('folio_test_lru'));
      assert.ok(quoted > 0, reply);
      assert.match(reply, /^Subject: Re: \[PATCH\] mm\/damon/m);
      for (const line of columns.split('\n'))
        assert.ok(lines.indexOf(line, quoted) > quoted || line === '', `${line}\nstands under the quoted hunk of\n${reply}`);

      await panel.key('m');
      await panel.says(/Copied the Promela model/);
      assert.match(await clipboard(workbench), /active proctype|init \{/);
      await panel.key('x');
      await panel.says(/Copied the trace as JSON/);
      const json = JSON.parse(await clipboard(workbench));
      assert.deepEqual(
        json.threads.map(({ name }) => name),
        ['CPU0', 'CPU1'],
      );
      assert.equal(json.steps.length, (await panel.place())[1]);
    },
  ],
  [
    'what if: changes are listed, one is tried, explored, and is there again in a reloaded window, with the way gone in it',
    async (context) => {
      const { workbench, picture } = context;
      const panel = await race(context);
      await panel.key('w');
      const candidates = panel.frame.locator('[data-candidate]');
      await candidates.first().waitFor();
      await picture('sim-what-if');
      const count = await candidates.count();
      let tried = false;
      for (let index = 0; index < count && !tried; index++) {
        await candidates.nth(index).click();
        await panel.says(/With this change|cannot be run/);
        tried = /With this change/.test(await panel.said());
      }
      assert.ok(tried, 'one of the changes can be run');
      const runs = panel.frame.locator('.runs .run');
      assert.equal(await runs.count(), 3);
      assert.match((await panel.frame.locator('.run.current').textContent()) ?? '', /what if/);
      // A way of one's own in it.
      await panel.button('first').click();
      await panel.frame.locator('.choice').first().waitFor();
      await panel.frame.locator('.choice').last().click();
      await panel.frame.locator('button[data-command="undo"]:not([disabled])').waitFor();
      const place = await panel.place();
      const verdict = await panel.verdict();
      await picture('sim-tried');
      await workbench.reload();
      const again = new Panel(workbench);
      await again.ready();
      assert.match((await again.frame.locator('.run.current').textContent()) ?? '', /what if/);
      assert.deepEqual(await again.place(), place);
      assert.equal(await again.verdict(), verdict);
    },
  ],
  [
    'other violations are listed and opened, and taken back',
    async (context) => {
      const { workbench, picture } = context;
      const panel = await race(context);
      const [, steps] = await panel.place();
      await panel.key('o');
      await panel.says(/violation/);
      const found = panel.frame.locator('.list .choice');
      assert.ok((await found.count()) >= 1);
      await picture('sim-others');
      await found.last().click();
      await panel.frame.locator('button[data-command="undo"]:not([disabled])').waitFor();
      const [at, count] = await panel.place();
      assert.equal(at, count, 'it opens where it breaks');
      await panel.frame.locator('.this-step .violation').waitFor();
      await panel.key('u');
      await panel.says(/Took the choice back/);
      assert.equal((await panel.place())[1], steps);
      await workbench.page.keyboard.press('Escape');
    },
  ],
  [
    'exploring goes on beside everything else, tells how far it is, and is stopped',
    async ({ workbench, open, workspace }) => {
      writeFileSync(join(workspace, 'endless.mmreplay'), JSON.stringify(endlessReplay()));
      await open(join(workspace, 'README.md'));
      await workbench.openFile('endless.mmreplay');
      const panel = new Panel(workbench);
      await panel.ready();
      await panel.button('shortest').click();
      const busy = panel.frame.locator('.busy', { hasText: /[1-9][\d,]* states/ });
      await busy.waitFor();
      // The server answers meanwhile: who could go on is asked of it.
      await panel.key('j');
      await panel.frame.locator('.choices .choice').first().waitFor();
      assert.equal(await busy.count(), 1, 'it is still being explored');
      await panel.button('step').press('Escape');
      await panel.says(/not all was explored/);
      assert.equal(await busy.count(), 0);
    },
  ],
  [
    'a replay file leads to its patch where the folder has it, and says so where it does not',
    async (context) => {
      const { workbench, workspace, openFolder, picture } = context;
      rmSync(join(workspace, 'a-race.mmreplay'), { force: true });
      const panel = await race(context, 'lonely.patch');
      await panel.button('save').click();
      const input = workbench.page.locator('.quick-input-widget input.input');
      await workbench.page.waitForFunction(() => document.querySelector('.quick-input-widget input.input')?.value.endsWith('.mmreplay'));
      await input.fill(join(workspace, 'a-race.mmreplay'));
      await workbench.page.keyboard.press('Enter');
      await panel.says(/Saved a-race\.mmreplay/);
      await workbench.command('View: Close All Editors');
      await workbench.openFile('a-race.mmreplay');
      const again = new Panel(workbench);
      await again.ready();
      await again.frame.locator('.this-step button.link', { hasText: 'lonely.patch:30' }).waitFor();
      assert.equal(await again.frame.locator('.head', { hasText: 'not open here' }).count(), 0);
      await again.frame.locator('.this-step button.link').click();
      await workbench.page.locator('.tab', { hasText: 'lonely.patch' }).first().waitFor();
      rmSync(join(workspace, 'lonely.patch'));
      await workbench.command('View: Close All Editors');
      await openFolder();
      await workbench.command('View: Close All Editors');
      await workbench.openFile('a-race.mmreplay');
      const alone = new Panel(workbench);
      await alone.ready();
      await alone.frame.locator('.head', { hasText: 'not open here' }).waitFor();
      // The file holds the code: the step opens in it, and a line of it that somebody puts the cursor on leads back to its step.
      await alone.frame
        .locator('.this-step', { hasText: 'as the replay holds it' })
        .locator('button.link', { hasText: 'ops-common.c' })
        .click();
      await workbench.page.locator('.tab', { hasText: 'ops-common.c' }).first().waitFor();
      const source = workbench.page.locator('.monaco-editor[data-uri^="mmreview-source:"]');
      await source.locator('.view-overlays [class*="TextEditorDecorationType"]').first().waitFor({ state: 'attached' });
      await source.locator('.view-line', { hasText: 'page_folio(page);' }).first().click();
      await alone.says(/Step 1 of/);
      await picture('sim-file-alone');
    },
  ],
  [
    'everything is to be got at in a low window, in a small one, and in large letters; axe finds nothing there in four themes',
    async (context) => {
      const { workbench, picture } = context;
      const { page } = workbench;
      const size = page.viewportSize();
      try {
        await page.setViewportSize({ width: 1280, height: 720 });
        const panel = await race(context);
        await workbench.showProblems(true);
        const frame = await panel.inner();
        await panel.frame.locator('.app.low').waitFor();
        for (const [width, height, letters] of [
          [1280, 720, 13],
          [800, 600, 13],
          [1280, 720, 24],
        ]) {
          await page.setViewportSize({ width, height });
          await frame.evaluate((px) => {
            document.documentElement.style.setProperty('--vscode-font-size', `${px}px`);
            document.documentElement.style.setProperty('--vscode-editor-font-size', `${px}px`);
          }, letters);
          for (const part of parts) {
            const one = panel.frame.locator(part).first();
            await one.waitFor();
            assert.ok(await panel.reaches(one), `${part} in a window of ${width} x ${height}, letters of ${letters} px`);
          }
          assert.ok(await panel.reaches(panel.button('keys')), 'the last button');
          // Whoever steps sees the step, whatever lane it is in.
          await panel.button('first').click();
          const [, count] = await panel.place();
          for (let step = 1; step <= count; step++) {
            await panel.key('j');
            await panel.frame.locator(`#step-${step}[aria-selected="true"]`).waitFor();
            const seen = await panel.frame.locator(`#step-${step}`).evaluate((text) => {
              const box = text.closest('.lanes').getBoundingClientRect();
              const { x, y, height } = text.getBoundingClientRect();
              return x >= box.x - 1 && x < box.right && y >= box.y && y + height <= box.bottom + 1;
            });
            assert.ok(seen, `step ${step} in a window of ${width} x ${height}, letters of ${letters} px`);
          }
          await picture(`sim-low-${width}-${letters}`);
        }
        await frame.evaluate(() => document.documentElement.style.removeProperty('--vscode-font-size'));
        await frame.evaluate(() => document.documentElement.style.removeProperty('--vscode-editor-font-size'));
        for (const [theme, name] of Object.entries(themes)) {
          await workbench.theme(theme);
          await panel.frame.locator(`body.vscode-${name}`).waitFor({ timeout: 20_000 });
          await panel.frame.locator('.app.low').waitFor();
          assert.deepEqual(await violationsIn(frame), [], theme);
        }
      } finally {
        await workbench.theme('Dark Modern').catch(() => undefined);
        await workbench.showProblems(false).catch(() => undefined);
        await page.setViewportSize(size);
      }
    },
  ],
  [
    'every key does what the list says, and none of them fails',
    async (context) => {
      const { workbench } = context;
      const panel = await race(context);
      const errors = [];
      const note = (error) => errors.push(String(error));
      workbench.page.on('pageerror', note);
      await panel.key('?');
      await panel.frame.locator('.keys button:focus').waitFor();
      await workbench.page.keyboard.press('Escape');
      await panel.frame.locator('.keys').waitFor({ state: 'detached' });
      const moves = { Home: 0, j: 1, ArrowDown: 2, k: 1, ArrowUp: 0, End: 4, n: 4, N: 2, v: 4 };
      for (const [key, at] of Object.entries(moves)) {
        await panel.key(key);
        assert.equal((await panel.place())[0], at, key);
      }
      for (const key of ['Home', 'j', 'j']) await panel.key(key);
      const views = { d: '.compare .pairs', t: '.text .step-line', a: '.lane-svg', i: '.world .table', p: '.pins tr' };
      for (const [key, shows] of Object.entries(views)) {
        await panel.key(key);
        await panel.frame.locator(shows).first().waitFor();
      }
      await panel.key('b');
      await panel.frame.locator('.run.current', { hasText: 'before' }).waitFor();
      await panel.key('b');
      // The graph by keyboard: an object is chosen, and C goes to its next change.
      await panel.key('i');
      await panel.frame.locator('.graph [role="button"]').first().press('Enter');
      await panel.frame.locator('.graph [aria-pressed="true"]').waitFor();
      await panel.key('Home');
      const says = {
        c: /Step \d|does not change/,
        C: /Step \d|Start|does not change/,
        '+': /steps a second/,
        '-': /steps a second/,
        ' ': /Playing|Step \d/,
        Home: /Start/,
        1: /Step 1 of/,
        u: /Took the choice back/,
        g: /From here|Nothing was found/,
        s: /shortest|best/,
        l: /Copied a link/,
      };
      for (const [key, what] of Object.entries(says).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))) {
        if (key === '1') await panel.frame.locator('.choices .choice').first().waitFor();
        await panel.key(key);
        await panel.says(what);
      }
      await panel.key('e');
      workbench.page.off('pageerror', note);
      assert.deepEqual(errors, []);
    },
  ],
];
