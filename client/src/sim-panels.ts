// All sim panels: opened by a click, a command, a link or a file, and put back after the window was reloaded.
import * as vscode from 'vscode';
import {
  type ReplayOffer,
  type ReplaySource,
  type Resume,
  replayCommand,
  type SimProgress,
  type SourceParams,
  simOffersRequest,
  simProgressNotification,
  simSourceRequest,
  sourceScheme,
} from '../../server/src/lsp/sim-protocol.ts';
import { isReviewed, selector } from './documents.ts';
import type { HazardNode } from './outline.ts';
import { readKept } from './panel/kept.ts';
import type { Server } from './server.ts';
import { readLink, type Wrong } from './sim-link.ts';
import { OfferProvider } from './sim-offers.ts';
import { fileEnding, panelType, SimPanel } from './sim-panel.ts';

/** More than this is no replay of ours. */
const MOST_BYTES = 32 * 1024 * 1024;

/** A hidden panel keeps what was explored, chosen and tried in it. */
const options = { retainContextWhenHidden: true };

/** @returns the panels that are open, for tests */
export function registerSim(context: vscode.ExtensionContext, server: Server, output: vscode.LogOutputChannel): ReadonlySet<SimPanel> {
  const panels = new Set<SimPanel>();
  /** Those that the next replay may take over: opened by a click, not the editor of a file. */
  const reusable = new Set<SimPanel>();

  const attach = (
    panel: vscode.WebviewPanel,
    source: ReplaySource,
    more: { resume?: Resume; kept?: ReturnType<typeof readKept> } = {},
  ): SimPanel => {
    const made = new SimPanel({
      panel,
      source,
      ...(more.resume ? { resume: more.resume } : {}),
      ...(more.kept ? { kept: more.kept } : {}),
      server,
      extension: context.extensionUri,
      output,
      openFile: () => void openFile(),
      closed(one) {
        panels.delete(one);
        reusable.delete(one);
      },
    });
    panels.add(made);
    return made;
  };

  const open = (source: ReplaySource, resume?: Resume): void => {
    const known = resume ? undefined : [...panels].find((panel) => JSON.stringify(panel.source) === JSON.stringify(source));
    if (known) {
      known.reveal();
      return;
    }
    // The page that stands already shows it at once; one that somebody works in is left alone.
    const free = [...reusable].findLast((panel) => !panel.workedIn);
    if (free) {
      free.show(source, resume);
      return;
    }
    const column = vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const panel = vscode.window.createWebviewPanel(
      panelType,
      vscode.l10n.t('Replay'),
      { viewColumn: column, preserveFocus: false },
      options,
    );
    reusable.add(attach(panel, source, resume ? { resume } : {}));
  };

  const openUri = async (uri: vscode.Uri, resume?: Resume): Promise<void> => {
    try {
      open({ kind: 'file', text: await readReplay(uri), uri: uri.toString() }, resume);
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  };

  const openFile = async (uri?: unknown): Promise<void> => {
    if (uri instanceof vscode.Uri) return openUri(uri);
    const chosen = await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Open a Replay'),
      filters: { [vscode.l10n.t('Replays')]: [fileEnding], [vscode.l10n.t('All files')]: ['*'] },
    });
    if (chosen?.[0]) await openUri(chosen[0]);
  };

  server.on(simProgressNotification, ({ session, states }: SimProgress) => {
    for (const panel of panels) if (panel.session === session) panel.progress(states);
  });

  const offers = new OfferProvider((uri) => server.request<ReplayOffer[]>(simOffersRequest, { uri }));
  context.subscriptions.push(
    vscode.languages.registerCodeActionsProvider(selector, offers),
    vscode.languages.registerHoverProvider(selector, offers),
    vscode.commands.registerCommand('mmReview.replay', (node?: HazardNode) =>
      node?.kind === 'hazard' ? replayHazard(server, open, node) : replayHere(server, open),
    ),
    vscode.commands.registerCommand('mmReview.exploreScenario', () => exploreScenario(server, open)),
    vscode.commands.registerCommand('mmReview.openReplay', openFile),
    // Out of a hover or a lens comes what somebody else may have written: only strings that name a document and an offer count.
    vscode.commands.registerCommand(replayCommand, (uri: unknown, id: unknown) => {
      if (typeof uri === 'string' && typeof id === 'string') open({ kind: 'document', uri, replay: id });
    }),
    vscode.window.registerWebviewPanelSerializer(panelType, {
      async deserializeWebviewPanel(panel, state: unknown) {
        const stored = readStored(state);
        if (stored) reusable.add(attach(panel, stored.source, stored.kept ? { kept: stored.kept } : {}));
        else panel.dispose();
      },
    }),
    vscode.workspace.registerTextDocumentContentProvider(sourceScheme, {
      provideTextDocumentContent: (uri) => server.request<string>(simSourceRequest, { query: uri.query } satisfies SourceParams),
    }),
    vscode.window.registerUriHandler({
      handleUri(uri) {
        if (uri.path !== '/replay') return;
        const linked = readLink(uri.query);
        if ('wrong' in linked) void vscode.window.showErrorMessage(wrongLink(linked));
        else if (linked.source.kind === 'file') void openUri(vscode.Uri.parse(linked.source.uri), linked.resume);
        else open(linked.source, linked.resume);
      },
    }),
    vscode.window.registerCustomEditorProvider(
      `${panelType}File`,
      {
        async resolveCustomTextEditor(document, panel) {
          attach(panel, { kind: 'file', text: document.getText(), uri: document.uri.toString() });
        },
      } satisfies vscode.CustomTextEditorProvider,
      { supportsMultipleEditorsPerDocument: true, webviewOptions: options },
    ),
  );
  return panels;
}

