/** `mmreview`: the program. Everything that it does is in run.ts. */
import { nodeEngine } from './engine-node.ts';
import { nodeIo } from './io-node.ts';
import { run } from './run.ts';

// An exit status set here, instead of process.exit(), lets standard output drain first.
const engine = nodeEngine(new URL('./model/', import.meta.url));
process.exitCode = await run(process.argv.slice(2), nodeIo(), engine);
engine.keep?.();
