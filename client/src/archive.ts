// "Open from lore": the mailbox of a thread from a public-inbox archive. The only place of this extension that uses the network, only for
// this command, and only to the one instance that the user named.
import * as vscode from 'vscode';
import { instanceUrl, messageIdIn, threadUrl } from './archive-address.ts';
import type { Incoming } from './incoming.ts';

/** Bytes of a thread's mailbox, unpacked; the longest threads of the kernel's lists have some ten million. */
const most = 256 * 1024 * 1024;

const setting = 'fetchFrom';

/** @param browser the page's rules say what may be fetched: most archives are not among it */
export async function openFromArchive(incoming: Incoming, browser: boolean, given?: string): Promise<vscode.TextDocument | undefined> {
  const instance = await instanceOf();
  if (!instance) return undefined;
  const typed =
    given ??
    (await vscode.window.showInputBox({
      title: vscode.l10n.t('Open from {0}', instance.host),
      prompt: vscode.l10n.t('A Message-ID, or the link of a message'),
      placeHolder: '20241122090000.1-robin@example.org',
      value: await idInClipboard(),
      validateInput: (text) => (messageIdIn(text) ? undefined : vscode.l10n.t('A Message-ID has an @ in it.')),
    }));
  if (typed === undefined) return undefined;
  const id = messageIdIn(typed);
  if (!id) {
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} is neither a Message-ID nor the link of a message.', typed));
    return undefined;
  }
  const address = threadUrl(instance, id);
  const title = vscode.l10n.t('Fetching {0} from {1}', id, instance.host);
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      try {
        const text = await fetchMailbox(address, controller.signal, (bytes) => progress.report({ message: kilobytes(bytes) }));
        return await incoming.show(id, '.mbox', text);
      } catch (error) {
        if (!token.isCancellationRequested) void tellFailure(error, address, browser);
        return undefined;
      }
    },
  );
}

/** The instance that the user named; asked for when there is none, since nothing is fetched before somebody wants it. */
async function instanceOf(): Promise<URL | undefined> {
  const named = vscode.workspace.getConfiguration('mmReview').get(setting, '').trim();
  if (named !== '') {
    const url = instanceUrl(named);
    if (!url)
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          'The setting mmReview.fetchFrom is {0}: it must be the address of a list, as https://lore.kernel.org/all/ is.',
          named,
        ),
      );
    return url;
  }
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Fetch threads from which archive?'),
    prompt: vscode.l10n.t('So far nothing is fetched from anywhere. This address becomes the setting mmReview.fetchFrom.'),
    value: 'https://lore.kernel.org/all/',
    ignoreFocusOut: true,
    validateInput: (text) => (instanceUrl(text) ? undefined : vscode.l10n.t('The address of a list, as https://lore.kernel.org/all/ is.')),
  });
  const url = typed === undefined ? undefined : instanceUrl(typed);
  if (url) await vscode.workspace.getConfiguration('mmReview').update(setting, url.href, vscode.ConfigurationTarget.Global);
  return url;
}

async function idInClipboard(): Promise<string> {
  const text = (await vscode.env.clipboard.readText()).trim();
  return text.length < 500 && messageIdIn(text) ? text : '';
}

/** The answer of the archive was no mailbox; `status` is HTTP's, 0 for what is none. */
class ArchiveError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Unpacks what is packed. Redirects are followed within the same host alone. */
async function fetchMailbox(address: URL, signal: AbortSignal, progress: (bytes: number) => void): Promise<string> {
  let url = address;
  for (let hops = 0; hops < 4; hops++) {
    const response = await fetch(url, {
      signal,
      redirect: 'manual',
      headers: { accept: 'application/gzip, application/mbox, text/plain' },
    });
    // Only a browser keeps to itself where it is sent.
    if (response.type === 'opaqueredirect') throw new ArchiveError(0, vscode.l10n.t('it sends on, and a browser does not say where to'));
    const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (next !== null) {
      const to = new URL(next, url);
      if (to.host !== address.host) throw new ArchiveError(0, vscode.l10n.t('it sends on to {0}', to.host));
      url = to;
      continue;
    }
    if (!response.ok || !response.body)
      throw new ArchiveError(response.status, vscode.l10n.t('it answers {0}', `${response.status} ${response.statusText}`.trim()));
    const text = await unpacked(response.body, progress);
    if (!/^From .*\n|^[A-Za-z-]+: /.test(text)) throw new ArchiveError(0, vscode.l10n.t('what it sends is no mailbox'));
    return text;
  }
  throw new ArchiveError(0, vscode.l10n.t('it sends on and on'));
}

/** Node's types and those of a page do not agree on what goes in. */
const gunzip = (): ReadableWritablePair<Uint8Array, Uint8Array> =>
  new DecompressionStream('gzip') as unknown as ReadableWritablePair<Uint8Array, Uint8Array>;

/** gzip is told by its first two bytes: a proxy may have unpacked it on the way. */
async function unpacked(body: ReadableStream<Uint8Array>, progress: (bytes: number) => void): Promise<string> {
  const reader = body.getReader();
  const first = await reader.read();
  let next: typeof first | undefined = first;
  const whole = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = next ?? (await reader.read());
      next = undefined;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (why) => reader.cancel(why),
  });
  const packed = first.value?.[0] === 0x1f && first.value[1] === 0x8b;
  const pieces = (packed ? whole.pipeThrough(gunzip()) : whole).getReader();
  const decoder = new TextDecoder();
  const texts: string[] = [];
  let size = 0;
  for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
    size += piece.value.length;
    if (size > most) {
      void pieces.cancel();
      throw new ArchiveError(0, vscode.l10n.t('the thread has more than {0}', kilobytes(most)));
    }
    texts.push(decoder.decode(piece.value, { stream: true }));
    progress(size);
  }
  return texts.join('') + decoder.decode();
}

const kilobytes = (bytes: number): string => vscode.l10n.t('{0} kB', Math.ceil(bytes / 1024));

async function tellFailure(error: unknown, address: URL, browser: boolean): Promise<void> {
  const known = error instanceof ArchiveError;
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  const why = known ? error.message : (cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : String(error)));
  const remedy =
    known && error.status === 404
      ? vscode.l10n.t('Is the Message-ID right, and is the list archived there?')
      : browser
        ? vscode.l10n.t(
            'A browser fetches only from archives that allow web pages to: save the thread as a mailbox and open that, or use VS Code on a desktop.',
          )
        : vscode.l10n.t('Look at the setting mmReview.fetchFrom and at your connection, or save the thread as a mailbox and open that.');
  const open = vscode.l10n.t('Open Settings');
  const text = vscode.l10n.t('{0} gave no thread: {1}. {2}', address.href, why, remedy);
  if ((await vscode.window.showErrorMessage(text, open)) === open) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'mmReview.fetchFrom');
  }
}
