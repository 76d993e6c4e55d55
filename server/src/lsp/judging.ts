/** Makes the reviews of a server's documents: patches against the tree, and C files of the tree against git's HEAD. Keeps what their desks need. */
import type { PatchDocument } from '../patch/types.ts';
import type { Bench, Reviewer, ReviewOptions } from '../review/index.ts';
import type { SourceTree } from '../tree/types.ts';
import type { Judged } from './reviews.ts';

export interface Around {
  readonly tree?: SourceTree;
  readonly signal: AbortSignal;
  readonly callers: 'all' | 'known';
  turn(): Promise<void>;
  readonly onProgress?: ReviewOptions['onProgress'];
  readonly onFound?: ReviewOptions['onFound'];
}

export async function judgePatch(reviewer: Reviewer, document: PatchDocument, { tree, ...around }: Around): Promise<Judged> {
  const benches: Bench[] = [];
  const review = await reviewer.review(document, { ...(tree ? { tree } : {}), ...around, onBench: (bench) => void benches.push(bench) });
  return { review, benches, desk: reviewer.desk(benches) };
}

const heads = new WeakMap<SourceTree, Promise<SourceTree | undefined>>();

/** The tree as of its HEAD; undefined when it is no git checkout. Asked once for a tree: another commit makes it another tree. */
function headOf(tree: SourceTree): Promise<SourceTree | undefined> {
  let head = heads.get(tree);
  if (!head) heads.set(tree, (head = tree.atRevision?.('HEAD').catch(() => undefined) ?? Promise.resolve(undefined)));
  return head;
}

const texts = new WeakMap<SourceTree, Map<string, Promise<string | undefined>>>();

function textAt(head: SourceTree, path: string): Promise<string | undefined> {
  let known = texts.get(head);
  if (!known) texts.set(head, (known = new Map()));
  let text = known.get(path);
  if (!text) known.set(path, (text = head.read(path).catch(() => undefined)));
  return text;
}

/** `path` in the tree. Without git nothing is a change: places can be asked about, nothing is judged. */
export async function judgeFile(
  reviewer: Reviewer,
  path: string,
  now: string,
  { tree, ...around }: Around & { readonly tree: SourceTree },
): Promise<Judged> {
  const head = await headOf(tree);
  const before = head ? await textAt(head, path) : now;
  const benches: Bench[] = [];
  const onBench = (bench: Bench): void => void benches.push(bench);
  const { review, document } = await reviewer.reviewWorking({ path, before, now }, { tree, ...around, onBench });
  return { review, benches, document, desk: reviewer.desk(benches) };
}
