/** The page's logic, without a page: where things stand, where a key leads, what is said. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { graphOf, pointee } from '../../client/src/panel/graph.ts';
import { readKept } from '../../client/src/panel/kept.ts';
import { bindings, commandOf, labelled, shortcut } from '../../client/src/panel/keys.ts';
import { inSight, layoutOf, textsOf } from '../../client/src/panel/lanes.ts';
import { speak, t } from '../../client/src/panel/strings.ts';
import { nextChange, nextPreemption, nextStepOn, violationAt } from '../../client/src/panel/timeline.ts';
import { announce, effectsAt, textOf } from '../../client/src/panel/words.ts';
import { changesAt, exists, fieldNamed, invariantsAt, valuesAt, valuesOf, worldRows } from '../../client/src/panel/world.ts';
import { largeRun, smallRun } from './runs.ts';

const run = smallRun();

test('lanes: a call that is one step is one row, the violation stands under its step', () => {
  const { rows, rowOf, bars, slots, crossings, tints } = layoutOf(run);
  assert.deepEqual(
    rows.map((row) =>
      row.kind === 'broken' ? `!! ${row.text}` : row.kind === 'loop' ? row.text : `${row.lane}${'  '.repeat(row.depth)} ${row.text}`,
    ),
    [
      '0 store()',
      '0   spin_lock(&tree->lock)',
      '0   entry_get(Z)',
      '1 offline()',
      '1   put(Z)   /* the last one */',
      '0   spin_unlock(&tree->lock)',
      '!! violated: every entry is on a list',
    ],
  );
  assert.deepEqual(rowOf, [1, 2, 4, 5]);
  assert.deepEqual(bars, [{ lane: 0, slot: 0, top: 1, bottom: 5, lock: 'tree.lock', how: '', open: false }]);
  assert.deepEqual(slots, [1, 0]);
  assert.deepEqual(crossings, [{ fromLane: 0, toLane: 1, fromRow: 2, toRow: 3, step: 2 }]);
  assert.equal(tints[0]?.bottom, 5);
});

test('lanes: bars that overlap stand beside each other, and a lock that is never given back stays open', () => {
  const { bars } = layoutOf(
    smallRun({
      holds: [
        { lane: 0, lock: 'a', how: '', from: 0, to: 3 },
        { lane: 0, lock: 'b', how: '', from: 1, to: 4 },
        { lane: 1, lock: 'c', how: '', from: 2, to: 4 },
      ],
    }),
  );
  assert.deepEqual(
    bars.map(({ lock, slot, open }) => [lock, slot, open]),
    [
      ['a', 0, false],
      ['b', 1, true],
      ['c', 0, true],
    ],
  );
});

test('the world at a step is what the steps before it made of it', () => {
  assert.deepEqual(valuesAt(run, 0), ['free', '1', 'M', '7']);
  assert.deepEqual(valuesAt(run, 2), ['held', '2', 'M', '7']);
  assert.deepEqual(valuesAt(run, 3), ['held', '', '', '7']);
  assert.equal(exists(run.objects[1]!, valuesAt(run, 3)), false);
  assert.deepEqual(
    changesAt(run, 2).map(({ name, was, to }) => [name, was, to]),
    [['Z.refs', '1', '2']],
  );
  assert.deepEqual(
    effectsAt(run, 3).map(({ how, text }) => `${how}: ${text}`),
    ['removed: Z is gone'],
  );
  assert.deepEqual(invariantsAt(run, 3), [true]);
  assert.deepEqual(invariantsAt(run, 4), [false]);
  assert.equal(fieldNamed(run, 'Z.objcg'), 2);
});

test('folding with snapshots gives what folding from the start gives', () => {
  const large = largeRun(300, 10);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), (at) => {
      const values = [...large.initial];
      for (const { changes } of large.steps.slice(0, at)) for (const { field, to } of changes) values[field] = to;
      assert.deepEqual(valuesAt(large, at), values);
    }),
  );
});

test('the table folds what does not exist, and filters', () => {
  const names = (at: number, closed: string[] = [], filter = ''): string[] =>
    worldRows(run, valuesAt(run, at), new Set(closed), filter).map((row) =>
      row.kind === 'object' ? (run.objects[row.object]?.name ?? '') : `  ${row.field.path}`,
    );
  assert.deepEqual(names(0), ['tree', '  lock', 'Z', '  refs', '  objcg', 'M', '  id']);
  assert.deepEqual(names(3, ['tree']), ['tree', 'Z', 'M', '  id']);
  assert.deepEqual(names(0, [], 'refs'), ['Z', '  refs']);
});

test('the graph: pointers are lines; a large world is shown around what is of interest', () => {
  const names = new Map([
    ['M', 0],
    ['Z[0]', 1],
  ]);
  assert.equal(pointee('&M.css', names), 0);
  assert.equal(pointee('Z[0].lru', names), 1);
  assert.equal(pointee('NULL', names), undefined);
  assert.equal(pointee('', names), undefined);
  const small = graphOf(run, valuesAt(run, 0), new Set());
  assert.deepEqual(
    small.edges.map(({ from, to, label }) => [from, to, label]),
    [[1, 2, 'objcg']],
  );
  assert.deepEqual(graphOf(run, valuesAt(run, 3), new Set()).edges, [], 'what is gone points nowhere');
  const large = largeRun(10, 500);
  const graph = graphOf(large, valuesAt(large, 0), new Set([400]));
  assert.ok(graph.nodes.length <= 28);
  assert.ok(graph.nodes.some(({ object }) => object === 400) && graph.nodes.some(({ object }) => object === 401));
  assert.equal(graph.hidden, 500 - graph.nodes.length);
});

