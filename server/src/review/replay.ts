/**
 * From a patch to the scenarios that its functions play a role in: which there are, what each lacks, and for each side of the patch the machine to explore.
 */
import { compareVersions } from '../model/index.ts';
import type { Range } from '../patch/types.ts';
import {
  type Code,
  type Edit,
  isRunnable,
  type Machine,
  type Problem,
  type Scenario,
  type Shelf,
  type SourceRef,
  type Step,
  type Verdict,
} from '../sim/index.ts';
import type { Bench } from './document.ts';
import { releasesApart } from './era.ts';
import type { Image, Touched } from './functions.ts';
import { isAdded, rangeOfSpan } from './locate.ts';

export type Side = 'before' | 'after';

/** A scenario that a patch touches. Plain data. */
export interface ReplayOffer {
  /** `swapin-charge-order#0`: the scenario and the patch */
  readonly id: string;
  readonly scenario: string;
  readonly title: string;
  readonly story: string;
  readonly rule: string;
  readonly source: string;
  /** index in Review.patches */
  readonly patch: number;
  /** functions of the patch that play a role */
  readonly functions: readonly string[];
  /** where in the input their changed lines are: the first is where a lens or a squiggle goes */
  readonly ranges: readonly Range[];
}

export interface ReplaySide {
  readonly machine?: Machine;
  /** what keeps it from being run, or what part of the patch could not be bound */
  readonly problems: readonly Problem[];
  readonly missing: readonly string[];
  /** for each step of the machine the place in the input, when the patch shows it */
  readonly places: readonly (Range | undefined)[];
  /** for each step of the machine that is in the patch's own code: where in its file, and whether the patch adds that line */
  readonly lines: readonly ({ readonly fn: string; readonly file: string; readonly line: number; readonly added: boolean } | undefined)[];
}

/** What a patch does to a scenario. */
export type Change = 'introduced' | 'fixed' | 'carried' | 'none' | 'unknown';

export function changeOf(before: Verdict | undefined, after: Verdict | undefined): Change {
  if (!before || !after || before.kind === 'open' || after.kind === 'open') return 'unknown';
  if (before.kind === 'holds') return after.kind === 'breaks' ? 'introduced' : 'none';
  return after.kind === 'holds' ? 'fixed' : 'carried';
}

/** One line of `mmreview scenarios`. */
export interface ScenarioEntry {
  readonly id: string;
  readonly title: string;
  /** `6.8-6.12`, either end may be open */
  readonly era: string;
  readonly source: string;
  readonly rule: string;
  readonly roles: readonly string[];
  readonly variants: readonly { readonly id: string; readonly verdict: 'holds' | 'breaks'; readonly sentence: string }[];
}

export function scenarioList(shelf: Shelf): ScenarioEntry[] {
  return shelf.scenarios.map((s) => ({
    id: s.id,
    title: s.title,
    era: `${s.since ?? ''}-${s.until ?? ''}`,
    source: s.source,
    rule: s.rule,
    roles: shelf.roles(s),
    variants: s.variants,
  }));
}

interface Binding {
  readonly offer: ReplayOffer;
  readonly scenario: Scenario;
  readonly bench: Bench;
}

/** All replays that a reviewed document offers. Made from the benches of its review; machines are compiled when they are asked for. */
export class Replays {
  readonly offers: readonly ReplayOffer[];
  private readonly shelf: Shelf;
  private readonly bindings = new Map<string, Binding>();
  private readonly sides = new Map<string, ReplaySide>();

  constructor(shelf: Shelf, benches: readonly Bench[]) {
    this.shelf = shelf;
    const offers: ReplayOffer[] = [];
    for (const bench of [...benches].sort((a, b) => a.patch - b.patch)) {
      const touched = new Map<string, { readonly t: Touched; readonly file: Bench['files'][number] }>();
      for (const file of bench.files) for (const t of file.touched) if (!isStub(t)) touched.set(t.name, { t, file });
      for (const scenario of shelf.withRole((name) => touched.has(name))) {
        if (!inEra(scenario, bench.era.version)) continue;
        const functions = shelf.roles(scenario).filter((r) => touched.has(r));
        if (functions.length === 0) continue;
        const ranges: Range[] = [];
        for (const name of functions) {
          const { t, file } = touched.get(name) as { t: Touched; file: Bench['files'][number] };
          const image = t.after ?? t.before;
          const range = image && firstShown(image, file.file);
          if (range) ranges.push(range);
        }
        const offer: ReplayOffer = {
          id: `${scenario.id}#${bench.patch}`,
          scenario: scenario.id,
          title: scenario.title,
          story: scenario.story,
          rule: scenario.rule,
          source: scenario.source,
          patch: bench.patch,
          functions,
          ranges,
        };
        offers.push(offer);
        this.bindings.set(offer.id, { offer, scenario, bench });
      }
    }
    this.offers = offers;
  }

