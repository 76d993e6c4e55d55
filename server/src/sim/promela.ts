/**
 * A machine as Promela, so that SPIN can be asked the same question.
 *
 * One process a thread, its positions as labels, one rule a line and a `d_step` each, with the C that it stands for behind it. What may not happen is an
 * assertion: a fault in its rule, a value out of its range, an `always` invariant in a process that can move only when it is broken, a `finally` invariant
 * in one that can move only when nobody else can. Threads end, and daemons always stand, at labels that SPIN takes for valid ends: what is left is a deadlock.
 * With livelocks, every rule says whether it got its thread ahead, and a never claim looks for a round in which nobody did.
 *
 * None of this adds a state: where nothing is wrong, SPIN without reduction stores as many states as there are (with livelocks, up to twice as many).
 */
import type { Cell, Ex, Machine, Rule, Thread, Update } from './machine.ts';
import type { Range } from './pack.ts';
import { bare, cellsRead, Printer, variablesOf } from './promela-ex.ts';
import { boundsOf } from './ranges.ts';

export interface PromelaOptions {
  /** with what a search for livelocks needs; default: as the machine says */
  readonly livelock?: boolean;
}

/** The text of a model. In a guided simulation each step prints `R` and its rule's number, then thread and C. */
export function promelaOf(machine: Machine, options: PromelaOptions = {}): string {
  return new Writer(machine, options.livelock ?? machine.liveness).text();
}

class Writer {
  private readonly machine: Machine;
  private readonly livelock: boolean;
  private readonly print: Printer;
  private readonly processes: readonly string[];
  private readonly arrays: ReturnType<typeof variablesOf>['arrays'];
  private readonly inArray: ReadonlySet<number>;
  /** positions that some expression reads, by cell: SPIN's own are no variables */
  private readonly positionsRead: ReadonlySet<number>;
  /** cells that only the rules of their own thread touch: local variables of its process */
  private readonly locals: ReadonlySet<number>;
  /** names of two scratch variables, which are no part of the state: values read early, and a value that is looked at before it is written */
  private readonly kept: string;
  private readonly looks: string;
  private readonly ahead: string;
  private readonly watchers: readonly [always: string, finally_: string];
  /** how many values a step has to read before it writes anything */
  private keeps = 0;
  private looked = false;

  constructor(machine: Machine, livelock: boolean) {
    this.machine = machine;
    this.livelock = livelock;
    const labels = [...Array(1 + Math.max(0, ...machine.threads.map((t) => t.positions))).keys()].flatMap((p) => [`P${p}`, `end_P${p}`]);
    const variables = variablesOf(machine, [...labels, 'end_watch', 'S0', 'accept_S1', 'begin']);
    this.print = new Printer(machine, variables);
    this.arrays = variables.arrays;
    this.inArray = new Set(variables.arrays.flatMap(({ cells }) => cells));
    this.processes = machine.threads.map((thread) => variables.fresh(thread.name));
    this.kept = variables.fresh('old');
    this.looks = variables.fresh('value');
    this.ahead = variables.fresh('ahead');
    this.watchers = [variables.fresh('in_every_state'), variables.fresh('in_the_end')];

    const users = new Map<number, Set<number>>();
    const use = (ex: Ex | undefined, thread: number): void => {
      for (const cell of ex ? cellsRead(ex) : []) users.set(cell, (users.get(cell) ?? new Set()).add(thread));
    };
    for (const { holds } of machine.invariants) use(holds, -1);
    for (const rule of machine.rules) {
      use(rule.guard, rule.thread);
      for (const { to, value } of rule.updates) {
        use('cell' in to ? { k: 'cell', cell: to.cell } : { k: 'at', ...to }, rule.thread);
        use(value, rule.thread);
      }
    }
    const positions = new Set(machine.threads.map((thread) => thread.pc));
    this.positionsRead = new Set([...positions].filter((cell) => users.has(cell)));
    this.locals = new Set(
      machine.threads.flatMap((thread, t) =>
        thread.cells.filter((cell) => !positions.has(cell) && [...(users.get(cell) ?? [])].every((user) => user === t)),
      ),
    );
  }

  text(): string {
    const { machine } = this;
    const processes = machine.threads.map((thread, t) => this.process(thread, t));
    const watchers = [this.always(), this.finally()].filter((text) => text !== '');
    const claim = this.livelock ? [this.claim()] : [];
    // Which scratch variables there are is known only now.
    const world = this.world();
    return `${[this.head(), world, ...processes, ...watchers, ...claim].join('\n\n')}\n`;
  }

