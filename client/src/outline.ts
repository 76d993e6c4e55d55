// The reviews of the open documents as a tree: series, its versions, patches, files, functions, hazards. Plain data in, plain data out:
// knows neither VS Code nor words.
import type { CoverData, FileData, FindingData, PatchData, ReviewData } from '../../server/src/lsp/protocol.ts';
import { groupSeries, type Member, type VersionGroup } from './series-groups.ts';

export interface Counts {
  readonly introduced: number;
  /** of the introduced ones: certain enough to be errors */
  readonly errors: number;
  /** of the introduced ones: they only ask */
  readonly questions: number;
  /** of the introduced ones that do not ask: a later patch of the series mends them */
  readonly mended: number;
  readonly fixed: number;
  readonly carried: number;
  /** introduced, but dismissed by the reviewer; not in `introduced` */
  readonly dismissed: number;
}

/** Versions of one series, the oldest first. */
export interface SeriesNode {
  readonly kind: 'series';
  readonly id: string;
  /** of the newest version's cover letter, or of its first patch */
  readonly title: string;
  readonly from?: string;
  readonly versions: readonly VersionNode[];
}

export interface VersionNode {
  readonly kind: 'version';
  readonly id: string;
  readonly version: number;
  /** m of n/m; undefined for a patch of its own */
  readonly parts?: number;
  readonly patches: readonly PatchNode[];
  readonly counts: Counts;
  /** where its cover letter stands */
  readonly cover?: { readonly uri: string; readonly range: CoverData['range'] };
  /** against the version before it, when that one is open too */
  readonly since?: Comparison;
}

/** What became of the hazards from one version to the next; what a later patch of the same version mends counts for neither. */
export interface Comparison {
  readonly version: number;
  /** in the version before, and not any more */
  readonly gone: readonly HazardNode[];
  readonly came: readonly HazardNode[];
  readonly stayed: number;
}

export interface PatchNode {
  readonly kind: 'patch';
  readonly id: string;
  readonly uri: string;
  readonly patch: PatchData;
  readonly files: readonly FileNode[];
  readonly counts: Counts;
}

export interface FileNode {
  readonly kind: 'file';
  readonly id: string;
  readonly uri: string;
  readonly file: FileData;
  readonly functions: readonly FunctionNode[];
  readonly counts: Counts;
}

export interface FunctionNode {
  readonly kind: 'function';
  readonly id: string;
  readonly uri: string;
  readonly name: string;
  /** where the document shows it first */
  readonly range: FileData['range'];
  readonly hazards: readonly HazardNode[];
  readonly counts: Counts;
  /** not all of its paths could be followed */
  readonly bounded: boolean;
}

export interface HazardNode {
  readonly kind: 'hazard';
  readonly id: string;
  readonly uri: string;
  readonly finding: FindingData;
  /** why the reviewer let it go */
  readonly dismissed?: string;
  /** the later patch of the series that mends it */
  readonly mendedBy?: PatchData;
}

export type OutlineNode = SeriesNode | VersionNode | PatchNode | FileNode | FunctionNode | HazardNode;

/** `dismissed`: fingerprint -> reason. The series are in the order of the documents, the patches in that of their numbers. */
export function outline(reviews: readonly ReviewData[], dismissed: ReadonlyMap<string, string>): SeriesNode[] {
  const byPatch = new Map(reviews.map((review) => [review, groupBy(review.findings, ({ patch }) => patch)]));
  const findingsOf: FindingsOf = ({ review, patch }) => byPatch.get(review)?.get(patch.index) ?? [];
  return groupSeries(reviews).map((groups) => seriesNode(groups, findingsOf, dismissed));
}

type FindingsOf = (member: Member) => readonly FindingData[];

interface Reviewed extends Member {
  readonly findings: readonly FindingData[];
}

function seriesNode(groups: readonly VersionGroup[], findingsOf: FindingsOf, dismissed: ReadonlyMap<string, string>): SeriesNode {
  const versions: VersionNode[] = [];
  for (const { key, version, members, cover } of groups) {
    const patches = members.map((member) =>
      patchNode(`${key}/${member.review.uri}#${member.patch.index}`, { ...member, findings: findingsOf(member) }, dismissed),
    );
    const before = versions.at(-1);
    const parts = members.map(({ patch }) => patch.parts).find((one) => one !== undefined);
    versions.push({
      kind: 'version',
      id: key,
      version,
      ...(parts === undefined ? {} : { parts }),
      patches,
      counts: sum(patches.map(({ counts }) => counts)),
      ...(cover ? { cover: { uri: members[0]!.review.uri, range: cover.range } } : {}),
      ...(before ? { since: compare(before, patches) } : {}),
    });
  }
  const newest = versions.at(-1)!;
  const first = newest.patches[0]!.patch;
  return {
    kind: 'series',
    id: `series ${versions[0]!.id}`,
    title: groups.at(-1)?.cover?.title || first.title || first.subject,
    ...(first.mail.from === undefined ? {} : { from: first.mail.from }),
    versions,
  };
}

