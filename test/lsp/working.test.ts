// C files of a real checkout, judged against HEAD while somebody types: over a connection, with git.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
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
import { nodeHost } from '../../server/src/lsp/host-node.ts';
import { serve } from '../../server/src/lsp/index.ts';
import { clientCommands } from '../../server/src/lsp/protocol.ts';
import { sample } from '../cli/fake.ts';
import { theReviewer } from './scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'mm-review-working-'));
after(() => rmSync(folder, { recursive: true, force: true }));
cpSync('samples/tree', folder, { recursive: true });
const git = (...args: string[]): void => {
  const name = ['-c', 'user.name=R', '-c', 'user.email=r@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...name, ...args], { cwd: folder, stdio: 'ignore' });
};
git('init', '-q');
git('add', '.');
git('commit', '-q', '-m', 'base');

interface Session {
  readonly client: MessageConnection;
  settings: Record<string, unknown>;
  /** the next diagnostics of the document that satisfy the condition */
  diagnostics(uri: string, condition: (list: Diagnostic[]) => boolean): Promise<Diagnostic[]>;
  request<T>(method: string, params: object): Promise<T>;
  end(): Promise<void>;
}

async function session(settings: Record<string, unknown> = {}): Promise<Session> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down));
  serve(connection, { ...nodeHost('.'), loadReviewer: theReviewer });
  connection.listen();
  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const waiting: { uri: string; condition(list: Diagnostic[]): boolean; resolve(list: Diagnostic[]): void }[] = [];
  const one: Session = {
    client,
    settings,
    diagnostics: (uri, condition) => new Promise((resolve) => waiting.push({ uri, condition, resolve })),
    request: (method, params) => client.sendRequest(method, params),
    async end() {
      await client.sendRequest('shutdown');
      client.dispose();
    },
  };
  client.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
    for (const w of waiting.filter((x) => x.uri === uri && x.condition(diagnostics))) {
      waiting.splice(waiting.indexOf(w), 1);
      w.resolve(diagnostics);
    }
  });
  client.onRequest('workspace/configuration', () => [one.settings]);
  client.onRequest('client/registerCapability', () => null);
  client.onRequest('workspace/codeLens/refresh', () => null);
  client.onRequest('workspace/inlayHint/refresh', () => null);
  client.listen();
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'linux' }],
    capabilities: { workspace: { configuration: true, codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } } },
    initializationOptions: { commands: Object.values(clientCommands) },
  });
  await client.sendNotification('initialized', {});
  return one;
}

const open = (s: Session, uri: string, languageId: string, text: string): Promise<void> =>
  s.client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });

test('typing in a file of the checkout: the hazard comes and goes, in the file itself', async () => {
  const s = await session({ inlayHints: true });
  const path = join(folder, 'mm/tidepool.c');
  const uri = pathToFileURL(path).href;
  const text = readFileSync(path, 'utf8');
  const none = s.diagnostics(uri, (list) => list.length === 0);
  await open(s, uri, 'c', text);
  await none;

  const row = text.split('\n').indexOf('\tpool->limit = limit;');
  assert.ok(row > 0);
  const typed = '\tif (limit < pool->nr_entries)\n\t\treturn -EBUSY;\n';
  const at = { line: row, character: 0 };
  const shown = s.diagnostics(uri, (list) => list.length > 0);
  // letter by letter, as somebody types
  for (let i = 0, line = row, character = 0; i < typed.length; i++) {
    const start = { line, character };
    const change = { textDocument: { uri, version: i + 2 }, contentChanges: [{ range: { start, end: start }, text: typed[i]! }] };
    void s.client.sendNotification('textDocument/didChange', change);
    if (typed[i] === '\n') [line, character] = [line + 1, 0];
    else character++;
  }
  const [first] = await shown;
  assert.deepEqual([first?.code, first?.range.start.line], ['lock/missing-unlock', row + 1]);
  assert.ok(first?.relatedInformation?.every((r) => r.location.uri === uri));

  const textDocument = { uri };
  const position = first!.range.start;
  const hover = await s.request<{ contents: { value: string } }>('textDocument/hover', { textDocument, position });
  assert.match(hover.contents.value, /held: `pool->resize_lock`/);
  const everything = { start: { line: 0, character: 0 }, end: { line: row + 40, character: 0 } };
  const hints = await s.request<{ label: string }[]>('textDocument/inlayHint', { textDocument, range: everything });
  assert.ok(hints.some((h) => h.label === 'held: pool->resize_lock (mutex)'));
  const context = { diagnostics: [first] };
  const actions = await s.request<{ title: string; edit?: { changes: Record<string, unknown[]> } }[]>('textDocument/codeAction', {
    textDocument,
    range: first!.range,
    context,
  });
  assert.ok(actions.some((a) => a.title === 'Leave through "goto out;" instead' && a.edit?.changes[uri]));
  assert.ok(actions.some((a) => /^Dismiss this lock\/missing-unlock/.test(a.title)));
  assert.deepEqual(await s.request('textDocument/codeLens', { textDocument }), []);
  assert.deepEqual(await s.request('textDocument/documentSymbol', { textDocument }), []);
  const prompts = await s.request<{ function: string }[]>('mmReview/prompts', { uri });
  assert.ok(prompts.every((p) => p.function === 'tide_pool_resize'));

  const gone = s.diagnostics(uri, (list) => list.length === 0);
  const end = { line: row + 2, character: 0 };
  await s.client.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 500 },
    contentChanges: [{ range: { start: at, end }, text: '' }],
  });
  await gone;
  await s.end();
});

