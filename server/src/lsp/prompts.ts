/** The questions for a reviewer, function by function. */
import type { Range } from '../patch/types.ts';
import { type Desk, questionsOf } from '../review/index.ts';
import type { Review } from '../review/types.ts';
import type { FunctionPrompts } from './protocol.ts';
import { shownFirst } from './review-data.ts';

/** `range`: only functions that are shown there. */
export async function promptsOf(desk: Desk, review: Review, range?: Range, turn?: () => Promise<void>): Promise<FunctionPrompts[]> {
  const wanted = range && ((shown: Range): boolean => shown.start.line <= range.end.line && range.start.line <= shown.end.line);
  const found = await questionsOf(desk, review.findings, wanted, turn ? { turn } : {});
  return found.map(({ questions, diff, range: first, ...where }) => ({
    ...where,
    range: shownFirst(where.function, diff) ?? first,
    prompts: questions,
  }));
}
