/** What holds for every patch and for every text. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type DiffLine,
  type FileDiff,
  type Hunk,
  looksLikePatch,
  type PatchDocument,
  parsePatchStream,
  parsePatchText,
  printPatch,
  rangeOf,
} from '../../server/src/patch/index.ts';

const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const runs = { numRuns: 300 };

/** A line of code, and lines that look like something else. */
const code = fc
  .oneof(
    fc.string({ maxLength: 30, unit: fc.constantFrom(...'abc_(){};*&=<>|!"\\,.+-@/ \t0123'.split('')) }),
    fc.constantFrom(
      '',
      '- ',
      '-',
      '+',
      '-- a',
      '++ b',
      '--- a/x',
      '+++ b/x',
      '@@ -1 +1 @@',
      ' diff --git a/x b/x',
      'From here',
      '>From here',
      '> quoted',
      '[...]',
      '\\ No newline',
      '\tint ret;',
      '}',
      '-snip-',
      'é ☃ 😀',
    ),
    fc.string({ maxLength: 20, unit: 'grapheme' }),
  )
  .map((text) => text.replace(/[\r\n]/g, ''));

const change = fc.tuple(fc.constantFrom('context' as const, 'context' as const, 'add' as const, 'del' as const), code);

/** A hunk whose counts are right; it begins and ends with context that has a tab, as code does. */
const hunkLines = fc
  .array(change, { minLength: 1, maxLength: 12 })
  .map((lines): [DiffLine['kind'], string][] => [['context', '\tfirst();'], ...lines, ['context', '\tlast();']]);

function hunkOf(lines: [DiffLine['kind'], string][], start: number, section: string): Hunk {
  const oldCount = lines.filter(([kind]) => kind !== 'add').length;
  const newCount = lines.filter(([kind]) => kind !== 'del').length;
  return {
    range: nowhere,
    headerRange: nowhere,
    sectionRange: nowhere,
    oldStart: start,
    oldCount,
    newStart: start,
    newCount,
    section,
    complete: true,
    whitespaceDamaged: false,
    lines: lines.map(([kind, text]) => ({ kind, text, line: 0, column: 0, oldNo: 0, newNo: 0, noEol: false, afterCut: false })),
  };
}

const path = fc
  .array(
    fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...'abcxyz_-.é" \\'.split('')) }).map((name) => `n${name.trim()}x`),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join('/'));

const files: fc.Arbitrary<FileDiff[]> = fc
  .uniqueArray(path, { minLength: 1, maxLength: 3 })
  .chain((paths) =>
    fc.tuple(
      ...paths.map((name) =>
        fc.tuple(fc.array(hunkLines, { minLength: 1, maxLength: 3 }), fc.constantFrom('', 'static int f(void)', 'struct pool {')).map(
          ([hunks, section]): FileDiff => ({
            range: nowhere,
            oldPath: name,
            newPath: name,
            status: 'modified',
            hunks: hunks.map((lines, i) => hunkOf(lines, 1 + i * 100, section)),
          }),
        ),
      ),
    ),
  )
  .map((all) => [...all]);

interface Bare {
  readonly path: string | undefined;
  readonly hunks: readonly { readonly head: string; readonly lines: readonly string[] }[];
}

function bare(all: readonly FileDiff[]): Bare[] {
  return all.map((file) => ({
    path: file.newPath ?? file.oldPath,
    hunks: file.hunks.map((hunk) => ({
      head: `${hunk.oldStart},${hunk.oldCount} ${hunk.newStart},${hunk.newCount} ${hunk.section} ${hunk.complete}`,
      lines: hunk.lines.map((line) => `${line.kind}:${line.text}:${line.noEol}`),
    })),
  }));
}

const filesOf = (document: PatchDocument): FileDiff[] =>
  document.messages.flatMap((message) => message.patches.flatMap((patch) => [...patch.files]));

/** What an editor sees at the places that the parser gave. */
function checkPlaces(text: string, document: PatchDocument): void {
  const lines = text.split(/\r?\n/);
  for (const file of filesOf(document)) {
    for (const hunk of file.hunks) {
      for (const line of hunk.lines) {
        const range = rangeOf(line, 0, line.text.length);
        assert.equal(range.start.line, range.end.line);
        assert.equal(lines[range.start.line]?.slice(range.start.character, range.end.character), line.text);
      }
    }
  }
}

test('print -> parse gives the same hunks, at their places', () => {
  fc.assert(
    fc.property(files, (all) => {
      const text = printPatch(all);
      const document = parsePatchText(text);
      assert.deepEqual(bare(filesOf(document)), bare(all));
      assert.equal(printPatch(filesOf(document)), text);
      assert.ok(looksLikePatch(text));
      checkPlaces(text, document);
    }),
    runs,
  );
});

