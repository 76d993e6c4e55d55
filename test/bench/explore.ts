/**
 * The explorer beside SPIN, in one run: `npm run bench -- explore` (the Debian packages spin, tcc and gcc have to be installed; without them only our own figures
 * are printed). Nothing is asserted but that both find the same.
 *
 * Raw exploration: both walk every interleaving of machines of about a million states; CPU time, for other work may run beside. SPIN's verifier is compiled
 * with gcc -O2, which is not counted. To the verdict: from the machine to holds or to the counterexample, code generation included; for SPIN from the text of
 * the model, with tcc, which is how it is fastest. The least of five and three runs, then the median and the most over the variants of a scenario.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exploreAll } from '../../server/src/sim/explore.ts';
import type { Machine } from '../../server/src/sim/machine.ts';
import { promelaOf } from '../../server/src/sim/promela.ts';
import { bench } from '../sim/scenario-bench.ts';
import { askSpin, spinMissing } from '../sim/spin.ts';
import { lruAgainstOffline, privateSteps } from '../sim/toys.ts';

const missing = spinMissing() ?? (spawnSync('gcc', ['--version']).error ? 'gcc is not installed' : undefined);
if (missing) console.log(`SPIN is left out: ${missing}\n`);

const least = (list: readonly number[]): number => Math.min(...list);
const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] ?? 0;
const millions = (n: number): string => (n / 1e6).toFixed(2);

function cpu(what: () => void): number {
  const from = process.cpuUsage();
  what();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

interface Pan {
  readonly states: number;
  readonly ms: number;
  readonly bytes: number;
}

/** SPIN's verifier as fast as it gets: no reduction, -O2, a hash table that is large enough. */
function compiled(machine: Machine, reduce: boolean): { run(): Pan; done(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'spin-'));
  writeFileSync(join(folder, 'model.pml'), promelaOf(machine, { livelock: false }));
  spawnSync('spin', ['-Pcat', '-a', '-o2', '-o3', 'model.pml'], { cwd: folder });
  spawnSync('gcc', ['-O2', ...(reduce ? [] : ['-DNOREDUCE']), '-DSAFETY', '-DVECTORSZ=8192', '-DMEMLIM=3000', '-o', 'pan', 'pan.c'], {
    cwd: folder,
  });
  return {
    run() {
      const { stdout, stderr } = spawnSync('bash', ['-c', "TIMEFORMAT='cpu %U %S'; time ./pan -m200000 -w22"], {
        cwd: folder,
        encoding: 'utf8',
      });
      const [, user, system] = /cpu (\S+) (\S+)/.exec(stderr) ?? [];
      return {
        states: Number(/(\d+) states, stored/.exec(stdout)?.[1] ?? 0),
        ms: (Number(user) + Number(system)) * 1000,
        bytes:
          (Number(/([\d.]+)\s+actual memory usage for states/.exec(stdout)?.[1] ?? 0) * 1e6) /
          Number(/(\d+) states, stored/.exec(stdout)?.[1] ?? 1),
      };
    },
    done: () => rmSync(folder, { recursive: true, force: true }),
  };
}

console.log('| every interleaving of | states | ours, 10^6 states/s | bytes a state | SPIN, 10^6 states/s | bytes a state | ratio |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const { machine } of [lruAgainstOffline(5, true), privateSteps(6, 8)]) {
  const pan = missing ? undefined : compiled(machine, false);
  const ours: number[] = [];
  const theirs: number[] = [];
  let bytes = 0;
  let spinBytes = 0;
  let states = 0;
  // By turns, so that both see the same machine.
  for (let round = 0; round < 5; round++) {
    ours.push(
      cpu(() => {
        const { counts } = exploreAll(machine, { reduction: false, symmetry: false, anyPath: true });
        bytes = counts.bytesPerState;
        states = counts.states;
      }),
    );
    const run = pan?.run();
    if (!run) continue;
    theirs.push(run.ms);
    spinBytes = run.bytes;
    if (run.states !== states && machine.name.startsWith('lru'))
      console.log(`SPIN has ${run.states} states of ${machine.name}, we have ${states}`);
  }
  pan?.done();
  const rate = states / least(ours) / 1000;
  const spin = states / least(theirs) / 1000;
  console.log(
    `| ${machine.name} | ${states} | ${rate.toFixed(2)} | ${bytes.toFixed(1)} | ${missing ? '' : spin.toFixed(2)} | ${missing ? '' : spinBytes.toFixed(1)} | ${missing ? '' : (rate / spin).toFixed(1)} |`,
  );
}

// SCENARIO=zswap: those only whose name has that in it.
const { scenarios: all, compile } = await bench();
const scenarios = all.filter((s) => s.id.includes(process.env.SCENARIO ?? ''));
const machines = scenarios.flatMap((s) => s.variants.flatMap((v) => compile(s, v.id).machine ?? []));
for (const machine of machines) exploreAll(machine);
console.log(
  '\n| to the verdict | variants | ours, ms: median, most | SPIN with tcc, ms: median, most | ratio | states, reduced | of SPIN, reduced |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const scenario of scenarios) {
  const own = machines.filter((m) => m.name.startsWith(`${scenario.id}/`));
  const ours: number[] = [];
  const theirs: number[] = [];
  let states = 0;
  let spinStates = 0;
  for (const machine of own) {
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const from = performance.now();
      exploreAll(machine);
      times.push(performance.now() - from);
    }
    ours.push(least(times));
    if (missing) continue;
    const spinTimes: number[] = [];
    for (let round = 0; round < 3; round++) {
      const time = { total: 0 };
      askSpin(machine, { times: time });
      spinTimes.push(time.total);
    }
    theirs.push(least(spinTimes));
    const verdict = exploreAll(machine, { reduction: true, anyPath: true });
    // SPIN counts differently once it has found something, and does not reduce where it looks for livelocks.
    if (verdict.kind !== 'holds' || machine.liveness) continue;
    const pan = compiled(machine, true);
    states += verdict.counts.states;
    spinStates += pan.run().states;
    pan.done();
  }
  const most = (list: readonly number[]): string => (list.length > 0 ? Math.max(...list).toFixed(list === theirs ? 0 : 1) : '');
  console.log(
    `| ${scenario.id} | ${own.length} | ${median(ours).toFixed(1)}, ${most(ours)} | ${missing ? '' : `${median(theirs).toFixed(0)}, ${most(theirs)}`} | ${missing ? '' : (median(theirs) / median(ours)).toFixed(0)} | ${missing || spinStates === 0 ? '' : states} | ${missing || spinStates === 0 ? '' : spinStates} |`,
  );
}
console.log(
  `\nall in all ${millions(machines.reduce((n, m) => n + exploreAll(m).counts.states, 0))} million states in ${machines.length} variants`,
);
