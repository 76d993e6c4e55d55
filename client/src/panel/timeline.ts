/**
 * Moving through a run. A place (`at`) is how many steps are done, 0..steps.length; the step that is looked at is steps[at - 1].
 * All functions give a place, or undefined when there is nowhere to go.
 */
import type { PlaceData, RunData } from '../../../server/src/lsp/sim-protocol.ts';

export type Direction = 1 | -1;

export function clamp(run: RunData, at: number): number {
  return Math.max(0, Math.min(run.steps.length, Number.isFinite(at) ? Math.trunc(at) : 0));
}

/** The place of the violation: the one after which it is broken. */
export function violationAt(run: RunData): number | undefined {
  return run.violation && run.violation.step + 1;
}

/** The next step that takes the CPU from a thread that could have gone on. */
export function nextPreemption(run: RunData, at: number, direction: Direction): number | undefined {
  return seek(run, at, direction, (step) => run.steps[step]?.preempts === true);
}

/** The next step that changes one of these fields. */
export function nextChange(run: RunData, at: number, direction: Direction, fields: ReadonlySet<number>): number | undefined {
  return seek(run, at, direction, (step) => run.steps[step]?.changes.some(({ field }) => fields.has(field)) === true);
}

/** The next step written on a line of a document, going round at the end; for a cursor that was put there. `line` is 0-based. */
export function nextStepOn(run: RunData, at: number, uri: string, line: number): number | undefined {
  const there = (step: number): boolean => run.steps[step]?.places.some((place) => isOn(place, uri, line)) === true;
  if (at > 0 && there(at - 1)) return at;
  return seek(run, at, 1, there) ?? seek(run, 0, 1, there);
}

function isOn({ uri, range }: PlaceData, wanted: string, line: number): boolean {
  return uri === wanted && range.start.line <= line && line <= range.end.line;
}

function seek(run: RunData, at: number, direction: Direction, hit: (step: number) => boolean): number | undefined {
  for (let place = at + direction; place >= 1 && place <= run.steps.length; place += direction) {
    if (hit(place - 1)) return place;
  }
  return undefined;
}