function wrongLink({ wrong, uri }: Wrong): string {
  switch (wrong) {
    case 'document':
      return vscode.l10n.t('This link leads to a document that is not opened from links: {0}', uri);
    case 'file':
      return vscode.l10n.t('This link leads to a file that is not opened from links: {0}', uri);
    case 'nothing':
      return vscode.l10n.t('This link names no replay: it is cut off, or from another version.');
  }
}

async function readReplay(uri: vscode.Uri): Promise<string> {
  const name = uri.path.split('/').at(-1) ?? uri.toString();
  let bytes: Uint8Array;
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MOST_BYTES) throw new Error(vscode.l10n.t('{0} is too large for a replay ({1} MB).', name, Math.round(size / 1024 / 1024)));
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    throw new Error(vscode.l10n.t('{0} cannot be read: {1}', name, error instanceof Error ? error.message : String(error)));
  }
  return new TextDecoder().decode(bytes);
}

/** What the page kept over a reload, when it is ours. */
function readStored(state: unknown): { readonly source: ReplaySource; readonly kept?: ReturnType<typeof readKept> } | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const { source, kept } = state as { source?: unknown; kept?: unknown };
  if (typeof source !== 'object' || source === null) return undefined;
  const { kind, uri, replay, scenario, variant, text } = source as Record<string, unknown>;
  const known = readKept(kept);
  const more = known ? { kept: known } : {};
  if (kind === 'document' && typeof uri === 'string' && typeof replay === 'string') return { source: { kind, uri, replay }, ...more };
  if (kind === 'scenario' && typeof scenario === 'string' && typeof variant === 'string')
    return { source: { kind, scenario, variant }, ...more };
  if (kind === 'file' && typeof text === 'string') return { source: { kind, text, ...(typeof uri === 'string' ? { uri } : {}) }, ...more };
  return undefined;
}

interface OfferItem extends vscode.QuickPickItem {
  readonly offer: ReplayOffer;
}

/** The replay of a hazard in the series view. */
async function replayHazard(server: Server, open: (source: ReplaySource) => void, { uri, finding }: HazardNode): Promise<void> {
  const offers = await server.request<ReplayOffer[]>(simOffersRequest, { uri });
  const offer = offers.find(({ fingerprint }) => fingerprint === finding.fingerprint);
  if (offer) open(offer.source);
  else void vscode.window.showInformationMessage(vscode.l10n.t('This hazard has no path that could be replayed.'));
}

/** The replay of what the cursor is on; among several, the reader chooses. */
async function replayHere(server: Server, open: (source: ReplaySource) => void): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isReviewed(editor.document)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a patch or a mail with one first, or explore a scenario of the model without a patch.'),
    );
    return;
  }
  const offers = await server.request<ReplayOffer[]>(simOffersRequest, { uri: editor.document.uri.toString() });
  if (offers.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing to replay: no hazard was found here, and no function of the patch plays in a scenario of the model.'),
    );
    return;
  }
  const line = editor.selection.active.line;
  const here = offers.filter(({ range }) => range && range.start.line <= line && line <= range.end.line);
  const [only, ...more] = here.length > 0 ? here : offers;
  if (only && more.length === 0) return open(only.source);
  await choose(here.length > 0 ? here : offers, open);
}

async function exploreScenario(server: Server, open: (source: ReplaySource) => void): Promise<void> {
  await choose(await server.request<ReplayOffer[]>(simOffersRequest, {}), open);
}

async function choose(offers: readonly ReplayOffer[], open: (source: ReplaySource) => void): Promise<void> {
  const items = offers.map((offer): OfferItem => ({ label: plain(offer.title), description: plain(offer.says), offer }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Replay'), matchOnDescription: true });
  if (chosen) open(chosen.offer.source);
}

/** VS Code would take `$(name)` for an icon. */
function plain(text: string): string {
  return text.replaceAll('$(', '$ (');
}
