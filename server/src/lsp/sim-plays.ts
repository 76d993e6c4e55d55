/**
 * What can be replayed: the hazards of a reviewed document with their paths, the scenarios in which its functions play, the scenarios of the model by
 * themselves. Makes offers of them, and plays out of offers (of saved replays: sim-files.ts). Knows reviews and scenarios; sessions, panels and the connection are somebody else's.
 */
import type { PatchDocument } from '../patch/types.ts';
import { composeReplies } from '../reply/index.ts';
import { changeOf, type ReplaySide, type Replays } from '../review/index.ts';
import type { Finding, Review } from '../review/types.ts';
import type { Machine, Scenario, Shelf, Verdict } from '../sim/index.ts';
import { positionAt } from './sim-place.ts';
import { type Play, type PlayImage, pathRun } from './sim-play.ts';
import type { ReplayOffer, ReplaySource } from './sim-protocol.ts';
import type { Places } from './sim-run.ts';
import { treeLine } from './tree-line.ts';

/** A document that was reviewed, with what its review was made from. */
export interface Replayable {
  readonly uri: string;
  readonly text: string;
  readonly document: PatchDocument;
  readonly review: Review;
  readonly replays: Replays;
}

/** URIs of files outside the document. */
export interface Elsewhere {
  /** of a file of the kernel tree */
  treeUri(file: string): string | undefined;
  /** of a file of the model: `scenarios/zswap-lru-offline.c` */
  modelUri(file: string): string | undefined;
}

type Explore = (machine: Machine) => Promise<Verdict>;

const SIDES = ['before', 'after'] as const;

/** What a document offers, in the order of its text. */
export async function documentOffers(of: Replayable, explore: Explore): Promise<ReplayOffer[]> {
  const races = await Promise.all(of.replays.offers.map((offer) => raceOffer(of, offer, explore)));
  const told = new Set(of.replays.offers.map((offer) => findingOf(of, offer)));
  const paths = of.review.findings
    .filter((finding) => finding.path.length > 0 && !told.has(finding))
    .map((finding) => pathOffer(of.uri, finding));
  return [...races.flat(), ...paths].sort((a, b) => (a.range?.start.line ?? 0) - (b.range?.start.line ?? 0));
}

/** What a scenario says of a patch is a finding as well: its replay is the race, not a list of the steps. */
function findingOf({ review }: Replayable, offer: Replays['offers'][number]): Finding | undefined {
  return review.findings.find(({ patch, rule, object }) => patch === offer.patch && rule === offer.rule && object === offer.scenario);
}

async function raceOffer(of: Replayable, offer: Replays['offers'][number], explore: Explore): Promise<ReplayOffer[]> {
  const sides = SIDES.map((side) => of.replays.side(offer.id, side));
  if (!sides.some((side) => side?.machine)) return [];
  const found = (machine: Machine) => of.replays.verdictOf(machine) ?? explore(machine);
  const [before, after] = await Promise.all(sides.map(async (side) => (side?.machine ? found(side.machine) : undefined)));
  const finding = findingOf(of, offer);
  const range = finding?.input ?? offer.ranges[0];
  const change = changeOf(before, after, { before: sides[0], after: sides[1] });
  return [
    {
      id: `race:${offer.id}`,
      source: { kind: 'document', uri: of.uri, replay: `race:${offer.id}` },
      kind: 'race',
      // What was there before and stays is nobody's news.
      verb: change === 'introduced' || change === 'fixed' ? 'Replay' : 'Explore',
      title: offer.title,
      says: says[change],
      breaks: after?.kind === 'breaks',
      scenario: offer.scenario,
      rule: offer.rule,
      functions: offer.functions,
      ...(finding ? { fingerprint: finding.fingerprint } : {}),
      ...(range ? { range } : {}),
    },
  ];
}

const says: Readonly<Record<ReturnType<typeof changeOf>, string>> = {
  introduced: 'holds before the patch, breaks after it',
  fixed: 'breaks before the patch, holds after it',
  carried: 'breaks before and after the patch',
  none: 'holds before and after the patch',
  unknown: 'the images cannot be compared',
};

