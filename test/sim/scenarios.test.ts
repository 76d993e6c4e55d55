/** Every variant of every shipped scenario has the verdict that it says, and every mutant the opposite one. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { withoutMutants } from '../../server/src/sim/scenario.ts';
import { bench, pathText, verdictOf } from './scenario-bench.ts';

const { library, scenarios, compile, read } = await bench();

test('the library of scenarios reads without a problem', () => {
  assert.deepEqual(library.problems, []);
});

for (const scenario of scenarios) {
  test(`${scenario.id} reads without a problem and has what a scenario needs`, () => {
    assert.deepEqual(scenario.problems, []);
    assert.ok(scenario.title && scenario.source && scenario.rule && scenario.story, 'title, @source, @rule, @story');
    const verdicts = new Set(scenario.variants.map((v) => v.verdict));
    assert.deepEqual([...verdicts].sort(), ['breaks', 'holds'], 'a variant that breaks and one that holds');
    assert.ok(scenario.mutants.length > 0, 'a __mutant');
  });
  for (const variant of scenario.variants) {
    test(`${scenario.id}/${variant.id} ${variant.verdict}`, () => {
      const { machine, problems } = compile(scenario, variant.id);
      assert.deepEqual(problems, []);
      assert.ok(machine);
      const verdict = verdictOf(machine);
      assert.equal(verdict.kind, variant.verdict, pathText(machine, verdict));
    });
  }
  for (const mutant of scenario.mutants) {
    test(`${scenario.id}/${mutant.variant} has the opposite verdict with \`${mutant.to}\``, () => {
      const variant = scenario.variants.find((v) => v.id === mutant.variant);
      assert.ok(variant, `no variant is called ${mutant.variant}`);
      const { text } = scenario.file;
      const at = withoutMutants(text).indexOf(mutant.from);
      const mutated = read(scenario.id, text.slice(0, at) + mutant.to + text.slice(at + mutant.from.length));
      const { machine, problems } = compile({ ...mutated, problems: [] }, variant.id);
      assert.deepEqual(problems, []);
      assert.ok(machine);
      const verdict = verdictOf(machine);
      assert.equal(verdict.kind, variant.verdict === 'holds' ? 'breaks' : 'holds', pathText(machine, verdict));
    });
  }
}
