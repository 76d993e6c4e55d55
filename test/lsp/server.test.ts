// The server over a connection, with a host that is made of objects.
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import {
  createConnection,
  createMessageConnection,
  type Diagnostic,
  type MessageConnection,
  ProposedFeatures,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { type Host, type KernelTree, type Status, serve } from '../../server/src/lsp/index.ts';
import type { ReviewedPatch, Reviewer } from '../../server/src/review/index.ts';
import { fakeEngine, leakReview, noFindings, sample } from '../cli/fake.ts';

interface Scene {
  readonly client: MessageConnection;
  readonly statuses: Status[];
  readonly opened: string[];
  /** the next diagnostics of a document that satisfy the condition */
  diagnostics(uri: string, condition?: (diagnostics: Diagnostic[]) => boolean): Promise<Diagnostic[]>;
  settings: Record<string, unknown>;
  open(uri: string, languageId: string, text: string): Promise<void>;
}

interface SceneOptions {
  readonly reviewer?: Promise<Reviewer>;
  readonly findTree?: Host['findTree'];
  readonly settings?: Record<string, unknown>;
}

const kernel = (folder: string, log: string[]): KernelTree => ({
  tree: { label: folder, read: async () => undefined, list: async () => [] },
  folder,
  version: '6.12',
  uriOf: (path) => `file://${folder}/${path}`,
  pathOf: () => undefined,
  stamp: async () => '',
  dispose: () => void log.push(`-${folder}`),
});

async function start(options: SceneOptions = {}): Promise<Scene> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down));
  const opened: string[] = [];
  const host: Host = {
    disk: true,
    loadReviewer: () => options.reviewer ?? fakeEngine({ review: leakReview }).reviewer(),
    async openTree(folder) {
      if (folder === '/nowhere') throw new Error('/nowhere: no such folder');
      opened.push(folder);
      return kernel(folder, opened);
    },
    findTree: options.findTree ?? (async () => undefined),
    yield: () => new Promise((resolve) => setImmediate(resolve)),
  };
  serve(connection, host);
  connection.listen();

  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const seen = new Map<string, Diagnostic[]>();
  const waiting: (() => void)[] = [];
  const statuses: Status[] = [];
  const scene: Scene = {
    client,
    statuses,
    opened,
    settings: options.settings ?? {},
    async diagnostics(uri, condition = () => true) {
      for (;;) {
        const found = seen.get(uri);
        if (found && condition(found)) {
          seen.delete(uri);
          return found;
        }
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    open: (uri, languageId, text) =>
      client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
  };
  client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    seen.set(params.uri, params.diagnostics);
    for (const wake of waiting.splice(0)) wake();
  });
  client.onNotification('mmReview/status', (status: Status) => void statuses.push(status));
  client.onRequest('workspace/configuration', () => [scene.settings]);
  client.onRequest('client/registerCapability', () => null);
  client.onRequest('workspace/codeLens/refresh', () => null);
  client.listen();
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: 'file:///ws', name: 'ws' }],
    capabilities: { workspace: { configuration: true, codeLens: { refreshSupport: true } } },
    initializationOptions: { showHazardCommand: 'mmReview.showHazard' },
  });
  await client.sendNotification('initialized', {});
  return scene;
}

const end = async (scene: Scene): Promise<void> => {
  await scene.client.sendRequest('shutdown');
  scene.client.dispose();
};

const uri = 'file:///ref-leak.patch';
const leak = sample('ref-leak.patch');
const hazards = (diagnostics: Diagnostic[]): boolean => diagnostics.length > 0;

