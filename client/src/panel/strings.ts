/** The page's sentences in the reader's language; what the server says of a run: phrases.ts. */

let strings: Readonly<Record<string, unknown>> = {};

/** `bundle`: JSON, the translations by their English sentences; anything else is as good as none. */
export function speak(bundle: string | undefined): void {
  try {
    const read: unknown = JSON.parse(bundle ?? '{}');
    strings = typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  } catch {
    strings = {};
  }
}

/** Whether there is anything to translate into. */
export function spoken(): 'english' | 'another' {
  return Object.keys(strings).length === 0 ? 'english' : 'another';
}

/** A sentence with its values in the places `{0}`, `{1}` ...; the English one must be a literal, so that translators find it. */
export function t(english: string, ...values: readonly (string | number)[]): string {
  return translated(english, values);
}

/** The same for a sentence of a table. */
export function translated(english: string, values: readonly (string | number)[]): string {
  const own = Object.hasOwn(strings, english) ? strings[english] : undefined;
  const sentence = typeof own === 'string' ? own : english;
  return sentence.replace(/\{(\d+)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole));
}

/** A sentence of a table that is made before the language is known: for translators to find; `t` is asked where it is shown. */
export function later<const S extends string>(english: S): S {
  return english;
}
