/**
 * From text to lines. A line ends at `\n` or `\r\n`; the end is not part of it. Nothing else ends a line, so that line
 * numbers are those of an editor.
 */

/** The lines of a text. A text that ends in a line break has an empty last line, as an editor shows it. */
export function* linesOf(text: string): Generator<string> {
  let start = 0;
  while (true) {
    const end = text.indexOf('\n', start);
    if (end < 0) {
      yield text.slice(start);
      return;
    }
    yield text.slice(start, end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end);
    start = end + 1;
  }
}

/** The same over a stream of chunks; a line is held in pieces until its end comes, so a long one costs its length once. */
export async function* linesOfStream(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string[]> {
  let pieces: string[] = [];
  for await (const chunk of chunks) {
    const lines: string[] = [];
    let start = 0;
    while (true) {
      const end = chunk.indexOf('\n', start);
      if (end < 0) break;
      pieces.push(chunk.slice(start, end));
      const line = pieces.length === 1 ? (pieces[0] as string) : pieces.join('');
      pieces = [];
      lines.push(line.endsWith('\r') ? line.slice(0, -1) : line);
      start = end + 1;
    }
    if (start < chunk.length) pieces.push(chunk.slice(start));
    if (lines.length > 0) yield lines;
  }
  yield [pieces.join('')];
}
