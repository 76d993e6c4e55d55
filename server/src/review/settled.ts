/** Questions about one function that the rest of the patch, or the tree, answers: those are not asked. */
import type { Hazard } from '../check/index.ts';
import { callersThatKeep } from './callers-in-patch.ts';
import type { CodeIndex } from './code.ts';
import type { Touched } from './functions.ts';
import { everyCallerSleeps } from './sleepers.ts';

/** `others`: the other functions that the patch touches. `whole`: the file is known, not just its hunks. `path`: of the function's file. */
export function isSettled(
  h: Hazard,
  others: () => readonly Touched[],
  whole: boolean,
  index: CodeIndex | undefined,
  path: string,
): boolean {
  const texts = (wanted: (name: string) => boolean): string[] =>
    others().flatMap((o) => (o.after && wanted(o.name) ? [o.after.text.slice(...o.after.body.ast.at)] : []));
  // where the file is known its callers are looked at one by one, but for those in the patch; else a patch that unlocks in another caller has thought of it
  if (h.rule === 'contract/changed')
    return whole
      ? callersThatKeep(h.function, others()).length === 0
      : texts(() => true).some((s) => /unlock/.test(s) && s.includes(`${h.function}(`));
  if (h.rule === 'lock/sleep-in-atomic' && h.confidence === 'low') {
    const own = index?.lookup(h.function, path);
    return own !== undefined && index !== undefined && everyCallerSleeps(h.function, path, own.file.isStatic(own.fn), index);
  }
  if (h.rule !== 'ref/pinned' || h.confidence !== 'low') return false;
  const member = new RegExp(`\\b${/\w+$/.exec(h.object)?.[0] ?? ''}\\b`);
  const isOffline = (name: string) => /offline/.test(name);
  if (texts(isOffline).some((s) => member.test(s))) return true;
  for (const file of index?.files() ?? []) {
    if (!file.text.includes('offline') || !member.test(file.text)) continue;
    if (file.outline.functions.some((f) => isOffline(f.name) && member.test(file.text.slice(f.start, f.end)))) return true;
  }
  return false;
}

/** How many functions of the file's folder, but for one, name the item and call the predicate. */
export function asksIn(index: CodeIndex, path: string, except: string): (item: string, predicate: string) => number {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return (item, predicate) => {
    const word = new RegExp(`\\b${item.replace(/[^\w]/g, '.')}\\b`);
    const call = `${predicate}(`;
    let n = 0;
    for (const file of index.filesIn(folder)) {
      if (!file.text.includes(call) || !word.test(file.text)) continue;
      for (const f of file.outline.functions) {
        if (f.name === except) continue;
        const text = file.text.slice(f.start, f.end);
        if (text.includes(call) && word.test(text)) n++;
      }
    }
    return n;
  };
}
