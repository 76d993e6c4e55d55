/**
 * `mmreview replay`: the scenarios that a patch plays a role in, run with its code before and after; or a scenario's own variants; or a replay that somebody saved.
 * What is run is explored here; replay-text.ts and replay-data.ts print it.
 */
import type { Message } from '../patch/types.ts';
import { type Bench, changeOf, type ReplayChange, type ReplayImage, type Reviewer } from '../review/index.ts';
import {
  explore,
  followSchedule,
  type Machine,
  type Parting,
  promelaOf,
  type ReplayFile,
  readReplay,
  type Verdict,
  writeReplay,
} from '../sim/index.ts';
import type { SourceTree } from '../tree/types.ts';
import type { Engine } from './engine.ts';
import { internalFailure, oneLine, systemFailure } from './failure.ts';
import { wholeDocument } from './input.ts';
import type { Io } from './io.ts';
import type { ReplayCommand } from './options.ts';
import { printable } from './printable.ts';
import { Progress } from './progress.ts';
import { replayData } from './replay-data.ts';
import { replayText } from './replay-text.ts';
import { inputName } from './text-report.ts';

/** One scenario with the code of one patch, or a variant of it as it is. */
export interface Played {
  /** `zswap-lru-offline` */
  readonly scenario: string;
  readonly title: string;
  readonly story: string;
  readonly rule: string;
  readonly patch?: { readonly subject: string; readonly messageId?: string };
  /** functions of the patch that play a role */
  readonly functions: readonly string[];
  /** of a patch */
  readonly change?: ReplayChange;
  /** with the turns of the counterexample, on the side of the patch that holds: what happens there for the first time that does not happen on the other */
  readonly parts?: Parting;
  readonly sides: readonly PlayedSide[];
}

export interface PlayedSide {
  readonly side: ReplayImage | 'variant' | 'saved';
  /** `before the patch`, `variant late_switch` */
  readonly label: string;
  readonly machine?: Machine;
  readonly verdict?: Verdict;
  /** the path that is shown, where it is not the verdict's */
  readonly path?: readonly number[];
  /** 0-based place in the input of each step of the machine that the patch shows */
  readonly places: readonly ({ readonly start: { readonly line: number; readonly character: number } } | undefined)[];
  /** why there is no machine, or what of the patch is not in it: sentences */
  readonly missing: readonly string[];
}

const SLICE = 200_000;

/** Answers the exit status: 0 nothing is brought in, 1 something is (or breaks, where a side was asked for), 2 something could not be read. */
export async function replay(command: ReplayCommand, io: Io, engine: Engine): Promise<number> {
  const progress = new Progress(io);
  const say = (line: string): void => {
    progress.clear();
    void io.stderr.write(`mmreview: ${printable(line)}\n`);
  };
  const run = (machine: Machine): Verdict => {
    const exploration = explore(machine);
    for (;;) {
      const verdict = exploration.advance(SLICE);
      if (verdict) return verdict;
      progress.show(`${machine.name}: ${exploration.explored} states`);
    }
  };

  let played: readonly Played[] | string;
  try {
    const reviewer = await engine.reviewer();
    const known = reviewer.scenarios();
    if (command.scenario !== undefined && !known.find(command.scenario)) {
      say(`no scenario is called '${command.scenario}' (mmreview scenarios lists them)`);
      return 2;
    }
    if (command.input === undefined) played = variantsOf(reviewer, command, run);
    else {
      let tree: SourceTree | undefined;
      try {
        if (command.kernel !== undefined) tree = await engine.openTree(command.kernel);
      } catch (error) {
        say(`--kernel: ${oneLine(error)}`);
        return 2;
      }
      const { document, text } = await wholeDocument(io.read(command.input));
      if (isReplayFile(text)) {
        const read = readReplay(text);
        played = 'error' in read ? read.error : [savedReplay(read.replay)];
      } else {
        const benches: Bench[] = [];
        const review = await reviewer.review(document, {
          ...(tree ? { tree } : {}),
          onBench: (bench) => benches.push(bench),
          onProgress: (done, total, what) => progress.show(`${inputName(command.input!)}: ${done}/${total} ${what}`),
        });
        const messageOf = (patch: number): Message | undefined => document.messages[review.patches[patch]?.message ?? -1];
        played = patchReplays(reviewer, benches, command, run, (patch) => identity(review.patches[patch]?.subject ?? '', messageOf(patch)));
      }
    }
  } catch (error) {
    say(`${command.input === undefined ? '' : `${inputName(command.input)}: `}${systemFailure(error) ?? internalFailure(error)}`);
    if (io.env.MMREVIEW_DEBUG && error instanceof Error) await io.stderr.write(`${error.stack}\n`);
    return 2;
  }
  progress.clear();
  if (typeof played === 'string') {
    say(command.input === undefined ? played : `${inputName(command.input)}: ${played}`);
    return 2;
  }
  await print(played, command, io, say);
  const bad = (one: Played): boolean =>
    command.side === undefined && one.change !== undefined
      ? one.change === 'introduced'
      : one.sides.some(({ verdict }) => verdict?.kind === 'breaks');
  return command.input !== undefined && played.some(bad) ? 1 : 0;
}

