// "Compose Reply": the mails that answer the patches of a document, from one's notes and the findings that are worth asking about.
import * as vscode from 'vscode';
import type { FindingData, NoteData, ReplyData, ReplyResult } from '../../server/src/lsp/protocol.ts';
import type { Comments } from './comments.ts';
import type { Dismissals } from './dismissals.ts';
import { isReviewed } from './documents.ts';
import type { ReviewStore } from './review-store.ts';

/** What the command may be told by others than its menu: nobody is asked then. */
export interface ComposeArgument {
  readonly uri?: string;
  /** fingerprints of the findings that are asked about; left out: a list to choose from */
  readonly findings?: readonly string[];
}

/** The server's part: notes and findings in, mails out; null when it has no review of the document. */
export type AskReplies = (params: {
  readonly uri: string;
  readonly notes: readonly NoteData[];
  readonly findings: readonly string[];
  readonly from?: string;
  readonly width?: number;
}) => Promise<ReplyResult | null>;

export interface Desk {
  readonly comments: Comments;
  readonly reviews: ReviewStore;
  readonly dismissals: Dismissals;
  readonly askReplies: AskReplies;
}

/** Answers the documents that it opened. */
export async function composeReply(desk: Desk, argument: ComposeArgument = {}): Promise<vscode.TextDocument[]> {
  const document = await documentOf(argument.uri);
  if (!document) return [];
  const uri = document.uri.toString();
  const placed = desk.comments.placed(document);
  const open = (desk.reviews.get(uri)?.findings ?? []).filter(
    ({ change, fingerprint }) => change === 'introduced' && !desk.dismissals.entries.has(fingerprint),
  );
  if (placed.length === 0 && open.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'There is nothing to answer with yet: no hazard was found, and no note is written. Click the + beside a line to write one.',
      ),
    );
    return [];
  }
  const findings = argument.findings ?? (await chooseFindings(open, placed.length));
  if (!findings) return [];
  const settings = vscode.workspace.getConfiguration('mmReview', document);
  const from = settings.get('reply.from', '').trim();
  const replies = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Composing the reply') },
    () =>
      desk.askReplies({
        uri,
        notes: placed.map(({ note, line }) => ({ line, text: note.text, ...(note.block ? { block: note.block } : {}) })),
        findings,
        ...(from === '' ? {} : { from }),
        width: settings.get('reply.width', 72),
      }),
  );
  if (!replies) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The patch is not read yet, or has just been changed. Try again in a moment.'));
    return [];
  }
  if (replies.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing was chosen to answer.'));
    return [];
  }
  const documents: vscode.TextDocument[] = [];
  for (const reply of replies) documents.push(await showReply(reply, document.uri));
  tellReady(replies, documents);
  return documents;
}

async function documentOf(uri: string | undefined): Promise<vscode.TextDocument | undefined> {
  const document =
    uri === undefined ? vscode.window.activeTextEditor?.document : await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  if (document && isReviewed(document)) return document;
  void vscode.window.showInformationMessage(vscode.l10n.t('Open the patch that is to be answered first: what is in front is no patch.'));
  return undefined;
}

/** Which findings are asked about; what a later patch mends, and mere guesses, are not asked about unless they are picked. */
async function chooseFindings(open: readonly FindingData[], notes: number): Promise<string[] | undefined> {
  if (open.length === 0) return [];
  const items = open.map((finding) => ({
    label: finding.rule,
    description: vscode.l10n.t('{0}(), line {1}', finding.function, finding.input.start.line + 1),
    detail: finding.mendedBy === undefined ? finding.message : vscode.l10n.t('mended by a later patch of the series: {0}', finding.message),
    picked: finding.mendedBy === undefined && finding.confidence !== 'low',
    fingerprint: finding.fingerprint,
  }));
  const title =
    notes === 0 ? vscode.l10n.t('Ask about which hazards?') : vscode.l10n.t('Ask about which hazards, beside your notes ({0})?', notes);
  const chosen = await vscode.window.showQuickPick(items, { title, canPickMany: true, matchOnDetail: true });
  return chosen?.map(({ fingerprint }) => fingerprint);
}

/** As an unsaved file beside the patch, with the name that it is to have. */
async function showReply(reply: ReplyData, beside: vscode.Uri): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.getWorkspaceFolder(beside)?.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const place = await freeName(folder, reply.fileName);
  const document = await vscode.workspace.openTextDocument(place);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), reply.text);
  await vscode.workspace.applyEdit(edit);
  await vscode.languages.setTextDocumentLanguage(document, 'mm-reply');
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

async function freeName(folder: vscode.Uri | undefined, wanted: string): Promise<vscode.Uri> {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : wanted.replace(/\.reply\.eml$/, `-${n}.reply.eml`);
    const file = folder ? vscode.Uri.joinPath(folder, name) : vscode.Uri.from({ scheme: 'file', path: `/${name}` });
    const untitled = folder ? file.with({ scheme: 'untitled' }) : vscode.Uri.from({ scheme: 'untitled', path: name });
    const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === untitled.toString());
    const exists = folder
      ? await vscode.workspace.fs.stat(file).then(
          () => true,
          () => false,
        )
      : false;
    if (!isOpen && !exists) return untitled;
  }
}

function tellReady(replies: readonly ReplyData[], documents: readonly vscode.TextDocument[]): void {
  const lacks = [...new Set(replies.flatMap((reply) => reply.lacks))];
  const text =
    replies.length === 1
      ? vscode.l10n.t('The reply is ready. Read it, save it, and send it with `git send-email` or your mail program.')
      : vscode.l10n.t('{0} replies are ready. Read them, save them, and send them with `git send-email`.', replies.length);
  if (lacks.length > 0) void vscode.window.showWarningMessage(`${text} ${lacks.join(' ')}`);
  else {
    const copy = vscode.l10n.t('Copy git send-email');
    void vscode.window.showInformationMessage(text, copy).then((choice) => {
      if (choice === copy) void vscode.env.clipboard.writeText(`git send-email ${documents.map(({ uri }) => quoted(uri)).join(' ')}`);
    });
  }
}

const quoted = (uri: vscode.Uri): string =>
  `'${vscode.workspace.asRelativePath(uri.with({ scheme: 'file' }), false).replaceAll("'", "'\\''")}'`;
