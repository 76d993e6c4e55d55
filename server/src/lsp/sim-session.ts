/**
 * The session of one open sim panel: a replay's runs as they are by now, what was chosen, found and tried in them, and the answers to what its page asks. All
 * semantics of the panel end here. Which sessions there are: sim-sessions.ts.
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
import { heldUri } from './sim-place.ts';
import type { Play, PlayImage } from './sim-play.ts';
import type {
  Ability,
  Answers,
  CandidateData,
  ComparisonData,
  ExportAs,
  FoundData,
  Moved,
  ReplayData,
  ReplaySource,
  Resume,
  RunData,
  SimAsk,
  TriedData,
} from './sim-protocol.ts';
import { nextSteps, type Run, runData, violationSentence, walk } from './sim-run.ts';
import { readTried } from './sim-tried.ts';

/** Explores a machine until it is through or `signal` says that it is enough; what was found so far counts. */
export type Explore = (
  machine: Machine,
  options: ExploreOptions,
  watch: { signal: AbortSignal; progress(states: number): void },
) => Promise<Verdict>;

export interface SessionParts {
  /** what the page and its questions call it */
  readonly id: string;
  readonly play: Play;
  readonly explore: Explore;
  /** told while something is explored for it */
  progress(states: number): void;
}

interface Held extends Run {
  readonly image: PlayImage;
  /** what was before each choice, for undo */
  readonly history: readonly { readonly path: readonly number[]; readonly found?: Violation }[];
}

/** How many kinds of violation `others` looks for. */
const MOST_OTHERS = 12;

export class SimSession {
  readonly id: string;
  readonly #parts: SessionParts;
  readonly #play: Play;
  readonly #runs = new Map<string, Held>();
  /** what `others` found, by id */
  readonly #found = new Map<string, Broken>();
  /** changes that were offered, with the image that they are made in and those that were made there before */
  readonly #offered = new Map<string, { readonly image: PlayImage; readonly change: Change }>();
  /** what was tried, by the run that came of it */
  readonly #edits = new Map<string, TriedData>();
  #controller = new AbortController();

  constructor(parts: SessionParts) {
    this.id = parts.id;
    this.#parts = parts;
    this.#play = parts.play;
  }

