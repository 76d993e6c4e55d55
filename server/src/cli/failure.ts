/** Failures in words, one line each. */

const systemWords: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a folder, not a file',
  ENOTDIR: 'a part of the path is not a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'file name too long',
  EMFILE: 'too many open files',
  EIO: 'read error',
};

/** Why a file could not be read, or undefined when the failure is not the file system's. */
export function systemFailure(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (typeof code !== 'string') return undefined;
  return systemWords[code] ?? (/^E[A-Z0-9]+$/.test(code) ? `cannot be read (${code})` : undefined);
}

/** The first line of whatever was thrown. */
export function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.split('\n', 1)[0] ?? '';
}

/** A failure of ours, with what to do about it. */
export function internalFailure(error: unknown): string {
  return `internal error: ${oneLine(error)}; please report it with the input (MMREVIEW_DEBUG=1 shows where)`;
}
