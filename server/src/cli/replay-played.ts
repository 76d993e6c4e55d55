/** What `mmreview replay` plays, whether it comes from a patch, from a scenario alone, or from a replay that somebody saved. */
import {
  type Bench,
  changeOf,
  type ReplayChange,
  type ReplayImage,
  type Reviewer,
  type Unbound,
  whyIncomparable,
} from '../review/index.ts';
import { followSchedule, type Machine, type Parting, type ReplayFile, type Verdict } from '../sim/index.ts';
import type { ReplayCommand } from './options.ts';

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

/** The sides that a reader wants to see first: those that break, the patch's own before what it mends. */
export function toShow(one: Played): readonly PlayedSide[] {
  const able = one.sides.filter(({ machine }) => machine !== undefined);
  const broken = able.filter(({ verdict }) => verdict?.kind === 'breaks');
  if (broken.length === 0) return able.slice(-1);
  return one.sides.some(({ side }) => side === 'before' || side === 'after') ? broken.slice(-1) : broken;
}

/** What the offers of a patch's benches play, and what is not offered because the patch shows too little of a function. */
export function patchReplays(
  reviewer: Reviewer,
  benches: readonly Bench[],
  command: ReplayCommand,
  run: (machine: Machine) => Verdict,
  patchOf: (patch: number) => NonNullable<Played['patch']>,
): { readonly played: Played[]; readonly unbound: Unbound[] } {
  const replays = reviewer.replays(benches);
  const asked = ({ scenario }: { readonly scenario: string }): boolean => command.scenario === undefined || scenario === command.scenario;
  const played = replays.offers.filter(asked).map(({ id, scenario, title, story, rule, functions, patch }): Played => {
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
    const both = { before: sides[0], after: sides[1] };
    const change = command.side === undefined ? changeOf(both.before?.verdict, both.after?.verdict, both) : undefined;
    const why = command.side === undefined ? whyIncomparable(both.before?.verdict, both.after?.verdict, both) : undefined;
    const parts = partingOf(sides);
    return {
      scenario,
      title,
      story,
      rule,
      functions,
      patch: patchOf(patch),
      sides: why === undefined ? sides : sides.map((side, i) => (i === 1 ? { ...side, missing: [...side.missing, why] } : side)),
      ...(change === undefined ? {} : { change }),
      ...(parts === undefined ? {} : { parts }),
    };
  });
  // what is about another kernel is nobody's question, unless it is asked for or nothing else is there
  const unbound = replays.unbound.filter(asked);
  const others = command.scenario !== undefined || played.length + unbound.length === 0 ? replays.otherEras.filter(asked) : [];
  return { played, unbound: [...unbound, ...others] };
}

function partingOf(sides: readonly PlayedSide[]): Parting | undefined {
  const breaks = sides.find(({ verdict }) => verdict?.kind === 'breaks');
  const holds = sides.find(({ verdict }) => verdict?.kind === 'holds');
  if (!breaks?.machine || !holds?.machine || breaks.verdict?.kind !== 'breaks') return undefined;
  return followSchedule(breaks.machine, breaks.verdict.path, holds.machine).parts;
}

/** A scenario's own variants; or, as a sentence, why there are none. */
export function variantsOf(reviewer: Reviewer, command: ReplayCommand, run: (machine: Machine) => Verdict): Played[] | string {
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

/** What a replay file holds. */
export function savedReplay({ title, story, rule, scenario, patch, runs }: ReplayFile): Played {
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

/** What is played, as a file that keeps it. */
export function replayFile({ title, story, rule, scenario, patch, sides }: Played): ReplayFile {
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
