import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CfgNode } from '../../server/src/c/cfg.ts';
import { buildCfg, type CParser, dumpFunction, functionsOfHunks, parseFunctions } from '../../server/src/c/index.ts';
import { assertGolden } from './golden.ts';
import { kernelParser } from './kernel-parser.ts';
import { claimsOf, hunksOf, simpleStatements, stepsOf } from './windows.ts';

const folder = 'test/c/fixtures/hunks';

/** Which case is compared first is nothing that a hunk could get wrong. */
function comparesCase(text: string, node: CfgNode, offset: number): boolean {
  return node.op.k === 'branch' && /^(case|default)\b/.test(text.slice(offset, offset + 8));
}

interface Whole {
  readonly lines: readonly string[];
  readonly starts: readonly number[];
  /** `name:offset` -> dump of the simple statement there */
  readonly statements: ReadonlyMap<string, string>;
  /** name -> steps of its graph */
  readonly steps: ReadonlyMap<string, ReadonlySet<string>>;
}

function readWhole(parser: CParser, text: string): Whole {
  const lines = text.split('\n');
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  const statements = new Map<string, string>();
  const steps = new Map<string, Set<string>>();
  for (const fn of parseFunctions(parser, text)) {
    simpleStatements(fn, (stmt, dump) => statements.set(`${fn.name}:${stmt.at[0]}`, dump));
    const cfg = buildCfg(fn);
    // Both branches of a top-level `#if` may define it.
    steps.set(fn.name, new Set([...(steps.get(fn.name) ?? []), ...stepsOf(cfg, String, (node) => comparesCase(text, node, node.at[0]))]));
  }
  return { lines, starts, statements, steps };
}

/** Everything that the hunks are said to do is done by the whole, by the same function, at the same place. */
function holdAgainstWhole(parser: CParser, whole: Whole, windows: readonly (readonly [number, number])[], damaged = false): void {
  for (const f of functionsOfHunks(parser, hunksOf(whole.lines, windows, damaged))) {
    const offsetOf = (offset: number): number | undefined => {
      const place = f.placeOf(offset);
      if (!place) return undefined;
      const n = (windows[place.hunk]?.[0] ?? 0) + place.line;
      const line = whole.lines[n] ?? '';
      return (whole.starts[n] ?? 0) + place.column + (damaged ? line.length - line.trimStart().length : 0);
    };
    const real = whole.steps.get(f.name);
    for (const step of stepsOf(
      buildCfg(f.ast),
      (offset) => offsetOf(offset)?.toString(),
      (node) => comparesCase(f.text, node, node.at[0]),
    )) {
      const from = `${step.split(' ')[0] ?? ''} `;
      // What comes after BUG() is not in the graph of the whole.
      if (![...(real ?? [])].some((s) => s.startsWith(from))) continue;
      assert.ok(
        real?.has(step),
        `${JSON.stringify(windows)} ${f.name} has no step ${step}\n${f.text}\n${[...(real ?? [])].filter((s) => s.startsWith(from)).join('\n')}`,
      );
    }
    for (const claim of claimsOf(f, windows)) {
      const line = whole.lines[claim.line] ?? '';
      const indent = damaged ? line.length - line.trimStart().length : 0;
      const said = whole.statements.get(`${f.name}:${(whole.starts[claim.line] ?? 0) + indent + claim.column}`);
      const same = said === claim.text || (claim.text.includes('goto __gap__') && /^\s*(break|continue)/.test(said ?? ''));
      assert.ok(same, `${JSON.stringify(windows)} line ${claim.line + 1} of ${f.name}\nclaims ${claim.text}is     ${said}\n${f.text}`);
    }
  }
}

function everyWindow(parser: CParser, text: string, length: number, damaged = false): void {
  const whole = readWhole(parser, text);
  for (let from = 0; from + 1 < whole.lines.length; from++) {
    holdAgainstWhole(parser, whole, [[from, Math.min(whole.lines.length, from + length)]], damaged);
  }
}

test('no window of a file claims what the file does not say', async () => {
  const parser = await kernelParser();
  const text = readFileSync(`${folder}/zoo.c`, 'utf8');
  for (const length of [1, 2, 3, 5, 7, 12, 25]) {
    everyWindow(parser, text, length);
    everyWindow(parser, text, length, true);
  }
});

