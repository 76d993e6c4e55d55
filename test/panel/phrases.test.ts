/** What the server says of a run is said in the reader's language: where every letter of ours is written another way, none of ours is left over. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, test } from 'node:test';
import ts from 'typescript';
import { phrases, tell } from '../../client/src/panel/phrases.ts';
import { speak } from '../../client/src/panel/strings.ts';
import { announce, textOf } from '../../client/src/panel/words.ts';
import { filePlay } from '../../server/src/lsp/sim-files.ts';
import type { Play } from '../../server/src/lsp/sim-play.ts';
import { documentOffers, documentPlay, type Replayable, scenarioOffers, scenarioPlay } from '../../server/src/lsp/sim-plays.ts';
import type { ReplayData, RunData } from '../../server/src/lsp/sim-protocol.ts';
import { SimSessions } from '../../server/src/lsp/sim-sessions.ts';
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { Bench } from '../../server/src/review/index.ts';
import { exploreAll, type Machine } from '../../server/src/sim/index.ts';
import { makeReviewer } from '../check/reviewer.ts';
import { abba } from '../sim/toys.ts';

const bundle: Readonly<Record<string, string>> = JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8'));

/** Letters as wide ones, places of values as they are. */
function wide(text: string): string {
  return text
    .split(/(\{\d+\})/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/[A-Za-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
    )
    .join('');
}

const foreign = JSON.stringify(Object.fromEntries(Object.keys(bundle).map((english) => [english, wide(english)])));
afterEach(() => speak(undefined));

const mail = readFileSync('test/lsp/fixtures/early-look.patch', 'utf8');

/** Text without line ends, leaders of comments, quotes and marks: what somebody wrote, as it may come back in a sentence. */
const bare = (text: string): string =>
  text
    .replace(/^[+> -]*\s*\*?\s*/gm, ' ')
    .replace(/["\\`]/g, '')
    .replace(/\s+/g, ' ');

/** What is not ours: the model's C with its sentences, the mail. */
const theirs = bare(
  [
    ...['server/model', 'server/model/scenarios'].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.c'))
        .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
    ),
    mail,
  ].join('\n'),
);

/** Words of ours that stayed English. */
function left(text: string): string[] {
  // What a step does to a value is names and numbers.
  return (bare(text.replace(/\S+ \S+ -> \S+/g, ' | ')).match(/[A-Za-z]*[a-z]{2,}(?: [a-z]{2,})+/g) ?? []).filter(
    (words) => !theirs.includes(words),
  );
}

const reviewer = await makeReviewer();
const shelf = reviewer.scenarios();
const elsewhere = { treeUri: () => undefined, modelUri: (file: string) => `file:///model/${file}` };
const explore = async (machine: Machine) => exploreAll(machine);

function sessionsOf(play: Play): SimSessions {
  return new SimSessions({
    play: async () => play,
    explore: async (machine, options) => exploreAll(machine, options),
    progress: () => undefined,
  });
}

/** Every sentence of a run. */
function sentencesOf(run: RunData): string[] {
  return [
    run.label,
    run.verdict.sentence,
    run.verdict.explored,
    run.ending,
    run.violation?.sentence ?? '',
    ...run.assumed,
    ...run.bounds,
    ...run.holds.map(({ how }) => how),
    ...run.steps.flatMap(({ outcome }) => outcome ?? []),
  ];
}

/** Asks everything that a page can ask about a replay, and notes every sentence of the answers. */
async function allSaid(play: Play): Promise<{ readonly data: ReplayData; readonly said: ReadonlySet<string> }> {
  const sessions = sessionsOf(play);
  const data = await sessions.open({ source: play.source });
  const { session } = data;
  const said = [data.title, ...data.story.split('\n'), ...data.lacks, ...data.runs.flatMap(sentencesOf)];
  const note = async (ask: () => Promise<readonly string[]>): Promise<void> => {
    said.push(...(await ask().catch((error: Error) => [error.message])));
  };
  for (const { id: run, steps } of data.runs) {
    for (let at = 0; at <= steps.length; at++) {
      await note(async () => {
        const { choices, stuck } = await sessions.ask(session, { do: 'choices', run, at });
        return [...stuck.map(({ why }) => why), ...choices.flatMap(({ fault, outcome }) => [fault ?? '', outcome ?? ''])];
      });
    }
    const moved = async (ask: Parameters<typeof sessions.ask>[1] & { do: 'continue' | 'shortest' | 'undo' | 'take' | 'other' | 'try' }) => {
      const answer = await sessions.ask(session, ask);
      return [answer.said, ...sentencesOf(answer.run)];
    };
    await note(async () => {
      const { sentence, left, right } = await sessions.ask(session, { do: 'compare', run });
      return [sentence, ...sentencesOf(left), ...sentencesOf(right)];
    });
    await note(async () => {
      const { found, said: so } = await sessions.ask(session, { do: 'others', run });
      return [so, ...found.flatMap(({ sentence, after }) => [sentence, after ?? ''])];
    });
    await note(() => moved({ do: 'continue', run, at: 0 }));
    await note(() => moved({ do: 'undo', run }));
    await note(() => moved({ do: 'undo', run }));
    await note(() => moved({ do: 'take', run, at: 0, rule: 999_999 }));
    await note(() => moved({ do: 'other', run, found: 'nobody' }));
    await note(() => moved({ do: 'shortest', run }));
    await note(async () => {
      const { candidates, said: so } = await sessions.ask(session, { do: 'candidates', run });
      const tried: string[] = [];
      for (const { id } of candidates.slice(0, 1))
        tried.push(...(await moved({ do: 'try', run, candidate: id }).catch((error: Error) => [error.message])));
      return [so, ...candidates.map(({ text }) => text), ...tried];
    });
  }
  return { data, said: new Set(said) };
}

async function documentPlays(): Promise<Play[]> {
  const benches: Bench[] = [];
  const document = parsePatchText(mail);
  const review = await reviewer.review(document, { onBench: (bench) => benches.push(bench) });
  const of: Replayable = { uri: 'file:///mails/early-look.patch', text: mail, document, review, replays: reviewer.replays(benches) };
  const offers = await documentOffers(of, explore);
  return Promise.all(offers.flatMap(({ source }) => (source.kind === 'document' ? [documentPlay(of, source, elsewhere, explore)] : [])));
}

/** Of each scenario a variant that breaks and one that holds. */
function scenarioPlays(): Play[] {
  const offers = scenarioOffers(shelf);
  const first = offers.filter((one) => offers.find(({ scenario, breaks }) => scenario === one.scenario && breaks === one.breaks) === one);
  return first.flatMap(({ source }) => (source.kind === 'scenario' ? [scenarioPlay(shelf, source, elsewhere)] : []));
}

test("every sentence that a replay of the model or of a mail brings is said in the reader's language", async () => {
  const plays = [
    ...(await documentPlays()),
    ...scenarioPlays(),
    { ...scenarioPlays()[0], source: { kind: 'file', text: '' }, images: [toyImage()] } as Play,
  ];
  const all: { readonly data: ReplayData; readonly said: ReadonlySet<string> }[] = [];
  for (const play of plays) all.push(await allSaid(play));
  speak(foreign);
  const english = new Set<string>();
  for (const { data, said } of all) {
    for (const sentence of said) for (const words of left(tell(sentence))) english.add(`${words}   <- ${sentence}`);
    for (const run of data.runs) {
      const lines = textOf(run, data.title, data.story).map(({ text }) => text);
      for (let at = 0; at <= run.steps.length; at++) lines.push(announce(run, at));
      for (const line of lines) for (const words of left(line)) english.add(`${words}   <- ${line}`);
    }
  }
  assert.deepEqual([...english], []);
});

function toyImage(): Play['images'][number] {
  return { id: 'only', kind: 'only', label: 'after the patch', machine: abba(true).machine };
}

test("files that are no replays are told so in the reader's language", () => {
  speak(foreign);
  for (const text of [
    '',
    '{',
    '{}',
    '{"format":"mm-patch-review/replay","version":99}',
    '{"format":"mm-patch-review/replay","version":1,"runs":3}',
    'x'.repeat(10),
  ]) {
    try {
      filePlay({ kind: 'file', text });
      assert.fail('it is no replay');
    } catch (error) {
      assert.deepEqual(left(tell((error as Error).message)), [], (error as Error).message);
    }
  }
});

test('without another language every sentence is itself', () => {
  for (const phrase of phrases) {
    const english = typeof phrase === 'string' ? phrase : phrase[0];
    assert.equal(tell(english), english);
  }
});

test("a stranger's text of any length is told in no time to speak of, and stays as it is", () => {
  speak(foreign);
  for (const odd of ['They part at step '.repeat(80), '; '.repeat(900), 'x'.repeat(100_000), '`'.repeat(1999), 'a, b; '.repeat(300)])
    assert.equal(tell(odd).length, odd.length);
});

/** What may stand in the places of values. */
const samples = ['7', '7 states', 'after the patch'];

/** Files whose sentences reach the page, and what in them does not: parts of sentences, or for somebody else. */
const written: Readonly<Record<string, readonly RegExp[]>> = {
  'lsp/sim-files.ts': [],
  'lsp/sim-follow.ts': [/^They /, /^With this schedule/],
  'lsp/sim-play.ts': [],
  // What a lens and a list of offers say, which the server's features say in English.
  'lsp/sim-plays.ts': [
    /^(holds|breaks) before (the patch, |and after )/,
    /^the images cannot be compared$/,
    /^the path of /,
    /^7 the patch$/,
  ],
  'lsp/sim-requests.ts': [],
  'lsp/sim-run.ts': [/^it holds itself$/],
  'lsp/sim-sessions.ts': [],
  'lsp/sim-session.ts': [/^, and no other$/, /^; there may be more$/, /^; not all was explored$/, /^violations, each/],
  'sim/ending.ts': [
    /^out of range$/,
    /^no such rule$/,
    /^goe?s? round the same/,
    /^, wh(ich|ile) /,
    /cannot do|there is no such step|cannot be taken|for ever and/,
  ],
  'sim/verdict-text.ts': [/^, perhaps not the shortest$/],
  'sim/what-if.ts': [],
  'sim/splice.ts': [],
  'sim/vocabulary.ts': [],
  'sim/operators.ts': [],
  'sim/replay-file.ts': [/^is |^out of range$|^cannot be walked/],
  'review/replay-roles.ts': [/^(holds breaks|breaks holds)$/],
};

test("every sentence in the server's files that a page shows is in the book", () => {
  speak(foreign);
  const missing: string[] = [];
  for (const [name, others] of Object.entries(written)) {
    const path = `server/src/${name}`;
    const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
    const walk = (node: ts.Node): void => {
      const text = (sample: string): string => {
        if (ts.isStringLiteralLike(node)) return node.text;
        return ts.isTemplateExpression(node)
          ? node.head.text + node.templateSpans.map(({ literal }) => `${sample}${literal.text}`).join('')
          : '';
      };
      const sentence =
        /[A-Za-z]{2,}[,:.]? [a-z]{2,}/.test(text('7')) && !ts.isImportDeclaration(node.parent) && !ts.isJsxAttribute(node.parent);
      if (sentence && !samples.some((sample) => left(tell(text(sample))).length === 0) && !others.some((one) => one.test(text('7'))))
        missing.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${text('7')}`);
      node.forEachChild(walk);
    };
    walk(file);
  }
  assert.deepEqual(missing, []);
});
