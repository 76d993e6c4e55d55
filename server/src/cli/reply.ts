/** `mmreview reply`: the input is reviewed, and the mails that answer it are printed: one as it is, several as a mailbox. */

import { composeReplies, type Note, type Reply } from '../reply/index.ts';
import { inputName, printable } from '../report/index.ts';
import { dismissedIn, notesIn } from './dismissed.ts';
import type { Engine } from './engine.ts';
import { internalFailure, systemFailure } from './failure.ts';
import { wholeDocument } from './input.ts';
import type { Io } from './io.ts';
import { openKernel } from './kernel.ts';
import type { ReplyCommand } from './options.ts';
import { Progress } from './progress.ts';

/** Answers the exit status: 0 a mail was written, 1 there is nothing to say, 2 something could not be read. */
export async function reply(command: ReplyCommand, io: Io, engine: Engine): Promise<number> {
  const progress = new Progress(io);
  const say = (line: string): void => {
    progress.clear();
    void io.stderr.write(`mmreview: ${printable(line)}\n`);
  };
  const tree = command.kernel === undefined ? undefined : await openKernel(command.kernel, engine, say);
  if (command.kernel !== undefined && !tree) return 2;
  const notes: readonly Note[] | string = command.notes === undefined ? [] : await notesIn(command.notes, io);
  const dismissed = command.dismissed === undefined ? new Map<string, string>() : await dismissedIn(command.dismissed, io);
  for (const [option, read] of [
    ['--notes', notes],
    ['--dismissed', dismissed],
  ] as const) {
    if (typeof read === 'string') {
      say(`${option}: ${read}`);
      return 2;
    }
  }

  let replies: readonly Reply[];
  try {
    const { document, text } = await wholeDocument(io.read(command.input));
    const review = await (await engine.reviewer()).review(document, {
      ...(tree ? { tree } : {}),
      onProgress: (done, total, what) => progress.show(`${inputName(command.input)}: ${done}/${total} ${what}`),
    });
    if (command.patch !== undefined && command.patch > review.patches.length) {
      say(
        `--patch ${command.patch}: ${inputName(command.input)} has ${review.patches.length} ${review.patches.length === 1 ? 'patch' : 'patches'}`,
      );
      return 2;
    }
    const wanted = command.patch === undefined ? undefined : review.patches[command.patch - 1]?.message;
    replies = composeReplies(document, text.split(/\r\n|\n/), review, {
      notes: notes as readonly Note[],
      findings: review.findings.filter(
        ({ change, fingerprint }) => change === 'introduced' && !(dismissed as ReadonlyMap<string, string>).has(fingerprint),
      ),
      ...(command.from === undefined ? {} : { from: command.from }),
      ...(command.width === undefined ? {} : { width: command.width }),
    }).filter(({ message }) => wanted === undefined || message === wanted);
  } catch (error) {
    say(`${inputName(command.input)}: ${systemFailure(error) ?? internalFailure(error)}`);
    return 2;
  }
  progress.clear();
  for (const one of replies) await io.stdout.write(replies.length === 1 ? one.text : mboxMessage(one.text));
  for (const { subject, lacks } of replies) for (const lack of lacks) say(`${subject}: ${lack}`);
  if (replies.length === 0) say(`${inputName(command.input)}: there is nothing to say`);
  return replies.length === 0 ? 1 : 0;
}

/** As mboxrd has it: the same bytes whenever it is written. */
function mboxMessage(text: string): string {
  return `From mmreview Thu Jan  1 00:00:00 1970\n${text.replace(/^(>*From )/gm, '>$1')}\n`;
}
