/** Runs one function under all rules. */

import type { Span } from '../c/ast.ts';
import type { Cfg } from '../c/cfg.ts';
import { type Contract, type Flow, type Listener, LockOrder, run, type State, type Term, type Trace } from '../model/index.ts';
import { type Profile, profileOf } from './profile.ts';
import type { Difference, Memo, Report, Rule, RuleContext, Watch } from './rule.ts';
import { allRules } from './rules/index.ts';
import { say, sayPlace, structOf } from './say.ts';
import { TouchCollector, type Touches } from './touches.ts';
import type { Hazard, PathStep } from './types.ts';

export interface CheckInput {
  readonly cfg: Cfg;
  readonly flow: Flow;
  /** the text that the graph's offsets refer to */
  readonly text: string;
  contractOf(name: string): Contract | undefined;
  /** what the model says of this very function: what it keeps then is its promise */
  readonly promised?: Contract;
  /** what is known of locks as a whole in the kernel at hand */
  readonly locks?: LockOrder;
  readonly rules?: readonly Rule[];
  readonly budget?: number;
  /** collect what is touched under which locks */
  readonly touches?: boolean;
}

export interface Checked {
  readonly hazards: readonly Hazard[];
  /** what the function does to locks and references, for the comparison of two images */
  readonly profile: Profile;
  /** when asked for */
  readonly touches?: Touches;
  /** the exploration hit its bound: absence of hazards is not proof */
  readonly bounded: boolean;
  /** by rule, what only means something beside the other image */
  readonly memos: ReadonlyMap<string, readonly Memo[]>;
}

const NO_LOCKS = new LockOrder([], undefined);

