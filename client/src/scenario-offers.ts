// What can be replayed of each open document, for a view that waits for nothing: the server answers when a review is whole, and later still when
// many threads have to be tried. Plain data: knows neither VS Code nor words.
import type { ReplayOffer } from '../../server/src/lsp/sim-protocol.ts';

/** What can be replayed of a document; null when nobody knows. Never fails. */
export type AskOffers = (uri: string) => Promise<readonly ReplayOffer[] | null>;

interface Known {
  readonly offers: readonly ReplayOffer[];
  asked: boolean;
}

export class ScenarioOffers {
  readonly #ask: AskOffers;
  readonly #news: () => void;
  readonly #known = new Map<string, Known>();

  /** `news`: an answer has come that says something else than what was known. */
  constructor(ask: AskOffers, news: () => void) {
    this.#ask = ask;
    this.#news = news;
  }

  /** What is known by now. Asks behind it, once for each review; not while the review goes on (`whole` is false), when an answer would only be its end. */
  of(uri: string, whole: boolean): readonly ReplayOffer[] {
    const known = this.#known.get(uri) ?? { offers: [], asked: false };
    this.#known.set(uri, known);
    if (whole && !known.asked) {
      known.asked = true;
      void this.#ask(uri).then((answer) => this.#take(uri, known, answer ?? []));
    }
    return known.offers;
  }

  /** There is another review of the document. What was known of the last one stands until there is an answer: rows that go and come again are in the way. */
  stale(uri: string): void {
    const known = this.#known.get(uri);
    if (known) this.#known.set(uri, { offers: known.offers, asked: false });
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  #take(uri: string, asked: Known, offers: readonly ReplayOffer[]): void {
    // an answer about a review that is not the last one any more
    if (this.#known.get(uri) !== asked) return;
    this.#known.set(uri, { offers, asked: true });
    if (JSON.stringify(offers) !== JSON.stringify(asked.offers)) this.#news();
  }
}
