/** The lists of statements that a statement holds: to look through them, and to put others in their place. */
import type { Stmt } from '../c/ast.ts';

/** Directly inside, in the order of the text; an arm that is no block has none of its own. */
export function listsOf(s: Stmt): (readonly Stmt[])[] {
  switch (s.k) {
    case 'block':
      return [s.body];
    case 'if':
      return [...listsOf(s.t), ...(s.f ? listsOf(s.f) : [])];
    case 'while':
    case 'do':
    case 'for':
    case 'foreach':
    case 'switch':
      return listsOf(s.body);
    case 'guard':
      return s.body ? listsOf(s.body) : [];
    case 'ppif':
      return s.branches.map((b) => b.body);
    default:
      return [];
  }
}

/** The same statement with each of these lists replaced. */
export function mapped(s: Stmt, list: (l: readonly Stmt[]) => readonly Stmt[]): Stmt {
  const inner = (x: Stmt): Stmt => mapped(x, list);
  switch (s.k) {
    case 'block':
      return { ...s, body: list(s.body) };
    case 'if':
      return { ...s, t: inner(s.t), ...(s.f ? { f: inner(s.f) } : {}) };
    case 'while':
    case 'do':
    case 'for':
    case 'foreach':
    case 'switch':
      return { ...s, body: inner(s.body) };
    case 'guard':
      return s.body ? { ...s, body: inner(s.body) } : s;
    case 'ppif':
      return { ...s, branches: s.branches.map((b) => ({ ...b, body: list(b.body) })) };
    default:
      return s;
  }
}
