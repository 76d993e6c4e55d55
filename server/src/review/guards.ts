/**
 * Which data a lock guards, learnt from how the rest of the tree touches it: asked only when a patch moved something across a lock, about
 * that one member, of the functions in the same folder that name it. A few dozen functions are run at most, each once.
 */
import { checkFunction, type Datum, type Touch, type Touches } from '../check/index.ts';
import type { Contract } from '../model/index.ts';
import type { CodeFile, CodeIndex } from './code.ts';

/**
 * How often a member is touched with the lock held, and without, by other functions that take the lock. One that does not may be called
 * with it held, or before anybody else knows the object: what it does says little.
 */
export interface Custom {
  readonly written: { readonly held: number; readonly bare: number };
  readonly read: { readonly held: number; readonly bare: number };
  /** reads in functions that do not take the lock at all */
  readonly aloof: number;
}

export type Guards = (datum: Datum, lock: string, from: string, except: string) => Custom;

/** functions that are run to learn about one member */
const MOST = 32;
/** states for one of them */
const BUDGET = 6000;

/** `&zone->lock`, `zone->lock` and `&a->b.lock` are all `lock`; a global lock is its name. */
export function lastName(lock: string): string {
  return /(\w+)\W*$/.exec(lock)?.[1] ?? lock;
}

export class GuardIndex {
  private readonly index: CodeIndex;
  private readonly contractOf: (name: string, from: string) => Contract | undefined;
  private readonly learnt = new Map<string, Touches | undefined>();
  private readonly users = new Map<string, readonly { readonly file: CodeFile; readonly name: string; readonly touches: Touches }[]>();

  constructor(index: CodeIndex, contractOf: (name: string, from: string) => Contract | undefined) {
    this.index = index;
    this.contractOf = contractOf;
  }

  custom(datum: Datum, lock: string, from: string, except: string): Custom {
    const written = { held: 0, bare: 0 };
    const read = { held: 0, bare: 0 };
    const last = lastName(lock);
    let aloof = 0;
    for (const u of this.usersOf(datum.field, from)) {
      if (u.name === except) continue;
      const locks = u.touches.locks;
      const takes = [...locks.values()].some((h) => lastName(h.shown) === last);
      for (const t of u.touches.sites) {
        if (!t.data.some((d) => d.field === datum.field && alike(d, datum, u.file.path === from))) continue;
        const side = isWrite(t) ? written : read;
        if ([...t.held].some((h) => lastName(locks.get(h)?.shown ?? h) === last)) side.held++;
        else if (takes) side.bare++;
        else if (!isWrite(t)) aloof++;
      }
    }
    return { written, read, aloof };
  }

  private usersOf(field: string, from: string): readonly { readonly file: CodeFile; readonly name: string; readonly touches: Touches }[] {
    const folder = from.slice(0, Math.max(0, from.lastIndexOf('/')));
    const key = `${folder}:${field}`;
    let list = this.users.get(key);
    if (list) return list;
    const named = new RegExp(`\\b${field}\\b`);
    const files = this.index.filesIn(folder).filter((f) => named.test(f.text));
    // the file in question first: it knows best
    files.sort((a, b) => Number(b.path === from) - Number(a.path === from) || (a.path < b.path ? -1 : 1));
    const out: { file: CodeFile; name: string; touches: Touches }[] = [];
    let run = 0;
    for (const file of files) {
      for (const fn of file.outline.functions) {
        if (run >= MOST) break;
        if (!named.test(file.text.slice(fn.start, fn.end))) continue;
        run++;
        const id = `${file.path}:${fn.start}`;
        if (!this.learnt.has(id)) {
          const body = file.body(fn);
          const c =
            body &&
            checkFunction({
              cfg: body.cfg,
              flow: body.flow,
              text: file.text,
              rules: [],
              budget: BUDGET,
              touches: true,
              contractOf: (n) => this.contractOf(n, file.path),
            });
          this.learnt.set(id, c && !c.bounded ? c.touches : undefined);
        }
        const touches = this.learnt.get(id);
        if (touches) out.push({ file, name: fn.name, touches });
      }
    }
    list = out;
    this.users.set(key, list);
    return list;
  }
}

function isWrite(t: Touch): boolean {
  return t.how !== 'read';
}

/** One member of one structure, as far as the text tells; where it does not, only the same file is trusted to mean the same. */
function alike(a: Datum, b: Datum, sameFile: boolean): boolean {
  if (a.type && b.type) return a.type === b.type;
  return sameFile;
}
