/**
 * Which interleavings need not be walked: persistent sets of threads.
 *
 * From a state it is enough to go on with a set of threads that nobody outside it can ever get in the way of: whatever the others do from here, as long as
 * the set does not move, touches nothing that a next step of the set reads or writes (footprint.ts), so their steps can come later and lead to the same. What
 * others can still do is less where the set holds locks (locks.ts). Nothing that is asked for is lost: not the states where nobody can go on; no fault and no
 * value out of range, which are steps of their thread; and not the invariants of every state, each of which is like one more thread that looks at its cells.
 * A step back in the code is only taken with everybody (no thread can then be put off for ever).
 *
 * All of it is worked out beforehand: for each node of each thread's graph, whom its next steps may meet. A state is then looked up.
 */
import { addTo, type CellSet, cellSet, type Edge, eachCell, type Footprints, footprints, meets, type ThreadGraph } from './footprint.ts';
import { type Locks, locksOf } from './locks.ts';
import type { Machine } from './machine.ts';
import type { Range } from './pack.ts';
import { Body, op } from './wasm-bytes.ts';
import type { Expressions } from './wasm-ex.ts';

/** Which threads have to go on from a state so that nothing is missed. */
export interface Selection {
  /** functions that write() gives; the last one is (state) -> how many rules are enabled, having gone on with some threads */
  readonly functions: number;
  /**
   * The function of thread t is `threads + t`, the first one given will be `first`, where the next successor is written is the global `candidate`. `place`
   * keeps a table in memory and gives its address.
   */
  write(expressions: Expressions, threads: number, first: number, candidate: number, place: (bytes: Uint8Array) => number): Body[];
}

/** Invariants that are looked at by themselves; further ones are taken together with the last. */
const MOST_WATCHERS = 4;
const MOST_THREADS = 24;

/** Undefined where nothing can be left out, or there are too many threads. */
export function selectionOf(machine: Machine, ranges: readonly Range[], from?: ArrayLike<number>): Selection | undefined {
  const threads = machine.threads.length;
  if (threads < 2 || threads > MOST_THREADS) return undefined;
  const prints = footprints(machine, ranges, from);
  const locks = locksOf(machine, ranges, prints, from);
  const watched = watchedCells(machine, ranges, prints);
  const tables = conflictTables(prints, locks);
  const nodes = prints.threads.map((graph) => nodeWords(graph, watched, threads));
  const index = prints.threads.map((graph) => indexOf(graph));
  return {
    functions: threads + 2,
    write: (expressions, step, first, candidate, place) => [
      ...prints.threads.map((_, t) => whereabouts(machine, t, index[t]!, expressions, place)),
      some(threads, step),
      choose(threads, watched.length, first, candidate, {
        meets: tables.map((row) => row.map((table) => (table ? place(table) : 0))),
        now: nodes.map((n) => place(new Uint8Array(n.now.buffer))),
        later: nodes.map((n) => place(new Uint8Array(n.later.buffer))),
        counts: prints.threads.map((graph) => graph.nodes.length),
      }),
    ],
  };
}

/** The cells that each watcher looks at. */
function watchedCells(machine: Machine, ranges: readonly Range[], prints: Footprints): CellSet[] {
  const all: CellSet[] = [];
  for (const invariant of machine.invariants) {
    if (invariant.when !== 'always') continue;
    const set = cellSet(prints.words);
    eachCell(invariant.holds, ranges, (cell) => {
      const bit = prints.numberOf[cell]!;
      if (bit >= 0) set[bit >> 5] = set[bit >> 5]! | (1 << (bit & 31));
    });
    if (all.length < MOST_WATCHERS) all.push(set);
    else addTo(all.at(-1)!, set);
  }
  return all;
}

interface Future {
  readonly reads: CellSet;
  readonly writes: CellSet;
  /** both */
  readonly touches: CellSet;
}

