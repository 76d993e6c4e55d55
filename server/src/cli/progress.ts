/** One line on standard error that says how far it is: only on a terminal, and only when it takes more than two seconds. */
import { printable } from '../report/index.ts';
import type { Io } from './io.ts';

const patienceMs = 2000;
const everyMs = 100;

export class Progress {
  readonly #io: Io;
  readonly #since: number;
  #last = 0;
  #shown = false;

  constructor(io: Io) {
    this.#io = io;
    this.#since = io.now();
  }

  show(text: string): void {
    if (!this.#io.stderr.isTTY) return;
    const now = this.#io.now();
    if (now - this.#since < patienceMs || now - this.#last < everyMs) return;
    this.#last = now;
    this.#shown = true;
    void this.#io.stderr.write(`\r\u001b[K${printable(text).slice(0, 100)}`);
  }

  /** To be called before anything else is printed. */
  clear(): void {
    if (!this.#shown) return;
    this.#shown = false;
    void this.#io.stderr.write('\r\u001b[K');
  }
}
