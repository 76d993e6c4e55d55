// The commands around dismissals: let a hazard go with a reason, take that back, export what was let go.
import * as vscode from 'vscode';
import type { DismissArgument } from '../../server/src/lsp/protocol.ts';
import { type Dismissal, dismissedReport } from '../../server/src/reply/dismissed.ts';
import { dataOf } from './diagnostics.ts';
import type { Dismissals } from './dismissals.ts';
import type { HazardNode } from './outline.ts';
import type { ReviewStore } from './review-store.ts';

/** What is to be dismissed: from a code action, from the series view, or undefined: what is under the cursor. */
export type DismissWhat = DismissArgument | HazardNode | undefined;

/**
 * Asks for a reason and keeps it.
 * @param reason given: nobody is asked
 */
export async function dismissHazard(
  dismissals: Dismissals,
  reviews: ReviewStore,
  what: DismissWhat,
  reason?: string,
): Promise<Dismissal | undefined> {
  const hazard = await hazardOf(what, reviews);
  if (!hazard) return undefined;
  const given = reason ?? (await askReason(hazard, dismissals));
  if (given === undefined || given.trim() === '') return undefined;
  const by = vscode.workspace.getConfiguration('mmReview').get('reply.from', '').trim();
  const entry: Dismissal = { ...hazard, reason: given.trim(), ...(by === '' ? {} : { by }), at: new Date().toISOString() };
  try {
    await dismissals.add(entry);
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return undefined;
  }
  void offerUndo(dismissals, entry);
  return entry;
}

/** Shows the hazard again. */
export async function restoreHazard(dismissals: Dismissals, fingerprint: string | undefined): Promise<void> {
  const which = fingerprint ?? (await pickDismissed(dismissals));
  if (which === undefined) return;
  try {
    await dismissals.remove(which);
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

/** All that was dismissed, as a document to read, save or send. */
export async function exportDismissed(dismissals: Dismissals): Promise<void> {
  if (dismissals.entries.size === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No hazard has been dismissed.'));
    return;
  }
  const document = await vscode.workspace.openTextDocument({
    language: 'markdown',
    content: dismissedReport(dismissals.entries.values()),
  });
  await vscode.window.showTextDocument(document);
}

type Hazard = Omit<Dismissal, 'reason' | 'by' | 'at'>;

async function hazardOf(what: DismissWhat, reviews: ReviewStore): Promise<Hazard | undefined> {
  if (what && 'kind' in what) return fromReview(what.finding.fingerprint, what.uri, reviews);
  if (what) {
    const known = fromReview(what.fingerprint, what.uri, reviews);
    const { fingerprint, rule, file, function: inFunction, message } = what;
    return known ?? { fingerprint, rule, file, function: inFunction, message: firstLine(message) };
  }
  const editor = vscode.window.activeTextEditor;
  const all = editor ? vscode.languages.getDiagnostics(editor.document.uri).filter((one) => dataOf(one)?.change === 'introduced') : [];
  const here = all.filter(
    ({ range }) => editor && range.start.line <= editor.selection.active.line && range.end.line >= editor.selection.active.line,
  );
  const chosen = here.length === 1 ? here[0] : await pickHazard(here.length > 0 ? here : all);
  const data = chosen && dataOf(chosen);
  if (!editor || !data) return undefined;
  return (
    fromReview(data.fingerprint, editor.document.uri.toString(), reviews) ?? {
      fingerprint: data.fingerprint,
      rule: data.rule,
      file: data.file,
      function: data.function,
      message: firstLine(chosen.message),
    }
  );
}

function fromReview(fingerprint: string, uri: string, reviews: ReviewStore): Hazard | undefined {
  const found = reviews.find(fingerprint, uri);
  if (!found) return undefined;
  const { rule, file, function: inFunction, message } = found.finding;
  const subject = found.patch?.subject;
  return { fingerprint, rule, file, function: inFunction, message: firstLine(message), ...(subject ? { subject } : {}) };
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

async function pickHazard(diagnostics: readonly vscode.Diagnostic[]): Promise<vscode.Diagnostic | undefined> {
  if (diagnostics.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no hazard here to dismiss. Put the cursor on an underlined line of a patch.'),
    );
    return undefined;
  }
  const items = diagnostics.map((diagnostic) => ({
    label: dataOf(diagnostic)?.rule ?? '',
    description: vscode.l10n.t('line {0}', diagnostic.range.start.line + 1),
    detail: firstLine(diagnostic.message),
    diagnostic,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Dismiss which hazard?'), matchOnDetail: true }))?.diagnostic;
}

async function pickDismissed(dismissals: Dismissals): Promise<string | undefined> {
  if (dismissals.entries.size === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No hazard has been dismissed.'));
    return undefined;
  }
  const items = [...dismissals.entries.values()].map(({ fingerprint, rule, reason, function: inFunction, message }) => ({
    label: `${rule} ${inFunction ?? ''}`,
    description: reason,
    detail: message ?? '',
    fingerprint,
  }));
  const options = { title: vscode.l10n.t('Show which hazard again?'), matchOnDescription: true, matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.fingerprint;
}

function askReason({ rule, function: inFunction, message }: Hazard, dismissals: Dismissals): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Dismiss {0} in {1}()', rule, inFunction ?? ''),
    prompt: vscode.l10n.t(
      'Why is this none? The reason is kept in {0}. ({1})',
      vscode.workspace.asRelativePath(dismissals.file),
      message ?? '',
    ),
    placeHolder: vscode.l10n.t('the caller drops the reference'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A reason is needed: others will ask for it.') : undefined),
  });
}

async function offerUndo(dismissals: Dismissals, entry: Dismissal): Promise<void> {
  const undo = vscode.l10n.t('Undo');
  const text = vscode.l10n.t('{0} in {1}() is dismissed: {2}', entry.rule, entry.function ?? '', entry.reason);
  if ((await vscode.window.showInformationMessage(text, undo)) === undo) await restoreHazard(dismissals, entry.fingerprint);
}
