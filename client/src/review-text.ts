// "Review This Text": whatever the document in front is taken for, it is read as a mail with patches.
import * as vscode from 'vscode';
import { documentHoldsPatch, isReviewed, readAsMail } from './documents.ts';

export async function reviewText(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open the text of a patch or a mail first: there is no text editor in front.'));
    return;
  }
  if (!documentHoldsPatch(document)) {
    void vscode.window.showWarningMessage(vscode.l10n.t('There is no patch in this text: no line looks like `@@ -1,2 +3,4 @@`.'));
    return;
  }
  if (isReviewed(document)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This text is reviewed already: hazards are underlined and listed under Problems.'),
    );
    return;
  }
  await readAsMail(document);
}
