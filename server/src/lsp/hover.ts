/** What a function of mm means, and why a hazard is one: at the place of the cursor. */
import type { Hover } from 'vscode-languageserver';
import type { PatchDocument, Position, Range } from '../patch/types.ts';
import { type CodePlace, compareVersions, type Desk, type Explained, type Reviewer } from '../review/index.ts';
import type { Finding, Review } from '../review/types.ts';
import { hereInShort, hereMarkdown, lockMarkdown, meaningMarkdown } from './here.ts';
import { codeBlock, escapeMarkdown, inlineCode, messageMarkdown } from './markdown.ts';
import { codeWordAt, identifierAround, placeInPatch, type Word } from './patch-lookup.ts';
import { compare, contains } from './ranges.ts';
import { type RulePage, ruleMarkdown } from './rule-pages.ts';

export interface HoverContext {
  readonly document: PatchDocument;
  readonly review?: Review;
  /** answers for places in the code; without, only what the model says of names is told */
  readonly desk?: Desk;
  readonly explain: Reviewer['explain'];
  readonly rulePage: RulePage;
  /** text of the line of the position, without its end */
  readonly lineText: string;
  readonly showCarried: boolean;
}

export function hoverAt(context: HoverContext, position: Position): Hover | undefined {
  const { review } = context;
  const findings = (review?.findings ?? []).filter(
    (finding) => contains(finding.input, position) && (finding.change !== 'carried' || context.showCarried),
  );
  const inCode = codeWordAt(context.document, position);
  const word = inCode ?? calledInProse(context.lineText, position);
  const parts = findings.map((finding) => findingMarkdown(finding, context.rulePage));
  const section = context.desk && !inCode ? inSection(context.document, position, context.lineText) : undefined;
  const heading = section && context.desk?.meaning(section.text);
  const told = heading ? [meaningMarkdown(heading)] : ((context.desk && inTheCode(context.document, context.desk, position, inCode)) ?? []);
  if (told.length > 0) parts.push(...told);
  else {
    const known = word && context.explain(word.text, review?.era?.version);
    if (known) parts.push(contractMarkdown(known, review?.era?.version));
  }
  if (parts.length === 0) return undefined;
  const named = word ?? section;
  const range = parts.length > findings.length && named ? named.range : smallest(findings);
  return { contents: { kind: 'markdown', value: parts.join('\n\n---\n\n') }, ...(range ? { range } : {}) };
}

const KEYWORDS = new Set(
  'if else for while do switch case default return goto break continue sizeof struct union enum const static void int long short char unsigned signed bool'.split(
    ' ',
  ),
);

/** The name under the cursor behind the second `@@`. */
function inSection(document: PatchDocument, position: Position, text: string): Word | undefined {
  for (const message of document.messages)
    for (const patch of message.patches)
      for (const file of patch.files)
        for (const { sectionRange } of file.hunks) {
          if (!contains(sectionRange, position)) continue;
          const found = identifierAround(text, position.character);
          if (!found) return undefined;
          const at = (character: number): Position => ({ line: position.line, character });
          return { text: text.slice(...found), range: { start: at(found[0]), end: at(found[1]) } };
        }
  return undefined;
}

