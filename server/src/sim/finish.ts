/** Drafts of rules become a machine: variables get their cells, dead ones are cleared, positions their numbers, steps their words. */
import { type Body, placeOfSpan } from './body.ts';
import type { Drafts } from './drafts.ts';
import { all, cellOf, cellsIn, Forms, num, ONE, renamed, same } from './ex.ts';
import type {
  Assumption,
  Cell,
  Ex,
  Fault,
  Invariant,
  Machine,
  Rule,
  Source,
  SourceRef,
  Step,
  Frame as StepFrame,
  Target,
  Thread,
  Update,
} from './machine.ts';
import { type Act, type Frame, variableWord, type Write } from './segment.ts';
import { isLive } from './variables.ts';
import type { Draft, Position } from './workshop.ts';
import type { World } from './world.ts';

export interface Assembly {
  readonly made: Drafts;
  readonly copies: number;
  readonly daemon: boolean;
  readonly runs: string;
}

export interface Parts {
  readonly name: string;
  readonly world: World;
  readonly assemblies: readonly Assembly[];
  readonly invariants: readonly Invariant[];
  readonly sources: Source[];
  refOf(frame: Frame, at: readonly [number, number]): SourceRef | undefined;
  assumed(): readonly Assumption[];
  readonly bounds: readonly string[];
  readonly liveness: boolean;
  /** what RCU does by itself */
  readonly callbacks: readonly (readonly {
    readonly text: string;
    readonly guard: Ex;
    readonly sets: readonly { cell: number; value: number }[];
  }[])[];
}

/** A rule of one thread, before the thread is copied. */
interface Made {
  readonly from: number;
  readonly to: number;
  readonly guard: Ex;
  readonly updates: readonly Update[];
  readonly draft: Draft;
}

export function assemble(parts: Parts): Machine {
  const { world } = parts;
  const cells: Cell[] = [...world.cells];
  const rules: Rule[] = [];
  const steps: Step[] = [];
  const faults: Fault[] = [];
  const threads: Thread[] = [];
  const locals = new Map<
    number,
    {
      fn: string;
      name: string;
      shows: Machine['locals'] extends ReadonlyMap<number, infer L> ? (L extends { shows: infer S } ? S : never) : never;
    }
  >();
  const used = new Set<number>();

  parts.assemblies.forEach((assembly, template) => {
    const made = rulesOf(assembly.made);
    const slots = [...assembly.made.slots.values()];
    const end = assembly.made.positions.length;
    const stepOf = new Map<string, number>();
    for (let copy = 0; copy < assembly.copies; copy++) {
      const thread = threads.length;
      const name = `CPU${thread}`;
      // the first copy keeps the cells that the rules were made with
      const map = new Map<number, number>();
      const own: number[] = [];
      for (const slot of slots) {
        const old = cells[slot.cell] as Cell;
        const label = `${name}: ${variableWord(slot.name)}`;
        let cell = slot.cell;
        if (copy === 0) cells[cell] = { ...old, name: label, thread };
        else cell = cells.push({ ...old, name: label, thread }) - 1;
        map.set(slot.cell, cell);
        own.push(cell);
        locals.set(cell, { fn: slot.frame.body.name, name: variableWord(slot.name), shows: world.shows(slot.type) });
      }
      const pc = cells.push({ name: `${name}: position`, lo: 0, hi: end, init: 0, thread }) - 1;
      const move = (c: number): number => map.get(c) ?? c;
      for (const m of made) {
        let step = stepOf.get(keyOf(m.draft.act));
        if (step === undefined) {
          step = steps.push(wordsOf(m.draft.act, parts)) - 1;
          stepOf.set(keyOf(m.draft.act), step);
        }
        const guard = copy === 0 ? m.guard : renamed(m.guard, move);
        const updates = copy === 0 ? m.updates : m.updates.map((u) => ({ to: renamedTarget(u.to, move), value: renamed(u.value, move) }));
        let fault: number | undefined;
        if (m.draft.fault) {
          const { kind, sentence } = m.draft.fault;
          fault = faults.findIndex((f) => f.kind === kind && f.sentence === sentence);
          if (fault < 0) fault = faults.push({ kind, sentence }) - 1;
        }
        rules.push({
          id: rules.length,
          thread,
          from: m.from,
          to: m.to < 0 ? end : m.to,
          ...(guard.k === 'num' && guard.v !== 0 ? {} : { guard }),
          updates,
          ...(fault === undefined ? {} : { fault }),
          ...(m.draft.progress ? { progress: true as const } : {}),
          step,
          ...(m.draft.outcome === undefined ? {} : { outcome: m.draft.outcome }),
        });
      }
      threads.push({ name, runs: assembly.runs, pc, positions: end + 1, ends: [end], daemon: assembly.daemon, cells: own, template });
    }
  });

  const callbacks = parts.callbacks.flat();
  if (callbacks.length > 0) {
    const thread = threads.length;
    const pc = cells.push({ name: 'RCU: position', lo: 0, hi: 1, init: 0, thread }) - 1;
    for (const c of callbacks) {
      const step = steps.push({ text: c.text, kind: 'rcu', stack: [{ fn: 'rcu' }] }) - 1;
      rules.push({
        id: rules.length,
        thread,
        from: 0,
        to: 0,
        guard: c.guard,
        updates: c.sets.map((s) => ({ to: { cell: s.cell }, value: num(s.value) })),
        step,
      });
    }
    threads.push({
      name: 'RCU',
      runs: 'callbacks',
      pc,
      positions: 2,
      ends: [1],
      daemon: true,
      cells: [],
      template: parts.assemblies.length,
    });
  }

  for (const r of rules) {
    if (r.guard) cellsIn(r.guard, used);
    for (const u of r.updates) cellsIn(u.value, used);
  }
  return {
    name: parts.name,
    cells,
    threads,
    rules,
    steps,
    faults,
    invariants: parts.invariants,
    sources: parts.sources,
    objects: world.views(),
    locals,
    assumed: parts.assumed(),
    bounds: parts.bounds,
    liveness: parts.liveness,
  };
}

