/**
 * What a mechanical mend of a hazard would be: the statement that gives back what a way out keeps, before that way out, or the jump to the
 * label that does. Only where every path that comes there keeps it, and the line is one that the patch adds.
 */
import type { CfgNode } from '../c/cfg.ts';
import type { Contract } from '../model/index.ts';
import type { Bench } from './bench.ts';
import type { Desk, SituationHere } from './desk.ts';
import type { Image } from './functions.ts';
import { isAdded } from './locate.ts';
import type { Finding } from './types.ts';

/** Changes of whole lines, as indices of the hunk and of its lines. */
export interface LineEdit {
  readonly hunk: number;
  readonly line: number;
  /** code lines to stand there instead, without `+`; the line itself is among them unless it goes */
  readonly lines: readonly string[];
}

export interface Remedy {
  /** `Add "spin_unlock(&pool->lock);" before this return` */
  readonly title: string;
  readonly patch: number;
  /** index of the file in the bench's patch */
  readonly file: number;
  readonly edits: readonly LineEdit[];
}

/** Rules that speak of something kept on a way out. */
const KEPT: ReadonlySet<string> = new Set(['lock/missing-unlock', 'ref/leak', 'ref/iterator-leak', 'charge/not-undone']);

export function remediesOf(desk: Desk, finding: Finding): Remedy[] {
  if (!KEPT.has(finding.rule) || finding.change !== 'introduced' || finding.side !== 'new') return [];
  const bench = desk.benches.find((b) => b.patch === finding.patch);
  const index = bench?.files.findIndex((f) => f.images.path === finding.file && f.touched.some((t) => t.name === finding.function)) ?? -1;
  const work = bench?.files[index];
  const image = work?.touched.find((t) => t.name === finding.function)?.after;
  if (!bench || !work || !image) return [];
  const out = returnAt(image, work.file, finding);
  if (!out || !isAdded(out.node.at, image, work.file)) return [];
  const here = desk.hereAt({ file: work.file, hunk: out.hunk, line: out.line, column: out.column });
  if (!here || here.bounded || here.before.length === 0) return [];
  const object = finding.object.replace(/^&/, '');
  if (!here.before.every((s) => holds(s, object))) return [];
  const call = undoIn(image, object, finding.rule, bench, work.images.path) ?? undoOf(here.before, object, bench);
  if (!call) return [];
  const place = { patch: finding.patch, file: index };
  const remedies: Remedy[] = [];
  const base = object.split(/->|\./, 1)[0]!;
  const gone = here.before.flatMap((s) => s.gone.filter((g) => g.object === object || g.object === base).map((g) => g.line));
  // what is given up before may not be touched any more: the mend goes above that
  const target = gone.length === 0 ? out : above(image, work.file, out, Math.min(...gone), desk, object);
  const before = target && insertBefore(image, work.file.hunks, target, `${call};`);
  if (before)
    remedies.push({
      ...place,
      title: target === out ? `Add "${call};" before this return` : `Add "${call};" before what is given up here`,
      edits: before,
    });
  const alone = gone.length === 0 && here.before.every((s) => s.held.filter((h) => !h.shared).length === 1);
  const label = alone ? labelThat(image, call) : undefined;
  const jump = label && jumpTo(image, work.file.hunks, out, label);
  if (label && jump) remedies.push({ ...place, title: `Leave through "goto ${label.name};" instead`, edits: jump });
  return remedies;
}

interface WayOut {
  readonly node: CfgNode;
  readonly hunk: number;
  readonly line: number;
  readonly column: number;
  /** 0-based offsets of its line in the image's text */
  readonly start: number;
  readonly end: number;
}

