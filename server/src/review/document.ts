/** A document's review: each patch on its tree, each touched function before and after, each hazard at its place in the text. */
import type { Span } from '../c/ast.ts';
import type { CParser } from '../c/index.ts';
import type { Hazard } from '../check/index.ts';
import type { Era, Library } from '../model/index.ts';
import type { FileDiff, Message, PatchDocument } from '../patch/types.ts';
import { type FileImages, imagesOfSeries, reversed, type SourceTree } from '../tree/index.ts';
import { breather } from './breath.ts';
import { type CallerJob, callerMessage, type Felt, judgeCallers } from './callers.ts';
import { withCallers } from './callers-in-patch.ts';
import { choosePatches } from './choose.ts';
import type { CodeIndex } from './code.ts';
import { constantsOf } from './constants.ts';
import { type ChangedFunction, ImageContracts, TreeContracts } from './contracts.ts';
import { type Compared, compareImages, Differences, type Once } from './differences.ts';
import { callsOf } from './drift.ts';
import { isCertain, isLong, sometimes } from './early.ts';
import { eraOf, otherEra } from './era.ts';
import { findingOf } from './finding.ts';
import { errsOnPurpose, type Image, type Touched } from './functions.ts';
import { GuardIndex } from './guards.ts';
import { hazardsIn, isSilent, judge, type Side } from './judge.ts';
import type { ContractShelf } from './kept.ts';
import { isAdded, isRemoved } from './locate.ts';
import { carriedAlong, type Former } from './moved-code.ts';
import { bodiesOf } from './reads.ts';
import { seriesOf } from './series.ts';
import { setApart } from './set-apart.ts';
import { asksIn, isSettled } from './settled.ts';
import { sharedFindings } from './shared-findings.ts';
import { TreeSources } from './sources.ts';
import { stackedOn, textsAround } from './stacked.ts';
import { CodeStore } from './store.ts';
import { type FileWork, touchedFiles } from './touched-files.ts';
import type { Finding, Review, ReviewedFile, ReviewedPatch } from './types.ts';

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

/** What one patch was judged from. */
export interface Bench {
  /** index in Review.patches */
  readonly patch: number;
  readonly era: Era;
  readonly files: readonly { readonly file: FileDiff; readonly images: FileImages; readonly touched: readonly Touched[] }[];
  /** contracts as they were before, and as the patch leaves them */
  readonly before: ImageContracts;
  readonly after: ImageContracts;
  /** functions of the tree that calls may reach; undefined without a tree */
  readonly index: CodeIndex | undefined;
}

/** By kernel version, '' for the newest. */
export type ShelfFor = (version: string) => ContractShelf | undefined;

/** What is kept from one review to the next. */
export class Workshop {
  readonly parser: CParser;
  readonly library: Library;
  readonly store: CodeStore;
  private readonly trees = new WeakMap<SourceTree, TreeSources>();
  private readonly contracts = new WeakMap<SourceTree | Library, Map<Era, TreeContracts>>();
  private readonly guardsOf = new WeakMap<TreeContracts, GuardIndex>();
  private readonly shelfFor: ShelfFor | undefined;

  /** `shelfFor`: where contracts are kept from one run to the next, if they are */
  constructor(parser: CParser, library: Library, shelfFor?: ShelfFor) {
    this.parser = parser;
    this.library = library;
    this.shelfFor = shelfFor;
    this.store = new CodeStore(parser);
  }

  sources(tree: SourceTree): TreeSources {
    let s = this.trees.get(tree);
    if (!s) {
      s = new TreeSources(tree, this.parser);
      this.trees.set(tree, s);
    }
    return s;
  }

  guards(tree: SourceTree, era: Era): GuardIndex {
    const contracts = this.treeContracts(tree, era);
    let g = this.guardsOf.get(contracts);
    if (!g) {
      g = new GuardIndex(this.sources(tree).index, (n, from) => contracts.contractOf(n, from));
      this.guardsOf.set(contracts, g);
    }
    return g;
  }

