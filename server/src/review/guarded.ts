/** What a lock guards, learnt from the functions of a folder that take it: what they touch while they hold it, and whether others touch it bare. */
import { checkFunction, type Touches } from '../check/index.ts';
import type { Contract } from '../model/index.ts';
import type { CodeIndex } from './code.ts';
import { lastName } from './guards.ts';

export interface Guarded {
  /** `nr_items`, with the type that it is a member of where that is known: `list_lru_one.nr_items` */
  readonly member: string;
  /** places where it is touched with the lock held, and by functions that take the lock but do not hold it there */
  readonly held: number;
  readonly bare: number;
}

/** functions that are run to learn about one lock */
const MOST = 24;
/** states for one of them */
const BUDGET = 4000;
/** members that are named */
const SHOWN = 8;

/** `lock` as the source writes it; the most touched first. [] where too little is known. */
export function guardedBy(
  lock: string,
  path: string,
  index: CodeIndex,
  contractOf: (name: string, from: string) => Contract | undefined,
): Guarded[] {
  const last = lastName(lock);
  if (!/^\w+$/.test(last)) return [];
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const named = new RegExp(`lock\\w*\\s*\\([^;]*\\b${last}\\b`);
  const files = [...index.filesIn(folder)].sort((a, b) => Number(b.path === path) - Number(a.path === path) || (a.path < b.path ? -1 : 1));
  const count = new Map<string, { held: number; bare: number }>();
  let run = 0;
  for (const file of files) {
    if (run >= MOST || !file.text.includes(last)) continue;
    for (const fn of file.outline.functions) {
      if (run >= MOST) break;
      if (!named.test(file.text.slice(fn.start, fn.end))) continue;
      const body = file.body(fn);
      if (!body) continue;
      run++;
      const input = { cfg: body.cfg, flow: body.flow, text: file.text, rules: [], budget: BUDGET, touches: true };
      const { touches, bounded } = checkFunction({ ...input, contractOf: (n) => contractOf(n, file.path) });
      if (touches && !bounded) add(touches, last, count);
    }
  }
  return [...count]
    .filter(([, n]) => n.held >= 2 && n.held > 3 * n.bare)
    .sort((a, b) => b[1].held - a[1].held || (a[0] < b[0] ? -1 : 1))
    .slice(0, SHOWN)
    .map(([member, n]) => ({ member, ...n }));
}

function add(touches: Touches, lock: string, count: Map<string, { held: number; bare: number }>): void {
  const isIt = (key: string): boolean => lastName(touches.locks.get(key)?.shown ?? key) === lock;
  if (![...touches.locks.keys()].some(isIt)) return;
  for (const site of touches.sites) {
    const held = [...site.held].some(isIt);
    for (const d of site.data) {
      if (d.field === lock) continue;
      const member = d.type ? `${d.type.replace(/^struct\s+/, '').replace(/[\s*]+$/, '')}.${d.field}` : d.field;
      const n = count.get(member) ?? { held: 0, bare: 0 };
      if (held) n.held++;
      else n.bare++;
      count.set(member, n);
    }
  }
}
