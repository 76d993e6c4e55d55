// The threads that the scenarios began with: each is replayed from its own text, with no tree at hand. They are not in this repository.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { nodeEngine } from '../../server/src/cli/engine-node.ts';
import { run } from '../../server/src/cli/index.ts';
import { fakeIo } from './fake.ts';
import { violations } from './schema.ts';

const folder = '../shared/seeds';
const skip = !existsSync(folder) && 'the threads are not here (../shared/seeds)';
const engine = nodeEngine(pathToFileURL('server/model/'));
const schema = JSON.parse(readFileSync('docs/replay.schema.json', 'utf8'));

/** By the beginning of the file's name: a scenario that its patch changes, and what it does to it. */
const expected: Readonly<Record<string, readonly [scenario: string, change: string]>> = {
  '000': ['swapin-charge-order', 'introduced'],
  '001': ['charge-move-rmap', 'fixed'],
  '002': ['swapin-reclaim-livelock', 'fixed'],
  '003': ['zswap-next-shrink', 'introduced'],
  '004': ['swap-record-uncharge', 'introduced'],
};

for (const [number, [scenario, change]] of Object.entries(expected)) {
  test(`thread ${number}: ${scenario} is ${change}, and drawn`, { skip }, async () => {
    const name = readdirSync(folder).find((file) => file.startsWith(number));
    assert.ok(name, `no file begins with ${number}`);
    const files = { [name]: readFileSync(`${folder}/${name}`, 'utf8') };

    const json = fakeIo({ files });
    const status = await run(['replay', '--format', 'json', name], json, engine);
    const data = JSON.parse(json.out);
    assert.deepEqual(violations(data, schema), []);
    const replays: { scenario: string; change: string }[] = data.replays;
    assert.ok(
      replays.some((one) => one.scenario === scenario && one.change === change),
      JSON.stringify(replays.map((one) => [one.scenario, one.change])),
    );
    assert.equal(status, replays.some((one) => one.change === 'introduced') ? 1 : 0);

    const text = fakeIo({ files });
    assert.equal(await run(['replay', '--scenario', scenario, name], text, engine), change === 'introduced' ? 1 : 0);
    assert.match(text.out, /^CPU0 +CPU1/m);
    assert.match(text.out, /^=> \S/m);
    for (const line of text.out.split('\n')) assert.ok(line.length <= 78 && !/[\t\u001b]| $/.test(line), JSON.stringify(line));

    // Once is enough: each run reviews the whole thread anew.
    if (number !== '000') return;
    const saved = fakeIo({ files });
    await run(['replay', '--scenario', scenario, '--format', 'replay', name], saved, engine);
    const again = fakeIo({ files: { saved: saved.out } });
    await run(['replay', 'saved'], again, engine);
    assert.equal(again.err, '');
    const columns = (out: string): string => out.slice(out.indexOf('\nCPU0'));
    assert.equal(columns(again.out), columns(text.out), 'a replay file says what the patch did');
  });
}
