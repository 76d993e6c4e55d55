/**
 * The sessions of open sim panels, by the name that a page calls its own by: opened for a source, asked, given up, closed. The connection, documents and files are
 * somebody else's; what is answered is sim-session.ts's.
 */
import { readHeldUri } from './sim-place.ts';
import type { Play } from './sim-play.ts';
import type { Answers, OpenParams, ReplayData, ReplaySource, SimAsk } from './sim-protocol.ts';
import { type Explore, SimSession } from './sim-session.ts';

export interface SessionSteps {
  /** makes the replay that a source names; rejects with a sentence */
  play(source: ReplaySource): Promise<Play>;
  readonly explore: Explore;
  progress(session: string, states: number): void;
}

export class SimSessions {
  readonly #steps: SessionSteps;
  readonly #sessions = new Map<string, SimSession>();
  #count = 0;

  constructor(steps: SessionSteps) {
    this.#steps = steps;
  }

  /** Rejects with a sentence, and holds nothing then. */
  async open({ source, resume }: OpenParams): Promise<ReplayData> {
    const play = await this.#steps.play(source);
    const id = `s${++this.#count}`;
    const steps = this.#steps;
    const session = new SimSession({
      id,
      play,
      explore: (machine, options, watch) => steps.explore(machine, options, watch),
      progress: (states) => steps.progress(id, states),
    });
    this.#sessions.set(id, session);
    try {
      return await session.begin(source, resume);
    } catch (error) {
      this.#sessions.delete(id);
      throw error;
    }
  }

  close(id: string): void {
    this.#sessions.get(id)?.cancel();
    this.#sessions.delete(id);
  }

  /** Whatever is explored for it ends with what was found so far. */
  cancel(id: string): void {
    this.#sessions.get(id)?.cancel();
  }

  dispose(): void {
    for (const id of [...this.#sessions.keys()]) this.close(id);
  }

  async ask<A extends SimAsk>(id: string, ask: A): Promise<Answers[A['do']]> {
    const session = this.#sessions.get(id);
    if (!session) throw new Error('The server no longer has this replay: reopen the panel.');
    return (await session.answer(ask)) as Answers[A['do']];
  }

  /** The text behind an address of `heldUri`; '' when nobody holds it any more. */
  source(query: string): string {
    const at = readHeldUri(query);
    return (at && this.#sessions.get(at.session)?.source(at.run, at.source)) ?? '';
  }
}
