// Getting patches in, and answering them: what does not depend on a hazard being found.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { placeNotes, readNotes } from '../../client/src/note.ts';
import { desk, extensionId, hazards, lineOf, open, sample, until } from './editor.ts';
import { test } from './registry.ts';

const series = (): string => readFileSync(sample('series-five-v1.mbox').fsPath, 'utf8');

test('a patch comes in from the clipboard', async () => {
  await vscode.env.clipboard.writeText('nothing of a patch');
  assert.equal(await vscode.commands.executeCommand('mmReview.reviewClipboard'), undefined);
  await vscode.env.clipboard.writeText(readFileSync(sample('ref-double-put.patch').fsPath, 'utf8'));
  const document = await vscode.commands.executeCommand<vscode.TextDocument>('mmReview.reviewClipboard');
  assert.equal(document.languageId, 'mm-mail');
  assert.equal(document.isDirty, false, 'nobody is asked whether to save it');
  await until('its hazard', () => (hazards(document.uri).length > 0 ? true : undefined));
});

test('the commits of a repository come in as mails', async () => {
  // Inside the workspace: VS Code opens no other repository unasked.
  const folder = mkdtempSync(join(realpathSync(sample('').fsPath), 'git-'));
  try {
    const git = (...args: string[]): void => {
      const who = ['-c', 'user.name=Robin Shore', '-c', 'user.email=robin@example.org', '-c', 'commit.gpgsign=false'];
      execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'ignore' });
    };
    cpSync(sample('tree').fsPath, folder, { recursive: true });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'base');
    git('checkout', '-q', '-b', 'topic', '--track', 'main');
    for (const patch of ['ref-leak.patch', 'lock-rcu.patch']) git('am', '-q', sample(patch).fsPath);

    const extension = vscode.extensions.getExtension('vscode.git');
    assert.ok(extension, "VS Code's git extension is here");
    const api = (await extension.activate()).getAPI(1);
    await until('the git extension', () => (api.state === 'initialized' ? true : undefined));
    const repository = await api.openRepository(vscode.Uri.file(folder));
    assert.ok(repository, 'the repository is open');
    await until('the branch', () => (repository.state.HEAD?.upstream ? true : undefined));

    const range = '@{upstream}..HEAD';
    const document = await vscode.commands.executeCommand<vscode.TextDocument>('mmReview.reviewCommits', { range, folder });
    assert.ok(document, 'a document');
    assert.match(document.getText(), /^Subject: \[PATCH 1\/2\] mm\/tideline: do not count folios under writeback$/m);
    const found = await until('both hazards', () => (hazards(document.uri).length >= 2 ? hazards(document.uri) : undefined));
    assert.deepEqual(found.map(({ code }) => String((code as { value: string }).value)).sort(), ['lock/rcu', 'ref/leak']);

    const last = await vscode.commands.executeCommand<vscode.TextDocument>('mmReview.reviewCommits', { range: '-1', folder });
    assert.equal(last.getText().match(/^Subject: /gm)?.length, 1);
    for (const wrong of ['--output=/tmp/x', '-3x', 'no-such-branch..HEAD', 'HEAD..HEAD']) {
      assert.equal(await vscode.commands.executeCommand('mmReview.reviewCommits', { range: wrong, folder }), undefined, wrong);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** An archive of one thread; what was asked for is in `asked`. */
async function archive(answer: (path: string) => Answer) {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { status, headers = {}, body } = answer(request.url ?? '');
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/all/`;
  await vscode.workspace.getConfiguration('mmReview').update('fetchFrom', address, vscode.ConfigurationTarget.Global);
  return { asked, address, close: () => new Promise((resolve) => server.close(resolve)) };
}

const fetchThread = (id: string): Thenable<vscode.TextDocument | undefined> =>
  vscode.commands.executeCommand('mmReview.openFromArchive', id);

test('a thread comes in from an archive, packed or not, by its id or a link', async () => {
  const packed = gzipSync(series());
  const { asked, address, close } = await archive(
    (path): Answer =>
      path.startsWith('/all/moved@')
        ? { status: 302, headers: { location: '/all/20241118090000.0-robin@example.org/t.mbox.gz' }, body: new Uint8Array() }
        : path.startsWith('/all/plain@')
          ? { status: 200, body: Buffer.from(series()) }
          : { status: 200, headers: { 'content-type': 'application/gzip' }, body: packed },
  );
  try {
    for (const id of [
      '<20241118090000.0-robin@example.org>',
      `${address}20241118090000.0-robin@example.org/T/#u`,
      'moved@example.org',
      'plain@example.org',
    ]) {
      const document = await fetchThread(id);
      assert.ok(document, id);
      assert.equal(document.getText(), series(), id);
      assert.equal(document.languageId, 'mm-mail');
    }
    assert.deepEqual(asked.slice(0, 2), Array(2).fill('/all/20241118090000.0-robin@example.org/t.mbox.gz'));
  } finally {
    await close();
    await vscode.workspace.getConfiguration('mmReview').update('fetchFrom', undefined, vscode.ConfigurationTarget.Global);
  }
});

