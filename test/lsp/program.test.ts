// The built server in a process of its own, as an editor starts it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { sample } from '../cli/fake.ts';

interface Shown {
  readonly uri: string;
  readonly diagnostics: readonly { readonly code: string; readonly range: { readonly start: { readonly line: number } } }[];
}

test('dist/server.cjs: from a cold start to the hazard on its line', {
  skip: !existsSync('dist/server.cjs') && 'dist/server.cjs is not built',
}, async () => {
  const server = spawn(process.execPath, ['dist/server.cjs', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const client = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  try {
    const text = sample('ref-leak.patch');
    const uri = pathToFileURL('samples/ref-leak.patch').href;
    const found = new Promise<Shown>((resolve) => {
      client.onNotification('textDocument/publishDiagnostics', (shown: Shown) => {
        if (shown.diagnostics.length > 0) resolve(shown);
      });
    });
    client.listen();
    await client.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL('samples/tree').href, name: 'tree' }],
      capabilities: {},
    });
    await client.sendNotification('initialized', {});
    await client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'diff', version: 1, text } });
    const { diagnostics } = await found;
    const line = text.split('\n').findIndex((row) => row.includes('return -EAGAIN'));
    assert.ok(
      diagnostics.some((one) => one.code === 'ref/leak' && one.range.start.line === line),
      JSON.stringify(diagnostics),
    );
    await client.sendRequest('shutdown');
    const ended = new Promise((resolve) => server.on('exit', resolve));
    await client.sendNotification('exit');
    assert.equal(await ended, 0);
  } finally {
    client.dispose();
    server.kill();
  }
});
