// Going to a hazard: what a click on the line above a patch does.
import * as vscode from 'vscode';
import type { Range } from '../../server/src/patch/types.ts';

/** Told to the server, which puts it behind its code lenses. Takes (uri, range). */
export const showHazardCommand = 'mmReview.showHazard';

/** Shows the document with the hazard's tokens selected, and its text beside them. */
export async function showHazard(uri: string, { start, end }: Range): Promise<void> {
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection });
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenter);
  await vscode.commands.executeCommand('editor.action.showHover');
}
