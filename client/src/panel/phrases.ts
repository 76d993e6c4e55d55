/**
 * What the server says of a run, in the reader's language. The server has one language: its sentences go into mails, files and JSON as well, and a replay file brings
 * them along. So a sentence is found again here by what does not change in it, and its values are put into the translation; those may be sentences too.
 * Tests ask for every sentence of the server's, and of every run of the model, whether it is in this book. Names, code and the scenarios' own words stay as they are.
 */
import { later, spoken, translated } from './strings.ts';

/** Values that are not just anything, where a sentence could be taken for another one. */
const COUNT = '[\\d,]+ \\w+';
const LABEL = /(?:before|after) the patch|what if: .+?/.source;
const NUMBER = '[\\d,]+';
const RULE = '[a-z]+/[a-z-]+';
/** Several sentences, one after the other. */
const ALL = '.+';
/** A place in a replay file: `runs[0].path`. */
const PLACE = '[\\w.\\[\\] ]+';
const FUNCTION = '[\\w.>\\-\\[\\]]+';

type Phrase = string | readonly [english: string, ...holes: readonly string[]];

/** In English, as the server writes them; `{0}` is a value. */
export const phrases: readonly Phrase[] = [
  // images, titles
  later('before the patch'),
  later('after the patch'),
  [later('what if: {0}'), ALL],
  [later('{0} in {1}()'), RULE, FUNCTION],
  later('Made from: {0}'),
  // verdicts
  later('not explored'),
  [later('holds: {0}'), ALL],
  [later('breaks: {0}'), ALL],
  [later('open: {0}'), ALL],
  later('no violation'),
  later('nothing found so far'),
  [later('violated: {0}'), ALL],
  [later('deadlock: {0}'), ALL],
  [later('livelock: {0}'), ALL],
  [later('{0}, exhaustive'), COUNT],
  [later('{0}, exhaustive within {1}'), COUNT, ALL],
  [later('{0}, not exhaustive: {1}'), COUNT, ALL],
  [later('{0}, {1}; {2}'), COUNT, COUNT, COUNT],
  [later('{0}, {1}, perhaps not the shortest; {2}'), COUNT, COUNT, COUNT],
  [later('{0} state'), NUMBER],
  [later('{0} states'), NUMBER],
  [later('{0} step'), NUMBER],
  [later('{0} steps'), NUMBER],
  [later('{0} preemption'), NUMBER],
  [later('{0} preemptions'), NUMBER],
  later('the limit of states was reached'),
  later('the limit of memory was reached'),
  later('it was given up'),
  [later('with {0} threads livelocks are not looked for'), NUMBER],
  later('{0} left the range {1}..{2} of this world'),
  later('a value left the range of this world'),
  later('one path through the function, by itself: no second thread is needed'),
  // what a run ends in
  later('the run stops here: {0} could go on'),
  later('all threads have finished and every invariant holds'),
  later('nobody can go on'),
  later('nothing is wrong here'),
  [later('{0} goes round the same {1} steps for ever and never gets ahead'), '.+', NUMBER],
  [later('{0} go round the same {1} steps for ever and nobody gets ahead'), '.+', NUMBER],
  later('{0} repeats {1} for ever and never gets ahead'),
  later('{0} repeats {1} for ever and nobody gets ahead'),
  [later('{0} and {1}'), '\\w+(?:, \\w+)*', '\\w+'],
  later('{0} leaves the bounds of this world'),
  later('something that must not happen'),
  // who waits for what
  [later('goes no further: {0}'), ALL],
  later('has finished'),
  later('cannot go on'),
  later('{0} cannot go on'),
  [later('waits: {0}'), ALL],
  later('waits for {0}, which it holds itself'),
  later('waits for {0}, which {1} holds'),
  later('{0} waits for {1}, which nobody gives back'),
  later('{0} waits for {1}, which it holds itself'),
  later('{0} waits for {1}, which {2} took and never gave back'),
  later('{0} waits for {1}, which {2} holds'),
  later('{0} waits for {1}, which {2} hold'),
  later('{0} waits for ever in {1}'),
  later('{0} waits for ever in {1}, while {2} stays in its read section'),
  // faults
  later('`{0}` is followed and leads nowhere'),
  later('`{0}` is used after it was freed'),
  later('a loop that nothing in it ever ends'),
  later('the assertion does not hold'),
  [later('the assertion does not hold: {0}')],
  [later('BUG() is reached')],
  [later('{0}() is true'), '\\w+'],
  [later('{0}() is true: {1}'), '\\w+', '.+'],
  later('it is freed a second time'),
  later('a lock is released that nobody holds'),
  later('a reference is taken on something whose count is 0'),
  later('a reference is given back that does not exist'),
  // outcomes and steps that no code has
  later('{0}() returns {1}'),
  later('{0} is true'),
  later('{0} is false'),
  later('kfree_rcu callback: {0} is freed'),
  later('irq off'),
  later('bh off'),
  later('preempt off'),
  later('reclaim'),
  later('shared'),
  later('for writing'),
  // bounds, and what was taken for granted
  [later('one step: {0}'), ALL],
  later('a function that calls itself is followed once more'),
  later('code that is not in sight is taken to change nothing'),
  later('what comes behind is not in sight'),
  later('a lock that is not in this world is taken without effect'),
  later('`{0}` is outside of this world: both ways are followed'),
  later('{0}() is not in sight: it is taken to change nothing'),
  later('{0}() is too much to follow here: it is taken to change nothing'),
  later('{0}() takes {1} arguments here and is called with {2}: taken to mean the same'),
  later('{0}() calls itself: followed once more and no further'),
  later('{0}() calls itself: followed so deep and no further'),
  later('{0}() runs as the scenario has it: the tree that was read does not have it, or not once'),
  later('{0}() runs as the scenario has it: as the tree has it, {1}'),
  later('`goto {0}` leads out of sight: taken to go where the scenario goes, to {1}'),
  later('it cannot be run here'),
  later('this cannot be explored to its end'),
  later('the scenario breaks before the patch and after it'),
  later('nothing in the scenario ever breaks'),
  // what could not be had
  [later('The image {0} cannot be run: {1}'), LABEL, ALL],
  later('the patch does not have it'),
  later('nobody can say why'),
  later('only a part of {0}() is in sight, and the scenario has no place for a part: the whole function is needed'),
  later('the hunk shows nothing of {0}() that the scenario has a place for'),
  later('the hunk goes to {0}, which neither it nor the scenario shows'),
  later('with what is in sight of {0} the scenario breaks before the patch and after it: the whole is needed'),
  later('{0}() has more than {1} points at which others may come in'),
  later('too many ways through what would be one step'),
  later('a loop without end inside of what is one step'),
  later('The patch that this was made from is not open here, or reads otherwise: its lines are shown as the replay holds them.'),
  later('The schedule of this link or window does not fit any more: the code is another one.'),
  later('The schedule fits up to step {0}; the code is another one from there on.'),
  later('{0}: this change cannot be run any more: {1}'),
  later('This document no longer has what was to be replayed: it was edited, or is read against another tree.'),
  later('Neither image of this patch can be run in this scenario.'),
  later('The model has no scenario called {0}.'),
  later('The scenario {0} has no variant called {1}.'),
  later('This scenario cannot be run: {0}'),
  later('Nothing was found to replay: {0} is not open, or holds no patch.'),
  later('There is nothing to replay.'),
  // choosing and exploring
  later('The server no longer has this replay: reopen the panel.'),
  later('This replay is the path of a hazard: there is nothing to choose or explore in it.'),
  later('That step cannot be taken here.'),
  later('There is no choice to take back.'),
  later('Took the choice back.'),
  later('That violation is not known any more: look again.'),
  [later('From here nothing breaks any more: {0} states.'), NUMBER],
  later('Nothing was found from here, and not all was explored.'),
  [later('From here it takes {0} more steps: {1}.'), NUMBER, ALL],
  later('There is no violation: every interleaving was explored.'),
  later('Nothing was found, and not all was explored.'),
  later('The shortest violation there is.'),
  later('The best violation that was found.'),
  later('No violation was found.'),
  [later('{0}, and no other.'), '[^.]+'],
  [later('{0}; there may be more.'), '[^.]+'],
  [later('{0}; not all was explored.'), '[^.]+'],
  [later('{0} violation'), NUMBER],
  [later('{0} violations, each of another kind or at another place'), NUMBER],
  later('There is only one image to look at.'),
  [later('They part at step {0}: {1}. With this schedule: {2}.'), NUMBER, '.+?', ALL],
  [later('They take the same steps. With this schedule: {0}.'), ALL],
  later('nothing breaks'),
  [later('{0}: `{1}`'), LABEL, ALL],
  [later('{0}: nothing'), LABEL],
  [later('{0}: nothing breaks'), LABEL],
  [later('{0}: {1}'), LABEL, ALL],
  // changes to try
  later('No change to try is known for this code.'),
  later('Each is made in the code and explored anew.'),
  later('That change is not known any more: ask for the list again.'),
  later('That change cannot be run: {0}'),
  later('this replay has no code that could be changed'),
  later('nothing follows that it could change places with'),
  later('there is no such statement'),
  later('these lines are not in one block'),
  later('a lock of the kind {0} cannot be taken here'),
  later('{0} is no lock that can be named here'),
  later('there is no call whose result is unused'),
  later('{0}() takes no reference'),
  [later('With this change it holds: {0} states, every interleaving.'), NUMBER],
  [later('With this change it breaks: {0}.'), ALL],
  later('With this change nothing was found, and not all was explored.'),
  [later('{0}(): hold {1} from `{2}` to `{3}`'), '\\w+'],
  [later('{0}(): hold {1} from `{2}`'), '\\w+', '[^`]+', '[^`]+'],
  [later('{0}(): `{1}` may fail, and then it gives up'), '\\w+'],
  [later('{0}(): `{1}` and what follows it, the other way round'), '\\w+'],
  [later('{0}(): without `{1}`'), '\\w+'],
  // ways out and in
  later('There is nothing to write down.'),
  later('There is no mail here that this would answer.'),
  later('A path of one thread has no Promela form.'),
  later('The path of a hazard cannot be saved: it is in the patch itself.'),
  later('This is too large for a replay file.'),
  later('This is no replay file of mm Patch Review.'),
  later('The replay file is damaged.'),
  later('The replay file is damaged: it is not well-formed JSON.'),
  later('The replay file is cut off: its end is missing. Save or send it once more.'),
  [later('The replay file is damaged: {0}.'), ALL],
  later('the whole'),
  [later('{0} is no list'), PLACE],
  [later('{0} is no object'), PLACE],
  [later('{0} is no text'), PLACE],
  [later('{0} is no number'), PLACE],
  [later('{0} is no integer'), PLACE],
  [later('{0} is neither true nor false'), PLACE],
  [later('{0} is out of range'), PLACE],
  [later('{0} is none of the words that can stand there'), PLACE],
  [later('{0} has the wrong length'), PLACE],
  [later('{0} is no version that was ever written'), PLACE],
  [later('{0} is too long for a world of this size'), PLACE],
  [later('{0} cannot be walked: step {1} does not fit'), PLACE, NUMBER],
  [later('{0} holds other positions than its thread has'), PLACE],
  [later('{0} is not its place in the list'), PLACE],
  [later('{0} is nested too deep'), PLACE],
  later('This replay file was written by a newer mm Patch Review (format {0}; this one reads up to {1}). Update it to open the file.'),
];

