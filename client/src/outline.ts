// The reviews of the open documents as a tree: series, its versions, patches, files, functions, hazards. Plain data in, plain data out:
// knows neither VS Code nor words.
import type { FileData, FindingData, PatchData, ReviewData } from '../../server/src/lsp/protocol.ts';
import { groupSeries, type VersionGroup } from './series-groups.ts';

export interface Counts {
  readonly introduced: number;
  /** of the introduced ones: a later patch of the series mends them */
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
  /** of the newest version's first patch */
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
  return groupSeries(reviews).map((groups) => seriesNode(groups, dismissed));
}

function seriesNode(groups: readonly VersionGroup[], dismissed: ReadonlyMap<string, string>): SeriesNode {
  const versions: VersionNode[] = [];
  for (const { key, version, members } of groups) {
    const patches = members.map(({ review, patch }) => patchNode(`${key}/${review.uri}#${patch.index}`, review, patch, dismissed));
    const before = versions.at(-1);
    const parts = members.map(({ patch }) => patch.parts).find((one) => one !== undefined);
    versions.push({
      kind: 'version',
      id: key,
      version,
      ...(parts === undefined ? {} : { parts }),
      patches,
      counts: sum(patches.map(({ counts }) => counts)),
      ...(before ? { since: compare(before, patches) } : {}),
    });
  }
  const newest = versions.at(-1)!;
  const first = newest.patches[0]!.patch;
  return {
    kind: 'series',
    id: `series ${versions[0]!.id}`,
    title: first.title || first.subject,
    ...(first.mail.from === undefined ? {} : { from: first.mail.from }),
    versions,
  };
}

function patchNode(id: string, review: ReviewData, patch: PatchData, dismissed: ReadonlyMap<string, string>): PatchNode {
  const mine = review.findings.filter((finding) => finding.patch === patch.index);
  const files = patch.files.map((file, i) => fileNode(`${id}/${i}`, review, file, mine, dismissed));
  return { kind: 'patch', id, uri: review.uri, patch, files, counts: sum(files.map(({ counts }) => counts)) };
}

function fileNode(
  id: string,
  review: ReviewData,
  file: FileData,
  findings: readonly FindingData[],
  dismissed: ReadonlyMap<string, string>,
): FileNode {
  const here = findings.filter((finding) => finding.file === file.path);
  // A hazard may stand in a function that the list does not have: where the head of the function was cut off, say.
  const names = [...new Set([...file.functions, ...here.map((finding) => finding.function)])];
  const functions = names.map((name): FunctionNode => {
    const hazards = here
      .filter((finding) => finding.function === name)
      .map((finding, i): HazardNode => {
        const reason = finding.change === 'fixed' ? undefined : dismissed.get(finding.fingerprint);
        const mender = finding.mendedBy === undefined ? undefined : review.patches.find(({ index }) => index === finding.mendedBy);
        return {
          kind: 'hazard',
          id: `${id}/${name}/${finding.fingerprint}.${i}`,
          uri: review.uri,
          finding,
          ...(reason === undefined ? {} : { dismissed: reason }),
          ...(mender ? { mendedBy: mender } : {}),
        };
      });
    return {
      kind: 'function',
      id: `${id}/${name}`,
      uri: review.uri,
      name,
      range: file.shown[file.functions.indexOf(name)] ?? hazards[0]?.finding.input ?? file.range,
      hazards,
      counts: countsOf(hazards),
      bounded: review.bounded.includes(`${file.path}:${name}`),
    };
  });
  return { kind: 'file', id, uri: review.uri, file, functions, counts: sum(functions.map(({ counts }) => counts)) };
}

function countsOf(hazards: readonly HazardNode[]): Counts {
  const introduced = hazards.filter(({ finding, dismissed }) => finding.change === 'introduced' && dismissed === undefined);
  return {
    introduced: introduced.length,
    mended: introduced.filter(({ finding }) => finding.mendedBy !== undefined).length,
    fixed: hazards.filter(({ finding }) => finding.change === 'fixed').length,
    carried: hazards.filter(({ finding, dismissed }) => finding.change === 'carried' && dismissed === undefined).length,
    dismissed: hazards.filter(({ dismissed }) => dismissed !== undefined).length,
  };
}

function sum(all: readonly Counts[]): Counts {
  const total = { introduced: 0, mended: 0, fixed: 0, carried: 0, dismissed: 0 };
  for (const one of all) for (const name of Object.keys(total) as (keyof Counts)[]) total[name] += one[name];
  return total;
}

function compare(before: VersionNode, patches: readonly PatchNode[]): Comparison {
  const brought = (nodes: readonly PatchNode[]): Map<string, HazardNode> =>
    new Map(
      hazardsOf(nodes)
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
