// Scenarios of the tests' own, compiled, explored and told: what the tests about traces and diagrams begin with.
import { readFileSync } from 'node:fs';
import type { Machine } from '../../server/src/sim/machine.ts';
import { type Trace, traceOf } from '../../server/src/sim/trace.ts';
import type { Verdict } from '../../server/src/sim/verdict.ts';
import { bench, verdictOf } from './scenario-bench.ts';

export interface Told {
  readonly machine: Machine;
  readonly verdict: Verdict & { readonly kind: 'breaks' };
  readonly trace: Trace;
}

/** The counterexample of `test/sim/fixtures/NAME.c` in its first variant. */
export async function told(name: string): Promise<Told> {
  const { machine, verdict } = await fixture(name);
  if (verdict.kind !== 'breaks') throw new Error(`${name}: ${verdict.kind}`);
  return { machine, verdict, trace: traceOf(machine, verdict.path, { violation: verdict.violation }) };
}

/** A fixture compiled and explored; the first variant unless another is named. */
export async function fixture(name: string, variant?: string): Promise<{ machine: Machine; verdict: Verdict }> {
  const { read, compile } = await bench();
  const scenario = read(name, readFileSync(`test/sim/fixtures/${name}.c`, 'utf8'));
  const { machine, problems } = compile(scenario, variant ?? scenario.variants[0]!.id);
  if (!machine) throw new Error(JSON.stringify(problems));
  return { machine, verdict: verdictOf(machine) };
}
