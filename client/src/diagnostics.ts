// What the server says under a document, with what the reviewer dismissed taken out, or struck through where that is wished.
import * as vscode from 'vscode';
import type { DiagnosticData } from '../../server/src/lsp/protocol.ts';
import type { Dismissals } from './dismissals.ts';

/** As the language client has them: with what the server put beside each. */
type Reported = vscode.Diagnostic & { readonly data?: unknown };

type Show = (uri: vscode.Uri, diagnostics: vscode.Diagnostic[]) => void;

export class ShownDiagnostics implements vscode.Disposable {
  readonly #dismissals: Dismissals;
  readonly #reported = new Map<string, { readonly uri: vscode.Uri; readonly diagnostics: readonly Reported[]; readonly show: Show }>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(dismissals: Dismissals) {
    this.#dismissals = dismissals;
    const again = (): void => {
      for (const { uri, diagnostics, show } of this.#reported.values()) show(uri, this.#chosen(uri, diagnostics));
    };
    this.#subscriptions = [
      dismissals.onDidChange(again),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('mmReview.showDismissed')) again();
      }),
    ];
  }

  /** The language client's middleware. */
  handle(uri: vscode.Uri, diagnostics: vscode.Diagnostic[], show: Show): void {
    if (diagnostics.length === 0) this.#reported.delete(uri.toString());
    else this.#reported.set(uri.toString(), { uri, diagnostics, show });
    show(uri, this.#chosen(uri, diagnostics));
  }

  dispose(): void {
    for (const one of this.#subscriptions) one.dispose();
  }

  #chosen(uri: vscode.Uri, diagnostics: readonly Reported[]): vscode.Diagnostic[] {
    const { entries } = this.#dismissals;
    if (entries.size === 0) return [...diagnostics];
    const struck = vscode.workspace.getConfiguration('mmReview', uri).get('showDismissed', true);
    return diagnostics.flatMap((one) => {
      const data = dataOf(one);
      const dismissal = data && data.change !== 'fixed' ? entries.get(data.fingerprint) : undefined;
      if (!dismissal) return [one];
      if (!struck) return [];
      const message = vscode.l10n.t('Dismissed ({0}): {1}', dismissal.reason, one.message);
      const copy: Reported = Object.assign(new vscode.Diagnostic(one.range, message, vscode.DiagnosticSeverity.Hint), {
        ...(one.code === undefined ? {} : { code: one.code }),
        ...(one.source === undefined ? {} : { source: one.source }),
        tags: [vscode.DiagnosticTag.Deprecated],
        data: one.data,
      });
      return [copy];
    });
  }
}

/** What the server put beside a diagnostic; undefined for those of others. */
export function dataOf(diagnostic: vscode.Diagnostic): DiagnosticData | undefined {
  const data = (diagnostic as Reported).data as Partial<DiagnosticData> | undefined;
  return typeof data?.fingerprint === 'string' ? (data as DiagnosticData) : undefined;
}
