/**
 * review/ - from patches and sources to one Review that every consumer reads.
 *
 * Knows: which functions a patch touches, which of its two images has a hazard, where that is in the text of the mail.
 * Must not know: where sources come from (a SourceTree is given), editors, output formats. No node:, no vscode.
 */
import type { CParser } from '../c/index.ts';
import { allRules } from '../check/index.ts';
import { contractInWords, dumpContract, type FunctionDoc, Library, lintModel, type ModelError, type ModelFile } from '../model/index.ts';
import type { PatchDocument } from '../patch/types.ts';
import { roleNames, Shelf } from '../sim/index.ts';
import type { SourceTree } from '../tree/index.ts';
import { type AuditOptions, type AuditResult, auditFiles, type Learnt, learnFiles } from './audit.ts';
import type { Bench } from './bench.ts';
import { Desk } from './desk.ts';
import { inOrder, type ReviewOptions, reviewDocument } from './document.ts';
import { checkModel, type ModelCheck, type ModelCheckOptions } from './model-check.ts';
import { Replays } from './replay.ts';
import { replayFindings } from './replay-findings.ts';
import type { Review } from './types.ts';
import { reviewWorking, type WorkingFile, type WorkingOptions } from './working.ts';
import { type ShelfFor, Workshop } from './workshop.ts';

export interface Reviewer {
  /** Rejects only with an AbortError. */
  review(doc: PatchDocument, options?: ReviewOptions): Promise<Review>;
  /** The same of a file that is being edited, against what it was. Rejects only with an AbortError. */
  reviewWorking(file: WorkingFile, options: WorkingOptions): Promise<{ readonly document: PatchDocument; readonly review: Review }>;
  /** Answers questions about places of a document from the benches that its review was made on. */
  desk(benches: readonly Bench[]): Desk;
  /** The model's own C of a function, its comment above it; undefined when the model has none in that kernel. */
  modelText(name: string, version?: string): { readonly file: string; readonly text: string } | undefined;
  audit(tree: SourceTree, files: readonly string[], options?: AuditOptions): Promise<AuditResult>;
  /** The contracts of all functions of files, without rules. Rejects only with an AbortError. */
  learn(tree: SourceTree, files: readonly string[], options?: AuditOptions): Promise<Learnt>;
  /** What the model says of a function in a kernel version (`6.12`), or in the newest. */
  contractOf(name: string, version?: string): FunctionDoc | undefined;
  /**
   * The same with what the model's body does: one line for each outcome in words, and `dump` for the makers of the
   * model. `strict`: nothing when that version has no such function, instead of what another has.
   */
  explain(name: string, version?: string, strict?: boolean): Explained | undefined;
  /** What is wrong with the model's own files. */
  lintModel(): readonly ModelError[];
  /** Where the model and a kernel tree disagree. Rejects only with an AbortError. */
  checkModel(tree: SourceTree, options?: ModelCheckOptions): Promise<ModelCheck>;
  /** The scenarios that there are, and machines of their variants. */
  scenarios(): Shelf;
  /** The scenarios that a reviewed document's functions play a role in; `benches` as `ReviewOptions.onBench` gave them, all of one review. */
  replays(benches: readonly Bench[]): Replays;
}

const SCENARIOS = 'scenarios/';

export interface Explained {
  readonly doc: FunctionDoc;
  /** what it was called before, with the last kernel that had that name */
  readonly before: readonly { readonly name: string; readonly until?: string }[];
  /** [] when nothing is left behind and it never sleeps, or when nothing whole came out of the body */
  readonly outcomes: readonly string[];
  readonly dump: string;
}

/**
 * @param setup.model files of the model; those below `scenarios/` are scenarios
 * @param setup.shelfFor where contracts of trees are kept from one run to the next; what it gives must be for this very model, parser and program
 */
