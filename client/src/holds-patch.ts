// Does a text hold a patch? A cheap look at its beginning, with no need of the server: what it says decides whether the server is asked.

/** As far as a text is looked at that nobody asked about. */
export const GLANCE = 4000;

/** `@@ -1,2 +3,4 @@`, at any quote depth, as no prose has it. */
const HUNK_HEADER = /^[>|\s]*@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/;

/**
 * Whether a line is the header of a hunk.
 * @param lineCount number of lines of the text
 * @param lineAt the text of a line, 0-based
 * @param limit how many lines are looked at
 */
export function holdsPatch(lineCount: number, lineAt: (line: number) => string, limit = Number.POSITIVE_INFINITY): boolean {
  const end = Math.min(lineCount, limit);
  for (let line = 0; line < end; line++) {
    const text = lineAt(line);
    if (text.includes('@@') && HUNK_HEADER.test(text)) return true;
  }
  return false;
}
