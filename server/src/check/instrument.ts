/**
 * A graph with a probe on every edge that leads from one line of the source to another. A probe is a call without effect: whoever runs the
 * graph is told of it with the state as it is there, which is how states are looked at without the path engine knowing that anybody looks.
 */
import type { Cfg, CfgNode } from '../c/cfg.ts';
import { type Contract, NO_EFFECT } from '../model/index.ts';

export interface Probe {
  /** 1-based lines of the text; `from` is 0 at the entry */
  readonly from: number;
  readonly to: number;
}

export interface Instrumented {
  readonly cfg: Cfg;
  /** by the name of the call that stands for it */
  readonly probes: ReadonlyMap<string, Probe>;
}

const PREFIX = 'probe#';

/** The contract of a probe; undefined for any other name. */
export function probeContract(name: string): Contract | undefined {
  return name.startsWith(PREFIX) ? PROBE : undefined;
}

const PROBE: Contract = {
  name: PREFIX,
  from: 'model',
  macro: false,
  pointer: false,
  params: [],
  outcomes: [NO_EFFECT],
  pure: false,
  incomplete: false,
};

/** `lineAt`: 1-based line of an offset. Nodes without code of their own (the exit, ends of scopes) belong to the line that leads to them. */
export function withProbes(cfg: Cfg, lineAt: (offset: number) => number): Instrumented {
  const lines = linesOfNodes(cfg, lineAt);
  const back = new Set(cfg.backEdges.map(([a, b]) => `${a}>${b}`));
  const probes = new Map<string, Probe>();
  // `order` sorts all nodes, old and new, into reverse postorder: a probe stands right before what it leads to, behind what closes a loop
  const all: { readonly node: CfgNode; readonly order: number; readonly succ: number[] }[] = [];
  const extra: { readonly order: number; readonly to: number; readonly name: string; readonly back: boolean; readonly from: number }[] = [];
  const probeOn = new Map<string, number>();
  const add = (from: number, to: number, closes: boolean): void => {
    const name = `${PREFIX}${extra.length}`;
    probes.set(name, { from: from < 0 ? 0 : lines[from]!, to: lines[to]! });
    probeOn.set(`${from}>${to}`, extra.length);
    extra.push({ order: closes ? from + 0.5 : to - 0.5, to, name, back: closes, from });
  };
  if (cfg.nodes.length > 0) add(-1, 0, false);
  for (const node of cfg.nodes)
    for (const to of new Set(node.succ)) if (lines[to] !== lines[node.id]) add(node.id, to, back.has(`${node.id}>${to}`));
  for (const node of cfg.nodes) all.push({ node, order: node.id, succ: [...node.succ] });
  const ranked = [
    ...all.map((a, i) => ({ order: a.order, old: i, probe: -1 })),
    ...extra.map((e, i) => ({ order: e.order, old: -1, probe: i })),
  ].sort((a, b) => a.order - b.order || a.probe - b.probe);
  const idOfOld = new Int32Array(all.length);
  const idOfProbe = new Int32Array(extra.length);
  ranked.forEach((r, id) => {
    if (r.old >= 0) idOfOld[r.old] = id;
    else idOfProbe[r.probe] = id;
  });
  const via = (from: number, to: number): number => {
    const p = probeOn.get(`${from}>${to}`);
    return p === undefined ? idOfOld[to]! : idOfProbe[p]!;
  };
  const nodes: CfgNode[] = ranked.map((r, id) => {
    if (r.old >= 0) {
      const { node } = all[r.old]!;
      return { ...node, id, succ: node.succ.map((to) => via(node.id, to)) };
    }
    const e = extra[r.probe]!;
    const at = cfg.nodes[e.to]!.at;
    return { id, op: { k: 'call', name: e.name, fn: { k: 'id', name: e.name, at }, args: [], implicit: true }, succ: [idOfOld[e.to]!], at };
  });
  const backEdges = cfg.backEdges.map(([a, b]): readonly [number, number] => {
    const p = probeOn.get(`${a}>${b}`);
    return [p === undefined ? idOfOld[a]! : idOfProbe[p]!, idOfOld[b]!];
  });
  return { cfg: { ...cfg, nodes, backEdges, ...(cfg.exit === undefined ? {} : { exit: idOfOld[cfg.exit]! }) }, probes };
}

function linesOfNodes(cfg: Cfg, lineAt: (offset: number) => number): Int32Array {
  const lines = new Int32Array(cfg.nodes.length);
  for (const node of cfg.nodes) lines[node.id] = lineAt(node.at[0]);
  // what has no code of its own: scopes that end, the exit
  const silent = (n: CfgNode): boolean => n.op.k === 'nop' || n.op.k === 'end' || n.id === cfg.exit;
  const first = new Map<number, number>();
  for (const node of cfg.nodes) for (const to of node.succ) if (to > node.id && !first.has(to)) first.set(to, node.id);
  for (const node of cfg.nodes) {
    const from = first.get(node.id);
    if (silent(node) && from !== undefined && node.id !== cfg.exit) lines[node.id] = lines[from]!;
  }
  return lines;
}
