/** `mmreview check`: every input is reviewed and printed before the next is read. */
import { addTo, type InputResult, inputName, inputResult, noTotals, printable, type Report, type Totals } from '../report/index.ts';
import type { Review } from '../review/types.ts';
import type { SourceTree } from '../tree/types.ts';
import { dismissedIn } from './dismissed.ts';
import type { Engine } from './engine.ts';
import { internalFailure, oneLine, systemFailure } from './failure.ts';
import { documentsOf } from './input.ts';
import type { Io } from './io.ts';
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
    try {
      tree = await engine.openTree(command.kernel);
    } catch (error) {
      say(`--kernel: ${oneLine(error)}`);
      return 2;
    }
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
    if (command.format === 'text') sayRemarks(result, io);
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

function sayRemarks(result: InputResult, io: Io): void {
  const input = inputName(result.input);
  for (const { line, column, severity, code, message } of result.remarks) {
    const place = line > 0 ? `${input}:${line}:${column}:` : `${input}:`;
    void io.stderr.write(`${place} ${severity === 'info' ? 'note' : severity}: ${printable(message)} [${printable(code)}]\n`);
  }
}

function summary(totals: Totals, command: CheckCommand): string {
  const parts = [`${totals.introduced} introduced`, `${totals.fixed} fixed`];
  if (command.carried) parts.push(`${totals.carried} carried`);
  if (totals.dismissed > 0) parts.push(`${totals.dismissed} dismissed`);
  const many = (count: number, noun: string, plural: string): string => `${count} ${count === 1 ? noun : plural}`;
  const read = `${many(totals.patches, 'patch', 'patches')} in ${many(totals.inputs, 'input', 'inputs')}`;
  const blind = command.kernel === undefined && totals.patches > 0 ? ' (hunks only: no --kernel)' : '';
  const failed = totals.errors > 0 ? `, ${many(totals.errors, 'error', 'errors')}` : '';
  return `${read}${blind}: ${parts.join(', ')}${failed}`;
}
