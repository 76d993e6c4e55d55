// The status bar's entry: which kernel the patch in front is read against, and a way to choose another.
import * as vscode from 'vscode';
import type { Status } from '../../server/src/lsp/protocol.ts';
import { isReviewed } from './documents.ts';

export class StatusItem implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('mmReview.status', vscode.StatusBarAlignment.Right, 90);
  readonly #subscription: vscode.Disposable;
  #status: Status = { busy: true };

  constructor() {
    this.#item.name = 'mm Patch Review';
    this.#subscription = vscode.window.onDidChangeActiveTextEditor(() => this.refresh());
    this.refresh();
  }

  set(status: Status): void {
    this.#status = status;
    this.refresh();
  }

  /** Shown only beside a document that is reviewed. */
  refresh(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isReviewed(document)) {
      this.#item.hide();
      return;
    }
    const { tree, version, busy, message } = this.#status;
    const what = version ? `mm ${version}` : tree ? 'mm: tree' : 'mm: patch only';
    const icon = busy ? '$(sync~spin) ' : message ? '$(warning) ' : '';
    this.#item.text = `${icon}${what}`;
    this.#item.command = 'mmReview.chooseKernelTree';
    const lines = [
      tree ? `Kernel tree: ${tree}` : 'No kernel tree: only what the patch itself shows is checked.',
      ...(version ? [`Read as Linux ${version}.`] : []),
      ...(message ? [message] : []),
      ...(busy ? ['Checking the patch.'] : []),
      'Click to choose a kernel tree.',
    ];
    this.#item.tooltip = lines.join('\n');
    this.#item.accessibilityInformation = { label: `mm Patch Review: ${lines.join(' ')}`, role: 'button' };
    this.#item.show();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }
}
