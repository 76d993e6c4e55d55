/**
 * What a reviewer would ask of a touched function although no rule is broken: the questions that its contract, and the contracts of what it
 * newly calls, raise by themselves. Each says where the fact behind it comes from, and what can be seen of the answer.
 */
import type { CfgNode, Op } from '../c/cfg.ts';
import { type Contract, contractInWords, type FunctionDoc } from '../model/index.ts';
import type { FileDiff, Range } from '../patch/types.ts';
import type { Bench } from './bench.ts';
import { type Breath, breather } from './breath.ts';
import type { Desk, HeldHere, Here } from './desk.ts';
import type { Image, Touched } from './functions.ts';
import { isAdded, isRemoved, nearestShown, rangeOfSpan } from './locate.ts';
import type { Finding } from './types.ts';

export interface Question {
  readonly question: string;
  readonly seen?: string;
  readonly source: string;
  readonly range?: Range;
}

export interface FunctionQuestions {
  readonly patch: number;
  readonly file: string;
  readonly function: string;
  readonly range: Range;
  readonly diff: FileDiff;
  readonly questions: readonly Question[];
}

/** questions for one function; those of the function itself come first */
const MOST = 14;

type Work = Bench['files'][number];
type Call = CfgNode & { readonly op: Op & { readonly k: 'call' } };

/** `wanted`: only the functions that are shown in that part of the input. Rejects with an AbortError when `breath` says so, else never. */
export async function questionsOf(
  desk: Desk,
  findings: readonly Finding[],
  wanted?: (range: Range) => boolean,
  breath: Breath = {},
): Promise<FunctionQuestions[]> {
  const breathe = breather(breath);
  const out: FunctionQuestions[] = [];
  for (const bench of desk.benches)
    for (const work of bench.files)
      for (const t of work.touched) {
        const image = t.after ?? t.before;
        if (!image) continue;
        await breathe();
        const range = firstShown(image, work);
        const shown = { start: range.start, end: lastShown(image, work) ?? range.end };
        if (wanted && !wanted(shown)) continue;
        const mine = findings.filter((f) => f.patch === bench.patch && f.function === t.name && f.change === 'introduced');
        const questions = t.after
          ? [...ofItself(desk, bench, work, t, mine), ...ofChanges(desk, bench, work, t, mine)]
          : ofRemoval(desk, bench, work, t);
        if (questions.length > 0)
          out.push({
            patch: bench.patch,
            file: work.images.path,
            function: t.name,
            range,
            diff: work.file,
            questions: questions.slice(0, MOST),
          });
      }
  return out.sort((a, b) => a.patch - b.patch || a.range.start.line - b.range.start.line);
}

