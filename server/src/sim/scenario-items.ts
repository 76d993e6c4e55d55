/** The top level of a scenario file: where each declaration and function begins and ends. */

export interface Item {
  readonly kind: 'define' | 'enum' | 'typedef' | 'struct' | 'statement' | 'object' | 'function';
  /** offsets; `text` is what lies between them */
  readonly at: number;
  readonly end: number;
  readonly text: string;
  /** the comment directly before it */
  readonly comment?: string;
}

/** `first`: the file's first comment. Linear. */
export function itemsOf(text: string, tell: (at: number, message: string) => void): { items: Item[]; first?: string } {
  const items: Item[] = [];
  let comment: string | undefined;
  let first: string | undefined;
  let i = 0;
  while (i < text.length) {
    if (/\s/.test(text[i] as string)) {
      i++;
      continue;
    }
    if (text.startsWith('/*', i)) {
      const close = text.indexOf('*/', i + 2);
      const end = close < 0 ? text.length : close + 2;
      comment = text.slice(i, end);
      first ??= comment;
      i = end;
      continue;
    }
    if (text.startsWith('//', i)) {
      i = endOfLine(text, i);
      continue;
    }
    if (text[i] === '#') {
      const end = endOfLine(text, i);
      const line = text.slice(i, end);
      if (/^#\s*define\b/.test(line)) items.push({ kind: 'define', at: i, end, text: line.replace(/\/\*.*?\*\//g, '').trim() });
      else tell(i, 'only #define is understood here');
      i = end;
      comment = undefined;
      continue;
    }
    const end = endOfItem(text, i);
    if (end === undefined) {
      tell(i, 'this is not closed: `;` or `}` is missing');
      break;
    }
    const item = text.slice(i, end);
    const kind = kindOf(item);
    if (kind) items.push({ kind, at: i, end, text: item, ...(comment ? { comment } : {}) });
    comment = undefined;
    i = end;
  }
  return { items, ...(first ? { first } : {}) };
}

function kindOf(item: string): Item['kind'] | undefined {
  if (item === ';') return undefined;
  if (/^typedef\b/.test(item)) return 'typedef';
  if (/^enum\b[^(]*\{/.test(item)) return 'enum';
  if (/^(struct|union)\s+\w+\s*\{/.test(item)) return 'struct';
  if (/^(struct|union)\s+\w+\s*;$/.test(item)) return undefined;
  if (/^__(variant|mutant|live)\b/.test(item)) return 'statement';
  if (item.endsWith('}')) return 'function';
  // a declaration of a function says nothing that its definition does not
  return /^[^={]*\([^={]*\)\s*;$/s.test(item) ? undefined : 'object';
}

/** Behind the `;` or the closing brace of what begins at `from`. */
function endOfItem(text: string, from: number): number | undefined {
  let depth = 0;
  let assigned = false;
  let parens = false;
  for (let i = from; i < text.length; i++) {
    const c = text[i] as string;
    if (c === '"' || c === "'") {
      for (i++; i < text.length && text[i] !== c; i++) if (text[i] === '\\') i++;
    } else if (text.startsWith('/*', i)) {
      const close = text.indexOf('*/', i + 2);
      if (close < 0) return undefined;
      i = close + 1;
    } else if (text.startsWith('//', i)) i = endOfLine(text, i) - 1;
    else if (c === '(' || c === '[' || c === '{') depth++;
    else if (c === ')' || c === ']' || c === '}') {
      depth--;
      if (depth === 0 && c === ')') parens = true;
      if (depth === 0 && c === '}' && parens && !assigned && !/^(typedef|enum|(struct|union)\s+\w+\s*\{)/.test(text.slice(from, from + 80)))
        return i + 1;
      if (depth < 0) return undefined;
    } else if (depth === 0 && c === '=') assigned = true;
    else if (depth === 0 && c === ';') return i + 1;
  }
  return undefined;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** 1-based line and column of an offset. */
export function placeIn(text: string, at: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
    line++;
    start = i + 1;
  }
  return { line, column: at - start + 1 };
}
