/**
 * What a patch changes for those who call: a function that promises something else than before (it may sleep now, it keeps a lock, it
 * does not take over a reference any more) breaks callers that the patch does not touch. Each of them is looked at with the old
 * promises and with the new ones; only what the new ones bring about is told.
 */
import type { Span } from '../c/ast.ts';
import { allRules, checkFunction, type Hazard, maySleepIn } from '../check/index.ts';
import { type Contract, type Era, eachPart, type Outcome, rootOf, run, type State, spell, type Term } from '../model/index.ts';
import type { Body, CodeFile, CodeIndex, Place } from './code.ts';
import type { ImageContracts } from './contracts.ts';
import type { Image, Touched } from './functions.ts';

/** callers of one function that are looked at, and how far up */
const MOST_CALLERS = 40;
const LEVELS = 3;
/** graph nodes of callers looked at in one patch */
const MOST_NODES = 6_000;
/** states for one caller; one that needs more says nothing */
const CALLER_BUDGET = 8000;

/** How the promise of a function differs, in kinds that decide which rules may speak. */
export type Kind = 'lock' | 'ref' | 'sleep' | 'result';

const RULES: Readonly<Record<Exclude<Kind, 'sleep'>, readonly string[]>> = {
  lock: ['lock/missing-unlock', 'lock/double-lock', 'lock/unbalanced-unlock', 'lock/rcu'],
  ref: ['ref/leak', 'ref/iterator-leak', 'ref/double-put', 'ref/use-after-put', 'charge/not-undone', 'charge/double'],
  result: ['ref/unchecked-get'],
};

/** the families of rules that speak of each kind */
const FAMILIES: Readonly<Record<Kind, readonly string[]>> = { lock: ['lock'], sleep: ['lock'], ref: ['ref', 'charge'], result: ['ref'] };

/** A function whose promise changed, as it was and as it is. */
interface Changed {
  readonly name: string;
  readonly path: string;
  readonly isStatic: boolean;
  readonly kinds: ReadonlySet<Kind>;
  /** not understood in full */
  readonly vague: boolean;
}

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
  readonly touched: readonly { readonly path: string; readonly t: Touched; isAdded(at: Span): boolean; isRemoved(at: Span): boolean }[];
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
async function climb(
  w: CallerJob['touched'][number],
  job: CallerJob,
  inPatch: ReadonlySet<string>,
  budget: { nodes: number },
): Promise<Found[]> {
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
      // a name that another file has for itself
      if (index.lookup(name, file.path)?.file.path !== path) continue;
      out.push({ file, fn });
      if (out.length >= MOST_CALLERS) return out;
    }
  }
  return out;
}

function changeOf(name: string, path: string, isStatic: boolean, before: ImageContracts, after: ImageContracts): Changed | undefined {
  const a = before.contractOf(name, path);
  const b = after.contractOf(name, path);
  if (!a || !b || a.params.length !== b.params.length) return undefined;
  const whole = !a.incomplete && !b.incomplete;
  // of a function that is not understood in full one thing can be told all the same: that no way of it slept, and one does
  if (!whole && (a.incomplete !== 'vague' || b.incomplete !== 'vague' || !sleepsOnly(a, b))) return undefined;
  const kinds = whole ? differences(a, b) : new Set<Kind>(['sleep']);
  return kinds.size > 0 ? { name, path, isStatic, kinds, vague: !whole } : undefined;
}

/** The second may sleep, whatever flags it is given and with all locks of its caller held; the first did not in any case. */
function sleepsOnly(a: Contract, b: Contract): boolean {
  if (a.outcomes.some((o) => o.sleeps)) return false;
  return b.outcomes.some(
    (o) =>
      o.sleeps &&
      !o.sleeps.leftRcu &&
      o.sleeps.without.length === 0 &&
      o.when.every(([t]) => t.k !== 'param' && !(t.k === 'pure' && /^(?:blocking|nofail)$/.test(t.fn))),
  );
}

/** A lock that a function leaves held now and did not before, on something that its own caller never gets to see. */
function keptInside(before: Contract | undefined, after: Contract | undefined): string | undefined {
  const lost = (c: Contract | undefined) =>
    c?.outcomes.flatMap((o) => o.takes.filter((k) => rootOf(k.place).k === 'sym' && !seenByCaller(o, rootOf(k.place)))) ?? [];
  if (!before || before.incomplete === 'bounded' || after?.incomplete === 'bounded') return undefined;
  const now = lost(after)[0];
  if (!now || lost(before).length > 0) return undefined;
  return now.cls === 'FOLIO' ? 'the folio lock' : 'a lock';
}

