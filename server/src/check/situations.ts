/**
 * What holds before and behind each line of a function, path by path: locks, contexts, references, charges, and whether it may sleep there.
 * Paths that agree on all of that are one situation. No rule is asked: this is what hovers and hints show.
 */
import type { Span } from '../c/ast.ts';
import type { Cfg } from '../c/cfg.ts';
import {
  ANY,
  ATOMIC,
  type Contract,
  flowOf,
  isCharge,
  type LockOrder,
  maskOf,
  NEG,
  POS,
  run,
  type State,
  type Term,
  type Trace,
  ZERO,
} from '../model/index.ts';
import { probeContract, withProbes } from './instrument.ts';
import { say, sayPlace, structOf } from './say.ts';

export type HeldKind = 'lock' | 'context' | 'reference' | 'memory' | 'charge';

export interface Held {
  readonly kind: HeldKind;
  /** in the words of the source: `pool->lock`, `folio`, `IRQ_OFF` */
  readonly object: string;
  /** class of a lock (SPIN, MUTEX, READ, FOLIO ...), kind of a reference (REF, ITER, PIN ...), counter of a charge */
  readonly cls: string;
  /** how many: references, depth of a context; 1 for locks */
  readonly count: number;
  /** the call that took it; empty where the caller holds it */
  readonly by: string;
  /** where that call is; absent where the caller holds it */
  readonly at?: Span;
  /** the model's class of the lock, `lru_lock`, where it knows one */
  readonly lockClass?: string;
  /** somebody else may have taken it over: stored, queued, handed to code that is not known */
  readonly shared: boolean;
}

export interface Situation {
  readonly held: readonly Held[];
  /** the caller's locks that were released on the way here */
  readonly released: readonly { readonly object: string; readonly by: string; readonly at: Span }[];
  /** objects that must not be used any more */
  readonly gone: readonly { readonly object: string; readonly by: string; readonly at: Span }[];
  /** why it must not sleep here; absent: nothing that this function does forbids it */
  readonly atomic?: string;
  /** conditions, in the words of the source, that tell these paths from the others: `!folio is false` */
  readonly when: readonly string[];
  /** what is known of the variable that was asked for, `NULL`, `not NULL`, `0` ...; absent: nothing */
  readonly value?: string;
  /** the call that made that value */
  readonly valueFrom?: string;
  /** unseen code was passed: what held before it is not known any more */
  readonly afterGap: boolean;
  /** paths were joined for want of room: it may be less than this */
  readonly joined: boolean;
}

export interface LineSituations {
  readonly before: readonly Situation[];
  readonly after: readonly Situation[];
}

export interface Situations {
  /** by 1-based line of the text; lines without an operation of their own are not there */
  readonly lines: ReadonlyMap<number, LineSituations>;
  /** the exploration hit its bound: paths are missing */
  readonly bounded: boolean;
}

export interface SituationInput {
  readonly cfg: Cfg;
  readonly text: string;
  contractOf(name: string): Contract | undefined;
  /** the variable of interest, as the source writes it */
  readonly variable?: string;
  /** names the classes of locks */
  readonly locks?: LockOrder;
  readonly budget?: number;
}

/** states for one function: less than a check may use, since somebody waits for the answer */
const BUDGET = 12_000;
/** paths of one situation that are remembered to tell it from the others */
const TRACES = 24;
/** situations kept apart at one line */
const MOST = 16;

interface Group {
  readonly situation: Omit<Situation, 'when'>;
  readonly traces: (Trace | undefined)[];
}

