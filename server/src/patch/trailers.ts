/**
 * Trailers of a commit message, and what `git format-patch --base` and b4 put below the diff.
 */
import { type BodyLine, endAt, startAt } from './place.ts';
import type { Trailer } from './types.ts';

const shape = /^(?: {4})?([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]{0,8}(\S.*)$/;
const names = new Set([
  'fixes',
  'link',
  'closes',
  'close',
  'cc',
  'bug',
  'buglink',
  'bugzilla',
  'references',
  'base-commit',
  'change-id',
  'prerequisite-patch-id',
  'prerequisite-change-id',
  'prerequisite-message-id',
  'depends-on',
  'message-id',
  'patchwork-id',
  'cherry-picked-from',
  'upstream',
  'stable-dep-of',
  'thanks-to',
  'cve',
]);

/** Reads the trailers of the lines that are no diff. */
export function readTrailers(prose: readonly BodyLine[]): Trailer[] {
  const trailers: Trailer[] = [];
  for (let i = 0; i < prose.length; i++) {
    const line = prose[i] as BodyLine;
    if (line.text.length > 1000) continue;
    const match = shape.exec(line.text);
    if (!match) continue;
    const key = match[1] as string;
    const lower = key.toLowerCase();
    if (!names.has(lower) && !/-by$/.test(lower)) continue;
    // `Link:` and the hash of `Fixes:` say more than prose with a colon does.
    if (/-by$/.test(lower) && !/[@<]/.test(match[2] as string) && (match[2] as string).split(/\s+/).length > 6) continue;
    let value = (match[2] as string).trimEnd();
    let last = line;
    // A subject that a mailer wrapped goes on until its quotes close.
    while (lower === 'fixes' && value.includes('("') && !value.includes('")') && i + 1 < prose.length && value.length < 400) {
      const next = prose[i + 1] as BodyLine;
      if (next.text.trim().length === 0 || next.text.length > 300 || next.line > last.line + 1) break;
      value = `${value} ${next.text.trim()}`;
      last = next;
      i++;
    }
    const lead = line.text.length - line.text.trimStart().length;
    trailers.push({ key, value, range: { start: startAt(line, lead), end: endAt(last, last.text.trimEnd().length) } });
  }
  return trailers;
}
