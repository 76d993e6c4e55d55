/** What the page shows, as one value, and how each event changes it. Pure: effects (asking, copying, timers) are the controller's. */
import type {
  CandidateData,
  ChoiceData,
  ComparisonData,
  FoundData,
  Moved,
  ReplayData,
  RunData,
  StuckData,
} from '../../../server/src/lsp/sim-protocol.ts';
import type { Kept, SideName, ViewName } from './messages.ts';
import { tell } from './phrases.ts';
import { t } from './strings.ts';
import { clamp, nextStepOn } from './timeline.ts';
import { announce } from './words.ts';
import { ownersOf } from './world.ts';

export interface State {
  readonly replay?: ReplayData;
  /** why there is no replay */
  readonly failure?: string;
  /** the replay's runs, as they are by now; what was tried stands behind them */
  readonly runs: readonly RunData[];
  readonly run: string;
  readonly at: number;
  readonly view: ViewName;
  readonly side: SideName;
  readonly pins: readonly string[];
  /** name of the object that `next change` follows */
  readonly chosen?: string;
  readonly closed: ReadonlySet<string>;
  readonly filter: string;
  /** steps a second */
  readonly speed: number;
  readonly playing: boolean;
  readonly choices?: {
    readonly run: RunData;
    readonly at: number;
    readonly choices: readonly ChoiceData[];
    readonly stuck: readonly StuckData[];
  };
  readonly comparison?: { readonly of: RunData; readonly data: ComparisonData };
  readonly found?: { readonly run: string; readonly found: readonly FoundData[]; readonly said: string };
  readonly candidates?: { readonly run: string; readonly candidates: readonly CandidateData[]; readonly said: string };
  /** a question that takes long: what for, and how far */
  readonly busy?: { readonly what: string; readonly states: number };
  /** for the status line and the live region */
  readonly said: string;
  /** counts what was said: the same sentence twice is said twice */
  readonly saidCount: number;
  readonly keysShown: boolean;
}

export const speeds = [0.5, 1, 2, 4, 8, 16] as const;

export const initialState: State = {
  runs: [],
  run: '',
  at: 0,
  view: 'lanes',
  side: 'graph',
  pins: [],
  closed: new Set(),
  filter: '',
  speed: 2,
  playing: false,
  said: '',
  saidCount: 0,
  keysShown: false,
};

export type Event =
  | { readonly type: 'replay'; readonly replay: ReplayData; readonly kept?: Kept }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'go'; readonly at: number | undefined; readonly otherwise?: string }
  | { readonly type: 'cursor'; readonly uri: string; readonly line: number }
  | { readonly type: 'run'; readonly run: string }
  | { readonly type: 'view'; readonly view: ViewName }
  | { readonly type: 'side'; readonly side: SideName }
  | { readonly type: 'pin'; readonly names: readonly string[] }
  | { readonly type: 'object'; readonly name: string | undefined }
  | { readonly type: 'fold'; readonly name: string }
  | { readonly type: 'filter'; readonly filter: string }
  | { readonly type: 'speed'; readonly by: 1 | -1 }
  | { readonly type: 'playing'; readonly playing: boolean }
  | {
      readonly type: 'choices';
      readonly of: RunData;
      readonly at: number;
      readonly choices: readonly ChoiceData[];
      readonly stuck: readonly StuckData[];
    }
  | { readonly type: 'moved'; readonly moved: Moved }
  | { readonly type: 'comparison'; readonly of: RunData; readonly data: ComparisonData }
  | { readonly type: 'found'; readonly run: string; readonly found: readonly FoundData[]; readonly said: string }
  | { readonly type: 'candidates'; readonly run: string; readonly candidates: readonly CandidateData[]; readonly said: string }
  | { readonly type: 'close-lists' }
  | { readonly type: 'busy'; readonly what?: string }
  | { readonly type: 'progress'; readonly states: number }
  | { readonly type: 'said'; readonly text: string }
  | { readonly type: 'keys'; readonly shown: boolean };

/** The run that is looked at; undefined before there is a replay. */
export function runOf(state: State): RunData | undefined {
  return state.runs.find(({ id }) => id === state.run) ?? state.runs[0];
}

