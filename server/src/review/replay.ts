/**
 * From a patch to the scenarios that its functions play a role in: which there are, what each lacks, and for each side of the patch the machine to explore.
 */
import { compareVersions } from '../model/index.ts';
import type { Range } from '../patch/types.ts';
import type { Edit, Machine, Scenario, Shelf, Verdict } from '../sim/index.ts';
import type { Bench } from './bench.ts';
import { releasesApart } from './era.ts';
import type { Image, Touched } from './functions.ts';
import { rangeOfSpan } from './locate.ts';
import { isStub, type PatchBodies, patchBodies, type ReplaySide, type Side, sideOf, treeOf } from './replay-bodies.ts';
import { ELSEWHERE, passesPatch } from './replay-hazard.ts';
import { explored, sideName, type TreeRoles, treeRoles } from './replay-roles.ts';

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

/** A scenario that has a role for a function of a patch that shows too little of it to be run. */
export interface Unbound {
  readonly scenario: string;
  readonly patch: number;
  readonly functions: readonly string[];
  /** sentences */
  readonly missing: readonly string[];
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

/** A binding with what came of trying it: offered, or why not. */
interface Settled {
  readonly offer?: ReplayOffer;
  readonly unbound?: Unbound;
}

/**
 * All replays that a reviewed document offers. Made from the benches of its review; a scenario is bound when somebody asks about it, so that one that is asked for
 * does not wait for the others.
 */
export class Replays {
  /** scenarios in which the document's functions have a role; whether one can be played says offer() */
  readonly touched: readonly ReplayOffer[];
  /** roles of scenarios that are about kernels far from the patch's */
  readonly otherEras: readonly Unbound[];
  private readonly shelf: Shelf;
  private readonly bindings = new Map<string, Binding>();
  private readonly settled = new Map<string, Settled>();
  private readonly sides = new Map<string, ReplaySide>();
  private readonly images = new Map<string, PatchBodies>();
  private readonly roles = new Map<string, TreeRoles>();
  private readonly verdicts = new WeakMap<Machine, Verdict>();

