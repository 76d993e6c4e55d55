// From the click on a line above a patch to the sim panel's first frame with lanes, in a real VS Code, and where the time goes. Beside it a webview with nothing
// in it, opened by the same kind of click: what VS Code itself takes. Prints medians; asserts nothing. PAINT_WINDOWS says how often (7), MM_VSCODE names a folder
// with another version of code-server (installed as test/vscode says). PAINT_FIRST=1 (Linux, root): from the click to the picture VS Code and the browser get
// the processors before everything else, which is what a machine with nothing else to do gives them.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/bundle.mjs';
import { packageExtension } from '../../scripts/package.mjs';
import { installVsCode } from '../../scripts/vscode-install.mjs';
import { serveVsCode } from '../../scripts/vscode-serve.mjs';
import { launchChromium } from '../browser/chromium.mjs';
import { Workbench } from '../browser/workbench.mjs';

const windows = Number(process.env.PAINT_WINDOWS ?? 7);

/** The processes that were started from here, and theirs. @returns {string[]} */
function descendants() {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = rows.map((row) => row.trim().split(/\s+/));
  const found = [String(process.pid)];
  // It grows while it is walked.
  for (const parent of found) found.push(...pairs.filter(([, of]) => of === parent).map(([pid]) => pid));
  return found.slice(1);
}

/** What is measured comes before everything else on the machine, or no longer does. @param {boolean} yes */
function comesFirst(yes) {
  if (!process.env.PAINT_FIRST) return;
  for (const pid of descendants()) {
    try {
      execFileSync('chrt', ['--all-tasks', yes ? '--rr' : '--other', '--pid', yes ? '1' : '0', pid], { stdio: 'ignore' });
    } catch (error) {
      if (error.code === 'ENOENT') throw new Error('PAINT_FIRST needs chrt (util-linux).', { cause: error });
      // One that has ended meanwhile.
    }
  }
}

/** An extension with nothing in it but a webview: it loads a script as large as the panel's, and is told what to show. */
function emptyExtension(folder) {
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'paint', publisher: 'paint', version: '0.0.1', engines: { vscode: '^1.100.0' }, main: './main.cjs' };
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ ...manifest, activationEvents: ['onStartupFinished'], extensionKind: ['workspace'] }),
  );
  writeFileSync(
    join(folder, 'page.js'),
    `performance.mark('mm-review:script');
addEventListener('message', ({ data }) => {
  performance.mark('mm-review:replay');
  document.body.innerHTML = '<p class="empty-page">' + data + '</p>';
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('mm-review:drawn')));
});
/* ${'x'.repeat(statSync(join(root, 'dist/panel.js')).size)} */`,
  );
  writeFileSync(
    join(folder, 'main.cjs'),
    `const vscode = require('vscode');
exports.activate = () => {
  const title = 'Open an empty page';
  vscode.languages.registerCodeLensProvider({ scheme: '*' }, { provideCodeLenses: () => [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command: 'paint.open' })] });
  vscode.commands.registerCommand('paint.open', () => {
    const options = { enableScripts: true, localResourceRoots: [vscode.Uri.file(__dirname)] };
    const { webview } = vscode.window.createWebviewPanel('paint', title, { viewColumn: vscode.ViewColumn.Beside }, options);
    webview.html = '<!DOCTYPE html><html><body><script src="' + webview.asWebviewUri(vscode.Uri.file(__dirname + '/page.js')) + '"></script></body></html>';
    webview.postMessage('an answer');
  });
};`,
  );
}

