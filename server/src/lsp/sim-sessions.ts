/**
 * The sessions of open sim panels: each holds a replay's runs as they are by now, and answers what its page asks. All semantics of the panel end here; the
 * connection, documents and files are somebody else's.
 */
import {
  type Edit,
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
import { align } from './sim-follow.ts';
import { pathColumns, runColumns, runFile, runJson } from './sim-out.ts';
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
} from './sim-protocol.ts';
import { nextSteps, type Run, runData, violationSentence, walk } from './sim-run.ts';

export interface SessionSteps {
  /** makes the replay that a source names; rejects with a sentence */
  play(source: ReplaySource): Promise<Play>;
  explore(machine: Machine, options: ExploreOptions, watch: { signal: AbortSignal; progress(states: number): void }): Promise<Verdict>;
  progress(session: string, states: number): void;
}

interface Held extends Run {
  readonly image: PlayImage;
  /** what was before each choice, for undo */
  readonly history: readonly (readonly number[])[];
}

interface Session {
  readonly id: string;
  readonly play: Play;
  readonly runs: Map<string, Held>;
  /** what `others` found, by id */
  readonly found: Map<string, readonly number[]>;
  /** changes that were offered, with the image that they are made in and those that were made there before */
  readonly candidates: Map<string, { readonly image: PlayImage; readonly change: Change }>;
  /** what was tried, by the run that came of it */
  readonly edits: Map<string, { readonly image: string; readonly edits: readonly Edit[] }>;
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
      if (resume?.schedule) lacks.push(...putBack(session, resume));
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
        const next = { ...run, path: before, history: run.history.slice(0, -1), undo: run.undo - 1, byHand: run.undo > 1 };
        session.runs.set(run.id, next);
        const at = firstDifference(before, run.path);
        return { run: this.#show(session, next), at, said: 'Took the choice back.' };
      }
      case 'continue':
        return this.#continue(session, run, ask.at);
      case 'shortest':
        return this.#shortest(session, run);
      case 'others':
        return this.#others(session, run);
      case 'other': {
        const path = session.found.get(ask.found);
        if (!path) throw new Error('That violation is not known any more: look again.');
        return this.#moveTo(session, run, path, path.length, '');
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
    return runData(run, session.play.places);
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

  #moveTo(session: Session, run: Held, path: readonly number[], at: number, said: string): Moved {
    const next: Held = { ...run, path, byHand: true, history: [...run.history, run.path], undo: run.undo + 1 };
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
    const next: Held = { ...run, verdict: known, path: known.path, byHand: false, history: [], undo: 0 };
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
      const id = `f${session.found.size}`;
      session.found.set(id, verdict.path);
      found.push({ id, sentence: violationSentence(run.machine, verdict), steps: verdict.path.length, preemptions: verdict.preemptions });
      if (!blind.close(verdict.violation)) break;
    }
    const count = `${found.length} ${found.length === 1 ? 'kind of violation' : 'kinds of violation'}`;
    return {
      found,
      said: found.length === 0 ? 'No violation was found.' : `${count}${complete ? ', and no other' : '; not all was explored'}.`,
    };
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
    const machine = session.play.changed(before.image, edits);
    if (typeof machine === 'string') throw new Error(`That change cannot be run: ${machine}`);
    const image: PlayImage = { id: `tried-${id}`, kind: 'tried', label: `what if: ${candidate.change.text}`, machine };
    session.edits.set(image.id, { image: before.image, edits });
    const run = await this.#firstRun(session, image);
    session.runs.set(run.id, run);
    const { verdict } = run;
    const said =
      verdict?.kind === 'holds'
        ? `With this change it holds: ${verdict.counts.states.toLocaleString('en')} states, every interleaving.`
        : verdict?.kind === 'breaks'
          ? `With this change it breaks: ${violationSentence(machine, verdict)}.`
          : 'With this change nothing was found, and not all was explored.';
    return { run: this.#show(session, run), at: verdict?.kind === 'breaks' ? run.path.length : 0, said };
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
      can,
    };
  }
}

/** A schedule that was chosen by hand, walked again as far as it fits; says so where it does not. */
function putBack(session: Session, resume: Resume): string[] {
  const run = session.runs.get(resume.run);
  if (!run || !resume.schedule) return [];
  const { walked } = walk(run.machine, resume.schedule);
  if (walked === 0 && resume.schedule.length > 0)
    return ['The schedule of this link or window does not fit any more: the code is another one.'];
  session.runs.set(run.id, { ...run, path: resume.schedule.slice(0, walked), byHand: true, history: [run.path], undo: 1 });
  return walked < resume.schedule.length ? [`The schedule fits up to step ${walked}; the code is another one from there on.`] : [];
}

/** One thread after the other, each to its end: something to look at where nothing breaks. */
function wholeRun(machine: Machine): readonly number[] {
  return followSchedule(machine, [], machine).path;
}

function firstDifference(left: readonly number[], right: readonly number[]): number {
  let at = 0;
  while (at < left.length && at < right.length && left[at] === right[at]) at++;
  return Math.min(at, left.length);
}

function partingSentence(left: RunData, right: RunData, rows: ComparisonData['rows'], parts: number): string {
  const verdict = (run: RunData): string => `${run.label}, ${run.violation ? run.violation.sentence : 'nothing breaks'}`;
  const verdicts = `With this schedule: ${verdict(left)}; ${verdict(right)}.`;
  const row = rows[parts];
  if (!row) return `They take the same steps. ${verdicts}`;
  const name = (run: RunData, step: number | undefined): string => {
    const data = step === undefined ? undefined : run.steps[step];
    return data ? `${run.lanes[data.lane]?.name ?? ''} ${data.text}` : 'nothing';
  };
  const number = (row.left ?? row.right ?? 0) + 1;
  return `They part at step ${number}: ${left.label} ${name(left, row.left)}, ${right.label} ${name(right, row.right)}. ${verdicts}`;
}

/** A machine without the violations that are known by now. Nothing is renumbered: its paths are paths of the whole machine. */
class Blind {
  readonly #machine: Machine;
  readonly #invariants = new Set<number>();
  readonly #faults = new Set<number>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  machine(): Machine {
    const stopped = this.#machine.rules.filter(({ fault }) => fault !== undefined && this.#faults.has(fault));
    return {
      ...this.#machine,
      // A known fault is not taken; that its thread stands there is no deadlock.
      rules: this.#machine.rules.map((rule) =>
        stopped.includes(rule) ? { ...rule, fault: undefined, guard: { k: 'num', v: 0 } as const } : rule,
      ),
      threads: this.#machine.threads.map((thread, index) => ({
        ...thread,
        ends: [...new Set([...thread.ends, ...stopped.filter((rule) => rule.thread === index).map(({ from }) => from)])],
      })),
      invariants: this.#machine.invariants.map((one, index) =>
        this.#invariants.has(index) ? { ...one, holds: { k: 'num', v: 1 } as const } : one,
      ),
    };
  }

  /** Looks away from it from now on; false where that cannot be done. */
  close(violation: Violation): boolean {
    if (violation.kind === 'invariant') this.#invariants.add(violation.invariant);
    else if (violation.kind === 'fault') this.#faults.add(violation.fault);
    else return false;
    return true;
  }
}
