/**
 * What is left to settle in the AST of a partial function.
 *
 * The loop or switch that a `break` or `continue` belongs to may be out of sight: what is not certain to belong to a visible
 * one leaves the visible part, as a `goto` to a label that does not exist. And an `if` that is the last thing before a gap
 * may have an `else` behind it that nobody sees.
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
  const list = unsure ? body.slice(1) : body;
  return list.map((stmt, i) => settle(list[i + 1]?.k === 'gap' ? withUnseenElse(stmt) : stmt, inside));
}

/** `while (a) if (b) c();` before a gap: each `if` at the end of it gets an `else` that is out of sight. */
function withUnseenElse(stmt: Stmt): Stmt {
  switch (stmt.k) {
    case 'if':
      return stmt.f
        ? { ...stmt, f: withUnseenElse(stmt.f) }
        : { ...stmt, t: withUnseenElse(stmt.t), f: { k: 'gap', at: [stmt.at[1], stmt.at[1]] } };
    case 'while':
    case 'for':
    case 'foreach':
      return { ...stmt, body: withUnseenElse(stmt.body) };
    default:
      return stmt;
  }
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
    case 'do': {
      // With its tail out of sight, nobody knows what `continue` evaluates.
      const continues = !(stmt.c.k === 'unknown' && stmt.c.text === GAP_MARKER);
      return { ...stmt, body: settle(stmt.body, { breaks: true, continues }) };
    }
    case 'while':
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
