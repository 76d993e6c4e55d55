import assert from 'node:assert/strict';
import test from 'node:test';
import { applyRule, calculate, enabledRules, initialState, preemptions, replay } from '../../server/src/sim/interpret.ts';
import { brute } from './brute.ts';
import { machine } from './machines.ts';
import { toys } from './toys.ts';

for (const toy of toys()) {
  test(`the interpreter alone finds that ${toy.machine.name}: ${toy.verdict}`, () => {
    const found = brute(toy.machine);
    assert.equal(found.cut, false);
    assert.deepEqual([...found.outOfRange], []);
    const kinds = [...found.kinds].map((k) => k.replace(/ .*/, ''));
    if (toy.verdict === 'holds') assert.deepEqual(kinds, []);
    else assert.ok(kinds.includes(toy.verdict), `${kinds.join()} of ${found.states.length} states`);
  });
}

test('updates happen at once, and an index out of range changes nothing', () => {
  const m = machine({
    name: 'swap',
    cells: ['a 0..9 = 3', 'b 0..9 = 5', 'i 0..9 = 7', 'l[1..2] 0..9'],
    threads: [{ name: 'T', code: '0 -> 1 : a = b, b = a, l[i] = 1, l[i - 5] = 2\n1 -> 2 l[i] == 0 : i = 1' }],
  });
  const walked = replay(m, [0, 1]);
  assert.ok(!('failed' in walked));
  assert.deepEqual(
    walked.states.map((s) => [...s]),
    [
      [3, 5, 7, 0, 0, 0],
      [5, 3, 7, 0, 2, 1],
      [5, 3, 1, 0, 2, 2],
    ],
  );
});

test('a value out of its range is told, not wrapped', () => {
  const m = machine({ name: 'over', cells: ['x 0..1'], threads: [{ name: 'T', code: '0 -> 0 : x = x + 1' }] });
  const one = applyRule(m, initialState(m), m.rules[0]!);
  assert.ok('state' in one);
  assert.deepEqual(applyRule(m, one.state, m.rules[0]!), { outOfRange: 0 });
  assert.deepEqual(enabledRules(m, one.state), [0]);
});

test('arithmetic is that of 32-bit integers and never fails', () => {
  const min = -2147483648;
  assert.equal(calculate('+', 2147483647, 1), min);
  assert.equal(calculate('/', min, -1), min);
  assert.equal(calculate('%', min, -1), 0);
  assert.equal(calculate('/', 5, 0), 0);
  assert.equal(calculate('%', 5, 0), 0);
  assert.equal(calculate('/', -7, 2), -3);
  assert.equal(calculate('>>', -8, 1), -4);
  assert.equal(calculate('<<', 1, 33), 2);
});

test('a switch away from somebody who is done or has to wait is no preemption', () => {
  const m = machine({
    name: 'wait',
    cells: ['x 0..1'],
    threads: [
      { name: 'A', code: '0 -> 1 x == 1' },
      { name: 'B', code: '0 -> 1\n1 -> 2 : x = 1' },
    ],
  });
  assert.equal(preemptions(m, [1, 2, 0]), 0);
  const n = machine({
    name: 'go',
    threads: [
      { name: 'A', code: '0 -> 1\n1 -> 2' },
      { name: 'B', code: '0 -> 1' },
    ],
  });
  assert.equal(preemptions(n, [0, 2, 1]), 1);
});
