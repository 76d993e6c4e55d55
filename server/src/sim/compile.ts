/**
 * From a scenario, one of its variants and the bodies that a patch brings, to a machine.
 *
 * Twice over: the first time everything in the world counts as shared, which says who reads and writes what; the second time only what two threads touch and one of them
 * writes is a step of its own. Where it is known what the scenario's own threads share (`likely`), that is tried first, and once is enough if the same comes out of it: what was
 * taken to be nobody else's is then nobody else's, since whoever would be the first to touch it would do so behind steps that are all known.
 */
import { type Body, bodyOf, type Code, placeOfSpan } from './body.ts';
import { BUILTIN_CONSTANTS } from './constants.ts';
import type { CType } from './ctypes.ts';
import { bin, cellOf, cellsIn, num, ONE } from './ex.ts';
import { Runner } from './execute.ts';
import { type Assembly, assemble } from './finish.ts';
import { liveCellsOf } from './instances.ts';
import type { Assumption, Invariant, Machine, Source, SourceRef } from './machine.ts';
import type { Problem, Scenario, ScenarioFunction } from './scenario.ts';
import { placeIn } from './scenario-items.ts';
import type { Frame } from './segment.ts';
import { CannotRun } from './stops.ts';
import { type Edit, edited } from './what-if.ts';
import type { Workshop } from './workshop.ts';
import { World } from './world.ts';

export interface CompileOptions {
  readonly scenario: Scenario;
  /** the file of common functions */
  readonly library?: Scenario;
  readonly variant: string;
  /** bodies that stand in for what the scenario has: the patch's functions. By name */
  readonly images?: ReadonlyMap<string, Code>;
  /** any other function that the tree has */
  readonly tree?: (name: string) => Code | undefined;
  /** a function of the model; 'nothing' for one that changes nothing */
  readonly model?: (name: string) => Code | 'nothing' | undefined;
  /** at least so many threads that are no daemons: more copies of the first one than the scenario has */
  readonly crowd?: number;
  /** changes that somebody would like to see tried, one after the other */
  readonly edits?: readonly Edit[];
  /** shown as the machine's name */
  readonly name?: string;
  /** what threads much like these share; changes how long it takes, and nothing else that a verdict depends on */
  readonly likely?: Sharing;
}

export interface Compiled {
  readonly machine?: Machine;
  readonly problems: readonly Problem[];
  /** of the machine */
  readonly sharing?: Sharing;
}

/** What the threads of a machine have in common. */
export interface Sharing {
  /** names of cells that two of them touch and one writes */
  readonly cells: ReadonlySet<string>;
  /** structs of which something goes away */
  readonly mortal: ReadonlySet<string>;
  /** somebody waits for readers */
  readonly grace: boolean;
}

const UNKNOWN: Sharing = { cells: new Set(), mortal: new Set(), grace: false };

const alike = (a: Sharing, b: Sharing): boolean => a.grace === b.grace && sameSet(a.cells, b.cells) && sameSet(a.mortal, b.mortal);
const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size === b.size && [...a].every((x) => b.has(x));

/** How often another guess is made of what threads share before it is worked out from scratch. */
const MOST_GUESSES = 2;