test('an archive that has nothing, sends nonsense, or sends on to a stranger gives no document', async () => {
  const { asked, close } = await archive(
    (path): Answer =>
      path.startsWith('/all/gone@')
        ? { status: 404, body: Buffer.from('no') }
        : path.startsWith('/all/away@')
          ? { status: 302, headers: { location: 'http://127.0.0.1:1/all/x@y/t.mbox.gz' }, body: new Uint8Array() }
          : path.startsWith('/all/torn@')
            ? { status: 200, body: gzipSync(series()).subarray(0, 300) }
            : { status: 200, body: Buffer.from('<html>\n') },
  );
  try {
    for (const id of ['gone@example.org', 'away@example.org', 'torn@example.org', 'page@example.org', 'no id at all']) {
      assert.equal(await fetchThread(id), undefined, id);
    }
    assert.equal(asked.length, 4);
  } finally {
    await close();
    await vscode.workspace.getConfiguration('mmReview').update('fetchFrom', undefined, vscode.ConfigurationTarget.Global);
  }
});

test('a note stays on its line while the text moves, and is on disk before it is shown', async () => {
  const { comments, notes } = desk();
  const document = await open(sample('lock-rcu.patch'));
  const line = lineOf(document, '+		return 0;');
  await comments.write(document.uri, line, 'Where is the unlock?');
  const kept = readNotes(readFileSync(notes.file.fsPath, 'utf8'));
  assert.equal(kept.at(-1)?.text, 'Where is the unlock?');
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), 'X-One: 1\nX-Two: 2\n');
  await vscode.workspace.applyEdit(edit);
  assert.deepEqual(
    comments.placed(document).map((placed) => [placed.line, placed.lost]),
    [[line + 2, false]],
  );
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await until('the text as it was', () => (document.isDirty ? undefined : true));
  // What another session would make of the file.
  const text = { count: document.lineCount, line: (index: number) => document.lineAt(index).text };
  assert.deepEqual(
    placeNotes(kept, document.uri.toString(), text, []).map((placed) => placed.line),
    [line],
  );
});

test('a note is written into a thread, changed, and deleted', async () => {
  const { comments, notes } = desk();
  const document = await open(sample('lock-double-lock.patch'));
  const before = notes.all().length;
  const controller = vscode.comments.createCommentController('test', 'test');
  const thread = controller.createCommentThread(document.uri, new vscode.Range(12, 0, 12, 0), []);
  await vscode.commands.executeCommand('mmReview.addNote', { thread, text: 'First' });
  controller.dispose();
  const [note] = notes.all().slice(before);
  assert.equal(note?.text, 'First');
  assert.equal(note?.line, 12);
  await notes.rewrite(note?.id ?? '', 'Second');
  assert.equal(comments.placed(document)[0]?.note.text, 'Second');
  await vscode.commands.executeCommand('mmReview.deleteNote', { kind: 'note', note });
  assert.equal(notes.all().length, before);
});

