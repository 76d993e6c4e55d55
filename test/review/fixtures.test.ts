/**
 * Whole reviews of small patches, word for word, in the four ways in which a patch is looked at: on the tree that it was made for, on the tree
 * that has it already, without a tree, and as its own undoing. fixtures/tree/ is the tree; `<patch>.out` what is said; known-wrong.txt lists
 * inputs whose review is not right yet.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { Review, Reviewer } from '../../server/src/review/index.ts';
import { imagesOfSeries, memoryTree } from '../../server/src/tree/index.ts';
import { makeReviewer } from '../check/reviewer.ts';
import { reviewInWords } from './in-words.ts';

const folder = 'test/review/fixtures';
const inputs = readdirSync(folder).filter((name) => /\.(patch|mbox|eml)$/.test(name));
const base = new Map(['Makefile', 'mm/reef.c', 'mm/stone.c'].map((path) => [path, readFileSync(`${folder}/tree/${path}`, 'utf8')]));

const knownWrong = new Set(readFileSync(`${folder}/known-wrong.txt`, 'utf8').match(/^\S+(?=: )/gm));

let reviewer: Reviewer;
before(async () => {
  reviewer = await makeReviewer();
});

/** The tree's files once every patch of the document has been applied, in the order of their numbers. */
async function afterwards(text: string): Promise<Map<string, string>> {
  const messages = [...parsePatchText(text).messages].sort((a, b) => (a.subject?.part ?? 0) - (b.subject?.part ?? 0));
  const patches = messages.flatMap((m) => m.patches.map((p) => p.files));
  const files = new Map(base);
  const images = await imagesOfSeries(patches, memoryTree('base', base));
  images.forEach((ofPatch, i) => {
    ofPatch.forEach((image, j) => {
      const { oldPath } = patches[i]![j]!;
      if (image.context === 'hunks') return;
      if (oldPath !== undefined && oldPath !== image.path) files.delete(oldPath);
      if (image.newText === undefined) files.delete(image.path);
      else files.set(image.path, image.newText);
    });
  });
  return files;
}

const essence = (r: Review): unknown =>
  r.findings.map((f) => [f.rule, f.change, f.function, f.input, f.message, f.fingerprint, f.path.map((s) => [s.line, s.note])]);

test('what is known to be wrong is there', () => {
  for (const name of knownWrong) assert.ok(inputs.includes(name), name);
});

describe('reviews', () => {
  for (const name of inputs) {
    test(name, async () => {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      const doc = parsePatchText(text);
      const tree = memoryTree('base', base);
      const applied = memoryTree('applied', await afterwards(text));
      const onTree = await reviewer.review(doc, { tree });
      const onApplied = await reviewer.review(doc, { tree: applied });
      const same = JSON.stringify(essence(onTree)) === JSON.stringify(essence(onApplied));
      const words = [
        '== on its tree',
        reviewInWords(onTree, text),
        '== on a tree that has it',
        same
          ? `  the same (${onApplied.patches.flatMap((p) => p.files.map((f) => f.context)).join(' ')})\n`
          : reviewInWords(onApplied, text),
        '== without a tree',
        reviewInWords(await reviewer.review(doc), text),
        '== as its own undoing, on a tree that has it',
        reviewInWords(await reviewer.review(doc, { tree: applied, reverse: true }), text),
      ].join('\n');
      if (knownWrong.has(name)) return;
      const golden = `${folder}/${name}.out`;
      if (process.env.UPDATE) writeFileSync(golden, words);
      assert.ok(existsSync(golden), `${golden} is missing: UPDATE=1 writes it`);
      assert.equal(words, readFileSync(golden, 'utf8'));
    });
  }
});
