/**
 * report/ - a review for machines and terminals: text as a compiler prints it, JSON, SARIF, b4's check.
 *
 * Knows: what a review holds, what those formats want. Must not know: where an input came from, where the text goes. No node:, no vscode.
 *
 *   results.ts   a review -> what is said of one input, in a fixed order      text.ts, json.ts, sarif.ts, b4.ts   the formats
 *   types.ts     what a format is                                             printable.ts, colours.ts            a stranger's text on a terminal
 */
export { b4Report } from './b4.ts';
export { type Colours, noColours } from './colours.ts';
export { jsonReport } from './json.ts';
export { printable } from './printable.ts';
export { addTo, type InputResult, inOrder, inputResult, noTotals, type Remark, type Totals } from './results.ts';
export { sarifReport } from './sarif.ts';
export { inputName, textReport } from './text.ts';
export type { AuditTotals, Report } from './types.ts';
