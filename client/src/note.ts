// A reviewer's own notes, and where they stand in a text that may have changed since. Knows neither VS Code nor files.

export interface Note {
  readonly id: string;
  /** of the document in which it was written */
  readonly uri: string;
  /** 0-based line there, and its text: the line that it answers */
  readonly line: number;
  readonly lineText: string;
  /** Message-ID of the mail that it answers, and how far below its first line: the same mail in another file has the note too */
  readonly mail?: string;
  readonly offset?: number;
  readonly text: string;
  /** lines that go under it as they are */
  readonly block?: readonly string[];
  /** ISO 8601, UTC */
  readonly at: string;
}

/** A mail in a document: first and last line, 0-based. */
export interface MailPlace {
  readonly messageId?: string;
  readonly start: number;
  readonly end: number;
}

export interface TextLines {
  readonly count: number;
  line(index: number): string;
}

export interface PlacedNote {
  readonly note: Note;
  readonly line: number;
  /** the line that it answered is not there any more */
  readonly lost: boolean;
}

/** How far around its old place a line is looked for. */
const reach = 2000;

/** The notes that belong to a document, each at the line that it answers, or at the nearest place when that line has gone. */
export function placeNotes(notes: readonly Note[], uri: string, text: TextLines, mails: readonly MailPlace[]): PlacedNote[] {
  const placed: PlacedNote[] = [];
  for (const note of notes) {
    const mail = note.mail === undefined ? undefined : mails.find(({ messageId }) => messageId === note.mail);
    if (note.uri !== uri && !mail) continue;
    const within = mail ?? { start: 0, end: text.count - 1 };
    const expected = mail && note.offset !== undefined ? mail.start + note.offset : note.line;
    const line = nearest(note.lineText, expected, within, text);
    placed.push({ note, line: line ?? Math.max(0, Math.min(expected, within.end, text.count - 1)), lost: line === undefined });
  }
  return placed.sort((a, b) => a.line - b.line || (a.note.at < b.note.at ? -1 : 1));
}

/** The line with this text that is nearest to the expected one. */
function nearest(wanted: string, expected: number, { start, end }: MailPlace, text: TextLines): number | undefined {
  const last = Math.min(end, text.count - 1);
  for (let away = 0; away <= reach; away++) {
    const [up, down] = [expected - away, expected + away];
    if (up < start && down > last) return undefined;
    if (down >= start && down <= last && text.line(down) === wanted) return down;
    if (up >= start && up <= last && text.line(up) === wanted) return up;
  }
  return undefined;
}

/** Notes out of a stored text; what is no note is left out. Never throws. */
export function readNotes(text: string): Note[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return [];
  }
  const list = (read as { notes?: unknown } | null)?.notes;
  if (!Array.isArray(list)) return [];
  return (list as unknown[]).filter((one): one is Note => {
    const note = one as Partial<Note> | null;
    return (
      typeof note?.id === 'string' &&
      typeof note.uri === 'string' &&
      Number.isInteger(note.line) &&
      typeof note.lineText === 'string' &&
      typeof note.text === 'string' &&
      (note.block === undefined || Array.isArray(note.block)) &&
      typeof note.at === 'string'
    );
  });
}

export function printNotes(notes: readonly Note[]): string {
  return `${JSON.stringify({ version: 1, notes }, null, 1)}\n`;
}
