// A series of real code: bugs that a kernel had, put back one patch each, on the tree of that kernel. It goes in, is read on the tree, replayed, noted,
// dismissed in one place, and comes out as mails that git and Python's parser read.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { desk, open, reviewed, sample, until } from './editor.ts';
import { Skip, test } from './registry.ts';

interface Bug {
  readonly tree: string;
  readonly file: string;
  readonly function: string;
  readonly title: string;
  readonly needs: string;
  readonly edits: readonly { readonly search: string; readonly replace: string }[];
}

/** A mailbox of six patches, each putting a bug back, with a cover letter. */
function seriesOf(corpus: string, kernel: string): string {
  const bugs = readdirSync(corpus)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(corpus, name), 'utf8')) as Bug)
    .filter(({ tree, needs }) => tree === '6.12' && needs === 'intra');
  const folder = mkdtempSync(join(tmpdir(), 'mm-review-series-'));
  try {
    const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
    git('init', '-q');
    const diffs: { readonly title: string; readonly diff: string }[] = [];
    const used = new Set<string>();
    for (const { file, title, function: name, edits } of bugs) {
      if (diffs.length === 6 || used.has(file) || !existsSync(join(kernel, file))) continue;
      const before = readFileSync(join(kernel, file), 'utf8');
      if (edits.some(({ search }) => before.split(search).length !== 2)) continue;
      used.add(file);
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), before);
      git('add', file);
      writeFileSync(
        join(folder, file),
        edits.reduce((text, { search, replace }) => text.replace(search, () => replace), before),
      );
      diffs.push({ title: `${title.slice(0, 60)} (${name})`, diff: git('diff', '--', file) });
      git('add', file);
    }
    const head = (n: number, subject: string): string =>
      `From robin@example.org Fri Nov 22 09:0${n}:00 2024\nMessage-ID: <real.${n}@example.org>\n${n > 0 ? 'In-Reply-To: <real.0@example.org>\nReferences: <real.0@example.org>\n' : ''}From: Robin Shore <robin@example.org>\nTo: linux-mm@example.org\nDate: Fri, 22 Nov 2024 09:0${n}:00 +0000\nSubject: [PATCH ${n}/${diffs.length}] ${subject}\n\n`;
    return [
      `${head(0, 'bugs put back')}A cover letter.\n\n`,
      ...diffs.map(
        ({ title, diff }, i) =>
          `${head(i + 1, title)}Put back.\n\nSigned-off-by: Robin Shore <robin@example.org>\n---\n${diff}-- \n2.47.0\n\n`,
      ),
    ].join('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('a series of real code on its kernel: read on the tree, replayed, noted, dismissed in one place, answered', async () => {
  const [corpus, kernel] = [process.env.MM_CORPUS ?? '', process.env.MM_KERNEL_612 ?? ''];
  if (!existsSync(corpus)) throw new Skip('no bugs of real kernels at hand (MM_CORPUS)');
  if (!existsSync(join(kernel, 'Makefile'))) throw new Skip('no tree of Linux 6.12 at hand (MM_KERNEL_612)');
  const { comments, notes } = desk();
  const settings = vscode.workspace.getConfiguration('mmReview');
  await settings.update('kernelTree', kernel, vscode.ConfigurationTarget.Workspace);
  const uri = sample('real-series.mbox');
  try {
    writeFileSync(uri.fsPath, seriesOf(corpus, kernel));
    const document = await open(uri);
    const review = await until(
      'the review on the tree',
      () => {
        const found = reviewed(uri);
        return found?.patches.every(({ files }) => files.every(({ context }) => context === 'tree')) ? found : undefined;
      },
      50_000,
    );
    assert.ok(review.patches.length >= 5, `${review.patches.length} patches`);
    assert.equal(review.era?.version, '6.12');
    const introduced = review.findings.filter(({ change }) => change === 'introduced');
    assert.ok(introduced.length >= 2, `${introduced.length} hazards`);
    const [first, second] = introduced;
    assert.ok(first && second);

    // Read: where the series view leads to is code of the patch.
    assert.match(document.lineAt(first.input.start.line).text, /^[ +-]/);
    await comments.write(uri, first.input.start.line, 'Was this not fixed once already?');
    assert.deepEqual(
      comments
        .shown(uri)
        .get(first.input.start.line)
        ?.map((said) => said.split(':')[0]),
      ['mm Patch Review', 'You'],
    );
    const about = {
      fingerprint: second.fingerprint,
      rule: second.rule,
      change: second.change,
      function: second.function,
      file: second.file,
    };
    await vscode.commands.executeCommand(
      'mmReview.dismiss',
      { ...about, line: second.line, uri: uri.toString(), range: second.input, message: second.message },
      'a test',
    );
    assert.ok(desk().dismissals.entries.has(second.fingerprint));

    // Replayed: the path of the first one, from the series view, and closed again.
    await vscode.commands.executeCommand('mmReview.replay', { kind: 'hazard', uri: uri.toString(), finding: first });
    const replayed = await until(`the replay of ${first.rule}`, () => panels().find(({ label }) => label !== 'Replay'), 30_000);
    await vscode.window.tabGroups.close(replayed);

    const asked = introduced.filter(({ fingerprint }) => fingerprint !== second.fingerprint).map(({ fingerprint }) => fingerprint);
    const replies = await vscode.commands.executeCommand<vscode.TextDocument[]>('mmReview.composeReply', {
      uri: uri.toString(),
      findings: asked,
    });
    assert.ok(replies.length >= 1);
    for (const reply of replies) acceptedMail(reply.getText());
    const answer = replies.map((reply) => reply.getText()).find((text) => text.includes('Was this not fixed once already?'));
    assert.match(answer ?? '', /found by mmreview\]/);
    return `${review.patches.length} patches, ${introduced.length} hazards, ${replies.length} replies`;
  } finally {
    await settings.update('kernelTree', 'tree', vscode.ConfigurationTarget.Workspace);
    await notes.remove(notes.all().map(({ id }) => id));
    for (const fingerprint of desk().dismissals.entries.keys()) await desk().dismissals.remove(fingerprint);
    rmSync(uri.fsPath, { force: true });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  }
});

function panels(): vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('mmReview.sim'));
}

/** What git mailinfo (the reader of git am) and Python's parser make of a mail. */
function acceptedMail(text: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'mm-review-mail-'));
  try {
    const git = spawnSync('git', ['mailinfo', '-k', join(folder, 'message'), join(folder, 'patch')], {
      input: text,
      encoding: 'utf8',
      cwd: folder,
    });
    assert.equal(git.status, 0, git.stderr);
    assert.match(git.stdout, /^Subject: Re: \[PATCH \d\/\d\] /m);
    assert.doesNotMatch(readFileSync(join(folder, 'patch'), 'utf8'), /^diff --git /m);
    const python = spawnSync(
      'python3',
      [
        '-c',
        'import sys,email,email.policy as p\nm=email.message_from_bytes(sys.stdin.buffer.read(),policy=p.default)\nassert not m.defects\nprint(m["In-Reply-To"])',
      ],
      { input: text, encoding: 'utf8' },
    );
    if (!python.error) assert.match(python.stdout, /^<real\.\d@example\.org>$/m, python.stderr);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
