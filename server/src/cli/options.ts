/**
 * The command line, read: which command, which options, which inputs. Wrong usage is a UsageError with one line to print.
 */
import { parseArgs } from 'node:util';
import { type CommandName, optionsOf } from './usage.ts';

export type Format = 'text' | 'json' | 'sarif' | 'b4';

export type Command =
  | { readonly name: 'help'; readonly of?: CommandName }
  | { readonly name: 'version' }
  | {
      readonly name: 'check';
      readonly kernel?: string;
      readonly format: Format;
      readonly reverse: boolean;
      readonly carried: boolean;
      /** every note, however many */
      readonly verbose: boolean;
      /** a file of dismissals, as the editor keeps it */
      readonly dismissed?: string;
      /** `-` is standard input */
      readonly inputs: readonly string[];
    }
  | ReplyCommand
  | ReplayCommand
  | ScenariosCommand
  | { readonly name: 'audit'; readonly kernel: string; readonly format: Format; readonly files: readonly string[] }
  | ModelCommand;

/** What `mmreview reply` does: the mails that answer one input. */
export interface ReplyCommand {
  readonly name: 'reply';
  readonly kernel?: string;
  /** a file with notes: docs/json.md */
  readonly notes?: string;
  readonly dismissed?: string;
  /** `Name <address>` */
  readonly from?: string;
  /** columns, 60 to 78 */
  readonly width?: number;
  /** 1-based number of the patch in the input; without: all that there is something to say about */
  readonly patch?: number;
  readonly input: string;
}

/** What `mmreview replay` does: scenarios run with a patch's code, or as they are. */
export interface ReplayCommand {
  readonly name: 'replay';
  readonly kernel?: string;
  /** only this scenario; without an input one has to be named */
  readonly scenario?: string;
  /** of the scenario, when there is no input */
  readonly variant?: string;
  /** only this image of the patch */
  readonly side?: 'before' | 'after';
  readonly format: 'lkml' | 'json' | 'promela' | 'replay';
  readonly input?: string;
}

export interface ScenariosCommand {
  readonly name: 'scenarios';
  readonly format: 'text' | 'json';
}

/** What `mmreview model` does: read the model strictly, hold it against a kernel, or say what it says of a function. */
export type ModelCommand = { readonly name: 'model'; readonly format: 'text' | 'json' } & (
  | { readonly does: 'lint' }
  | { readonly does: 'check'; readonly kernel: string }
  /** `era` is `X.Y`; without: the newest that the model knows */
  | { readonly does: 'show'; readonly function: string; readonly era?: string }
);

/** Its message is one line for standard error. */
export class UsageError extends Error {}

const flags = ['before', 'after', 'reverse', 'carried', 'verbose', 'lint', 'check', 'help', 'version'] as const;
const values = ['scenario', 'kernel', 'format', 'show', 'era', 'dismissed', 'notes', 'from', 'patch', 'width'] as const;

const isCommand = (name: string): name is CommandName => Object.hasOwn(optionsOf, name);

/** Reads the arguments behind the program's name. Throws UsageError only. */
export function parseCommand(argv: readonly string[]): Command {
  const { tokens, positionals } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: {
      kernel: { type: 'string' },
      format: { type: 'string' },
      reverse: { type: 'boolean' },
      carried: { type: 'boolean' },
      verbose: { type: 'boolean', short: 'v' },
      before: { type: 'boolean' },
      after: { type: 'boolean' },
      scenario: { type: 'string' },
      lint: { type: 'boolean' },
      check: { type: 'boolean' },
      show: { type: 'string' },
      era: { type: 'string' },
      dismissed: { type: 'string' },
      notes: { type: 'string' },
      from: { type: 'string' },
      patch: { type: 'string' },
      width: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  });
  const set = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const isFlag = (flags as readonly string[]).includes(token.name);
    if (!isFlag && !(values as readonly string[]).includes(token.name)) throw new UsageError(`unknown option '${token.rawName}'`);
    if (isFlag && token.value !== undefined) throw new UsageError(`option '${token.rawName}' takes no value`);
    // `--kernel --format json`: parseArgs would take the next option for the value.
    if (!isFlag && (!token.value || (!token.inlineValue && /^-./.test(token.value))))
      throw new UsageError(`option '${token.rawName}' needs a value`);
    set.set(token.name, token.value ?? '');
  }
  const [name, ...inputs] = positionals;
  const about = name === 'help' ? inputs[0] : name;
  if (set.has('help') || name === 'help') return { name: 'help', ...(about !== undefined && isCommand(about) ? { of: about } : {}) };
  if (set.has('version') || name === 'version') return { name: 'version' };

  if (name === undefined) throw new UsageError('no command: check, reply, replay, scenarios, audit or model');
  if (!isCommand(name)) throw new UsageError(`unknown command '${name}'`);
  for (const option of set.keys()) {
    if (!['help', 'version', ...optionsOf[name]].includes(option)) throw new UsageError(`option '--${option}' does not belong to ${name}`);
  }
  if (name === 'replay') return replayCommand(set, inputs);
  if (name === 'scenarios') return scenariosCommand(set, inputs);
  const format = set.get('format') ?? 'text';
  if (format !== 'text' && format !== 'json' && format !== 'sarif' && !(format === 'b4' && name === 'check')) {
    throw new UsageError(`unknown format '${format}': text, json${name === 'check' ? ', sarif or b4' : ' or sarif'}`);
  }
  const kernel = set.get('kernel');
  if (name === 'reply') return replyCommand(set, kernel, inputs);
  if (name === 'model') return modelCommand(set, format, inputs);
  if (name === 'audit') {
    if (kernel === undefined) throw new UsageError('audit needs --kernel DIR');
    return { name, kernel, format, files: inputs };
  }
  if (inputs.length === 0) throw new UsageError("check needs a FILE, or '-' for standard input");
  return {
    name,
    kernel,
    format,
    reverse: set.has('reverse'),
    carried: set.has('carried'),
    verbose: set.has('verbose'),
    dismissed: set.get('dismissed'),
    inputs,
  };
}

