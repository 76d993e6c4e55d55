/**
 * A run of visible lines of one function body, made whole: blocks that were opened out of sight are opened before it,
 * blocks that stay open are closed behind it, and what cannot be understood at its ends is given up to a gap.
 *
 * The rule is that no path may come into being that the unseen code might not have: a block whose head is out of sight may
 * belong to an `if` or to an endless loop, so behind its end anything is possible; the first statement may be the tail of
 * another, or the body of an `if` without braces, so it stays only where its indentation shows that it is neither.
 */
import { GAP_MARKER } from './build-stmt.ts';
import { KEYWORDS } from './names.ts';
import type { HunkText, SyntheticText } from './synthetic.ts';
import { closing, type Token, tokenize } from './tokens.ts';

/** First statement in a block of which nobody knows whether it is a loop: `break` and `continue` in it lead out of sight. */
export const UNSURE_MARKER = '__unsure__';

export interface Segment {
  readonly source: HunkText;
  readonly from: number;
  /** Offset after the last visible character; with `endsFunction` that is the closing brace of the function. */
  readonly to: number;
  /** False when the segment begins directly behind the opening brace of the function. */
  readonly startsUnseen: boolean;
  readonly endsFunction: boolean;
  /** Indentation was lost: it proves nothing. */
  readonly tabsLost: boolean;
}

type Kind = 'if' | 'do' | 'switch' | 'unsure' | 'known' | 'init';

/** An open block; a chain of these is the stack, shared between snapshots. */
interface Block {
  kind: Kind;
  readonly outer: Block | undefined;
  /** where to write the head of an unseen block whose brace is visible */
  readonly headAt: number | undefined;
}

interface Edit {
  readonly at: number;
  /** how much of the source is left out */
  readonly drop: number;
  readonly text: string;
}

const GAP = `${GAP_MARKER};`;
const SWITCH_HEAD = [`switch (${GAP_MARKER}) `, ` case ${GAP_MARKER}: ${GAP}`] as const;
const TAB_WIDTH = 8;

/** Writes the segment, balanced; the caller has written the opening brace of the function and writes its closing one. */
export function writeSegment(out: SyntheticText, segment: Segment): void {
  const { source } = segment;
  const end = segment.endsFunction ? segment.to - 1 : segment.to;
  const text = source.text.slice(0, end);
  const all = tokenize(text, segment.startsUnseen ? codeStart(text, segment.from, segment.tabsLost) : segment.from);
  const start = segment.startsUnseen ? firstStatement(text, all, segment.tabsLost) : { index: 0, prefix: '' };
  const from = all[start.index]?.start ?? end;
  let tokens = withoutStrayDirectives(all, from, end);
  let scan = new Scan(tokens, start.index).run();
  if (tokens.some((t) => t.kind === 'directive' && t.start >= scan.end)) {
    // The last statement is not whole and is given up, with the directives in it.
    tokens = withoutStrayDirectives(all, from, scan.end);
    scan = new Scan(tokens, start.index).run();
  }
  if (segment.startsUnseen || scan.unseen.length > 0) out.made(` ${openers(scan.unseen)}${start.prefix}`);
  let at = from;
  for (const edit of scan.edits) {
    if (edit.at > scan.end) break;
    out.copied(source, at, edit.at);
    out.made(edit.text);
    at = edit.at + edit.drop;
  }
  const stop = Math.max(scan.end, at);
  out.copied(source, at, stop);
  if (!segment.endsFunction || scan.open || tokens.some((t) => t.start >= stop && t.kind !== 'directive')) out.made(`\n${GAP}`);
  for (let block = scan.open; block; block = block.outer) out.made(closer(block.kind));
}

