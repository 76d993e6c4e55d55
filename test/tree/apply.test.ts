import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Applied, applyHunks } from '../../server/src/tree/index.ts';
import { type Edit, hunk, hunksOf, randomEdits, randomNumbers, sideOf } from './diffs.ts';

const lines = (...list: string[]): string => list.map((line) => `${line}\n`).join('');
const textOf = (applied: Applied): string => (applied.ok ? applied.text : `hunk ${applied.failedHunk}: ${applied.reason}`);

const count = hunk('@@ -2,4 +2,5 @@ int f(void)\n b\n c\n+new\n d\n e\n');

test('a hunk goes where it says, and comes back', () => {
  const before = lines('a', 'b', 'c', 'd', 'e');
  const after = lines('a', 'b', 'c', 'new', 'd', 'e');
  const forward = applyHunks(before, [count], 'forward');
  assert.equal(textOf(forward), after);
  assert.deepEqual(forward.ok && forward.fits, [{ hunk: 0, offset: 0, fuzz: 0 }]);
  assert.equal(textOf(applyHunks(after, [count], 'reverse')), before);
});

test('the lines that the patch shows are known on both sides, no others', () => {
  const forward = applyHunks(lines('x', 'a', 'b', 'c', 'd', 'e'), [count], 'forward');
  assert.ok(forward.ok);
  assert.deepEqual(forward.fits, [{ hunk: 0, offset: 1, fuzz: 0 }]);
  assert.deepEqual(
    [...forward.shownBefore].map(([line, shown]) => [line, shown.line]),
    [
      [3, 0],
      [4, 1],
      [5, 3],
      [6, 4],
    ],
  );
  assert.deepEqual(
    [...forward.shownAfter].map(([line, shown]) => [line, shown.line]),
    [
      [3, 0],
      [4, 1],
      [5, 2],
      [6, 3],
      [7, 4],
    ],
  );
});

test('a hunk is found above and below where it says', () => {
  const far = lines(...Array.from({ length: 40 }, (_, at) => `fill ${at}`));
  const found = applyHunks(far + lines('b', 'c', 'd', 'e') + far, [count], 'forward');
  assert.deepEqual(found.ok && found.fits, [{ hunk: 0, offset: 39, fuzz: 0 }]);
  const above = applyHunks(lines('b', 'c', 'd'), [hunk('@@ -30,3 +30,2 @@\n b\n-c\n d\n')], 'forward', { fuzz: 0 });
  assert.deepEqual(above.ok && above.fits, [{ hunk: 0, offset: -29, fuzz: 0 }]);
});

test('of two equally near places the later one is taken, as patch(1) does', () => {
  const twice = hunk('@@ -4,2 +4,2 @@\n-x\n+y\n z\n');
  assert.equal(
    textOf(applyHunks(lines('1', 'x', 'z', '4', '5', 'x', 'z', '8', '9'), [twice], 'forward')),
    lines('1', 'x', 'z', '4', '5', 'y', 'z', '8', '9'),
  );
});

test('fuzz drops context at the ends only, and the tree keeps its own line', () => {
  const fuzzy = hunk('@@ -1,6 +1,7 @@\n 1\n 2\n 3\n+new\n 4\n 5\n 6\n');
  const tree = lines('0', '1 changed', '2', '3', '4', '5', '6 changed', '7');
  const applied = applyHunks(tree, [fuzzy], 'forward');
  assert.equal(textOf(applied), lines('0', '1 changed', '2', '3', 'new', '4', '5', '6 changed', '7'));
  assert.deepEqual(applied.ok && applied.fits, [{ hunk: 0, offset: 1, fuzz: 1 }]);
  assert.ok(applied.ok && !applied.shownAfter.has(2) && applied.shownAfter.get(3)?.line === 1, 'a dropped line is not shown by the patch');
  assert.equal(textOf(applyHunks(tree, [fuzzy], 'forward', { fuzz: 0 })), 'hunk 0: no-match');
  assert.equal(textOf(applyHunks(lines('1', '2', '3 changed', '4', '5', '6'), [fuzzy], 'forward')), 'hunk 0: no-match');
});

