/** A hazard of one image of a function, as a finding at its place in the input. */
import type { FileDiff } from '../patch/types.ts';
import type { FileImages } from '../tree/index.ts';
import { fingerprint } from './fingerprint.ts';
import type { Touched } from './functions.ts';
import { type Judged, severityOf } from './judge.ts';
import { nearestShown, rangeOfSpan } from './locate.ts';
import type { Finding } from './types.ts';

/** `file` and `images` of the side that the hazard is on; `patch`: index in Review.patches. */
export function findingOf(j: Judged, t: Touched, file: FileDiff, images: FileImages, patch: number): Finding {
  const image = (j.side === 'new' ? t.after : t.before)!;
  const h = j.hazard;
  const line = image.lineOf(h.at[0]);
  const lineText = image.text.slice(image.text.lastIndexOf('\n', h.at[0] - 1) + 1).split('\n', 1)[0]!;
  return {
    rule: h.rule,
    severity: severityOf(h),
    confidence: images.context === 'hunks' && h.confidence === 'high' ? 'medium' : h.confidence,
    change: j.change,
    message: h.message,
    remedy: h.remedy,
    function: h.function,
    file: images.path,
    line,
    side: j.side,
    object: h.object,
    input: rangeOfSpan(h.at, image, file) ?? nearestShown(h.at, image, file),
    path: h.path.map((s) => ({ line: image.lineOf(s.at[0]), note: s.note, input: rangeOfSpan(s.at, image, file) })),
    fingerprint: fingerprint([h.rule, images.path, h.function, h.object, lineText.trim()]),
    patch,
  };
}
