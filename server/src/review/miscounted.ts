/** A counter that is moved otherwise than it ought to be, as a question. */
import type { Hazard, Miscount, Move, UnguardedMove, WrongOwner } from '../check/index.ts';

const RULE = 'charge/unpaired-stat';

const base = (fn: string, object: string, shape: string) => ({
  rule: RULE,
  severity: 'warning' as const,
  confidence: 'low' as const,
  function: fn,
  object,
  key: `${RULE}|${fn}|${object}|${shape}`,
});

export function miscountHazard(m: Miscount, fn: string): Hazard {
  const pair = m.other?.text ?? '';
  const message = {
    one: `${m.item} is moved by one here now, by ${m.what} before: it drifts by the rest for each folio, or batch, that has more than one page`,
    same: `${pair} and ${m.is} are for the same ${m.what}: it goes down and up again, and what ought to pass from one object to the other does not`,
    moved: `${m.was} and ${pair} go: ${m.item} stays with ${m.what}, and is taken from the other one when that goes away`,
    turned: `${m.item} goes the other way here now (${m.was} before), while what it counts is taken, or given back, as before`,
    again: `${m.item} is moved here a second time on a path that moved it already (${pair}); before the patch no path did it twice`,
    callee: `${m.item} is moved here now, and ${m.what}(), which is called on the way, moves it in the same direction: it is counted twice`,
    half: `${m.item} is still counted by ${m.is}, and not for the memcg any more: memory.stat and /proc/vmstat no longer agree`,
    narrow: `${m.what} is negated before it is widened now: if it is an unsigned int, a huge number is added where a small one is to be taken away`,
  }[m.kind];
  const remedy = {
    one: `keep ${m.was}`,
    same: 'give each half its own object',
    moved: 'keep both',
    turned: `keep ${m.was}`,
    again: 'count it in one of the two places',
    callee: 'count it in one of the two places',
    half: `keep ${m.was}`,
    narrow: `keep ${m.was}`,
  }[m.kind];
  const here = { at: m.at, note: m.side === 'old' ? `${m.was} goes` : m.was === '' ? m.is : `${m.was} stood here before the patch` };
  const there = m.other && m.side === 'new' ? [{ at: m.other.at, note: m.other.text }] : [];
  const path = [...there, here].sort((x, y) => x.at[0] - y.at[0]);
  return { ...base(fn, m.item, m.kind), at: m.at, message, remedy, path };
}

const nameOf = (m: Move): string => (m.by === '' ? m.item : `${m.by}()`);

export function unguardedMoveHazard(u: UnguardedMove, fn: string): Hazard {
  const { guard, move } = u;
  const only = guard.holds ? `only where ${guard.text} holds` : `only where ${guard.text} does not hold`;
  const what = move.by === move.item ? `${nameOf(move)} was called` : `${move.item} was moved`;
  return {
    ...base(fn, move.item, 'guard'),
    at: move.at,
    message: `${what} here ${only}, and ${move.by === move.item ? 'is called' : 'is moved'} in any case now; nothing in the patch changes the other half, so the two no longer agree`,
    remedy: `keep asking ${guard.text}, or change the other half likewise`,
    path: [{ at: move.at, note: `${move.text}, whatever ${guard.text} says` }],
  };
}

export function wrongOwnerHazard(w: WrongOwner, fn: string): Hazard {
  return {
    ...base(fn, w.amount, 'owner'),
    confidence: 'medium',
    at: w.at,
    message: `${w.amount} was gathered for ${w.owner}, which is not ${w.object} on this path, and is counted for ${w.object}`,
    remedy: `count it for ${w.owner}`,
    path: [
      { at: w.asked, note: `${w.owner} is another one than ${w.object}` },
      { at: w.at, note: w.text },
    ],
  };
}
