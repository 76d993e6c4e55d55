import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sharedLines } from '../../server/src/tree/index.ts';

const lines = fc.array(fc.constantFrom('', '}', 'a', 'b', 'c', 'return 0;', 'goto out;'), { maxLength: 40 });

test('what is shared is equal, in order on both sides, and whole where nothing changed', () => {
  fc.assert(
    fc.property(lines, lines, (old, now) => {
      let [a, b] = [-1, -1];
      for (const [i, j] of sharedLines(old, now)) {
        assert.ok(i > a && j > b && old[i] === now[j]);
        [a, b] = [i, j];
      }
      assert.equal(sharedLines(old, old).length, old.length);
    }),
  );
});

test('a line put in, taken out, or changed costs that line alone', () => {
  fc.assert(
    fc.property(lines, fc.nat(40), fc.string(), (old, at, line) => {
      const i = Math.min(at, old.length);
      const more = [...old.slice(0, i), line, ...old.slice(i)];
      assert.equal(sharedLines(old, more).length, old.length);
      assert.equal(sharedLines(more, old).length, old.length);
    }),
  );
});

test('a function that moved past its neighbour is not mixed up with it; large texts come to an end', () => {
  const fn = (name: string): string[] => [`int ${name}(void)`, '{', `\treturn ${name}_count;`, '}', ''];
  const old = [...fn('a'), ...fn('b'), ...fn('c')];
  const now = [...fn('b'), ...fn('a'), ...fn('c')];
  const kept = sharedLines(old, now).map(([i]) => old[i]);
  assert.ok(kept.includes('int c(void)') && kept.length >= 10, kept.join('\n'));
  const large = Array.from({ length: 200_000 }, (_, i) => `line ${i % 977} ${i >> 3}`);
  const changed = large.map((l, i) => (i % 1000 === 7 ? `${l} changed` : l));
  // What grew with the square of the text would not come back before the runner gives up.
  assert.ok(sharedLines(large, changed).length >= 199_000);
  const rewritten = large.map((l) => `${l}x`);
  assert.equal(sharedLines(large, rewritten).length, 0);
});
