/**
 * How long the diagnostics take after a key was struck, behind the pause in typing that the server waits for: in a C file of the kernel against
 * its HEAD, and in a long patch. Through the language server with its messages, as an editor sees it. `npm run bench -- typing`. Needs a kernel
 * tree, as bench.ts does.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createMessageConnection,
  ProposedFeatures,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { loadParser } from '../../server/src/cli/parser-node.ts';
import { openTree } from '../../server/src/disk/index.ts';
import { type KernelTree, serve } from '../../server/src/lsp/index.ts';
import { createReviewer, type Reviewer } from '../../server/src/review/index.ts';
import { memoryTree, type SourceTree } from '../../server/src/tree/index.ts';

interface Source {
  readonly path: string;
  readonly text: string;
}

/** the server's pause (reviews.ts) */
const PAUSE = 150;

const at = (list: readonly number[], share: number): number =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0;
/** `cpu` is what this process worked for it: the time on a machine with nothing else to do. */
const told = (list: readonly Timed[]): string => {
  const [wall, cpu] = [list.map((t) => t.wall - PAUSE), list.map((t) => t.cpu)];
  const said = (x: readonly number[]): string => `${at(x, 0.5).toFixed(0)} ms, 90 % within ${at(x, 0.9).toFixed(0)} ms`;
  return `${said(wall)}; of the processor's time ${said(cpu)}`;
};

const openedIn = ({ first, whole }: { readonly first: Timed; readonly whole: Timed }): string =>
  `${first.wall.toFixed(0)} ms, ${whole.wall.toFixed(0)} ms; of the processor's time ${first.cpu.toFixed(0)} ms, ${whole.cpu.toFixed(0)} ms`;

interface Timed {
  readonly wall: number;
  readonly cpu: number;
}

/** A server whose tree is the kernel; its HEAD holds `head` where that is given. `open` and `type` resolve with the time to the diagnostics. */
async function editor(reviewer: Reviewer, tree: SourceTree | undefined, head?: Source) {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down));
  const committed = tree && head && { ...tree, atRevision: async () => memoryTree('HEAD', new Map([[head.path, head.text]])) };
  const kernel: KernelTree | undefined = tree && {
    tree: committed ?? tree,
    folder: '/linux',
    version: '6.12',
    uriOf: (path) => `file:///linux/${path}`,
    pathOf: (uri) => (uri.startsWith('file:///linux/') ? uri.slice('file:///linux/'.length) : undefined),
    stamp: async () => '',
    dispose: () => undefined,
  };
  serve(connection, {
    disk: true,
    loadReviewer: async () => reviewer,
    openTree: async () => kernel!,
    findTree: async () => kernel,
    yield: () => new Promise((resolve) => setImmediate(resolve)),
  });
  connection.listen();
  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  let arrived: ((version: number) => void) | undefined;
  let whole: ((version: number) => void) | undefined;
  client.onNotification('textDocument/publishDiagnostics', ({ version }: PublishDiagnosticsParams) => arrived?.(version ?? -1));
  client.onNotification('mmReview/reviewed', ({ version }: { readonly version: number }) => whole?.(version));
  client.listen();
  const initialization = { processId: null, rootUri: null, workspaceFolders: [{ uri: 'file:///linux', name: 'linux' }], capabilities: {} };
  await client.sendRequest('initialize', initialization);
  await client.sendNotification('initialized', {});
  let version = 0;
  const timed = async (send: () => Promise<void>): Promise<Timed> => {
    const wanted = ++version;
    const begun = performance.now();
    const before = process.cpuUsage();
    const shown = new Promise<void>((resolve) => {
      arrived = (got) => void (got >= wanted && resolve());
    });
    await send();
    await shown;
    const used = process.cpuUsage(before);
    return { wall: performance.now() - begun, cpu: (used.user + used.system) / 1000 };
  };
  return {
    /** `first`: what is found first is shown; `whole`: all that is found is */
    async open(uri: string, languageId: string, text: string): Promise<{ readonly first: Timed; readonly whole: Timed }> {
      const begun = performance.now();
      const before = process.cpuUsage();
      const done = new Promise<void>((resolve) => {
        whole = (got) => void (got >= version && resolve());
      });
      const first = await timed(() =>
        client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version, text } }),
      );
      await done;
      const used = process.cpuUsage(before);
      return { first, whole: { wall: performance.now() - begun, cpu: (used.user + used.system) / 1000 } };
    },
    type: (uri: string, line: number, character: number, text: string) => {
      const place = { line, character };
      const contentChanges = [{ range: { start: place, end: place }, text }];
      return timed(() => client.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges }));
    },
    async end() {
      await client.sendRequest('shutdown');
      client.dispose();
    },
  };
}

