/** Colours of the text report; all of them nothing when the output is no terminal or NO_COLOR is set. */
import type { Colours } from '../report/index.ts';
import type { Sink } from './io.ts';

/** For one stream: https://no-color.org says that NO_COLOR counts when it is not empty; TERM=dumb has none either. */
export function coloursFor(sink: Sink, env: Readonly<Record<string, string | undefined>>): Colours {
  const on = sink.isTTY && !env.NO_COLOR && env.TERM !== 'dumb';
  const sgr = (code: string) => (text: string) => (on ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { error: sgr('1;31'), warning: sgr('1;35'), note: sgr('1;36'), strong: sgr('1'), faint: sgr('2') };
}
