// What can be replayed, where one meets it: in the light bulb of a line, and as a link in its hover.
import * as vscode from 'vscode';
import { type ReplayOffer, replayCommand } from '../../server/src/lsp/sim-protocol.ts';
import { isReviewed } from './documents.ts';

/** What a document offers; [] when it offers nothing or cannot be asked about. */
export type AskOffers = (uri: string) => Promise<readonly ReplayOffer[]>;

export class OfferProvider implements vscode.CodeActionProvider, vscode.HoverProvider {
  readonly #ask: AskOffers;

  constructor(ask: AskOffers) {
    this.#ask = ask;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    // The list of problems asks for fixes alone: there a hazard's replay is one of them. In the text it is no fix.
    const fixes = context.only?.contains(vscode.CodeActionKind.QuickFix) === true && context.only.value !== '';
    if (context.only && !fixes && context.only.value !== '') return [];
    const kind = fixes ? vscode.CodeActionKind.QuickFix : vscode.CodeActionKind.Empty;
    const found = await this.#at(document, range.start.line, range.end.line);
    const offers = fixes ? found.filter(({ fingerprint }) => fingerprint !== undefined) : found;
    return offers.map((offer) => {
      const title = `${offer.verb}: ${offer.title}`;
      const action = new vscode.CodeAction(title, kind);
      if (fixes) action.diagnostics = [...context.diagnostics];
      action.command = { title, command: replayCommand, arguments: [document.uri.toString(), offer.id] };
      return action;
    });
  }

  async provideHover(document: vscode.TextDocument, { line }: vscode.Position): Promise<vscode.Hover | undefined> {
    const offers = await this.#at(document, line, line);
    if (offers.length === 0) return undefined;
    const text = new vscode.MarkdownString();
    text.isTrusted = { enabledCommands: [replayCommand] };
    offers.forEach((offer, index) => {
      const target = `command:${replayCommand}?${encodeURIComponent(JSON.stringify([document.uri.toString(), offer.id]))}`;
      if (index > 0) text.appendMarkdown('  \n');
      // The link's words are ours; what a scenario or a patch says stands behind it as text.
      text.appendMarkdown(`[${offer.verb}](${target.replaceAll('(', '%28').replaceAll(')', '%29')}) `);
      text.appendText(offer.kind === 'race' ? `${offer.title}: ${offer.says}` : offer.title);
    });
    return new vscode.Hover(text);
  }

  async #at(document: vscode.TextDocument, first: number, last: number): Promise<readonly ReplayOffer[]> {
    if (!isReviewed(document)) return [];
    const offers = await this.#ask(document.uri.toString()).catch(() => []);
    return offers.filter(({ range }) => range && range.start.line <= last && first <= range.end.line);
  }
}
