/** The same cases given to patch(1) and to git apply: they and this room must make the same of them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { applyHunks } from '../../server/src/tree/index.ts';
import { hunksOf, randomEdits, randomNumbers, readDiff, sideOf, unified } from './diffs.ts';

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
const skip = (program: string): string | false => (has(program) ? false : `${program} is not installed`);

function inTemp(run: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'mmreview-tree-'));
  try {
    run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A text that was edited elsewhere too: lines put in, left out and changed at random places. */
function drifted(text: string, random: (below: number) => number, changes: number): string {
  const lines = text.split('\n').slice(0, -1);
  for (let change = 0; change < changes; change++) {
    const at = random(lines.length + 1);
    const kind = random(3);
    if (kind === 0) lines.splice(at, 0, ...Array.from({ length: 1 + random(8) }, (_, n) => `\tdrift_${change}_${n}();`));
    else if (kind === 1) lines.splice(at, 1 + random(3));
    else lines.splice(at, 1, `\tchanged_${change}();`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

test('patch(1) places every hunk where this room does, with the same fuzz', { skip: skip('patch') }, () => {
  inTemp((folder) => {
    const tally = { same: 0, refused: 0, fuzzed: 0, moved: 0 };
    for (let seed = 1; seed <= 240; seed++) {
      const random = randomNumbers(seed);
      const edits = randomEdits(random, 20 + random(60), 1 + random(5));
      const context = 1 + random(3);
      const diff = unified(edits, context);
      if (diff === '') continue;
      const direction = random(3) === 0 ? 'reverse' : 'forward';
      const text = drifted(sideOf(edits, direction === 'forward' ? 'old' : 'new'), random, random(4));
      writeFileSync(join(folder, 'in.c'), text);
      writeFileSync(join(folder, 'x.diff'), `--- in.c\n+++ in.c\n${diff}`);
      const args = [
        '-f',
        ...(direction === 'reverse' ? ['-R'] : []),
        '--no-backup-if-mismatch',
        '-r',
        '-',
        '-o',
        'out.c',
        'in.c',
        'x.diff',
      ];
      const real = spawnSync('patch', args, { cwd: folder, encoding: 'utf8' });
      const mine = applyHunks(text, hunksOf(edits, context), direction);
      if (mine.ok) {
        assert.equal(real.status, 0, `seed ${seed}: patch refuses: ${real.stdout}`);
        assert.equal(mine.text, readFileSync(join(folder, 'out.c'), 'utf8'), `seed ${seed}`);
        tally.same++;
        if (mine.fits.some((fit) => fit.fuzz > 0)) tally.fuzzed++;
        if (mine.fits.some((fit) => fit.offset !== 0)) tally.moved++;
        for (const [, hunk, fuzz] of real.stdout.matchAll(/Hunk #(\d+) succeeded at \d+ with fuzz (\d+)/g))
          assert.equal(mine.fits[Number(hunk) - 1]?.fuzz, Number(fuzz), `seed ${seed}: ${real.stdout}`);
      } else {
        // The one difference: patch puts an insertion anywhere once all its context is dropped.
        const hunk = hunksOf(edits, context)[mine.failedHunk];
        const kept = hunk?.lines.filter((line) => line.kind !== (direction === 'forward' ? 'add' : 'del')) ?? [];
        const nothingLeft = kept.every((line) => line.kind === 'context') && kept.length <= 4;
        if (real.status === 0) assert.ok(nothingLeft, `seed ${seed}: patch has a place: ${real.stdout}`);
        tally.refused++;
      }
    }
    assert.ok(tally.same > 120 && tally.fuzzed > 20 && tally.moved > 20 && tally.refused > 5, JSON.stringify(tally));
  });
});

test('git apply makes the same text where it applies', { skip: skip('git') }, () => {
  inTemp((folder) => {
    let same = 0;
    for (let seed = 1000; seed < 1120; seed++) {
      const random = randomNumbers(seed);
      // Lines that are there once: git does not carry an offset on to the next hunk, so that it may choose another of two places.
      const edits = randomEdits(random, 30 + random(40), 1 + random(4)).map((edit, at) => ({ ...edit, text: `${edit.text} /* ${at} */` }));
      const diff = unified(edits);
      if (diff === '') continue;
      const text = drifted(sideOf(edits, 'old'), random, random(3));
      writeFileSync(join(folder, 'in.c'), text);
      writeFileSync(join(folder, 'x.diff'), `--- a/in.c\n+++ b/in.c\n${diff}`);
      const real = spawnSync('git', ['apply', 'x.diff'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
      });
      const mine = applyHunks(text, hunksOf(edits), 'forward', { fuzz: 0, ambiguous: 'refuse' });
      if (real.status === 0) {
        const merged = readFileSync(join(folder, 'in.c'), 'utf8');
        // git moves a hunk of the file's beginning or end no further either
        assert.ok(mine.ok, `seed ${seed}: git applies, ${mine.ok || mine.reason}`);
        assert.equal(mine.text, merged, `seed ${seed}`);
        same++;
      } else assert.ok(!mine.ok, `seed ${seed}: git refuses: ${real.stderr}`);
    }
    assert.ok(same > 40, `${same}`);
  });
});

test('what git diff writes goes forward and back', { skip: skip('git') }, () => {
  inTemp((folder) => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = randomNumbers(seed * 7919);
      const edits = randomEdits(random, 40 + random(100), 1 + random(8));
      const [before, after] = [sideOf(edits, 'old'), sideOf(edits, 'new')];
      writeFileSync(join(folder, 'a.c'), seed % 5 === 0 ? before.trimEnd() : before);
      writeFileSync(join(folder, 'b.c'), seed % 7 === 0 ? after.trimEnd() : after);
      const diff = spawnSync('git', ['diff', '--no-index', `-U${random(5)}`, 'a.c', 'b.c'], { cwd: folder, encoding: 'utf8' }).stdout;
      const [file] = readDiff(diff);
      if (!file) continue;
      const texts = [readFileSync(join(folder, 'a.c'), 'utf8'), readFileSync(join(folder, 'b.c'), 'utf8')] as const;
      const forward = applyHunks(texts[0], file.hunks, 'forward', { fuzz: 0 });
      const reverse = applyHunks(texts[1], file.hunks, 'reverse', { fuzz: 0 });
      assert.deepEqual([forward.ok && forward.text, reverse.ok && reverse.text], [texts[1], texts[0]], `seed ${seed}\n${diff}`);
    }
  });
});
