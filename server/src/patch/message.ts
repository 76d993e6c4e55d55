/**
 * One message: what its header says, and the patches in its parts.
 */
import { plainLines } from './encoding.ts';
import { type EnvelopedLines, isCommitLine, isFormatPatchLine, isFromLine } from './envelope.ts';
import { finishPatch } from './finish.ts';
import { type HeaderField, isMailHeader, readHeader } from './header.ts';
import { kernelOf } from './kernel.ts';
import { textParts } from './mime.ts';
import { readPage } from './page.ts';
import { type BodyLine, wholeLine } from './place.ts';
import { headAt, type Region, regionOf } from './region.ts';
import { readSection } from './section.ts';
import { parseDate, parseSubject } from './subject.ts';
import { readTrailers } from './trailers.ts';
import type { Message, Patch, PatchDiagnostic, Range, Subject } from './types.ts';

export interface ReadMessage {
  readonly message: Message;
  readonly diagnostics: readonly PatchDiagnostic[];
}

/** Reads one message of a text. */
export function readMessage(raw: EnvelopedLines): ReadMessage {
  const diagnostics: PatchDiagnostic[] = [];
  let at = 0;
  while (at < raw.texts.length && (raw.texts[at] as string).trim().length === 0) at++;
  const first = raw.texts[at] ?? '';
  const range: Range = {
    start: { line: raw.first, character: 0 },
    end: { line: raw.first + Math.max(0, raw.texts.length - 1), character: (raw.texts[raw.texts.length - 1] ?? '').length },
  };
  const separated = raw.envelope === 'mbox' && (isFromLine(first) || isFormatPatchLine(first));
  if (separated || isMailHeader(raw, at, raw.texts.length)) return readMail(raw, at, range, isFormatPatchLine(first), diagnostics);
  if (isCommitLine(first)) return readCommit(raw, at, range, diagnostics);
  return readLoose(raw, range, diagnostics);
}

function readMail(raw: EnvelopedLines, at: number, range: Range, formatPatch: boolean, diagnostics: PatchDiagnostic[]): ReadMessage {
  const header = readHeader(raw, at, raw.texts.length);
  const headers = new Map<string, string>();
  for (const { name, value } of header.fields) if (!headers.has(name)) headers.set(name, value);
  const from = headers.get('from');
  const parts = textParts(raw, header.end, raw.texts.length, header.fields, raw.envelope === 'mbox', (one) => diagnostics.push(one));
  const author = from === undefined ? undefined : nameOf(from);
  const regions = parts.map((part) => regionOf(part.lines, author, part.flowed, part.delsp));
  const field = headers.get('subject');
  const subject = field === undefined ? undefined : parseSubject(field);
  const date = headers.get('date');
  const messageId = idsIn(headers.get('message-id') ?? '')[0];
  const message: Message = {
    kind: formatPatch ? 'commit' : 'mail',
    range,
    headers,
    ...(subject !== undefined ? { subject, subjectRange: fieldRange(header.fields, 'subject') } : {}),
    from,
    date,
    dateMs: date === undefined ? undefined : parseDate(date),
    messageId,
    inReplyTo: idsIn(headers.get('in-reply-to') ?? '')[0],
    references: idsIn(headers.get('references') ?? ''),
    ...readRegions(regions, { subject, headers }, diagnostics),
  };
  return { message, diagnostics };
}

function fieldRange(fields: readonly HeaderField[], name: string): Range | undefined {
  return fields.find((field) => field.name === name)?.range;
}

