/**
 * The command line, read: which command, which options, which inputs. Wrong usage is a UsageError with one line to print.
 */
import { parseArgs } from 'node:util';

export type Format = 'text' | 'json' | 'sarif';

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  | {
      readonly name: 'check';
      readonly kernel?: string;
      readonly format: Format;
      readonly reverse: boolean;
      readonly carried: boolean;
      /** `-` is standard input */
      readonly inputs: readonly string[];
    }
  | { readonly name: 'audit'; readonly kernel: string; readonly format: Format; readonly files: readonly string[] };

/** Its message is one line for standard error. */
export class UsageError extends Error {}

export const usage = `Usage: mmreview check [--kernel DIR] [--format text|json|sarif] [--reverse] [--carried] FILE|- ...
       mmreview audit --kernel DIR [--format text|json|sarif] [mm/file.c ...]

Reads Linux memory-management patches the way an mm maintainer does, and shows the lock and reference hazards
that they introduce, each with the path that proves it.

check   reviews mails, mailboxes, replies, diffs and saved pages that hold patches ('-' is standard input)
audit   runs the same rules over whole files of a kernel tree (mm/*.c when none is named)

  --kernel DIR     kernel tree that the patches apply to (or have been applied to): a folder or a git checkout.
                   Without it only the hunks themselves are known, and less is said
  --format FORMAT  text (the default), json (docs/json.md) or sarif (2.1.0)
  --reverse        review the patches backwards, as if they were being reverted
  --carried        also show what was wrong before the patch and still is
  -h, --help       this text
  --version        the version

Exit status: 0 nothing introduced (audit: nothing found), 1 something introduced (found), 2 wrong usage or unreadable input.
The rules are explained in docs/rules/.
`;

const flags = ['reverse', 'carried', 'help', 'version'] as const;
const values = ['kernel', 'format'] as const;
const optionsOf: Readonly<Record<'check' | 'audit', readonly string[]>> = {
  check: ['kernel', 'format', 'reverse', 'carried', 'help', 'version'],
  audit: ['kernel', 'format', 'help', 'version'],
};

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
  if (set.has('help')) return { name: 'help' };
  if (set.has('version')) return { name: 'version' };

  const [name, ...inputs] = positionals;
  if (name === undefined) throw new UsageError('no command: check or audit');
  if (name === 'help' || name === 'version') return { name };
  if (name !== 'check' && name !== 'audit') throw new UsageError(`unknown command '${name}'`);
  for (const option of set.keys()) {
    if (!optionsOf[name].includes(option)) throw new UsageError(`option '--${option}' does not belong to ${name}`);
  }
  const format = set.get('format') ?? 'text';
  if (format !== 'text' && format !== 'json' && format !== 'sarif') {
    throw new UsageError(`unknown format '${format}': text, json or sarif`);
  }
  const kernel = set.get('kernel');
  if (name === 'audit') {
    if (kernel === undefined) throw new UsageError('audit needs --kernel DIR');
    return { name, kernel, format, files: inputs };
  }
  if (inputs.length === 0) throw new UsageError("check needs a FILE, or '-' for standard input");
  return { name, kernel, format, reverse: set.has('reverse'), carried: set.has('carried'), inputs };
}