/** The return that the finding stands on, alone on its line. */
function returnAt(image: Image, file: Bench['files'][number]['file'], finding: Finding): WayOut | undefined {
  for (const node of image.body.cfg.nodes) {
    if (node.op.k !== 'return') continue;
    const p = image.placeOf(node.at[0]);
    const line = p && file.hunks[p.hunk]?.lines[p.line];
    if (!p || !line || line.line !== finding.input.start.line || line.spans) continue;
    const start = image.text.lastIndexOf('\n', node.at[0] - 1) + 1;
    const eol = image.text.indexOf('\n', start);
    const end = eol < 0 ? image.text.length : eol;
    if (/^\s*return\b[^;]*;\s*$/.test(image.text.slice(start, end))) return { node, ...p, start, end };
  }
  return undefined;
}

/** A line of the file above the way out, in the same block, with nothing but added statements between. */
function above(
  image: Image,
  file: Bench['files'][number]['file'],
  out: WayOut,
  line: number,
  desk: Desk,
  object: string,
): WayOut | undefined {
  const indent = /^\s*/.exec(image.text.slice(out.start, out.end))![0];
  for (let end = out.start - 1; end > 0; ) {
    const start = image.text.lastIndexOf('\n', end - 1) + 1;
    const text = image.text.slice(start, end);
    const p = image.placeOf(start);
    const shown = p && file.hunks[p.hunk]?.lines[p.line];
    if (!p || p.hunk !== out.hunk || shown?.kind !== 'add' || !text.startsWith(indent) || !/^\S[^{}]*;\s*$/.test(text.slice(indent.length)))
      return undefined;
    if (image.lineOf(start) === line) {
      const here = desk.hereAt({ file, hunk: p.hunk, line: p.line, column: indent.length });
      const held = here && !here.bounded && here.before.length > 0 && here.before.every((s) => holds(s, object));
      return held ? { ...out, ...p, start, end } : undefined;
    }
    end = start - 1;
  }
  return undefined;
}

function holds(s: SituationHere, object: string): boolean {
  return !s.afterGap && s.held.some((h) => h.object.replace(/^&/, '') === object && h.line !== undefined && !h.shared && h.count === 1);
}

/** The call by which another way of the same function gives the object back, as it is written there most often. */
function undoIn(image: Image, object: string, rule: string, bench: Bench, path: string): string | undefined {
  const times = new Map<string, number>();
  for (const node of image.body.cfg.nodes) {
    if (node.op.k !== 'call' || node.op.name === undefined || node.op.implicit || node.op.dst !== undefined) continue;
    const text = image.text.slice(...node.at).replace(/\s+/g, ' ');
    if (!givesBack(bench.after.contractOf(node.op.name, path), rule) || !mentionsObject(text, object)) continue;
    times.set(text, (times.get(text) ?? 0) + 1);
  }
  return [...times].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
}

function mentionsObject(call: string, object: string): boolean {
  const args = call.slice(call.indexOf('(') + 1, -1);
  return args.split(',').some((a) => a.trim().replace(/^&/, '') === object);
}

function givesBack(c: Contract | undefined, rule: string): boolean {
  if (!c || c.incomplete) return false;
  const lock = rule.startsWith('lock/');
  return c.outcomes.every((o) => (lock ? o.drops.length > 0 : o.refs.some((r) => r.count < 0)) && o.takes.length === 0);
}

/** What the model names as the undoing of the call that took it, where that takes nothing but the object. */
function undoOf(situations: readonly SituationHere[], object: string, bench: Bench): string | undefined {
  const by = new Set(situations.flatMap((s) => s.held.filter((h) => h.object.replace(/^&/, '') === object).map((h) => h.by)));
  if (by.size !== 1) return undefined;
  const undo = /^`?(\w+)\(\)`?$/.exec(bench.era.docOf([...by][0]!)?.undo ?? '')?.[1];
  const contract = undo === undefined ? undefined : bench.era.contractOf(undo);
  if (!undo || contract?.params.length !== 1) return undefined;
  const lock = situations[0]!.held.find((h) => h.object.replace(/^&/, '') === object);
  return `${undo}(${lock?.kind === 'lock' && lock.cls !== 'FOLIO' ? '&' : ''}${object})`;
}