  private head(): string {
    const { machine } = this;
    const lines = [`${machine.name}`, ...machine.bounds.map((bound) => `bound: ${bound}`), ''];
    lines.push('spin -a -o2 -o3 FILE');
    if (this.livelock) {
      lines.push('tcc -DNOREDUCE -DNOCLAIM -o pan pan.c && ./pan -m1000000         (assertions, deadlocks)');
      lines.push('tcc -DNOREDUCE -DNOSTUTTER -o pan pan.c && ./pan -a -f -m1000000  (a round in which nobody gets ahead)');
    } else {
      lines.push('tcc -DNOREDUCE -o pan pan.c && ./pan -m1000000');
    }
    lines.push('spin -t -T FILE   prints the counterexample');
    return `/*\n${lines.map((line) => ` * ${comment(line)}`.trimEnd()).join('\n')}\n */`;
  }

  private world(): string {
    const lines: string[] = [];
    const { cells } = this.machine;
    for (const array of this.arrays) {
      const list = array.cells.map((cell) => cells[cell]!);
      const type = typeOf(Math.min(...list.map((c) => c.lo)), Math.max(...list.map((c) => c.hi)));
      const inits = [...new Set(list.map((cell) => cell.init))];
      const init = inits.length > 1 ? ` = { ${list.map((cell) => cell.init).join(', ')} }` : inits[0] === 0 ? '' : ` = ${inits[0]}`;
      lines.push(
        `${type === 'bit' ? 'byte' : type} ${array.name}[${list.length}]${init};  /* ${comment(list.map((c) => c.name).join(', '))} */`,
      );
    }
    const positions = new Set(this.machine.threads.map((thread) => thread.pc));
    for (const [i, cell] of cells.entries()) {
      if (this.inArray.has(i) || this.locals.has(i) || (positions.has(i) && !this.positionsRead.has(i))) continue;
      lines.push(this.variable(i, cell));
    }
    if (this.livelock) lines.push(`bit ${this.ahead};  /* the last step got its thread ahead */`);
    if (this.keeps > 0) lines.push(`hidden int ${this.kept}[${this.keeps}];`);
    if (this.looked) lines.push(`hidden int ${this.looks};`);
    return lines.length > 0 ? lines.join('\n') : '/* no variables */';
  }

  private variable(index: number, cell: Cell): string {
    const name = this.print.cell(index);
    const said = name === cell.name ? '' : `  /* ${comment(cell.name)} */`;
    return `${typeOf(cell.lo, cell.hi)} ${name}${cell.init === 0 ? '' : ` = ${cell.init}`};${said}`;
  }

  private process(thread: Thread, index: number): string {
    const rules = this.machine.rules.filter((rule) => rule.thread === index);
    const start = this.machine.cells[thread.pc]?.init ?? 0;
    const lines = [`active proctype ${this.processes[index]}() {  /* ${comment(thread.runs)} */`];
    // An array is shared even where its elements are not.
    for (const cell of thread.cells) {
      if (this.locals.has(cell) && !this.inArray.has(cell)) lines.push(`  ${this.variable(cell, this.machine.cells[cell]!)}`);
    }
    if (start !== 0) lines.push(`begin: goto ${label(thread, start)};`);
    for (const position of this.reached(index)) {
      const here = rules.filter((rule) => rule.from === position);
      if (here.length === 0) lines.push(`${label(thread, position)}: false;`);
      else lines.push(`${label(thread, position)}: if`, ...here.map((rule) => `  :: ${this.rule(rule, thread)}`), '  fi;');
    }
    return `${lines.join('\n')}\n}`;
  }

  /** Positions that some rule names, and the first; rising. */
  private reached(index: number): number[] {
    const start = this.machine.cells[this.machine.threads[index]!.pc]?.init ?? 0;
    const named = this.machine.rules.flatMap((rule) => (rule.thread === index ? [rule.from, rule.to] : []));
    return [...new Set([start, ...named])].sort((a, b) => a - b);
  }

