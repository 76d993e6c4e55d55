// A scenario that breaks on one side only because that side asks for flags by names that the scenario's world does not know says nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeOf, whyIncomparable } from '../../server/src/review/index.ts';

type Sides = NonNullable<Parameters<typeof changeOf>[2]>;
type Outcome = NonNullable<Parameters<typeof changeOf>[0]>;

/** All that is looked at of a machine: what the patch's own code asks for and this world has not. */
const sideThatAsks = (...unseen: string[]): Sides['before'] =>
  ({
    machine: {
      sources: [{ from: 'patch' }],
      assumed: unseen.map((u) => ({ sentence: u, at: { source: 0 }, unseen: [u] })),
      steps: [],
      rules: [],
    },
  }) as unknown as Sides['before'];
const holds = { kind: 'holds', path: [] } as unknown as Outcome;
const breaks = { kind: 'breaks', path: [] } as unknown as Outcome;

test('a flag that was renamed or is new', () => {
  const sides = { before: sideThatAsks(), after: sideThatAsks('reef->flags & (REEF_SYNC | REEF_READ_SYNC)') };
  assert.match(whyIncomparable(holds, breaks, sides) ?? '', /flags that this world does not know/);
  assert.equal(changeOf(holds, breaks, sides), 'unknown');
});

test('one that both sides ask for', () => {
  const asks = 'reef->flags & REEF_SYNC';
  assert.equal(changeOf(holds, breaks, { before: sideThatAsks(asks), after: sideThatAsks(asks) }), 'introduced');
});
