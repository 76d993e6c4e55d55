/** How far a review is, for clients that show it: not for what takes a moment, and not more often than eyes can follow. */
import type { Connection } from 'vscode-languageserver';
import { type ProgressParams, progressNotification } from './protocol.ts';

const quietMs = 400;
const everyMs = 100;

/** What a review calls as it goes: `done` of `total` patches, and the subject of the one in hand. */
export function sendProgress(
  connection: Pick<Connection, 'sendNotification'>,
  uri: string,
  now: () => number = Date.now,
): (done: number, total: number, what: string) => void {
  let next = now() + quietMs;
  return (done, total, what) => {
    if (now() < next) return;
    next = now() + everyMs;
    void connection.sendNotification(progressNotification, { uri, done, total, what } satisfies ProgressParams);
  };
}
