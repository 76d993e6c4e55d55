// A real VS Code from npm packages alone: code-server's, run with plain node. Installed once into the cache, for the tests and npm start.
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { root } from './bundle.mjs';
import { cacheFolder, fillCache } from './cache.mjs';
import { mustRun, npm, step } from './step.mjs';

const recipe = ['package.json', 'package-lock.json', '.npmrc'];

/** The cache's name for exactly these versions. */
function version() {
  const hash = createHash('sha256');
  for (const file of recipe) hash.update(readFileSync(join(root, 'test/vscode', file)));
  return `vscode-${hash.digest('hex').slice(0, 12)}`;
}

/**
 * @typedef {object} VsCode
 * @property {string} folder what was installed: node_modules and all
 * @property {string} app code-server's lib/vscode
 * @property {string} serverMain its server, to be run with node
 * @property {NodeRequire} require for the packages installed beside it
 */

/** @param {string} folder @returns {VsCode} */
function describe(folder) {
  const app = join(folder, 'node_modules/code-server/lib/vscode');
  return { folder, app, serverMain: join(app, 'out/server-main.js'), require: createRequire(join(folder, 'package.json')) };
}

/** The installed VS Code, or undefined when it is not there. @returns {VsCode | undefined} */
export function findVsCode() {
  const found = describe(join(cacheFolder(), version()));
  return existsSync(found.serverMain) ? found : undefined;
}

/** Installs what is missing (about 30 s and 90 MB the first time). MM_VSCODE names a folder with another version that is there already. @returns {Promise<VsCode>} */
export async function installVsCode() {
  if (process.env.MM_VSCODE) return describe(process.env.MM_VSCODE);
  const found = findVsCode();
  if (found) return found;
  const folder = await step('installing VS Code for the tests (about 90 MB, kept for the next time)', () =>
    fillCache(version(), async (partial) => {
      for (const file of recipe) copyFileSync(join(root, 'test/vscode', file), join(partial, file));
      await mustRun(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: partial });
      const { app } = describe(partial);
      // Plain npm ci refuses the lock that code-server ships.
      await mustRun(npm, ['ci', '--legacy-peer-deps', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'], { cwd: app });
      if (platform() === 'linux' && arch() === 'x64') {
        // Without ripgrep, quick-open by name finds nothing.
        const bin = join(app, 'node_modules/@vscode/ripgrep/bin');
        mkdirSync(bin, { recursive: true });
        copyFileSync(join(partial, 'node_modules/@vscode/ripgrep-linux-x64/bin/rg'), join(bin, 'rg'));
        chmodSync(join(bin, 'rg'), 0o755);
      }
    }),
  );
  return describe(folder);
}