/** One value: several sentences have a semicolon between them. */
const ONE = '(?:(?!; ).)+?';

interface Read {
  readonly english: string;
  readonly pattern: RegExp;
  /** letters that are the phrase's own: of two that fit, the one that says more is meant */
  readonly own: number;
}

let book: readonly Read[] | undefined;

function read(): readonly Read[] {
  book ??= phrases
    .map((phrase): Read => {
      const [english, ...holes] = typeof phrase === 'string' ? [phrase] : phrase;
      const parts = english.split(/\{(\d+)\}/);
      const pattern = parts
        .map((part, index) => (index % 2 === 0 ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : `(${holes[Number(part)] ?? ONE})`))
        .join('');
      return { english, pattern: new RegExp(`^${pattern}$`, 's'), own: parts.filter((_, index) => index % 2 === 0).join('').length };
    })
    .sort((a, b) => b.own - a.own);
  return book;
}

/** More than this is no sentence of ours. */
const LONGEST = 2000;
/** Sentences in sentences: no deeper. */
const DEEPEST = 6;

/** A sentence of the server's as the reader has it; what is no sentence of ours stays as it is. */
export function tell(sentence: string): string {
  return spoken() === 'english' ? sentence : told(sentence, 0);
}

function told(sentence: string, depth: number): string {
  if (depth > DEEPEST || sentence.length > LONGEST || sentence === '') return sentence;
  for (const { english, pattern } of read()) {
    const found = pattern.exec(sentence);
    if (found)
      return translated(
        english,
        found.slice(1).map((value) => told(value, depth + 1)),
      );
  }
  // Who it is about in front, where it stands behind, one after the other.
  const about = /^(\w+\(\): )(.+)$/s.exec(sentence);
  if (about) return `${about[1]}${told(about[2] ?? '', depth + 1)}`;
  const line = /^([\w./-]+:\d+: )(.+)$/s.exec(sentence);
  if (line) return `${line[1]}${told(line[2] ?? '', depth + 1)}`;
  const where = /^(.+)( \([^()\s]+:\d+\))$/s.exec(sentence);
  if (where) return `${told(where[1] ?? '', depth + 1)}${where[2]}`;
  const list = sentence.split('; ');
  return list.length > 1 ? list.map((one) => told(one, depth + 1)).join('; ') : sentence;
}