test('saved changes count against HEAD; a setting turns it off; files outside are left alone', async () => {
  const path = join(folder, 'mm/tidemark.c');
  const before = readFileSync(path, 'utf8');
  const now = before.replace(/\trcu_read_unlock\(\);\n/, '');
  assert.notEqual(now, before);
  writeFileSync(path, now);
  const s = await session();
  const uri = pathToFileURL(path).href;
  const found = s.diagnostics(uri, (list) => list.length > 0);
  await open(s, uri, 'c', now);
  assert.match(String((await found)[0]?.code), /^(?:lock|contract)\//);
  const quiet = s.diagnostics(uri, (list) => list.length === 0);
  s.settings = { workingTree: false };
  await s.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await quiet;
  const outside = s.diagnostics('file:///elsewhere/a.c', () => true);
  await open(s, 'file:///elsewhere/a.c', 'c', now);
  assert.deepEqual(await outside, []);
  await s.end();
  writeFileSync(path, before);
});

test('requests about nothing, about strangers, and cancelled ones are answered', async () => {
  const s = await session();
  const uri = 'file:///ref-leak.patch';
  const shown = s.diagnostics(uri, (list) => list.length > 0);
  await open(s, uri, 'diff', sample('ref-leak.patch'));
  const [first] = await shown;
  const data = await s.request<{ findings: { fingerprint: string; rule: string }[]; patches: unknown[] }>('mmReview/review', { uri });
  assert.equal(data.findings[0]?.rule, 'ref/leak');
  assert.equal(data.findings[0]?.fingerprint, (first!.data as { fingerprint: string }).fingerprint);
  const explained = await s.request<{ text: string }>('mmReview/explainPath', { uri, fingerprint: data.findings[0]!.fingerprint });
  assert.match(explained.text, /## The path/);
  const contract = await s.request<{ name: string; text: string }>('mmReview/contract', { uri, name: 'folio_put' });
  assert.match(contract.text, /^\/\* server\/model\/[\s\S]*\bfolio_put\(struct folio \*folio\)\n\{/);
  assert.equal(await s.request('mmReview/contract', { name: 'no_such_function' }), null);
  assert.equal(await s.request('mmReview/contract', {}), null);
  assert.equal(await s.request('mmReview/explainPath', { uri, fingerprint: 'f' }), null);
  assert.equal(await s.request('mmReview/review', { uri: 'file:///closed' }), null);
  assert.equal(await s.request('mmReview/prompts', {}), null);
  const position = first!.range.start;
  for (const method of ['definition', 'references', 'documentLink', 'inlayHint', 'semanticTokens/full']) {
    const params = { textDocument: { uri }, position, range: first!.range, context: { includeDeclaration: true } };
    assert.ok(await s.request(`textDocument/${method}`, params), method);
    assert.ok((await s.request(`textDocument/${method}`, { ...params, textDocument: { uri: 'file:///closed' } })) !== undefined, method);
  }
  await s.end();
});
