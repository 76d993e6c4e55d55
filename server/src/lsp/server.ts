/**
 * The language server: wires a connection to the features. Everything about the machine comes in as a Host, so that an entry
 * for the browser needs no change here.
 */
import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { looksLikePatch, reparsePatchText } from '../patch/index.ts';
import type { PatchDocument } from '../patch/types.ts';
import type { Bench, Reviewer } from '../review/index.ts';
import type { Review } from '../review/types.ts';
import { filesOfClient } from './client-files.ts';
import { withClientFiles } from './client-tree.ts';
import { deskCapabilities, registerDesk } from './desk-features.ts';
import type { Host, KernelTree } from './host.ts';
import { judgeFile, judgePatch } from './judging.ts';
import { sendProgress } from './progress.ts';
import {
  cancelReviewsNotification,
  type DismissedParams,
  defaultSettings,
  dismissedNotification,
  type InitializationOptions,
  type LooksLikePatchParams,
  looksLikePatchRequest,
  readSettings,
  type Settings,
  type Status,
  statusNotification,
} from './protocol.ts';
import { firstLine, Publishing } from './publishing.ts';
import { type Judged, Reviews } from './reviews.ts';
import { rulePages } from './rule-pages.ts';
import type { Replayable } from './sim-plays.ts';
import { replayCommand } from './sim-protocol.ts';
import { serveSim } from './sim-requests.ts';
import { lineText, registerText } from './text-features.ts';
import { TreeChooser } from './tree-choice.ts';

/** characters of a C file that is judged while it is edited */
const MOST_TYPED = 2_000_000;

