/** The sim panel's requests on the connection: which document is meant, and whose turn it is. */
import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Reviewer } from '../review/index.ts';
import type { Machine, Verdict } from '../sim/index.ts';
import type { Host } from './host.ts';
import { type ExploreWatch, exploreAside } from './sim-explore.ts';
import { filePlay, mayBeSource } from './sim-files.ts';
import { documentOffers, documentPlay, type Elsewhere, type Replayable, scenarioOffers, scenarioPlay } from './sim-plays.ts';
import {
  type AskParams,
  type OffersParams,
  type OpenParams,
  type ReplayOffer,
  type SessionParams,
  type SourceParams,
  simAskRequest,
  simCancelNotification,
  simCloseNotification,
  simOffersRequest,
  simOpenRequest,
  simProgressNotification,
  simSourceRequest,
} from './sim-protocol.ts';
import { SimSessions } from './sim-sessions.ts';

export interface SimSetup {
  readonly connection: Connection;
  readonly host: Host;
  readonly reviewer: Promise<Reviewer>;
  /** the newest review of an open document with what it was made from; undefined when it is not open or holds no patch */
  replayable(uri: string): Promise<Replayable | undefined>;
  readonly elsewhere: Elsewhere;
  /** the documents that are open */
  open(): readonly { readonly uri: string; getText(): string }[];
}

/** Offers are explored so far and no further: whoever opens one sees it explored to the end. */
const OFFER_STATES = 200_000;

export interface Sim {
  /** what a document offers; [] for one that is not open */
  offers(uri: string): Promise<readonly ReplayOffer[]>;
  dispose(): void;
}

export function serveSim({ connection, host, reviewer, replayable, elsewhere, open }: SimSetup): Sim {
  const never = new AbortController().signal;
  const quiet: ExploreWatch = { signal: never, progress: () => undefined };
  // Machines are the same objects as long as their document's review is the same.
  const verdicts = new WeakMap<Machine, Promise<Verdict>>();
  const quickly = (machine: Machine): Promise<Verdict> => {
    let verdict = verdicts.get(machine);
    if (!verdict) {
      verdict = exploreAside({ machine, options: { maxStates: OFFER_STATES } }, quiet, () => host.yield(), host.explore);
      verdicts.set(machine, verdict);
    }
    return verdict;
  };
  const offersOf = new WeakMap<Replayable, Promise<ReplayOffer[]>>();

  const sessions = new SimSessions({
    async play(source) {
      switch (source.kind) {
        case 'document': {
          const found = await replayable(source.uri);
          if (!found) throw new Error(`Nothing was found to replay: ${source.uri} is not open, or holds no patch.`);
          return documentPlay(found, source, elsewhere, quickly);
        }
        case 'scenario':
          return scenarioPlay((await reviewer).scenarios(), source, elsewhere);
        case 'file': {
          // Only what may be it is waited for.
          const likely = open().filter((document) => mayBeSource(source, document.getText()));
          const documents = await Promise.all(likely.map(({ uri }) => replayable(uri).catch(() => undefined)));
          const atHand = { shelf: (await reviewer).scenarios(), elsewhere, open: documents.filter((one) => one !== undefined) };
          return filePlay(source, atHand);
        }
      }
    },
    explore: (machine, options, watch) => exploreAside({ machine, options }, watch, () => host.yield(), host.explore),
    progress: (session, states) => void connection.sendNotification(simProgressNotification, { session, states }),
  });

  const offers = async (uri: string): Promise<readonly ReplayOffer[]> => {
    const found = await replayable(uri);
    if (!found) return [];
    let known = offersOf.get(found);
    if (!known) {
      known = documentOffers(found, quickly);
      offersOf.set(found, known);
    }
    return known;
  };

  connection.onRequest(simOffersRequest, async ({ uri }: OffersParams) =>
    typeof uri === 'string' ? offers(uri) : scenarioOffers((await reviewer).scenarios()),
  );
  connection.onRequest(simOpenRequest, (params: OpenParams) => told(sessions.open(params)));
  connection.onRequest(simAskRequest, ({ session, ask }: AskParams) => told(sessions.ask(session, ask)));
  connection.onRequest(simSourceRequest, ({ query }: SourceParams) => (typeof query === 'string' ? sessions.source(query) : ''));
  connection.onNotification(simCloseNotification, ({ session }: SessionParams) => sessions.close(session));
  connection.onNotification(simCancelNotification, ({ session }: SessionParams) => sessions.cancel(session));

  return { offers, dispose: () => sessions.dispose() };
}

/** What fails, fails with its own sentence and nothing in front of it. */
function told<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw new ResponseError(LSPErrorCodes.RequestFailed, error instanceof Error ? error.message : String(error));
  });
}
