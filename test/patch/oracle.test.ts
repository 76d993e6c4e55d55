/** git as the oracle: what `git apply --numstat` counts in a patch is what was read from it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type FileDiff, parsePatchText, printPatch } from '../../server/src/patch/index.ts';

const git = spawnSync('git', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'mm-patch-oracle-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** One line for each file: added, deleted, path. Undefined when git does not take the text for a patch. */
function numstat(patch: string): string[] | undefined {
  const { status, stdout } = spawnSync('git', ['apply', '--numstat', '-z', '-'], {
    input: patch,
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
  });
  return status === 0
    ? stdout
        .split('\0')
        .filter((line) => line.length > 0)
        .sort()
    : undefined;
}

function counted(files: readonly FileDiff[]): string[] {
  return files
    .map((file) => {
      const path = file.newPath ?? file.oldPath;
      if (file.status === 'binary') return `-\t-\t${path}`;
      const lines = file.hunks.flatMap((hunk) => [...hunk.lines]);
      return `${lines.filter((line) => line.kind === 'add').length}\t${lines.filter((line) => line.kind === 'del').length}\t${path}`;
    })
    .sort();
}

const fixtures = join('test', 'patch', 'fixtures');
for (const name of [
  'git-diff.patch',
  'format-patch.patch',
  'plain-diff-u.patch',
  'kinds.patch',
  'deleted-dashes.patch',
  'crlf.patch',
  'multipart.eml',
  'quoted-printable.eml',
  'base64.eml',
  'reply-comments.eml',
  'flowed-stuffed-reply.eml',
  'wrapped.eml',
]) {
  test(`git counts the same in what was read from ${name}`, { skip: git ? false : 'git is not here' }, () => {
    const text = readFileSync(join(fixtures, name), 'utf8');
    for (const { patches } of parsePatchText(text).messages) {
      for (const { files } of patches) {
        const read = files.filter((file) => file.status !== 'combined' && file.status !== 'binary');
        assert.deepEqual(counted(read), numstat(printPatch(read)), name);
      }
    }
  });
}

test('git counts the same in the text itself', { skip: git ? false : 'git is not here' }, () => {
  for (const name of ['git-diff.patch', 'format-patch.patch', 'deleted-dashes.patch', 'crlf.patch']) {
    const text = readFileSync(join(fixtures, name), 'utf8').replaceAll('\r\n', '\n');
    assert.deepEqual(
      counted(parsePatchText(text).messages.flatMap(({ patches }) => patches.flatMap(({ files }) => [...files]))),
      numstat(text),
      name,
    );
  }
});

const mail = join('..', 'shared', 'mail');
const skip = !git ? 'git is not here' : existsSync(mail) ? false : '../shared/mail is not here';

test('git counts the same in real mails', { skip }, () => {
  let compared = 0;
  for (const name of readdirSync(mail)
    .filter((file) => file.endsWith('.eml'))
    .sort()) {
    const text = readFileSync(join(mail, name), 'utf8');
    const patches = parsePatchText(text).messages.flatMap((message) => [...message.patches]);
    for (const patch of patches) {
      if (!patch.complete) continue;
      assert.deepEqual(counted(patch.files), numstat(printPatch(patch.files)), `${name}, printed`);
      compared++;
    }
    // The mail as it came, where no encoding hides the patch and nothing else is in it.
    const [only] = patches;
    if (
      patches.length !== 1 ||
      !only?.complete ||
      only.quoteDepth > 0 ||
      /^content-transfer-encoding: *(?:quoted|base64)|format=flowed|^content-type: *multipart/im.test(text)
    )
      continue;
    assert.deepEqual(counted(only.files), numstat(text), `${name}, as it came`);
  }
  assert.ok(compared > 40, `only ${compared} patches were complete`);
});