/** What the desk says of the place: of the lock or the function that the word names, else of what holds there. */
function inTheCode(document: PatchDocument, desk: Desk, position: Position, word: Word | undefined): string[] {
  const at = codePlace(document, position);
  if (!at) return [];
  const { place, text, offset } = at;
  const name = word && !KEYWORDS.has(word.text) ? word.text : undefined;
  const [, end] = (name && identifierAround(text, offset)) || [0, 0];
  const called = name !== undefined && /^\s*\(/.test(text.slice(end));
  const lock = name && !called ? desk.lockAt(name, place) : undefined;
  const meaning = name && (called || !lock) ? desk.meaning(name, place) : undefined;
  if (name && meaning && (called || !lock)) {
    const here = desk.hereAt(place);
    const folio = called && /^folio_(?:try)?lock|^folio_unlock/.test(name) ? desk.lockAt('folio', place) : undefined;
    return [meaningMarkdown(meaning), ...(folio ? [lockMarkdown(folio)] : []), ...(here ? [hereInShort(here)] : [])];
  }
  const here = desk.hereAt(place, name);
  return [...(lock ? [lockMarkdown(lock)] : []), ...(here ? [hereMarkdown(here, name)] : [])];
}

/** The place as the desk wants it. */
export function codePlace(
  document: PatchDocument,
  position: Position,
): { readonly place: CodePlace; readonly text: string; readonly offset: number } | undefined {
  const at = placeInPatch(document, position);
  if (!at) return undefined;
  const { file, hunk, line, offset } = at;
  return { place: { file, hunk: file.hunks.indexOf(hunk), line: hunk.lines.indexOf(line), column: offset }, text: line.text, offset };
}

/** `folio_put()` in a commit message or a comment: only with its parentheses, or every other word would be a function. */
function calledInProse(text: string, position: Position): Word | undefined {
  const found = identifierAround(text, position.character);
  if (!found || text[found[1]] !== '(') return undefined;
  const [start, end] = found;
  return {
    text: text.slice(start, end),
    range: { start: { line: position.line, character: start }, end: { line: position.line, character: end } },
  };
}

function smallest(findings: readonly Finding[]): Range | undefined {
  return findings.map((finding) => finding.input).sort((a, b) => compare(b.start, a.start) || compare(a.end, b.end))[0];
}

/** Behind what editors show of the diagnostic itself, which is the message, the remedy and the path: the rule, in which function, how sure it is. */
function findingMarkdown(finding: Finding, rulePage: RulePage): string {
  const sure = finding.confidence === 'high' ? '' : `, ${finding.confidence} confidence`;
  const change = finding.change === 'fixed' ? ', fixed by the patch' : finding.change === 'carried' ? ', there before the patch' : '';
  return `**${ruleMarkdown(finding.rule, rulePage)}** in ${inlineCode(`${finding.function}()`)}${change}${sure}`;
}

/** The contract in words: what the comment says, and what comes out of the body for each result. `version` is the kernel in question. */
export function contractMarkdown({ doc, before, outcomes }: Explained, version?: string): string {
  const facts: string[] = [];
  const fact = (label: string, text: string | undefined): void => {
    if (text) facts.push(`- *${label}:* ${messageMarkdown(text)}`);
  };
  fact('context', doc.context);
  fact('returns', doc.returns);
  fact('undone by', doc.undo);
  fact('after a failure', doc.failure);
  fact('order', doc.order);
  fact('note', doc.note);
  fact('kernels', eras(doc, version));
  fact('called before', before.map(({ name, until }) => `\`${name}()\`${until ? ` (until ${until})` : ''}`).join(', '));
  fact('called next', doc.renamed?.split('->').at(-1)?.trim());
  fact('source', doc.source);
  const parts = [
    codeBlock(doc.signature),
    messageMarkdown(sentence(doc.summary)),
    outcomes.map((outcome) => `- ${messageMarkdown(outcome)}`).join('\n'),
    facts.join('\n'),
    `*mm Review model, ${escapeMarkdown(doc.file)}*`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Says so when the kernel in question is none of them. */
function eras({ since, until }: Explained['doc'], version: string | undefined): string | undefined {
  const said = span(since, until);
  if (!said || !version) return said;
  const outside = (since && compareVersions(version, since) < 0) || (until && compareVersions(until, version) < 0);
  return outside ? `${said}; not in ${version}` : said;
}

function span(since: string | undefined, until: string | undefined): string | undefined {
  if (since && until) return `${since} to ${until}`;
  if (since) return `since ${since}`;
  return until ? `until ${until}` : undefined;
}

function sentence(text: string): string {
  return text === '' ? '' : text[0]!.toUpperCase() + text.slice(1);
}
