import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { run } from '../../server/src/cli/index.ts';
import { fakeEngine, fakeIo, leakReview, sample } from './fake.ts';
import { golden } from './golden.ts';
import { violations } from './schema.ts';

const leak = sample('ref-leak.patch');
const engine = fakeEngine({ review: leakReview });
const schema = JSON.parse(readFileSync('docs/mmreview.schema.json', 'utf8'));

test('text: findings as a compiler prints them, the summary on standard error', async () => {
  const io = fakeIo({ files: { 'a.patch': leak } });
  assert.equal(await run(['check', '--kernel', 'linux', '--carried', 'a.patch'], io, engine), 1);
  golden('cli/fixtures/check.txt', `${io.out}---- standard error\n${io.err}`);
});

test('JSON: the documented shape, and valid by its schema', async () => {
  const io = fakeIo({ files: { 'a.patch': leak } });
  assert.equal(await run(['check', '--kernel', 'linux', '--format=json', 'a.patch'], io, engine), 1);
  assert.deepEqual(violations(JSON.parse(io.out), schema), []);
  golden('cli/fixtures/check.json', io.out);
  assert.equal(io.err, '', 'nothing but the errors goes to standard error');
});

test('JSON: carried findings are neither introduced nor fixed, and come on request only', async () => {
  const io = fakeIo({ files: { 'a.patch': leak } });
  await run(['check', '--carried', '--format', 'json', 'a.patch'], io, engine);
  const { findings } = JSON.parse(io.out).results[0];
  assert.deepEqual(
    findings.map((finding: { rule: string; introduced: boolean; fixed: boolean }) => [finding.rule, finding.introduced, finding.fixed]),
    [
      ['lock/rcu', false, false],
      ['ref/double-put', false, true],
      ['ref/leak', true, false],
    ],
  );
});

test('SARIF: one run, rules with help, code flows, fingerprints', async () => {
  const io = fakeIo({ files: { 'my patches/a.patch': leak } });
  assert.equal(await run(['check', '--format', 'sarif', 'my patches/a.patch', 'gone.patch'], io, engine), 2);
  const log = JSON.parse(io.out);
  assert.equal(log.version, '2.1.0');
  assert.equal(log.runs.length, 1);
  const [{ tool, results, invocations, columnKind }] = log.runs;
  assert.equal(columnKind, 'utf16CodeUnits');
  for (const rule of tool.driver.rules)
    assert.ok(rule.id && rule.shortDescription.text && rule.help.text.includes(`docs/rules/${rule.id.replace('/', '-')}.md`), rule.id);
  assert.equal(results.length, 2);
  for (const result of results) {
    assert.equal(tool.driver.rules[result.ruleIndex].id, result.ruleId);
    assert.ok(result.message.text);
    const { artifactLocation, region } = result.locations[0].physicalLocation;
    assert.equal(artifactLocation.uri, 'my%20patches/a.patch');
    assert.ok(region.startLine >= 1 && region.startColumn >= 1 && region.endColumn >= region.startColumn);
    assert.ok(result.partialFingerprints['mmreview/v1']);
  }
  const introduced = results.find((result: { baselineState: string }) => result.baselineState === 'new');
  assert.equal(introduced.level, 'error');
  const steps = introduced.codeFlows[0].threadFlows[0].locations;
  assert.equal(steps.length, 3);
  assert.equal(steps[0].location.physicalLocation.artifactLocation.uri, 'mm/tideline.c');
  assert.equal(steps[1].location.physicalLocation.artifactLocation.uri, 'my%20patches/a.patch');
  assert.deepEqual(invocations[0].toolExecutionNotifications[0].message, { text: 'gone.patch: no such file' });
  assert.equal(invocations[0].executionSuccessful, false);
});

test('the same input gives the same bytes', async () => {
  for (const format of ['text', 'json', 'sarif']) {
    const runs = await Promise.all(
      [1, 2].map(async () => {
        const io = fakeIo({ files: { 'a.patch': leak } });
        await run(['check', '--format', format, 'a.patch'], io, engine);
        return io.out + io.err;
      }),
    );
    assert.equal(runs[0], runs[1]);
  }
});

