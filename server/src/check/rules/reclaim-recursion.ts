import { gfpAllows, type State, type Term } from '../../model/index.ts';
import type { Remark, Rule, RuleContext } from '../rule.ts';

const FLAGS = ['__GFP_DIRECT_RECLAIM', '__GFP_KSWAPD_RECLAIM', '__GFP_IO', '__GFP_FS'] as const;
type Flag = (typeof FLAGS)[number];
const isFlag = (f: string): f is Flag => (FLAGS as readonly string[]).includes(f);

/** Scopes that take a flag out of every mask used inside (memalloc_nofs_save() and its like). */
const SCOPES: Record<Flag, readonly string[]> = {
  __GFP_DIRECT_RECLAIM: ['NORECLAIM'],
  __GFP_KSWAPD_RECLAIM: [],
  __GFP_IO: ['NORECLAIM', 'NOIO'],
  __GFP_FS: ['NORECLAIM', 'NOIO', 'NOFS'],
};

/** Masks that take flags away from a caller's mask before an allocation on somebody else's behalf. */
const CLEARS = /^(?:OBJCGS_CLEAR_MASK|__GFP_(?:FS|IO|RECLAIM|DIRECT_RECLAIM|NOFAIL|DMA))$/;

/**
 * Reclaim is entered while something is held that it waits for, or on behalf of somebody who asked it not to go that far. Which
 * locks reclaim waits for is data of the model (server/model/order.c); a mask that the text does not settle is not held against the code.
 */
export const reclaimRecursion: Rule = {
  name: 'charge/reclaim-recursion',
  severity: 'error',
  summary: 'reclaim can be entered while something is held that reclaim waits for',
  start(c) {
    const callers = c.locks.callersHold(c.cfg.name);
    // flags are values, not places
    const sayMask = (s: State, t: Term) => c.say(s, t).replace(/&(?=_*[A-Z])/g, '');
    return {
      mark(s, e) {
        if (e.what !== 'reclaim' || !e.object || s.lossy) return;
        const mask = e.object;
        for (const cleared of clearedIn(mask)) c.remember({ what: 'clears', object: cleared, at: e.site.at, by: e.site.by });
        c.remember({ what: 'allocates', object: e.site.by, at: e.site.at, by: e.site.by });
        const reaches = (flags: readonly string[]): boolean =>
          (flags.length > 0 ? flags : ['__GFP_DIRECT_RECLAIM']).every(
            (f) => isFlag(f) && gfpAllows(mask, f) === true && SCOPES[f].every((scope) => s.depth(scope) <= 0),
          );
        for (const l of s.locks) {
          const waits = c.locks.reclaimWaits(c.locks.classOf(l.place, l.cls, c.structOf(s)));
          if (!waits || !reaches(waits.flags)) continue;
          const name = c.say(s, l.place);
          c.report({
            at: e.site.at,
            state: s,
            object: name,
            from: l.at,
            confidence: l.node < 0 ? 'low' : 'medium',
            message: `${e.site.by}() may enter reclaim (${sayMask(s, mask)}) while ${name} is held, and reclaim waits for that lock${waits.note ? `: ${waits.note}` : ''} (${waits.source})`,
            remedy: `allocate before ${name} is taken, or with a mask that does not allow reclaim`,
            last: `${e.site.by}() may enter reclaim, which waits for ${name}`,
          });
          return;
        }
        for (const k of callers) {
          const waits = c.locks.reclaimWaits(k.cls);
          if (!waits || !reaches(waits.flags)) continue;
          c.report({
            at: e.site.at,
            state: s,
            object: k.cls,
            confidence: 'medium',
            message: `${e.site.by}() is given ${sayMask(s, mask)}, but ${c.cfg.name}() may be called with ${k.cls} held (${k.source})${waits.note ? `: ${waits.note}` : ''}`,
            remedy: `leave ${waits.flags[0] ?? '__GFP_DIRECT_RECLAIM'} out of the mask`,
            last: `${e.site.by}() with ${sayMask(s, mask)}`,
          });
          return;
        }
      },
      access(s, e) {
        if (e.write || e.place.k !== 'field' || e.place.field !== 'gfp_mask') return;
        if (isShrinkControl(e.place.base, c)) c.remember({ what: 'asks', object: c.say(s, e.place.base), at: e.at, by: 'gfp_mask' });
      },
    };
  },
  compare(before, after) {
    const out: Remark[] = [];
    for (const b of before) {
      if (b.what !== 'asks' || after.some((a) => a.what === 'asks')) continue;
      if (out.length > 0) continue;
      out.push({
        side: 'old',
        at: b.at,
        object: `${b.object}->gfp_mask`,
        confidence: 'medium',
        message: `no longer looks at ${b.object}->gfp_mask: the shrinker now does its work for GFP_NOFS and GFP_NOIO allocations too, and may wait for locks that the allocating task holds`,
        remedy: `keep the look at ${b.object}->gfp_mask, or do nothing here that enters the block layer or a filesystem`,
        last: 'the mask of the allocation was looked at here before the patch',
      });
    }
    for (const b of before) {
      if (b.what !== 'clears' || after.some((a) => a.what === 'clears' && a.object === b.object)) continue;
      const still = after.find((a) => a.what === 'allocates' && a.object === b.by);
      if (!still || out.some((r) => r.at[0] === still.at[0])) continue;
      out.push({
        side: 'new',
        at: still.at,
        object: b.object,
        confidence: 'low',
        message: `${still.by}() now gets the caller's gfp flags with ${b.object} left in: this allocation is not the caller's own, and may enter reclaim, or come from a pool, that it must not`,
        remedy: `clear ${b.object} from the mask before ${still.by}()`,
        last: `${b.object} was cleared from the mask before the patch`,
      });
    }
    return out;
  },
};

function isShrinkControl(t: Term, c: RuleContext): boolean {
  return t.k === 'param' && /\bshrink_control\b/.test(c.cfg.params[t.i]?.type ?? '');
}

/** `gfp & ~MASK`: the names of the masks. */
function clearedIn(mask: Term): string[] {
  const out: string[] = [];
  const look = (t: Term): void => {
    if (t.k !== 'pure') return;
    if (t.fn === '&') {
      for (const a of t.args) {
        if (a.k === 'pure' && a.fn === '~') names(a.args[0]!, out);
        else look(a);
      }
    } else if (t.fn === '|') for (const a of t.args) look(a);
  };
  look(mask);
  return out;
}

function names(t: Term, out: string[]): void {
  if (t.k === 'global' && CLEARS.test(t.name)) out.push(t.name);
  else if (t.k === 'pure' && t.fn === '|') for (const a of t.args) names(a, out);
}
