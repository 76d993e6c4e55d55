/**
 * review/ - from patches and sources to one Review that every consumer reads.
 *
 * Knows: which functions a patch touches, which of its two images has a hazard, where that is in the text of the mail.
 * Must not know: where sources come from (a SourceTree is given), editors, output formats. No node:, no vscode.
 */
import type { CParser } from '../c/index.ts';
import { contractInWords, dumpContract, type FunctionDoc, Library, lintModel, type ModelError, type ModelFile } from '../model/index.ts';
import type { PatchDocument } from '../patch/types.ts';
import type { SourceTree } from '../tree/index.ts';
import { type AuditOptions, type AuditResult, auditFiles } from './audit.ts';
import { type ReviewOptions, reviewDocument, Workshop } from './document.ts';
import { checkModel, type ModelCheck, type ModelCheckOptions } from './model-check.ts';
import type { Review } from './types.ts';
import { reviewWorking, type WorkingFile, type WorkingOptions } from './working.ts';

export interface Reviewer {
  /** Rejects only with an AbortError. */
  review(doc: PatchDocument, options?: ReviewOptions): Promise<Review>;
  /** The same of a file that is being edited, against what it was. Rejects only with an AbortError. */
  reviewWorking(file: WorkingFile, options: WorkingOptions): Promise<{ readonly document: PatchDocument; readonly review: Review }>;
  audit(tree: SourceTree, files: readonly string[], options?: AuditOptions): Promise<AuditResult>;
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
}

export interface Explained {
  readonly doc: FunctionDoc;
  /** what it was called before, with the last kernel that had that name */
  readonly before: readonly { readonly name: string; readonly until?: string }[];
  /** [] when nothing is left behind and it never sleeps, or when nothing whole came out of the body */
  readonly outcomes: readonly string[];
  readonly dump: string;
}

export function createReviewer(setup: { readonly parser: CParser; readonly model: readonly ModelFile[] }): Reviewer {
  const shop = new Workshop(setup.parser, new Library(setup.parser, setup.model));
  return {
    review: (doc, options) => reviewDocument(doc, shop, options),
    reviewWorking: (file, options) => reviewWorking(file, shop, options),
    audit: (tree, files, options) => auditFiles(tree, files, shop, options),
    contractOf: (name, version) => shop.library.select(name, version)?.doc ?? shop.library.select(name)?.doc,
    explain: (name, version, strict) => explain(shop.library, name, version, strict ?? false),
    lintModel: () => lintModel(setup.parser, setup.model),
    checkModel: (tree, options) => checkModel(tree, shop, options),
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
export type { AuditOptions, AuditResult } from './audit.ts';
export type { ReviewOptions } from './document.ts';
export type { ModelCheck, ModelCheckOptions, ModelDifference } from './model-check.ts';
export { type RuleDoc, repositoryUrl, rules, ruleUrl } from './rules.ts';
export type { Change, Finding, FindingStep, Review, ReviewedFile, ReviewedPatch } from './types.ts';
export type { WorkingFile, WorkingOptions } from './working.ts';
