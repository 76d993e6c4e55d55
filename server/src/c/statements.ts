/**
 * The part of the pre-pass that has to know where statements begin and which call an argument belongs to.
 * Works on tokens, with one stack of open brackets; linear, and never deeper than one function call.
 */
import { ASM, declaredBy, isIteratorName, KEYWORDS, TYPE_WORDS, typeArgument } from './names.ts';
import type { Note } from './notes.ts';
import { matchBrackets, placeholder, type Token } from './tokens.ts';

type BracketKind = 'block' | 'init' | 'record' | 'call' | 'control' | 'group' | 'index';

interface Bracket {
  readonly kind: BracketKind;
  /** name of the macro or function, for calls */
  readonly callee: string;
  argument: number;
}

const CONTROL = new Set(['if', 'while', 'for', 'switch']);
const BEFORE_OPERAND = /^(=|\(|,|\{|\[|\?|:|;|==|!=|&&|\|\||return|case|\+=|\|=)$/;

class Rewriter {
  private readonly out: Token[] = [];
  private readonly open: Bracket[] = [{ kind: 'block', callee: '', argument: 0 }];
  /** index into `tokens` of the bracket that closes the one at this index, -1: none */
  private readonly close: Int32Array;
  /** the next token begins a statement */
  private fresh = true;
  /** kind of the bracket that was closed last, when it was the previous token */
  private closed: BracketKind | undefined;
  /** `case` seen, its colon not yet; counts the `?` in between */
  private caseColon = -1;
  private readonly dropped = new Set<number>();
  private readonly controls = new Set<number>();
  private readonly tokens: readonly Token[];
  private readonly source: string;
  private readonly notes: Map<number, Note>;

  constructor(tokens: readonly Token[], source: string, notes: Map<number, Note>) {
    this.tokens = tokens;
    this.source = source;
    this.notes = notes;
    this.close = matchBrackets(tokens);
  }

  run(): Token[] {
    for (let i = 0; i < this.tokens.length; i++) {
      const token = this.tokens[i];
      if (!token || this.dropped.has(i)) continue;
      if (this.fresh && token.kind === 'id') {
        const resume = this.statement(i, token);
        if (resume > i) {
          i = resume - 1;
          continue;
        }
      }
      this.step(i, token);
    }
    return this.out;
  }

  private text(i: number): string {
    return this.tokens[i]?.text ?? '';
  }

  private emit(token: Token, text = token.text): void {
    this.out.push(text === token.text ? token : { ...token, text });
  }

  /** Text that stands for more than a word: what follows must not take it for an identifier. */
  private replace(token: Token, text: string): void {
    this.out.push({ ...token, kind: 'op', text });
  }

  /** A statement begins with this identifier. Gives the index to go on at; `i` itself when there is nothing special. */
  private statement(i: number, token: Token): number {
    const next = this.text(i + 1);
    const word = token.text;
    if (ASM.has(word)) return this.asm(i, token);
    if (next === ':' && !KEYWORDS.has(word)) {
      this.notes.set(token.start, { k: 'label' });
      this.emit(token);
      const colon = this.tokens[i + 1];
      if (colon) this.emit(colon, ';');
      return i + 2;
    }
    if (word === 'goto' && next === '*') {
      const star = this.tokens[i + 1];
      if (star) this.notes.set(star.start, { k: 'goto' });
      this.fresh = false;
      return i + 1;
    }
    if (word === '__label__') return this.skipTo(i, ';') + 1;
    if (word === 'static' && this.text(i + 2) === '(' && declaredBy(next)) {
      const name = this.tokens[i + 1];
      if (name) this.notes.set(name.start, { k: 'static' });
      return i + 1;
    }
    if (next === '(' && !KEYWORDS.has(word)) return this.macroCall(i, token);
    return i;
  }

  private skipTo(i: number, text: string): number {
    let at = i;
    while (at < this.tokens.length && this.text(at) !== text) at++;
    return at;
  }

  private asm(i: number, token: Token): number {
    let open = i + 1;
    while (/^(volatile|goto|inline|__volatile__|__volatile|__inline__|__inline)$/.test(this.text(open))) open++;
    if (this.text(open) !== '(') return i;
    const end = this.endOfCall(open);
    this.opaque(token, end);
    return end + 1;
  }

  private opaque(token: Token, end: number): void {
    this.notes.set(token.start, { k: 'asm', at: [token.start, this.tokens[end]?.end ?? token.end] });
    this.emit(token, placeholder(token));
    this.fresh = false;
    this.closed = undefined;
  }

  private endOfCall(open: number): number {
    const close = this.close[open] ?? -1;
    return close < 0 ? this.tokens.length - 1 : close;
  }

  /** `name(...)` at the beginning of a statement. */
  private macroCall(i: number, token: Token): number {
    const close = this.close[i + 1] ?? -1;
    const after = this.tokens[close + 1];
    if (close < 0) return i;
    const name = token.text;
    const head = [token.start, this.tokens[close]?.end ?? token.end] as const;
    if (/^do_each_/.test(name) && after?.text === '{') {
      this.notes.set(token.start, { k: 'do-each', macro: name, head });
      this.emit(token, 'do');
      this.fresh = true;
      return close + 1;
    }
    if (this.out.at(-1)?.text === '}' && after?.text === ';' && (/^while_each_/.test(name) || isIteratorName(name))) {
      // The end of `do_each_x(args) { ... } while_each_x(args);`, or of `do { ... } for_each_x(args);`
      return this.doTail(i, token, close);
    }
    if (after && this.beginsBody(name, after)) {
      this.notes.set(token.start, { k: 'foreach', macro: name, head });
      const empty = close === i + 2;
      if (empty && name.length >= 8) {
        this.replace(token, 'while(1)');
        this.fresh = true;
        return close + 1;
      }
      if (name.length >= 5) {
        this.emit(token, 'while');
        this.controls.add(i + 1);
        this.callees.set(i + 1, name);
        return i + 1;
      }
    }
    if (after?.text === '=' && declaredBy(name)) {
      // DECLARE_BITMAP(map, N) = { 0 };
      for (let at = close + 1; at < this.tokens.length && this.text(at) !== ';'; at++) {
        this.dropped.add(at);
        at = this.skipDropping(at);
      }
      return i;
    }
    if (this.hasLooseColon(i + 1, close)) {
      this.opaque(token, close);
      return close + 1;
    }
    if (this.lacksSemicolon(close, after)) {
      this.notes.set(token.start, { k: 'bare', at: head });
      this.replace(token, ';');
      this.fresh = true;
      return close + 1;
    }
    return i;
  }

  /** Drops a bracket with all that is in it. */
  private skipDropping(open: number): number {
    const close = this.close[open] ?? -1;
    for (let at = open; at <= close; at++) this.dropped.add(at);
    return Math.max(open, close);
  }

  private doTail(i: number, token: Token, close: number): number {
    if (close > i + 2) {
      this.emit(token, 'while');
      this.controls.add(i + 1);
      return i + 1;
    }
    this.replace(token, 'while(1)');
    this.fresh = false;
    return close + 1;
  }

  private readonly callees = new Map<number, string>();

  /** Do the brackets at the end of a macro's name hold the head of a loop, and does `after` begin its body? */
  private beginsBody(name: string, after: Token): boolean {
    if (after.text === '{') return true;
    if (!isIteratorName(name) && !/^scoped_(cond_)?guard$/.test(name)) return false;
    if (after.kind === 'id') return true;
    return after.kind === 'op' && /^(\(|\*|\+\+|--)$/.test(after.text);
  }

  /** `alternative_io("..", "..", X, "=r" (v) : "m" (p))`: the operands of an asm in a macro's hands. */
  private hasLooseColon(open: number, close: number): boolean {
    let questions = 0;
    for (let i = open; i < close; i++) {
      const text = this.text(i);
      if (text === '{') return false;
      if (text === '?') questions++;
      else if (text === ':' && --questions < 0) return true;
    }
    return false;
  }

  private lacksSemicolon(close: number, after: Token | undefined): boolean {
    if (after === undefined) return false;
    if (after.text === '}') return true;
    if (after.kind !== 'id') return false;
    const end = this.tokens[close]?.end ?? 0;
    return this.source.slice(end, after.start).includes('\n');
  }

  /** One token with nothing special before it. */
  private step(i: number, token: Token): void {
    const wasFresh = this.fresh;
    const closed = this.closed;
    this.fresh = false;
    this.closed = undefined;
    if (token.kind === 'op') {
      this.operator(i, token, closed);
      return;
    }
    if (token.kind === 'id') {
      this.identifier(i, token, wasFresh);
      return;
    }
    if (token.kind === 'str') this.string(i, token);
    else this.emit(token);
  }

  private identifier(i: number, token: Token, wasFresh: boolean): void {
    const word = token.text;
    const next = this.text(i + 1);
    if (word === 'else' || word === 'do') this.fresh = true;
    else if (word === 'case' || word === 'default') this.caseColon = 0;
    else if (CONTROL.has(word) && next === '(') this.controls.add(i + 1);
    if (!wasFresh && this.tokens[i + 1]?.kind === 'str' && !KEYWORDS.has(word)) return;
    if (word === 'offsetof' && next === '(') {
      // A keyword of the grammar, which then insists on a plain member name.
      this.emit(token, 'offset0f');
      return;
    }
    if (word === 'nullptr' || word === 'noreturn' || /^_*[Aa]lign(as|of)_*$/.test(word)) {
      this.emit(token, placeholder(token));
      return;
    }
    this.emit(token);
  }

  /** `"x" PRIu64 "y"`: what is glued to a string says nothing more. */
  private string(i: number, token: Token): void {
    this.emit(token);
    let at = i + 1;
    for (;;) {
      const glued = this.tokens[at];
      if (glued?.kind === 'str') {
        this.dropped.add(at++);
      } else if (glued?.kind === 'id' && !KEYWORDS.has(glued.text)) {
        this.dropped.add(at++);
        if (this.text(at) === '(' && (this.close[at] ?? -1) >= 0) {
          const close = this.endOfCall(at);
          for (; at <= close; at++) this.dropped.add(at);
        }
      } else {
        return;
      }
    }
  }

  private operator(i: number, token: Token, closed: BracketKind | undefined): void {
    const text = token.text;
    const top = this.open.at(-1);
    switch (text) {
      case '(':
      case '[':
      case '{':
        this.bracket(i, token, closed);
        return;
      case ')':
      case ']':
      case '}':
        if (this.open.length > 1) this.open.pop();
        this.closed = top?.kind;
        this.fresh = top?.kind === 'control' || top?.kind === 'block';
        this.emit(token);
        return;
      case ';':
        if (top?.kind === 'call') {
          this.emit(token, ',');
          top.argument++;
          this.argument(i + 1, top);
          return;
        }
        this.fresh = top?.kind === 'block';
        this.caseColon = -1;
        this.emit(token);
        return;
      case ',':
        this.emit(token);
        if (top && (top.kind === 'call' || top.callee !== '')) {
          top.argument++;
          this.argument(i + 1, top);
        }
        return;
      case '?':
        if (this.caseColon >= 0) this.caseColon++;
        this.emit(token);
        return;
      case ':':
        if (this.caseColon >= 0 && --this.caseColon < 0 && top?.kind === 'block') this.fresh = true;
        this.emit(token);
        return;
      case '...':
        this.emit(token, top?.kind === 'block' ? '|| ' : text);
        return;
      case '&&': {
        const before = this.out.at(-1);
        const address = this.tokens[i + 1]?.kind === 'id' && (before === undefined || BEFORE_OPERAND.test(before.text));
        this.emit(token, address ? ' &' : text);
        return;
      }
      default:
        this.emit(token);
    }
  }

  private bracket(i: number, token: Token, closed: BracketKind | undefined): void {
    const before = this.out.at(-1);
    const kind = this.bracketKind(i, token, before, closed);
    const callee = this.callees.get(i) ?? (kind === 'call' && before?.kind === 'id' ? before.text : '');
    const frame: Bracket = { kind, callee, argument: 0 };
    this.open.push(frame);
    this.emit(token);
    this.fresh = kind === 'block';
    if (kind === 'call' || callee !== '') this.argument(i + 1, frame);
  }

  private bracketKind(i: number, token: Token, before: Token | undefined, closed: BracketKind | undefined): BracketKind {
    if (token.text === '[') return 'index';
    if (token.text === '(') {
      if (this.controls.has(i)) return 'control';
      if (before?.kind === 'id') return KEYWORDS.has(before.text) ? 'group' : 'call';
      return before?.text === ')' || before?.text === ']' ? 'call' : 'group';
    }
    const around = this.open.at(-1)?.kind;
    if (around === 'init') return before?.text === '(' ? 'block' : 'init';
    if (before === undefined) return 'block';
    if (before.text === ')') return closed === 'group' ? 'init' : 'block';
    if (before.text === '=' || before.text === 'return' || before.text === ',') return 'init';
    if (before.kind === 'id' && before.text !== 'else' && before.text !== 'do') return 'record';
    return 'block';
  }

  /** Looks at the argument that begins at token `i`: a type or a statement there is more than plain C can read. */
  private argument(i: number, call: Bracket): void {
    const first = this.tokens[i];
    if (!first || this.dropped.has(i)) return;
    if (first.kind === 'id') {
      const noted = this.notes.get(first.start)?.k === 'type';
      if (TYPE_WORDS.has(first.text)) this.fill(i, first, 'type');
      else if (/^(return|goto|break|continue|if|for|do|while|switch)$/.test(first.text)) this.fill(i, first, 'statement');
      else if (call.argument === typeArgument(call.callee) && !noted) this.fill(i, first, 'type');
      else if (this.text(i + 1) === '*' && this.onlyStarsFollow(i + 1)) this.fill(i, first, 'type');
    } else if (first.kind === 'op' && this.isOperatorAlone(i)) {
      this.fill(i, first, 'type');
    }
  }

  private onlyStarsFollow(i: number): boolean {
    let at = i;
    while (this.text(at) === '*' || this.text(at) === 'const') at++;
    return this.text(at) === ',' || this.text(at) === ')';
  }

  private isOperatorAlone(i: number): boolean {
    const next = this.text(i + 1);
    return !/^[()[\]{},;]$/.test(this.text(i)) && (next === ',' || next === ')');
  }

  /** The whole argument becomes one identifier; its text is in the note. */
  private fill(i: number, first: Token, k: 'type' | 'statement'): void {
    let end = i;
    while (end < this.tokens.length) {
      const text = this.text(end);
      if (text === ',' || text === ')' || text === ';' || text === ']' || text === '}') break;
      const close = this.close[end] ?? -1;
      end = close > end ? close + 1 : end + 1;
    }
    const last = this.tokens[end - 1] ?? first;
    this.notes.set(first.start, { k, at: [first.start, last.end] });
    for (let at = i; at < end; at++) this.dropped.add(at);
    this.emit(first, placeholder(first));
  }
}

export function rewriteStatements(tokens: readonly Token[], source: string, notes: Map<number, Note>): Token[] {
  return new Rewriter(tokens, source, notes).run();
}
