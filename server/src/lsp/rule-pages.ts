/** Where the rules are explained: pages that came with the extension. */
import { rulePath } from '../review/index.ts';
import { escapeMarkdown } from './markdown.ts';

/** `ref/leak` -> an address that may stand in a diagnostic and in Markdown; undefined where there are no pages */
export type RulePage = (rule: string) => string | undefined;

/** @param folder URI of the folder with the pages, as the client gave it */
export function rulePages(folder?: string): RulePage {
  if (typeof folder !== 'string' || !/^[a-z][a-z0-9+.-]*:/i.test(folder)) return () => undefined;
  // blanks, brackets and quotes would end the link in Markdown
  const base = folder
    .replace(/\/*$/, '/')
    .replace(/[\s()<>[\]"\\]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
  return (rule) => `${base}${rulePath(rule).split('/').at(-1)}`;
}

/** The rule's name in Markdown, a link where it has a page. */
export function ruleMarkdown(rule: string, page: RulePage): string {
  const href = page(rule);
  return href === undefined ? escapeMarkdown(rule) : `[${escapeMarkdown(rule)}](${href})`;
}
