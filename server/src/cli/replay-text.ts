/** Replays as text: what was run, what came of it, and the columns that can be pasted into a mail. */
import { printable } from '../report/index.ts';
import type { ReplayChange } from '../review/index.ts';
import { columnsOf, formatVerdict, traceOf } from '../sim/index.ts';
import { type Played, type PlayedSide, toShow } from './replay-played.ts';

const WIDTH = 78;

/** What a reviewer looks for first. */
const order: Readonly<Record<ReplayChange, number>> = { introduced: 0, carried: 1, fixed: 2, none: 3, unknown: 4 };

const words: Readonly<Record<ReplayChange, string>> = {
  introduced: 'the patch brings it in',
  carried: 'it is there before and after the patch',
  fixed: 'the patch mends it',
  none: 'holds before and after the patch',
  unknown: 'nothing can be said of it',
};

/** @param only one side was asked for: its columns are shown whatever its verdict */
export function replayText(played: readonly Played[], only: boolean): string {
  const rank = ({ change }: Played): number => (change === undefined ? 0 : order[change]);
  return [...played]
    .sort((a, b) => rank(a) - rank(b))
    .map((one) => oneText(one, only))
    .join('\n\n');
}

function oneText(one: Played, only: boolean): string {
  const lines: string[] = [];
  if (one.patch) lines.push(...filled(one.patch.subject, ''));
  lines.push(...filled(one.scenario === '' ? one.title : `${one.scenario}: ${one.title}`, ''));
  if (one.change !== undefined) lines.push(...filled(`  ${words[one.change]}${one.rule === '' ? '' : ` [${one.rule}]`}`, '  '));
  const said = new Set<string>();
  for (const side of one.sides) {
    lines.push(...filled(`  ${side.label}: ${verdictText(side)}`, '    '));
    for (const lack of side.missing) {
      if (!said.has(lack)) lines.push(...filled(`    ${lack}`, '      '));
      said.add(lack);
    }
  }
  // Whatever did not break did so only within this world.
  const bounds = new Set(
    one.sides.flatMap(({ machine, verdict }) => (machine && verdict && verdict.kind !== 'breaks' ? machine.bounds : [])),
  );
  if (bounds.size > 0) lines.push(...filled(`  within: ${[...bounds].join('; ')}`, '    '));
  const shown = only ? one.sides : toShow(one).filter(({ verdict, path }) => verdict?.kind === 'breaks' || path !== undefined);
  for (const side of shown) {
    const columns = columnsText(side);
    if (columns === '') continue;
    lines.push('', ...(shown.length > 1 ? [`${printable(side.label)}:`, ''] : []), columns.trimEnd());
    const other = one.sides.find(({ verdict }) => verdict?.kind === 'holds');
    if (one.parts && other) lines.push(...filled(`   ${other.label}, with the same turns: ${one.parts.sentence}`, '     '));
    for (const { sentence } of side.machine?.assumed ?? []) lines.push(...filled(`   assumed: ${sentence}`, '     '));
  }
  return `${lines.join('\n')}\n`;
}

export function columnsText({ machine, verdict, path }: PlayedSide): string {
  if (!machine) return '';
  if (path !== undefined) return columnsOf(traceOf(machine, path), { width: WIDTH });
  return verdict?.kind === 'breaks' ? columnsOf(traceOf(machine, verdict.path, { violation: verdict.violation }), { width: WIDTH }) : '';
}

/** Without what is said elsewhere: the bound, and what stands under the columns. */
function verdictText({ machine, verdict }: PlayedSide): string {
  if (!machine) return 'cannot be run';
  if (!verdict) return 'not explored';
  const { finding, explored } = formatVerdict(machine, verdict);
  return verdict.kind === 'breaks' ? `breaks (${explored})` : `${finding} (${explored})`;
}

/** A paragraph; lines after the first begin with `hang`. */
function filled(text: string, hang: string): string[] {
  const lead = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = lead;
  for (const word of printable(text).trim().split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = hang;
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}
