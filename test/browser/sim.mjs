// Replays, by clicks and keys: from the line above a patch to the step that breaks, and back out again as text.
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/bundle.mjs';
import { themes, violationsIn } from './axe.mjs';
import { printedBy } from './mmreview.mjs';
import { Panel, replayAt } from './panel.mjs';
import { largeReplay, scriptedReplay } from './replay-files.mjs';
import { Skip } from './skip.mjs';

/** Saved threads that replay from their own text, by the first digits of their names: the scenario, and lines (1-based) near which its lens is to be found. */
const seeds = {
  '000': { scenario: 'swapin-charge-order', lines: [56], title: /charged before or after/ },
  '001': { scenario: 'charge-move-rmap', lines: [64], title: /charges are moved/ },
  '002': { scenario: 'swapin-reclaim-livelock', lines: [12], title: /reclaim on behalf/ },
  '003': { scenario: 'zswap-next-shrink', lines: [2092], title: /cursor keeps a memcg/ },
  '004': { scenario: 'swap-record-uncharge', lines: [300, 81], title: /swap record names a memcg/ },
};

function seedFile(number) {
  const folder = process.env.MM_SEEDS ?? join(root, '../shared/seeds');
  const name = existsSync(folder) ? readdirSync(folder).find((one) => one.startsWith(`${number}_`) && one.endsWith('.txt')) : undefined;
  if (!name) throw new Skip('no saved threads at hand (MM_SEEDS)');
  return join(folder, name);
}

/** Opens a seed and clicks the line above its patch. */
async function replaySeed({ workbench, open }, number) {
  await open(seedFile(number));
  return clickLens(workbench, number);
}

async function clickLens(workbench, number) {
  const { title, lines } = seeds[number];
  return replayAt(workbench, title, lines);
}

const stepThrough = Object.keys(seeds).map((number) => [
  `seed ${number}: the line above the patch replays it; step to the violation, back, another branch, both images, columns`,
  async (context) => {
    const { workbench, picture } = context;
    const panel = await replaySeed(context, number);
    assert.match(await panel.title(), seeds[number].title);
    assert.match(await panel.verdict(), /breaks|holds/);
    await picture(`sim-${number}`);
    await documented(workbench, panel, number);

    // To the step that breaks, one by one.
    await panel.button('first').click();
    await panel.says(/Start/);
    const [, count] = await panel.place();
    for (let step = 0; step < count; step++) await panel.key('j');
    assert.deepEqual(await panel.place(), [count, count]);
    if (await panel.button('violation').isEnabled()) {
      await panel.button('violation').click();
      assert.ok((await panel.frame.locator('.this-step .violation').count()) === 1, 'the violation stands at its step');
    }
    await panel.key('k');
    assert.equal((await panel.place())[0], count - 1);

    // Another CPU, or another outcome, at the first place that has one.
    await panel.button('first').click();
    const other = panel.frame.locator('.choice:not(.taken)').first();
    for (let step = 0; step < count && (await settled(panel, other)) === 0; step++) await panel.key('j');
    if ((await other.count()) > 0) {
      const [before] = await panel.place();
      await other.click();
      await panel.frame.locator('button[data-command="undo"]:not([disabled])').waitFor();
      assert.equal((await panel.place())[0], before + 1);
      await panel.key('u');
      await panel.says(/Took the choice back/);
      assert.equal((await panel.place())[1], count, 'what was before is there again');
    }

    // Both images side by side.
    if ((await panel.button('compare').count()) > 0) {
      await panel.button('compare').click();
      await panel.frame.locator('.compare .parts', { hasText: /They part at step|same steps/ }).waitFor();
      await picture(`sim-${number}-compare`);
      await panel.key('a');
    }

    // The same columns as the command line tool's.
    await panel.button('shortest').click();
    await panel.says(/shortest|best|no violation/);
    await panel.key('y');
    await panel.says(/Copied the columns/);
    const copied = await workbench.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /CPU0/);
    const shown = await panel.frame
      .locator('.run input:checked')
      .evaluate((input) => input.parentElement?.textContent ?? '')
      .catch(() => '');
    const args = [
      'replay',
      '--scenario',
      seeds[number].scenario,
      ...(/before/.test(shown) ? ['--before'] : ['--after']),
      '--format',
      'lkml',
      seedFile(number),
    ];
    const printed = printedBy(args);
    assert.ok(printed.includes(copied.trim()), `mmreview ${args.join(' ')}\n${printed}\n--- panel\n${copied}`);
  },
]);

