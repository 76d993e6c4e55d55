/** One patch on its tree: each touched function before and after, what its parts say of each other, what its callers get to feel. */
import type { Span } from '../c/ast.ts';
import type { Era } from '../model/index.ts';
import type { FileDiff, Message } from '../patch/types.ts';
import type { FileImages, SourceTree } from '../tree/index.ts';
import type { Bench } from './bench.ts';
import { breather } from './breath.ts';
import { withCallers } from './callers-in-patch.ts';
import { findingsInCallers } from './callers-told.ts';
import { constantsOf } from './constants.ts';
import { type ChangedFunction, ImageContracts } from './contracts.ts';
import { type Compared, compareImages, Differences, type Once } from './differences.ts';
import { callsOf } from './drift.ts';
import { isCertain, isLong } from './early.ts';
import { findingOf } from './finding.ts';
import { errsOnPurpose, type Image, type Touched } from './functions.ts';
import type { GuardIndex } from './guards.ts';
import { hazardsIn, isSilent, judge, type Side } from './judge.ts';
import { isAdded, isRemoved } from './locate.ts';
import { carriedAlong, type Former } from './moved-code.ts';
import { bodiesOf } from './reads.ts';
import { setApart } from './set-apart.ts';
import { asksIn, isSettled } from './settled.ts';
import { sharedFindings } from './shared-findings.ts';
import { stackedOn } from './stacked.ts';
import { type FileWork, touchedFiles } from './touched-files.ts';
import type { Finding, ReviewedFile } from './types.ts';
import type { Workshop } from './workshop.ts';

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
  const wraps = (name: string): boolean => {
    const at = index?.lookup(name, '');
    const handed = at ? [...at.file.text.slice(at.fn.start, at.fn.end).matchAll(/\breturn\s+(\w+)\s*\(/g)] : [];
    return handed.some((m) => defines.has(m[1]!));
  };
  const calls = { ...callsOf(lines), defines, abolishes, wraps };
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
