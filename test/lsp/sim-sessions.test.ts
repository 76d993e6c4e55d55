/** Sessions of the sim panel on small machines whose verdicts everybody knows, and on the model's own scenarios. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filePlay } from '../../server/src/lsp/sim-files.ts';
import { align } from '../../server/src/lsp/sim-follow.ts';
import type { Play } from '../../server/src/lsp/sim-play.ts';
import { scenarioOffers, scenarioPlay } from '../../server/src/lsp/sim-plays.ts';
import type { ReplayData, RunData } from '../../server/src/lsp/sim-protocol.ts';
import { SimSessions } from '../../server/src/lsp/sim-sessions.ts';
import { exploreAll, type Machine } from '../../server/src/sim/index.ts';
import { makeReviewer } from '../check/reviewer.ts';
import { machine } from '../sim/machines.ts';
import { abba, counter, polite, reference } from '../sim/toys.ts';

const nowhere = { treeUri: () => undefined, modelUri: (file: string) => `file:///model/${file}` };

function play(machines: Readonly<Record<string, Machine>>): Play {
  const images = Object.entries(machines).map(([id, machine]) => ({
    id,
    kind: id as 'before' | 'after' | 'only',
    label: id,
    machine,
  }));
  return { source: { kind: 'file', text: '' }, title: 'a toy', story: '', images, places: () => [], lacks: [] };
}

function sessionsOf(made: Play): SimSessions {
  return new SimSessions({
    play: async () => made,
    explore: async (machine, options) => exploreAll(machine, options),
    progress: () => undefined,
  });
}

async function open(made: Play): Promise<{ sessions: SimSessions; data: ReplayData; run: RunData }> {
  const sessions = sessionsOf(made);
  const data = await sessions.open({ source: made.source });
  const run = data.runs.find(({ id }) => id === data.show);
  assert.ok(run);
  return { sessions, data, run };
}

const toy = (machine: Machine): Play => play({ only: machine });

test('opens on the step that breaks, and says how much was looked at', async () => {
  const { data, run } = await open(toy(counter(2, false).machine));
  assert.equal(run.verdict.kind, 'breaks');
  assert.equal(data.at, run.steps.length);
  assert.equal(run.violation?.kind, 'invariant');
  assert.equal(run.violation?.step, run.steps.length - 1);
  assert.match(run.verdict.explored, /1 preemption, \d+ steps; \d+ states/);
  assert.ok(run.steps.some(({ preempts }) => preempts));
  assert.deepEqual(data.can, ['columns', 'json', 'hand', 'promela', 'save']);
});

test('steps can be chosen by hand, and taken back', async () => {
  const { sessions, data, run } = await open(toy(counter(2, false).machine));
  const ask = { run: run.id } as const;
  const { choices } = await sessions.ask(data.session, { do: 'choices', ...ask, at: 0 });
  assert.deepEqual(
    choices.map(({ lane, taken }) => [lane, taken]),
    [
      [0, run.steps[0]?.lane === 0],
      [1, run.steps[0]?.lane === 1],
    ],
  );
  const other = choices.find(({ taken }) => !taken);
  assert.ok(other);
  const moved = await sessions.ask(data.session, { do: 'take', ...ask, at: 0, rule: other.rule });
  assert.equal(moved.run.steps.length, 1);
  assert.equal(moved.run.byHand, true);
  assert.match(moved.run.ending, /could go on/);
  const on = await sessions.ask(data.session, { do: 'continue', ...ask, at: 1 });
  assert.ok(on.run.violation, 'goes on to a violation');
  assert.equal(on.run.steps[0]?.rule, other.rule);
  assert.equal(on.run.undo, 2);
  await sessions.ask(data.session, { do: 'undo', ...ask });
  const back = await sessions.ask(data.session, { do: 'undo', ...ask });
  assert.deepEqual(
    back.run.steps.map(({ rule }) => rule),
    run.steps.map(({ rule }) => rule),
  );
  assert.equal(back.run.byHand, false);
  await assert.rejects(sessions.ask(data.session, { do: 'undo', ...ask }), /no choice to take back/);
  await assert.rejects(sessions.ask(data.session, { do: 'take', ...ask, at: 0, rule: 99 }), /cannot be taken/);
});

test('who waits for what is said; a deadlock stands at its end', async () => {
  const { sessions, data, run } = await open(toy(abba(true).machine));
  assert.equal(run.violation?.kind, 'deadlock');
  const { choices, stuck } = await sessions.ask(data.session, { do: 'choices', run: run.id, at: run.steps.length });
  assert.equal(choices.length, 0);
  assert.deepEqual(
    stuck.map(({ lane }) => lane),
    [0, 1],
  );
});

test('a livelock marks where it begins again', async () => {
  const { run } = await open(toy(polite(true).machine));
  assert.equal(run.violation?.kind, 'livelock');
  assert.equal(run.steps.filter(({ loops }) => loops).length, 1);
});

test('what holds is shown as one run, and exploring it again says so', async () => {
  const { sessions, data, run } = await open(toy(counter(2, true).machine));
  assert.equal(run.verdict.kind, 'holds');
  assert.equal(data.at, 0);
  assert.ok(run.steps.length > 0);
  assert.equal(run.ending, 'all threads have finished and every invariant holds');
  const others = await sessions.ask(data.session, { do: 'others', run: run.id });
  assert.deepEqual(others.found, []);
  const on = await sessions.ask(data.session, { do: 'continue', run: run.id, at: 1 });
  assert.match(on.said, /nothing breaks any more/);
});

test('other violations are those of another kind', async () => {
  const { sessions, data, run } = await open(toy(reference(true).machine));
  const { found, said } = await sessions.ask(data.session, { do: 'others', run: run.id });
  assert.ok(found.length >= 1);
  assert.match(said, /^\d+ violations?\b.*, and no other\.$/);
  const moved = await sessions.ask(data.session, { do: 'other', run: run.id, found: found[0]?.id ?? '' });
  assert.ok(moved.run.violation);
});

test('a step that is a fault is one choice, and the last one of its thread', async () => {
  const { sessions, data, run } = await open(toy(reference(true).machine));
  assert.equal(run.violation?.kind, 'fault');
  const last = run.steps.at(-1);
  const { choices } = await sessions.ask(data.session, { do: 'choices', run: run.id, at: run.steps.length - 1 });
  const its = choices.filter(({ lane, text }) => lane === last?.lane && text === last?.text);
  assert.deepEqual(
    its.map(({ fault, taken }) => [fault !== undefined, taken]),
    [[true, true]],
  );
  const after = await sessions.ask(data.session, { do: 'choices', run: run.id, at: run.steps.length });
  assert.ok(after.choices.every(({ lane }) => lane !== last?.lane));
  assert.ok(after.stuck.some(({ lane, why }) => lane === last?.lane && why.startsWith('goes no further: ')));
});

test('other violations: deadlocks at other places, and what is asked at the end is not asked of who stands in one', async () => {
  const twice = machine({
    name: 'twice',
    cells: ['a 0..1', 'b 0..1', 'c 0..1', 'd 0..1'],
    threads: [
      {
        name: 'CPU0',
        code: `0 -> 1  a == 0 : a = 1
               1 -> 2  b == 0 : b = 1
               2 -> 3  : a = 0, b = 0
               3 -> 4  c == 0 : c = 1
               4 -> 5  d == 0 : d = 1
               5 -> 6  : c = 0, d = 0`,
      },
      {
        name: 'CPU1',
        code: `0 -> 1  b == 0 : b = 1
               1 -> 2  a == 0 : a = 1
               2 -> 3  : a = 0, b = 0
               3 -> 4  d == 0 : d = 1
               4 -> 5  c == 0 : c = 1
               5 -> 6  : c = 0, d = 0`,
      },
    ],
    finally: { 'every lock is given back': 'a + b + c + d == 0' },
  });
  const { sessions, data, run } = await open(toy(twice));
  const { found, said } = await sessions.ask(data.session, { do: 'others', run: run.id });
  assert.deepEqual(
    found.map(({ steps }) => steps),
    [2, 8],
  );
  assert.match(said, /^2 violations, each of another kind or at another place, and no other\.$/);
  const { run: second } = await sessions.ask(data.session, { do: 'other', run: run.id, found: found[1]?.id ?? '' });
  assert.equal(second.violation?.kind, 'deadlock');
  assert.equal(second.violation?.step, 7);
});

test('other violations: after a livelock those that do not go through the same steps', async () => {
  const { sessions, data, run } = await open(toy(polite(true).machine));
  assert.equal(run.violation?.kind, 'livelock');
  const { found, said } = await sessions.ask(data.session, { do: 'others', run: run.id });
  assert.equal(found.length, 1);
  assert.match(said, /and no other/);
  const { run: same } = await sessions.ask(data.session, { do: 'other', run: run.id, found: found[0]?.id ?? '' });
  assert.equal(same.violation?.kind, 'livelock');
  assert.ok(same.steps.some(({ loops }) => loops));
});

test('other violations: one that comes after another is shown at its own step', async () => {
  const late = machine({
    name: 'late',
    cells: ['x 0..2'],
    threads: [{ name: 'CPU0', code: '0 -> 1 : x = 1\n1 -> 2 : x = 2' }],
    always: { 'x is small': 'x < 1', 'x is not two': 'x < 2' },
  });
  const { sessions, data, run } = await open(toy(late));
  const { found } = await sessions.ask(data.session, { do: 'others', run: run.id });
  assert.deepEqual(
    found.map(({ steps, after }) => [steps, after]),
    [
      [1, undefined],
      [2, 'x is small'],
    ],
  );
  const { run: second } = await sessions.ask(data.session, { do: 'other', run: run.id, found: found[1]?.id ?? '' });
  assert.equal(second.violation?.step, 1);
  assert.match(second.violation?.sentence ?? '', /x is not two/);
  const back = await sessions.ask(data.session, { do: 'undo', run: run.id });
  assert.equal(back.run.violation?.step, 0);
});

test('the same schedule on both images, in rows, with the step where they part', async () => {
  const { sessions, data, run } = await open(play({ before: counter(2, true).machine, after: counter(2, false).machine }));
  assert.equal(run.id, 'after');
  assert.ok(data.can.includes('compare'));
  const { left, right, rows, parts, sentence } = await sessions.ask(data.session, { do: 'compare', run: 'after' });
  assert.equal(left.id, 'before');
  assert.equal(left.violation, undefined);
  assert.ok(right.violation);
  assert.ok(parts < rows.length);
  assert.match(sentence, /part at step 1/);
  for (const side of ['left', 'right'] as const) {
    const steps = rows.map((row) => row[side]).filter((at) => at !== undefined);
    assert.deepEqual(
      steps,
      (side === 'left' ? left : right).steps.map((_, index) => index),
      'every step once, in order',
    );
  }
});

test('a run beside itself never parts', async () => {
  const machine = counter(2, false).machine;
  const { run } = await open(toy(machine));
  const { rows, parts } = align(run, run);
  assert.equal(parts, rows.length);
});

test('a replay file holds all that is needed', async () => {
  const { sessions, data, run } = await open(play({ before: counter(2, true).machine, after: counter(2, false).machine }));
  await sessions.ask(data.session, {
    do: 'take',
    run: 'before',
    at: 0,
    rule: (await sessions.ask(data.session, { do: 'choices', run: 'before', at: 0 })).choices[1]?.rule ?? -1,
  });
  const { text } = await sessions.ask(data.session, { do: 'export', run: 'after', as: 'file', at: 2 });
  const again = await open(filePlay({ kind: 'file', text }));
  assert.equal(again.data.title, 'a toy');
  assert.equal(again.run.id, 'after');
  assert.equal(again.data.at, 2);
  assert.deepEqual(again.run.steps, run.steps);
  assert.equal(again.data.runs[0]?.byHand, true);
  assert.equal(again.data.runs[0]?.steps.length, 1);
});

test('files that are no replay: another version, cut off, a script, anything', () => {
  const why = (text: string): string => {
    try {
      filePlay({ kind: 'file', text });
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  assert.notEqual(why(''), '');
  assert.notEqual(why('{"format":"mm-patch-review/replay","version":99,"runs":[]}'), '');
  assert.match(why('{"format":"mm-patch-review/replay","version":99,"runs":[]}'), /newer/);
  assert.notEqual(why('<script>alert(1)</script>'), '');
  assert.notEqual(why('[1,2,3]'), '');
});

test('a schedule is put back as far as it fits', async () => {
  const machine = counter(2, false).machine;
  const made = toy(machine);
  const { run } = await open(made);
  const schedule = run.steps.map(({ rule }) => rule);
  const resumed = await sessionsOf(made).open({ source: made.source, resume: { run: 'only', schedule: schedule.slice(0, 3), at: 2 } });
  assert.equal(resumed.at, 2);
  assert.equal(resumed.runs[0]?.steps.length, 3);
  assert.deepEqual(resumed.lacks, []);
  const wrong = await sessionsOf(made).open({
    source: made.source,
    resume: { run: 'only', schedule: [...schedule.slice(0, 2), 999], at: 9 },
  });
  assert.match(wrong.lacks[0] ?? '', /fits up to step 2/);
  assert.equal(wrong.at, 2);
});

test('a closed session answers with a sentence', async () => {
  const { sessions, data, run } = await open(toy(counter(2, false).machine));
  sessions.close(data.session);
  await assert.rejects(sessions.ask(data.session, { do: 'shortest', run: run.id }), /no longer has this replay/);
});

const reviewer = await makeReviewer();
const shelf = reviewer.scenarios();

for (const scenario of shelf.scenarios) {
  test(`the scenario ${scenario.id} opens, broken and mended`, async () => {
    // All variants have their verdicts in the sim room's own tests.
    const kinds = ['breaks', 'holds'].flatMap((verdict) => scenario.variants.find((one) => one.verdict === verdict) ?? []);
    for (const variant of kinds) {
      const source = { kind: 'scenario', scenario: scenario.id, variant: variant.id } as const;
      const { run } = await open(scenarioPlay(shelf, source, nowhere));
      assert.equal(run.verdict.kind, variant.verdict, variant.id);
      assert.ok(run.steps.length > 0, variant.id);
      assert.equal(run.violation !== undefined, variant.verdict === 'breaks', variant.id);
      for (const { stack, calls } of run.steps) assert.ok(calls.length <= stack.length);
      for (const { from, to } of [...run.holds, ...run.contexts]) assert.ok(from <= to && to <= run.steps.length);
    }
  });
}

test('every scenario is offered, and changes to its code can be tried', async () => {
  const offers = scenarioOffers(shelf);
  assert.equal(
    offers.length,
    shelf.scenarios.reduce((sum, { variants }) => sum + variants.length, 0),
  );
  const scenario = shelf.find('zswap-lru-offline') ?? shelf.scenarios[0];
  const broken = scenario?.variants.find(({ verdict }) => verdict === 'breaks');
  assert.ok(scenario && broken);
  const { sessions, data, run } = await open(scenarioPlay(shelf, { kind: 'scenario', scenario: scenario.id, variant: broken.id }, nowhere));
  const { candidates } = await sessions.ask(data.session, { do: 'candidates', run: run.id });
  assert.ok(candidates.length > 0);
  let tried = 0;
  for (const { id } of candidates.slice(0, 6)) {
    const moved = await sessions.ask(data.session, { do: 'try', run: run.id, candidate: id }).catch((error: Error) => error);
    if (moved instanceof Error) assert.match(moved.message, /^That change cannot be run: /);
    else {
      tried++;
      assert.equal(moved.run.kind, 'tried');
      assert.notEqual(moved.said, '');
    }
  }
  assert.ok(tried > 0, 'some change could be run');
});
