// What a reader of a whole mailbox sees: whose patch it is, each story once, and notes that do not drown the hazards.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { nodeEngine } from '../../server/src/cli/engine-node.ts';
import { run } from '../../server/src/cli/index.ts';
import type { PatchDocument } from '../../server/src/patch/types.ts';
import type { Finding, Review } from '../../server/src/review/index.ts';
import type { SourceTree } from '../../server/src/tree/types.ts';
import { fakeEngine, fakeIo, noFindings, sample } from './fake.ts';
import { golden } from './golden.ts';

const engine = nodeEngine(pathToFileURL('server/model/'));
const lostTwice = readFileSync('test/cli/mails/lost-twice.patch', 'utf8');

test('a reference that every way out loses is told once; the other ways out are a line each', async () => {
  const io = fakeIo({ files: { 'a.patch': lostTwice } });
  assert.equal(await run(['check', 'a.patch'], io, engine), 1);
  golden('cli/fixtures/lost-twice.txt', `${io.out}---- standard error\n${io.err}`);
});

test('the mail asks once, and says of the other ways out that they are the same', async () => {
  const io = fakeIo({ files: { 'a.patch': lostTwice } });
  assert.equal(await run(['reply', 'a.patch'], io, engine), 0);
  golden('cli/fixtures/lost-twice.reply.eml', io.out);
});

test('a race is told in columns, in the text and in the mail', async () => {
  const io = fakeIo({ files: { 'a.patch': sample('race-drain.patch') } });
  assert.equal(await run(['check', '--kernel', 'samples/tree', 'a.patch'], io, engine), 1);
  const mail = fakeIo({ files: { 'a.patch': sample('race-drain.patch') } });
  assert.equal(await run(['reply', '--kernel', 'samples/tree', 'a.patch'], mail, engine), 0);
  golden('cli/fixtures/race-told.txt', `${io.out}---- the mail\n${mail.out}`);
});

const series = sample('series-five-v1.mbox');

/** Five patches and one more, each read by its hunks, with a question about the first and the last. */
function questions(document: PatchDocument): Review {
  const review = noFindings(document);
  const ask = (patch: number): Finding => ({
    rule: 'error/ignored',
    severity: patch === 0 ? 'info' : 'warning',
    confidence: 'low',
    change: 'introduced',
    message: 'the result is not looked at',
    function: 'tide',
    file: '',
    line: 12,
    side: 'new',
    object: 'tide',
    input: { start: review.patches[patch]!.range.start, end: review.patches[patch]!.range.end },
    path: [],
    fingerprint: `f${patch}`,
    patch,
  });
  return { ...review, findings: [ask(0), ask(review.patches.length - 1)] };
}

test('in a mailbox each finding stands below the subject of its patch; how the patches were read is a number', async () => {
  const io = fakeIo({ files: { 'in.mbox': `${series}\n${sample('ref-leak.patch')}` } });
  assert.equal(await run(['check', '--kernel', 'linux', 'in.mbox'], io, fakeEngine({ review: questions })), 1);
  const heads = io.out.split('\n').filter((line) => line.includes(": in '"));
  assert.deepEqual(heads, [
    "in.mbox: in '[PATCH 1/5] mm/tidepool: say how often a limit was refused':",
    "in.mbox: in '[PATCH] mm/tideline: do not count folios under writeback':",
  ]);
  assert.match(io.out, /\n {6}in tide\(\), line 12\n/, 'no file, no colon');
  assert.equal(
    io.err,
    'mmreview: in.mbox: 6 of 6 patches do not fit the tree, or not all of them: read by their hunks (--verbose lists them)\n' +
      'mmreview: 6 patches in 1 input: 2 introduced (1 question), 0 fixed\n',
  );
  const all = fakeIo({ files: { 'in.mbox': `${series}\n${sample('ref-leak.patch')}` } });
  await run(['check', '-v', '--kernel', 'linux', 'in.mbox'], all, fakeEngine({ review: questions }));
  assert.equal(all.err.match(/\[hunks-only\]/g)?.length, 6);
  assert.doesNotMatch(all.err, /--verbose/);
});

test('the files of one patch that do not fit are one note', async () => {
  const io = fakeIo({ files: { 'a.patch': sample('ref-leak.patch') } });
  const review = (document: PatchDocument): Review => {
    const { patches, ...rest } = noFindings(document);
    const file = (name: string) => ({ path: name, context: 'hunks' as const, reason: `${name} is not in this tree`, functions: [] });
    return { ...rest, patches: patches.map((patch) => ({ ...patch, files: ['a.c', 'b.c', 'c.c', 'd.c', 'e.c'].map(file) })) };
  };
  await run(['check', '--kernel', 'linux', 'a.patch'], io, fakeEngine({ review }));
  assert.match(
    io.err,
    /note: only the hunks were read: a\.c is not in this tree; b\.c is not in this tree; c\.c is not in this tree; and 2 more files \[hunks-only\]/,
  );
  assert.equal(io.err.match(/hunks-only/g)?.length, 1);
});

test('a folder that is no kernel tree is said, for every command that takes one', async () => {
  const folder: SourceTree = { label: 'x', read: async () => undefined, list: async () => [], version: async () => undefined };
  for (const command of ['check', 'reply']) {
    const io = fakeIo({ files: { 'a.patch': sample('ref-leak.patch') } });
    await run([command, '--kernel', '/etc', 'a.patch'], io, { ...fakeEngine(), openTree: async () => folder });
    assert.match(io.err, /^mmreview: --kernel: \/etc does not look like a kernel tree: it has no Makefile that says a version\n/);
  }
});

test('--help of a command tells of that command alone, --help of all', async () => {
  for (const args of [
    ['check', '--help'],
    ['help', 'check'],
    ['-h', 'check'],
  ]) {
    const io = fakeIo();
    assert.equal(await run(args, io, fakeEngine()), 0);
    assert.match(io.out, /^Usage: mmreview check .*\n\nReviews mails/);
    assert.match(io.out, /--carried/);
    assert.doesNotMatch(io.out, /--scenario|mmreview reply/);
  }
  const all = fakeIo();
  await run(['--help'], all, fakeEngine());
  for (const name of ['check', 'reply', 'replay', 'scenarios', 'audit', 'model'])
    assert.match(all.out, new RegExp(`mmreview ${name} `), name);
  for (const line of all.out.split('\n')) assert.ok(line.length <= 140, line);
});
