/** What the scenarios say of a patch, as findings: proved by an interleaving that replays, told at a line of the patch like any other. */
import type { Severity } from '../check/index.ts';
import { columnsOf, explore, type Machine, rowsOf, type Trace, traceOf, type Verdict } from '../sim/index.ts';
import type { Bench } from './bench.ts';
import { fingerprint } from './fingerprint.ts';
import type { ReplayOffer, Replays } from './replay.ts';
import type { ReplaySide } from './replay-bodies.ts';
import { hazardOf } from './replay-hazard.ts';
import { scenarioPlace } from './scenario-place.ts';
import type { Finding, FindingStep } from './types.ts';

/** A review does not wait for the large ones: who opens the replay gets all of it. */
const MOST_STATES = 300_000;
const SLICE = 20_000;
/** columns of a mail */
const MAIL = 72;

export interface ReplayFindingsOptions {
  readonly signal?: AbortSignal;
  turn?(): Promise<void>;
  severityOf(rule: string): Severity;
}

/** Hazards that the patches bring or mend; nothing of what was there before and stays. Rejects only with an AbortError. */
export async function replayFindings(
  replays: Replays,
  benches: readonly Bench[],
  known: readonly Finding[],
  o: ReplayFindingsOptions,
): Promise<Finding[]> {
  const out: Finding[] = [];
  for (const { id } of replays.touched) {
    await o.turn?.();
    if (o.signal?.aborted) throw new DOMException('the review was cancelled', 'AbortError');
    const offer = replays.offer(id);
    if (!offer) continue;
    const before = replays.side(offer.id, 'before');
    const after = replays.side(offer.id, 'after');
    if (!before?.machine || !after?.machine) continue;
    const verdicts = { before: await verdictOf(replays, before.machine, o), after: await verdictOf(replays, after.machine, o) };
    const hazard = hazardOf(offer, { before, after }, verdicts);
    if (!hazard || hazard.change === 'carried' || !hazard.input) continue;
    const broken = hazard.change === 'introduced' ? { side: after, verdict: verdicts.after } : { side: before, verdict: verdicts.before };
    const spot = hazard.step === undefined ? undefined : broken.side.lines[hazard.step];
    const file = spot?.file ?? fileOf(offer, benches);
    const { machine } = broken.side;
    if (!machine || broken.verdict?.kind !== 'breaks') continue;
    const { path, violation } = broken.verdict;
    const passes = path.map((id) => broken.side.places[machine.rules[id]?.step ?? -1]?.start.line);
    // the same thing said twice is one remark too many: a path in one function says it shorter. A question does so where the threads come by its line
    const comesBy = (f: Finding) => passes.includes(f.input.start.line);
    const told = [...known, ...out].some(
      (f) =>
        (f.confidence !== 'low' || comesBy(f)) &&
        f.patch === offer.patch &&
        f.rule === hazard.rule &&
        f.change === hazard.change &&
        offer.functions.includes(f.function),
    );
    if (told) continue;
    const trace = traceOf(machine, path, { violation });
    const outside = machine.assumed.length > 0;
    const severity = o.severityOf(hazard.rule);
    const threads = machine.threads.filter((t) => !t.daemon).map((t) => t.runs);
    const against = threads.length > 1 ? threads.at(-1) : undefined;
    out.push({
      rule: hazard.rule,
      // what lies outside of the scenario's world was taken for granted, and is listed with the replay
      severity: outside && severity === 'error' ? 'warning' : severity,
      confidence: outside ? 'medium' : 'high',
      change: hazard.change,
      message: messageOf(offer, violation.kind === 'invariant' ? `breaks "${hazard.sentence}"` : `: ${hazard.sentence}`, threads),
      function: hazard.function,
      file,
      line: spot?.line ?? 0,
      side: hazard.change === 'introduced' ? 'new' : 'old',
      object: offer.scenario,
      input: hazard.input,
      path: stepsOf(broken.side, trace, file),
      fingerprint: fingerprint([hazard.rule, file, hazard.function, offer.scenario, hazard.sentence]),
      patch: offer.patch,
      race: { ...(against === undefined ? {} : { against }), story: offer.title, columns: columnsOf(trace, { width: MAIL }).trimEnd() },
    });
  }
  return out;
}

