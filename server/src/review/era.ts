/** Which kernel a patch speaks of: what its tree says, else what was newest when it was sent, set right by the functions that it is among. */
import { compareVersions } from '../model/index.ts';
import type { Message } from '../patch/types.ts';
import { type EraBounds, within } from './era-names.ts';
import type { Review } from './types.ts';

/** First day of each release; a mail is taken to be written against the last one before it. */
const RELEASES: readonly (readonly [string, string])[] = [
  ['3.13', '2014-01-19'],
  ['3.14', '2014-03-30'],
  ['3.15', '2014-06-08'],
  ['3.16', '2014-08-03'],
  ['3.17', '2014-10-05'],
  ['3.18', '2014-12-07'],
  ['3.19', '2015-02-08'],
  ['4.0', '2015-04-12'],
  ['4.1', '2015-06-22'],
  ['4.2', '2015-08-30'],
  ['4.3', '2015-11-02'],
  ['4.4', '2016-01-10'],
  ['4.5', '2016-03-14'],
  ['4.6', '2016-05-15'],
  ['4.7', '2016-07-24'],
  ['4.8', '2016-10-02'],
  ['4.9', '2016-12-11'],
  ['4.10', '2017-02-19'],
  ['4.11', '2017-04-30'],
  ['4.12', '2017-07-02'],
  ['4.13', '2017-09-03'],
  ['4.14', '2017-11-12'],
  ['4.15', '2018-01-28'],
  ['4.16', '2018-04-01'],
  ['4.17', '2018-06-03'],
  ['4.18', '2018-08-12'],
  ['4.19', '2018-10-22'],
  ['4.20', '2018-12-23'],
  ['5.0', '2019-03-03'],
  ['5.1', '2019-05-05'],
  ['5.2', '2019-07-07'],
  ['5.3', '2019-09-15'],
  ['5.4', '2019-11-24'],
  ['5.5', '2020-01-26'],
  ['5.6', '2020-03-29'],
  ['5.7', '2020-05-31'],
  ['5.8', '2020-08-02'],
  ['5.9', '2020-10-11'],
  ['5.10', '2020-12-13'],
  ['5.11', '2021-02-14'],
  ['5.12', '2021-04-25'],
  ['5.13', '2021-06-27'],
  ['5.14', '2021-08-29'],
  ['5.15', '2021-10-31'],
  ['5.16', '2022-01-09'],
  ['5.17', '2022-03-20'],
  ['5.18', '2022-05-22'],
  ['5.19', '2022-07-31'],
  ['6.0', '2022-10-02'],
  ['6.1', '2022-12-11'],
  ['6.2', '2023-02-19'],
  ['6.3', '2023-04-23'],
  ['6.4', '2023-06-25'],
  ['6.5', '2023-08-27'],
  ['6.6', '2023-10-29'],
  ['6.7', '2024-01-07'],
  ['6.8', '2024-03-10'],
  ['6.9', '2024-05-12'],
  ['6.10', '2024-07-14'],
  ['6.11', '2024-09-15'],
  ['6.12', '2024-11-17'],
  ['6.13', '2025-01-19'],
  ['6.14', '2025-03-24'],
  ['6.15', '2025-05-25'],
  ['6.16', '2025-07-27'],
  ['6.17', '2025-09-28'],
  ['6.18', '2025-11-30'],
  ['6.19', '2026-02-08'],
  ['7.0', '2026-04-12'],
  ['7.1', '2026-06-14'],
];

/** releases between which a patch may lie on its way into a tree */
const NEAR = 2;

export function versionAt(dateMs: number): string | undefined {
  let found: string | undefined;
  for (const [v, day] of RELEASES) if (Date.parse(day) <= dateMs) found = v;
  return found;
}

/** How many releases lie between two kernels (`5.19`, `6.0`: 1); 999 where one of them is unknown here. */
export function releasesApart(a: string, b: string): number {
  const place = (v: string): number => RELEASES.findIndex(([x]) => compareVersions(x, v) === 0);
  const [i, j] = [place(a), place(b)];
  return i < 0 || j < 0 ? 999 : Math.abs(i - j);
}

const ANY: EraBounds = { since: undefined, until: undefined };

/** What is known beside the mail itself. */
export interface EraSources {
  /** of the tree's Makefile */
  readonly tree?: string | undefined;
  /** whether the patch lies on the tree */
  readonly fits?: boolean;
  /** of the Makefile at the base-commit that the patch names, where git has it */
  readonly base?: string | undefined;
  readonly names?: EraBounds;
}

/**
 * The tree's version wins where the patch fits the tree. Without one, what it says itself counts: the commit that it builds on, then the kernel that
 * its mail names. Else a date says what was released then; a patch on the way to the next release, or for an older one, is told by its names
 * (`eraOfNames`). Without a date the names alone count where they name a last kernel; the newest is what is taken anyway.
 */
export function eraOf(message: Message | undefined, { tree, fits = false, base, names = ANY }: EraSources): Review['era'] {
  const v = shortened(tree);
  if (v && fits) return { version: v, from: 'tree' };
  const onto = shortened(base);
  if (onto) return { version: onto, from: 'base-commit' };
  const said = saidBy(message);
  if (said) return { version: said, from: 'mail' };
  const dated = message?.dateMs === undefined ? undefined : versionAt(message.dateMs);
  const version = dated ?? v;
  if (version === undefined) return names.until === undefined ? undefined : { version: names.until, from: 'names' };
  const told = within(version, names);
  if (told !== version) return { version: told, from: 'names' };
  return { version, from: dated ? 'date' : 'tree' };
}

const shortened = (version: string | undefined): string | undefined => version && /^\d+\.\d+/.exec(version)?.[0];

/** The kernel that the mail says it is for, unless there was none of that number, or not yet: then the number meant something else. */
export function saidBy(message: Message | undefined): string | undefined {
  const said = message?.kernel;
  if (said === undefined || !isRelease(said)) return undefined;
  const dated = message?.dateMs === undefined ? undefined : versionAt(message.dateMs);
  return dated !== undefined && compareVersions(said, dated) > 0 && releasesApart(said, dated) > NEAR ? undefined : said;
}

/** Older ones than the list had minor numbers to 39 (2.6), and 0 to 12 (3.x); newer ones are to come. */
function isRelease(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const last = RELEASES.at(-1)![0];
  return version === '2.6' || (major === 3 && minor < 13) || releasesApart(version, last) < 999 || compareVersions(version, last) > 0;
}

function datedBy(dateMs: number, names: EraBounds): string | undefined {
  const dated = versionAt(dateMs);
  return dated && within(dated, names);
}

/**
 * The kernel of those files of a patch that do not fit the tree, where the patch was sent for another one than the tree's: what the tree's
 * functions promise is not what those promise that the hunks call. Undefined where the tree may speak for them too.
 */
export function otherEra(message: Message | undefined, { tree, base, names = ANY }: EraSources): string | undefined {
  const v = shortened(tree);
  const dated = message?.dateMs === undefined ? undefined : datedBy(message.dateMs, names);
  const other = shortened(base) ?? saidBy(message) ?? dated;
  return v !== undefined && other !== undefined && releasesApart(other, v) > NEAR ? other : undefined;
}
