/**
 * What a function leaves behind on its ways out, told in names that mean the same in two images of it. Where an image
 * took and released a lock on every path and the other does not release it any more, no path of the new one alone
 * shows that something is wrong; the comparison does.
 */
import type { Cfg } from '../c/cfg.ts';
import type { RunResult, State } from '../model/index.ts';
import { rootOf } from '../model/index.ts';
import { say } from './say.ts';
import type { Span } from '../c/ast.ts';

export interface Leftover {
  readonly kind: 'lock' | 'rcu' | 'ref';
  readonly name: string;
  /** net effect: held more (> 0) or less (< 0) than at entry */
  readonly net: number;
  readonly by: string;
  readonly from: Span;
}

export interface ProfileExit {
  readonly at: Span;
  readonly left: readonly Leftover[];
  readonly lossy: boolean;
  readonly state: State;
}

export interface Profile {
  readonly exits: readonly ProfileExit[];
  /** names of locks that some path takes and releases */
  readonly balanced: ReadonlySet<string>;
  readonly bounded: boolean;
  readonly partial: boolean;
}

export function profileOf(r: RunResult, cfg: Cfg): Profile {
  const balanced = new Set<string>();
  const exits = r.exits.map((e): ProfileExit => {
    const s = e.state;
    const left: Leftover[] = [];
    for (const l of s.locks) {
      if (l.node >= 0 && rootOf(l.place).k !== 'local') left.push({ kind: 'lock', name: say(cfg, s, l.place), net: 1, by: l.by, from: l.at });
    }
    for (const [p, d] of s.dropped) {
      if (s.lockOf(p)) continue;
      if (d.own) balanced.add(say(cfg, s, p));
      else left.push({ kind: 'lock', name: say(cfg, s, p), net: -1, by: d.by, from: d.at });
    }
    const rcu = s.depth('RCU');
    if (rcu !== 0) left.push({ kind: 'rcu', name: 'rcu_read_lock', net: rcu, by: 'rcu_read_lock', from: s.contextAt.get('RCU')?.at ?? e.at });
    else if (s.contextAt.has('RCU')) balanced.add('rcu_read_lock');
    for (const ref of s.refs.values()) {
      if (ref.count !== 0 && !ref.escaped) left.push({ kind: 'ref', name: say(cfg, s, ref.object), net: ref.count, by: ref.by, from: ref.at });
    }
    return { at: e.at, left, lossy: s.lossy, state: s };
  });
  return { exits, balanced, bounded: r.bounded, partial: cfg.partial };
}

export interface Drift {
  readonly rule: 'lock/missing-unlock' | 'lock/rcu';
  readonly left: Leftover;
  readonly exit: ProfileExit;
}

/** What the new image leaves behind on a way out although the old one gave it back on every way out. */
export function compareProfiles(before: Profile, after: Profile): Drift[] {
  if (before.bounded || after.bounded || before.partial || after.partial) return [];
  const out: Drift[] = [];
  const seen = new Set<string>();
  for (const e of after.exits) {
    if (e.lossy) continue;
    for (const l of e.left) {
      if (l.kind === 'ref' || l.net <= 0) continue;
      if (!before.balanced.has(l.name)) continue;
      if (before.exits.some((x) => x.left.some((y) => y.kind === l.kind && y.name === l.name))) continue;
      const k = `${l.name}/${e.at[0]}`;
      if (seen.has(k)) continue;
      seen.add(k);
      out.push({ rule: l.kind === 'rcu' ? 'lock/rcu' : 'lock/missing-unlock', left: l, exit: e });
    }
  }
  return out;
}
