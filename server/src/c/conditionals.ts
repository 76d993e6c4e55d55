/**
 * `#if` inside a function. A group whose every branch is a run of whole statements is kept as a whole: its directives turn
 * into braces (`#if` -> `{`, `#else` -> `}{`, `#endif` -> `}`) and `marks` tells them from real ones. A group that splits a
 * construct (`if (a` / `#ifdef X` / `&& b` / `#endif` / `)`) is decided: one branch stays, the same way for the same condition.
 */
import type { Token } from './tokens.ts';

export interface BranchMark {
  /** Text of the condition; undefined for `#else`. */
  readonly cond: string | undefined;
  /** True for the `{` that stands for `#if` itself; the branches that follow it directly belong to it. */
  readonly first: boolean;
}

export interface Resolved {
  readonly tokens: Token[];
  /** Offset of a made-up `{` -> the branch that it opens. */
  readonly marks: ReadonlyMap<number, BranchMark>;
}

interface Branch {
  readonly directive: Token;
  /** `#if` condition, with `ifdef` and `ifndef` spelled out; undefined for `#else`. */
  readonly cond: string | undefined;
  readonly items: Item[];
}

interface Group {
  readonly branches: Branch[];
  endif: Token | undefined;
}

type Item = Token | Group;

/** Deeper `#if` nesting than this is not looked into: its branches all stay, as if the directives were not there. */
const MAX_NESTING = 64;

export function resolveConditionals(tokens: readonly Token[]): Resolved {
  if (!tokens.some((t) => t.kind === 'directive')) return { tokens: [...tokens], marks: new Map() };
  const marks = new Map<number, BranchMark>();
  const decided = new Map<string, boolean>();
  const out = flatten(group(tokens), { inBlock: true, prev: undefined }, marks, decided);
  return { tokens: out.tokens, marks };
}

function isGroup(item: Item): item is Group {
  return 'branches' in item;
}

/** Nests the groups; directives that are not conditionals, or have lost their `#if`, vanish. */
function group(tokens: readonly Token[]): Item[] {
  const root: Item[] = [];
  const open: Group[] = [];
  let items = root;
  let ignored = 0;
  const itemsOfTop = (): Item[] => open.at(-1)?.branches.at(-1)?.items ?? root;
  for (const token of tokens) {
    if (token.kind !== 'directive') {
      items.push(token);
      continue;
    }
    const parts = /^#\s*(ifdef|ifndef|if|elifdef|elifndef|elif|else|endif)\b([^]*)/.exec(token.text);
    const word = parts?.[1];
    if (word === undefined) continue;
    const rest = conditionText(parts?.[2] ?? '');
    if (word === 'if' || word === 'ifdef' || word === 'ifndef') {
      if (open.length >= MAX_NESTING || ignored > 0) {
        ignored++;
        continue;
      }
      const created: Group = { branches: [{ directive: token, cond: spelledOut(word, rest), items: [] }], endif: undefined };
      items.push(created);
      open.push(created);
    } else if (ignored > 0) {
      if (word === 'endif') ignored--;
      continue;
    } else if (word === 'endif') {
      const done = open.pop();
      if (done) done.endif = token;
    } else {
      open.at(-1)?.branches.push({ directive: token, cond: word === 'else' ? undefined : spelledOut(word.slice(2), rest), items: [] });
    }
    items = itemsOfTop();
  }
  return root;
}