/** What the function promises, and whether it still does. */
function ofItself(desk: Desk, bench: Bench, work: Work, t: Touched, findings: readonly Finding[]): Question[] {
  const out: Question[] = [];
  const path = work.images.path;
  const doc = bench.era.docOf(t.name);
  const source = doc ? modelSource(doc) : path;
  const before = t.before && bench.before.contractOf(t.name, path);
  const after = bench.after.contractOf(t.name, path);
  const callers = desk.callers(t.name, path, bench);
  const named = callers.map((p) => `\`${p.fn.name}()\``);
  const who = named.length > 0 ? `${named.slice(0, 4).join(', ')}${named.length > 4 ? ` and ${named.length - 4} more` : ''}` : undefined;
  if (doc?.order) out.push({ question: `\`${t.name}()\` has its place in an order: ${doc.order}. Is it kept?`, source });
  // where a name was first seen is for the makers of the model
  if (doc?.note && !/unverified|\btree it was seen in\b/.test(doc.note))
    out.push({ question: `Of \`${t.name}()\` is to be known: ${doc.note}. Does the change respect that?`, source });
  if (before && after && !before.incomplete && !after.incomplete) {
    const [was, is] = [contractInWords(before), contractInWords(after)];
    if (was.join('\n') !== is.join('\n'))
      out.push({
        question: `\`${t.name}()\` promises something else now: before, ${list(was)}; now, ${list(is)}. Do its callers follow?`,
        ...(who ? { seen: `called by ${who}` } : {}),
        source: path,
      });
  }
  const given = [...new Set(after && !after.incomplete ? after.outcomes.flatMap((o) => o.drops.map((l) => l.cls)) : [])];
  const released = releasedBy(desk, bench, work, t);
  if (after && given.length > 0 && released.length === 0)
    out.push({
      question: `\`${t.name}()\` comes back with a lock of its caller released: what the caller looked up under it is not good any more. Does each caller look again, and does the result tell it so?`,
      seen: list(contractInWords(after)),
      source,
    });
  for (const r of released) {
    if (findings.some((f) => f.line === r.line || f.object.replace(/^&/, '') === r.object)) continue;
    const says = resultsOf(t.after!);
    out.push({
      question: `\`${r.object}\` is the caller's and is released at line ${r.line}${r.again ? ', then taken again' : ''}: what the caller found under it (the place in a list, a lookup) is not good any more. Does the result tell the caller so?`,
      ...(says.length > 0 ? { seen: `the result can be ${says.map((x) => `\`${x}\``).join(', ')}` } : {}),
      source: path,
    });
  }
  if (t.after && !t.before && who === undefined && bench.index && !isNamed(bench, t.name))
    out.push({
      question: `\`${t.name}()\` is new and nothing in the sources at hand calls it by name. Is its caller in a later patch?`,
      source: path,
    });
  for (const lock of retaken(desk, bench, work, t))
    out.push({
      question: `\`${lock.object}\` is released and taken again inside: is everything that was read under it before read again?`,
      seen: `released at line ${lock.line}`,
      source: path,
      ...(lock.range ? { range: lock.range } : {}),
    });
  return out;
}

/** The patch itself names the function somewhere else than where it defines it. */
function isNamed(bench: Bench, name: string): boolean {
  const word = new RegExp(`\\b${name}\\b`);
  let times = 0;
  for (const { file } of bench.files)
    for (const h of file.hunks) for (const l of h.lines) if (l.kind !== 'del' && word.test(l.text)) times++;
  return times > 1;
}

/** What the added lines call and where they leave. */
function ofChanges(desk: Desk, bench: Bench, work: Work, t: Touched, findings: readonly Finding[]): Question[] {
  const image = t.after!;
  const path = work.images.path;
  const out: Question[] = [];
  const asked = new Set<string>();
  const nodes = image.body.cfg.nodes.map((node) => ({ node, added: isAdded(node.at, image, work.file) }));
  // what is new first
  for (const { node, added } of [...nodes.filter((n) => n.added), ...nodes.filter((n) => !n.added)]) {
    const range = rangeOfSpan(node.at, image, work.file);
    const where = range ? { range } : {};
    const line = image.lineOf(node.at[0]);
    const said = line > 0 ? `line ${line}: ` : '';
    const told = findings.some((f) => f.line === line);
    // in a function that is new as a whole every way out is
    if (node.op.k === 'return' && added && t.before && !told && !asked.has(`return ${line}`)) {
      asked.add(`return ${line}`);
      const here = hereOf(desk, work, image, node);
      const value = image.text
        .slice(...node.at)
        .replace(/\s+/g, ' ')
        .replace(/;$/, '');
      const seen = here && !here.bounded ? (heldWords(here) ?? 'nothing is held or owned there') : undefined;
      const question = `${said}\`${value}\` is a new way out. Is everything undone that was done before it?`;
      out.push({ question, ...(seen ? { seen } : {}), source: path, ...where });
    }
    if (node.op.k !== 'call' || node.op.name === undefined || node.op.implicit || told) continue;
    const call = node as Call;
    const name = call.op.name!;
    const contract = bench.after.contractOf(name, path);
    const doc = bench.era.docOf(name);
    if (!contract && !doc) continue;
    const source = doc ? modelSource(doc) : path;
    for (const q of ofCall(name, contract, doc)) {
      const key = `${name} ${q.kind}`;
      // of what was there before only what the change may have broken
      if (asked.has(key) || (!added && q.kind !== 'owns' && q.kind !== 'lock' && q.kind !== 'order')) continue;
      asked.add(key);
      const seen = seenOf(q.kind, call, image, findings, () => hereOf(desk, work, image, node));
      out.push({ question: `${said}${q.text}`, ...(seen ? { seen } : {}), source, ...where });
    }
  }
  if (t.before) out.push(...noLonger(bench, work, t.before, image));
  return out;
}

type Kind = 'fails' | 'order' | 'owns' | 'sleeps' | 'lock' | 'try';

/** What the tool can say to a question itself. */
function seenOf(kind: Kind, call: Call, image: Image, findings: readonly Finding[], here: () => Here | undefined): string | undefined {
  switch (kind) {
    case 'fails':
      return looksAtResult(call, image);
    case 'sleeps':
      return sleepSeen(here());
    case 'try':
      return looksAtResult(call, image);
    case 'owns': {
      const at = here();
      const kept = findings.some((f) => /^ref\/(?:leak|iterator-leak)$|^charge\/not-undone$/.test(f.rule));
      return at && !at.bounded && !kept ? 'on every path that was followed it is given back or handed on' : undefined;
    }
    default:
      return undefined;
  }
}

function ofCall(
  name: string,
  contract: Contract | undefined,
  doc: FunctionDoc | undefined,
): { readonly kind: Kind; readonly text: string }[] {
  const out: { kind: Kind; text: string }[] = [];
  if (doc?.failure)
    out.push({
      kind: 'fails',
      text: `\`${name}()\` can fail, and then ${doc.failure}. Is its result looked at, and what was done before undone?`,
    });
  if (doc?.order) out.push({ kind: 'order', text: `\`${name}()\` has its place in an order: ${doc.order}. Is it kept here?` });
  if (!contract || contract.incomplete) return out;
  const owns = contract.outcomes.some((o) => o.refs.some((r) => r.count > 0 && !r.escaped));
  if (owns && doc?.undo && doc.undo !== 'nothing')
    out.push({
      kind: 'owns',
      text: `\`${name}()\` gives something to own, to be given back by ${/^\w+\(\)$/.test(doc.undo) ? `\`${doc.undo}\`` : doc.undo}. Does every way out do so, failures included?`,
    });
  if (contract.outcomes.some((o) => o.drops.length > 0 && o.takes.length === 0 && !/unlock|put|end|up_/.test(name)))
    out.push({ kind: 'lock', text: `\`${name}()\` comes back with a lock released. Is what was looked up under it not used any more?` });
  const takes = contract.outcomes.filter((o) => o.takes.length > 0).length;
  if (takes > 0 && takes < contract.outcomes.length)
    out.push({ kind: 'try', text: `\`${name}()\` takes a lock on some outcomes only. Is it released exactly where it was taken?` });
  if (contract.outcomes.some((o) => o.sleeps)) out.push({ kind: 'sleeps', text: `\`${name}()\` may sleep. May everybody who comes here?` });
  return out;
}