/** `git show`, `git log -p`: a head in the clear, and the message indented by four. */
function readCommit(raw: EnvelopedLines, at: number, range: Range, diagnostics: PatchDiagnostic[]): ReadMessage {
  const headers = new Map<string, string>([['commit', (/[0-9a-f]{7,64}/.exec((raw.texts[at] as string).slice(7)) as RegExpExecArray)[0]]]);
  let i = at + 1;
  for (; i < raw.texts.length; i++) {
    const match = /^([A-Za-z]{1,20}):?[ \t]+(\S.*)$/.exec((raw.texts[i] as string).slice(0, 1000));
    if (!match) break;
    const name = (match[1] as string).toLowerCase();
    if (!headers.has(name)) headers.set(name, (match[2] as string).trim());
  }
  const body = plainLines(raw, i, raw.texts.length, false);
  const titleAt = body.findIndex(({ text }) => text.trim().length > 0);
  const title = body[titleAt]?.text.startsWith('    ') ? body[titleAt] : undefined;
  const subject = title && parseSubject(title.text);
  const from = headers.get('author');
  const date = headers.get('date') ?? headers.get('authordate');
  const message: Message = {
    kind: 'commit',
    range,
    headers,
    ...(title
      ? {
          subject,
          subjectRange: { start: { line: title.line, character: 4 }, end: { line: title.line, character: title.text.trimEnd().length } },
        }
      : {}),
    from: from?.replace(/>.*$/, '>'),
    date,
    dateMs: date === undefined ? undefined : parseDate(date),
    references: [],
    ...readRegions([regionOf(body, from === undefined ? undefined : nameOf(from), false, false)], { subject, headers }, diagnostics),
  };
  return { message, diagnostics };
}

/** A page, a bare diff, or any text at all. */
function readLoose(raw: EnvelopedLines, range: Range, diagnostics: PatchDiagnostic[]): ReadMessage {
  const lines = plainLines(raw, 0, raw.texts.length, false);
  const whole = regionOf(lines, undefined, false, false);
  const firstText = lines.findIndex(({ text }) => text.trim().length > 0);
  if (firstText >= 0 && (whole.quotes[firstText] as { depth: number }).depth === 0 && headAt(whole, firstText) !== undefined) {
    const headers = new Map<string, string>();
    const message: Message = { kind: 'diff', range, headers, references: [], ...readRegions([whole], { headers }, diagnostics) };
    return { message, diagnostics };
  }
  const page = readPage(lines);
  const headers = new Map<string, string>();
  if (page.subject) headers.set('subject', page.subject.text.trim());
  if (page.from) headers.set('from', page.from);
  if (page.date) headers.set('date', page.date);
  if (page.messageId) headers.set('message-id', page.messageId);
  const subject = page.subject && parseSubject(page.subject.text);
  const regions = page.sections.map(({ author, from, to }) =>
    regionOf(lines.slice(from, to), author === undefined ? undefined : nameOf(author), false, false),
  );
  const message: Message = {
    kind: 'page',
    range,
    headers,
    ...(page.subject ? { subject, subjectRange: wholeLine(page.subject) } : {}),
    from: page.from,
    date: page.date,
    dateMs: page.date === undefined ? undefined : parseDate(page.date),
    messageId: page.messageId,
    references: [],
    ...readRegions(regions, { subject, headers }, diagnostics),
  };
  return { message, diagnostics };
}

function readRegions(
  regions: readonly Region[],
  { subject, headers }: { readonly subject?: Subject | undefined; readonly headers: ReadonlyMap<string, string> },
  diagnostics: PatchDiagnostic[],
): Pick<Message, 'trailers' | 'baseCommit' | 'changeId' | 'kernel' | 'patches'> {
  const patches: Patch[] = [];
  const prose: BodyLine[] = [];
  for (const region of regions) {
    const section = readSection(region);
    for (const draft of section.patches) patches.push(finishPatch(draft, diagnostics));
    for (const line of section.prose) prose.push(line);
  }
  const trailers = readTrailers(prose);
  const value = (key: string): string | undefined => trailers.find((trailer) => trailer.key.toLowerCase() === key)?.value.split(/\s/)[0];
  const kernel = kernelOf(subject, headers, prose);
  return { trailers, baseCommit: value('base-commit'), changeId: value('change-id'), ...(kernel === undefined ? {} : { kernel }), patches };
}

/** The name in `Name <address>`, or the address. */
function nameOf(from: string): string {
  const open = from.indexOf('<');
  const name = (open > 0 ? from.slice(0, open) : from).replace(/["']/g, '').trim();
  return name.length > 0 ? name : from.trim();
}

/** Message ids, without their brackets. */
function idsIn(value: string): string[] {
  const ids: string[] = [];
  for (const word of value.split(/[\s,]+/)) {
    const id = word.replace(/^<+|>+$/g, '');
    if (id.includes('@') && id.length < 1000) ids.push(id);
  }
  return ids;
}
