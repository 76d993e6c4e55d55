import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextLines } from '../../server/src/tree/lines.ts';
import { matches } from '../../server/src/tree/search.ts';
import { randomNumbers } from './diffs.ts';

/** Every start tried, sorted by distance, the later of two first. */
function slow(text: readonly string[], pattern: readonly string[], low: number, high: number, guess: number, most: number): number[] {
  const all: number[] = [];
  for (let start = low; start <= high; start++) if (pattern.every((line, at) => text[start + at] === line)) all.push(start);
  return all.sort((x, y) => Math.abs(x - guess) - Math.abs(y - guess) || y - x).slice(0, most);
}

test('places are found in the order of their distance, among few candidates and among thousands', () => {
  let found = 0;
  for (let seed = 1; seed <= 80; seed++) {
    const random = randomNumbers(seed);
    const size = seed % 2 ? 40 : 4000;
    const text = Array.from({ length: size }, () => (random(seed % 5 === 0 ? 50 : 2) === 0 ? 'a' : 'b'));
    const pattern = Array.from({ length: 1 + random(9) }, () => (random(seed % 5 === 0 ? 50 : 2) === 0 ? 'a' : 'b'));
    const lines = new TextLines(text.map((line) => `${line}\n`).join(''));
    const view = lines.view('exact');
    const low = random(size);
    const high = Math.min(size - pattern.length, low + random(size));
    const guess = random(size + 20) - 10;
    const most = random(2) ? 1 : 64;
    const ids = Int32Array.from(pattern, (line) => view.id(line, false));
    const fast = matches({ view, ids, a: 0, b: pattern.length, low, high, guess }, most);
    assert.deepEqual(fast, slow(text, pattern, low, high, guess, most), `seed ${seed}`);
    found += fast.length;
  }
  assert.ok(found > 500, `${found}`);
});

test('one line over and over does not make the search quadratic', () => {
  const lines = new TextLines('same\n'.repeat(300_000));
  const view = lines.view('exact');
  const ids = new Int32Array(50_001);
  ids[50_000] = 1; // a content that the view does not have: every place fails at its very end
  // What grew with the square of the text would not come back before the runner gives up.
  const fake = { ...view, places: () => view.places(0) };
  assert.deepEqual(matches({ view: fake, ids, a: 0, b: ids.length, low: 0, high: 249_999, guess: 100 }, 1), []);
});
