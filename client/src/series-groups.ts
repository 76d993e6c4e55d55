// Which patches make up one version of a series, and which versions make up one series. Plain data: knows neither VS Code nor words.
//
// A version is a thread: its mails answer one cover letter, or the first of them. Versions belong together by their change-id, or when the
// same author sends a patch of the same title again.
import type { CoverData, PatchData, ReviewData } from '../../server/src/lsp/protocol.ts';

export interface Member {
  readonly review: ReviewData;
  readonly patch: PatchData;
}

export interface VersionGroup {
  readonly key: string;
  readonly version: number;
  /** in the order of their numbers; a mail that is open twice counts once */
  readonly members: readonly Member[];
  readonly cover?: CoverData;
}

/** Series in the order in which they come, each with its versions, the oldest first. */
export function groupSeries(reviews: readonly ReviewData[]): VersionGroup[][] {
  const groups = new Map<string, Member[]>();
  for (const review of reviews) {
    const keyOf = versionKeys(review);
    for (const patch of review.patches) {
      const key = keyOf(patch);
      const members = groups.get(key);
      if (!members) groups.set(key, [{ review, patch }]);
      else if (!members.some((other) => isSameMail(other.patch, patch))) members.push({ review, patch });
    }
  }
  const versions = [...groups].map(([key, members]): VersionGroup => {
    members.sort((a, b) => (a.patch.part ?? 0) - (b.patch.part ?? 0));
    const cover = coverOf(members);
    return { key, version: members[0]!.patch.version, members, ...(cover ? { cover } : {}) };
  });
  return joined(versions);
}

/** The letter that the mails answer; where nothing has a Message-ID, one of the same version and length, of the same author if there is one. */
function coverOf(members: readonly Member[]): CoverData | undefined {
  const { review, patch } = members[0]!;
  if (patch.part === undefined || patch.isReply) return undefined;
  const root = patch.mail.references[0] ?? patch.mail.inReplyTo;
  const fits = review.covers.filter(({ messageId, version, parts }) =>
    root === undefined || messageId === undefined
      ? version === patch.version && parts === patch.parts
      : messageId === root || (patch.mail.references.includes(messageId) && version === patch.version),
  );
  return fits.find(({ from }) => from === patch.mail.from) ?? fits[0];
}

function isSameMail(a: PatchData, b: PatchData): boolean {
  return a.mail.messageId !== undefined && a.mail.messageId === b.mail.messageId && a.part === b.part && a.quoteDepth === b.quoteDepth;
}

/** For each patch of a document the name of its version of a series: the same in every document that holds a part of it. */
function versionKeys(review: ReviewData): (patch: PatchData) => string {
  const leaders = new Map<number, PatchData>();
  for (const patch of review.patches) {
    const first = leaders.get(patch.series);
    if (!first || patch.place < first.place) leaders.set(patch.series, patch);
  }
  // Two that hang on the same thread with the same numbers (sent twice, or by two people) are told apart as the server did.
  const alike = new Map<string, number>();
  const keys = new Map<number, string>();
  for (const [series, leader] of leaders) {
    const key = `${rootOf(leader) ?? review.uri} v${leader.version}/${leader.parts ?? ''}`;
    const nth = alike.get(key) ?? 0;
    alike.set(key, nth + 1);
    keys.set(series, `${key} ${nth}`);
  }
  return ({ mail, version, part, isReply, series, index }) =>
    part === undefined || isReply
      ? `${mail.messageId ?? review.uri}#${mail.messageId === undefined || isReply ? index : version}`
      : (keys.get(series) ?? '');
}

/** What the thread of a patch hangs on; the first patch may be it itself. */
function rootOf({ mail, part }: PatchData): string | undefined {
  return mail.references[0] ?? mail.inReplyTo ?? (part !== undefined && part <= 1 ? mail.messageId : undefined);
}

/** Puts versions together that have a name in common; linear but for the few that share one. */
function joined(versions: readonly VersionGroup[]): VersionGroup[][] {
  const series: VersionGroup[][] = [];
  const byName = new Map<string, VersionGroup[]>();
  for (const group of versions) {
    const names = namesOf(group);
    // The same version again is another posting of it, not another version.
    const mine = names.map((name) => byName.get(name)).find((other) => other && !other.some(({ version }) => version === group.version));
    const home = mine ?? [];
    if (!mine) series.push(home);
    home.push(group);
    for (const name of names) if (!byName.has(name) || mine) byName.set(name, home);
  }
  for (const one of series) one.sort((a, b) => a.version - b.version);
  return series;
}

function namesOf({ members, cover }: VersionGroup): string[] {
  const names = new Set<string>();
  if (cover && cover.title !== '') names.add(`${addressOf(cover.from)} ${cover.title.toLowerCase()}`);
  for (const { patch } of members) {
    if (patch.isReply) continue;
    if (patch.mail.changeId !== undefined) names.add(`change-id ${patch.mail.changeId}`);
    if (patch.title !== '') names.add(`${addressOf(patch.mail.from)} ${patch.title.toLowerCase()}`);
  }
  return [...names];
}

const addressOf = (from: string | undefined): string => (/<([^<>]+)>/.exec(from ?? '')?.[1] ?? from ?? '').toLowerCase();
