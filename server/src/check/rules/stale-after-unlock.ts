import type { Span } from '../../c/ast.ts';
import type { Lock, State, Term } from '../../model/index.ts';
import type { Rule } from '../rule.ts';

/** What a list_lru walk takes as "go on from the next item", which it looked up while it still held the lock. */
const GOES_ON = new Set(['LRU_SKIP', 'LRU_ROTATED', 'LRU_REMOVED']);

/** Lookups whose result is good as long as mmap_lock is held. */
const LOOKUPS = /^(?:find_vma|find_vma_intersection|find_vma_prev|find_extend_vma\w*|vma_lookup|vma_next|vma_prev|find_exact_vma)$/;

/** Its name since 5.8, and before. */
const isMmapLock = (field: string): boolean => field === 'mmap_lock' || field === 'mmap_sem';

/** This function looked the VMA up, under a lock. */
function wasFound(t: Term): boolean {
  return t.k === 'sym' && LOOKUPS.test(t.tag.split(':')[0]!);
}

interface Gone {
  readonly at: Span;
  readonly by: string;
  readonly own: boolean;
}

/** What was found or checked under a lock is trusted after the lock was dropped: VMAs, and the cursor of a list_lru walk. */
export const staleAfterUnlock: Rule = {
  name: 'lock/stale-after-unlock',
  severity: 'error',
  summary: 'what the lock kept valid is still trusted after it was dropped, without looking again',
  start(c) {
    const [, list, lock] = c.cfg.params;
    const walker = list?.pointer && lock?.pointer && /\blist_lru_one\b/.test(list.type) && /\bspinlock_t\b/.test(lock.type);
    const isVma = (t: Term, text: string): boolean => {
      if (wasFound(t)) return true;
      const v = c.cfg.locals.get(text) ?? c.cfg.params.find((p) => p.name === text);
      return v?.pointer === true && /\bvm_area_struct\b/.test(v.type);
    };

    /** The unlock after which the VMA may be gone; undefined while anything keeps it. */
    const gone = (s: State, vma: Term): Gone | undefined => {
      const keeps = (l: Lock) =>
        l.place.k === 'field' && (isMmapLock(l.place.field) || (l.place.field === 'vm_lock' && l.place.base === vma));
      if (s.lossy || s.vague || s.blind || s.locks.some(keeps)) return undefined;
      for (const [place, d] of s.dropped) {
        if (place.k === 'field' && place.field === 'vm_lock' && place.base === vma) return d;
        // what it was given is kept by the caller's hold on the lock, what it found by its own
        if (place.k === 'field' && isMmapLock(place.field) && (d.own ? wasFound(vma) : vma.k === 'param')) return d;
      }
      return undefined;
    };

    const tell = (s: State, vma: Term, g: Gone, at: Span, how: string): void => {
      const o = c.say(s, vma);
      c.report({
        at,
        state: s,
        object: o,
        from: g.at,
        confidence: 'medium',
        message: `${how} ${o} after ${g.by}() let go of the lock that kept it: another thread may have unmapped and freed it`,
        remedy: `do it before ${g.by}(), or look the VMA up again`,
        last: `${how} ${o} after the unlock`,
      });
    };

    return {
      call(s, e) {
        if (
          e.name === undefined ||
          /^(?:vma_(?:start|end|mark|assert|refcount)_|vma_put|vm_area_free|remove_vma|fput|trace_|pr_)/.test(e.name)
        )
          return;
        e.args.forEach((a, i) => {
          const at = e.argsAt[i];
          if (!at || !isVma(a, c.text.slice(at[0], at[1]))) return;
          const g = gone(s, a);
          if (g) tell(s, a, g, at, `hands ${e.name}()`);
        });
      },
      access(s, e) {
        const base = e.place.k === 'field' ? e.place.base : undefined;
        const m = base && /^(\w+)->\w+$/.exec(c.text.slice(e.at[0], e.at[1]));
        if (!base || !m || !isVma(base, m[1]!)) return;
        const g = gone(s, base);
        if (g) tell(s, base, g, e.at, 'looks into');
      },
      exit(s, e) {
        if (!walker || s.lossy || s.vague || s.blind || e.ret?.k !== 'global' || !GOES_ON.has(e.ret.name)) return;
        const dropped = [...s.dropped].find(([p]) => p.k === 'param' && p.i === 2)?.[1];
        const again = s.passed.find((p) => p.place.k === 'param' && p.place.i === 2);
        if (!dropped && !again) return;
        const o = c.cfg.params[2]!.name;
        c.report({
          at: e.at,
          state: s,
          object: o,
          from: dropped?.at,
          confidence: 'high',
          message: `returns ${e.ret.name} after ${o} was dropped: the walk goes on from a next item that it looked up before, and that may have been freed since`,
          remedy: 'return LRU_RETRY or LRU_REMOVED_RETRY, so that the walk begins anew',
          last: `returns ${e.ret.name}`,
        });
      },
    };
  },
};