function pathOffer(uri: string, finding: Finding): ReplayOffer {
  const id = `path:${finding.fingerprint}`;
  return {
    id,
    source: { kind: 'document', uri, replay: id },
    kind: 'path',
    verb: 'Replay',
    title: `${finding.rule} in ${finding.function}()`,
    says: finding.change === 'fixed' ? 'the path of what the patch mends' : 'the path of the hazard',
    breaks: finding.change !== 'fixed',
    rule: finding.rule,
    fingerprint: finding.fingerprint,
    functions: [finding.function],
    range: finding.input,
  };
}

/** Every scenario of the model, variant by variant. */
export function scenarioOffers(shelf: Shelf): ReplayOffer[] {
  return shelf.scenarios.flatMap((scenario) =>
    scenario.variants.map((variant): ReplayOffer => {
      const source: ReplaySource = { kind: 'scenario', scenario: scenario.id, variant: variant.id };
      return {
        id: `scenario:${scenario.id}/${variant.id}`,
        source,
        kind: 'race',
        verb: variant.verdict === 'breaks' ? 'Replay' : 'Explore',
        title: `${scenario.title}: ${variant.sentence || variant.id}`,
        says: `${scenario.id}/${variant.id} ${variant.verdict}`,
        breaks: variant.verdict === 'breaks',
        scenario: scenario.id,
        rule: scenario.rule,
        functions: shelf.roles(scenario),
      };
    }),
  );
}

/** The play behind an offer of a document; rejects with a sentence. */
export async function documentPlay(
  of: Replayable,
  source: ReplaySource & { kind: 'document' },
  elsewhere: Elsewhere,
  explore: Explore,
): Promise<Play> {
  const { replay } = source;
  if (replay.startsWith('path:')) {
    const finding = of.review.findings.find(({ fingerprint }) => `path:${fingerprint}` === replay);
    if (finding) return pathPlay(of, source, finding, elsewhere);
  }
  const offer = replay.startsWith('race:') ? of.replays.offer(replay.slice('race:'.length)) : undefined;
  if (!offer) throw new Error('This document no longer has what was to be replayed: it was edited, or is read against another tree.');
  const images: PlayImage[] = [];
  const lacks: string[] = [];
  const places = new Map<Machine, Places>();
  for (const kind of SIDES) {
    const side = of.replays.side(offer.id, kind);
    const label = `${kind} the patch`;
    lacks.push(...whyNot(side).map((reason) => `The image ${label} cannot be run: ${reason}`));
    if (!side?.machine) continue;
    images.push({
      id: kind,
      kind,
      label,
      machine: side.machine,
      verdict: of.replays.verdictOf(side.machine) ?? (await explore(side.machine)),
    });
    places.set(side.machine, sidePlaces(of.uri, side, elsewhere));
  }
  if (images.length === 0) throw new Error(lacks[0] ?? 'Neither image of this patch can be run in this scenario.');
  const line = offer.ranges[0]?.start.line;
  return {
    source,
    title: offer.title,
    story: [offer.story, offer.source].filter((part) => part !== '').join('\n'),
    rule: offer.rule,
    scenario: offer.scenario,
    ...patchOf(of, offer.patch),
    images,
    lacks,
    places: (machine, step) => places.get(machine)?.(machine, step) ?? machinePlaces(elsewhere)(machine, step),
    changed(image, edits) {
      const side = image === 'before' || image === 'after' ? of.replays.side(offer.id, image, edits) : undefined;
      if (side?.machine) places.set(side.machine, sidePlaces(of.uri, side, elsewhere));
      return side?.machine ?? whyNot(side)[0] ?? 'nobody can say why';
    },
    ...(line === undefined ? {} : { reply: (_, columns) => replyWith(of, line, offer.title, columns) }),
  };
}

function whyNot(side: ReplaySide | undefined): string[] {
  if (!side) return ['the patch does not have it'];
  return [...side.missing, ...side.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)];
}

/** Places of a side of a document: in it where it shows the step, and in the tree or the model. */
export function sidePlaces(uri: string, side: ReplaySide, elsewhere: Elsewhere): Places {
  const others = machinePlaces(elsewhere);
  return (machine, step) => {
    const range = side.places[step];
    return [...(range ? [{ uri, range, name: `${nameOf(uri)}:${range.start.line + 1}` }] : []), ...others(machine, step)];
  };
}

