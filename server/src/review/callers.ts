/**
 * What a patch changes for those who call: a function that promises something else than before (it may sleep now, it keeps a lock, it
 * does not take over a reference any more) breaks callers that the patch does not touch. Each of them is looked at with the old
 * promises and with the new ones; only what the new ones bring about is told.
 */
import type { Span } from '../c/ast.ts';
import { allRules, checkFunction, type Hazard, maySleepIn } from '../check/index.ts';
import { type Contract, type Era, run, type State } from '../model/index.ts';
import { placeIn, type TouchedHere } from './callers-place.ts';
import type { Body, CodeIndex, Place } from './code.ts';
import type { ImageContracts } from './contracts.ts';
import type { Touched } from './functions.ts';
import { type Changed, changeOf, type Kind, keptInside } from './promises.ts';

/** callers of one function that are looked at, and how far up */
const MOST_CALLERS = 40;
const LEVELS = 3;
/** graph nodes of callers looked at in one patch */
const MOST_NODES = 6_000;
/** states for one caller; one that needs more says nothing */
const CALLER_BUDGET = 8000;

const RULES: Readonly<Record<Exclude<Kind, 'sleep'>, readonly string[]>> = {
  lock: ['lock/missing-unlock', 'lock/double-lock', 'lock/unbalanced-unlock', 'lock/rcu'],
  ref: ['ref/leak', 'ref/iterator-leak', 'ref/double-put', 'ref/use-after-put', 'charge/not-undone', 'charge/double'],
  result: ['ref/unchecked-get'],
};

/** the families of rules that speak of each kind */
const FAMILIES: Readonly<Record<Kind, readonly string[]>> = { lock: ['lock'], sleep: ['lock'], ref: ['ref', 'charge'], result: ['ref'] };

/** A hazard in a caller, and the calls between it and the touched function, the caller first. */
export interface CallerHazard {
  readonly touched: Touched;
  readonly hazard: Hazard;
  readonly caller: Place;
  readonly chain: readonly string[];
  /** more callers with the same trouble */
  readonly others: readonly string[];
  /** the place in the touched function that the remark belongs to; `old`: a line that the patch takes away */
  readonly at: Span;
  readonly side: 'new' | 'old';
}

export interface CallerJob {
  readonly touched: readonly TouchedHere[];
  readonly before: ImageContracts;
  readonly after: ImageContracts;
  readonly index: CodeIndex;
  readonly era: Era;
  /** rules that already speak in a touched function: one cause, one remark */
  spoken(name: string, family: string): boolean;
  /** awaited between callers */
  breathe(): Promise<void>;
  /** What callers of a touched function were found to feel before, where that will do; `find` finds it out. */
  recall(t: Touched, path: string, find: () => Promise<readonly Felt[]>): Promise<readonly Felt[]>;
}

/** What the callers of one touched function get to feel. */
export type Felt = Found;

/** Hazards of unchanged callers. Linear in the text of the index for each function that promises something else. */
export async function judgeCallers(job: CallerJob): Promise<CallerHazard[]> {
  const out: CallerHazard[] = [];
  const inPatch = new Set(job.touched.map((w) => `${w.path}:${w.t.name}`));
  const said = new Set<string>();
  const budget = { nodes: MOST_NODES };
  for (const w of job.touched) {
    const { t } = w;
    if (!t.before?.whole || !t.after?.whole) continue;
    await job.breathe();
    const found = await job.recall(t, w.path, () => climb(w, job, inPatch, budget));
    for (const { hazard, caller, chain, kind } of found) {
      const key = `${hazard.key}|${hazard.at[0]}`;
      if (said.has(key) || job.spoken(t.name, hazard.rule.split('/', 1)[0]!)) continue;
      said.add(key);
      const place = placeIn(w, kind, job);
      out.push({ touched: t, hazard, caller, chain, others: [], ...place });
    }
  }
  return onePerCause(out);
}

