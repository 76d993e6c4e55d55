// The page of the sim panel, as HTML: a strict policy and one script, from the extension's own folder; it brings the style along, so that one file is loaded.

export interface PageParts {
  readonly script: string;
  /** the page's sentences in the reader's language, by the English ones; {} for English */
  readonly strings: Readonly<Record<string, string>>;
  /** of this load alone, letters and digits */
  readonly nonce: string;
}

/** Nothing but the script may be loaded or run; what a patch says reaches the page as data and is drawn as text. */
export function panelPage({ script, strings, nonce }: PageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'none'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Replay</title>
</head>
<body>
<div id="panel" data-strings="${attribute(JSON.stringify(strings))}"></div>
<script nonce="${attribute(nonce)}" src="${attribute(script)}"></script>
</body>
</html>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
