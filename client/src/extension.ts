// The extension's entry on the desktop and on a remote machine. It knows VS Code and the protocol, and nothing of patches, C or mm:
// all of that is in the server.
import * as vscode from 'vscode';
import { isPlainTextWithPatch, isReviewed, readAsMail } from './documents.ts';
import { chooseKernelTree } from './kernel-tree.ts';
import { reviewText } from './review-text.ts';
import { Server } from './server.ts';
import { showHazard, showHazardCommand } from './show-hazard.ts';
import { registerSim } from './sim-panels.ts';
import { StatusItem } from './status-item.ts';

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('mm Patch Review', { log: true });
  const status = new StatusItem();
  const running = new Server(
    context.asAbsolutePath('dist/server.cjs'),
    vscode.Uri.joinPath(context.extensionUri, 'docs/rules'),
    output,
    (news) => status.set(news),
  );
  server = running;

  const readOnce = new Set<string>();
  const opened = (document: vscode.TextDocument): void => {
    if (isReviewed(document)) {
      void running.start();
      status.refresh();
    } else if (!readOnce.has(document.uri.toString()) && isPlainTextWithPatch(document)) {
      // Opens the document again, under its new language. Once: whoever makes it plain text again means it.
      readOnce.add(document.uri.toString());
      void readAsMail(document);
    }
  };

  context.subscriptions.push(
    output,
    status,
    vscode.commands.registerCommand('mmReview.reviewText', reviewText),
    vscode.commands.registerCommand('mmReview.chooseKernelTree', chooseKernelTree),
    vscode.commands.registerCommand(showHazardCommand, showHazard),
    vscode.commands.registerCommand('mmReview.restartServer', () => running.restart()),
    vscode.commands.registerCommand('mmReview.showOutput', () => output.show()),
    vscode.workspace.onDidOpenTextDocument(opened),
  );
  registerSim(context, running, output);
  for (const document of vscode.workspace.textDocuments) opened(document);
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
