// The extension's entry on the desktop and on a remote machine: the server is a process of its own.
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { begin, end, type TestView } from './activate.ts';
import type { MadeClient, Platform } from './platform.ts';
import { runProgram } from './run-program.ts';

const platform: Platform = {
  browser: false,
  run: runProgram,
  async makeClient(assets, options): Promise<MadeClient> {
    const module = vscode.Uri.joinPath(assets, 'server.cjs').fsPath;
    if (!existsSync(module)) throw new Error(vscode.l10n.t('{0} is missing; install the extension again, or run `npm run build`', module));
    const run = { module, transport: TransportKind.ipc };
    const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6019', '--enable-source-maps'] } };
    return { client: new LanguageClient('mmReview', 'mm Patch Review', { run, debug }, options) };
  },
};

export const activate = (context: vscode.ExtensionContext): TestView | undefined => begin(context, platform);

export const deactivate = (): Promise<void> => end();
