/**
 * Where the code that can be trusted begins in a run of visible lines whose beginning is out of sight. Behind a comment or a
 * statement that began before, and not with a statement that may be the body of an `if` without braces.
 */
import { GAP_MARKER } from './build-stmt.ts';
import { KEYWORDS } from './names.ts';
import type { Token } from './tokens.ts';

const TAB_WIDTH = 8;

/** Behind the tail of a comment that began out of sight. */
export function codeStart(text: string, from: number, tabsLost: boolean): number {
  let at = from;
  const close = text.indexOf('*/', from);
  const open = text.indexOf('/*', from);
  if (close >= 0 && (open < 0 || close < open)) at = close + 2;
  for (;;) {
    const eol = text.indexOf('\n', at);
    const line = text.slice(at, eol < 0 ? text.length : eol);
    // A line of a comment whose end is out of sight too: ` * like this`.
    const inComment = (tabsLost ? /^\s*\*([\s/]|$)/ : /^\s* \*([\s/]|$)/).test(line);
    if (!inComment && !(line.trim() === '' && eol >= 0)) return at;
    if (eol < 0) return text.length;
    at = eol + 1;
  }
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
export function firstStatement(text: string, tokens: readonly Token[], tabsLost: boolean): Start {
  const index = firstTrusted(text, tokens, tabsLost);
  let first = index;
  while (tokens[first]?.kind === 'directive') first++;
  return { index, prefix: tokens[first]?.text === 'else' ? `if (${GAP_MARKER}) ${GAP_MARKER}; ` : '' };
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
  if (first.text === 'defined') {
    // The rest of an `#if` that was continued over lines.
    const eol = text.indexOf('\n', first.start);
    return eol < 0 ? tokens.length : indexFrom(tokens, eol);
  }
  if (first.text === '}' || first.text === '{' || first.text === 'else') return 0;
  if (first.text === 'case' || first.text === 'default' || isLabel(tokens, i)) return 0;
  const next = endOfStatement(text, tokens, i);
  if (tabsLost || !standsAlone(text, first, tokens, next)) return next;
  return 0;
}

function indexFrom(tokens: readonly Token[], offset: number): number {
  const index = tokens.findIndex((t) => t.start >= offset);
  return index < 0 ? tokens.length : index;
}

export function isLabel(tokens: readonly Token[], i: number): boolean {
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
  // the whole of what is in sight: what begins with such a word goes on with nothing, and one tab is the block of the function
  if (!following) return own === TAB_WIDTH && /^(if|for|switch|return|goto)$/.test(first.text);
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