function seenByCaller(o: Outcome, root: Term): boolean {
  let hit = false;
  const look = (t: Term | undefined) => t && eachPart(t, (p) => void (p === root && (hit = true)));
  look(o.ret);
  for (const [, v] of o.stores) look(v);
  return hit;
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

/** In which respects two contracts of one function differ for a caller. */
export function differences(a: Contract, b: Contract): Set<Kind> {
  const out = new Set<Kind>();
  const set = (c: Contract, f: (o: Outcome, say: (t: Term) => string) => string | undefined): string => {
    // a value made inside has no name that means the same in two images, but for the result
    const sayIn = (o: Outcome) => (t: Term) =>
      spell(t, (x) => (o.ret && x === o.ret ? 'result' : x.k === 'param' ? `$${x.i}` : x.k === 'sym' ? 'made' : undefined));
    return [...new Set(c.outcomes.map((o) => f(o, sayIn(o))))]
      .filter((s) => s !== undefined)
      .sort()
      .join('\n');
  };
  const differ = (f: (o: Outcome, say: (t: Term) => string) => string | undefined): boolean => set(a, f) !== set(b, f);
  if (
    differ((o, say) =>
      [
        o.retMask,
        ...o.takes.map((k) => `+${k.cls}${say(k.place)}`),
        ...o.drops.map((k) => `-${say(k.place)}`),
        ...o.resets,
        ...[...o.context].map(([k, n]) => `${k}${n}`),
      ].join(),
    ) ||
    differ((o, say) =>
      o.passes
        .filter((k) => !k.sometimes && rootOf(k.place).k !== 'sym')
        .map((k) => say(k.place))
        .join(),
    )
  )
    out.add('lock');
  if (
    differ((o, say) => [o.retMask, ...o.refs.map((r) => `${r.kind}${say(r.object)}${r.count}${r.gone ? 'g' : ''}`).sort()].join()) &&
    !differ((o, say) => o.escapes.map(say).sort().join())
  )
    out.add('ref');
  if (b.outcomes.some((o) => o.sleeps) && differ((o, say) => o.sleeps && `${o.sleeps.leftRcu} ${o.sleeps.without.map(say).sort().join()}`))
    out.add('sleep');
  if (a.pointer && differ((o) => String(o.retMask))) out.add('result');
  return out;
}

const GIVES_BACK = /\b\w*(?:unlock|put|free|release|uncharge|drop|cancel|break|unpin|dec)\w*\s*\(/;

const TAKES_LOCK = /\b\w*(?:lock|down_)\w*\s*\(/;

/** Where in the touched function the cause is: what sleeps now, else a line that the patch takes away or adds. */
function placeIn(w: CallerJob['touched'][number], kind: Kind, job: CallerJob): { at: Span; side: 'new' | 'old' } {
  const after = w.t.after!;
  const before = w.t.before!;
  if (kind === 'sleep') {
    const old = new Set(sleepers(before.body, (n) => job.before.contractOf(n, w.path)).map((at) => textAt(before, at)));
    const now = sleepers(after.body, (n) => job.after.contractOf(n, w.path)).filter((at) => !old.has(textAt(after, at)));
    const at = now.find((s) => w.isAdded(s)) ?? now[0];
    if (at) return { at, side: 'new' };
  }
  const added = linesOf(after, (s) => w.isAdded(s));
  const removed = linesOf(before, (s) => w.isRemoved(s));
  const gives = removed.find((s) => GIVES_BACK.test(textAt(before, s)));
  if (gives) return { at: gives, side: 'old' };
  const telling = (kind === 'lock' && added.find((s) => TAKES_LOCK.test(textAt(after, s)))) || added[0];
  if (telling) return { at: telling, side: 'new' };
  if (removed[0]) return { at: removed[0], side: 'old' };
  const { fn } = after.whole!;
  return { at: [0, fn.bodyStart - fn.start], side: 'new' };
}

function textAt(image: Image, at: Span): string {
  const from = image.text.lastIndexOf('\n', at[0] - 1) + 1;
  const to = image.text.indexOf('\n', at[0]);
  return image.text.slice(from, to < 0 ? undefined : to).trim();
}

function sleepers(body: Body, contractOf: (n: string) => Contract | undefined): Span[] {
  const found: Span[] = [];
  const listener = {
    sleep: (_s: unknown, e: { site: { at: Span } }): void => {
      if (!found.some((f) => f[0] === e.site.at[0])) found.push(e.site.at);
    },
  };
  run({ cfg: body.cfg, flow: body.flow, listener, contractOf, model: false, budget: CALLER_BUDGET });
  return found.sort((a, b) => a[0] - b[0]);
}

/** Lines with code in them, within the function. */
function linesOf(image: Image, wanted: (at: Span) => boolean): Span[] {
  const out: Span[] = [];
  const [from, end] = image.body.ast.at;
  for (let o = from; o < end; ) {
    const eol = image.text.indexOf('\n', o);
    const stop = eol < 0 ? image.text.length : eol;
    const text = image.text.slice(o, stop);
    if (/\w/.test(text) && !/^\s*(?:\/?\*|\/\/)/.test(text)) {
      const at: Span = [o + text.length - text.trimStart().length, o + text.trimEnd().length];
      if (wanted(at)) out.push(at);
    }
    o = stop + 1;
  }
  return out;
}

/** In the words of a maintainer: what changed here, and who is hurt. */
export function callerMessage(h: CallerHazard): {
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