/** Drafts of a thread as rules over cells, in the order of their positions. */
function rulesOf(thread: Drafts): Made[] {
  const kept = keptKeys(thread);
  const drafts = [...thread.drafts].sort((a, b) => a.from - b.from);
  let made: Made[] = drafts.map((d) => {
    const updates: Update[] = [];
    if (!d.fault) {
      updates.push(...writesOf(d.writes));
      const to = d.to < 0 ? undefined : kept[d.to];
      for (const [key, value] of d.vars) {
        if (!to?.has(key)) continue;
        const slot = thread.slots.get(key);
        if (!slot) continue;
        const ex = value.k === 'ex' ? value.ex : ONE;
        if (!same(ex, cellOf(slot.cell))) updates.push({ to: { cell: slot.cell }, value: ex });
      }
      for (const key of kept[d.from] ?? []) {
        if (to?.has(key)) continue;
        const slot = thread.slots.get(key);
        if (slot) updates.push({ to: { cell: slot.cell }, value: num(0) });
      }
    }
    return { from: d.from, to: d.to, guard: all(d.guard), updates, draft: d };
  });
  made = made.filter((m) => !(m.guard.k === 'num' && m.guard.v === 0));
  // variables that are kept and never looked at
  const locals = new Set([...thread.slots.values()].map((s) => s.cell));
  const looks = new Map<object, ReadonlySet<number>>();
  for (let changed = true; changed; ) {
    const read = cellsRead(made, looks);
    changed = false;
    made = made.map((m) => {
      const updates = m.updates.filter((u) => !('cell' in u.to) || !locals.has(u.to.cell) || read.has(u.to.cell));
      if (updates.length === m.updates.length) return m;
      changed = true;
      return { ...m, updates };
    });
  }
  const looked = cellsRead(made, looks);
  for (const [key, slot] of thread.slots) if (!looked.has(slot.cell)) thread.slots.delete(key);
  // a turn that changes nothing, decided by what only this thread has: it goes round for ever
  const leaves = new Set(made.filter((m) => !m.draft.fault && (m.to !== m.from || m.updates.length > 0)).map((m) => m.from));
  made = made.map((m) => {
    // a turn that something outside of this world chose may be the last one
    if (m.draft.outcome !== undefined && leaves.has(m.from)) return m;
    if (m.draft.fault || m.to !== m.from || m.updates.length > 0 || m.draft.act.kind !== 'call') return m;
    const read = new Set<number>();
    cellsIn(m.guard, read);
    if ([...read].some((c) => !locals.has(c))) return m;
    return { ...m, draft: { ...m.draft, fault: { kind: 'endless', sentence: 'a loop that nothing in it ever ends' } } };
  });
  // two ways that came out as the same rule
  const out: Made[] = [];
  const ways = new Map<string, number>();
  for (const m of made) ways.set(`${m.from} ${m.to}`, (ways.get(`${m.from} ${m.to}`) ?? 0) + 1);
  const seen = new Set<string>();
  const forms = new Forms();
  for (const m of made) {
    if (ways.get(`${m.from} ${m.to}`) !== 1) {
      const updates = m.updates.map(
        (u) => `${'cell' in u.to ? u.to.cell : `${forms.of(u.to.index)}@${u.to.first}[${u.to.cells}]`}=${forms.of(u.value)}`,
      );
      const key = `${m.from} ${m.to} ${forms.of(m.guard)} ${updates.join()} ${m.draft.fault?.sentence} ${m.draft.progress}`;
      if (seen.has(key)) continue;
      seen.add(key);
    }
    out.push(m);
  }
  return out;
}

