// Replay files: what is written is read back, and what anybody may have done to one is said in a sentence.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { columnsOf } from '../../server/src/sim/columns.ts';
import { replay } from '../../server/src/sim/interpret.ts';
import type { Machine } from '../../server/src/sim/machine.ts';
import { promelaOf } from '../../server/src/sim/promela.ts';
import { type ReplayFile, readReplay, writeReplay } from '../../server/src/sim/replay-file.ts';
import { traceOf } from '../../server/src/sim/trace.ts';
import { somePath } from './paths.ts';
import { randomMachine } from './random.ts';
import { verdictOf } from './scenario-bench.ts';
import { told } from './told.ts';

async function replayOf(name: string): Promise<ReplayFile> {
  const { machine, verdict } = await told(name);
  return {
    title: 'A basin is looked at while it is freed',
    story: 'Nothing keeps the basin.',
    rule: 'lock/rcu',
    scenario: name,
    patch: { subject: '[PATCH] mm/tideline: follow the current basin', messageId: '20240502-basin@example.org' },
    runs: [{ id: 'after', kind: 'after', label: 'after the patch', machine, path: verdict.path, byHand: false, verdict }],
    shown: { run: 0, step: verdict.path.length },
  };
}

const errorOf = (text: string): string => {
  const read = readReplay(text);
  assert.ok('error' in read, 'this should not have been read');
  return read.error;
};

for (const name of ['tide-count', 'tide-order', 'tide-free', 'tide-retry']) {
  test(`${name} comes back as it went, with everything that is made from it`, async () => {
    const file = await replayOf(name);
    const text = writeReplay(file);
    const read = readReplay(text);
    assert.ok('replay' in read, JSON.stringify(read));
    assert.deepEqual(read.replay, file);
    assert.equal(writeReplay(read.replay), text);
    const { machine, verdict } = file.runs[0]!;
    const again = read.replay.runs[0]!.machine;
    assert.ok(again.locals instanceof Map);
    assert.ok(verdict?.kind === 'breaks');
    const options = { violation: verdict.violation };
    assert.equal(columnsOf(traceOf(again, verdict.path, options)), columnsOf(traceOf(machine, verdict.path, options)));
    assert.deepEqual(verdictOf(again), verdictOf(machine));
    assert.equal(promelaOf(again), promelaOf(machine));
  });
}

test('random machines come back as they went', () => {
  fc.assert(
    fc.property(randomMachine(), fc.array(fc.nat(50), { maxLength: 20 }), fc.string({ unit: 'binary' }), (machine, choices, words) => {
      const path = somePath(machine, choices);
      const file: ReplayFile = { title: words, story: '', runs: [{ id: 'a', kind: 'only', label: words, machine, path, byHand: true }] };
      const text = writeReplay(file);
      const read = readReplay(text);
      assert.ok('replay' in read, JSON.stringify(read).slice(0, 300));
      assert.deepEqual(JSON.parse(writeReplay(read.replay)), JSON.parse(text));
      assert.deepEqual(replay(read.replay.runs[0]!.machine, path).states, replay(machine, path).states);
    }),
  );
});

test('a newer version, another file, half a file', async () => {
  const text = writeReplay(await replayOf('tide-order'));
  assert.equal(
    errorOf(text.replace('"version":1', '"version":7')),
    'This replay file was written by a newer mm Patch Review (format 7; this one reads up to 1). Update it to open the file.',
  );
  for (const half of [1, 40, 200, Math.floor(text.length / 2), text.length - 3]) {
    const error = errorOf(text.slice(0, half));
    assert.match(error, half < 40 ? /^This is no replay file/ : /^The replay file is (cut off: its end is missing|damaged)/, String(half));
  }
  for (const other of ['', '{}', '[]', 'null', '3', '"x"', '{"version":1,"results":[]}', 'From: somebody\n\nhello', '<html>'])
    assert.equal(errorOf(other), 'This is no replay file of mm Patch Review.', other);
  assert.match(errorOf(text.replace('"version":1', '"version":"1"')), /version is no version that was ever written/);
  assert.match(errorOf(text.replace('"format"', '"format",')), /not well-formed|cut off/);
});

