import assert from 'node:assert/strict';
import test from 'node:test';
import type { Machine } from '../../server/src/sim/machine.ts';
import type { Counts } from '../../server/src/sim/verdict.ts';
import { formatVerdict } from '../../server/src/sim/verdict-text.ts';
import { fixture } from './told.ts';

const counts: Counts = { states: 2929, transitions: 5000, bytesPerState: 24, depth: 30, reduced: true, symmetric: false };

test('a verdict says what was found, and what was looked at', async () => {
  const { machine, verdict } = await fixture('tide-order');
  const bound: Machine = { ...machine, bounds: ['2 threads', 'one entry'] };
  assert.equal(
    formatVerdict(bound, { kind: 'holds', counts }).sentence,
    'no violation within 2 threads; one entry: 2,929 states, exhaustive',
  );
  assert.equal(
    formatVerdict({ ...machine, bounds: [] }, { kind: 'holds', counts: { ...counts, states: 1 } }).sentence,
    'no violation: 1 state, exhaustive',
  );
  assert.ok(verdict.kind === 'breaks');
  assert.equal(
    formatVerdict(bound, { ...verdict, counts }).sentence,
    'deadlock: CPU0 waits for basin.lock, which CPU1 holds; CPU1 waits for basin.resize_mutex, which CPU0 holds: 1 preemption, 2 steps; 2,929 states',
  );
  assert.equal(
    formatVerdict(bound, { ...verdict, counts, shortest: false }).explored,
    '1 preemption, 2 steps, perhaps not the shortest; 2,929 states',
  );
  assert.equal(
    formatVerdict(bound, { kind: 'open', why: 'states', counts: { ...counts, states: 4_000_000 } }).sentence,
    'nothing found so far within 2 threads; one entry: 4,000,000 states, not exhaustive: the limit of states was reached',
  );
  assert.equal(
    formatVerdict(bound, { kind: 'open', why: 'range', cell: 0, counts }).explored,
    '2,929 states, not exhaustive: basin.lock left the range -1..3 of this world',
  );
});
