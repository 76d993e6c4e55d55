// The closing line that every test script of this repository ends with, written and read in one place.

/**
 * @typedef {{passed: number, failed: number, skipped: number}} Tally
 */

/** `12 passed, 0 failed` with `, 3 skipped` where there are any. @param {Tally} tally */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The last closing line of a script's output, or undefined when it ended without one. @param {string} output @returns {Tally | undefined} */
export function readClosingLine(output) {
  const lines = [...output.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)];
  const last = lines.at(-1);
  return last && { passed: Number(last[1]), failed: Number(last[2]), skipped: Number(last[3] ?? 0) };
}