/** Calls that the old image made on removed lines and the new one makes nowhere, that give something back or take a lock. */
function noLonger(bench: Bench, work: Work, before: Image, after: Image): Question[] {
  const out: Question[] = [];
  const path = work.images.path;
  const names = (image: Image): Set<string> =>
    new Set(image.body.cfg.nodes.flatMap((n) => (n.op.k === 'call' && n.op.name ? [n.op.name] : [])));
  const still = names(after);
  for (const node of before.body.cfg.nodes) {
    if (node.op.k !== 'call' || node.op.name === undefined || node.op.implicit) continue;
    const { name } = node.op;
    if (still.has(name) || !isRemoved(node.at, before, work.file)) continue;
    still.add(name);
    const contract = bench.before.contractOf(name, path);
    const doc = bench.era.docOf(name);
    if (!contract || contract.incomplete) continue;
    const what = contract.outcomes.some((o) => o.refs.some((r) => r.count < 0))
      ? 'gave something back'
      : contract.outcomes.some((o) => o.takes.length > 0)
        ? 'took a lock'
        : contract.outcomes.some((o) => o.drops.length > 0)
          ? 'released a lock'
          : undefined;
    if (!what) continue;
    const range = rangeOfSpan(node.at, before, work.file);
    out.push({
      question: `\`${name}()\` ${what} here and is not called any more. What does that now?`,
      source: doc ? modelSource(doc) : path,
      ...(range ? { range } : {}),
    });
  }
  return out;
}

