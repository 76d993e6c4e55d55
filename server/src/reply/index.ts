/**
 * reply/ - what a reviewer answers: the mail, and what was looked at and let go.
 *
 * Knows: a read text, its review, notes on lines of it; how a list writes mail. Must not know: editors, files, how a hazard is found, how
 * mail is sent. No node:, no vscode.
 *
 *   compose.ts    notes and findings -> mails        head.ts      whom it goes to, what it answers
 *   place.ts      which line of what is answered     quote.ts     what of the patch is quoted, and what is cut
 *   question.ts   a finding as a question            fill.ts      prose in columns
 *   dismissed.ts  the file of what was dismissed
 */
export { composeReplies } from './compose.ts';
export { type Dismissal, type DismissedFile, dismissedFile, dismissedReport, printDismissed, readDismissed } from './dismissed.ts';
export { hasQuestion } from './question.ts';
export type { Note, Reply, ReplyOptions } from './types.ts';
