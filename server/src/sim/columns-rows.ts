/** Which lines a trace has when a person writes it down, and in which words. */
import type { Call, Trace, TraceStep } from './trace.ts';

export interface Row {
  /** undefined: across all columns */
  readonly thread?: number;
  /** calls above it */
  readonly depth: number;
  readonly text: string;
  /** a remark behind it, shown where there is room */
  readonly aside?: string;
  /** index of the step that it tells, the last where it tells several; absent where a call only opens what is told below it */
  readonly at?: number;
}

/** A row that is still being made. */
interface Draft {
  readonly thread?: number;
  readonly depth: number;
  text: string;
  aside?: string;
  at?: number;
  /** of the line of a call */
  call?: Call;
  /** of the line of a statement: the last of its steps */
  step?: TraceStep;
}

/** @param full every step */
export function rowsOf(trace: Trace, full: boolean): Row[] {
  const { steps } = trace;
  const stays = staying(trace, full);
  const about = new Set(trace.about);
  const rows: Draft[] = [];
  /** The last line, if it is this thread's: nobody has come in between. */
  const last = (thread: number): Draft | undefined => (rows.at(-1)?.thread === thread ? rows.at(-1) : undefined);
  for (const [i, step] of steps.entries()) {
    const { thread } = step;
    if (trace.loop === i) rows.push({ depth: 0, text: '-- from here on the same again and again --' });
    // The outermost function stands in the heading.
    for (const call of step.entered) if (call.depth > 0) enter(rows, last(thread), thread, call);
    if (!stays.has(i)) continue;
    row(i);
    // What a function that shows nothing else chose, and so did: `add_to_swap_cache() returns -ENOMEM`
    if (isOwnLine(step)) rows.push({ thread, depth: step.depth + 1, text: plain(step.outcome ?? ''), at: i });
  }
  function row(i: number): void {
    const step = steps[i]!;
    const { thread } = step;
    const before = last(thread);
    if (before?.step && sameStatement(before.step, step)) {
      // One statement in several steps, and nobody in between: one line.
      before.aside = remark(step, about.has(i)) ?? before.aside;
      before.step = step;
      before.at = i;
      return;
    }
    const aside = [partOf(steps, i), remark(step, about.has(i))].filter((text) => text !== undefined).join(': ');
    if (isIntrinsic(step)) {
      // What a function of the model means is for the model: the reader knows it by its name.
      const call = last(thread);
      if (call?.call?.fn === step.fn && call.depth === step.depth) {
        if (aside !== '') call.aside = aside;
        call.at = i;
        return;
      }
    }
    rows.push({ thread, depth: step.depth + 1, text: plain(step.text), step, at: i, ...(aside === '' ? {} : { aside }) });
  }
  for (const wait of trace.ending.waits) {
    if (wait.text === '') continue;
    const inside = intrinsic.test(wait.text) && wait.depth > 0;
    rows.push({
      thread: wait.thread,
      depth: inside ? wait.depth : wait.depth + 1,
      text: inside ? `${plain(wait.fn)}()` : plain(wait.text),
      aside: 'waits',
    });
  }
  return rows
    .map((row, i) => ({ ...row, text: leafText(row, rows[i + 1]) }))
    .filter((row, i, all) => i === 0 || !repeats(row, all[i - 1]!));
}

/** The line of a call: the statement that made it, if that is the line above; otherwise one of its own. */
function enter(rows: Draft[], before: Draft | undefined, thread: number, call: Call): void {
  if (before?.step && before.depth === call.depth && before.text.includes(`${call.fn}(`)) {
    before.step = undefined;
    before.call = call;
  } else rows.push({ thread, depth: call.depth, text: `${plain(call.fn)}()`, call });
}

/** A call in which nothing is shown is written with its arguments. */
function leafText(row: Draft, next: Draft | undefined): string {
  if (!row.call || row.text !== `${plain(row.call.fn)}()`) return row.text;
  const inside = next !== undefined && next.thread === row.thread && next.depth > row.depth;
  const text = plain(row.call.text).replace(/;$/, '');
  return !inside && text.includes(`${row.call.fn}(`) && text.length < 60 ? text : row.text;
}

const repeats = (a: Row, b: Row): boolean => a.thread === b.thread && a.depth === b.depth && a.text === b.text && a.aside === b.aside;

