/** What an editor asks for about the text of an open document: hover, lines above the code, outline, folds, and the mails that answer it. */
import type { Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Reviewer } from '../review/index.ts';
import { codeLenses } from './code-lens.ts';
import { foldingRanges } from './folding.ts';
import { hoverAt } from './hover.ts';
import { type ReplyParams, replyRequest, type Settings } from './protocol.ts';
import { repliesTo } from './replies.ts';
import type { Reviewed } from './reviews.ts';
import type { RulePage } from './rule-pages.ts';
import { replayLenses } from './sim-lenses.ts';
import type { ReplayOffer } from './sim-protocol.ts';
import { documentSymbols } from './symbols.ts';

export interface TextHost {
  /** what was last found out, perhaps for an older version */
  last(uri: string): Reviewed | undefined;
  /** the review of the newest version, once it is made */
  newest(uri: string): Promise<Reviewed | undefined>;
  /** undefined: not open */
  text(uri: string): TextDocument | undefined;
  settings(): Settings;
  rulePage(): RulePage;
  explain: Reviewer['explain'];
  /** fingerprints of hazards that were dismissed */
  dismissed(): ReadonlySet<string>;
  /** the client's command that goes to a hazard */
  hazardCommand(): string | undefined;
  /** none where the client cannot show a replay */
  replays(uri: string): Promise<readonly ReplayOffer[]>;
  log(message: string): void;
}

/** One line (0-based) without its end. */
export const lineText = (document: TextDocument, line: number): string =>
  document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }).replace(/[\r\n]+$/, '');

export function registerText(connection: Connection, host: TextHost): void {
  connection.onHover(({ textDocument: { uri }, position }) => {
    const document = host.text(uri);
    const last = host.last(uri);
    if (!document || !last || last.version !== document.version) return null;
    const { document: patches, review, desk } = last;
    const { showCarried } = host.settings();
    const shown = { ...(desk ? { desk } : {}), lineText: lineText(document, position.line), showCarried };
    const explain: Reviewer['explain'] = (name, version) => host.explain(name, version);
    try {
      return hoverAt({ document: patches, review, explain, rulePage: host.rulePage(), ...shown }, position) ?? null;
    } catch (error) {
      host.log(`${uri}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return null;
    }
  });

  connection.onCodeLens(async ({ textDocument: { uri } }, token) => {
    const reviewed = await host.newest(uri);
    if (token.isCancellationRequested || !reviewed?.review || reviewed.working !== undefined) return [];
    const command = host.hazardCommand();
    const lenses = codeLenses(reviewed.document, reviewed.review, {
      dismissed: host.dismissed(),
      uri,
      showCarried: host.settings().showCarried,
      ...(command ? { command } : {}),
    });
    return [...lenses, ...replayLenses(await host.replays(uri), uri)];
  });

  connection.onDocumentSymbol(async ({ textDocument: { uri } }) => {
    const reviewed = await host.newest(uri);
    return reviewed && reviewed.working === undefined ? documentSymbols(reviewed.document) : [];
  });

  connection.onFoldingRanges(async ({ textDocument: { uri } }) => {
    const [reviewed, document] = [await host.newest(uri), host.text(uri)];
    return reviewed && document && reviewed.working === undefined
      ? foldingRanges(reviewed.document, (line) => lineText(document, line))
      : [];
  });

  connection.onRequest(replyRequest, async (params: ReplyParams) => {
    const reviewed = await host.newest(params.uri);
    const document = host.text(params.uri);
    if (!reviewed?.review || !document || document.version !== reviewed.version) return null;
    return repliesTo(reviewed.document, reviewed.review, document.getText(), params);
  });
}
