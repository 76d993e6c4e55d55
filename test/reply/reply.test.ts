import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { hasQuestion } from '../../server/src/reply/index.ts';
import { rules } from '../../server/src/review/index.ts';
import { mailOf, replies } from './tree.ts';

/** Every patch of the samples: mails of our own with one file or two. */
const samples = readdirSync('samples')
  .filter((name) => /\.(patch|mbox)$/.test(name))
  .map((name) => readFileSync(`samples/${name}`, 'utf8'));

test('every rule has a question of its own', () => {
  for (const { id } of rules) assert.ok(hasQuestion(id), id);
});

test('our own reader finds each note under the line that it answers', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...samples),
      fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 8 }),
      (text, picks, context) => {
        const document = parsePatchText(text);
        const lines = document.messages.flatMap((message, m) =>
          message.patches.flatMap((patch) =>
            patch.files.flatMap((file) => file.hunks.flatMap((hunk) => hunk.lines.map((line) => ({ m, line })))),
          ),
        );
        const chosen = [...new Set(picks.map((pick) => pick % lines.length))].sort((a, b) => a - b).map((i) => lines[i]!);
        const notes = chosen.map(({ line }, i) => ({ line: line.line, text: `This is remark number ${i}.` }));
        const found: string[] = [];
        for (const reply of replies(text, notes, { context })) {
          for (const message of parsePatchText(reply.text).messages) {
            for (const { files, comments } of message.patches) {
              for (const { text: said, answers } of comments) {
                const at = answers && files[answers.file]?.hunks[answers.hunk]?.lines[answers.line];
                found.push(`${said.trim()} ${at ? `${at.kind} ${at.text}` : 'nowhere'}`);
              }
            }
          }
        }
        assert.deepEqual(
          found,
          chosen.map(({ line }, i) => `This is remark number ${i}. ${line.kind} ${line.text}`),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test('what is written keeps to its columns, what is quoted is not touched', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'ä', '漢', '-', '+', '*'), minLength: 1, maxLength: 12 });
  const prose = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.nat(), prose, fc.integer({ min: 60, max: 78 }), (text, pick, said, width) => {
      const source = text.split('\n');
      const line = pick % source.length;
      for (const { text: mail } of replies(text, [{ line, text: said }], { width })) {
        for (const one of mailOf(mail).body.split('\n')) {
          if (one.startsWith('>')) {
            const quoted = one.replace(/^> ?/, '');
            assert.ok(source.some((original) => original.trimEnd() === quoted.trimEnd()) || /^@@ /.test(quoted), quoted);
          } else if (one !== '' && !/^[ \t>|+-]/.test(said)) {
            assert.ok([...one].length <= Math.max(width, 78), one);
          }
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('any text and any notes give mails, never an error', () => {
  const pieces = [
    'diff --git a/x.c b/x.c\n',
    '--- a/x.c\n+++ b/x.c\n',
    '@@ -1,3 +1,3 @@\n',
    ' a\n',
    '+b\n',
    '-c\n',
    '> ',
    'From: a@b\n',
    'Subject: [PATCH]\n',
    '\n',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())),
      fc.array(fc.record({ line: fc.integer({ min: -3, max: 40 }), text: fc.string() }), { maxLength: 4 }),
      (parts, notes) => {
        for (const { text } of replies(parts.join(''), notes)) assert.match(text, /^MIME-Version: 1\.0$/m);
      },
    ),
  );
});

test('nothing of a stranger gets into the header but what a header may hold', () => {
  const text = samples[0]!
    .replace(/^From: .*$/m, 'From: "Evil\\" <x@y>, b" <robin@example.org>\nTo: a@b.example\rBcc: secret@example.org')
    .replace(/^Subject: .*$/m, 'Subject: [PATCH] a\u0007b');
  const [reply] = replies(text, [{ line: 6, text: 'x' }]);
  const { head } = mailOf(reply!.text);
  assert.equal(head.has('bcc'), false);
  assert.equal(head.get('subject'), 'Re: [PATCH] ab');
  assert.match(head.get('to') ?? '', /<robin@example\.org>$/);
});

test('notes with nothing in them answer nothing', () => {
  assert.deepEqual(replies(samples[0]!, [{ line: 12, text: ' \n ' }]), []);
  assert.deepEqual(replies('', [{ line: 0, text: 'x' }]).length <= 1, true);
});

