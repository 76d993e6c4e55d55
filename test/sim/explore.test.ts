import assert from 'node:assert/strict';
import test from 'node:test';
import { exploreAll, isGenuine } from '../../server/src/sim/explore.ts';
import { brute, kindOf } from './brute.ts';
import { toys } from './toys.ts';

for (const toy of toys()) {
  test(`${toy.machine.name}: ${toy.verdict}`, () => {
    const slow = brute(toy.machine);
    for (const reduction of [false, true]) {
      const verdict = exploreAll(toy.machine, { reduction, symmetry: reduction });
      assert.ok(isGenuine(toy.machine, verdict), JSON.stringify(verdict));
      if (toy.verdict === 'holds') {
        assert.equal(verdict.kind, 'holds');
        if (!reduction) assert.equal(verdict.counts.states, slow.states.length);
        continue;
      }
      assert.ok(verdict.kind === 'breaks');
      assert.ok(slow.kinds.has(kindOf(verdict.violation)));
      assert.ok(verdict.shortest);
      if (slow.best) assert.deepEqual({ preemptions: verdict.preemptions, steps: verdict.path.length }, slow.best);
    }
  });
}
