import type { Span } from '../../c/ast.ts';
import { ATOMIC, type State, type Term } from '../../model/index.ts';
import { NOT_WAITING, WAITING } from '../masks.ts';
import type { Memo, Remark, Rule, RuleContext, Watch } from '../rule.ts';

/** What makes the path atomic, if anything does. */
function atomic(
  s: State,
  without: readonly Term[],
  leftRcu: boolean,
  say: (t: Term) => string,
): { why: string; at?: Span; object: string } | undefined {
  for (const l of s.locks) {
    if (ATOMIC.has(l.cls) && !without.includes(l.place)) return { why: `${say(l.place)} is held`, at: l.at, object: say(l.place) };
  }
  const ctx: readonly (readonly [string, string])[] = [
    ['IRQ_OFF', 'interrupts are off'],
    ['BH_OFF', 'softirqs are off'],
    ['PREEMPT_OFF', 'preemption is off'],
  ];
  for (const [k, why] of ctx) if (s.depth(k) > 0 && without.length === 0) return { why, at: s.contextAt.get(k)?.at, object: why };
  if (s.depth('RCU') > 0 && !leftRcu) return { why: 'inside an RCU read section', at: s.contextAt.get('RCU')?.at, object: 'rcu_read_lock' };
  return undefined;
}

type Sleep = Parameters<NonNullable<Watch['sleep']>>[1];

function judge(c: RuleContext, s: State, e: Sleep): void {
  if (s.lossy || s.assumedBlocking) return;
  const a = atomic(s, e.without, e.leftRcu, (t) => c.say(s, t));
  if (!a) return;
  const through = e.by !== e.site.by && e.by !== '' ? ` (through ${e.by}())` : '';
  c.report({
    at: e.site.at,
    state: s,
    object: a.object,
    from: a.at,
    message: `${e.site.by}() may sleep${through} while ${a.why}: scheduling while atomic`,
    remedy: `move it out of the atomic section, or use a variant that does not sleep`,
    last: `${e.site.by}() may sleep while ${a.why}`,
  });
}

/** Something that certainly may sleep runs in atomic context. A gfp mask that the text does not settle is not held against the code. */
export const sleepInAtomic: Rule = {
  name: 'lock/sleep-in-atomic',
  severity: 'error',
  summary: 'something that may sleep runs under a spinlock, with irqs or preemption off, or in an RCU read section',
  start: (c) => ({
    sleep(s, e) {
      if (!e.sure) {
        if (s.lossy || s.assumedBlocking || s.blind) return;
        const a = atomic(s, e.without, e.leftRcu, (t) => c.say(s, t));
        c.remember({ what: a ? 'may sleep inside' : 'may sleep outside', object: e.site.by, at: e.site.at, by: a?.why ?? '' });
        return;
      }
      judge(c, s, e);
      if (s.locks.length === 0) c.remember({ what: 'sleeps', object: e.site.by, at: e.site.at, by: e.site.by });
    },
    call(_s, e) {
      if (e.name === undefined) return;
      const args = e.argsAt.map((at) => c.text.slice(at[0], at[1]).replace(/\s+/g, ' '));
      const i = args.findIndex((a) => NOT_WAITING.test(a) || WAITING.test(a));
      if (i < 0) return;
      const rest = args.filter((_, j) => j !== i).join(', ');
      const what = NOT_WAITING.test(args[i]!) ? 'does not wait' : 'waits';
      c.remember({ what, object: `${e.name}(${rest})`, at: e.site.at, by: (what === 'waits' ? WAITING : NOT_WAITING).exec(args[i]!)![0] });
    },
  }),
  /** What may sleep came into an atomic section; or an allocation that did not wait before may wait now, where nothing was seen to sleep. */
  compare(before, after) {
    const out: Remark[] = [];
    for (const a of after) {
      // which way of it sleeps nobody knows; that the patch put it there is known
      if (a.what !== 'may sleep inside' || out.some((r) => r.object === a.object)) continue;
      const was = before.filter((b) => b.object === a.object && b.what.startsWith('may sleep '));
      if (was.length === 0 || was.some((b) => b.what === 'may sleep inside')) continue;
      out.push({
        side: 'new',
        at: a.at,
        object: a.object,
        confidence: 'low',
        message: `${a.object}() is called while ${a.by.replace(/^inside/, 'the path is inside')} now, and some ways through it sleep: scheduling while atomic`,
        remedy: 'keep it out of the atomic section',
        last: `${a.object}() may sleep here`,
      });
    }
    const sleeps = before.some((m) => m.what === 'sleeps');
    const count = (list: readonly Memo[], what: string, object: string): number =>
      list.filter((m) => m.what === what && m.object === object).length;
    for (const a of after) {
      const was = a.what === 'waits' && before.find((b) => b.what === 'does not wait' && b.object === a.object);
      if (!was || count(after, 'does not wait', a.object) > 0) continue;
      const f = a.object.slice(0, a.object.indexOf('('));
      const second = count(before, 'waits', a.object);
      if (second > 0) {
        // one attempt that does not wait, and where it fails another one that does: nobody needs two that wait
        if (count(after, 'waits', a.object) <= second || out.some((r) => r.object === f)) continue;
        out.push({
          side: 'new',
          at: a.at,
          object: f,
          confidence: 'low',
          message: `${f}() was tried with ${was.by} first and with ${a.by} only when that failed; both wait now, and what the code between them gives up is held during the first`,
          remedy: `keep ${was.by} for the first attempt`,
          last: `${f}() may sleep now`,
        });
        continue;
      }
      if (sleeps) continue;
      out.push({
        side: 'new',
        at: a.at,
        object: f,
        confidence: 'low',
        message: `${f}() was asked with ${was.by} and may sleep with ${a.by} now; nothing in this function shows that its callers may sleep`,
        remedy: `keep ${was.by}, or say why every caller may sleep`,
        last: `${f}() may sleep now`,
      });
    }
    return out;
  },
};

/**
 * The same for the calls of one function, sleeping on any of its ways out. On its own that is weak: which way it takes may depend on what
 * nobody sees. Where it did not sleep on any before a patch, it tells. `always`: its contract does not say when it sleeps, every call counts.
 */
export function maySleepIn(callee: string, always: boolean): Rule {
  return {
    ...sleepInAtomic,
    start: (c) => ({
      sleep(s, e) {
        if (e.site.by === callee) judge(c, s, e);
      },
      call(s, e) {
        if (always && e.name === callee) judge(c, s, { without: [], leftRcu: false, sure: false, by: callee, site: e.site });
      },
    }),
  };
}