/** Behind the tail of a comment or of a macro definition that began out of sight. */
function codeStart(text: string, from: number, tabsLost: boolean): number {
  let at = from;
  const close = text.indexOf('*/', from);
  const open = text.indexOf('/*', from);
  if (close >= 0 && (open < 0 || close < open)) at = close + 2;
  for (;;) {
    const eol = text.indexOf('\n', at);
    const line = text.slice(at, eol < 0 ? text.length : eol);
    // A line of a comment whose end is out of sight too: ` * like this`.
    const inComment = (tabsLost ? /^\s*\*([\s/]|$)/ : /^\s* \*([\s/]|$)/).test(line);
    const continued = /\\\s*$/.test(line) && !/^\s*#/.test(line);
    if (!inComment && !continued && !(line.trim() === '' && eol >= 0)) return at;
    if (eol < 0) return text.length;
    at = eol + 1;
    if (continued) {
      let next = at;
      for (;;) {
        const stop = text.indexOf('\n', next);
        const last = !/\\\s*$/.test(text.slice(next, stop < 0 ? text.length : stop));
        next = stop < 0 ? text.length : stop + 1;
        if (last || stop < 0) break;
      }
      at = next;
    }
  }
}

/** What becomes of a directive whose `#if` or `#endif` is out of sight. */
const ALONE = { gap: '#gap', drop: '#drop' } as const;

/**
 * Directives stay only where the whole of their `#if` is visible; the others are marked, so that `Scan` takes them out. A
 * lone `#else` means that what comes next does not follow what came before: a gap.
 */
function withoutStrayDirectives(tokens: readonly Token[], from: number, end: number): Token[] {
  const open: number[][] = [];
  const alone = new Map<number, string>();
  tokens.forEach((token, i) => {
    const word = token.kind === 'directive' ? /^#\s*([a-z]+)/.exec(token.text)?.[1] : undefined;
    if (word === undefined || token.start < from || token.start >= end) return;
    if (word.startsWith('if')) open.push([i]);
    else if (word === 'endif') {
      if (!open.pop()) alone.set(i, ALONE.drop);
    } else if (word.startsWith('el')) {
      const group = open.at(-1);
      if (group) group.push(i);
      else alone.set(i, ALONE.gap);
    }
  });
  for (const [first, ...others] of open) {
    if (first !== undefined) alone.set(first, ALONE.drop);
    for (const i of others) alone.set(i, ALONE.gap);
  }
  return tokens.map((token, i) => {
    const text = alone.get(i);
    return text === undefined ? token : { ...token, text };
  });
}

function indentAt(text: string, offset: number): number {
  let at = text.lastIndexOf('\n', offset - 1) + 1;
  let column = 0;
  for (; at < offset; at++) {
    const c = text.charCodeAt(at);
    if (c === 9) column += TAB_WIDTH - (column % TAB_WIDTH);
    else if (c === 32) column++;
    else return -1;
  }
  return column;
}

interface Start {
  /** index of the first token that is kept */
  readonly index: number;
  /** made-up text in front of it */
  readonly prefix: string;
}

/** Finds the first statement that can be trusted to be one, and to be executed whenever the code before it was. */
function firstStatement(text: string, tokens: readonly Token[], tabsLost: boolean): Start {
  const index = firstTrusted(text, tokens, tabsLost);
  let first = index;
  while (tokens[first]?.kind === 'directive') first++;
  return { index, prefix: tokens[first]?.text === 'else' ? `if (${GAP_MARKER}) ${GAP} ` : '' };
}

function firstTrusted(text: string, tokens: readonly Token[], tabsLost: boolean): number {
  const tail = unmatchedParenthesis(tokens);
  const record = unmatchedRecord(text, tokens);
  if (record > tail) return endOfStatement(text, tokens, record + 1);
  if (tail >= 0) {
    const after = tokens[tail + 1];
    if (after?.text === '{') return tail + 1;
    // `a && b)` and its body without braces, or the rest of an expression
    return endOfStatement(text, tokens, tail + 1);
  }
  let i = 0;
  while (tokens[i]?.kind === 'directive') i++;
  const first = tokens[i];
  if (!first) return tokens.length;
  if (first.text === '}' || first.text === '{' || first.text === 'else') return 0;
  if (first.text === 'case' || first.text === 'default' || isLabel(tokens, i)) return 0;
  const next = endOfStatement(text, tokens, i);
  if (tabsLost || !standsAlone(text, first, tokens, next)) return next;
  return 0;
}