function conditionText(raw: string): string {
  return raw
    .replace(/\/\*[^]*?(\*\/|$)|\/\/.*|\\\r?\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function spelledOut(word: string, rest: string): string {
  if (word === 'ifdef' || word === 'def') return `defined(${rest})`;
  if (word === 'ifndef' || word === 'ndef') return `!defined(${rest})`;
  return rest;
}

interface Context {
  readonly inBlock: boolean;
  readonly prev: Token | undefined;
}

interface Flat {
  readonly tokens: Token[];
  /** Brackets open and close within. */
  readonly balanced: boolean;
}

function flatten(items: readonly Item[], context: Context, marks: Map<number, BranchMark>, decided: Map<string, boolean>): Flat {
  const out: Token[] = [];
  const brackets: string[] = [];
  let balanced = true;
  const take = (token: Token): void => {
    const text = token.text;
    if (token.kind === 'op') {
      if (text === '(' || text === '[') brackets.push(text);
      else if (text === '{') brackets.push(opensBlock(out.at(-1) ?? context.prev, brackets.at(-1)) ? '{' : '={');
      else if (text === ')' || text === ']' || text === '}') {
        const open = brackets.pop();
        if (open === undefined || !matches(open, text)) balanced = false;
      }
    }
    out.push(token);
  };
  for (const item of items) {
    if (!isGroup(item)) {
      take(item);
      continue;
    }
    const top = brackets.at(-1);
    const inBlock = top === undefined ? context.inBlock : top === '{';
    const inner = resolve(item, { inBlock, prev: out.at(-1) ?? context.prev }, marks, decided);
    for (const token of inner) take(token);
  }
  return { tokens: out, balanced: balanced && brackets.length === 0 };
}

function matches(open: string, close: string): boolean {
  return (open === '(' && close === ')') || (open === '[' && close === ']') || (open.endsWith('{') && close === '}');
}

/** Does a `{` after `prev` open a block, rather than the braces of an initialiser or of a struct? */
function opensBlock(prev: Token | undefined, around: string | undefined): boolean {
  if (around === '={') return false;
  if (prev === undefined) return true;
  if (prev.kind === 'op') return /^[(){};:]$/.test(prev.text);
  return prev.text === 'else' || prev.text === 'do';
}

function endsStatement(prev: Token | undefined): boolean {
  return prev === undefined || (prev.kind === 'op' && /^[{};:]$/.test(prev.text));
}

function resolve(item: Group, context: Context, marks: Map<number, BranchMark>, decided: Map<string, boolean>): Token[] {
  const trialMarks = new Map<number, BranchMark>();
  const whole = item.endif !== undefined && context.inBlock && endsStatement(context.prev);
  const flats = item.branches.map((b) => flatten(b.items, context, trialMarks, decided));
  if (whole && flats.every((f) => f.balanced && isStatements(f.tokens))) {
    for (const [at, mark] of trialMarks) marks.set(at, mark);
    return withBraces(item, flats, marks);
  }
  const chosen = choose(item.branches, decided);
  const tokens = flats[chosen]?.tokens ?? [];
  const first = tokens[0]?.start ?? 0;
  const last = tokens.at(-1)?.start ?? -1;
  for (const [at, mark] of trialMarks) if (at >= first && at <= last) marks.set(at, mark);
  return tokens;
}

function isStatements(tokens: readonly Token[]): boolean {
  const first = tokens[0];
  const last = tokens.at(-1);
  if (!first || !last) return true;
  if (first.text === 'else' || (first.kind === 'op' && /^([)\],?:.=]|->|&&|\|\|)$/.test(first.text))) return false;
  return last.kind === 'op' && /^[};:]$/.test(last.text);
}

function withBraces(item: Group, flats: readonly Flat[], marks: Map<number, BranchMark>): Token[] {
  const out: Token[] = [];
  item.branches.forEach((branch, n) => {
    const at = branch.directive.start;
    if (n > 0) out.push(brace('}', at));
    const open = n > 0 ? at + 1 : at;
    out.push(brace('{', open));
    marks.set(open, { cond: branch.cond, first: n === 0 });
    for (const token of flats[n]?.tokens ?? []) out.push(token);
  });
  if (item.endif) out.push(brace('}', item.endif.start));
  return out;
}

function brace(text: string, at: number): Token {
  return { kind: 'op', text, start: at, end: at + 1 };
}

/** Index of the branch that stays; `branches.length` when none does. A symbol is taken to be defined, `#if 0` is not. */
function choose(branches: readonly Branch[], decided: Map<string, boolean>): number {
  for (let n = 0; n < branches.length; n++) {
    const cond = branches[n]?.cond;
    if (cond === undefined || isTaken(cond, decided)) return n;
  }
  return branches.length;
}

function isTaken(cond: string, decided: Map<string, boolean>): boolean {
  let negated = false;
  let key = cond;
  while (key.startsWith('!')) {
    negated = !negated;
    key = key.slice(1).trim();
  }
  key = key.replace(/^(?:defined|IS_ENABLED|IS_BUILTIN)\s*\(?\s*(\w+)\s*\)?$/, '$1');
  if (/^\d+$/.test(key)) return (key !== '0') !== negated;
  const known = decided.get(key) ?? true;
  decided.set(key, known);
  return known !== negated;
}