/** What may be read and written from each node on, without the edges that `skip` says. */
function futures(graph: ThreadGraph, words: number, skip: (node: number, edge: Edge) => boolean): Future[] {
  const all: Future[] = graph.nodes.map(() => ({ reads: cellSet(words), writes: cellSet(words), touches: cellSet(words) }));
  const edges = graph.nodes.map((node, n) => node.edges.filter((edge) => !skip(n, edge)));
  for (let again = true; again; ) {
    again = false;
    for (let n = graph.nodes.length - 1; n >= 0; n--) {
      const here = all[n]!;
      for (const edge of edges[n]!) {
        again = addTo(here.reads, edge.reads) || again;
        again = addTo(here.writes, edge.writes) || again;
        if (edge.to === n) continue;
        again = addTo(here.reads, all[edge.to]!.reads) || again;
        again = addTo(here.writes, all[edge.to]!.writes) || again;
      }
    }
  }
  for (const f of all) {
    addTo(f.touches, f.reads);
    addTo(f.touches, f.writes);
  }
  return all;
}

/** [t][u]: a byte for each node of t and each node of u, 1 where a next step of t may meet something that u still does. */
function conflictTables(prints: Footprints, locks: Locks): (Uint8Array | undefined)[][] {
  const { words } = prints;
  /** by thread, and by what somebody else holds */
  const known = new Map<string, Future[]>();
  const futureOf = (u: number, held: Uint8Array): Future[] => {
    const key = `${u}:${held.join('')}`;
    let all = known.get(key);
    if (all === undefined) {
      all = futures(prints.threads[u]!, words, (node, edge) => locks.blocked(u, node, edge, held));
      known.set(key, all);
    }
    return all;
  };
  return prints.threads.map((graph, t) =>
    prints.threads.map((other, u) => {
      if (u === t) return undefined;
      const table = new Uint8Array(graph.nodes.length * other.nodes.length);
      graph.nodes.forEach((node, n) => {
        const reads = cellSet(words);
        const writes = cellSet(words);
        for (const edge of node.edges) {
          addTo(reads, edge.reads);
          addTo(writes, edge.writes);
        }
        const later = futureOf(u, locks.held[t]![n]!);
        const row = n * other.nodes.length;
        for (let m = 0; m < other.nodes.length; m++) {
          const f = later[m]!;
          if (meets(writes, f.touches) || meets(reads, f.writes)) table[row + m] = 1;
        }
      });
      return table;
    }),
  );
}

/**
 * For each node: `now`, the set that its thread belongs to by itself (threads as bits, watchers behind them): itself, the watchers that its next steps are seen
 * by, everybody where a next step goes back. `later`: the watchers that see something that it still does.
 */
function nodeWords(
  graph: ThreadGraph,
  watched: readonly CellSet[],
  threads: number,
): { readonly now: Int32Array; readonly later: Int32Array } {
  const back = backwards(graph);
  const now = new Int32Array(graph.nodes.length);
  const later = new Int32Array(graph.nodes.length);
  const words = watched[0]?.length ?? 1;
  const future = watched.length > 0 ? futures(graph, words, () => false) : [];
  graph.nodes.forEach((node, n) => {
    let bits = back[n] === 1 ? -1 : 0;
    watched.forEach((set, w) => {
      if (node.edges.some((edge) => meets(edge.writes, set))) bits |= 1 << (threads + w);
      if (meets(future[n]!.writes, set)) later[n] = later[n]! | (1 << w);
    });
    now[n] = bits;
  });
  return { now, later };
}

