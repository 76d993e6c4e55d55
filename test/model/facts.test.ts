/** What a path knows of values, against values: assumptions that some values satisfy are never taken to contradict each other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { binary, not } from '../../server/src/model/eval.ts';
import { assume, assumeTruth, type Facts, maskOf, NEG, POS, truthOf, ZERO } from '../../server/src/model/facts.ts';
import { TermMap } from '../../server/src/model/term-map.ts';
import { Arena, spell, type Term } from '../../server/src/model/terms.ts';

/** An expression over three variables, small numbers and enumerators, as a tree of our own. */
type Expr =
  | { readonly k: 'var'; readonly i: number }
  | { readonly k: 'num'; readonly v: number }
  | { readonly k: 'enum'; readonly name: string }
  | { readonly k: 'not' | 'neg' | 'iserr' | 'iserrnull'; readonly arg: Expr }
  | { readonly k: 'two'; readonly op: string; readonly l: Expr; readonly r: Expr };

/** Flags are bits, an errno is positive, a mode may be anything, zero too. */
const ENUMS: Readonly<Record<string, number>> = { VM_LOCKED: 8, VM_SHARED: 16, ENOMEM: 12, REEF_LIVE: 0, REEF_DEAD: 2 };

function term(e: Expr, a: Arena): Term {
  switch (e.k) {
    case 'var':
      return a.param(e.i);
    case 'num':
      return a.int(e.v);
    case 'enum':
      return a.global(e.name);
    case 'not':
      return not(term(e.arg, a), a);
    case 'neg':
      return a.pure('neg', [term(e.arg, a)]);
    case 'iserr':
    case 'iserrnull':
      return a.pure(e.k, [term(e.arg, a)]);
    case 'two':
      return binary(e.op, term(e.l, a), term(e.r, a), a);
  }
}

function value(e: Expr, v: readonly number[]): number {
  switch (e.k) {
    case 'var':
      return v[e.i]!;
    case 'num':
      return e.v;
    case 'enum':
      return ENUMS[e.name]!;
    case 'not':
      return value(e.arg, v) === 0 ? 1 : 0;
    case 'neg':
      return 0 - value(e.arg, v);
    case 'iserr':
      return value(e.arg, v) < 0 ? 1 : 0;
    case 'iserrnull':
      return value(e.arg, v) <= 0 ? 1 : 0;
    case 'two': {
      const l = value(e.l, v);
      const r = value(e.r, v);
      switch (e.op) {
        case '==':
          return l === r ? 1 : 0;
        case '!=':
          return l !== r ? 1 : 0;
        case '<':
          return l < r ? 1 : 0;
        case '>':
          return l > r ? 1 : 0;
        case '<=':
          return l <= r ? 1 : 0;
        case '>=':
          return l >= r ? 1 : 0;
        case '&':
          return l & r;
        case '|':
          return l | r;
        case '+':
          return l + r;
        default:
          return l - r;
      }
    }
  }
}

const sign = (n: number): number => (n === 0 ? ZERO : n > 0 ? POS : NEG);

const atom: fc.Arbitrary<Expr> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ k: fc.constant('var' as const), i: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ k: fc.constant('num' as const), v: fc.integer({ min: -2, max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ k: fc.constant('enum' as const), name: fc.constantFrom(...Object.keys(ENUMS)) }) },
);
const sum: fc.Arbitrary<Expr> = fc.oneof(
  { weight: 6, arbitrary: atom },
  { weight: 1, arbitrary: fc.record({ k: fc.constant('neg' as const), arg: atom }) },
  { weight: 2, arbitrary: fc.record({ k: fc.constant('two' as const), op: fc.constantFrom('&', '|', '+', '-'), l: atom, r: atom }) },
);
const condition: fc.Arbitrary<Expr> = fc.oneof(
  { weight: 2, arbitrary: sum },
  {
    weight: 6,
    arbitrary: fc.record({ k: fc.constant('two' as const), op: fc.constantFrom('==', '!=', '<', '>', '<=', '>='), l: sum, r: sum }),
  },
  { weight: 1, arbitrary: fc.record({ k: fc.constantFrom('iserr' as const, 'iserrnull' as const, 'not' as const), arg: atom }) },
);
const values = fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(-12, -2, -1, 0, 1, 2, 8, 16, 24)));
const runs = { numRuns: Number(process.env.RUNS ?? 5000), seed: Number(process.env.SEED ?? 1) };

