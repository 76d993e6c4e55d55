/**
 * The reviews of the open documents: one for each version, made after a short pause in typing, dropped when a newer version
 * comes. Knows neither the connection nor LSP.
 */
import type { PatchDocument, ReadText } from '../patch/index.ts';
import type { Bench, Desk } from '../review/index.ts';
import type { Review } from '../review/types.ts';

/** What a review gives. */
export interface Judged {
  readonly review: Review;
  /** answers for single places */
  readonly desk?: Desk;
  /** what it was made from */
  readonly benches?: readonly Bench[];
  /** when reading the text alone could not give it */
  readonly document?: PatchDocument;
}

/** What is known about a document so far. */
export interface Reviewed {
  readonly uri: string;
  readonly version: number;
  readonly document: PatchDocument;
  /** absent when the review failed */
  readonly review?: Review;
  readonly desk?: Desk;
  readonly failure?: unknown;
  /** path in the kernel tree of a C file that is being edited; absent for patches */
  readonly working?: string;
}

/** The text of a document, and what it is. */
export interface Text {
  readonly version: number;
  readonly text: string;
  readonly working?: string;
}

export interface ReviewSteps {
  /** Text of the document as it is now; undefined when it is closed or holds no patch. */
  text(uri: string): Text | undefined;
  /** `before`: what was last read of the same document. */
  parse(text: string, before: ReadText | undefined): PatchDocument;
  /** `quick`: somebody is typing; what takes long is left to `complete`. */
  review(document: PatchDocument, signal: AbortSignal, uri: string, quick: boolean): Promise<Judged>;
  /** After a quick review and a longer pause: all of it. Undefined where there is no more to find out. */
  complete?(reviewed: Reviewed, signal: AbortSignal): Promise<Judged | undefined>;
  /** The text is read, the review not yet made. Not called again for the next versions of an open document. */
  parsed(uri: string, version: number, document: PatchDocument): void;
  /** The end of it, with review or failure; never for a version that is out of date. */
  done(reviewed: Reviewed): void;
  /** The document has nothing to review (any more). */
  nothing(uri: string): void;
  /** The rest of a review could not be made. */
  trouble?(uri: string, failure: unknown): void;
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
  /** the last touch was an edit, or the document is too long to be waited for */
  quick: boolean;
  last?: Reviewed;
  /** the patch as it was last read */
  read?: ReadText;
}

/** a document with more lines is shown in two steps from the beginning */
const LONG = 1500;

export class Reviews {
  readonly #steps: ReviewSteps;
  readonly #debounceMs: number;
  readonly #completeMs: number;
  readonly #entries = new Map<string, Entry>();
  #busy = 0;

  /** `debounceMs`: pause in typing before a review; `completeMs`: pause behind a quick one before the whole. */
  constructor(steps: ReviewSteps, debounceMs = 150, completeMs = 700) {
    this.#steps = steps;
    this.#debounceMs = debounceMs;
    this.#completeMs = completeMs;
  }

  /** A document was opened (`now`) or edited: what runs for it is cancelled, the next review starts now or after the pause. */
  touch(uri: string, now: boolean): void {
    const entry = this.#entries.get(uri) ?? this.#newEntry(uri);
    this.#cancel(entry);
    if (entry.isSettled) this.#renew(entry);
    entry.quick = !now;
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
    if (!entry) return;
    // What waits or runs behind a quick review ends too; the quick one stays.
    this.#cancel(entry);
    if (!entry.isSettled) entry.settle(entry.last);
  }

  /** Nothing that runs is wanted. */
  giveUpAll(): void {
    for (const uri of this.#entries.keys()) this.giveUp(uri);
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
    const entry = { controller: new AbortController(), shown: false, quick: false } as Entry;
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
      delete entry.read;
      this.#steps.nothing(uri);
      entry.settle(undefined);
      return;
    }
    this.#count(1);
    let document: PatchDocument = { messages: [], diagnostics: [], lineCount: 0 };
    let outcome: Pick<Reviewed, 'review' | 'desk' | 'failure'>;
    let quick = entry.quick;
    try {
      if (now.working === undefined) {
        document = this.#steps.parse(now.text, entry.read);
        entry.read = { text: now.text, document };
      }
      if (!entry.shown && now.working === undefined) this.#steps.parsed(uri, now.version, document);
      entry.shown = true;
      quick ||= document.lineCount > LONG || now.working !== undefined;
      const { document: made, benches: _, ...judged } = await this.#steps.review(document, signal, uri, quick);
      document = made ?? document;
      outcome = judged;
    } catch (failure) {
      outcome = { failure };
    } finally {
      this.#count(-1);
    }
    // A newer version has taken over; whoever waits, waits for that one.
    if (signal.aborted) return;
    const working = now.working === undefined ? {} : { working: now.working };
    const reviewed: Reviewed = { uri, version: now.version, document, ...outcome, ...working };
    entry.last = reviewed;
    this.#steps.done(reviewed);
    entry.settle(reviewed);
    if (!quick || !this.#steps.complete || !reviewed.review) return;
    entry.timer = setTimeout(() => void this.#complete(entry, reviewed, signal), entry.quick ? this.#completeMs : 0);
  }

  /** The rest of a quick review. When it fails, what is known stays. */
  async #complete(entry: Entry, quick: Reviewed, signal: AbortSignal): Promise<void> {
    this.#count(1);
    try {
      const judged = await this.#steps.complete?.(quick, signal);
      if (!judged || signal.aborted) return;
      const { review, desk, document } = judged;
      const reviewed: Reviewed = { ...quick, review, ...(desk ? { desk } : {}), document: document ?? quick.document };
      entry.last = reviewed;
      this.#steps.done(reviewed);
    } catch (failure) {
      if (!signal.aborted) this.#steps.trouble?.(quick.uri, failure);
    } finally {
      this.#count(-1);
    }
  }

  #count(change: number): void {
    this.#busy += change;
    this.#steps.busy(this.#busy);
  }
}
