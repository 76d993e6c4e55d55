/**
 * Where messages begin and end in a text: mbox (mboxo, mboxrd, what public-inbox and `git format-patch --stdout` write) and
 * the output of `git log -p` hold many; any other text is one. Fed line by line, so that a stream needs no more memory than
 * its longest message.
 */
import { fieldNameLength } from './header.ts';
import type { RawLines } from './place.ts';

export type Envelope = 'mbox' | 'log' | 'single';

export interface EnvelopedLines extends RawLines {
  readonly envelope: Envelope;
}

/** `From somebody Thu Jan  1 00:00:00 1970`: sender and date, no colon behind the first word. */
export function isFromLine(line: string): boolean {
  return (
    line.startsWith('From ') &&
    /^From \S{1,300} {1,3}[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d{2}:\d{2}(?::\d{2})? .{0,20}\d{4}/.test(line.slice(0, 400))
  );
}

/** The separator of `git format-patch`: its date is a constant. */
export function isFormatPatchLine(line: string): boolean {
  return /^From [0-9a-f]{40,64} Mon Sep 17 00:00:00 2001/.test(line.slice(0, 110));
}

export function isCommitLine(line: string): boolean {
  return line.length < 1000 && /^commit [0-9a-f]{7,64}(?:\s|$)/.test(line);
}

const commitField = /^(?:Author|AuthorDate|Commit|CommitDate|Date|Merge|tree|parent|author|committer)(?::| )/;

export class Envelopes {
  private envelope: Envelope | undefined;
  private texts: string[] = [];
  private first = 0;

  /** Takes the next line; gives the message that ended before it, or before the line before it. */
  push(given: string): EnvelopedLines | undefined {
    const held = this.texts.length;
    // a byte order mark is no part of the first header's name
    const line = this.first === 0 && held === 0 && given.charCodeAt(0) === 0xfeff ? given.slice(1) : given;
    if (this.envelope === undefined && line.trim().length > 0) {
      this.envelope = isFromLine(line) || isFormatPatchLine(line) ? 'mbox' : isCommitLine(line) ? 'log' : 'single';
    }
    let done: EnvelopedLines | undefined;
    // A message begins one line above: the line that shows it is its second.
    if (held > 1 && this.begins(this.texts[held - 2] as string, this.texts[held - 1] as string, line)) done = this.cut(held - 1);
    this.texts.push(line);
    return done;
  }

  /** What is left at the end of the text. */
  end(): EnvelopedLines | undefined {
    return this.texts.length > 0 ? this.cut(this.texts.length) : undefined;
  }

  private begins(above: string, candidate: string, below: string): boolean {
    if (this.envelope === 'mbox') {
      if (candidate.charCodeAt(0) !== 70) return false;
      const header = fieldNameLength(below) > 0 || below.startsWith('>From ');
      return header && (isFormatPatchLine(candidate) || (above.trim().length === 0 && isFromLine(candidate)));
    }
    return this.envelope === 'log' && above.trim().length === 0 && isCommitLine(candidate) && commitField.test(below.slice(0, 20));
  }

  private cut(count: number): EnvelopedLines {
    const texts = this.texts.slice(0, count);
    const message: EnvelopedLines = { first: this.first, texts, envelope: this.envelope ?? 'single' };
    this.texts = this.texts.slice(count);
    this.first += count;
    return message;
  }
}
