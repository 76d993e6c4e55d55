/** Expressions over cells, folded as they are built: constants disappear, what is decided is decided. */
import { calculate } from './interpret.ts';
import type { BinaryOp, Ex } from './machine.ts';

export const num = (v: number): Ex => ({ k: 'num', v: v | 0 });
export const ZERO = num(0);
export const ONE = num(1);
export const cellOf = (cell: number): Ex => ({ k: 'cell', cell });
export const isNum = (e: Ex): e is Ex & { k: 'num' } => e.k === 'num';

const NEGATED: Partial<Record<BinaryOp, BinaryOp>> = { '==': '!=', '!=': '==', '<': '>=', '>=': '<', '>': '<=', '<=': '>' };

/** its value is 0 or 1 whatever the state */
export function isTruth(e: Ex): boolean {
  if (e.k === 'num') return e.v === 0 || e.v === 1;
  if (e.k === 'un') return e.op === '!';
  if (e.k === 'bin') return e.op in NEGATED || e.op === '&&' || e.op === '||';
  return e.k === 'if' && isTruth(e.t) && isTruth(e.f);
}

export function bin(op: BinaryOp, l: Ex, r: Ex): Ex {
  if (isNum(l) && isNum(r)) return num(calculate(op, l.v, r.v));
  switch (op) {
    case '&&':
      if (isNum(l)) return l.v === 0 ? ZERO : truth(r);
      if (isNum(r)) return r.v === 0 ? ZERO : truth(l);
      break;
    case '||':
      if (isNum(l)) return l.v !== 0 ? ONE : truth(r);
      if (isNum(r)) return r.v !== 0 ? ONE : truth(l);
      break;
    case '+':
    case '|':
    case '^':
      if (isNum(l) && l.v === 0) return r;
      if (isNum(r) && r.v === 0) return l;
      break;
    case '-':
    case '<<':
    case '>>':
      if (isNum(r) && r.v === 0) return l;
      break;
    case '&':
    case '*':
      if ((isNum(l) && l.v === 0) || (isNum(r) && r.v === 0)) return ZERO;
      if (op === '*' && isNum(r) && r.v === 1) return l;
      break;
    case '==':
    case '!=':
      if (same(l, r)) return op === '==' ? ONE : ZERO;
      // (c ? 1 : 2) == 1 is c: pointers to one of a few objects
      if (l.k === 'if' && isNum(r) && isNum(l.t) && isNum(l.f)) return cond(l.c, bin(op, l.t, r), bin(op, l.f, r));
      if (isNum(r) && r.v === 0 && isTruth(l)) return op === '==' ? not(l) : l;
      break;
  }
  return { k: 'bin', op, l, r };
}

export function not(a: Ex): Ex {
  if (isNum(a)) return a.v === 0 ? ONE : ZERO;
  if (a.k === 'un' && a.op === '!') return truth(a.a);
  if (a.k === 'bin') {
    const op = NEGATED[a.op];
    if (op) return bin(op, a.l, a.r);
  }
  return { k: 'un', op: '!', a };
}

export function unary(op: '!' | '-' | '~', a: Ex): Ex {
  if (op === '!') return not(a);
  if (isNum(a)) return num(op === '-' ? -a.v : ~a.v);
  return { k: 'un', op, a };
}

/** 0 or 1 */
export function truth(e: Ex): Ex {
  return isTruth(e) ? e : bin('!=', e, ZERO);
}

export function cond(c: Ex, t: Ex, f: Ex): Ex {
  if (isNum(c)) return c.v !== 0 ? t : f;
  if (same(t, f)) return t;
  if (isNum(t) && isNum(f)) {
    if (t.v === 1 && f.v === 0) return truth(c);
    if (t.v === 0 && f.v === 1) return not(c);
  }
  return { k: 'if', c, t, f };
}

export function at(index: Ex, first: number, cells: readonly number[]): Ex {
  if (isNum(index)) {
    const c = cells[index.v - first];
    return c === undefined ? ZERO : cellOf(c);
  }
  if (index.k === 'if' && isNum(index.t) && isNum(index.f)) return cond(index.c, at(index.t, first, cells), at(index.f, first, cells));
  return { k: 'at', index, first, cells };
}

