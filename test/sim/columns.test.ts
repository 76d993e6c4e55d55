// Diagrams as they go into mails. The goldens are read by people; the properties hold for any machine.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { columnsOf } from '../../server/src/sim/columns.ts';
import { wrapped } from '../../server/src/sim/columns-layout.ts';
import type { Machine } from '../../server/src/sim/machine.ts';
import { traceOf } from '../../server/src/sim/trace.ts';
import { golden } from '../cli/golden.ts';
import { somePath } from './paths.ts';
import { randomMachine } from './random.ts';
import { told } from './told.ts';

for (const name of ['tide-count', 'tide-order', 'tide-free', 'tide-retry']) {
  test(`${name} as a mail would draw it`, async () => {
    const { trace } = await told(name);
    golden(`sim/fixtures/${name}.txt`, columnsOf(trace));
    golden(`sim/fixtures/${name}.full.txt`, columnsOf(trace, { full: true }));
  });
}

test('no line is too wide, none holds a tab or ends in a blank, whatever the machine and the text', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 160 }),
    fc.constantFrom('a\tb\nc', '\u001b[31m', '\u202eevil', '*/', '<script>'),
  );
  fc.assert(
    fc.property(
      randomMachine(),
      fc.array(fc.nat(50), { maxLength: 25 }),
      fc.array(hostile, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 20, max: 120 }),
      fc.boolean(),
      (machine, choices, texts, width, full) => {
        const text = (i: number): string => texts[i % texts.length]!;
        const dressed: Machine = {
          ...machine,
          threads: machine.threads.map((t, i) => ({ ...t, name: `CPU${i}${text(i).slice(0, 3)}`, runs: text(i) })),
          steps: machine.steps.map((step, i) => ({ ...step, text: text(i), stack: Array(1 + (i % 12)).fill({ fn: text(i + 1) }) })),
          invariants: machine.invariants.map((inv, i) => ({ ...inv, sentence: text(i) })),
        };
        const trace = traceOf(dressed, somePath(dressed, choices));
        const said = columnsOf(trace, { width, full });
        assert.equal(said, columnsOf(trace, { width, full }));
        for (const line of said.split('\n')) {
          assert.ok(line.length <= width, `${line.length} > ${width}: ${line}`);
          assert.ok(!/[\t\u001b\u202e]|\s$/.test(line), JSON.stringify(line));
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('C is broken where a person would break it', () => {
  const text = 'ret = mem_cgroup_swapin_charge_folio(folio, vma->vm_mm, GFP_KERNEL, entry) && folio_test_locked(folio)';
  assert.deepEqual(wrapped(text, 50, 4), [
    'ret = mem_cgroup_swapin_charge_folio(folio,',
    '    vma->vm_mm, GFP_KERNEL, entry)',
    '    && folio_test_locked(folio)',
  ]);
  assert.deepEqual(wrapped('short()', 50, 4), ['short()']);
  assert.deepEqual(wrapped('a_name_that_is_longer_than_the_column(x)', 20, 4, 60), ['a_name_that_is_longer_than_the_column(x)']);
});
