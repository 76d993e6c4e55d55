/** However a mail was sent and kept, the same is found in it. The real mails beside the checkout are looked at too, where they are. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { Reviewer } from '../../server/src/review/index.ts';
import { makeReviewer } from '../check/reviewer.ts';

const head = 'From: A <a@example.com>\nDate: Tue, 2 Jan 2024 03:04:05 +0100\nSubject: [PATCH] mm: a change\n\n';

/** Texts that begin with a mail header. */
function mails(folder: string, suffix: RegExp): { name: string; text: string }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => suffix.test(name))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8').replace(/\r\n/g, '\n') }));
}

const own = mails('test/review/fixtures', /\.(?:patch|eml)$/).map(({ name, text }) => ({
  name,
  text: /^From: /m.test(text.slice(0, 300)) ? text : `${head}---\n${text}`,
}));
const real = mails('../shared/mail', /\.eml$/);

/** Header and body; undefined where the body is encoded already, or is not the whole mail. */
function parts(text: string): [string, string] | undefined {
  const blank = text.indexOf('\n\n');
  const header = text.slice(0, blank);
  if (blank < 0 || !/^[A-Za-z-]+: /.test(header) || /multipart|flowed|quoted-printable|base64|charset="?(?!utf-8|us-ascii)/i.test(header))
    return undefined;
  return [header.replace(/^content-(?:transfer-encoding|type):.*(?:\n[ \t].*)*\n?/gim, '').replace(/\n$/, ''), text.slice(blank + 2)];
}

function encoded(text: string, encoding: string, encode: (body: string) => string): string | undefined {
  const of = parts(text);
  if (!of) return undefined;
  return `${of[0]}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ${encoding}\n\n${encode(of[1])}`;
}

/** Soft line breaks fall anywhere, as they do. */
function quotedPrintable(body: string): string {
  const line = (text: string): string => {
    const bytes = [...Buffer.from(text, 'utf8')];
    let out = '';
    let width = 0;
    bytes.forEach((byte, i) => {
      const blankAtEnd = (byte === 32 || byte === 9) && i === bytes.length - 1;
      const plain = (byte === 9 || (byte >= 32 && byte < 127)) && byte !== 61 && !blankAtEnd;
      const said = plain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
      if (width + said.length > 73) {
        out += '=\n';
        width = 0;
      }
      out += said;
      width += said.length;
    });
    return out;
  };
  return body.split('\n').map(line).join('\n');
}

const base64 = (body: string): string => Buffer.from(body, 'utf8').toString('base64').replace(/.{76}/g, '$&\n');
const separator = 'From robin@example.org Thu Jan  2 10:00:00 2020\n';
const ways: Readonly<Record<string, (text: string) => string | undefined>> = {
  'CRLF line ends': (text) => text.replace(/\n/g, '\r\n'),
  'quoted-printable': (text) => encoded(text, 'quoted-printable', quotedPrintable),
  base64: (text) => encoded(text, 'base64', base64),
  'a mailbox': (text) =>
    `${separator}${text.replace(/^(>*From )/gm, '>$1')}\n\n${separator}From: B <b@example.com>\nSubject: other\n\nNo patch.\n`,
  'a byte order mark': (text) => `\ufeff${text}`,
  scissors: (text) => parts(text)?.[0] && text.replace('\n\n', '\n\nA word first.\n\n-- >8 --\n'),
  'without its signature': (text) => text.replace(/\n-- \n[\d.]+\n*$/, '\n'),
  'blanks at line ends lost': (text) => text.replace(/^ $/gm, ''),
};

let reviewer: Reviewer;
before(async () => {
  reviewer = await makeReviewer();
});

const found = async (text: string): Promise<string[]> => {
  const { findings } = await reviewer.review(parsePatchText(text));
  return findings.map((f) => `${f.rule} ${f.change} ${f.function} ${f.file}:${f.line} ${f.message} ${f.fingerprint}`);
};

describe('sent and kept in many ways', () => {
  for (const [way, change] of Object.entries(ways)) {
    test(way, async () => {
      let seen = 0;
      for (const { name, text } of [...own, ...real]) {
        const changed = change(text);
        if (changed === undefined || changed === text) continue;
        const plain = await found(text);
        assert.deepEqual(await found(changed), plain, name);
        seen += plain.length;
      }
      assert.ok(seen > 0, 'nothing was found that could have got lost');
    });
  }
});
