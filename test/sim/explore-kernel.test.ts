import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { exploreAll } from '../../server/src/sim/explore.ts';
import { initialState } from '../../server/src/sim/interpret.ts';
import type { Kernel } from '../../server/src/sim/kernel.ts';
import { JsKernel } from '../../server/src/sim/kernel-js.ts';
import { WasmKernel } from '../../server/src/sim/kernel-wasm.ts';
import type { Machine } from '../../server/src/sim/machine.ts';
import { overlaysOf } from '../../server/src/sim/overlay.ts';
import { tightenRanges } from '../../server/src/sim/ranges.ts';
import { brute } from './brute.ts';
import { randomMachine } from './random.ts';
import { lruAgainstOffline, toys } from './toys.ts';

const kernels: Readonly<Record<string, (machine: Machine, edges: boolean) => Kernel>> = {
  WebAssembly: (machine, edges) => {
    const ranges = tightenRanges(machine);
    return new WasmKernel(machine, { edges, ranges, overlays: overlaysOf(machine, ranges) });
  },
  JavaScript: (machine, edges) => new JsKernel(machine, { edges, ranges: tightenRanges(machine) }),
};

/** Every state in the order in which they are found, what was wrong with them, and all steps. */
function walk(
  machine: Machine,
  kernel: Kernel,
): { states: string[]; events: string[]; edges: number[]; parents: number[]; range: number | undefined } {
  kernel.add(initialState(machine));
  const events: string[] = [];
  const edges: number[] = [];
  for (let i = 0; i < kernel.count && kernel.count < 20_000; ) {
    const to = kernel.count;
    const reached = kernel.explore(i, to, false);
    const { triples, length } = kernel.edges();
    edges.push(...triples.slice(0, length));
    const event = kernel.event();
    i = reached;
    if (event) {
      events.push(JSON.stringify(event));
      i = event.node + 1;
    } else if (reached < to && length === 0) assert.ok(kernel.grow(1 << 28));
  }
  const numbers = Array.from({ length: kernel.count }, (_, i) => i);
  return {
    states: numbers.map((i) => kernel.state(i).join()),
    events,
    edges,
    parents: numbers.map((i) => kernel.parent(i)),
    range: kernel.outOfRange,
  };
}

for (const [name, make] of Object.entries(kernels)) {
  for (const toy of toys()) {
    test(`the states of the kernel in ${name} are the interpreter's: ${toy.machine.name}`, () => {
      const found = walk(toy.machine, make(toy.machine, false));
      const slow = brute(toy.machine);
      assert.equal(found.range, undefined);
      assert.deepEqual(found.states.sort(), slow.states.map((s) => s.join()).sort());
    });
  }
}

test('both kernels find the same states in the same order, the same steps and the same faults', () => {
  fc.assert(
    fc.property(randomMachine(), fc.boolean(), (machine, edges) => {
      if (brute(machine, undefined, 2000).cut) return;
      assert.deepEqual(walk(machine, kernels.WebAssembly!(machine, edges)), walk(machine, kernels.JavaScript!(machine, edges)));
    }),
    { numRuns: 100 },
  );
});

test('stores grow: the states of a larger machine, with and without WebAssembly', () => {
  const { machine } = lruAgainstOffline(3, true);
  const fast = exploreAll(machine, { reduction: false, symmetry: false });
  const host = globalThis as { WebAssembly?: unknown };
  const saved = host.WebAssembly;
  host.WebAssembly = undefined;
  try {
    const slow = exploreAll(machine, { reduction: false, symmetry: false });
    assert.equal(slow.kind, 'holds');
    assert.equal(slow.counts.states, fast.counts.states);
    assert.equal(slow.counts.transitions, fast.counts.transitions);
    assert.equal(slow.counts.depth, fast.counts.depth);
    const broken = lruAgainstOffline(2, false).machine;
    const path = exploreAll(broken);
    host.WebAssembly = saved;
    const same = exploreAll(broken);
    assert.ok(path.kind === 'breaks' && same.kind === 'breaks');
    assert.deepEqual(path.path, same.path);
  } finally {
    host.WebAssembly = saved;
  }
});