test('nor do several windows together', async () => {
  const parser = await kernelParser();
  const whole = readWhole(parser, readFileSync(`${folder}/zoo.c`, 'utf8'));
  const count = whole.lines.length;
  const cuts = fc.uniqueArray(fc.nat({ max: count - 1 }), { minLength: 2, maxLength: 8 }).map((points) => {
    const sorted = points.sort((a, b) => a - b);
    const windows: [number, number][] = [];
    for (let i = 0; i + 1 < sorted.length; i += 2) windows.push([sorted[i] ?? 0, sorted[i + 1] ?? 0]);
    return windows;
  });
  fc.assert(
    fc.property(cuts, fc.boolean(), (windows, damaged) => holdAgainstWhole(parser, whole, windows, damaged)),
    { numRuns: 300 },
  );
});

test('nor does a comment between two windows, which hides no code', async () => {
  const parser = await kernelParser();
  const whole = readWhole(parser, readFileSync(`${folder}/zoo.c`, 'utf8'));
  const inside = whole.lines.findIndex((line) => line.includes('two lines; lock(x);'));
  for (const damaged of [false, true])
    for (let to = inside + 2; to < inside + 12; to++)
      holdAgainstWhole(
        parser,
        whole,
        [
          [0, inside],
          [inside + 1, to],
        ],
        damaged,
      );
});

test('nor do windows of real code', async (t) => {
  const kernel = process.env.MM_KERNEL_612 ?? `${homedir()}/.cache/mm-patch-review/linux-source-6.12`;
  if (!existsSync(`${kernel}/mm`)) return t.skip(`no kernel at ${kernel}`);
  const parser = await kernelParser();
  for (const file of (process.env.WINDOW_FILES ?? 'page_counter.c,list_lru.c,mlock.c').split(',')) {
    everyWindow(parser, readFileSync(`${kernel}/mm/${file}`, 'utf8'), Number(process.env.WINDOW_LINES ?? 9));
  }
});

test('any lines give a result', async () => {
  const parser = await kernelParser();
  const line = fc.oneof(
    fc.constantFrom(
      '{',
      '}',
      '\tif (a) {',
      '\t}',
      '\t} else {',
      '\t} while (a);',
      '\tcase 1:',
      '\t\tbreak;',
      '\t\t  b);',
      '#if A',
      '#else',
      '#endif',
      '/*',
      ' */',
      ' * x',
      'int f(int a)',
      'out:',
      '\treturn;',
      '};',
      '\tx(',
      'M(a) \\',
      '',
    ),
    fc.string(),
  );
  const hunk = fc.record({
    section: line,
    damaged: fc.boolean(),
    lines: fc.array(line, { maxLength: 15 }).map((l) => l.map((text, n) => ({ text, no: n + 1 }))),
  });
  fc.assert(
    fc.property(fc.array(hunk, { maxLength: 3 }), (hunks) => {
      for (const f of functionsOfHunks(parser, hunks)) {
        buildCfg(f.ast);
        for (const piece of f.pieces) {
          const text = hunks[piece.hunk]?.lines[piece.line]?.text ?? '';
          const copied = f.text.slice(piece.start, piece.start + piece.length);
          if (copied.trim() === '') continue;
          assert.equal(copied.replace(/\n$/, ''), text.slice(piece.column, piece.column + piece.length).replace(/\r$/, ''));
        }
      }
    }),
    { numRuns: 1500 },
  );
});

for (const file of readdirSync(folder).filter((name) => name.endsWith('.hunks'))) {
  test(`functions of ${file}`, async () => {
    const hunks = readFileSync(`${folder}/${file}`, 'utf8')
      .split(/^@@ ?/m)
      .slice(1)
      .map((part, n) => {
        const [section = '', ...lines] = part.replace(/\n$/, '').split('\n');
        return { section, damaged: file.startsWith('damaged'), lines: lines.map((text, i) => ({ text, no: 100 * (n + 1) + i })) };
      });
    const shown = functionsOfHunks(await kernelParser(), hunks).map(
      (f) => `${f.text}\n-- ${f.complete ? 'complete' : 'partial'}, hunks ${f.hunks.join(' ')}\n${dumpFunction(f.ast)}`,
    );
    assertGolden(`${folder}/${file.replace(/\.hunks$/, '.txt')}`, shown.join('\n'));
  });
}
