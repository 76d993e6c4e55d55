import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instanceUrl, messageIdIn, threadUrl } from '../../client/src/archive-address.ts';
import { type Note, placeNotes, printNotes, readNotes } from '../../client/src/note.ts';

const text = (...lines: string[]) => ({ count: lines.length, line: (index: number) => lines[index] ?? '' });
const note = (line: number, lineText: string, more: Partial<Note> = {}): Note => ({
  id: `${line}`,
  uri: 'file:///a',
  line,
  lineText,
  text: 'why?',
  at: '2024-11-22T09:00:00.000Z',
  ...more,
});
const at = (placed: ReturnType<typeof placeNotes>) => placed.map(({ line, lost }) => (lost ? `${line} lost` : line));

test('a note stays on its line, follows it when it moves, and says when it has gone', () => {
  assert.deepEqual(at(placeNotes([note(1, 'b')], 'file:///a', text('a', 'b', 'c'), [])), [1]);
  assert.deepEqual(at(placeNotes([note(1, 'b')], 'file:///a', text('x', 'y', 'a', 'b', 'c'), [])), [3]);
  assert.deepEqual(at(placeNotes([note(3, 'b')], 'file:///a', text('b', 'x'), [])), [0]);
  assert.deepEqual(at(placeNotes([note(5, 'gone')], 'file:///a', text('a', 'b'), [])), ['1 lost']);
});

test('of several lines with the same text the nearest is taken', () => {
  assert.deepEqual(at(placeNotes([note(4, '}')], 'file:///a', text('}', 'a', 'b', '}', 'c', 'd', '}'), [])), [3]);
});

test('the same mail in another file has its notes, at its lines', () => {
  const one = note(12, 'b', { uri: 'file:///thread.mbox', mail: 'x@y', offset: 2 });
  const lines = text('From', 'b', 'From', 'a', 'b');
  assert.deepEqual(at(placeNotes([one], 'file:///single.eml', lines, [{ messageId: 'x@y', start: 2, end: 4 }])), [4]);
  assert.deepEqual(at(placeNotes([one], 'file:///single.eml', lines, [{ messageId: 'z@y', start: 2, end: 4 }])), []);
});

test('what is stored is read back; anything else is no note, and no error', () => {
  const all = [note(1, 'a'), note(2, 'ä\n"', { mail: 'x@y', offset: 3 })];
  assert.deepEqual(readNotes(printNotes(all)), all);
  for (const broken of ['', '{', 'null', '[]', '{"notes":3}', '{"notes":[null,{"id":1},{}]}']) assert.deepEqual(readNotes(broken), []);
});

test('placing never fails, whatever the text has become', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', '')),
      fc.integer({ min: -5, max: 3000 }),
      fc.constantFrom('a', 'z'),
      (lines, line, wanted) => {
        const [placed] = placeNotes([note(line, wanted)], 'file:///a', text(...lines), []);
        assert.ok(placed && placed.line >= 0 && placed.line <= Math.max(0, lines.length - 1));
        if (!placed.lost) assert.equal(lines[placed.line], wanted);
      },
    ),
  );
});

test('a Message-ID is known in whatever form it is copied', () => {
  for (const form of [
    '20241122090000.1-robin@example.org',
    '<20241122090000.1-robin@example.org>',
    ' Message-ID: <20241122090000.1-robin@example.org>\n',
    'https://lore.kernel.org/all/20241122090000.1-robin@example.org/',
    'https://lore.kernel.org/linux-mm/20241122090000.1-robin%40example.org/T/#u',
    'http://127.0.0.1:8080/all/20241122090000.1-robin@example.org/t.mbox.gz',
  ]) {
    assert.equal(messageIdIn(form), '20241122090000.1-robin@example.org', form);
  }
  for (const none of ['', 'hello', 'https://lore.kernel.org/all/', 'a b@c', 'https://x/%E0%A4%A@b'])
    assert.equal(messageIdIn(none), undefined, none);
});

test('an archive is an http address that ends in a slash, and nothing of the id can leave it', () => {
  const instance = instanceUrl('https://lore.kernel.org/all?x#y');
  assert.equal(instance?.href, 'https://lore.kernel.org/all/');
  for (const none of ['', 'lore', 'file:///etc', 'javascript:alert(1)']) assert.equal(instanceUrl(none), undefined, none);
  assert.equal(threadUrl(instance!, 'a+b@c.d').href, 'https://lore.kernel.org/all/a%2Bb@c.d/t.mbox.gz');
  assert.equal(threadUrl(instance!, '../x?y@z').href, 'https://lore.kernel.org/all/..%2Fx%3Fy@z/t.mbox.gz');
});
