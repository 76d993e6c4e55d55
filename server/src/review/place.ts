/** From a place in the input to the function that it shows, and back. */
import type { FileDiff } from '../patch/types.ts';
import type { FileImages } from '../tree/types.ts';
import type { Bench } from './bench.ts';
import { type Image, wholeImage } from './functions.ts';
import type { CodeStore } from './store.ts';

/** A place in a file of a patch: indices of hunk and line, and 0-based column of the code. */
export interface CodePlace {
  readonly file: FileDiff;
  readonly hunk: number;
  readonly line: number;
  readonly column: number;
}

/** The function around a place, in the image that the line belongs to. */
export interface FunctionHere {
  readonly bench: Bench;
  readonly file: FileDiff;
  readonly images: FileImages;
  readonly name: string;
  readonly side: 'before' | 'after';
  readonly image: Image;
  /** the other image of the function, when the patch changes it */
  readonly other?: Image;
  readonly touched: boolean;
  /** of the place, in the image's text */
  readonly offset: number;
}

const linesOf = new WeakMap<Image, Map<string, number>>();

/** `hunk:line` -> offset of the first character of that line in the image's text. */
function shownLines(image: Image): Map<string, number> {
  let known = linesOf.get(image);
  if (known) return known;
  known = new Map();
  for (let o = 0; ; ) {
    const at = image.placeOf(o);
    // a function need not begin at the first column of its line
    if (at) known.set(`${at.hunk}:${at.line}`, o - at.column);
    const eol = image.text.indexOf('\n', o);
    if (eol < 0) break;
    o = eol + 1;
  }
  linesOf.set(image, known);
  return known;
}

export function functionAt(benches: readonly Bench[], store: CodeStore, place: CodePlace): FunctionHere | undefined {
  const diff = place.file.hunks[place.hunk]?.lines[place.line];
  if (!diff) return undefined;
  for (const bench of benches) {
    for (const { file, images, touched } of bench.files) {
      if (file !== place.file) continue;
      const side = diff.kind === 'del' ? 'before' : 'after';
      for (const t of touched) {
        const image = t[side];
        const start = image && shownLines(image).get(`${place.hunk}:${place.line}`);
        if (!image || start === undefined) continue;
        const offset = start + place.column;
        if (offset < 0 || offset > image.text.length) continue;
        const other = side === 'after' ? t.before : t.after;
        return { bench, file, images, name: t.name, side, image, ...(other ? { other } : {}), touched: true, offset };
      }
      const around = unchangedAt(images, store, place, side);
      return around && { bench, file, images, name: around.image.body.cfg.name, side, touched: false, ...around };
    }
  }
  return undefined;
}

/** A function that the patch shows and does not touch. */
function unchangedAt(
  images: FileImages,
  store: CodeStore,
  place: CodePlace,
  side: 'before' | 'after',
): { image: Image; offset: number } | undefined {
  const text = side === 'before' ? images.oldText : images.newText;
  const no = lineNumber(images, place, side);
  if (text === undefined || no === undefined) return undefined;
  const file = store.file(images.path, text);
  const at = file.startOf(no) + place.column;
  const fn = file.functionAt(at);
  const image = fn && wholeImage(store, file, fn, (l) => (side === 'before' ? images.oldLine(l) : images.newLine(l)));
  return image && { image, offset: at - fn.start };
}

/** 1-based line of the file on that side: the number of the header, moved as far as the hunk was. */
export function lineNumber(images: FileImages, { file, hunk, line }: CodePlace, side: 'before' | 'after'): number | undefined {
  const diff = file.hunks[hunk]?.lines[line];
  const no = side === 'before' ? diff?.oldNo : diff?.newNo;
  if (!no) return undefined;
  const shown = (l: number) => (side === 'before' ? images.oldLine(l) : images.newLine(l));
  const moved = images.fits.find((f) => f.hunk === hunk)?.offset ?? 0;
  return [no, no + moved].find((l) => {
    const at = shown(l);
    return at?.hunk === hunk && at.line === line;
  });
}
