/**
 * Which paths of a patch may be read at all. Pure.
 *
 * A patch is written by a stranger: a path that could leave the tree, reach into git's own folder, or mean different files on
 * different systems is not a path here.
 */

const LONGEST_PATH = 4096;

/** Characters that some file systems leave out when they compare names (`.g<ZWNJ>it` is `.git` on HFS+). */
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * The path with `.` and empty components dropped, or undefined when it is absolute, climbs (`..`), holds a backslash, a drive
 * letter or a control character, or names git's own folder in any spelling.
 */
export function cleanPath(path: string): string | undefined {
  if (typeof path !== 'string' || path.length === 0 || path.length > LONGEST_PATH) return undefined;
  if (/[\u0000-\u001f\u007f\\]/.test(path) || path.startsWith('/') || /^[A-Za-z]:/.test(path)) return undefined;
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' || isGitFolder(part)) return undefined;
    kept.push(part);
  }
  return kept.length > 0 ? kept.join('/') : undefined;
}

/** As cleanPath, but the top of the tree is allowed and is `''`. */
export function cleanFolder(folder: string): string | undefined {
  return folder === '' || folder === '.' || folder === './' ? '' : cleanPath(folder);
}

function isGitFolder(part: string): boolean {
  const seen = part.replace(UNSEEN, '').toLowerCase();
  const name = (seen.split(':', 1)[0] ?? '').replace(/[. ]+$/, '');
  return name === '.git' || name === 'git~1';
}
