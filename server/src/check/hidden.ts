/**
 * A failure that is told as success: where a call failed the old image returned an error, and the new one returns what it returns when all went
 * well; or the variable that is returned is not set to the error any more. Graphs are compared, no path is run.
 */
import type { Expr } from '../c/ast.ts';
import type { CfgNode } from '../c/cfg.ts';
import { mentions, predecessors } from '../c/index.ts';
import { align, assigned, type ImageSide } from './graphs.ts';
import { argsOf, askedCall, isCall, isConstant, type Lapse, makerOf, textAt } from './lapse.ts';
import { flat } from './one-line.ts';

const RULE = 'error/ignored';
const FAILURE = /^-\s*E[A-Z0-9]+$|^-\s*\d+$|^ERR_(?:PTR|CAST)\s*\(|^PTR_ERR\s*\(|^NULL$|^false$|^VM_FAULT_\w+$/;
/** what such a call says is no failure, it is how things are */
const ASKS =
  /(?:^|_)(?:is|has|can|test|need|needs|should|may|empty|same|none|present|valid|mapped|locked|writeback|pending|enabled|disabled|supported|allowed|ready|count|size|busy|dirty|bad|online|full|match|contains|overlaps?|cmp|permitted|unsafe|disallowed|freezing)(?:_|$)|^Page[A-Z]|^(?:pte|pmd|pud|p4d|pgd)_(?!offset|alloc)|^(?:test_|atomic_|READ_ONCE|likely|unlikely|signal_pending|fatal_signal)|_enabled$|^(?:str|mem)n?cmp/;

export function hiddenFailures(before: ImageSide, after: ImageSide, same = align(before, after)): Lapse[] {
  if (!same) return [];
  return [...otherReturns(before, after, same), ...unsetCodes(before, after, same), ...thrownAway(before, after, same)];
}

interface Straight {
  readonly ret: CfgNode & { op: { k: 'return' } };
  readonly passed: readonly CfgNode[];
}

/** The return that a way without any choice comes to. */
function straightTo(s: ImageSide, from: number | undefined): Straight | undefined {
  const passed: CfgNode[] = [];
  for (let i = from, steps = 0; i !== undefined && steps < 24; steps++) {
    const n: CfgNode = s.cfg.nodes[i]!;
    if (n.op.k === 'return') return { ret: n as Straight['ret'], passed };
    if (n.succ.length !== 1 || n.op.k === 'gap' || n.op.k === 'choose') return undefined;
    passed.push(n);
    i = n.succ[0];
  }
  return undefined;
}

function otherReturns(before: ImageSide, after: ImageSide, same: ReadonlyMap<number, number>): Lapse[] {
  const out: Lapse[] = [];
  const kept = new Set(same.values());
  const preds = predecessors(after.cfg);
  const last = after.cfg.nodes.filter((n) => n.op.k === 'return').sort((x, y) => y.at[0] - x.at[0])[0];
  const valueIn = (s: ImageSide, r: Straight['ret']): string => (r.op.value ? textAt(s, r.op.value.at) : '');
  for (const n of before.cfg.nodes) {
    const there = same.get(n.id);
    if (n.op.k !== 'branch' || there === undefined) continue;
    for (const side of [0, 1]) {
      const was = straightTo(before, n.succ[side]);
      const is = straightTo(after, after.cfg.nodes[there]!.succ[side]);
      if (!was || !is || same.has(was.ret.id) || kept.has(is.ret.id)) continue;
      const [a, b] = [valueIn(before, was.ret), valueIn(after, is.ret)];
      if (!FAILURE.test(a) || !isSuccess(a, b) || (b === 'true' && last && valueIn(after, last as Straight['ret']) !== 'true')) continue;
      // the failure is dealt with on this way now
      if (is.passed.some((m) => isCall(m) && !kept.has(m.id))) continue;
      const call = askedCall(after, after.cfg.nodes[there]!, preds);
      if (!call || ASKS.test(call.op.name!)) continue;
      const at = is.ret.at;
      const charges = /(?:^|_)charge(?:_|$)/.test(call.op.name!);
      const rule = charges ? 'charge/publish-before-charge' : RULE;
      out.push({
        rule,
        side: 'new',
        at,
        object: call.op.name!,
        message: `where ${call.op.name}() fails ${a} was returned, ${b} is returned now: the caller takes it for success and goes on with what ${charges ? 'nobody is charged for' : 'was not done'}`,
        remedy: `return ${a}`,
        path: [
          { at: call.at, note: `${call.op.name}() fails` },
          { at, note: `returns ${b}` },
        ],
      });
    }
  }
  return out;
}

const isSuccess = (failure: string, now: string): boolean =>
  failure === 'false' ? now === 'true' : /^-|^PTR_ERR|^VM_FAULT/.test(failure) && now === '0';

/** `ret = -EIO; goto out;` became `goto out;`, and what is in ret by then is no error. */
function unsetCodes(before: ImageSide, after: ImageSide, same: ReadonlyMap<number, number>): Lapse[] {
  const out: Lapse[] = [];
  const oldPreds = predecessors(before.cfg);
  const newPreds = predecessors(after.cfg);
  for (const n of before.cfg.nodes) {
    if (same.has(n.id) || n.op.k !== 'assign' || n.op.dst.k !== 'id' || n.op.dst.name.startsWith('$')) continue;
    const code = n.op.dst.name;
    if (before.cfg.locals.get(code)?.pointer !== false) continue;
    const value = textAt(before, n.op.src.at);
    const found = branchAbove(before, n.id, oldPreds, same);
    if (!found) continue;
    const { branch, side } = found;
    const test = textAt(before, branch.at);
    const words = (text: string, w: string): boolean => new RegExp(`\\b${w}\\b`).test(text);
    const isError = /^-\s*E[A-Z0-9]+$|^PTR_ERR\s*\(/.test(value) || (/^\w+$/.test(value) && !isConstant(n.op.src) && words(test, value));
    if (!isError || words(test, code)) continue;
    const there = same.get(branch.id)!;
    if (!comesToReturn(after, after.cfg.nodes[there]!.succ[side]!, code)) continue;
    const left = lastGood(after, there, code, newPreds);
    if (!left) continue;
    out.push({
      rule: RULE,
      side: 'old',
      at: n.at,
      object: code,
      message: `${code} is not set to ${value} any more where ${test}: what is returned then is still of ${left}, as if nothing had failed`,
      remedy: `keep ${code} = ${value}`,
      path: [
        { at: branch.at, note: `${test}: it failed` },
        { at: n.at, note: `${code} was set to ${value} before the patch` },
      ],
    });
  }
  return out;
}

/** The branch, known in both images, one side of which leads to the node and nowhere else. */
function branchAbove(
  s: ImageSide,
  from: number,
  preds: readonly (readonly number[])[],
  same: ReadonlyMap<number, number>,
): { branch: CfgNode; side: number } | undefined {
  let i = from;
  for (let steps = 0; steps < 12; steps++) {
    const above = preds[i]!;
    if (above.length !== 1) return undefined;
    const p: CfgNode = s.cfg.nodes[above[0]!]!;
    if (p.op.k === 'branch') return same.has(p.id) ? { branch: p, side: p.succ.indexOf(i) } : undefined;
    if (p.op.k === 'gap' || p.op.k === 'choose' || p.op.k === 'foreach') return undefined;
    i = p.id;
  }
  return undefined;
}

/** All ways from here return the variable as it is. */
function comesToReturn(s: ImageSide, from: number, code: string): boolean {
  const seen = new Set<number>();
  const queue = [from];
  let returns = false;
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    if (seen.has(i)) continue;
    seen.add(i);
    if (seen.size > 400) return false;
    const n = s.cfg.nodes[i]!;
    if (assigned(n, s.text) === code || n.op.k === 'gap' || n.op.k === 'leave') return false;
    if (n.op.k === 'return') {
      if (!n.op.value || textAt(s, n.op.value.at) !== code) return false;
      returns = true;
      continue;
    }
    queue.push(...n.succ);
  }
  return returns;
}

/** What the variable was set to last before the node, where that is no error: in words; undefined when all of it may be one. */
function lastGood(s: ImageSide, from: number, code: string, preds: readonly (readonly number[])[]): string | undefined {
  const seen = new Set<string>();
  const queue: { i: number; asked: boolean }[] = preds[from]!.map((i) => ({ i, asked: false }));
  for (let q = queue.pop(); q; q = queue.pop()) {
    const key = `${q.i} ${q.asked}`;
    if (seen.has(key) || seen.size > 2000) continue;
    seen.add(key);
    const n = s.cfg.nodes[q.i]!;
    if (assigned(n, s.text) === code) {
      if (n.op.k !== 'assign') continue;
      const text = textAt(s, n.op.src.at);
      if (/^0[uUlL]*$/.test(text)) return `${code} = ${text}`;
      const call = makerOf(s.cfg, n.op.src);
      if (call && q.asked && !/^PTR_ERR/.test(call.op.name!)) return `${flat(call.op.name!)}(), which succeeded`;
      continue;
    }
    const asked = q.asked || (n.op.k === 'branch' && new RegExp(`\\b${code}\\b`).test(textAt(s, n.at)));
    for (const i of preds[q.i]!) queue.push({ i, asked });
  }
  return undefined;
}

/** `if (f(x)) goto err;` became `f(x);`, wherever it went. */
function thrownAway(before: ImageSide, after: ImageSide, same: ReadonlyMap<number, number>): Lapse[] {
  const out: Lapse[] = [];
  const preds = predecessors(before.cfg);
  for (const n of before.cfg.nodes) {
    if (n.op.k !== 'branch' || same.has(n.id)) continue;
    const call = askedCall(before, n, preds);
    // a result that is kept in a variable first is looked at in weakened.ts and checks.ts
    if (!call?.op.dst || ASKS.test(call.op.name!) || !makesDirect(n, call.op.dst)) continue;
    if (/try|get|alloc|find|lookup|^[A-Z0-9_]+$/.test(call.op.name!)) continue;
    const now = after.cfg.nodes.filter(
      (m) => isCall(m) && m.op.name === call.op.name && argsOf(m, after).join() === argsOf(call, before).join(),
    );
    const is = now[0];
    if (now.length !== 1 || is?.op.k !== 'call' || (is.op.dst !== undefined && isUsed(after, is.op.dst))) continue;
    out.push({
      rule: RULE,
      side: 'new',
      at: is.at,
      object: call.op.name!,
      message: `the failure of ${call.op.name}() was handled before the patch and is thrown away now: when it fails, the code goes on as if nothing had happened`,
      remedy: `look at what ${call.op.name}() returns`,
      path: [{ at: is.at, note: `${textAt(before, n.at)} was asked before the patch` }],
      callee: call.op.name!,
    });
  }
  return out;
}

const makesDirect = (branch: CfgNode, temporary: string): boolean => {
  const named = (e: Expr): boolean =>
    (e.k === 'id' && e.name === temporary) ||
    (e.k === 'unary' && named(e.arg)) ||
    (e.k === 'cast' && named(e.arg)) ||
    (e.k === 'binary' && (named(e.l) || named(e.r)));
  return branch.op.k === 'branch' && named(branch.op.cond);
};

/** Anything looks at the temporary. */
function isUsed(s: ImageSide, temporary: string): boolean {
  const named = (e: Expr | undefined): boolean => e !== undefined && mentions(e, (w) => w === temporary);
  return s.cfg.nodes.some((n) => {
    switch (n.op.k) {
      case 'assign':
      case 'update':
        return named(n.op.src);
      case 'branch':
        return named(n.op.cond);
      case 'return':
        return named(n.op.value);
      case 'call':
        return n.op.args.some(named);
      default:
        return false;
    }
  });
}
