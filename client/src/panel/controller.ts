/** Between the state and the world outside the page: performs commands, asks the host, keeps what is to be kept. Knows no DOM. */
import type { Answers, RunData, SimAsk } from '../../../server/src/lsp/sim-protocol.ts';
import type { Command } from './keys.ts';
import type { CopyWhat, Kept, ToHost, ToPage } from './messages.ts';
import { tell } from './phrases.ts';
import { chosenFields, type Event, initialState, keep, reduce, runOf, type State } from './state.ts';
import { t } from './strings.ts';
import { nextChange, nextPreemption, violationAt } from './timeline.ts';
import { changesAt } from './world.ts';

export interface Outside {
  post(message: ToHost): void;
  /** keeps a value over reloading */
  store(kept: Kept): void;
  /** what was kept when the page was loaded */
  readonly kept?: Kept;
  draw(state: State): void;
  /** calls back once after so many ms; gives the way to stop it */
  later(ms: number, what: () => void): () => void;
}

/** Choices are asked for once somebody stays at a place. */
const STAY_MS = 40;

export class Controller {
  readonly #outside: Outside;
  #state: State = initialState;
  #asked = 0;
  readonly #waiting = new Map<number, { readonly then: (answer: never) => void; readonly slow: boolean }>();
  #stopStay: (() => void) | undefined;
  #stopPlay: (() => void) | undefined;
  #kept: Kept | undefined;

  constructor(outside: Outside) {
    this.#outside = outside;
    this.#kept = outside.kept;
  }

  get state(): State {
    return this.#state;
  }

