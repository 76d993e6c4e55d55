import { irqsOf } from '../irqs.ts';
import type { Memo, Remark, Rule } from '../rule.ts';

const SPINNING = new Set(['SPIN', 'RAW', 'RWREAD', 'RWWRITE']);

/** Counters of zones, nodes and memcgs: the form with `__` is for those who have interrupts off. */
const COUNTER =
  /^(?:mod|inc|dec)_(?:zone|node|lruvec|memcg)(?:_\w+)?_state$|^(?:zone|node|lruvec)_stat_(?:mod|add|sub)_folio$|^mod_lruvec_page_state$|^mod_memcg_state$/;

/**
 * A lock that interrupts take is taken with interrupts on, or a per-cpu counter moves that way. How a function is called its text does
 * not say: there must be evidence on the path that interrupts are on, or the patch took the protection away.
 */
export const irqUnsafe: Rule = {
  name: 'lock/irq-unsafe',
  severity: 'error',
  summary: 'a lock that an interrupt takes is taken with interrupts on',
  start(c) {
    let asserted = false;
    for (const n of c.cfg.nodes)
      if (n.op.k === 'call' && /irqs_(?:disabled|enabled)|IRQS_(?:DISABLED|ENABLED)/i.test(n.op.name ?? '')) asserted = true;
    return {
      take(s, e) {
        if (s.lossy || asserted || !e.blocking || !SPINNING.has(e.cls)) return;
        const name = c.say(s, e.place);
        const safe = c.locks.irqSafe(c.locks.classOf(e.place, e.cls, c.structOf(s)));
        const irqs = /irq/.test(e.site.by) ? 'off' : irqsOf(s, c);
        if (irqs === 'off') c.remember({ what: 'off', object: name, at: e.site.at, by: e.site.by });
        else if (!s.blind)
          c.remember({ what: `${s.vague ? 'vague-' : ''}${safe ? 'safe-' : ''}on`, object: name, at: e.site.at, by: e.site.by });
        if (irqs !== 'on' || !safe) return;
        c.report({
          at: e.site.at,
          state: s,
          object: name,
          confidence: 'medium',
          message: `${e.site.by}() takes ${name} with interrupts on, but interrupts take it too (${safe}): one that comes on this CPU now spins on it for ever`,
          remedy: `use spin_lock_irq() or spin_lock_irqsave()`,
          last: `${e.site.by}() takes ${name} with interrupts on`,
        });
      },
      call(s, e) {
        if (!e.name || s.lossy || asserted) return;
        const plain = e.name.replace(/^__/, '');
        if (!COUNTER.test(plain)) return;
        const item =
          e.argsAt
            .slice(1)
            .map((a) => c.text.slice(a[0], a[1]))
            .find((a) => /^[A-Z][A-Z0-9_]+/.test(a)) ?? '';
        const object = `${plain}(${item})`;
        if (plain === e.name) c.remember({ what: 'counter', object, at: e.site.at, by: e.name });
        else {
          const irqs = irqsOf(s, c);
          if (irqs === 'off' || !(s.blind || s.vague)) c.remember({ what: `raw-counter-${irqs}`, object, at: e.site.at, by: e.name });
        }
      },
    };
  },
  compare(before, after) {
    const out: Remark[] = [];
    const had = (list: readonly Memo[], what: string, object: string) => list.some((m) => m.what === what && m.object === object);
    for (const m of after) {
      if (out.some((r) => r.object === m.object)) continue;
      if (/^(?:vague-)?(?:safe-)?on$/.test(m.what)) {
        const was = before.filter((b) => b.object === m.object && /o(?:n|ff)$/.test(b.what));
        if (was.length === 0 || was.some((b) => b.what !== 'off')) continue;
        // where a callee may have changed the context, only the words of the calls are compared
        if (m.what.startsWith('vague-') && !was.every((b) => /irq/.test(b.by))) continue;
        const safe = m.what.includes('safe-');
        // a lock that nobody says anything of: others in this function still turn interrupts off for it
        if (!safe && !had(after, 'off', m.object)) continue;
        out.push({
          side: 'new',
          at: m.at,
          object: m.object,
          confidence: safe ? 'medium' : 'low',
          message: `${m.by}() takes ${m.object} without turning interrupts off, as was done before the patch: an interrupt on this CPU that needs it, or a lock that is held around it, spins for ever`,
          remedy: 'keep the _irq or _irqsave variant, unless every caller has interrupts off',
          last: `${m.by}() leaves interrupts as they are`,
        });
      }
      if (m.what === 'raw-counter-on' || m.what === 'raw-counter-unknown') {
        if (!had(before, 'counter', m.object) || before.some((b) => b.object === m.object && b.what.startsWith('raw-'))) continue;
        // with interrupts off on one path and not on the other, the difference is no promise of the callers
        if (m.what === 'raw-counter-unknown' && !had(after, 'raw-counter-off', m.object)) continue;
        out.push({
          side: 'new',
          at: m.at,
          object: m.object,
          confidence: 'medium',
          message: `${m.by}() needs interrupts off, and a path comes here with them on: an interrupt in the middle of the update loses a count`,
          remedy: `use ${m.by.replace(/^__/, '')}()`,
          last: `${m.by}() with interrupts on`,
        });
      }
    }
    return out;
  },
};