/** `race of a(), b() with c(): what goes wrong (scenario x: its title)`. @param what `: a sentence`, or a verb and what it takes */
function messageOf(offer: ReplayOffer, what: string, threads: readonly string[]): string {
  const who = threads.length > 1 ? `race of ${threads.slice(0, -1).join(', ')} with ${threads.at(-1)}` : (threads[0] ?? '');
  return `${who}${what.startsWith(':') ? '' : ' '}${what} (scenario ${offer.scenario}: ${offer.title})`;
}

function fileOf(offer: ReplayOffer, benches: readonly Bench[]): string {
  const bench = benches.find((b) => b.patch === offer.patch);
  const file = bench?.files.find((f) => f.touched.some((t) => offer.functions.includes(t.name)));
  return file?.images.path ?? '';
}

/** The counterexample, a statement a step, each with its lane. @param file of the finding: a step that is elsewhere names its own */
function stepsOf(side: ReplaySide, trace: Trace, file: string): FindingStep[] {
  return rowsOf(trace, true).flatMap(({ at, text, aside }): FindingStep[] => {
    const step = at === undefined ? undefined : trace.steps[at];
    if (!step) return [];
    const rule = side.machine?.rules[step.rule];
    const line = rule ? (side.lines[rule.step] ?? treeLineOf(side.machine, rule.step)) : undefined;
    const input = rule ? side.places[rule.step] : undefined;
    // What a callee does that has no line of its own stands at its call.
    const within = line && step.fn !== '' && step.fn !== line.fn && !text.startsWith(`${step.fn}(`) ? `${step.fn}(): ` : '';
    const fault = rule?.fault === undefined ? undefined : side.machine?.faults[rule.fault]?.sentence;
    return [
      {
        line: line?.line ?? 0,
        note: `${trace.threads[step.thread]?.name ?? ''}: ${within}${fault ?? text}${aside === undefined ? '' : ` (${aside})`}`,
        ...(line ? (line.file === file && !('tree' in line) ? {} : { file: line.file }) : { file: scenarioPlace(step.fn) }),
        ...(input ? { input } : {}),
      },
    ];
  });
}

/** Where a step stands that is in a body of the tree, or below a call there. */
function treeLineOf(machine: Machine | undefined, step: number): { fn: string; file: string; line: number; tree: true } | undefined {
  const at = machine?.steps[step];
  if (!at) return undefined;
  // the innermost place first; the function of a call is the one below it on the stack
  const refs = [
    { ref: at.at, fn: at.stack.at(-1)?.fn },
    ...at.stack.map(({ call }, i) => ({ ref: call, fn: at.stack[i - 1]?.fn })).reverse(),
  ];
  for (const { ref, fn } of refs) {
    const source = ref && machine?.sources[ref.source];
    if (ref && source?.from === 'tree')
      return { fn: fn ?? '', file: source.name, line: source.text.slice(0, ref.at[0]).split('\n').length, tree: true };
  }
  return undefined;
}

async function verdictOf(replays: Replays, machine: Machine, o: ReplayFindingsOptions): Promise<Verdict> {
  const known = replays.verdictOf(machine);
  if (known) return known;
  const exploration = explore(machine, { maxStates: MOST_STATES });
  for (;;) {
    const verdict = exploration.advance(SLICE);
    if (verdict) {
      replays.found(machine, verdict);
      return verdict;
    }
    await o.turn?.();
    if (o.signal?.aborted) throw new DOMException('the review was cancelled', 'AbortError');
  }
}
