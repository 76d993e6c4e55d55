// `npm test`: everything, from a fresh clone. Installs what is missing, checks types, lint and the rooms, builds, and runs every suite.
// The last line is `N passed, N failed`, the sum of all of it; the exit status is 0 only when nothing failed.
import { join } from 'node:path';
import { root } from './bundle.mjs';
import { preparePackages } from './packages.mjs';
import { mustRun, run, step } from './step.mjs';
import { closingLine, readTally } from './tally.mjs';

const tally = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

/** A check has no count of its own: it passes or fails as one. */
async function check(title, command, args) {
  try {
    await step(title, () => mustRun(command, args));
    tally.passed++;
    return true;
  } catch (error) {
    tally.failed++;
    failures.push(title);
    console.log(error.message);
    return false;
  }
}

/** A suite says what it counted; one that does not has failed. */
async function suite(title, script, args = []) {
  const { code, output } = await step(title, () =>
    run(process.execPath, [join(root, 'scripts', script), ...args], { echo: true, env: { ...process.env, MM_SUITE: '1' } }),
  );
  const counts = readTally(output) ?? { passed: 0, failed: 1, skipped: 0 };
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  for (const kind of ['passed', 'failed', 'skipped']) tally[kind] += counts[kind];
  if (counts.failed > 0) failures.push(title);
}

const bin = (name) => join(root, 'node_modules/.bin', name);

async function main() {
  const started = Date.now();
  await preparePackages();
  const { prepareChromium } = await import('./system-packages.mjs');
  const { prepareKernels } = await import('./kernel-sources.mjs');
  const { installVsCode } = await import('./vscode-install.mjs');
  const chromium = await prepareChromium();
  await prepareKernels();
  await installVsCode();

  await check('types', bin('tsc'), ['--noEmit']);
  await check('lint and format', bin('biome'), ['check', '--error-on-warnings', '--colors=off']);
  await check('rooms', bin('depcruise'), ['--config', 'dependency-cruiser.config.mjs', 'client/src', 'server/src']);
  const built = await check('build', process.execPath, [join(root, 'scripts/build.mjs')]);

  await suite('unit, golden and grammar tests', 'test-unit.mjs');
  if (built && chromium) {
    await suite('tests in VS Code', 'test-vscode.mjs');
  } else {
    tally.failed++;
    failures.push(`tests in VS Code: not run, ${built ? 'there is no Chromium' : 'the build failed'}`);
  }
  console.log(`\nwhole run: ${Math.round((Date.now() - started) / 1000)} s`);
}

try {
  await main();
} catch (error) {
  tally.failed++;
  failures.push(error.message);
  console.log(error.message);
}
for (const failure of failures) console.log(`FAILED: ${failure.split('\n', 1)[0]}`);
console.log(closingLine(tally));
process.exit(tally.failed > 0 ? 1 : 0);
