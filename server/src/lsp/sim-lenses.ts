/** Offers of a document as one clicks on them: lines above the code, code actions, links in hovers. */
import { type CodeAction, CodeActionKind, type CodeLens, type Diagnostic } from 'vscode-languageserver';
import type { Range } from '../patch/types.ts';
import { type ReplayOffer, replayCommand } from './sim-protocol.ts';

/** More lines than this above one line of the patch would push the patch away. */
const MOST_AT_ONE_LINE = 3;

/** `Replay` above what breaks, `Explore` above functions that play in a scenario that holds. */
export function replayLenses(offers: readonly ReplayOffer[], uri: string): CodeLens[] {
  const count = new Map<number, number>();
  return offers.flatMap((offer): CodeLens[] => {
    const { range } = offer;
    if (!range) return [];
    const before = count.get(range.start.line) ?? 0;
    if (before >= MOST_AT_ONE_LINE) return [];
    count.set(range.start.line, before + 1);
    const start = { line: range.start.line, character: 0 };
    return [{ range: { start, end: start }, command: { title: lensTitle(offer), command: replayCommand, arguments: [uri, offer.id] } }];
  });
}

function lensTitle(offer: ReplayOffer): string {
  const verb = verbOf(offer);
  const what = offer.kind === 'race' ? `${offer.title}: ${offer.says}` : offer.title;
  // VS Code would take `$(name)` of a stranger's text for an icon.
  return `${verb}: ${what}`.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').replaceAll('$(', '$ (');
}

export function verbOf(offer: ReplayOffer): string {
  return offer.kind === 'path' || offer.breaks || /breaks/.test(offer.says) ? 'Replay' : 'Explore';
}

/** One action for each offer that the lines of a range belong to; those of a diagnostic name it. */
export function replayActions(offers: readonly ReplayOffer[], uri: string, range: Range, diagnostics: readonly Diagnostic[]): CodeAction[] {
  return offers.flatMap((offer): CodeAction[] => {
    if (!offer.range || offer.range.start.line > range.end.line || offer.range.end.line < range.start.line) return [];
    const about = diagnostics.filter(
      ({ data }) => offer.fingerprint !== undefined && (data as { fingerprint?: unknown } | undefined)?.fingerprint === offer.fingerprint,
    );
    const title = `${verbOf(offer)}: ${offer.title}`.replace(/\s+/g, ' ');
    return [
      {
        title,
        kind: CodeActionKind.Empty,
        ...(about.length > 0 ? { diagnostics: about } : {}),
        command: { title, command: replayCommand, arguments: [uri, offer.id] },
      },
    ];
  });
}

/** Markdown links for a hover over a position; '' when nothing is offered there. The client has to trust the command. */
export function replayLinks(offers: readonly ReplayOffer[], uri: string, line: number): string {
  const here = offers.filter(({ range }) => range && range.start.line <= line && line <= range.end.line);
  return here
    .map((offer) => {
      const target = `command:${replayCommand}?${encodeURIComponent(JSON.stringify([uri, offer.id]))}`;
      // The words are ours alone: what a patch says stays out of the link's text.
      const words = `${verbOf(offer)} ${offer.kind === 'race' ? `in the scenario ${(offer.scenario ?? '').replace(/[^\w-]/g, '')}` : 'this path'}`;
      return `[${words}](${target.replaceAll('(', '%28').replaceAll(')', '%29')})`;
    })
    .join(' · ');
}
