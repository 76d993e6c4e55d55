/** What `--help` prints: of one command, or of all. */

/** Command -> how it is called, what it does, its options in the order in which they are told. */
const commands = {
  check: {
    calls: ['[--kernel DIR] [--format text|json|sarif|b4] [--reverse] [--carried] [--dismissed FILE] [--verbose] FILE|- ...'],
    says: ["reviews mails, mailboxes, replies, diffs and saved pages that hold patches ('-' is standard input)"],
    exits: '0 nothing introduced, 1 something introduced, 2 wrong usage or unreadable input',
    options: ['kernel', 'format', 'reverse', 'carried', 'dismissed', 'verbose'],
  },
  reply: {
    calls: ["[--kernel DIR] [--notes FILE] [--from 'NAME <ADDRESS>'] [--patch N] [--width N] [--dismissed FILE] FILE|-"],
    says: ['writes the mail that asks the author about what was found, with your own notes, ready for git send-email'],
    exits: '0 a mail was written, 1 there is nothing to say, 2 wrong usage or unreadable input',
    options: ['kernel', 'notes', 'from', 'patch', 'width', 'dismissed'],
  },
  replay: {
    calls: [
      '[--kernel DIR] [--scenario ID] [--before|--after] [--format lkml|json|promela|replay] FILE|-',
      '--scenario ID[/VARIANT] [--format lkml|json|promela|replay]',
    ],
    says: [
      "runs the patch's own code, before and after, as threads of the scenarios that it plays a role in, every interleaving,",
      "and draws the one that breaks; or replays a scenario's own variants, or a replay that was saved",
    ],
    exits: '0 nothing new breaks, 1 the patch breaks a scenario that held, 2 wrong usage or unreadable input',
    options: ['kernel', 'scenario', 'before', 'after', 'format'],
  },
  scenarios: { calls: ['[--format text|json]'], says: ['lists what can be replayed'], exits: '0', options: ['format'] },
  audit: {
    calls: ['--kernel DIR [--format text|json|sarif] [mm/file.c ...]'],
    says: ['runs the same rules over whole files of a kernel tree (mm/*.c when none is named)'],
    exits: '0 nothing found, 1 something found, 2 wrong usage or unreadable input',
    options: ['kernel', 'format'],
  },
  model: {
    calls: ['--lint | --check --kernel DIR | --show NAME [--era X.Y] [--format text|json]'],
    says: [
      'about the model of mm itself (docs/model.md): --lint reads it strictly, --check compares it with the bodies of a',
      'kernel tree, --show prints what it says of a function',
    ],
    exits: '0 nothing found, 1 something found, 2 wrong usage or unreadable input',
    options: ['lint', 'check', 'kernel', 'show', 'era', 'format'],
  },
} as const;

export type CommandName = keyof typeof commands;

/** Option -> its value, and what it does. What stands in the calls alone is not told again. */
const options: Readonly<Record<string, readonly [value: string, ...says: string[]]>> = {
  kernel: [
    'DIR',
    'kernel tree that the patches apply to (or have been applied to): a folder or a git checkout.',
    'Without it only the hunks themselves are known, and less is said',
  ],
  format: [
    'FORMAT',
    'text (the default), json (docs/json.md), sarif (2.1.0) or b4 (for b4.review-perpatch-check-cmd).',
    'replay: lkml (the default: columns for a mail), json, promela (for SPIN) or replay (a file to open again)',
  ],
  scenario: ['ID', 'replay only this scenario (mmreview scenarios lists them)'],
  before: ['', 'replay only the code before the patch'],
  after: ['', 'replay only the code after the patch'],
  reverse: ['', 'review the patches backwards, as if they were being reverted'],
  carried: ['', 'also show what was wrong before the patch and still is'],
  dismissed: ['FILE', 'hazards that were looked at and dismissed in the editor (.mmreview/dismissed.json) are left out'],
  verbose: ['', 'also of a mailbox: list which patches were read by their hunks, and which texts were damaged'],
  notes: ['FILE', 'what else is to be said, under which lines of the input (docs/json.md)'],
  from: ['WHO', 'who answers; git send-email knows it by itself'],
  patch: ['N', 'only the reply to the N-th patch of the input'],
  width: ['N', 'columns of what is written, 60 to 78; 72 without it'],
  lint: ['', 'read the model strictly'],
  check: ['', 'compare the model with the bodies of a kernel tree'],
  show: ['NAME', 'print what the model says of a function'],
  era: ['X.Y', 'the kernel whose meaning is shown; without it the newest'],
};

/** Which options belong to a command; `help` and `version` to all. */
export const optionsOf: Readonly<Record<CommandName, readonly string[]>> = Object.fromEntries(
  Object.entries(commands).map(([name, command]) => [name, command.options]),
) as unknown as Record<CommandName, readonly string[]>;

const names = Object.keys(commands) as CommandName[];

/** Ends with a newline. @param of without it: all commands */
export function usage(of?: CommandName): string {
  return of === undefined ? usageOfAll() : usageOfOne(of);
}

const callsOf = (name: CommandName): string[] => commands[name].calls.map((call) => `mmreview ${name} ${call}`);

const called = (calls: readonly string[]): string => calls.map((call, i) => `${i === 0 ? 'Usage: ' : '       '}${call}\n`).join('');

function optionLines(shown: readonly string[], of?: CommandName): string {
  const row = (left: string, says: readonly string[]): string =>
    says.map((text, i) => `  ${(i === 0 ? left : '').padEnd(17)}${text}\n`).join('');
  return [
    ...shown.map((name) => {
      const [value, ...all] = options[name] ?? [''];
      // Formats are another list for each: a command tells its own.
      const own = of === 'replay' ? all.slice(1).map((text) => text.replace('replay: ', '')) : all.slice(0, 1);
      const says = name === 'format' && of !== undefined ? own : all;
      return row(`--${name}${value === '' ? '' : ` ${value}`} `, says);
    }),
    row('-h, --help', ['this text; `mmreview COMMAND --help`: of one command']),
    row('--version', ['the version']),
  ].join('');
}

function usageOfOne(name: CommandName): string {
  const { says, exits, options: own } = commands[name];
  const lines = says.map((text) => `${text}\n`).join('');
  return `${called(callsOf(name))}\n${lines[0]!.toUpperCase()}${lines.slice(1)}\n${optionLines(own, name)}\nExit status: ${exits}.\n`;
}

function usageOfAll(): string {
  const told = names.map((name) => commands[name].says.map((text, i) => `${(i === 0 ? name : '').padEnd(10)}${text}\n`).join('')).join('');
  const ofModel = new Set<string>(['lint', 'check', 'show']);
  const shown = Object.keys(options).filter((name) => !ofModel.has(name));
  return `${called(names.flatMap(callsOf))}
Reads Linux memory-management patches the way an mm maintainer does, and shows the lock, reference and charge hazards
that they introduce, each with the path that proves it.

${told}
${optionLines(shown)}
Exit status: 0 nothing introduced (audit, model: nothing found; reply: a mail was written), 1 something introduced (found; replay: the patch
breaks a scenario that held; reply: nothing to say), 2 wrong usage or unreadable input.
The rules are explained in docs/rules/.
`;
}
