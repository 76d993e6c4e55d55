/**
 * A run of visible lines of one function body, made whole: blocks that were opened out of sight are opened before it,
 * blocks that stay open are closed behind it, and what cannot be understood at its ends is given up to a gap.
 *
 * The rule is that no path may come into being that the unseen code might not have: a block whose head is out of sight may
 * belong to an `if` or to an endless loop, so behind its end anything is possible; the first statement may be the tail of
 * another, or the body of an `if` without braces, so it stays only where its indentation shows that it is neither.
 */
import { GAP_MARKER } from './build-stmt.ts';
import { codeStart, firstStatement, isLabel } from './hunk-start.ts';
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
  /** It begins in the comment that the segment before it ends in: no code is out of sight between the two. */
  readonly inComment?: boolean;
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

/**
 * Writes the segment, balanced; the caller has written the opening brace of the function and writes its closing one. `goesOn`: the next
 * segment begins in the comment that this one ends in.
 */
export function writeSegment(out: SyntheticText, segment: Segment, goesOn = false): void {
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
  // where nothing but comment is out of sight, what is not trusted still is a gap
  if (segment.inComment && scan.unseen.length === 0 && start.index === 0) out.made(` ${start.prefix}`);
  else if (segment.startsUnseen || scan.unseen.length > 0) out.made(` ${openers(scan.unseen)}${start.prefix}`);
  let at = from;
  for (const edit of scan.edits) {
    if (edit.at > scan.end) break;
    out.copied(source, at, edit.at);
    out.made(edit.text);
    at = edit.at + edit.drop;
  }
  const stop = Math.max(scan.end, at);
  out.copied(source, at, stop);
  const whole = !scan.open && !tokens.some((t) => t.start >= stop && t.kind !== 'directive');
  if (!(whole && (segment.endsFunction || goesOn))) out.made(`\n${GAP}`);
  for (let block = scan.open; block; block = block.outer) out.made(closer(block.kind));
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

function openers(unseen: readonly Kind[]): string {
  let text = GAP;
  for (const kind of unseen) {
    if (kind === 'if') text += ` if (${GAP_MARKER}) {`;
    else if (kind === 'do') text += ' do {';
    else if (kind === 'switch') text += ` switch (${GAP_MARKER}) { case ${GAP_MARKER}:`;
    else text += ` { ${UNSURE_MARKER};`;
    text += ` ${GAP}`;
  }
  return `${text} `;
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
