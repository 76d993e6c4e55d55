/** `mmreview check`: every input is reviewed and printed before the next is read. */
import {
  addTo,
  type InputResult,
  inputName,
  inputResult,
  noTotals,
  printable,
  type Remark,
  type Report,
  type Totals,
} from '../report/index.ts';
import type { Review } from '../review/types.ts';
import type { SourceTree } from '../tree/types.ts';
import { dismissedIn } from './dismissed.ts';
import type { Engine } from './engine.ts';
import { internalFailure, systemFailure } from './failure.ts';
import { documentsOf } from './input.ts';
import type { Io } from './io.ts';
import { openKernel } from './kernel.ts';
import type { Command } from './options.ts';
import { Progress } from './progress.ts';

type CheckCommand = Extract<Command, { name: 'check' }>;

/** Answers the exit status: 0 nothing introduced, 1 something introduced, 2 something could not be read. */
export async function check(command: CheckCommand, io: Io, engine: Engine, report: Report): Promise<number> {
  const progress = new Progress(io);
  const say = (line: string): void => {
    progress.clear();
    void io.stderr.write(`mmreview: ${printable(line)}\n`);
  };

  let tree: SourceTree | undefined;
  if (command.kernel !== undefined) {
    tree = await openKernel(command.kernel, engine, say);
    if (!tree) return 2;
  }

  let dismissed: ReadonlyMap<string, string> | undefined;
  if (command.dismissed !== undefined) {
    const read = await dismissedIn(command.dismissed, io);
    if (typeof read === 'string') {
      say(`--dismissed: ${read}`);
      return 2;
    }
    dismissed = read;
  }

  const totals = noTotals();
  await io.stdout.write(report.begin());
  for (const input of command.inputs) {
    const result = await reviewInput(input, command, tree, dismissed, io, engine, progress);
    addTo(totals, result);
    progress.clear();
    await io.stdout.write(report.result(result));
    for (const error of result.errors) say(`${inputName(input)}: ${error}`);
    if (command.format === 'text') sayRemarks(result, command.verbose, io, say);
  }
  await io.stdout.write(report.end());
  if (command.format === 'text') say(summary(totals, command));
  return totals.errors > 0 ? 2 : totals.introduced > 0 ? 1 : 0;
}

async function reviewInput(
  input: string,
  command: CheckCommand,
  tree: SourceTree | undefined,
  dismissed: ReadonlyMap<string, string> | undefined,
  io: Io,
  engine: Engine,
  progress: Progress,
): Promise<InputResult> {
  const reviews: Review[] = [];
  const errors: string[] = [];
  const onProgress = (done: number, total: number, what: string): void => progress.show(`${inputName(input)}: ${done}/${total} ${what}`);
  try {
    for await (const document of documentsOf(io.read(input))) {
      const reviewer = await engine.reviewer();
      reviews.push(await reviewer.review(document, { tree, reverse: command.reverse, onProgress }));
    }
  } catch (error) {
    // What was reviewed before the failure is still shown.
    errors.push(systemFailure(error) ?? internalFailure(error));
    if (io.env.MMREVIEW_DEBUG && error instanceof Error) void io.stderr.write(`${error.stack}\n`);
  }
  return inputResult(input, reviews, { carried: command.carried, tree: tree !== undefined, ...(dismissed ? { dismissed } : {}) }, errors);
}

/** From this number of patches on, how each was read is a number, not a line. */
const MANY_PATCHES = 6;

function sayRemarks(result: InputResult, verbose: boolean, io: Io, say: (line: string) => void): void {
  const input = inputName(result.input);
  const isFolded = (one: Remark): boolean => !verbose && one.severity === 'info' && result.patches.length >= MANY_PATCHES;
  const folded = result.remarks.filter(isFolded);
  if (folded.length > 0) {
    const blind = folded.filter(({ code }) => code === 'hunks-only').length;
    const others = folded.length - blind;
    const parts = [
      ...(blind > 0 ? [`${blind} of ${result.patches.length} patches do not fit the tree, or not all of them: read by their hunks`] : []),
      ...(others > 0 ? [`${others} ${others === 1 ? 'note' : 'notes'} on how the text was read`] : []),
    ];
    say(`${result.input === '-' ? '<stdin>' : result.input}: ${parts.join('; ')} (--verbose lists them)`);
  }
  for (const { line, column, severity, code, message } of result.remarks.filter((one) => !isFolded(one))) {
    const place = line > 0 ? `${input}:${line}:${column}:` : `${input}:`;
    void io.stderr.write(`${place} ${severity === 'info' ? 'note' : severity}: ${printable(message)} [${printable(code)}]\n`);
  }
}

const many = (count: number, noun: string, plural: string): string => `${count} ${count === 1 ? noun : plural}`;

function summary(totals: Totals, command: CheckCommand): string {
  const asks = totals.questions > 0 ? ` (${many(totals.questions, 'question', 'questions')})` : '';
  const parts = [`${totals.introduced} introduced${asks}`, `${totals.fixed} fixed`];
  if (command.carried) parts.push(`${totals.carried} carried`);
  if (totals.dismissed > 0) parts.push(`${totals.dismissed} dismissed`);
  const read = `${many(totals.patches, 'patch', 'patches')} in ${many(totals.inputs, 'input', 'inputs')}`;
  const blind = command.kernel === undefined && totals.patches > 0 ? ' (hunks only: no --kernel)' : '';
  const failed = totals.errors > 0 ? `, ${many(totals.errors, 'error', 'errors')}` : '';
  return `${read}${blind}: ${parts.join(', ')}${failed}`;
}