/** The panel alone, wide, for docs/panel.md: UPDATE=1 takes the pictures anew. */
async function documented(workbench, panel, number) {
  const { page } = workbench;
  if (!process.env.UPDATE) return;
  const before = page.viewportSize();
  await page.setViewportSize({ width: 2000, height: 860 });
  await workbench.showSideBar(false);
  await page.waitForTimeout(800);
  if (await panel.button('violation').isEnabled()) await panel.button('violation').click();
  await page.waitForTimeout(400);
  mkdirSync(join(root, 'docs/panel'), { recursive: true });
  const shoot = (path) => page.locator('iframe.webview.ready').screenshot({ path: join(root, path), animations: 'disabled' });
  await shoot(`docs/panel/${number}.png`);
  if (number === '001') await shoot('docs/panel.png');
  await workbench.showSideBar(true);
  await page.setViewportSize(before);
  await page.waitForTimeout(400);
}

/** What is there once a view is, by its key. */
const shownIn = { a: '.lane-svg .step', i: '.table .world-row', t: '.text .step-line' };

/** The same for views that change what stands beside, or over, the lanes. */
const themed = { a: '.lane-svg', d: '.compare .pairs', t: '.text', i: '.world', '?': '.keys' };

/** In the page: one step, drawn and laid out; ms by the clock, which depend on what else this machine does. */
function pressAndDraw() {
  const begun = performance.now();
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
  document.body.getBoundingClientRect();
  return performance.now() - begun;
}

/** A question: how long (ms of the processor) scripts ran, styles were found and things were laid out on the page's thread so far. */
async function processorTime(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name) => metrics.find((one) => one.name === name)?.value ?? 0;
    return (of('ScriptDuration') + of('LayoutDuration') + of('RecalcStyleDuration')) * 1000;
  };
}

/** Choices come a moment after the step. */
async function settled(panel, other) {
  await panel.frame.locator('.choices:not(:has-text("Asking"))').waitFor();
  return other.count();
}

