/**
 * What the command line tool needs of the world, so that a test can be the world. Knows no process and no file system.
 */

/** A text that goes out. `write` may be awaited: it resolves when the reader has taken enough of it. */
export interface Sink {
  write(text: string): void | Promise<void>;
  readonly isTTY: boolean;
}

export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds; only for progress, never in results. */
  now(): number;
  /**
   * The bytes of a file, piece by piece; `-` is standard input. Rejects with an Error whose `code` is the system's (ENOENT,
   * EISDIR, EACCES ...) when it cannot be read, before or between the pieces.
   */
  read(path: string): AsyncIterable<Uint8Array>;
}