/** Places of a machine's sources that are files of their own: the tree's, the model's. */
export function machinePlaces(elsewhere: Elsewhere): Places {
  return (machine, step) => {
    const ref = machine.steps[step]?.at;
    const source = ref && machine.sources[ref.source];
    if (!ref || !source || source.from === 'patch') return [];
    // The model keeps the text of single functions: a place in it is none in its file.
    if (source.from === 'model') return [];
    const uri = source.from === 'tree' ? elsewhere.treeUri(source.name) : elsewhere.modelUri(source.name);
    if (uri === undefined) return [];
    const start = positionAt(source.text, ref.at[0]);
    return [{ uri, range: { start, end: positionAt(source.text, ref.at[1]) }, name: `${source.name}:${start.line + 1}` }];
  };
}

function pathPlay(of: Replayable, source: ReplaySource, finding: Finding, elsewhere: Elsewhere): Play {
  const path = pathRun(finding, (step) => {
    if (step.input) return [{ uri: of.uri, range: step.input, name: `${nameOf(of.uri)}:${step.input.start.line + 1}` }];
    const file = step.file ?? finding.file;
    const line = step.file ? step.line : treeLine(of.document, of.review, finding, step.line);
    const uri = elsewhere.treeUri(file);
    if (uri === undefined || line === undefined || line <= 0) return [];
    return [{ uri, range: { start: { line: line - 1, character: 0 }, end: { line: line - 1, character: 0 } }, name: `${file}:${line}` }];
  });
  return {
    source,
    title: `${finding.rule} in ${finding.function}()`,
    story: [finding.message, finding.remedy ?? ''].filter((part) => part !== '').join(' '),
    rule: finding.rule,
    images: [],
    path,
    lacks: [],
    places: () => [],
    reply: (_, columns) => replyWith(of, finding.input.start.line, finding.message, columns),
  };
}

/** The mail that answers the patch, with the columns under the hunk that they are about. */
function replyWith(of: Replayable, line: number, text: string, block: readonly string[]): string | undefined {
  return composeReplies(of.document, of.text.split(/\r\n|\n/), of.review, { notes: [{ line, text, block }], findings: [] })[0]?.text;
}

/** A scenario of the model by itself; rejects with a sentence. */
export function scenarioPlay(shelf: Shelf, source: ReplaySource & { kind: 'scenario' }, elsewhere: Elsewhere): Play {
  const scenario = shelf.find(source.scenario);
  if (!scenario) throw new Error(`The model has no scenario called ${source.scenario}.`);
  const variant = scenario.variants.find(({ id }) => id === source.variant);
  if (!variant) throw new Error(`The scenario ${source.scenario} has no variant called ${source.variant}.`);
  const { machine, problems } = shelf.compile(scenario, { variant: variant.id, name: `${scenario.id}/${variant.id}` });
  if (!machine)
    throw new Error(
      `This scenario cannot be run: ${problems[0] ? `${problems[0].file}:${problems[0].line}: ${problems[0].message}` : 'nobody can say why'}`,
    );
  return {
    source,
    title: scenario.title,
    story: storyOf(scenario),
    rule: scenario.rule,
    scenario: scenario.id,
    images: [{ id: 'only', kind: 'only', label: variant.sentence || variant.id, machine }],
    changed(_, edits) {
      const compiled = shelf.compile(scenario, { variant: variant.id, name: `${scenario.id}/${variant.id}`, edits });
      return compiled.machine ?? compiled.problems[0]?.message ?? 'nobody can say why';
    },
    lacks: [],
    places: machinePlaces(elsewhere),
  };
}

/** The mail that the patch came in. */
function patchOf({ uri, document, review }: Replayable, index: number): Pick<Play, 'patch'> {
  const patch = review.patches[index];
  if (!patch) return {};
  const messageId = document.messages[patch.message]?.messageId;
  return { patch: { subject: patch.subject, ...(messageId ? { messageId } : {}), document: nameOf(uri) } };
}

function storyOf({ story, source }: Scenario): string {
  return [story, source].filter((part) => part !== '').join('\n');
}

function nameOf(uri: string): string {
  const last = uri.split('/').at(-1) ?? uri;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
