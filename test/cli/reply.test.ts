// `mmreview reply`, and what `check` leaves out: dismissals, b4's JSON.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { nodeEngine } from '../../server/src/cli/engine-node.ts';
import { run } from '../../server/src/cli/index.ts';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { fakeEngine, fakeIo, leakReview, sample } from './fake.ts';
import { golden } from './golden.ts';

const leak = sample('ref-leak.patch');
const series = readFileSync('samples/series-two-patches.mbox', 'utf8');
const engine = fakeEngine({ review: leakReview });
const notes = (...all: object[]): string => JSON.stringify({ version: 1, notes: all });
const dismissed = JSON.stringify({ version: 1, dismissed: [{ fingerprint: 'f00d', rule: 'ref/leak', reason: 'the caller puts it' }] });

test('reply: what was found and what was noted, in one mail', async () => {
  const line = leak.split('\n').findIndex((one) => one.includes('folio_test_writeback')) + 1;
  const io = fakeIo({ files: { 'a.patch': leak, 'n.json': notes({ line, text: 'Why here?', block: ['a  b'] }) } });
  assert.equal(await run(['reply', '--notes', 'n.json', '--from', 'Ebba Reader <ebba@example.org>', 'a.patch'], io, engine), 0);
  golden('cli/fixtures/reply.eml', `${io.out}---- standard error\n${io.err}`);
});

test('reply: several mails are a mailbox, one of them is chosen by its number', async () => {
  const lines = series.split('\n').flatMap((one, i) => (/^\+\tfolio_lock|^\+\t\tfolio_put/.test(one) ? [i + 1] : []));
  const files = { 's.mbox': series, 'n.json': notes(...lines.map((line) => ({ line, text: 'From where?' }))) };
  const io = fakeIo({ files });
  const real = nodeEngine(pathToFileURL('server/model/'));
  assert.equal(await run(['reply', '--kernel', 'samples/tree', '--notes', 'n.json', 's.mbox'], io, real), 0);
  const { messages } = parsePatchText(io.out);
  assert.deepEqual(
    messages.map(({ subject }) => subject?.full),
    ['Re: [PATCH 1/2] mm/tideline: count a folio under its lock', 'Re: [PATCH 2/2] mm/tideline: do not count a truncated folio'],
  );
  assert.match(io.out, /^>From where\?$/m);
  const second = fakeIo({ files });
  assert.equal(await run(['reply', '--kernel', 'samples/tree', '--patch=2', 's.mbox'], second, real), 0);
  assert.match(second.out, /^To: Robin Shore/);
  assert.match(second.out, /^Is folio still held when this path returns\?$/m);
  const third = fakeIo({ files });
  assert.equal(await run(['reply', '--kernel', 'samples/tree', '--patch=3', 's.mbox'], third, real), 2);
  assert.match(third.err, /--patch 3: s\.mbox has 2 patches/);
});

test('reply: what was dismissed is not asked about', async () => {
  const io = fakeIo({ files: { 'a.patch': leak, 'd.json': dismissed } });
  assert.equal(await run(['reply', '--dismissed', 'd.json', 'a.patch'], io, engine), 1);
  assert.equal(io.out, '');
  assert.match(io.err, /a\.patch: there is nothing to say/);
});

test('check: what was dismissed is left out, counted, and suppressed in SARIF', async () => {
  const files = { 'a.patch': leak, 'd.json': dismissed };
  const text = fakeIo({ files });
  assert.equal(await run(['check', '--dismissed', 'd.json', 'a.patch'], text, engine), 0);
  assert.doesNotMatch(text.out, /ref\/leak/);
  assert.match(text.err, /0 introduced, 1 fixed, 1 dismissed/);
  const sarif = fakeIo({ files });
  await run(['check', '--dismissed', 'd.json', '--format', 'sarif', 'a.patch'], sarif, engine);
  const { results } = JSON.parse(sarif.out).runs[0];
  assert.deepEqual(
    results.map((one: { ruleId: string; suppressions?: { justification: string }[] }) => [
      one.ruleId,
      one.suppressions?.[0]?.justification,
    ]),
    [
      ['ref/double-put', undefined],
      ['ref/leak', 'the caller puts it'],
    ],
  );
});

test('check: the JSON of b4', async () => {
  const io = fakeIo({ files: { '-': leak, clean: sample('quiet-trylock.patch'), prose: 'Hello\n' } });
  assert.equal(await run(['check', '--format', 'b4', '-'], io, engine), 1);
  const [one, ...more] = JSON.parse(io.out);
  assert.deepEqual(more, []);
  assert.equal(one.tool, 'mmreview');
  assert.equal(one.status, 'fail');
  assert.equal(one.summary, '1 hazard introduced, 1 fixed');
  assert.match(one.details, /^<stdin>:25:\d+: error: .*\[ref\/leak\]/m);
  const clean = fakeIo({ files: { clean: sample('quiet-trylock.patch') } });
  assert.equal(await run(['check', '--format', 'b4', 'clean'], clean, fakeEngine()), 0);
  assert.deepEqual(JSON.parse(clean.out), [{ tool: 'mmreview', status: 'pass', summary: 'no hazard found, hunks only' }]);
  const prose = fakeIo({ files: { prose: 'Hello\n' } });
  await run(['check', '--format', 'b4', 'prose'], prose, fakeEngine());
  assert.deepEqual(JSON.parse(prose.out), []);
  const gone = fakeIo();
  assert.equal(await run(['check', '--format', 'b4', 'gone'], gone, fakeEngine()), 2);
  assert.equal(JSON.parse(gone.out)[0].status, 'fail');
});

test('wrong usage and unreadable files are one clear line', async () => {
  const files = { 'a.patch': leak, 'bad.json': '{', 'v2.json': '{"version":2}', 'n.json': notes({ line: 0, text: 'x' }) };
  for (const [args, said] of [
    [['reply'], /reply needs a FILE/],
    [['reply', 'a', 'b'], /takes one input/],
    [['reply', '--width', '10', 'a.patch'], /--width' needs a number from 60 to 78/],
    [['reply', '--patch', 'x', 'a.patch'], /--patch' needs a number from 1/],
    [['reply', '--from', 'nobody', 'a.patch'], /'nobody' is no 'NAME <ADDRESS>'/],
    [['reply', '--format', 'json', 'a.patch'], /does not belong to reply/],
    [['audit', '--kernel', 'x', '--format', 'b4'], /unknown format 'b4'/],
    [['reply', '--notes', 'n.json', 'a.patch'], /n\.json: note 1 has no "line"/],
    [['reply', '--notes', 'bad.json', 'a.patch'], /bad\.json: not JSON/],
    [['reply', '--kernel', 'nowhere', 'a.patch'], /--kernel: nowhere: no such folder/],
    [['reply', 'gone'], /gone: no such file/],
    [['check', '--dismissed', 'v2.json', 'a.patch'], /v2\.json: its "version" is 2, not 1/],
    [['check', '--dismissed', 'gone', 'a.patch'], /gone: no such file/],
  ] as const) {
    const io = fakeIo({ files });
    assert.equal(await run(args, io, engine), 2, args.join(' '));
    assert.match(io.err, said);
    assert.equal(io.err.trim().split('\n').length, 1, io.err);
    assert.equal(io.out, '');
  }
});
