/**
 * The kernel version that a top Makefile states. Pure.
 */

export interface KernelVersion {
  /** `6.12` */
  readonly version: string;
  /** with the sublevel: `6.12.57`; the same as `version` when it is 0 or missing */
  readonly release: string;
  readonly major: number;
  readonly minor: number;
  readonly sublevel: number;
}

/** From the text of the Makefile; undefined when it is no kernel's. Only the first lines are looked at. */
export function kernelVersion(makefile: string | undefined): KernelVersion | undefined {
  if (makefile === undefined) return undefined;
  const head = makefile.slice(0, 4096);
  const number = (name: string): number | undefined => {
    const found = new RegExp(`^${name}\\s*:?=\\s*(\\d{1,5})\\s*$`, 'm').exec(head);
    return found ? Number(found[1]) : undefined;
  };
  const major = number('VERSION');
  const minor = number('PATCHLEVEL');
  if (major === undefined || minor === undefined) return undefined;
  const sublevel = number('SUBLEVEL') ?? 0;
  const version = `${major}.${minor}`;
  return { version, release: sublevel > 0 ? `${version}.${sublevel}` : version, major, minor, sublevel };
}
