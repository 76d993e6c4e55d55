/** The scenarios that there are, read once, and machines made from them. */
import type { CParser } from '../c/index.ts';
import type { Library } from '../model/index.ts';
import type { Code } from './body.ts';
import { type Compiled, compile, type Sharing } from './compile.ts';
import type { Source } from './machine.ts';
import { modelCode } from './model-code.ts';
import { type Problem, readScenario, type Scenario, type ScenarioFile, type ScenarioFunction } from './scenario.ts';
import { hasPlace, splice } from './splice.ts';
import type { Edit } from './what-if.ts';

/** Functions of these names are the library of all scenarios. */
export const LIBRARY = 'lib';

/** Names that stand behind `__role`, without reading the file as C: sometimes one too many, never one too few. */
export function roleNames(text: string): string[] {
  return [...text.matchAll(/^[^\n*]*__role\b[^(;{]*?(\w+)\s*\(/gm)].map((m) => m[1] as string);
}

type HunkSides = Parameters<typeof splice> extends [unknown, unknown, ...infer Rest] ? Rest : never;

export interface CompileRequest {
  readonly variant?: string;
  /** by name: bodies that stand in for the scenario's own */
  readonly images?: ReadonlyMap<string, Code>;
  readonly tree?: (name: string) => Code | undefined;
  /** see CompileOptions.crowd */
  readonly crowd?: number;
  readonly edits?: readonly Edit[];
  readonly name?: string;
}

export class Shelf {
  private readonly files: ReadonlyMap<string, ScenarioFile>;
  private readonly read = new Map<string, Scenario>();
  private readonly models = new Map<string, ReturnType<typeof modelCode>>();
  private readonly parser: CParser;
  private readonly general: Library;
  private readonly texts = new Map<Scenario, Source>();
  private readonly shared = new Map<string, Sharing | undefined>();

  /** @param files base names without `.c`; in any order. Each is read when it is first asked for */
  constructor(parser: CParser, files: readonly ScenarioFile[], general: Library) {
    this.parser = parser;
    this.general = general;
    this.files = new Map([...files].sort((a, b) => (a.name < b.name ? -1 : 1)).map((f) => [f.name, f]));
  }

  /** All of them, in the order of their names. */
  get scenarios(): readonly Scenario[] {
    return [...this.files.keys()].filter((id) => id !== LIBRARY).map((id) => this.find(id) as Scenario);
  }

  /** Of all files: a broken one does not keep the others from working. */
  get problems(): readonly Problem[] {
    return [...(this.library?.problems ?? []), ...this.scenarios.flatMap((s) => s.problems)];
  }

  /** Scenarios in which one of these functions has a role; the others are not even read. */
  withRole(functions: (name: string) => boolean): readonly Scenario[] {
    const out: Scenario[] = [];
    for (const [id, file] of this.files) {
      if (id === LIBRARY || !roleNames(file.text).some(functions)) continue;
      const scenario = this.find(id);
      if (scenario && this.roles(scenario).some(functions)) out.push(scenario);
    }
    return out;
  }

  private get library(): Scenario | undefined {
    return this.scenarioOf(LIBRARY);
  }

  private scenarioOf(id: string): Scenario | undefined {
    const file = this.files.get(id);
    if (!file) return undefined;
    let scenario = this.read.get(id);
    if (!scenario) {
      scenario = readScenario(this.parser, file);
      this.read.set(id, scenario);
    }
    return scenario;
  }

  find(id: string): Scenario | undefined {
    return id === LIBRARY ? undefined : this.scenarioOf(id);
  }

  /** The functions of a scenario that a patch may replace. */
  roles(scenario: Scenario): readonly string[] {
    const out: string[] = [];
    for (const [name, list] of scenario.functions) if (list.some((f) => f.marks.has('role'))) out.push(name);
    return out;
  }

  /** Those that take part in a variant; without one the first: the surroundings that a patch is run in. */
  rolesIn(scenario: Scenario, variant = scenario.variants[0]?.id ?? ''): readonly string[] {
    return this.roles(scenario).filter((name) => scenario.functions.get(name)?.some((f) => !f.only || f.only.includes(variant)));
  }

  /** What the scenario itself has for a role, in a variant. */
  role(scenario: Scenario, name: string, variant: string): ScenarioFunction | undefined {
    const list = scenario.functions.get(name) ?? [];
    return list.find((f) => f.only?.includes(variant)) ?? list.find((f) => !f.only) ?? list[0];
  }

  /** Whether the scenario's own body says where a hunk of it would stand. */
  hasPlaceFor(scenario: Scenario, name: string, variant: string): boolean {
    const role = this.role(scenario, name, variant);
    return role !== undefined && hasPlace(role.ast);
  }

  /** What one side of a patch shows of a role's function, laid into the scenario's body; `other`: what the other side shows. */
  splice(scenario: Scenario, name: string, variant: string, ...sides: HunkSides): ReturnType<typeof splice> {
    const role = this.role(scenario, name, variant);
    if (!role) return { missing: `${name}() has no role in ${scenario.id}` };
    let source = this.texts.get(scenario);
    if (!source) {
      source = { name: `scenarios/${scenario.id}.c`, from: 'scenario', text: scenario.file.text };
      this.texts.set(scenario, source);
    }
    return splice(role.ast, source, ...sides);
  }

  /** Without a variant the first one: the surroundings that a patch is run in. */
  compile(scenario: Scenario, request: CompileRequest = {}): Compiled {
    const variant = request.variant ?? scenario.variants[0]?.id ?? '';
    const { library } = this;
    const version = scenario.until ?? scenario.since;
    let model = this.models.get(version ?? '');
    if (!model) {
      model = modelCode(this.general, this.parser, version);
      this.models.set(version ?? '', model);
    }
    const own = { scenario, ...(library ? { library } : {}), variant, model, ...(request.crowd ? { crowd: request.crowd } : {}) };
    // what a patch changes is little: what the scenario's own threads share is mostly what these share as well
    let likely: Sharing | undefined;
    if (request.images || request.edits) {
      const key = `${scenario.id} ${variant} ${request.crowd ?? ''}`;
      if (!this.shared.has(key)) this.shared.set(key, compile(own).sharing);
      likely = this.shared.get(key);
    }
    return compile({
      ...own,
      ...(likely ? { likely } : {}),
      ...(request.images ? { images: request.images } : {}),
      ...(request.tree ? { tree: request.tree } : {}),
      ...(request.edits ? { edits: request.edits } : {}),
      ...(request.name ? { name: request.name } : {}),
    });
  }
}