test('nothing introduced: exit 0; the summary says that only hunks were seen', async () => {
  const io = fakeIo({ files: { 'a.patch': leak } });
  assert.equal(await run(['check', 'a.patch'], io, fakeEngine()), 0);
  assert.equal(io.out, '');
  assert.equal(io.err, 'mmreview: 1 patch in 1 input (hunks only: no --kernel): 0 introduced, 0 fixed\n');
});

test('a tree that does not have the file: the user is told which and why', async () => {
  const io = fakeIo({ files: { 'a.patch': leak } });
  await run(['check', '--kernel', 'linux', 'a.patch'], io, fakeEngine());
  assert.match(io.err, /^a\.patch:\d+:1: note: only the hunks were read: mm\/tideline\.c: not in the tree \[hunks-only\]\n/);
});

test('standard input, and a text without any patch', async () => {
  const io = fakeIo({ files: { '-': 'Dear all,\n\nno patch here.\n' } });
  assert.equal(await run(['check', '-'], io, fakeEngine()), 0);
  assert.match(io.err, /^<stdin>: note: no patch of C files in it \[no-patch\]\n/);
});

test('a file that is not there: one line, an entry in errors, the others are still reviewed, exit 2', async () => {
  const io = fakeIo({ files: { 'a.patch': leak } });
  assert.equal(await run(['check', '--format', 'json', 'gone.patch', 'a.patch'], io, engine), 2);
  assert.equal(io.err, 'mmreview: gone.patch: no such file\n');
  const { results } = JSON.parse(io.out);
  assert.deepEqual(violations(JSON.parse(io.out), schema), []);
  assert.deepEqual(results[0], { input: 'gone.patch', patches: [], findings: [], errors: ['no such file'] });
  assert.equal(results[1].findings.length, 2);
});

test('a mistake of ours is one line, and a stack only when asked for', async () => {
  const broken = fakeEngine({
    review: () => {
      throw new Error('the wheel came off\nand more');
    },
  });
  const io = fakeIo({ files: { 'a.patch': leak } });
  assert.equal(await run(['check', 'a.patch'], io, broken), 2);
  const [first, ...others] = io.err.split('\n');
  assert.equal(
    first,
    'mmreview: a.patch: internal error: the wheel came off; please report it with the input (MMREVIEW_DEBUG=1 shows where)',
  );
  assert.doesNotMatch(others.join('\n'), /^\s+at /m);
  const debugged = fakeIo({ files: { 'a.patch': leak }, env: { MMREVIEW_DEBUG: '1' } });
  await run(['check', 'a.patch'], debugged, broken);
  assert.match(debugged.err, /^\s+at /m);
});

