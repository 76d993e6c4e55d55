/**
 * How long things take, as ratios to what parsing alone takes on the same machine in the same run; nothing is asserted.
 * `npm run bench` prints a table for docs/measurements.md. Needs a kernel tree: MM_KERNEL_612, or Debian's linux-source-6.12 unpacked by `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCfg, outline, parseFunction } from '../../server/src/c/index.ts';
import { loadParser } from '../../server/src/cli/parser-node.ts';
import { contractStore, openTree } from '../../server/src/disk/index.ts';
import { Library } from '../../server/src/model/index.ts';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { createReviewer } from '../../server/src/review/index.ts';

/** what this process is for, when it is one of its own: all contracts of the tree's mm/, or parsing all of it, with nothing done before */
const alone = process.argv[2];
/** of the first: the folder that they are kept in */
const keptIn = process.argv[3];

// bench.mjs names the tree that npm test unpacked where nobody names one
const kernel = process.env.MM_KERNEL_612;
if (!kernel || !existsSync(kernel)) {
  console.log('bench: no kernel tree (set MM_KERNEL_612, or let npm test unpack one); nothing measured');
  process.exit(0);
}

const ms = (from: number): number => performance.now() - from;
const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] ?? 0;
const row = (what: string, value: string, ratio = ''): void => console.log(`| ${what} | ${value} | ${ratio} |`);

const folder = 'server/model';
const model = readdirSync(folder)
  .filter((f) => f.endsWith('.c'))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const files = readdirSync(join(kernel, 'mm'))
  .filter((f) => f.endsWith('.c'))
  .sort()
  .map((f) => ({ path: `mm/${f}`, text: readFileSync(join(kernel, 'mm', f), 'utf8') }));
const size = files.reduce((n, f) => n + f.text.length, 0) / 1e6;