function isLabel(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  const colon = tokens[i + 1];
  // `a ? b :` may be cut before `b`, and has a blank before its colon.
  return token?.kind === 'id' && colon?.text === ':' && colon.start === token.end && !KEYWORDS.has(token.text);
}

/** Is `first` indented like the statement at `next`, so that they stand in one block? */
function standsAlone(text: string, first: Token, tokens: readonly Token[], next: number): boolean {
  if (first.kind !== 'id' && !/^(\*|\(|\+\+|--|;)$/.test(first.text)) return false;
  const own = indentAt(text, first.start);
  if (own < 0 || own % TAB_WIDTH !== 0) return false;
  let at = next;
  while (tokens[at]?.kind === 'directive' || isLabel(tokens, at)) at += tokens[at]?.kind === 'directive' ? 1 : 2;
  const following = tokens[at];
  if (!following) return false;
  const other = indentAt(text, following.start);
  if (other < 0) return false;
  if (following.text === '}') return own === other + TAB_WIDTH;
  if (following.text === 'case' || following.text === 'default') return own === other + TAB_WIDTH;
  return own === other;
}

/** Index of the last `)` or `]` that closes what was opened before the first token; -1: none. */
function unmatchedParenthesis(tokens: readonly Token[]): number {
  let found = -1;
  let depth = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.kind !== 'op') continue;
    if (token.text === '(' || token.text === '[') depth++;
    else if (token.text === ')' || token.text === ']') {
      if (depth > 0) depth--;
      else found = i;
    } else if (token.text === '}' || (token.text === '{' && depth === 0)) {
      // A head cannot reach behind a block, only behind the braces of a `({ })` or of an initialiser.
      if (found < i && depth === 0 && !closesLater(tokens, i)) break;
    }
  }
  return found;
}

/** Index of the last `}` that ends a struct or an initialiser begun out of sight: `} *table;`, `};`; -1: none. */
function unmatchedRecord(text: string, tokens: readonly Token[]): number {
  let found = -1;
  let depth = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.text === '{') depth++;
    if (token?.text !== '}' || --depth >= 0) continue;
    depth = 0;
    const next = tokens[i + 1];
    if (next?.text !== 'else' && next?.text !== 'while' && continues(text, token, next)) found = i;
  }
  return found;
}

/** Does an unmatched `)` follow directly behind the brace: `})`, `},`? */
function closesLater(tokens: readonly Token[], brace: number): boolean {
  return tokens[brace]?.text === '}' && /^[),]$/.test(tokens[brace + 1]?.text ?? '');
}

/** Index behind the statement that token `from` is in or begins. */
function endOfStatement(text: string, tokens: readonly Token[], from: number): number {
  let depth = 0;
  let braces = 0;
  for (let i = from; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.kind !== 'op') continue;
    switch (token.text) {
      case '(':
      case '[':
        depth++;
        break;
      case ')':
      case ']':
        depth--;
        break;
      case '{':
        braces++;
        break;
      case '}':
        if (braces === 0) return i;
        if (--braces === 0 && depth <= 0 && !continues(text, token, tokens[i + 1])) return i + 1;
        break;
      case ';':
        if (depth <= 0 && braces === 0 && tokens[i + 1]?.text !== 'else') return i + 1;
        break;
    }
  }
  return tokens.length;
}

