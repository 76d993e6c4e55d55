/**
 * `mmreview replay`: the scenarios that a patch plays a role in, run with its code before and after; or a scenario's own variants; or a replay that somebody saved.
 * What is run is explored here; replay-played.ts says what that is, replay-text.ts and replay-data.ts print it.
 */

import type { Message } from '../patch/types.ts';
import { inputName, printable } from '../report/index.ts';
import type { Bench, Unbound } from '../review/index.ts';
import { explore, type Machine, promelaOf, readReplay, type Verdict, writeReplay } from '../sim/index.ts';
import type { Engine } from './engine.ts';
import { internalFailure, systemFailure } from './failure.ts';
import { wholeDocument } from './input.ts';
import type { Io } from './io.ts';
import { openKernel } from './kernel.ts';
import type { ReplayCommand } from './options.ts';
import { Progress } from './progress.ts';
import { replayData } from './replay-data.ts';
import { type Played, patchReplays, replayFile, savedReplay, toShow, variantsOf } from './replay-played.ts';
import { replayText } from './replay-text.ts';

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
  let unbound: readonly Unbound[] = [];
  try {
    const reviewer = await engine.reviewer();
    const known = reviewer.scenarios();
    if (command.scenario !== undefined && !known.find(command.scenario)) {
      say(`no scenario is called '${command.scenario}' (mmreview scenarios lists them)`);
      return 2;
    }
    if (command.input === undefined) played = variantsOf(reviewer, command, run);
    else {
      const tree = command.kernel === undefined ? undefined : await openKernel(command.kernel, engine, say);
      if (command.kernel !== undefined && !tree) return 2;
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
        ({ played, unbound } = patchReplays(reviewer, benches, command, run, (patch) =>
          identity(review.patches[patch]?.subject ?? '', messageOf(patch)),
        ));
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
  await print(played, unbound, command, io, say);
  const bad = (one: Played): boolean =>
    command.side === undefined && one.change !== undefined
      ? one.change === 'introduced'
      : one.sides.some(({ verdict }) => verdict?.kind === 'breaks');
  return command.input !== undefined && played.some(bad) ? 1 : 0;
}

async function print(
  played: readonly Played[],
  unbound: readonly Unbound[],
  command: ReplayCommand,
  io: Io,
  say: (line: string) => void,
): Promise<void> {
  if (command.format !== 'json') for (const lack of lacksOf(unbound)) say(lack);
  if (played.length === 0) {
    const which = command.scenario === undefined ? 'no scenario has' : `${command.scenario} has no`;
    if (command.format === 'json') await io.stdout.write(replayData(command.input, played, unbound));
    else if (unbound.length === 0)
      say(`${inputName(command.input ?? '')}: ${which} ${command.scenario === undefined ? 'a ' : ''}role for a function that it touches`);
    return;
  }
  switch (command.format) {
    case 'lkml':
      await io.stdout.write(replayText(played, command.side !== undefined));
      return;
    case 'json':
      await io.stdout.write(replayData(command.input, played, unbound));
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

/** One line for each reason, with all scenarios that it keeps from being run. */
function lacksOf(unbound: readonly Unbound[]): string[] {
  const by = new Map<string, Set<string>>();
  for (const { scenario, missing } of unbound)
    for (const sentence of missing) by.set(sentence, (by.get(sentence) ?? new Set()).add(scenario));
  return [...by].map(([sentence, scenarios]) => `${[...scenarios].join(', ')}: not run, ${sentence}`);
}

const isReplayFile = (text: string): boolean => /^\ufeff?\s*\{/.test(text) && text.includes('mm-patch-review/replay');

function identity(subject: string, message: Message | undefined): NonNullable<Played['patch']> {
  const id = message?.messageId;
  return { subject, ...(id ? { messageId: id } : {}) };
}
