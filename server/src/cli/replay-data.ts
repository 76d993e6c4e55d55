/** Replays and scenarios as JSON: docs/json.md says it in words, docs/replay.schema.json for machines. Lines and columns are 1-based. */
import type { ScenarioEntry, Unbound } from '../review/index.ts';
import { formatVerdict, type TraceStep, traceOf } from '../sim/index.ts';
import type { Played, PlayedSide } from './replay-played.ts';
import { columnsText } from './replay-text.ts';

/** Version 1; one replay per line. */
export function replayData(input: string | undefined, played: readonly Played[], unbound: readonly Unbound[] = []): string {
  const replays = played.map((one) => `\n${JSON.stringify(oneData(input, one))}`).join(',');
  const lacks = unbound.map(({ scenario, functions, missing }) => ({ scenario, functions, missing }));
  return `{"version":1,"replays":[${replays}${played.length > 0 ? '\n' : ''}]${lacks.length > 0 ? `,"unbound":${JSON.stringify(lacks)}` : ''}}\n`;
}

function oneData(input: string | undefined, one: Played): object {
  return {
    ...(input === undefined ? {} : { input }),
    ...(one.patch === undefined ? {} : { patch: one.patch }),
    scenario: one.scenario,
    title: one.title,
    rule: one.rule,
    functions: one.functions,
    ...(one.change === undefined ? {} : { change: one.change }),
    ...(one.parts === undefined ? {} : { parts: { kind: one.parts.kind, sentence: one.parts.sentence } }),
    sides: one.sides.map(sideData),
  };
}

function sideData(side: PlayedSide): object {
  const { machine, verdict, path, missing } = side;
  const common = { side: side.side, label: side.label, missing };
  if (!machine) return { ...common, verdict: 'missing' };
  const { finding, explored, bound } = verdict ? formatVerdict(machine, verdict) : { finding: '', explored: '', bound: '' };
  const told = {
    ...common,
    verdict: verdict?.kind ?? 'missing',
    finding,
    explored,
    bound,
    ...(verdict ? { states: verdict.counts.states } : {}),
    assumed: machine.assumed.map(({ sentence }) => sentence),
  };
  const shown = path ?? (verdict?.kind === 'breaks' ? verdict.path : undefined);
  if (shown === undefined) return told;
  const trace = traceOf(machine, shown, path === undefined && verdict?.kind === 'breaks' ? { violation: verdict.violation } : {});
  return {
    ...told,
    preemptions: trace.preemptions,
    threads: trace.threads,
    steps: trace.steps.map((step) => stepData(step, trace.threads, side)),
    ...(trace.loop === undefined ? {} : { loop: trace.loop }),
    violation: {
      kind: trace.ending.kind,
      ...(trace.ending.name === undefined ? {} : { name: trace.ending.name }),
      sentence: trace.ending.sentence,
    },
    columns: columnsText(side),
  };
}

function stepData(step: TraceStep, threads: readonly { readonly name: string }[], { machine, places }: PlayedSide): object {
  const input = places[machine?.rules[step.rule]?.step ?? -1]?.start;
  return {
    thread: threads[step.thread]?.name ?? '',
    text: step.text,
    ...(step.outcome === undefined ? {} : { outcome: step.outcome }),
    kind: step.kind,
    function: step.fn,
    depth: step.depth,
    ...(step.place === undefined ? {} : { file: step.place.file, line: step.place.line }),
    ...(input === undefined ? {} : { input: { line: input.line + 1, column: input.character + 1 } }),
    preempts: step.preempts,
    changes: step.changes.map(({ name, was, is }) => ({ name, before: was, after: is })),
    locks: step.held.flatMap((list, thread) => list.map(({ name, how }) => ({ thread: threads[thread]?.name ?? '', name, how }))),
  };
}

/** The fields that scripts rely on, and no others. */
export function scenariosData(entries: readonly ScenarioEntry[]): string {
  const scenarios = entries.map(({ id, title, era, source, variants }) => ({
    id,
    title,
    era,
    source,
    variants: variants.map((variant) => ({ id: variant.id, verdict: variant.verdict })),
  }));
  return `${JSON.stringify({ scenarios }, null, 2)}\n`;
}