test('the reply has the notes under their lines, and is a file of its own that nobody reviews', async () => {
  const { notes } = desk();
  const document = await open(sample('lock-rcu.patch'));
  await until('the review', () => (hazards(document.uri).length > 0 ? true : undefined));
  const settings = vscode.workspace.getConfiguration('mmReview');
  await settings.update('reply.from', 'Ebba Reader <ebba@example.org>', vscode.ConfigurationTarget.Global);
  const [reply, ...more] = await vscode.commands.executeCommand<vscode.TextDocument[]>('mmReview.composeReply', { findings: [] });
  assert.ok(reply && more.length === 0);
  assert.equal(reply.languageId, 'mm-reply');
  assert.equal(reply.uri.scheme, 'untitled');
  assert.match(reply.uri.path, /\/re-mm-tidemark-[a-z-]+\.reply\.eml$/);
  assert.match(reply.getText(), /^From: Ebba Reader <ebba@example\.org>\nTo: Robin Shore <robin@example\.org>\nSubject: Re: \[PATCH\] /);
  assert.match(reply.getText(), /^> \+\t\treturn 0;\n\nWhere is the unlock\?$/m);
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.deepEqual(vscode.languages.getDiagnostics(reply.uri), [], 'the quoted patch is not reviewed again');
  await settings.update('reply.from', undefined, vscode.ConfigurationTarget.Global);
  await notes.remove(notes.all().map(({ id }) => id));
});

test('a server that is killed comes back, and no note is lost', async () => {
  const { comments, notes } = desk();
  const document = await open(sample('ref-leak.patch'));
  await until('the hazard', () => (hazards(document.uri).length > 0 ? true : undefined));
  await comments.write(document.uri, 3, 'Kept over a crash');
  const pid = serverPid();
  assert.ok(pid, 'the server runs');
  process.kill(pid, 'SIGKILL');
  await until('another server', () => (serverPid() && serverPid() !== pid ? true : undefined));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), 'X-Crash: 1\n');
  await vscode.workspace.applyEdit(edit);
  const [hazard] = await until('the hazard, one line further down', () => {
    const found = hazards(document.uri);
    return found[0]?.range.start.line === lineOf(document, '+		return -EAGAIN') ? found : undefined;
  });
  assert.ok(hazard);
  assert.equal(comments.placed(document)[0]?.note.text, 'Kept over a crash');
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await notes.remove(notes.all().map(({ id }) => id));
});

/** The language server among the children of this process. */
function serverPid(): number | undefined {
  const list = `/proc/${process.pid}/task/${process.pid}/children`;
  if (!existsSync(list)) return undefined;
  const children = readFileSync(list, 'utf8').trim().split(/\s+/).map(Number);
  return children.find((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server.cjs');
    } catch {
      return false;
    }
  });
}

test('the sample comes with the extension', async () => {
  const document = await vscode.commands.executeCommand<vscode.TextDocument>('mmReview.openSample');
  assert.match(document.uri.path, /series-five-v1\.mbox$/);
  const found = await until('its hazards, from the hunks alone', () =>
    hazards(document.uri).length >= 2 ? hazards(document.uri) : undefined,
  );
  assert.ok(found.some(({ code }) => String((code as { value: string }).value) === 'lock/sleep-in-atomic'));
});

test('the walkthrough ends with a race that is replayed', async () => {
  await vscode.commands.executeCommand('mmReview.openSample', 'race-drain.patch', true);
  const tabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const panel = await until(
    'the panel with its replay',
    () => tabs().find(({ input, label }) => input instanceof vscode.TabInputWebview && /pcp list/.test(label)),
    20_000,
  );
  await vscode.window.tabGroups.close(panel);
  const { packageJSON } = vscode.extensions.getExtension(extensionId) ?? assert.fail('the extension is there');
  const [{ steps }] = packageJSON.contributes.walkthroughs;
  assert.equal(steps.length, 4);
  assert.match(steps[3].description, /\(command:mmReview\.openSample\?%5B%22race-drain\.patch%22%2Ctrue%5D\)/);
});

test('the walkthrough opens', async () => {
  await vscode.commands.executeCommand('mmReview.openWalkthrough');
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
});
