/**
 * What a function leaves behind on its ways out, told in names that mean the same in two images of it. Where an image
 * gave something back and the other does not any more, no path of the new one alone shows that something is wrong: the
 * function might promise to keep it. The comparison does.
 */
import type { Span } from '../c/ast.ts';
import type { Cfg } from '../c/cfg.ts';
import { isCharge, type RunResult, rootOf, type Term } from '../model/index.ts';
import { signOf } from './exits.ts';
import { say } from './say.ts';

export interface Leftover {
  readonly kind: 'lock' | 'rcu' | 'ref';
  /** REF, MEM, ITER, `CHARGE ...` for references */
  readonly account: string;
  readonly name: string;
  /** held more (> 0) or less (< 0) than at entry */
  readonly net: number;
  readonly by: string;
  /** where it was taken (net > 0) or given back (net < 0) */
  readonly from: Span;
  /** the words of that place */
  readonly words: string;
  /** it is what the function returns, or lies in it: the caller has it now */
  readonly returned?: boolean;
}

export interface ProfileExit {
  readonly at: Span;
  /** ZERO / POS / NEG bits of the result; 0: void */
  readonly sign: number;
  readonly left: readonly Leftover[];
  /** the words of the calls that took what is not given back here, whoever has it now; a patch may call it by another name */
  readonly kept: ReadonlySet<string>;
  /** joined with others, or accounts were forgotten: proves nothing */
  readonly vague: boolean;
}

export interface Profile {
  readonly exits: readonly ProfileExit[];
  /** names of locks and read sections that some path takes and releases */
  readonly balanced: ReadonlySet<string>;
  readonly bounded: boolean;
  readonly partial: boolean;
}

export function profileOf(r: RunResult, cfg: Cfg, text: string): Profile {
  const balanced = new Set<string>();
  const exits = r.exits.map((e): ProfileExit => {
    const s = e.state;
    const found: Omit<Leftover, 'words'>[] = [];
    for (const l of s.locks) {
      if (l.node >= 0 && rootOf(l.place).k !== 'local')
        found.push({ kind: 'lock', account: l.cls, name: say(cfg, s, l.place), net: 1, by: l.by, from: l.at });
    }
    for (const [p, d] of s.dropped) {
      if (s.lockOf(p)) continue;
      if (d.own && !d.handed) balanced.add(say(cfg, s, p));
      // a lock that was found here is none that the caller handed in
      else if (!d.own && (rootOf(p).k === 'param' || rootOf(p).k === 'global'))
        found.push({ kind: 'lock', account: d.cls, name: say(cfg, s, p), net: -1, by: d.by, from: d.at });
    }
    const rcu = s.depth('RCU');
    const entered = s.contextAt.get('RCU');
    if (rcu > 0)
      found.push({
        kind: 'rcu',
        account: 'RCU',
        name: 'rcu_read_lock',
        net: rcu,
        by: entered?.by ?? 'rcu_read_lock',
        from: entered?.at ?? e.at,
      });
    else if (entered && rcu === 0) balanced.add('rcu_read_lock');
    for (const ref of s.refs.values()) {
      if (ref.count === 0 || ref.escaped) continue;
      found.push({
        kind: 'ref',
        account: ref.kind,
        name: say(cfg, s, ref.object),
        net: ref.count,
        by: ref.count < 0 ? (ref.gone?.by ?? ref.by) : ref.by,
        from: (ref.count < 0 && ref.gone?.at) || ref.at,
        returned: e.ret !== undefined && within(e.ret, ref.object),
      });
    }
    for (const q of s.ledger.values()) found.push({ kind: 'ref', account: q.kind, name: q.name, net: q.net, by: q.by, from: q.at });
    const held = [...s.locks.filter((l) => l.node >= 0), ...[...s.refs.values()].filter((r) => r.count > 0)];
    return {
      at: e.at,
      sign: signOf(e, cfg),
      left: found.map((l) => ({ ...l, words: wordsAt(text, l.from) })),
      kept: new Set(held.map((h) => wordsAt(text, h.at))),
      vague: s.lossy || s.thinned || s.vague || s.blind || [...s.dropped.values()].some((d) => d.handed),
    };
  });
  return { exits, balanced, bounded: r.bounded, partial: cfg.partial };
}

const wordsAt = (text: string, at: Span): string => text.slice(...at).replace(/\s+/g, ' ');

/** The term is the object, or a place in it. */
function within(t: Term, object: Term): boolean {
  for (let r = t; ; ) {
    if (r === object) return true;
    if (r.k !== 'field' && r.k !== 'index') return false;
    r = r.base;
  }
}

export interface Drift {
  readonly rule: string;
  readonly left: Leftover;
  /**
   * `kept`: a way out of the new image keeps what the old one gave back there; `exit` is that way out.
   * `gone`: the old image gave back what its caller owned, the new one does not on any such way out; `left.from` is in the old image.
   */
  readonly how: 'kept' | 'gone';
  readonly exit: ProfileExit;
}

function ruleOf(l: Leftover): string {
  if (l.kind === 'lock') return 'lock/missing-unlock';
  if (l.kind === 'rcu') return 'lock/rcu';
  if (isCharge(l.account)) return 'charge/not-undone';
  return l.account === 'ITER' ? 'ref/iterator-leak' : 'ref/leak';
}

/** What the new image does not give back although the old one did, on ways out with the same sign of the result. */
export function compareProfiles(before: Profile, after: Profile): Drift[] {
  if (before.bounded || after.bounded || before.partial || after.partial) return [];
  const out: Drift[] = [];
  const key = (l: Leftover) => `${l.kind} ${l.kind === 'ref' ? l.account : ''} ${l.name}`;
  const nets = (p: Profile, k: string, sign: number): number[] =>
    p.exits.filter((e) => e.sign === sign).map((e) => e.left.find((l) => key(l) === k)?.net ?? 0);
  const seen = new Set<string>();
  const add = (d: Drift): void => {
    const k = `${d.how} ${key(d.left)} ${d.how === 'kept' ? d.exit.at[0] : ''}`;
    if (!seen.has(k)) out.push(d);
    seen.add(k);
  };
  for (const e of after.exits) {
    if (e.vague) continue;
    for (const l of e.left) {
      if (l.net <= 0 || l.returned) continue;
      const was = nets(before, key(l), e.sign);
      if (was.length === 0 || Math.max(...was) >= l.net) continue;
      // the old image left what this very call takes behind too, under another name, or on ways out that were joined for want of room
      if (before.exits.some((o) => (o.sign === e.sign || (o.vague && (o.sign & e.sign) !== 0)) && o.kept.has(l.words))) continue;
      if (l.kind !== 'ref' && !before.balanced.has(l.name)) continue;
      add({ rule: ruleOf(l), left: l, how: 'kept', exit: e });
    }
  }
  if (before.exits.some((e) => e.vague) || after.exits.some((e) => e.vague)) return out;
  for (const e of before.exits) {
    for (const l of e.left) {
      if (l.net !== -1) continue;
      // a relock that is not seen to take the lock again is no release that anybody could miss
      if (l.kind === 'lock' && !/unlock|^up_|release/.test(l.by)) continue;
      const k = key(l);
      const now = nets(after, k, e.sign);
      const was = nets(before, k, e.sign);
      if (now.length === 0 || Math.min(...now) < 0 || Math.min(...was) < -1 || after.balanced.has(l.name)) continue;
      add({ rule: ruleOf(l), left: l, how: 'gone', exit: e });
    }
  }
  return out;
}
