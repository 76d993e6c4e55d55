/**
 * From a parsed patch to its counterexample or its exhausted bound, for the five seed documents, beside SPIN on the same machines in the same run; the same with four
 * racing threads; the historical races with the tree that they are in. Warm: the first turns are not counted. SPIN is left out where it is not installed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadParser } from '../../server/src/cli/parser-node.ts';
import { openTree } from '../../server/src/disk/index.ts';
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { Bench } from '../../server/src/review/bench.ts';
import { createReviewer } from '../../server/src/review/index.ts';
import { explore, type Machine, type Verdict } from '../../server/src/sim/index.ts';
import { askSpin, type SpinTimes, spinMissing } from '../sim/spin.ts';

const SEEDS = '../shared/seeds';
const WARM = 8;
const TURNS = 15;

const median = (list: number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN;
const row = (...cells: (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);

function verdictOf(machine: Machine, options: Parameters<typeof explore>[1] = {}): Verdict {
  const e = explore(machine, options);
  for (;;) {
    const v = e.advance(1_000_000);
    if (v) return v;
  }
}

const parser = await loadParser();
const files = [...readdirSync('server/model'), ...readdirSync('server/model/scenarios').map((f) => `scenarios/${f}`)].filter((f) =>
  f.endsWith('.c'),
);
const reviewer = createReviewer({ parser, model: files.map((name) => ({ name, text: readFileSync(`server/model/${name}`, 'utf8') })) });
const missing = spinMissing();
if (missing) console.log(`SPIN is left out: ${missing}`);

console.log('from a parsed patch to the verdict, ms (median of warm turns, wall and CPU); SPIN with tcc from model text to verdict\n');
row('seed and scenario', 'side', 'threads', 'verdict', 'states', 'ours wall', 'ours CPU', 'SPIN wall', 'SPIN / ours');
row('---', '---', '---', '---', '---', '---', '---', '---', '---');
const machines: Machine[] = [];
let turn = 0;
for (const seed of readdirSync(SEEDS)
  .filter((f) => f.endsWith('.txt'))
  .sort()) {
  const text = readFileSync(`${SEEDS}/${seed}`, 'utf8');
  // What was worked out is kept by its text: each turn is another patch, with a remark of its own behind every added statement.
  const reviewed = async (turn: number): Promise<Bench[]> => {
    const benches: Bench[] = [];
    const other = parsePatchText(text.replace(/^((?:> ?)*\+(?!\+).*;)[ \t]*$/gm, `$1 /* ${turn} */`));
    await reviewer.review(other, { onBench: (b) => benches.push(b), callers: 'known' });
    return benches;
  };
  for (const offer of reviewer.replays(await reviewed(0)).offers)
    for (const side of ['before', 'after'] as const) {
      const wall: number[] = [];
      const cpu: number[] = [];
      let verdict: Verdict | undefined;
      let machine: Machine | undefined;
      for (let i = 0; i < WARM + TURNS; i++) {
        const benches = await reviewed(++turn);
        const t = performance.now();
        const c = process.cpuUsage();
        // Binding is part of it: of the scenario that is asked for.
        const replays = reviewer.replays(benches);
        machine = replays.side(offer.id, side)?.machine;
        if (!machine) break;
        verdict = replays.verdictOf(machine) ?? verdictOf(machine);
        const used = process.cpuUsage(c);
        if (i >= WARM) {
          wall.push(performance.now() - t);
          cpu.push((used.user + used.system) / 1000);
        }
      }
      if (!machine || !verdict) continue;
      machines.push(machine);
      const spin: number[] = [];
      for (let i = 0; !missing && i < 5; i++) {
        const times: SpinTimes = { total: 0 };
        askSpin(machine, { times });
        spin.push(times.total);
      }
      const threads = machine.threads.filter((x) => !x.daemon).length;
      row(
        `${seed.slice(0, 3)} ${offer.scenario}`,
        side,
        threads,
        verdict.kind,
        verdict.counts.states,
        median(wall).toFixed(1),
        median(cpu).toFixed(1),
        missing ? '' : median(spin).toFixed(0),
        missing ? '' : (median(spin) / median(wall)).toFixed(1),
      );
    }
}

const KERNEL = process.env.MM_KERNEL_612 ?? '';
const CASES = '../shared/tools/cases.py';
if (existsSync(KERNEL) && existsSync(CASES)) {
  console.log(
    '\nhistorical races with their tree, ms: binding both sides, what runs as the tree has it being found out, and both verdicts\n',
  );
  row('case and scenario', 'before', 'after', 'wall', 'CPU');
  row('---', '---', '---', '---', '---');
  const folder = mkdtempSync(join(tmpdir(), 'races-'));
  const options = ['--tree', '6.12', '--cases', '../shared/corpus', '--out', folder, '--needs', 'concurrent'];
  execFileSync('python3', [CASES, '--kernel', KERNEL, ...options], { stdio: 'ignore' });
  const tree = await openTree(KERNEL);
  for (const name of readdirSync(folder).sort()) {
    if (!existsSync(join(folder, name, 'plant.patch'))) continue;
    const text = readFileSync(join(folder, name, 'plant.patch'), 'utf8');
    const reviewed = async (): Promise<Bench[]> => {
      const benches: Bench[] = [];
      const other = parsePatchText(text.replace(/^(\+(?!\+).*[;{])[ \t]*$/gm, `$1 /* ${++turn} */`));
      await reviewer.review(other, { tree, onBench: (b) => benches.push(b), callers: 'known' });
      return benches;
    };
    for (const { id, scenario } of reviewer.replays(await reviewed()).offers) {
      const wall: number[] = [];
      const cpu: number[] = [];
      let verdicts: (Verdict | undefined)[] = [];
      for (let i = 0; i < WARM + TURNS; i++) {
        const benches = await reviewed();
        const t = performance.now();
        const c = process.cpuUsage();
        const replays = reviewer.replays(benches);
        verdicts = (['before', 'after'] as const).map((side) => {
          const machine = replays.side(id, side)?.machine;
          return machine && (replays.verdictOf(machine) ?? verdictOf(machine));
        });
        const used = process.cpuUsage(c);
        if (i < WARM) continue;
        wall.push(performance.now() - t);
        cpu.push((used.user + used.system) / 1000);
      }
      const said = verdicts.map((v) => (v ? `${v.kind} (${v.counts.states})` : ''));
      row(`${name.slice(0, 3)} ${scenario}`, ...said, median(wall).toFixed(1), median(cpu).toFixed(1));
    }
  }
  rmSync(folder, { recursive: true, force: true });
}

console.log('\nthe scenarios of the seeds with four racing threads, ms\n');
row('scenario', 'variant', 'verdict', 'states', 'wall', 'CPU');
row('---', '---', '---', '---', '---', '---');
const shelf = reviewer.scenarios();
const seen = new Set(machines.map((m) => m.name.split('/')[0] as string));
for (const id of seen) {
  const scenario = shelf.find(id);
  for (const v of scenario?.variants ?? []) {
    const wall: number[] = [];
    const cpu: number[] = [];
    let verdict: Verdict | undefined;
    for (let i = 0; i < 5; i++) {
      const t = performance.now();
      const c = process.cpuUsage();
      const { machine } = shelf.compile(scenario as NonNullable<typeof scenario>, { variant: v.id, crowd: 4 });
      if (!machine) break;
      verdict = verdictOf(machine);
      const used = process.cpuUsage(c);
      wall.push(performance.now() - t);
      cpu.push((used.user + used.system) / 1000);
    }
    if (verdict) row(id, v.id, verdict.kind, verdict.counts.states, median(wall).toFixed(0), median(cpu).toFixed(0));
  }
}
