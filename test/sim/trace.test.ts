// Traces: what they say of each step is what the interpreter did.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { initialState, preemptions, replay } from '../../server/src/sim/interpret.ts';
import type { Machine } from '../../server/src/sim/machine.ts';
import { choicesAt, localsOf, stateAfter, traceOf, worldOf } from '../../server/src/sim/trace.ts';
import { somePath } from './paths.ts';
import { randomMachine } from './random.ts';
import { told } from './told.ts';
import { toys } from './toys.ts';

test('who waits for what that whom holds', async () => {
  const { trace } = await told('tide-order');
  assert.equal(trace.ending.sentence, 'CPU0 waits for basin.lock, which CPU1 holds; CPU1 waits for basin.resize_mutex, which CPU0 holds');
  assert.deepEqual(
    trace.ending.waits.map(({ thread, lock, text, holders }) => ({ thread, lock, text, holders })),
    [
      { thread: 0, lock: 'basin.lock', text: 'spin_lock_irq(&b->lock)', holders: [{ thread: 1, step: 1 }] },
      { thread: 1, lock: 'basin.resize_mutex', text: 'mutex_lock(&b->resize_mutex)', holders: [{ thread: 0, step: 0 }] },
    ],
  );
  const [mutex, spin] = trace.steps;
  assert.deepEqual(
    mutex?.held.map((list) => list.map(({ name, how, step }) => ({ name, how, step }))),
    [[{ name: 'basin.resize_mutex', how: 'MUTEX', step: 0 }], []],
  );
  assert.deepEqual(mutex?.contexts, []);
  assert.deepEqual(spin?.contexts, ['preempt off']);
  assert.deepEqual([mutex?.preempts, spin?.preempts, trace.preemptions], [false, true, 1]);
  assert.deepEqual(
    mutex?.entered.map(({ fn, depth, place }) => ({ fn, depth, line: place?.line })),
    [
      { fn: 'fill', depth: 0, line: undefined },
      { fn: 'tide_fill', depth: 1, line: 41 },
    ],
  );
  assert.deepEqual({ file: mutex?.place?.file, line: mutex?.place?.line }, { file: 'scenarios/tide-order.c', line: 21 });
});

test('threads of one function know their locks by pointers of their own', async () => {
  const { trace } = await told('tide-pair');
  assert.equal(trace.ending.sentence, 'CPU0 waits for A.lock, which CPU1 holds; CPU1 waits for B.lock, which CPU0 holds');
  assert.deepEqual(
    trace.steps.at(-1)?.held.map((list) => list.map(({ name }) => name)),
    [['B.lock'], ['A.lock']],
  );
});

test('what was freed, who was in which state, and what could be done instead', async () => {
  const { machine, verdict, trace } = await told('tide-free');
  const freed = trace.steps.find((step) => step.changes.some(({ kind, after }) => kind === 'live' && after === 0));
  assert.equal(freed?.changes.find(({ kind }) => kind === 'live')?.name, 'B[0]');
  const end = stateAfter(machine, verdict.path, verdict.path.length - 1);
  assert.deepEqual(
    worldOf(machine, end).map(({ name, exists, fields }) => ({
      name,
      exists,
      fields: fields.map(({ path, shown }) => `${path}=${shown}`),
    })),
    [
      { name: 'B[0]', exists: false, fields: ['level=0', 'waits for a grace period=false'] },
      { name: 'current_basin', exists: true, fields: ['=NULL'] },
    ],
  );
  assert.ok(localsOf(machine, 0, end).some(({ name, shown }) => name === 'basin' && shown === 'B[0]'));
  const faults = choicesAt(machine, end).filter(({ fault }) => fault !== undefined);
  assert.deepEqual(
    faults.map(({ thread, text, fault }) => ({ thread, text, fault })),
    [{ thread: 0, text: 'READ_ONCE(basin->level)', fault: '`basin` is used after it was freed' }],
  );
  assert.equal(trace.ending.kind, 'fault');
});

test('calls that begin and end between two steps of a thread', async () => {
  const { trace } = await told('tide-retry');
  const mine = trace.steps.filter(({ thread }) => thread === 0);
  assert.deepEqual(
    mine.map(({ left, entered }) => ({ left, entered: entered.map(({ fn }) => fn) })),
    [
      { left: [], entered: ['tide_fault', 'tide_claim'] },
      { left: ['tide_claim'], entered: ['tide_reclaim', 'tide_claim'] },
    ],
  );
  assert.deepEqual({ loop: trace.loop, kind: trace.ending.kind }, { loop: trace.steps.length - 1, kind: 'livelock' });
});

test('whatever the path, a trace is what the interpreter does', () => {
  fc.assert(
    fc.property(randomMachine(), fc.array(fc.nat(50), { maxLength: 30 }), (machine, choices) => {
      const path = somePath(machine, choices);
      const trace = traceOf(machine, path);
      const { states } = replay(machine, path);
      assert.equal(trace.steps.length, states.length - 1);
      assert.equal(trace.preemptions, preemptions(machine, path.slice(0, trace.steps.length)));
      // The changes and the positions of the threads are all that is different from state to state.
      const state = initialState(machine);
      for (const [i, step] of trace.steps.entries()) {
        const rule = machine.rules[step.rule]!;
        state[machine.threads[rule.thread]!.pc] = rule.to;
        for (const { cell, before, after } of step.changes) {
          assert.equal(states[i]![cell], before);
          state[cell] = after;
        }
        assert.deepEqual(state, states[i + 1]);
      }
      assert.deepEqual(JSON.parse(JSON.stringify(trace)), trace);
    }),
  );
});

test('every counterexample of a toy ends in what it shows', () => {
  for (const { machine, verdict } of toys()) {
    const path = somePath(machine, Array(60).fill(0));
    const { ending } = traceOf(machine, path);
    assert.ok(ending.kind === 'none' || verdict !== 'holds', `${machine.name}: ${ending.sentence}`);
    assert.ok(ending.sentence.length > 0);
  }
});

test('a path of another machine is told as far as it goes', async () => {
  const { machine } = await told('tide-order');
  const nowhere = traceOf(machine, [machine.rules.length + 7]);
  assert.deepEqual([nowhere.steps.length, nowhere.ending.kind], [0, 'unwalkable']);
  assert.equal(nowhere.ending.sentence, 'step 1 of 1 cannot be taken: there is no such step');
  const empty: Machine = { ...machine, threads: [], rules: [], steps: [], cells: [], objects: [], invariants: [] };
  assert.equal(traceOf(empty, []).ending.kind, 'none');
});