/** 1 for the nodes with an edge back to where a walk through the graph came through: every round has one. */
function backwards(graph: ThreadGraph): Uint8Array {
  const back = new Uint8Array(graph.nodes.length);
  const fresh = 0;
  const open = 1;
  const done = 2;
  const colour = new Uint8Array(graph.nodes.length);
  const walk: { readonly node: number; edge: number }[] = [];
  for (let root = 0; root < graph.nodes.length; root++) {
    if (colour[root] !== fresh) continue;
    colour[root] = open;
    walk.push({ node: root, edge: 0 });
    while (walk.length > 0) {
      const top = walk.at(-1)!;
      const edge = graph.nodes[top.node]!.edges[top.edge++];
      if (edge === undefined) {
        colour[top.node] = done;
        walk.pop();
      } else if (edge.rule.fault !== undefined) {
      } else if (colour[edge.to] === open) {
        back[top.node] = 1;
      } else if (colour[edge.to] === fresh) {
        colour[edge.to] = open;
        walk.push({ node: edge.to, edge: 0 });
      }
    }
  }
  return back;
}

/** How the node of a thread is found from its position and its keys. */
interface Index {
  /** by position: the keys that tell its nodes apart, where each starts and how many values it takes there, and the nodes by them */
  readonly at: ReadonlyMap<
    number,
    { readonly keys: readonly { readonly cell: number; readonly lo: number; readonly size: number }[]; readonly nodes: Uint16Array }
  >;
}

/** No node. */
const NOWHERE = 0xffff;
const WIDEST = 1 << 16;

function indexOf(graph: ThreadGraph): Index {
  const by = new Map<number, number[]>();
  graph.nodes.forEach((node, n) => {
    const list = by.get(node.pc);
    if (list) list.push(n);
    else by.set(node.pc, [n]);
  });
  const at = new Map<number, { keys: { cell: number; lo: number; size: number }[]; nodes: Uint16Array }>();
  for (const [pc, list] of by) {
    const keys: { cell: number; lo: number; size: number; number: number }[] = [];
    let total = 1;
    graph.keys.forEach((cell, number) => {
      const values = list.map((n) => graph.nodes[n]!.keys[number]!);
      const lo = Math.min(...values);
      const hi = Math.max(...values);
      if (lo === hi) return;
      keys.push({ cell, lo, size: hi - lo + 1, number });
      total *= hi - lo + 1;
    });
    if (total > WIDEST) {
      at.set(pc, { keys: [], nodes: Uint16Array.of(NOWHERE) });
      continue;
    }
    const nodes = new Uint16Array(total).fill(NOWHERE);
    for (const n of list) {
      let i = 0;
      for (const key of keys) i = i * key.size + (graph.nodes[n]!.keys[key.number]! - key.lo);
      nodes[i] = n;
    }
    at.set(pc, { keys, nodes });
  }
  return { at };
}

/** (state) -> the thread's node, or NOWHERE */
function whereabouts(machine: Machine, thread: number, index: Index, expressions: Expressions, place: (bytes: Uint8Array) => number): Body {
  const body = new Body(1, 1);
  const { pc, positions } = machine.threads[thread]!;
  const sum = body.local();
  const busy = [...index.at.keys()].sort((a, b) => a - b);
  const depth = new Map(busy.map((p, i) => [p, i]));
  body.block();
  for (let i = 0; i < busy.length; i++) body.block();
  expressions.cell(body, expressions.place(pc));
  body.brTable(
    Array.from({ length: positions }, (_, p) => depth.get(p) ?? busy.length),
    busy.length,
  );
  for (const p of busy) {
    body.end();
    const { keys, nodes } = index.at.get(p)!;
    expressions.standAt(p);
    if (keys.length === 0) {
      body.const(nodes[0]!).op(op.return);
      continue;
    }
    for (const [i, key] of keys.entries()) {
      if (i > 0) body.get(sum).const(key.size).op(op.mul);
      const v = body.local();
      expressions.read(body, key.cell);
      body.const(key.lo).op(op.sub).tee(v).const(key.size).op(op.geU).if().const(NOWHERE).op(op.return).end();
      body.get(v);
      if (i > 0) body.op(op.add);
      body.set(sum);
      body.release(v);
    }
    body
      .get(sum)
      .const(1)
      .op(op.shl)
      .load(place(new Uint8Array(nodes.buffer)), op.load16)
      .op(op.return);
  }
  expressions.standAt(undefined);
  body.end().const(NOWHERE);
  return body;
}

