/**
 * Runs a syntax tree directly, with exceptions for jumps and blocks for scopes: slow and obviously right, to compare graphs with.
 */
import type { Expr, Stmt } from '../../server/src/c/ast.ts';
import type { RandomFunction } from './random-function.ts';
import { arithmetic, OutOfFuel, unary, type World } from './world.ts';

class Jump {
  readonly kind: 'break' | 'continue' | 'goto' | 'return' | 'left';
  readonly label: string;
  constructor(kind: Jump['kind'], label = '') {
    this.kind = kind;
    this.label = label;
  }
}

/** What a scope owes when it is left: `position` is where in its list it was made. */
interface Owed {
  readonly position: number;
  readonly undo: () => void;
}

/** Gives the returned value, 'end' for falling off the end, 'left' for a call that does not return, 'fuel'. */
export function runReference({ fn, meaning }: RandomFunction, args: readonly number[], world: World): number | string {
  const values = new Map<string, number>(fn.params.map((p, i) => [p.name, args[i] ?? 0]));
  let result: number | string = 'end';

  const nameOf = (node: object): string => meaning.get(node) ?? '?';
  const read = (e: Expr): number => values.get(nameOf(e)) ?? 0;

  function truth(e: Expr): boolean {
    return value(e) !== 0;
  }

  function value(e: Expr): number {
    switch (e.k) {
      case 'num':
        return e.value ?? 0;
      case 'id':
        return read(e);
      case 'unary':
        return unary(e.op, value(e.arg));
      case 'update': {
        const before = read(e.arg);
        const after = (before + (e.op === '++' ? 1 : -1)) | 0;
        values.set(nameOf(e.arg), after);
        return e.prefix ? after : before;
      }
      case 'binary':
        if (e.op === '&&') return truth(e.l) && truth(e.r) ? 1 : 0;
        if (e.op === '||') return truth(e.l) || truth(e.r) ? 1 : 0;
        return arithmetic(e.op, value(e.l), value(e.r));
      case 'assign': {
        const right = value(e.r);
        const now = e.op === '=' ? right : arithmetic(e.op.slice(0, -1), read(e.l), right);
        values.set(nameOf(e.l), now);
        return now;
      }
      case 'cond': {
        const c = value(e.c);
        if (c === 0) return value(e.f);
        return e.t === undefined ? c : value(e.t);
      }
      case 'call': {
        const name = e.fn.k === 'id' ? e.fn.name : '?';
        if (name === 'likely' || name === 'unlikely') return truth(e.args[0] as Expr) ? 1 : 0;
        const answer = world.call(
          name,
          e.args.map((a) => value(a)),
        );
        if (name === 'BUG') throw new Jump('left');
        return answer;
      }
      case 'comma':
        return e.list.map((part) => value(part)).at(-1) ?? 0;
      case 'stmtexpr': {
        let last = 0;
        list(e.body, undefined, (e) => {
          last = value(e);
        });
        return last;
      }
      default:
        throw new Error(`no ${e.k} here`);
    }
  }

  /** Whether the label or case `target` stands inside `s`. */
  function holds(s: Stmt | undefined, target: Stmt): boolean {
    if (s === undefined) return false;
    if (s === target) return true;
    switch (s.k) {
      case 'block':
        return s.body.some((child) => holds(child, target));
      case 'if':
        return holds(s.t, target) || holds(s.f, target);
      case 'while':
      case 'do':
      case 'for':
      case 'foreach':
      case 'switch':
        return holds(s.body, target);
      case 'guard':
        return holds(s.body, target) || holds(s.onFail, target);
      default:
        return false;
    }
  }

  /** `from`: a label or case inside, to start at. `last` takes the value of the last statement instead of running it. */
  function list(body: readonly Stmt[], from?: Stmt, last?: (e: Expr) => void): void {
    const owed: Owed[] = [];
    const settle = (down: number): void => {
      while ((owed.at(-1)?.position ?? -1) >= down) owed.pop()?.undo();
    };
    let at = from === undefined ? 0 : body.findIndex((s) => holds(s, from));
    let entering = from;
    // what a jump into the list skipped is in scope all the same
    for (let i = 0; i < at; i++) declareOnly(body[i], i, owed);
    for (; at < body.length; at++) {
      const s = body[at] as Stmt;
      try {
        if (last !== undefined && at === body.length - 1 && s.k === 'expr') last(s.e);
        else if (s.k === 'decl' || (s.k === 'guard' && s.body === undefined)) own(s, at, owed);
        else stmt(s, entering);
      } catch (jump) {
        if (!(jump instanceof Jump)) throw jump;
        const target = jump.kind === 'goto' ? body.findIndex((s) => s.k === 'label' && s.name === jump.label) : -1;
        if (target < 0) {
          if (jump.kind !== 'left') settle(0);
          throw jump;
        }
        settle(target);
        for (let i = at + 1; i < target; i++) declareOnly(body[i], i, owed);
        at = target;
      }
      entering = undefined;
    }
    settle(0);
  }

  function declareOnly(s: Stmt | undefined, position: number, owed: Owed[]): void {
    if (s?.k === 'decl') for (const v of s.vars) owed.push({ position, undo: () => values.delete(nameOf(v)) });
  }

  /** A declaration or guard of this very list. */
  function own(s: Stmt, position: number, owed: Owed[]): void {
    world.step();
    if (s.k === 'decl') {
      for (const v of s.vars) {
        const name = nameOf(v);
        owed.push({ position, undo: () => values.delete(name) });
        if (v.init === undefined) values.delete(name);
        else values.set(name, value(v.init));
        if (v.cleanup !== undefined) owed.push({ position, undo: () => void world.call(`__free_${v.cleanup}`, [values.get(name) ?? 0]) });
      }
    } else if (s.k === 'guard') {
      const args = s.args.map((a) => value(a));
      world.call(`class_${s.cls}_constructor`, args);
      owed.push({ position, undo: () => void world.call(`class_${s.cls}_destructor`, args) });
    }
  }

  /** Runs a loop's body; false when the loop is to end. */
  function turn(body: Stmt, from?: Stmt): boolean {
    try {
      stmt(body, from);
    } catch (jump) {
      if (jump instanceof Jump && jump.kind === 'break') return false;
      if (!(jump instanceof Jump && jump.kind === 'continue')) throw jump;
    }
    return true;
  }

  function stmt(s: Stmt, from?: Stmt): void {
    world.step();
    switch (s.k) {
      case 'block':
        list(s.body, from);
        return;
      case 'expr':
        value(s.e);
        return;
      case 'if':
        if (from !== undefined ? holds(s.t, from) : truth(s.c)) stmt(s.t, from);
        else if (s.f !== undefined) stmt(s.f, from);
        return;
      case 'while': {
        if (from !== undefined && !turn(s.body, from)) return;
        while (truth(s.c)) {
          world.step();
          if (!turn(s.body)) return;
        }
        return;
      }
      case 'do': {
        let entering = from;
        do {
          world.step();
          if (!turn(s.body, entering)) return;
          entering = undefined;
        } while (truth(s.c));
        return;
      }
      case 'for': {
        const owed: Owed[] = [];
        const settle = (): void => {
          while (owed.length > 0) owed.pop()?.undo();
        };
        try {
          if (s.init?.k === 'decl') own(s.init, 0, owed);
          else if (s.init !== undefined) stmt(s.init);
          while (s.c === undefined || truth(s.c)) {
            world.step();
            if (!turn(s.body)) break;
            if (s.step !== undefined) value(s.step);
          }
        } catch (jump) {
          if (jump instanceof Jump && jump.kind !== 'left') settle();
          throw jump;
        }
        settle();
        return;
      }
      case 'foreach': {
        const args = s.args.map((a) => (a.k === 'id' ? a : value(a)));
        while (
          world.call(
            s.macro,
            args.map((a) => (typeof a === 'number' ? a : read(a))),
          ) %
            3 !==
          0
        ) {
          if (!turn(s.body)) return;
        }
        return;
      }
      case 'switch':
        switchStmt(s);
        return;
      case 'guard':
        scopedGuard(s);
        return;
      case 'ppif': {
        const taken = s.branches[world.choose(s.branches.length + (s.hasElse ? 0 : 1))];
        if (taken !== undefined) for (const child of taken.body) stmt(child);
        return;
      }
      case 'break':
      case 'continue':
        throw new Jump(s.k);
      case 'goto':
        throw new Jump('goto', s.label);
      case 'return': {
        const v = s.e === undefined ? 0 : value(s.e);
        if (!fn.isVoid) result = v;
        throw new Jump('return');
      }
      case 'label':
      case 'case':
      case 'empty':
        return;
      default:
        throw new Error(`no ${s.k} here`);
    }
  }

  function switchStmt(s: Stmt & { k: 'switch' }): void {
    const subject = value(s.c);
    const cases: (Stmt & { k: 'case' })[] = [];
    collect(s.body, cases);
    const constant = (e: Expr): number => value(e);
    const target =
      cases.find(
        (c) =>
          c.lo !== undefined && (c.hi === undefined ? constant(c.lo) === subject : constant(c.lo) <= subject && subject <= constant(c.hi)),
      ) ?? cases.find((c) => c.lo === undefined);
    if (target === undefined) return;
    try {
      stmt(s.body, target);
    } catch (jump) {
      if (!(jump instanceof Jump && jump.kind === 'break')) throw jump;
    }
  }

  function scopedGuard(s: Stmt & { k: 'guard' }): void {
    const args = s.args.map((a) => value(a));
    const got = world.call(`class_${s.cls}_constructor`, args);
    if (s.conditional && got === 0) {
      if (s.onFail !== undefined) turn(s.onFail);
      return;
    }
    const undo = (): void => void world.call(`class_${s.cls}_destructor`, args);
    try {
      if (s.body !== undefined) turn(s.body);
    } catch (jump) {
      if (jump instanceof Jump && jump.kind !== 'left') undo();
      throw jump;
    }
    undo();
  }

  try {
    list(fn.body);
  } catch (stop) {
    if (stop instanceof OutOfFuel) return 'fuel';
    if (!(stop instanceof Jump)) throw stop;
    if (stop.kind === 'left') return 'left';
  }
  return result;
}

/** The cases of one switch, not those of switches inside it. */
function collect(s: Stmt, cases: (Stmt & { k: 'case' })[]): void {
  switch (s.k) {
    case 'case':
      cases.push(s);
      return;
    case 'block':
      for (const child of s.body) collect(child, cases);
      return;
    case 'if':
      collect(s.t, cases);
      if (s.f !== undefined) collect(s.f, cases);
      return;
    case 'while':
    case 'do':
    case 'for':
    case 'foreach':
      collect(s.body, cases);
  }
}
