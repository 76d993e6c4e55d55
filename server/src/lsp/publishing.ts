/** What the client is shown of a review, and when: diagnostics as they are found, lines above the code and hints once they say something else. */
import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { PatchDocument } from '../patch/types.ts';
import type { Review } from '../review/types.ts';
import { diagnosticSource, patchDiagnostics, reviewDiagnostics } from './diagnostics.ts';
import { type ReviewedParams, reviewedNotification, type Settings } from './protocol.ts';
import type { Reviewed } from './reviews.ts';
import type { RulePage } from './rule-pages.ts';

export interface PublishingHost {
  /** of an open document */
  version(uri: string): number | undefined;
  settings(): Settings;
  rulePage(): RulePage;
  treeUri(): ((file: string) => string | undefined) | undefined;
  /** which of its pictures the client draws anew when it is asked to */
  refreshes(): { readonly lenses: boolean; readonly hints: boolean };
  /** why nothing can be reviewed at all */
  loadProblem(): string | undefined;
}

export class Publishing {
  readonly #connection: Connection;
  readonly #host: PublishingHost;
  /** by document, what its first review has found so far; gone when it ends */
  readonly #early = new Map<string, Reviewed>();
  /** by document, what its code lenses were last counted from */
  readonly #counted = new Map<string, string>();

  constructor(connection: Connection, host: PublishingHost) {
    this.#connection = connection;
    this.#host = host;
  }

  /** The text is read, the review not yet made: without a hazard in it nothing flickers. */
  parsed(uri: string, version: number, document: PatchDocument): void {
    if (document.diagnostics.length > 0) this.#send(uri, patchDiagnostics(document.diagnostics), version);
  }

  /** Of a long review that goes on. */
  found(uri: string, version: number, document: PatchDocument, soFar: Review): void {
    if (soFar.findings.length > 0) this.#show(uri, version, document, soFar);
    this.#early.set(uri, { uri, version, document, review: soFar });
    this.#tellReviewed(uri);
  }

  /** What `found` was told last of this very text; undefined once the review has ended. */
  soFar(uri: string): Reviewed | undefined {
    const early = this.#early.get(uri);
    return early?.version === this.#host.version(uri) ? early : undefined;
  }

  /** The end of a review, or why there is none. */
  done({ uri, version, document, review, failure, working }: Reviewed): void {
    this.#early.delete(uri);
    if (review) {
      // in a file that is being edited a hazard that went is no news
      const shown = working === undefined ? review : { ...review, findings: review.findings.filter((f) => f.change !== 'fixed') };
      this.#show(uri, version, document, shown);
      this.#refresh(uri, review);
      return;
    }
    this.#connection.console.error(`${uri}: ${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}`);
    const start = { line: 0, character: 0 };
    const problem = this.#host.loadProblem();
    const message = problem
      ? `${problem}. Reinstall the extension, or see its output channel.`
      : `This document could not be reviewed (${firstLine(failure)}). Please report it with the document; other documents are not affected.`;
    const broken = { range: { start, end: start }, severity: DiagnosticSeverity.Warning, code: 'internal-error', source: diagnosticSource };
    this.#send(uri, [...patchDiagnostics(document.diagnostics), { ...broken, message }], version);
  }

  /** There is nothing to review in the document (any more). */
  nothing(uri: string): void {
    this.#early.delete(uri);
    this.#send(uri, []);
    this.#tellReviewed(uri);
  }

  closed(uri: string): void {
    this.#counted.delete(uri);
    this.#early.delete(uri);
    this.#send(uri, []);
  }

  /** The counts above patches depend on more than reviews. */
  refreshLenses(): void {
    if (this.#host.refreshes().lenses) void this.#connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
  }

  refreshHints(): void {
    if (this.#host.refreshes().hints) void this.#connection.sendRequest('workspace/inlayHint/refresh').catch(() => undefined);
  }

  #show(uri: string, version: number, document: PatchDocument, review: Review): void {
    const { showCarried } = this.#host.settings();
    const [rulePage, treeUri] = [this.#host.rulePage(), this.#host.treeUri()];
    this.#send(uri, reviewDiagnostics(document, review, { uri, showCarried, rulePage, ...(treeUri ? { treeUri } : {}) }), version);
  }

  /** What the editor has asked for already is asked for anew when a later review says more. */
  #refresh(uri: string, review: Review): void {
    this.#tellReviewed(uri);
    const counts = review.findings.map((f) => `${f.patch} ${f.change}`).join();
    if (this.#counted.has(uri) && this.#counted.get(uri) !== counts) this.refreshLenses();
    this.#counted.set(uri, counts);
    if (this.#host.settings().inlayHints) this.refreshHints();
  }

  /** The client asks what there is to know. */
  #tellReviewed(uri: string): void {
    void this.#connection.sendNotification(reviewedNotification, { uri, version: this.#host.version(uri) ?? 0 } satisfies ReviewedParams);
  }

  #send(uri: string, diagnostics: Diagnostic[], version?: number): void {
    void this.#connection.sendDiagnostics({ uri, ...(version === undefined ? {} : { version }), diagnostics });
  }
}

/** An error in one line. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
