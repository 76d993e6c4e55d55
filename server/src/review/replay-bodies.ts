/** The bodies that one side of a patch brings to a scenario, and where in the input each step of what was made from them stands. */
import type { DiffLine, FileDiff, Range } from '../patch/types.ts';
import {
  type Assumption,
  type Code,
  isRunnable,
  type Machine,
  type Problem,
  type Scenario,
  type Shelf,
  type SourceRef,
  type Step,
} from '../sim/index.ts';
import type { Bench } from './bench.ts';
import type { Image, Touched } from './functions.ts';
import { isAdded, rangeOfSpan } from './locate.ts';

export type Side = 'before' | 'after';

export interface ReplaySide {
  readonly machine?: Machine;
  /** what keeps it from being run, or what part of the patch could not be bound */
  readonly problems: readonly Problem[];
  readonly missing: readonly string[];
  /** for each step of the machine the place in the input, when the patch shows it */
  readonly places: readonly (Range | undefined)[];
  /** for each step of the machine that is in the patch's own code: where in its file, and whether the patch adds that line */
  readonly lines: readonly ({ readonly fn: string; readonly file: string; readonly line: number; readonly added: boolean } | undefined)[];
}

/** What the functions of a patch are on one side, as far as a scenario can run them. */
export interface PatchBodies {
  /** by name */
  readonly images: ReadonlyMap<string, Code>;
  readonly shown: ReadonlyMap<string, { readonly image: Image; readonly file: Bench['files'][number]['file'] }>;
  /** parts that the scenario has no place for: sentences */
  readonly missing: readonly string[];
  /** what was taken for granted to put them into their places: sentences */
  readonly assumed: readonly string[];
  /** roles of which some lines are out of sight */
  readonly partial: readonly string[];
}

/** @param functions those of the patch that have a role in the scenario */
export function patchBodies(shelf: Shelf, scenario: Scenario, bench: Bench, functions: readonly string[], side: Side): PatchBodies {
  const variant = scenario.variants[0]?.id ?? '';
  const missing: string[] = [];
  const assumed: string[] = [];
  const partly: string[] = [];
  // what lines that this side alone has call: in all of the patch, and hunk by hunk of a file
  const kind = side === 'before' ? 'del' : 'add';
  let all: ReadonlySet<string> | undefined;
  const gone = (file: FileDiff) => (calls: ReadonlySet<string>, hunks: ReadonlySet<number>) => {
    all ??= new Set(bench.files.flatMap((f) => f.file.hunks.flatMap((h) => callsOfLines(h.lines, kind))));
    return ![...calls].some((c) => all?.has(c)) && ![...hunks].some((h) => callsOfLines(file.hunks[h]?.lines ?? [], kind).length > 0);
  };
  const images = new Map<string, Code>();
  const shown = new Map<string, { readonly image: Image; readonly file: Bench['files'][number]['file'] }>();
  for (const { file, touched } of bench.files) {
    for (const t of touched) {
      const [image, other] = side === 'before' ? [t.before, t.after] : [t.after, t.before];
      if (!t.name || isStub(t)) continue;
      const source = { name: file.newPath ?? file.oldPath ?? '', from: 'patch' as const, text: image?.text ?? '' };
      const isRole = functions.includes(t.name);
      const partial = (image ?? other)?.body.ast.partial ?? false;
      if (!image && !(isRole && partial)) continue;
      if (isRole && partial) partly.push(t.name);
      // a few lines out of sight in the middle are said; a beginning out of sight, or a label, is a part and no function
      if (image && (!partial || (isRole && !shelf.hasPlaceFor(scenario, t.name, variant) && isRunnable(image.body.ast)))) {
        // a function of the patch that the scenario has no role for is run too, unless the scenario says what it means here
        if (!isRole && scenario.functions.has(t.name)) continue;
        images.set(t.name, { ast: image.body.ast, sources: [{ from: 0, source }], origin: 'patch' });
        shown.set(t.name, { image, file });
        continue;
      }
      if (!isRole) continue;
      const part = (i: Image | undefined) => i && { ast: i.body.ast, source, hunkOf: (o: number) => i.placeOf(o)?.hunk };
      const joined = shelf.splice(scenario, t.name, variant, part(image), part(other), gone(file));
      if ('missing' in joined) missing.push(joined.missing);
      else {
        images.set(t.name, joined.code);
        assumed.push(...joined.assumed.map((a) => `${t.name}(): ${a}`));
        if (image) shown.set(t.name, { image, file });
      }
    }
  }
  return { images, shown, missing, assumed, partial: partly };
}

