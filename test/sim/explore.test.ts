import assert from 'node:assert/strict';
import test from 'node:test';
import { explore, exploreAll, isGenuine } from '../../server/src/sim/explore.ts';
import { replay } from '../../server/src/sim/interpret.ts';
import type { Machine } from '../../server/src/sim/machine.ts';
import { formatVerdict } from '../../server/src/sim/verdict-text.ts';
import { brute, kindOf } from './brute.ts';
import { machine } from './machines.ts';
import { counter, lruAgainstOffline, moveAgainstStat, polite, privateSteps, toys } from './toys.ts';

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

test('the same verdict, in slices of any size, and again', () => {
  for (const { machine } of [lruAgainstOffline(2, false), lruAgainstOffline(2, true), polite(true)]) {
    const whole = exploreAll(machine);
    assert.deepEqual(exploreAll(machine), whole);
    for (const slice of [1, 7, 100]) {
      const search = explore(machine);
      let verdict = search.advance(slice);
      for (let explored = -1; verdict === undefined; verdict = search.advance(slice)) {
        assert.ok(search.explored >= explored, 'explored never falls');
        explored = search.explored;
      }
      assert.deepEqual(verdict, whole);
    }
  }
});

test('who cancels gets what there is', () => {
  const { machine } = lruAgainstOffline(4, true);
  const search = explore(machine, { reduction: false });
  assert.equal(search.advance(100), undefined);
  const verdict = search.cancel();
  assert.ok(verdict.kind === 'open' && verdict.why === 'cancelled' && verdict.counts.states > 100);
  assert.deepEqual(search.advance(100), verdict);
});

test('the bounds are bounds', () => {
  const { machine } = lruAgainstOffline(4, true);
  const states = exploreAll(machine, { maxStates: 20_000, reduction: false, symmetry: false });
  assert.ok(states.kind === 'open' && states.why === 'states' && states.counts.states >= 20_000);
  const bytes = exploreAll(machine, { maxBytes: 1 << 20, reduction: false, symmetry: false });
  assert.ok(bytes.kind === 'open' && bytes.why === 'memory' && bytes.counts.states * bytes.counts.bytesPerState < 1 << 20);
  // With a bound that the first pass keeps and the search for the best path does not, what was found is still told.
  const broken = moveAgainstStat(6, false).machine;
  const found = exploreAll(broken, { maxStates: 20_000 });
  assert.ok(found.kind === 'breaks' && isGenuine(broken, found));
});

test('from a state that somebody chose, to what goes wrong from there', () => {
  const { machine } = lruAgainstOffline(1, false);
  const first = exploreAll(machine);
  assert.ok(first.kind === 'breaks');
  const walked = replay(machine, first.path.slice(0, 4));
  assert.ok(!('failed' in walked));
  const from = walked.states.at(-1)!;
  for (const reduction of [false, true, undefined]) {
    const verdict = exploreAll(machine, { from, reduction });
    assert.ok(verdict.kind === 'breaks' && isGenuine(machine, verdict, from));
  }
  // Behind the point of no return nothing goes wrong any more.
  const done = replay(machine, [
    ...machine.rules.filter((r) => r.thread === 0).map((r) => r.id),
    ...machine.rules.filter((r) => r.thread === 1).map((r) => r.id),
  ]);
  assert.ok(!('failed' in done));
  assert.equal(exploreAll(machine, { from: done.states.at(-1)! }).kind, 'holds');
});

test('a value out of its range leaves the verdict open, unless something is wrong anyway', () => {
  const over = machine({ name: 'over', cells: ['x 0..1'], threads: [{ name: 'T', code: '0 -> 1 : x = x + 1\n1 -> 2 : x = x + 1' }] });
  assert.deepEqual(
    [true, false].map((reduction) => {
      const v = exploreAll(over, { reduction });
      return v.kind === 'open' ? [v.why, v.cell] : v.kind;
    }),
    [
      ['range', 0],
      ['range', 0],
    ],
  );
});

test('a thread that cannot be told apart is sorted, one that can is not', () => {
  assert.equal(exploreAll(counter(3, false).machine).counts.symmetric, true);
  // The lock holds who has it.
  assert.equal(exploreAll(counter(3, true).machine).counts.symmetric, false);
});

test('the reduction reduces', () => {
  const count = (m: Machine, reduction: boolean): number => exploreAll(m, { reduction, symmetry: false, anyPath: true }).counts.states;
  for (const [toy, part] of [
    [privateSteps(3, 8), 0.5],
    [moveAgainstStat(6, false), 0.1],
    [lruAgainstOffline(3, true), 0.9],
  ] as const) {
    const all = count(toy.machine, false);
    assert.ok(count(toy.machine, true) < part * all, `${toy.machine.name}: ${count(toy.machine, true)} of ${all}`);
  }
});

test('a machine without threads, without rules, without anything', () => {
  assert.equal(exploreAll(machine({ name: 'nothing', threads: [] })).kind, 'holds');
  assert.equal(exploreAll(machine({ name: 'idle', threads: [{ name: 'T', code: '', ends: [0] }] })).kind, 'holds');
  assert.equal(exploreAll(machine({ name: 'stuck', threads: [{ name: 'T', code: '', ends: [] }] })).kind, 'breaks');
});

test('a start that nobody can be at is brought into the ranges', () => {
  const { machine } = lruAgainstOffline(1, true);
  for (const from of [[], [999, -999, 1e12], machine.cells.map(() => Number.NaN), machine.cells.map((c) => c.hi + 5)]) {
    const verdict = exploreAll(machine, { from });
    assert.ok(['holds', 'breaks', 'open'].includes(verdict.kind));
  }
});

test('with more threads than a search for livelocks can tell apart nothing is said to hold', () => {
  const idle = Array.from({ length: 31 }, (_, i) => ({ name: `T${i}`, code: '', ends: [0] }));
  const verdict = exploreAll(machine({ name: 'crowd', threads: idle, liveness: true }));
  assert.ok(verdict.kind === 'open' && verdict.why === 'threads');
  assert.match(formatVerdict(machine({ name: 'crowd', threads: idle }), verdict).explored, /with 31 threads livelocks are not looked for/);
  assert.equal(exploreAll(machine({ name: 'crowd', threads: idle.slice(1), liveness: true })).kind, 'holds');
});
