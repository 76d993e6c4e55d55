/**
 * Pairs whose halves are in several functions: one takes a reference, another one drops it. A patch that takes both away everywhere is consistent; one
 * that leaves a half behind is not. And where they all go, what the reference stood for may still be there: a record that names the object by its
 * number. Names and words are compared, no path is run.
 */
import type { Span } from '../c/ast.ts';
import type { Cfg } from '../c/cfg.ts';
import type { Hazard } from '../check/index.ts';
import type { Contract } from '../model/index.ts';
import { rangeOf } from '../patch/index.ts';
import type { FileDiff } from '../patch/types.ts';
import type { PatchCalls } from './drift.ts';
import type { FindingStep } from './types.ts';

/** One image of a function. */
export interface PairImage {
  readonly cfg: Cfg;
  readonly text: string;
}

/** A function of which the patch has both images. `at` of its hazards and steps count in the image of their side. */
export interface PairFunction {
  readonly name: string;
  readonly before: PairImage;
  readonly after: PairImage;
  /** the patch shows the line in the new image */
  isShown(at: Span): boolean;
  /** the place of the old image is in a line that the patch takes away */
  isRemoved(at: Span): boolean;
}

/** In a function, or at a line that is none of theirs. */
export type PairStep =
  | { readonly fn: PairFunction; readonly side: 'old' | 'new'; readonly at: Span; readonly note: string }
  | { readonly fn: undefined; readonly step: FindingStep };

/** A hazard whose steps are in several functions. */
export interface PairHazard {
  readonly fn: PairFunction;
  readonly side: 'old' | 'new';
  readonly hazard: Hazard;
  readonly steps: readonly PairStep[];
}

interface Half {
  readonly family: string;
  readonly takes: boolean;
  readonly by: string;
  /** the variable that leads to the object: `memcg` of `&memcg->css` */
  readonly root: string;
  readonly text: string;
  readonly at: Span;
}

const HALF = /(?:^|_)(get|tryget|put)(?=_|$)/;
/** what may take or drop the same reference by another name */
const ALIKE = /(?:^|_)(?:get|tryget|put|ref|unref|grab|hold|pin|unpin|release|kill)(?:_|$)/;

function halvesOf(image: PairImage): Half[] {
  const out: Half[] = [];
  for (const { op, at } of image.cfg.nodes) {
    if (op.k !== 'call' || op.name === undefined || op.implicit || !op.args[0]) continue;
    const half = HALF.exec(op.name)?.[1];
    if (!half) continue;
    const object = image.text.slice(...op.args[0].at).replace(/\s+/g, '');
    const last = /(\w+)\W*$/.exec(object)?.[1];
    const root = /[A-Za-z_]\w*/.exec(object)?.[0];
    if (!last || !root) continue;
    // css_get(&x->css) and css_put(&y.z->css) are one pair, get_page(page) and get_page(head) are not
    const family = `${op.name.replace(HALF, (m, w: string) => m.replace(w, '*')).replace(/_(?:many|online|live)$/, '')} ${last}`;
    out.push({ family, takes: half !== 'put', by: op.name, root, text: image.text.slice(...at).replace(/\s+/g, ' '), at });
  }
  return out;
}

interface Seen {
  readonly fn: PairFunction;
  readonly before: readonly Half[];
  readonly after: readonly Half[];
  /** calls of that name that the function has less than before, whatever they are given */
  fewer(by: string): number;
}

const count = (list: readonly Half[], takes: boolean): number => list.filter((h) => h.takes === takes).length;

/** @param functions in the order of the patch */
export function pairHazards(
  functions: readonly PairFunction[],
  calls: PatchCalls,
  record: (root: string) => RecordLine | undefined,
): PairHazard[] {
  // another name for one of the halves: nobody knows what stands for what
  if ([...calls.added].some((name) => ALIKE.test(name))) return [];
  const seen = functions.map((fn) => ({ fn, before: halvesOf(fn.before), after: halvesOf(fn.after) }));
  const families = new Set(seen.flatMap((s) => s.before.map((h) => h.family)));
  return [...families].flatMap((family) => {
    const of = (list: readonly Half[]) => list.filter((h) => h.family === family);
    return inFamily(
      seen.map((s) => {
        const named = (list: readonly Half[], by: string): number => list.filter((h) => h.by === by).length;
        return { fn: s.fn, before: of(s.before), after: of(s.after), fewer: (by) => named(s.before, by) - named(s.after, by) };
      }),
      record,
    );
  });
}

