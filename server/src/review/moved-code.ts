/**
 * Code that a patch carries from one function into another brings its hazard along: nobody introduced it, and nobody mended it where it was.
 */
import type { Finding } from './types.ts';

/**
 * @param lineOf the line of the source that a finding stands at; undefined where it is not known
 * @returns the findings, those that came along as `carried` and without their likes where they were; a pair for each that is another object now
 */
export function carriedAlong(
  findings: readonly Finding[],
  lineOf: (f: Finding) => string | undefined,
): { readonly findings: Finding[]; readonly made: ReadonlyMap<Finding, Finding> } {
  const key = (f: Finding): string | undefined => {
    const line = lineOf(f)?.trim();
    return line ? `${f.rule} ${f.message} ${line}` : undefined;
  };
  const were = new Map<string, Finding[]>();
  for (const f of findings) {
    const k = f.change === 'fixed' ? key(f) : undefined;
    if (k !== undefined) were.set(k, [...(were.get(k) ?? []), f]);
  }
  const made = new Map<Finding, Finding>();
  const gone = new Set<Finding>();
  if (were.size === 0) return { findings: [...findings], made };
  const out = findings.map((f) => {
    const k = f.change === 'introduced' ? key(f) : undefined;
    const before = (k === undefined ? [] : (were.get(k) ?? [])).filter((g) => g.function !== f.function);
    if (before.length === 0) return f;
    for (const g of before) gone.add(g);
    const carried: Finding = { ...f, change: 'carried' };
    made.set(carried, f);
    return carried;
  });
  return { findings: out.filter((f) => !gone.has(f)), made };
}