  /** The machine of one side, with `edits` tried on it; the same object every time. Undefined for an id that is not offered. */
  side(id: string, side: Side, edits: readonly Edit[] = []): ReplaySide | undefined {
    const key = `${id} ${side} ${JSON.stringify(edits)}`;
    const known = this.sides.get(key);
    if (known) return known;
    const binding = this.bindings.get(id);
    if (!binding) return undefined;
    const made = this.bind(binding, side, edits);
    this.sides.set(key, made);
    return made;
  }

  private bind({ offer, scenario, bench }: Binding, side: Side, edits: readonly Edit[]): ReplaySide {
    const variant = scenario.variants[0]?.id ?? '';
    const missing: string[] = [];
    const images = new Map<string, Code>();
    const shown = new Map<string, { readonly image: Image; readonly file: Bench['files'][number]['file'] }>();
    for (const { file, touched } of bench.files) {
      for (const t of touched) {
        const image = side === 'before' ? t.before : t.after;
        if (!image || !t.name || isStub(t)) continue;
        const source = { name: file.newPath ?? file.oldPath ?? '', from: 'patch' as const, text: image.text };
        const isRole = offer.functions.includes(t.name);
        const { ast } = image.body;
        // a few lines out of sight in the middle are said; a beginning out of sight, or a label, is a part and no function
        if (!ast.partial || (isRole && !this.shelf.hasPlaceFor(scenario, t.name, variant) && isRunnable(ast))) {
          // a function of the patch that the scenario has no role for is run too, unless the scenario says what it means here
          if (!isRole && scenario.functions.has(t.name)) continue;
          images.set(t.name, { ast, sources: [{ from: 0, source }], origin: 'patch' });
          shown.set(t.name, { image, file });
          continue;
        }
        if (!isRole) continue;
        const joined = this.shelf.splice(scenario, t.name, variant, { ast, source });
        if ('missing' in joined) {
          // lines that are new, or gone: the side without them has nothing to show for their place, and the scenario's own body is that side
          const other = side === 'before' ? t.after : t.before;
          const there = other && this.shelf.splice(scenario, t.name, variant, { ast: other.body.ast, source });
          if (!there || 'missing' in there) missing.push(joined.missing);
        } else {
          images.set(t.name, joined.code);
          shown.set(t.name, { image, file });
        }
      }
    }
    if (missing.length > 0) return { problems: [], missing, places: [], lines: [] };
    const path = bench.files[0]?.file.newPath ?? bench.files[0]?.file.oldPath ?? '';
    const { machine, problems } = this.shelf.compile(scenario, {
      images,
      tree: (name) => treeCode(bench, name, path),
      ...(edits.length > 0 ? { edits } : {}),
      name: `${scenario.id}/${side}`,
    });
    const bySource = new Map([...shown.values()].map((s) => [s.image.text, s]));
    const placeOf = (ref: SourceRef | undefined): Range | undefined => {
      const source = ref && machine?.sources[ref.source];
      const owner = source?.from === 'patch' ? bySource.get(source.text) : undefined;
      return ref && owner ? rangeOfSpan(ref.at, owner.image, owner.file) : undefined;
    };
    // what a callee does stands where the patch calls it
    const stepPlace = (s: Step): Range | undefined =>
      placeOf(s.at) ?? s.stack.reduceRight<Range | undefined>((found, frame) => found ?? placeOf(frame.call), undefined);
    const lineOf = (ref: SourceRef | undefined, fn: string): ReplaySide['lines'][number] => {
      const source = ref && machine?.sources[ref.source];
      const owner = source?.from === 'patch' ? bySource.get(source.text) : undefined;
      if (!ref || !owner) return undefined;
      return { fn, file: source?.name ?? '', line: owner.image.lineOf(ref.at[0]), added: isAdded(ref.at, owner.image, owner.file) };
    };
    const stepLine = (s: Step): ReplaySide['lines'][number] =>
      lineOf(s.at, s.stack.at(-1)?.fn ?? '') ??
      s.stack.reduceRight<ReplaySide['lines'][number]>(
        (found, frame, i) => found ?? lineOf(frame.call, s.stack[i - 1]?.fn ?? ''),
        undefined,
      );
    const steps = machine?.steps ?? [];
    // what was taken for granted of the patch's own code is said with its line
    const assumed = machine?.assumed.map((a) => {
      const line = lineOf(a.at, '');
      return line && line.line > 0 ? { ...a, sentence: `${a.sentence} (${line.file}:${line.line})` } : a;
    });
    // what cannot be run is told by its line in the file, not in the function
    const inFile = problems.map((p) => {
      const image = shown.get(/^(\w+)\(\): /.exec(p.message)?.[1] ?? '')?.image;
      if (!image || p.file !== path) return p;
      const offset = image.text
        .split('\n')
        .slice(0, p.line - 1)
        .join('\n').length;
      return { ...p, line: image.lineOf(Math.min(offset + 1, Math.max(0, image.text.length - 1))) };
    });
    return {
      ...(machine && assumed ? { machine: { ...machine, assumed } } : {}),
      problems: inFile,
      missing,
      places: steps.map(stepPlace),
      lines: steps.map(stepLine),
    };
  }
}

