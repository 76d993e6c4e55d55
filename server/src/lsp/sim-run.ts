/**
 * A machine and a path through it -> what the panel shows of it: steps with what they change, locks as they are held, invariants as they break.
 * Every word about the run is made here; the page only lays it out.
 */
import {
  allFinished,
  applyRule,
  choicesAt,
  enabledRules,
  evaluate,
  formatVerdict,
  initialState,
  isEnabled,
  lockCell,
  type Machine,
  prefixOf,
  type SourceRef,
  type State,
  shown,
  type Trace,
  type TraceStep,
  traceOf,
  type Verdict,
  type Violation,
} from '../sim/index.ts';
import { positionAt } from './sim-place.ts';
import type {
  ChangeData,
  ChoiceData,
  ContextData,
  HoldData,
  PlaceData,
  RunData,
  RunKind,
  StepData,
  StuckData,
  VerdictData,
  ViolationData,
} from './sim-protocol.ts';
import { textsOf, worldOf } from './sim-show.ts';

/** A run as the session holds it. */
export interface Run {
  readonly id: string;
  readonly kind: RunKind;
  readonly label: string;
  readonly machine: Machine;
  readonly verdict: Verdict | undefined;
  /** rules, in order; each can be taken after the ones before it */
  readonly path: readonly number[];
  readonly byHand: boolean;
  /** what the path was chosen for: wrong at its end, whatever is broken before */
  readonly found?: Violation;
  /** how many choices can be taken back */
  readonly undo: number;
}

/** Where a step of a machine (index in Machine.steps) stands in documents and files; the patch first. */
export type Places = (machine: Machine, step: number) => readonly PlaceData[];

/** The texts that the machine brings along. */
export interface Held {
  /** address under which the text of a source (index in Machine.sources, its name) can be asked for */
  uri(source: number, name: string): string;
  /** the patch is not at hand */
  readonly patchToo: boolean;
}

/** The states of a path, before each step and after the last: as far as it can be walked. */
export function walk(machine: Machine, path: readonly number[]): { readonly states: readonly State[]; readonly walked: number } {
  const states = [initialState(machine)];
  for (const id of path) {
    const state = states.at(-1) as State;
    const rule = machine.rules[id];
    if (!rule || !isEnabled(machine, state, rule)) break;
    const next = applyRule(machine, state, rule);
    if ('outOfRange' in next) break;
    states.push(next.state);
  }
  return { states, walked: states.length - 1 };
}

export function runData(run: Run, places: Places, held?: Held): RunData {
  const { machine } = run;
  const { states, walked } = walk(machine, run.path);
  const path = run.path.slice(0, walked);
  const told = run.found ?? (!run.byHand && run.verdict?.kind === 'breaks' ? run.verdict.violation : undefined);
  const trace = traceOf(machine, path, told ? { violation: told } : {});
  const violation = violationOf(machine, path, states, trace, run.found !== undefined);
  const holdsAt = states.map((state) =>
    machine.invariants.map((invariant) => invariant.when === 'finally' || evaluate(invariant.holds, state) !== 0),
  );
  if (violation?.invariant !== undefined && violation.step >= 0) {
    const after = holdsAt[violation.step + 1];
    if (after) after[violation.invariant] = false;
  }
  const texts = states.map((state) => textsOf(machine, state));
  const steps = trace.steps.map((step, index): StepData => {
    const number = machine.rules[step.rule]?.step ?? -1;
    const stack = machine.steps[number]?.stack.map(({ fn }) => fn) ?? [];
    return {
      rule: step.rule,
      lane: step.thread,
      text: oneLine(step.text),
      kind: step.kind,
      stack,
      calls: step.entered.map((call) => callText(machine, call)),
      ...(step.outcome === undefined ? {} : { outcome: oneLine(step.outcome) }),
      preempts: step.preempts,
      changes: changes(machine, texts[index] ?? [], texts[index + 1] ?? []),
      breaks: moved(holdsAt[index], holdsAt[index + 1], false),
      mends: moved(holdsAt[index], holdsAt[index + 1], true),
      ...written(machine, number, places(machine, number), held),
      ...(index === trace.loop ? { loops: true as const } : {}),
    };
  });
  const last = states.at(-1) as State;
  return {
    id: run.id,
    kind: run.kind,
    label: run.label,
    verdict: verdictData(machine, run.verdict),
    lanes: machine.threads.map(({ name, runs, daemon }) => ({ name, runs, daemon })),
    steps,
    holds: holdsOf(trace),
    contexts: contextsOf(trace),
    objects: worldOf(machine).objects,
    initial: texts[0] ?? [],
    invariants: machine.invariants.map(({ name, sentence, when }, index) => ({ name, sentence, when, holds: holdsAt[0]?.[index] ?? true })),
    ...(violation ? { violation } : {}),
    ending: ending(machine, last, violation),
    byHand: run.byHand,
    undo: run.undo,
    assumed: machine.assumed.map(({ sentence }) => sentence),
    bounds: machine.bounds,
  };
}

