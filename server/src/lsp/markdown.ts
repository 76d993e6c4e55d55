/** Markdown for hovers. What came out of a patch is a stranger's text: nothing of it may become a link, an image or HTML. */

const special = /[\\`*_{}[\]()#+\-.!|~>$]/g;

/** Plain text that shows as it is. Line breaks become blanks, control characters vanish. */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
      .replace(special, '\\$&')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      // A bare address would become a link by itself.
      .replace(/:\/\//g, ':&#47;&#47;')
      .replace(/@/g, '&#64;')
  );
}

/** One inline code span; backquotes inside become apostrophes, for nothing in C needs them. */
export function inlineCode(text: string): string {
  const clean = text
    .replace(/\s+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll('`', "'")
    .trim();
  return clean === '' ? '' : `\`${clean}\``;
}

/** A fenced block of C that its content cannot leave. */
export function codeBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}c\n${text}\n${fence}`;
}

/** A message of ours that quotes code in backquotes: the quoted pieces stay code, everything else is escaped. */
export function messageMarkdown(message: string): string {
  const pieces = message.split('`');
  // An odd number of backquotes is no quoting at all.
  if (pieces.length % 2 === 0) return escapeMarkdown(message);
  return pieces.map((piece, index) => (index % 2 === 1 ? inlineCode(piece) : escapeMarkdown(piece))).join('');
}
