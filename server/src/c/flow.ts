/**
 * Facts about a whole graph that a path-wise walk needs in advance: which variables still matter at a node, and which ones a
 * loop counts with.
 */
import type { Cfg, CfgNode, Op, Val } from './cfg.ts';
import { eachPart, eachVal } from './val.ts';
import { zeros } from './zeros.ts';

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

/** A variable that is followed, and the nodes that look at it and that set it, each once, in order. */
interface Variable {
  readonly name: string;
  readonly uses: number[];
  readonly defines: number[];
}

/** names live at a node from which on looking them up one by one takes too long */
const MANY = 24;

/**
 * Linear in its answer: each variable is followed back from its uses through the nodes where it is live, and no others.
 * Names without declaration (globals, unseen locals) are not tracked and never live.
 */
export function liveness(cfg: Cfg): Liveness {
  const { always, variables } = variablesOf(cfg);
  const preds = variables.length > 0 ? predecessors(cfg) : [];
  const live: (string[] | undefined)[] = new Array(cfg.nodes.length);
  // by node: the last variable (from 1) that was seen to be live there, and to be set there
  const marked = zeros(cfg.nodes.length);
  const set = zeros(cfg.nodes.length);
  const work: number[] = [];
  variables.forEach(({ name, uses, defines }, i) => {
    const round = i + 1;
    for (const id of defines) set[id] = round;
    const mark = (id: number): void => {
      if (marked[id] === round) return;
      marked[id] = round;
      const names = live[id];
      if (names) names.push(name);
      else live[id] = [name];
      work.push(id);
    };
    uses.forEach(mark);
    while (work.length > 0) {
      const from = preds[work.pop() ?? 0] ?? [];
      for (let k = 0; k < from.length; k++) if (set[from[k]!] !== round) mark(from[k]!);
    }
  });
  const sets: (ReadonlySet<string> | undefined)[] = [];
  const liveIn = (id: number): ReadonlySet<string> => (sets[id] ??= new Set([...always, ...(live[id] ?? [])]));
  const isLive = (id: number, name: string): boolean => {
    const names = live[id];
    if (names && names.length > MANY) return liveIn(id).has(name);
    return always.has(name) || (names?.includes(name) ?? false);
  };
  return { always, liveIn, isLive };
}

/** In one walk over the graph: those that are always live, and of the others those that are looked at somewhere. */
function variablesOf(cfg: Cfg): { readonly always: ReadonlySet<string>; readonly variables: readonly Variable[] } {
  const always = new Set<string>();
  const declared = new Set<string>();
  for (const { name, array, isStatic } of cfg.locals.values()) {
    declared.add(name);
    if (array || isStatic) always.add(name);
  }
  for (const { name } of cfg.params) declared.add(name);
  const found = new Map<string, Variable>();
  let node = 0;
  const variable = (name: string): Variable | undefined => {
    const known = found.get(name);
    if (known || !(declared.has(name) || name.startsWith('$'))) return known;
    const made = { name, uses: [], defines: [] };
    found.set(name, made);
    return made;
  };
  const use = (name: string): void => {
    const uses = variable(name)?.uses;
    if (uses && uses[uses.length - 1] !== node) uses.push(node);
  };
  const define = (name: string): void => void variable(name)?.defines.push(node);
  let written: Val | undefined;
  const look = (part: Val): void => {
    if (part.k === 'id') {
      if (part !== written) use(part.name);
    } else if (part.k === 'unary' && part.op === '&') {
      const taken = addressTaken(part.arg);
      if (taken !== undefined && declared.has(taken)) always.add(taken);
    }
  };
  const lookInto = (v: Val): void => eachPart(v, look);
  for (const { id, op } of cfg.nodes) {
    node = id;
    // a gap looks at every local
    if (op.k === 'gap') for (const name of declared) use(name);
    written = op.k === 'assign' && op.dst.k === 'id' ? op.dst : undefined;
    eachVal(op, lookInto);
    eachDefinition(op, define);
  }
  return { always, variables: [...found.values()].filter((v) => v.uses.length > 0 && !always.has(v.name)) };
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
function eachDefinition(op: Op, define: (name: string) => void): void {
  switch (op.k) {
    case 'assign':
      if (op.dst.k === 'id') define(op.dst.name);
      return;
    case 'call':
      if (op.dst !== undefined) define(op.dst);
      return;
    case 'decl':
      define(op.name);
      return;
    case 'end':
      op.names.forEach(define);
      return;
  }
}

/** The variable that `&...` points into. */
function addressTaken(of: Val): string | undefined {
  let base = of;
  // &s.a.b[i] is inside s; &p->a is not inside p
  while ((base.k === 'member' && !base.arrow) || base.k === 'index') base = base.base;
  return base.k === 'id' ? base.name : undefined;
}
