/** Where the rules are explained: pages that came with the extension, else the project's on the net. */
import { ruleUrl } from '../review/index.ts';

/** `ref/leak` -> an address that may stand in a diagnostic and in Markdown */
export type RulePage = (rule: string) => string;

/** @param folder URI of the folder with the pages, as the client gave it */
export function rulePages(folder?: string): RulePage {
  if (typeof folder !== 'string' || !/^[a-z][a-z0-9+.-]*:/i.test(folder)) return ruleUrl;
  // blanks, brackets and quotes would end the link in Markdown
  const base = folder
    .replace(/\/*$/, '/')
    .replace(/[\s()<>[\]"\\]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
  return (rule) => `${base}${ruleUrl(rule).split('/').at(-1)}`;
}
