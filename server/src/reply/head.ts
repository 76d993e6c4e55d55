/** The header of a reply: whom it goes to, what it answers, in the bytes that mail allows. */
import type { Message } from '../patch/types.ts';

export interface ReplyHead {
  readonly subject: string;
  /** header lines, without the empty one that ends them */
  readonly lines: readonly string[];
  readonly lacks: readonly string[];
}

/**
 * @param fields raw values of the answered message's header by lower-case name: still encoded, so that names go out as they came in
 * @param from `Name <address>` of whoever answers
 */
export function replyHead(message: Message, fields: ReadonlyMap<string, string>, from: string | undefined): ReplyHead {
  const field = (name: string): string => clean(fields.get(name) ?? message.headers.get(name) ?? '');
  const lacks: string[] = [];
  const lines: string[] = [];
  const me = from === undefined ? undefined : addressesIn(clean(from))[0];
  if (me) lines.push(`From: ${mailbox(me)}`);

  const seen = new Set(me ? [me.address.toLowerCase()] : []);
  const fresh = (list: readonly Address[]): Address[] =>
    list.filter(({ address }) => !seen.has(address.toLowerCase()) && seen.add(address.toLowerCase()));
  const author = addressesIn(field('reply-to') || field('from') || clean(message.from ?? ''));
  const named = [...addressesIn(field('to')), ...addressesIn(field('cc'))];
  // Answering oneself goes to those whom it went to.
  const to = fresh(author);
  const rest = fresh(named);
  if (to.length === 0) to.push(...rest.splice(0, 1));
  if (to.length > 0) lines.push(...addressLines('To', to));
  else lacks.push('It has no To: the patch names no author with an address. Add one before sending.');
  if (rest.length > 0) lines.push(...addressLines('Cc', rest));

  const subject = clean(subjectOf(message));
  lines.push(...folded('Subject', encodeWords(subject).split(' ')));
  if (message.messageId !== undefined) {
    const parents = message.references.length > 0 ? message.references : message.inReplyTo === undefined ? [] : [message.inReplyTo];
    const ids = [...new Set([...parents, message.messageId])].map((id) => `<${clean(id)}>`);
    lines.push(`In-Reply-To: <${clean(message.messageId)}>`, ...folded('References', ids));
  } else {
    lacks.push('It will not thread: the patch has no Message-ID. Save it as a mail, or open it from the archive, to have one.');
  }
  lines.push('MIME-Version: 1.0', 'Content-Type: text/plain; charset=UTF-8', 'Content-Transfer-Encoding: 8bit');
  return { subject, lines, lacks };
}

/** `Re: [PATCH v2 1/3] ...`; a web page writes `[v2,1/3]`, without the word that every list has. */
export function subjectOf({ subject, kind }: Message): string {
  if (!subject || subject.title === '') return 'Re: [PATCH]';
  if (subject.isReply) return subject.full;
  const isPatch = subject.tags.some((tag) => /patch/i.test(tag));
  if (isPatch || kind === 'mail') return `Re: ${subject.full}`;
  return `Re: [${['PATCH', ...subject.tags].join(' ')}] ${subject.title}`;
}

interface Address {
  /** as it may stand in a header; empty when there is none */
  readonly name: string;
  readonly address: string;
}

const mailbox = ({ name, address }: Address): string => (name === '' ? address : `${name} <${address}>`);

/** The addresses of a header field, groups and comments left out. What has no `@` is none. */
export function addressesIn(value: string): Address[] {
  const found: Address[] = [];
  for (const piece of splitAddresses(value)) {
    const angle = /^(.*)<\s*([^<>\s]+@[^<>\s]+)\s*>[^<>]*$/.exec(piece);
    const bare = angle ? undefined : /(?:^|[\s(:;])([^\s<>()":;,]+@[^\s<>()":;,]+)/.exec(piece);
    const address = angle?.[2] ?? bare?.[1];
    if (address !== undefined) found.push({ name: phrase((angle?.[1] ?? '').trim()), address });
  }
  return found;
}

/** At commas outside of quotes, angle brackets and comments; linear. */
function splitAddresses(value: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  let quoted = false;
  let depth = 0;
  for (let i = 0; i < value.length; i++) {
    const ch = value[i];
    if (ch === '\\') i++;
    else if (ch === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (ch === '<' || ch === '(') depth++;
    else if (ch === '>' || ch === ')') depth = Math.max(0, depth - 1);
    else if (ch === ',' && depth === 0) {
      pieces.push(value.slice(from, i).trim());
      from = i + 1;
    }
  }
  pieces.push(value.slice(from).trim());
  return pieces.filter((piece) => piece !== '');
}

/** A display name: as it came where that is legal, else quoted or encoded. */
function phrase(name: string): string {
  const legal = /^(?:"(?:[^"\\]|\\.)*"|[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*)$/;
  if (name === '' || (legal.test(name) && isAscii(name))) return name;
  const bare = name.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1');
  return isAscii(bare) ? `"${bare.replace(/["\\]/g, '\\$&')}"` : encodeWords(bare);
}

function addressLines(name: string, list: readonly Address[]): string[] {
  return list.map((one, i) => `${i === 0 ? `${name}: ` : '\t'}${mailbox(one)}${i < list.length - 1 ? ',' : ''}`);
}

/** `Name: words words`, folded before column 76 where there is a blank. */
function folded(name: string, words: readonly string[]): string[] {
  const lines: string[] = [];
  let line = `${name}:`;
  for (const word of words) {
    if (line.length + 1 + word.length > 76 && line !== `${name}:`) {
      lines.push(line);
      line = '';
    }
    line += ` ${word}`;
  }
  lines.push(line);
  return lines;
}

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** One line, without what no header may hold. */
function clean(value: string): string {
  return value
    .replace(/\s+/g, ' ')
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .trim();
}

/** RFC 2047: runs of words that are not ASCII become encoded words of at most 75 characters; everything else stays. */
export function encodeWords(text: string): string {
  const words = text.split(' ');
  const out: string[] = [];
  for (let i = 0; i < words.length; ) {
    if (isAscii(words[i]!)) {
      out.push(words[i++]!);
      continue;
    }
    let end = i + 1;
    while (end < words.length && !isAscii(words[end]!)) end++;
    out.push(...encodedWords(words.slice(i, end).join(' ')));
    i = end;
  }
  return out.join(' ');
}

function encodedWords(text: string): string[] {
  const encoder = new TextEncoder();
  const out: string[] = [];
  let open = '';
  for (const ch of text) {
    const q = /[A-Za-z0-9!*+/-]/.test(ch) ? ch : ch === ' ' ? '_' : [...encoder.encode(ch)].map(hex).join('');
    if (open.length + q.length > 60) {
      out.push(`=?UTF-8?q?${open}?=`);
      open = '';
    }
    open += q;
  }
  if (open !== '') out.push(`=?UTF-8?q?${open}?=`);
  return out;
}

const hex = (byte: number): string => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
