/**
 * The parts of a mail that can hold a patch: text parts and attached patches, decoded.
 */
import { base64Lines, plainLines, quotedPrintableLines, type Report } from './encoding.ts';
import { type HeaderField, parameters, readHeader } from './header.ts';
import type { BodyLine, RawLines } from './place.ts';

export interface TextPart {
  readonly lines: readonly BodyLine[];
  readonly flowed: boolean;
  readonly delsp: boolean;
}

const deepest = 16;

/** Reads the body that stands in lines `from` to `to` below the header `fields`. `mbox`: `>From ` is unquoted. */
export function textParts(
  raw: RawLines,
  from: number,
  to: number,
  fields: readonly HeaderField[],
  mbox: boolean,
  diagnose: Report,
): TextPart[] {
  const parts: TextPart[] = [];
  readPart(raw, from, to, fields, mbox, diagnose, parts, 0);
  return parts;
}

function fieldOf(fields: readonly HeaderField[], name: string): HeaderField | undefined {
  return fields.find((field) => field.name === name);
}

function readPart(
  raw: RawLines,
  from: number,
  to: number,
  fields: readonly HeaderField[],
  mbox: boolean,
  diagnose: Report,
  parts: TextPart[],
  level: number,
): void {
  const contentType = fieldOf(fields, 'content-type');
  const { type, values } = parameters(contentType?.value ?? 'text/plain');
  const boundary = values.get('boundary');
  if (type.startsWith('multipart/') && level < deepest) {
    if (boundary && readMultipart(raw, from, to, boundary, mbox, diagnose, parts, level)) return;
    // A multipart without its parts: somebody cut the mail. What is there is read as text.
    if (contentType) {
      diagnose({
        range: contentType.range,
        severity: 'warning',
        code: 'multipart-broken',
        message: `Expected parts between lines "--${(boundary ?? '?').slice(0, 80)}"; none found, read as plain text.`,
      });
    }
  } else if (type === 'message/rfc822' && level < deepest) {
    const header = readHeader(raw, from, to);
    readPart(raw, header.end, to, header.fields, mbox, diagnose, parts, level + 1);
    return;
  } else if (!isText(type, values, fields)) {
    if (type === 'text/html' && level === 0 && contentType) {
      diagnose({
        range: contentType.range,
        severity: 'warning',
        code: 'html-skipped',
        message: 'This mail is HTML only; expected a text/plain part. Not read.',
      });
    }
    return;
  }
  const encoding = (fieldOf(fields, 'content-transfer-encoding')?.value ?? '').replace(/\(.*$/, '').trim().toLowerCase();
  const charset = values.get('charset') ?? '';
  const lines =
    encoding === 'quoted-printable'
      ? quotedPrintableLines(raw, from, to, charset, diagnose)
      : encoding === 'base64'
        ? base64Lines(raw, from, to, charset, diagnose)
        : plainLines(raw, from, to, mbox);
  parts.push({ lines, flowed: values.get('format')?.toLowerCase() === 'flowed', delsp: values.get('delsp')?.toLowerCase() === 'yes' });
}

function isText(type: string, values: ReadonlyMap<string, string>, fields: readonly HeaderField[]): boolean {
  if (type === 'text/html' || type === 'text/calendar' || type === 'text/rtf') return false;
  if (type.startsWith('text/') || !type.includes('/') || type.startsWith('multipart/') || type === 'application/x-patch') return true;
  if (!type.startsWith('application/')) return false;
  const name = values.get('name') ?? parameters(fieldOf(fields, 'content-disposition')?.value ?? '').values.get('filename') ?? '';
  return /\.(?:patch|diff|txt|mbox|eml)$/i.test(name.slice(-20));
}

/** False when no part was found. */
function readMultipart(
  raw: RawLines,
  from: number,
  to: number,
  boundary: string,
  mbox: boolean,
  diagnose: Report,
  parts: TextPart[],
  level: number,
): boolean {
  const open = `--${boundary}`;
  let start = -1;
  let any = false;
  const read = (end: number): void => {
    if (start < 0) return;
    any = true;
    const header = readHeader(raw, start, end);
    // The line break before a boundary belongs to the boundary.
    const last = end > header.end && (raw.texts[end - 1] as string).length === 0 ? end - 1 : end;
    readPart(raw, header.end, last, header.fields, mbox, diagnose, parts, level + 1);
  };
  for (let i = from; i < to; i++) {
    const text = raw.texts[i] as string;
    if (text.charCodeAt(0) !== 45 || !text.startsWith(open)) continue;
    const rest = text.slice(open.length).trim();
    if (rest !== '' && rest !== '--') continue;
    read(i);
    start = rest === '--' ? -1 : i + 1;
    if (rest === '--') break;
  }
  read(to);
  return any;
}
