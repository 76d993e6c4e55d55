/** A piece of text that was set aside by the pre-pass, read on its own. */
import type { Stmt } from './ast.ts';
import { type BuildContext, MAX_DEPTH } from './build-context.ts';
import { buildList } from './build-stmt.ts';
import { plainC } from './dialect.ts';

/** Statements of `text`, whose last one needs no semicolon; offsets count from `base`. */
export function parseSlice(context: BuildContext, text: string, base: number): Stmt[] {
  const at = [base, base + text.length] as const;
  if (context.depth >= MAX_DEPTH) return [{ k: 'unknown', text: text.slice(0, 200), at }];
  const source = `${text};`;
  const { text: plain, notes } = plainC(source);
  const root = context.parser.parse(plain);
  return buildList({ parser: context.parser, source, base, notes, depth: context.depth + 1 }, root.children);
}
