/**
 * Hazards of one patch that are alike in everything that their fingerprint is made of (rule, file, function, object, the text of the line) get
 * fingerprints of their own, so that one can be dismissed and the other not.
 *
 * They are told apart by what stands above them, as few lines as will do: that moves with them. Counting them would not do: when the first of two goes, the
 * second would inherit its name, and with it a reviewer's word that it is harmless. One that is alone has its plain name again, and is asked about anew.
 */
import { fingerprint } from './fingerprint.ts';
import type { Finding } from './types.ts';

/** non-blank lines above that are looked at */
const MOST_ABOVE = 12;

export interface Placed {
  readonly finding: Finding;
  /** the text before the hazard's line, as its image has it */
  readonly above: () => string;
}

/** In the given order. Hazards on the very same line stay one. */
export function setApart(all: readonly Placed[]): Finding[] {
  const alike = new Map<string, Placed[]>();
  for (const placed of all) {
    const { finding } = placed;
    const key = `${finding.fingerprint} ${finding.change === 'fixed'}`;
    const others = alike.get(key);
    if (others) others.push(placed);
    else alike.set(key, [placed]);
  }
  const renamed = new Map<Finding, string>();
  for (const group of alike.values()) {
    if (group.length > 1) for (const [finding, name] of names(group)) renamed.set(finding, name);
  }
  return all.map(({ finding }) => {
    const name = renamed.get(finding);
    return name === undefined ? finding : { ...finding, fingerprint: name };
  });
}

function names(group: readonly Placed[]): [Finding, string][] {
  const lineOf = ({ side, line }: Finding): string => `${side} ${line}`;
  const places = new Map<string, { readonly findings: Finding[]; readonly lines: readonly string[] }>();
  for (const { finding, above } of group) {
    const place = places.get(lineOf(finding));
    if (place) place.findings.push(finding);
    else places.set(lineOf(finding), { findings: [finding], lines: lastLines(above()) });
  }
  if (places.size < 2) return [];
  const all = [...places.values()];
  let count = 1;
  const told = (n: number): number => new Set(all.map(({ lines }) => lines.slice(0, n).join('\n'))).size;
  while (count < MOST_ABOVE && told(count) < told(MOST_ABOVE)) count++;
  // Blocks that repeat to the letter: the order is all that is left.
  const seen = new Map<string, number>();
  return all.flatMap(({ findings, lines }) => {
    const context = lines.slice(0, count).join('\n');
    const nth = (seen.get(context) ?? 0) + 1;
    seen.set(context, nth);
    const more = nth === 1 ? [context] : [context, String(nth)];
    return findings.map((finding): [Finding, string] => [finding, fingerprint([finding.fingerprint, ...more])]);
  });
}

/** The nearest first, without blanks around them. */
function lastLines(text: string): string[] {
  const lines: string[] = [];
  for (let end = text.length; end > 0 && lines.length < MOST_ABOVE; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end).trim();
    if (line !== '') lines.push(line);
    end = start - 1;
  }
  return lines;
}
