/**
 * The sessions of open sim panels: each holds a replay's runs as they are by now, and answers what its page asks. All semantics of the panel end here; the
 * connection, documents and files are somebody else's.
 */
import {
  type ExploreOptions,
  followSchedule,
  initialState,
  type Machine,
  promelaOf,
  type Verdict,
  type Violation,
  violationAt,
} from '../sim/index.ts';
import { type Change, changesToTry } from './sim-candidates.ts';
import { align, firstDifference, partingSentence } from './sim-follow.ts';
import { Blind, type Broken, brokenBefore, placeOf } from './sim-others.ts';
import { pathColumns, runColumns, runFile, runJson } from './sim-out.ts';
import { heldUri, readHeldUri } from './sim-place.ts';
import type { Play, PlayImage } from './sim-play.ts';
import type {
  Ability,
  Answers,
  CandidateData,
  ComparisonData,
  ExportAs,
  FoundData,
  Moved,
  OpenParams,
  ReplayData,
  ReplaySource,
  Resume,
  RunData,
  SimAsk,
  TriedData,
} from './sim-protocol.ts';
import { nextSteps, type Run, runData, violationSentence, walk } from './sim-run.ts';
import { readTried } from './sim-tried.ts';

export interface SessionSteps {
  /** makes the replay that a source names; rejects with a sentence */
  play(source: ReplaySource): Promise<Play>;
  explore(machine: Machine, options: ExploreOptions, watch: { signal: AbortSignal; progress(states: number): void }): Promise<Verdict>;
  progress(session: string, states: number): void;
}

interface Held extends Run {
  readonly image: PlayImage;
  /** what was before each choice, for undo */
  readonly history: readonly { readonly path: readonly number[]; readonly found?: Violation }[];
}

interface Session {
  readonly id: string;
  readonly play: Play;
  readonly runs: Map<string, Held>;
  /** what `others` found, by id */
  readonly found: Map<string, Broken>;
  /** changes that were offered, with the image that they are made in and those that were made there before */
  readonly candidates: Map<string, { readonly image: PlayImage; readonly change: Change }>;
  /** what was tried, by the run that came of it */
  readonly edits: Map<string, TriedData>;
  controller: AbortController;
}

/** How many kinds of violation `others` looks for. */
const MOST_OTHERS = 12;

export class SimSessions {
  readonly #steps: SessionSteps;
  readonly #sessions = new Map<string, Session>();
  #count = 0;

  constructor(steps: SessionSteps) {
    this.#steps = steps;
  }