/** Where a step stands: in documents and files, else in the text that the replay holds. */
function written(
  machine: Machine,
  number: number,
  places: readonly PlaceData[],
  held: Held | undefined,
): Pick<StepData, 'places' | 'file'> {
  const step = machine.steps[number];
  const fromPatch = ({ source }: SourceRef): boolean => machine.sources[source]?.from === 'patch';
  // Where the patch is not at hand, its own text says on which line of it this happens, as the patch would.
  const line = held?.patchToo
    ? [step?.at, ...(step?.stack ?? []).map(({ call }) => call).reverse()].find((ref) => ref && fromPatch(ref))
    : undefined;
  const at = line ?? step?.at;
  const source = at && machine.sources[at.source];
  if ((places.length > 0 && !line) || !source || source.from === 'model') return { places };
  const start = positionAt(source.text, at.at[0]);
  const uri = held?.uri(at.source, source.name);
  if (uri === undefined) return { places, file: source.name };
  // Of a patch it holds functions, not files.
  const name = source.from === 'patch' ? source.name : `${source.name}:${start.line + 1}`;
  return { places: [{ uri, range: { start, end: positionAt(source.text, at.at[1]) }, name }, ...places], file: source.name };
}

/** The first thing that is wrong on the path, else what is wrong at its end; `atEnd`: only that. */
function violationOf(
  machine: Machine,
  path: readonly number[],
  states: readonly State[],
  { ending }: Trace,
  atEnd: boolean,
): ViolationData | undefined {
  for (let index = 0; index < states.length && !atEnd; index++) {
    const broken = machine.invariants.findIndex(({ when, holds }) => when === 'always' && evaluate(holds, states[index] as State) === 0);
    if (broken >= 0) {
      const sentence = `violated: ${machine.invariants[broken]?.sentence ?? ''}`;
      return { step: index - 1, kind: 'invariant', sentence, invariant: broken };
    }
    const fault = machine.rules[path[index] ?? -1]?.fault;
    if (fault !== undefined) return { step: index, kind: 'fault', sentence: machine.faults[fault]?.sentence ?? '' };
  }
  const { kind, name } = ending;
  if (kind === 'none' || kind === 'range' || kind === 'unwalkable') return undefined;
  const invariant = machine.invariants.findIndex((one) => one.name === name);
  const sentence = `${prefixOf(ending)}${ending.sentence}`;
  return { step: path.length - 1, kind, sentence, ...(kind === 'invariant' && invariant >= 0 ? { invariant } : {}) };
}

/** What a verdict is about, in words. */
export function violationSentence(machine: Machine, verdict: Verdict & { readonly kind: 'breaks' }): string {
  return formatVerdict(machine, verdict).finding;
}

export function verdictData(machine: Machine, verdict: Verdict | undefined): VerdictData {
  if (!verdict) return { kind: 'unknown', sentence: 'not explored', explored: '', exhaustive: false };
  const { finding, explored, bound } = formatVerdict(machine, verdict);
  const { states } = verdict.counts;
  switch (verdict.kind) {
    case 'holds':
      return {
        kind: 'holds',
        sentence: `holds: ${finding}`,
        explored: bound === '' ? explored : `${explored} within ${bound}`,
        exhaustive: true,
        states,
      };
    case 'breaks': {
      const { preemptions, shortest } = verdict;
      return {
        kind: 'breaks',
        sentence: `breaks: ${finding.replace(/^violated: /, '')}`,
        explored,
        exhaustive: shortest,
        states,
        preemptions,
      };
    }
    case 'open':
      return { kind: 'open', sentence: `open: ${finding}`, explored, exhaustive: false, states };
  }
}

function ending(machine: Machine, last: State, violation: ViolationData | undefined): string {
  if (violation) return violation.sentence;
  const enabled = enabledRules(machine, last);
  if (enabled.length > 0) {
    const names = [...new Set(enabled.map((id) => machine.threads[machine.rules[id]?.thread ?? -1]?.name ?? ''))];
    return `the run stops here: ${names.join(', ')} could go on`;
  }
  return allFinished(machine, last) ? 'all threads have finished and every invariant holds' : 'nobody can go on';
}

function changes(machine: Machine, before: readonly string[], after: readonly string[]): ChangeData[] {
  const { fields } = worldOf(machine);
  return after.flatMap((to, field): ChangeData[] => {
    const was = before[field] ?? '';
    if (was === to) return [];
    const how = was === '' ? 'added' : to === '' ? 'removed' : 'changed';
    // The compiler puts a local back to where it began as soon as nobody will read it.
    const { cell, shows } = fields[field] as (typeof fields)[number];
    const quiet = machine.locals.has(cell) && to === shown(shows, machine.cells[cell]?.init ?? 0);
    return [{ field, to, how, ...(quiet ? { quiet: true as const } : {}) }];
  });
}

