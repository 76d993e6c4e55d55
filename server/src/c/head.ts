/**
 * The head of a function definition, from its first specifier to the brace: name, parameters, return type, annotations.
 * Read from tokens, because heads are where the kernel's macros are thickest. Never fails; what is unclear stays empty.
 */
import type { Param, Span } from './ast.ts';
import { isAttribute, KEYWORDS } from './names.ts';
import { closing, type Token, tokenize } from './tokens.ts';

export interface FunctionHead {
  readonly name: string;
  readonly nameAt: Span;
  readonly returns: string;
  readonly returnsPointer: boolean;
  readonly isVoid: boolean;
  readonly isStatic: boolean;
  readonly params: readonly Param[];
  readonly attributes: readonly string[];
}

const STORAGE = new Set(['static', 'extern', 'inline', '__inline', '__inline__', 'register', 'auto']);

/** Is `name(...)` in a head an annotation rather than the function with its parameters? */
export function isAnnotation(name: string): boolean {
  return isAttribute(name) || ANNOTATION.test(name);
}

/** Families of annotations whose members differ by suffix only; `__release_page()` is a function, `__releases(x)` is not. */
const ANNOTATION =
  /^__(acquires|releases|must_hold|must_not_hold|cond_acquires|cond_lock|guarded_by|no_sanitize|no_kmsan|no_kasan|context)(_[a-z]+)*$/;

/** Macros that define a function from a list of alternating types and names, and what they prefix to its name. */
export function definingMacro(name: string): string | undefined {
  if (/^SYSCALL_DEFINE[0-6]$/.test(name)) return 'sys_';
  if (/^COMPAT_SYSCALL_DEFINE[0-6]$/.test(name)) return 'compat_sys_';
  if (/^(NOTRACE_)?BPF_CALL_[0-5]$/.test(name)) return '';
  return undefined;
}

/** @returns the head between the two offsets, or undefined when no name with parameters is there */
export function parseHead(text: string, from: number, to: number): FunctionHead | undefined {
  const tokens = tokenize(text, from, to).filter((t) => t.kind !== 'directive');
  const open = parametersAt(tokens);
  const nameToken = tokens[open - 1];
  if (open < 0 || !nameToken) return undefined;
  const close = closing(tokens, open);
  const inside = tokens.slice(open + 1, close);
  const attributes: string[] = [];
  const before = withoutAttributes(tokens.slice(0, open - 1), text, attributes);
  withoutAttributes(tokens.slice(close + 1), text, attributes);
  const prefix = definingMacro(nameToken.text);
  if (prefix !== undefined) return macroHead(prefix, inside, nameToken, attributes, before);
  const specifiers = before.filter((t) => !STORAGE.has(t.text) && t.text !== '(');
  const returns = typeText(specifiers);
  return {
    name: nameToken.text,
    nameAt: [nameToken.start, nameToken.end],
    returns,
    returnsPointer: returns.includes('*'),
    isVoid: /^(const |volatile )?void$/.test(returns),
    isStatic: before.some((t) => t.text === 'static'),
    params: parameters(inside, text),
    attributes,
  };
}

/** Name and beginning of the definition whose head ends at `to`; cheaper than `parseHead`. Undefined when it is no function. */
export function locateHead(
  text: string,
  from: number,
  to: number,
): { readonly name: string; readonly alias: string | undefined; readonly start: number } | undefined {
  const tokens = tokenize(text, from, to).filter((t) => t.kind !== 'directive');
  const open = parametersAt(tokens);
  const name = tokens[open - 1];
  if (open < 0 || !name) return undefined;
  const prefix = definingMacro(name.text);
  const first = tokens[open + 1]?.text ?? '';
  const own = prefix === undefined ? name.text : `${prefix}${first}`;
  const alias = prefix !== undefined || /^[A-Z][A-Z0-9_]+$/.test(name.text) ? first : undefined;
  return { name: own, alias, start: tokens[beginning(tokens, open)]?.start ?? from };
}

/** Index of the first token of the definition: behind any `EXPORT_SYMBOL(x)` without semicolon that stands before it. */
function beginning(tokens: readonly Token[], open: number): number {
  let start = 0;
  for (let i = 0; i < open; i++) {
    if (tokens[i]?.text !== '(') continue;
    const name = tokens[i - 1];
    i = closing(tokens, i);
    if (name?.kind === 'id' && !isAnnotation(name.text)) start = i + 1;
  }
  return Math.min(start, open - 1);
}

/** Index of the `(` that opens the parameters: the last group at the outermost level that belongs to a plain name. */
function parametersAt(tokens: readonly Token[]): number {
  let found = -1;
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i]?.text !== '(' || tokens[i]?.kind !== 'op') continue;
    const name = tokens[i - 1];
    if (name?.kind === 'id' && !isAnnotation(name.text) && !KEYWORDS.has(name.text)) {
      // An unknown word with parentheses behind the parameters is an annotation too, unless a new head begins there.
      if (found < 0 || startsAnew(tokens, closing(tokens, found), i)) found = i;
    } else if (found < 0 && tokens[i + 1]?.text === '*' && tokens[i + 2]?.kind === 'id' && tokens[i + 3]?.text === '(') {
      // void (*name(int sig))(int)
      return i + 3;
    }
    i = closing(tokens, i);
  }
  return found;
}

