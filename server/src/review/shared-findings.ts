/** What a patch does to things that several of its functions share, as findings at their places in the input. */
import type { Span } from '../c/ast.ts';
import type { Contract } from '../model/index.ts';
import type { FileDiff } from '../patch/types.ts';
import type { FileImages } from '../tree/index.ts';
import type { PatchCalls } from './drift.ts';
import { findingOf } from './finding.ts';
import type { Touched } from './functions.ts';
import type { Side } from './judge.ts';
import { leftToFree } from './left-to-free.ts';
import { isRemoved, rangeOfSpan } from './locate.ts';
import { type PairFunction, pairHazards, recordIn } from './paired.ts';
import type { Finding, FindingStep } from './types.ts';

interface InFile {
  readonly file: FileDiff;
  readonly images: FileImages;
}

export interface SharedJob {
  /** the patch's functions, in its order */
  readonly functions: readonly { readonly w: InFile; readonly t: Touched; readonly before?: Side; readonly after?: Side }[];
  readonly files: readonly FileDiff[];
  readonly calls: PatchCalls;
  /** what the model says */
  contractOf(name: string): Contract | undefined;
  /** index in Review.patches */
  readonly patch: number;
}

interface Owner {
  readonly t: Touched & { readonly before: NonNullable<Touched['before']>; readonly after: NonNullable<Touched['after']> };
  /** the file of each image */
  readonly old: InFile;
  readonly new: InFile;
}

export function sharedFindings(job: SharedJob): Finding[] {
  const owners = new Map<PairFunction, Owner>();
  for (const { w, t, before, after } of job.functions) {
    if (!t.before || !t.after || !before || !after) continue;
    const owner: Owner = { t: { ...t, before: t.before, after: t.after }, old: t.beforeFile ?? w, new: w };
    const image = (s: Side) => ({ cfg: s.body.cfg, text: s.text });
    const fn: PairFunction = {
      name: t.name,
      before: image(before),
      after: image(after),
      isShown: (at: Span) => rangeOfSpan(at, owner.t.after, owner.new.file) !== undefined,
      isRemoved: (at: Span) => isRemoved(at, owner.t.before, owner.old.file),
    };
    owners.set(fn, owner);
  }
  const functions = [...owners.keys()];
  const record = recordIn(job.files, (n) => job.contractOf(n));
  return [...pairHazards(functions, job.calls, record), ...leftToFree(functions, job.calls)].map((p) => {
    const owner = owners.get(p.fn)!;
    const at = owner[p.side];
    const f = findingOf({ hazard: p.hazard, change: 'introduced', side: p.side }, owner.t, at.file, at.images, job.patch);
    const path = p.steps.map((s): FindingStep => {
      if (!s.fn) return s.step;
      const o = owners.get(s.fn)!;
      const image = s.side === 'old' ? o.t.before : o.t.after;
      const input = rangeOfSpan(s.at, image, o[s.side].file);
      const file = o.new === owner.new ? undefined : o.new.images.path;
      return { line: image.lineOf(s.at[0]), note: s.note, ...(file ? { file } : {}), ...(input ? { input } : {}) };
    });
    return { ...f, path };
  });
}
