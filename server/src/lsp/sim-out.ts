/** A run as text for elsewhere: the columns of a mail, and plain data. */
import { columnsOf, type Machine, type ReplayFile, traceOf, type Verdict, writeReplay } from '../sim/index.ts';
import type { Play } from './sim-play.ts';
import { type RunData, sourceScheme } from './sim-protocol.ts';
import type { Run } from './sim-run.ts';

/** As `mmreview replay` prints it. */
export function runColumns(run: Run): string {
  return machineColumns(run.machine, run.path, run.byHand ? undefined : run.verdict);
}

export function machineColumns(machine: Machine, path: readonly number[], verdict: Verdict | undefined): string {
  const violation = verdict?.kind === 'breaks' ? verdict.violation : undefined;
  const trace = traceOf(machine, path, violation ? { violation } : {});
  return columnsOf(trace);
}

/** A path of one thread, a step a line. */
export function pathColumns(run: RunData): string {
  const head = run.lanes[0]?.runs ?? '';
  const steps = run.steps.map(({ text, places }, index) => `  ${index + 1}. ${text}${places[0] ? ` (${places[0].name})` : ''}`);
  return [head, ...steps, `  => ${run.violation?.sentence ?? run.ending}`, ''].join('\n');
}

/** Everything that is needed to look at it again, without the document and without a tree. */
export function runFile(play: Play, runs: readonly Run[], shown: Run, step: number): string {
  const file: ReplayFile = {
    title: play.title,
    story: play.story,
    ...(play.rule === undefined ? {} : { rule: play.rule }),
    ...(play.scenario === undefined ? {} : { scenario: play.scenario }),
    ...(play.patch === undefined ? {} : { patch: play.patch }),
    runs: runs.map(({ id, kind, label, machine, path, byHand, verdict }) => {
      const loop = !byHand && verdict?.kind === 'breaks' && verdict.violation.kind === 'livelock' ? verdict.violation.loop : undefined;
      return { id, kind, label, machine, path, byHand, ...(verdict ? { verdict } : {}), ...(loop === undefined ? {} : { loop }) };
    }),
    shown: { run: Math.max(0, runs.indexOf(shown)), step },
  };
  return writeReplay(file);
}

/** What the panel shows, for scripts. */
export function runJson(play: Play, run: RunData): string {
  const { label, verdict, lanes, steps, holds, contexts, invariants, violation, ending, assumed, bounds, objects, initial } = run;
  const data = {
    version: 1,
    title: play.title,
    rule: play.rule,
    story: play.story,
    image: label,
    verdict,
    threads: lanes,
    // An address that only this session knows is no place for anybody else.
    steps: steps.map(({ rule, lane, changes, places, ...step }) => ({
      thread: lanes[lane]?.name,
      ...step,
      places: places.filter(({ uri }) => !uri.startsWith(`${sourceScheme}:`)),
      changes,
    })),
    locks: holds,
    contexts,
    invariants,
    violation,
    ending,
    objects,
    initial,
    assumed,
    bounds,
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}
