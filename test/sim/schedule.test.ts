// The same turns on other code: what is the same, and where the two part.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { replay, violationAt } from '../../server/src/sim/interpret.ts';
import type { Machine } from '../../server/src/sim/machine.ts';
import { alignTraces, followSchedule } from '../../server/src/sim/schedule.ts';
import { traceOf } from '../../server/src/sim/trace.ts';
import { somePath } from './paths.ts';
import { randomMachine } from './random.ts';
import { fixture, told } from './told.ts';

const texts = (machine: Machine, path: readonly number[]): string[] =>
  path.map((id) => `${machine.threads[machine.rules[id]!.thread]!.name} ${machine.steps[machine.rules[id]!.step]!.text}`);

test('on the machine that it was made on, a schedule is itself', () => {
  fc.assert(
    fc.property(randomMachine({ overflows: 0 }), fc.array(fc.nat(50), { maxLength: 25 }), (machine, choices) => {
      const path = somePath(machine, choices);
      // Behind what is wrong nothing is followed; a fault is wrong once somebody takes it.
      const { states } = replay(machine, path);
      const wrong = states.findIndex((state) => violationAt(machine, state) !== undefined);
      const whole = wrong < 0 ? path : path.slice(0, wrong);
      assert.deepEqual(followSchedule(machine, whole, machine, false), { path: whole, scheduled: whole.length });
    }),
  );
});

test('whatever the other machine, what comes out can be walked', () => {
  fc.assert(
    fc.property(randomMachine(), randomMachine(), fc.array(fc.nat(50), { maxLength: 25 }), fc.boolean(), (of, machine, choices, finish) => {
      const followed = followSchedule(of, somePath(of, choices), machine, finish);
      assert.ok(!('failed' in replay(machine, followed.path)));
      assert.ok(followed.scheduled <= followed.path.length);
      assert.deepEqual(followSchedule(of, somePath(of, choices), machine, finish), followed);
    }),
  );
});

for (const name of ['tide-count', 'tide-order', 'tide-free']) {
  test(`${name}: a counterexample followed is the counterexample`, async () => {
    const { machine, verdict } = await told(name);
    assert.deepEqual(followSchedule(machine, verdict.path, machine).path, verdict.path);
  });
}

test('a lock that the mend takes: whoever comes second waits', async () => {
  const broken = await told('tide-count');
  const mended = await fixture('tide-count', 'locked');
  const followed = followSchedule(broken.machine, broken.verdict.path, mended.machine);
  assert.deepEqual(texts(mended.machine, followed.path), [
    'CPU0 spin_lock(&tide->lock)',
    'CPU0 tide->nr++',
    'CPU0 tide->nr++',
    'CPU0 spin_unlock(&tide->lock)',
    'CPU1 spin_lock(&tide->lock)',
    'CPU1 tide->nr++',
    'CPU1 tide->nr++',
    'CPU1 spin_unlock(&tide->lock)',
  ]);
  assert.deepEqual(followed.parts, { step: 0, thread: 0, kind: 'added', sentence: 'CPU0 does spin_lock(&tide->lock)' });
  const ending = traceOf(mended.machine, followed.path).ending;
  assert.equal(ending.kind, 'none');
  // And the other way: the lock is gone.
  const back = followSchedule(mended.machine, followed.path, broken.machine);
  assert.deepEqual(back.parts, { step: 0, thread: 0, kind: 'gone', sentence: 'CPU0 does not do spin_lock(&tide->lock)' });
});

test('locks in one order: the second waits for the first', async () => {
  const broken = await told('tide-order');
  const mended = await fixture('tide-order', 'ordered');
  const followed = followSchedule(broken.machine, broken.verdict.path, mended.machine);
  assert.equal(followed.path.length, mended.machine.rules.filter((rule) => rule.fault === undefined).length);
  assert.equal(traceOf(mended.machine, followed.path).ending.kind, 'none');
  assert.ok(followed.parts && followed.parts.step === 1, JSON.stringify(followed.parts));
});

test('traces side by side', async () => {
  const broken = await told('tide-count');
  const mended = await fixture('tide-count', 'locked');
  const followed = followSchedule(broken.machine, broken.verdict.path, mended.machine);
  const other = traceOf(mended.machine, followed.path);
  const { pairs, parts } = alignTraces(broken.trace, other);
  assert.deepEqual(parts, [0, 0]);
  for (const [l, r] of pairs) assert.equal(broken.trace.steps[l]!.text, other.steps[r]!.text);
  assert.equal(pairs.length, 3);
  const same = alignTraces(other, other);
  assert.deepEqual(same.parts, [8, 8]);
  assert.deepEqual(
    same.pairs,
    other.steps.map((_, i) => [i, i]),
  );
});
