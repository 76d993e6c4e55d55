/** Any text gives a review, the same each time, whose places are places of the text. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { Finding, Review, Reviewer } from '../../server/src/review/index.ts';
import { memoryTree, type SourceTree } from '../../server/src/tree/index.ts';
import { makeReviewer } from '../check/reviewer.ts';

const folder = 'test/review/fixtures';
const inputs = readdirSync(folder)
  .filter((name) => /\.(patch|mbox|eml)$/.test(name))
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
const files = new Map(['Makefile', 'mm/reef.c', 'mm/stone.c'].map((path) => [path, readFileSync(`${folder}/tree/${path}`, 'utf8')]));
const runs = { numRuns: Number(process.env.RUNS ?? 200), seed: Number(process.env.SEED ?? 1) };

let reviewer: Reviewer;
let tree: SourceTree;
before(async () => {
  reviewer = await makeReviewer();
  tree = memoryTree('memory', files);
});

test('a hundred reviews of one document are one review', async () => {
  for (const text of [inputs.join('\n'), inputs[0]!]) {
    const first = JSON.stringify(await reviewer.review(parsePatchText(text), { tree }));
    for (let i = 0; i < 50; i++) assert.equal(JSON.stringify(await reviewer.review(parsePatchText(text), { tree })), first);
    const other = await makeReviewer();
    assert.equal(JSON.stringify(await other.review(parsePatchText(text), { tree: memoryTree('memory', files) })), first);
  }
});

test('what was reviewed before does not show', async () => {
  const alone = new Map<string, string>();
  for (const text of inputs)
    alone.set(text, JSON.stringify(await (await makeReviewer()).review(parsePatchText(text), { tree: memoryTree('memory', files) })));
  for (const text of [...inputs].reverse())
    assert.equal(JSON.stringify(await reviewer.review(parsePatchText(text), { tree })), alone.get(text));
});

/** One input with something done to it, as mailers, editors and people do. */
const damaged: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...inputs),
    fc.array(
      fc.record({
        how: fc.constantFrom('cut', 'keep', 'drop line', 'double line', 'swap lines', 'insert', 'replace', 'quote', 'brace'),
        at: fc.integer({ min: 0, max: 9999 }).map((n) => n / 10_000),
        size: fc.nat(40),
        text: fc.oneof(
          fc.string({ maxLength: 6 }),
          fc.constantFrom('{', '}', '(', '*/', '/*', '"', '#if 0\n', '\n', '\t', '@@', '+', '-', '> '),
        ),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  )
  .map(([text, wounds]) => {
    let now = text;
    for (const w of wounds) {
      const at = Math.floor(w.at * now.length);
      const lines = now.split('\n');
      const line = Math.floor(w.at * lines.length);
      switch (w.how) {
        case 'cut':
          now = now.slice(0, at) + now.slice(at + w.size);
          break;
        case 'keep':
          now = now.slice(0, at);
          break;
        case 'drop line':
          lines.splice(line, 1 + (w.size % 4));
          now = lines.join('\n');
          break;
        case 'double line':
          lines.splice(line, 0, lines[line] ?? '');
          now = lines.join('\n');
          break;
        case 'swap lines':
          lines.splice(line, 2, lines[line + 1] ?? '', lines[line] ?? '');
          now = lines.join('\n');
          break;
        case 'replace':
          now = now.slice(0, at) + w.text + now.slice(at + w.text.length);
          break;
        case 'quote':
          now = lines.map((l, i) => (i >= line ? `> ${l}` : l)).join('\n');
          break;
        default:
          now = now.slice(0, at) + w.text + now.slice(at);
      }
    }
    return now;
  });

function assertPlaces(text: string, review: Review): void {
  const lines = text.split(/\r\n|\n/);
  const inside = (at: Finding['input'], what: string): void => {
    assert.ok(
      at.start.line >= 0 && at.start.line <= at.end.line && at.end.line < lines.length,
      `${what}: line ${at.start.line} of ${lines.length}`,
    );
    const order = at.start.line < at.end.line || at.start.character <= at.end.character;
    assert.ok(
      order && at.start.character >= 0 && at.end.character <= lines[at.end.line]!.length,
      `${what}: ${JSON.stringify(at)} in ${JSON.stringify(lines[at.end.line])}`,
    );
  };
  for (const f of review.findings) {
    inside(f.input, f.rule);
    assert.ok(f.input.start.line < f.input.end.line || f.input.start.character < f.input.end.character, `${f.rule}: nothing to underline`);
    assert.ok(f.path.length > 0 && f.message.length > 0 && f.fingerprint.length > 0);
    for (const s of f.path) if (s.input) inside(s.input, `${f.rule}, ${s.note}`);
    assert.ok(f.patch >= 0 && f.patch < review.patches.length);
  }
}

test('damaged text: no throw, and every place is in the text', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, fc.boolean(), fc.boolean(), async (text, withTree, reverse) => {
      const doc = parsePatchText(text);
      assertPlaces(text, await reviewer.review(doc, { tree: withTree ? tree : undefined, reverse }));
    }),
    runs,
  );
});

test('any text at all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 400, unit: 'binary' }), async (text) => {
      assertPlaces(text, await reviewer.review(parsePatchText(text), { tree }));
    }),
    runs,
  );
});

test('a review that was given up says so, and the next one is whole', async () => {
  const doc = parsePatchText(inputs.join('\n'));
  const whole = JSON.stringify(await reviewer.review(doc, { tree }));
  const stop = new AbortController();
  stop.abort();
  await assert.rejects(reviewer.review(doc, { tree, signal: stop.signal }), { name: 'AbortError' });
  const later = new AbortController();
  let turns = 0;
  await assert.rejects(
    reviewer.review(doc, {
      tree,
      signal: later.signal,
      turn: async () => {
        if (++turns === 5) later.abort();
      },
    }),
    { name: 'AbortError' },
  );
  assert.equal(JSON.stringify(await reviewer.review(doc, { tree })), whole);
});

test('a tree whose files are damaged C is reviewed all the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(200), fc.constantFrom(...inputs), async (at, size, text) => {
      const reef = files.get('mm/reef.c')!;
      const from = at % reef.length;
      const hurt = new Map(files).set('mm/reef.c', reef.slice(0, from) + reef.slice(from + size));
      assertPlaces(text, await reviewer.review(parsePatchText(text), { tree: memoryTree('hurt', hurt) }));
    }),
    { ...runs, numRuns: Math.min(runs.numRuns, 150) },
  );
});
