/** The real world behind `Io`: files, standard streams, the clock. */
import { createReadStream } from 'node:fs';
import type { Io, Sink } from './io.ts';

export function nodeIo(): Io {
  return {
    stdout: sink(process.stdout),
    stderr: sink(process.stderr),
    env: process.env,
    now: () => performance.now(),
    read: (path) => (path === '-' ? process.stdin : createReadStream(path)),
  };
}

function sink(stream: NodeJS.WriteStream): Sink {
  // `mmreview ... | head`: the reader has seen enough, and that is no error of anybody's.
  let closed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    closed = true;
    if (stream === process.stdout) process.exit(process.exitCode ?? 0);
  });
  return {
    isTTY: stream.isTTY === true,
    write(text) {
      if (closed || text === '') return;
      if (stream.write(text)) return;
      return new Promise((resolve) => {
        const done = (): void => {
          stream.off('drain', done);
          stream.off('close', done);
          resolve();
        };
        stream.on('drain', done);
        stream.on('close', done);
      });
    },
  };
}
