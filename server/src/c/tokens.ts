/**
 * C text as tokens: identifiers, numbers, strings, characters, operators and whole preprocessor lines.
 * Comments, blanks and line continuations are between the tokens. Linear; any text gives a result.
 */

export type TokenKind = 'id' | 'num' | 'str' | 'chr' | 'op' | 'directive';

export interface Token {
  kind: TokenKind;
  /** As written, except for tokens that a pre-pass made up. */
  text: string;
  /** UTF-16 offsets into the text, [start, end). */
  readonly start: number;
  readonly end: number;
}

const NEWLINE = 10;
const BACKSLASH = 92;

/** Longest first, so that the first match is the right one. */
const OPERATORS: readonly string[] = [
  '<<=',
  '>>=',
  '...',
  '->',
  '++',
  '--',
  '<<',
  '>>',
  '<=',
  '>=',
  '==',
  '!=',
  '&&',
  '||',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '&=',
  '^=',
  '|=',
  '##',
];

const OPERATORS_BY_FIRST = new Map<string, readonly string[]>();
for (const op of OPERATORS) {
  const first = op.charAt(0);
  OPERATORS_BY_FIRST.set(first, [...(OPERATORS_BY_FIRST.get(first) ?? []), op]);
}

export function isIdentifierStart(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c === 36;
}

export function isIdentifierPart(c: number): boolean {
  return isIdentifierStart(c) || (c >= 48 && c <= 57);
}

/** Blanks as C has them, and what mail and editors put in their place: no-break space, byte order mark. */
function isBlank(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13) || c === 0xa0 || c === 0xfeff;
}

/** Offset after the string or character constant that opens at `at`; it ends at the end of the line at the latest. */
export function endOfQuoted(text: string, at: number, limit: number): number {
  const quote = text.charCodeAt(at);
  let i = at + 1;
  while (i < limit) {
    const c = text.charCodeAt(i);
    if (c === quote) return i + 1;
    if (c === NEWLINE) return i;
    if (c === BACKSLASH) {
      i += text.charCodeAt(i + 1) === 13 && text.charCodeAt(i + 2) === NEWLINE ? 3 : 2;
      continue;
    }
    i++;
  }
  return limit;
}

/** Offset of the newline (or `limit`) that ends the preprocessor line beginning at `at`, continuations and comments included. */
export function endOfDirective(text: string, at: number, limit: number): number {
  let i = at;
  while (i < limit) {
    const c = text.charCodeAt(i);
    if (c === NEWLINE) {
      const before = text.charCodeAt(i - 1);
      const continued = before === BACKSLASH || (before === 13 && text.charCodeAt(i - 2) === BACKSLASH);
      if (!continued || i - 1 < at) return i;
    } else if (c === 47 && text.charCodeAt(i + 1) === 42) {
      const close = text.indexOf('*/', i + 2);
      if (close < 0 || close >= limit) return limit;
      i = close + 2;
      continue;
    } else if (c === 47 && text.charCodeAt(i + 1) === 47) {
      const eol = text.indexOf('\n', i);
      i = eol < 0 || eol > limit ? limit : eol;
      continue;
    } else if (c === 34) {
      i = Math.max(endOfQuoted(text, i, limit), i + 1);
      continue;
    }
    i++;
  }
  return limit;
}

/** Tokens of `text` between two offsets (the whole text by default). */
export function tokenize(text: string, from = 0, to = text.length): Token[] {
  const tokens: Token[] = [];
  const limit = Math.min(to, text.length);
  let i = from;
  let lineIsBlank = true;
  const push = (kind: TokenKind, end: number): void => {
    tokens.push({ kind, text: text.slice(i, end), start: i, end });
    i = end;
    lineIsBlank = false;
  };
  while (i < limit) {
    const c = text.charCodeAt(i);
    if (c === NEWLINE) {
      lineIsBlank = true;
      i++;
    } else if (isBlank(c)) {
      i++;
    } else if (isIdentifierStart(c)) {
      let end = i + 1;
      while (end < limit && isIdentifierPart(text.charCodeAt(end))) end++;
      push('id', end);
    } else if (c === 47 && text.charCodeAt(i + 1) === 42) {
      const close = text.indexOf('*/', i + 2);
      i = close < 0 || close + 2 > limit ? limit : close + 2;
    } else if (c === 47 && text.charCodeAt(i + 1) === 47) {
      const eol = text.indexOf('\n', i);
      i = eol < 0 || eol > limit ? limit : eol;
    } else if (c === 35 && lineIsBlank) {
      push('directive', endOfDirective(text, i, limit));
      lineIsBlank = true;
    } else if ((c >= 48 && c <= 57) || (c === 46 && isDigit(text.charCodeAt(i + 1)))) {
      push('num', endOfNumber(text, i, limit));
    } else if (c === 34) {
      push('str', endOfQuoted(text, i, limit));
    } else if (c === 39) {
      push('chr', endOfQuoted(text, i, limit));
    } else if (c === BACKSLASH) {
      // A continuation; anywhere else a backslash means nothing in C.
      i++;
    } else {
      push('op', i + operatorLength(text, i, limit));
    }
  }
  return tokens;
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

function endOfNumber(text: string, at: number, limit: number): number {
  let end = at + 1;
  while (end < limit) {
    const c = text.charCodeAt(end);
    if (isIdentifierPart(c)) {
      end++;
    } else if (c === 46 && text.charCodeAt(end + 1) !== 46) {
      end++;
    } else if ((c === 43 || c === 45) && /[eEpP]/.test(text.charAt(end - 1)) && !/^0[xX]/.test(text.slice(at, at + 2))) {
      end++;
    } else {
      break;
    }
  }
  return end;
}

function operatorLength(text: string, at: number, limit: number): number {
  for (const op of OPERATORS_BY_FIRST.get(text.charAt(at)) ?? []) {
    if (at + op.length <= limit && text.startsWith(op, at)) return op.length;
  }
  return 1;
}

/** Index of the bracket that closes the one at `open`; the last token when none does. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.kind !== 'op') continue;
    if (token.text === '(' || token.text === '[' || token.text === '{') depth++;
    else if ((token.text === ')' || token.text === ']' || token.text === '}') && --depth === 0) return i;
  }
  return tokens.length - 1;
}

/** An identifier as long as the token. */
export function placeholder(token: Token): string {
  return '_'.repeat(token.end - token.start);
}

/** For each token that opens a bracket the index of the one that closes it; -1 for all others. */
export function matchBrackets(tokens: readonly Token[]): Int32Array {
  const close = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  const pairs: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
  tokens.forEach((token, i) => {
    if (token.kind !== 'op') return;
    if (token.text === '(' || token.text === '[' || token.text === '{') {
      open.push(i);
      return;
    }
    const wanted = pairs[token.text];
    if (wanted === undefined) return;
    const at = open.at(-1);
    // A closer that fits nothing here is ignored, so that one stray bracket does not unmatch the rest.
    if (at !== undefined && tokens[at]?.text === wanted) {
      close[at] = i;
      open.pop();
    } else if (wanted === '{') {
      while (open.length > 0 && tokens[open.at(-1) ?? 0]?.text !== '{') open.pop();
      const block = open.pop();
      if (block !== undefined) close[block] = i;
    }
  });
  return close;
}