const letter = (body: string, fields = ''): string =>
  `From: A <a@example.org>\nSubject: [PATCH 1/2] x\nDate: Tue, 2 Jan 2024 03:04:05 +0100\n${fields}\nA text.\n---\n${body}-- \n2.45.0\n`;

test('a mail, a mbox and CRLF change nothing', () => {
  fc.assert(
    fc.property(files, fc.boolean(), (all, crlf) => {
      const mail = letter(printPatch(all));
      // What mboxrd does to a body.
      const boxed = mail.replace(/^(>*From )/gm, '>$1').replace(/^>From: /, 'From: ');
      const box = `From mboxrd@z Thu Jan  1 00:00:00 1970\n${boxed}\nFrom mboxrd@z Thu Jan  1 00:00:00 1970\n${boxed}`;
      for (const [text, times] of [
        [mail, 1],
        [box, 2],
      ] as const) {
        const read = crlf ? text.replaceAll('\n', '\r\n') : text;
        const document = parsePatchText(read);
        assert.equal(document.messages.length, times);
        for (const message of document.messages) assert.deepEqual(bare(message.patches.flatMap((patch) => [...patch.files])), bare(all));
        if (text === mail) checkPlaces(read, document);
      }
    }),
    { numRuns: 150 },
  );
});

test('a stream gives what the whole text gives', async () => {
  await fc.assert(
    fc.asyncProperty(files, fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 20 }), async (all, cuts) => {
      const one = `From mboxrd@z Thu Jan  1 00:00:00 1970\n${letter(printPatch(all))
        .replace(/^(>*From )/gm, '>$1')
        .replace(/^>From: /, 'From: ')}\n`;
      const text = one.repeat(3).replaceAll('\n', cuts.length % 2 ? '\n' : '\r\n');
      const chunks: string[] = [];
      for (let at = 0, i = 0; at < text.length; i++) {
        const size = cuts[i % cuts.length] as number;
        chunks.push(text.slice(at, at + size));
        at += size;
      }
      const streamed = [];
      for await (const { message } of parsePatchStream(chunks)) streamed.push(message);
      assert.deepEqual(streamed, parsePatchText(text).messages);
    }),
    { numRuns: 60 },
  );
});

test('quoting at any depth changes nothing', () => {
  fc.assert(
    fc.property(files, fc.integer({ min: 1, max: 6 }), fc.constantFrom('> ', '>'), (all, depth, mark) => {
      const marks = mark.repeat(depth - 1) + '> ';
      const text = `Somebody wrote:\n${printPatch(all)
        .split('\n')
        .slice(0, -1)
        .map((line) => marks + line)
        .join('\n')}\n`;
      const document = parsePatchText(text);
      assert.deepEqual(bare(filesOf(document)), bare(all));
      for (const patch of document.messages[0]?.patches ?? []) assert.equal(patch.quoteDepth, depth);
      checkPlaces(text, document);
    }),
    runs,
  );
});

test('comments between quoted lines are found, and change nothing', () => {
  fc.assert(
    fc.property(hunkLines, fc.nat(), fc.integer({ min: 1, max: 4 }), (lines, where, depth) => {
      const all: FileDiff[] = [
        { range: nowhere, oldPath: 'mm/a.c', newPath: 'mm/a.c', status: 'modified', hunks: [hunkOf(lines, 10, '')] },
      ];
      const quoted = printPatch(all)
        .split('\n')
        .slice(0, -1)
        .map((line) => '> '.repeat(depth) + line);
      const at = where % lines.length;
      const head = quoted.length - lines.length;
      const text = [...quoted.slice(0, head + at + 1), '', 'A word about this.', '', ...quoted.slice(head + at + 1), ''].join('\n');
      const document = parsePatchText(text);
      assert.deepEqual(bare(filesOf(document)), bare(all));
      const comments = document.messages[0]?.patches[0]?.comments ?? [];
      assert.deepEqual(
        comments.map((comment) => [comment.text, comment.answers]),
        [['A word about this.', { file: 0, hunk: 0, line: at }]],
      );
    }),
    runs,
  );
});

const wellFormed = (text: string): string =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

