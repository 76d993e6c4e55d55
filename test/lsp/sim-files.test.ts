/** Replays of a document, saved and opened again: with the document at hand, without it, with another text of it; and what was tried in them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type AtHand, filePlay } from '../../server/src/lsp/sim-files.ts';
import { heldUri } from '../../server/src/lsp/sim-place.ts';
import { documentOffers, documentPlay, type Replayable } from '../../server/src/lsp/sim-plays.ts';
import type { ReplayData, ReplaySource, Resume } from '../../server/src/lsp/sim-protocol.ts';
import { SimSessions } from '../../server/src/lsp/sim-sessions.ts';
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { Bench } from '../../server/src/review/index.ts';
import { exploreAll, type Machine } from '../../server/src/sim/index.ts';
import { makeReviewer } from '../check/reviewer.ts';

const reviewer = await makeReviewer();
const elsewhere = { treeUri: () => undefined, modelUri: (file: string) => `file:///model/${file}` };
const uri = 'file:///mails/early%20look.patch';
const mail = readFileSync('test/lsp/fixtures/early-look.patch', 'utf8');
const explore = async (machine: Machine) => exploreAll(machine);

async function replayable(text = mail): Promise<Replayable> {
  const benches: Bench[] = [];
  const document = parsePatchText(text);
  const review = await reviewer.review(document, { onBench: (bench) => benches.push(bench) });
  return { uri, text, document, review, replays: reviewer.replays(benches) };
}

function sessions(open: readonly Replayable[]): SimSessions {
  const atHand: AtHand = { shelf: reviewer.scenarios(), elsewhere, open };
  return new SimSessions({
    async play(source) {
      if (source.kind === 'file') return filePlay(source, atHand);
      assert.ok(source.kind === 'document' && open[0]);
      return documentPlay(open[0], source, elsewhere, explore);
    },
    explore: async (machine, options) => exploreAll(machine, options),
    progress: () => undefined,
  });
}

const here = await replayable();
const [offer] = await documentOffers(here, explore);
assert.ok(offer);
const { source } = offer;

/** The replay of the mail as a file. */
async function saved(): Promise<ReplaySource> {
  const all = sessions([here]);
  const { session, show, at } = await all.open({ source });
  const { text } = await all.ask(session, { do: 'export', run: show, as: 'file', at });
  return { kind: 'file', text };
}

const linesOf = (data: ReplayData, uris: string): number[] => {
  const run = data.runs.find(({ id }) => id === data.show);
  const places = run?.steps.flatMap((step) => step.places) ?? [];
  return [...new Set(places.filter((place) => place.uri.startsWith(uris)).map(({ range }) => range.start.line + 1))];
};

test('a patch that brings a race in offers its replay at the line that it adds', () => {
  assert.equal(offer.verb, 'Replay');
  assert.equal(offer.says, 'holds before the patch, breaks after it');
  assert.equal(mail.split('\n')[offer.range?.start.line ?? 0], '+	if (!folio_test_lru(folio) || !folio_try_get(folio))');
});

test('a saved replay leads to the lines of its patch where that is open', async () => {
  const direct = await sessions([here]).open({ source });
  const again = await sessions([here]).open({ source: await saved() });
  assert.deepEqual(again.lacks, []);
  assert.equal(again.seeks, undefined);
  assert.deepEqual(linesOf(again, uri), linesOf(direct, uri));
  assert.ok(linesOf(again, uri).includes(30));
  assert.deepEqual(
    linesOf(again, 'file:///model/scenarios/damon-folio-lru.c'),
    linesOf(direct, 'file:///model/scenarios/damon-folio-lru.c'),
  );
});

test('where the patch is not open that is said, the files are named, and what the file was called is told', async () => {
  const file = await saved();
  const again = await sessions([]).open({ source: file });
  assert.match(again.lacks.join('\n'), /not open here/);
  assert.equal(again.seeks, 'early look.patch');
  assert.deepEqual(linesOf(again, uri), []);
  assert.ok(linesOf(again, 'file:///model/scenarios/damon-folio-lru.c').length > 0, "the scenario's own lines are linked all the same");
  const files = again.runs.flatMap(({ steps }) => steps.map((step) => step.file));
  assert.ok(files.includes('mm/damon/ops-common.c'));
  assert.ok(file.kind === 'file' && !file.text.includes('/mails/'), 'no path of this machine goes into the file');
});

