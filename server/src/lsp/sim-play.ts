/** What a replay is made of before anybody has looked at it: images with their machines, or the one path of a hazard. */

import type { Finding, FindingStep } from '../review/types.ts';
import type { Edit, Machine, Verdict } from '../sim/index.ts';
import type { PlaceData, ReplaySource, RunData, RunKind } from './sim-protocol.ts';
import type { Places } from './sim-run.ts';

export interface PlayImage {
  readonly id: string;
  readonly kind: RunKind;
  /** `before the patch` */
  readonly label: string;
  readonly machine: Machine;
  /** absent: not explored yet */
  readonly verdict?: Verdict;
  /** what is shown first, where that is not the verdict's own path; `byHand`: somebody chose it */
  readonly path?: readonly number[];
  readonly byHand?: boolean;
}

export interface Play {
  readonly source: ReplaySource;
  readonly title: string;
  readonly story: string;
  readonly rule?: string;
  readonly scenario?: string;
  /** what it was made from, for a replay file */
  readonly patch?: { readonly subject: string; readonly messageId?: string; readonly document?: string };
  /** name of a file that its sources could be linked to, were it open */
  readonly seeks?: string;
  /** where it is opened; absent: where it breaks */
  readonly shown?: { readonly run: string; readonly at: number };
  /** one or two; empty for a path */
  readonly images: readonly PlayImage[];
  /** of a hazard in one thread */
  readonly path?: RunData;
  readonly places: Places;
  /** the patch is not at hand: its lines are those that the machines bring along */
  readonly unlinked?: true;
  /** sentences about what could not be had */
  readonly lacks: readonly string[];
  /** the machine of an image (its id) with a change in its code, or a sentence why there is none */
  readonly changed?: (image: string, edits: readonly Edit[]) => Machine | string;
  /** a mail with these lines under the quoted hunk */
  readonly reply?: (image: PlayImage | undefined, columns: readonly string[]) => string | undefined;
}

/** A hazard's path as a run of one lane: the steps say what happens, there is no world to it. */
export function pathRun(finding: Finding, places: (step: FindingStep) => readonly PlaceData[]): RunData {
  const last = finding.path.length - 1;
  return {
    id: 'path',
    kind: 'only',
    label: finding.change === 'fixed' ? 'before the patch' : 'after the patch',
    verdict: {
      kind: 'breaks',
      sentence: finding.message,
      explored: 'one path through the function, by itself: no second thread is needed',
      exhaustive: true,
    },
    lanes: [{ name: 'CPU0', runs: `${finding.function}()`, daemon: false }],
    steps: finding.path.map((step, index) => ({
      rule: -1,
      lane: 0,
      text: step.note,
      kind: 'note' as const,
      stack: [finding.function],
      calls: index === 0 ? [`${finding.function}()`] : [],
      preempts: false,
      changes: [],
      breaks: [],
      mends: [],
      places: places(step),
    })),
    holds: [],
    contexts: [],
    objects: [],
    initial: [],
    invariants: [],
    violation: { step: last, kind: 'rule', sentence: `${finding.rule}: ${finding.message}` },
    ending: finding.remedy ?? finding.message,
    byHand: false,
    undo: 0,
    assumed: [],
    bounds: [],
  };
}
