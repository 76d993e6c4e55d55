/** What a partial function claims, held against the whole function that the hunks were cut from. */
import type { FunctionAst, Stmt } from '../../server/src/c/ast.ts';
import type { Cfg, CfgNode } from '../../server/src/c/cfg.ts';
import { dumpFunction, type HunkLines, type PartialFunction } from '../../server/src/c/index.ts';

/** Windows of a file as the hunks of a diff would show them; lines are 0-based, the end is exclusive. */
export function hunksOf(lines: readonly string[], windows: readonly (readonly [number, number])[], damaged = false): HunkLines[] {
  return windows.map(([from, to]) => ({
    section: sectionBefore(lines, from),
    damaged,
    lines: lines.slice(from, to).map((text, n) => ({ text: damaged ? text.trimStart() : text, no: from + n + 1 })),
  }));
}

/** As git finds it: the last line before that begins with a letter and is no label. */
function sectionBefore(lines: readonly string[], from: number): string {
  for (let i = from - 1; i >= 0; i--) {
    const line = lines[i] ?? '';
    if (/^[A-Za-z_$]/.test(line) && !/^\w+\s*:/.test(line)) return line.slice(0, 80);
  }
  return '';
}

/** Simple statements in the order of the text: kind and text of each, by where it begins. */
export function simpleStatements(fn: FunctionAst, visit: (stmt: Stmt, text: string) => void): void {
  const walk = (stmt: Stmt): void => {
    switch (stmt.k) {
      case 'block':
        stmt.body.forEach(walk);
        break;
      case 'if':
        walk(stmt.t);
        if (stmt.f) walk(stmt.f);
        break;
      case 'while':
      case 'do':
      case 'for':
      case 'foreach':
      case 'switch':
        walk(stmt.body);
        break;
      case 'guard':
        if (stmt.body) walk(stmt.body);
        else visit(stmt, dumpOf(fn, stmt));
        break;
      case 'ppif':
        for (const branch of stmt.branches) branch.body.forEach(walk);
        break;
      case 'gap':
      case 'unknown':
      case 'empty':
      case 'case':
        break;
      default:
        visit(stmt, dumpOf(fn, stmt));
    }
  };
  fn.body.forEach(walk);
}

function dumpOf(fn: FunctionAst, stmt: Stmt): string {
  return dumpFunction({ ...fn, attributes: [], errors: [], body: [stmt] })
    .split('\n')
    .slice(1)
    .join('\n');
}

export interface Claim {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** The simple statements of a partial function, by line (0-based in the file) and column. */
export function claimsOf(f: PartialFunction, windows: readonly (readonly [number, number])[]): Claim[] {
  const claims: Claim[] = [];
  simpleStatements(f.ast, (stmt, text) => {
    const place = f.placeOf(stmt.at[0]);
    if (!place) return;
    claims.push({ line: (windows[place.hunk]?.[0] ?? 0) + place.line, column: place.column, text });
  });
  return claims;
}

/**
 * Steps from one visible operation to the next without anything unseen in between: `from -> to`, by place in the file.
 * What `isPassed` says is no step of its own.
 */
export function stepsOf(
  cfg: Cfg,
  place: (offset: number) => string | undefined,
  isPassed: (node: CfgNode) => boolean = () => false,
): Set<string> {
  const steps = new Set<string>();
  const keyOf = (node: CfgNode): string | undefined => {
    if (node.id === cfg.exit) return 'exit';
    if (isPassed(node)) return undefined;
    if (/^(nop|end|choose|decl)$/.test(node.op.k)) return undefined;
    // A returned value is kept apart while locals end; without visible locals it is not.
    if (node.op.k === 'assign' && node.op.dst.k === 'id' && node.op.dst.name.startsWith('$')) return undefined;
    const at = place(node.at[0]);
    return at === undefined ? undefined : `${node.op.k}@${at}`;
  };
  for (const node of cfg.nodes) {
    const from = keyOf(node);
    if (from === undefined || node.op.k === 'gap') continue;
    node.succ.forEach((first, side) => {
      const label = node.op.k === 'branch' || node.op.k === 'foreach' ? `${from}/${side}` : from;
      const seen = new Set<number>();
      const stack = [first];
      while (stack.length > 0) {
        const id = stack.pop() ?? 0;
        const next = cfg.nodes[id];
        if (!next || seen.has(id) || next.op.k === 'gap' || next.op.k === 'leave') continue;
        seen.add(id);
        const to = keyOf(next);
        if (to !== undefined) steps.add(`${label} -> ${to}`);
        else stack.push(...next.succ);
      }
    });
  }
  return steps;
}
