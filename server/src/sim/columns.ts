/**
 * A trace as the columns that kernel developers write by hand in mails: a heading for each CPU, its function below it, calls indented under their caller, time
 * downwards, blank space for whoever does nothing, and what is wrong underneath. Never a tab, never wider than it was told.
 *
 * What a person would leave out is left out: private steps between two that matter. Kept are calls, locks, read sections, allocations and frees, choices, waits,
 * the steps that made what the violation is about, and the steps around a preemption.
 */

import { type Laid, laidOut, paragraph, wrapped } from './columns-layout.ts';
import { plain, rowsOf } from './columns-rows.ts';
import type { Ending } from './ending.ts';
import type { Trace } from './trace.ts';

export interface ColumnOptions {
  /** default 78 */
  readonly width?: number;
  /** every step; default false */
  readonly full?: boolean;
}

/** Lines without trailing blanks, each ended by a newline. '' for a trace without steps in which nothing is wrong. */
export function columnsOf(trace: Trace, options: ColumnOptions = {}): string {
  const width = Math.max(20, options.width ?? 78);
  const rows = rowsOf(trace, options.full ?? false);
  if (rows.length === 0 && trace.ending.kind === 'none') return '';
  const threads = [...new Set(rows.flatMap((row) => (row.thread === undefined ? [] : [row.thread])))].sort((a, b) => a - b);
  const columns = laidOut(
    threads.map((t) => {
      const own = rows
        .filter((row) => row.thread === t)
        .map(({ depth, text, aside }) => ({ depth, text: aside === undefined ? text : `${text}  /* ${aside} */` }));
      const { name, runs } = trace.threads[t]!;
      return [{ depth: 0, text: plain(name) }, { depth: 0, text: plain(runs) }, ...own];
    }),
    width,
  );
  const columnOf = new Map(threads.map((t, i) => [t, columns[i]!]));
  const lines: string[] = [];
  const fits = (t: number): boolean => plain(trace.threads[t]!.runs).length <= columnOf.get(t)!.width;
  const side = threads.every(fits);
  if (threads.length > 0) {
    lines.push(
      ...abreast(
        columns,
        threads.map((t) => plain(trace.threads[t]!.name)),
      ),
    );
    if (side)
      lines.push(
        ...abreast(
          columns,
          threads.map((t) => plain(trace.threads[t]!.runs)),
        ),
      );
  }
  const begun = new Set(side ? threads : []);
  for (const { thread, depth, text, aside } of rows) {
    if (thread === undefined) {
      lines.push(text.slice(0, width));
      continue;
    }
    // A function whose name is too long for its heading stands where it begins.
    if (!begun.has(thread)) lines.push(...placed(columnOf.get(thread)!, 0, plain(trace.threads[thread]!.runs), undefined));
    begun.add(thread);
    lines.push(...placed(columnOf.get(thread)!, depth, text, aside));
  }
  const said = conclusion(trace);
  if (lines.length > 0 && said.length > 0) lines.push('');
  for (const { text, lead, hang } of said) lines.push(...paragraph(text, width, lead, hang));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

/** Texts side by side; one that is too wide for its column goes on below. */
function abreast(columns: readonly Laid[], texts: readonly string[]): string[] {
  const parts = texts.map((text, i) => wrapped(text, columns[i]!.width, 2));
  return Array.from({ length: Math.max(...parts.map((part) => part.length)) }, (_, row) =>
    parts.reduce((line, part, i) => (part[row] === undefined ? line : `${line.padEnd(columns[i]!.offset)}${part[row]}`), ''),
  );
}

function placed(column: Laid, depth: number, text: string, aside: string | undefined): string[] {
  // However deep the calls are, there has to be room for a few words.
  const indent = Math.min(depth * column.unit, Math.max(0, column.most - Math.min(36, Math.max(12, text.length))));
  const most = column.most - indent;
  const room = Math.min(most, Math.max(16, column.width - indent));
  const whole = aside === undefined ? text : `${text}  /* ${aside} */`;
  const lines = wrapped(whole.length <= room || (whole.length <= most && aside === 'waits') ? whole : text, room, 4, most);
  return lines.map((line) => `${' '.repeat(column.offset + indent)}${line}`);
}

function conclusion({ ending, steps, threads }: Trace): readonly { readonly text: string; readonly lead: number; readonly hang: number }[] {
  if (ending.kind === 'none') return [];
  const by = threads[ending.threads[0] ?? -1]?.name;
  const fn = steps.at(-1)?.fn;
  const before: Partial<Record<Ending['kind'], string>> = {
    invariant: 'violated: ',
    deadlock: 'deadlock: ',
    livelock: 'livelock: ',
    fault: by === undefined || !fn ? '' : `${plain(by)} in ${plain(fn)}(): `,
  };
  const said = [{ text: `=> ${before[ending.kind] ?? ''}${plain(ending.sentence)}`, lead: 0, hang: 3 }];
  const values = ending.values.slice(0, 8).map(({ name, shown }) => `${plain(name)} = ${plain(shown)}`);
  if (ending.kind === 'invariant' && values.length > 0) said.push({ text: `with ${values.join(', ')}`, lead: 3, hang: 8 });
  return said;
}