  async open({ source, resume }: OpenParams): Promise<ReplayData> {
    const play = await this.#steps.play(source);
    const id = `s${++this.#count}`;
    const session: Session = {
      id,
      play,
      runs: new Map(),
      found: new Map(),
      candidates: new Map(),
      edits: new Map(),
      controller: new AbortController(),
    };
    this.#sessions.set(id, session);
    try {
      const lacks = [...play.lacks];
      for (const image of play.images) session.runs.set(image.id, await this.#firstRun(session, image));
      for (const tried of readTried(resume?.tried)) lacks.push(...(await this.#tryAgain(session, tried)));
      for (const { run, schedule } of resume?.others ?? []) lacks.push(...putBack(session, run, schedule));
      if (resume?.schedule) lacks.push(...putBack(session, resume.run, resume.schedule));
      return this.#data(session, source, resume, lacks);
    } catch (error) {
      this.#sessions.delete(id);
      throw error;
    }
  }

  close(session: string): void {
    this.#sessions.get(session)?.controller.abort();
    this.#sessions.delete(session);
  }

  /** Whatever is explored for it ends with what was found so far. */
  cancel(session: string): void {
    this.#sessions.get(session)?.controller.abort();
  }

  dispose(): void {
    for (const id of [...this.#sessions.keys()]) this.close(id);
  }

  async ask<A extends SimAsk>(id: string, ask: A): Promise<Answers[A['do']]> {
    const session = this.#sessions.get(id);
    if (!session) throw new Error('The server no longer has this replay: reopen the panel.');
    return (await this.#answer(session, ask)) as Answers[A['do']];
  }

  /** The text behind an address of `heldUri`; '' when nobody holds it any more. */
  source(query: string): string {
    const at = readHeldUri(query);
    const run = at && [...(this.#sessions.get(at.session)?.runs.values() ?? [])][at.run];
    return run?.machine.sources[at?.source ?? -1]?.text ?? '';
  }

  async #answer(session: Session, ask: SimAsk): Promise<Answers[SimAsk['do']]> {
    if (ask.do === 'export') return this.#export(session, ask.run, ask.as, ask.at);
    const run = session.runs.get(ask.run);
    if (!run) throw new Error('This replay is the path of a hazard: there is nothing to choose or explore in it.');
    switch (ask.do) {
      case 'choices':
        return nextSteps(run, ask.at);
      case 'take': {
        const path = [...run.path.slice(0, ask.at), ask.rule];
        if (walk(run.machine, path).walked !== path.length) throw new Error('That step cannot be taken here.');
        return this.#moveTo(session, run, path, path.length, '');
      }
      case 'undo': {
        const before = run.history.at(-1);
        if (!before) throw new Error('There is no choice to take back.');
        const next: Held = {
          ...run,
          found: undefined,
          ...before,
          history: run.history.slice(0, -1),
          undo: run.undo - 1,
          byHand: run.undo > 1,
        };
        session.runs.set(run.id, next);
        const at = firstDifference(before.path, run.path);
        return { run: this.#show(session, next), at, said: 'Took the choice back.' };
      }
      case 'continue':
        return this.#continue(session, run, ask.at);
      case 'shortest':
        return this.#shortest(session, run);
      case 'others':
        return this.#others(session, run);
      case 'other': {
        const found = session.found.get(ask.found);
        if (!found) throw new Error('That violation is not known any more: look again.');
        return this.#moveTo(session, run, found.path, found.path.length, '', found.violation);
      }
      case 'compare':
        return this.#compare(session, run);
      case 'candidates':
        return this.#candidates(session, run);
      case 'try':
        return this.#try(session, ask.candidate);
    }
  }

  #show(session: Session, run: Held): RunData {
    const number = [...session.runs.keys()].indexOf(run.id);
    const data = runData(run, session.play.places, {
      uri: (source, name) => heldUri(session.id, number, source, name),
      patchToo: session.play.unlinked === true,
    });
    const tried = session.edits.get(run.id);
    return tried ? { ...data, tried } : data;
  }

  async #firstRun(session: Session, image: PlayImage): Promise<Held> {
    const verdict = image.verdict ?? (image.path ? undefined : await this.#explore(session, image.machine, {}));
    const path = image.path ?? (verdict?.kind === 'breaks' ? verdict.path : wholeRun(image.machine));
    return {
      id: image.id,
      kind: image.kind,
      label: image.label,
      machine: image.machine,
      image,
      verdict,
      path,
      byHand: image.byHand ?? false,
      undo: 0,
      history: [],
    };
  }

  async #explore(session: Session, machine: Machine, options: ExploreOptions): Promise<Verdict> {
    if (session.controller.signal.aborted) session.controller = new AbortController();
    const { signal } = session.controller;
    return this.#steps.explore(machine, options, { signal, progress: (states) => this.#steps.progress(session.id, states) });
  }

  #moveTo(session: Session, run: Held, path: readonly number[], at: number, said: string, found?: Violation): Moved {
    const before = { path: run.path, ...(run.found ? { found: run.found } : {}) };
    const next: Held = { ...run, path, found, byHand: true, history: [...run.history, before], undo: run.undo + 1 };
    session.runs.set(run.id, next);
    return { run: this.#show(session, next), at, said };
  }

  async #continue(session: Session, run: Held, at: number): Promise<Moved> {
    const before = run.path.slice(0, at);
    const { states } = walk(run.machine, before);
    const from = states.at(-1) ?? initialState(run.machine);
    const verdict = await this.#explore(session, run.machine, { from });
    if (verdict.kind !== 'breaks') {
      const said =
        verdict.kind === 'holds'
          ? `From here nothing breaks any more: ${verdict.counts.states.toLocaleString('en')} states.`
          : 'Nothing was found from here, and not all was explored.';
      return { run: this.#show(session, run), at, said };
    }
    const path = [...before, ...verdict.path];
    return this.#moveTo(
      session,
      run,
      path,
      at,
      `From here it takes ${verdict.path.length} more steps: ${violationSentence(run.machine, verdict)}.`,
    );
  }

  async #shortest(session: Session, run: Held): Promise<Moved> {
    const known = run.verdict?.kind === 'breaks' && run.verdict.shortest ? run.verdict : await this.#explore(session, run.machine, {});
    if (known.kind !== 'breaks') {
      const said =
        known.kind === 'holds' ? 'There is no violation: every interleaving was explored.' : 'Nothing was found, and not all was explored.';
      return { run: this.#show(session, run), at: 0, said };
    }
    const next: Held = { ...run, verdict: known, path: known.path, found: undefined, byHand: false, history: [], undo: 0 };
    session.runs.set(run.id, next);
    return {
      run: this.#show(session, next),
      at: known.path.length,
      said: known.shortest ? 'The shortest violation there is.' : 'The best violation that was found.',
    };
  }

  /** Looks again and again, each time blind for what was found before. */
  async #others(session: Session, run: Held): Promise<Answers['others']> {
    const found: FoundData[] = [];
    const blind = new Blind(run.machine);
    let complete = false;
    for (let round = 0; round <= MOST_OTHERS && !session.controller.signal.aborted; round++) {
      const verdict = await this.#explore(session, blind.machine(), {});
      if (verdict.kind !== 'breaks') {
        complete = verdict.kind === 'holds';
        break;
      }
      const told = blind.told(verdict);
      if (told && found.length < MOST_OTHERS) {
        const id = `f${session.found.size}`;
        session.found.set(id, told);
        const { path, preemptions } = told;
        const after = brokenBefore(run.machine, path);
        const sentence = violationSentence(run.machine, told);
        const where = placeOf(run.machine, told);
        found.push({ id, sentence, steps: path.length, preemptions, where, ...(after === undefined ? {} : { after }) });
      }
      if (!blind.close(verdict)) break;
    }
    const count = `${found.length} ${found.length === 1 ? 'violation' : 'violations, each of another kind or at another place'}`;
    const rest = complete ? ', and no other' : found.length >= MOST_OTHERS ? '; there may be more' : '; not all was explored';
    return { found, said: found.length === 0 ? 'No violation was found.' : `${count}${rest}.` };
  }

  #compare(session: Session, run: Held): ComparisonData {
    const other = [...session.runs.values()].find((one) => one.id !== run.id && one.kind !== 'tried') ?? undefined;
    if (!other || run.kind === 'only') throw new Error('There is only one image to look at.');
    const { states, walked } = walk(run.machine, run.path);
    const violated = violationAt(run.machine, states[walked] ?? initialState(run.machine));
    const whole = violated?.kind !== 'invariant' || run.machine.invariants[violated.invariant]?.when === 'finally';
    const { path } = followSchedule(run.machine, run.path, other.machine, whole);
    const mine = this.#show(session, run);
    const theirs = this.#show(session, { ...other, path, byHand: true, undo: 0, history: [] });
    const [left, right] = run.kind === 'before' ? [mine, theirs] : [theirs, mine];
    const { rows, parts } = align(left, right);
    return { left, right, rows, parts, sentence: partingSentence(left, right, rows, parts) };
  }

  #candidates(session: Session, run: Held): Answers['candidates'] {
    // A run that breaks says where the code is weak; a run by hand may lead anywhere.
    const path = run.verdict?.kind === 'breaks' ? run.verdict.path : run.path;
    const candidates = changesToTry(run.machine, path).map((change): CandidateData => {
      const id = `c${session.candidates.size}`;
      session.candidates.set(id, { image: run.image, change });
      return { id, text: change.text, kind: change.kind };
    });
    const said = candidates.length === 0 ? 'No change to try is known for this code.' : 'Each is made in the code and explored anew.';
    return { candidates, said };
  }

  async #try(session: Session, id: string): Promise<Moved> {
    const candidate = session.candidates.get(id);
    if (!candidate || !session.play.changed) throw new Error('That change is not known any more: ask for the list again.');
    const before = session.edits.get(candidate.image.id) ?? { image: candidate.image.id, edits: [] };
    const edits = [...before.edits, candidate.change.edit];
    const known = [...session.edits.values()].find(
      (one) => one.image === before.image && JSON.stringify(one.edits) === JSON.stringify(edits),
    );
    let count = session.edits.size;
    while (session.runs.has(`tried-${count}`)) count++;
    const tried = known ?? { run: `tried-${count}`, label: `what if: ${candidate.change.text}`, image: before.image, edits };
    const run = await this.#tried(session, tried);
    if (typeof run === 'string') throw new Error(`That change cannot be run: ${run}`);
    const { machine, verdict } = run;
    const said =
      verdict?.kind === 'holds'
        ? `With this change it holds: ${verdict.counts.states.toLocaleString('en')} states, every interleaving.`
        : verdict?.kind === 'breaks'
          ? `With this change it breaks: ${violationSentence(machine, verdict)}.`
          : 'With this change nothing was found, and not all was explored.';
    return { run: this.#show(session, run), at: verdict?.kind === 'breaks' ? run.path.length : 0, said };
  }

  /** The run of a change; a sentence where there is none. */
  async #tried(session: Session, tried: TriedData): Promise<Held | string> {
    const machine = session.play.changed?.(tried.image, tried.edits) ?? 'this replay has no code that could be changed';
    if (typeof machine === 'string') return machine;
    const run = await this.#firstRun(session, { id: tried.run, kind: 'tried', label: tried.label, machine });
    session.edits.set(run.id, tried);
    session.runs.set(run.id, run);
    return run;
  }

  /** What was tried before the window was reloaded; says so where it cannot be any more. */
  async #tryAgain(session: Session, tried: TriedData): Promise<string[]> {
    if (session.runs.has(tried.run)) return [];
    const run = await this.#tried(session, tried);
    return typeof run === 'string' ? [`${tried.label}: this change cannot be run any more: ${run}`] : [];
  }

