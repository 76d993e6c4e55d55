import assert from 'node:assert/strict';
import test from 'node:test';
import { initialState } from '../../server/src/sim/interpret.ts';
import { WasmKernel } from '../../server/src/sim/kernel-wasm.ts';
import { brute } from './brute.ts';
import { toys } from './toys.ts';

for (const toy of toys()) {
  test(`the kernel's states are the interpreter's: ${toy.machine.name}`, () => {
    const kernel = new WasmKernel(toy.machine, { edges: false });
    kernel.add(initialState(toy.machine));
    const broken: number[] = [];
    for (let i = 0; i < kernel.count; ) {
      i = kernel.explore(i, kernel.count, false);
      if (kernel.event()) broken.push(i++);
    }
    const slow = brute(toy.machine);
    assert.equal(kernel.outOfRange, undefined);
    if (slow.kinds.size === 0) {
      assert.equal(kernel.count, slow.states.length);
      assert.equal(kernel.transitions, slow.transitions);
    }
    const mine = Array.from({ length: kernel.count }, (_, i) => kernel.state(i).join()).sort();
    assert.deepEqual(mine, slow.states.map((s) => s.join()).sort());
  });
}
