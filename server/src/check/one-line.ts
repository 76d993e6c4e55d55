/** Source text on one line, for messages and comparisons: how it was broken into lines says nothing. */
export const flat = (s: string): string => s.replace(/\s+/g, ' ').trim();