  /** Makes the runs, and puts back what its reader had chosen and tried; rejects with a sentence where there is nothing to replay. */
  async begin(source: ReplaySource, resume: Resume | undefined): Promise<ReplayData> {
    const lacks = [...this.#play.lacks];
    for (const image of this.#play.images) this.#runs.set(image.id, await this.#firstRun(image));
    for (const tried of readTried(resume?.tried)) lacks.push(...(await this.#tryAgain(tried)));
    for (const { run, schedule } of resume?.others ?? []) lacks.push(...this.#putBack(run, schedule));
    if (resume?.schedule) lacks.push(...this.#putBack(resume.run, resume.schedule));
    return this.#data(source, resume, lacks);
  }

  /** Whatever is explored for it ends with what was found so far. */
  cancel(): void {
    this.#controller.abort();
  }

  /** The text of a source of the `nth` run, both from 0; '' when there is none. */
  source(nth: number, source: number): string {
    return [...this.#runs.values()][nth]?.machine.sources[source]?.text ?? '';
  }

  /** What its page asks; rejects with a sentence. */
  async answer(ask: SimAsk): Promise<Answers[SimAsk['do']]> {
    if (ask.do === 'export') return this.#export(ask.run, ask.as, ask.at);
    const run = this.#runs.get(ask.run);
    if (!run) throw new Error('This replay is the path of a hazard: there is nothing to choose or explore in it.');
    switch (ask.do) {
      case 'choices':
        return nextSteps(run, ask.at);
      case 'take': {
        const path = [...run.path.slice(0, ask.at), ask.rule];
        if (walk(run.machine, path).walked !== path.length) throw new Error('That step cannot be taken here.');
        return this.#moveTo(run, path, path.length, '');
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
        this.#runs.set(run.id, next);
        const at = firstDifference(before.path, run.path);
        return { run: this.#show(next), at, said: 'Took the choice back.' };
      }
      case 'continue':
        return this.#continue(run, ask.at);
      case 'shortest':
        return this.#shortest(run);
      case 'others':
        return this.#others(run);
      case 'other': {
        const found = this.#found.get(ask.found);
        if (!found) throw new Error('That violation is not known any more: look again.');
        return this.#moveTo(run, found.path, found.path.length, '', found.violation);
      }
      case 'compare':
        return this.#compare(run);
      case 'candidates':
        return this.#candidates(run);
      case 'try':
        return this.#try(ask.candidate);
    }
  }

  #show(run: Held): RunData {
    const number = [...this.#runs.keys()].indexOf(run.id);
    const data = runData(run, this.#play.places, {
      uri: (source, name) => heldUri(this.id, number, source, name),
      patchToo: this.#play.unlinked === true,
    });
    const tried = this.#edits.get(run.id);
    return tried ? { ...data, tried } : data;
  }

  async #firstRun(image: PlayImage): Promise<Held> {
    const verdict = image.verdict ?? (image.path ? undefined : await this.#explore(image.machine, {}));
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

  async #explore(machine: Machine, options: ExploreOptions): Promise<Verdict> {
    if (this.#controller.signal.aborted) this.#controller = new AbortController();
    const { signal } = this.#controller;
    return this.#parts.explore(machine, options, { signal, progress: (states) => this.#parts.progress(states) });
  }

  #moveTo(run: Held, path: readonly number[], at: number, said: string, found?: Violation): Moved {
    const before = { path: run.path, ...(run.found ? { found: run.found } : {}) };
    const next: Held = { ...run, path, found, byHand: true, history: [...run.history, before], undo: run.undo + 1 };
    this.#runs.set(run.id, next);
    return { run: this.#show(next), at, said };
  }

  async #continue(run: Held, at: number): Promise<Moved> {
    const before = run.path.slice(0, at);
    const { states } = walk(run.machine, before);
    const from = states.at(-1) ?? initialState(run.machine);
    const verdict = await this.#explore(run.machine, { from });
    if (verdict.kind !== 'breaks') {
      const said =
        verdict.kind === 'holds'
          ? `From here nothing breaks any more: ${verdict.counts.states.toLocaleString('en')} states.`
          : 'Nothing was found from here, and not all was explored.';
      return { run: this.#show(run), at, said };
    }
    const path = [...before, ...verdict.path];
    return this.#moveTo(run, path, at, `From here it takes ${verdict.path.length} more steps: ${violationSentence(run.machine, verdict)}.`);
  }

  async #shortest(run: Held): Promise<Moved> {
    const known = run.verdict?.kind === 'breaks' && run.verdict.shortest ? run.verdict : await this.#explore(run.machine, {});
    if (known.kind !== 'breaks') {
      const said =
        known.kind === 'holds' ? 'There is no violation: every interleaving was explored.' : 'Nothing was found, and not all was explored.';
      return { run: this.#show(run), at: 0, said };
    }
    const next: Held = { ...run, verdict: known, path: known.path, found: undefined, byHand: false, history: [], undo: 0 };
    this.#runs.set(run.id, next);
    return {
      run: this.#show(next),
      at: known.path.length,
      said: known.shortest ? 'The shortest violation there is.' : 'The best violation that was found.',
    };
  }

  /** Looks again and again, each time blind for what was found before. */
  async #others(run: Held): Promise<Answers['others']> {
    const found: FoundData[] = [];
    const blind = new Blind(run.machine);
    let complete = false;
    for (let round = 0; round <= MOST_OTHERS && !this.#controller.signal.aborted; round++) {
      const verdict = await this.#explore(blind.machine(), {});
      if (verdict.kind !== 'breaks') {
        complete = verdict.kind === 'holds';
        break;
      }
      const told = blind.told(verdict);
      if (told && found.length < MOST_OTHERS) {
        const id = `f${this.#found.size}`;
        this.#found.set(id, told);
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

  #compare(run: Held): ComparisonData {
    const other = [...this.#runs.values()].find((one) => one.id !== run.id && one.kind !== 'tried') ?? undefined;
    if (!other || run.kind === 'only') throw new Error('There is only one image to look at.');
    const { states, walked } = walk(run.machine, run.path);
    const violated = violationAt(run.machine, states[walked] ?? initialState(run.machine));
    const whole = violated?.kind !== 'invariant' || run.machine.invariants[violated.invariant]?.when === 'finally';
    const { path } = followSchedule(run.machine, run.path, other.machine, whole);
    const mine = this.#show(run);
    const theirs = this.#show({ ...other, path, byHand: true, undo: 0, history: [] });
    const [left, right] = run.kind === 'before' ? [mine, theirs] : [theirs, mine];
    const { rows, parts } = align(left, right);
    return { left, right, rows, parts, sentence: partingSentence(left, right, rows, parts) };
  }

  #candidates(run: Held): Answers['candidates'] {
    // A run that breaks says where the code is weak; a run by hand may lead anywhere.
    const path = run.verdict?.kind === 'breaks' ? run.verdict.path : run.path;
    const candidates = changesToTry(run.machine, path).map((change): CandidateData => {
      const id = `c${this.#offered.size}`;
      this.#offered.set(id, { image: run.image, change });
      return { id, text: change.text, kind: change.kind };
    });
    const said = candidates.length === 0 ? 'No change to try is known for this code.' : 'Each is made in the code and explored anew.';
    return { candidates, said };
  }

  async #try(id: string): Promise<Moved> {
    const candidate = this.#offered.get(id);
    if (!candidate || !this.#play.changed) throw new Error('That change is not known any more: ask for the list again.');
    const before = this.#edits.get(candidate.image.id) ?? { image: candidate.image.id, edits: [] };
    const edits = [...before.edits, candidate.change.edit];
    const known = [...this.#edits.values()].find(
      (one) => one.image === before.image && JSON.stringify(one.edits) === JSON.stringify(edits),
    );
    let count = this.#edits.size;
    while (this.#runs.has(`tried-${count}`)) count++;
    const tried = known ?? { run: `tried-${count}`, label: `what if: ${candidate.change.text}`, image: before.image, edits };
    const run = await this.#tried(tried);
    if (typeof run === 'string') throw new Error(`That change cannot be run: ${run}`);
    const { machine, verdict } = run;
    const said =
      verdict?.kind === 'holds'
        ? `With this change it holds: ${verdict.counts.states.toLocaleString('en')} states, every interleaving.`
        : verdict?.kind === 'breaks'
          ? `With this change it breaks: ${violationSentence(machine, verdict)}.`
          : 'With this change nothing was found, and not all was explored.';
    return { run: this.#show(run), at: verdict?.kind === 'breaks' ? run.path.length : 0, said };
  }

  /** The run of a change; a sentence where there is none. */
  async #tried(tried: TriedData): Promise<Held | string> {
    const machine = this.#play.changed?.(tried.image, tried.edits) ?? 'this replay has no code that could be changed';
    if (typeof machine === 'string') return machine;
    const run = await this.#firstRun({ id: tried.run, kind: 'tried', label: tried.label, machine });
    this.#edits.set(run.id, tried);
    this.#runs.set(run.id, run);
    return run;
  }

  /** What was tried before the window was reloaded; says so where it cannot be any more. */
  async #tryAgain(tried: TriedData): Promise<string[]> {
    if (this.#runs.has(tried.run)) return [];
    const run = await this.#tried(tried);
    return typeof run === 'string' ? [`${tried.label}: this change cannot be run any more: ${run}`] : [];
  }

  #export(runId: string, as: ExportAs, at: number): Answers['export'] {
    const run = this.#runs.get(runId);
    const data = run ? this.#show(run) : this.#play.path;
    if (!data) throw new Error('There is nothing to write down.');
    const columns = (): string => (run ? runColumns(run) : pathColumns(data));
    switch (as) {
      case 'columns':
        return { text: columns(), languageId: 'plaintext' };
      case 'reply': {
        const text = this.#play.reply?.(run?.image, columns().trimEnd().split('\n'));
        if (text === undefined) throw new Error('There is no mail here that this would answer.');
        return { text, languageId: 'plaintext' };
      }
      case 'promela':
        if (!run) throw new Error('A path of one thread has no Promela form.');
        return { text: promelaOf(run.machine), languageId: 'plaintext' };
      case 'json':
        return { text: runJson(this.#play, data), languageId: 'json' };
      case 'file': {
        if (!run) throw new Error('The path of a hazard cannot be saved: it is in the patch itself.');
        return { text: runFile(this.#play, [...this.#runs.values()], run, at), languageId: 'json' };
      }
    }
  }

  #data(source: ReplaySource, resume: Resume | undefined, lacks: readonly string[]): ReplayData {
    const play = this.#play;
    const held = [...this.#runs.values()];
    const runs = play.path ? [play.path, ...held.map((run) => this.#show(run))] : held.map((run) => this.#show(run));
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
      session: this.id,
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

  /** A schedule that was chosen by hand, walked again as far as it fits; says so where it does not. */
  #putBack(id: string, schedule: readonly number[]): string[] {
    const run = this.#runs.get(id);
    if (!run) return [];
    const { walked } = walk(run.machine, schedule);
    if (walked === 0 && schedule.length > 0) return ['The schedule of this link or window does not fit any more: the code is another one.'];
    this.#runs.set(run.id, { ...run, path: schedule.slice(0, walked), byHand: true, history: [{ path: run.path }], undo: 1 });
    return walked < schedule.length ? [`The schedule fits up to step ${walked}; the code is another one from there on.`] : [];
  }
}

/** One thread after the other, each to its end: something to look at where nothing breaks. */
function wholeRun(machine: Machine): readonly number[] {
  return followSchedule(machine, [], machine).path;
}
