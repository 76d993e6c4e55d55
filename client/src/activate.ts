// What the extension is made of, on every machine. It knows VS Code and the protocol, and nothing of patches, C or mm: all of that is in the server.
import * as vscode from 'vscode';
import {
  type ContractArgument,
  cancelReviewsNotification,
  type DismissedParams,
  dismissedNotification,
  type ExplainArgument,
  type ExportParams,
  exportFormats,
  exportRequest,
  type ProgressParams,
  type PromptsParams,
  progressNotification,
  type ReviewedParams,
  type RuleArgument,
  replyRequest,
  reviewedNotification,
  reviewRequest,
} from '../../server/src/lsp/protocol.ts';
import { simOffersRequest } from '../../server/src/lsp/sim-protocol.ts';
import { type AnswerItem, AnswersView } from './answers-view.ts';
import { openFromArchive } from './archive.ts';
import { reviewClipboard } from './clipboard.ts';
import { Comments } from './comments.ts';
import { type CommitsArgument, reviewCommits } from './commits.ts';
import { ShownDiagnostics } from './diagnostics.ts';
import { type DismissWhat, dismissHazard, exportDismissed, restoreHazard } from './dismiss.ts';
import { Dismissals } from './dismissals.ts';
import { isKernelSource, isPlainTextWithPatch, isReviewed, readAsMail } from './documents.ts';
import { Explanations } from './explain.ts';
import { exportHazards } from './export.ts';
import { giveFiles } from './files.ts';
import { Incoming } from './incoming.ts';
import { chooseKernelTree } from './kernel-tree.ts';
import { NoteStore } from './note-store.ts';
import type { HazardNode } from './outline.ts';
import type { Platform } from './platform.ts';
import { type ComposeArgument, composeReply, type Desk } from './reply.ts';
import { ReviewStore } from './review-store.ts';
import { reviewText } from './review-text.ts';
import { openSample } from './sample.ts';
import { type SeriesItem, SeriesView } from './series-view.ts';
import { Server } from './server.ts';
import { showHazard, showHazardCommand } from './show-hazard.ts';
import type { SimPanel } from './sim-panel.ts';
import { registerSim } from './sim-panels.ts';
import { StatusItem } from './status-item.ts';
import { keepTabWidth } from './tab-width.ts';

let server: Server | undefined;

/** What tests inside VS Code look at; nobody else gets it. */
export interface TestView extends Desk {
  readonly notes: NoteStore;
  readonly series: SeriesView;
  readonly answers: AnswersView;
  /** the sim panels that are open */
  readonly replays: ReadonlySet<SimPanel>;
  readonly status: StatusItem;
}

