// The model against whole kernels: the list of disagreements stays empty or explained (docs/model-check.md).
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { nodeEngine } from '../../server/src/cli/engine-node.ts';
import { run } from '../../server/src/cli/index.ts';
import { fakeIo } from './fake.ts';

const cache = join(homedir(), '.cache/mm-patch-review');
const kernels = [
  ['6.12', process.env.MM_KERNEL_612 ?? join(cache, 'linux-source-6.12')],
  ['6.1', process.env.MM_KERNEL_61 ?? join(cache, 'linux-source-6.1')],
] as const;

for (const [version, folder] of kernels) {
  const skip = !existsSync(join(folder, 'mm/memcontrol.c')) && `the kernel ${version} is not there`;
  test(`no disagreement with ${version} that nobody has explained`, { skip }, async () => {
    const io = fakeIo();
    const status = await run(['model', '--check', '--kernel', folder], io, nodeEngine(pathToFileURL('server/model/')));
    const open = io.out.split('\n').filter((line) => line !== '' && !/ -- explained: |: tree not understood$/.test(line));
    assert.deepEqual(open, []);
    assert.equal(status, 0, io.err);
    const [, compared, notUnderstood] = /(\d+) functions compared.* (\d+) not understood/.exec(io.err)!.map(Number);
    assert.ok(compared! > 1200 && notUnderstood! < compared! / 15, io.err);
  });
}