  constructor(shelf: Shelf, benches: readonly Bench[]) {
    this.shelf = shelf;
    const otherEras: Unbound[] = [];
    for (const bench of [...benches].sort((a, b) => a.patch - b.patch)) {
      const touched = new Map<string, { readonly t: Touched; readonly file: Bench['files'][number] }>();
      for (const file of bench.files) for (const t of file.touched) if (!isStub(t)) touched.set(t.name, { t, file });
      for (const scenario of shelf.withRole((name) => touched.has(name))) {
        const functions = shelf.roles(scenario).filter((r) => touched.has(r));
        if (functions.length === 0) continue;
        const { version } = bench.era;
        if (version !== undefined && !inEra(scenario, version)) {
          const era = `${scenario.since ?? ''}-${scenario.until ?? ''}`;
          const missing = [`it is about kernels ${era}, and the patch is taken to be for ${version}`];
          otherEras.push({ scenario: scenario.id, patch: bench.patch, functions, missing });
          continue;
        }
        const ranges: Range[] = [];
        for (const name of functions) {
          const { t, file } = touched.get(name) as { t: Touched; file: Bench['files'][number] };
          const shown = [t.after, t.before].map((image) => image && firstShown(image, file.file));
          // a patch that only takes away shows its change in what was there before
          const range = (shown.find((s) => s?.changed) ?? shown.find((s) => s))?.range;
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
        this.bindings.set(offer.id, { offer, scenario, bench });
      }
    }
    this.otherEras = otherEras;
    this.touched = [...this.bindings.values()].map((b) => b.offer);
  }

  /** All that can be played; binds every scenario that is touched. */
  get offers(): readonly ReplayOffer[] {
    return this.touched.flatMap(({ id }) => this.settle(id).offer ?? []);
  }

  /** What is not offered, for want of sight. */
  get unbound(): readonly Unbound[] {
    return this.touched.flatMap(({ id }) => this.settle(id).unbound ?? []);
  }

  /** Undefined for what is not touched or cannot be played. */
  offer(id: string): ReplayOffer | undefined {
    return this.settle(id).offer;
  }

  private settle(id: string): Settled {
    const binding = this.bindings.get(id);
    if (!binding) return {};
    let found = this.settled.get(id);
    if (!found) {
      const { scenario, patch, functions } = binding.offer;
      const lacks = (['before', 'after'] as const).map((side) => this.bodies(binding, side).missing);
      const blind = lacks.every((l) => l.length > 0);
      const lost = blind ? undefined : (this.lostInPart(binding) ?? this.elsewhere(binding));
      const missing = blind ? [...new Set(lacks.flat())] : lost === undefined ? [] : [lost];
      found = missing.length > 0 ? { unbound: { scenario, patch, functions, missing } } : { offer: binding.offer };
      this.settled.set(id, found);
    }
    return found;
  }

  /** What is known of a machine from here, explored to its end; nobody needs to explore it again. */
  verdictOf(machine: Machine): Verdict | undefined {
    return this.verdicts.get(machine);
  }

  /** Somebody explored a machine from here. What was not done to its end, or to the shortest path, is not kept. */
  found(machine: Machine, verdict: Verdict): void {
    if (verdict.kind === 'holds' || (verdict.kind === 'breaks' && verdict.shortest)) this.verdicts.set(machine, verdict);
  }

  /** The machine of one side, with `edits` tried on it; the same object every time. Undefined for an id that is not offered. */
  side(id: string, side: Side, edits: readonly Edit[] = []): ReplaySide | undefined {
    const known = this.sides.get(keyOf(id, side, edits));
    if (known) return known;
    const binding = this.bindings.get(id);
    if (!binding || !this.offer(id)) return undefined;
    return this.bound(binding, side, edits);
  }

  private bound(binding: Binding, side: Side, edits: readonly Edit[] = []): ReplaySide {
    const key = keyOf(binding.offer.id, side, edits);
    let made = this.sides.get(key);
    if (!made) {
      made = this.bind(binding, side, edits);
      this.sides.set(key, made);
    }
    return made;
  }

  private bind(binding: Binding, side: Side, edits: readonly Edit[]): ReplaySide {
    const { bench, scenario } = binding;
    const bodies = this.bodies(binding, side);
    if (bodies.missing.length > 0) return { problems: [], missing: bodies.missing, places: [], lines: [] };
    const roles = this.rolesOfTree(binding);
    const tried = edits.length === 0 ? roles.made(side) : undefined;
    const { machine, problems } =
      tried ??
      this.shelf.compile(scenario, {
        images: new Map([...roles.bodies, ...bodies.images]),
        tree: treeOf(bench),
        ...(edits.length > 0 ? { edits } : {}),
        name: sideName(scenario, side),
      });
    const made = sideOf(bench, bodies, machine, problems, roles.said);
    if (made.machine && tried?.verdict) this.found(made.machine, tried.verdict);
    return made;
  }

  /**
   * A part of a function stands for the whole where the scenario, which holds with its own bodies, holds with the part on one side of the patch at least; else what is out of sight
   * matters, and nothing is said.
   */
  private lostInPart(binding: Binding): string | undefined {
    const { scenario } = binding;
    const partial = new Set((['before', 'after'] as const).flatMap((side) => this.bodies(binding, side).partial));
    if (partial.size === 0 || scenario.variants[0]?.verdict !== 'holds') return undefined;
    for (const side of ['before', 'after'] as const) {
      if (this.explored(binding, side)?.kind !== 'breaks') return undefined;
    }
    return `with what is in sight of ${[...partial].map((name) => `${name}()`).join(' and ')} the scenario breaks before the patch and after it: the whole is needed`;
  }

  /** Surroundings that break by themselves say nothing of a patch that has no part in it. */
  private elsewhere(binding: Binding): string | undefined {
    if (binding.scenario.variants[0]?.verdict !== 'breaks') return undefined;
    for (const side of ['before', 'after'] as const) {
      const verdict = this.explored(binding, side);
      if (verdict?.kind !== 'breaks' || passesPatch(verdict, this.bound(binding, side))) return undefined;
    }
    return ELSEWHERE;
  }

  private explored(binding: Binding, side: Side): Verdict | undefined {
    const { machine } = this.bound(binding, side);
    if (!machine) return undefined;
    const verdict = this.verdicts.get(machine) ?? explored(machine);
    this.found(machine, verdict);
    return verdict;
  }

  private bodies({ offer, scenario, bench }: Binding, side: Side): PatchBodies {
    const key = `${offer.id} ${side}`;
    let made = this.images.get(key);
    if (!made) {
      made = patchBodies(this.shelf, scenario, bench, offer.functions, side);
      this.images.set(key, made);
    }
    return made;
  }

  private rolesOfTree(binding: Binding): TreeRoles {
    const { offer, bench, scenario } = binding;
    let found = this.roles.get(offer.id);
    if (!found) {
      found = treeRoles(this.shelf, scenario, bench, { before: this.bodies(binding, 'before'), after: this.bodies(binding, 'after') });
      this.roles.set(offer.id, found);
    }
    return found;
  }
}

const keyOf = (id: string, side: Side, edits: readonly Edit[]): string => `${id} ${side} ${JSON.stringify(edits)}`;

/** The first changed line of a function that the patch shows, else its first shown line. */
function firstShown(image: Image, file: Bench['files'][number]['file']): { readonly range: Range; readonly changed: boolean } | undefined {
  let fallback: Range | undefined;
  const [from, to] = image.body.ast.at;
  for (let o = image.text.lastIndexOf('\n', from) + 1; o >= 0 && o < to; ) {
    const eol = image.text.indexOf('\n', o);
    const p = image.placeOf(o);
    const line = p && file.hunks[p.hunk]?.lines[p.line];
    if (line && line.text.trim() !== '') {
      const indent = line.text.length - line.text.trimStart().length;
      const range = rangeOfSpan([o + Math.max(0, indent - p.column), eol < 0 ? to : eol], image, file);
      if (line.kind !== 'context' && range) return { range, changed: true };
      fallback ??= range;
    }
    if (eol < 0) break;
    o = eol + 1;
  }
  return fallback && { range: fallback, changed: false };
}

/** A patch that brings something in is older than the release that has it; one that mends it comes a little later. */
const EARLY = 5;
const LATE = 2;

function inEra(scenario: Scenario, version: string): boolean {
  if (scenario.since && compareVersions(version, scenario.since) < 0 && releasesApart(version, scenario.since) > EARLY) return false;
  return !(scenario.until && compareVersions(version, scenario.until) > 0 && releasesApart(scenario.until, version) > LATE);
}
