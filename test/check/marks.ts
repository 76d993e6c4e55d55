/**
 * What a fixture says about itself. A comment `!rule` at the end of a line is a hazard that belongs to this very line; in a patch
 * `!fixed rule` and `!carried rule` too. Every line without one must stay without a remark.
 */

/** `12 lock/rcu` for a C file, `12 fixed lock/rcu` for a patch; 1-based lines of the fixture, in order. */
export function marksOf(text: string, patch: boolean): string[] {
  const marks: string[] = [];
  text.split('\n').forEach((line, i) => {
    for (const [, change, rule] of line.matchAll(/\/\* !(?:(fixed|carried) )?([a-z]+\/[a-z-]+) \*\//g)) {
      marks.push(patch ? `${i + 1} ${change ?? 'introduced'} ${rule}` : `${i + 1} ${rule}`);
    }
  });
  return marks;
}

/** `kernel 4.19` in a fixture: it speaks of that kernel, else of the newest. */
export function kernelOf(text: string): string | undefined {
  return /\bkernel (\d+\.\d+)\b/.exec(text)?.[1];
}

/** A Makefile that makes a tree of memory a kernel of that version. */
export function makefile(version: string): string {
  const [major, minor] = version.split('.');
  return `VERSION = ${major}\nPATCHLEVEL = ${minor}\nSUBLEVEL = 0\nEXTRAVERSION =\n`;
}