export function situationsOf(input: SituationInput): Situations {
  const { cfg, text } = input;
  const lineAt = lineIndex(text);
  const { cfg: probed, probes } = withProbes(cfg, lineAt);
  const before = new Map<number, Map<string, Group>>();
  const after = new Map<number, Map<string, Group>>();
  const collect = (into: Map<number, Map<string, Group>>, line: number, s: State, seen: Omit<Situation, 'when'>, key: string): void => {
    let groups = into.get(line);
    if (!groups) into.set(line, (groups = new Map()));
    const group = groups.get(key);
    if (group) {
      if (group.traces.length < TRACES) group.traces.push(s.trace);
    } else if (groups.size < MOST) groups.set(key, { situation: seen, traces: [s.trace] });
  };
  const r = run({
    cfg: probed,
    flow: flowOf(probed),
    model: false,
    budget: input.budget ?? BUDGET,
    contractOf: (n) => probeContract(n) ?? input.contractOf(n),
    listener: {
      call(s, e) {
        const probe = e.name === undefined ? undefined : probes.get(e.name);
        if (!probe) return;
        const seen = see(s, cfg, input.variable, input.locks);
        const key = keyOf(seen);
        collect(before, probe.to, s, seen, key);
        if (probe.from > 0) collect(after, probe.from, s, seen, key);
      },
    },
  });
  const lines = new Map<number, LineSituations>();
  for (const line of new Set([...before.keys(), ...after.keys()])) {
    lines.set(line, { before: told(before.get(line), text, cfg), after: told(after.get(line), text, cfg) });
  }
  return { lines, bounded: r.bounded };
}

function see(s: State, cfg: Cfg, variable: string | undefined, locks: LockOrder | undefined): Omit<Situation, 'when'> {
  const held: Held[] = [];
  for (const l of s.locks) {
    const lockClass = locks?.classOf(l.place, l.cls, structOf(cfg, s));
    held.push({
      kind: 'lock',
      object: l.cls === 'FOLIO' ? say(cfg, s, l.place) : sayPlace(cfg, s, l.place),
      cls: l.cls,
      count: 1,
      by: l.node < 0 ? '' : l.by,
      ...(l.node < 0 ? {} : { at: l.at }),
      ...(lockClass ? { lockClass } : {}),
      shared: false,
    });
  }
  for (const [ctx, n] of s.context) {
    const w = s.contextAt.get(ctx);
    if (n > 0) held.push({ kind: 'context', object: ctx, cls: ctx, count: n, by: w?.by ?? '', ...(w ? { at: w.at } : {}), shared: false });
  }
  const gone: Situation['gone'][number][] = [];
  for (const r of s.refs.values()) {
    const object = say(cfg, s, r.object);
    if (r.gone && !isCharge(r.kind)) gone.push({ object, by: r.gone.by, at: r.gone.at });
    if (r.count <= 0) continue;
    const kind: HeldKind = isCharge(r.kind) ? 'charge' : r.kind === 'MEM' ? 'memory' : 'reference';
    const cls = isCharge(r.kind) ? r.kind.replace(/^\S+\s/, '') : r.kind;
    held.push({ kind, object, cls, count: r.count, by: r.by, at: r.at, shared: r.escaped });
  }
  const released = [...s.dropped]
    .filter(([place, d]) => !d.own && !s.lockOf(place))
    .map(([place, d]) => ({ object: d.cls === 'FOLIO' ? say(cfg, s, place) : sayPlace(cfg, s, place), by: d.by, at: d.at }));
  const value = variable === undefined ? undefined : valueOf(s, cfg, variable);
  const atomic = whyAtomic(held);
  return {
    held,
    released,
    gone,
    ...(atomic ? { atomic } : {}),
    ...(value?.said ? { value: value.said } : {}),
    ...(value?.from ? { valueFrom: value.from } : {}),
    afterGap: s.blind,
    joined: s.lossy,
  };
}

const CONTEXT_WORDS: Readonly<Record<string, string>> = {
  IRQ_OFF: 'interrupts are off',
  BH_OFF: 'softirqs are off',
  PREEMPT_OFF: 'preemption is off',
  RCU: 'inside an RCU read section',
};

function whyAtomic(held: readonly Held[]): string | undefined {
  for (const h of held) {
    if (h.kind === 'lock' && ATOMIC.has(h.cls)) return `\`${h.object}\` is held`;
    if (h.kind === 'context' && CONTEXT_WORDS[h.object]) return CONTEXT_WORDS[h.object];
  }
  return undefined;
}

