/**
 * The command line room: from arguments to text, JSON or SARIF and an exit status. It knows reviews and how to print them; the
 * world comes in as `Io` and `Engine`, so everything but main.ts and *-node.ts runs without a process. It must not know how a
 * hazard is found.
 */
export type { Engine } from './engine.ts';
export type { Io, Sink } from './io.ts';
export { run } from './run.ts';
