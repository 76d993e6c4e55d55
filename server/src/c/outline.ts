/**
 * What a C file defines at its top level, found without parsing it: functions and macros with parameters, with their spans.
 * Made for kernel style, where a function ends at a `}` in column 0, and robust against `#if` that unbalances braces.
 * One pass over the characters; linear; any text gives a result.
 */
import type { Span } from './ast.ts';
import { locateHead } from './head.ts';
import { endOfDirective, endOfQuoted, isIdentifierPart } from './tokens.ts';

export interface OutlineFunction {
  /** `sys_x` for SYSCALL_DEFINEn(x, ...) */
  readonly name: string;
  /** the other name it is known by: `x` for SYSCALL_DEFINEn(x, ...), the first argument of another defining macro */
  readonly alias?: string;
  /** Offset of the first specifier. */
  readonly start: number;
  /** Offset after the closing brace. */
  readonly end: number;
  /** Offset of the opening brace. */
  readonly bodyStart: number;
  /** 1-based line of `start`. */
  readonly line: number;
  /** The text ends before the function does. */
  readonly open?: true;
}

export interface OutlineMacro {
  readonly name: string;
  readonly params: readonly string[];
  /** the replacement text, without the blanks around it */
  readonly body: Span;
  readonly start: number;
  readonly end: number;
  /** 1-based line of the `#define`. */
  readonly line: number;
}

export interface Outline {
  /** In the order of the file. Both branches of a top-level `#if` are listed. */
  readonly functions: readonly OutlineFunction[];
  readonly macros: readonly OutlineMacro[];
}