  private rule(rule: Rule, thread: Thread): string {
    const step = this.machine.steps[rule.step];
    const what = [step?.text ?? '', ...(rule.outcome === undefined ? [] : [`[${rule.outcome}]`])].join(' ');
    const said = `R${rule.id} ${thread.name}: ${what}`
      .replace(/[^ -~]/g, '?')
      .replace(/\\/g, '/')
      .replace(/"/g, "'")
      .replace(/%/g, '%%');
    const parts = [`printf("${said.slice(0, 120)}\\n")`];
    if (rule.fault !== undefined) parts.push('assert(false)');
    else {
      parts.push(...this.updates(rule.updates));
      if (this.positionsRead.has(thread.pc)) parts.push(`${this.print.cell(thread.pc)} = ${rule.to}`);
      if (this.livelock) parts.push(`${this.ahead} = ${rule.progress ? 1 : 0}`);
    }
    const guard = rule.guard === undefined ? 'true' : bare(this.print.truth(rule.guard));
    return `d_step { ${guard} -> ${parts.join('; ')} } goto ${label(thread, rule.to)}  /* ${comment(what)} */`;
  }

  /** Assignments one after the other that do what the updates do at once. */
  private updates(updates: readonly Update[]): string[] {
    const early: string[] = [];
    const late: string[] = [];
    const written = new Set<number>();
    const keep = (text: string): string => {
      const name = `${this.kept}[${early.length}]`;
      early.push(`${name} = ${text}`);
      return name;
    };
    for (const { to, value } of updates) {
      const stale = (ex: Ex): boolean => [...cellsRead(ex)].some((cell) => written.has(cell));
      const text = stale(value) ? keep(this.print.whole(value)) : this.print.whole(value);
      const range = boundsOf(value, this.machine.cells);
      const assign = (variable: string, { lo, hi }: Range): string => {
        if (range.lo >= lo && range.hi <= hi) return `${variable} = ${text}`;
        this.looked = true;
        const tests = [...(range.lo < lo ? [`${this.looks} >= ${lo}`] : []), ...(range.hi > hi ? [`${this.looks} <= ${hi}`] : [])];
        return `${this.looks} = ${text}; assert(${tests.join(' && ')}); ${variable} = ${this.looks}`;
      };
      if ('cell' in to) {
        const cell = this.machine.cells[to.cell];
        if (cell) late.push(assign(this.print.cell(to.cell), cell));
        written.add(to.cell);
        continue;
      }
      const index = this.print.ex(to.index);
      late.push(this.chosen(to, stale(to.index) ? keep(index) : index, assign));
      for (const cell of to.cells) written.add(cell);
    }
    this.keeps = Math.max(this.keeps, early.length);
    return [...early, ...late];
  }

  private chosen(
    to: { readonly index: Ex; readonly first: number; readonly cells: readonly number[] },
    index: string,
    assign: (variable: string, range: Range) => string,
  ): string {
    const { print, machine } = this;
    const list = to.cells.map((cell) => machine.cells[cell] ?? { lo: 0, hi: 0 });
    const stretch = print.stretch(to.cells, to.index);
    const alike = list.every((cell) => cell.lo === list[0]!.lo && cell.hi === list[0]!.hi);
    if (stretch && alike) {
      const text = assign(print.element(stretch, index, to.first), list[0]!);
      const test = print.inside(to.index, index, to.first, list.length);
      return test === undefined ? text : `if :: ${test} -> ${text} :: else fi`;
    }
    const ways = to.cells.map((cell, i) => `:: ${index} == ${to.first + i} -> ${assign(print.cell(cell), list[i]!)}`);
    return `if ${ways.join(' ')} :: else fi`;
  }

  private always(): string {
    return this.watch(this.watchers[0], 'always', '');
  }

  private finally(): string {
    return this.watch(this.watchers[1], 'finally', 'timeout && ');
  }

  private watch(name: string, when: 'always' | 'finally', before: string): string {
    const list = this.machine.invariants.filter((inv) => inv.when === when);
    if (list.length === 0) return '';
    const ways = list.map(
      (inv) =>
        `  :: ${before}!(${bare(this.print.truth(inv.holds))}) -> printf("${comment(inv.name).replace(/[^\w .-]/g, '_')}\\n"); assert(false)  /* ${comment(inv.sentence)} */`,
    );
    return [`active proctype ${name}() {`, 'end_watch: if', ...ways, '  fi', '}'].join('\n');
  }

  private claim(): string {
    const { threads } = this.machine;
    const unfinished = threads.flatMap((thread, t) => {
      if (thread.daemon) return [];
      const ends = thread.ends.filter((end) => this.reached(t).includes(end));
      return [`!(${ends.map((end) => `${this.processes[t]}@${label(thread, end)}`).join(' || ') || 'false'})`];
    });
    return [
      'never {  /* some thread is not done, and from here on nobody gets ahead */',
      // Once in its accepting state the claim stays: with weak fairness SPIN 6.5 does not come to an end on claims that leave it and come back.
      `S0: do :: true :: !${this.ahead} -> goto accept_S1 od;`,
      `accept_S1: do :: !${this.ahead} && (${unfinished.join(' || ') || 'false'}) od`,
      '}',
    ].join('\n');
  }
}

function label(thread: Thread, position: number): string {
  return thread.daemon || thread.ends.includes(position) ? `end_P${position}` : `P${position}`;
}

function typeOf(lo: number, hi: number): string {
  if (lo >= 0 && hi <= 1) return 'bit';
  if (lo >= 0 && hi <= 255) return 'byte';
  return lo >= -32768 && hi <= 32767 ? 'short' : 'int';
}

/** Text that stays inside its comment and on its line. */
function comment(text: string): string {
  return text
    .replace(/[^ -~]+/g, ' ')
    .replace(/\*\//g, '* /')
    .replace(/\/\*/g, '/ *')
    .trim();
}