export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case 'replay':
      return withReplay(state, event.replay, event.kept);
    case 'failed':
      return state.replay ? say(state, tell(event.message)) : { ...state, failure: event.message };
    case 'go':
      return event.at === undefined ? say({ ...state, playing: false }, event.otherwise ?? '') : go(state, event.at);
    case 'cursor': {
      const run = runOf(state);
      const at = run && nextStepOn(run, state.at, event.uri, event.line);
      return at === undefined || at === state.at ? state : go({ ...state, playing: false }, at);
    }
    case 'run': {
      const run = state.runs.find(({ id }) => id === event.run);
      if (!run || run.id === state.run) return state;
      const next = { ...state, run: run.id, playing: false };
      return say(go(next, state.at), `${tell(run.label) || run.id}: ${tell(run.verdict.sentence)}`);
    }
    case 'view':
      return { ...state, view: event.view };
    case 'side':
      return { ...state, side: event.side };
    case 'pin':
      return pin(state, event.names);
    case 'object':
      return { ...state, chosen: event.name === state.chosen ? undefined : event.name };
    case 'fold': {
      const closed = new Set(state.closed);
      if (!closed.delete(event.name)) closed.add(event.name);
      return { ...state, closed };
    }
    case 'filter':
      return { ...state, filter: event.filter };
    case 'speed': {
      const index = speeds.findIndex((speed) => speed >= state.speed);
      const speed = speeds[Math.max(0, Math.min(speeds.length - 1, index + event.by))] ?? state.speed;
      return say({ ...state, speed }, t('{0} steps a second', speed));
    }
    case 'playing':
      return play(state, event.playing);
    case 'choices':
      return { ...state, choices: { run: event.of, at: event.at, choices: event.choices, stuck: event.stuck } };
    case 'moved':
      return moved(state, event.moved);
    case 'comparison':
      return say({ ...state, comparison: { of: event.of, data: event.data }, view: 'compare' }, tell(event.data.sentence));
    case 'found':
      return say({ ...state, candidates: undefined, found: { run: event.run, found: event.found, said: event.said } }, tell(event.said));
    case 'candidates':
      return say(
        { ...state, found: undefined, candidates: { run: event.run, candidates: event.candidates, said: event.said } },
        tell(event.said),
      );
    case 'close-lists':
      return { ...state, found: undefined, candidates: undefined, keysShown: false };
    case 'busy':
      return { ...state, busy: event.what === undefined ? undefined : { what: event.what, states: 0 } };
    case 'progress':
      return state.busy ? { ...state, busy: { ...state.busy, states: event.states } } : state;
    case 'said':
      return say(state, tell(event.text));
    case 'keys':
      return { ...state, keysShown: event.shown };
  }
}

function say(state: State, text: string): State {
  return text === '' ? state : { ...state, said: text, saidCount: state.saidCount + 1 };
}

function go(state: State, wanted: number): State {
  const run = runOf(state);
  if (!run) return state;
  const at = clamp(run, wanted);
  const playing = state.playing && at < run.steps.length;
  return { ...state, at, playing, said: announce(run, at), saidCount: state.saidCount + 1 };
}

function play(state: State, playing: boolean): State {
  const run = runOf(state);
  if (!run) return state;
  // Played to the end: from the start again.
  const rewound = playing && state.at >= run.steps.length ? go(state, 0) : state;
  return say({ ...rewound, playing }, playing ? t('Playing, {0} steps a second', state.speed) : t('Paused'));
}

function withReplay(state: State, replay: ReplayData, kept: Kept | undefined): State {
  const known = kept && replay.runs.some(({ id }) => id === kept.run) ? kept : undefined;
  const fresh: State = {
    ...initialState,
    replay,
    runs: replay.runs,
    run: known?.run ?? replay.show,
    view: kept?.view === 'compare' && !replay.can.includes('compare') ? 'lanes' : (kept?.view ?? 'lanes'),
    side: kept?.side ?? state.side,
    pins: kept?.pins ?? [],
    speed: kept?.speed ?? state.speed,
    ...(kept?.chosen === undefined ? {} : { chosen: kept.chosen }),
    saidCount: state.saidCount,
  };
  const stood = go(fresh, known ? known.at : replay.at);
  return say(stood, [`${tell(replay.title)}.`, ...replay.lacks.map(tell), stood.said].join(' '));
}

/** A run as it is now: in place of the one with its id, or behind the others. Lists of what else there is are about the old one no more. */
function moved(state: State, { run, at, said }: Moved): State {
  const known = state.runs.some(({ id }) => id === run.id);
  const runs = known ? state.runs.map((one) => (one.id === run.id ? run : one)) : [...state.runs, run];
  const next = go({ ...state, runs, run: run.id, playing: false, view: state.view === 'compare' ? 'lanes' : state.view }, at);
  return say(next, `${tell(said)} ${next.said}`.trim());
}

function pin(state: State, names: readonly string[]): State {
  const all = names.length > 0 && names.every((name) => state.pins.includes(name));
  const pins = all ? state.pins.filter((name) => !names.includes(name)) : [...new Set([...state.pins, ...names])];
  const said =
    names.length === 0
      ? t('This step changes nothing to follow')
      : all
        ? t('No longer following {0}', names.join(', '))
        : t('Following {0}', names.join(', '));
  return say({ ...state, pins }, said);
}

/** Fields of the chosen object. */
export function chosenFields(state: State): ReadonlySet<number> {
  const run = runOf(state);
  if (!run || state.chosen === undefined) return new Set();
  const fields = new Set<number>();
  for (const [field, owner] of ownersOf(run)) if (run.objects[owner.object]?.name === state.chosen) fields.add(field);
  return fields;
}

/** What is kept over hiding and reloading. `schedules`: the rules of runs that were chosen by hand are told again to the server. */
export function keep(state: State): Kept | undefined {
  const run = runOf(state);
  if (!run) return undefined;
  const schedule = ({ steps }: RunData): readonly number[] => steps.map(({ rule }) => rule);
  const others = state.runs.filter((one) => one.byHand && one !== run).map((one) => ({ run: one.id, schedule: schedule(one) }));
  const tried = state.runs.flatMap((one) => one.tried ?? []);
  return {
    version: 1,
    run: run.id,
    at: state.at,
    ...(run.byHand ? { schedule: schedule(run) } : {}),
    ...(others.length > 0 ? { others } : {}),
    ...(tried.length > 0 ? { tried } : {}),
    view: state.view,
    side: state.side,
    pins: state.pins,
    ...(state.chosen === undefined ? {} : { chosen: state.chosen }),
    speed: state.speed,
  };
}
