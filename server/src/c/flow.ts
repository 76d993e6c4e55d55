/**
 * Facts about a whole graph that a path-wise walk needs in advance: which variables still matter at a node, and which ones a
 * loop counts with.
 */
import type { Cfg, CfgNode, Op, Val } from './cfg.ts';
import { eachPart } from './val.ts';

export interface Liveness {
  /**
   * The locals, parameters and temporaries whose value at the entry of a node may still be looked at, `always` included.
   * `end x` and `decl x` do not look at x; a gap looks at every local.
   */
  liveIn(nodeId: number): ReadonlySet<string>;
  isLive(nodeId: number, name: string): boolean;
  /** arrays, statics and variables whose address is taken: others may look at them at any time */
  readonly always: ReadonlySet<string>;
}

/**
 * Linear in its answer: each variable is followed back from its uses through the nodes where it is live, and no others.
 * Names without declaration (globals, unseen locals) are not tracked and never live.
 */
export function liveness(cfg: Cfg): Liveness {
  const always = new Set<string>();
  for (const local of cfg.locals.values()) if (local.array || local.isStatic) always.add(local.name);
  for (const { op } of cfg.nodes) eachVal(op, (v) => noteAddressTaken(v, always));
  const declared = new Set([...cfg.locals.keys(), ...cfg.params.map((p) => p.name)]);
  for (const name of always) if (!declared.has(name)) always.delete(name);

  const usesOf = new Map<string, number[]>();
  const definesOf = new Map<string, Set<number>>();
  const tracked = (name: string): boolean => (declared.has(name) || name.startsWith('$')) && !always.has(name);
  const gaps: number[] = [];
  for (const { id, op } of cfg.nodes) {
    if (op.k === 'gap') gaps.push(id);
    eachUse(op, (name) => {
      if (!tracked(name)) return;
      const uses = usesOf.get(name);
      if (uses === undefined) usesOf.set(name, [id]);
      else if (uses.at(-1) !== id) uses.push(id);
    });
    for (const name of definitions(op)) {
      if (!tracked(name)) continue;
      const defines = definesOf.get(name);
      if (defines === undefined) definesOf.set(name, new Set([id]));
      else defines.add(id);
    }
  }
  if (gaps.length > 0) for (const name of declared) if (tracked(name)) usesOf.set(name, [...(usesOf.get(name) ?? []), ...gaps]);

  const preds = usesOf.size > 0 ? predecessors(cfg) : [];
  const live: (string[] | undefined)[] = new Array(cfg.nodes.length);
  const stamp = new Int32Array(cfg.nodes.length);
  let round = 0;
  const none = new Set<number>();
  for (const [name, uses] of usesOf) {
    round++;
    const defines = definesOf.get(name) ?? none;
    const work: number[] = [];
    const mark = (id: number): void => {
      if (stamp[id] === round) return;
      stamp[id] = round;
      const names = live[id];
      if (names) names.push(name);
      else live[id] = [name];
      work.push(id);
    };
    uses.forEach(mark);
    while (work.length > 0) {
      const from = preds[work.pop() ?? 0] ?? [];
      for (let i = 0; i < from.length; i++) if (!defines.has(from[i]!)) mark(from[i]!);
    }
  }
  const sets: (ReadonlySet<string> | undefined)[] = [];
  const liveIn = (id: number): ReadonlySet<string> => {
    const known = sets[id];
    if (known !== undefined) return known;
    const set = new Set(always);
    for (const name of live[id] ?? []) set.add(name);
    sets[id] = set;
    return set;
  };
  return { always, liveIn, isLive: (id, name) => liveIn(id).has(name) };
}

/**
 * For each node that a back edge leads to: the variables that its loop steps (`i++`, `n -= k`, `i = i + 1`). Where several ways
 * lead into a loop (a goto into it), everything between the head and the back edge counts.
 */
export function loopVariants(cfg: Cfg): ReadonlyMap<number, ReadonlySet<string>> {
  const variants = new Map<number, Set<string>>();
  for (const [head, loop] of loops(cfg)) {
    const names = new Set<string>();
    for (const id of loop) {
      const op = cfg.nodes[id]?.op;
      const stepped = op === undefined ? undefined : steppedVariable(op);
      if (stepped !== undefined) names.add(stepped);
    }
    variants.set(head, names);
  }
  return variants;
}