test('moving through a run', () => {
  assert.equal(violationAt(run), 4);
  assert.equal(nextPreemption(run, 0, 1), 3);
  assert.equal(nextPreemption(run, 3, 1), undefined);
  assert.equal(nextPreemption(run, 4, -1), 3);
  assert.equal(nextChange(run, 0, 1, new Set([1])), 2);
  assert.equal(nextChange(run, 2, 1, new Set([1])), 3);
  assert.equal(nextChange(run, 3, -1, new Set([0])), 1);
  assert.equal(nextStepOn(run, 0, 'file:///a.patch', 8), 3);
  assert.equal(nextStepOn(run, 3, 'file:///a.patch', 3), 1, 'round at the end');
  assert.equal(nextStepOn(run, 3, 'file:///a.patch', 8), 3, 'already there');
  assert.equal(nextStepOn(run, 0, 'file:///a.patch', 20), undefined);
});

test('what is said of a step names the CPU, the code and what changed', () => {
  assert.equal(announce(run, 0), 'Start, 4 steps.');
  assert.equal(announce(run, 3), 'Step 3 of 4, preempts CPU0. CPU1, offline(): put(Z)   /* the last one */. Z is gone.');
  assert.match(announce(run, 4), /Violation: every entry is on a list\.$/);
  const lines = textOf(run, 'A title', 'A story');
  assert.equal(lines.filter(({ kind }) => kind === 'step').length, 5);
  const text = lines.map((line) => line.text).join('\n');
  for (const part of ['A title', 'A story', 'CPU0 holds tree.lock', 'preempt off', 'one entry', 'cond_resched()'])
    assert.ok(text.includes(part), part);
  assert.equal(textsOf(run)[1], 'entry_get(Z)');
});

test('every command has a key, no key means two things, buttons and sliders keep theirs', () => {
  const keys = bindings.flatMap((binding) => binding.keys);
  assert.equal(new Set(keys).size, keys.length);
  const source = readFileSync('client/src/panel/keys.ts', 'utf8');
  const declared = [...(/export type Command =([^;]*);/.exec(source)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map((match) => match[1]);
  assert.deepEqual([...new Set(bindings.map(({ command }) => command as string))].sort(), declared.sort());
  const press = (key: string, more: object = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });
  assert.equal(commandOf(press('j')), 'step');
  assert.equal(commandOf(press('N')), 'previous-preemption');
  assert.equal(commandOf(press('s', { ctrlKey: true })), 'save');
  assert.equal(commandOf(press('s', { altKey: true })), undefined);
  assert.equal(commandOf(press('j'), 'typing'), undefined);
  assert.equal(commandOf(press(' '), 'control'), undefined);
  assert.equal(commandOf(press('ArrowLeft'), 'control'), undefined);
  assert.equal(commandOf(press('j'), 'control'), 'step');
  assert.equal(commandOf(press('Escape'), 'typing'), 'cancel');
  assert.equal(labelled('step'), 'Step (↓ or J)');
  assert.equal(shortcut('previous-preemption'), 'Shift+N');
});

test('only the rows in sight are drawn', () => {
  assert.deepEqual(inSight(1000, 20, 0, 200, 2), [0, 12]);
  assert.deepEqual(inSight(1000, 20, 10_000, 200, 2), [498, 512]);
  assert.deepEqual(inSight(3, 20, 10_000, 200), [3, 3]);
});

test('what was kept is read strictly', () => {
  assert.equal(readKept(undefined), undefined);
  assert.equal(readKept({ version: 2, run: 'after', at: 1 }), undefined);
  assert.equal(readKept({ version: 1, run: 7, at: 1 }), undefined);
  const kept = readKept({ version: 1, run: 'after', at: 3, schedule: [1, 'x'], view: 'else', pins: ['M.id', 4], speed: -1 });
  assert.deepEqual(kept, { version: 1, run: 'after', at: 3, view: 'lanes', side: 'graph', pins: ['M.id'], speed: 2 });
});

test("the page's sentences are said in the reader's language where there is one", () => {
  speak(JSON.stringify({ 'Step {0} of {1}.': 'Schritt {0} von {1}.', 'Start, {0} steps.': 7 }));
  assert.match(announce(run, 2), /^Schritt 2 von 4\. CPU0/);
  assert.match(announce(run, 0), /^Start, 4 steps\./, 'what is no sentence is none');
  assert.equal(t('{0} is gone', '{1}$&'), '{1}$& is gone', 'a value is no pattern');
  assert.equal(t('constructor'), 'constructor');
  for (const nothing of [undefined, '', 'x', 'null', '[]']) {
    speak(nothing);
    assert.equal(t('Start, {0} steps.', 4), 'Start, 4 steps.');
  }
});

test('the column of a followed value says what the world says at each step', () => {
  const large = largeRun(300, 20);
  fc.assert(
    fc.property(fc.nat(299), fc.nat(60), fc.nat(large.initial.length - 1), (from, count, field) => {
      const end = Math.min(300, from + count);
      const texts = valuesOf(large, field, from, end);
      assert.deepEqual(
        texts,
        texts.map((_, index) => valuesAt(large, from + index)[field]),
      );
      assert.equal(texts.length, end - from + 1);
    }),
    { numRuns: 60 },
  );
});
