/** A cheap first look at a text that nobody has named a patch. */

const sign =
  /^(?:[>|] ?){0,64}(?:diff --(?:git|cc|combined) \S|@@ -\d{1,15}(?:,\d{1,15})? \+\d{1,15}(?:,\d{1,15})? ?@@|--- \S[^\n]{0,4000}\n(?:[>|] ?){0,64}\+\+\+ \S)/m;
const encoded = /^content-transfer-encoding:[ \t]*base64/im;
const subject = /^subject:[^\n]{0,200}\[[^\]\n]{0,80}\bpatch\b/im;

/** Whether the first 64 KB hold the head of a file or of a hunk, quoted or not, or a base64 mail that calls itself a patch. */
export function looksLikePatch(text: string): boolean {
  const start = text.slice(0, 65536);
  return sign.test(start) || (encoded.test(start) && subject.test(start));
}
