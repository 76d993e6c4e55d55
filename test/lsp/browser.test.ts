// The server's entry for web workers: bundled for the browser, and run in a thread that has no more than a worker has. Its assets are fetched, or
// given by the client, which reads a kernel tree for it, too.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
vm.createContext(scope);
// messages of a worker are made of the worker's own arrays
const ownBytes = vm.runInContext('(bytes) => new Uint8Array(bytes)', scope);
parentPort.on('message', (data) => {
  if (data.result instanceof Uint8Array) data.result = ownBytes(data.result);
  scope.onmessage?.({ data });
});
vm.runInContext(CODE, scope, { filename: 'server-browser.js' });
`;

interface Packet {
  readonly fetched?: string;
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly params?: { readonly uri?: string; readonly diagnostics?: Diagnostic[]; readonly message?: string; readonly tree?: string };
}

const files = {
  'web-tree-sitter.wasm': 'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-c.wasm': 'node_modules/tree-sitter-c/tree-sitter-c.wasm',
};

const model = JSON.stringify(
  readdirSync('server/model', { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.c'))
    .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(`server/model/${name}`, 'utf8') })),
);

let bundled: Promise<string> | undefined;

async function bundle(): Promise<string> {
  const { build } = await import('esbuild');
  const made = await build({
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
  return made.outputFiles[0]!.text;
}

/** @param answer what the client says to a request of the server */
async function start(answer: (method: string, uri: string) => unknown = () => null) {
  bundled ??= bundle();
  const code = await bundled;
  const asked = new Set([...code.matchAll(/(?:require\d*|import)\("([^"]+)"\)/g)].map((m) => m[1]!));
  // web-tree-sitter asks for these where it runs on Node; here nothing of Node can be reached
  assert.deepEqual([...asked].sort(), ['fs', 'fs/promises', 'module', 'path', 'url']);
  const given = `const CODE = ${JSON.stringify(code)};\nconst MODEL = ${JSON.stringify(model)};\nconst FILES = ${JSON.stringify(files)};\n`;
  const worker = new Worker(given + shim, { eval: true });
  const waiting: { want(p: Packet): boolean; resolve(p: Packet): void }[] = [];
  const fetched: string[] = [];
  worker.on('message', (p: Packet) => {
    if (p.fetched) fetched.push(p.fetched);
    if (p.method && p.id !== undefined)
      worker.postMessage({ jsonrpc: '2.0', id: p.id, result: answer(p.method, p.params?.uri ?? '') ?? null });
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
    const answered = until((p) => p.id === mine && !p.method);
    worker.postMessage({ jsonrpc: '2.0', id: mine, method, params });
    return answered;
  };
  const notify = (method: string, params: object): void => worker.postMessage({ jsonrpc: '2.0', method, params });
  /** the diagnostics of a document that is opened now, once there are some */
  const diagnosed = async (uri: string, text: string): Promise<Diagnostic[]> => {
    const shown = until(
      (p) => p.method === 'textDocument/publishDiagnostics' && p.params?.uri === uri && (p.params.diagnostics?.length ?? 0) > 0,
    );
    notify('textDocument/didOpen', { textDocument: { uri, languageId: 'diff', version: 1, text } });
    return (await shown).params?.diagnostics ?? [];
  };
  return { fetched, until, request, notify, diagnosed, end: () => worker.terminate() };
}

test('in a web worker: a patch is reviewed by its hunks, a tree is said to be out of reach', async () => {
  const server = await start();
  try {
    const status = server.until((p) => p.method === 'mmReview/status' && p.params?.message !== undefined);
    const settings = { kernelTree: '/linux' };
    await server.request('initialize', { processId: null, rootUri: null, capabilities: {}, initializationOptions: { settings } });
    server.notify('initialized', {});
    assert.match((await status).params?.message ?? '', /there is no disk; open the tree as a folder/);
    const uri = 'vscode-vfs://github/x/ref-use-after-put.patch';
    const diagnostics = await server.diagnosed(uri, sample('ref-use-after-put.patch'));
    assert.equal(diagnostics[0]?.code, 'ref/use-after-put');
    const hover = await server.request('textDocument/hover', { textDocument: { uri }, position: diagnostics[0]!.range.start });
    assert.match(JSON.stringify(hover.result), /use\\\\-after\\\\-put/);
    assert.deepEqual([...server.fetched].sort(), ['model.json', 'tree-sitter-c.wasm', 'web-tree-sitter.wasm']);
  } finally {
    await server.end();
  }
});

test('in a web worker: parser, model and a kernel tree come through the client', async () => {
  const tree = 'vscode-vfs://host/a%20folder/tree';
  const asked: string[] = [];
  const server = await start((method, uri) => {
    asked.push(`${method} ${uri}`);
    if (method === 'workspace/configuration') return [{}];
    const asset = /^https:\/\/cdn\.example\/x\/dist\/(.+)$/.exec(uri)?.[1];
    if (asset !== undefined)
      return method === 'mmReview/readBytes'
        ? new Uint8Array(asset === 'model.json' ? Buffer.from(model) : readFileSync(files[asset as 'tree-sitter-c.wasm']))
        : null;
    if (!uri.startsWith(tree)) return null;
    const path = join('samples/tree', decodeURIComponent(uri.slice(tree.length)));
    if (method === 'mmReview/fileStamp') return existsSync(path) ? '1' : null;
    if (method === 'mmReview/listFiles')
      return existsSync(path)
        ? readdirSync(path, { withFileTypes: true })
            .filter((e) => e.isFile())
            .map((e) => e.name)
        : null;
    return method === 'mmReview/readText' && existsSync(path) ? readFileSync(path, 'utf8') : null;
  });
  try {
    const status = server.until((p) => p.method === 'mmReview/status' && p.params?.tree !== undefined);
    await server.request('initialize', {
      processId: null,
      rootUri: null,
      capabilities: { workspace: { configuration: true, workspaceFolders: true } },
      workspaceFolders: [
        { uri: 'vscode-vfs://host/a%20folder', name: 'no kernel' },
        { uri: tree, name: 'a kernel' },
      ],
      initializationOptions: { assets: 'https://cdn.example/x/dist', givesFiles: true },
    });
    server.notify('initialized', {});
    assert.equal((await status).params?.tree, 'vscode-vfs://host/a folder/tree');
    const uri = 'vscode-vfs://host/a%20folder/ref-leak.patch';
    const [leak] = await server.diagnosed(uri, sample('ref-leak.patch'));
    assert.equal(leak?.code, 'ref/leak');
    const places = leak?.relatedInformation?.map(({ location }) => location.uri) ?? [];
    assert.ok(places.includes(`${tree}/mm/tideline.c`), `the path leads into the tree: ${places.join(' ')}`);
    assert.deepEqual(server.fetched, []);
    const read = asked.filter((line) => line.startsWith('mmReview/readText'));
    assert.equal(new Set(read).size, read.length, 'every file once');
  } finally {
    await server.end();
  }
});