/** In the window itself: when somebody clicks, and when the frame of a webview comes. */
function watchWindow() {
  if (window !== window.top) {
    // VS Code's own page around each webview: nothing is loaded into it before its service worker has taken over.
    navigator.serviceWorker?.addEventListener('controllerchange', () => performance.mark('paint:worker'));
    return;
  }
  window.paint = {};
  const say = (what) => {
    // The clock on the wall, here and there: what a frame takes for its own beginning may be off where the machine is busy.
    window.paint[what] ??= Date.now();
  };
  addEventListener('mouseup', ({ target }) => target.closest?.('.codelens-decoration') && say('click'), true);
  const lit = '.view-overlays .cdr[class*="TextEditorDecorationType"][style*="width:100%"]';
  new MutationObserver((list) => {
    for (const { addedNodes } of list) for (const node of addedNodes) if (node.classList?.contains('webview')) say('frame');
    // The line of the step in the patch itself; there was none before the click.
    if (window.paint.click !== undefined && document.querySelector(lit)) say('lit');
  }).observe(document, { childList: true, subtree: true });
}

/** In the page of a webview: its marks since a moment, once the first picture stands. */
async function drawnSince(moment) {
  const began = Date.now() - performance.now();
  const at = (name) => {
    const mark = performance.getEntriesByName(`mm-review:${name}`, 'mark').at(-1);
    const time = mark && began + mark.startTime;
    return time !== undefined && time > moment ? time : undefined;
  };
  for (
    const deadline = performance.now() + 15_000;
    !((at('drawn') ?? 0) > (at('replay') ?? Number.POSITIVE_INFINITY)) && performance.now() < deadline;
  )
    await new Promise((resolve) => setTimeout(resolve, 20));
  // VS Code puts the page into an empty document of its own, which it fetches through its service worker.
  const [own] = performance.getEntriesByType('navigation');
  const document = began + (own?.responseEnd ?? Number.NaN);
  return { document: document > moment ? document : undefined, script: at('script'), told: at('replay'), drawn: at('drawn') };
}

const columns = ['lit', 'frame', 'worker', 'document', 'script', 'told', 'drawn'];
const rows = new Map();

class Bench {
  constructor(page) {
    this.page = page;
    this.workbench = new Workbench(page);
  }

  async click(title) {
    const link = this.page.locator('.codelens-decoration a', { hasText: title }).first();
    await link.waitFor({ timeout: 30_000 });
    await this.page.waitForTimeout(300);
    await this.page.evaluate(() => {
      window.paint = {};
    });
    comesFirst(true);
    await link.click();
  }

  /** The page whose inside holds `marker`; undefined when none comes. */
  async inside(marker) {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; await this.page.waitForTimeout(50)) {
      for (const frame of this.page.frames()) {
        const count = await frame
          .locator(marker)
          .count()
          .catch(() => 0);
        if (count > 0) return frame;
      }
    }
    return undefined;
  }

  async measure(kind, title, marker, counts) {
    // A click on a line that VS Code is drawing anew goes nowhere: what did not open is clicked again, and measured from there.
    let frame;
    for (let attempt = 0; attempt < 3 && !frame; attempt++) {
      await this.click(title);
      frame = await this.inside(marker);
    }
    if (!frame) throw new Error(`nothing shows ${marker}`);
    const { click, frame: came, lit } = await this.page.evaluate(() => window.paint);
    const { document, script, told, drawn } = await frame.evaluate(drawnSince, click);
    comesFirst(false);
    if (!counts || drawn === undefined) return;
    const worker = await frame.parentFrame()?.evaluate(() => {
      const mark = performance.getEntriesByName('paint:worker')[0];
      return mark && Date.now() - performance.now() + mark.startTime;
    });
    const list = rows.get(kind) ?? [];
    rows.set(kind, list);
    list.push({
      lit: lit && lit - click,
      frame: came && came - click,
      worker: worker && worker > click ? worker - click : undefined,
      document: document && document - click,
      script: script && script - click,
      told: told - click,
      drawn: drawn - click,
    });
  }

  async close() {
    await this.page.locator('.editor-group-container.active .tab.active .codicon-close').click();
    await this.page.waitForTimeout(400);
  }
}

