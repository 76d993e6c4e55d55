/** The host's side of the exploring thread on Node. The thread is started when it is first needed, and again after it died. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Verdict } from '../sim/index.ts';
import type { ExploreElsewhere, ExploreWatch } from './sim-explore.ts';
import type { ToWorker } from './sim-worker.ts';

type FromWorker =
  | { readonly id: number; readonly states: number }
  | { readonly id: number; readonly verdict: Verdict }
  | { readonly id: number; readonly failed: string };

interface Waiting {
  readonly watch: ExploreWatch;
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: Error) => void;
}

/** `file` is the bundle of sim-worker.ts; undefined when it is not there, as in a server that somebody copied alone. */
export function exploringThread(file: string): ExploreElsewhere | undefined {
  if (!existsSync(file)) return undefined;
  let worker: Worker | undefined;
  let count = 0;
  const waiting = new Map<number, Waiting>();

  const end = (error: Error): void => {
    worker = undefined;
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  };
  const start = (): Worker => {
    const made = new Worker(file, { name: 'mm-review-explore' });
    made.on('message', (message: FromWorker) => {
      const one = waiting.get(message.id);
      if (!one) return;
      if ('states' in message) {
        one.watch.progress(message.states);
        return;
      }
      waiting.delete(message.id);
      if ('verdict' in message) one.resolve(message.verdict);
      else one.reject(new Error(message.failed));
    });
    made.on('error', end);
    made.on('exit', () => end(new Error('the exploring thread ended')));
    // It keeps no process alive; after the listeners, which would take that back.
    made.unref();
    return made;
  };

  return (job, watch) =>
    new Promise((resolve, reject) => {
      worker ??= start();
      const id = ++count;
      waiting.set(id, { watch, resolve, reject });
      const say = (message: ToWorker): void => worker?.postMessage(message);
      say({ type: 'explore', id, job });
      watch.signal.addEventListener('abort', () => say({ type: 'stop', id }), { once: true });
    });
}
