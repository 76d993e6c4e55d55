/** What the builders of the AST share: the text as it was before the pre-pass, the notes, and where offsets count from. */
import type { Span } from './ast.ts';
import { typeText } from './head.ts';
import { isAttribute } from './names.ts';
import type { Note } from './notes.ts';
import type { CParser, SyntaxNode } from './syntax.ts';
import { closing, type Token, tokenize } from './tokens.ts';

export interface BuildContext {
  readonly parser: CParser;
  /** The slice as written; offsets of syntax nodes count in it. */
  readonly source: string;
  /** Added to every offset. */
  readonly base: number;
  readonly notes: ReadonlyMap<number, Note>;
  /** Nesting of the node that is being built. */
  depth: number;
}

/** Deeper nesting than this becomes `unknown`: every later stage walks the AST on the stack. */
export const MAX_DEPTH = 300;

export function spanOf(context: BuildContext, node: { readonly start: number; readonly end: number }): Span {
  return [context.base + node.start, context.base + node.end];
}

export function noteAt<K extends Note['k']>(context: BuildContext, offset: number, k: K): Extract<Note, { k: K }> | undefined {
  const note = context.notes.get(offset);
  return note?.k === k ? (note as Extract<Note, { k: K }>) : undefined;
}

export function childOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((c) => c.field === field);
}

/** Children that are neither punctuation nor comments. */
export function namedChildren(node: SyntaxNode): SyntaxNode[] {
  return node.children.filter((c) => c.named && c.type !== 'comment');
}

/** What stood there before the pre-pass, at most 200 characters of it, on one line. */
export function writtenText(context: BuildContext, start: number, end: number): string {
  return context.source
    .slice(start, Math.min(end, start + 200))
    .replace(/\s+/g, ' ')
    .trim();
}

/** A type as written, without attributes; a `typeof(...)` that begins it is written out. */
export function writtenType(context: BuildContext, start: number, end: number): string {
  const note = noteAt(context, start, 'type');
  const tokens = tokenize(context.source, start, Math.max(end, note?.at[1] ?? end));
  return typeText(withoutAttributes(tokens));
}

function withoutAttributes(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token || token.kind === 'directive') continue;
    if (token.kind !== 'id' || !isAttribute(token.text)) out.push(token);
    else if (tokens[i + 1]?.text === '(' && tokens[i + 2]?.text !== '*') i = closing(tokens, i + 1);
  }
  return out;
}