test('an insertion is never placed on context that was all dropped', () => {
  assert.equal(textOf(applyHunks(lines('q', 'r'), [hunk('@@ -1,2 +1,3 @@\n a\n+b\n c\n')], 'forward')), 'hunk 0: no-match');
});

test('hunks keep their order and do not touch what another one changed', () => {
  const first = hunk('@@ -5,1 +5,1 @@\n-b\n+B\n');
  const second = hunk('@@ -6,1 +6,1 @@\n-a\n+A\n');
  assert.equal(textOf(applyHunks(lines('a', 'b', 'c'), [first, second], 'forward')), 'hunk 1: no-match');
  assert.equal(textOf(applyHunks(lines('b'), [first, first], 'forward')), 'hunk 1: no-match');
  assert.equal(textOf(applyHunks(lines('b', 'a'), [first, second], 'forward')), lines('B', 'A'));
});

test('two hunks may show the same context lines', () => {
  const first = hunk('@@ -1,3 +1,4 @@\n a\n+1\n b\n c\n');
  const second = hunk('@@ -2,3 +3,4 @@\n b\n c\n+2\n d\n');
  const applied = applyHunks(lines('a', 'b', 'c', 'd'), [first, second], 'forward');
  assert.equal(textOf(applied), lines('a', '1', 'b', 'c', '2', 'd'));
  assert.deepEqual(applied.ok && [...applied.shownAfter.keys()].sort(), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(applied.ok && applied.shownAfter.get(4), { hunk: 0, line: 3 });
});

test('a missing newline at the end of the file is a part of the line', () => {
  const ends = hunk('@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n');
  assert.equal(textOf(applyHunks('a\nb', [ends], 'forward')), 'a\nb\n');
  assert.equal(textOf(applyHunks('a\nb\n', [ends], 'reverse')), 'a\nb');
  assert.equal(textOf(applyHunks('a\nb\n', [ends], 'forward')), 'hunk 0: no-match');
  const lost = hunk('@@ -1,2 +1,2 @@\n a\n-b\n+b\n\\ No newline at end of file\n');
  assert.equal(textOf(applyHunks('a\nb\n', [lost], 'forward')), 'a\nb');
  assert.equal(textOf(applyHunks('x\ny\nz\na', [hunk('@@ -1,1 +1,2 @@\n+w\n x\n')], 'forward')), 'w\nx\ny\nz\na');
});

test('files that begin or end: empty, all new, all gone', () => {
  const all = hunk('@@ -0,0 +1,2 @@\n+a\n+b\n');
  assert.equal(textOf(applyHunks('', [all], 'forward')), 'a\nb\n');
  assert.equal(textOf(applyHunks('a\nb\n', [all], 'reverse')), '');
  assert.equal(textOf(applyHunks('', [], 'forward')), '');
  // Less context behind than before: the hunk says that it stands at the end.
  const end = hunk('@@ -2,3 +2,4 @@\n b\n c\n d\n+e\n');
  assert.equal(
    textOf(applyHunks(lines('b', 'c', 'd', 'x', 'b', 'c', 'd'), [end], 'forward')),
    lines('b', 'c', 'd', 'x', 'b', 'c', 'd', 'e'),
  );
});

test('carriage returns: the text is right, whoever has them', () => {
  const crlf = 'a\r\nb\r\nc\r\nd\r\n';
  assert.equal(textOf(applyHunks(crlf, [hunk('@@ -2,2 +2,3 @@\n b\n+new\n c\n')], 'forward')), 'a\r\nb\r\nnew\r\nc\r\nd\r\n');
  const carried = hunk('@@ -2,2 +2,3 @@\n b\r\n+new\r\n c\r\n');
  assert.equal(textOf(applyHunks(crlf, [carried], 'forward')), 'a\r\nb\r\nnew\r\nc\r\nd\r\n');
  assert.equal(textOf(applyHunks(lines('a', 'b', 'c'), [carried], 'forward')), lines('a', 'b', 'new', 'c'));
  assert.equal(textOf(applyHunks('a\r\nb\n', [hunk('@@ -1,2 +1,2 @@\n-a\r\n+a\n b\n')], 'forward')), 'a\nb\n');
});

test('lost tabs: context comes from the tree, new lines from the patch', () => {
  const damaged = hunk('@@ -1,3 +1,4 @@\n int f(void)\n {\n+        new();\n         old(a, b);\n', { whitespaceDamaged: true });
  const tree = lines('int f(void)', '{', '\told(a,\tb);');
  assert.equal(textOf(applyHunks(tree, [damaged], 'forward')), lines('int f(void)', '{', '        new();', '\told(a,\tb);'));
  assert.equal(textOf(applyHunks(tree, [{ ...damaged, whitespaceDamaged: false }], 'forward', { fuzz: 0 })), 'hunk 0: no-match');
});

test('a cut hunk is not applied', () => {
  assert.equal(textOf(applyHunks(lines('b', 'c', 'd', 'e'), [{ ...count, complete: false }], 'forward')), 'hunk 0: incomplete');
});

test('a moved hunk that fits several places: the function that its header names, else none', () => {
  const body = ['{', '\tlock();', '\twork();', '\tunlock();', '}', ''];
  const text = lines('/* */', 'int f(void)', ...body, 'int g(void)', ...body, 'int h(void)', ...body);
  const at = (section: string): string => `@@ -100,3 +100,2 @@ ${section}\n \tlock();\n-\twork();\n \tunlock();\n`;
  const place = (section: string): unknown => {
    const applied = applyHunks(text, [hunk(at(section))], 'forward', { ambiguous: 'refuse' });
    return applied.ok ? 100 + (applied.fits[0]?.offset ?? 0) : applied.reason;
  };
  assert.deepEqual([place('int f(void)'), place('int g(void)'), place('int h(void)')], [4, 11, 18]);
  assert.deepEqual([place(''), place('int other(void)')], ['ambiguous', 'ambiguous']);
  assert.ok(applyHunks(text, [hunk(at(''))], 'forward').ok, 'nearest, where that is asked for');
});

test('a hunk both moved and fuzzed is believed only in the function that it names', () => {
  const refuse = { ambiguous: 'refuse' } as const;
  const text = lines('int f(void)', '{', '\tz();', '\ta();', '\tb();', '\tc();', '\tother();', '}');
  const moved = (section: string) => [
    hunk(`@@ -50,6 +50,7 @@ ${section}\n \tx();\n \tz();\n \ta();\n+\tnew();\n \tb();\n \tc();\n \ty();\n`),
  ];
  assert.ok(applyHunks(text, moved('int f(void)'), 'forward', refuse).ok);
  assert.equal(textOf(applyHunks(text, moved('int g(void)'), 'forward', refuse)), 'hunk 0: no-match');
  assert.equal(textOf(applyHunks(text, moved(''), 'forward', refuse)), 'hunk 0: no-match');
  // Two lines of context are left: those may stand anywhere.
  const little = [hunk('@@ -4,4 +4,5 @@ int f(void)\n \tx();\n \ta();\n+\tnew();\n \tb();\n \ty();\n')];
  assert.equal(textOf(applyHunks(text, little, 'forward', refuse)), 'hunk 0: no-match');
  assert.ok(applyHunks(text, little, 'forward').ok, 'as patch(1) has it');
});

test('a moved hunk does not go into another function while its own is there', () => {
  const refuse = { ambiguous: 'refuse' } as const;
  const twin = [hunk('@@ -40,3 +40,2 @@ int g(int x)\n \tlock();\n-\twork();\n \tunlock();\n')];
  const other = ['int f(int x)', '{', '\tlock();', '\twork();', '\tunlock();', '}'];
  assert.equal(textOf(applyHunks(lines(...other, 'int g(int x)', '{', '}'), twin, 'forward', refuse)), 'hunk 0: no-match');
  assert.ok(applyHunks(lines(...other), twin, 'forward', refuse).ok, 'g may have been renamed to f');
  // The hunk shows the head of its function: then the heading behind @@ is that of the function before.
  const head = [hunk('@@ -40,4 +40,3 @@ int e(int x)\n int f(int x)\n {\n-\tlock();\n \twork();\n \tunlock();\n')];
  assert.ok(applyHunks(lines('int e(int x)', '{', '}', 'int d;', ...other), head, 'forward', refuse).ok);
});

const anyLine = fc.oneof(
  fc.constantFrom('', '}', '\treturn 0;', '\tx++;', 'a', 'b'),
  fc.string({ maxLength: 6 }).map((s) => s.replace(/[\r\n]/g, '')),
);
const anyEdits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({ kind: fc.constantFrom('keep', 'keep', 'keep', 'keep', 'del', 'add'), text: anyLine }) as fc.Arbitrary<Edit>,
  { maxLength: 60 },
);

