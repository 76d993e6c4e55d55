import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expr, FunctionAst, Span, Stmt } from '../../server/src/c/ast.ts';
import { buildCfg, dumpCfg, liveness, loopVariants } from '../../server/src/c/index.ts';
import { checkShape } from './cfg-run.ts';

const at: Span = [0, 1];
const id = (name: string): Expr => ({ k: 'id', name, at });
const call = (name: string, ...args: Expr[]): Expr => ({ k: 'call', fn: id(name), args, at });
const run = (e: Expr): Stmt => ({ k: 'expr', e, at });
const block = (...body: Stmt[]): Stmt => ({ k: 'block', body, at });

function fn(...body: Stmt[]): FunctionAst {
  const head = { name: 'f', nameAt: at, returns: 'int', returnsPointer: false, isVoid: false, isStatic: false };
  return { ...head, params: [{ name: 'x', type: 'int', pointer: false, at }], attributes: [], body, at, errors: [], partial: false };
}

function nest<T>(depth: number, innermost: T, around: (inner: T) => T): T {
  let out = innermost;
  for (let i = 0; i < depth; i++) out = around(out);
  return out;
}

/** Builds, checks and analyses; the graph has to know that it is incomplete when something was too deep. */
function survives(...body: Stmt[]): ReturnType<typeof buildCfg> {
  const cfg = buildCfg(fn(...body));
  checkShape(cfg);
  const live = liveness(cfg);
  for (const { id } of cfg.nodes.slice(0, 50)) live.liveIn(id);
  loopVariants(cfg);
  dumpCfg(cfg);
  return cfg;
}

const DEEP = 10_000;

test('an else-if chain of any length is followed to its end', () => {
  const chain = nest<Stmt>(DEEP, run(call('last')), (f) => ({ k: 'if', c: id('x'), t: run(call('g')), f, at }));
  const cfg = survives(chain);
  assert.equal(cfg.hasGaps, false);
  assert.ok(cfg.nodes.some(({ op }) => op.k === 'call' && op.name === 'last'));
});

test('operator chains of any length keep every call', () => {
  for (const op of ['+', '&&', '||']) {
    const chain = nest<Expr>(DEEP, call('first'), (l) => ({ k: 'binary', op, l, r: call('g'), at }));
    for (const stmt of [run(chain), { k: 'if', c: chain, t: run(call('yes')), at } as Stmt, { k: 'return', e: chain, at } as Stmt]) {
      const cfg = survives(stmt);
      assert.equal(cfg.hasGaps, false);
      assert.equal(cfg.nodes.filter(({ op }) => op.k === 'call' && op.name === 'g').length, DEEP);
    }
  }
  const pure = nest<Expr>(DEEP, id('x'), (l) => ({ k: 'binary', op: '+', l, r: id('x'), at }));
  assert.equal(survives({ k: 'return', e: pure, at }).hasGaps, false);
});

test('statements nested too deep become a gap', () => {
  const around: ((inner: Stmt) => Stmt)[] = [
    (inner) => block(inner),
    (t) => ({ k: 'if', c: id('x'), t: block(t), at }),
    (body) => ({ k: 'while', c: id('x'), body, at }),
    (body) => ({ k: 'for', c: id('x'), body, at }),
    (body) => ({ k: 'do', c: id('x'), body, at }),
    (body) => ({ k: 'switch', c: id('x'), body: block({ k: 'case', lo: id('A'), at }, body), at }),
    (body) => ({ k: 'foreach', macro: 'for_each', args: [id('x')], body, head: at, at }),
    (body) => ({ k: 'guard', cls: 'rcu', args: [], body, conditional: false, at }),
    (inner) => ({ k: 'ppif', branches: [{ cond: 'X', body: [inner] }], hasElse: false, at }),
    (inner) => run({ k: 'stmtexpr', body: [inner], at }),
  ];
  for (const wrap of around) {
    const cfg = survives(nest(DEEP, run(call('innermost')), wrap), run(call('after')));
    assert.equal(cfg.hasGaps, true);
    assert.ok(
      cfg.nodes.some(({ op }) => op.k === 'call' && op.name === 'after'),
      dumpCfg(cfg).slice(0, 2000),
    );
  }
});

