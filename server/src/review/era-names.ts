/** Which kernels a patch can be for, by the functions that the code around its changes calls. */
import { compareVersions, type Library } from '../model/index.ts';
import type { FileDiff } from '../patch/types.ts';

/** The first and the last kernel that has all of the names; undefined: any. */
export interface EraBounds {
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/** From here on the model's versions were read off kernel trees, one by one; what it says of older ones is too coarse to date a patch by. */
const READ_OFF = '6.13';
const LAST_BEFORE = '6.12';

const CALL = /\b([a-z_][a-z0-9_]{5,})\s*\(/g;
const COMMENT = /^\s*(?:\*|\/\*|\/\/)|\/\*.*?\*\/|\/\/.*$/;

/**
 * Only what was there before the patch counts: what it adds may be its own. Names that no kernel has together say nothing.
 */
export function eraOfNames(files: readonly FileDiff[], library: Pick<Library, 'definitions'>): EraBounds {
  let since: string | undefined;
  let until: string | undefined;
  const asked = new Set<string>();
  for (const file of files) {
    const path = file.oldPath ?? file.newPath ?? '';
    if (!/\.[ch]$/.test(path) || path.startsWith('tools/')) continue;
    for (const hunk of file.hunks) {
      for (const { kind, text } of hunk.lines) {
        if (kind === 'add' || COMMENT.test(text)) continue;
        for (const [, name] of text.matchAll(CALL)) {
          if (asked.has(name!)) continue;
          asked.add(name!);
          const known = library.definitions(name!);
          if (known.length === 0) continue;
          const first = known.map(({ doc }) => doc.since).reduce((a, b) => (a && b ? earlier(a, b) : undefined));
          const last = known.map(({ doc }) => doc.until).reduce((a, b) => (a && b ? later(a, b) : undefined));
          if (first && compareVersions(first, READ_OFF) >= 0) since = since ? later(since, first) : first;
          if (last && compareVersions(last, LAST_BEFORE) >= 0) until = until ? earlier(until, last) : last;
        }
      }
    }
  }
  return since && until && compareVersions(since, until) > 0 ? { since: undefined, until: undefined } : { since, until };
}

const earlier = (a: string, b: string): string => (compareVersions(a, b) <= 0 ? a : b);
const later = (a: string, b: string): string => (compareVersions(a, b) >= 0 ? a : b);

/** The version itself where the names allow it, else the nearest that they do. */
export function within(version: string, { since, until }: EraBounds): string {
  if (since && compareVersions(version, since) < 0) return since;
  if (until && compareVersions(version, until) > 0) return until;
  return version;
}