/** Milliseconds that this thread has worked, which other work on the machine changes less than the clock; elsewhere than on Linux, the process. */
function worked(): number {
  const own = '/proc/thread-self/schedstat';
  if (existsSync(own)) return Number(readFileSync(own, 'utf8').split(' ')[0]) / 1e6;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

if (alone) {
  const parser = await loadParser({ prefer: 'wasm' });
  const from = worked();
  let learnt = {};
  if (alone === 'contracts') {
    const tree = await openTree(kernel);
    const store = keptIn === undefined ? undefined : contractStore(keptIn, []);
    learnt = await createReviewer({ parser, model, ...(store ? { shelfFor: (v: string) => store.shelf(v) } : {}) }).learn(
      tree,
      files.map((f) => f.path),
    );
    store?.save();
  } else for (const f of files) for (const fn of outline(f.text).functions) parseFunction(parser, f.text, fn.start, fn.end, fn.bodyStart);
  console.log(JSON.stringify({ took: worked() - from, rss: process.memoryUsage().rss, learnt }));
  process.exit(0);
}

interface Alone {
  readonly took: number;
  readonly rss: number;
  readonly learnt: { readonly functions: number; readonly bounded: number; readonly vague: number };
}

/** The quickest of `rounds` fresh processes for each, by turns. */
function fresh(rounds: number): Record<'parsing' | 'contracts', Alone> {
  const best: Partial<Record<'parsing' | 'contracts', Alone>> = {};
  for (let i = 0; i < rounds; i++) {
    for (const what of ['parsing', 'contracts'] as const) {
      const one = JSON.parse(spawnSync(process.execPath, [process.argv[1]!, what], { encoding: 'utf8' }).stdout) as Alone;
      if (!best[what] || one.took < best[what].took) best[what] = one;
    }
  }
  return best as Record<'parsing' | 'contracts', Alone>;
}

/** Three fresh processes, one behind the other, that keep contracts for the next: the first, and the quicker of those behind it. */
function keeping(): { readonly first: Alone; readonly next: Alone } {
  const folder = mkdtempSync(join(tmpdir(), 'mmreview-bench-'));
  const run = (): Alone =>
    JSON.parse(spawnSync(process.execPath, [process.argv[1]!, 'contracts', folder], { encoding: 'utf8' }).stdout) as Alone;
  const [first, one, other] = [run(), run(), run()];
  rmSync(folder, { recursive: true });
  return { first, next: one.took < other.took ? one : other };
}

console.log(`\nmm/*.c of ${kernel.split('/').pop()}: ${files.length} files, ${size.toFixed(1)} MB; Node ${process.version}\n`);
console.log('| what | time | times parsing alone |\n| --- | --- | --- |');

let t = performance.now();
const parser = await loadParser({ prefer: 'wasm' });
row('parser loaded (WASM)', `${ms(t).toFixed(0)} ms`);
t = performance.now();
const library = new Library(parser, model);
row('model read', `${ms(t).toFixed(0)} ms`);
t = performance.now();
const era = library.era('6.12');
for (const n of library.names()) era.contractOf(n);
row(`all contracts of the model learnt (${library.names().length} names)`, `${ms(t).toFixed(0)} ms`);

t = performance.now();
const outlines = files.map((f) => outline(f.text));
const outlined = ms(t);
const parsing: number[] = [];
let functions = 0;
const asts: ReturnType<typeof parseFunction>[] = [];
for (let round = 0; round < 2; round++) {
  asts.length = 0;
  t = performance.now();
  files.forEach((f, i) => {
    for (const fn of outlines[i]!.functions) asts.push(parseFunction(parser, f.text, fn.start, fn.end, fn.bodyStart));
  });
  parsing.push(ms(t));
  functions = asts.length;
}
const parse = Math.min(...parsing);
row('outline of all files', `${outlined.toFixed(0)} ms`, (outlined / parse).toFixed(2));
row(`parsing alone: every function (${functions}) to its AST`, `${parse.toFixed(0)} ms`, '1.00');
t = performance.now();
for (const a of asts) if (a) buildCfg(a);
row('AST to control flow graph', `${ms(t).toFixed(0)} ms`, (ms(t) / parse).toFixed(2));

const own = fresh(5);
row('parsing alone in a fresh process, by the time of its thread, best of five', `${own.parsing.took.toFixed(0)} ms`);
row(
  `contracts of all of mm from cold, measured likewise (${own.contracts.learnt.functions} functions; ${own.contracts.learnt.vague} vague, ${own.contracts.learnt.bounded} not fully explored)`,
  `${own.contracts.took.toFixed(0)} ms`,
  `${(own.contracts.took / own.parsing.took).toFixed(2)} of the row above`,
);
row('resident memory after it', `${(own.contracts.rss / 1e6).toFixed(0)} MB`);
const kept = keeping();
row('the same, and written down for the next run', `${kept.first.took.toFixed(0)} ms`, (kept.first.took / own.parsing.took).toFixed(2));
row('the next run: found and seen to hold still', `${kept.next.took.toFixed(0)} ms`, (kept.next.took / own.parsing.took).toFixed(2));
row('resident memory after it', `${(kept.next.rss / 1e6).toFixed(0)} MB`);

const reviewer = createReviewer({ parser, model });
const tree = await openTree(kernel);
t = performance.now();
const audit = await reviewer.audit(
  tree,
  files.map((f) => f.path),
);
row(
  `audit of all of mm from cold (${audit.functions} functions, ${audit.bounded.length} not fully explored)`,
  `${ms(t).toFixed(0)} ms`,
  (ms(t) / parse).toFixed(2),
);
row('resident memory after it', `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);

/** One changed line in each of some functions of the tree: a patch as a reviewer would get it. */
function patchOf(path: string, text: string, line: number): string {
  const lines = text.split('\n');
  const from = Math.max(0, line - 3);
  const hunk = lines.slice(from, line + 4);
  const body = hunk.map((l, i) => (from + i === line ? `-${l}\n+${l} /* same */` : ` ${l}`)).join('\n');
  return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -${from + 1},${hunk.length} +${from + 1},${hunk.length} @@\n${body}\n`;
}
const times: number[] = [];
for (const [i, f] of files.entries()) {
  const fns = outlines[i]!.functions.filter((fn) => fn.end - fn.start > 400);
  for (const fn of fns.filter((_, k) => k % 12 === 5).slice(0, 4)) {
    const line = f.text.slice(0, fn.bodyStart).split('\n').length;
    const doc = parsePatchText(patchOf(f.path, f.text, line));
    t = performance.now();
    await reviewer.review(doc, { tree });
    times.push(ms(t));
  }
}
row(
  `a patch of one function with its tree, warm: median of ${times.length}`,
  `${median(times).toFixed(0)} ms`,
  (median(times) / parse).toFixed(3),
);
row('the slowest of them', `${Math.max(...times).toFixed(0)} ms`);