test('wrong types and indices that lead nowhere are named by their place', async () => {
  const good = JSON.parse(writeReplay(await replayOf('tide-order')));
  const broken = (change: (file: typeof good) => void): string => {
    const copy = structuredClone(good);
    change(copy);
    return errorOf(JSON.stringify(copy));
  };
  const machine = (file: typeof good) => file.runs[0].machine;
  const at = 'The replay file is damaged: ';
  assert.equal(
    broken((f) => (f.title = 3)),
    `${at}title is no text.`,
  );
  assert.equal(
    broken((f) => (f.runs = {})),
    `${at}runs is no list.`,
  );
  assert.equal(
    broken((f) => (f.runs = [])),
    `${at}runs has the wrong length.`,
  );
  assert.equal(
    broken((f) => (machine(f).cells[1].lo = 'x')),
    `${at}runs[0].machine.cells[1].lo is no integer.`,
  );
  assert.equal(
    broken((f) => (machine(f).cells[1].init = 99)),
    `${at}runs[0].machine.cells[1].init is out of range.`,
  );
  assert.equal(
    broken((f) => (machine(f).rules[0].thread = 2)),
    `${at}runs[0].machine.rules[0].thread is out of range.`,
  );
  assert.equal(
    broken((f) => (machine(f).rules[0].id = 1)),
    `${at}runs[0].machine.rules[0].id is not its place in the list.`,
  );
  assert.equal(
    broken((f) => (machine(f).rules[0].guard.k = 'eval')),
    `${at}runs[0].machine.rules[0].guard.k is none of the words that can stand there.`,
  );
  assert.equal(
    broken((f) => (machine(f).steps[0].at.at = [5, 1e6])),
    `${at}runs[0].machine.steps[0].at.at[1] is out of range.`,
  );
  assert.equal(
    broken((f) => (machine(f).locals = { 3: {} })),
    `${at}runs[0].machine.locals is no list.`,
  );
  assert.equal(
    broken((f) => (f.runs[0].path = [f.runs[0].path[1], f.runs[0].path[1]])),
    `${at}runs[0].path cannot be walked: step 2 does not fit.`,
  );
  assert.equal(
    broken((f) => (f.runs[0].verdict.violation.threads = [9])),
    `${at}runs[0].verdict.violation.threads[0] is out of range.`,
  );
  assert.equal(
    broken((f) => (f.shown.run = 1)),
    `${at}shown.run is out of range.`,
  );
});

test('whatever is changed in a file, reading it gives a replay or a sentence, and never more', async () => {
  const text = writeReplay(await replayOf('tide-free'));
  const values = fc.oneof(
    fc.constantFrom<unknown>(null, -1, 1e9, 1.5, '', '__proto__', [], {}, true, { __proto__: null }, 'x'.repeat(1000)),
    fc.anything({ maxDepth: 2 }),
  );
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 9 }), values, (way, value) => {
      const copy = JSON.parse(text);
      let part = copy;
      for (const [i, n] of way.entries()) {
        const keys = Object.keys(part);
        if (keys.length === 0) break;
        const key = keys[n % keys.length]!;
        if (i === way.length - 1 || typeof part[key] !== 'object' || part[key] === null) {
          part[key] = value;
          break;
        }
        part = part[key];
      }
      const read = readReplay(JSON.stringify(copy) ?? '');
      if ('error' in read) return assert.match(read.error, /^[A-Z][^\n]{5,300}\.$/);
      // What was read is good enough for everything that works on machines.
      for (const { machine, path } of read.replay.runs) {
        columnsOf(traceOf(machine, path));
        promelaOf(machine);
        verdictOf(machine, { maxStates: 2000 });
      }
    }),
    { numRuns: 150 },
  );
});

test('a small file cannot ask for a lot of memory', async () => {
  const good = JSON.parse(writeReplay(await replayOf('tide-count')));
  const { machine } = good.runs[0];
  while (machine.cells.length < 30_000) machine.cells.push({ name: 'x', lo: 0, hi: 0, init: 0 });
  good.runs[0].path = Array(1000).fill(0);
  assert.equal(errorOf(JSON.stringify(good)), 'The replay file is damaged: runs[0].path is too long for a world of this size.');
});

test('strings stay strings', async () => {
  const file = await replayOf('tide-order');
  const evil = '</script><script>alert(1)</script>\u0000\u001b]0;x\u0007\u202e';
  const machine: Machine = {
    ...file.runs[0]!.machine,
    name: evil,
    objects: [
      {
        name: evil,
        struct: '__proto__',
        fields: [{ path: 'constructor', cell: 0, shows: { as: 'enum', names: JSON.parse('{"__proto__":"x","0":"zero"}') } }],
      },
    ],
  };
  const read = readReplay(writeReplay({ ...file, title: evil, runs: [{ ...file.runs[0]!, machine }] }));
  assert.ok('replay' in read);
  assert.equal(read.replay.title, evil);
  const names = read.replay.runs[0]!.machine.objects[0]!.fields[0]!.shows;
  assert.ok(names.as === 'enum');
  assert.equal(Object.getPrototypeOf(names.names), Object.prototype);
  assert.deepEqual(Object.keys(names.names), ['0', '__proto__']);
  assert.equal(({} as Record<string, unknown>).x, undefined);
});
