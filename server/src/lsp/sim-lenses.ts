/** Offers of a document as lines above the code. */
import type { CodeLens } from 'vscode-languageserver';
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
  const what = offer.kind === 'race' ? `${offer.title}: ${offer.says}` : offer.title;
  // VS Code would take `$(name)` of a stranger's text for an icon.
  return `${offer.verb}: ${what}`.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').replaceAll('$(', '$ (');
}
