/** The scenarios that there are, read once, and machines made from them. */
import type { CParser } from '../c/index.ts';
import type { Library } from '../model/index.ts';
import type { Code } from './body.ts';
import { type Compiled, compile } from './compile.ts';
import type { Source } from './machine.ts';
import { modelCode } from './model-code.ts';
import { type Problem, readScenario, type Scenario, type ScenarioFile, type ScenarioFunction } from './scenario.ts';
import { type Hunk, hasPlace, splice } from './splice.ts';
import type { Edit } from './what-if.ts';

/** Functions of these names are the library of all scenarios. */
export const LIBRARY = 'lib';

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
  readonly scenarios: readonly Scenario[];
  /** of all files: a broken one does not keep the others from working */
  readonly problems: readonly Problem[];
  private readonly library: Scenario | undefined;
  private readonly models = new Map<string, ReturnType<typeof modelCode>>();
  private readonly parser: CParser;
  private readonly general: Library;
  private readonly texts = new Map<Scenario, Source>();

  /** @param files base names without `.c`; in any order */
  constructor(parser: CParser, files: readonly ScenarioFile[], general: Library) {
    this.parser = parser;
    this.general = general;
    const read = [...files].sort((a, b) => (a.name < b.name ? -1 : 1)).map((f) => readScenario(parser, f));
    this.library = read.find((s) => s.id === LIBRARY);
    this.scenarios = read.filter((s) => s.id !== LIBRARY);
    this.problems = read.flatMap((s) => s.problems);
  }

  find(id: string): Scenario | undefined {
    return this.scenarios.find((s) => s.id === id);
  }

  /** The functions of a scenario that a patch may replace. */
  roles(scenario: Scenario): readonly string[] {
    const out: string[] = [];
    for (const [name, list] of scenario.functions) if (list.some((f) => f.marks.has('role'))) out.push(name);
    return out;
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

  /** A hunk of a role's function, laid into the scenario's body. */
  splice(scenario: Scenario, name: string, variant: string, hunk: Hunk): ReturnType<typeof splice> {
    const role = this.role(scenario, name, variant);
    if (!role) return { missing: `${name}() has no role in ${scenario.id}` };
    let source = this.texts.get(scenario);
    if (!source) {
      source = { name: `scenarios/${scenario.id}.c`, from: 'scenario', text: scenario.file.text };
      this.texts.set(scenario, source);
    }
    return splice(role.ast, source, hunk);
  }

  /** Without a variant the first one: the surroundings that a patch is run in. */
  compile(scenario: Scenario, request: CompileRequest = {}): Compiled {
    const variant = request.variant ?? scenario.variants[0]?.id ?? '';
    const version = scenario.until ?? scenario.since;
    let model = this.models.get(version ?? '');
    if (!model) {
      model = modelCode(this.general, this.parser, version);
      this.models.set(version ?? '', model);
    }
    return compile({
      scenario,
      ...(this.library ? { library: this.library } : {}),
      variant,
      model,
      ...(request.images ? { images: request.images } : {}),
      ...(request.tree ? { tree: request.tree } : {}),
      ...(request.crowd ? { crowd: request.crowd } : {}),
      ...(request.edits ? { edits: request.edits } : {}),
      ...(request.name ? { name: request.name } : {}),
    });
  }
}
