/** Subjects, dates, the first look at a text, ranges inside a line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DiffLine, looksLikePatch, parseDate, parsePatchText, parseSubject, rangeOf } from '../../server/src/patch/index.ts';

test('subjects are taken apart', () => {
  const cases: [string, string][] = [
    ['[PATCH RFC v4 2/5] pool: a title', 'v4 2/5 PATCH RFC v4 2/5 | pool: a title'],
    ['Re: [PATCH] x', 'v1 reply PATCH | x'],
    ['RE: Fwd: [External] Re: [PATCHv2 03/12] x: [brackets] stay', 'v2 3/12 reply External PATCHv2 03/12 | x: [brackets] stay'],
    ['[v4,2/5] x', 'v4 2/5 v4 2/5 | x'],
    ['[RFC PATCH V3 0/7] x', 'v3 0/7 RFC PATCH V3 0/7 | x'],
    ['[PATCH mm-unstable v1 1/1]  two   blanks', 'v1 1/1 PATCH mm-unstable v1 1/1 | two blanks'],
    ['mm: pool: no brackets at all [sic]', 'v1 | mm: pool: no brackets at all [sic]'],
    ['Re: ', 'v1 reply | '],
    ['[unclosed', 'v1 | [unclosed'],
    ['', 'v1 | '],
  ];
  for (const [text, expected] of cases) {
    const subject = parseSubject(text);
    const part = subject.part === undefined ? '' : ` ${subject.part}/${subject.parts}`;
    const tags = subject.tags.map((tag) => ` ${tag}`).join('');
    assert.equal(`v${subject.version}${part}${subject.isReply ? ' reply' : ''}${tags} | ${subject.title}`, expected, text);
  }
});

test('dates are read in every form that mails and archives have', () => {
  const cases: [string, string | undefined][] = [
    ['Tue, 2 Jan 2024 03:04:05 +0100', '2024-01-02T02:04:05.000Z'],
    ['Tue,  2 Jan 2024 03:04:05 -0500 (EST)', '2024-01-02T08:04:05.000Z'],
    ['2 Jan 2024 03:04 GMT', '2024-01-02T03:04:00.000Z'],
    ['Tue Jan 2 03:04:05 2024 +0100', '2024-01-02T02:04:05.000Z'],
    ['Fri Feb 19 2021 - 19:38:06 EST', '2021-02-20T00:38:06.000Z'],
    ['Oct. 24, 2023, 8:32 p.m. UTC', '2023-10-24T20:32:00.000Z'],
    ['Sept. 4, 2023, 12:01 a.m. UTC', '2023-09-04T00:01:00.000Z'],
    ['June 4, 2023, 9 p.m. UTC', '2023-06-04T21:00:00.000Z'],
    ['June 4, 2023, noon UTC', '2023-06-04T12:00:00.000Z'],
    ['2023-10-24 20:32 UTC', '2023-10-24T20:32:00.000Z'],
    ['2023-10-24T20:32:01+02:00', '2023-10-24T20:32:01.000Z'],
    ['yesterday', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases) {
    const ms = parseDate(text);
    assert.equal(ms === undefined ? undefined : new Date(ms).toISOString(), expected, text);
  }
});

test('a first look tells patches from other texts', () => {
  for (const text of [
    'diff --git a/x b/x\n',
    'words\n\n@@ -1,2 +3 @@ f\n',
    '> > @@ -1 +1 @@\n',
    '--- a/x\n+++ b/x\n',
    '> --- x\n> +++ y\n',
    `${'words\n'.repeat(5000)}diff --cc x\n`,
    'Subject: Re: [PATCH v2] x\nContent-Transfer-Encoding: base64\n\nAAAA\n',
  ]) {
    assert.equal(looksLikePatch(text), true, text.slice(0, 40));
  }
  for (const text of [
    '',
    'words',
    'a line with diff --git in it',
    '--- a rule\n',
    '@@ -a +b @@\n',
    `${'x\n'.repeat(40000)}diff --git a/x b/x\n`,
    '+++ alone\n',
  ]) {
    assert.equal(looksLikePatch(text), false, text.slice(0, 40));
  }
});

test('a range inside a line follows encoded characters and soft breaks', () => {
  const text = [
    'From: A <a@example.org>',
    'Subject: [PATCH] x',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '--- a/x.c',
    '+++ b/x.c',
    '@@ -0,0 +1 @@',
    '+a =3D =C3=A9 + lo=',
    'ng;',
    '',
  ].join('\n');
  const line = parsePatchText(text).messages[0]?.patches[0]?.files[0]?.hunks[0]?.lines[0] as DiffLine;
  assert.equal(line.text, 'a = é + long;');
  const place = (from: number, to: number): string => {
    const { start, end } = rangeOf(line, from, to);
    return `${start.line}:${start.character}-${end.line}:${end.character}`;
  };
  assert.equal(place(0, 1), '8:1-8:2');
  assert.equal(place(2, 3), '8:3-8:6', 'the three columns of =3D');
  assert.equal(place(4, 5), '8:7-8:13', 'both bytes of the character');
  assert.equal(place(8, 10), '8:16-8:18', 'ends before the soft break');
  assert.equal(place(10, 12), '9:0-9:2', 'begins behind it');
  assert.equal(place(8, 12), '8:16-9:2');
  assert.equal(place(0, 99), '8:1-9:3');
  assert.equal(place(-3, -1), '8:1-8:1');
  assert.equal(place(5, 2), '8:13-8:13');
});