  dispatch(event: Event): void {
    const before = this.#state;
    this.#state = reduce(before, event);
    if (this.#state === before) return;
    this.#follow(before);
    this.#outside.draw(this.#state);
  }

  receive(message: ToPage): void {
    switch (message.type) {
      case 'replay':
        // Answers about the one before are nobody's any more.
        this.#waiting.clear();
        this.dispatch({
          type: 'replay',
          replay: message.replay,
          ...(message.kept ? { kept: message.kept } : this.#kept ? { kept: this.#kept } : {}),
        });
        this.#kept = undefined;
        break;
      case 'failed':
        this.dispatch({ type: 'failed', message: message.message });
        break;
      case 'has':
        if (this.#state.replay?.session !== message.session) this.#outside.post({ type: 'missed' });
        break;
      case 'answer': {
        const waiting = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        if (waiting?.slow) this.dispatch({ type: 'busy' });
        if (!message.ok) this.dispatch({ type: 'said', text: message.message });
        else waiting?.then(message.answer as never);
        break;
      }
      case 'progress':
        this.dispatch({ type: 'progress', states: message.states });
        break;
      case 'cursor':
        this.dispatch({ type: 'cursor', uri: message.uri, line: message.line });
        break;
      case 'said':
        this.dispatch({ type: 'said', text: message.text });
        break;
    }
  }

  /** `nth`: which choice, from 0. */
  perform(command: Command, nth = 0): void {
    const state = this.#state;
    const run = runOf(state);
    if (command === 'keys') {
      this.dispatch({ type: 'keys', shown: !state.keysShown });
      return;
    }
    if (command === 'open') {
      this.#outside.post({ type: 'open' });
      return;
    }
    if (!run) return;
    const { at } = state;
    const end = run.steps.length;
    switch (command) {
      case 'step':
        this.#pauseAndGo(at < end ? at + 1 : undefined, tell(run.ending) || t('The end'));
        return;
      case 'back':
        this.#pauseAndGo(at > 0 ? at - 1 : undefined, t('The start'));
        return;
      case 'first':
        this.#pauseAndGo(0, '');
        return;
      case 'last':
        this.#pauseAndGo(end, '');
        return;
      case 'next-preemption':
        this.#pauseAndGo(nextPreemption(run, at, 1), t('No preemption after this step'));
        return;
      case 'previous-preemption':
        this.#pauseAndGo(nextPreemption(run, at, -1), t('No preemption before this step'));
        return;
      case 'next-change':
        this.#change(run, 1);
        return;
      case 'previous-change':
        this.#change(run, -1);
        return;
      case 'violation':
        this.#pauseAndGo(violationAt(run), t('This run breaks nothing'));
        return;
      case 'play':
        this.dispatch({ type: 'playing', playing: !state.playing });
        return;
      case 'faster':
      case 'slower':
        this.dispatch({ type: 'speed', by: command === 'faster' ? 1 : -1 });
        return;
      case 'choose': {
        const choice = state.choices?.run === run && state.choices.at === at ? state.choices.choices[nth] : undefined;
        if (choice) this.take(choice.rule);
        else this.dispatch({ type: 'said', text: t('There is no choice {0} here', nth + 1) });
        return;
      }
      case 'undo':
        if (run.undo === 0) {
          this.dispatch({ type: 'said', text: t('There is no choice to take back') });
          return;
        }
        this.#move({ do: 'undo', run: run.id });
        return;
      case 'continue':
        this.#hand(t('Exploring from here'), { do: 'continue', run: run.id, at });
        return;
      case 'shortest':
        this.#hand(t('Exploring'), { do: 'shortest', run: run.id });
        return;
      case 'others':
        this.others();
        return;
      case 'try':
        this.candidates();
        return;
      case 'other-run': {
        const index = state.runs.findIndex(({ id }) => id === run.id);
        const next = state.runs[(index + 1) % state.runs.length];
        if (!next || next.id === run.id) {
          this.dispatch({ type: 'said', text: t('There is only this image') });
          return;
        }
        this.dispatch({ type: 'run', run: next.id });
        return;
      }
      case 'lanes':
      case 'text':
        this.dispatch({ type: 'view', view: command });
        return;
      case 'compare':
        this.compare();
        return;
      case 'side':
        this.dispatch({ type: 'side', side: state.side === 'graph' ? 'table' : 'graph' });
        return;
      case 'pin':
        this.dispatch({ type: 'pin', names: changesAt(run, at).map(({ name }) => name) });
        return;
      case 'source':
        this.#outside.post({ type: 'highlight', places: run.steps[at - 1]?.places ?? [], reveal: 'open' });
        return;
      case 'copy-columns':
        this.copy('columns');
        return;
      case 'copy-reply':
        this.copy('reply');
        return;
      case 'copy-promela':
        this.copy('promela');
        return;
      case 'copy-json':
        this.copy('json');
        return;
      case 'save':
        if (!this.#can('save')) {
          this.dispatch({ type: 'said', text: t('This replay cannot be saved as a file') });
          return;
        }
        this.#ask({ do: 'export', run: run.id, as: 'file', at }, ({ text }) => this.#outside.post({ type: 'save', text }));
        return;
      case 'link':
        {
          const kept = keep(state);
          if (kept) this.#outside.post({ type: 'link', kept });
        }
        return;
      case 'cancel':
        if (state.busy) this.#outside.post({ type: 'cancel' });
        this.dispatch({ type: 'close-lists' });
        return;
    }
  }

  go(at: number): void {
    this.#pauseAndGo(at, '');
  }

  take(rule: number): void {
    const run = runOf(this.#state);
    if (run) this.#move({ do: 'take', run: run.id, at: this.#state.at, rule });
  }

  others(): void {
    const run = runOf(this.#state);
    if (!run) return;
    if (!this.#can('hand')) {
      this.#nothingToExplore();
      return;
    }
    this.#ask(
      { do: 'others', run: run.id },
      ({ found, said }) => this.dispatch({ type: 'found', run: run.id, found, said }),
      t('Looking for other violations'),
    );
  }

  other(found: string): void {
    const run = runOf(this.#state);
    if (run) this.#move({ do: 'other', run: run.id, found });
  }

  candidates(): void {
    const run = runOf(this.#state);
    if (!run) return;
    if (!this.#can('try')) {
      this.dispatch({ type: 'said', text: t('There is no code here that a change could be tried in') });
      return;
    }
    this.#ask({ do: 'candidates', run: run.id }, ({ candidates, said }) =>
      this.dispatch({ type: 'candidates', run: run.id, candidates, said }),
    );
  }

  tryOut(candidate: string): void {
    const run = runOf(this.#state);
    if (run) this.#move({ do: 'try', run: run.id, candidate }, t('Exploring with the change'));
  }

  compare(): void {
    const run = runOf(this.#state);
    if (!run) return;
    if (!this.#can('compare')) {
      this.dispatch({ type: 'said', text: t('There is only one image to look at') });
      return;
    }
    if (this.#state.comparison?.of === run) {
      this.dispatch({ type: 'view', view: 'compare' });
      return;
    }
    this.#ask({ do: 'compare', run: run.id }, (data) => this.dispatch({ type: 'comparison', of: run, data }));
  }

  copy(what: CopyWhat): void {
    const run = runOf(this.#state);
    if (!run) return;
    if (!this.#can(what)) {
      this.dispatch({ type: 'said', text: t('This replay cannot be copied so') });
      return;
    }
    this.#ask({ do: 'export', run: run.id, as: what, at: this.#state.at }, ({ text }) => this.#outside.post({ type: 'copy', what, text }));
  }

  #can(ability: 'hand' | 'compare' | 'try' | 'save' | CopyWhat): boolean {
    return this.#state.replay?.can.includes(ability) === true;
  }

  #nothingToExplore(): void {
    this.dispatch({ type: 'said', text: t('This is the path of a hazard in one thread: there is nothing to explore') });
  }

  #hand(what: string, ask: SimAsk & { do: 'continue' | 'shortest' }): void {
    if (!this.#can('hand')) {
      this.#nothingToExplore();
      return;
    }
    this.#move(ask, what);
  }

  #change(run: RunData, direction: 1 | -1): void {
    const fields = chosenFields(this.#state);
    if (fields.size === 0) {
      this.dispatch({ type: 'said', text: t('Choose an object in the world first') });
      return;
    }
    const name = this.#state.chosen ?? '';
    this.#pauseAndGo(
      nextChange(run, this.#state.at, direction, fields),
      direction === 1 ? t('{0} does not change after this step', name) : t('{0} does not change before this step', name),
    );
  }

  #pauseAndGo(at: number | undefined, otherwise: string): void {
    if (this.#state.playing) this.dispatch({ type: 'playing', playing: false });
    this.dispatch({ type: 'go', at, otherwise });
  }

  #move(ask: SimAsk & { do: 'take' | 'continue' | 'shortest' | 'other' | 'undo' | 'try' }, slow?: string): void {
    this.#ask(ask, (moved) => this.dispatch({ type: 'moved', moved }), slow);
  }

  #ask<A extends SimAsk>(ask: A, then: (answer: Answers[A['do']]) => void, slow?: string): void {
    const id = ++this.#asked;
    this.#waiting.set(id, { then, slow: slow !== undefined });
    if (slow !== undefined) this.dispatch({ type: 'busy', what: slow });
    this.#outside.post({ type: 'ask', id, ask });
  }

  /** What has to happen because the state is another one now. */
  #follow(before: State): void {
    const state = this.#state;
    const run = runOf(state);
    const kept = keep(state);
    if (kept && state !== before) {
      const was = keep(before);
      if (state.replay !== before.replay || JSON.stringify(kept) !== JSON.stringify(was)) {
        this.#outside.store(kept);
        this.#outside.post({ type: 'kept', kept });
      }
    }
    if (run && (run !== runOf(before) || state.at !== before.at)) {
      this.#outside.post({
        type: 'highlight',
        places: run.steps[state.at - 1]?.places ?? [],
        reveal: before.replay === undefined ? 'none' : 'visible',
      });
      this.#stopStay?.();
      if (this.#can('hand')) this.#stopStay = this.#outside.later(STAY_MS, () => this.#askChoices());
    }
    if (state.playing !== before.playing || (state.playing && state.speed !== before.speed)) {
      this.#stopPlay?.();
      if (state.playing) this.#playOn();
    }
  }

  #askChoices(): void {
    const run = runOf(this.#state);
    const { at } = this.#state;
    if (run) this.#ask({ do: 'choices', run: run.id, at }, (answer) => this.dispatch({ type: 'choices', of: run, at, ...answer }));
  }

  #playOn(): void {
    this.#stopPlay = this.#outside.later(1000 / this.#state.speed, () => {
      if (!this.#state.playing) return;
      this.dispatch({ type: 'go', at: this.#state.at + 1 });
      if (this.#state.playing) this.#playOn();
    });
  }
}
