// SPIN as an oracle: a machine is written as Promela, searched exhaustively by SPIN's verifier, and what that finds is replayed here, rule by rule.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allFinished, enabledRules, replay, violationAt } from '../../server/src/sim/interpret.ts';
import type { Machine } from '../../server/src/sim/machine.ts';
import { promelaOf } from '../../server/src/sim/promela.ts';

export type SpinVerdict =
  | { readonly kind: 'holds'; readonly states: number }
  /** `found` is the kind of violation, or `range` */
  | { readonly kind: 'breaks'; readonly found: string; readonly path: readonly number[]; readonly loop?: number; readonly states: number }
  /** the verifier came to no end within its bounds */
  | { readonly kind: 'open'; readonly why: string };

/** Why SPIN cannot be asked here; undefined when it can. */
export function spinMissing(): string | undefined {
  for (const [tool, flag] of [
    ['spin', '-V'],
    ['tcc', '-v'],
  ] as const) {
    if (spawnSync(tool, [flag]).error) return `${tool} is not installed (Debian packages spin and tcc)`;
  }
  return undefined;
}

/** Milliseconds from the text of the model to the verdict, without the replay. */
export interface SpinTimes {
  total: number;
}

/**
 * What SPIN says. Throws where its verdict cannot be made sense of: its counterexample cannot be replayed, or nothing is wrong at its end.
 * `count`: leave the search for livelocks out, so that the states are those of the machine alone.
 */
export function askSpin(machine: Machine, options: { readonly count?: boolean; readonly times?: SpinTimes } = {}): SpinVerdict {
  const folder = mkdtempSync(join(tmpdir(), 'spin-'));
  try {
    const began = performance.now();
    const livelock = machine.liveness && !options.count;
    writeFileSync(join(folder, 'model.pml'), promelaOf(machine, { livelock }));
    // The model has no preprocessor lines: -Pcat saves starting one.
    run(folder, 'spin', ['-Pcat', '-a', '-o2', '-o3', 'model.pml']);
    const safety = verify(folder, [...(livelock ? ['-DNOCLAIM'] : [])], []);
    let verdict: Pan = safety;
    if (livelock && safety.errors === 0 && !safety.open) verdict = verify(folder, ['-DNOSTUTTER'], ['-a', '-f']);
    if (options.times) options.times.total = performance.now() - began;
    if (verdict.errors === 0) return verdict.open ? { kind: 'open', why: verdict.open } : { kind: 'holds', states: safety.states };
    const { path, loop } = trail(folder);
    return { kind: 'breaks', found: judge(machine, path, loop), path, ...(loop === undefined ? {} : { loop }), states: verdict.states };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Pan {
  readonly errors: number;
  readonly states: number;
  readonly open?: string;
}

function run(folder: string, tool: string, args: readonly string[]): string {
  const { stdout, stderr, status, error } = spawnSync(tool, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error) throw error;
  const said = `${stdout}${stderr}`;
  if (status !== 0 || /^spin: .*Error|syntax error/m.test(said)) throw new Error(`${tool} ${args.join(' ')}: ${said.slice(0, 2000)}`);
  return said;
}

function verify(folder: string, compile: readonly string[], search: readonly string[]): Pan {
  execFileSync('tcc', ['-DNOREDUCE', '-DVECTORSZ=8192', '-DNFAIR=3', ...compile, '-o', 'pan', 'pan.c'], { cwd: folder, stdio: 'pipe' });
  const { stdout } = spawnSync('./pan', ['-m200000', '-w18', ...search], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  const errors = /errors: (\d+)/.exec(stdout);
  const states = /(\d+) states, stored/.exec(stdout);
  if (!errors || !states) throw new Error(`pan: ${stdout.slice(0, 2000)}`);
  const open = /max search depth too small|out of memory|VECTORSZ/.exec(stdout)?.[0];
  return { errors: Number(errors[1]), states: Number(states[1]), ...(open === undefined ? {} : { open }) };
}

/** Every rule prints its number when a trail is followed. */
function trail(folder: string): { path: number[]; loop?: number } {
  const { stdout } = spawnSync('spin', ['-Pcat', '-t', '-T', '-u1000000', 'model.pml'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const path: number[] = [];
  let loop: number | undefined;
  for (const line of stdout.split('\n')) {
    const rule = /^\s*R(\d+) /.exec(line);
    if (rule) path.push(Number(rule[1]));
    else if (line.includes('START OF CYCLE')) loop = path.length;
  }
  return { path, ...(loop === undefined ? {} : { loop }) };
}

/** What is wrong along the path, as the interpreter sees it. SPIN may have gone a few steps on from a state that was wrong already. */
function judge(machine: Machine, path: readonly number[], loop: number | undefined): string {
  const walked = replay(machine, path);
  const wrong = walked.states.map((state) => violationAt(machine, state)).find((found) => found !== undefined);
  if (wrong) return wrong.kind;
  if ('failed' in walked) {
    if (walked.why === 'out of range' && walked.failed === path.length - 1) return 'range';
    throw new Error(`SPIN's trail fails at step ${walked.failed} of ${path.length}: ${walked.why}`);
  }
  if (loop === undefined) throw new Error("nothing is wrong on SPIN's trail");
  return livelock(machine, path, loop, walked.states);
}

function livelock(machine: Machine, path: readonly number[], loop: number, states: readonly ArrayLike<number>[]): string {
  const round = path.slice(loop);
  if (round.length === 0) throw new Error('a livelock in which nothing happens');
  if (round.some((rule) => machine.rules[rule]!.progress)) throw new Error('a livelock in which somebody gets ahead');
  if (String(states[loop]) !== String(states.at(-1))) throw new Error('a livelock that does not come back to where it began');
  const around = states.slice(loop);
  if (around.every((state) => allFinished(machine, state))) throw new Error('a livelock after everybody is done');
  for (const t of machine.threads.keys()) {
    const moves = round.some((rule) => machine.rules[rule]!.thread === t);
    const waits = around.some((state) => !enabledRules(machine, state).some((rule) => machine.rules[rule]!.thread === t));
    if (!moves && !waits) throw new Error(`a livelock that is not fair to ${machine.threads[t]!.name}`);
  }
  return 'livelock';
}