test('expressions nested too deep become a gap', () => {
  const around: ((inner: Expr) => Expr)[] = [
    (arg) => ({ k: 'unary', op: '-', arg, at }),
    (arg) => ({ k: 'cast', type: 'long', arg, at }),
    (r) => ({ k: 'binary', op: '+', l: id('x'), r, at }),
    (r) => ({ k: 'binary', op: '&&', l: id('x'), r, at }),
    (l) => ({ k: 'binary', op: '||', l: { k: 'binary', op: '&&', l, r: id('x'), at }, r: id('x'), at }),
    (c) => ({ k: 'cond', c, t: id('x'), f: id('x'), at }),
    (f) => ({ k: 'cond', c: id('x'), t: id('x'), f, at }),
    (r) => ({ k: 'assign', op: '=', l: id('x'), r, at }),
    (inner) => call('g', inner),
    (base) => ({ k: 'member', base, field: 'm', arrow: true, at }),
    (index) => ({ k: 'index', base: id('x'), index, at }),
    (inner) => ({ k: 'comma', list: [id('x'), inner], at }),
    (value) => ({ k: 'init', items: [{ value }], at }),
    (e) => ({ k: 'stmtexpr', body: [run(e)], at }),
  ];
  for (const innermost of [id('x'), call('h')]) {
    for (const wrap of around) {
      const e = nest(DEEP, innermost, wrap);
      for (const stmt of [run(e), { k: 'return', e, at } as Stmt, { k: 'if', c: e, t: run(call('yes')), at } as Stmt]) {
        const cfg = survives(stmt, run(call('after')));
        for (const { op } of cfg.nodes) if (op.k === 'assign') assert.ok(height(op.src) <= 110);
      }
    }
  }
});

test('the deepest that is followed leaves half of the stack', () => {
  const levels = 480;
  const inner = nest<Stmt>(levels / 2, run(call('innermost')), (s) => run({ k: 'stmtexpr', body: [s], at }));
  const below = (frames: number): boolean => (frames > 0 ? below(frames - 1) : !buildCfg(fn(inner)).hasGaps);
  assert.equal(below(4000), true);
});

test('negations of any depth are peeled off a condition', () => {
  const not = nest<Expr>(DEEP + 1, call('g'), (arg) => ({ k: 'unary', op: '!', arg, at }));
  const cfg = survives({ k: 'if', c: not, t: run(call('yes')), at });
  assert.deepEqual(dumpCfg(cfg).split('\n').slice(1, 4), ['  0 $1 = call g()', '  1 if $1 ? 3 : next', '  2 call yes()']);
});

test('time is linear in the number of statements', () => {
  const body = Array.from({ length: 5000 }, (_, i): Stmt[] => [
    {
      k: 'decl',
      vars: [{ name: `v${i}`, type: 'int', pointer: false, array: false, isStatic: false, init: call('g', id('x')), at: [0, 2] }],
      at,
    },
    { k: 'if', c: id(`v${i}`), t: { k: 'goto', label: 'out', at }, at },
  ]).flat();
  const started = performance.now();
  const cfg = survives(...body, { k: 'label', name: 'out', at }, { k: 'return', e: id('x'), at });
  assert.ok(cfg.nodes.length > 15_000);
  assert.ok(performance.now() - started < 5000, `${performance.now() - started} ms`);
});

/** Without recursion: it is what is being tested that must not be tall. */
function height(root: Expr): number {
  let tallest = 0;
  const work: [Expr, number][] = [[root, 0]];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const [e, h] = next;
    tallest = Math.max(tallest, h);
    if (e.k === 'unary' || e.k === 'cast') work.push([e.arg, h + 1]);
    else if (e.k === 'binary') work.push([e.l, h + 1], [e.r, h + 1]);
    else if (e.k === 'member') work.push([e.base, h + 1]);
    else if (e.k === 'index') work.push([e.base, h + 1], [e.index, h + 1]);
    else if (e.k === 'init') for (const item of e.items) work.push([item.value, h + 1]);
  }
  return tallest;
}
