/** Where in a touched function the cause is of what its callers get to feel. */
import type { Span } from '../c/ast.ts';
import { type Contract, run } from '../model/index.ts';
import type { Body } from './code.ts';
import type { ImageContracts } from './contracts.ts';
import type { Image, Touched } from './functions.ts';
import type { Kind } from './promises.ts';

/** A touched function, and which of its text the patch adds and takes away. */
export interface TouchedHere {
  readonly path: string;
  readonly t: Touched;
  isAdded(at: Span): boolean;
  isRemoved(at: Span): boolean;
}

/** states for one function */
const BUDGET = 8000;

const GIVES_BACK = /\b\w*(?:unlock|put|free|release|uncharge|drop|cancel|break|unpin|dec)\w*\s*\(/;

const TAKES_LOCK = /\b\w*(?:lock|down_)\w*\s*\(/;

/** Where in the touched function the cause is: what sleeps now, else a line that the patch takes away or adds. */
export function placeIn(
  w: TouchedHere,
  kind: Kind,
  job: { readonly before: ImageContracts; readonly after: ImageContracts },
): { at: Span; side: 'new' | 'old' } {
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
  run({ cfg: body.cfg, flow: body.flow, listener, contractOf, model: false, budget: BUDGET });
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
