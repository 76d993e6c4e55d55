// The tests in a real VS Code: first inside its extension host (test/host), then from outside, in a browser (test/browser), then without any server
// behind the page (test/browser/web.mjs), and in a folder that nobody trusts (test/browser/trust.mjs).
// Usage: node scripts/test-vscode.mjs [host|browser|web|trust [part-of-a-test's-name ...]]     Pictures go to out/screenshots.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../test/browser/chromium.mjs';
import { deskTests } from '../test/browser/desk.mjs';
import { simTests } from '../test/browser/sim.mjs';
import { wayTests } from '../test/browser/sim-ways.mjs';
import { Skip } from '../test/browser/skip.mjs';
import { tests } from '../test/browser/tests.mjs';
import { trustTests } from '../test/browser/trust.mjs';
import { webTests } from '../test/browser/web.mjs';
import { Workbench } from '../test/browser/workbench.mjs';
import { common, root } from './bundle.mjs';
import { findKernel } from './kernel-sources.mjs';
import { packageExtension } from './package.mjs';
import { step } from './step.mjs';
import { printTally } from './tally.mjs';
import { installVsCode } from './vscode-install.mjs';
import { serveVsCode } from './vscode-serve.mjs';
import { serveVsCodeWeb } from './vscode-web.mjs';

const args = process.argv.slice(2);
const suites = args.filter((arg) => ['host', 'browser', 'web', 'trust'].includes(arg));
/** Names of tests, in part; none: all of them. */
const named = args.filter((arg) => !suites.includes(arg));
const wanted = (suite) => suites.length === 0 || suites.includes(suite);
const tally = { passed: 0, failed: 0, skipped: 0 };

function report(kind, name, why = '') {
  tally[kind]++;
  const mark = { passed: 'ok   ', failed: 'FAIL ', skipped: 'skip ' }[kind];
  console.log(`${mark} ${name}${why === '' ? '' : kind === 'skipped' ? ` (${why})` : `\n${why.replace(/^/gm, '        ')}`}`);
}

/** A document outside the checkout that is read when it is there: a saved page of a patch with the answers to it. */
const seed = process.env.MM_SEED_DOCUMENT ?? join(root, '../shared/seeds/003_83e73f07e953d9bf.txt');

/** Bugs of real kernels, to be put back: a series of real code is made of them when they are there. */
const corpus = process.env.MM_CORPUS ?? join(root, '../shared/corpus');

/** The pictures of the README: UPDATE=1 takes them anew. */
const documented = ['sample', 'problems', 'reply'];

/** The same, of the whole window. */
const documentedWhole = ['desk', 'reply-composed'];

async function hostTests(served, browser, workspace, results) {
  const { build } = await import('esbuild');
  const outfile = join(root, 'out/host/index.cjs');
  await build({ ...common, entryPoints: ['test/host/index.ts'], outfile, format: 'cjs', external: ['vscode'], sourcemap: 'inline' });
  const page = await browser.newPage();
  await page.exposeFunction('codeAutomationExit', () => undefined);
  await page.exposeFunction('codeAutomationLog', () => undefined);
  const payload = [
    ['extensionDevelopmentPath', `vscode-remote://remote${root}`],
    ['extensionTestsPath', `vscode-remote://remote${outfile}`],
  ];
  await page.goto(served.address(workspace, payload));
  const lines = () =>
    existsSync(results)
      ? readFileSync(results, 'utf8')
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line))
      : [];
  let seen = 0;
  for (let quietSince = Date.now(); ; ) {
    const news = lines().slice(seen);
    seen += news.length;
    if (news.length > 0) quietSince = Date.now();
    for (const { kind, name, why } of news) {
      if (kind === 'again') console.log(`again host: ${name}\n${why.replace(/^/gm, '        ')}`);
      if (kind in tally) report(kind, `host: ${name}`, why);
    }
    if (news.some(({ kind }) => kind === 'end')) break;
    if (Date.now() - quietSince > 240_000) {
      await mkdirAndShoot(page, 'host-hangs');
      report(
        'failed',
        'host: the tests in the extension host',
        `no news for 90 s; see out/screenshots/host-hangs.png\n${served.log().slice(-2000)}`,
      );
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await page.close();
}

async function mkdirAndShoot(page, name) {
  mkdirSync(join(root, 'out/screenshots'), { recursive: true });
  await page.screenshot({ path: join(root, `out/screenshots/${name}.png`), animations: 'disabled' });
}

/** Where the picture of a test that failed goes. */
const fileOf = (name, when) => `${when}-${name.replace(/\W+/g, '-').slice(0, 40)}`;

async function browserTests(served, browser, workspace) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 720 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: served.origin });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const workbench = new Workbench(page);
  const open = async (path) => {
    await page.goto(served.address(workspace, [served.openFile(path)]));
    await workbench.ready();
  };
  const openFolder = async () => {
    await page.goto(served.address(workspace));
    await page.locator('.monaco-workbench .explorer-folders-view').waitFor({ timeout: 60_000 });
  };
  const picture = async (name) => {
    await mkdirAndShoot(page, name);
    if (process.env.UPDATE && documentedWhole.includes(name)) {
      await page.screenshot({ path: join(root, `docs/${name}.png`), animations: 'disabled' });
    }
    if (process.env.UPDATE && documented.includes(name)) {
      await page.screenshot({
        path: join(root, `docs/${name}.png`),
        animations: 'disabled',
        clip: { x: 348, y: 66, width: 852, height: 654 },
      });
    }
  };
  await open(join(workspace, 'README.md'));
  await runAll('browser', [...tests, ...deskTests, ...simTests, ...wayTests], { workbench, picture, open, openFolder, seed, workspace });
  await page.close();
}