test('open, look around, edit, close', async () => {
  const scene = await start();
  await scene.open(uri, 'diff', leak);
  const shown = await scene.diagnostics(uri, hazards);
  assert.deepEqual(
    shown.map((one) => one.code),
    ['ref/leak', 'ref/double-put'],
  );
  const textDocument = { uri };
  const lenses = (await scene.client.sendRequest('textDocument/codeLens', { textDocument })) as {
    command: { title: string; command: string };
  }[];
  assert.equal(lenses[0]?.command.title, '1 hazard introduced, 1 fixed · mm/tideline.c: tree 6.12');
  assert.equal(lenses[0]?.command.command, 'mmReview.showHazard');
  const hover = (await scene.client.sendRequest('textDocument/hover', { textDocument, position: shown[0]!.range.start })) as {
    contents: { value: string };
  };
  assert.match(hover.contents.value, /ref\/leak/);
  const symbols = (await scene.client.sendRequest('textDocument/documentSymbol', { textDocument })) as { name: string }[];
  assert.equal(symbols[0]?.name, '[PATCH] mm/tideline: do not count folios under writeback');
  const folds = (await scene.client.sendRequest('textDocument/foldingRange', { textDocument })) as unknown[];
  assert.ok(folds.length >= 3);
  // One line more at the top: everything moves down.
  const top = { line: 0, character: 0 };
  const contentChanges = [{ range: { start: top, end: top }, text: 'X-Top: 1\n' }];
  const line = shown[0]!.range.start.line;
  const moved = scene.diagnostics(uri, (next) => next[0]?.range.start.line === line + 1);
  await scene.client.sendNotification('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges });
  await moved;
  const gone = scene.diagnostics(uri, (next) => next.length === 0);
  await scene.client.sendNotification('textDocument/didClose', { textDocument });
  await gone;
  await end(scene);
});

test('the tree: found in the workspace, chosen by setting, lost by a wrong one; documents are reviewed again', async () => {
  const scene = await start({ findTree: async (folders) => kernel(folders[0]!.replace('file://', ''), []) });
  await scene.open(uri, 'diff', leak);
  const first = await scene.diagnostics(uri, hazards);
  const link = (diagnostics: Diagnostic[]): string | undefined => diagnostics[0]?.relatedInformation?.[0]?.location.uri;
  assert.equal(link(first), 'file:///ws/mm/tideline.c');
  assert.deepEqual(
    scene.statuses.find((status) => status.tree),
    { tree: '/ws', version: '6.12', busy: false },
  );

  scene.settings = { kernelTree: '/linux' };
  const again = scene.diagnostics(uri, (next) => link(next) === 'file:///linux/mm/tideline.c');
  await scene.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await again;

  scene.settings = { kernelTree: '/nowhere' };
  const without = scene.diagnostics(uri, (next) => link(next) === uri);
  await scene.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await without;
  assert.deepEqual(scene.opened, ['/linux', '-/linux'], 'a tree that is no longer used is let go');
  assert.match(
    scene.statuses.find((status) => status.message)?.message ?? '',
    /mmReview\.kernelTree cannot be used: \/nowhere: no such folder/,
  );
  await end(scene);
});

test('the setting showCarried is followed at once', async () => {
  const scene = await start();
  await scene.open(uri, 'diff', leak);
  await scene.diagnostics(uri, (next) => next.length === 2);
  scene.settings = { showCarried: true };
  const more = scene.diagnostics(uri, (next) => next.length === 3);
  await scene.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await more;
  await end(scene);
});

test('plain text: reviewed when it holds a patch, left alone otherwise and when the setting says so', async () => {
  const scene = await start();
  await scene.open('untitled:1', 'plaintext', leak);
  await scene.diagnostics('untitled:1', hazards);
  await scene.open('untitled:2', 'plaintext', 'Dear all,\nno patch here.\n');
  assert.deepEqual(await scene.diagnostics('untitled:2'), []);
  assert.equal(await scene.client.sendRequest('mmReview/looksLikePatch', { text: leak }), true);
  assert.equal(await scene.client.sendRequest('mmReview/looksLikePatch', { text: 'no' }), false);
  assert.equal(await scene.client.sendRequest('mmReview/looksLikePatch', {}), false);
  await end(scene);
});

test('a review that fails is one remark on the first line, and other documents are reviewed', async () => {
  const reviewer = fakeEngine({
    review: (document) => {
      if (document.lineCount > 30) throw new Error('the wheel came off');
      return noFindings(document);
    },
  }).reviewer();
  const scene = await start({ reviewer });
  await scene.open(uri, 'diff', `${leak}${'\n'.repeat(30)}`);
  const [only, ...others] = await scene.diagnostics(uri, hazards);
  assert.equal(others.length, 0);
  assert.equal(only?.range.start.line, 0);
  assert.match(String(only?.message), /could not be reviewed \(the wheel came off\)\. Please report it/);
  await scene.open('file:///short.patch', 'diff', leak.split('\n').slice(0, 25).join('\n'));
  await scene.diagnostics('file:///short.patch');
  await end(scene);
});

test('a parser that does not load is said in the status and on the document', async () => {
  const scene = await start({ reviewer: Promise.reject(new Error('tree-sitter-c.wasm is missing')) });
  await scene.open(uri, 'diff', leak);
  const [only] = await scene.diagnostics(uri, hazards);
  assert.match(String(only?.message), /could not be loaded: tree-sitter-c\.wasm is missing/);
  assert.match(scene.statuses.at(-1)?.message ?? '', /tree-sitter-c\.wasm is missing/);
  const hover = await scene.client.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 3, character: 3 } });
  assert.equal(hover, null);
  await end(scene);
});

