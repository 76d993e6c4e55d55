/** Compiles and explores scenarios for tests: every variant of every file in server/model/scenarios, and files of a test's own. */
import { readdirSync, readFileSync } from 'node:fs';
import type { CParser } from '../../server/src/c/index.ts';
import { loadParser } from '../../server/src/cli/parser-node.ts';
import { Library } from '../../server/src/model/index.ts';
import { type Compiled, compile, type Sharing } from '../../server/src/sim/compile.ts';
import { explore } from '../../server/src/sim/explore.ts';
import type { Machine } from '../../server/src/sim/machine.ts';
import { modelCode } from '../../server/src/sim/model-code.ts';
import { readScenario, type Scenario } from '../../server/src/sim/scenario.ts';
import type { ExploreOptions, Verdict } from '../../server/src/sim/verdict.ts';
import type { Edit } from '../../server/src/sim/what-if.ts';

export const SCENARIOS = 'server/model/scenarios';

export interface Bench {
  readonly parser: CParser;
  readonly library: Scenario;
  readonly scenarios: readonly Scenario[];
  read(name: string, text: string): Scenario;
  compile(scenario: Scenario, variant: string, edits?: readonly Edit[], likely?: Sharing): Compiled;
}

let made: Promise<Bench> | undefined;

export function bench(): Promise<Bench> {
  made ??= make();
  return made;
}

async function make(): Promise<Bench> {
  const parser = await loadParser();
  const files = readdirSync('server/model').filter((f) => f.endsWith('.c'));
  const general = new Library(
    parser,
    files.map((name) => ({ name, text: readFileSync(`server/model/${name}`, 'utf8') })),
  );
  const model = modelCode(general, parser);
  const read = (name: string, text: string): Scenario => readScenario(parser, { name, text });
  const own = (name: string): Scenario => read(name, readFileSync(`${SCENARIOS}/${name}.c`, 'utf8'));
  const library = own('lib');
  const scenarios = readdirSync(SCENARIOS)
    .filter((f) => f.endsWith('.c') && f !== 'lib.c')
    .sort()
    .map((f) => own(f.slice(0, -2)));
  return {
    parser,
    library,
    scenarios,
    read,
    compile: (scenario, variant, edits, likely) =>
      compile({ scenario, library, variant, model, ...(edits ? { edits } : {}), ...(likely ? { likely } : {}) }),
  };
}

export function verdictOf(machine: Machine, options: ExploreOptions = {}): Verdict {
  const exploration = explore(machine, options);
  for (;;) {
    const verdict = exploration.advance(1_000_000);
    if (verdict) return verdict;
  }
}

/** A counterexample as lines, for goldens and for reading. */
export function pathText(machine: Machine, verdict: Verdict): string {
  if (verdict.kind !== 'breaks')
    return verdict.kind === 'open' ? `open: ${verdict.why} ${machine.cells[verdict.cell ?? -1]?.name ?? ''}` : verdict.kind;
  const lines = verdict.path.map((id) => {
    const rule = machine.rules[id];
    const step = machine.steps[rule?.step ?? -1];
    if (!rule || !step) return '?';
    const fault = rule.fault === undefined ? '' : ` -- ${machine.faults[rule.fault]?.sentence}`;
    return `${machine.threads[rule.thread]?.name}${'  '.repeat(step.stack.length)}${step.text}${rule.outcome ? ` (${rule.outcome})` : ''}${fault}`;
  });
  const { violation } = verdict;
  if (violation.kind === 'invariant') lines.push(`not so: ${machine.invariants[violation.invariant]?.sentence}`);
  else if (violation.kind === 'deadlock') lines.push(`deadlock of ${violation.threads.map((t) => machine.threads[t]?.name).join(', ')}`);
  else if (violation.kind === 'livelock') lines.push(`for ever from step ${violation.loop}`);
  return lines.join('\n');
}
