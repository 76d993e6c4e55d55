/** The mail that answers a message: its header, what is quoted, and what is said below each line. */
import type { Message, PatchDocument, Position } from '../patch/types.ts';
import { retold } from '../review/index.ts';
import type { Finding, Review } from '../review/types.ts';
import { columns, fill, wordsOf, wrap } from './fill.ts';
import { replyHead } from './head.ts';
import { type Place, placeOf } from './place.ts';
import { likewise, questionLines } from './question.ts';
import { type HunkAnswers, quotedFileHead, quotedHunk, quotedReply, quotedWords } from './quote.ts';
import type { Reply, ReplyOptions } from './types.ts';

interface Said {
  readonly place: Place;
  /** 0-based in the input */
  readonly line: number;
  readonly text: readonly string[];
  /** of a finding: lines of the input that its path goes through */
  readonly shows: readonly number[];
}

/**
 * One mail for each message that a note or a finding answers, in the order of the document. `source`: the lines of the text that
 * `document` was read from. Never throws; notes on lines that no message has are answered in the nearest message above.
 */
export function composeReplies(document: PatchDocument, source: readonly string[], review: Review, options: ReplyOptions): Reply[] {
  const { messages } = document;
  const notes = new Map<number, ReplyOptions['notes'][number][]>();
  for (const note of options.notes) {
    if (note.text.trim() === '' && (note.block ?? []).length === 0) continue;
    const at = messageAt(messages, note.line);
    if (at >= 0) notes.set(at, [...(notes.get(at) ?? []), note]);
  }
  const findings = new Map<number, Finding[]>();
  for (const finding of options.findings) {
    const at = review.patches[finding.patch]?.message;
    if (at !== undefined) findings.set(at, [...(findings.get(at) ?? []), finding]);
  }
  return [...new Set([...notes.keys(), ...findings.keys()])]
    .sort((a, b) => a - b)
    .map((at) =>
      composeReply(at, messages[at]!, source, review, { ...options, notes: notes.get(at) ?? [], findings: findings.get(at) ?? [] }),
    );
}

/** Index of the message that holds a line, or of the last that begins above it; -1 when there is none. */
function messageAt(messages: readonly Message[], line: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (messages[middle]!.range.start.line <= line) low = middle + 1;
    else high = middle;
  }
  return messages.length === 0 ? -1 : Math.max(0, low - 1);
}

function composeReply(index: number, message: Message, source: readonly string[], review: Review, options: ReplyOptions): Reply {
  const width = Math.min(78, Math.max(60, options.width ?? 72));
  const context = Math.max(0, options.context ?? 6);
  const { fields, bodyStart } = readHead(message, source);
  const said = saidOf(message, review, options, width, bodyStart);
  const head = replyHead(message, fields, options.from);

  const body = [...attribution(message, width)];
  // Who answers an answer quotes it as it is; the patch inside it is a quote too.
  if (message.patches.some(({ quoteDepth }) => quoteDepth > 0)) body.push(...answersToReply(message, said, bodyStart, context, source));
  else body.push(...answersToPatch(message, said, bodyStart, context, source));
  const rest = said.filter(({ place }) => place.at === 'end');
  if (rest.length > 0) body.push('', ...together(rest));
  while (body.at(-1) === '') body.pop();
  return {
    message: index,
    range: message.range,
    subject: head.subject,
    text: `${[...head.lines, '', ...body].join('\n')}\n`,
    fileName: fileNameOf(message, head.subject),
    answered: said.length,
    lacks: head.lacks,
  };
}

function answersToReply(message: Message, said: readonly Said[], bodyStart: number, context: number, source: readonly string[]): string[] {
  const placed = said.filter(({ place }) => place.at !== 'end');
  const shows = new Set(placed.flatMap((one) => one.shows));
  return quotedReply(
    message,
    grouped(placed, ({ line }) => line),
    shows,
    bodyStart,
    context,
    source,
  );
}

/** The words above the diff first, then file by file. */
function answersToPatch(message: Message, said: readonly Said[], bodyStart: number, context: number, source: readonly string[]): string[] {
  const body = quotedWords(message, wordsBelow(said), bodyStart, source);
  const apart = (): void => {
    if (body.length > 0 && body.at(-1) !== '') body.push('');
  };
  message.patches.forEach((patch, patchIndex) => {
    patch.files.forEach((file, fileIndex) => {
      const here = said.filter(({ place }) => place.at === 'diff' && place.patch === patchIndex && place.file === fileIndex);
      if (here.length === 0) return;
      apart();
      body.push(...quotedFileHead(file, patch.quoteDepth, source));
      const onHead = here.filter(({ place }) => place.at === 'diff' && place.hunk < 0);
      let underHead = onHead.length === 0;
      if (!underHead) body.push('', ...together(onHead));
      file.hunks.forEach((hunk, hunkIndex) => {
        const inHunk = here.filter(({ place }) => place.at === 'diff' && place.hunk === hunkIndex);
        if (inHunk.length === 0) return;
        if (!underHead) apart();
        underHead = false;
        body.push(...quotedHunk(file, hunkIndex, answersIn(inHunk, hunk.lines), patch.quoteDepth, context));
      });
    });
  });
  return body;
}

