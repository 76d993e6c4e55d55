/**
 * Which kernel a mail says that it is for: `[PATCH 6.6 12/80]`, `[PATCH v2 5.15.y]`, `[PATCH stable-4.9]`, `[PATCH for-6.1-fixes]`; `6.6-stable review
 * patch` above the message, and what those who run the stable trees put into the header. Says nothing of whether there ever was such a kernel.
 */
import type { BodyLine } from './place.ts';
import type { Subject } from './types.ts';

/** 1: what goes before, 2: a `v`, 3: `X.Y`, 4: what only a kernel's number has behind it */
const numbered =
  /^((?:(?:stable|linux|lts|for|android)[-_]?)*)(v?)(\d{1,2}\.\d{1,3})((?:\.\d{1,3}){0,2}(?:\.[xy])?(?:-(?:rc\d{1,2}|stable|longterm|lts|rt\d*|fixes|queue|only|y))*)$/i;
/** Behind these words a `v` is no longer that of the patch: `rebased on v6.4`. */
const leads = /^(?:on|onto|for|stable|linux|against|atop|based|rebased|kernel|backport|autosel)$/i;
const ownVersion = /^v\d{1,3}$/i;

/** `X.Y`, the newest where several are named; undefined where none is. */
export function kernelOf(
  subject: Subject | undefined,
  headers: ReadonlyMap<string, string>,
  prose: readonly BodyLine[],
): string | undefined {
  return newest(inTags(subject?.tags ?? [])) ?? inHeader(headers) ?? inProse(prose);
}

function inTags(tags: readonly string[]): string[] {
  const versions = tags.filter((tag) => ownVersion.test(tag)).length;
  return tags.flatMap((tag, i) => {
    const [, before, v, number, behind] = numbered.exec(tag) ?? [];
    if (number === undefined) return [];
    // `[PATCH v5.1]` is the first mend of the fifth version of a patch; `[PATCH v4.4 v2]` has its version already
    const own = v !== '' && before === '' && behind === '' && versions === 0 && !leads.test(tags[i - 1] ?? '');
    return own ? [] : [number];
  });
}

function inHeader(headers: ReadonlyMap<string, string>): string | undefined {
  // `Linux 6.1.7`, `linux-6.6.y`
  const said = headers.get('x-stable-base') ?? headers.get('x-kerneltest-branch') ?? '';
  return /^linux[ -](\d{1,2}\.\d{1,3})\b/i.exec(said.slice(0, 100))?.[1];
}

/** It stands above the message: what comes later may only speak of it. */
function inProse(prose: readonly BodyLine[]): string | undefined {
  const first = prose.find(({ text }) => text.trim() !== '')?.text.slice(0, 200) ?? '';
  return /^\s*(\d{1,2}\.\d{1,3})(?:\.\d{1,3})?-stable review patch\b/i.exec(first)?.[1];
}

function newest(kernels: readonly string[]): string | undefined {
  const parts = (kernel: string): number => {
    const [major = 0, minor = 0] = kernel.split('.').map(Number);
    return major * 1000 + minor;
  };
  return kernels.reduce<string | undefined>((best, one) => (best === undefined || parts(one) > parts(best) ? one : best), undefined);
}
