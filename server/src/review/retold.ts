/** The same story on several paths: one reference, say, that every way out of a function loses. It is told whole once. */
import type { Finding } from './types.ts';

/** Those of `findings` that only tell again, at another place, what an earlier one of the list tells: same rule, function and object, and the path begins alike. */
export function retold(findings: readonly Finding[]): ReadonlySet<Finding> {
  const told = new Set<string>();
  const again = new Set<Finding>();
  for (const finding of findings) {
    const [first] = finding.path;
    if (!first || finding.race || finding.path.length < 2) continue;
    const { patch, change, rule, file, function: fn, object } = finding;
    const story = JSON.stringify([patch, change, rule, file, fn, object, first.file, first.line, first.note]);
    if (told.has(story)) again.add(finding);
    told.add(story);
  }
  return again;
}
