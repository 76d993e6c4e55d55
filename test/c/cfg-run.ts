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
  const say = (what: string, id: number): string => `${what} at node ${id}\n${dumpCfg(cfg)}`;
  cfg.nodes.forEach(({ id, op, succ, at }, index) => {
    assert.equal(id, index);
    assert.ok(at[0] <= at[1], say('span', id));
    for (const to of succ) {
      assert.ok(to >= 0 && to < cfg.nodes.length, say('edge', id));
      assert.notEqual(to, 0, say('edge to the entry', id));
      entered.add(to);
      assert.equal(to <= id, back.has(`${id}->${to}`), say('an edge goes backward exactly when it is a back edge', id));
    }
    if (op.k === 'branch' || op.k === 'foreach') assert.equal(succ.length, 2, say('successors', id));
    else if (op.k === 'leave') assert.equal(succ.length, 0, say('leave', id));
    else if (op.k === 'choose') {
      assert.ok(succ.length >= 2, say('choose', id));
      if (op.on !== undefined) assert.equal(op.on.length, succ.length, say('conditions', id));
    } else assert.equal(succ.length, id === cfg.exit ? 0 : 1, say('successors', id));
    if (op.k === 'return') assert.deepEqual(succ, [cfg.exit], say('return', id));
    if (op.k === 'end') assert.ok(op.names.length > 0, say('end', id));
    if (op.k === 'nop' && id !== 0 && id !== cfg.exit) assert.deepEqual(succ, [id], say('nop', id));
    for (const v of valsOf(op)) checkVal(v);
  });
  assert.equal(entered.size, cfg.nodes.length, `unreachable nodes\n${dumpCfg(cfg)}`);
  if (cfg.exit !== undefined) assert.equal(cfg.nodes[cfg.exit]?.op.k, 'nop');
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
