/**
 * Machines for tests, written as text. A line of a thread's code is one rule:
 *
 *     3 -> 4  lock == 0 : lock = 1, tmp = x      !progress !fault=sentence !outcome=words
 *
 * Guard and updates may be left out. Cells: `x 0..3`, `x 0..3 = 1`, `next[1..3] 0..3` (cells next[1], next[2], next[3]). A thread's locals hide the
 * cells of the world; `pc(NAME)` is the position of a thread, `ME` the number of the thread, from 1.
 */
import type {
  BinaryOp,
  Cell,
  Ex,
  Fault,
  Invariant,
  Machine,
  Rule,
  Step,
  StepKind,
  Target,
  Thread,
  Update,
} from '../../server/src/sim/machine.ts';

export interface ThreadText {
  readonly name: string;
  readonly runs?: string;
  readonly locals?: readonly string[];
  readonly code: string;
  /** default: the highest position */
  readonly ends?: readonly number[];
  readonly daemon?: boolean;
  readonly template?: number;
}

export interface MachineText {
  readonly name: string;
  readonly cells?: readonly string[];
  readonly threads: readonly ThreadText[];
  readonly always?: Readonly<Record<string, string>>;
  readonly finally?: Readonly<Record<string, string>>;
  readonly liveness?: boolean;
}

type Name = { readonly cell: number } | { readonly first: number; readonly cells: readonly number[] };

