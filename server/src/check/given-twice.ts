/**
 * Given back, and given back again: a way of the new image leads from a call that gives something back to one that gives back the same, and what
 * holds it was neither cleared nor set anew; the old image has no such way. Labels that were changed for each other look like that, and a pointer
 * that is not cleared any more. Ways that need one condition to be true and false are none. Graphs are compared, no path is run.
 */
import type { CfgNode } from '../c/cfg.ts';
import { kindOf } from './givebacks.ts';
import { align, assigned, type ImageSide } from './graphs.ts';
import { argsOf, type CallNode, isCall, type Lapse, textAt } from './lapse.ts';

const FREES = /^(?:k|v|kv)free(?:_sensitive)?$/;
const TAKES = /(?:^|_)(?:get|tryget|grab|lookup|find|\w*alloc\w*|pin|dup|create|isolate|hold|init|start|begin|add|inc)(?:_|$)/;

interface Give {
  readonly node: CallNode;
  readonly object: string;
}

function givesIn(s: ImageSide): Give[] {
  return s.cfg.nodes.flatMap((n) => {
    if (!isCall(n) || (kindOf(n.op.name!) !== 'ref' && !FREES.test(n.op.name!))) return [];
    const args = argsOf(n, s);
    // the object is the pointer among the arguments that is given alone
    const own = args.filter((a) => isPointer(a, s));
    const object = args.length === 1 ? args[0] : own.length === 1 ? own[0] : own.at(-1);
    return object !== undefined && /^[A-Za-z_][\w>.-]*$/.test(object) ? [{ node: n, object }] : [];
  });
}

const isPointer = (word: string, s: ImageSide): boolean =>
  s.cfg.locals.get(word)?.pointer === true || s.cfg.params.some((p) => p.name === word && p.pointer) || /^\w+->[\w>.-]+$/.test(word);

/** What is set to a constant has one answer from there on: the side of a branch that asks for it. */
function constantIn(n: CfgNode, s: ImageSide): number | undefined {
  if (n.op.k !== 'assign' || n.op.dst.k !== 'id') return undefined;
  const value = textAt(s, n.op.src.at);
  return /^(?:true|1)$/.test(value) ? 0 : /^(?:false|0|NULL)$/.test(value) ? 1 : undefined;
}

/** A way from one to the other on which the object stays what it was: the branch that leads into it last. */
function wayBetween(s: ImageSide, from: Give, to: Give): readonly CfgNode[] | undefined {
  const base = /^\w+/.exec(from.object)![0];
  const word = new RegExp(`\\b${base}\\b`);
  let budget = 1500;
  type Step = { i: number; known: ReadonlyMap<string, number>; seen: ReadonlySet<number>; way: readonly CfgNode[] };
  const queue: Step[] = from.node.succ.map((i) => ({ i, known: new Map(), seen: new Set<number>(), way: [] }));
  for (let q = queue.pop(); q && budget-- > 0; q = queue.pop()) {
    if (q.i === to.node.id) return q.way;
    if (q.seen.has(q.i)) continue;
    const n = s.cfg.nodes[q.i]!;
    if (n.op.k === 'gap' || n.op.k === 'leave' || n.op.k === 'choose') continue;
    if (n.op.k === 'foreach' && n.op.args[0] && word.test(textAt(s, n.op.args[0].at))) continue;
    const set = assigned(n, s.text);
    if (set === from.object || set === base) continue;
    if (
      isCall(n) &&
      (TAKES.test(n.op.name!) || /^&/.test(argsOf(n, s).find((a) => word.test(a)) ?? '')) &&
      argsOf(n, s).some((a) => word.test(a))
    )
      continue;
    const seen = new Set(q.seen).add(q.i);
    let { known } = q;
    if (set !== undefined) {
      const changed = new RegExp(`\\b${/\w+/.exec(set)?.[0] ?? '$none'}\\b`);
      const is = constantIn(n, s);
      const still = new Map([...known].filter(([k]) => !changed.test(k)));
      known = is === undefined ? still : still.set(set, is);
    }
    const test = n.op.k === 'branch' ? textAt(s, n.at).replace(/^!\s*/, '') : undefined;
    const turned = n.op.k === 'branch' && /^!/.test(textAt(s, n.at)) ? 1 : 0;
    for (const [side, t] of n.succ.entries()) {
      if (test !== undefined) {
        const is = known.get(test);
        if (is !== undefined && is !== (side ^ turned)) continue;
        queue.push({ i: t, known: new Map(known).set(test, side ^ turned), seen, way: [...q.way, n] });
      } else queue.push({ i: t, known, seen, way: q.way });
    }
  }
  return undefined;
}

export function givenTwice(before: ImageSide, after: ImageSide, same = align(before, after)): Lapse[] {
  if (!same) return [];
  const [old, now] = [givesIn(before), givesIn(after)];
  const out: Lapse[] = [];
  const words = (g: Give, s: ImageSide): string => textAt(s, g.node.at);
  for (const a of now) {
    for (const b of now) {
      if (a.object !== b.object || a.node.op.name !== b.node.op.name || out.some((o) => o.object === a.object)) continue;
      if (words(a, after) !== words(b, after) && !FREES.test(a.node.op.name!)) continue;
      const way = a.node.id === b.node.id ? undefined : wayBetween(after, a, b);
      if (!way) continue;
      // the old image has both, or one that stands for them, and no way between
      const [x, y] = [a, b].map((g) => old.filter((o) => words(o, before) === words(g, after)));
      if (x!.length === 0 || y!.length === 0 || x!.some((o) => y!.some((p) => o.node.id !== p.node.id && wayBetween(before, o, p))))
        continue;
      out.push({
        rule: 'ref/use-after-put',
        side: 'new',
        at: b.node.at,
        object: a.object,
        message: `${words(b, after)} comes on a way on which ${words(a, after)} was called already, and ${a.object} still leads there: what is gone is given back again; before the patch no way did that`,
        remedy: `clear ${a.object}, or leave by another way`,
        path: [
          { at: a.node.at, note: words(a, after) },
          ...way.slice(-3).map((n) => ({ at: n.at, note: `by ${textAt(after, n.at)}` })),
          { at: b.node.at, note: `${words(b, after)} again` },
        ],
      });
    }
  }
  return out;
}
