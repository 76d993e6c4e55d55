/** All that is looked for in the graphs of two images as a lapse (lapse.ts). */
import { lostExits } from './checks.ts';
import { givenTwice } from './given-twice.ts';
import { align, type ImageSide } from './graphs.ts';
import { hiddenFailures } from './hidden.ts';
import type { Lapse } from './lapse.ts';
import { liftedPairs, liftedReferences } from './lifted.ts';
import { plainCalls } from './plain-calls.ts';
import { lostRechecks } from './rechecks.ts';
import { lostRests } from './rests.ts';
import { keptNoCopy } from './saved.ts';
import { leftSection } from './sections.ts';
import { leftUndone } from './undone.ts';

export function lapses(before: ImageSide, after: ImageSide, same = align(before, after)): Lapse[] {
  if (!same) return [];
  return [
    hiddenFailures,
    plainCalls,
    givenTwice,
    leftUndone,
    keptNoCopy,
    leftSection,
    lostRechecks,
    lostRests,
    lostExits,
    liftedPairs,
    liftedReferences,
  ].flatMap((look) => look(before, after, same));
}
