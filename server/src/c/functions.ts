/** Functions of a C text as ASTs. */
import type { Expr, FunctionAst, Param, Span, Stmt } from './ast.ts';
import type { BuildContext } from './build-context.ts';
import { buildBody, buildList } from './build-stmt.ts';
import { plainC } from './dialect.ts';
import { parseHead } from './head.ts';
import { outline } from './outline.ts';
import type { CParser, SyntaxNode } from './syntax.ts';

const MAX_ERRORS = 20;

/** The first function of a text that begins at `start` and ends at `end`, as `outline` gives them; offsets count in `text`. */
export function parseFunction(parser: CParser, text: string, start: number, end: number, bodyStart?: number): FunctionAst | undefined {
  const open = bodyStart ?? bodyOf(text, start, end);
  if (open === undefined) return undefined;
  const head = parseHead(text, start, open);
  if (!head) return undefined;
  const { body, errors } = parseBody(parser, text.slice(open, end), open);
  return { ...head, body, at: [start, end], errors, partial: false };
}

/** Every function of a file. */
export function parseFunctions(parser: CParser, text: string): FunctionAst[] {
  const out: FunctionAst[] = [];
  for (const f of outline(text).functions) {
    const ast = parseFunction(parser, text, f.start, f.end, f.bodyStart);
    if (ast) out.push(f.name === ast.name ? ast : { ...ast, name: f.name });
  }
  return out;
}

function bodyOf(text: string, start: number, end: number): number | undefined {
  const first = outline(text.slice(start, end)).functions[0];
  return first && start + first.bodyStart;
}

export interface ParsedBody {
  readonly body: Stmt[];
  readonly errors: Span[];
}

/** @param source a text that begins with `{`; @param base added to all offsets */
export function parseBody(parser: CParser, source: string, base: number): ParsedBody {
  const { text, notes } = plainC(source);
  const root = parser.parse(text);
  const context: BuildContext = { parser, source, base, notes, depth: 0 };
  const children = root.children.filter((c) => c.type !== 'comment');
  const only = children[0];
  const body = only?.type === 'compound_statement' && children.length === 1 ? buildBody(context, only) : buildList(context, children);
  return { body, errors: errorsOf(root, base) };
}

/** An expression alone, or a list of them behind commas; undefined when the text is none. */
export function parseExpression(parser: CParser, text: string): Expr | undefined {
  const { body, errors } = parseBody(parser, `{${text};}`, -1);
  const only = body[0];
  return body.length === 1 && errors.length === 0 && only?.k === 'expr' ? only.e : undefined;
}

/** Parameters of a head that is known by itself, as the section of a hunk shows it. */
export function parseParameters(head: string): readonly Param[] {
  return parseHead(head, 0, head.length)?.params ?? [];
}

function errorsOf(root: SyntaxNode, base: number): Span[] {
  const errors: Span[] = [];
  const stack = [root];
  while (stack.length > 0 && errors.length < MAX_ERRORS) {
    const node = stack.pop();
    if (!node?.broken) continue;
    if (node.type === 'ERROR' || node.missing) errors.push([base + node.start, base + node.end]);
    else for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i] as SyntaxNode);
  }
  return errors;
}