/** From one touched function up through those that call it. */
async function climb(w: TouchedHere, job: CallerJob, inPatch: ReadonlySet<string>, budget: { nodes: number }): Promise<Found[]> {
  const { t } = w;
  const { file, fn } = t.after!.whole!;
  const first = changeOf(t.name, w.path, file.isStatic(fn), job.before, job.after);
  // what is told of the function itself already needs no caller
  const open = first && [...first.kinds].filter((k) => !FAMILIES[k].some((f) => job.spoken(t.name, f)));
  if (!first || !open || open.length === 0) return [];
  const out: Found[] = [];
  const c: Climb = { job, inPatch, budget, before: job.before, after: job.after };
  let level: readonly Step[] = [{ changed: { ...first, kinds: new Set(open) }, chain: [t.name] }];
  for (let depth = 0; depth < LEVELS && level.length > 0; depth++) {
    const { hazards, next } = await climbOne(c, level);
    out.push(...hazards);
    level = next;
  }
  return out;
}

/** Ten callers that break for one reason are one remark; the first of each rule speaks for the others. */
function onePerCause(list: readonly CallerHazard[]): CallerHazard[] {
  const out: CallerHazard[] = [];
  for (const h of list) {
    const i = out.findIndex((o) => o.touched === h.touched && o.hazard.rule === h.hazard.rule);
    if (i < 0) out.push(h);
    else if (out[i]!.caller !== h.caller) out[i] = { ...out[i]!, others: [...new Set([...out[i]!.others, h.caller.fn.name])] };
  }
  return out;
}

interface Climb {
  readonly job: CallerJob;
  readonly inPatch: ReadonlySet<string>;
  readonly budget: { nodes: number };
  before: ImageContracts;
  after: ImageContracts;
}

interface Step {
  readonly changed: Changed;
  readonly chain: readonly string[];
}

interface Found {
  readonly hazard: Hazard;
  readonly caller: Place;
  readonly chain: readonly string[];
  readonly kind: Kind;
}

/** One level up: the callers of the functions given, their new hazards, and those whose own promise changes with it. */
async function climbOne(c: Climb, level: readonly Step[]): Promise<{ hazards: Found[]; next: Step[] }> {
  const hazards: Found[] = [];
  const callers: { place: Place; body: Body; step: Step }[] = [];
  for (const step of level) {
    const { changed } = step;
    for (const place of callersOf(changed.name, changed.path, changed.isStatic, c.job.index)) {
      if (c.inPatch.has(`${place.file.path}:${place.fn.name}`) || step.chain.includes(place.fn.name)) continue;
      const body = place.file.body(place.fn);
      if (!body || body.ast.errors.length > 0 || !calls(body, changed.name)) continue;
      if (body.cfg.nodes.length > c.budget.nodes) continue;
      c.budget.nodes -= body.cfg.nodes.length;
      callers.push({ place, body, step });
    }
  }
  const clean: typeof callers = [];
  for (const x of callers) {
    await c.job.breathe();
    const found = hazardsOf(x.place, x.body, x.step.changed, c);
    if (found.length === 0) clean.push(x);
    for (const f of found) hazards.push({ ...f, caller: x.place, chain: [x.place.fn.name, ...x.step.chain] });
  }
  const bodies = new Map(clean.map((x) => [x.place.fn.name, x.place]));
  c.before = c.before.with(bodies);
  c.after = c.after.with(bodies);
  const next: Step[] = [];
  for (const [name, place] of bodies) {
    const x = clean.find((q) => q.place === place)!;
    await c.job.breathe();
    const { changed } = x.step;
    const d = changeOf(name, place.file.path, place.file.isStatic(place.fn), c.before, c.after);
    const promise = (side: ImageContracts) => side.contractOf(name, place.file.path);
    const kept = changed.kinds.has('lock') ? keptInside(promise(c.before), promise(c.after)) : undefined;
    if (kept) hazards.push({ hazard: keeps(x.body, changed.name, kept), caller: place, chain: [name, ...x.step.chain], kind: 'lock' });
    else if (d) next.push({ changed: d, chain: [name, ...x.step.chain] });
    else if (changed.vague && passesOn(x.body, changed.name, (n) => c.after.contractOf(n, place.file.path))) {
      const from = { name, path: place.file.path, isStatic: place.file.isStatic(place.fn) };
      next.push({ changed: { ...from, kinds: changed.kinds, vague: true }, chain: [name, ...x.step.chain] });
    }
  }
  return { hazards, next };
}

