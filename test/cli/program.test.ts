// The built tool in a process of its own.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { sample } from './fake.ts';

const skip = !existsSync('dist/cli.mjs') && 'dist/cli.mjs is not built';

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** `takes`: the reader of standard output goes away after the first piece. */
function mmreview(args: readonly string[], { input = '', takes = 'all' }: { input?: string; takes?: 'all' | 'one' } = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['server/bin/mmreview.mjs', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (piece) => {
      out += piece;
      if (takes === 'one') child.stdout.destroy();
    });
    child.stderr.on('data', (piece) => {
      err += piece;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, out, err }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

test('standard input to standard output, with the exit status', { skip }, async () => {
  const { status, out, err } = await mmreview(['check', '--kernel', 'samples/tree', '-'], { input: sample('ref-leak.patch') });
  assert.equal(status, 1, err);
  assert.match(out, /^<stdin>:\d+:\d+: (error|warning): .* \[ref\/leak\]\n/);
  assert.equal(err, 'mmreview: 1 patch in 1 input: 1 introduced, 0 fixed\n');
});

test('files that cannot be read: one line each, no stack', { skip }, async () => {
  const { status, out, err } = await mmreview(['check', '--format', 'json', 'samples', 'gone.patch', 'samples/README.md']);
  assert.equal(status, 2);
  assert.equal(err, 'mmreview: samples: is a folder, not a file\nmmreview: gone.patch: no such file\n');
  assert.equal(JSON.parse(out).results.length, 3);
});

test('a reader that has seen enough is no error', { skip }, async () => {
  // Enough of it to fill the pipe.
  const input = Array.from({ length: 300 }, (_, i) => sample('ref-leak.patch').replace('do not count', `do not count ${i}`)).join('\n');
  const { err, out } = await mmreview(['check', '--format', 'json', ...Array.from({ length: 40 }, () => 'samples/ref-leak.patch'), '-'], {
    input,
    takes: 'one',
  });
  assert.equal(err, '');
  assert.match(out, /^\{"version":1/);
});

test('--help, --version and a wrong option', { skip }, async () => {
  assert.match((await mmreview(['--version'])).out, /^mmreview \d+\.\d+\.\d+\n$/);
  assert.match((await mmreview(['--help'])).out, /^Usage: /);
  const wrong = await mmreview(['check', '--nope', 'x']);
  assert.deepEqual([wrong.status, wrong.out], [2, '']);
  assert.equal(wrong.err, "mmreview: unknown option '--nope' (mmreview --help says more)\n");
});