const NO_LOOPS: ReadonlyMap<number, ReadonlySet<number>> = new Map();

/** The nodes of each loop, by its head. Loops that share a head are one. */
export function loops(cfg: Cfg): ReadonlyMap<number, ReadonlySet<number>> {
  if (cfg.backEdges.length === 0) return NO_LOOPS;
  const sources = new Map<number, number[]>();
  for (const [from, head] of cfg.backEdges) sources.set(head, [...(sources.get(head) ?? []), from]);
  const result = new Map<number, ReadonlySet<number>>();
  const preds = predecessors(cfg);
  for (const [head, from] of sources) {
    const body = new Set([head]);
    const work = [...from];
    for (let id = work.pop(); id !== undefined; id = work.pop()) {
      if (body.has(id)) continue;
      body.add(id);
      work.push(...(preds[id] ?? []));
    }
    result.set(head, head !== 0 && body.has(0) ? reachedFrom(cfg, head, body) : body);
  }
  return result;
}

/** Where the head does not dominate its loop, walking back escapes: keep what the head leads to. */
function reachedFrom(cfg: Cfg, head: number, within: ReadonlySet<number>): Set<number> {
  const reached = new Set<number>();
  const work = [head];
  for (let id = work.pop(); id !== undefined; id = work.pop()) {
    if (reached.has(id) || !within.has(id)) continue;
    reached.add(id);
    work.push(...(cfg.nodes[id]?.succ ?? []));
  }
  return reached;
}

export function predecessors(cfg: Cfg): readonly (readonly number[])[] {
  const preds: number[][] = cfg.nodes.map(() => []);
  for (const { id, succ } of cfg.nodes) for (const to of succ) preds[to]?.push(id);
  return preds;
}

function steppedVariable(op: CfgNode['op']): string | undefined {
  if (op.k === 'update') return op.dst.k === 'id' ? op.dst.name : undefined;
  if (op.k !== 'assign' || op.dst.k !== 'id' || op.src.k !== 'binary') return undefined;
  const { name } = op.dst;
  return (op.src.l.k === 'id' && op.src.l.name === name) || (op.src.r.k === 'id' && op.src.r.name === name) ? name : undefined;
}

/** Variables that an operation sets, or brings into or out of being, as a whole. */
function definitions(op: Op): readonly string[] {
  switch (op.k) {
    case 'assign':
      return op.dst.k === 'id' ? [op.dst.name] : [];
    case 'call':
      return op.dst === undefined ? [] : [op.dst];
    case 'decl':
      return [op.name];
    case 'end':
      return op.names;
    default:
      return [];
  }
}

function eachUse(op: Op, use: (name: string) => void): void {
  eachVal(op, (v) => {
    if (op.k === 'assign' && v === op.dst && v.k === 'id') return;
    eachName(v, use);
  });
}

function eachVal(op: Op, visit: (v: Val) => void): void {
  switch (op.k) {
    case 'assign':
    case 'update':
      visit(op.dst);
      visit(op.src);
      return;
    case 'call':
      // a call by name evaluates nothing for it
      if (op.name === undefined) visit(op.fn);
      op.args.forEach(visit);
      return;
    case 'branch':
      visit(op.cond);
      return;
    case 'foreach':
      op.args.forEach(visit);
      return;
    case 'return':
      if (op.value !== undefined) visit(op.value);
      return;
  }
}

function eachName(v: Val, use: (name: string) => void): void {
  eachPart(v, (part) => {
    if (part.k === 'id') use(part.name);
  });
}

function noteAddressTaken(v: Val, names: Set<string>): void {
  eachPart(v, (part) => {
    if (part.k !== 'unary' || part.op !== '&') return;
    let base = part.arg;
    // &s.a.b[i] is inside s; &p->a is not inside p
    while ((base.k === 'member' && !base.arrow) || base.k === 'index') base = base.base;
    if (base.k === 'id') names.add(base.name);
  });
}
