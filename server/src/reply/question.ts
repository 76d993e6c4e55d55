/**
 * A finding as a question to the author of a patch, with its evidence: what a reviewer asks who has read the path and may still be wrong.
 */
import type { Finding } from '../review/types.ts';
import { columns, fill, wordsOf, wrap } from './fill.ts';

/** Rule -> the question; `o` is the object, or what stands for it. */
const questions: Readonly<Record<string, (o: string) => string>> = {
  'lock/missing-unlock': (o) => `Is ${o} still held when this path returns?`,
  'lock/double-lock': (o) => `Is ${o} not held already on this path?`,
  'lock/unbalanced-unlock': (o) => `Is ${o} held on every path that comes here?`,
  'lock/sleep-in-atomic': () => 'Can this sleep here, in atomic context?',
  'lock/unguarded-access': (o) => `What guards ${o} here?`,
  'lock/order-inversion': () => 'Does this agree with the order in which these locks are taken elsewhere?',
  'lock/stale-after-unlock': (o) => `Is ${o} still valid here, after the lock that kept it was dropped?`,
  'lock/long-hold': () => 'How long can this loop run with the lock held?',
  'lock/irq-unsafe': () => 'Can an interrupt come here and take the same lock?',
  'lock/rcu': () => 'Is the RCU read section right on this path?',
  'ref/leak': (o) => `Who drops the reference to ${o} on this path?`,
  'ref/double-put': (o) => `Does this path still own the reference to ${o} that it drops?`,
  'ref/use-after-put': (o) => `What keeps ${o} alive here?`,
  'ref/unchecked-get': (o) => `What if there is no ${o} to be had?`,
  'ref/iterator-leak': (o) => `Who drops the iterator's reference to ${o} when the walk is left here?`,
  'ref/pinned': (o) => `What bounds how long this keeps ${o} around?`,
  'error/ignored': () => 'What happens when this fails?',
  'contract/changed': () => 'Do all callers follow this change?',
  'charge/not-undone': () => 'Who gives the charge back when it fails here?',
  'charge/early-uncharge': () => 'What if a later step fails, now that this is uncharged?',
  'charge/publish-before-charge': (o) => `Can others find ${o} before it is charged?`,
  'charge/double': () => 'Has this path not charged (or uncharged) it already?',
  'charge/fallible-after-commit': () => 'What is left behind when this fails, after the point of no return?',
  'charge/unpaired-stat': () => 'Does this move together with its counterpart on every path?',
  'charge/offline-order': () => 'Is this the right order against the offlining of the memcg?',
  'charge/reclaim-recursion': () => 'Can this enter reclaim, and then wait for what is held here?',
  'value/unset': (o) => `What is in ${o} on this path?`,
  'value/unit': (o) => `Is ${o} counted in the unit that is expected here?`,
  'value/range': (o) => `Does every value of ${o} fit here?`,
};

/** Whether there is a question of its own for a rule. */
export const hasQuestion = (rule: string): boolean => rule in questions;

export interface QuestionOptions {
  readonly width: number;
  /** only hunks were at hand: the code around them was not seen */
  readonly blind: boolean;
}

/** The lines of a question: what is asked, the path, what comes of it, what might mend it. */
export function questionLines(finding: Finding, { width, blind }: QuestionOptions): string[] {
  const object = oneLine(finding.object);
  // What has more than a name in it reads badly in the middle of a question.
  const named = /^[&*\w>.[\]()-]{1,40}$/.test(object) ? object.replace(/^&(\w+)->css$/, '$1') : 'it';
  const { race } = finding;
  const ask = race ? `Can this race${race.against === undefined ? '' : ` with ${plain(race.against)}`}?` : questions[finding.rule]?.(named);
  const out = wrap(wordsOf(ask ?? 'Is this right?'), width);
  const steps = race ? turnLines(race.columns) : pathLines(finding, width);
  if (steps.length > 0) {
    const side = finding.side === 'new' ? 'with the patch applied' : 'before the patch';
    out.push('', ...wrap(wordsOf(`As I read ${race ? 'it' : `${finding.function}()`}, ${side}:`), width), '', ...steps);
  }
  // What is violated stands below the columns.
  out.push('', ...fill(claim(race ? race.story : finding.message), width));
  const last: string[] = [];
  if (finding.remedy) last.push(`Would it help to ${lowerFirst(oneLine(finding.remedy).replace(/[.?!]+$/, ''))}?`);
  if (blind) last.push('(I looked at the hunks alone; code that they do not show may settle this.)');
  else if (finding.confidence === 'low') last.push('I may well be missing something here.');
  if (last.length > 0) out.push('', ...fill(last.join(' '), width));
  out.push('', ...wrap(wordsOf(`[${finding.rule}, found by mmreview]`), width));
  return out;
}

/** What an earlier question asks already, on another path: that it is the same, and where. */
export function likewise(finding: Finding, width: number): string[] {
  return wrap(wordsOf(`The same on this path. [${finding.rule}]`), width);
}

/** Columns are as wide as they are: they are not filled, and nothing in them quotes or ends a mail. */
function turnLines(columns: string): string[] {
  return columns.split('\n').map((line) => line.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ').trimEnd());
}

/** `  mm/a.c:120  takes the lock`, notes below each other. */
function pathLines(finding: Finding, width: number): string[] {
  const place = (line: number, file: string): string => (line > 0 ? `${file}:${line}` : file);
  const steps = finding.path.map(({ line, note, file }) => [place(line, file ?? finding.file), note] as const);
  const room = Math.min(28, Math.max(0, ...steps.map(([where]) => columns(where))));
  return steps.flatMap(([where, note]) => {
    const rest = ' '.repeat(room + 4);
    const first = `  ${where.padEnd(room)}  `;
    if (columns(where) <= room) return wrap(wordsOf(plain(note)), width, first, rest);
    return [`  ${where}`, ...wrap(wordsOf(plain(note)), width, rest)];
  });
}

/** The message as a sentence; messages leave out their subject where it is the marked code. */
function claim(message: string): string {
  const text = plain(message);
  const verb =
    /^(?:takes|returns|releases|drops|uses|fails|needs|leaves|hands|touches|puts|charges|uncharges|reads|writes|walks|no longer|stores|keeps|frees)\b/;
  const sentence = verb.test(text)
    ? `This ${text}`
    : /^(?:the|a|an|nested|its|on)\b/.test(text)
      ? text[0]!.toUpperCase() + text.slice(1)
      : text;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

const lowerFirst = (text: string): string => (/^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text);

/** Backquotes are for editors; control characters for nobody. */
const plain = (text: string): string => oneLine(text).replaceAll('`', '');

const oneLine = (text: string): string => text.replace(/[\s\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