/** Does the statement go on behind the brace: `} else`, `} while (x);`, `} *table;`? */
function continues(text: string, brace: Token, next: Token | undefined): boolean {
  if (!next || next.text === '}' || next.kind === 'directive') return false;
  return next.text === 'else' || next.text === 'while' || !text.slice(brace.end, next.start).includes('\n');
}

function openers(unseen: readonly Kind[]): string {
  let text = GAP;
  for (const kind of unseen) {
    if (kind === 'if') text += ` if (${GAP_MARKER}) {`;
    else if (kind === 'do') text += ' do {';
    else if (kind === 'switch') text += ` switch (${GAP_MARKER}) { case ${GAP_MARKER}:`;
    else text += ` { ${UNSURE_MARKER};`;
  }
  return unseen.length > 0 ? `${text} ${GAP} ` : `${text} `;
}

/** Ways around a block that is still open (a loop that ends, an `else`) lead out of sight like the way through it. */
function closer(kind: Kind): string {
  return kind === 'do' ? ` } while (${GAP_MARKER}); ${GAP}` : ` } ${GAP}`;
}

interface Scanned {
  /** blocks that were opened out of sight, the outermost first */
  readonly unseen: readonly Kind[];
  readonly edits: readonly Edit[];
  /** offset behind the last whole statement */
  readonly end: number;
  /** blocks that are still open there */
  readonly open: Block | undefined;
}

/** One walk over the tokens: which braces belong together, what kind of block each is, where the last whole statement ends. */
class Scan {
  private readonly edits: Edit[] = [];
  /** kinds of the blocks opened out of sight, innermost first; the last entry is the level that is never closed */
  private readonly levels: Kind[] = ['unsure'];
  private block: Block | undefined;
  private parens = 0;
  private end: number;
  private open: Block | undefined;
  private readonly tokens: readonly Token[];
  private readonly from: number;

  constructor(tokens: readonly Token[], from: number) {
    this.tokens = tokens;
    this.from = from;
    this.end = tokens[from]?.start ?? 0;
  }

  run(): Scanned {
    for (let i = this.from; i < this.tokens.length; i++) {
      const token = this.tokens[i];
      if (token) this.step(i, token);
    }
    for (let block = this.open; block; block = block.outer) {
      if (block.headAt !== undefined && block.kind === 'switch') this.writeHead(block.headAt, ...SWITCH_HEAD);
    }
    // The level that nothing closes is the function's own, or unseen all the same; only a switch has to be opened.
    const outermost = this.levels.at(-1);
    const closed = this.levels.slice(0, -1).reverse();
    if (outermost !== 'switch') return { unseen: closed, edits: this.edits, end: this.end, open: this.open };
    return { unseen: ['switch', ...closed], edits: this.edits, end: this.end, open: outermostSwitch(this.open) };
  }

  private good(token: Token): void {
    this.end = token.end;
    this.open = this.block;
  }

  private text(i: number): string {
    return this.tokens[i]?.text ?? '';
  }

  private step(i: number, token: Token): void {
    if (token.kind === 'directive') {
      const whole = i > this.from && this.end === this.tokens[i - 1]?.end;
      if (token.text === ALONE.gap || token.text === ALONE.drop) this.stray(token);
      if (whole) this.good(token);
      return;
    }
    if (token.kind === 'id') {
      if ((token.text === 'case' || token.text === 'default') && this.parens === 0) this.markSwitch();
      return;
    }
    if (token.kind !== 'op') return;
    switch (token.text) {
      case '(':
      case '[':
        this.parens++;
        break;
      case ')':
      case ']':
        if (this.parens > 0) this.parens--;
        break;
      case '{':
        this.openBlock(i, token);
        break;
      case '}':
        this.closeBlock(i, token);
        break;
      case ';':
        if (this.parens === 0 && this.block?.kind !== 'init') this.good(token);
        break;
      case ':':
        if (this.parens === 0 && this.block?.kind !== 'init' && this.endsLabel(i)) this.good(token);
        break;
    }
  }