/** Between the end of a group and `name(`, is there a type or a storage class? */
function startsAnew(tokens: readonly Token[], close: number, open: number): boolean {
  const between = tokens.slice(close + 1, open - 1);
  return between.some((t) => t.text === ';' || t.text === '*' || (t.kind === 'id' && !isAttribute(t.text)));
}

function withoutAttributes(tokens: readonly Token[], text: string, attributes: string[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) break;
    const call = tokens[i + 1]?.text === '(' && tokens[i + 1]?.kind === 'op';
    if (token.kind === 'id' && (isAnnotation(token.text) || call) && !KEYWORDS.has(token.text)) {
      const end = call ? closing(tokens, i + 1) : i;
      attributes.push(text.slice(token.start, tokens[end]?.end ?? token.end).replace(/\s+/g, ' '));
      i = end;
    } else {
      out.push(token);
    }
  }
  return out;
}

/** Tokens of a type as text: words one blank apart, stars together. */
export function typeText(tokens: readonly Token[]): string {
  let out = '';
  for (const token of tokens) {
    if (out === '' || (token.text === '*' && out.endsWith('*'))) out += token.text;
    else if (token.text === ')' || token.text === ']' || token.text === ',' || /(?:[([.]|->)$/.test(out)) out += token.text;
    else if (token.text === '->' || token.text === '.') out += token.text;
    else if ((token.text === '(' || token.text === '[') && !out.endsWith('*')) out += token.text;
    else out += ` ${token.text}`;
  }
  return out;
}

function splitAtCommas(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) break;
    if (token.text === ',') {
      parts.push([]);
    } else if (token.text === '(' || token.text === '[') {
      const close = closing(tokens, i);
      parts.at(-1)?.push(...tokens.slice(i, close + 1));
      i = close;
    } else {
      parts.at(-1)?.push(token);
    }
  }
  return parts;
}

function parameters(tokens: readonly Token[], text: string): Param[] {
  const params: Param[] = [];
  for (const part of splitAtCommas(tokens)) {
    const plain = withoutParameterAttributes(part);
    const first = plain[0];
    if (!first || first.text === '...') continue;
    if (plain.length === 1 && first.text === 'void') continue;
    params.push(parameter(plain, text));
  }
  return params;
}

function withoutParameterAttributes(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) break;
    if (token.kind === 'id' && isAnnotation(token.text)) {
      if (tokens[i + 1]?.text === '(' && tokens[i + 2]?.text !== '*') i = closing(tokens, i + 1);
      continue;
    }
    out.push(token);
  }
  return out;
}

function parameter(tokens: readonly Token[], text: string): Param {
  const at: Span = [tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0];
  const star = tokens.findIndex((t, i) => t.text === '(' && tokens[i + 1]?.text === '*');
  if (star >= 0) {
    // int (*fn)(struct folio *, void *)
    const close = closing(tokens, star);
    const name = tokens
      .slice(star, close)
      .filter((t) => t.kind === 'id' && !KEYWORDS.has(t.text))
      .at(0);
    return { name: name?.text ?? '', type: typeText(tokens.filter((t) => t !== name)), pointer: true, at };
  }
  const bracket = tokens.findIndex((t) => t.text === '[');
  const declared = bracket < 0 ? tokens : tokens.slice(0, bracket);
  const last = declared.at(-1);
  const named = last?.kind === 'id' && !KEYWORDS.has(last.text) && hasType(declared.slice(0, -1));
  const type = named ? declared.slice(0, -1) : declared;
  const pointer = bracket >= 0 || type.some((t) => t.text === '*');
  const array = bracket < 0 ? '' : text.slice(tokens[bracket]?.start ?? 0, at[1]).replace(/\s+/g, ' ');
  return { name: named && last ? last.text : '', type: `${typeText(type)}${array && ` ${array}`}`, pointer, at };
}

/** `struct folio` alone is a type without a name; `struct folio *f` and `gfp_t gfp` have one. */
function hasType(before: readonly Token[]): boolean {
  const words = before.filter((t) => t.kind === 'id' && t.text !== 'const' && t.text !== 'volatile');
  if (words.length === 0) return false;
  return !(words.length === 1 && /^(struct|union|enum)$/.test(words[0]?.text ?? ''));
}

/** SYSCALL_DEFINE2(munmap, unsigned long, addr, size_t, len) */
function macroHead(
  prefix: string,
  inside: readonly Token[],
  macro: Token,
  attributes: readonly string[],
  before: readonly Token[],
): FunctionHead {
  const [nameTokens, ...rest] = splitAtCommas(inside);
  const name = nameTokens?.[0];
  const params: Param[] = [];
  for (let i = 0; i + 1 < rest.length; i += 2) {
    const type = withoutParameterAttributes(rest[i] ?? []);
    const declared = rest[i + 1] ?? [];
    const last = declared[0];
    params.push({
      name: last?.text ?? '',
      type: typeText(type),
      pointer: type.some((t) => t.text === '*'),
      at: [type[0]?.start ?? macro.start, last?.end ?? macro.end],
    });
  }
  return {
    name: `${prefix}${name?.text ?? ''}`,
    nameAt: name ? [name.start, name.end] : [macro.start, macro.end],
    returns: 'long',
    returnsPointer: false,
    isVoid: false,
    isStatic: before.some((t) => t.text === 'static'),
    params,
    attributes,
  };
}