  #export(session: Session, runId: string, as: ExportAs, at: number): Answers['export'] {
    const run = session.runs.get(runId);
    const data = run ? this.#show(session, run) : session.play.path;
    if (!data) throw new Error('There is nothing to write down.');
    const columns = (): string => (run ? runColumns(run) : pathColumns(data));
    switch (as) {
      case 'columns':
        return { text: columns(), languageId: 'plaintext' };
      case 'reply': {
        const text = session.play.reply?.(run?.image, columns().trimEnd().split('\n'));
        if (text === undefined) throw new Error('There is no mail here that this would answer.');
        return { text, languageId: 'plaintext' };
      }
      case 'promela':
        if (!run) throw new Error('A path of one thread has no Promela form.');
        return { text: promelaOf(run.machine), languageId: 'plaintext' };
      case 'json':
        return { text: runJson(session.play, data), languageId: 'json' };
      case 'file': {
        if (!run) throw new Error('The path of a hazard cannot be saved: it is in the patch itself.');
        return { text: runFile(session.play, [...session.runs.values()], run, at), languageId: 'json' };
      }
    }
  }

  #data(session: Session, source: ReplaySource, resume: Resume | undefined, lacks: readonly string[]): ReplayData {
    const { play } = session;
    const held = [...session.runs.values()];
    const runs = play.path ? [play.path, ...held.map((run) => this.#show(session, run))] : held.map((run) => this.#show(session, run));
    const resumed = runs.find(({ id }) => id === (resume ?? play.shown)?.run);
    // What the patch does is what a reviewer wants to see; where it mends, what it mends.
    const first =
      runs.find(({ kind, verdict }) => kind === 'after' && verdict.kind === 'breaks') ??
      runs.find(({ verdict }) => verdict.kind === 'breaks');
    const show = resumed ?? first ?? runs.find(({ kind }) => kind === 'after') ?? runs[0];
    if (!show) throw new Error('There is nothing to replay.');
    const at = resumed ? Math.min((resume ?? play.shown)?.at ?? 0, resumed.steps.length) : show.violation ? show.violation.step + 1 : 0;
    const can: Ability[] = ['columns', 'json'];
    if (held.length > 0) can.push('hand', 'promela', 'save');
    if (held.length > 1) can.push('compare');
    if (play.changed) can.push('try');
    if (play.reply) can.push('reply');
    return {
      session: session.id,
      source,
      title: play.title,
      story: play.story,
      ...(play.rule === undefined ? {} : { rule: play.rule }),
      runs,
      show: show.id,
      at,
      lacks,
      ...(play.seeks === undefined ? {} : { seeks: play.seeks }),
      can,
    };
  }
}

/** A schedule that was chosen by hand, walked again as far as it fits; says so where it does not. */
function putBack(session: Session, id: string, schedule: readonly number[]): string[] {
  const run = session.runs.get(id);
  if (!run) return [];
  const { walked } = walk(run.machine, schedule);
  if (walked === 0 && schedule.length > 0) return ['The schedule of this link or window does not fit any more: the code is another one.'];
  session.runs.set(run.id, { ...run, path: schedule.slice(0, walked), byHand: true, history: [{ path: run.path }], undo: 1 });
  return walked < schedule.length ? [`The schedule fits up to step ${walked}; the code is another one from there on.`] : [];
}

/** One thread after the other, each to its end: something to look at where nothing breaks. */
function wholeRun(machine: Machine): readonly number[] {
  return followSchedule(machine, [], machine).path;
}
