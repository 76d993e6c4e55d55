// The entry that VS Code's extension host loads (extensionTestsPath).
import { runAll } from './registry.ts';
import './activation.ts';
import './review.ts';
import './sim.ts';
import './desk.ts';
import './series.ts';
import './explain.ts';
import './places.ts';
import './working.ts';
import './status.ts';
import './kernel-series.ts';
import './large.ts';

export async function run(): Promise<void> {
  const results = process.env.MM_HOST_RESULTS;
  if (!results) throw new Error('MM_HOST_RESULTS names no file');
  await runAll(results);
}
