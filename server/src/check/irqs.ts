/** Whether interrupts are on at a point of a path: the text of a function rarely says how it is called. */
import { SLEEPING, type State } from '../model/index.ts';
import type { RuleContext } from './rule.ts';

/** `on` only with evidence: the path slept, waited for a sleeping lock, or turned interrupts on itself. */
export function irqsOf(s: State, c: RuleContext): 'on' | 'off' | 'unknown' {
  if (s.depth('IRQ_OFF') > 0) return 'off';
  // who holds such a lock has them off, whoever turned them off
  for (const l of s.locks) if (c.locks.irqSafe(c.locks.classOf(l.place, l.cls, c.structOf(s)))) return 'off';
  if (s.blind || s.vague) return 'unknown';
  if (s.resets.has('IRQ_OFF') || s.sleeps) return 'on';
  for (const l of s.locks) if (l.node >= 0 && SLEEPING.has(l.cls) && s.passed.some((p) => p.place === l.place)) return 'on';
  return 'unknown';
}