/** The halves of one pair, function by function. */
function inFamily(seen: readonly Seen[], record: (root: string) => RecordLine | undefined): PairHazard[] {
  const lost = (s: Seen, takes: boolean): number => {
    const n = count(s.before, takes) - count(s.after, takes);
    // the same call of the same object, found in another way
    return n > 0 && s.before.every((h) => h.takes !== takes || s.fewer(h.by) <= 0) ? 0 : n;
  };
  if (seen.some((s) => lost(s, true) < 0 || lost(s, false) < 0)) return [];
  const takers = seen.filter((s) => lost(s, true) > 0 && lost(s, false) === 0);
  const givers = seen.filter((s) => lost(s, false) > 0 && lost(s, true) === 0);
  if (takers.length + givers.length < 2) return [];
  const gone = [...takers, ...givers].sort((a, b) => seen.indexOf(a) - seen.indexOf(b));
  const steps = gone.flatMap((s) => goneSteps(s));
  if (takers.length !== givers.length) {
    const takes = takers.length < givers.length;
    const left = seen.filter((s) => s.after.length > 0 && s.before.length === s.after.length && s.after.every((h) => h.takes === takes));
    return left.map((s) => leftBehind(s, takes ? givers : takers, steps));
  }
  return recorded(takers, givers, record);
}

function goneSteps({ fn, before, after }: Seen): PairStep[] {
  return before
    .filter((h) => fn.isRemoved(h.at) || after.length === 0)
    .map((h) => ({ fn, side: 'old', at: h.at, note: `${h.by}() in ${fn.name}() goes` }));
}

function leftBehind({ fn, after }: Seen, others: readonly Seen[], steps: readonly PairStep[]): PairHazard {
  const half = after[0]!;
  const names = others.map((o) => `${o.fn.name}()`);
  const where = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0]!;
  const other = others[0]!.before.find((h) => h.takes !== half.takes)!;
  const rule = half.takes ? 'ref/leak' : 'ref/double-put';
  const hazard: Hazard = {
    rule,
    severity: 'error',
    confidence: fn.isShown(half.at) ? 'medium' : 'low',
    function: fn.name,
    at: half.at,
    object: half.root,
    key: `${rule}|${fn.name}|${half.family}`,
    message: half.takes
      ? `${half.by}() stays here while ${other.by}() goes in ${where}: nobody gives back any more what this takes`
      : `${half.by}() stays here while ${other.by}() goes in ${where}: it drops a reference that nobody takes any more`,
    remedy: `take ${half.by}() away here too, or keep ${other.by}() there`,
    path: [{ at: half.at, note: `${half.text} stays` }],
  };
  return { fn, side: 'new', hazard, steps: [...steps, { fn, side: 'new', at: half.at, note: `${half.text} stays` }] };
}

/** All halves go; a record that is still made names the object by its number. */
function recorded(takers: readonly Seen[], givers: readonly Seen[], recordOf: (root: string) => RecordLine | undefined): PairHazard[] {
  for (const { fn, before } of takers) {
    const half = before.find((h) => h.takes && fn.isRemoved(h.at));
    const record = half && recordOf(half.root);
    if (!half || !record) continue;
    const last = givers[0]!;
    const put = last.before.find((h) => !h.takes)!;
    const rule = 'contract/changed';
    const hazard: Hazard = {
      rule,
      severity: 'warning',
      confidence: 'low',
      function: fn.name,
      at: half.at,
      object: half.root,
      key: `${rule}|${fn.name}|${half.family}`,
      message: `${half.by}() goes here, and ${put.by}() in ${last.fn.name}(), while ${record.by}() still keeps ${record.what}: the record holds no reference any more, and whoever reads it may find ${half.root} while it is being freed, or gone`,
      remedy: `make every reader of the record take a reference of its own that may fail, in the RCU section of the lookup; or keep the ${half.by}()`,
      path: [{ at: half.at, note: `${half.text} goes` }],
    };
    const steps: PairStep[] = [
      { fn, side: 'old', at: half.at, note: `${half.text} goes` },
      { fn: undefined, step: record.step },
      ...givers.flatMap((g) => goneSteps(g)),
    ];
    return [{ fn, side: 'old', hazard, steps }];
  }
  return [];
}

/** A line of the new side that writes a record and gives it a number made of the object. */
export interface RecordLine {
  readonly by: string;
  /** `mem_cgroup_id(memcg)` */
  readonly what: string;
  readonly step: FindingStep;
}

/** The first such line that the patch shows; by the model an account that is called a record says which calls write one. */
export function recordIn(
  files: readonly FileDiff[],
  contractOf: (name: string) => Contract | undefined,
): (root: string) => RecordLine | undefined {
  const writes = (name: string): boolean =>
    contractOf(name)?.outcomes.some((o) => o.marks.some((m) => /^account \w*RECORD$/.test(m.what))) ?? false;
  return (root) => {
    const call = new RegExp(`\\b([a-z_]\\w*)\\s*\\(.*?\\b(\\w*_id\\(\\s*${root}\\s*\\))`);
    for (const file of files) {
      for (const line of file.hunks.flatMap((h) => h.lines)) {
        const m = line.kind === 'del' ? undefined : call.exec(line.text);
        if (!m || !writes(m[1]!)) continue;
        const input = rangeOf(line, m.index, line.text.trimEnd().length);
        const path = file.newPath ?? file.oldPath;
        const note = `${m[1]}() still keeps ${m[2]}`;
        return { by: m[1]!, what: m[2]!, step: { line: line.newNo, note, ...(path ? { file: path } : {}), input } };
      }
    }
    return undefined;
  };
}