/** The mail of a reply to the sample series with one note in each patch. */
function seriesMails(): string[] {
  const text = readFileSync('samples/series-two-patches.mbox', 'utf8');
  const line = (part: string): number => text.split('\n').findIndex((one) => one.includes(part));
  const said = 'Grüße.\n\nFrom here on it is locked, is it not?\n---\nIs that on purpose?';
  const notes = [line('+\tfolio_lock'), line('+\t\tfolio_put')].map((at) => ({ line: at, text: said }));
  return replies(text, notes, { from: 'Ebba Läserin <ebba@example.org>' }).map((reply) => reply.text);
}

test("Python's mail parser reads what was written", (t) => {
  if (spawnSync('python3', ['--version']).status !== 0) return t.skip('no python3');
  const script = `
import email, email.policy, json, sys
out = []
for text in json.load(sys.stdin):
    m = email.message_from_bytes(text.encode('utf-8'), policy=email.policy.default)
    assert not m.defects, m.defects
    for name, value in m.items():
        assert not getattr(value, 'defects', ()), (name, value.defects)
    out.append({'to': [a.addr_spec for a in m['To'].addresses], 'from': str(m['From']), 'subject': m['Subject'], 'reply': m['In-Reply-To'],
        'references': m['References'].split(), 'body': m.get_content(), 'type': m.get_content_type()})
print(json.dumps(out))`;
  const run = spawnSync('python3', ['-c', script], { input: JSON.stringify(seriesMails()), encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  const [first, second] = JSON.parse(run.stdout) as Record<string, unknown>[];
  assert.deepEqual(first?.to, ['robin@example.org']);
  assert.equal(first?.from, 'Ebba Läserin <ebba@example.org>');
  assert.equal(first?.reply, '<20241122090000.1-robin@example.org>');
  assert.equal(second?.subject, 'Re: [PATCH 2/2] mm/tideline: do not count a truncated folio');
  assert.deepEqual(second?.references, ['<20241122090000.1-robin@example.org>', '<20241122090000.2-robin@example.org>']);
  assert.equal(second?.type, 'text/plain');
  assert.match(String(second?.body), /^> \+\t\tfolio_put\(folio\);\n\nGrüße\.\n/m);
});

test('git reads what was written, and sees no patch in it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mm-review-reply-'));
  try {
    for (const mail of seriesMails()) {
      const run = spawnSync('git', ['mailinfo', '-k', '--no-scissors', join(folder, 'msg'), join(folder, 'patch')], {
        input: mail,
        encoding: 'utf8',
        cwd: folder,
      });
      assert.equal(run.status, 0, run.stderr);
      assert.match(run.stdout, /^Author: Ebba Läserin$/m);
      assert.match(run.stdout, /^Subject: Re: \[PATCH \d\/2\] mm\/tideline: /m);
      assert.match(readFileSync(join(folder, 'msg'), 'utf8'), /^> diff --git /m);
      assert.doesNotMatch(readFileSync(join(folder, 'patch'), 'utf8'), /^diff --git /m);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('git send-email would send it', (t) => {
  if (spawnSync('git', ['send-email', '--help'], { stdio: 'ignore' }).status !== 0) return t.skip('no git send-email');
  const folder = mkdtempSync(join(tmpdir(), 'mm-review-reply-'));
  try {
    const file = join(folder, 'a.reply.eml');
    writeFileSync(file, seriesMails()[0]!);
    const run = spawnSync('git', ['send-email', '--dry-run', '--quiet', '--confirm=never', file], { encoding: 'utf8', cwd: folder });
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stdout, /robin@example\.org/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('columns are not filled anew, however wide the words around them are', () => {
  const columns = [
    'CPU 0                          CPU 1',
    'folio_lock(folio)',
    '                               truncate_inode_folio(folio)',
  ];
  const line = samples[0]!.split('\n').findIndex((one) => one.startsWith('+'));
  const text = `${'A long sentence that has to be filled. '.repeat(4)}\n\n${columns.join('\n')}`;
  const [reply] = replies(samples[0]!, [{ line, text, block: ['x   y'] }]);
  assert.ok(mailOf(reply!.text).body.includes(`\n\n${columns.join('\n')}\n\nx   y\n`), reply!.text);
});
