/** Loops of a control flow graph. */
import type { Cfg } from '../c/cfg.ts';

/** The nodes of the loop with that head, the head included; the head alone where nothing goes back to it. */
export function loopBody(cfg: Cfg, head: number): ReadonlySet<number> {
  const preds = new Map<number, number[]>();
  for (const n of cfg.nodes) for (const t of n.succ) preds.set(t, [...(preds.get(t) ?? []), n.id]);
  const body = new Set([head]);
  const queue = cfg.backEdges.filter(([, to]) => to === head).map(([from]) => from);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (body.has(id)) continue;
    body.add(id);
    queue.push(...(preds.get(id) ?? []));
  }
  return body;
}

/** The innermost loop around a node; undefined when it is in none. */
export function loopAround(cfg: Cfg, node: number): ReadonlySet<number> | undefined {
  const heads = new Set(cfg.backEdges.map(([, to]) => to));
  return [...heads]
    .map((h) => loopBody(cfg, h))
    .filter((b) => b.has(node))
    .sort((a, b) => a.size - b.size)[0];
}
