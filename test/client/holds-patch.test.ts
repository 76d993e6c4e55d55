import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GLANCE, holdsPatch } from '../../client/src/holds-patch.ts';

const holds = (text: string, limit?: number): boolean => {
  const lines = text.split('\n');
  return holdsPatch(lines.length, (line) => lines[line] ?? '', limit);
};

test('the header of a hunk is found at any quote depth', () => {
  for (const header of ['@@ -1,2 +3,4 @@', '@@ -1 +1 @@ int f(void)', '> @@ -1,2 +3,4 @@', '>> > @@ -1,2 +3,4 @@', '\t| @@ -0,0 +1,9 @@']) {
    assert.equal(holds(`Some words.\n\n${header}\n+x`), true, header);
  }
});

test('what only resembles one is not', () => {
  for (const line of ['@@', '@@ -a,b +c,d @@', '@@@ -1,2 -1,2 +1,3 @@@', '--- a/mm/a.c', 'see the hunk "@@ -1,2 +3,4 @@" below', '']) {
    assert.equal(holds(line), false, line);
  }
});

test('a patch far down in a long text is found when somebody asks for it', () => {
  const far = `${'words\n'.repeat(GLANCE)}@@ -1 +1 @@`;
  assert.equal(holds(far), true);
  assert.equal(holds(far, GLANCE), false);
});

test('any text has an answer', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => typeof holds(text) === 'boolean'));
});
