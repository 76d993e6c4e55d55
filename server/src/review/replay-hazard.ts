/** What the verdicts of a scenario say of a patch: brought in, mended, carried, and at which line of it. */
import type { Range } from '../patch/types.ts';
import type { Machine, SourceRef, Verdict } from '../sim/index.ts';
import type { ReplayOffer } from './replay.ts';
import type { ReplaySide } from './replay-bodies.ts';

/** What a patch does to a scenario. */
export type Change = 'introduced' | 'fixed' | 'carried' | 'none' | 'unknown';

interface Played {
  readonly machine?: Machine | undefined;
}
type Sides = { readonly before: Played | undefined; readonly after: Played | undefined };

/** @param sides without them the verdicts are believed as they are */
export function changeOf(before: Verdict | undefined, after: Verdict | undefined, sides?: Sides): Change {
  if (!before || !after || before.kind === 'open' || after.kind === 'open') return 'unknown';
  if (before.kind === 'holds' && after.kind === 'holds') return 'none';
  if (before.kind === 'breaks' && after.kind === 'breaks') return sides && isElsewhere(before, after, sides) ? 'unknown' : 'carried';
  if (sides && whyIncomparable(before, after, sides) !== undefined) return 'unknown';
  return before.kind === 'holds' ? 'introduced' : 'fixed';
}

/**
 * What is out of sight may do anything. A side that breaks where it calls something unseen that the other side does not call, or asks
 * for a flag that was renamed or is new, may owe it to that; a side that holds
 * and works on members that are not in this world, and that the other does not know, may hold because nothing of it is looked at.
 * What breaks on both sides without a step of the patch's own is the scenario's doing: the patch shows none of it.
 * @returns a sentence; undefined where the verdicts say something of the patch
 */
export function whyIncomparable(before: Verdict | undefined, after: Verdict | undefined, sides: Sides): string | undefined {
  if (!before || !after || before.kind === 'open' || after.kind === 'open') return undefined;
  if (before.kind === after.kind) return isElsewhere(before, after, sides) ? ELSEWHERE : undefined;
  const [holding, breaking] = before.kind === 'holds' ? [sides.before, sides.after] : [sides.after, sides.before];
  const there = unseenOf(holding);
  const here = unseenOf(breaking);
  const call = [...here].find((u) => u.endsWith('()') && !there.has(u));
  if (call !== undefined) return `what breaks calls ${call}, which is not in sight, and what holds does not`;
  const flag = [...here].find((u) => FLAG.test(u) && !there.has(u));
  if (flag !== undefined) return `what breaks asks for \`${flag}\`, flags that this world does not know, and what holds does not`;
  const member = [...there].find((u) => !u.endsWith('()') && !here.has(u));
  return member === undefined ? undefined : `what holds works on \`${member}\`, which is not in this world, and what breaks does not`;
}

export const ELSEWHERE = 'it breaks before the patch and after it, and no step of that is in lines that the patch shows';

function isElsewhere(before: Verdict, after: Verdict, sides: Sides): boolean {
  return before.kind === 'breaks' && after.kind === 'breaks' && !passesPatch(before, sides.before) && !passesPatch(after, sides.after);
}

/** A step of the path is in the patch's own code, or in what that calls. */
export function passesPatch(verdict: Verdict & { kind: 'breaks' }, { machine }: Played = {}): boolean {
  if (!machine) return true;
  const isPatch = (ref: SourceRef | undefined): boolean => ref !== undefined && machine.sources[ref.source]?.from === 'patch';
  return verdict.path.some((id) => {
    const step = machine.steps[machine.rules[id]?.step ?? -1];
    return step !== undefined && (isPatch(step.at) || step.stack.some((frame) => isPatch(frame.call)));
  });
}

/** a condition on flags by their names */
const FLAG = /&\s*\(?[A-Z][A-Z0-9_]+\b/;

/** In the patch's own code. */
function unseenOf({ machine }: Played = {}): Set<string> {
  const own = machine?.assumed.filter((a) => a.at !== undefined && machine.sources[a.at.source]?.from === 'patch') ?? [];
  return new Set(own.flatMap((a) => a.unseen ?? []));
}

/** What two explorations say of a patch, at a line of it. Plain data. */
export interface ReplayHazard {
  readonly scenario: string;
  readonly rule: string;
  readonly change: Exclude<Change, 'none' | 'unknown'>;
  /** the invariant that does not hold; or the fault, or who waits for ever */
  readonly sentence: string;
  readonly function: string;
  /** the last step of the counterexample that the patch shows, an added line before any other */
  readonly input?: Range;
  /** step of the machine that `input` is, when it is one */
  readonly step?: number;
  readonly preemptions: number;
  readonly steps: number;
}

/** Nothing when the patch changes nothing about the scenario, or when one side could not be explored to its end. */
export function hazardOf(
  offer: ReplayOffer,
  sides: { readonly before: ReplaySide | undefined; readonly after: ReplaySide | undefined },
  verdicts: { readonly before: Verdict | undefined; readonly after: Verdict | undefined },
): ReplayHazard | undefined {
  const change = changeOf(verdicts.before, verdicts.after, sides);
  if (change === 'none' || change === 'unknown') return undefined;
  const verdict = change === 'fixed' ? verdicts.before : verdicts.after;
  const side = change === 'fixed' ? sides.before : sides.after;
  const machine = side?.machine;
  if (verdict?.kind !== 'breaks' || !side || !machine) return undefined;
  const steps = verdict.path.map((id) => machine.rules[id]?.step ?? -1);
  const shown = steps.filter((s) => side.places[s] !== undefined);
  // a line that the patch adds is where it went wrong; where it only takes away, its change is
  const added = shown.filter((s) => side.lines[s]?.added);
  // giving a lock back is seldom what was wrong
  const last = added.findLast((s) => machine.steps[s]?.kind !== 'unlock') ?? added.at(-1);
  const input = (last === undefined ? undefined : side.places[last]) ?? offer.ranges[0];
  return {
    scenario: offer.scenario,
    rule: offer.rule,
    change,
    sentence: sentenceOf(machine, verdict.violation),
    function: (last === undefined ? undefined : side.lines[last]?.fn) || (offer.functions[0] ?? ''),
    ...(last === undefined ? {} : { step: last }),
    ...(input ? { input } : {}),
    preemptions: verdict.preemptions,
    steps: verdict.path.length,
  };
}

function sentenceOf(machine: Machine, violation: (Verdict & { kind: 'breaks' })['violation']): string {
  switch (violation.kind) {
    case 'invariant':
      return machine.invariants[violation.invariant]?.sentence ?? '';
    case 'fault':
      return machine.faults[violation.fault]?.sentence ?? '';
    case 'deadlock':
      return `${violation.threads.map((t) => machine.threads[t]?.name ?? '').join(' and ')} wait for ever`;
    case 'livelock':
      return 'it goes round for ever and nobody gets ahead';
  }
}
