// SPIN has to agree with the interpreter on every machine, and to count the same states where nothing is wrong.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Machine } from '../../server/src/sim/machine.ts';
import { brute } from './brute.ts';
import { randomMachine } from './random.ts';
import { askSpin, spinMissing } from './spin.ts';
import { toys } from './toys.ts';

const skip = spinMissing() ?? false;

for (const toy of toys()) {
  test(`SPIN and the interpreter agree on ${toy.machine.name}: ${toy.verdict}`, { skip }, () => {
    const said = askSpin(toy.machine);
    const found = brute(toy.machine);
    if (toy.verdict === 'holds') {
      assert.equal(said.kind, 'holds');
      const counted = askSpin(toy.machine, { count: true });
      assert.deepEqual(counted, { kind: 'holds', states: found.states.length });
    } else {
      assert.equal(said.kind, 'breaks');
      assert.ok(said.kind === 'breaks' && said.found === toy.verdict, JSON.stringify(said));
    }
  });
}

/** Whether SPIN's verdict can be: it stops at the first thing that is wrong, whichever that is. */
function agree(m: Machine): string {
  const found = brute(m, undefined, 3000);
  if (found.cut) return 'cut';
  const said = askSpin(m);
  const kinds = new Set([...found.kinds].map((kind) => kind.replace(/ .*/, '')));
  if (found.outOfRange.size > 0) kinds.add('range');
  const text = JSON.stringify(said);
  if (kinds.size === 0) {
    assert.equal(said.kind, 'holds', text);
    assert.deepEqual(askSpin(m, { count: true }), { kind: 'holds', states: found.states.length });
    return 'holds';
  }
  assert.ok(said.kind === 'breaks' && kinds.has(said.found), `${text} of ${[...kinds].join()}`);
  return said.kind === 'breaks' ? said.found : '';
}

for (const [name, options] of [
  ['random machines', {}],
  ['random machines that never leave a range', { overflows: 0 }],
  ['random machines with livelocks', { overflows: 0, liveness: true }],
] as const) {
  test(`SPIN and the interpreter agree on ${name}`, { skip }, (t) => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(randomMachine(options), (m) => {
        const verdict = agree(m);
        seen.set(verdict, (seen.get(verdict) ?? 0) + 1);
      }),
      // Shrinking asks SPIN a hundred times more: only where somebody looks.
      { numRuns: Number(process.env.SPIN_RUNS ?? 15), endOnFailure: process.env.SPIN_RUNS === undefined },
    );
    t.diagnostic([...seen].map(([verdict, n]) => `${n} ${verdict}`).join(', '));
  });
}