/** (state, threads as bits) -> how many of their rules are enabled; they go on */
function some(threads: number, step: number): Body {
  const body = new Body(2, 1);
  const sum = body.local();
  for (let t = 0; t < threads; t++) {
    body
      .get(1)
      .const(1 << t)
      .op(op.and)
      .if();
    body
      .get(0)
      .call(step + t)
      .get(sum)
      .op(op.add)
      .set(sum)
      .end();
  }
  body.get(sum);
  return body;
}

interface Tables {
  /** addresses: [t][u] */
  readonly meets: readonly (readonly number[])[];
  readonly now: readonly number[];
  readonly later: readonly number[];
  /** nodes of each thread */
  readonly counts: readonly number[];
}

/** (state) -> how many rules are enabled, having gone on with the smallest set that has any */
function choose(threads: number, watchers: number, first: number, candidate: number, tables: Tables): Body {
  const body = new Body(1, 1);
  const all = 2 ** threads - 1;
  const go = first + threads;
  const nodes = Array.from({ length: threads }, () => body.local());
  const sets = Array.from({ length: threads + watchers }, () => body.local());
  const enabled = body.local();
  const done = body.local();
  const before = body.local();
  body.getGlobal(candidate).set(before);
  for (let t = 0; t < threads; t++) {
    body
      .get(0)
      .call(first + t)
      .tee(nodes[t]!)
      .const(tables.counts[t]!)
      .op(op.geU)
      .if();
    body.get(0).const(all).call(go).op(op.return).end();
  }
  for (let t = 0; t < threads; t++) {
    body
      .get(nodes[t]!)
      .const(2)
      .op(op.shl)
      .load(tables.now[t]!)
      .const(1 << t)
      .op(op.or);
    for (let u = 0; u < threads; u++) {
      if (u === t) continue;
      body.get(nodes[t]!).const(tables.counts[u]!).op(op.mul).get(nodes[u]!).op(op.add).load(tables.meets[t]![u]!, op.load8);
      if (u > 0) body.const(u).op(op.shl);
      body.op(op.or);
    }
    body.set(sets[t]!);
  }
  for (let w = 0; w < watchers; w++) {
    body.const(1 << (threads + w));
    for (let u = 0; u < threads; u++) {
      body.get(nodes[u]!).const(2).op(op.shl).load(tables.later[u]!);
      if (w > 0) body.const(w).op(op.shrU);
      body.const(1).op(op.and);
      if (u > 0) body.const(u).op(op.shl);
      body.op(op.or);
    }
    body.set(sets[threads + w]!);
  }
  // Whoever is met belongs to the set, and whoever he meets.
  for (let k = 0; k < threads + watchers; k++) {
    for (let t = 0; t < threads + watchers; t++) {
      if (t === k) continue;
      body
        .get(sets[t]!)
        .const(1 << k)
        .op(op.and)
        .if();
      body.get(sets[t]!).get(sets[k]!).op(op.or).set(sets[t]!).end();
    }
  }
  for (let t = 0; t < threads; t++) body.get(sets[t]!).const(all).op(op.and).set(sets[t]!);
  for (let size = 1; size < threads; size++) {
    for (let t = 0; t < threads; t++) {
      body.get(sets[t]!).op(op.popcnt).const(size).op(op.eq).if();
      body.get(0).get(sets[t]!).get(done).const(-1).op(op.xor, op.and).call(go).get(enabled).op(op.add).set(enabled);
      // A step out of a range leads nowhere: then it is for the others to go on.
      body.getGlobal(candidate).get(before).op(op.ne).if();
      body.get(enabled).op(op.return).end();
      body.get(done).get(sets[t]!).op(op.or).set(done).end();
    }
  }
  body.get(0).get(done).const(-1).op(op.xor).const(all).op(op.and).call(go).get(enabled).op(op.add);
  return body;
}