const kept = new Set(['lock', 'unlock', 'rcu', 'alloc', 'free', 'wait', 'fault', 'call']);

/** Steps that are shown, by their index. */
function staying({ steps, about: list }: Trace, full: boolean): ReadonlySet<number> {
  const about = new Set(list);
  // What the statement that breaks it changed in another round, others changed too: a count that was taken down between a look at it and its use.
  const breaking = steps.filter((_, i) => about.has(i));
  const rounds = steps.filter((step, i) => !about.has(i) && breaking.some((one) => one.thread === step.thread && sameStatement(one, step)));
  const fields = new Set(rounds.flatMap(({ changes }) => changes.flatMap(({ kind, name }) => (kind === 'field' ? [name] : []))));
  const stays = new Set<number>();
  const seen = new Set<number>();
  for (const [i, step] of steps.entries()) {
    const preempted = steps[i + 1]?.preempts === true;
    const resumed = i > 0 && steps[i - 1]!.thread !== step.thread && (step.preempts || seen.has(step.thread));
    seen.add(step.thread);
    const matters =
      kept.has(step.kind) ||
      step.outcome !== undefined ||
      about.has(i) ||
      preempted ||
      resumed ||
      i === steps.length - 1 ||
      step.changes.some(({ kind, name }) => kind === 'field' && fields.has(name));
    if (full || (matters && step.kind !== 'end')) stays.add(i);
  }
  // Nobody who took part is left out: what he did last that changed something, else what he did last.
  for (const thread of seen) {
    const own = steps.flatMap((step, i) => (step.thread === thread && step.kind !== 'end' ? [i] : []));
    if (own.length === 0 || own.some((i) => stays.has(i))) continue;
    stays.add(own.findLast((i) => steps[i]!.changes.some(({ kind }) => kind === 'field')) ?? own.at(-1)!);
  }
  return stays;
}

/** What a scenario or the model says instead of what the kernel's own function does inside. */
const intrinsic = /^(take|trytake|drop|get|put|get_as|put_as|enter|leave|reset|new|release|free|free_rcu|consume)\(/;

const isIntrinsic = (step: TraceStep): boolean =>
  step.depth > 0 && (step.place?.from === 'scenario' || step.place?.from === 'model') && intrinsic.test(step.text);

function sameStatement(a: TraceStep, b: TraceStep): boolean {
  return (
    a.text === b.text && a.fn === b.fn && a.depth === b.depth && a.place?.source === b.place?.source && a.place?.at[0] === b.place?.at[0]
  );
}

/** Which part of its statement a step is, where somebody else came in between two of them: `reads`, `writes`. */
function partOf(steps: readonly TraceStep[], index: number): string | undefined {
  const step = steps[index]!;
  if (step.kind !== 'read' && step.kind !== 'write') return undefined;
  const other = (way: 1 | -1): boolean => {
    let between = false;
    for (let i = index + way; i >= 0 && i < steps.length; i += way) {
      const next = steps[i]!;
      if (next.thread !== step.thread) between = true;
      else return between && sameStatement(step, next) && next.kind !== step.kind;
    }
    return false;
  };
  return other(1) || other(-1) ? `${step.kind}s` : undefined;
}

const isOwnLine = (step: TraceStep): boolean => /^\w+\(\)(:| returns) /.test(step.outcome ?? '');

/** What was chosen; of an access that the violation is about, the value. */
function remark(step: TraceStep, about: boolean): string | undefined {
  const parts = step.outcome === undefined || isOwnLine(step) ? [] : [plain(step.outcome)];
  const wanted = step.kind === 'read' ? 'local' : step.kind === 'write' || step.kind === 'atomic' ? 'field' : undefined;
  // Of the locals only the one that the statement assigns: others move because a call begins.
  const changes = step.changes.filter(({ kind, name }) => kind === wanted && (kind === 'field' || step.text.startsWith(`${name} = `)));
  // A statement that names a constant says it itself.
  if (about && changes.length === 1 && !step.text.includes(changes[0]!.is)) parts.push(plain(changes[0]!.is));
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** One line of printable text: what comes from a patch is text and nothing else. */
export function plain(text: string): string {
  return text
    .replace(/[\s\u0000-\u001f]+/g, ' ')
    .replace(/[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g, '?')
    .trim();
}
