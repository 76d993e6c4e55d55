/**
 * Code that a patch carries from one function into another brings its hazard along: nobody introduced it, and nobody mended it where it was. The
 * other function may be there still, or be gone: renamed, or folded back into its caller.
 */
import { withoutComments, withoutNames } from './renamed.ts';
import type { Finding } from './types.ts';

/** A hazard of a function that is no more once the patch is applied. */
export interface Former {
  readonly rule: string;
  readonly message: string;
  readonly object: string;
  /** the line that it stands at */
  readonly lineText: string;
  /** the line of its first step */
  readonly causeText: string | undefined;
}

/**
 * @param lineOf the line of the source that a finding stands at; undefined where it is not known
 * @param causeOf the line of its first step
 * @param former asked once, and only where something is introduced
 * @returns the findings, those that came along as `carried` and without their likes where they were; a pair for each that is another object now
 */
export function carriedAlong(
  findings: readonly Finding[],
  lineOf: (f: Finding) => string | undefined,
  causeOf: (f: Finding) => string | undefined,
  former: () => readonly Former[],
): { readonly findings: Finding[]; readonly made: ReadonlyMap<Finding, Finding> } {
  const made = new Map<Finding, Finding>();
  const fresh = (f: Finding): boolean => f.change === 'introduced' && f.confidence !== 'low';
  if (!findings.some(fresh)) return { findings: [...findings], made };
  const key = (f: Finding): string | undefined => {
    const line = lineOf(f)?.trim();
    return line ? `${f.rule} ${f.message} ${line}` : undefined;
  };
  const were = new Map<string, Finding[]>();
  for (const f of findings) {
    const k = f.change === 'fixed' ? key(f) : undefined;
    if (k !== undefined) were.set(k, [...(were.get(k) ?? []), f]);
  }
  const past = new Set(former());
  /** Each of them came along once: to where it stands as it did, before it is looked for by what it comes from. */
  const came = new Set<Finding>();
  for (const same of [standsAlike, comesAlike]) {
    for (const f of findings) {
      if (!fresh(f) || came.has(f)) continue;
      const now = { ...f, lineText: lineOf(f) ?? '', causeText: causeOf(f) };
      const h = [...past].find((x) => same(x, now));
      if (!h) continue;
      past.delete(h);
      came.add(f);
    }
  }
  const gone = new Set<Finding>();
  const out = findings.map((f) => {
    if (f.change !== 'introduced') return f;
    const k = key(f);
    const before = (k === undefined ? [] : (were.get(k) ?? [])).filter((g) => g.function !== f.function);
    if (before.length === 0 && !came.has(f)) return f;
    for (const g of before) gone.add(g);
    const carried: Finding = { ...f, change: 'carried' };
    made.set(carried, f);
    return carried;
  });
  return { findings: out.filter((f) => !gone.has(f)), made };
}

/** It says the same, and where it did. */
function standsAlike(a: Former, b: Former): boolean {
  const line = withoutComments(a.lineText);
  return a.rule === b.rule && withoutNames(a) === withoutNames(b) && line !== '' && line === withoutComments(b.lineText);
}

/** It comes from the same call. The way out of a helper is no way out of the caller that it was folded into. */
function comesAlike(a: Former, b: Former): boolean {
  const cause = withoutComments(a.causeText ?? '');
  return a.rule === b.rule && cause.includes('(') && cause === withoutComments(b.causeText ?? '');
}
