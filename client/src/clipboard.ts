// A patch that somebody copied out of a mail program or a web page.
import * as vscode from 'vscode';
import { holdsPatch } from './holds-patch.ts';
import type { Incoming } from './incoming.ts';

export async function reviewClipboard(incoming: Incoming): Promise<vscode.TextDocument | undefined> {
  const text = await vscode.env.clipboard.readText();
  const lines = text.split('\n');
  if (!holdsPatch(lines.length, (line) => lines[line] ?? '')) {
    const what =
      text.trim() === ''
        ? vscode.l10n.t('The clipboard is empty.')
        : vscode.l10n.t('There is no patch in the clipboard: no line looks like `@@ -1,2 +3,4 @@`.');
    void vscode.window.showWarningMessage(`${what} ${vscode.l10n.t('Copy the mail or the diff with its @@ lines, and try again.')}`);
    return undefined;
  }
  const subject = /^(?:Subject|> Subject): *(\S.*)$/m.exec(text)?.[1]?.trim();
  const file = /^[> ]*(?:\+\+\+|---) [ab]\/(\S+)/m.exec(text)?.[1];
  return incoming.show(subject ?? file ?? 'clipboard', '.mbox', text.endsWith('\n') ? text : `${text}\n`);
}