function replyCommand(set: ReadonlyMap<string, string>, kernel: string | undefined, inputs: readonly string[]): ReplyCommand {
  const [input, ...more] = inputs;
  if (input === undefined) throw new UsageError("reply needs a FILE, or '-' for standard input");
  if (more.length > 0) throw new UsageError(`reply takes one input: '${more[0]}' is one too many`);
  const number = (option: string, least: number, most: number): number | undefined => {
    const given = set.get(option);
    if (given === undefined) return undefined;
    if (!/^\d{1,6}$/.test(given) || Number(given) < least || Number(given) > most) {
      throw new UsageError(`option '--${option}' needs a number from ${least} to ${most}`);
    }
    return Number(given);
  };
  const from = set.get('from');
  if (from !== undefined && !/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/.test(from)) throw new UsageError(`'${from}' is no 'NAME <ADDRESS>'`);
  const [patch, width] = [number('patch', 1, 999_999), number('width', 60, 78)];
  return { name: 'reply', kernel, notes: set.get('notes'), dismissed: set.get('dismissed'), from, patch, width, input };
}

function replayCommand(set: ReadonlyMap<string, string>, inputs: readonly string[]): ReplayCommand {
  const format = set.get('format') ?? 'lkml';
  if (format !== 'lkml' && format !== 'json' && format !== 'promela' && format !== 'replay')
    throw new UsageError(`unknown format '${format}' of replay: lkml, json, promela or replay`);
  if (set.has('before') && set.has('after')) throw new UsageError('--before and --after: one of them, or neither for both');
  const side = set.has('before') ? 'before' : set.has('after') ? 'after' : undefined;
  const [input, ...more] = inputs;
  if (more.length > 0) throw new UsageError(`replay takes one input: '${more[0]}' is one too many`);
  const [scenario, variant] = (set.get('scenario') ?? '').split('/', 2);
  if (input === undefined) {
    if (!scenario) throw new UsageError("replay needs a FILE, '-' for standard input, or --scenario ID");
    for (const option of ['kernel', 'before', 'after'])
      if (set.has(option)) throw new UsageError(`option '--${option}' needs a FILE to replay`);
  } else if (variant !== undefined) throw new UsageError('a variant is replayed by itself: leave out the FILE, or the variant');
  return {
    name: 'replay',
    kernel: set.get('kernel'),
    ...(scenario ? { scenario } : {}),
    ...(variant === undefined ? {} : { variant }),
    ...(side === undefined ? {} : { side }),
    format,
    ...(input === undefined ? {} : { input }),
  };
}

function scenariosCommand(set: ReadonlyMap<string, string>, inputs: readonly string[]): ScenariosCommand {
  const format = set.get('format') ?? 'text';
  if (format !== 'text' && format !== 'json') throw new UsageError(`unknown format '${format}' of scenarios: text or json`);
  if (inputs.length > 0) throw new UsageError(`scenarios takes no file: '${inputs[0]}'`);
  return { name: 'scenarios', format };
}

function modelCommand(set: ReadonlyMap<string, string>, format: Format, inputs: readonly string[]): ModelCommand {
  if (format !== 'text' && format !== 'json') throw new UsageError("unknown format 'sarif' of model: text or json");
  if (inputs.length > 0) throw new UsageError(`model takes no file: '${inputs[0]}'`);
  const [does, ...more] = (['lint', 'check', 'show'] as const).filter((one) => set.has(one));
  if (does === undefined || more.length > 0) throw new UsageError('model needs one of --lint, --check and --show NAME');
  for (const [option, owner] of [
    ['kernel', 'check'],
    ['era', 'show'],
  ] as const) {
    if (set.has(option) && does !== owner) throw new UsageError(`option '--${option}' does not belong to model --${does}`);
  }
  if (does === 'lint') return { name: 'model', does, format };
  if (does === 'check') {
    const kernel = set.get('kernel');
    if (kernel === undefined) throw new UsageError('model --check needs --kernel DIR');
    return { name: 'model', does, kernel, format };
  }
  const era = set.get('era');
  if (era !== undefined && !/^\d+\.\d+$/.test(era)) throw new UsageError(`'${era}' is no kernel version X.Y`);
  return { name: 'model', does, function: set.get('show')!, ...(era === undefined ? {} : { era }), format };
}