test('what lies in no file here is shown as the replay holds it, as long as it is open', async () => {
  const all = sessions([]);
  const again = await all.open({ source: await saved() });
  const steps = again.runs.flatMap((run) => run.steps.filter(({ file }) => file === 'mm/damon/ops-common.c'));
  assert.ok(steps.length > 0);
  for (const { text, stack, places } of steps) {
    const [place] = places;
    assert.ok(place);
    assert.match(place.uri, /^mmreview-source:\/mm\/damon\/ops-common\.c\?s\d+\.\d+\.\d+$/);
    const held = all.source(place.uri.split('?')[1] ?? '');
    const line = held.split('\n')[place.range.start.line] ?? '';
    // The step itself, or the call that led to it.
    const names = [text.split(/[^\w]/, 1)[0] ?? '', ...stack];
    assert.ok(
      names.some((name) => line.includes(name)),
      `${text} stands on the line: ${line}`,
    );
  }
  const [, query = ''] = (steps[0]?.places[0]?.uri ?? '').split('?');
  const { text: json } = await all.ask(again.session, { do: 'export', run: again.show, as: 'json', at: 0 });
  assert.ok(!json.includes('mmreview-source'), 'nobody else can follow such an address');
  all.close(again.session);
  assert.equal(all.source(query), '');
  for (const odd of ['', 's1', 's1.0', 's1.-1.0', 's1.0.999', 's1.9.0', '../../etc/passwd', 's1.0.0.0']) assert.equal(all.source(odd), '');
});

test('a name that a stranger wrote is a name in an address, and leads nowhere', () => {
  assert.equal(heldUri('s1', 0, 2, '../../etc/pass wd?x#y'), 'mmreview-source:/etc/pass_wd_x_y?s1.0.2');
  assert.equal(heldUri('s1', 0, 2, '<script>.c'), 'mmreview-source:/_script_.c?s1.0.2');
  assert.equal(heldUri('s1', 0, 2, '..'), 'mmreview-source:/source.c?s1.0.2');
});

test('a mail with the same id that reads otherwise is not linked', async () => {
  const other = await replayable(mail.replace('page_folio(page) != folio) {', 'folio != page_folio(page)) {'));
  const again = await sessions([other]).open({ source: await saved() });
  const direct = await sessions([other]).open({ source });
  assert.ok(linesOf(direct, uri).length > 0, 'it has places of its own');
  // Its image before the patch is the same.
  const run = again.runs.find(({ kind }) => kind === 'after');
  assert.ok(run?.steps.every(({ places }) => places.every((place) => place.uri !== uri)));
});

test('changes that were tried are made again, with the way that was gone in them', async () => {
  const all = sessions([here]);
  const { session, show } = await all.open({ source });
  const { candidates } = await all.ask(session, { do: 'candidates', run: show });
  let tried: Awaited<ReturnType<typeof all.ask<{ do: 'try'; run: string; candidate: string }>>> | undefined;
  for (const { id } of candidates) tried ??= await all.ask(session, { do: 'try', run: show, candidate: id }).catch(() => undefined);
  assert.ok(tried?.run.tried, 'some change can be tried');
  const { run } = tried;
  const { choices } = await all.ask(session, { do: 'choices', run: run.id, at: 0 });
  const moved = await all.ask(session, { do: 'take', run: run.id, at: 0, rule: choices.at(-1)?.rule ?? -1 });
  const schedule = moved.run.steps.map(({ rule }) => rule);
  // As it comes back out of the state of a page: as JSON.
  const resume: Resume = JSON.parse(JSON.stringify({ run: run.id, at: 1, schedule, tried: [run.tried] }));
  const again = await sessions([here]).open({ source, resume });
  assert.deepEqual(again.lacks, []);
  assert.equal(again.show, run.id);
  assert.equal(again.at, 1);
  const made = again.runs.find(({ id }) => id === run.id);
  assert.equal(made?.label, run.label);
  assert.deepEqual(made?.verdict, run.verdict);
  assert.deepEqual(
    made?.steps.map(({ rule }) => rule),
    schedule,
  );
});

test('what is no change is left out, and what cannot be run any more is said', async () => {
  const tried = (one: object) => [{ run: 'tried-0', label: 'what if', image: 'after', edits: [one] }] as unknown as Resume['tried'];
  const open = async (one: object) => sessions([here]).open({ source, resume: { run: 'tried-0', at: 0, tried: tried(one) } });
  for (const bad of [
    { kind: 'drop', fn: 'f(); evil', at: [0, 1] },
    { kind: 'drop', fn: 'f', at: [-1, 1] },
    { kind: 'lock', fn: 'f', lock: 'a; b', how: 'SPIN', from: [0, 1], to: [0, 1] },
    { kind: 'else' },
  ]) {
    const data = await open(bad);
    assert.ok(data.runs.every(({ kind }) => kind !== 'tried'));
    assert.deepEqual(data.lacks, []);
  }
  const gone = await open({ kind: 'drop', fn: 'damon_get_folio', at: [0, 1] });
  assert.match(gone.lacks.join('\n'), /cannot be run any more/);
});