function ofRemoval(desk: Desk, bench: Bench, work: Work, t: Touched): Question[] {
  const callers = desk.callers(t.name, work.images.path, bench).filter((p) => !work.touched.some((o) => o.name === p.fn.name));
  if (callers.length === 0) return [];
  return [
    {
      question: `\`${t.name}()\` is gone. What do its callers do now?`,
      seen: `still called by ${callers
        .slice(0, 5)
        .map((p) => `\`${p.fn.name}()\``)
        .join(', ')} in the sources at hand`,
      source: work.images.path,
    },
  ];
}

function releasedBy(desk: Desk, bench: Bench, work: Work, t: Touched): readonly { object: string; line: number; again: boolean }[] {
  if (!t.after) return [];
  const at = {
    bench,
    file: work.file,
    images: work.images,
    name: t.name,
    side: 'after' as const,
    image: t.after,
    touched: true,
    offset: 0,
  };
  // a function whose work is to release says so by its name
  return /unlock|release|drop|put/.test(t.name) ? [] : desk.releasedIn(at).filter((r) => r.line > 0);
}

/** Constants that a function gives back, by their names: returned as such, or kept in the variable that is returned. */
function resultsOf(image: Image): string[] {
  const out = new Set<string>();
  for (const m of image.text.matchAll(/\breturn\s+(-?[A-Za-z_]\w*)\s*;/g)) {
    const value = m[1]!;
    if (/^-?[A-Z][A-Z0-9_]+$/.test(value)) out.add(value);
    else for (const a of image.text.matchAll(new RegExp(`\\b${value}\\s*=\\s*(-?[A-Z][A-Z0-9_]+)\\b`, 'g'))) out.add(a[1]!);
  }
  return [...out].slice(0, 8);
}

/** Locks that are held, then not, then held again. */
function retaken(desk: Desk, bench: Bench, work: Work, t: Touched): { object: string; line: number; range?: Range }[] {
  const image = t.after!;
  const at = { bench, file: work.file, images: work.images, name: t.name, side: 'after' as const, image, touched: true, offset: 0 };
  const seen = new Map<string, 'held' | { line: number; range?: Range }>();
  const out = new Map<string, { object: string; line: number; range?: Range }>();
  for (const change of desk.changesIn(at)) {
    const held = new Set([...change.held, ...change.some].filter((h) => h.kind === 'lock' && h.cls !== 'FOLIO').map((h) => h.object));
    const diff = work.file.hunks[change.hunk]?.lines[change.line];
    for (const object of held) {
      const was = seen.get(object);
      if (typeof was === 'object') out.set(object, { object, ...was });
      seen.set(object, 'held');
    }
    for (const [object, was] of seen) {
      if (held.has(object) || was !== 'held') continue;
      const line = diff?.newNo ?? 0;
      seen.set(object, {
        line,
        ...(diff
          ? {
              range: {
                start: { line: diff.line, character: diff.column },
                end: { line: diff.line, character: diff.column + diff.text.length },
              },
            }
          : {}),
      });
    }
  }
  return [...out.values()];
}

function hereOf(desk: Desk, work: Work, image: Image, node: CfgNode): Here | undefined {
  const p = image.placeOf(node.at[0]);
  return p && desk.hereAt({ file: work.file, hunk: p.hunk, line: p.line, column: p.column });
}

function looksAtResult(call: Call, image: Image): string {
  if (call.op.dst === undefined) return 'the result is not looked at';
  const used = image.body.cfg.nodes.find(
    (n) =>
      (n.op.k === 'branch' && mentions(n.op.cond, call.op.dst!)) ||
      (n.op.k === 'assign' && mentions(n.op.src, call.op.dst!)) ||
      (n.op.k === 'return' && n.op.value && mentions(n.op.value, call.op.dst!)),
  );
  if (used?.op.k === 'branch') return 'the result decides a branch';
  if (used?.op.k === 'return') return 'the result is returned';
  if (used?.op.k === 'assign' && used.op.dst.k === 'id') return `the result is kept in \`${used.op.dst.name}\``;
  return 'the result is used';
}

function mentions(e: unknown, name: string): boolean {
  if (typeof e !== 'object' || e === null) return false;
  const x = e as { readonly k?: string; readonly name?: string };
  if (x.k === 'id') return x.name === name;
  return Object.values(e).some((v) => (Array.isArray(v) ? v.some((y) => mentions(y, name)) : mentions(v, name)));
}

function sleepSeen(here: Here | undefined): string | undefined {
  if (!here || here.before.length === 0) return undefined;
  const bad = here.before.find((s) => s.atomic);
  if (bad) return `${bad.when.length > 0 ? `where ${bad.when.join(' and ')}, ` : ''}${bad.atomic}`;
  return here.bounded ? undefined : 'nothing that this function holds there forbids it; its callers are not looked at';
}

/** `held there: pool->lock, a reference to folio`; undefined where nothing is, or it is not known. */
function heldWords(here: Here): string | undefined {
  const all = new Map<string, HeldHere>();
  for (const s of here.before) for (const h of s.held) if (!h.shared) all.set(`${h.kind} ${h.object}`, h);
  if (all.size === 0) return undefined;
  const words = [...all.values()].map((h) =>
    h.kind === 'reference'
      ? `a reference to \`${h.object}\``
      : h.kind === 'charge'
        ? `\`${h.object}\` charged`
        : h.kind === 'memory'
          ? `the memory of \`${h.object}\``
          : `\`${h.object}\``,
  );
  return `held there${here.before.length > 1 ? ' on some path' : ''}: ${words.join(', ')}`;
}

function firstShown(image: Image, work: Work): Range {
  for (let o = 0; o >= 0 && o < image.text.length; o = image.text.indexOf('\n', o) + 1 || -1) {
    const p = image.placeOf(o);
    const line = p && work.file.hunks[p.hunk]?.lines[p.line];
    if (line)
      return { start: { line: line.line, character: line.column }, end: { line: line.line, character: line.column + line.text.length } };
  }
  return nearestShown(image.body.ast.at, image, work.file);
}

function lastShown(image: Image, work: Work): Range['end'] | undefined {
  for (let o = image.text.length; o > 0; ) {
    const start = image.text.lastIndexOf('\n', o - 1) + 1;
    const p = image.placeOf(start);
    const line = p && work.file.hunks[p.hunk]?.lines[p.line];
    if (line) return { line: line.line, character: line.column + line.text.length };
    o = start - 1;
  }
  return undefined;
}

const modelSource = (doc: FunctionDoc): string => `the model, ${doc.file}`;

const list = (lines: readonly string[]): string => (lines.length === 0 ? 'nothing is left behind and it never sleeps' : lines.join('; '));
