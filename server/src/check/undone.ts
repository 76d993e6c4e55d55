/**
 * An error exit that leaves something undone: a call that undoes what this function did lay on every way on from a branch, and on some way of the new image
 * it does not; what it undoes was done on every way there. Labels that were changed for each other look like that, and an exit that returns at once.
 * Which call undoes which is read off their names and what they are given. Graphs are compared, no path is run.
 */
import type { Cfg, CfgNode } from '../c/cfg.ts';
import { predecessors } from '../c/index.ts';
import { kindOf } from './givebacks.ts';
import { align, assigned, type ImageSide } from './graphs.ts';
import { argsOf, askedCall, type CallNode, isCall, type Lapse, onwardOf, textAt } from './lapse.ts';

/** [does, undoes] */
const PAIRS: readonly (readonly [string, string])[] = [
  ['init', 'exit'],
  ['init', 'destroy'],
  ['init', 'fini'],
  ['init', 'cleanup'],
  ['init', 'free'],
  ['register', 'unregister'],
  ['add', 'del'],
  ['add', 'remove'],
  ['insert', 'remove'],
  ['create', 'destroy'],
  ['create', 'free'],
  ['alloc', 'free'],
  ['alloc', 'destroy'],
  ['alloc', 'release'],
  ['start', 'stop'],
  ['start', 'end'],
  ['begin', 'end'],
  ['begin', 'done'],
  ['prepare', 'unprepare'],
  ['prepare', 'finish'],
  ['prepare', 'abort'],
  ['prepare', 'cancel'],
  ['enable', 'disable'],
  ['disable', 'enable'],
  ['map', 'unmap'],
  ['remap', 'unmap'],
  ['pin', 'unpin'],
  ['attach', 'detach'],
  ['reserve', 'unreserve'],
  ['reserve', 'release'],
  ['isolate', 'putback'],
  ['isolate', 'unisolate'],
  ['online', 'offline'],
  ['open', 'close'],
  ['setup', 'teardown'],
  ['acquire', 'release'],
  ['get', 'put'],
  ['grab', 'put'],
  ['hold', 'release'],
  ['populate', 'depopulate'],
  ['acct', 'unacct'],
];

/** The call `done` does what `undo` takes back, as far as their names tell. */
export function undoes(undo: string, done: string): boolean {
  const parts = (s: string): string[] => s.replace(/^_+/, '').split('_');
  const [u, d] = [parts(undo), parts(done)];
  if (/^(?:k|v|kv)free$/.test(undo))
    return /^(?:k[mzc]?|v[mz]?|kv[mzc]?)?(?:alloc|malloc|zalloc|calloc|memdup)(?:_|$)|^kstrdup|^kmemdup/.test(done);
  return PAIRS.some(([a, b]) => {
    const i = u.indexOf(b);
    if (i < 0) return false;
    const rest = [...u.slice(0, i), ...u.slice(i + 1)].join('_');
    const j = d.indexOf(a);
    return (
      j >= 0 &&
      rest !== '' &&
      [...d.slice(0, j), ...d.slice(j + 1)].filter((p) => !/^(?:node|noprof|key|gfp|lru|one|many)$/.test(p)).join('_') === rest
    );
  });
}

/** Least number of those nodes on the ways from each node (it included) to where the function ends; code out of sight may do anything. */
function leastBehind(cfg: Cfg, is: (i: number) => boolean): number[] {
  const onward = onwardOf(cfg);
  const out: number[] = new Array(cfg.nodes.length).fill(0);
  for (let i = cfg.nodes.length - 1; i >= 0; i--) {
    const n = cfg.nodes[i]!;
    const next = onward(i);
    // the next round undoes what it did itself, or this one's
    const open = n.op.k === 'gap' || n.op.k === 'leave' || (next.length === 0 && n.succ.length > 0);
    const rest = next.length === 0 ? 0 : Math.min(...next.map((t) => out[t]!));
    out[i] = (is(i) ? 1 : 0) + (open ? 9 : rest);
  }
  return out;
}

/** Nodes that are only come to by one of those. */
function alwaysAfter(cfg: Cfg, is: (i: number) => boolean): boolean[] {
  const onward = onwardOf(cfg);
  const free: boolean[] = new Array(cfg.nodes.length).fill(false);
  free[0] = true;
  for (const n of cfg.nodes) if (free[n.id] && !is(n.id)) for (const t of onward(n.id)) free[t] = true;
  return free.map((f) => !f);
}

const wordsIn = (text: string): string[] =>
  (text.match(/[A-Za-z_]\w*/g) ?? []).filter((w) => !/^(?:NULL|GFP_\w+|struct|sizeof|current|true|false)$/.test(w));