function moved(before: readonly boolean[] | undefined, after: readonly boolean[] | undefined, to: boolean): number[] {
  return (after ?? []).flatMap((holds, index) => (holds === to && before?.[index] === !to ? [index] : []));
}

/** Each lock as long as its holder has it; read sections are contexts. */
function holdsOf(trace: Trace): HoldData[] {
  const holds: HoldData[] = [];
  let open = new Map<string, number>();
  trace.steps.forEach(({ held }, index) => {
    const now = new Map<string, number>();
    held.forEach((list, lane) => {
      for (const { cell, name, how, step } of list) {
        if (how === 'RCU') continue;
        const key = `${lane} ${cell} ${step}`;
        const known = open.get(key);
        now.set(key, known ?? holds.push({ lane, lock: name, how: howWords[how] ?? '', from: step, to: trace.steps.length }) - 1);
      }
    });
    for (const [key, at] of open) {
      const hold = holds[at];
      if (hold && !now.has(key)) holds[at] = { ...hold, to: index };
    }
    open = now;
  });
  return holds;
}

const howWords: Readonly<Record<string, string>> = { READ: 'shared', RWREAD: 'shared', WRITE: 'for writing', RWWRITE: 'for writing' };

/** What each lane runs under, from its first step under it to its first one that is not. */
function contextsOf(trace: Trace): ContextData[] {
  const contexts: ContextData[] = [];
  const open = trace.threads.map(() => new Map<string, number>());
  trace.steps.forEach((step, index) => {
    const mine = open[step.thread];
    if (!mine) return;
    for (const [what, at] of mine) {
      const context = contexts[at];
      if (!context || step.contexts.includes(what)) continue;
      contexts[at] = { ...context, to: index };
      mine.delete(what);
    }
    for (const what of step.contexts) {
      if (!mine.has(what)) mine.set(what, contexts.push({ lane: step.thread, what, from: index, to: trace.steps.length }) - 1);
    }
  });
  return contexts;
}

/** Who could go on after the first `at` steps, and why the others cannot. */
export function nextSteps(run: Run, at: number): { readonly choices: ChoiceData[]; readonly stuck: StuckData[] } {
  const { machine } = run;
  const { states } = walk(machine, run.path.slice(0, at));
  const state = states.at(-1) as State;
  // Whose step is a fault takes no other in its place, and none after it.
  const all = choicesAt(machine, state);
  const faults = all.filter(({ fault }) => fault !== undefined);
  const done = new Map(
    run.path.slice(0, at).flatMap((id) => {
      const rule = machine.rules[id];
      return rule?.fault === undefined ? [] : [[rule.thread, machine.faults[rule.fault]?.sentence ?? ''] as const];
    }),
  );
  const possible = all.filter(
    ({ rule, thread, text, fault }) =>
      !done.has(thread) &&
      (fault !== undefined || run.path[at] === rule || !faults.some((one) => one.thread === thread && one.text === text)),
  );
  const choices = possible.map(
    ({ rule, thread, text, outcome, fault }): ChoiceData => ({
      rule,
      lane: thread,
      text: oneLine(text),
      ...(outcome === undefined ? {} : { outcome: oneLine(outcome) }),
      ...(fault === undefined ? {} : { fault: oneLine(fault) }),
      taken: run.path[at] === rule,
    }),
  );
  const able = new Set(choices.map(({ lane }) => lane));
  const held = traceOf(machine, run.path.slice(0, at)).steps.at(-1)?.held ?? [];
  const stuck = machine.threads.flatMap((thread, lane): StuckData[] => {
    if (able.has(lane)) return [];
    const fault = done.get(lane);
    if (fault !== undefined) return [{ lane, why: `goes no further: ${fault}` }];
    if (thread.ends.includes(state[thread.pc] ?? 0)) return [{ lane, why: 'has finished' }];
    const here = machine.rules.filter((rule) => rule.thread === lane && rule.from === state[thread.pc]);
    const waiting = here.find((rule) => rule.fault === undefined) ?? here[0];
    const step = waiting && machine.steps[waiting.step];
    const cell = waiting && step?.kind === 'lock' ? lockCell(machine, waiting, state) : undefined;
    const holder = cell === undefined ? -1 : held.findIndex((list) => list.some((one) => one.cell === cell));
    const name = held[holder]?.find((one) => one.cell === cell)?.name;
    if (name)
      return [{ lane, why: `waits for ${name}, which ${holder === lane ? 'it holds itself' : `${machine.threads[holder]?.name} holds`}` }];
    return [{ lane, why: step ? `waits: ${oneLine(step.text)}` : 'cannot go on' }];
  });
  return { choices, stuck };
}

/** The call as it is written, or the function's name where it is called from nowhere. */
function callText(machine: Machine, { fn, place }: TraceStep['entered'][number]): string {
  const written = place && oneLine(machine.sources[place.source]?.text.slice(place.at[0], place.at[1]) ?? '');
  return written?.includes(fn) ? written : `${fn}()`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
