/** A document's review: its patches, each on top of the ones before it in its series, in the order of the text. */
import type { PatchDocument } from '../patch/types.ts';
import { imagesOfSeries, reversed, type SourceTree, withNames } from '../tree/index.ts';
import type { Bench } from './bench.ts';
import { choosePatches } from './choose.ts';
import { sometimes } from './early.ts';
import { eraOf, otherEra, saidBy } from './era.ts';
import { eraOfNames } from './era-names.ts';
import { reviewPatch } from './one-patch.ts';
import { seriesOf } from './series.ts';
import { baseOf } from './series-base.ts';
import { textsAround } from './stacked.ts';
import type { Finding, Review, ReviewedFile, ReviewedPatch } from './types.ts';
import type { Workshop } from './workshop.ts';

export interface ReviewOptions {
  readonly tree?: SourceTree;
  /** look at the patch as its own undoing */
  readonly reverse?: boolean;
  readonly signal?: AbortSignal;
  /** awaited before each patch: lets an editor's other work run */
  turn?(): Promise<void>;
  onProgress?(done: number, total: number, what: string): void;
  /**
   * In a long review, now and then: what is found so far. Its patches are those that are done and the one that is looked at; what it finds is no less
   * certain for being early, but the whole review is what counts.
   */
  onFound?(soFar: Review): void;
  /** called once for each patch, with what it was judged from: for questions about single places later */
  onBench?(bench: Bench): void;
  /**
   * `known`: of unchanged callers only what an earlier review of the same functions found out. While somebody types that is enough, and takes
   * a tenth of the time.
   */
  readonly callers?: 'all' | 'known';
}

export async function reviewDocument(doc: PatchDocument, shop: Workshop, o: ReviewOptions = {}): Promise<Review> {
  const chosen = choosePatches(doc);
  const patches = new Array<ReviewedPatch>(chosen.length);
  const findings: Finding[] = [];
  const bounded = new Set<string>();
  let era: Review['era'];
  const version = await o.tree?.version?.();
  let done = 0;
  const order = new Map(chosen.map((c, i) => [c, i]));
  const found = o.onFound && sometimes((review: () => Review) => o.onFound?.(review()));
  const soFar = (seen: readonly ReviewedPatch[], known: Finding[]): Review => ({
    patches: seen,
    findings: known.sort(inOrder),
    diagnostics: doc.diagnostics,
    bounded: [],
  });
  for (const [number, series] of seriesOf(doc, chosen).entries()) {
    const written = series.map((c) => doc.messages[c.message]!.patches[c.patch]!.files);
    const files = await withNames(written, o.tree);
    const baseVersion = baseOf(doc, series);
    const images = await imagesOfSeries(files, o.tree, { reverse: o.reverse });
    // undone, the last patch comes first
    const laid = o.reverse ? [...images].reverse() : images;
    for (const [i, c] of series.entries()) {
      await o.turn?.();
      if (o.signal?.aborted) throw new DOMException('the review was cancelled', 'AbortError');
      const message = doc.messages[c.message]!;
      const subject = message.subject?.full ?? '';
      o.onProgress?.(done++, chosen.length, subject);
      const mine = images[i]!;
      const fits = mine.some((f) => f.context !== 'hunks');
      const lies = mine.some((f) => f.context === 'tree' || f.context === 'applied');
      const base = lies || !o.tree ? undefined : await baseVersion(o.tree);
      const from = { tree: version, base, names: eraOfNames(files[i]!, shop.library) };
      // blobs that git has are of the patch's own kernel, which need not be the tree's
      const e = eraOf(message, { ...from, fits: lies || (fits && base === undefined && saidBy(message) === undefined) });
      const other = fits ? otherEra(message, from) : undefined;
      era ??= e;
      const at = order.get(c)!;
      const r = await reviewPatch({
        files: o.reverse ? files[i]!.map(reversed) : files[i]!,
        images: mine,
        message,
        era: shop.library.era(e?.version),
        tree: fits ? o.tree : undefined,
        ...(other === undefined ? {} : { otherEra: shop.library.era(other) }),
        shop,
        patch: at,
        signal: o.signal,
        turn: o.turn,
        onBench: o.onBench,
        onEarly:
          found &&
          ((early, step, steps, name) => {
            if (chosen.length === 1) o.onProgress?.(step, steps, name);
            found(() => {
              const seen = mine.map(({ path, context }): ReviewedFile => ({ path, context, functions: [] }));
              const { range } = message.patches[c.patch]!;
              const now = { message: c.message, patch: c.patch, subject, range, files: seen, series: number, place: i };
              return soFar(patches.with(at, now), [...findings, ...early]);
            });
          }),
        callers: o.callers,
        around: images.length > 1 ? textsAround(laid, o.reverse ? images.length - 1 - i : i) : undefined,
      });
      for (const b of r.bounded) bounded.add(b);
      findings.push(...r.findings);
      const { range } = message.patches[c.patch]!;
      patches[at] = { message: c.message, patch: c.patch, subject, range, files: r.files, series: number, place: i };
      found?.(() => soFar([...patches], [...findings]));
    }
  }
  findings.sort(inOrder);
  return { patches, findings, diagnostics: doc.diagnostics, era, bounded: [...bounded].sort() };
}

/** By patch, then place, then rule: the order of Review.findings. */
export function inOrder(a: Finding, b: Finding): number {
  return (
    a.patch - b.patch ||
    a.input.start.line - b.input.start.line ||
    a.input.start.character - b.input.start.character ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) ||
    (a.fingerprint < b.fingerprint ? -1 : 1)
  );
}
