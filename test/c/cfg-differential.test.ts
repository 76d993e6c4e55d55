import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dumpCfg } from '../../server/src/c/cfg-print.ts';
import { liveness } from '../../server/src/c/flow.ts';
import { parseFunctions } from '../../server/src/c/index.ts';
import { buildCfg } from '../../server/src/c/lower.ts';
import { checkShape, runCfg } from './cfg-run.ts';
import { kernelParser } from './kernel-parser.ts';
import { printFunction } from './print-c.ts';
import { type RandomFunction, randomFunction } from './random-function.ts';
import { runReference } from './reference-run.ts';
import { World } from './world.ts';

const RUNS = Number(process.env.CFG_RUNS ?? 1500);
const FUEL = 2000;
const functions = fc.array(fc.nat({ max: 5039 }), { minLength: 100, maxLength: 600, size: 'max' }).map((choices) => {
  const random = randomFunction(choices);
  return { ...random, [fc.toStringMethod]: () => `\n${printFunction(random.fn)}${dumpCfg(buildCfg(random.fn))}` };
});
const inputs = fc.record({ p: fc.integer({ min: -3, max: 45 }), q: fc.integer({ min: -3, max: 5 }), seed: fc.nat({ max: 1000 }) });

/** Both stop where either ran out of fuel: what they did until then has to agree. */
function same(random: RandomFunction, run: (world: World) => number | string, input: { p: number; q: number; seed: number }): void {
  const expected = new World(input.seed, FUEL);
  const wanted = runReference(random, [input.p, input.q], expected);
  const actual = new World(input.seed, FUEL * 8);
  const got = run(actual);
  if (wanted === 'fuel' || got === 'fuel') {
    const length = Math.min(expected.trace.length, actual.trace.length);
    assert.deepEqual(actual.trace.slice(0, length), expected.trace.slice(0, length));
    assert.ok(wanted === 'fuel', 'the graph does not end');
    return;
  }
  assert.deepEqual(actual.trace, expected.trace);
  assert.equal(got, wanted);
}

test('a graph does what its function does', () => {
  fc.assert(
    fc.property(functions, inputs, (random, input) => {
      const cfg = buildCfg(random.fn);
      checkShape(cfg);
      same(random, (world) => runCfg(cfg, [input.p, input.q], world), input);
    }),
    { numRuns: RUNS },
  );
});

test('nothing that liveness calls dead is looked at', () => {
  fc.assert(
    fc.property(functions, inputs, (random, input) => {
      const cfg = buildCfg(random.fn);
      const live = liveness(cfg);
      same(random, (world) => runCfg(cfg, [input.p, input.q], world, live), input);
    }),
    { numRuns: RUNS },
  );
});

test('a graph of the text does what its function does', async () => {
  const parser = await kernelParser();
  fc.assert(
    fc.property(functions, inputs, (random, input) => {
      const [parsed] = parseFunctions(parser, printFunction(random.fn));
      assert.ok(parsed);
      const cfg = buildCfg(parsed);
      checkShape(cfg);
      same(random, (world) => runCfg(cfg, [input.p, input.q], world), input);
    }),
    { numRuns: Math.ceil(RUNS / 3) },
  );
});
