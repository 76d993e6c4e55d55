// What code actions lead to: a hazard's path, a function's contract, the questions that a patch raises, a rule's page. Each is a document to
// read beside the patch, made by the server.
import * as vscode from 'vscode';
import {
  type ContractArgument,
  contractRequest,
  type ExplainArgument,
  explainPathRequest,
  type FunctionPrompts,
  type PromptsParams,
  promptsRequest,
  type RuleArgument,
  type VirtualDocument,
} from '../../server/src/lsp/protocol.ts';
import { isReviewed } from './documents.ts';

const scheme = 'mm-review';

export type Ask = <T>(method: string, params: unknown) => Promise<T | null>;

export class Explanations implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #ask: Ask;
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscription: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(ask: Ask) {
    this.#ask = ask;
    this.#subscription = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  async explainPath(argument: ExplainArgument): Promise<void> {
    await this.#open(
      await this.#ask<VirtualDocument>(explainPathRequest, argument),
      vscode.l10n.t('The path is not known any more: the patch has changed.'),
    );
  }

  async showContract(argument?: ContractArgument): Promise<void> {
    const name = argument?.name ?? wordUnderCursor();
    if (!name) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Put the cursor on the name of a function first.'));
      return;
    }
    const uri = argument?.uri ?? vscode.window.activeTextEditor?.document.uri.toString();
    const answer = await this.#ask<VirtualDocument>(contractRequest, { name, ...(uri === undefined ? {} : { uri }) });
    await this.#open(answer, vscode.l10n.t('The model of mm has no {0}().', name));
  }

  async showPrompts(argument?: PromptsParams): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const uri = argument?.uri ?? (document && isReviewed(document) ? document.uri.toString() : undefined);
    if (uri === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Open a patch first: the questions are about the functions that it touches.'),
      );
      return;
    }
    const prompts = await this.#ask<readonly FunctionPrompts[]>(promptsRequest, { ...argument, uri });
    const text = prompts && prompts.length > 0 ? promptsText(prompts) : undefined;
    await this.#open(
      text === undefined ? null : { name: vscode.l10n.t('Questions to ask.md'), languageId: 'markdown', text },
      vscode.l10n.t('The contracts of the touched functions raise no question.'),
    );
  }

  async openRule({ page }: RuleArgument): Promise<void> {
    const uri = vscode.Uri.parse(page, true);
    await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #open(answer: VirtualDocument | null, otherwise: string): Promise<void> {
    if (!answer) {
      void vscode.window.showInformationMessage(otherwise);
      return;
    }
    const uri = vscode.Uri.from({ scheme, path: `/${answer.name.replace(/[\\/:*?"<>|]+/g, '-')}` });
    this.#texts.set(uri.toString(), answer.text);
    this.#changed.fire(uri);
    const document = await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(uri), answer.languageId);
    if (answer.languageId === 'markdown') {
      await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
      return;
    }
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true });
  }
}

function wordUnderCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  const range = editor?.document.getWordRangeAtPosition(editor.selection.active, /[A-Za-z_]\w*/);
  return editor && range ? editor.document.getText(range) : undefined;
}

function promptsText(all: readonly FunctionPrompts[]): string {
  const out: string[] = [];
  for (const { file, function: name, prompts } of all) {
    out.push(`## ${name}()`, '', `${file}`, '');
    for (const { question, seen, source } of prompts) out.push(`- ${question}${seen ? ` *${seen}*` : ''} (${source})`);
    out.push('');
  }
  return `${out.join('\n')}\n`;
}
