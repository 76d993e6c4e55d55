/** A machine out of a file: every index in it leads somewhere, every value is in its range. */
import type {
  BinaryOp,
  Cell,
  Ex,
  Fault,
  FieldView,
  Frame,
  Invariant,
  Machine,
  ObjectView,
  Rule,
  Shows,
  Source,
  SourceRef,
  Step,
  StepKind,
  Target,
  Thread,
  Update,
} from './machine.ts';
import type { Json } from './replay-json.ts';
import type { Violation } from './verdict.ts';

/** More of anything is no small world. */
const MOST = 1_000_000;
/** Expressions are walked recursively. */
const DEEPEST = 1000;

const operators: readonly BinaryOp[] = ['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>', '==', '!=', '<', '<=', '>', '>=', '&&', '||'];
const stepKinds: readonly StepKind[] = [
  'lock',
  'unlock',
  'rcu',
  'read',
  'write',
  'atomic',
  'alloc',
  'free',
  'wait',
  'choice',
  'call',
  'end',
  'fault',
];

export function machineFrom(json: Json): Machine {
  const part = <T>(key: string, read: (json: Json, index: number) => T): T[] => json.get(key).list(0, MOST, read);
  const size = (key: string): number => json.get(key).list(0, MOST, () => 0).length;
  const sizes = { cells: size('cells'), threads: size('threads'), steps: size('steps'), faults: size('faults') };
  const cellOf = (j: Json): number => j.integer(0, sizes.cells - 1);
  const sources = part('sources', sourceFrom);
  const ref = (j: Json): SourceRef => refFrom(j, sources);

  const cells = part('cells', (j): Cell => {
    const lo = j.get('lo').integer();
    const hi = j.get('hi').integer(lo);
    const thread = j.get('thread').maybe((t) => t.integer(0, sizes.threads - 1));
    return { name: j.get('name').text(), lo, hi, init: j.get('init').integer(lo, hi), ...(thread === undefined ? {} : { thread }) };
  });
  const threads = part('threads', (j): Thread => {
    const positions = j.get('positions').integer(1);
    const pc = cellOf(j.get('pc'));
    if (cells[pc]!.lo < 0 || cells[pc]!.hi >= positions) throw j.get('pc').damage('holds other positions than its thread has');
    return {
      name: j.get('name').text(),
      runs: j.get('runs').text(),
      pc,
      positions,
      ends: j.get('ends').list(0, MOST, (end) => end.integer(0, positions - 1)),
      daemon: j.get('daemon').boolean(),
      cells: j.get('cells').list(0, MOST, cellOf),
      template: j.get('template').integer(),
    };
  });
  const ex = (j: Json, depth = 0): Ex => expressionFrom(j, cellOf, depth);
  const rules = part('rules', (j, id): Rule => {
    if (j.get('id').integer() !== id) throw j.get('id').damage('is not its place in the list');
    const thread = j.get('thread').integer(0, sizes.threads - 1);
    const last = threads[thread]!.positions - 1;
    const fault = j.get('fault').maybe((f) => f.integer(0, sizes.faults - 1));
    const guard = j.get('guard').maybe((g) => ex(g));
    const outcome = j.get('outcome').maybe((o) => o.text());
    const progress = j.get('progress').maybe((p) => p.boolean());
    return {
      id,
      thread,
      from: j.get('from').integer(0, last),
      to: j.get('to').integer(0, last),
      ...(guard === undefined ? {} : { guard }),
      updates: j.get('updates').list(0, MOST, (u): Update => ({ to: targetFrom(u.get('to'), cellOf), value: ex(u.get('value')) })),
      ...(fault === undefined ? {} : { fault }),
      ...(progress === true ? { progress } : {}),
      step: j.get('step').integer(0, sizes.steps - 1),
      ...(outcome === undefined ? {} : { outcome }),
    };
  });
  const steps = part('steps', (j) => stepFrom(j, ref, cellOf));
  return {
    name: json.get('name').text(),
    cells,
    threads,
    rules,
    steps,
    faults: part('faults', (j): Fault => ({ kind: j.get('kind').oneOf(faultKinds), sentence: j.get('sentence').text() })),
    invariants: part('invariants', (j): Invariant => {
      const at = j.get('at').maybe(ref);
      return {
        name: j.get('name').text(),
        sentence: j.get('sentence').text(),
        when: j.get('when').oneOf(['always', 'finally']),
        holds: ex(j.get('holds')),
        ...(at === undefined ? {} : { at }),
      };
    }),
    sources,
    objects: part('objects', (j): ObjectView => {
      const live = j.get('live').maybe(cellOf);
      return {
        name: j.get('name').text(),
        struct: j.get('struct').text(),
        fields: j
          .get('fields')
          .list(0, MOST, (f): FieldView => ({ path: f.get('path').text(), cell: cellOf(f.get('cell')), shows: showsFrom(f.get('shows')) })),
        ...(live === undefined ? {} : { live }),
      };
    }),
    locals: new Map(
      part('locals', (j) => {
        const [cell, local] = j.list(2, 2, (x) => x) as [Json, Json];
        return [
          cellOf(cell),
          { fn: local.get('fn').text(), name: local.get('name').text(), shows: showsFrom(local.get('shows')) },
        ] as const;
      }),
    ),
    assumed: part('assumed', (j) => {
      const at = j.get('at').maybe(ref);
      return { sentence: j.get('sentence').text(), ...(at === undefined ? {} : { at }) };
    }),
    bounds: part('bounds', (j) => j.text()),
    liveness: json.get('liveness').boolean(),
  };
}

