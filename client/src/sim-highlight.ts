// The step's lines in the editors beside the panel, and the way back: a cursor that somebody puts on a line.
import * as vscode from 'vscode';
import type { PlaceData } from '../../server/src/lsp/sim-protocol.ts';

export class StepHighlight implements vscode.Disposable {
  readonly #line = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.stackFrameHighlightBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.findMatchForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
    borderColor: new vscode.ThemeColor('contrastActiveBorder'),
    borderStyle: 'solid',
    borderWidth: '0',
  });
  readonly #subscriptions: vscode.Disposable[];
  #places: readonly PlaceData[] = [];

  /** @param onCursor called when somebody puts the cursor into a document; 0-based line */
  constructor(onCursor: (uri: string, line: number) => void) {
    this.#subscriptions = [
      this.#line,
      // Editors that come later show the line too.
      vscode.window.onDidChangeVisibleTextEditors(() => this.#draw('none')),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind, selections }) => {
        const selection = selections[0];
        // Going there by a command is our own revealing, or another extension's.
        const byHand = kind === vscode.TextEditorSelectionChangeKind.Mouse || kind === vscode.TextEditorSelectionChangeKind.Keyboard;
        if (byHand && selection?.isEmpty) onCursor(textEditor.document.uri.toString(), selection.active.line);
      }),
    ];
  }

  /** @param from the column of the panel: what is opened stands in another one, so that both are in sight */
  async show(places: readonly PlaceData[], reveal: 'none' | 'visible' | 'open', from?: vscode.ViewColumn): Promise<void> {
    this.#places = places;
    const place = places[0];
    if (reveal === 'open' && place) {
      const column = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === same(place.uri))?.viewColumn;
      const options = {
        viewColumn: column ?? (from === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One),
        preserveFocus: true,
        preview: true,
      };
      await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), options).then(undefined, () => undefined);
    }
    this.#draw(reveal);
  }

  dispose(): void {
    this.#places = [];
    this.#draw('none');
    for (const one of this.#subscriptions) one.dispose();
  }

  #draw(reveal: 'none' | 'visible' | 'open'): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const uri = editor.document.uri.toString();
      const here = this.#places.filter((place) => same(place.uri) === uri).map(({ range }) => rangeOf(range));
      editor.setDecorations(this.#line, here);
      const first = here[0];
      if (first && reveal !== 'none') editor.revealRange(first, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }
}

/** The address as VS Code writes it. */
function same(uri: string): string {
  return vscode.Uri.parse(uri).toString();
}

function rangeOf({ start, end }: PlaceData['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
