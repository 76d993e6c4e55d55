// What a desktop or a remote machine has and a browser has not, and the other way round. extension.ts gives the one, extension-browser.ts the other.
import type * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';

/** A client of a language server that was just made, and not yet started. */
export interface MadeClient {
  readonly client: BaseLanguageClient;
  /** Ends what the client alone would leave running. */
  end?(): void;
}

/** Runs a program to its end. Rejects with the last line of what it complained about; cancelled: what came so far. */
export type RunProgram = (program: string, args: readonly string[], cwd: string, token: vscode.CancellationToken) => Promise<string>;

export interface Platform {
  /** `assets`: the folder dist of the extension. Rejects with a sentence that names the remedy. */
  makeClient(assets: vscode.Uri, options: LanguageClientOptions): Promise<MadeClient>;
  /** Absent where no program can be run. */
  readonly run?: RunProgram;
  /** Runs in a web page: no disk, no programs, and the network only as far as the page's rules allow. */
  readonly browser: boolean;
}
