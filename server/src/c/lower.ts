/**
 * From the syntax of a function to its control flow graph.
 *
 * Knows C and the kernel's control-flow macros (guards, clean-ups, noreturn calls); does not know what any other call means.
 * Split by what is lowered: lower-expr, lower-stmt, lower-choices (#if, switch), lower-lifetime (declarations, scope ends), lower-jumps (goto, gaps); by what
 * they share: lower-graph (nodes), lower-scope (names), lower-val (values), lower-survey (what is asked of the whole function first).
 */
import type { FunctionAst } from './ast.ts';
import type { Cfg } from './cfg.ts';
import type { Depth } from './lower-expr.ts';
import { Graph } from './lower-graph.ts';
import { Jumps } from './lower-jumps.ts';
import { Scopes } from './lower-scope.ts';
import { StmtLowering } from './lower-stmt.ts';
import { survey } from './lower-survey.ts';

/**
 * Never throws. Linear in the size of the function. Code nested more than 500 deep becomes a gap; a goto to a label that is
 * nowhere `leave`s (after a gap, unless code is known to be out of sight).
 */
export function buildCfg(fn: FunctionAst): Cfg {
  const graph = new Graph();
  const scopes = new Scopes(fn.params);
  const facts = survey(fn);
  const jumps = new Jumps(graph, scopes, facts);
  const depth: Depth = { now: 0, exceeded: false };
  const end = [Math.max(fn.at[0], fn.at[1] - 1), fn.at[1]] as const;
  const entry = graph.join([fn.at[0], fn.at[0]]);
  const exit = graph.join(end);
  graph.cur = entry;
  const body = new StmtLowering({ graph, scopes, survey: facts, jumps, depth, isVoid: fn.isVoid, exit });
  body.list(fn.body);
  if (fn.partial && fn.body.at(-1)?.k === 'gap') graph.emit({ k: 'leave' }, end);
  else {
    body.lifetimes.leave(scopes.here(), scopes.outermost(), end);
    graph.jump(exit);
  }
  jumps.resolve(entry, (from, to, at) => body.lifetimes.leave(from, to, at));
  return {
    name: fn.name,
    params: fn.params,
    locals: scopes.locals,
    returnsPointer: fn.returnsPointer,
    isVoid: fn.isVoid,
    ...graph.finish(entry, exit),
    partial: fn.partial,
    hasGaps: facts.hasGaps || depth.exceeded,
    at: fn.at,
    nameAt: fn.nameAt,
  };
}
