// What the server found in the open documents, kept for the views: asked for anew whenever the server says that there is news.
import * as vscode from 'vscode';
import type { FindingData, PatchData, ReviewData } from '../../server/src/lsp/protocol.ts';

export class ReviewStore implements vscode.Disposable {
  readonly #reviews = new Map<string, ReviewData>();
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #ask: (uri: string) => Promise<ReviewData | null>;
  /** documents that the server is being asked about; `again`: there has been more news since */
  readonly #asked = new Map<string, { again: boolean }>();

  /** Says the URI of the document whose review is new, or gone. */
  readonly onDidChange = this.#changed.event;

  /** @param ask the server's answer, null when it has none */
  constructor(ask: (uri: string) => Promise<ReviewData | null>) {
    this.#ask = ask;
  }

  /** The server has a new review of the document, or none any more. One question at a time: what a long review tells on its way is shown, however slow the answers. */
  async refresh(uri: string): Promise<void> {
    const asking = this.#asked.get(uri);
    if (asking) {
      asking.again = true;
      return;
    }
    const mine = { again: true };
    this.#asked.set(uri, mine);
    while (mine.again && this.#asked.get(uri) === mine) {
      mine.again = false;
      let review: ReviewData | null | undefined;
      try {
        review = await this.#ask(uri);
      } catch {
        // A server that ended meanwhile says everything again when it is back; until then the last review stands.
        review = undefined;
      }
      if (this.#asked.get(uri) !== mine || review === undefined) continue;
      if (review) this.#reviews.set(uri, review);
      else if (!this.#reviews.delete(uri)) continue;
      this.#changed.fire(uri);
    }
    if (this.#asked.get(uri) === mine) this.#asked.delete(uri);
  }

  forget(uri: string): void {
    this.#asked.delete(uri);
    if (this.#reviews.delete(uri)) this.#changed.fire(uri);
  }

  get(uri: vscode.Uri | string): ReviewData | undefined {
    return this.#reviews.get(uri.toString());
  }

  /** In the order in which they were opened. */
  all(): ReviewData[] {
    return [...this.#reviews.values()];
  }

  /** A finding by its fingerprint, in one document or in any. */
  find(
    fingerprint: string,
    uri?: string,
  ): { readonly review: ReviewData; readonly patch?: PatchData; readonly finding: FindingData } | undefined {
    const reviews = uri === undefined ? this.all() : this.all().filter((review) => review.uri === uri);
    for (const review of reviews) {
      const finding = review.findings.find((one) => one.fingerprint === fingerprint);
      if (!finding) continue;
      const patch = review.patches.find(({ index }) => index === finding.patch);
      return { review, finding, ...(patch ? { patch } : {}) };
    }
    return undefined;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
