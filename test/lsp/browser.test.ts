// The server's entry for web workers: bundled for the browser, and run in a thread that has no more than a worker has.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { Diagnostic } from 'vscode-languageserver';
import { sample } from '../cli/fake.ts';

/** What makes a Node thread look like a web worker: `self`, messages as events, `fetch` of the assets, and no `process`. */
const shim = `
const { parentPort } = require('node:worker_threads');
const { readFileSync } = require('node:fs');
const vm = require('node:vm');
const scope = { console, setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, URL, TextDecoder, TextEncoder, MessageChannel, AbortController,
  AbortSignal, DOMException, WebAssembly, performance, Promise, structuredClone };
scope.self = scope.globalThis = scope;
scope.WorkerGlobalScope = function WorkerGlobalScope() {};
scope.addEventListener = () => undefined;
scope.importScripts = () => { throw new Error('not here'); };
scope.location = { href: 'https://extension.example/dist/server-browser.js' };
scope.postMessage = (data) => parentPort.postMessage(data);
scope.fetch = async (url) => {
  const name = /^https:\\/\\/extension\\.example\\/dist\\/([\\w.-]+)$/.exec(url)?.[1];
  if (!name) return { ok: false, status: 404 };
  parentPort.postMessage({ fetched: name });
  const bytes = name === 'model.json' ? Buffer.from(MODEL) : readFileSync(FILES[name]);
  return { ok: true, status: 200, arrayBuffer: async () => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) };
};
parentPort.on('message', (data) => scope.onmessage?.({ data }));
vm.runInNewContext(CODE, vm.createContext(scope), { filename: 'server-browser.js' });
`;

interface Packet {
  readonly fetched?: string;
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly params?: { readonly uri?: string; readonly diagnostics?: Diagnostic[]; readonly message?: string };
}

test('in a web worker: a patch is reviewed by its hunks, a tree is said to be out of reach', async () => {
  const { build } = await import('esbuild');
  const bundle = await build({
    entryPoints: ['server/src/lsp/main-browser.ts'],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    external: ['fs', 'fs/promises', 'module', 'path', 'url'],
    logLevel: 'error',
    define: { 'import.meta.url': '"https://mm-review.invalid/server.js"' },
  });
  const code = bundle.outputFiles[0]!.text;
  const asked = new Set([...code.matchAll(/(?:require\d*|import)\("([^"]+)"\)/g)].map((m) => m[1]!));
  // web-tree-sitter asks for these where it runs on Node; here nothing of Node can be reached
  assert.deepEqual([...asked].sort(), ['fs', 'fs/promises', 'module', 'path', 'url']);
  const model = readdirSync('server/model', { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.c'))
    .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(`server/model/${name}`, 'utf8') }));
  const files = {
    'web-tree-sitter.wasm': 'node_modules/web-tree-sitter/web-tree-sitter.wasm',
    'tree-sitter-c.wasm': 'node_modules/tree-sitter-c/tree-sitter-c.wasm',
  };
  const given = `const CODE = ${JSON.stringify(code)};\nconst MODEL = ${JSON.stringify(JSON.stringify(model))};\nconst FILES = ${JSON.stringify(files)};\n`;
  const worker = new Worker(given + shim, { eval: true });
  const waiting: { want(p: Packet): boolean; resolve(p: Packet): void }[] = [];
  const fetched: string[] = [];
  worker.on('message', (p: Packet) => {
    if (p.fetched) fetched.push(p.fetched);
    for (const w of waiting.filter((x) => x.want(p))) {
      waiting.splice(waiting.indexOf(w), 1);
      w.resolve(p);
    }
  });
  const failed = new Promise<never>((_, reject) => worker.on('error', reject));
  const until = (want: (p: Packet) => boolean): Promise<Packet> =>
    Promise.race([new Promise<Packet>((resolve) => waiting.push({ want, resolve })), failed]);
  let id = 0;
  const request = (method: string, params: object): Promise<Packet> => {
    const mine = ++id;
    const answer = until((p) => p.id === mine);
    worker.postMessage({ jsonrpc: '2.0', id: mine, method, params });
    return answer;
  };
  const notify = (method: string, params: object): void => worker.postMessage({ jsonrpc: '2.0', method, params });
  try {
    const status = until((p) => p.method === 'mmReview/status' && p.params?.message !== undefined);
    const settings = { kernelTree: '/linux' };
    await request('initialize', { processId: null, rootUri: null, capabilities: {}, initializationOptions: { settings } });
    notify('initialized', {});
    assert.match((await status).params?.message ?? '', /no disk; patches are read by their hunks alone/);
    const uri = 'vscode-vfs://github/x/ref-use-after-put.patch';
    const shown = until(
      (p) => p.method === 'textDocument/publishDiagnostics' && p.params?.uri === uri && (p.params.diagnostics?.length ?? 0) > 0,
    );
    notify('textDocument/didOpen', { textDocument: { uri, languageId: 'diff', version: 1, text: sample('ref-use-after-put.patch') } });
    const diagnostics = (await shown).params?.diagnostics ?? [];
    assert.equal(diagnostics[0]?.code, 'ref/use-after-put');
    const hover = await request('textDocument/hover', { textDocument: { uri }, position: diagnostics[0]!.range.start });
    assert.match(JSON.stringify(hover.result), /use\\\\-after\\\\-put/);
    assert.deepEqual([...fetched].sort(), ['model.json', 'tree-sitter-c.wasm', 'web-tree-sitter.wasm']);
  } finally {
    await worker.terminate();
  }
});
