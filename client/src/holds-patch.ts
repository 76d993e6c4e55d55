// Does a text hold a patch? A cheap look at its beginning, with no need of the server: what it says decides whether the server is asked.

/** As far as anybody looks before deciding that a text is something else. */
const MAX_LINES = 4000;

/** `@@ -1,2 +3,4 @@`, at any quote depth, as no prose has it. */
const HUNK_HEADER = /^[>|\s]*@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/;

/**
 * Whether one of the first lines is the header of a hunk.
 * @param lineCount number of lines of the text
 * @param lineAt the text of a line, 0-based
 */
export function holdsPatch(lineCount: number, lineAt: (line: number) => string): boolean {
  const end = Math.min(lineCount, MAX_LINES);
  for (let line = 0; line < end; line++) {
    const text = lineAt(line);
    if (text.includes('@@') && HUNK_HEADER.test(text)) return true;
  }
  return false;
}