  private stray(token: Token): void {
    const text = token.text === ALONE.gap && this.parens === 0 && this.block?.kind !== 'init' ? GAP : '';
    this.edits.push({ at: token.start, drop: token.end - token.start, text });
  }

  /** `while (x);`, not a loop of its own. */
  private isDoTail(i: number): boolean {
    if (this.text(i) !== 'while' || this.text(i + 1) !== '(') return false;
    const near = this.tokens.slice(i + 1, i + 500);
    return near[closing(near, 0) + 1]?.text === ';';
  }

  private endsLabel(i: number): boolean {
    if (isLabel(this.tokens, i - 1)) return /^[;{}:]$|^$/.test(this.text(i - 2));
    for (let j = i - 1; j >= this.from && i - j < 24; j--) {
      if (this.text(j) === 'case' || this.text(j) === 'default') return true;
      if (/^[;{}?]$/.test(this.text(j))) return false;
    }
    return false;
  }

  private markSwitch(): void {
    if (this.block) {
      if (this.block.kind === 'unsure') this.block.kind = 'switch';
    } else {
      this.levels[this.levels.length - 1] = 'switch';
    }
  }

  private openBlock(i: number, token: Token): void {
    const before = i > 0 ? this.tokens[i - 1] : undefined;
    const headless = i === this.from && (before === undefined || before.text === ')');
    const inside = this.parens > 0 || this.block?.kind === 'init';
    const initialiser = inside || before?.text === '=' || (before?.kind === 'id' && !/^(else|do)$/.test(before.text));
    const kind: Kind = headless ? 'unsure' : initialiser ? 'init' : before?.text === 'do' ? 'do' : 'known';
    this.block = { kind, outer: this.block, headAt: headless ? token.start : undefined };
    if (kind !== 'init') this.good(token);
  }

  private closeBlock(i: number, token: Token): void {
    const next = this.text(i + 1);
    const block = this.block;
    if (block) {
      this.block = block.outer;
      if (block.headAt !== undefined) this.nameHead(block, token, next);
      if (block.kind !== 'init' && block.kind !== 'do' && this.parens === 0) this.good(token);
      return;
    }
    // It closes a block that was opened out of sight.
    const level = this.levels.length - 1;
    if (this.levels[level] !== 'switch') {
      this.levels[level] = next === 'else' ? 'if' : this.isDoTail(i + 1) ? 'do' : 'unsure';
    }
    this.levels.push('unsure');
    this.parens = 0;
    if (this.levels[level] === 'unsure') this.edits.push({ at: token.end, drop: 0, text: ` ${GAP}` });
    if (this.levels[level] !== 'do') this.good(token);
  }

  /** The brace is visible, the head is not: what follows the block says what it was. */
  private nameHead(block: Block, token: Token, next: string): void {
    const at = block.headAt ?? token.start;
    if (next === 'else') {
      this.writeHead(at, `if (${GAP_MARKER}) `, ` ${GAP}`);
    } else if (block.kind === 'switch') {
      this.writeHead(at, ...SWITCH_HEAD);
    } else {
      this.writeHead(at, '', ` ${UNSURE_MARKER}; ${GAP}`);
      this.edits.push({ at: token.end, drop: 0, text: ` ${GAP}` });
    }
  }

  /** Only the first brace can be without its head, so this comes before all other edits. */
  private writeHead(at: number, head: string, inner: string): void {
    this.edits.unshift({ at, drop: 0, text: head }, { at: at + 1, drop: 0, text: inner });
  }
}

function outermostSwitch(open: Block | undefined): Block {
  const chain: Block[] = [];
  for (let block = open; block; block = block.outer) chain.push(block);
  let rebuilt: Block = { kind: 'switch', outer: undefined, headAt: undefined };
  for (const block of chain.reverse()) rebuilt = { kind: block.kind, outer: rebuilt, headAt: undefined };
  return rebuilt;
}