function quotedPrintable(text: string): string {
  const out: string[] = [];
  for (const line of text.split('\n')) {
    let coded = '';
    let width = 0;
    for (const letter of line) {
      const point = letter.codePointAt(0) as number;
      const plain = (point > 32 && point < 127 && letter !== '=') || letter === ' ' || letter === '\t';
      const piece = plain
        ? letter
        : [...new TextEncoder().encode(letter)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
      if (width + piece.length > 40) {
        coded += '=\n';
        width = 0;
      }
      coded += piece;
      width += piece.length;
    }
    out.push(coded.replace(/ $/, '=20').replace(/\t$/, '=09'));
  }
  return out.join('\n');
}

/** Takes transfer encodings off a range of the input. */
function decoded(text: string, range: ReturnType<typeof rangeOf>): string {
  const lines = text.split('\n');
  const pieces: string[] = [];
  for (let i = range.start.line; i <= range.end.line; i++)
    pieces.push(
      (lines[i] as string).slice(
        i === range.start.line ? range.start.character : 0,
        i === range.end.line ? range.end.character : undefined,
      ),
    );
  const joined = pieces.map((piece, i) => (i < pieces.length - 1 ? piece.replace(/=$/, '') : piece)).join('');
  const bytes: number[] = [];
  for (let i = 0; i < joined.length; i++) {
    if (joined[i] === '=') {
      bytes.push(Number.parseInt(joined.slice(i + 1, i + 3), 16));
      i += 2;
    } else bytes.push(joined.charCodeAt(i));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

test('quoted-printable and base64 change nothing, and ranges give the encoded text back', () => {
  fc.assert(
    fc.property(files, fc.nat(), fc.nat(), (all, a, b) => {
      const body = `${printPatch(all)}-- \n2.45.0\n`;
      const head = 'From: A <a@example.org>\nSubject: [PATCH] x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ';
      // Lone surrogates have no bytes.
      const expected = bare(all).map((file) => ({
        ...file,
        hunks: file.hunks.map((hunk) => ({ ...hunk, lines: hunk.lines.map((line) => wellFormed(line)) })),
      }));
      const qp = `${head}quoted-printable\n\n${quotedPrintable(body)}`;
      const document = parsePatchText(qp);
      assert.deepEqual(bare(filesOf(document)), expected);
      for (const file of filesOf(document)) {
        for (const { lines } of file.hunks) {
          for (const line of lines) {
            const from = a % (line.text.length + 1);
            const to = from + (b % (line.text.length - from + 1));
            const piece = line.text.slice(from, to);
            if (piece === wellFormed(piece)) assert.equal(decoded(qp, rangeOf(line, from, to)), piece);
          }
        }
      }
      const base64 = Buffer.from(body).toString('base64').replace(/.{76}/g, '$&\n');
      assert.deepEqual(bare(filesOf(parsePatchText(`${head}base64\n\n${base64}\n`))), expected);
    }),
    { numRuns: 150 },
  );
});

function sane(document: PatchDocument, text: string): void {
  const last = text.split('\n').length;
  assert.equal(document.lineCount, last);
  for (const message of document.messages) {
    for (const patch of message.patches) {
      assert.ok(patch.files.length > 0);
      for (const comment of patch.comments)
        if (comment.answers) assert.ok(patch.files[comment.answers.file]?.hunks[comment.answers.hunk]?.lines[comment.answers.line]);
      for (const { hunks } of patch.files) {
        for (const hunk of hunks) {
          assert.ok(hunk.headerRange.start.line < last);
          for (const line of hunk.lines) {
            assert.ok(line.line >= 0 && line.line < last);
            assert.ok(line.column >= 0);
          }
          if (hunk.complete) {
            assert.equal(hunk.lines.filter((line) => line.kind !== 'add').length, hunk.oldCount);
            assert.equal(hunk.lines.filter((line) => line.kind !== 'del').length, hunk.newCount);
          }
        }
      }
    }
  }
  for (const { range } of document.diagnostics) assert.ok(range.start.line <= range.end.line && range.end.line < last);
}

const fixtures = join('test', 'patch', 'fixtures');
const corpus = readdirSync(fixtures)
  .filter((name) => !name.endsWith('.golden'))
  .map((name) => readFileSync(join(fixtures, name), 'utf8'));
const everyLine = corpus.flatMap((text) => text.split('\n'));

test('any text gives a result', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400, unit: 'binary' }), (text) => sane(parsePatchText(text), text)),
    runs,
  );
});

test('any mixture of lines of mails gives a result', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), fc.constantFrom('', '', '', '> ', '>> ', '| ', ' ')), { maxLength: 60 }), (picks) => {
      const text = picks.map(([pick, mark]) => mark + everyLine[pick % everyLine.length]).join('\n');
      sane(parsePatchText(text), text);
    }),
    { numRuns: 1500 },
  );
});

test('cutting, doubling and breaking lines of a mail gives a result', () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 5 })), { maxLength: 12 }), (which, edits) => {
      const lines = (corpus[which % corpus.length] as string).split('\n');
      for (const [place, edit] of edits) {
        const at = place % Math.max(1, lines.length);
        const line = lines[at] ?? '';
        if (edit === 0) lines.splice(at, 1);
        else if (edit === 1) lines.splice(at, 0, line);
        else if (edit === 2) lines.splice(at, 1, line.slice(0, line.length >> 1), line.slice(line.length >> 1));
        else if (edit === 3) lines[at] = line.trimStart();
        else if (edit === 4) lines[at] = `> ${line}`;
        else lines.splice(at, 3);
      }
      const text = lines.join('\n');
      sane(parsePatchText(text), text);
    }),
    { numRuns: 1500 },
  );
});
