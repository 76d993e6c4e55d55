/**
 * The language server: wires a connection to the features. Everything about the machine comes in as a Host, so that an entry
 * for the browser needs no change here.
 */
import {
  type Connection,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { looksLikePatch, parsePatchText } from '../patch/index.ts';
import type { Reviewer } from '../review/index.ts';
import { codeLenses } from './code-lens.ts';
import { diagnosticSource, patchDiagnostics, reviewDiagnostics } from './diagnostics.ts';
import { foldingRanges } from './folding.ts';
import type { Host } from './host.ts';
import { hoverAt } from './hover.ts';
import { sendProgress } from './progress.ts';
import {
  cancelReviewNotification,
  type DocumentParams,
  defaultSettings,
  type InitializationOptions,
  type LooksLikePatchParams,
  looksLikePatchRequest,
  type ReplyParams,
  readSettings,
  replyRequest,
  type Settings,
  type Status,
  statusNotification,
} from './protocol.ts';
import { repliesTo } from './replies.ts';
import { type Reviewed, Reviews } from './reviews.ts';
import { rulePages } from './rule-pages.ts';
import { documentSymbols } from './symbols.ts';
import { TreeChooser } from './tree-choice.ts';

/** Starts to load the parser and the model at once, and to listen when the caller calls `connection.listen()`. */
export function serve(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  const trees = new TreeChooser(host);
  const loading = host.loadReviewer();
  let reviewer: Reviewer | undefined;
  let loadProblem: string | undefined;
  loading.then(
    (loaded) => {
      reviewer = loaded;
    },
    (error) => {
      loadProblem = `The C parser or the model of mm could not be loaded: ${text(error)}`;
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
  /** URI of the files of the tree that is in use, for links out of diagnostics */
  let treeUri: ((file: string) => string | undefined) | undefined;

  const reviews = new Reviews({
    text(uri) {
      const document = documents.get(uri);
      if (!document) return undefined;
      const content = document.getText();
      const plain = document.languageId === 'plaintext';
      if (plain && !(settings.plainText && looksLikePatch(content))) return undefined;
      return { version: document.version, text: content };
    },
    parse: parsePatchText,
    async review(document, signal, uri) {
      await host.yield();
      if (await trees.refresh()) {
        await useTree();
        // This review among them: its signal is aborted.
        reviews.touchAll();
      }
      signal.throwIfAborted();
      const [loaded, { tree }] = await Promise.all([loading, trees.current()]);
      signal.throwIfAborted();
      return loaded.review(document, {
        ...(tree ? { tree: tree.tree } : {}),
        signal,
        turn: () => host.yield(),
        onProgress: sendProgress(connection, uri),
      });
    },
    parsed(uri, version, document) {
      // Shown while the review is being made; without a hazard in it nothing flickers.
      if (document.diagnostics.length > 0)
        void connection.sendDiagnostics({ uri, version, diagnostics: patchDiagnostics(document.diagnostics) });
    },
    done: publish,
    nothing(uri) {
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    busy(count) {
      const changed = busy > 0 !== count > 0;
      busy = count;
      if (changed) void sendStatus();
    },
  });

  function publish({ uri, version, document, review, failure }: Reviewed): void {
    if (review) {
      const diagnostics = reviewDiagnostics(document, review, {
        uri,
        showCarried: settings.showCarried,
        rulePage,
        ...(treeUri ? { treeUri } : {}),
      });
      void connection.sendDiagnostics({ uri, version, diagnostics });
    } else {
      connection.console.error(`${uri}: ${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}`);
      const start = { line: 0, character: 0 };
      const message = loadProblem
        ? `${loadProblem}. Reinstall the extension, or see its output channel.`
        : `This document could not be reviewed (${text(failure)}). Please report it with the document; other documents are not affected.`;
      void connection.sendDiagnostics({
        uri,
        version,
        diagnostics: [
          ...patchDiagnostics(document.diagnostics),
          { range: { start, end: start }, severity: DiagnosticSeverity.Warning, code: 'internal-error', source: diagnosticSource, message },
        ],
      });
    }
  }

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
    if (anotherTree) await useTree();
    if (!anotherTree && before.showCarried === settings.showCarried && before.plainText === settings.plainText) return;
    reviews.touchAll();
    if (refreshesLenses) void connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
  }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    options = (params.initializationOptions ?? {}) as InitializationOptions;
    rulePage = rulePages(options.rulePages);
    folders = (params.workspaceFolders ?? []).map((folder) => folder.uri);
    asksConfiguration = params.capabilities.workspace?.configuration === true;
    tellsFolders = params.capabilities.workspace?.workspaceFolders === true;
    refreshesLenses = params.capabilities.workspace?.codeLens?.refreshSupport === true;
    // Before the client says that it is ready: a tree that the workspace holds is opened while it does.
    settings = readSettings(options.settings);
    if (!asksConfiguration) trees.choose(settings.kernelTree, folders);
    return {
      serverInfo: { name: 'mm Patch Review' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        codeLensProvider: { resolveProvider: false },
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  let configured: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    configured = resolve;
  });

  connection.onInitialized(async (): Promise<void> => {
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
  documents.onDidClose(({ document: { uri } }) => {
    opened.delete(uri);
    reviews.close(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  const lineText = (document: TextDocument, line: number): string =>
    document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }).replace(/[\r\n]+$/, '');

  connection.onHover(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    const last = reviews.last(textDocument.uri);
    if (!document || !last || last.version !== document.version) return null;
    const explain: Reviewer['explain'] = (name, version) => reviewer?.explain(name, version);
    const { document: patches, review } = last;
    return (
      hoverAt(
        { document: patches, review, explain, rulePage, lineText: lineText(document, position.line), showCarried: settings.showCarried },
        position,
      ) ?? null
    );
  });

  connection.onCodeLens(async ({ textDocument: { uri } }, token) => {
    await ready;
    const reviewed = await reviews.newest(uri);
    if (token.isCancellationRequested || !reviewed?.review) return [];
    const command = options.showHazardCommand;
    return codeLenses(reviewed.document, reviewed.review, { uri, showCarried: settings.showCarried, ...(command ? { command } : {}) });
  });

  connection.onDocumentSymbol(async ({ textDocument: { uri } }) => {
    await ready;
    const reviewed = await reviews.newest(uri);
    return reviewed ? documentSymbols(reviewed.document) : [];
  });

  connection.onFoldingRanges(async ({ textDocument: { uri } }) => {
    await ready;
    const [reviewed, document] = [await reviews.newest(uri), documents.get(uri)];
    return reviewed && document ? foldingRanges(reviewed.document, (line) => lineText(document, line)) : [];
  });

  connection.onRequest(replyRequest, async (params: ReplyParams) => {
    await ready;
    const reviewed = await reviews.newest(params.uri);
    const document = documents.get(params.uri);
    if (!reviewed?.review || !document || document.version !== reviewed.version) return null;
    return repliesTo(reviewed.document, reviewed.review, document.getText(), params);
  });
  connection.onNotification(cancelReviewNotification, ({ uri }: DocumentParams) => reviews.giveUp(uri));

  connection.onRequest(
    looksLikePatchRequest,
    (params: LooksLikePatchParams) => typeof params?.text === 'string' && looksLikePatch(params.text),
  );

  connection.onShutdown(async () => {
    reviews.dispose();
    (await trees.current()).tree?.dispose();
  });

  documents.listen(connection);
}

function text(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
