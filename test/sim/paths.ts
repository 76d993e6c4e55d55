import { applyRule, enabledRules, initialState } from '../../server/src/sim/interpret.ts';
import type { Machine } from '../../server/src/sim/machine.ts';

/** Some path of a machine: in each state one of the rules that can be taken, chosen by the next number. The last step may leave a range. */
export function somePath(machine: Machine, choices: readonly number[]): number[] {
  const path: number[] = [];
  let state = initialState(machine);
  for (const n of choices) {
    const enabled = enabledRules(machine, state);
    if (enabled.length === 0) break;
    const rule = enabled[n % enabled.length]!;
    path.push(rule);
    const next = applyRule(machine, state, machine.rules[rule]!);
    if ('outOfRange' in next) break;
    state = next.state;
  }
  return path;
}
