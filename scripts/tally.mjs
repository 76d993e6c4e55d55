// How a test script says what it counted: the closing line for people, and a line of JSON for scripts/test.mjs, which sums them up and
// alone writes the closing line then.

/** @typedef {{passed: number, failed: number, skipped: number}} Tally */

/** `12 passed, 0 failed` with `, 3 skipped` where there are any. @param {Tally} tally */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The last line of a suite. @param {Tally} tally */
export function printTally(tally) {
  console.log(process.env.MM_SUITE ? `suite: ${JSON.stringify(tally)}` : closingLine(tally));
}

/** What a suite that ran under MM_SUITE counted, or undefined when it ended without saying. @param {string} output @returns {Tally | undefined} */
export function readTally(output) {
  const last = [...output.matchAll(/^suite: (\{.*\})$/gm)].at(-1);
  return last && JSON.parse(last[1]);
}
