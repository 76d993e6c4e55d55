/** One run of the tool: arguments in, exit status out. Never rejects for anything a user can cause. */
import { b4Report, jsonReport, printable, type Report, sarifReport, textReport } from '../report/index.ts';
import { audit } from './audit.ts';
import { check } from './check.ts';
import { coloursFor } from './colours.ts';
import type { Engine } from './engine.ts';
import { internalFailure } from './failure.ts';
import type { Io } from './io.ts';
import { model } from './model.ts';
import { type Command, type Format, parseCommand, UsageError } from './options.ts';
import { replay } from './replay.ts';
import { reply } from './reply.ts';
import { scenarios } from './scenarios.ts';
import { usage } from './usage.ts';

/** `argv` is what stands behind the program's name. */
export async function run(argv: readonly string[], io: Io, engine: Engine): Promise<number> {
  try {
    return await runCommand(parseCommand(argv), io, engine);
  } catch (error) {
    if (error instanceof UsageError) {
      await io.stderr.write(`mmreview: ${printable(error.message)} (mmreview --help says more)\n`);
      return 2;
    }
    await io.stderr.write(`mmreview: ${printable(internalFailure(error))}\n`);
    if (io.env.MMREVIEW_DEBUG && error instanceof Error) await io.stderr.write(`${error.stack}\n`);
    return 2;
  }
}

async function runCommand(command: Command, io: Io, engine: Engine): Promise<number> {
  switch (command.name) {
    case 'help':
      await io.stdout.write(usage(command.of));
      return 0;
    case 'version':
      await io.stdout.write(`mmreview ${engine.version}\n`);
      return 0;
    case 'check':
      return check(command, io, engine, reportFor(command.format, io, engine));
    case 'reply':
      return reply(command, io, engine);
    case 'replay':
      return replay(command, io, engine);
    case 'scenarios':
      return scenarios(command, io, engine);
    case 'audit':
      return audit(command, io, engine, reportFor(command.format, io, engine));
    case 'model':
      return model(command, io, engine);
  }
}

function reportFor(format: Format, io: Io, engine: Engine): Report {
  if (format === 'b4') return b4Report();
  if (format === 'json') return jsonReport();
  if (format === 'sarif') return sarifReport(engine.version);
  return textReport(coloursFor(io.stdout, io.env));
}
