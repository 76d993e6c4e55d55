/**
 * The file in which a reviewer keeps what was looked at and is no hazard: one entry for each fingerprint, with the reason. People read
 * it, review it and merge it, so that it is sorted and one line for each value.
 */

export interface Dismissal {
  readonly fingerprint: string;
  readonly rule: string;
  /** why it is none */
  readonly reason: string;
  readonly file?: string;
  readonly function?: string;
  /** what was said, first line */
  readonly message?: string;
  /** of the patch that brought it up */
  readonly subject?: string;
  readonly by?: string;
  /** ISO 8601, UTC */
  readonly at?: string;
}

/** Where a workspace has it. */
export const dismissedFile = '.mmreview/dismissed.json';

export interface DismissedFile {
  /** by fingerprint */
  readonly entries: ReadonlyMap<string, Dismissal>;
  /** why the file, or a part of it, could not be used; it must not be written over then */
  readonly problem?: string;
}

/** Reads the file's text; '' is an empty file. Never throws. */
export function readDismissed(text: string): DismissedFile {
  if (text.trim() === '') return { entries: new Map() };
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return { entries: new Map(), problem: `not JSON (${error instanceof Error ? error.message : String(error)})` };
  }
  const { version, dismissed } = (typeof read === 'object' && read !== null ? read : {}) as { version?: unknown; dismissed?: unknown };
  if (version !== 1) return { entries: new Map(), problem: `its "version" is ${JSON.stringify(version) ?? 'missing'}, not 1` };
  if (!Array.isArray(dismissed)) return { entries: new Map(), problem: 'it has no list "dismissed"' };
  const entries = new Map<string, Dismissal>();
  let broken = 0;
  for (const one of dismissed as unknown[]) {
    const entry = entryOf(one);
    if (entry) entries.set(entry.fingerprint, entry);
    else broken++;
  }
  const problem = broken > 0 ? `${broken} of its entries have no "fingerprint", "rule" and "reason"` : undefined;
  return { entries, ...(problem ? { problem } : {}) };
}

function entryOf(read: unknown): Dismissal | undefined {
  if (typeof read !== 'object' || read === null) return undefined;
  const given = read as Record<string, unknown>;
  const text = (name: string): string | undefined => (typeof given[name] === 'string' ? (given[name] as string) : undefined);
  const [fingerprint, rule, reason] = [text('fingerprint'), text('rule'), text('reason')];
  if (!fingerprint || rule === undefined || reason === undefined) return undefined;
  const rest: Partial<Record<keyof Dismissal, string>> = {};
  for (const name of ['file', 'function', 'message', 'subject', 'by', 'at'] as const) {
    const value = text(name);
    if (value !== undefined) rest[name] = value;
  }
  return { fingerprint, rule, reason, ...rest };
}

const order = (a: Dismissal): string => [a.file ?? '', a.function ?? '', a.rule, a.fingerprint].join('\0');

/** The text of the file: the same entries give the same bytes. */
export function printDismissed(entries: Iterable<Dismissal>): string {
  const dismissed = [...entries].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
  return `${JSON.stringify({ version: 1, dismissed }, null, 2)}\n`;
}

/** To be read by people: Markdown, one table for each file of the kernel. */
export function dismissedReport(entries: Iterable<Dismissal>): string {
  const all = [...entries].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
  const cell = (text: string | undefined): string =>
    (text ?? '')
      .replace(/\s+/g, ' ')
      .replace(/[\\|`<>[\]*_]/g, '\\$&')
      .trim();
  const out = ['# Dismissed hazards', '', `${all.length} ${all.length === 1 ? 'hazard was' : 'hazards were'} looked at and dismissed.`];
  for (const file of new Set(all.map((one) => one.file ?? ''))) {
    out.push(
      '',
      `## ${cell(file) || 'No file'}`,
      '',
      '| function | rule | reason | patch | by | when | fingerprint |',
      '| --- | --- | --- | --- | --- | --- | --- |',
    );
    for (const one of all.filter((other) => (other.file ?? '') === file)) {
      const cells = [
        one.function ? `${one.function}()` : '',
        one.rule,
        one.reason,
        one.subject,
        one.by,
        one.at?.slice(0, 10),
        one.fingerprint,
      ];
      out.push(`| ${cells.map(cell).join(' | ')} |`);
    }
  }
  return `${out.join('\n')}\n`;
}
