// Random machines: the explorer, with and without reduction, says what looking at every state with the interpreter says.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { exploreAll, isGenuine } from '../../server/src/sim/explore.ts';
import type { Machine, Rule } from '../../server/src/sim/machine.ts';
import { overlaysOf } from '../../server/src/sim/overlay.ts';
import { tightenRanges } from '../../server/src/sim/ranges.ts';
import type { Verdict } from '../../server/src/sim/verdict.ts';
import { type Brute, brute, kindOf } from './brute.ts';
import { randomMachine } from './random.ts';
import { withTwin } from './twins.ts';

const RUNS = Number(process.env.RUNS ?? 150);

function agree(machine: Machine, verdict: Verdict, slow: Brute): void {
  assert.ok(isGenuine(machine, verdict), 'the path is not what it says');
  if (slow.kinds.size === 0) {
    assert.equal(verdict.kind, slow.outOfRange.size > 0 ? 'open' : 'holds', JSON.stringify(verdict));
    if (verdict.kind === 'open') assert.ok(verdict.why === 'range' && slow.outOfRange.has(verdict.cell!));
    return;
  }
  // Where a range is left there are no livelocks to be sure of: the states behind it are missing.
  if (slow.outOfRange.size > 0 && [...slow.kinds].join() === 'livelock') return;
  assert.equal(verdict.kind, 'breaks', `${[...slow.kinds].join()}: ${JSON.stringify(verdict)}`);
  assert.ok(verdict.kind === 'breaks' && slow.kinds.has(kindOf(verdict.violation)));
  if (slow.best)
    assert.deepEqual(
      { preemptions: verdict.preemptions, steps: verdict.path.length, sure: verdict.shortest },
      { ...slow.best, sure: true },
    );
}

for (const [reduction, liveness] of [
  [false, false],
  [true, false],
  [true, true],
] as const) {
  test(`random machines, ${reduction ? 'reduced' : 'not reduced'}${liveness ? ', with livelocks' : ''}`, () => {
    fc.assert(
      fc.property(randomMachine({ liveness }), (machine) => {
        const slow = brute(machine, undefined, 4000);
        if (slow.cut) return;
        const verdict = exploreAll(machine, { reduction, symmetry: reduction });
        agree(machine, verdict, slow);
        if (!reduction && verdict.kind !== 'breaks') {
          assert.equal(verdict.counts.states, slow.states.length);
          assert.equal(verdict.counts.transitions, slow.transitions);
        }
      }),
      { numRuns: RUNS, ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) },
    );
  });
}

/** Locals that are 0 at first and are set to 0 again by some of the rules: what shares its bits with others. */
function clearing(machine: Machine, salt: number): Machine {
  const own = new Set(machine.threads.flatMap((t) => t.cells));
  return {
    ...machine,
    cells: machine.cells.map((cell, c) => (own.has(c) ? { ...cell, lo: Math.min(0, cell.lo), hi: Math.max(0, cell.hi), init: 0 } : cell)),
    rules: machine.rules.map((rule) => {
      const out = machine.threads[rule.thread]!.cells.filter((_, i) => (rule.id + i + salt) % 3 !== 0);
      return { ...rule, updates: [...rule.updates, ...out.map((cell) => ({ to: { cell }, value: { k: 'num', v: 0 } as const }))] };
    }),
  };
}

test('random machines whose locals take turns at their bits', () => {
  let shared = 0;
  fc.assert(
    fc.property(randomMachine({ locals: 5 }), fc.nat({ max: 2 }), fc.boolean(), (plain, salt, twins) => {
      const cleared = clearing(plain, salt);
      const machine = twins ? withTwin(cleared, 0) : cleared;
      const slow = brute(machine, undefined, 4000);
      if (slow.cut) return;
      if (overlaysOf(machine, tightenRanges(machine)).some((fields) => fields.length > 0)) shared++;
      for (const reduction of [true, false]) agree(machine, exploreAll(machine, { reduction, symmetry: reduction }), slow);
    }),
    { numRuns: RUNS, ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) },
  );
  assert.ok(shared > 0, `${shared} with bits that are shared`);
});

for (const spoilt of [false, true]) {
  test(`random machines with twins${spoilt ? ' that are not quite alike' : ''}`, () => {
    let symmetric = 0;
    fc.assert(
      fc.property(randomMachine(), fc.nat({ max: 2 }), fc.nat(), (single, thread, at) => {
        const of = thread % single.threads.length;
        // The n-th rule of the copy stores another constant, or waits for nothing.
        let n = at % 5;
        const spoil = (rule: Rule): Rule => (n-- === 0 ? { ...rule, guard: undefined, updates: rule.updates.slice(1) } : rule);
        const machine = withTwin(single, of, spoilt ? spoil : undefined);
        const slow = brute(machine, undefined, 4000);
        if (slow.cut) return;
        const verdict = exploreAll(machine, { reduction: at % 2 === 0, symmetry: true });
        agree(machine, verdict, slow);
        if (verdict.counts.symmetric) symmetric++;
        assert.ok(verdict.kind !== 'holds' || verdict.counts.states <= slow.states.length);
      }),
      { numRuns: RUNS, ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) },
    );
    assert.ok(spoilt || symmetric > 0, `${symmetric} with symmetry`);
  });
}
