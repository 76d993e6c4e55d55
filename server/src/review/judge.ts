/**
 * Two images of one function, and what a patch did to its hazards: introduced (after, not before), fixed (before, not after), carried.
 */
import { checkFunction, compareProfiles, type Hazard } from '../check/index.ts';
import type { Contract } from '../model/index.ts';
import type { Body } from './code.ts';

/** One side of a function. */
export interface Side {
  readonly body: Body;
  readonly text: string;
  contractOf(name: string): Contract | undefined;
}

export interface Judged {
  readonly hazard: Hazard;
  readonly change: 'introduced' | 'fixed' | 'carried';
  readonly side: 'new' | 'old';
}

export interface Judgement {
  readonly judged: readonly Judged[];
  readonly bounded: boolean;
}

export function judge(before: Side | undefined, after: Side | undefined): Judgement {
  const old = before && check(before);
  const now = after && check(after);
  const judged: Judged[] = [];
  if (!now || !after) return { judged, bounded: old?.bounded ?? false };
  if (!old || !before) return { judged: now.hazards.filter((h) => h.confidence !== 'low').map((hazard) => ({ hazard, change: 'introduced', side: 'new' })), bounded: now.bounded };
  const news = [...now.hazards];
  for (const d of compareProfiles(old.profile, now.profile)) {
    // a lock that is taken twice is not released twice either: said once
    if (news.some((h) => h.rule.startsWith('lock/') && h.object === d.left.name)) continue;
    const held = d.left.name;
    news.push({
      rule: d.rule,
      severity: 'error',
      confidence: 'medium',
      function: after.body.cfg.name,
      at: d.exit.at,
      object: held,
      key: `${d.rule}|${after.body.cfg.name}|${held}`,
      message:
        d.rule === 'lock/rcu'
          ? 'now returns inside the RCU read section that it left before the patch; callers do not expect that'
          : `now returns with ${held} held: before the patch every path released it, and callers do not expect to hold it`,
      remedy: d.rule === 'lock/rcu' ? 'call rcu_read_unlock() before it returns' : `release ${held} before it returns`,
      path: [
        { at: d.left.from, note: `${d.left.by}() takes it` },
        { at: d.exit.at, note: d.rule === 'lock/rcu' ? 'returns inside the read section' : `returns with ${held} still held` },
      ],
    });
  }
  const lineOf = (h: Hazard, text: string): string => {
    const from = text.lastIndexOf('\n', h.at[0] - 1) + 1;
    const to = text.indexOf('\n', h.at[0]);
    return text.slice(from, to < 0 ? undefined : to).trim();
  };
  const left: Hazard[] = [];
  const olds = [...old.hazards];
  const pair = (same: (a: Hazard, b: Hazard) => boolean, list: readonly Hazard[]): Hazard[] => {
    const rest: Hazard[] = [];
    for (const h of list) {
      const i = olds.findIndex((o) => same(h, o));
      if (i < 0) rest.push(h);
      else {
        olds.splice(i, 1);
        judged.push({ hazard: h, change: 'carried', side: 'new' });
      }
    }
    return rest;
  };
  left.push(...pair((a, b) => a.key === b.key && lineOf(a, after.text) === lineOf(b, before.text), news));
  for (const h of pair((a, b) => a.key === b.key, left)) judged.push({ hazard: h, change: 'introduced', side: 'new' });
  // what is only worth saying as a difference is no news when it goes
  for (const h of olds) if (h.confidence !== 'low') judged.push({ hazard: h, change: 'fixed', side: 'old' });
  // where one image could not be explored in full, the difference of the two says nothing
  const bounded = old.bounded || now.bounded;
  return { judged: bounded ? judged.filter((j) => j.change === 'carried') : judged, bounded };
}

function check(s: Side) {
  return checkFunction({ cfg: s.body.cfg, flow: s.body.flow, text: s.text, contractOf: (n) => s.contractOf(n) });
}