export function outline(text: string): Outline {
  const functions: Omit<OutlineFunction, 'line'>[] = [];
  const macros: Omit<OutlineMacro, 'line'>[] = [];
  const limit = text.length;
  let i = 0;
  let head = -1;
  let parens = 0;
  let groups = false;
  let assigned = false;
  let braced = false;
  let last = 0;
  const reset = (): void => {
    head = -1;
    parens = 0;
    groups = false;
    assigned = false;
    braced = false;
  };
  while (i < limit) {
    const c = text.charCodeAt(i);
    if (c <= 32) {
      i++;
      continue;
    }
    const column0 = i === 0 || text.charCodeAt(i - 1) === 10;
    if (c === 35 /* # */ && atLineStart(text, i)) {
      const end = endOfDirective(text, i, limit);
      const macro = readMacro(text, i, end);
      if (macro) macros.push(macro);
      else if (parens === 0 && /^#\s*(else|elif)/.test(text.slice(i, i + 12))) reset();
      i = end;
      continue;
    }
    if (c === 47 /* / */) {
      const next = text.charCodeAt(i + 1);
      if (next === 42 || next === 47) {
        i = endOfComment(text, i, limit);
        continue;
      }
    }
    // What an unbalanced bracket left open ends where something new begins in column 0.
    if (column0 && (parens > 0 || braced) && (c === 125 || (isIdentifierPart(c) && (last === 59 || last === 125)))) reset();
    if (column0 && parens > 0 && c === 123) parens = 0;
    last = c;
    switch (c) {
      case 34:
      case 39:
        i = Math.max(endOfQuoted(text, i, limit), i + 1);
        continue;
      case 40:
        parens++;
        groups = true;
        break;
      case 41:
        if (parens > 0) parens--;
        break;
      case 59:
        if (parens === 0) reset();
        break;
      case 61:
        if (parens === 0) assigned = true;
        break;
      case 125:
        if (parens === 0) reset();
        break;
      case 123: {
        if (parens > 0) break;
        const found = groups && !assigned && !braced && head >= 0 ? locateHead(text, head, i) : undefined;
        const closed = endOfBody(text, i, limit);
        const end = closed < 0 ? limit : closed;
        last = 125;
        if (found) {
          functions.push({
            name: found.name,
            ...(found.alias && { alias: found.alias }),
            start: found.start,
            end,
            bodyStart: i,
            ...(closed < 0 && { open: true as const }),
          });
          reset();
        } else {
          braced = true;
        }
        i = end;
        continue;
      }
      default:
        if (head < 0) head = i;
        if (isIdentifierPart(c)) {
          while (++i < limit && isIdentifierPart(text.charCodeAt(i)));
          continue;
        }
    }
    i++;
  }
  return { functions: withLines(text, functions), macros: withLines(text, macros) };
}

function atLineStart(text: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i--;
  return i < 0 || text.charCodeAt(i) === 10;
}

function endOfComment(text: string, at: number, limit: number): number {
  const block = text.charCodeAt(at + 1) === 42;
  const end = block ? text.indexOf('*/', at + 2) : text.indexOf('\n', at);
  if (end < 0) return limit;
  return block ? end + 2 : end;
}

/** Offset after the brace that closes the one at `open`; -1 when the text ends before. */
export function endOfBody(text: string, open: number, limit = text.length): number {
  const indented = isIndented(text, open, limit);
  const depths: number[] = [];
  let conditional = false;
  let depth = 0;
  let firstLine = true;
  for (let i = open; i < limit; i++) {
    switch (text.charCodeAt(i)) {
      case 10:
        firstLine = false;
        break;
      case 34:
      case 39:
        i = Math.max(endOfQuoted(text, i, limit) - 1, i);
        break;
      case 47: {
        const next = text.charCodeAt(i + 1);
        if (next === 42 || next === 47) i = endOfComment(text, i, limit) - 1;
        break;
      }
      case 35: {
        if (!atLineStart(text, i)) break;
        const end = endOfDirective(text, i, limit);
        const word = /^#\s*([a-z]+)/.exec(text.slice(i, i + 16))?.[1] ?? '';
        if (word.startsWith('if')) {
          depths.push(depth);
          conditional = true;
        } else if (word.startsWith('el')) {
          // Each branch begins where the first one began.
          depth = depths.at(-1) ?? depth;
          conditional = true;
        } else if (word === 'endif') {
          depths.pop();
        }
        i = end - 1;
        break;
      }
      case 123:
        depth++;
        break;
      case 125: {
        depth--;
        const column0 = text.charCodeAt(i - 1) === 10;
        if (column0 && (indented || depth <= 0)) return i + 1;
        if (depth <= 0) {
          if (firstLine || !conditional) return i + 1;
          depth = 1;
        }
        break;
      }
    }
  }
  return -1;
}

/** Is the first line inside the braces indented, as kernel style has it? Then a `}` in column 0 can only be the end. */
function isIndented(text: string, open: number, limit: number): boolean {
  let i = text.indexOf('\n', open);
  while (i >= 0 && i + 1 < limit) {
    const c = text.charCodeAt(i + 1);
    if (c === 9 || c === 32) return true;
    if (c !== 10 && c !== 13 && c !== 35) return c === 125;
    i = text.indexOf('\n', i + 1);
  }
  return false;
}

/** `#define name(params) body`; undefined for any other preprocessor line. */
function readMacro(text: string, start: number, end: number): Omit<OutlineMacro, 'line'> | undefined {
  const define = /^#[ \t]*define[ \t]+([A-Za-z_$][\w$]*)\(([^)]*)\)/.exec(text.slice(start, Math.min(end, start + 1000)));
  if (!define) return undefined;
  let from = start + define[0].length;
  let to = end;
  const isSpace = (at: number): boolean => {
    const c = text.charCodeAt(at);
    return c <= 32 || c === 92;
  };
  while (from < to && isSpace(from)) from++;
  while (to > from && isSpace(to - 1)) to--;
  const params = (define[2] ?? '')
    .split(',')
    .map((p) => p.replace(/[\\\s]+/g, ''))
    .filter(Boolean);
  return { name: define[1] ?? '', params, body: [from, to], start, end };
}

function withLines<T extends { readonly start: number }>(text: string, items: readonly T[]): (T & { readonly line: number })[] {
  let line = 1;
  let next = text.indexOf('\n');
  return items.map((item) => {
    while (next >= 0 && next < item.start) {
      next = text.indexOf('\n', next + 1);
      line++;
    }
    return { ...item, line };
  });
}
