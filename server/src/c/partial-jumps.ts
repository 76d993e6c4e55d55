/**
 * `break` and `continue` in a partial function, where the loop or switch that they belong to may be out of sight. What is not
 * certain to belong to a visible loop leaves the visible part: a `goto` to a label that does not exist.
 */
import type { Stmt } from './ast.ts';
import { GAP_MARKER } from './build-stmt.ts';
import { UNSURE_MARKER } from './hunk-segment.ts';

interface Around {
  /** a `break` here belongs to something that is visible */
  readonly breaks: boolean;
  readonly continues: boolean;
}

const NOTHING: Around = { breaks: false, continues: false };
const LOOP: Around = { breaks: true, continues: true };

/** @param body of a function of which parts are out of sight; blocks that may or may not be loops begin with the marker */
export function settleJumps(body: readonly Stmt[]): Stmt[] {
  return settleList(body, NOTHING);
}

function settleList(body: readonly Stmt[], around: Around): Stmt[] {
  const unsure = isUnsureMark(body[0]);
  const inside = unsure ? NOTHING : around;
  return (unsure ? body.slice(1) : body).map((stmt) => settle(stmt, inside));
}

function isUnsureMark(stmt: Stmt | undefined): boolean {
  return stmt?.k === 'expr' && stmt.e.k === 'id' && stmt.e.name === UNSURE_MARKER;
}

function settle(stmt: Stmt, around: Around): Stmt {
  switch (stmt.k) {
    case 'break':
      return around.breaks ? stmt : { k: 'goto', label: GAP_MARKER, at: stmt.at };
    case 'continue':
      return around.continues ? stmt : { k: 'goto', label: GAP_MARKER, at: stmt.at };
    case 'block':
      return { ...stmt, body: settleList(stmt.body, around) };
    case 'if':
      return { ...stmt, t: settle(stmt.t, around), ...(stmt.f && { f: settle(stmt.f, around) }) };
    case 'while':
    case 'do':
    case 'for':
    case 'foreach':
      return { ...stmt, body: settle(stmt.body, LOOP) };
    case 'switch':
      return { ...stmt, body: settle(stmt.body, { ...around, breaks: true }) };
    case 'guard':
      return stmt.body ? { ...stmt, body: settle(stmt.body, LOOP) } : stmt;
    case 'ppif':
      return { ...stmt, branches: stmt.branches.map((branch) => ({ ...branch, body: settleList(branch.body, around) })) };
    default:
      return stmt;
  }
}
