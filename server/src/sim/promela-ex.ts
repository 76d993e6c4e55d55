/**
 * Expressions and variables of a machine in Promela: which cell is which variable, and C's operators with our rules for the cases that C leaves open.
 *
 * Cells that are only ever chosen by one list become an array, so that an expression does not grow with the number of objects; what does not fit into
 * arrays is a conditional over the values of its index.
 */
import { cellsIn } from './ex.ts';
import type { Ex, Machine, Target } from './machine.ts';
import type { Range } from './pack.ts';
import { boundsOf } from './ranges.ts';

export interface Variables {
  /** what each cell is called: `tree_lock`, `refs[2]` */
  readonly of: readonly string[];
  /** by its first cell; elements in order */
  readonly arrays: readonly { readonly name: string; readonly cells: readonly number[] }[];
  /** a name that nothing else has */
  fresh(wanted: string): string;
}

const reserved = new Set(
  (
    'active assert atomic bit bool break byte c_code c_decl c_expr c_state c_track chan d_step D_proctype do else empty enabled end eval fi for full get_priority goto hidden ' +
    'if in init inline int len local ltl mtype nempty never nfull notrace np_ od of pc_value pid printf printm proctype provided return run select set_priority short show ' +
    'skip timeout trace true false typedef unless unsigned xr xs STDIN weak strong until always eventually next release'
  ).split(' '),
);

/** Every cell that an index can choose, by the list that it stands in. */
export function listsOf(machine: Machine): readonly (readonly number[])[] {
  const lists: (readonly number[])[] = [];
  const walk = (ex: Ex): void => {
    if (ex.k === 'at') lists.push(ex.cells);
    for (const part of partsOf(ex)) walk(part);
  };
  const target = (to: Target): void => {
    if ('cell' in to) return;
    lists.push(to.cells);
    walk(to.index);
  };
  for (const rule of machine.rules) {
    if (rule.guard) walk(rule.guard);
    for (const { to, value } of rule.updates) {
      target(to);
      walk(value);
    }
  }
  for (const { holds } of machine.invariants) walk(holds);
  return lists;
}

export function partsOf(ex: Ex): readonly Ex[] {
  switch (ex.k) {
    case 'at':
    case 'table':
      return [ex.index];
    case 'un':
      return [ex.a];
    case 'bin':
      return [ex.l, ex.r];
    case 'if':
      return [ex.c, ex.t, ex.f];
    default:
      return [];
  }
}

/** Cells that an expression may read. */
export function cellsRead(ex: Ex): ReadonlySet<number> {
  const cells = new Set<number>();
  cellsIn(ex, cells);
  return cells;
}

/** Names for all cells. `taken` are words that are in use already. */
export function variablesOf(machine: Machine, taken: Iterable<string>): Variables {
  const used = new Set([...reserved, ...taken]);
  const fresh = (wanted: string): string => {
    const stem =
      wanted
        .replace(/\W+/g, '_')
        .replace(/^_+|_+$/g, '')
        .slice(0, 40) || 'x';
    const word = /^\d/.test(stem) ? `x${stem}` : stem;
    let name = word;
    for (let n = 2; used.has(name); n++) name = `${word}_${n}`;
    used.add(name);
    return name;
  };
  const of: string[] = [];
  const arrays: { name: string; cells: readonly number[] }[] = [];
  // The longest list first: shorter ones that are a stretch of it need no array of their own.
  for (const list of [...listsOf(machine)].sort((a, b) => b.length - a.length)) {
    const inits = list.map((cell) => machine.cells[cell]?.init);
    // A list of initial values takes no negative ones, one value for all elements may be anything.
    const written = inits.every((v) => v !== undefined && (v >= 0 || v === inits[0])) && (inits[0]! >= 0 || new Set(inits).size === 1);
    if (list.length < 2 || !written || new Set(list).size < list.length || list.some((cell) => of[cell] !== undefined)) continue;
    const name = fresh(commonName(list.map((cell) => machine.cells[cell]!.name)));
    arrays.push({ name, cells: list });
    for (const [i, cell] of list.entries()) of[cell] = `${name}[${i}]`;
  }
  for (const [i, cell] of machine.cells.entries()) of[i] ??= fresh(cell.name);
  return { of, arrays, fresh };
}

/** `M.refs`, `root.refs` -> `refs`; `Z[0].next`, `Z[1].next` -> `Z_next`. */
function commonName(names: readonly string[]): string {
  const words = names.map((name) => name.split(/[^A-Za-z_]+/).filter((word) => word !== ''));
  const common = words[0]!.filter((word) => words.every((list) => list.includes(word)));
  return common.join('_') || words[0]!.at(-1) || 'list';
}

/** Prints expressions over those variables. */
export class Printer {
  private readonly machine: Machine;
  private readonly variables: Variables;
  private readonly place = new Map<number, { readonly array: string; readonly index: number; readonly length: number }>();

  constructor(machine: Machine, variables: Variables) {
    this.machine = machine;
    this.variables = variables;
    for (const { name, cells } of variables.arrays) {
      for (const [index, cell] of cells.entries()) this.place.set(cell, { array: name, index, length: cells.length });
    }
  }

  /** The variable of a cell. */
  cell(cell: number): string {
    return this.variables.of[cell] ?? '0';
  }

