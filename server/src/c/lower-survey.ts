/**
 * One pass over a function before it is lowered, without recursion: how deep a text nests is the writer's choice, not ours.
 * Learns which expressions have to be taken apart, and what the function says about labels, gaps and reassigned names.
 */
import type { Expr, FunctionAst, Stmt } from './ast.ts';
import { zeros } from './zeros.ts';

/** A `Val` is never taller than this: who walks one may recurse. */
export const TALLEST_VAL = 100;

export interface Survey {
  /** holds a call, assignment, short circuit ..., or is too tall: not a `Val` as it stands */
  readonly complex: ReadonlySet<Expr>;
  /** holds something that changes a variable by name */
  readonly writes: ReadonlySet<Expr>;
  /** names assigned other than by their initialiser, as written */
  readonly reassigned: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
  /** labels of `&&label` */
  readonly addressed: ReadonlySet<string>;
  /** some code is out of sight or could not be read */
  readonly hasGaps: boolean;
}

type AnyNode = Expr | Stmt;

export function survey(fn: FunctionAst): Survey {
  const nodes: AnyNode[] = [];
  const parents: number[] = [];
  let parent = -1;
  const push = (node: AnyNode | undefined): void => {
    if (node === undefined) return;
    nodes.push(node);
    parents.push(parent);
  };
  fn.body.forEach(push);
  // `nodes` is its own queue: every parent stands before its children
  for (parent = 0; parent < nodes.length; parent++) eachChild(nodes[parent] as AnyNode, push);

  const complex = new Set<Expr>();
  const writes = new Set<Expr>();
  const reassigned = new Set<string>();
  const labels = new Set<string>();
  const addressed = new Set<string>();
  let hasGaps = fn.partial || fn.errors.length > 0;
  const heights = zeros(nodes.length);
  const marks = zeros(nodes.length);
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i] as AnyNode;
    let mark = marks[i] as number;
    switch (node.k) {
      case 'assign':
      case 'update':
        mark |= COMPLEX | WRITES;
        noteTarget(node.k === 'assign' ? node.l : node.arg, reassigned);
        break;
      case 'stmtexpr':
        mark |= COMPLEX | WRITES;
        break;
      case 'call':
      case 'cond':
      case 'comma':
        mark |= COMPLEX;
        break;
      case 'binary':
        if (node.op === '&&' || node.op === '||') mark |= COMPLEX;
        break;
      case 'unary':
        if (node.op === '&&') {
          mark |= COMPLEX;
          if (node.arg.k === 'id') addressed.add(node.arg.name);
        }
        break;
      case 'unknown':
        mark |= COMPLEX;
        hasGaps = true;
        break;
      case 'gap':
        hasGaps = true;
        break;
      case 'label':
        labels.add(node.name);
        break;
    }
    const height = Math.min(heights[i] as number, 60000);
    if (height > TALLEST_VAL) mark |= COMPLEX;
    if (mark & COMPLEX) complex.add(node as Expr);
    if (mark & WRITES) writes.add(node as Expr);
    const above = parents[i] as number;
    if (above >= 0) {
      if ((heights[above] as number) <= height) heights[above] = height + 1;
      marks[above] = (marks[above] as number) | mark;
    }
  }
  return { complex, writes, reassigned, labels, addressed, hasGaps };
}

const COMPLEX = 1;
const WRITES = 2;

function noteTarget(target: Expr, names: Set<string>): void {
  if (target.k === 'id') names.add(target.name);
}

function eachChild(node: AnyNode, visit: (child: AnyNode | undefined) => void): void {
  switch (node.k) {
    // most are one of these
    case 'id':
    case 'num':
      return;
    case 'unary':
    case 'update':
    case 'cast':
      visit(node.arg);
      return;
    case 'binary':
    case 'assign':
      visit(node.l);
      visit(node.r);
      return;
    case 'cond':
      visit(node.c);
      visit(node.t);
      visit(node.f);
      return;
    case 'call':
      visit(node.fn);
      node.args.forEach(visit);
      return;
    case 'member':
      visit(node.base);
      return;
    case 'index':
      visit(node.base);
      visit(node.index);
      return;
    case 'comma':
      node.list.forEach(visit);
      return;
    case 'init':
      for (const item of node.items) visit(item.value);
      return;
    case 'stmtexpr':
    case 'block':
      node.body.forEach(visit);
      return;
    case 'expr':
      visit(node.e);
      return;
    case 'return':
      visit(node.e);
      return;
    case 'decl':
      for (const v of node.vars) visit(v.init);
      return;
    case 'if':
      visit(node.c);
      visit(node.t);
      visit(node.f);
      return;
    case 'while':
    case 'do':
    case 'switch':
      visit(node.c);
      visit(node.body);
      return;
    case 'for':
      visit(node.init);
      visit(node.c);
      visit(node.step);
      visit(node.body);
      return;
    case 'foreach':
      node.args.forEach(visit);
      visit(node.body);
      return;
    case 'case':
      visit(node.lo);
      visit(node.hi);
      return;
    case 'goto':
      visit(node.target);
      return;
    case 'guard':
      node.args.forEach(visit);
      visit(node.body);
      visit(node.onFail);
      return;
    case 'ppif':
      for (const branch of node.branches) branch.body.forEach(visit);
      return;
  }
}
