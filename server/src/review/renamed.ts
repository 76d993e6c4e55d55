/** Hazards that a patch only says in other words: an object, a function or an interface has another name than before. */
import type { Span } from '../c/ast.ts';
import type { Hazard } from '../check/index.ts';
import type { Side } from './judge.ts';

/** What is said without the names of the object and of the functions that are called. */
export function withoutNames(h: { readonly message: string; readonly object: string }): string {
  const told = h.object === '' ? h.message : h.message.split(new RegExp(`(?<![\\w>.])${escaped(h.object)}(?!\\w)`)).join('{}');
  return told.replace(/\w+\(\)/g, '()');
}

/** A line without its comments and the name of the object. */
export function unnamed(line: string, h: { readonly object: string }): string {
  return withoutNames({ message: withoutComments(line), object: h.object });
}

const escaped = (text: string): string => text.replace(/[^\w\s]/g, '\\$&');

/** The same hazard, of an object that the patch calls otherwise: what it comes from is a line that goes, and one that comes for it. */
export function isRenamed(now: Hazard, old: Hazard, after: Side, before: Side): boolean {
  const [cause, was] = [now.path[0], old.path[0]];
  return (
    now.rule === old.rule &&
    now.confidence === old.confidence &&
    now.object !== old.object &&
    withoutNames(now) === withoutNames(old) &&
    cause !== undefined &&
    was !== undefined &&
    after.isAdded(cause) &&
    before.isRemoved(was)
  );
}

const GIVES_BACK = /put|free|relse|release|drop/;

/**
 * Two puts in a row where there were two in a row before, by another name: the second reference is one that another function took
 * (`brelse(bh); brelse(bh);` that becomes `put_page(page); put_page(page);`).
 */
export function isConverted(now: Hazard, after: Side, before: Side): boolean {
  const first = now.path[0];
  if (!first || !after.isAdded(first) || !after.isAdded(now) || !follows(after.text, first.at, now.at)) return false;
  const said = new Map<string, Span>();
  for (const { op, at } of before.body.cfg.nodes) {
    if (op.k !== 'call' || op.name === undefined || !GIVES_BACK.test(op.name) || !before.isRemoved({ at })) continue;
    const words = before.text.slice(...at);
    const last = said.get(words);
    if (last && follows(before.text, last, at)) return true;
    said.set(words, at);
  }
  return false;
}

export const withoutComments = (text: string): string => text.replace(/\/\*[^]*?\*\//g, '').trim();

/** Nothing but comments between two statements. */
function follows(text: string, first: Span, second: Span): boolean {
  return /^;?$/.test(withoutComments(text.slice(first[1], second[0])));
}