export function begin(context: vscode.ExtensionContext, platform: Platform): TestView | undefined {
  const assets = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const storage = context.storageUri ?? context.globalStorageUri;
  const output = vscode.window.createOutputChannel('mm Patch Review', { log: true });
  const dismissals = new Dismissals(storage);
  const diagnostics = new ShownDiagnostics(dismissals);
  const notes = new NoteStore(storage);
  const incoming = new Incoming(storage);
  const reviews = new ReviewStore((uri) => running.ask(reviewRequest, { uri }));
  const status = new StatusItem(reviews, () => running.notify(cancelReviewsNotification, {}));
  const running: Server = new Server(
    platform,
    assets,
    vscode.Uri.joinPath(context.extensionUri, 'docs/rules'),
    output,
    (news) => {
      status.set(news);
      if (!news.busy) series.tell(undefined);
    },
    (uri, all, show) => diagnostics.handle(uri, all, show),
  );
  giveFiles(running, assets);
  running.on(reviewedNotification, ({ uri }: ReviewedParams) => void reviews.refresh(uri));
  const tellDismissed = (): void =>
    running.notify(dismissedNotification, { fingerprints: [...dismissals.entries.keys()] } satisfies DismissedParams);
  running.onRunning(tellDismissed);
  running.on(progressNotification, (news: ProgressParams) => {
    status.progress(news);
    series.tell(news);
  });
  server = running;
  const comments = new Comments(notes, reviews, dismissals);
  const series = new SeriesView(reviews, dismissals, (uri) => running.ask(simOffersRequest, { uri }));
  const answers = new AnswersView(notes, dismissals);
  const explanations = new Explanations((method, params) => running.ask(method, params));
  const desk: Desk = { comments, reviews, dismissals, askReplies: (params) => running.ask(replyRequest, params) };
  void dismissals.load();

  const readOnce = new Set<string>();
  const opened = (document: vscode.TextDocument): void => {
    if (isReviewed(document)) {
      void running.start();
      status.refresh();
    } else if (!readOnce.has(document.uri.toString()) && isPlainTextWithPatch(document)) {
      // Opens the document again, under its new language. Once: whoever makes it plain text again means it.
      readOnce.add(document.uri.toString());
      void readAsMail(document);
    } else if (document.languageId === 'c') {
      void isKernelSource(document).then((is) => (is ? running.start() : undefined));
    }
  };

  context.subscriptions.push(
    output,
    running,
    status,
    dismissals,
    dismissals.onDidChange(tellDismissed),
    diagnostics,
    notes,
    reviews,
    comments,
    series,
    answers,
    explanations,
    vscode.commands.registerCommand('mmReview.reviewText', reviewText),
    vscode.commands.registerCommand('mmReview.reviewClipboard', () => reviewClipboard(incoming)),
    vscode.commands.registerCommand('mmReview.reviewCommits', (argument?: CommitsArgument) =>
      reviewCommits(incoming, platform.run, argument),
    ),
    vscode.commands.registerCommand('mmReview.openFromArchive', (id?: string) => openFromArchive(incoming, platform.browser, id)),
    vscode.commands.registerCommand('mmReview.openSample', (name?: string, replay?: boolean) =>
      openSample(context.extensionUri, context.globalStorageUri, name, replay === true),
    ),
    vscode.commands.registerCommand('mmReview.chooseKernelTree', chooseKernelTree),
    vscode.commands.registerCommand(showHazardCommand, showHazard),
    vscode.commands.registerCommand('mmReview.composeReply', (argument?: ComposeArgument | vscode.Uri) =>
      composeReply(desk, argument instanceof vscode.Uri ? { uri: argument.toString() } : argument),
    ),
    vscode.commands.registerCommand('mmReview.dismiss', (what?: DismissWhat, reason?: string) =>
      dismissHazard(dismissals, reviews, what, typeof reason === 'string' ? reason : undefined),
    ),
    vscode.commands.registerCommand('mmReview.restoreHazard', (item?: HazardNode | AnswerItem) =>
      restoreHazard(dismissals, fingerprintOf(item)),
    ),
    vscode.commands.registerCommand('mmReview.exportHazards', (format?: ExportParams['format']) =>
      exportHazards(
        (params) => running.ask(exportRequest, params),
        dismissals,
        String(context.extension.packageJSON.version),
        exportFormats.find((one) => one === format),
      ),
    ),
    vscode.commands.registerCommand('mmReview.exportDismissed', () => exportDismissed(dismissals)),
    vscode.commands.registerCommand('mmReview.answerHazard', (item?: SeriesItem) => answer(comments, item)),
    vscode.commands.registerCommand('mmReview.addNote', (reply: vscode.CommentReply) => comments.add(reply)),
    vscode.commands.registerCommand('mmReview.editNote', (comment: vscode.Comment) => comments.edit(comment)),
    vscode.commands.registerCommand('mmReview.saveNote', (comment: vscode.Comment) => comments.save(comment)),
    vscode.commands.registerCommand('mmReview.cancelNote', (comment: vscode.Comment) => comments.cancelEdit(comment)),
    vscode.commands.registerCommand('mmReview.deleteNote', (what: vscode.Comment | AnswerItem) =>
      'kind' in what && what.kind === 'note' ? notes.remove([what.note.id]) : comments.remove(what as vscode.Comment),
    ),
    vscode.commands.registerCommand('mmReview.explainPath', (argument: ExplainArgument) => explanations.explainPath(argument)),
    vscode.commands.registerCommand('mmReview.showContract', (argument?: ContractArgument) => explanations.showContract(argument)),
    vscode.commands.registerCommand('mmReview.showPrompts', (argument?: PromptsParams) => explanations.showPrompts(argument)),
    vscode.commands.registerCommand('mmReview.openRule', (argument: RuleArgument) => explanations.openRule(argument)),
    vscode.commands.registerCommand('mmReview.openWalkthrough', () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`, false),
    ),
    vscode.commands.registerCommand('mmReview.statusMenu', () => status.menu()),
    vscode.commands.registerCommand('mmReview.cancelReview', () => status.cancelAll()),
    vscode.commands.registerCommand('mmReview.restartServer', () => running.restart()),
    vscode.commands.registerCommand('mmReview.showOutput', () => output.show()),
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => reviews.forget(uri.toString())),
  );
  const replays = registerSim(context, running, output);
  for (const document of vscode.workspace.textDocuments) opened(document);
  for (const editor of vscode.window.visibleTextEditors) keepTabWidth(editor);
  return context.extensionMode === vscode.ExtensionMode.Test ? { ...desk, notes, series, answers, status, replays } : undefined;
}

/** The thread of a hazard of the series view, or of the line of the cursor, ready to be written to. */
async function answer(comments: Comments, item: SeriesItem | undefined): Promise<void> {
  if (item?.kind === 'hazard') {
    await showHazard(item.uri, item.finding.input);
    comments.open(vscode.Uri.parse(item.uri), item.finding.input.start.line);
    return;
  }
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isReviewed(editor.document)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Put the cursor on a line of a patch first: the note stands under it in the reply.'),
    );
    return;
  }
  if (!comments.open(editor.document.uri, editor.selection.active.line))
    await vscode.commands.executeCommand('workbench.action.addComment');
}

function fingerprintOf(item: HazardNode | AnswerItem | undefined): string | undefined {
  if (item?.kind === 'hazard') return item.finding.fingerprint;
  return item?.kind === 'dismissal' ? item.dismissal.fingerprint : undefined;
}

export async function end(): Promise<void> {
  await server?.stop();
}
