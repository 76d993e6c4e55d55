// Running one step of a longer job so that a person who waits sees that it is alive, and what it said when it fails.
import { spawn } from 'node:child_process';
import { root } from './bundle.mjs';

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * Runs `work`, says its title, every five seconds that it is still at it, and how long it took.
 * @template T @param {string} title @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = Date.now();
  console.log(`==> ${title}`);
  const ticker = setInterval(() => console.log(`    ... ${title}: ${seconds(started)}`), 5000);
  try {
    const result = await work();
    console.log(`    ${title}: done in ${seconds(started)}`);
    return result;
  } catch (error) {
    console.log(`    ${title}: FAILED after ${seconds(started)}`);
    throw error;
  } finally {
    clearInterval(ticker);
  }
}

/** The children that still run; ended when this process is told to end. @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    for (const child of children) child.kill(signal);
    process.exit(130);
  });
}

/**
 * Runs a command without standard input. `echo` passes its output through as it comes.
 * @param {string} command @param {readonly string[]} args
 * @param {{cwd?: string, echo?: boolean, env?: NodeJS.ProcessEnv}} [options]
 * @returns {Promise<{code: number, output: string}>} a command that cannot be started has code 127
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: options.cwd ?? root, env: options.env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (options.echo) process.stdout.write(text);
      });
    }
    const end = (code, text = '') => {
      children.delete(child);
      resolve({ code, output: output + text });
    };
    child.on('error', (error) => end(127, `${command}: ${error.message}`));
    child.on('close', (code, signal) => end(code ?? (signal ? 1 : 0)));
  });
}

/** `run`, where anything but success is an error that carries the end of what the command said. */
export async function mustRun(command, args, options = {}) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) {
    const tail = options.echo ? '' : `\n${output.trimEnd().split('\n').slice(-100).join('\n')}`;
    throw new Error(`\`${[command, ...args].join(' ')}\` ended with ${code}.${tail}`);
  }
  return output;
}

/** npm, as the same Node that runs this. */
export const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
