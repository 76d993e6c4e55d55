import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { type ReviewSteps, Reviews } from '../../server/src/lsp/reviews.ts';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { noFindings } from '../cli/fake.ts';

/**
 * Documents that are a version each, and a log of what happens. `held`: reviews (`a 1`) that, once begun, do not end
 * before `release()` unless they are given up; so no test depends on how fast something is.
 */
function scene(overrides: Partial<ReviewSteps> = {}, held: readonly string[] = []) {
  const log: string[] = [];
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const logged = async (line: string): Promise<void> => {
    while (!log.includes(line)) await turn();
  };
  const ended = async (): Promise<void> => {
    while (log.at(-1) !== 'busy 0') await turn();
  };
  const working = (what: string, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      if (!held.includes(what)) resolve();
      else void released.then(resolve);
    });
  const versions = new Map<string, number>();
  const steps: ReviewSteps = {
    text: (uri) => (versions.has(uri) ? { version: versions.get(uri)!, text: `version ${versions.get(uri)}` } : undefined),
    parse: parsePatchText,
    review: async (document, signal, uri) => {
      const what = `${uri} ${versions.get(uri)}`;
      log.push(`begun ${what}`);
      await working(what, signal);
      return { review: noFindings(document) };
    },
    parsed: (uri, version) => void log.push(`parsed ${uri} ${version}`),
    done: ({ uri, version, failure }) => void log.push(`${failure ? 'failed' : 'done'} ${uri} ${version}`),
    nothing: (uri) => void log.push(`nothing ${uri}`),
    busy: (count) => void log.push(`busy ${count}`),
    ...overrides,
  };
  const reviews = new Reviews(steps, 10);
  const edit = (uri: string, version: number, now = false) => {
    versions.set(uri, version);
    reviews.touch(uri, now);
  };
  return { reviews, log, edit, versions, release: () => release(), logged, ended, working };
}

test('fast typing: one review, of the last version; whoever waited gets that one', async () => {
  const { reviews, log, edit, logged, release } = scene({}, ['a 1']);
  edit('a', 1, true);
  const waiting = reviews.newest('a');
  await logged('begun a 1');
  edit('a', 2);
  edit('a', 3);
  release();
  assert.equal((await waiting)?.version, 3);
  assert.equal(reviews.last('a')?.version, 3);
  assert.deepEqual(
    log.filter((line) => !line.startsWith('busy')),
    ['parsed a 1', 'begun a 1', 'begun a 3', 'done a 3'],
  );
  assert.equal(log.at(-1) === 'done a 3' || log.at(-1) === 'busy 0', true);
});

test('documents do not disturb each other', async () => {
  const { reviews, log, edit } = scene();
  edit('a', 1, true);
  edit('b', 1, true);
  await Promise.all([reviews.newest('a'), reviews.newest('b')]);
  assert.deepEqual(log.filter((line) => line.startsWith('done')).sort(), ['done a 1', 'done b 1']);
});

test('closing ends the waiting and the work', async () => {
  const { reviews, log, edit, logged, ended } = scene({}, ['a 1']);
  edit('a', 1, true);
  const waiting = reviews.newest('a');
  await logged('begun a 1');
  reviews.close('a');
  assert.equal(await waiting, undefined);
  await ended();
  assert.ok(!log.some((line) => line.startsWith('done')), log.join());
  assert.equal(log.at(-1), 'busy 0');
});

test('a failure is an outcome, and the next version has its chance', async () => {
  let broken = true;
  const { reviews, log, edit } = scene({
    review: async (document) => {
      if (broken) throw new Error('no');
      return { review: noFindings(document) };
    },
  });
  edit('a', 1, true);
  assert.ok((await reviews.newest('a'))?.failure);
  broken = false;
  edit('a', 2);
  assert.ok((await reviews.newest('a'))?.review);
  assert.deepEqual(
    log.filter((line) => /done|failed/.test(line)),
    ['failed a 1', 'done a 2'],
  );
});

test('a parser that throws is a failure too', async () => {
  const { reviews, edit } = scene({
    parse: () => {
      throw new Error('cannot be');
    },
  });
  edit('a', 1, true);
  assert.ok((await reviews.newest('a'))?.failure);
});

test('a document without a patch has nothing', async () => {
  const { reviews, log, edit, versions } = scene();
  edit('a', 1, true);
  versions.delete('a');
  assert.equal(await reviews.newest('a'), undefined);
  assert.deepEqual(log, ['nothing a']);
});

test('touchAll reviews all open documents again', async () => {
  const { reviews, log, edit } = scene();
  edit('a', 1, true);
  edit('b', 1, true);
  await Promise.all([reviews.newest('a'), reviews.newest('b')]);
  reviews.touchAll();
  await Promise.all([reviews.newest('a'), reviews.newest('b')]);
  assert.equal(log.filter((line) => line.startsWith('done')).length, 4);
  assert.equal(log.filter((line) => line.startsWith('parsed')).length, 2, 'what was shown once is not shown half again');
});

test('giving up ends the work and the waiting, and leaves the document to the next edit', async () => {
  const { reviews, log, edit, logged, ended } = scene({}, ['a 2']);
  edit('a', 1, true);
  await reviews.newest('a');
  edit('a', 2, true);
  const waiting = reviews.newest('a');
  await logged('begun a 2');
  reviews.giveUp('a');
  assert.equal((await waiting)?.version, 1, 'what is known is what was known before');
  await ended();
  assert.ok(!log.includes('done a 2'));
  edit('a', 3);
  assert.equal((await reviews.newest('a'))?.version, 3);
  reviews.giveUp('a');
  reviews.giveUp('nothing');
  assert.equal(reviews.last('a')?.version, 3);
});

test('giving all up ends what runs behind a quick review too, and the quick one stays', async () => {
  const made = scene(
    {
      complete: async ({ review }, signal) => {
        made.log.push('completing');
        await made.working('the rest', signal);
        return { review: review! };
      },
    },
    ['the rest'],
  );
  const { reviews, log, edit, logged, ended } = made;
  edit('a', 1);
  await logged('completing');
  reviews.giveUpAll();
  await ended();
  assert.equal(log.filter((line) => line.startsWith('done')).length, 1);
  assert.equal(reviews.last('a')?.version, 1);
});
