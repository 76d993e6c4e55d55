// What the tests need of the system: Chromium and a font. Debian's packages are installed where that is possible without asking.
import { existsSync } from 'node:fs';
import { findChromium } from '../test/browser/chromium.mjs';
import { run, step } from './step.mjs';

const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
let updated = false;

/** Whether we may install this package: we are root on a machine with apt that knows it. @param {string} name */
export async function hasApt(name) {
  if (process.getuid?.() !== 0) return false;
  const known = async () => {
    const { code, output } = await run('apt-cache', ['policy', name]);
    return code === 0 && /Candidate: (?!\(none\))/.test(output);
  };
  if (await known()) return true;
  if (updated || (await run('apt-get', ['--version'])).code !== 0) return false;
  updated = true;
  await step('apt-get update', () => run('apt-get', ['update'], { env: environment }));
  return known();
}

/** @param {readonly string[]} names */
export async function aptInstall(names) {
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env: environment });
  if ((await install()).code === 0) return;
  // The lists may be older than the mirror.
  updated = true;
  await run('apt-get', ['update'], { env: environment });
  const { code, output } = await install();
  if (code !== 0) throw new Error(`apt-get install ${names.join(' ')} failed: ${output.trim().split('\n').slice(-3).join(' ')}`);
}

/** Installs Chromium and a font where they are missing. Says plainly when it cannot. @returns {Promise<boolean>} whether there is a Chromium */
export async function prepareChromium() {
  const missing = [];
  if (!findChromium()) missing.push('chromium');
  // Without any font Chromium draws boxes, and the tests that measure text fail.
  if (!existsSync('/usr/share/fonts/truetype/dejavu') && !existsSync('/System/Library/Fonts')) missing.push('fonts-dejavu-core');
  if (missing.length > 0 && (await hasApt(missing[0]))) {
    await step(`installing ${missing.join(' and ')} (Debian packages)`, () => aptInstall(missing)).catch((error) =>
      console.log(`    ${error.message}`),
    );
  }
  if (findChromium()) return true;
  console.log('    There is no Chromium, and it cannot be installed from here: install it, or name it in CHROMIUM.');
  return false;
}
