/** Exploring beside other work: small machines at once, large ones in slices or in a thread, and given up when nobody wants it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exploreAside } from '../../server/src/lsp/sim-explore.ts';
import { exploringThread } from '../../server/src/lsp/sim-threads.ts';
import { exploreAll, type Machine } from '../../server/src/sim/index.ts';
import { machine } from '../sim/machines.ts';
import { counter } from '../sim/toys.ts';

/** Three threads count, each for itself: about 64,000 states when every interleaving is walked. */
function large(): Machine {
  const code = (cell: string): string => Array.from({ length: 39 }, (_, at) => `${at} -> ${at + 1} : ${cell} = ${at + 1}`).join('\n');
  return machine({
    name: 'large',
    cells: ['a 0..39', 'b 0..39', 'c 0..39'],
    threads: ['a', 'b', 'c'].map((cell, index) => ({ name: `CPU${index}`, code: code(cell) })),
    finally: { 'all is counted': 'a + b + c == 117' },
  });
}

const options = { reduction: false, symmetry: false };

function watch(controller = new AbortController()): { signal: AbortSignal; progress(states: number): void; readonly told: number[] } {
  const told: number[] = [];
  return { signal: controller.signal, progress: (states) => void told.push(states), told };
}

test('a small machine is explored at once', async () => {
  let turns = 0;
  const verdict = await exploreAside({ machine: counter(2, false).machine, options: {} }, watch(), async () => void turns++);
  assert.equal(verdict.kind, 'breaks');
  assert.equal(turns, 0);
});

test('a large one lets other work run, tells how far it is, and comes to the same verdict', async () => {
  const seen = watch();
  let turns = 0;
  const verdict = await exploreAside({ machine: large(), options }, seen, async () => void turns++);
  assert.ok(turns > 1 && seen.told.length === turns);
  assert.deepEqual(verdict, exploreAll(large(), options));
});

test('given up, it says so', async () => {
  const controller = new AbortController();
  const verdict = await exploreAside({ machine: large(), options }, watch(controller), async () => controller.abort());
  assert.equal(verdict.kind, 'open');
  assert.equal(verdict.kind === 'open' && verdict.why, 'cancelled');
});

test('a thread that cannot be had is no reason to give up', async () => {
  const verdict = await exploreAside(
    { machine: large(), options },
    watch(),
    async () => undefined,
    () => Promise.reject(new Error('no thread')),
  );
  assert.equal(verdict.kind, 'holds');
  assert.equal(exploringThread('no/such/bundle.cjs'), undefined);
});
