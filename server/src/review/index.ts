/**
 * review/ - from patches and sources to one Review that every consumer reads.
 *
 * Knows: which functions a patch touches, which of its two images has a hazard, where that is in the text of the mail.
 * Must not know: where sources come from (a SourceTree is given), editors, output formats. No node:, no vscode.
 */
import type { CParser } from '../c/index.ts';
import { type FunctionDoc, Library, lintModel, type ModelError, type ModelFile } from '../model/index.ts';
import type { PatchDocument } from '../patch/types.ts';
import type { SourceTree } from '../tree/index.ts';
import { type AuditOptions, type AuditResult, auditFiles } from './audit.ts';
import { type ReviewOptions, reviewDocument, Workshop } from './document.ts';
import { checkModel, type ModelCheck, type ModelCheckOptions } from './model-check.ts';
import type { Review } from './types.ts';

export interface Reviewer {
  /** Rejects only with an AbortError. */
  review(doc: PatchDocument, options?: ReviewOptions): Promise<Review>;
  audit(tree: SourceTree, files: readonly string[], options?: AuditOptions): Promise<AuditResult>;
  /** What the model says of a function in a kernel version (`6.12`), or in the newest. */
  contractOf(name: string, version?: string): FunctionDoc | undefined;
  /** What is wrong with the model's own files. */
  lintModel(): readonly ModelError[];
  /** Where the model and a kernel tree disagree. Rejects only with an AbortError. */
  checkModel(tree: SourceTree, options?: ModelCheckOptions): Promise<ModelCheck>;
}

export function createReviewer(setup: { readonly parser: CParser; readonly model: readonly ModelFile[] }): Reviewer {
  const shop = new Workshop(setup.parser, new Library(setup.parser, setup.model));
  return {
    review: (doc, options) => reviewDocument(doc, shop, options),
    audit: (tree, files, options) => auditFiles(tree, files, shop, options),
    contractOf: (name, version) => shop.library.select(name, version)?.doc ?? shop.library.select(name)?.doc,
    lintModel: () => lintModel(setup.parser, setup.model),
    checkModel: (tree, options) => checkModel(tree, shop, options),
  };
}

export type { FunctionDoc, ModelError } from '../model/index.ts';
export type { AuditOptions, AuditResult } from './audit.ts';
export type { ReviewOptions } from './document.ts';
export type { ModelCheck, ModelCheckOptions, ModelDifference } from './model-check.ts';
export { type RuleDoc, repositoryUrl, rules, ruleUrl } from './rules.ts';
export type { Change, Finding, FindingStep, Review, ReviewedFile, ReviewedPatch } from './types.ts';