/** What a patch has below it is made when somebody looks: a mailbox has thousands, and a view shows a few. */
function patchNode(id: string, { review, patch, findings }: Reviewed, dismissed: ReadonlyMap<string, string>): PatchNode {
  const counts = countsOf(findings, dismissed);
  let files: readonly FileNode[] | undefined;
  return {
    kind: 'patch',
    id,
    uri: review.uri,
    patch,
    counts,
    get files() {
      files ??= filesOf(id, review, patch, findings, dismissed);
      return files;
    },
  };
}

function filesOf(
  id: string,
  review: ReviewData,
  patch: PatchData,
  findings: readonly FindingData[],
  dismissed: ReadonlyMap<string, string>,
): FileNode[] {
  const byFile = groupBy(findings, ({ file }) => file);
  const bounded = new Set(review.bounded);
  const menders = new Map(review.patches.map((one) => [one.index, one]));
  const node = (finding: FindingData, hazardId: string): HazardNode => {
    const reason = reasonFor(finding, dismissed);
    const mender = finding.mendedBy === undefined ? undefined : menders.get(finding.mendedBy);
    return {
      kind: 'hazard',
      id: hazardId,
      uri: review.uri,
      finding,
      ...(reason === undefined ? {} : { dismissed: reason }),
      ...(mender ? { mendedBy: mender } : {}),
    };
  };
  return patch.files.map((file, i): FileNode => {
    const here = byFile.get(file.path) ?? [];
    const byFunction = groupBy(here, (finding) => finding.function);
    const shown = new Map(file.functions.map((name, at) => [name, file.shown[at]]));
    // A hazard may stand in a function that the list does not have: where the head of the function was cut off, say.
    const names = [...new Set([...file.functions, ...byFunction.keys()])];
    return {
      kind: 'file',
      id: `${id}/${i}`,
      uri: review.uri,
      file,
      counts: countsOf(here, dismissed),
      functions: names.map((name): FunctionNode => {
        const mine = byFunction.get(name) ?? [];
        return {
          kind: 'function',
          id: `${id}/${i}/${name}`,
          uri: review.uri,
          name,
          range: shown.get(name) ?? mine[0]?.input ?? file.range,
          hazards: mine.map((finding, n) => node(finding, `${id}/${i}/${name}/${finding.fingerprint}.${n}`)),
          counts: countsOf(mine, dismissed),
          bounded: bounded.has(`${file.path}:${name}`),
        };
      }),
    };
  });
}

function groupBy<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

/** What the patch mends needs no reason to be let go. */
const reasonFor = (finding: FindingData, dismissed: ReadonlyMap<string, string>): string | undefined =>
  finding.change === 'fixed' ? undefined : dismissed.get(finding.fingerprint);

const noCounts = () => ({ introduced: 0, errors: 0, questions: 0, mended: 0, fixed: 0, carried: 0, dismissed: 0 });

function countsOf(findings: readonly FindingData[], dismissed: ReadonlyMap<string, string>): Counts {
  const counts = noCounts();
  for (const finding of findings) {
    if (reasonFor(finding, dismissed) !== undefined) counts.dismissed++;
    else {
      counts[finding.change]++;
      if (finding.change !== 'introduced') continue;
      if (finding.severity === 'error') counts.errors++;
      if (finding.severity === 'info') counts.questions++;
      else if (finding.mendedBy !== undefined) counts.mended++;
    }
  }
  return counts;
}

function sum(all: readonly Counts[]): Counts {
  const total = noCounts();
  for (const one of all) for (const name of Object.keys(total) as (keyof Counts)[]) total[name] += one[name];
  return total;
}

function compare(before: VersionNode, patches: readonly PatchNode[]): Comparison {
  const brought = (nodes: readonly PatchNode[]): Map<string, HazardNode> =>
    new Map(
      hazardsOf(nodes.filter(({ counts }) => counts.introduced + counts.dismissed > 0))
        .filter(({ finding }) => finding.change === 'introduced' && finding.mendedBy === undefined)
        .map((hazard) => [hazard.finding.fingerprint, hazard]),
    );
  const [old, now] = [brought(before.patches), brought(patches)];
  const came = [...now].filter(([fingerprint]) => !old.has(fingerprint)).map(([, hazard]) => hazard);
  return {
    version: before.version,
    gone: [...old].filter(([fingerprint]) => !now.has(fingerprint)).map(([, hazard]) => hazard),
    came,
    stayed: now.size - came.length,
  };
}

export function hazardsOf(patches: readonly PatchNode[]): HazardNode[] {
  return patches.flatMap((patch) => patch.files.flatMap((file) => file.functions.flatMap((one) => one.hazards)));
}
