/** The page's controller with nothing around it: what it asks, keeps, highlights; how answers move it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Controller } from '../../client/src/panel/controller.ts';
import type { Kept, ToHost } from '../../client/src/panel/messages.ts';
import type { Ability, ReplayData, SimAsk } from '../../server/src/lsp/sim-protocol.ts';
import { smallRun } from './runs.ts';

const all: Ability[] = ['hand', 'compare', 'try', 'columns', 'reply', 'promela', 'json', 'save'];

function replay(can = all): ReplayData {
  const before = smallRun({ id: 'before', kind: 'before', label: 'before the patch', violation: undefined });
  return {
    session: 's1',
    source: { kind: 'file', text: '' },
    title: 'A title',
    story: '',
    runs: [before, smallRun()],
    show: 'after',
    at: 4,
    lacks: [],
    can,
  };
}

function stage(can?: Ability[], kept?: Kept) {
  const posted: ToHost[] = [];
  const timers: (() => void)[] = [];
  let stored: Kept | undefined;
  const controller = new Controller({
    post: (message) => posted.push(message),
    store: (now) => {
      stored = now;
    },
    ...(kept ? { kept } : {}),
    draw: () => undefined,
    later: (_, what) => {
      timers.push(what);
      return () => timers.splice(timers.indexOf(what), 1);
    },
  });
  controller.receive({ type: 'replay', replay: replay(can) });
  const asks = (): SimAsk[] => posted.flatMap((message) => (message.type === 'ask' ? [message.ask] : []));
  const tick = (): void => timers.shift()?.();
  const answer = (value: object): void => {
    const last = posted.filter((message) => message.type === 'ask').at(-1);
    assert.ok(last?.type === 'ask');
    controller.receive({ type: 'answer', id: last.id, ok: true, answer: value as never });
  };
  return { controller, posted, asks, tick, answer, timers, stored: () => stored };
}

test('what was told before the page listened is asked for; what it shows is not', () => {
  const posted: ToHost[] = [];
  const controller = new Controller({
    post: (message) => posted.push(message),
    store: () => undefined,
    draw: () => undefined,
    later: () => () => undefined,
  });
  controller.receive({ type: 'has', session: 's1' });
  assert.deepEqual(posted, [{ type: 'missed' }]);
  controller.receive({ type: 'replay', replay: replay() });
  controller.receive({ type: 'has', session: 's1' });
  assert.equal(posted.filter(({ type }) => type === 'missed').length, 1);
  controller.receive({ type: 'has', session: 's2' });
  assert.equal(posted.filter(({ type }) => type === 'missed').length, 2);
});

test('opens where it breaks, steps, goes back, and highlights the line', () => {
  const { controller, posted, stored } = stage();
  assert.equal(controller.state.at, 4);
  controller.perform('back');
  assert.equal(controller.state.at, 3);
  const last = posted.filter((message) => message.type === 'highlight').at(-1);
  assert.equal(last?.type === 'highlight' && last.places[0]?.name, 'a.patch:9');
  controller.perform('first');
  controller.perform('back');
  assert.equal(controller.state.said, 'The start');
  controller.perform('next-preemption');
  assert.equal(controller.state.at, 3);
  controller.perform('violation');
  assert.equal(controller.state.at, 4);
  assert.equal(stored()?.at, 4);
});

test('a cursor on a line moves to the step there', () => {
  const { controller } = stage();
  controller.receive({ type: 'cursor', uri: 'file:///a.patch', line: 4 });
  assert.equal(controller.state.at, 2);
  controller.receive({ type: 'cursor', uri: 'file:///a.patch', line: 99 });
  assert.equal(controller.state.at, 2);
});

test('choices are asked for where somebody stays, and taken by number', () => {
  const { controller, asks, tick, answer } = stage();
  controller.perform('back');
  tick();
  assert.deepEqual(asks().at(-1), { do: 'choices', run: 'after', at: 3 });
  answer({ choices: [{ rule: 9, lane: 1, text: 'x', taken: false }], stuck: [] });
  controller.perform('choose', 0);
  assert.deepEqual(asks().at(-1), { do: 'take', run: 'after', at: 3, rule: 9 });
  answer({ run: smallRun({ byHand: true, undo: 1 }), at: 4, said: '' });
  assert.equal(controller.state.at, 4);
  controller.perform('undo');
  assert.deepEqual(asks().at(-1), { do: 'undo', run: 'after' });
  controller.perform('choose', 5);
  assert.match(controller.state.said, /no choice 6/);
});

test('a schedule by hand is kept, the place and the pins too; they come back', () => {
  const { controller, answer, stored } = stage();
  controller.take(9);
  answer({ run: smallRun({ byHand: true, undo: 1 }), at: 2, said: '' });
  controller.perform('pin');
  const kept = stored();
  assert.deepEqual(kept?.schedule, [1, 2, 5, 3]);
  assert.deepEqual(kept?.pins, ['Z.refs']);
  const again = stage(all, kept);
  assert.equal(again.controller.state.at, 2);
  assert.deepEqual(again.controller.state.pins, ['Z.refs']);
});

test('what cannot be done is said, and nothing is asked', () => {
  const { controller, asks } = stage(['columns']);
  for (const command of ['continue', 'shortest', 'others', 'try', 'compare', 'copy-promela', 'save'] as const) {
    controller.perform(command);
    assert.notEqual(controller.state.said, '', command);
  }
  assert.deepEqual(asks(), []);
  controller.perform('copy-columns');
  assert.deepEqual(asks(), [{ do: 'export', run: 'after', as: 'columns', at: 4 }]);
});

test('slow questions show how far they are, can be stopped, and an error is a sentence', () => {
  const { controller, posted } = stage();
  controller.perform('continue');
  controller.receive({ type: 'progress', states: 1234 });
  assert.equal(controller.state.busy?.states, 1234);
  controller.perform('cancel');
  assert.ok(posted.some(({ type }) => type === 'cancel'));
  const ask = posted.findLast((message) => message.type === 'ask');
  assert.ok(ask?.type === 'ask');
  controller.receive({ type: 'answer', id: ask.id, ok: false, message: 'It was stopped.' });
  assert.equal(controller.state.busy, undefined);
  assert.equal(controller.state.said, 'It was stopped.');
});

test('plays to the end and stops there; from the end it begins anew', () => {
  const { controller, timers } = stage(['columns']);
  controller.perform('play');
  assert.equal(controller.state.at, 0);
  for (let left = 10; left > 0 && controller.state.playing; left--) timers.shift()?.();
  assert.equal(controller.state.at, 4);
  assert.equal(controller.state.playing, false);
});

test('the other image keeps the place; a tried change is a run of its own', () => {
  const { controller, answer } = stage();
  controller.perform('back');
  controller.perform('other-run');
  assert.equal(controller.state.run, 'before');
  assert.equal(controller.state.at, 3);
  controller.perform('try');
  answer({ candidates: [{ id: 'c0', text: 'a lock', kind: 'lock' }], said: 'One.' });
  controller.tryOut('c0');
  answer({ run: smallRun({ id: 'tried-c0', kind: 'tried', label: 'what if: a lock' }), at: 0, said: 'It holds.' });
  assert.equal(controller.state.run, 'tried-c0');
  assert.equal(controller.state.runs.length, 3);
  assert.match(controller.state.said, /^It holds\./);
});

test('a failure before anything was shown is shown; after that it is said', () => {
  const { controller } = stage();
  controller.receive({ type: 'failed', message: 'gone' });
  assert.equal(controller.state.failure, undefined);
  assert.equal(controller.state.said, 'gone');
});
