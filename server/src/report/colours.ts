/** What a text may be coloured with; whether it is, is for who prints it to say. */
export interface Colours {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly note: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

const same = (text: string): string => text;
export const noColours: Colours = { error: same, warning: same, note: same, strong: same, faint: same };
