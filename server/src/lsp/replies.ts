/** Review -> the mails that answer a document, from what the client was told to say. */
import type { PatchDocument } from '../patch/types.ts';
import { composeReplies } from '../reply/index.ts';
import type { Review } from '../review/types.ts';
import type { ReplyParams, ReplyResult } from './protocol.ts';

/** `text` is the very text that `document` was read from. A parameter of the wrong type counts as left out. */
export function repliesTo(document: PatchDocument, review: Review, text: string, params: ReplyParams): ReplyResult {
  const wanted = new Set(Array.isArray(params.findings) ? params.findings : []);
  const notes = (Array.isArray(params.notes) ? params.notes : []).filter(
    (note) => Number.isInteger(note?.line) && typeof note.text === 'string' && (note.block === undefined || Array.isArray(note.block)),
  );
  return composeReplies(document, text.split(/\r\n|\n/), review, {
    notes,
    findings: review.findings.filter(({ fingerprint, change }) => change === 'introduced' && wanted.has(fingerprint)),
    ...(typeof params.from === 'string' && params.from.trim() !== '' ? { from: params.from } : {}),
    ...(typeof params.width === 'number' ? { width: params.width } : {}),
  }).map(({ subject, text: mail, fileName, range, answered, lacks }) => ({ subject, text: mail, fileName, range, answered, lacks }));
}
