/** A verdict in one sentence, with what was looked at: how many states, within which bound, and whether that was all of it. */

import type { Ending } from './ending.ts';
import type { Machine } from './machine.ts';
import { traceOf } from './trace.ts';
import type { Verdict } from './verdict.ts';

export interface VerdictText {
  /** `no violation`, `violated: every entry is on a list that reclaim walks` */
  readonly finding: string;
  /** `2,929 states, exhaustive`, `1 preemption, 12 steps; 2,929 states` */
  readonly explored: string;
  /** `two faults, one swap entry`; '' when the machine says none */
  readonly bound: string;
  /** all of it in one line, without a full stop */
  readonly sentence: string;
}

/** Numbers as people read them, the same on every machine. */
export function counted(n: number, noun: string, plural = `${noun}s`): string {
  return `${String(n).replace(/\B(?=(\d{3})+$)/g, ',')} ${n === 1 ? noun : plural}`;
}

export function formatVerdict(machine: Machine, verdict: Verdict): VerdictText {
  const bound = machine.bounds.map((text) => text.replace(/\s+/g, ' ').trim()).join('; ');
  const states = counted(verdict.counts.states, 'state');
  const made = (finding: string, explored: string, within = bound): VerdictText => ({
    finding,
    explored,
    bound,
    sentence: `${finding}${within === '' ? '' : ` within ${within}`}: ${explored}`,
  });
  switch (verdict.kind) {
    case 'holds':
      return made('no violation', `${states}, exhaustive`);
    case 'breaks': {
      const { ending } = traceOf(machine, verdict.path, { violation: verdict.violation });
      const best = verdict.shortest ? '' : ', perhaps not the shortest';
      const how = `${counted(verdict.preemptions, 'preemption')}, ${counted(verdict.path.length, 'step')}${best}`;
      return made(`${prefixOf(ending)}${ending.sentence}`, `${how}; ${states}`, '');
    }
    case 'open':
      return made('nothing found so far', `${states}, not exhaustive: ${whyOpen(machine, verdict)}`);
  }
}

/** What stands before the sentence of an ending. */
export function prefixOf({ kind }: Ending): string {
  return kind === 'invariant' ? 'violated: ' : kind === 'deadlock' || kind === 'livelock' ? `${kind}: ` : '';
}

function whyOpen(machine: Machine, { why, cell }: Verdict & { kind: 'open' }): string {
  switch (why) {
    case 'states':
      return 'the limit of states was reached';
    case 'memory':
      return 'the limit of memory was reached';
    case 'cancelled':
      return 'it was given up';
    case 'threads':
      return `with ${machine.threads.length} threads livelocks are not looked for`;
    case 'range': {
      const left = machine.cells[cell ?? -1];
      return left ? `${left.name} left the range ${left.lo}..${left.hi} of this world` : 'a value left the range of this world';
    }
  }
}