/** Starts to load the parser and the model at once, and to listen when the caller calls `connection.listen()`. */
export function serve(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  const files = filesOfClient(connection);
  const trees = new TreeChooser(withClientFiles(host, () => (options.givesFiles === true ? files : undefined)));
  const loading = host.loadReviewer();
  let reviewer: Reviewer | undefined;
  let loadProblem: string | undefined;
  loading.then(
    (loaded) => {
      reviewer = loaded;
    },
    (error) => {
      loadProblem = `The C parser or the model of mm could not be loaded: ${firstLine(error)}`;
      connection.console.error(loadProblem);
      void sendStatus();
    },
  );

  let options: InitializationOptions = {};
  let rulePage = rulePages();
  let folders: string[] = [];
  let settings: Settings = defaultSettings;
  let asksConfiguration = false;
  let tellsFolders = false;
  let refreshesLenses = false;
  let busy = 0;
  let dismissed: ReadonlySet<string> = new Set();
  /** URI of the files of the tree that is in use, for links out of diagnostics */
  let treeUri: ((file: string) => string | undefined) | undefined;

  let kernel: KernelTree | undefined;
  let refreshesHints = false;
  const shown = new Publishing(connection, {
    version: (uri) => documents.get(uri)?.version,
    settings: () => settings,
    rulePage: () => rulePage,
    treeUri: () => treeUri,
    refreshes: () => ({ lenses: refreshesLenses, hints: refreshesHints }),
    loadProblem: () => loadProblem,
  });

  /** what a review was made from, for as long as somebody holds the review */
  const benchesOf = new WeakMap<Review, readonly Bench[]>();
  const replayables = new WeakMap<Review, Replayable>();

  /** One review, after a look whether the tree is still the same. */
  async function judge(uri: string, given: PatchDocument, signal: AbortSignal, quick: boolean): Promise<Judged> {
    await host.yield();
    if (await trees.refresh()) {
      await useTree();
      // This review among them: its signal is aborted.
      reviews.touchAll();
    }
    signal.throwIfAborted();
    const [loaded, { tree }] = await Promise.all([loading, trees.current()]);
    signal.throwIfAborted();
    const around = {
      ...(tree ? { tree: tree.tree } : {}),
      signal,
      callers: quick ? ('known' as const) : ('all' as const),
      turn: () => host.yield(),
      onProgress: sendProgress(connection, uri),
    };
    // Where nothing is shown yet, what is found first is shown first; later on the last review stays until the next one is made.
    const version = documents.get(uri)?.version;
    const onFound = (soFar: Review): void => {
      if (!signal.aborted && version !== undefined) shown.found(uri, version, given, soFar);
    };
    const path = workingPath(uri);
    const text = documents.get(uri)?.getText() ?? '';
    const judged =
      path !== undefined && tree
        ? await judgeFile(loaded, path, text, { ...around, tree: tree.tree })
        : await judgePatch(loaded, given, { ...around, ...(reviews.last(uri) ? {} : { onFound }) });
    benchesOf.set(judged.review, judged.benches ?? []);
    return judged;
  }

  /** Path in the tree of a C file that is being edited; undefined for everything else. */
  function workingPath(uri: string): string | undefined {
    const document = documents.get(uri);
    if (!document || !settings.workingTree || (document.languageId !== 'c' && document.languageId !== 'cpp')) return undefined;
    const path = kernel?.pathOf(uri);
    return path !== undefined && /\.[ch]$/.test(path) ? path : undefined;
  }

  const reviews = new Reviews({
    text(uri) {
      const document = documents.get(uri);
      if (!document) return undefined;
      const content = document.getText();
      if (document.languageId === 'c' || document.languageId === 'cpp') {
        const working = content.length <= MOST_TYPED ? workingPath(uri) : undefined;
        return working === undefined ? undefined : { version: document.version, text: content, working };
      }
      const plain = document.languageId === 'plaintext';
      if (plain && !(settings.plainText && looksLikePatch(content))) return undefined;
      return { version: document.version, text: content };
    },
    parse: reparsePatchText,
    review: (document, signal, uri, quick) => judge(uri, document, signal, quick),
    async complete({ uri, version, document }, signal) {
      const { tree } = await trees.current();
      // without a tree nobody calls what a patch changes
      if (!tree || documents.get(uri)?.version !== version) return undefined;
      return judge(uri, document, signal, false);
    },
    trouble: (uri, failure) => connection.console.error(`${uri}: ${firstLine(failure)}`),
    parsed: (uri, version, document) => shown.parsed(uri, version, document),
    done: (reviewed) => shown.done(reviewed),
    nothing: (uri) => shown.nothing(uri),
    busy(count) {
      const changed = busy > 0 !== count > 0;
      busy = count;
      if (changed) void sendStatus();
    },
  });

  const sim = serveSim({
    connection,
    host,
    reviewer: loading,
    async replayable(uri) {
      await ready;
      const reviewed = await reviews.newest(uri);
      const text = documents.get(uri)?.getText();
      if (!reviewed?.review || text === undefined || !reviewer) return undefined;
      const { document, review } = reviewed;
      const known = replayables.get(review);
      if (known) return known;
      const made = { uri, text, document, review, replays: reviewer.replays(benchesOf.get(review) ?? []) };
      replayables.set(review, made);
      return made;
    },
    elsewhere: { treeUri: (file) => treeUri?.(file), modelUri: (file) => host.modelUri?.(file) },
    open: () => documents.all(),
  });

  async function sendStatus(): Promise<void> {
    const { tree, problem } = await trees.current();
    const message = loadProblem ?? problem;
    const status: Status = {
      ...(tree ? { tree: tree.folder } : {}),
      ...(tree?.version ? { version: tree.version } : {}),
      busy: busy > 0,
      ...(message ? { message } : {}),
    };
    void connection.sendNotification(statusNotification, status);
  }

  /** The tree is another one now: links go to it, the client is told. */
  async function useTree(): Promise<void> {
    const { tree, problem } = await trees.current();
    kernel = tree;
    treeUri = tree && ((file) => tree.uriOf(file));
    if (problem) connection.console.error(problem);
    void sendStatus();
  }

  /** Reads the settings and acts on what is different. */
  async function configure(sent?: unknown): Promise<void> {
    const given = asksConfiguration ? await connection.workspace.getConfiguration('mmReview').catch(() => undefined) : sent;
    const before = settings;
    settings = readSettings(given ?? options.settings);
    const anotherTree = trees.choose(settings.kernelTree, folders);
    // a client that cannot be asked had its tree chosen before it said that it is ready
    if (anotherTree || !asksConfiguration) await useTree();
    if (before.inlayHints !== settings.inlayHints) shown.refreshHints();
    const same = (['showCarried', 'plainText', 'workingTree'] as const).every((name) => before[name] === settings[name]);
    if (!anotherTree && same) return;
    reviews.touchAll();
    shown.refreshLenses();
  }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    options = (params.initializationOptions ?? {}) as InitializationOptions;
    if (options.givesFiles !== true) host.assetsAt?.(assetsOf(options));
    rulePage = rulePages(options.rulePages);
    folders = (params.workspaceFolders ?? []).map((folder) => folder.uri);
    asksConfiguration = params.capabilities.workspace?.configuration === true;
    tellsFolders = params.capabilities.workspace?.workspaceFolders === true;
    refreshesLenses = params.capabilities.workspace?.codeLens?.refreshSupport === true;
    refreshesHints = params.capabilities.workspace?.inlayHint?.refreshSupport === true;
    // Before the client says that it is ready: a tree that the workspace holds is opened while it does.
    settings = readSettings(options.settings);
    if (!asksConfiguration) trees.choose(settings.kernelTree, folders);
    return {
      serverInfo: { name: 'mm Patch Review' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        codeLensProvider: { resolveProvider: false },
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        ...deskCapabilities,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  let configured: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    configured = resolve;
  });

  connection.onInitialized(async (): Promise<void> => {
    // The client may be asked for files from here on.
    if (options.givesFiles === true) host.assetsAt?.(assetsOf(options), files.bytes);
    if (asksConfiguration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'mmReview' }).catch(() => undefined);
    }
    if (tellsFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((folder) => folder.uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map((folder) => folder.uri)];
        void configure();
      });
    }
    try {
      await configure(options.settings);
    } finally {
      configured();
      void sendStatus();
    }
  });
  connection.onDidChangeConfiguration((params) => void configure((params.settings as { mmReview?: unknown } | undefined)?.mmReview));

  // TextDocuments says "changed" for the opening too: that one is reviewed at once. The first review waits for the settings;
  // otherwise it would be made twice.
  const opened = new Set<string>();
  documents.onDidChangeContent(({ document: { uri } }) => {
    const first = !opened.has(uri);
    opened.add(uri);
    void ready.then(() => documents.get(uri) && reviews.touch(uri, first));
  });
  // What a patch is laid on is the file on the disk. Without a patch in sight the texts of the editor are enough, and a warm tree is worth more.
  documents.onDidSave(({ document: { uri } }) => {
    if (kernel?.pathOf(uri) === undefined || !documents.all().some((d) => d.languageId !== 'c' && d.languageId !== 'cpp')) return;
    trees.stale();
    reviews.touchAll();
  });
  documents.onDidClose(({ document: { uri } }) => {
    opened.delete(uri);
    reviews.close(uri);
    shown.closed(uri);
  });

  registerDesk(connection, {
    soFar: (uri) => shown.soFar(uri),
    async newest(uri) {
      await ready;
      const reviewed = await reviews.newest(uri);
      const document = documents.get(uri);
      // a quick review is replaced by a whole one of the same version
      const last = reviews.last(uri) ?? reviewed;
      if (!last || !document || document.version !== last.version) return undefined;
      return { ...last, lineText: (line) => lineText(document, line) };
    },
    settings: () => settings,
    commands: () => options.commands ?? [],
    rulePage: () => rulePage,
    treeUri: () => treeUri,
    modelText: (name, version) => reviewer?.modelText(name, version),
    log: (message) => connection.console.error(message),
    turn: () => host.yield(),
  });

  registerText(connection, {
    last: (uri) => reviews.last(uri),
    async newest(uri) {
      await ready;
      return reviews.newest(uri);
    },
    text: (uri) => documents.get(uri),
    settings: () => settings,
    rulePage: () => rulePage,
    explain: (name, version) => reviewer?.explain(name, version),
    dismissed: () => dismissed,
    hazardCommand: () => options.showHazardCommand,
    replays: async (uri) => (options.commands?.includes(replayCommand) ? sim.offers(uri) : []),
    log: (message) => connection.console.error(message),
  });

  connection.onNotification(dismissedNotification, ({ fingerprints }: DismissedParams) => {
    dismissed = new Set(Array.isArray(fingerprints) ? fingerprints : []);
    shown.refreshLenses();
  });
  connection.onNotification(cancelReviewsNotification, () => reviews.giveUpAll());

  connection.onRequest(
    looksLikePatchRequest,
    (params: LooksLikePatchParams) => typeof params?.text === 'string' && looksLikePatch(params.text),
  );

  connection.onShutdown(async () => {
    reviews.dispose();
    sim.dispose();
    (await trees.current()).tree?.dispose();
  });

  documents.listen(connection);
}

const assetsOf = ({ assets }: InitializationOptions): string | undefined => (typeof assets === 'string' ? assets : undefined);