async function print(played: readonly Played[], command: ReplayCommand, io: Io, say: (line: string) => void): Promise<void> {
  if (played.length === 0) {
    const which = command.scenario === undefined ? 'no scenario has' : `${command.scenario} has no`;
    if (command.format === 'json') await io.stdout.write(replayData(command.input, played));
    else
      say(`${inputName(command.input ?? '')}: ${which} ${command.scenario === undefined ? 'a ' : ''}role for a function that it touches`);
    return;
  }
  switch (command.format) {
    case 'lkml':
      await io.stdout.write(replayText(played, command.side !== undefined));
      return;
    case 'json':
      await io.stdout.write(replayData(command.input, played));
      return;
    case 'promela':
    case 'replay': {
      // One text holds one machine, one file one replay: what can be told apart by --scenario and --before or --after.
      const texts =
        command.format === 'promela'
          ? played.flatMap((one) => toShow(one).flatMap(({ machine }) => (machine ? [promelaOf(machine)] : [])))
          : played.flatMap((one) => (one.sides.some(({ machine }) => machine) ? [writeReplay(replayFile(one))] : []));
      if (texts.length > 1) {
        const names = [...new Set(played.map(({ scenario }) => scenario))].join(', ');
        say(
          `${texts.length} of them, the first is printed: choose one with --scenario (${names})${command.format === 'promela' ? ', --before or --after' : ''}`,
        );
      }
      if (texts[0] === undefined) say('there is nothing that could be run');
      else await io.stdout.write(texts[0]);
      for (const one of played)
        for (const { label, missing } of one.sides) for (const lack of missing) say(`${one.scenario}, ${label}: ${lack}`);
    }
  }
}

/** The sides that a reader wants to see first: those that break, the patch's own before what it mends. */
export function toShow(one: Played): readonly PlayedSide[] {
  const able = one.sides.filter(({ machine }) => machine !== undefined);
  const broken = able.filter(({ verdict }) => verdict?.kind === 'breaks');
  if (broken.length === 0) return able.slice(-1);
  return one.sides.some(({ side }) => side === 'before' || side === 'after') ? broken.slice(-1) : broken;
}

