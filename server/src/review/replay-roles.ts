/**
 * Roles that a patch leaves alone run as the tree has them, where that is known to fit: with these bodies the scenario holds on one side of the patch at least. A body
 * that does not fit is another kernel's, or needs more of the kernel than this world has: the scenario's own runs, and that is said.
 */
import { type Assumption, type Code, type Compiled, explore, type Machine, type Scenario, type Shelf, type Verdict } from '../sim/index.ts';
import type { Bench } from './bench.ts';
import { type PatchBodies, type Side, treeCode, treeOf } from './replay-bodies.ts';

export interface TreeRoles {
  /** by name, for both sides */
  readonly bodies: ReadonlyMap<string, Code>;
  /** which roles run as the scenario has them although there is a tree, and why */
  readonly said: readonly Assumption[];
  /** what was made of these bodies to find that out, where it was */
  made(side: Side): Tried | undefined;
}

/** One side, run with some bodies of the tree. */
export interface Tried extends Compiled {
  readonly verdict: Verdict | undefined;
}

const NONE: TreeRoles = { bodies: new Map(), said: [], made: () => undefined };

/** A role may be larger than what it calls. */
const MOST_NODES = 500;
const MOST_STATES = 100_000;

export function treeRoles(shelf: Shelf, scenario: Scenario, bench: Bench, patch: Readonly<Record<Side, PatchBodies>>): TreeRoles {
  // a tree that the patch does not fit is another kernel
  if (!bench.index || bench.files.some((f) => f.touched.length > 0 && f.images.context === 'hunks')) return NONE;
  const touched = new Set(bench.files.flatMap((f) => f.touched.map((t) => t.name)));
  const others = shelf.rolesIn(scenario).filter((name) => !touched.has(name));
  if (others.length === 0) return NONE;
  const had = new Map<string, Code>();
  const absent: string[] = [];
  for (const name of others) {
    const code = treeCode(bench, name, MOST_NODES);
    if (code) had.set(name, code);
    else absent.push(name);
  }
  const said: Assumption[] = absent.map((name) => ({
    sentence: `${name}() runs as the scenario has it: the tree that was read does not have it, or not once`,
  }));
  if (had.size === 0) return { ...NONE, said };

  const trial = new Trial(shelf, scenario, bench, patch);
  if (trial.fits(had)) return { bodies: had, said, made: (side) => trial.made(side, had) };
  // together they do not: one by one, each with those that do
  const bodies = new Map<string, Code>();
  for (const [name, code] of had) {
    const why = had.size === 1 ? trial.why : trial.fits(new Map([...bodies, [name, code]])) ? undefined : trial.why;
    if (why === undefined) bodies.set(name, code);
    else said.push({ sentence: `${name}() runs as the scenario has it: as the tree has it, ${why}` });
  }
  return { bodies, said, made: (side) => trial.made(side, bodies) };
}

type Kind = 'holds' | 'breaks' | 'open';

class Trial {
  /** what kept the last ones from fitting */
  why = '';
  private readonly shelf: Shelf;
  private readonly scenario: Scenario;
  private readonly bench: Bench;
  private readonly patch: Readonly<Record<Side, PatchBodies>>;
  private readonly tried = new Map<string, Tried>();

  constructor(shelf: Shelf, scenario: Scenario, bench: Bench, patch: Readonly<Record<Side, PatchBodies>>) {
    this.shelf = shelf;
    this.scenario = scenario;
    this.bench = bench;
    this.patch = patch;
  }

  fits(bodies: ReadonlyMap<string, Code>): boolean {
    const before = this.kind('before', bodies);
    const after = before === undefined ? undefined : this.kind('after', bodies);
    if (before === undefined || after === undefined) {
      this.why = 'it cannot be run here';
      return false;
    }
    if (before !== 'holds' && after !== 'holds') {
      this.why = before === 'open' ? 'this cannot be explored to its end' : 'the scenario breaks before the patch and after it';
      return false;
    }
    if (before === 'open' || after === 'open') {
      this.why = 'this cannot be explored to its end';
      return false;
    }
    // where the tree's bodies say that the patch changes nothing, they have to be able to say something
    if (before === 'holds' && after === 'holds' && this.changesOfItsOwn() && !this.breaksSomewhere(bodies)) {
      this.why = 'nothing in the scenario ever breaks';
      return false;
    }
    return true;
  }

  /** Whether the patch introduces or mends something with the scenario's own bodies around it. */
  private changesOfItsOwn(): boolean {
    const own = `${this.kind('before', new Map())} ${this.kind('after', new Map())}`;
    return own === 'holds breaks' || own === 'breaks holds';
  }

  private breaksSomewhere(bodies: ReadonlyMap<string, Code>): boolean {
    return this.scenario.variants.some((v) => {
      if (v.verdict !== 'breaks') return false;
      const { machine } = this.shelf.compile(this.scenario, { images: bodies, tree: treeOf(this.bench), variant: v.id });
      return machine !== undefined && kindOf(machine) === 'breaks';
    });
  }

  private kind(side: Side, bodies: ReadonlyMap<string, Code>): Kind | undefined {
    if (this.patch[side].missing.length > 0) return undefined;
    const key = keyOf(side, bodies);
    let found = this.tried.get(key);
    if (!found) {
      const compiled = this.shelf.compile(this.scenario, {
        images: new Map([...bodies, ...this.patch[side].images]),
        tree: treeOf(this.bench),
        name: sideName(this.scenario, side),
      });
      found = { ...compiled, verdict: compiled.machine && explored(compiled.machine) };
      this.tried.set(key, found);
    }
    return found.verdict?.kind;
  }

  /** What kind() made, if it was asked. */
  made(side: Side, bodies: ReadonlyMap<string, Code>): Tried | undefined {
    return this.tried.get(keyOf(side, bodies));
  }
}

const keyOf = (side: Side, bodies: ReadonlyMap<string, Code>): string => `${side} ${[...bodies.keys()].sort().join()}`;

/** What the machine of one side of a patch is called. */
export const sideName = (scenario: Scenario, side: Side): string => `${scenario.id}/${side}`;

/** The verdict alone, within a bound. */
function kindOf(machine: Machine): Kind {
  return explore(machine, { maxStates: MOST_STATES, anyPath: true }).advance(MOST_STATES + 1)?.kind ?? 'open';
}

/** The verdict with its path, within the same bound. */
export function explored(machine: Machine): Verdict {
  const exploration = explore(machine, { maxStates: MOST_STATES });
  return exploration.advance(2 * MOST_STATES) ?? exploration.cancel();
}