test('any edit: forward gives the new text, reverse the old, at no offset', () => {
  fc.assert(
    fc.property(anyEdits, fc.integer({ min: 0, max: 4 }), (edits, context) => {
      const hunks = hunksOf(edits, context);
      const [before, after] = [sideOf(edits, 'old'), sideOf(edits, 'new')];
      const forward = applyHunks(before, hunks, 'forward', { ambiguous: 'refuse' });
      const reverse = applyHunks(after, hunks, 'reverse', { ambiguous: 'refuse' });
      assert.equal(textOf(forward), after);
      assert.equal(textOf(reverse), before);
      assert.ok(forward.ok && reverse.ok);
      for (const fit of [...forward.fits, ...reverse.fits]) assert.deepEqual([fit.offset, fit.fuzz], [0, 0]);
      // the maps say what stands there
      for (const [shown, text] of [
        [forward.shownAfter, after],
        [forward.shownBefore, before],
        [reverse.shownBefore, after],
        [reverse.shownAfter, before],
      ] as const)
        for (const [line, at] of shown) assert.equal(hunks[at.hunk]?.lines[at.line]?.text, text.split('\n')[line - 1]);
      for (const [index, each] of hunks.entries())
        for (const [number, line] of each.lines.entries()) {
          if (line.kind !== 'del') assert.deepEqual(forward.shownAfter.get(line.newNo), { hunk: index, line: number });
          if (line.kind !== 'add') assert.deepEqual(forward.shownBefore.get(line.oldNo), { hunk: index, line: number });
        }
    }),
    { numRuns: 400 },
  );
});