  /** The array in which all the cells stand in this order, and where they begin in it. SPIN does not let an array be indexed by itself. */
  stretch(cells: readonly number[], index: Ex): { readonly array: string; readonly offset: number } | undefined {
    const start = cells[0] === undefined ? undefined : this.place.get(cells[0]);
    if (!start || [...cellsRead(index)].some((cell) => this.place.get(cell)?.array === start.array)) return undefined;
    for (const [i, cell] of cells.entries()) {
      const here = this.place.get(cell);
      if (here?.array !== start.array || here.index !== start.index + i) return undefined;
    }
    return { array: start.array, offset: start.index };
  }

  /** `refs[p - 1]`, whatever p is: the caller has made sure that it is in range. */
  element(at: { readonly array: string; readonly offset: number }, index: string, first: number): string {
    const shift = at.offset - first;
    return `${at.array}[${shift === 0 ? bare(index) : `${index} ${shift > 0 ? '+' : '-'} ${Math.abs(shift)}`}]`;
  }

  /** The condition under which an index is in range; undefined: always. */
  inside(index: Ex, text: string, first: number, length: number): string | undefined {
    const { lo, hi }: Range = boundsOf(index, this.machine.cells);
    const tests: string[] = [];
    if (lo < first) tests.push(`${text} >= ${number(first)}`);
    if (hi >= first + length) tests.push(`${text} <= ${number(first + length - 1)}`);
    return tests.length === 0 ? undefined : tests.join(' && ');
  }

  /** In brackets wherever precedence could matter. */
  ex(ex: Ex): string {
    switch (ex.k) {
      case 'num':
        return number(ex.v | 0);
      case 'cell':
        return this.cell(ex.cell);
      case 'at': {
        const index = this.ex(ex.index);
        const stretch = this.stretch(ex.cells, ex.index);
        if (stretch) {
          const element = this.element(stretch, index, ex.first);
          const test = this.inside(ex.index, index, ex.first, ex.cells.length);
          return test === undefined ? element : `(${test} -> ${element} : 0)`;
        }
        return chain(
          index,
          ex.first,
          ex.cells.map((cell) => this.cell(cell)),
        );
      }
      case 'table':
        return chain(
          this.ex(ex.index),
          ex.first,
          ex.values.map((v) => number(v | 0)),
        );
      case 'un':
        return `(${ex.op}${ex.op === '!' ? this.truth(ex.a) : this.ex(ex.a)})`;
      case 'if':
        return `(${bare(this.truth(ex.c))} -> ${this.ex(ex.t)} : ${this.ex(ex.f)})`;
      case 'bin':
        return `(${this.binary(ex)})`;
    }
  }

  /** The same without brackets around the whole. */
  whole(ex: Ex): string {
    return ex.k === 'bin' ? this.binary(ex) : this.ex(ex);
  }

  /** Where only zero or not matters. tcc (0.9.27) gets a conditional that is itself a condition wrong, so it is compared. */
  truth(ex: Ex): string {
    const text = this.ex(ex);
    const itself = ex.k === 'bin' ? ex.op === '/' || ex.op === '%' : ex.k !== 'un';
    return itself && / -> /.test(text) ? `(${text} != 0)` : text;
  }

  private binary({ op, l, r }: Ex & { k: 'bin' }): string {
    if (op === '&&' || op === '||') return `${this.truth(l)} ${op} ${this.truth(r)}`;
    const [a, b] = [this.ex(l), this.ex(r)];
    const by = boundsOf(r, this.machine.cells);
    switch (op) {
      case '/':
        // C traps where we say 0, and traps on the one quotient that does not fit.
        if (by.lo > 0) return `${a} / ${b}`;
        return `(${b} == 0 -> 0 : (${b} == -1 -> (0 - ${a}) : (${a} / ${b})))`;
      case '%':
        if (by.lo > 0) return `${a} % ${b}`;
        return `(${b} == 0 || ${b} == -1 -> 0 : (${a} % ${b}))`;
      case '<<':
      case '>>':
        return by.lo >= 0 && by.hi <= 31 ? `${a} ${op} ${b}` : `${a} ${op} (${b} & 31)`;
      default:
        return `${a} ${op} ${b}`;
    }
  }
}

/** Nested conditionals, one for each different value; 0 where no index fits. */
function chain(index: string, first: number, values: readonly string[]): string {
  const byValue = new Map<string, string[]>();
  for (const [i, value] of values.entries()) {
    if (value === '0') continue;
    byValue.set(value, [...(byValue.get(value) ?? []), `${index} == ${number(first + i)}`]);
  }
  return [...byValue].reduceRight((rest, [value, tests]) => `(${tests.join(' || ')} -> ${value} : ${rest})`, '0');
}

/** The smallest number has no literal in C. */
function number(v: number): string {
  return v === -2147483648 ? '(-2147483647 - 1)' : v < 0 ? `(${v})` : String(v);
}

/** Without the brackets around it, if they are one pair. */
export function bare(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  let depth = 0;
  for (let i = 0; i < text.length - 1; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return text;
  }
  // A conditional keeps its brackets: without them it is no expression.
  return / -> /.test(text) ? text : text.slice(1, -1);
}
