/**
 * Text of a patch is a stranger's text. On a terminal it could move the cursor, retitle the window or hide lines, so no control
 * character of it is ever printed, and nothing that turns the reading direction around.
 */

const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** One printable line: control characters become U+FFFD, runs of white space (line breaks among them) one blank. */
export function printable(text: string): string {
  return text.replace(/[\t\n\r\v\f ]+/g, ' ').replace(control, '\ufffd');
}

/** A line whose blanks mean something: columns keep their places. */
export function printableColumns(line: string): string {
  return line
    .replace(/[\t\n\r\v\f]/g, ' ')
    .replace(control, '\ufffd')
    .trimEnd();
}