function patchReplays(
  reviewer: Reviewer,
  benches: readonly Bench[],
  command: ReplayCommand,
  run: (machine: Machine) => Verdict,
  patchOf: (patch: number) => NonNullable<Played['patch']>,
): Played[] {
  const replays = reviewer.replays(benches);
  return replays.offers
    .filter(({ scenario }) => command.scenario === undefined || scenario === command.scenario)
    .map(({ id, scenario, title, story, rule, functions, patch }): Played => {
      const sideOf = (side: ReplayImage): PlayedSide => {
        const bound = replays.side(id, side);
        const missing = [
          ...(bound?.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`) ?? []),
          ...(bound?.missing ?? []),
        ];
        const label = `${side} the patch`;
        const { machine, places = [] } = bound ?? {};
        return machine ? { side, label, machine, verdict: run(machine), places, missing } : { side, label, places, missing };
      };
      const sides = command.side === undefined ? [sideOf('before'), sideOf('after')] : [sideOf(command.side)];
      const change = command.side === undefined ? changeOf(sides[0]!.verdict, sides[1]!.verdict) : undefined;
      const parts = partingOf(sides);
      return {
        scenario,
        title,
        story,
        rule,
        functions,
        patch: patchOf(patch),
        sides,
        ...(change === undefined ? {} : { change }),
        ...(parts === undefined ? {} : { parts }),
      };
    });
}

function partingOf(sides: readonly PlayedSide[]): Parting | undefined {
  const breaks = sides.find(({ verdict }) => verdict?.kind === 'breaks');
  const holds = sides.find(({ verdict }) => verdict?.kind === 'holds');
  if (!breaks?.machine || !holds?.machine || breaks.verdict?.kind !== 'breaks') return undefined;
  return followSchedule(breaks.machine, breaks.verdict.path, holds.machine).parts;
}

function variantsOf(reviewer: Reviewer, command: ReplayCommand, run: (machine: Machine) => Verdict): Played[] | string {
  const shelf = reviewer.scenarios();
  const scenario = shelf.find(command.scenario!)!;
  const variants = scenario.variants.filter(({ id }) => command.variant === undefined || id === command.variant);
  if (variants.length === 0)
    return `${scenario.id} has no variant '${command.variant}': ${scenario.variants.map(({ id }) => id).join(', ')}`;
  const { id, title, story, rule } = scenario;
  const sides = variants.map((variant): PlayedSide => {
    const { machine, problems } = shelf.compile(scenario, { variant: variant.id, name: `${id}/${variant.id}` });
    const missing = problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
    const common = { side: 'variant' as const, label: `variant ${variant.id}`, places: [], missing };
    return machine ? { ...common, machine, verdict: run(machine) } : common;
  });
  return [{ scenario: id, title, story, rule, functions: [], sides }];
}

const isReplayFile = (text: string): boolean => /^\ufeff?\s*\{/.test(text) && text.includes('mm-patch-review/replay');

function savedReplay({ title, story, rule, scenario, patch, runs }: ReplayFile): Played {
  const sides = runs.map(
    ({ label, machine, path, verdict, byHand }): PlayedSide => ({
      side: 'saved',
      label,
      machine,
      ...(verdict === undefined ? {} : { verdict }),
      ...(byHand || verdict === undefined ? { path } : {}),
      places: [],
      missing: [],
    }),
  );
  const parts = partingOf(sides);
  return {
    scenario: scenario ?? '',
    title,
    story,
    rule: rule ?? '',
    functions: [],
    ...(patch === undefined ? {} : { patch }),
    ...(parts === undefined ? {} : { parts }),
    sides,
  };
}

function replayFile({ title, story, rule, scenario, patch, sides }: Played): ReplayFile {
  const runs = sides.flatMap(({ side, label, machine, verdict, path }) =>
    machine
      ? [
          {
            id: side === 'variant' ? label : side,
            kind: side === 'variant' || side === 'saved' ? 'only' : side,
            label,
            machine,
            path: path ?? (verdict?.kind === 'breaks' ? verdict.path : []),
            ...(verdict?.kind === 'breaks' && verdict.violation.kind === 'livelock' ? { loop: verdict.violation.loop } : {}),
            byHand: path !== undefined,
            ...(verdict === undefined ? {} : { verdict }),
          },
        ]
      : [],
  );
  return {
    title,
    story,
    ...(rule === '' ? {} : { rule }),
    ...(scenario === '' ? {} : { scenario }),
    ...(patch === undefined ? {} : { patch }),
    runs: runs.slice(0, 8),
  };
}

function identity(subject: string, message: Message | undefined): NonNullable<Played['patch']> {
  const id = message?.messageId;
  return { subject, ...(id ? { messageId: id } : {}) };
}
