/**
 * The reviews of the open documents: one for each version, made after a short pause in typing, dropped when a newer version
 * comes. Knows neither the connection nor LSP.
 */
import type { PatchDocument } from '../patch/types.ts';
import type { Review } from '../review/types.ts';

/** What is known about a document so far. */
export interface Reviewed {
  readonly uri: string;
  readonly version: number;
  readonly document: PatchDocument;
  /** absent when the review failed */
  readonly review?: Review;
  readonly failure?: unknown;
}

export interface ReviewSteps {
  /** Text of the document as it is now; undefined when it is closed or holds no patch. */
  text(uri: string): { readonly version: number; readonly text: string } | undefined;
  parse(text: string): PatchDocument;
  review(document: PatchDocument, signal: AbortSignal, uri: string): Promise<Review>;
  /** The text is read, the review not yet made. Not called again for the next versions of an open document. */
  parsed(uri: string, version: number, document: PatchDocument): void;
  /** The end of it, with review or failure; never for a version that is out of date. */
  done(reviewed: Reviewed): void;
  /** The document has nothing to review (any more). */
  nothing(uri: string): void;
  /** How many reviews are under way has changed. */
  busy(count: number): void;
}

interface Entry {
  controller: AbortController;
  timer?: ReturnType<typeof setTimeout>;
  /** resolves with the newest version's review, however often it is begun anew */
  settled: Promise<Reviewed | undefined>;
  settle: (reviewed: Reviewed | undefined) => void;
  isSettled: boolean;
  shown: boolean;
  last?: Reviewed;
}

export class Reviews {
  readonly #steps: ReviewSteps;
  readonly #debounceMs: number;
  readonly #entries = new Map<string, Entry>();
  #busy = 0;

  constructor(steps: ReviewSteps, debounceMs = 150) {
    this.#steps = steps;
    this.#debounceMs = debounceMs;
  }

  /** A document was opened (`now`) or edited: what runs for it is cancelled, the next review starts now or after the pause. */
  touch(uri: string, now: boolean): void {
    const entry = this.#entries.get(uri) ?? this.#newEntry(uri);
    this.#cancel(entry);
    if (entry.isSettled) this.#renew(entry);
    const start = (): void => {
      entry.timer = undefined;
      void this.#run(uri, entry);
    };
    entry.timer = setTimeout(start, now ? 0 : this.#debounceMs);
  }

  /**
   * What runs for the document is not wanted: it ends, and whoever waits for it gets what is known of an older version. The next edit
   * begins anew.
   */
  giveUp(uri: string): void {
    const entry = this.#entries.get(uri);
    if (!entry || entry.isSettled) return;
    this.#cancel(entry);
    entry.settle(entry.last);
  }

  /** All open documents again: the tree or the settings have changed. */
  touchAll(): void {
    for (const uri of [...this.#entries.keys()]) this.touch(uri, true);
  }

  close(uri: string): void {
    const entry = this.#entries.get(uri);
    if (!entry) return;
    this.#cancel(entry);
    this.#entries.delete(uri);
    entry.settle(undefined);
  }

  /** What was last found out, perhaps for an older version. */
  last(uri: string): Reviewed | undefined {
    return this.#entries.get(uri)?.last;
  }

  /** The review of the newest version, once it is made; undefined when the document is closed before or holds no patch. */
  newest(uri: string): Promise<Reviewed | undefined> {
    return this.#entries.get(uri)?.settled ?? Promise.resolve(undefined);
  }

  dispose(): void {
    for (const uri of [...this.#entries.keys()]) this.close(uri);
  }

  #newEntry(uri: string): Entry {
    const entry = { controller: new AbortController(), shown: false } as Entry;
    this.#renew(entry);
    this.#entries.set(uri, entry);
    return entry;
  }

  #renew(entry: Entry): void {
    entry.isSettled = false;
    entry.settled = new Promise((resolve) => {
      entry.settle = (reviewed) => {
        entry.isSettled = true;
        resolve(reviewed);
      };
    });
  }

  #cancel(entry: Entry): void {
    clearTimeout(entry.timer);
    entry.timer = undefined;
    entry.controller.abort();
    entry.controller = new AbortController();
  }

  async #run(uri: string, entry: Entry): Promise<void> {
    const { signal } = entry.controller;
    const now = this.#steps.text(uri);
    if (!now) {
      entry.last = undefined;
      this.#steps.nothing(uri);
      entry.settle(undefined);
      return;
    }
    this.#count(1);
    let document: PatchDocument = { messages: [], diagnostics: [], lineCount: 0 };
    let outcome: Pick<Reviewed, 'review' | 'failure'>;
    try {
      document = this.#steps.parse(now.text);
      if (!entry.shown) this.#steps.parsed(uri, now.version, document);
      entry.shown = true;
      outcome = { review: await this.#steps.review(document, signal, uri) };
    } catch (failure) {
      outcome = { failure };
    } finally {
      this.#count(-1);
    }
    // A newer version has taken over; whoever waits, waits for that one.
    if (signal.aborted) return;
    const reviewed: Reviewed = { uri, version: now.version, document, ...outcome };
    entry.last = reviewed;
    this.#steps.done(reviewed);
    entry.settle(reviewed);
  }

  #count(change: number): void {
    this.#busy += change;
    this.#steps.busy(this.#busy);
  }
}