export function table(index: Ex, first: number, values: readonly number[]): Ex {
  if (isNum(index)) return num(values[index.v - first] ?? 0);
  // numbers that only move are a sum where they are in range; a single instance needs a test
  return { k: 'table', index, first, values };
}

export function all(list: readonly Ex[]): Ex {
  return list.reduce<Ex>((a, b) => bin('&&', a, truth(b)), ONE);
}

export function same(a: Ex, b: Ex): boolean {
  if (a === b) return true;
  if (a.k !== b.k) return false;
  switch (a.k) {
    case 'num':
      return a.v === (b as typeof a).v;
    case 'cell':
      return a.cell === (b as typeof a).cell;
    case 'at':
      return a.cells === (b as typeof a).cells && same(a.index, (b as typeof a).index);
    case 'table':
      return a.values === (b as typeof a).values && same(a.index, (b as typeof a).index);
    case 'un':
      return a.op === (b as typeof a).op && same(a.a, (b as typeof a).a);
    case 'bin':
      return a.op === (b as typeof a).op && same(a.l, (b as typeof a).l) && same(a.r, (b as typeof a).r);
    case 'if':
      return same(a.c, (b as typeof a).c) && same(a.t, (b as typeof a).t) && same(a.f, (b as typeof a).f);
  }
}

/** Every cell that an expression may read. */
export function cellsIn(e: Ex, into: Set<number>): void {
  switch (e.k) {
    case 'num':
      return;
    case 'cell':
      into.add(e.cell);
      return;
    case 'at':
      cellsIn(e.index, into);
      for (const c of e.cells) into.add(c);
      return;
    case 'table':
      cellsIn(e.index, into);
      return;
    case 'un':
      cellsIn(e.a, into);
      return;
    case 'bin':
      cellsIn(e.l, into);
      cellsIn(e.r, into);
      return;
    case 'if':
      cellsIn(e.c, into);
      cellsIn(e.t, into);
      cellsIn(e.f, into);
  }
}

/** The same expression with other cells. */
export function renamed(e: Ex, cell: (c: number) => number): Ex {
  switch (e.k) {
    case 'num':
      return e;
    case 'cell': {
      const c = cell(e.cell);
      return c === e.cell ? e : { k: 'cell', cell: c };
    }
    case 'at':
      return { ...e, index: renamed(e.index, cell), cells: e.cells.some((c) => cell(c) !== c) ? e.cells.map(cell) : e.cells };
    case 'table':
      return { ...e, index: renamed(e.index, cell) };
    case 'un':
      return { ...e, a: renamed(e.a, cell) };
    case 'bin':
      return { ...e, l: renamed(e.l, cell), r: renamed(e.r, cell) };
    case 'if':
      return { ...e, c: renamed(e.c, cell), t: renamed(e.t, cell), f: renamed(e.f, cell) };
  }
}

/** Numbers for expressions: the same one for two that look alike, found without spelling them out where they share parts. */
export class Forms {
  private readonly known = new Map<object, number>();
  private readonly spelt = new Map<string, number>();

  of(e: Ex): number {
    let id = this.known.get(e);
    if (id === undefined) {
      id = this.numbered(this.spell(e));
      this.known.set(e, id);
    }
    return id;
  }

  private list(values: readonly number[]): number {
    let id = this.known.get(values);
    if (id === undefined) {
      id = this.numbered(`[${values}`);
      this.known.set(values, id);
    }
    return id;
  }

  private numbered(text: string): number {
    let id = this.spelt.get(text);
    if (id === undefined) this.spelt.set(text, (id = this.spelt.size));
    return id;
  }

  private spell(e: Ex): string {
    switch (e.k) {
      case 'num':
        return `#${e.v}`;
      case 'cell':
        return `c${e.cell}`;
      case 'at':
        return `@${e.first} ${this.of(e.index)} ${this.list(e.cells)}`;
      case 'table':
        return `t${e.first} ${this.of(e.index)} ${this.list(e.values)}`;
      case 'un':
        return `${e.op}${this.of(e.a)}`;
      case 'bin':
        return `${this.of(e.l)}${e.op}${this.of(e.r)}`;
      case 'if':
        return `?${this.of(e.c)} ${this.of(e.t)} ${this.of(e.f)}`;
    }
  }
}
