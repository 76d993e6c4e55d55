// The command line tool, to compare with.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/bundle.mjs';

/** What `mmreview replay ...` prints. */
export function printedBy(args) {
  try {
    return execFileSync(process.execPath, [join(root, 'dist/cli.mjs'), ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    // A replay that breaks is a finding: the exit status says so.
    if (typeof error.stdout === 'string' && error.stdout.includes('CPU0')) return error.stdout;
    throw error;
  }
}