/** The extension in a page without a server. */
async function webTestsIn(browser, vscode, folder) {
  const settings = { 'workbench.colorTheme': 'Default Dark Modern', 'window.commandCenter': false, 'comments.openView': 'never' };
  const served = await serveVsCodeWeb({ vscode, folder, settings });
  try {
    /** requests that went elsewhere */
    const strange = [];
    for (const test of webTests) {
      // A visitor of its own for each: a page that is loaded again finds the panels and files of the last one.
      const context = await browser.newContext({ viewport: { width: 1200, height: 720 } });
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      page.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (/^https?:$/.test(protocol) && origin !== served.origin) strange.push(request.url());
      });
      const workbench = new Workbench(page);
      const open = async (file) => {
        await page.goto(served.address(file));
        await workbench.ready();
      };
      await runAll('web', [test], { workbench, picture: (name) => mkdirAndShoot(page, name), open, read: served.read, strange });
      await context.close();
    }
  } finally {
    await served.stop();
  }
}

/** A server of its own, which trusts no folder. */
async function trustTestsIn(browser, vscode, vsix, workspace) {
  const folder = join(home, 'strict');
  mkdirSync(folder, { recursive: true });
  const settings = {
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
    'window.commandCenter': false,
  };
  const strict = await serveVsCode({ vscode, home: folder, vsix, userSettings: settings, trustsAll: false });
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 720 } });
    page.setDefaultTimeout(30_000);
    const workbench = new Workbench(page);
    const open = async (file) => {
      await page.goto(strict.address(workspace, [strict.openFile(join(workspace, file))]));
      await workbench.ready();
    };
    await runAll('trust', trustTests, { workbench, picture: (name) => mkdirAndShoot(page, name), open, workspace });
    await page.close();
  } finally {
    await strict.stop();
  }
}

/**
 * A whole window on a busy machine: what fails once is done once more, then in a window that was loaded anew, and that is said. What is broken fails
 * three times.
 */
async function persistently(suite, name, body, context) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await body(context);
    } catch (error) {
      if (error instanceof Skip || attempt === 3) throw error;
      console.log(`again ${suite}: ${name}\n${String(error.stack ?? error).replace(/^/gm, '        ')}`);
      await context.picture(fileOf(name, `try-${attempt}`)).catch(() => undefined);
      await context.workbench.page.keyboard.press('Escape').catch(() => undefined);
      if (attempt === 2)
        await context.workbench.page
          .reload()
          .then(() => context.workbench.ready())
          .catch(() => undefined);
    }
  }
}

/** @param {string} suite for the report @param {[name: string, body: (context: any) => Promise<void>][]} all */
async function runAll(suite, all, context) {
  for (const [name, body] of all) {
    if (named.length > 0 && !named.some((part) => name.includes(part))) continue;
    try {
      await persistently(suite, name, body, context);
      report('passed', `${suite}: ${name}`);
    } catch (error) {
      if (error instanceof Skip) {
        report('skipped', `${suite}: ${name}`, error.message);
        continue;
      }
      const file = fileOf(name, 'failed');
      await context.picture(file).catch(() => undefined);
      report('failed', `${suite}: ${name}`, `${error.stack ?? error}\nsee out/screenshots/${file}.png`);
    }
  }
}

const home = mkdtempSync(join(tmpdir(), 'mm-review-vscode-'));
let served;
let browser;
try {
  const vscode = await installVsCode();
  const vsix = wanted('host') || wanted('browser') || wanted('trust') ? await step('packaging the extension', packageExtension) : undefined;
  const results = join(home, 'host-results.jsonl');
  // A copy for each suite: a test must not be able to change the samples, nor what the other suite finds open.
  const copy = (suite) => {
    const workspace = join(home, suite, 'samples');
    cpSync(join(root, 'samples'), workspace, { recursive: true });
    return workspace;
  };
  if (wanted('host') || wanted('browser'))
    served = await step('starting VS Code', () =>
      serveVsCode({
        vscode,
        home,
        vsix,
        userSettings: {
          'editor.hover.delay': 100,
          'workbench.colorTheme': 'Default Dark Modern',
          'window.commandCenter': false,
          'comments.openView': 'never',
          'workbench.reduceMotion': 'on',
          // Links that lead into the extension are followed without a question.
          'extensions.confirmedUriHandlerExtensionIds': ['mm-patch-review.mm-patch-review'],
          // in a page VS Code saves by itself; tests take back what they typed
          'files.autoSave': 'off',
        },
        env: {
          MM_HOST_RESULTS: results,
          MM_HOST_NAMED: named.join('\n'),
          MM_SEED_DOCUMENT: seed,
          MM_CORPUS: corpus,
          MM_KERNEL_612: findKernel('6.12') ?? '',
        },
      }),
    );
  browser = await launchChromium(vscode);
  if (wanted('host')) await step('tests in the extension host', () => hostTests(served, browser, copy('host'), results));
  if (wanted('browser')) await step('tests in the browser', () => browserTests(served, browser, copy('browser')));
  if (wanted('trust')) await step('tests in a folder without trust', () => trustTestsIn(browser, vscode, vsix, copy('trust')));
  if (wanted('web')) await step('tests in a page without a server', () => webTestsIn(browser, vscode, copy('web')));
} catch (error) {
  report('failed', 'the tests in VS Code', error.stack ?? String(error));
} finally {
  await browser?.close();
  await served?.stop();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
printTally(tally);
process.exit(tally.failed > 0 ? 1 : 0);
