// The page of the sim panel, as HTML: a strict policy, one script, one style sheet, both from the extension's own folder.

export interface PageParts {
  /** webview.cspSource: the origin of the extension's files */
  readonly origin: string;
  readonly script: string;
  readonly style: string;
  /** of this load alone, letters and digits */
  readonly nonce: string;
}

/** Nothing but the two files may be loaded or run; what a patch says reaches the page as data and is drawn as text. */
export function panelPage({ origin, script, style, nonce }: PageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${origin}; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Replay</title>
<link rel="stylesheet" href="${attribute(style)}">
</head>
<body>
<div id="panel"></div>
<script nonce="${attribute(nonce)}" src="${attribute(script)}"></script>
</body>
</html>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
