import type { Span } from '../../c/ast.ts';
import type { Cfg, CfgNode } from '../../c/cfg.ts';
import { answersOn, maskOf, NEG, type State } from '../../model/index.ts';
import { branchAt } from '../exits.ts';
import { probeContract } from '../instrument.ts';
import { flat } from '../one-line.ts';
import type { Rule } from '../rule.ts';

/** What makes something that is then there, or not. */
const MAKES =
  /(?:^|_)(?:alloc|kmalloc|kzalloc|kcalloc|kvmalloc|kvzalloc|vmalloc|vzalloc|kmemdup|kstrdup|kasprintf|create|ioremap|kmem_cache_zalloc)(?:_|$)|^k[vmz]*alloc|alloc$/;
/** What is called on a way out. */
const ON_THE_WAY_OUT =
  /(?:^|_)(?:unlock|put|free|release|kfree|kvfree|vfree|uncharge|destroy|unregister|end|done|exit|cleanup|undo|abort|cancel|dec|sub)(?:_|$)|^up_|^(?:pr_|printk|trace_|WARN|dev_)/;

/**
 * An allocation failed, the path goes straight to the way out that others leave by with an error, and what it returns is 0. Where the function
 * never returns an error, 0 may well say that nothing was done.
 */
export const toldAsSuccess: Rule = {
  name: 'error/ignored',
  severity: 'error',
  summary: 'the failure of a call that leaves something undone, unallocated or unpublished is not looked at',
  start(c) {
    const { cfg, text } = c;
    const candidates = new Map<number, { s: State; at: Span; call: string; test: CfgNode }>();
    return {
      exit(s, e) {
        if (s.lossy || s.blind || cfg.isVoid || cfg.returnsPointer || e.ret?.k !== 'int' || e.ret.v !== 0) return;
        const failed = [...s.origins.values()].filter((o) => o.failed && MAKES.test(o.call));
        if (failed.length !== 1) return;
        const last = lastTest(s, cfg);
        const o = failed[0]!;
        if (!last || candidates.has(last.node.id) || !asksFor(last.node, o.at, cfg, text)) return;
        const [failure, success] = [last.node.succ[last.side]!, last.node.succ[last.side === 0 ? 1 : 0]!];
        // a test on the way out says what is to be given back there: it was left for something else
        if (leavesStraight(cfg, failure, text) && !leavesStraight(cfg, success, text))
          candidates.set(last.node.id, { s, at: e.at, call: o.call, test: last.node });
      },
      finish(r) {
        if (!r.exits.some((x) => x.ret && !x.state.lossy && maskOf(x.ret, x.state.facts) === NEG)) return;
        for (const { s, at, call, test } of candidates.values())
          c.report({
            at,
            state: s,
            object: call,
            confidence: 'medium',
            message: `${call}() failed (${flat(text.slice(test.at[0], test.at[1]))}), and 0 is returned, which callers take for success: other ways out of here return an error`,
            remedy: 'set the error before leaving',
            last: 'returns 0',
          });
      },
    };
  },
};

/** The last decision of the path. */
function lastTest(s: State, cfg: Cfg): { node: CfgNode; side: 0 | 1 } | undefined {
  const [last] = answersOn(s);
  const node = last && branchAt(cfg, last.at);
  return node && { node, side: last.yes ? 0 : 1 };
}

/** The test looks at what that call gave. */
function asksFor(test: CfgNode, made: Span, cfg: Cfg, text: string): boolean {
  if (test.op.k !== 'branch') return false;
  const words = new Set(text.slice(test.at[0], test.at[1]).match(/[A-Za-z_]\w*/g) ?? []);
  return cfg.nodes.some((n) => {
    if (n.op.k !== 'assign' || n.op.dst.k !== 'id' || n.op.src.k !== 'id') return false;
    const { name } = n.op.src;
    return words.has(n.op.dst.name) && cfg.nodes.some((m) => m.op.k === 'call' && m.op.dst === name && m.at[0] === made[0]);
  });
}

/** From there nothing is decided or done any more but to leave, and a variable is returned. */
function leavesStraight(cfg: Cfg, from: number, text: string): boolean {
  for (let i: number | undefined = from, steps = 0; i !== undefined && steps < 24; steps++) {
    const n: CfgNode = cfg.nodes[i]!;
    if (n.op.k === 'return') {
      const v = n.op.value ? flat(text.slice(n.op.value.at[0], n.op.value.at[1])) : '';
      return cfg.locals.has(v);
    }
    if (n.op.k === 'call' && !ON_THE_WAY_OUT.test(n.op.name ?? '') && !probeContract(n.op.name ?? '')) return false;
    if ((n.op.k === 'assign' || n.op.k === 'update') && n.op.dst.k !== 'id') return false;
    if (n.op.k === 'gap' || n.op.k === 'choose' || n.op.k === 'branch' || n.op.k === 'foreach' || n.succ.length !== 1) return false;
    i = n.succ[0];
  }
  return false;
}
