/** What unchanged callers of a patch's functions get to feel, as findings in the patch, in the words of a maintainer. */
import type { Span } from '../c/ast.ts';
import type { Hazard } from '../check/index.ts';
import type { Era } from '../model/index.ts';
import { type CallerHazard, type CallerJob, type Felt, judgeCallers } from './callers.ts';
import type { CodeFile, CodeIndex } from './code.ts';
import type { ImageContracts } from './contracts.ts';
import { findingOf } from './finding.ts';
import { isAdded, isRemoved } from './locate.ts';
import type { CodeStore } from './store.ts';
import type { FileWork } from './touched-files.ts';
import type { Finding } from './types.ts';
import { mayBeUneven, unevenLock } from './uneven.ts';

/** What unchanged callers of the touched functions get to feel, told at the place in the patch that is the cause. */
export async function findingsInCallers(
  job: { readonly patch: number; readonly era: Era; readonly callers?: 'all' | 'known'; readonly shop: { readonly store: CodeStore } },
  work: readonly FileWork[],
  before: ImageContracts,
  after: ImageContracts,
  index: CodeIndex,
  findings: readonly Finding[],
  breathe: () => Promise<void>,
): Promise<Finding[]> {
  const touched = work.flatMap((w) =>
    w.touched
      .filter((t) => !t.beforeFile)
      .map((t) => ({
        path: w.images.path,
        t,
        isAdded: (at: Span) => t.after !== undefined && isAdded(at, t.after, w.file),
        isRemoved: (at: Span) => t.before !== undefined && isRemoved(at, t.before, w.file),
      })),
  );
  // a promise that nobody could rely on, because the function waited for itself, is nothing to compare the new one with
  const spoken = (name: string, family: string) =>
    findings.some(
      (f) =>
        f.function === name &&
        (f.change === 'introduced' ? f.confidence !== 'low' : f.change === 'fixed' && f.rule === 'lock/double-lock') &&
        f.rule.startsWith(`${family}/`),
    );
  const { store } = job.shop;
  const recall: CallerJob['recall'] = async (t, path, find) => {
    const [old, now] = [t.before!.body, t.after!.body];
    const key = `callers ${t.name} ${store.id(old)} ${before.surroundings(old, path)} ${after.surroundings(now, path)}`;
    const known = store.recall<readonly Felt[]>(now, key);
    if (job.callers === 'known') return known ?? [];
    const felt = await find();
    store.remember(now, key, felt);
    return felt;
  };
  const found = await judgeCallers({ touched, before, after, index, era: job.era, spoken, breathe, recall });
  const uneven = work.flatMap((w) =>
    w.touched.flatMap((t): Finding[] => {
      const path = w.images.path;
      const now = (n: string) => after.contractOf(n, path);
      if (!t.before?.whole || !t.after?.whole || !mayBeUneven(now(t.name)) || mayBeUneven(before.contractOf(t.name, path))) return [];
      const hazard = unevenLock(t.after.body, now);
      return hazard ? [findingOf({ hazard, change: 'introduced', side: 'new' }, t, w.file, w.images, job.patch)] : [];
    }),
  );
  const felt = found.map((c) => {
    const w = work.find((x) => x.touched.includes(c.touched))!;
    const said = callerMessage(c);
    const hazard: Hazard = {
      ...c.hazard,
      confidence: 'medium',
      function: c.touched.name,
      message: said.message,
      remedy: said.remedy,
      at: c.at,
      path: [{ at: c.at, note: c.side === 'new' ? 'as the patch makes it' : 'as it was before the patch' }],
    };
    const f = findingOf({ hazard, change: 'introduced', side: c.side }, c.touched, w.file, w.images, job.patch);
    return { ...f, path: [...f.path, ...said.notes.map((n) => ({ line: n.line, note: n.note, file: n.file.path }))] };
  });
  return [...uneven, ...felt];
}

/** In the words of a maintainer: what changed here, and who is hurt. */
function callerMessage(h: CallerHazard): {
  message: string;
  remedy: string;
  notes: readonly { file: CodeFile; line: number; note: string }[];
} {
  const { hazard, caller, chain, touched } = h;
  const line = caller.file.lineAt(hazard.at[0]);
  const where = `${caller.fn.name}() (${caller.file.path}:${line})`;
  const through =
    chain.length > 2
      ? `, through ${chain
          .slice(1, -1)
          .map((n) => `${n}()`)
          .join(' and ')},`
      : '';
  const rest = h.others.length > 0 ? ` (and ${h.others.map((n) => `${n}()`).join(' and ')} too)` : '';
  if (hazard.rule === 'contract/changed') {
    const all = [where, ...h.others.map((n) => `${n}()`)];
    return {
      message: `${touched.name}() now returns with ${hazard.object} held; ${all.join(' and ')} ${all.length > 1 ? 'do' : 'does'} not release it`,
      remedy: `release it in the callers, or before ${touched.name}() returns`,
      notes: notesOf(h),
    };
  }
  const message =
    hazard.rule === 'lock/sleep-in-atomic'
      ? `${touched.name}() may sleep now, and ${where} calls it${through} while ${hazard.object.startsWith('&') ? `${hazard.object} is held` : atomicity(hazard.object)}: scheduling while atomic${rest}`
      : `${touched.name}() does not promise any more what its callers rely on: ${where}${through} ${hazard.message}`;
  return {
    message,
    remedy:
      hazard.rule === 'lock/sleep-in-atomic'
        ? `keep ${touched.name}() from sleeping, or change ${caller.fn.name}() too`
        : `keep what ${touched.name}() promised, or change ${caller.fn.name}() too`,
    notes: notesOf(h),
  };
}

function notesOf({ hazard, caller }: CallerHazard): { file: CodeFile; line: number; note: string }[] {
  return hazard.path.map((s) => ({ file: caller.file, line: caller.file.lineAt(s.at[0]), note: `${caller.fn.name}(): ${s.note}` }));
}

function atomicity(object: string): string {
  if (object === 'rcu_read_lock') return 'inside an RCU read section';
  return / (?:are|is) off$/.test(object) ? object : `${object} is held`;
}