/** The first changed line of a function that the patch shows, else its first shown line. */
function firstShown(image: Image, file: Bench['files'][number]['file']): Range | undefined {
  let fallback: Range | undefined;
  const [from, to] = image.body.ast.at;
  for (let o = image.text.lastIndexOf('\n', from) + 1; o >= 0 && o < to; ) {
    const eol = image.text.indexOf('\n', o);
    const p = image.placeOf(o);
    const line = p && file.hunks[p.hunk]?.lines[p.line];
    if (line && line.text.trim() !== '') {
      const indent = line.text.length - line.text.trimStart().length;
      const range = rangeOfSpan([o + Math.max(0, indent - p.column), eol < 0 ? to : eol], image, file);
      if (line.kind !== 'context' && range) return range;
      fallback ??= range;
    }
    if (eol < 0) break;
    o = eol + 1;
  }
  return fallback;
}

/** Functions of the tree that are small enough to say something; the large ones are worlds of their own. */
const MOST_NODES = 120;

function treeCode(bench: Bench, name: string, path: string): Code | undefined {
  const place = bench.index?.lookup(name, path);
  const body = place?.file.body(place.fn);
  if (!place || !body || body.cfg.nodes.length > MOST_NODES) return undefined;
  return {
    ast: body.ast,
    sources: [{ from: 0, source: { name: place.file.path, from: 'tree', text: place.file.text } }],
    origin: 'tree',
  };
}

/** A patch that brings something in is older than the release that has it; one that mends it comes a little later. */
const EARLY = 5;
const LATE = 2;

function inEra(scenario: Scenario, version: string | undefined): boolean {
  if (version === undefined) return true;
  if (scenario.since && compareVersions(version, scenario.since) < 0 && releasesApart(version, scenario.since) > EARLY) return false;
  return !(scenario.until && compareVersions(version, scenario.until) > 0 && releasesApart(scenario.until, version) > LATE);
}

/** What two explorations say of a patch, at a line of it. Plain data. */
export interface ReplayHazard {
  readonly scenario: string;
  readonly rule: string;
  readonly change: Exclude<Change, 'none' | 'unknown'>;
  /** what is not so any more, or was not so before: the invariant's sentence, the fault's, a deadlock's */
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
  const change = changeOf(verdicts.before, verdicts.after);
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
      return `it is not so any more that ${machine.invariants[violation.invariant]?.sentence ?? ''}`;
    case 'fault':
      return machine.faults[violation.fault]?.sentence ?? '';
    case 'deadlock':
      return `${violation.threads.map((t) => machine.threads[t]?.name ?? '').join(' and ')} wait for ever`;
    case 'livelock':
      return 'it goes round for ever and nobody gets ahead';
  }
}

/** What stands in for a function where it is configured away: nothing, or one constant. It plays no role. */
function isStub(t: Touched): boolean {
  const bodies = [t.before, t.after].filter((i) => i !== undefined).map((i) => i.body.ast);
  return bodies.every((ast) => {
    if (ast.partial) return false;
    const [first, ...rest] = ast.body;
    if (rest.length > 0) return false;
    if (!first || first.k === 'empty') return true;
    return first.k === 'return' && (!first.e || first.e.k === 'num' || (first.e.k === 'id' && /^(NULL|true|false)$/.test(first.e.name)));
  });
}
