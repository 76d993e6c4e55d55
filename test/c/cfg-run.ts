/** Runs a control flow graph over integers, and checks that it is what cfg.ts says it is. */
import assert from 'node:assert/strict';
import type { Cfg, Val } from '../../server/src/c/cfg.ts';
import { dumpCfg, printVal } from '../../server/src/c/cfg-print.ts';
import type { Liveness } from '../../server/src/c/flow.ts';
import { arithmetic, OutOfFuel, unary, type World } from './world.ts';

/** With `live`, whatever is said to be dead is spoilt before each node. */
export function runCfg(cfg: Cfg, args: readonly number[], world: World, live?: Liveness): number | string {
  const values = new Map<string, number>(cfg.params.map((p, i) => [p.name, args[i] ?? 0]));
  const value = (v: Val): number => {
    switch (v.k) {
      case 'num':
        return v.value ?? 0;
      case 'id':
        return values.get(v.name) ?? 0;
      case 'unary':
        return unary(v.op, value(v.arg));
      case 'binary':
        return arithmetic(v.op, value(v.l), value(v.r));
      case 'unknown':
        return 0;
      default:
        throw new Error(`no ${v.k} here`);
    }
  };
  const name = (v: Val): string => (v.k === 'id' ? v.name : '?');
  let result: number | string = 'end';
  let at = 0;
  try {
    for (;;) {
      world.step();
      const node = cfg.nodes[at];
      assert.ok(node);
      if (live !== undefined) for (const held of values.keys()) if (!live.isLive(at, held)) values.set(held, 77777);
      const { op } = node;
      let way = 0;
      switch (op.k) {
        case 'assign':
          values.set(name(op.dst), value(op.src));
          break;
        case 'update':
          values.set(name(op.dst), arithmetic(op.op, value(op.dst), value(op.src)));
          break;
        case 'call': {
          const answer = world.call(op.name ?? printVal(op.fn), op.args.map(value));
          if (op.dst !== undefined) values.set(op.dst, answer);
          break;
        }
        case 'branch':
          way = value(op.cond) !== 0 ? 0 : 1;
          break;
        case 'foreach':
          way = world.call(op.macro, op.args.map(value)) % 3 !== 0 ? 0 : 1;
          break;
        case 'choose':
          way = world.choose(node.succ.length);
          break;
        case 'return':
          if (op.value !== undefined) result = value(op.value);
          break;
        case 'decl':
          values.delete(op.name);
          break;
        case 'end':
          for (const gone of op.names) values.delete(gone);
          break;
        case 'leave':
          return 'left';
        case 'gap':
          throw new Error('no gap here');
      }
      if (at === cfg.exit) return result;
      at = node.succ[way] ?? -1;
    }
  } catch (stop) {
    if (stop instanceof OutOfFuel) return 'fuel';
    throw stop;
  }
}

const VALS = new Set(['id', 'num', 'str', 'unary', 'binary', 'member', 'index', 'cast', 'sizeof', 'init', 'type', 'unknown']);

/** Everything that cfg.ts promises about the shape of a graph. */
export function checkShape(cfg: Cfg): void {
  const back = new Set(cfg.backEdges.map(([from, to]) => `${from}->${to}`));
  const entered = new Set<number>([0]);
  const check = (ok: boolean, what: string, id: number): void => {
    if (!ok) assert.fail(`${what} at node ${id}\n${dumpCfg(cfg).slice(0, 20_000)}`);
  };
  cfg.nodes.forEach(({ id, op, succ, at }, index) => {
    check(id === index, 'id', index);
    check(at[0] <= at[1], 'span', id);
    for (const to of succ) {
      check(to > 0 && to < cfg.nodes.length, 'an edge to the entry, or to nowhere,', id);
      entered.add(to);
      check(to <= id === back.has(`${id}->${to}`), 'an edge goes backward exactly when it is a back edge', id);
    }
    check(succ.length === degree(cfg, id), 'number of successors', id);
    if (op.k === 'choose') check(succ.length >= 2 && (op.on?.length ?? succ.length) === succ.length, 'choose', id);
    if (op.k === 'return') check(succ[0] === cfg.exit, 'return', id);
    if (op.k === 'end') check(op.names.length > 0, 'end', id);
    if (op.k === 'nop') check(id === 0 || id === cfg.exit || succ[0] === id, 'nop', id);
    for (const v of valsOf(op)) checkVal(v);
  });
  if (entered.size !== cfg.nodes.length) assert.fail(`unreachable nodes\n${dumpCfg(cfg).slice(0, 20_000)}`);
  if (cfg.exit !== undefined) assert.equal(cfg.nodes[cfg.exit]?.op.k, 'nop');
}

/** How many successors a node has to have. */
function degree(cfg: Cfg, id: number): number {
  const node = cfg.nodes[id];
  if (node === undefined || node.op.k === 'leave' || id === cfg.exit) return 0;
  if (node.op.k === 'choose') return node.succ.length;
  return node.op.k === 'branch' || node.op.k === 'foreach' ? 2 : 1;
}

function valsOf(op: Cfg['nodes'][number]['op']): readonly Val[] {
  if (op.k === 'assign' || op.k === 'update') return [op.dst, op.src];
  if (op.k === 'call') return [...op.args, ...(op.name === undefined ? [op.fn] : [])];
  if (op.k === 'branch') return [op.cond];
  if (op.k === 'foreach') return op.args;
  return op.k === 'return' && op.value !== undefined ? [op.value] : [];
}

function checkVal(v: Val): void {
  assert.ok(VALS.has(v.k), `${v.k} in a value`);
  if (v.k === 'binary') {
    assert.ok(v.op !== '&&' && v.op !== '||', 'a short circuit in a value');
    checkVal(v.l);
    checkVal(v.r);
  } else if (v.k === 'unary' || v.k === 'cast') checkVal(v.arg);
  else if (v.k === 'member') checkVal(v.base);
  else if (v.k === 'index') {
    checkVal(v.base);
    checkVal(v.index);
  } else if (v.k === 'init') for (const item of v.items) checkVal(item.value);
}
