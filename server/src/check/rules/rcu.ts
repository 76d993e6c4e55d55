import type { Span } from '../../c/ast.ts';
import { type Exit, isPromise } from '../exits.ts';
import type { Remark, Report, Rule } from '../rule.ts';

/** RCU read sections that are left open on one path and closed on others, or closed without having been opened. */
export const rcu: Rule = {
  name: 'lock/rcu',
  severity: 'error',
  summary: 'an RCU read section unbalanced, or an RCU pointer used outside of one without a reference',
  start(c) {
    const insideAt = new Set<number>();
    const open: { node: number; report: Report }[] = [];
    let closes = false;
    return {
      leave(s, e) {
        if (e.ctx !== 'RCU') return;
        if (e.depth > 0) {
          insideAt.add(e.site.node);
          closes = true;
          return;
        }
        if (s.lossy || s.blind || s.vague) return;
        const report: Report = {
          at: e.site.at,
          state: s.clone(),
          object: 'rcu_read_lock',
          message:
            e.depth < 0 || e.own
              ? 'rcu_read_unlock() again: this path has left the read section already; an outer section ends early and what it protects may be freed'
              : 'rcu_read_unlock() on a path that did not enter the read section while others that come here did',
          remedy: 'pair it with one rcu_read_lock()',
          last: `${e.site.by}() without a read section`,
        };
        if (e.depth < 0 || e.own) c.report(report);
        else open.push({ node: e.site.node, report });
      },
      call(s, e) {
        if (e.name === undefined || s.blind || !c.locks.needsRcu(e.name)) return;
        const what = s.depth('RCU') > 0 ? 'inside' : 'outside';
        c.remember({ what, object: e.name, at: e.site.at, by: c.locks.needsRcu(e.name)! });
      },
      staleRcu(s, e) {
        if (s.lossy) return;
        const o = c.say(s, e.pointer);
        c.report({
          at: e.at,
          state: s,
          object: o,
          from: e.read,
          message: `uses ${o} after ${e.left.by}(): it was read under RCU and nothing else keeps it; a grace period may have freed it`,
          remedy: `take a reference to ${o} before leaving the read section, or leave it later`,
          last: `${e.how} outside the read section`,
        });
      },
      finish(r) {
        for (const o of open) if (insideAt.has(o.node)) c.report(o.report);
        if (c.promised?.outcomes.some((o) => (o.context.get('RCU') ?? 0) > 0)) return;
        const odd: Exit[] = r.exits.filter((e) => e.state.depth('RCU') > 0);
        const even = r.exits.filter((e) => e.state.depth('RCU') <= 0);
        if (odd.length === 0 || !closes || isPromise(odd, even, c.cfg)) return;
        for (const e of odd) {
          if (e.state.lossy) continue;
          const from: Span | undefined = e.state.contextAt.get('RCU')?.at;
          c.report({
            at: e.at,
            state: e.state,
            object: 'rcu_read_lock',
            from,
            message:
              'returns inside the RCU read section that other paths leave: grace periods stall, and whoever sleeps next does so in atomic context',
            remedy: 'call rcu_read_unlock() before this return',
            last: 'returns inside the RCU read section',
          });
        }
      },
    };
  },
  /** Whether a caller is in a read section nobody sees here; that the function itself was, and is not any more, is seen. */
  compare(before, after) {
    const out: Remark[] = [];
    for (const a of after) {
      if (a.what !== 'outside' || out.some((r) => r.object === a.object)) continue;
      if (before.some((b) => b.what === 'outside' && b.object === a.object)) continue;
      if (!before.some((b) => b.what === 'inside' && b.object === a.object)) continue;
      out.push({
        side: 'new',
        at: a.at,
        object: a.object,
        confidence: 'medium',
        message: `${a.object}() is not called inside a read section any more: nothing but RCU keeps what it returns, it may be freed before it is used`,
        remedy: `keep rcu_read_lock() around ${a.object}() and the use of what it returns, or take a reference inside`,
        last: `${a.object}() outside of any read section`,
      });
    }
    return out;
  },
};