/** Notes come before questions on the same line: a person speaks first. */
function saidOf(message: Message, review: Review, options: ReplyOptions, width: number, bodyStart: number): Said[] {
  const said: Said[] = options.notes.map(({ line, text, block }) => ({
    place: placeOf(message, line, bodyStart),
    line,
    text: [...fill(text, width), ...(block && block.length > 0 ? [...(text.trim() === '' ? [] : ['']), ...trimEnds(block)] : [])],
    shows: [],
  }));
  const asked = new Set<string>();
  const again = retold([...options.findings].sort((a, b) => a.input.start.line - b.input.start.line));
  for (const finding of options.findings) {
    const at = finding.input.start.line;
    // The same hazard told twice at one place is one question.
    if (asked.has(`${finding.fingerprint} ${at}`)) continue;
    asked.add(`${finding.fingerprint} ${at}`);
    const file = review.patches[finding.patch]?.files.find(({ path }) => path === finding.file);
    said.push({
      place: placeOf(message, at, bodyStart),
      line: at,
      text: again.has(finding) ? likewise(finding, width) : questionLines(finding, { width, blind: file?.context === 'hunks' }),
      shows: again.has(finding) ? [] : finding.path.flatMap(({ input }) => (input ? [input.start.line] : [])),
    });
  }
  return said
    .map((one, i) => ({ one, i }))
    .sort((a, b) => a.one.line - b.one.line || a.i - b.i)
    .map(({ one }) => one);
}

const trimEnds = (lines: readonly string[]): string[] => lines.map((line) => line.replace(/\s+$/, ''));

/** Several things said below one line. */
const together = (said: readonly Said[]): string[] => said.flatMap(({ text }, i) => (i === 0 ? text : ['', ...text]));

function grouped<K>(said: readonly Said[], keyOf: (one: Said) => K | undefined): Map<K, string[]> {
  const groups = new Map<K, Said[]>();
  for (const one of said) {
    const key = keyOf(one);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return new Map([...groups].map(([key, ones]) => [key, together(ones)]));
}

const wordsBelow = (said: readonly Said[]): Map<number, string[]> =>
  grouped(said, ({ place }) => (place.at === 'words' ? place.line : undefined));

function answersIn(said: readonly Said[], lines: readonly { readonly line: number }[]): HunkAnswers {
  const below = grouped(said, ({ place }) => (place.at === 'diff' ? place.line : undefined));
  const shown = new Set(said.flatMap(({ shows }) => shows));
  const alsoShow = new Set<number>();
  if (shown.size > 0) lines.forEach(({ line }, i) => shown.has(line) && alsoShow.add(i));
  return { below, alsoShow };
}

/** The header as it stands in the text, still encoded, and where the body begins. */
function readHead(message: Message, source: readonly string[]): { fields: Map<string, string>; bodyStart: number } {
  const fields = new Map<string, string>();
  const { start, end }: { start: Position; end: Position } = message.range;
  if (message.headers.size === 0 || message.kind === 'page') return { fields, bodyStart: start.line };
  let line = start.line;
  while (line <= end.line && (source[line] ?? '').trim() === '') line++;
  let name: string | undefined;
  for (; line <= end.line; line++) {
    const text = source[line] ?? '';
    if (text.trim() === '') break;
    const field = /^([A-Za-z][A-Za-z0-9-]*):(.*)$/.exec(text);
    if (field) {
      name = field[1]!.toLowerCase();
      if (fields.has(name)) name = undefined;
      else fields.set(name, field[2]!.trim());
    } else if (/^[ \t]/.test(text) && name !== undefined) fields.set(name, `${fields.get(name)} ${text.trim()}`);
  }
  return { fields, bodyStart: line + 1 };
}

/** `On Fri, Nov 22, 2024 at 09:00:00AM +0000, Robin Shore wrote:` as the list knows it, with the date as the mail writes it. */
function attribution(message: Message, width: number): string[] {
  const who =
    (message.from ?? '')
      .replace(/\s*<[^>]*>\s*/, ' ')
      .replace(/["\s]+/g, ' ')
      .trim() || (message.from ?? '').trim();
  if (who === '') return [];
  const when = (message.date ?? '').replace(/\s+/g, ' ').trim();
  const line = when === '' ? `${who} wrote:` : `On ${when}, ${who} wrote:`;
  return columns(line) <= 78 ? [line] : wrap(wordsOf(line), width);
}

/** Of the title alone: a file system may know neither capitals nor slashes. */
function fileNameOf(message: Message, subject: string): string {
  const part = message.subject?.part;
  const slug = (message.subject?.title ?? subject)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 52)
    .replace(/-+$/, '');
  return `re-${part === undefined ? '' : `${String(part).padStart(2, '0')}-`}${slug || 'patch'}.reply.eml`;
}