/** What a caller gets with the new promises and did not get with the old ones. */
function hazardsOf(place: Place, body: Body, changed: Changed, c: Climb): { hazard: Hazard; kind: Kind }[] {
  const kindOf = new Map<string, Kind>();
  for (const k of ['lock', 'ref', 'result'] as const) if (changed.kinds.has(k)) for (const r of RULES[k]) kindOf.set(r, k);
  const rules = allRules.filter((r) => kindOf.has(r.name));
  if (changed.kinds.has('sleep')) kindOf.set('lock/sleep-in-atomic', 'sleep');
  if (kindOf.size === 0) return [];
  const check = (contracts: ImageContracts, now: boolean) =>
    checkFunction({
      cfg: body.cfg,
      flow: body.flow,
      text: place.file.text,
      promised: c.job.era.contractOf(place.fn.name),
      contractOf: (n) => contracts.contractOf(n, place.file.path),
      rules: changed.kinds.has('sleep') ? [...rules, maySleepIn(changed.name, now && changed.vague)] : rules,
      budget: CALLER_BUDGET,
    });
  const now = check(c.after, true);
  const some = now.bounded ? [] : now.hazards.filter((h) => h.confidence !== 'low');
  if (some.length === 0) return [];
  const old = check(c.before, false);
  if (old.bounded) return [];
  return some.filter((h) => !old.hazards.some((o) => o.key === h.key)).map((hazard) => ({ hazard, kind: kindOf.get(hazard.rule)! }));
}

function calls(body: Body, name: string): boolean {
  return body.cfg.nodes.some((n) => n.op.k === 'call' && n.op.name === name);
}

/** Functions of the index with `name(` in their body. A static function has callers in its own file only. */
export function callersOf(name: string, path: string, isStatic: boolean, index: CodeIndex): Place[] {
  const out: Place[] = [];
  const needle = `${name}(`;
  const files = isStatic && !path.endsWith('.h') ? [index.file(path)] : index.files();
  for (const file of files) {
    if (!file) continue;
    let last: unknown;
    for (let i = file.text.indexOf(needle); i >= 0; i = file.text.indexOf(needle, i + needle.length)) {
      if (i > 0 && /\w/.test(file.text[i - 1]!)) continue;
      const fn = file.functionAt(i);
      if (!fn || fn === last || fn.name === name || i < fn.bodyStart) continue;
      last = fn;
      // a name that another file has for itself; of two bodies in one file, for two configurations, either may be meant
      const there = index.lookup(name, file.path);
      if (there ? there.file.path !== path : index.candidates(name, file.path).some((p) => p.file.path !== path)) continue;
      out.push({ file, fn });
      if (out.length >= MOST_CALLERS) return out;
    }
  }
  return out;
}

function keeps(body: Body, callee: string, lock: string): Hazard {
  const call = body.cfg.nodes.find((n) => n.op.k === 'call' && n.op.name === callee)!;
  return {
    rule: 'contract/changed',
    severity: 'warning',
    confidence: 'medium',
    message: `does not release ${lock}`,
    function: body.cfg.name,
    at: call.at,
    path: [{ at: call.at, note: `${callee}() comes back with ${lock} held, no path releases it` }],
    object: lock,
    key: `contract/changed|${body.cfg.name}|${lock}`,
  };
}

/** Some call of `callee` is reached whatever the arguments are, and each one with all locks of the caller's caller held. */
function passesOn(body: Body, callee: string, contractOf: (n: string) => Contract | undefined): boolean {
  let reached = false;
  let held = true;
  const call = (s: State, e: { name: string | undefined }): void => {
    if (e.name !== callee) return;
    if (s.depth('RCU') < 0 || [...s.dropped.values()].some((d) => !d.own)) held = false;
    else if (![...s.facts.keys()].some((t) => t.k === 'param' && !s.derefs.includes(t))) reached = true;
  };
  const r = run({ cfg: body.cfg, flow: body.flow, listener: { call }, contractOf, model: false, budget: CALLER_BUDGET, asContract: true });
  return held && reached && !r.bounded;
}