const words = (e: Expr, truth: boolean): string => {
  const a = new Arena();
  return `${truth ? '' : 'not '}${spell(term(e, a), (t) => (t.k === 'param' ? 'xyz'[t.i] : t.k === 'global' ? t.name : undefined))}`;
};

test('what some values satisfy is never a contradiction, and what is known of a sign is true', () => {
  fc.assert(
    fc.property(fc.array(condition, { minLength: 1, maxLength: 7 }), values, (conditions, v) => {
      const arena = new Arena();
      const facts: Facts = new TermMap();
      const said: string[] = [];
      for (const c of conditions) {
        const truth = value(c, v) !== 0;
        said.push(words(c, truth));
        const t = term(c, arena);
        const before = truthOf(t, facts, arena);
        assert.ok(before === undefined || before === truth, `with ${v}: ${said.join('; ')}: taken to be ${before}`);
        assert.ok(assumeTruth(t, truth, facts, arena), `with ${v}: ${said.join('; ')}: taken for a contradiction`);
        for (let i = 0; i < 3; i++)
          assert.ok(maskOf(arena.param(i), facts) & sign(v[i]!), `with ${v}: ${said.join('; ')}: ${'xyz'[i]} cannot have its sign`);
      }
    }),
    runs,
  );
});

test('an assumption holds from then on', () => {
  fc.assert(
    fc.property(condition, fc.boolean(), (c, truth) => {
      const arena = new Arena();
      const facts: Facts = new TermMap();
      const t = term(c, arena);
      if (!assumeTruth(t, truth, facts, arena)) return;
      assert.notEqual(truthOf(t, facts, arena), !truth, words(c, truth));
    }),
    runs,
  );
});

test('of one condition and its opposite at least one can be', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(condition, fc.boolean()), { maxLength: 4 }), condition, (before, c) => {
      const arena = new Arena();
      const facts: Facts = new TermMap();
      for (const [b, truth] of before) if (!assumeTruth(term(b, arena), truth, facts, arena)) return;
      const t = term(c, arena);
      const yes = assumeTruth(t, true, facts.copy(), arena);
      const no = assumeTruth(t, false, facts.copy(), arena);
      // facts that contradict each other in a way nobody noticed may rule both out; facts of satisfiable assumptions are tested above
      if (before.length === 0) assert.ok(yes || no, words(c, true));
    }),
    runs,
  );
});

test('truthOf asks and does not touch', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(condition, fc.boolean()), { maxLength: 4 }), condition, (before, c) => {
      const arena = new Arena();
      const facts: Facts = new TermMap();
      for (const [b, truth] of before) if (!assumeTruth(term(b, arena), truth, facts, arena)) return;
      const copy = facts.copy();
      truthOf(term(c, arena), facts, arena);
      assert.deepEqual([...facts], [...copy]);
    }),
    { ...runs, numRuns: 1000 },
  );
});

test('narrowing a sign', () => {
  const arena = new Arena();
  const x = arena.param(0);
  const facts: Facts = new TermMap();
  assert.ok(assume(x, POS | ZERO, facts));
  assert.ok(assume(x, NEG | ZERO, facts));
  assert.equal(maskOf(x, facts), ZERO);
  assert.ok(!assume(x, POS, facts));
  assert.equal(maskOf(arena.pure('neg', [arena.int(3)]), facts), NEG);
});
