/** Bodies that threads run: the graph of a function, where it comes from, and how its text is shown. */
import type { Expr, FunctionAst, Param, Span, Stmt } from '../c/ast.ts';
import type { Cfg } from '../c/cfg.ts';
import { buildCfg, type Liveness, liveness } from '../c/index.ts';
import type { Source } from './machine.ts';

export type Origin = 'patch' | 'scenario' | 'library' | 'tree' | 'model';

/** A function that somebody has the text of. */
export interface Code {
  readonly ast: FunctionAst;
  /** the text that the spans of `ast` count in, or several behind one another (a hunk laid into a scenario's body) */
  readonly sources: readonly { readonly from: number; readonly source: Source }[];
  readonly origin: Origin;
  readonly macro?: boolean;
  readonly atomic?: boolean;
}

export interface Body extends Code {
  readonly name: string;
  readonly cfg: Cfg;
  readonly live: Liveness;
  /** conditions of wait(), by the number that stands in their place */
  readonly waits: readonly Body[];
}

/** Bodies of the scenarios, of their library and of the model are the same in every machine. */
const known = new WeakMap<FunctionAst, Body>();

export function bodyOf(code: Code): Body {
  const before = known.get(code.ast);
  if (before && before.origin === code.origin && before.atomic === code.atomic) return { ...before, ...code };
  const body = made(code);
  known.set(code.ast, body);
  return body;
}

function made(code: Code): Body {
  const waits: Body[] = [];
  const declared = declaredIn(code.ast);
  const body = withoutWaits(code, declared, waits);
  const ast = body === code.ast.body ? code.ast : { ...code.ast, body };
  const cfg = buildCfg(ast);
  return { ...code, ast, name: code.ast.name, cfg, live: liveness(cfg), waits };
}

/**
 * wait(condition) looks at its condition again and again, so the calls in it must not be made once before it. The condition becomes a body of its own that
 * sees the variables of the function around it.
 */
function withoutWaits(code: Code, declared: readonly Param[], waits: Body[]): readonly Stmt[] {
  const replace = (e: Expr): Expr => {
    if (e.k !== 'call' || e.fn.k !== 'id') return e;
    const which = e.fn.name === 'wait' && isOwnText(code, e.fn.at) ? 0 : /^wait_(var_)?event/.test(e.fn.name) ? 1 : -1;
    const condition = e.args[which];
    if (!condition) return e;
    const n = waits.length;
    const ast: FunctionAst = {
      ...code.ast,
      returns: 'int',
      returnsPointer: false,
      isVoid: false,
      params: declared,
      body: [{ k: 'return', e: condition, at: condition.at }],
      at: condition.at,
      errors: [],
    };
    const cfg = buildCfg(ast);
    waits.push({ ...code, ast, name: code.ast.name, cfg, live: liveness(cfg), waits: [] });
    const number: Expr = { k: 'num', text: String(n), value: n, at: condition.at };
    // the variables that it looks at stand behind, so that they count as used here
    const looked = [...namesIn(condition)].filter((name) => declared.some((d) => d.name === name));
    const used = looked.map((name): Expr => ({ k: 'id', name, at: condition.at }));
    return { ...e, args: [...e.args.map((a, i) => (i === which ? number : a)), ...used] };
  };
  return mapStatements(code.ast.body, replace);
}

function namesIn(e: unknown, out = new Set<string>()): Set<string> {
  if (typeof e !== 'object' || e === null) return out;
  if ('k' in e && e.k === 'id' && 'name' in e) out.add(String(e.name));
  for (const part of Object.values(e)) namesIn(part, out);
  return out;
}

function declaredIn(ast: FunctionAst): Param[] {
  const out: Param[] = [...ast.params];
  const walk = (s: Stmt): void => {
    if (s.k === 'decl') for (const v of s.vars) out.push({ name: v.name, type: v.type, pointer: v.pointer, at: v.at });
    for (const c of childrenOf(s)) walk(c);
  };
  for (const s of ast.body) walk(s);
  return out;
}

function childrenOf(s: Stmt): readonly Stmt[] {
  switch (s.k) {
    case 'block':
      return s.body;
    case 'if':
      return s.f ? [s.t, s.f] : [s.t];
    case 'while':
    case 'do':
    case 'foreach':
    case 'switch':
      return [s.body];
    case 'for':
      return s.init ? [s.init, s.body] : [s.body];
    case 'guard':
      return s.body ? [s.body] : [];
    case 'ppif':
      return s.branches.flatMap((b) => b.body);
    default:
      return [];
  }
}

/** Statements with some of their expression statements replaced; only `expr` statements are looked at. */
export function mapStatements(body: readonly Stmt[], f: (e: Expr) => Expr): readonly Stmt[] {
  const one = (s: Stmt): Stmt => {
    switch (s.k) {
      case 'expr': {
        const e = f(s.e);
        return e === s.e ? s : { ...s, e };
      }
      case 'block':
        return { ...s, body: s.body.map(one) };
      case 'if':
        return { ...s, t: one(s.t), ...(s.f ? { f: one(s.f) } : {}) };
      case 'while':
      case 'do':
      case 'foreach':
      case 'switch':
      case 'for':
        return { ...s, body: one(s.body) };
      case 'guard':
        return s.body ? { ...s, body: one(s.body) } : s;
      case 'ppif':
        return { ...s, branches: s.branches.map((b) => ({ ...b, body: b.body.map(one) })) };
      default:
        return s;
    }
  };
  return body.map(one);
}

/** Written in the language of scenarios and of the model: not by a patch, not in a tree. In a body with a hunk in it that depends on the place. */
export function isOwnText(code: Code, at: Span): boolean {
  if (code.sources.length > 1) return placeOfSpan(code, [at[0], at[0]])?.source.from === 'scenario';
  return code.origin !== 'patch' && code.origin !== 'tree';
}

/** The source that a span of a body lies in, and the span in its text. */
export function placeOfSpan(code: Code, at: Span): { readonly source: Source; readonly at: Span } | undefined {
  let found: { readonly from: number; readonly source: Source } | undefined;
  for (const s of code.sources) if (s.from <= at[0]) found = s;
  if (!found) return undefined;
  const start = at[0] - found.from;
  const end = at[1] - found.from;
  return start >= 0 && end <= found.source.text.length && end >= start ? { source: found.source, at: [start, end] } : undefined;
}