test('a tree with lines put in front: every hunk is found at that offset', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 1, max: 200 }), (seed, shift) => {
      const plain = randomEdits(randomNumbers(seed), 80, 6);
      const edits = plain.map((edit, at) => ({ ...edit, text: `${edit.text} /* ${at} */` }));
      const front = lines(...Array.from({ length: shift }, (_, at) => `// ${at}`));
      const applied = applyHunks(front + sideOf(edits, 'old'), hunksOf(edits), 'forward', { ambiguous: 'refuse' });
      // A hunk with less context in front says that it begins the file, and is fuzzed when it no longer does.
      if (!applied.ok)
        return assert.ok(
          edits.slice(0, 3).some((edit) => edit.kind !== 'keep'),
          applied.reason,
        );
      assert.equal(applied.text, front + sideOf(edits, 'new'));
      for (const fit of applied.fits) assert.equal(fit.offset, shift);
    }),
    { numRuns: 150 },
  );
});

test('any text and any hunks give a result', () => {
  fc.assert(
    fc.property(fc.string(), anyEdits, fc.integer({ min: -5, max: 100 }), fc.boolean(), (text, edits, start, damaged) => {
      const hunks = hunksOf(edits).map((each) => ({ ...each, oldStart: start, newStart: start, whitespaceDamaged: damaged }));
      applyHunks(text, hunks, 'forward');
      applyHunks(text, hunks, 'reverse', { ambiguous: 'refuse' });
    }),
    { numRuns: 300 },
  );
});