test('no control character of a patch reaches the terminal', async () => {
  const evil = '\u001b]0;owned\u0007\u001b[2J\u202efolio\u0000\r\n';
  const review = (document: Parameters<typeof leakReview>[0]) => {
    const found = leakReview(document);
    const findings = found.findings.map((finding) => ({
      ...finding,
      message: `${evil} is lost`,
      function: evil,
      file: `mm/${evil}.c`,
      remedy: evil,
      path: [{ line: 1, note: evil }],
    }));
    const patches = found.patches.map((patch) => ({
      ...patch,
      files: [{ path: evil, context: 'hunks' as const, reason: evil, functions: [] }],
    }));
    return { ...found, findings, patches, bounded: [evil] };
  };
  const io = fakeIo({ files: { 'a\u001b[31m.patch': leak } });
  await run(['check', '--carried', '--kernel', 'x', 'a\u001b[31m.patch', '\u001b[5mgone'], io, fakeEngine({ review }));
  assert.match(io.out + io.err, /is lost/);
  assert.doesNotMatch(io.out + io.err, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

test('colours on a terminal only, and not with NO_COLOR', async () => {
  const coloured = fakeIo({ files: { 'a.patch': leak }, tty: true });
  await run(['check', 'a.patch'], coloured, engine);
  assert.ok(coloured.out.includes('\u001b[1;31merror:\u001b[0m'));
  const plain = fakeIo({ files: { 'a.patch': leak }, tty: true, env: { NO_COLOR: '1' } });
  await run(['check', 'a.patch'], plain, engine);
  assert.ok(!plain.out.includes('\u001b'));
});

test('progress: on a terminal, after two seconds, and wiped away', async () => {
  const io = fakeIo({ files: { 'a.patch': leak }, tty: true });
  await run(['check', '--format', 'json', 'a.patch'], io, engine);
  assert.match(io.err, /a\.patch: \d\/5 mm\/a\.c/);
  assert.ok(io.err.endsWith('\r\u001b[K'));
  const piped = fakeIo({ files: { 'a.patch': leak } });
  await run(['check', '--format', 'json', 'a.patch'], piped, engine);
  assert.equal(piped.err, '');
});

test('audit: mm/*.c when no file is named, one result for each file with findings', async () => {
  const finding = leakReview((await import('../../server/src/patch/index.ts')).parsePatchText(leak)).findings[0]!;
  const asked: string[][] = [];
  const auditing = fakeEngine({
    audit: (files) => {
      asked.push([...files]);
      const findings = [
        { ...finding, file: 'mm/b.c', change: 'carried' as const },
        { ...finding, file: 'mm/a.c', change: 'carried' as const },
      ];
      return { findings, functions: 7, lines: 4000, bounded: ['mm/a.c:big'], errors: [] };
    },
  });
  const io = fakeIo();
  assert.equal(await run(['audit', '--kernel', 'linux', '--format', 'json'], io, auditing), 1);
  assert.deepEqual(asked, [['mm/a.c', 'mm/b.c']]);
  const printed = JSON.parse(io.out);
  assert.deepEqual(violations(printed, schema), []);
  assert.deepEqual(
    printed.results.map((result: { input: string }) => result.input),
    ['mm/a.c', 'mm/b.c'],
  );
  assert.deepEqual(printed.audit, { functions: 7, lines: 4000, bounded: ['mm/a.c:big'], errors: [] });
  const text = fakeIo();
  await run(['audit', '--kernel', 'linux', 'mm/a.c'], text, auditing);
  assert.deepEqual(asked[1], ['mm/a.c']);
  assert.match(text.err, /1 file, 7 functions, 4000 lines: 2 findings \(5\.00 in 10,000 lines\); not fully explored/);
  assert.doesNotMatch(text.out, /before the patch/);
});

test('usage: help and version on standard output, mistakes are one line and exit 2', async () => {
  const help = fakeIo();
  assert.equal(await run(['--help'], help, engine), 0);
  assert.match(help.out, /^Usage: mmreview check /);
  const version = fakeIo();
  assert.equal(await run(['--version'], version, engine), 0);
  assert.equal(version.out, 'mmreview 1.2.3\n');
  const wrong: [string[], RegExp][] = [
    [[], /no command/],
    [['chekc', 'a'], /unknown command 'chekc'/],
    [['check'], /needs a FILE/],
    [['check', '--krenel', 'x', 'a'], /unknown option '--krenel'/],
    [['check', '-x', 'a'], /unknown option '-x'/],
    [['check', '--kernel'], /'--kernel' needs a value/],
    [['check', '--kernel', '--format', 'json', 'a'], /'--kernel' needs a value/],
    [['check', '--format', 'xml', 'a'], /unknown format 'xml'/],
    [['check', '--reverse=yes', 'a'], /'--reverse' takes no value/],
    [['audit'], /audit needs --kernel/],
    [['audit', '--kernel', 'x', '--reverse'], /'--reverse' does not belong to audit/],
    [['check', '--kernel', 'nowhere', 'a'], /--kernel: nowhere: no such folder/],
  ];
  for (const [argv, expected] of wrong) {
    const io = fakeIo({ files: { a: leak } });
    assert.equal(await run(argv, io, engine), 2, argv.join(' '));
    assert.match(io.err, expected);
    assert.equal(io.err.split('\n').length, 2, 'one line');
    assert.equal(io.out, '');
  }
});
