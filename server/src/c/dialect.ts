/**
 * The kernel's dialect of C rewritten to plain C of the same length, column for column, so that a parser of plain C reads it
 * and every offset stays true. What was rewritten is kept beside it as notes, by offset.
 *
 * Comments and preprocessor lines become blanks, attributes too; `list_for_each_entry(...)` becomes `while (...)`, a label
 * `out:` becomes `out;`, a type in the place of an argument becomes an identifier, and so on: see `rewriteStatements`.
 */
import { type BranchMark, resolveConditionals } from './conditionals.ts';
import { ASM, isAttribute, isCleanup, KEYWORDS, TYPEOF } from './names.ts';
import type { Note } from './notes.ts';
import { rewriteStatements } from './statements.ts';
import { closing, placeholder, type Token, tokenize } from './tokens.ts';

export interface Dialect {
  /** As long as the slice that was asked for; newlines at the same places. */
  readonly text: string;
  /** By offset into `text`. */
  readonly notes: ReadonlyMap<number, Note>;
}

/** Rewrites the body of a function (or any run of statements) between two offsets. Offsets of the result count from `from`. */
export function plainC(text: string, from = 0, to = text.length): Dialect {
  const source = from === 0 && to === text.length ? text : text.slice(from, to);
  const { tokens, marks } = resolveConditionals(tokenize(source));
  const notes = new Map<number, Note>();
  const kept = dropAttributes(tokens, source, notes);
  const written = rewriteStatements(kept, source, notes);
  for (const [at, mark] of marks) notes.set(at, branchNote(mark));
  return { text: write(source, written), notes };
}

function branchNote(mark: BranchMark): Note {
  return { k: 'branch', cond: mark.cond, first: mark.first };
}

/** Attributes vanish, clean-ups are noted, `typeof(x)` becomes an identifier of its own. */
function dropAttributes(tokens: readonly Token[], source: string, notes: Map<number, Note>): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) break;
    if (token.kind === 'directive') continue;
    if (token.kind === 'id' && TYPEOF.has(token.text) && tokens[i + 1]?.text === '(') {
      const close = closing(tokens, i + 1);
      const last = tokens[close] ?? token;
      notes.set(token.start, { k: 'type', at: [token.start, last.end] });
      out.push({ ...token, text: placeholder(token) });
      i = close;
      continue;
    }
    if (token.kind === 'id' && isAttribute(token.text)) {
      if (tokens[i + 1]?.text === '(' && takesArguments(token.text)) {
        const close = closing(tokens, i + 1);
        const declared = out.at(-1);
        if (isCleanup(token.text) && declared?.kind === 'id') {
          const inside = source.slice(tokens[i + 1]?.end ?? token.end, tokens[close]?.start ?? token.end);
          notes.set(declared.start, { k: 'cleanup', cls: inside.trim() });
        }
        i = close;
      }
      continue;
    }
    if (
      token.kind === 'id' &&
      ASM.has(token.text) &&
      tokens[i + 1]?.text === '(' &&
      out.at(-1)?.kind === 'id' &&
      !KEYWORDS.has(out.at(-1)?.text ?? '')
    ) {
      // `register unsigned long sp asm("rsp")`
      i = closing(tokens, i + 1);
      continue;
    }
    if (token.text === 'fallthrough' && tokens[i + 1]?.text === ';') continue;
    out.push(token);
  }
  return out;
}

/** `__user (*p)` and `int __init (x)`: the parentheses behind a bare word of this kind are not its own. */
function takesArguments(name: string): boolean {
  return !/^(__user|__init|__exit|__rcu|__iomem|__percpu|__force|__kernel|__always_\w+|__maybe_unused|__used|__unused|__extension__|__restrict|noinline|notrace|noinstr|asmlinkage|__sched|__must_check|__ref|__weak|__inline|__volatile__|__const)$/.test(
    name,
  );
}

function write(source: string, tokens: readonly Token[]): string {
  let out = '';
  let at = 0;
  for (const token of tokens) {
    if (token.start < at) continue;
    if (token.start > at) out += blank(source.slice(at, token.start));
    out += token.text;
    at = token.start + token.text.length;
  }
  return out + blank(source.slice(at));
}

function blank(between: string): string {
  return /[^\s]|[^\x00-\x7f]/.test(between) ? between.replace(/[^\n\r\t ]/g, ' ') : between;
}