function valueOf(s: State, cfg: Cfg, variable: string): { said?: string; from?: string } | undefined {
  let v: Term | undefined;
  for (const [place, value] of s.memory) if (place.k === 'local' && place.name.replace(/@\d+$/, '') === variable) v = value;
  if (!v) return undefined;
  const declared = cfg.locals.get(variable) ?? cfg.params.find((p) => p.name === variable);
  const from = s.origins.get(v)?.call;
  const said = v.k === 'int' && !declared?.pointer ? String(v.v) : signWords(maskOf(v, s.facts), declared?.pointer ?? false);
  return { ...(said ? { said } : {}), ...(from ? { from } : {}) };
}

function signWords(mask: number, pointer: boolean): string | undefined {
  if (mask === ANY || mask === 0) return undefined;
  if (mask === (ZERO | POS) && !pointer) return '0 or more';
  if (mask === (ZERO | NEG) && !pointer) return '0 or negative';
  const words: string[] = [];
  if (mask & ZERO) words.push(pointer ? 'NULL' : '0');
  if (mask & POS) words.push(pointer ? 'a valid pointer' : 'more than 0');
  if (mask & NEG) words.push(pointer ? 'an error pointer' : 'negative');
  return words.join(' or ');
}

function keyOf(s: Omit<Situation, 'when'>): string {
  const held = s.held.map((h) => `${h.kind} ${h.object} ${h.cls} ${h.count} ${h.by}${h.shared ? ' s' : ''}`).sort();
  const rest = [...s.released.map((d) => `r${d.object}`), ...s.gone.map((g) => `g${g.object}`)].sort();
  return [...held, ...rest, s.value ?? '', s.valueFrom ?? '', s.afterGap ? 'gap' : ''].join('|');
}

/** Condition of a branch -> its truth, as the path had it last. */
function conditionsOf(trace: Trace | undefined): Map<string, Trace> {
  const out = new Map<string, Trace>();
  let steps = 0;
  for (let t = trace; t && steps < 400; t = t.prev, steps++) {
    if (t.note !== 'true' && t.note !== 'false') continue;
    const key = `${t.at[0]}`;
    if (!out.has(key)) out.set(key, t);
  }
  return out;
}

/** conditions that are named for one situation */
const CONDITIONS = 3;

function told(groups: ReadonlyMap<string, Group> | undefined, text: string, cfg: Cfg): Situation[] {
  const list = [...(groups?.values() ?? [])];
  if (list.length === 0) return [];
  const common = list.map((g) => shared(g.traces));
  return list.map((g, i): Situation => {
    const others = common.filter((_, j) => j !== i);
    const mine = [...common[i]!.values()].filter((t) => others.some((o) => o.get(`${t.at[0]}`)?.note !== t.note));
    mine.sort((a, b) => b.at[0] - a.at[0]);
    const when = list.length === 1 ? [] : mine.slice(0, CONDITIONS).map((t) => conditionText(t, text, cfg));
    return { ...g.situation, when: when.reverse() };
  });
}

/** What all of the paths agree on. */
function shared(traces: readonly (Trace | undefined)[]): Map<string, Trace> {
  const [first, ...rest] = traces.map(conditionsOf);
  for (const other of rest) for (const [k, t] of first!) if (other.get(k)?.note !== t.note) first!.delete(k);
  return first ?? new Map();
}

function conditionText(t: Trace, text: string, cfg: Cfg): string {
  const whole = text.slice(t.at[0], t.at[1]).replace(/\s+/g, ' ');
  const condition = whole.length > 60 ? `${whole.slice(0, 57)}...` : whole;
  const pointer = cfg.locals.get(condition)?.pointer ?? cfg.params.find((p) => p.name === condition)?.pointer;
  if (pointer) return `\`${condition}\` is ${t.note === 'true' ? 'not NULL' : 'NULL'}`;
  return `\`${condition}\` is ${t.note}`;
}

/** 1-based line of an offset. */
function lineIndex(text: string): (offset: number) => number {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return (offset) => {
    let lo = 0;
    let hi = starts.length - 1;
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if (starts[mid]! <= offset) lo = mid;
      else hi = mid - 1;
    }
    return lo + 1;
  };
}
