// Bundles the unit, golden and grammar tests (test/**/*.test.ts) and runs them with node's own test runner, two files at a time.
// Usage: node scripts/test-unit.mjs [-v] [part-of-a-path ...]     UPDATE=1 rewrites the goldens; -v names every test.
// test/host and test/browser need a running VS Code and have scripts of their own.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';
import { common, esmBanner, requirePackages, root } from './bundle.mjs';
import { closingLine, printTally } from './tally.mjs';
import { findVsCode } from './vscode-install.mjs';

requirePackages();
const { build } = await import('esbuild');

const args = process.argv.slice(2);
const verbose = args.includes('-v');
const filters = args.filter((arg) => !arg.startsWith('-'));

const all = readdirSync(join(root, 'test'), { recursive: true })
  .map((file) => String(file).split(sep).join('/'))
  .filter((file) => file.endsWith('.test.ts') && !/^(host|browser)\//.test(file))
  .sort();
const files = all.filter((file) => filters.length === 0 || filters.some((part) => `test/${file}`.includes(part)));
if (files.length === 0) {
  console.error(filters.length > 0 ? `No test file has ${filters.join(' or ')} in its path.` : 'There are no test files yet.');
  printTally({ passed: 0, failed: filters.length > 0 ? 1 : 0, skipped: 0 });
  process.exit(filters.length > 0 ? 1 : 0);
}

// A folder of its own for each run: two runs at the same time must not see each other's bundles.
const outdir = join(root, 'out', `test-${process.pid}`);
mkdirSync(outdir, { recursive: true });
process.on('exit', () => rmSync(outdir, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const tally = { passed: 0, failed: 0, skipped: 0 };
// Each file is bundled by itself, so that one file that does not compile does not keep the others from running.
const bundles = [];
for (const file of files) {
  const outfile = join(outdir, file.replace(/\.ts$/, '.mjs'));
  try {
    await build({
      ...common,
      entryPoints: [join(root, 'test', file)],
      outfile,
      format: 'esm',
      packages: 'external',
      banner: esmBanner,
      sourcemap: 'inline',
    });
    bundles.push(outfile);
  } catch {
    tally.failed++;
    console.log(`FAIL  test/${file} does not bundle (see above)`);
  }
}

process.chdir(root);
// The grammar tests stand on the grammars that VS Code ships.
process.env.MM_VSCODE_APP = findVsCode()?.app ?? '';
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --enable-source-maps`.trim();
const perFile = new Map();
/** A test's file as the runner names it (the bundle, or through the source map the source) -> its path in the repository. */
const sourceOf = (file) => {
  const path = relative(outdir, file ?? outdir).startsWith('..') ? relative(root, file) : join('test', relative(outdir, file ?? outdir));
  return path
    .split(sep)
    .join('/')
    .replace(/\.mjs$/, '.ts');
};
const started = Date.now();
let said = started;

/** Keeps one line coming at least every two seconds while tests run. */
const ticker = setInterval(() => {
  if (Date.now() - said < 2000) return;
  said = Date.now();
  console.log(`      ... ${tally.passed} passed, ${tally.failed} failed after ${Math.round((said - started) / 1000)} s`);
}, 500);

function count(kind, event) {
  tally[kind]++;
  const name = sourceOf(event.file);
  const entry = perFile.get(name) ?? { passed: 0, failed: 0, skipped: 0, ms: 0 };
  entry[kind]++;
  if (event.nesting === 0) entry.ms += event.details.duration_ms;
  perFile.set(name, entry);
}

await new Promise((resolve) => {
  if (bundles.length === 0) return resolve(undefined);
  const events = run({ files: bundles, concurrency: 2, timeout: 600_000 });
  events.on('test:pass', (event) => {
    if (event.details.type === 'suite') return;
    if (event.skip !== undefined || event.todo !== undefined) {
      count('skipped', event);
      console.log(`skip  ${sourceOf(event.file)}: ${event.name}${typeof event.skip === 'string' ? ` (${event.skip})` : ''}`);
      said = Date.now();
      return;
    }
    count('passed', event);
    if (verbose) console.log(`ok    ${sourceOf(event.file)}: ${event.name} (${Math.round(event.details.duration_ms)} ms)`);
  });
  events.on('test:fail', (event) => {
    const cause = event.details.error?.cause ?? event.details.error;
    // "1 subtest failed" says nothing that the subtest has not said.
    if (event.details.error?.failureType === 'subtestsFailed') return;
    count('failed', event);
    console.log(`FAIL  ${sourceOf(event.file)}: ${event.name}`);
    console.log(indent(cause instanceof Error || typeof cause === 'object' ? (cause?.stack ?? inspect(cause)) : String(cause)));
    said = Date.now();
  });
  events.on('test:stderr', (event) => process.stderr.write(event.message));
  events.on('test:stdout', (event) => process.stdout.write(event.message));
  events.on('end', resolve);
  events.resume();
});
clearInterval(ticker);

function indent(text) {
  return text.replace(/^/gm, '        ');
}

for (const [name, entry] of perFile) {
  console.log(`${entry.failed > 0 ? 'FAIL ' : 'ok   '} ${name}  ${closingLine(entry)}  (${Math.round(entry.ms)} ms)`);
}
printTally(tally);
process.exitCode = tally.failed > 0 ? 1 : 0;