type Hunks = Bench['files'][number]['file']['hunks'];

/** The statement on a line of its own before the way out; with braces where the way out is all that its `if` has. */
function insertBefore(image: Image, hunks: Hunks, out: WayOut, statement: string): LineEdit[] | undefined {
  const row = image.text.slice(out.start, out.end);
  const indent = /^\s*/.exec(row)![0];
  const higher = lineAbove(image, hunks, out);
  if (!higher) return undefined;
  const text = higher.text.replace(/\s*\/\*.*\*\/\s*$/, '').trimEnd();
  if (/[;{}:]$/.test(text) || text.trim() === '') return [{ hunk: out.hunk, line: out.line, lines: [`${indent}${statement}`, row] }];
  const control = /^\s*(?:if|while|for\w*|list_for_each\w*|hlist_for_each\w*)\s*\(.*\)$|^\s*else$/.test(text) && balanced(text);
  const next = lineBelow(image, out);
  if (!control || higher.kind !== 'add' || higher.text !== text || next === undefined || /^\s*else\b/.test(next)) return undefined;
  const close = /^\s*/.exec(text)![0];
  return [
    { hunk: out.hunk, line: higher.line, lines: [`${text} {`] },
    { hunk: out.hunk, line: out.line, lines: [`${indent}${statement}`, row, `${close}}`] },
  ];
}

function balanced(text: string): boolean {
  let depth = 0;
  for (const c of text) depth += c === '(' ? 1 : c === ')' ? -1 : 0;
  return depth === 0;
}

/** The line of code above, when the same hunk shows it. */
function lineAbove(image: Image, hunks: Hunks, out: WayOut): { text: string; kind: string; line: number } | undefined {
  for (let end = out.start - 1; end > 0; ) {
    const start = image.text.lastIndexOf('\n', end - 1) + 1;
    const text = image.text.slice(start, end);
    if (text.trim() !== '') {
      const p = image.placeOf(start);
      const line = p && hunks[p.hunk]?.lines[p.line];
      return p?.hunk === out.hunk && line && !line.spans ? { text, kind: line.kind, line: p.line } : undefined;
    }
    end = start - 1;
  }
  return undefined;
}

function lineBelow(image: Image, out: WayOut): string | undefined {
  return image.text
    .slice(out.end + 1)
    .split('\n')
    .find((l) => l.trim() !== '');
}

interface Label {
  readonly name: string;
  /** what it returns, when that is a variable */
  readonly returns: string | undefined;
}

/** A label behind which nothing happens but that call and the return. */
function labelThat(image: Image, call: string): Label | undefined {
  const escaped = call.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+');
  const m = new RegExp(`^[ \\t]?(\\w+):[ \\t]*\\n\\s*${escaped};\\s*\\n\\s*(?:return(?:\\s+(\\w+))?;\\s*)?\\}\\s*$`, 'm').exec(image.text);
  return m ? { name: m[1]!, returns: m[2] } : undefined;
}

function jumpTo(image: Image, hunks: Hunks, out: WayOut, label: Label): LineEdit[] | undefined {
  const row = image.text.slice(out.start, out.end);
  const indent = /^\s*/.exec(row)![0];
  const value = /^return\b\s*([^;]*);/.exec(row.trim())![1]!.trim();
  if (value === (label.returns ?? '')) return [{ hunk: out.hunk, line: out.line, lines: [`${indent}goto ${label.name};`] }];
  const local =
    label.returns !== undefined &&
    (image.body.cfg.locals.has(label.returns) || image.body.cfg.params.some((p) => p.name === label.returns));
  if (!local || value === '') return undefined;
  const edits = insertBefore(image, hunks, out, `${label.returns} = ${value};`);
  return edits?.map((e) =>
    e.line === out.line ? { ...e, lines: e.lines.map((l) => (l === row ? `${indent}goto ${label.name};` : l)) } : e,
  );
}