const faultKinds = ['null', 'use-after-free', 'double-free', 'refcount', 'unlock', 'assert', 'endless'] as const;

function sourceFrom(j: Json): Source {
  return { name: j.get('name').text(), from: j.get('from').oneOf(['patch', 'scenario', 'tree', 'model']), text: j.get('text').text() };
}

function refFrom(j: Json, sources: readonly Source[]): SourceRef {
  const source = j.get('source').integer(0, sources.length - 1);
  const [start, end] = j.get('at').list(2, 2, (x) => x.integer(0, sources[source]!.text.length)) as [number, number];
  return { source, at: [start, end] };
}

function expressionFrom(j: Json, cellOf: (j: Json) => number, depth: number): Ex {
  if (depth > DEEPEST) throw j.damage('is nested too deep');
  const part = (key: string): Ex => expressionFrom(j.get(key), cellOf, depth + 1);
  const k = j.get('k').oneOf(['num', 'cell', 'at', 'table', 'un', 'bin', 'if']);
  switch (k) {
    case 'num':
      return { k, v: j.get('v').integer() };
    case 'cell':
      return { k, cell: cellOf(j.get('cell')) };
    case 'at':
      return { k, index: part('index'), first: j.get('first').integer(), cells: j.get('cells').list(0, MOST, cellOf) };
    case 'table':
      return { k, index: part('index'), first: j.get('first').integer(), values: j.get('values').list(0, MOST, (v) => v.integer()) };
    case 'un':
      return { k, op: j.get('op').oneOf(['!', '-', '~']), a: part('a') };
    case 'bin':
      return { k, op: j.get('op').oneOf(operators), l: part('l'), r: part('r') };
    case 'if':
      return { k, c: part('c'), t: part('t'), f: part('f') };
  }
}

function targetFrom(j: Json, cellOf: (j: Json) => number): Target {
  const cell = j.get('cell').maybe(cellOf);
  if (cell !== undefined) return { cell };
  return {
    index: expressionFrom(j.get('index'), cellOf, 0),
    first: j.get('first').integer(),
    cells: j.get('cells').list(0, MOST, cellOf),
  };
}

function stepFrom(j: Json, ref: (j: Json) => SourceRef, cellOf: (j: Json) => number): Step {
  const at = j.get('at').maybe(ref);
  const lock = j.get('lock').maybe((l) => {
    const index = l.get('index').maybe((i) => expressionFrom(i, cellOf, 0));
    return {
      cells: l.get('cells').list(0, MOST, cellOf),
      ...(index === undefined ? {} : { index }),
      first: l.get('first').integer(),
      how: l.get('how').text(),
    };
  });
  return {
    text: j.get('text').text(),
    kind: j.get('kind').oneOf(stepKinds),
    stack: j.get('stack').list(1, 1000, (f): Frame => {
      const call = f.get('call').maybe(ref);
      return { fn: f.get('fn').text(), ...(call === undefined ? {} : { call }) };
    }),
    ...(at === undefined ? {} : { at }),
    ...(lock === undefined ? {} : { lock }),
  };
}

function showsFrom(j: Json): Shows {
  const as = j.get('as').oneOf(['number', 'bool', 'lock', 'errno', 'pointer', 'enum']);
  if (as === 'pointer') return { as, names: j.get('names').list(0, MOST, (n) => n.text()) };
  if (as === 'enum') return { as, names: j.get('names').record((n) => n.text()) };
  return { as };
}

export function violationFrom(j: Json, machine: Machine, steps: number): Violation {
  const kind = j.get('kind').oneOf(['invariant', 'fault', 'deadlock', 'livelock']);
  switch (kind) {
    case 'invariant':
      return { kind, invariant: j.get('invariant').integer(0, machine.invariants.length - 1) };
    case 'fault':
      return { kind, fault: j.get('fault').integer(0, machine.faults.length - 1) };
    case 'deadlock':
      return { kind, threads: j.get('threads').list(1, MOST, (t) => t.integer(0, machine.threads.length - 1)) };
    case 'livelock':
      return { kind, loop: j.get('loop').integer(0, steps - 1) };
  }
}
