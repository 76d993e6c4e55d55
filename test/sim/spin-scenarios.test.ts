/** SPIN agrees with every verdict of every shipped scenario, and its counterexamples replay here. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { bench, verdictOf } from './scenario-bench.ts';
import { askSpin, spinMissing } from './spin.ts';

const { scenarios, compile } = await bench();
const missing = spinMissing();

for (const scenario of scenarios)
  for (const variant of scenario.variants)
    test(`SPIN on ${scenario.id}/${variant.id}`, { skip: missing ?? false }, () => {
      const { machine } = compile(scenario, variant.id);
      assert.ok(machine);
      const spin = askSpin(machine);
      assert.equal(spin.kind, variant.verdict, JSON.stringify(spin));
      const ours = verdictOf(machine, { reduction: false, symmetry: false, anyPath: true });
      assert.equal(ours.kind, spin.kind);
      // where nothing is violated both have seen the same states
      if (spin.kind === 'holds' && !machine.liveness) assert.equal(ours.counts.states, spin.states);
    });
