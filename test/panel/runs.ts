/** Runs for the tests of the panel's page: small ones by hand, large ones of any size. */
import type { RunData, StepData } from '../../server/src/lsp/sim-protocol.ts';

const plain: StepData = {
  rule: 0,
  lane: 0,
  text: '',
  kind: 'write',
  stack: ['f'],
  calls: [],
  preempts: false,
  changes: [],
  breaks: [],
  mends: [],
  places: [],
};

export function step(more: Partial<StepData>): StepData {
  return { ...plain, ...more };
}

/** Two CPUs, a lock, an object that goes, a preemption, a violation at the end. */
export function smallRun(more: Partial<RunData> = {}): RunData {
  const at = (line: number): StepData['places'] => [
    { uri: 'file:///a.patch', range: { start: { line, character: 2 }, end: { line, character: 9 } }, name: `a.patch:${line + 1}` },
  ];
  return {
    id: 'after',
    kind: 'after',
    label: 'after the patch',
    verdict: { kind: 'breaks', sentence: 'breaks: every entry is on a list', explored: '12 states', exhaustive: true },
    lanes: [
      { name: 'CPU0', runs: 'store()', daemon: false },
      { name: 'CPU1', runs: 'offline()', daemon: false },
    ],
    steps: [
      step({
        rule: 1,
        text: 'take(&tree->lock, SPIN)',
        kind: 'lock',
        stack: ['store', 'spin_lock'],
        calls: ['store()', 'spin_lock(&tree->lock)'],
        changes: [{ field: 0, to: 'held', how: 'changed' }],
        places: at(3),
      }),
      step({
        rule: 2,
        text: 'get(Z)',
        stack: ['store', 'entry_get'],
        calls: ['entry_get(Z)'],
        changes: [{ field: 1, to: '2', how: 'changed' }],
        places: at(4),
      }),
      step({
        rule: 5,
        lane: 1,
        text: 'put(Z)',
        stack: ['offline'],
        calls: ['offline()'],
        preempts: true,
        outcome: 'the last one',
        changes: [
          { field: 1, to: '', how: 'removed' },
          { field: 2, to: '', how: 'removed' },
        ],
        places: at(8),
      }),
      step({
        rule: 3,
        text: 'drop(&tree->lock, SPIN)',
        kind: 'unlock',
        stack: ['store', 'spin_unlock'],
        calls: ['spin_unlock(&tree->lock)'],
        changes: [{ field: 0, to: 'free', how: 'changed' }],
        breaks: [0],
        places: at(5),
      }),
    ],
    holds: [{ lane: 0, lock: 'tree.lock', how: '', from: 0, to: 3 }],
    contexts: [{ lane: 0, what: 'preempt off', from: 0, to: 3 }],
    objects: [
      { name: 'tree', struct: 'zswap_tree', fields: [{ path: 'lock', field: 0, shows: 'lock' }] },
      {
        name: 'Z',
        struct: 'zswap_entry',
        fields: [
          { path: 'refs', field: 1, shows: 'number' },
          { path: 'objcg', field: 2, shows: 'pointer' },
        ],
      },
      { name: 'M', struct: 'mem_cgroup', fields: [{ path: 'id', field: 3, shows: 'number' }] },
    ],
    initial: ['free', '1', 'M', '7'],
    invariants: [{ name: 'listed', sentence: 'every entry is on a list', when: 'always', holds: true }],
    violation: { step: 3, kind: 'invariant', sentence: 'violated: every entry is on a list', invariant: 0 },
    ending: 'violated: every entry is on a list',
    byHand: false,
    undo: 0,
    assumed: ['cond_resched() is not in sight: taken to change nothing'],
    bounds: ['one entry'],
    ...more,
  };
}

/** So many steps over so many objects with two fields each; every step changes something. */
export function largeRun(steps: number, objects: number): RunData {
  return {
    ...smallRun(),
    steps: Array.from({ length: steps }, (_, index) =>
      step({
        rule: index,
        lane: index % 2,
        text: `P[${index % objects}]->refs = ${index}`,
        preempts: index % 7 === 0 && index > 0,
        changes: [{ field: (index % objects) * 2, to: String(index), how: 'changed' }],
      }),
    ),
    holds: Array.from({ length: Math.floor(steps / 10) }, (_, index) => ({
      lane: index % 2,
      lock: `lock${index % 5}`,
      how: '',
      from: index * 10,
      to: index * 10 + 6,
    })),
    contexts: [],
    objects: Array.from({ length: objects }, (_, index) => ({
      name: `P[${index}]`,
      struct: 'page',
      fields: [
        { path: 'refs', field: index * 2, shows: 'number' as const },
        { path: 'next', field: index * 2 + 1, shows: 'pointer' as const },
      ],
    })),
    initial: Array.from({ length: objects * 2 }, (_, index) => (index % 2 === 0 ? '1' : `P[${(Math.floor(index / 2) + 1) % objects}]`)),
    invariants: [],
    violation: { step: steps - 1, kind: 'fault', sentence: '`page` is used after it was freed' },
  };
}