function print() {
  const at = (list, part) => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * part)];
  console.log(
    `ms after the click: median of ${windows} windows, and the middle half; load ${loadavg()[0].toFixed(1)}${process.env.PAINT_FIRST ? ', processors first' : ''}`,
  );
  console.log(
    `| | the step is lit in the patch | VS Code's frame is there | its service worker runs | its document is there | the page's script runs | it has what to show | drawn | drawn, middle half |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |`,
  );
  for (const [kind, list] of rows) {
    const cells = columns.map((column) => {
      const known = list.map((row) => row[column]).filter((value) => value !== undefined);
      return known.length === 0 ? '' : at(known, 0.5).toFixed(0);
    });
    const drawn = list.map((row) => row.drawn);
    console.log(`| ${kind} | ${cells.join(' | ')} | ${at(drawn, 0.25).toFixed(0)} to ${at(drawn, 0.75).toFixed(0)} |`);
  }
}

const home = mkdtempSync(join(tmpdir(), 'mm-review-paint-'));
let served;
let browser;
try {
  const vscode = await installVsCode();
  const vsix = await packageExtension();
  emptyExtension(join(home, 'empty'));
  const workspace = join(home, 'paint');
  cpSync(join(root, 'samples'), workspace, { recursive: true });
  const two = ['ref-leak.patch', 'ref-use-after-put.patch'].map((name) => readFileSync(join(root, 'samples', name), 'utf8'));
  writeFileSync(join(workspace, 'two.patch'), two.join('\n'));
  cpSync(join(root, 'test/lsp/fixtures/early-look.patch'), join(workspace, 'race.patch'));
  const userSettings = { 'workbench.colorTheme': 'Default Dark Modern', 'window.commandCenter': false, 'comments.openView': 'never' };
  served = await serveVsCode({ vscode, home, vsix, userSettings });
  browser = await launchChromium(vscode);
  const newBench = async () => {
    const page = await browser.newPage({ viewport: { width: 1600, height: 1500 } });
    await page.addInitScript(watchWindow);
    return new Bench(page);
  };
  const bench = await newBench();
  const open = async (name, { page, workbench } = bench) => {
    const payload = [served.openFile(join(workspace, name)), ['extensionDevelopmentPath', `vscode-remote://remote${join(home, 'empty')}`]];
    await page.goto(served.address(workspace, payload));
    await workbench.ready();
  };
  const empty = 'a webview with nothing in it';
  const path = 'the path of a hazard';
  // The first webview of a window, and what is shown in its place.
  for (let window = 0; window < windows; window++) {
    await open('two.patch');
    await bench.measure(`first in the window: ${empty}`, 'Open an empty page', '.empty-page', true);
    await open('two.patch');
    await bench.measure(`first in the window: ${path}`, /Replay: ref\/leak/, '.lane-svg .step', true);
    for (let turn = 0; turn < 2; turn++) {
      await bench.measure('the next replay, in the panel that stands', /Replay: ref\/use-after-put/, '.lane-svg .step', true);
      await bench.measure('the next replay, in the panel that stands', /Replay: ref\/leak/, '.lane-svg .step', true);
    }
    await open('race.patch');
    await bench.measure('first in the window: two threads that race', /Replay: flags of a folio/, '.lane-svg .step', true);
  }
  // A browser that has never shown a webview: VS Code has no service worker there yet that would have to go first.
  for (let window = 0; window < windows; window++) {
    const stranger = await newBench();
    await open('two.patch', stranger);
    await stranger.measure(`first of a profile: ${path}`, /Replay: ref\/leak/, '.lane-svg .step', true);
    await stranger.page.close();
  }
  // Further webviews of one window.
  await open('two.patch');
  for (let turn = -1; turn < windows; turn++) {
    await bench.measure(`later in the window: ${empty}`, 'Open an empty page', '.empty-page', turn >= 0);
    await bench.close();
    await bench.measure(`later in the window: ${path}`, /Replay: ref\/leak/, '.lane-svg .step', turn >= 0);
    await bench.close();
  }
} finally {
  // What was measured is told, whatever came then.
  print();
  await browser?.close();
  await served?.stop();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
