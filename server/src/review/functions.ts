/** The functions that a patch touches, before and after. */
import { type OutlineFunction, originOf, visibleFunctions } from '../c/index.ts';
import type { FileDiff } from '../patch/types.ts';
import type { FileImages } from '../tree/types.ts';
import type { Body, CodeFile } from './code.ts';
import type { CodeStore } from './store.ts';

/** Where a place of an image is in the patch: hunk, line, and 0-based column of the code. */
export interface PatchPlace {
  readonly hunk: number;
  readonly line: number;
  readonly column: number;
}

export interface Image {
  readonly body: Body;
  /** the text that offsets count in: the function's own, or what is visible of it */
  readonly text: string;
  /** 1-based line of the file, as far as it is known */
  lineOf(offset: number): number;
  /** undefined when the patch does not show that line */
  placeOf(offset: number): PatchPlace | undefined;
  /** for a whole file: the function in it */
  readonly whole?: { readonly file: CodeFile; readonly fn: OutlineFunction };
}

export interface Touched {
  readonly name: string;
  readonly before: Image | undefined;
  readonly after: Image | undefined;
  /** the file that `before` was in, when the function moved */
  readonly beforeFile?: { readonly file: FileDiff; readonly images: FileImages };
}

/** Functions of two whole texts whose bodies differ. */
export function touchedInFile(images: FileImages, store: CodeStore): Touched[] {
  const before = images.oldText === undefined ? undefined : store.file(images.path, images.oldText);
  const after = images.newText === undefined ? undefined : store.file(images.path, images.newText);
  const out: Touched[] = [];
  const done = new Map<string, number>();
  const text = (f: CodeFile, fn: OutlineFunction) => f.text.slice(fn.start, fn.end);
  for (const fn of after?.outline.functions ?? []) {
    const nth = done.get(fn.name) ?? 0;
    done.set(fn.name, nth + 1);
    const old = before?.functions(fn.name)[nth];
    if (old && text(before!, old) === text(after!, fn)) continue;
    out.push({
      name: fn.name,
      before: old && wholeImage(store, before!, old, (l) => images.oldLine(l)),
      after: wholeImage(store, after!, fn, (l) => images.newLine(l)),
    });
  }
  for (const fn of before?.outline.functions ?? []) {
    if (!done.has(fn.name)) out.push({ name: fn.name, before: wholeImage(store, before!, fn, (l) => images.oldLine(l)), after: undefined });
  }
  return out.filter((t) => t.before || t.after);
}

/** A function of a whole file; `shown`: which line of the input shows a line of the file (1-based). */
export function wholeImage(
  store: CodeStore,
  file: CodeFile,
  fn: OutlineFunction,
  shown: (line: number) => { hunk: number; line: number } | undefined,
): Image | undefined {
  const body = store.body(file, fn);
  if (!body) return undefined;
  return {
    body,
    text: file.text.slice(fn.start, fn.end),
    whole: { file, fn },
    lineOf: (o) => file.lineAt(fn.start + o),
    placeOf: (o) => {
      const line = file.lineAt(fn.start + o);
      const at = shown(line);
      return at && { ...at, column: fn.start + o - file.startOf(line) };
    },
  };
}

/**
 * A hunk's section is the line that the old file has there. Where the hunk before it puts another function's head in the place of that line, what
 * follows belongs to that function on the new side.
 */
function newSections(file: FileDiff): string[] {
  let renamed: { readonly from: string; readonly head: string } | undefined;
  return file.hunks.map((h, i) => {
    const section = renamed && h.section !== '' && renamed.from.startsWith(h.section) ? renamed.head : h.section;
    const next = file.hunks[i + 1]?.section ?? '';
    const head = next === '' ? undefined : h.lines.find((l) => l.kind === 'del' && l.text.startsWith(next));
    if (head) {
      const lines = h.lines.flatMap((l) => (l.kind === 'del' ? [] : [{ text: l.text, no: l.newNo }]));
      const open = visibleFunctions([{ section: h.section, lines, damaged: h.whitespaceDamaged }]).at(-1);
      renamed = open && !open.complete && open.head !== '' ? { from: head.text, head: open.head.replace(/\s+/g, ' ') } : undefined;
    }
    return section;
  });
}

/** The same from the hunks alone: what they do not show is a gap. */
export function touchedInHunks(file: FileDiff, store: CodeStore): Touched[] {
  const side = (kind: 'add' | 'del'): Map<string, Image> => {
    const sections = kind === 'add' ? newSections(file) : file.hunks.map((h) => h.section);
    const hunks = file.hunks.map((h, n) => ({
      section: sections[n]!,
      start: kind === 'add' ? h.newStart : h.oldStart,
      damaged: h.whitespaceDamaged,
      lines: h.lines.flatMap((l, i) =>
        l.kind === 'context' || l.kind === kind
          ? [{ text: l.text, no: kind === 'add' ? l.newNo : l.oldNo, index: i, afterCut: l.afterCut }]
          : [],
      ),
    }));
    const out = new Map<string, Image>();
    const nth = new Map<string, number>();
    for (const f of visibleFunctions(hunks)) {
      const count = nth.get(f.name) ?? 0;
      nth.set(f.name, count + 1);
      const placeOf = (o: number) => originOf(f.pieces, o);
      out.set(`${f.name}#${count}`, {
        body: store.visible(f),
        text: f.text,
        lineOf: (o) => {
          const p = placeOf(o);
          const h = p && hunks[p.hunk];
          // behind a cut nobody knows the number: the hunk's own is near
          return h ? h.lines[p.line]?.no || h.start : 0;
        },
        placeOf: (o) => {
          const p = placeOf(o);
          const index = p && hunks[p.hunk]?.lines[p.line]?.index;
          return p && index !== undefined ? { hunk: p.hunk, line: index, column: p.column } : undefined;
        },
      });
    }
    return out;
  };
  const before = side('del');
  const after = side('add');
  const out: Touched[] = [];
  for (const [k, a] of after) {
    const b = before.get(k);
    if (b && b.text === a.text) continue;
    out.push({ name: a.body.cfg.name, before: b, after: a });
  }
  for (const [k, b] of before) if (!after.has(k)) out.push({ name: b.body.cfg.name, before: b, after: undefined });
  return out;
}

/** The test of a detector, or torture: use after free, overflows and allocations that nobody looks at are what it is made of. */
export function errsOnPurpose(path: string): boolean {
  return /(?:^|[/_])(?:kasan|kmsan|kfence|kcsan|ubsan|kmemleak|lkdtm|fortify)(?:[-_]\w+)?[-_](?:test|kunit)\w*\.[ch]$|(?:^|\/)test_(?:kasan|kmsan|kfence|kcsan|ubsan|fortify)\w*\.[ch]$|torture\.c$/.test(
    path,
  );
}
