// The tests that run inside VS Code's extension host. There is no test runner in there: this is all that is needed of one.
import { appendFileSync } from 'node:fs';

interface Test {
  readonly name: string;
  readonly body: () => Promise<unknown>;
}

/** What a test throws that cannot run here. */
export class Skip extends Error {}

const tests: Test[] = [];

/** A test may give a remark that is printed beside its name. */
export function test(name: string, body: () => Promise<unknown>): void {
  tests.push({ name, body });
}

/** Runs all tests in order; each result is one line of JSON in the file, so that a hang can be seen from outside. */
export async function runAll(resultsFile: string): Promise<void> {
  const say = (line: object): void => appendFileSync(resultsFile, `${JSON.stringify(line)}\n`);
  const named = (process.env.MM_HOST_NAMED ?? '').split('\n').filter((part) => part !== '');
  const wanted = tests.filter(({ name }) => named.length === 0 || named.some((part) => name.includes(part)));
  say({ kind: 'plan', count: wanted.length });
  for (const { name, body } of wanted) {
    const first = await outcome(name, body);
    if (first.kind === 'failed') say({ ...first, kind: 'again' });
    // A busy machine is no reason to call something broken: what fails is done once more, and that is said.
    say(first.kind === 'failed' ? await outcome(name, body) : first);
  }
  say({ kind: 'end' });
}

async function outcome(name: string, body: () => Promise<unknown>): Promise<{ kind: string; name: string; why?: string }> {
  try {
    const remark = await withTimeout(body(), 180_000);
    return { kind: 'passed', name: typeof remark === 'string' ? `${name}: ${remark}` : name };
  } catch (error) {
    if (error instanceof Skip) return { kind: 'skipped', name, why: error.message };
    return { kind: 'failed', name, why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