  treeContracts(tree: SourceTree | undefined, era: Era): TreeContracts {
    const owner = tree ?? this.library;
    let byEra = this.contracts.get(owner);
    if (!byEra) {
      byEra = new Map();
      this.contracts.set(owner, byEra);
    }
    let c = byEra.get(era);
    if (!c) {
      c = new TreeContracts(era, tree && this.sources(tree).index, tree && this.shelfFor?.(era.version ?? ''));
      byEra.set(era, c);
    }
    return c;
  }
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
    const files = series.map((c) => doc.messages[c.message]!.patches[c.patch]!.files);
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
      const e = eraOf(message, version, fits);
      const other = fits ? otherEra(message, version) : undefined;
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

export interface PatchJob {
  readonly files: readonly FileDiff[];
  readonly images: readonly FileImages[];
  readonly message: Message;
  readonly era: Era;
  readonly tree: SourceTree | undefined;
  /** of files that do not fit the tree, where it is not the tree's */
  readonly otherEra?: Era;
  readonly shop: Workshop;
  readonly patch: number;
  readonly signal?: AbortSignal;
  turn?(): Promise<void>;
  onBench?(bench: Bench): void;
  /** called behind each function of a long patch; `step` from 0, `steps` in all */
  onEarly?(findings: readonly Finding[], step: number, steps: number, name: string): void;
  readonly callers?: 'all' | 'known';
  /** texts of files as the other patches of the series leave them, where this one comes */
  readonly around?: ReadonlyMap<string, string>;
}

export async function reviewPatch(job: PatchJob): Promise<{ findings: Finding[]; files: ReviewedFile[]; bounded: string[] }> {
  const { shop, tree } = job;
  const breathe = breather(job);
  const work = await touchedFiles(job, breathe);
  const base = shop.treeContracts(tree, job.era);
  const own = tree && shop.sources(tree).index;
  const stacked = own && job.around && stackedOn(own, job.around, shop.store);
  const index = stacked?.index ?? own;
  const inHunks = work.filter((w) => w.images.context === 'hunks');
  // an enumerator may be moved from file to file
  const shown = inHunks.flatMap((w) => w.file.hunks.flatMap((h) => h.lines.map((l) => l.text)));
  const constants = inHunks.length > 0 ? constantsOf(shown.join('\n')) : undefined;
  const numbers = new Map(constants && inHunks.map((w) => [w.images.path, constants] as const));
  const apart = job.otherEra && {
    paths: new Set(inHunks.map((w) => w.images.path)),
    contracts: shop.treeContracts(undefined, job.otherEra),
  };
  const eraAt = ({ context }: FileImages): Era => (context === 'hunks' && job.otherEra ? job.otherEra : job.era);
  const changed = (side: 'before' | 'after') => {
    const m = new Map<string, ChangedFunction>(stacked?.changed);
    // what this patch adds is not there before it, whatever later ones make of it
    for (const w of work) for (const t of w.touched) m.delete(t.name);
    for (const w of work)
      for (const t of w.touched) {
        const image = t[side];
        if (image?.whole) m.set(t.name, { ...image.whole, body: image.body });
        else if (image && !image.body.cfg.partial && !m.has(t.name)) m.set(t.name, { path: w.images.path, body: image.body });
      }
    return new ImageContracts(base, m, shop.store, numbers, apart);
  };
  const before = changed('before');
  const after = changed('after');
  const guards = tree && shop.guards(tree, job.era);
  job.onBench?.({
    patch: job.patch,
    era: job.era,
    files: work,
    before,
    after,
    index,
  });
  const lines = job.files.flatMap((f) => f.hunks.flatMap((h) => h.lines));
  const defines = new Set(work.flatMap((w) => w.touched.map((t) => t.name)));
  const moved = work.flatMap((w) => w.touched).filter((t) => !t.after || t.beforeFile);
  const abolishes = new Set(moved.map((t) => t.name));
  const calls = { ...callsOf(lines), defines, abolishes };
  const callsSaid = shop.store.number(
    `${[...calls.added].sort()}|${[...calls.removed].sort()}|${[...defines].sort()}|${[...abolishes].sort()}`,
  );
  const differences = new Differences(lines, calls);
  const findings: Finding[] = [];
  const above = new Map<Finding, () => string>();
  const lineOf = new Map<Finding, () => string>();
  const causeOf = new Map<Finding, () => string>();
  const bounded: string[] = [];
  const touchedBy = new Map<string, Touched>();
  for (const t of work.flatMap((w) => w.touched)) if (!touchedBy.has(t.name)) touchedBy.set(t.name, t);
  const bodyOf = (path: string) => (name: string) => {
    const own = touchedBy.get(name)?.after;
    if (own) return own.text.slice(...own.body.cfg.at);
    const at = index?.lookup(name, path);
    return at?.file.text.slice(at.fn.start, at.fn.end);
  };
  const cfgsOf = (path: string) => (name: string) => {
    const own = touchedBy.get(name)?.after;
    if (own) return [own.body.cfg];
    return (index?.candidates(name, path) ?? []).flatMap((p) => p.file.body(p.fn)?.cfg ?? []);
  };
  const othersThan = (t: Touched): Touched[] => work.flatMap((x) => x.touched.filter((o) => o !== t));
  const total = work.reduce((sum, w) => sum + w.touched.length, 0);
  const long = isLong(total);
  const early: Finding[] = [];
  /** what the images of a function stand in; `reads`: with the bodies of what they call */
  const around = (t: Touched, path: string, reads = false): string => {
    const said = (c: ImageContracts, image: Image | undefined) =>
      image && (reads ? c.bodiesAround(image.body, path) : c.surroundings(image.body, path));
    return `${said(before, t.before)} ${said(after, t.after)}`;
  };
  const pairs: { w: FileWork; t: Touched; before?: Side; after?: Side; compared: Compared }[] = [];
  for (const w of work) {
    for (const t of w.touched) {
      await breathe();
      const side = (image: Image | undefined, c: ImageContracts): Side | undefined =>
        image && {
          body: image.body,
          text: image.text,
          promised: eraAt(w.images).contractOf(t.name),
          locks: eraAt(w.images).locks,
          isAdded: (h: { readonly at: Span }) => isAdded(h.at, image, w.file),
          isRemoved: (h: { readonly at: Span }) => isRemoved(h.at, image, t.beforeFile?.file ?? w.file),
          path: w.images.path,
          guards: guards && ((...a: Parameters<GuardIndex['custom']>) => guards.custom(...a)),
          contractOf: (n: string) => c.contractOf(n, w.images.path),
          once: (what, make) => shop.store.once(image.body, `${what} ${t.name} ${c.surroundings(image.body, w.images.path)}`, make),
        };
      const pair = { w, t, before: side(t.before, before), after: side(t.after, after) };
      const sides = [pair.before, pair.after].map((s) => s && { cfg: s.body.cfg, text: s.text, contractOf: s.contractOf });
      const once: Once = (what, make, reads) => {
        if (!t.before || !pair.after) return make();
        const key = `${what} ${t.name} ${shop.store.id(t.before.body)} ${around(t, w.images.path, reads)}`;
        if (job.callers === 'known') return shop.store.once(pair.after.body, key, make);
        // what is read through functions that are not changed themselves is looked at anew
        const result = make();
        shop.store.remember(pair.after.body, key, result);
        return result;
      };
      const compare = (): Compared => compareImages(sides[0], sides[1], bodiesOf(cfgsOf(w.images.path)), once);
      const compared =
        job.callers === 'known' && !t.beforeFile
          ? shop.store.held(t, 'compared', `${around(t, w.images.path)} ${around(t, w.images.path, true)}`, compare)
          : compare();
      differences.add(compared);
      pairs.push({ ...pair, compared });
      if (!job.onEarly || !long || errsOnPurpose(w.images.path)) continue;
      const certain = judge(pair.before, pair.after, calls).judged.filter(
        (h) => isCertain(h) && !isSettled(h.hazard, () => othersThan(t), w.images.context !== 'hunks', index, w.images.path),
      );
      early.push(...certain.map((h) => findingOf(h, t, w.file, w.images, job.patch)));
      job.onEarly(early, pairs.length - 1, total, t.name);
    }
  }
  for (const { w, t, before: old, after: now, compared } of pairs) {
    const from = t.beforeFile?.file ?? w.file;
    const removed = (m: { readonly at: Span }) => t.before !== undefined && isRemoved(m.at, t.before, from);
    const moved = differences.hazards(compared, t.name, removed, bodyOf(w.images.path), index && asksIn(index, w.images.path, t.name));
    // where the rest of the patch has nothing to say, the two images say the same as long as they and their surroundings are the same
    const j =
      isSilent(moved) && !t.beforeFile
        ? shop.store.held(t, 'judged', `${callsSaid} ${around(t, w.images.path)}`, () => judge(old, now, calls, moved))
        : judge(old, now, calls, moved);
    // in a whole file nothing is out of sight but what could not be read
    const unread = [t.before, t.after].some((i) => i?.whole && i.body.cfg.hasGaps);
    if (j.bounded || unread) bounded.push(`${w.images.path}:${t.name}`);
    if (errsOnPurpose(w.images.path)) continue;
    for (const h of j.judged) {
      if (isSettled(h.hazard, () => othersThan(t), w.images.context !== 'hunks', index, w.images.path)) continue;
      const at = (h.side === 'old' && t.beforeFile) || w;
      const finding = shop.store.finding(h, at.file, job.patch, () => findingOf(h, t, at.file, at.images, job.patch));
      const image = h.side === 'new' ? t.after! : t.before!;
      above.set(finding, () => image.text.slice(0, lineStart(image.text, h.hazard.at[0])));
      lineOf.set(finding, () => lineIn(image.text, h.hazard));
      const cause = h.hazard.path[0];
      if (cause) causeOf.set(finding, () => lineIn(image.text, cause));
      findings.push(finding);
    }
  }
  findings.push(
    ...sharedFindings({ functions: pairs, files: job.files, calls, contractOf: (n) => job.era.contractOf(n), patch: job.patch }),
  );
  if (index) {
    const inCallers = await findingsInCallers(job, work, before, after, index, findings, breathe);
    // a caller who cannot bear it says more than the question whether all can
    const answered = (f: Finding) =>
      (f.rule === 'lock/sleep-in-atomic' || f.rule === 'contract/changed') &&
      f.confidence === 'low' &&
      inCallers.some((c) => c.rule === f.rule && c.function === f.function);
    findings.splice(0, findings.length, ...findings.filter((f) => !answered(f)), ...inCallers);
  }
  const files = work.map(
    (w): ReviewedFile => ({
      path: w.images.path,
      context: w.images.context,
      reason: w.images.reason,
      functions: w.touched.map((t) => t.name),
    }),
  );
  // of a function that is no more, under whatever name its code goes on
  const former = (): Former[] =>
    pairs.flatMap(({ t, before: old }) =>
      t.after || !old
        ? []
        : hazardsIn(old).map((h) => ({ ...h, lineText: lineIn(old.text, h), causeText: h.path[0] && lineIn(old.text, h.path[0]) })),
    );
  const along = carriedAlong(
    findings,
    (f) => lineOf.get(f)?.(),
    (f) => causeOf.get(f)?.(),
    former,
  );
  const told = along.findings.map((f) => ({ finding: withCallers(f, work), above: above.get(along.made.get(f) ?? f) ?? nothing }));
  return { findings: setApart(told), files, bounded };
}

const nothing = (): string => '';

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

const lineIn = (text: string, h: { readonly at: Span }): string => text.slice(lineStart(text, h.at[0])).split('\n', 1)[0]!;

/** What unchanged callers of the touched functions get to feel, told at the place in the patch that is the cause. */
async function findingsInCallers(
  job: PatchJob,
  work: readonly FileWork[],
  before: ImageContracts,
  after: ImageContracts,
  index: CodeIndex,
  findings: readonly Finding[],
  breathe: () => Promise<void>,
): Promise<Finding[]> {
  const touched = work.flatMap((w) =>
    w.touched
      .filter((t) => !t.beforeFile)
      .map((t) => ({
        path: w.images.path,
        t,
        isAdded: (at: Span) => t.after !== undefined && isAdded(at, t.after, w.file),
        isRemoved: (at: Span) => t.before !== undefined && isRemoved(at, t.before, w.file),
      })),
  );
  // a promise that nobody could rely on, because the function waited for itself, is nothing to compare the new one with
  const spoken = (name: string, family: string) =>
    findings.some(
      (f) =>
        f.function === name &&
        (f.change === 'introduced' ? f.confidence !== 'low' : f.change === 'fixed' && f.rule === 'lock/double-lock') &&
        f.rule.startsWith(`${family}/`),
    );
  const { store } = job.shop;
  const recall: CallerJob['recall'] = async (t, path, find) => {
    const [old, now] = [t.before!.body, t.after!.body];
    const key = `callers ${t.name} ${store.id(old)} ${before.surroundings(old, path)} ${after.surroundings(now, path)}`;
    const known = store.recall<readonly Felt[]>(now, key);
    if (job.callers === 'known') return known ?? [];
    const felt = await find();
    store.remember(now, key, felt);
    return felt;
  };
  const found = await judgeCallers({ touched, before, after, index, era: job.era, spoken, breathe, recall });
  return found.map((c) => {
    const w = work.find((x) => x.touched.includes(c.touched))!;
    const said = callerMessage(c);
    const hazard: Hazard = {
      ...c.hazard,
      confidence: 'medium',
      function: c.touched.name,
      message: said.message,
      remedy: said.remedy,
      at: c.at,
      path: [{ at: c.at, note: c.side === 'new' ? 'as the patch makes it' : 'as it was before the patch' }],
    };
    const f = findingOf({ hazard, change: 'introduced', side: c.side }, c.touched, w.file, w.images, job.patch);
    return { ...f, path: [...f.path, ...said.notes.map((n) => ({ line: n.line, note: n.note, file: n.file.path }))] };
  });
}
