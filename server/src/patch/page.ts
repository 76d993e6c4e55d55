/**
 * Texts that are no mail: pages of list archives, patchwork and lore saved as text, bare diffs, a patch with prose above it.
 */
import { type BodyLine, tailOf } from './place.ts';

/** A stretch of a page that one person wrote. */
export interface PageSection {
  readonly author?: string;
  readonly from: number;
  readonly to: number;
}

export interface PageFacts {
  readonly subject?: BodyLine;
  readonly from?: string;
  readonly date?: string;
  readonly messageId?: string;
  readonly sections: readonly PageSection[];
}

const month = '(?:Jan\\.?|Feb\\.?|March|April|May|June|July|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)';
/** Patchwork: `Nhat Pham Oct. 24, 2023, 8:32 p.m. UTC | #1`. */
const patchworkHead = new RegExp(`^(\\S.{0,80}?) (${month} \\d{1,2}, \\d{4}, .{1,14} UTC)(?: \\| #\\d{1,4})?$`);
/** lore: `From: Nhat Pham @ 2023-10-24 20:32 UTC (permalink / raw)`. */
const loreHead = /^From: (.{1,80}) @ (\d{4}-\d\d-\d\d\s+\d{1,2}:\d\d UTC)/;

/** What a page says about itself, and who wrote which stretch of it. */
export function readPage(lines: readonly BodyLine[]): PageFacts {
  let subject: BodyLine | undefined;
  let from: string | undefined;
  let date: string | undefined;
  let messageId: string | undefined;
  let firstText = -1;
  for (let i = 0; i < lines.length && i < 40; i++) {
    const { text } = lines[i] as BodyLine;
    if (text.length === 0 || text.length > 1000) continue;
    if (text.startsWith('diff ') || text.startsWith('@@ ') || text.startsWith('--- ')) break;
    if (firstText < 0) {
      firstText = i;
      // lore begins a message with `* `.
      const star = text.startsWith('* ') ? 2 : 0;
      if (/^(?:re:\s|fwd?:\s|\[)/i.test(text.slice(star)) && /\S\s/.test(text)) subject = tailOf(lines[i] as BodyLine, star);
    }
    const field = /^(From|Date|Subject|Message[- ]I[Dd]):?[ \t]+(\S.*)$/.exec(text);
    if (!field) continue;
    const value = (field[2] as string).trim();
    if (field[1] === 'From' && text[4] === ':') from ??= /^(.{1,100}?) @ \d{4}-/.exec(value)?.[1] ?? value;
    else if (field[1] === 'Date' && text[4] === ':') date ??= value;
    else if (field[1] === 'Subject' && text[7] === ':') subject ??= { ...(lines[i] as BodyLine), text: value, column: text.indexOf(value) };
    else if (/^Message/.test(field[1] as string) && value.includes('@')) messageId ??= value.replace(/^<|>$/g, '');
  }

  const sections: PageSection[] = [];
  let start = 0;
  let author = from;
  let first = true;
  const cut = (at: number, behind: number, next: string | undefined): void => {
    if (at > start) sections.push({ author, from: start, to: at });
    start = behind;
    author = next;
  };
  for (let i = 0; i < lines.length; i++) {
    const { text } = lines[i] as BodyLine;
    if (text.length < 5 || text.length > 200) continue;
    if (text === 'Patch' && i > 0 && blankAt(lines, i - 1) && blankAt(lines, i + 1)) {
      // Patchwork repeats the diff of the mail itself below all comments.
      cut(i, i + 1, from);
      continue;
    }
    if (text.startsWith('^ permalink ') || text.startsWith('^ raw ')) {
      cut(i, i + 1, undefined);
      continue;
    }
    const head = patchworkHead.exec(text) ?? loreHead.exec(text);
    if (!head) continue;
    cut(i, i + 1, head[1]);
    if (first) {
      from ??= head[1];
      date ??= head[2];
      first = false;
    }
  }
  cut(lines.length, lines.length, undefined);
  return { subject, from, date, messageId, sections };
}

function blankAt(lines: readonly BodyLine[], i: number): boolean {
  return ((lines[i]?.text ?? '') as string).trim().length === 0;
}
