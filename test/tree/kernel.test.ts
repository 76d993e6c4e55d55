/**
 * Real kernels, and patches made in one: every planted one must find the tree as its base, every mended one must find itself applied, and
 * the texts must be those that patch(1) makes. Needs the kernel, the tool that makes the patches, and Python.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openTree } from '../../server/src/disk/index.ts';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { imagesOf, imagesOfPatch, stackedTree } from '../../server/src/tree/index.ts';
import { readDiff } from './diffs.ts';
import { withFolder } from './temp.ts';

const kernel = process.env.MM_KERNEL_612 ?? join(homedir(), '.cache/mm-patch-review/linux-source-6.12');
const mutate = join(process.cwd(), '../shared/tools/mutate.py');
const missing =
  [
    [existsSync(join(kernel, 'mm/memory.c')), 'the kernel 6.12 (MM_KERNEL_612)'],
    [existsSync(mutate), '../shared/tools/mutate.py'],
    [spawnSync('python3', ['--version']).status === 0, 'python3'],
    [spawnSync('patch', ['--version']).status === 0, 'patch'],
  ]
    .filter(([there]) => !there)
    .map(([, name]) => name)
    .join(', ') || undefined;
const skip = missing ? `missing: ${missing}` : false;

test('120 patches made in 6.12: the right context, and the texts that patch(1) makes', { skip }, async () => {
  await withFolder(async (folder) => {
    const made = spawnSync('python3', [mutate, '--kernel', kernel, '--out', folder, '--seed', '1', '--count', '60'], { encoding: 'utf8' });
    assert.equal(made.status, 0, made.stderr);
    const tree = await openTree(kernel);
    let decided = 0;
    for (const name of readdirSync(folder).sort()) {
      for (const [kind, context] of [
        ['plant', 'tree'],
        ['mend', 'applied'],
      ] as const) {
        const patch = join(folder, name, `${kind}.patch`);
        const [file] = readDiff(readFileSync(patch, 'utf8'));
        assert.ok(file?.newPath);
        const images = await imagesOf(file, tree);
        assert.equal(images.context, context, `${name} ${kind}: ${images.reason}`);
        for (const fit of images.fits) assert.deepEqual([fit.offset, fit.fuzz], [0, 0], name);
        copyFileSync(join(kernel, file.newPath), join(folder, 'work.c'));
        const args = ['-f', '-s', '--no-backup-if-mismatch', ...(kind === 'mend' ? ['-R'] : []), join(folder, 'work.c'), patch];
        assert.equal(spawnSync('patch', args).status, 0, name);
        const patched = readFileSync(join(folder, 'work.c'), 'utf8');
        const there = await tree.read(file.newPath);
        assert.deepEqual(
          [images.oldText === (kind === 'plant' ? there : patched), images.newText === (kind === 'plant' ? patched : there)],
          [true, true],
          name,
        );
        decided++;

        // The same in a tree that moved on a little: twelve lines more at its top.
        const drifted = stackedTree(tree);
        drifted.set(file.newPath, `${'// moved\n'.repeat(12)}${there}`);
        const moved = await imagesOf(file, drifted);
        assert.deepEqual(
          [moved.context, moved.fits.map((fit) => fit.offset)],
          [context, file.hunks.map(() => 12)],
          `${name} ${kind} moved: ${moved.reason}`,
        );
        // And `--reverse` sees each of them the other way round.
        const reverse = await imagesOf(file, tree, { reverse: true });
        assert.deepEqual([reverse.context, reverse.oldText === images.newText], [kind === 'plant' ? 'applied' : 'tree', true], name);
      }
    }
    assert.equal(decided, 120);
    assert.equal(await tree.version(), '6.12');
    tree.dispose();
  });
});

const mails = join(process.cwd(), '../shared/mail');
const older = process.env.MM_KERNEL_61 ?? join(homedir(), '.cache/mm-patch-review/linux-source-6.1');
const noMails = [
  [existsSync(mails), '../shared/mail'],
  [existsSync(join(kernel, 'mm/memory.c')), 'the kernel 6.12 (MM_KERNEL_612)'],
  [existsSync(join(older, 'mm/memory.c')), 'the kernel 6.1 (MM_KERNEL_61)'],
]
  .filter(([there]) => !there)
  .map(([, name]) => name)
  .join(', ');

test('real mails on two kernels: every line that is said to be shown is the one that stands there', {
  skip: noMails ? `missing: ${noMails}` : false,
}, async () => {
  for (const root of [kernel, older]) {
    const tree = await openTree(root);
    const tally = { known: 0, hunks: 0, lines: 0 };
    for (const name of readdirSync(mails).sort()) {
      for (const patch of parsePatchText(readFileSync(join(mails, name), 'utf8')).messages.flatMap((message) => message.patches)) {
        const images = await imagesOfPatch(patch.files, tree);
        // A tree has a patch or has not.
        const ways = new Set(images.map((each) => each.context).filter((context) => context !== 'hunks'));
        assert.ok(ways.size <= 1, `${name}: ${[...ways]}`);
        images.forEach((image, index) => {
          tally[image.context === 'hunks' ? 'hunks' : 'known']++;
          assert.equal(image.context === 'hunks', image.reason !== undefined, `${name}: ${image.path}`);
          if (image.context === 'hunks') return;
          for (const [text, place, gone] of [
            [image.newText, image.newLine, 'del'],
            [image.oldText, image.oldLine, 'add'],
          ] as const)
            (text ?? '').split('\n').forEach((line, at) => {
              const shown = place(at + 1);
              const said = shown && patch.files[index]?.hunks[shown.hunk]?.lines[shown.line];
              if (!said) return;
              tally.lines++;
              assert.notEqual(said.kind, gone);
              assert.equal(said.text.replace(/\s+/g, ''), line.replace(/\s+/g, ''), `${name}: ${image.path}:${at + 1}`);
            });
        });
      }
    }
    assert.ok(tally.known > 30 && tally.hunks > 30 && tally.lines > 1000, JSON.stringify(tally));
    tree.dispose();
  }
});

// Merged for 6.8: the one kernel is its base, the other has it.
test('a patch of many files finds 6.1 before it and 6.12 behind it', { skip: noMails ? `missing: ${noMails}` : false }, async () => {
  const name = readdirSync(mails).find((each) => each.startsWith('reply-2023-re-patch-1-2-eventfd-simplify-eventfd-signal'));
  assert.ok(name);
  const [patch] = parsePatchText(readFileSync(join(mails, name), 'utf8')).messages.flatMap((message) => message.patches);
  assert.ok(patch);
  for (const [root, context] of [
    [older, 'tree'],
    [kernel, 'applied'],
  ] as const) {
    const tree = await openTree(root);
    const contexts = (await imagesOfPatch(patch.files, tree)).map((image) => image.context).filter((each) => each !== 'hunks');
    assert.ok(contexts.length > 10 && contexts.every((each) => each === context), `${root}: ${contexts}`);
    tree.dispose();
  }
});
