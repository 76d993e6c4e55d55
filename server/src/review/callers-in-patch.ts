/** Callers that a patch touches as well, of a function that comes back with something locked now: those that do not follow are named. */
import type { FileDiff } from '../patch/types.ts';
import type { FileImages } from '../tree/index.ts';
import type { Touched } from './functions.ts';
import { rangeOfSpan } from './locate.ts';
import type { Finding, FindingStep } from './types.ts';

interface Keeping {
  readonly t: Touched;
  /** the call in the new image */
  readonly at: readonly [number, number];
}

/** Functions that call `name`, neither unlock anything in sight nor hand on what they got to their own caller. */
export function callersThatKeep(name: string, others: readonly Touched[]): Keeping[] {
  const out: Keeping[] = [];
  for (const t of others) {
    if (!t.after || t.name === name) continue;
    const { cfg, ast } = t.after.body;
    const call = cfg.nodes.find((n) => n.op.k === 'call' && n.op.name === name);
    if (call?.op.k !== 'call') continue;
    const text = t.after.text.slice(...ast.at);
    const result = call.op.dst;
    const keep = cfg.nodes.find((n) => n.op.k === 'assign' && n.op.src.k === 'id' && n.op.src.name === result && n.op.dst.k === 'id');
    const variable = keep?.op.k === 'assign' && keep.op.dst.k === 'id' ? keep.op.dst.name : undefined;
    if (variable === undefined || /unlock/.test(text) || new RegExp(`\\breturn\\b[^;]*\\b${variable}\\b`).test(text)) continue;
    out.push({ t, at: call.at });
  }
  return out;
}

/** The remark that a function comes back with something locked now, with the callers in the patch that do not follow. */
export function withCallers(
  f: Finding,
  work: readonly { readonly file: FileDiff; readonly images: FileImages; readonly touched: readonly Touched[] }[],
): Finding {
  if (f.rule !== 'contract/changed' || f.change !== 'introduced' || !/^\w+\(\) now returns\b.*\b(?:locked|lock held)\b/.test(f.message))
    return f;
  const found = work.flatMap((w) => callersThatKeep(f.function, w.touched).map((k) => ({ ...k, file: w.file, path: w.images.path })));
  if (found.length === 0) return f;
  const names = [...new Set(found.map(({ t }) => `${t.name}()`))];
  const who = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0];
  const steps = found.map(({ t, at, file, path }): FindingStep => {
    const input = rangeOfSpan(at, t.after!, file);
    return {
      line: t.after!.lineOf(at[0]),
      note: `${t.name}() calls it, and nothing in sight unlocks`,
      ...(path === f.file ? {} : { file: path }),
      ...(input ? { input } : {}),
    };
  });
  return { ...f, message: `${f.message}; ${who} in this patch: nothing in sight unlocks it`, path: [...f.path, ...steps] };
}
