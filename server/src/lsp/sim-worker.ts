/** A thread that explores one machine after the other for the server: a bundle of its own, with nothing in it but the sim room. */
import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { explore } from '../sim/index.ts';
import type { ExploreJob } from './sim-explore.ts';

/** `stop` ends the job that runs; its answer is what was found so far. */
export type ToWorker =
  | { readonly type: 'explore'; readonly id: number; readonly job: ExploreJob }
  | { readonly type: 'stop'; readonly id: number };

const SLICE = 50_000;

const port = parentPort;
if (port) {
  const stopped = new Set<number>();
  const queue: ToWorker[] = [];
  const read = (message: ToWorker): void => {
    if (message.type === 'stop') stopped.add(message.id);
    else queue.push(message);
  };
  const work = (): void => {
    for (let message = queue.shift(); message; message = queue.shift()) {
      if (message.type !== 'explore') continue;
      const { id, job } = message;
      try {
        const search = explore(job.machine, job.options);
        let verdict = search.advance(SLICE);
        while (!verdict) {
          port.postMessage({ id, states: search.explored });
          for (let news = receiveMessageOnPort(port); news; news = receiveMessageOnPort(port)) read(news.message as ToWorker);
          verdict = stopped.has(id) ? search.cancel() : search.advance(SLICE);
        }
        port.postMessage({ id, verdict });
      } catch (error) {
        port.postMessage({ id, failed: error instanceof Error ? error.message : String(error) });
      }
      stopped.delete(id);
    }
  };
  port.on('message', (message: ToWorker) => {
    read(message);
    work();
  });
}