/** @type {[name: string, body: (context: any) => Promise<void>][]} */
export const simTests = [
  ...stepThrough,
  [
    'a reloaded window finds the same step',
    async ({ workbench, openFolder, workspace }) => {
      // In the folder itself: a window that was opened with a file does not restore its editors.
      copyFileSync(seedFile('004'), join(workspace, 'thread.txt'));
      await openFolder();
      await workbench.openFile('thread.txt');
      const panel = await clickLens(workbench, '004');
      await panel.button('first').click();
      for (let step = 0; step < 5; step++) await panel.key('j');
      const [at, count] = await panel.place();
      const title = await panel.title();
      await workbench.reload();
      const again = new Panel(workbench);
      await again.ready();
      assert.equal(await again.title(), title);
      assert.deepEqual(await again.place(), [at, count]);
    },
  ],
  [
    'a hazard in one thread replays: one lane, its path',
    async ({ workbench, open, picture, workspace }) => {
      await open(join(workspace, 'ref-leak.patch'));
      const panel = await replayAt(workbench, 'Replay: ref/leak', [25]);
      assert.equal(await panel.frame.locator('.lane-head').count(), 1);
      const [at, count] = await panel.place();
      assert.equal(at, count, 'it opens on the step that breaks');
      assert.ok(count >= 2);
      await panel.key('k');
      assert.equal((await panel.place())[0], count - 1);
      await picture('sim-path');
    },
  ],
  [
    'every action has a key, and ? lists them',
    async (context) => {
      const panel = await replaySeed(context, '001');
      const { workbench } = context;
      await panel.key('?');
      const rows = panel.frame.locator('.keys tr');
      assert.ok((await rows.count()) >= 30);
      await workbench.page.keyboard.press('Escape');
      await panel.frame.locator('.keys').waitFor({ state: 'detached' });
      await panel.key('t');
      await panel.frame.locator('.text .step-line').first().waitFor();
      await panel.key('a');
      await panel.frame.locator('.lane-svg').waitFor();
    },
  ],
  [
    'the cursor on a line of the patch moves to the step there; the step lights up its line',
    async ({ workbench, open, workspace }) => {
      await open(join(workspace, 'ref-leak.patch'));
      const panel = await replayAt(workbench, 'Replay: ref/leak', [25]);
      const [end] = await panel.place();
      await workbench.page.locator('.monaco-editor .view-line', { hasText: 'folio_test_writeback' }).first().click();
      await panel.says(/folio_test_writeback/);
      const [at] = await panel.place();
      assert.ok(at < end, `${at} is before ${end}`);
    },
  ],
  [
    'a replay is saved, and opens again at the same step',
    async ({ workbench, openFolder, workspace }) => {
      copyFileSync(seedFile('002'), join(workspace, 'livelock.txt'));
      await openFolder();
      await workbench.openFile('livelock.txt');
      const panel = await clickLens(workbench, '002');
      await panel.button('first').click();
      for (let step = 0; step < 4; step++) await panel.key('j');
      const [at, count] = await panel.place();
      const title = await panel.title();
      await panel.button('save').click();
      const input = workbench.page.locator('.quick-input-widget input.input');
      await workbench.page.waitForFunction(() => document.querySelector('.quick-input-widget input.input')?.value.endsWith('.mmreplay'));
      await input.fill(join(workspace, 'a-saved.mmreplay'));
      await workbench.page.keyboard.press('Enter');
      await panel.says(/Saved a-saved\.mmreplay/);
      await panel.button('link').click();
      await panel.says(/Copied a link/);
      const link = await workbench.page.evaluate(() => navigator.clipboard.readText());
      await workbench.command('View: Close Editor');
      await workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'a-saved.mmreplay' }).dblclick();
      const again = new Panel(workbench);
      await again.ready();
      assert.equal(await again.title(), title);
      assert.deepEqual(await again.place(), [at, count]);
      assert.match(link, /:\/\/mm-patch-review\.mm-patch-review\/replay\?.*step=\d+/);
    },
  ],
  [
    'two thousand steps over five hundred objects can be stepped through',
    async ({ workbench, open, picture, workspace }) => {
      writeFileSync(join(workspace, 'large.mmreplay'), JSON.stringify(largeReplay(2000, 500)));
      await open(join(workspace, 'README.md'));
      await workbench.openFile('large.mmreplay');
      const panel = new Panel(workbench);
      await panel.ready();
      assert.deepEqual(await panel.place(), [0, 2000]);
      const frame = await panel.inner();
      const busy = await processorTime(workbench.page);
      for (const view of ['a', 'i', 't']) {
        await panel.key(view);
        await panel.frame.locator(shownIn[view]).first().waitFor();
        const walls = [];
        const times = [];
        for (let step = 0; step < 60; step++) {
          const before = await busy();
          walls.push(await frame.evaluate(pressAndDraw));
          times.push((await busy()) - before);
        }
        const [of, most] = [(list) => list.sort((a, b) => a - b)[30], (list) => list.sort((a, b) => a - b)[56]];
        console.log(
          `      view ${view}: a step takes ${of(times).toFixed(1)} ms of the processor, 95 of 100 at most ${most(times).toFixed(1)} ms (by the clock ${of(walls).toFixed(1)} and ${most(walls).toFixed(1)} ms)`,
        );
        // Printed, and kept in docs/measurements.md: how fast a machine is is no business of a test.
      }
      assert.equal((await panel.place())[0], 180);
      await picture('sim-large');
    },
  ],
  [
    'files that are no replays say so; a script in a name is text',
    async ({ workbench, open, workspace }) => {
      const large = JSON.stringify(largeReplay(10, 2));
      const bad = {
        'newer.mmreplay': [JSON.stringify({ format: 'mm-patch-review/replay', version: 99, runs: [] }), /newer/],
        'cut.mmreplay': [large.slice(0, large.length / 2), /cut off|JSON|not a replay/i],
        'other.mmreplay': ['{"hello":"world"}', /replay/i],
      };
      for (const [name, [text]] of Object.entries(bad)) writeFileSync(join(workspace, name), text);
      writeFileSync(join(workspace, 'script.mmreplay'), JSON.stringify(scriptedReplay()));
      await open(join(workspace, 'README.md'));
      for (const [name, [, message]] of Object.entries(bad)) {
        await workbench.openFile(name);
        const panel = new Panel(workbench);
        await panel.frame.locator('.empty', { hasText: message }).waitFor({ timeout: 15_000 });
        await workbench.command('View: Close Editor');
      }
      await workbench.openFile('script.mmreplay');
      const panel = new Panel(workbench);
      await panel.ready();
      assert.match(await panel.title(), /<script>/);
      for (const view of ['a', 't', 'i']) await panel.key(view);
      const frame = await panel.inner();
      const inside = () => [document.title, document.querySelectorAll('#panel img, #panel script').length];
      assert.deepEqual(await frame.evaluate(inside), ['Replay', 0]);
    },
  ],
  [
    'axe finds nothing in four themes',
    async (context) => {
      const { workbench, picture } = context;
      const panel = await replaySeed(context, '000').catch(async (error) => {
        if (!(error instanceof Skip)) throw error;
        return new Panel(workbench);
      });
      for (const [theme, name] of Object.entries(themes)) {
        await workbench.theme(theme);
        await panel.frame.locator(`body.vscode-${name}`).waitFor({ timeout: 20_000 });
        for (const view of ['a', 'd', 't', 'i', '?']) {
          // Where there is only one image nothing is beside it.
          if (view === 'd' && (await panel.button('compare').count()) === 0) continue;
          await panel.key(view);
          await panel.frame.locator(`${themed[view]}`).first().waitFor();
          assert.deepEqual(await violationsIn(await panel.inner()), [], `${theme}, view ${view}`);
        }
        await workbench.page.keyboard.press('Escape');
        await panel.key('a');
        await picture(`sim-theme-${name}`);
      }
      await workbench.theme('Dark Modern');
    },
  ],
];