/** @param opaque functions of the tree that are too much to follow: they are taken to change nothing, and that is said */
export function compile(options: CompileOptions, opaque: ReadonlySet<string> = new Set()): Compiled {
  const { scenario, variant } = options;
  if (!scenario.variants.some((v) => v.id === variant))
    return { problems: [{ file: `${scenario.id}.c`, line: 1, column: 1, message: `no variant is called \`${variant}\`` }] };
  const bodies = new Bodies(options, opaque);
  try {
    for (let guess = options.likely, i = 0; guess && i < MOST_GUESSES; i++) {
      const tried = pass(options, bodies, guess, true);
      if (tried.problems.length > 0 || bodies.refused.length > 0) break;
      if (alike(tried.sharing, guess)) return { ...(tried.machine ? { machine: tried.machine } : {}), problems: [], sharing: guess };
      guess = tried.sharing;
    }
    let first = pass(options, bodies, UNKNOWN, false);
    // who ran before it was known that something can go away did not count as looking at whether it is there
    if (first.late) first = pass(options, bodies, first.sharing, false);
    if (first.problems.length > 0) return { problems: first.problems };
    if (bodies.refused.length > 0)
      return { problems: bodies.refused.map((message) => ({ file: `${scenario.id}.c`, line: 1, column: 1, message })) };
    const second = pass(options, bodies, first.sharing, true);
    return { ...(second.machine ? { machine: second.machine } : {}), problems: [], sharing: first.sharing };
  } catch (e) {
    if (!(e instanceof CannotRun)) throw e;
    // a function of the tree that leads too far is left out rather than the whole replay
    const culprit = outermostOfTree(e.frame) ?? e.blame;
    if (culprit !== undefined && !opaque.has(culprit) && opaque.size < MOST_OPAQUE) return compile(options, new Set([...opaque, culprit]));
    const place = placeOfSpan(e.frame.body, e.at);
    const text = place?.source.text ?? '';
    const before = text.slice(0, place?.at[0] ?? 0);
    return {
      problems: [
        {
          file: place?.source.name ?? e.frame.body.name,
          line: before.split('\n').length,
          column: (place?.at[0] ?? 0) - before.lastIndexOf('\n'),
          message: `${e.frame.body.name}(): ${e.what}`,
        },
      ],
    };
  }
}

const MOST_OPAQUE = 8;

function outermostOfTree(frame: Frame): string | undefined {
  let found: string | undefined;
  for (let f: Frame | undefined = frame; f; f = f.parent) if (f.body.origin === 'tree') found = f.body.name;
  return found;
}

/** Spans of an edit count in a source; those of a body in all its sources behind one another. */
function inAst(edit: Edit, code: Code): Edit {
  const first = edit.kind === 'lock' ? edit.from : edit.at;
  // a hunk in a scenario's body stands behind it: the span is where that text has the function
  const home =
    code.sources.find((x) => x.source.text.length >= first[1] && (code.sources.length === 1 || x.source.from === 'patch')) ??
    code.sources[0];
  const by = home?.from ?? 0;
  const move = (at: readonly [number, number]): readonly [number, number] => [at[0] + by, at[1] + by];
  return edit.kind === 'lock' ? { ...edit, from: move(edit.from), to: move(edit.to) } : { ...edit, at: move(edit.at) };
}

/** Who has which function: the patch, the scenario, its library, the tree, the model. */
class Bodies {
  private readonly options: CompileOptions;
  private readonly known = new Map<string, Body | 'nothing' | undefined>();
  private readonly texts = new Map<string, Source>();
  /** functions of the tree that are not followed */
  readonly opaque: ReadonlySet<string>;
  constructor(options: CompileOptions, opaque: ReadonlySet<string>) {
    this.options = options;
    this.opaque = opaque;
  }

  get(name: string): Body | 'nothing' | undefined {
    if (this.known.has(name)) return this.known.get(name);
    const found = this.changed(name, this.find(name));
    const body = found === undefined || found === 'nothing' ? found : bodyOf(found);
    this.known.set(name, body);
    return body;
  }

  private changed(name: string, found: Code | 'nothing' | undefined): Code | 'nothing' | undefined {
    if (found === undefined || found === 'nothing') return found;
    let code = found;
    for (const edit of this.options.edits ?? []) {
      if (edit.fn !== name) continue;
      const ast = edited(code.ast, inAst(edit, code));
      if (typeof ast === 'string') this.refused.push(`${name}(): ${ast}`);
      else code = { ...code, ast };
    }
    return code;
  }

  /** edits that could not be made, each with its reason */
  readonly refused: string[] = [];

  private find(name: string): Code | 'nothing' | undefined {
    const { images, scenario, library, tree, model, variant } = this.options;
    const image = images?.get(name);
    if (image) return image;
    const own = this.of(scenario, name, variant);
    if (own) return this.code(own, scenario, 'scenario');
    const common = library && this.of(library, name, variant);
    if (common) return this.code(common, library, 'library');
    // what the model knows it says in a few words that speak this world's language; the tree has the rest
    return model?.(name) ?? (this.opaque.has(name) ? undefined : tree?.(name));
  }

  private of(scenario: Scenario, name: string, variant: string): ScenarioFunction | undefined {
    const list = scenario.functions.get(name) ?? [];
    return list.find((f) => f.only?.includes(variant)) ?? list.find((f) => !f.only);
  }