export function checkFunction(input: CheckInput): Checked {
  const { cfg, text } = input;
  const found = new Map<string, { hazard: Hazard; length: number }>();
  const watches: Watch[] = [];
  const memos = new Map<string, Memo[]>();
  for (const rule of input.rules ?? allRules) {
    const context: RuleContext = {
      cfg,
      text,
      promised: input.promised,
      locks: input.locks ?? NO_LOCKS,
      structOf: (s: State) => structOf(cfg, s),
      remember: (m: Memo) => {
        const list = memos.get(rule.name);
        if (!list) memos.set(rule.name, [m]);
        else if (!list.some((o) => o.what === m.what && o.object === m.object && o.at[0] === m.at[0])) list.push(m);
      },
      say: (s: State, t: Term) => say(cfg, s, t),
      sayPlace: (s: State, t: Term) => sayPlace(cfg, s, t),
      report: (r: Report) => {
        const path = pathOf(r, text, cfg);
        const object = r.object;
        const key = `${rule.name}|${cfg.name}|${object}`;
        const at = `${key}|${r.at[0]}`;
        const old = found.get(at);
        if (old && old.length <= path.length) return;
        found.set(at, {
          length: path.length,
          hazard: {
            rule: rule.name,
            severity: rule.severity,
            confidence: r.confidence ?? 'high',
            message: r.message,
            function: cfg.name,
            at: r.at,
            path,
            object,
            key,
            remedy: r.remedy,
          },
        });
      },
    };
    watches.push(rule.start(context));
  }
  const touches = input.touches ? new TouchCollector(cfg, text) : undefined;
  const listeners = touches ? [...watches, touches] : watches;
  const r = run({ cfg, flow: input.flow, listener: fanOut(listeners), contractOf: input.contractOf, model: false, budget: input.budget });
  if (!r.bounded) for (const w of watches) w.finish?.(r);
  const hazards = [...found.values()]
    .map((f) => f.hazard)
    .sort((a, b) => a.at[0] - b.at[0] || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
  return { hazards: settle(hazards), profile: profileOf(r, cfg, text), touches: touches?.done(), bounded: r.bounded, memos };
}

/** What no path of either image shows alone: the remarks of rules that look at both. */
export function compareChecked(before: Checked, after: Checked, fn: string, rules: readonly Rule[] = allRules): Difference[] {
  if (before.bounded || after.bounded) return [];
  const out: Difference[] = [];
  for (const rule of rules) {
    for (const m of rule.compare?.(before.memos.get(rule.name) ?? [], after.memos.get(rule.name) ?? []) ?? []) {
      const key = `${rule.name}|${fn}|${m.object}`;
      const hazard: Hazard = {
        rule: rule.name,
        severity: rule.severity,
        confidence: m.confidence,
        message: m.message,
        function: fn,
        at: m.at,
        path: [{ at: m.at, note: m.last }],
        object: m.object,
        key,
        remedy: m.remedy,
      };
      out.push({ hazard, side: m.side });
    }
  }
  return out;
}

/** One cause, one remark: a second put is not also a use after put of what it puts, and what is followed after a put need not be asked. */
function settle(hazards: readonly Hazard[]): Hazard[] {
  return hazards.filter((h) => {
    if (h.rule !== 'ref/use-after-put') return true;
    if (hazards.some((o) => o.rule === 'ref/double-put' && h.at[0] >= o.at[0] && h.at[1] <= o.at[1])) return false;
    return h.confidence !== 'medium' || !hazards.some((o) => o.key === h.key && o.confidence === 'high');
  });
}

/** One listener that tells every watch; events nobody watches cost nothing. */
function fanOut(watches: readonly Watch[]): Listener {
  type Event = (s: State, e: never) => void;
  const all: Record<string, Event> = {};
  for (const k of [
    'take',
    'pass',
    'drop',
    'leave',
    'sleep',
    'need',
    'put',
    'use',
    'nullUse',
    'staleRcu',
    'ignored',
    'unset',
    'access',
    'call',
    'get',
    'mark',
    'turn',
    'exit',
  ] as const) {
    const fs = watches.flatMap((w): Event[] => (w[k] ? [w[k].bind(w) as Event] : []));
    if (fs.length > 0) all[k] = (s, e) => fs.forEach((f) => void f(s, e));
  }
  return all as Listener;
}

/** at most this many steps are shown; the ones nearest to the end are kept, and the one that began it */
const STEPS = 14;

function pathOf(r: Report, text: string, cfg: Cfg): readonly PathStep[] {
  if (r.steps) return r.steps;
  const steps: PathStep[] = [];
  const begin = r.from;
  let last = true;
  for (let t: Trace | undefined = r.state.trace; t; t = t.prev) {
    // the last step says how it ends
    const told = last && t.note === 'returns' && t.at[0] === r.at[0];
    last = false;
    if (!told) steps.push({ at: t.at, note: stepText(t, text, r.state, cfg) });
    if (begin && t.at[0] === begin[0] && t.at[1] === begin[1] && t.note !== 'true' && t.note !== 'false') break;
    if (steps.length > 400) break;
  }
  steps.reverse();
  const short = steps.length > STEPS ? [steps[0]!, ...steps.slice(-(STEPS - 1))] : steps;
  return [...short, { at: r.at, note: r.last }];
}

function stepText(t: Trace, text: string, s: State, cfg: Cfg): string {
  if (t.note !== 'true' && t.note !== 'false') return t.about ? noteOf(t.note, say(cfg, s, t.about)) : t.note;
  const condition = oneLine(t.at, text);
  const pointer = cfg.locals.get(condition)?.pointer ?? cfg.params.find((p) => p.name === condition)?.pointer;
  if (pointer) return `${condition} is ${t.note === 'true' ? 'not NULL' : 'NULL'}`;
  return `${condition} is ${t.note}`;
}

/** characters of a condition: which flag is asked for stands at its end as a rule */
const MOST_SAID = 96;

function oneLine(at: Span, text: string): string {
  const s = text.slice(at[0], at[1]).replace(/\s+/g, ' ');
  return s.length > MOST_SAID ? `${s.slice(0, MOST_SAID - 3)}...` : s;
}

/** What no variable holds is called by the call that gave it, and that stands in the note already. */
function noteOf(note: string, what: string): string {
  return note === `${what} returns {} with a reference` ? `${what} returns a reference` : note.replace('{}', what);
}