function callsOfLines(lines: readonly DiffLine[], kind: DiffLine['kind']): string[] {
  return lines
    .flatMap((l) => (l.kind === kind ? [...l.text.matchAll(/\b(\w+)\s*\(/g)].map((m) => m[1] as string) : []))
    .filter((n) => !KEYWORD.test(n));
}

const KEYWORD = /^(?:if|while|for|switch|return|sizeof|do|else)$/;

/** A machine of these bodies with its steps put at their places; `said` is listed with what else was taken for granted. */
export function sideOf(
  bench: Bench,
  { shown, missing, assumed: places }: PatchBodies,
  machine: Machine | undefined,
  problems: readonly Problem[],
  said: readonly Assumption[],
): ReplaySide {
  const path = pathOf(bench);
  const bySource = new Map([...shown.values()].map((s) => [s.image.text, s]));
  const placeOf = (ref: SourceRef | undefined): Range | undefined => {
    const source = ref && machine?.sources[ref.source];
    const owner = source?.from === 'patch' ? bySource.get(source.text) : undefined;
    return ref && owner ? rangeOfSpan(ref.at, owner.image, owner.file) : undefined;
  };
  // what a callee does stands where the patch calls it
  const stepPlace = (s: Step): Range | undefined =>
    placeOf(s.at) ?? s.stack.reduceRight<Range | undefined>((found, frame) => found ?? placeOf(frame.call), undefined);
  const lineOf = (ref: SourceRef | undefined, fn: string): ReplaySide['lines'][number] => {
    const source = ref && machine?.sources[ref.source];
    const owner = source?.from === 'patch' ? bySource.get(source.text) : undefined;
    if (!ref || !owner) return undefined;
    return { fn, file: source?.name ?? '', line: owner.image.lineOf(ref.at[0]), added: isAdded(ref.at, owner.image, owner.file) };
  };
  const stepLine = (s: Step): ReplaySide['lines'][number] =>
    lineOf(s.at, s.stack.at(-1)?.fn ?? '') ??
    s.stack.reduceRight<ReplaySide['lines'][number]>((found, frame, i) => found ?? lineOf(frame.call, s.stack[i - 1]?.fn ?? ''), undefined);
  const steps = machine?.steps ?? [];
  // what was taken for granted of the patch's own code is said with its line
  const assumed = machine?.assumed.map((a) => {
    const line = lineOf(a.at, '');
    return line && line.line > 0 ? { ...a, sentence: `${a.sentence} (${line.file}:${line.line})` } : a;
  });
  // what cannot be run is told by its line in the file, not in the function
  const inFile = problems.map((p) => {
    const image = shown.get(/^(\w+)\(\): /.exec(p.message)?.[1] ?? '')?.image;
    if (!image || p.file !== path) return p;
    const offset = image.text
      .split('\n')
      .slice(0, p.line - 1)
      .join('\n').length;
    return { ...p, line: image.lineOf(Math.min(offset + 1, Math.max(0, image.text.length - 1))) };
  });
  return {
    ...(machine && assumed ? { machine: { ...machine, assumed: [...places.map((sentence) => ({ sentence })), ...said, ...assumed] } } : {}),
    problems: inFile,
    missing,
    places: steps.map(stepPlace),
    lines: steps.map(stepLine),
  };
}

/** Functions of the tree that are small enough to say something; the large ones are worlds of their own. */
const MOST_NODES = 120;

/** What the functions of a patch call, as the tree has it. */
export function treeOf(bench: Bench): (name: string) => Code | undefined {
  return (name) => treeCode(bench, name, MOST_NODES);
}

/** @param most nodes of its graph */
export function treeCode(bench: Bench, name: string, most: number): Code | undefined {
  // the patch's own file sees its static functions; those of other files are asked for by bodies of these files, or because they have a role
  const place = bench.index?.lookup(name, pathOf(bench)) ?? bench.index?.sole(name);
  const body = place?.file.body(place.fn);
  if (!place || !body || body.cfg.nodes.length > most) return undefined;
  return {
    ast: body.ast,
    sources: [{ from: 0, source: { name: place.file.path, from: 'tree', text: place.file.text } }],
    origin: 'tree',
  };
}

function pathOf(bench: Bench): string {
  return bench.files[0]?.file.newPath ?? bench.files[0]?.file.oldPath ?? '';
}

/** What stands in for a function where it is configured away: nothing, or one constant. It plays no role. */
export function isStub(t: Touched): boolean {
  const bodies = [t.before, t.after].filter((i) => i !== undefined).map((i) => i.body.ast);
  return bodies.every((ast) => {
    if (ast.partial) return false;
    const [first, ...rest] = ast.body;
    if (rest.length > 0) return false;
    if (!first || first.k === 'empty') return true;
    return first.k === 'return' && (!first.e || first.e.k === 'num' || (first.e.k === 'id' && /^(NULL|true|false)$/.test(first.e.name)));
  });
}