/** @param known what the parts of a rule look at, by the part */
function cellsRead(made: readonly Made[], known: Map<object, ReadonlySet<number>>): Set<number> {
  const read = new Set<number>();
  const look = (part: Ex | Update): void => {
    let cells = known.get(part);
    if (!cells) {
      const found = new Set<number>();
      if ('to' in part) {
        cellsIn(part.value, found);
        if (!('cell' in part.to)) cellsIn(part.to.index, found);
      } else cellsIn(part, found);
      known.set(part, (cells = found));
    }
    for (const c of cells) read.add(c);
  };
  for (const m of made) {
    look(m.guard);
    for (const u of m.updates) look(u);
  }
  return read;
}

/** For each position the variables that somebody set before and somebody may look at behind. */
function keptKeys(thread: Drafts): ReadonlySet<string>[] {
  const kept: Set<string>[] = thread.positions.map(() => new Set());
  const dead: Set<string>[] = thread.positions.map(() => new Set());
  for (let changed = true; changed; ) {
    changed = false;
    for (const d of thread.drafts) {
      if (d.to < 0 || d.fault) continue;
      const to = kept[d.to] as Set<string>;
      const not = dead[d.to] as Set<string>;
      const see = (key: string): void => {
        if (to.has(key) || not.has(key)) return;
        const live = isLive(thread.positions[d.to] as Position, key);
        (live ? to : not).add(key);
        changed ||= live;
      };
      for (const key of d.vars.keys()) see(key);
      if (d.from !== d.to) for (const key of kept[d.from] as Set<string>) see(key);
    }
  }
  return kept;
}

function writesOf(writes: readonly Write[]): Update[] {
  const direct = writes.every((w, i) => writes.every((x, j) => i === j || !x.cells.some((c) => w.cells.includes(c))));
  if (direct) return writes.map((w) => ({ to: targetOf(w), value: w.value }));
  // several writes to what may be one cell: each cell by itself, the last one that hits it counts
  const touched = new Set(writes.flatMap((w) => w.cells));
  const out: Update[] = [];
  for (const c of touched) {
    let value: Ex = cellOf(c);
    for (const w of writes) {
      const n = w.cells.indexOf(c);
      if (n < 0) continue;
      value =
        w.cells.length === 1 ? w.value : { k: 'if', c: { k: 'bin', op: '==', l: w.index, r: num(w.first + n) }, t: w.value, f: value };
    }
    if (!same(value, cellOf(c))) out.push({ to: { cell: c }, value });
  }
  return out;
}

function targetOf(w: Write): Target {
  return w.cells.length === 1 && w.index.k === 'num' && w.index.v === w.first
    ? { cell: w.cells[0] as number }
    : { index: w.index, first: w.first, cells: w.cells };
}

function renamedTarget(t: Target, move: (c: number) => number): Target {
  return 'cell' in t ? { cell: move(t.cell) } : { index: renamed(t.index, move), first: t.first, cells: t.cells };
}

function keyOf(act: Act): string {
  return `${act.frame.id}.${act.node}.${act.kind}.${act.lock?.how ?? ''}`;
}

/** What a rule is in kernel terms: the library and the model are shown as the calls that lead into them. */
function wordsOf(act: Act, parts: Parts): Step {
  const chain: Frame[] = [];
  for (let f: Frame | undefined = act.frame; f; f = f.parent) chain.unshift(f);
  let shown = chain.findIndex((f) => f.body.origin === 'library' || f.body.origin === 'model' || (f.atomic && f.parent !== undefined));
  if (shown === 0) shown = -1;
  const frames = shown < 0 ? chain : chain.slice(0, shown);
  const last = frames.at(-1) as Frame;
  const site = shown < 0 ? act.node : (chain[shown] as Frame).site;
  const span = last.body.cfg.nodes[site]?.at ?? last.body.ast.nameAt;
  const at = parts.refOf(last, span);
  const stack: StepFrame[] = frames.map((f) => {
    const call = f.parent ? parts.refOf(f.parent, f.parent.body.cfg.nodes[f.site]?.at ?? f.parent.body.ast.nameAt) : undefined;
    return { fn: f.body.name, ...(call ? { call } : {}) };
  });
  const text = act.kind === 'end' ? 'return' : textOf(last.body, span);
  return { text, kind: act.kind, stack, ...(at ? { at } : {}), ...(act.lock ? { lock: act.lock } : {}) };
}

function textOf(body: Body, at: readonly [number, number]): string {
  const place = placeOfSpan(body, [at[0], at[1]]);
  const text = place ? place.source.text.slice(place.at[0], place.at[1]) : body.name;
  return text
    .replace(/\/\*.*?\*\//gs, ' ')
    .replace(/^[>+\- ]+(?=\S)/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}