test('of a long review the views are told what is found so far, and in the end all of it', async () => {
  let goOn = (): void => undefined;
  const halfway = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const engine = await fakeEngine({ review: leakReview }).reviewer();
  const slow: Reviewer = {
    ...engine,
    async review(document, options) {
      options?.onFound?.(noFindings(document));
      await halfway;
      return engine.review(document, options);
    },
  };
  const scene = await start({ reviewer: Promise.resolve(slow) });
  const told = (): Promise<void> => new Promise((resolve) => scene.client.onNotification('mmReview/reviewed', () => resolve()));
  const ask = (): Promise<{ soFar?: boolean; patches: unknown[]; findings: unknown[] }> =>
    scene.client.sendRequest('mmReview/review', { uri });
  const uri = 'file:///long.mbox';
  const first = told();
  await scene.open(uri, 'mm-mail', sample('ref-leak.patch'));
  await first;
  const early = await ask();
  assert.deepEqual([early.soFar, early.patches.length, early.findings.length], [true, 1, 0]);
  const last = told();
  goOn();
  await last;
  const whole = await ask();
  assert.deepEqual([whole.soFar, whole.patches.length], [undefined, 1]);
  assert.ok(whole.findings.length > 0);
});

test('of a long mailbox the views are told the patches that are done, and nothing of those that are still to come', async () => {
  let goOn = (): void => undefined;
  const halfway = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const engine = await fakeEngine({ review: noFindings }).reviewer();
  const slow: Reviewer = {
    ...engine,
    async review(document, options) {
      const whole = noFindings(document);
      // the second is done first: it is of another series; the others are holes
      const patches = [...new Array<ReviewedPatch>(whole.patches.length)].with(1, whole.patches[1]!);
      options?.onFound?.({ ...whole, patches });
      await halfway;
      return whole;
    },
  };
  const scene = await start({ reviewer: Promise.resolve(slow) });
  const told = (): Promise<void> => new Promise((resolve) => scene.client.onNotification('mmReview/reviewed', () => resolve()));
  const ask = (): Promise<{ soFar?: boolean; patches: { index: number; part: number }[] }> =>
    scene.client.sendRequest('mmReview/review', { uri });
  const uri = 'file:///long.mbox';
  const first = told();
  await scene.open(uri, 'mm-mail', sample('series-five-v1.mbox'));
  await first;
  const early = await ask();
  assert.deepEqual([early.soFar, early.patches.map(({ index, part }) => [index, part])], [true, [[1, 2]]]);
  const last = told();
  goOn();
  await last;
  const whole = await ask();
  assert.deepEqual([whole.soFar, whole.patches.map(({ index }) => index)], [undefined, [0, 1, 2, 3, 4]]);
  await end(scene);
});

test('what was mended in reading a text is a hint, not a problem', async () => {
  const scene = await start();
  const uri = 'file:///blanks.patch';
  await scene.open(uri, 'diff', sample('ref-leak.patch').replaceAll('\t', '        '));
  const found = await scene.diagnostics(uri, (all) => all.some(({ code }) => code === 'patch/tabs-lost'));
  assert.equal(found.find(({ code }) => code === 'patch/tabs-lost')?.severity, 4);
});
