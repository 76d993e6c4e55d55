/**
 * The door of the sim room: scenarios and the code of a patch become a machine, the machine is explored, what was found is told.
 *
 * Knows: cells, rules, threads, interleavings. Must not know: files, editors, how a trace is drawn. No node:, no vscode. Never throws on bad input, and
 * gives the same machine, the same verdict and the same trace every time: no clock and no hash order decides anything.
 *
 *   machine.ts    a small world and guarded rules        verdict.ts    what an exploration finds
 *   interpret.ts  the plain interpreter: enabled, applied, violated, replayed
 *   explore.ts    the explorer, over a kernel (kernel.ts) that is WebAssembly written for the machine (kernel-wasm.ts, wasm-*.ts):
 *                 or plain (kernel-js.ts). ranges.ts, overlay.ts, pack.ts make states small; footprint.ts, locks.ts, reduce.ts, symmetry.ts their number;
 *                 shortest.ts finds the path worth showing, livelock.ts the rounds that get nobody ahead
 *   promela.ts    the same machine for SPIN
 *   trace.ts      a path in kernel terms (shows.ts, holding.ts, ending.ts, slice.ts), columns.ts draws it as mails do (columns-*.ts)
 *   schedule.ts   the turns of one run on another machine, and where they part
 *   verdict-text.ts a verdict in a sentence    replay-file.ts (replay-*.ts)   a replay as a file that anybody may have written
 *   scenario*.ts, ctypes.ts, world.ts   a scenario file read and laid out as cells
 *   body.ts, segment.ts, evaluate.ts (places.ts, stops.ts, thread-host.ts), execute.ts   C run symbolically from one shared access to the next (following.ts,
 *                 frames.ts: calls; drafts.ts, workshop.ts: what comes of it; variables.ts, instances.ts)
 *   calls.ts, operators.ts, vocabulary.ts   calls that are part of the language
 *   compile.ts, finish.ts, splice.ts, what-if.ts (both on statements.ts), model-code.ts, shelf.ts   threads become rules; hunks laid into bodies; all scenarios there are
 */
export type { Code } from './body.ts';
export { type ColumnOptions, columnsOf } from './columns.ts';
export { type Row, rowsOf } from './columns-rows.ts';
export type { Compiled } from './compile.ts';
export type { Ending, Wait } from './ending.ts';
export { explore, exploreAll, isGenuine } from './explore.ts';
export { type Holding, lockCell } from './holding.ts';
export {
  allFinished,
  applyRule,
  enabledRules,
  evaluate,
  initialState,
  isEnabled,
  preemptions,
  type Replayed,
  replay,
  type State,
  type Stepped,
  unfinished,
  violationAt,
} from './interpret.ts';
export type * from './machine.ts';
export { type PromelaOptions, promelaOf } from './promela.ts';
export { REPLAY_VERSION, type ReadReplay, type ReplayFile, type ReplayRun, readReplay, writeReplay } from './replay-file.ts';
export type { Problem, Scenario, ScenarioFile, Variant } from './scenario.ts';
export { type Alignment, alignTraces, type Followed, followSchedule, type Parting } from './schedule.ts';
export { type CompileRequest, roleNames, Shelf } from './shelf.ts';
export { shown } from './shows.ts';
export { stepsAbout } from './slice.ts';
export { isRunnable } from './splice.ts';
export {
  type Call,
  type Change,
  choicesAt,
  localsOf,
  type ObjectState,
  type Place,
  stateAfter,
  type Trace,
  type TraceOptions,
  type TraceStep,
  traceOf,
  worldOf,
} from './trace.ts';
export type * from './verdict.ts';
export { counted, formatVerdict, prefixOf, type VerdictText } from './verdict-text.ts';
export { type Edit, editText, tryName } from './what-if.ts';