/** 0-based lines that end with a `;`, inside of functions, spread over the text. */
function statements(text: string, count: number): number[] {
  const all = text.split('\n').flatMap((l, i) => (/^\t+[^#*/\s].*;$/.test(l) ? [i] : []));
  return Array.from({ length: count }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / count)]!);
}

/** A statement is typed, letter by letter, at several places of a file that differs from HEAD in eight functions already. */
async function typingInFile(file: Source, reviewer: Reviewer, tree: SourceTree): Promise<void> {
  const changed = 8;
  const rows = file.text.split('\n');
  for (const line of statements(file.text, changed).reverse()) rows.splice(line + 1, 0, '\tcond_resched();');
  const text = rows.join('\n');
  const uri = `file:///linux/${file.path}`;
  const one = await editor(reviewer, tree, file);
  const opened = await one.open(uri, 'c', text);
  row(`${file.path} (${rows.length} lines, ${changed} functions changed) opened: first diagnostics, all of them`, openedIn(opened));
  const times: Timed[] = [];
  for (const line of statements(text, 6)) {
    let character = rows[line]!.length;
    for (const letter of ' mutex_lock(&m);') times.push(await one.type(uri, line, character++, letter));
  }
  row(`each of ${times.length} keys typed in it, median behind the pause of ${PAUSE} ms`, told(times));
  await one.end();
}

/** One new statement every sixty lines, in file after file, until the patch is long enough. */
function longPatch(files: readonly Source[], lines: number): string {
  const out = [
    'From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001',
    'From: A <a@example.com>',
    'Subject: [PATCH] mm: many changes',
    '',
    '---',
  ];
  for (const f of files) {
    if (out.length >= lines) break;
    const rows = f.text.split('\n');
    const hunks: string[] = [];
    let added = 0;
    let last = -20;
    rows.forEach((l, i) => {
      if (out.length + hunks.length >= lines || i < last + 60 || !/^\t+\w[\w>.-]*\(.*\);$/.test(l) || i + 4 > rows.length) return;
      const from = i - 3;
      const body = rows.slice(from, i + 4).flatMap((r, k) => (k === 3 ? [` ${r}`, '+\tcond_resched();'] : [` ${r}`]));
      hunks.push(`@@ -${from + 1},7 +${from + 1 + added},8 @@`, ...body);
      added++;
      last = i;
    });
    if (hunks.length > 0) out.push(`diff --git a/${f.path} b/${f.path}`, `--- a/${f.path}`, `+++ b/${f.path}`, ...hunks);
  }
  return `${out.join('\n')}\n-- \n2.39.5\n`;
}

async function typingInPatch(files: readonly Source[], reviewer: Reviewer, tree: SourceTree): Promise<void> {
  const text = longPatch(files, 5000);
  const rows = text.split('\n');
  const functions = rows.filter((l) => l === '+\tcond_resched();').length;
  for (const [where, used] of [
    ['with its tree', tree],
    ['hunks alone', undefined],
  ] as const) {
    const uri = 'file:///it.patch';
    const one = await editor(reviewer, used);
    const opened = await one.open(uri, 'diff', text);
    row(`a patch of ${rows.length} lines (${functions} hunks), ${where}, opened: first diagnostics, all of them`, openedIn(opened));
    const places = rows.flatMap((l, i) => (l === '+\tcond_resched();' ? [i] : []));
    const times: Timed[] = [];
    for (let k = 0; k < 4; k++) {
      const line = places[Math.floor(((k + 0.5) * places.length) / 4)]!;
      let character = rows[line]!.length - 1;
      for (const letter of ' + why') times.push(await one.type(uri, line, character++, letter));
    }
    row(`each of ${times.length} keys typed in it, median behind the pause of ${PAUSE} ms`, told(times));
    await one.end();
  }
}

const row = (what: string, value: string): void => console.log(`| ${what} | ${value} |`);
// bench.mjs names the tree that npm test unpacked where nobody names one
const kernel = process.env.MM_KERNEL_612;
if (!kernel || !existsSync(kernel)) {
  console.log('bench: no kernel tree (set MM_KERNEL_612, or let npm test unpack one); nothing measured');
  process.exit(0);
}
const model = readdirSync('server/model')
  .filter((name) => name.endsWith('.c'))
  .sort()
  .map((name) => ({ name, text: readFileSync(`server/model/${name}`, 'utf8') }));
const files = readdirSync(join(kernel, 'mm'))
  .filter((name) => name.endsWith('.c'))
  .sort()
  .map((name) => ({ path: `mm/${name}`, text: readFileSync(join(kernel, 'mm', name), 'utf8') }));
const reviewer = createReviewer({ parser: await loadParser({ prefer: 'wasm' }), model });
const tree = await openTree(kernel);
console.log('| what | time |\n| --- | --- |');
for (const file of files.filter((f) => /^mm\/(?:hugetlb|page_alloc|vmscan)\.c$/.test(f.path))) await typingInFile(file, reviewer, tree);
await typingInPatch(files, reviewer, tree);
process.exit(0);