  code(f: ScenarioFunction, scenario: Scenario, origin: 'scenario' | 'library'): Code {
    let source = this.texts.get(scenario.id);
    if (!source) {
      source = { name: `scenarios/${scenario.id}.c`, from: 'scenario', text: scenario.file.text };
      this.texts.set(scenario.id, source);
    }
    return {
      ast: f.ast,
      sources: [{ from: 0, source }],
      origin,
      macro: f.marks.has('macro'),
      // a function of the library is one step where it says so, and shown as its call in any case
      atomic: f.marks.has('atomic'),
    };
  }
}

/** Cells by their names: what is made on demand has another number in the second pass. */
class Named extends Set<number> {
  private readonly world: World;
  private readonly names: ReadonlySet<string>;
  constructor(world: World, names: ReadonlySet<string>) {
    super();
    this.world = world;
    this.names = names;
  }

  override has(cell: number): boolean {
    return this.names.has(this.world.cells[cell]?.name ?? '');
  }
}

interface Pass {
  /** what came out of it */
  readonly sharing: Sharing;
  readonly machine?: Machine;
  readonly problems: readonly Problem[];
  /** a thread behind the first one was the first to let something go away */
  readonly late: boolean;
}

/** @param believed steps are as fine as `given` says, and there is a machine; else every access is one */
function pass(options: CompileOptions, bodies: Bodies, given: Sharing, believed: boolean): Pass {
  const { scenario, library, variant } = options;
  const world = new World(scenario, library, options.crowd !== undefined);
  const problems = [...scenario.problems, ...(library?.problems ?? []), ...world.problems];
  const sources: Source[] = [];
  const assumed = new Map<string, Assumption>();
  const refOf = (frame: Frame, at: readonly [number, number]): SourceRef | undefined => {
    const place = placeOfSpan(frame.body, [at[0], at[1]]);
    if (!place) return undefined;
    let i = sources.indexOf(place.source);
    if (i < 0) i = sources.push(place.source) - 1;
    return { source: i, at: place.at };
  };
  let readers: number | undefined;
  let always: number | undefined;
  const doomedTags = new Set<string>();
  const constants = new Map([...BUILTIN_CONSTANTS, ...(library?.constants ?? []), ...scenario.constants]);
  const typedefs = new Map<string, CType>([...(library?.typedefs ?? []), ...scenario.typedefs]);
  const shop: Workshop = {
    world,
    variant,
    constants,
    typedefs,
    body: (name) => bodies.get(name),
    tooLarge: (name) => bodies.opaque.has(name),
    shared: believed ? new Named(world, given.cells) : undefined,
    reads: new Set(),
    written: new Set(),
    mortalTags: new Set(given.mortal),
    grace: given.grace,
    needs: { mortal: new Set(), grace: false },
    assume: (sentence, frame, at, unseen) => {
      if (!assumed.has(sentence)) {
        const ref = refOf(frame, at);
        assumed.set(sentence, { sentence, ...(ref ? { at: ref } : {}), ...(unseen === undefined ? {} : { unseen }) });
      }
    },
    mistake: (sentence, frame, at) => {
      const place = placeOfSpan(frame.body, [at[0], at[1]]);
      if (!place) return;
      const problem = { file: `${scenario.id}.c`, ...placeIn(place.source.text, place.at[0]), message: sentence };
      if (!problems.some((p) => p.line === problem.line && p.message === sentence)) problems.push(problem);
    },
    releaser: (tag) => (bodies.get(`release_${tag}`) ? `release_${tag}` : undefined),
    readers: () => (readers ??= world.cell('RCU readers', 0, 7, 0)),
    alwaysCell: () => (always ??= world.cell('(exists)', 1, 1, 1)),
    doomed: (tag) => {
      doomedTags.add(tag);
      return world.hidden(tag, 'waits for a grace period', 0, 1, () => 0).cells;
    },
  };

  const all = [...scenario.functions.values()].flat().filter((f) => !f.only || f.only.includes(variant));
  const entries = all.filter((f) => f.marks.has('thread') || f.marks.has('daemon'));
  if (entries.length === 0) problems.push({ file: `${scenario.id}.c`, line: 1, column: 1, message: 'no function is marked __thread' });

  const racing = entries.filter((f) => f.marks.has('thread'));
  const more = Math.max(0, (options.crowd ?? 0) - racing.reduce((n, f) => n + f.copies, 0));
  const copiesOf = (f: ScenarioFunction): number => f.copies + (f === racing[0] ? more : 0);

  const uses: { reads: Set<number>; written: Set<number>; copies: number }[] = [];
  const assemblies: Assembly[] = [];
  let late = false;
  for (const f of entries) {
    const body = bodies.get(f.name);
    if (!body || body === 'nothing') continue;
    const reads = new Set<number>();
    const written = new Set<number>();
    const runner = new Runner({ ...shop, reads, written }, assemblies.length);
    // what one thread finds out about the world counts for all
    const live = runner as unknown as { shop: Workshop };
    const gone = shop.mortalTags.size;
    runner.run(body);
    late ||= uses.length > 0 && shop.mortalTags.size > gone;
    shop.grace ||= live.shop.grace;
    uses.push({ reads, written, copies: copiesOf(f) });
    assemblies.push({ made: runner.made, copies: copiesOf(f), daemon: f.marks.has('daemon'), runs: `${f.name}()` });
  }

  const invariants: Invariant[] = [];
  const seen = new Set<number>();
  for (const f of all) {
    const when = f.marks.has('always') ? 'always' : f.marks.has('finally') ? 'finally' : undefined;
    if (!when) continue;
    const body = bodies.get(f.name);
    if (!body || body === 'nothing') continue;
    const runner = new Runner({ ...shop, reads: new Set(), written: new Set() }, -1);
    runner.quiet = true;
    const holds = runner.valueOf(body);
    if (when === 'always') cellsIn(holds, seen);
    const at = refOf({ body } as Frame, f.ast.nameAt as [number, number]);
    invariants.push({ name: f.name, sentence: f.sentence || f.name.replaceAll('_', ' '), when, holds, ...(at ? { at } : {}) });
  }

  if (shop.grace && doomedTags.size > 0)
    for (const tag of doomedTags) {
      for (const c of shop.doomed(tag)) uses.push({ reads: new Set([c]), written: new Set([c]), copies: 1 });
      for (const c of liveCellsOf(world, shop, tag) ?? []) uses.push({ reads: new Set(), written: new Set([c]), copies: 1 });
    }

  const touched = new Map<number, number>();
  const written = new Set<number>();
  for (const u of uses) {
    for (const c of new Set([...u.reads, ...u.written])) touched.set(c, (touched.get(c) ?? 0) + u.copies);
    for (const c of u.written) written.add(c);
  }
  for (const c of seen) if (written.has(c)) touched.set(c, 2);
  const both = new Set([...touched].filter(([c, n]) => n > 1 && written.has(c)).map(([c]) => world.cells[c]?.name ?? ''));
  const sharing: Sharing = { cells: both, mortal: shop.needs.mortal, grace: shop.needs.grace };
  if (!believed) return { sharing, problems, late };

  const grand = [...doomedTags].map((tag) => ({
    names: (world.instances.get(tag) ?? []).map((i) => i.name),
    doomed: shop.doomed(tag),
    live: shop.mortalTags.has(tag) ? world.hidden(tag, 'live', 0, 1, (i) => (i.pool ? 0 : 1)).cells : [],
  }));
  const machine = assemble({
    name: options.name ?? `${scenario.id}/${variant}`,
    world,
    assemblies,
    invariants,
    sources,
    refOf,
    assumed: () => [...assumed.values()],
    bounds: [
      scenario.bound,
      scenario.atomic && scenario.atomic !== 'nothing' ? `one step: ${scenario.atomic}` : '',
      'a function that calls itself is followed once more',
    ].filter((b) => b !== ''),
    liveness: scenario.live,
    callbacks: grand.map((g) =>
      g.doomed.map((c, i) => ({
        text: `kfree_rcu callback: ${g.names[i]} is freed`,
        guard: bin('&&', bin('!=', cellOf(c), num(0)), readers === undefined ? ONE : bin('==', cellOf(readers), num(0))),
        sets: [{ cell: c, value: 0 }, ...(g.live[i] === undefined ? [] : [{ cell: g.live[i] as number, value: 0 }])],
      })),
    ),
  });
  return { sharing, machine, problems, late };
}