export function createReviewer(setup: {
  readonly parser: CParser;
  readonly model: readonly ModelFile[];
  readonly shelfFor?: ShelfFor;
}): Reviewer {
  const model = setup.model.filter((f) => !f.name.startsWith(SCENARIOS));
  const shop = new Workshop(setup.parser, new Library(setup.parser, model), setup.shelfFor);
  let shelf: Shelf | undefined;
  // some hundred kB of C that most reviews never ask for
  const shelves = (): Shelf => {
    shelf ??= new Shelf(
      setup.parser,
      setup.model.filter((f) => f.name.startsWith(SCENARIOS)).map((f) => ({ name: f.name.slice(SCENARIOS.length, -2), text: f.text })),
      shop.library,
    );
    return shelf;
  };
  // reading all scenarios takes longer than most reviews: only where a name says that one may be touched
  let roles: ReadonlySet<string> | undefined;
  const playsARole = (bench: Bench): boolean => {
    roles ??= new Set(setup.model.filter((f) => f.name.startsWith(SCENARIOS)).flatMap((f) => roleNames(f.text)));
    return bench.files.some((f) => f.touched.some((t) => roles?.has(t.name)));
  };
  // by the first bench: all of them are of one review, and whoever asks for its replays gets those that judged it
  const replays = new WeakMap<Bench, Replays>();
  const replaysOf = (benches: readonly Bench[]): Replays => {
    const [first] = benches;
    const made = (first && replays.get(first)) ?? new Replays(shelves(), benches);
    if (first) replays.set(first, made);
    return made;
  };
  return {
    async review(doc, options = {}) {
      const benches: Bench[] = [];
      const review = await reviewDocument(doc, shop, {
        ...options,
        onBench(bench) {
          benches.push(bench);
          options.onBench?.(bench);
        },
      });
      // while somebody types, what is known will do
      if (options.callers === 'known' || !benches.some(playsARole)) return review;
      const replayed = await replayFindings(replaysOf(benches), benches, review.findings, {
        ...options,
        severityOf: (rule) => allRules.find((r) => r.name === rule)?.severity ?? 'warning',
      });
      return replayed.length === 0 ? review : { ...review, findings: [...review.findings, ...replayed].sort(inOrder) };
    },
    reviewWorking: (file, options) => reviewWorking(file, shop, options),
    desk: (benches) => new Desk(benches, shop.store, shop.library),
    modelText(name, version) {
      const d = shop.library.select(name, version) ?? shop.library.select(name);
      const file = d && setup.model.find((f) => f.name === d.file);
      if (!d || !file) return undefined;
      const text = file.text.replace(/\r\n?/g, '\n');
      const head = d.comment ? text.slice(...d.comment) : '';
      return { file: d.file, text: `${head}${head === '' ? '' : '\n'}${text.slice(d.offset, d.offset + d.text.length)}\n` };
    },
    audit: (tree, files, options) => auditFiles(tree, files, shop, options),
    learn: (tree, files, options) => learnFiles(tree, files, shop, options),
    contractOf: (name, version) => shop.library.select(name, version)?.doc ?? shop.library.select(name)?.doc,
    explain: (name, version, strict) => explain(shop.library, name, version, strict ?? false),
    lintModel: () => lintModel(setup.parser, model),
    checkModel: (tree, options) => checkModel(tree, shop, options),
    scenarios: shelves,
    replays: replaysOf,
  };
}

function explain(library: Library, name: string, version: string | undefined, strict: boolean): Explained | undefined {
  const known = version !== undefined && library.select(name, version) ? version : undefined;
  if (strict && known !== version) return undefined;
  const doc = library.select(name, known)?.doc;
  if (!doc) return undefined;
  // the newest definition may be one that has gone since
  const contract = library.era(known ?? doc.until).contractOf(name);
  const before = library
    .predecessors(name)
    .filter((d) => d.name !== name)
    .map((d) => ({ name: d.name, ...(d.doc.until ? { until: d.doc.until } : {}) }));
  if (!contract) return { doc, before, outcomes: [], dump: `${name}: its C could not be read` };
  return { doc, before, outcomes: contract.incomplete ? [] : contractInWords(contract), dump: dumpContract(contract) };
}

export { compareVersions, type FunctionDoc, type ModelError } from '../model/index.ts';
export type { AuditOptions, AuditResult, Learnt } from './audit.ts';
export type { Bench } from './bench.ts';
export type { Change as HeldChange, Desk, Effects, HeldHere, Here, LockMeaning, Meaning, SituationHere } from './desk.ts';
export type { ReviewOptions } from './document.ts';
export type { ContractShelf, KeptContract } from './kept.ts';
export type { ModelCheck, ModelCheckOptions, ModelDifference } from './model-check.ts';
export type { CodePlace } from './place.ts';
export { type FunctionQuestions, type Question, questionsOf } from './questions.ts';
export { type LineEdit, type Remedy, remediesOf } from './remedy.ts';
export { type ReplayOffer, Replays, type ScenarioEntry, scenarioList, type Unbound } from './replay.ts';
export type { ReplaySide, Side as ReplayImage } from './replay-bodies.ts';
export { type Change as ReplayChange, changeOf, hazardOf, type ReplayHazard, whyIncomparable } from './replay-hazard.ts';
export { retold } from './retold.ts';
export { type RuleDoc, rulePath, rules } from './rules.ts';
export { scenarioFunction } from './scenario-place.ts';
export type { Change, Finding, FindingStep, Review, ReviewedFile, ReviewedPatch } from './types.ts';
export type { WorkingFile, WorkingOptions } from './working.ts';
export type { ShelfFor } from './workshop.ts';
