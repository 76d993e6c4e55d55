/** The path engine against a reference that runs every path under every valuation: no alarm without one, and none missed. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { buildCfg, type CParser, parseFunctions } from '../../server/src/c/index.ts';
import { checkFunction } from '../../server/src/check/index.ts';
import { loadParser } from '../../server/src/cli/parser-node.ts';
import { type Era, flowOf, Library } from '../../server/src/model/index.ts';
import { allPaths, type Options, type RandomPaths, randomPaths } from './random-paths.ts';
import { modelFiles } from './reviewer.ts';

let parser: CParser;
let era: Era;
before(async () => {
  parser = await loadParser({ prefer: 'wasm' });
  era = new Library(parser, modelFiles()).era('6.12');
});

/** rule -> `line/lock` of what the checker says. */
function remarks({ text }: RandomPaths): { said: Map<string, Set<string>>; bounded: boolean } {
  const [ast] = parseFunctions(parser, text);
  assert.ok(ast && ast.errors.length === 0, text);
  const cfg = buildCfg(ast);
  const checked = checkFunction({ cfg, flow: flowOf(cfg), text, contractOf: (name) => era.contractOf(name) });
  const said = new Map<string, Set<string>>();
  for (const h of checked.hazards) {
    const line = text.slice(0, h.at[0]).split('\n').length;
    const lock = /lock([01])$/.exec(h.object)?.[1];
    assert.ok(lock, `${h.rule} names ${h.object}\n${text}`);
    const set = said.get(h.rule) ?? new Set();
    said.set(h.rule, set.add(`${line}/${lock}`));
  }
  return { said, bounded: checked.bounded };
}

const numbered = (text: string): string =>
  text
    .split('\n')
    .map((line, i) => `${String(i + 1).padStart(3)} ${line}`)
    .join('\n');

/** Shown as the program that it is when a property fails. */
const programs = (options: Options): fc.Arbitrary<RandomPaths> =>
  fc.array(fc.nat(1000), { minLength: 10, maxLength: 120, size: 'max' }).map((choices) => {
    const program = randomPaths(choices, options);
    return { ...program, [fc.toStringMethod]: () => `\n${numbered(program.text)}` };
  });
const straight = programs({ loops: false, trylocks: false });
const any = programs({ loops: true, trylocks: true });
/** Repeatable; RUNS and SEED look further. */
const runs = { numRuns: Number(process.env.RUNS ?? 300), seed: Number(process.env.SEED ?? 1) };

function noFalseAlarm(program: RandomPaths): void {
  const { said } = remarks(program);
  const events = allPaths(program);
  if (events.visited > 20_000) return;
  const check = (rule: string, happens: ReadonlyMap<string, boolean>): void => {
    for (const at of said.get(rule) ?? []) assert.ok(happens.has(at), `${rule} at ${at}, which no valuation shows`);
  };
  check('lock/double-lock', events.twice);
  check('lock/unbalanced-unlock', events.unheld);
  check('lock/missing-unlock', events.leaves);
}

test('no false alarm on straight code, branches and forward jumps', () => {
  fc.assert(fc.property(straight, noFalseAlarm), runs);
});

test('no false alarm with attempts and loops', () => {
  fc.assert(fc.property(any, noFalseAlarm), runs);
});

test('without loops nothing is missed: taken twice, released twice, kept on one way out and released on another', () => {
  fc.assert(
    fc.property(straight, (program) => {
      const { said, bounded } = remarks(program);
      if (bounded) return;
      const events = allPaths(program);
      const must = (rule: string, at: string): void => assert.ok(said.get(rule)?.has(at), `${rule} missed at ${at}`);
      for (const [at, clean] of events.twice) if (clean) must('lock/double-lock', at);
      for (const [at, clean] of events.again) if (clean) must('lock/unbalanced-unlock', at);
      // on which of several ways out it is said is the checker's choice
      const told = new Set([...(said.get('lock/missing-unlock') ?? [])].map((at) => at.split('/')[1]));
      for (const kept of events.kept)
        if (events.released.has(kept)) assert.ok(told.has(kept.split('/')[1]), `lock/missing-unlock missed of ${kept}`);
    }),
    runs,
  );
});

test('the same text gives the same remarks', () => {
  fc.assert(
    fc.property(any, (program) => {
      assert.deepEqual(remarks(program), remarks(program));
    }),
    { numRuns: 50 },
  );
});