const LEVELS: readonly (readonly BinaryOp[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** C's expressions, over named cells. Throws on anything else: these are tests. */
export function parseEx(text: string, names: ReadonlyMap<string, Name>, constants: ReadonlyMap<string, number> = new Map()): Ex {
  const tokens = text.match(/[A-Za-z_][\w.]*|\d+|<<|>>|[<>=!]=|&&|\|\||[-+*/%&|^~!<>()[\]?:]/g) ?? [];
  let at = 0;
  const take = (want: string): void => {
    if (tokens[at] !== want) throw new Error(`${want} wanted at ${tokens.slice(at).join(' ')} of ${text}`);
    at++;
  };
  const binary = (level: number): Ex => {
    const ops = LEVELS[level];
    if (ops === undefined) return unary();
    let l = binary(level + 1);
    while (ops.includes(tokens[at] as BinaryOp)) {
      const op = tokens[at++] as BinaryOp;
      l = { k: 'bin', op, l, r: binary(level + 1) };
    }
    return l;
  };
  const ternary = (): Ex => {
    const c = binary(0);
    if (tokens[at] !== '?') return c;
    at++;
    const t = ternary();
    take(':');
    return { k: 'if', c, t, f: ternary() };
  };
  const unary = (): Ex => {
    const token = tokens[at++];
    if (token === undefined) throw new Error(`ends too early: ${text}`);
    if (token === '!' || token === '-' || token === '~') return { k: 'un', op: token, a: unary() };
    if (token === '(') {
      const inner = ternary();
      take(')');
      return inner;
    }
    if (/^\d/.test(token)) return { k: 'num', v: Number(token) };
    const constant = constants.get(token);
    if (constant !== undefined) return { k: 'num', v: constant };
    if (token === 'pc') {
      take('(');
      const name = names.get(`pc ${tokens[at++]}`);
      take(')');
      if (name === undefined || !('cell' in name)) throw new Error(`no such thread: ${text}`);
      return { k: 'cell', cell: name.cell };
    }
    const name = names.get(token);
    if (name === undefined) throw new Error(`no cell ${token} in ${text}`);
    if ('cell' in name) return { k: 'cell', cell: name.cell };
    take('[');
    const index = ternary();
    take(']');
    return { k: 'at', index, first: name.first, cells: name.cells };
  };
  const ex = ternary();
  if (at !== tokens.length) throw new Error(`too much: ${tokens.slice(at).join(' ')} of ${text}`);
  return ex;
}

function splitTop(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if ('(['.includes(text[i]!)) depth++;
    if (')]'.includes(text[i]!)) depth--;
    if (depth === 0 && text[i] === separator) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...parts, text.slice(from)].map((p) => p.trim()).filter((p) => p !== '');
}

export function machine(text: MachineText): Machine {
  const cells: Cell[] = [];
  const world = new Map<string, Name>();
  const threads: Thread[] = [];
  const rules: Rule[] = [];
  const steps: Step[] = [];
  const faults: Fault[] = [];

  const declare = (names: Map<string, Name>, line: string, thread?: number): number[] => {
    const m = /^(\w[\w.]*)(?:\[(-?\d+)\.\.(-?\d+)\])?\s+(-?\d+)\.\.(-?\d+)(?:\s*=\s*(-?\d+))?$/.exec(line);
    if (!m) throw new Error(`not a cell: ${line}`);
    const [, name, first, last, lo, hi, init] = m;
    const add = (called: string): number => {
      cells.push({
        name: thread === undefined ? called : `${text.threads[thread]!.name}: ${called}`,
        lo: Number(lo),
        hi: Number(hi),
        init: Number(init ?? 0),
        thread,
      });
      return cells.length - 1;
    };
    if (first === undefined) {
      const cell = add(name!);
      names.set(name!, { cell });
      return [cell];
    }
    const list: number[] = [];
    for (let i = Number(first); i <= Number(last); i++) list.push(add(`${name}[${i}]`));
    names.set(name!, { first: Number(first), cells: list });
    return list;
  };

  for (const line of text.cells ?? []) declare(world, line);
  const scopes = text.threads.map((t, i) => {
    const pc = cells.length;
    const lines = t.code
      .split('\n')
      .map((l) => l.trim())
      .filter((l) => l !== '');
    const positions = 1 + Math.max(0, ...lines.flatMap((l) => /^(\d+)\s*->\s*(\d+)/.exec(l)?.slice(1, 3).map(Number) ?? []));
    cells.push({ name: `${t.name}: pc`, lo: 0, hi: positions - 1, init: 0, thread: i });
    world.set(`pc ${t.name}`, { cell: pc });
    const own = new Map<string, Name>();
    const locals = (t.locals ?? []).flatMap((line) => declare(own, line, i));
    threads.push({
      name: t.name,
      runs: t.runs ?? `${t.name}()`,
      pc,
      positions,
      ends: t.ends ?? [positions - 1],
      daemon: t.daemon ?? false,
      cells: locals,
      template: t.template ?? 1000 + i,
    });
    return { own, lines };
  });

  for (const [i, { own, lines }] of scopes.entries()) {
    const names = new Map([...world, ...own]);
    const constants = new Map([['ME', i + 1]]);
    for (const line of lines) {
      const m = /^(\d+)\s*->\s*(\d+)/.exec(line);
      if (!m) throw new Error(`not a rule: ${line}`);
      const [body, flags] = splitFlags(line.slice(m[0].length));
      const [guardText, updateText] = splitGuard(body);
      const updates = splitTop(updateText, ',').map((u): Update => {
        const eq = /^([\w.]+)(?:\[(.*)\])?\s*=\s*([^=].*)$/.exec(u);
        if (!eq) throw new Error(`not an update: ${u}`);
        const name = names.get(eq[1]!);
        if (name === undefined) throw new Error(`no cell ${eq[1]} in ${line}`);
        const to: Target =
          'cell' in name ? { cell: name.cell } : { index: parseEx(eq[2]!, names, constants), first: name.first, cells: name.cells };
        return { to, value: parseEx(eq[3]!, names, constants) };
      });
      let fault: number | undefined;
      if (flags.fault !== undefined) {
        fault = faults.length;
        faults.push({ kind: 'assert', sentence: flags.fault });
      }
      const kind: StepKind = fault !== undefined ? 'fault' : updates.length > 0 ? 'write' : guardText !== '' ? 'choice' : 'read';
      steps.push({ text: body.trim() || 'step', kind, stack: [{ fn: text.threads[i]!.name }] });
      rules.push({
        id: rules.length,
        thread: i,
        from: Number(m[1]),
        to: Number(m[2]),
        guard: guardText === '' ? undefined : parseEx(guardText, names, constants),
        updates,
        fault,
        progress: flags.progress === undefined ? undefined : true,
        step: steps.length - 1,
        outcome: flags.outcome,
      });
    }
  }
  const named = (list: Readonly<Record<string, string>> | undefined, when: Invariant['when']): Invariant[] =>
    Object.entries(list ?? {}).map(([name, ex]) => ({ name, sentence: name, when, holds: parseEx(ex, world) }));
  return {
    name: text.name,
    cells,
    threads,
    rules,
    steps,
    faults,
    invariants: [...named(text.always, 'always'), ...named(text.finally, 'finally')],
    sources: [],
    objects: [],
    locals: new Map(),
    assumed: [],
    bounds: [],
    liveness: text.liveness ?? false,
  };
}

function splitFlags(text: string): [string, { progress?: string; fault?: string; outcome?: string }] {
  const flags: Record<string, string> = {};
  const at = /!(?:progress|fault|outcome)\b/.exec(text)?.index ?? text.length;
  for (const m of text.slice(at).matchAll(/!(progress|fault|outcome)(?:=([^!]*))?/g)) flags[m[1]!] = (m[2] ?? '').trim();
  return [text.slice(0, at), flags];
}

/** `guard : updates`; a `?:` needs brackets. */
function splitGuard(text: string): [string, string] {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if ('(['.includes(text[i]!)) depth++;
    if (')]'.includes(text[i]!)) depth--;
    if (depth === 0 && text[i] === ':') return [text.slice(0, i).trim(), text.slice(i + 1).trim()];
  }
  return [text.trim(), ''];
}
