/** Whether everybody who calls a function is seen to sleep: then a callee may do so too. Asked of names alone, no path is run. */
import { callersOf } from './callers.ts';
import type { CodeIndex } from './code.ts';

const SLEEPS =
  /\b(?:mutex_lock\w*|down_(?:read|write)\w*|mmap_(?:read|write)_lock\w*|cond_resched|might_sleep|msleep|schedule|wait_\w+|wait_event\w*|synchronize_\w+|flush_work\w*|lock_page|folio_lock|vmalloc|kvmalloc\w*|copy_(?:from|to)_user)\s*\(|\bGFP_(?:KERNEL|USER)\w*/;

/** functions that are looked at */
const MOST = 40;
const DEPTH = 4;

export function everyCallerSleeps(name: string, path: string, isStatic: boolean, index: CodeIndex): boolean {
  let seen = 0;
  const busy = new Set<string>();
  const sleeps = (fn: string, from: string, own: boolean, depth: number): boolean => {
    if (depth > DEPTH || busy.has(fn)) return false;
    busy.add(fn);
    const callers = callersOf(fn, from, own, index);
    const yes =
      callers.length > 0 &&
      callers.every((c) => {
        if (++seen > MOST) return false;
        if (SLEEPS.test(c.file.text.slice(c.fn.start, c.fn.end))) return true;
        return sleeps(c.fn.name, c.file.path, c.file.isStatic(c.fn), depth + 1);
      });
    busy.delete(fn);
    return yes;
  };
  return sleeps(name, path, isStatic, 0);
}