export function leftUndone(before: ImageSide, after: ImageSide, same = align(before, after)): Lapse[] {
  if (!same) return [];
  const out: Lapse[] = [];
  const kept = new Set(same.values());
  const calls = before.cfg.nodes.filter(isCall);
  const told = new Set<string>();
  const preds = predecessors(before.cfg);
  for (const u of calls) {
    const name = u.op.name!;
    const kind = kindOf(name);
    const text = textAt(before, u.at);
    if (told.has(text) || kind === 'lock' || kind === 'rcu') continue;
    const given = new Set(argsOf(u, before).flatMap(wordsIn));
    const done = calls.filter((d) => d.id !== u.id && same.has(d.id) && undoes(name, d.op.name!) && shares(d, before, given));
    if (done.length === 0) continue;
    const isUndo = (s: ImageSide) => (i: number) => {
      const n = s.cfg.nodes[i]!;
      return isCall(n) && n.op.name === name && textAt(s, n.at) === text;
    };
    const [old, now] = [leastBehind(before.cfg, isUndo(before)), leastBehind(after.cfg, isUndo(after))];
    const there = new Set(done.map((d) => same.get(d.id)!));
    const [wasDone, isDone] = [alwaysAfter(before.cfg, (i) => done.some((d) => d.id === i)), alwaysAfter(after.cfg, (i) => there.has(i))];
    let last: { at: CfgNode; side: number } | undefined;
    for (const n of before.cfg.nodes) {
      const m = same.get(n.id);
      if (n.op.k !== 'branch' || m === undefined || !wasDone[n.id] || !isDone[m] || asksFor(n, done, before, preds)) continue;
      for (const side of [0, 1]) {
        const [x, y] = [n.succ[side]!, after.cfg.nodes[m]!.succ[side]!];
        if (old[x]! < 1 || now[y]! > 0 || !changed(after, y, kept, before, x, same)) continue;
        if (!last || n.id > last.at.id) last = { at: n, side };
      }
    }
    if (!last) continue;
    told.add(text);
    const test = textAt(before, last.at.at);
    out.push({
      rule: kind === 'iter' ? 'ref/iterator-leak' : 'ref/leak',
      side: 'old',
      at: u.at,
      object: argsOf(u, before)[0] ?? name,
      message: `where ${test}${last.side === 0 ? '' : ' does not hold'}, ${text} is not come by any more: what ${done[0]!.op.name}() did on every way there stays`,
      remedy: `leave by way of ${name}() there`,
      path: [
        { at: done[0]!.at, note: textAt(before, done[0]!.at) },
        { at: last.at.at, note: `${test} is ${last.side === 0 ? 'true' : 'false'}` },
        { at: u.at, note: `${text} was come by before the patch` },
      ],
      by: name,
    });
  }
  return out;
}

function shares(d: CallNode, s: ImageSide, given: ReadonlySet<string>): boolean {
  const words = new Set(argsOf(d, s).flatMap(wordsIn));
  // what its result was stored in
  for (const n of s.cfg.nodes)
    if (n.op.k === 'assign' && n.op.src.k === 'id' && n.op.src.name === d.op.dst)
      for (const w of wordsIn(assigned(n, s.text) ?? '')) words.add(w);
  return given.size === 0 ? words.size === 0 : [...given].some((w) => words.has(w));
}

/** The branch looks at what one of the calls gave: where that failed there is nothing to undo. */
function asksFor(n: CfgNode, done: readonly CallNode[], s: ImageSide, preds: readonly (readonly number[])[]): boolean {
  const call = askedCall(s, n, preds);
  return call !== undefined && done.some((d) => d.id === call.id);
}

/** The ways on from there differ, and no call that is new takes the place of what is missed. */
function changed(
  after: ImageSide,
  from: number,
  kept: ReadonlySet<number>,
  before: ImageSide,
  old: number,
  same: ReadonlyMap<number, number>,
): boolean {
  const walk = (cfg: Cfg, i: number, visit: (n: CfgNode) => void): void => {
    const onward = onwardOf(cfg);
    const seen = new Set<number>();
    const queue = [i];
    for (let k = queue.pop(); k !== undefined; k = queue.pop()) {
      if (seen.has(k)) continue;
      seen.add(k);
      visit(cfg.nodes[k]!);
      queue.push(...onward(k));
    }
  };
  let fresh = false;
  const now = new Set<number>();
  walk(after.cfg, from, (n) => {
    now.add(n.id);
    if (isCall(n) && !kept.has(n.id) && !/^(?:pr_|printk|trace_|WARN|VM_|IS_ERR|PTR_ERR|ERR_PTR)/.test(n.op.name!)) fresh = true;
  });
  if (fresh) return false;
  let differs = false;
  walk(before.cfg, old, (n) => {
    const m = same.get(n.id);
    if (n.op.k === 'call' && (m === undefined || !now.has(m))) differs = true;
  });
  return differs;
}
