// Where things that take long to fetch are kept between runs, outside the checkout: ~/.cache/mm-patch-review (or XDG_CACHE_HOME).
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The cache folder; made when it is not there. */
export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(base, 'mm-patch-review');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Fills `name` in the cache through a folder of its own and one rename: a run that is cut off leaves nothing half done behind,
 * and two runs at the same time do not disturb each other.
 * @param {string} name @param {(folder: string) => Promise<void>} fill @returns {Promise<string>} the finished folder
 */
export async function fillCache(name, fill) {
  const target = join(cacheFolder(), name);
  const partial = `${target}.partial-${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  try {
    await fill(partial);
    try {
      renameSync(partial, target);
    } catch (error) {
      // Somebody else was faster: theirs is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    }
    return target;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
