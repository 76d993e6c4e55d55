/** What a function of mm means, and why a hazard is one: at the place of the cursor. */
import type { Hover } from 'vscode-languageserver';
import type { PatchDocument, Position, Range } from '../patch/types.ts';
import { type FunctionDoc, type Reviewer, ruleUrl } from '../review/index.ts';
import type { Finding, Review } from '../review/types.ts';
import { findingMessage, placeName } from './diagnostics.ts';
import { codeBlock, escapeMarkdown, inlineCode, messageMarkdown } from './markdown.ts';
import { codeWordAt, identifierAround, type Word } from './patch-lookup.ts';
import { compare, contains } from './ranges.ts';

export interface HoverContext {
  readonly document: PatchDocument;
  readonly review?: Review;
  readonly contractOf: Reviewer['contractOf'];
  /** text of the line of the position, without its end */
  readonly lineText: string;
  readonly showCarried: boolean;
}

export function hoverAt(context: HoverContext, position: Position): Hover | undefined {
  const { review } = context;
  const findings = (review?.findings ?? []).filter(
    (finding) => contains(finding.input, position) && (finding.change !== 'carried' || context.showCarried),
  );
  const word = codeWordAt(context.document, position) ?? calledInProse(context.lineText, position);
  const doc = word && context.contractOf(word.text, review?.era?.version);
  if (findings.length === 0 && !doc) return undefined;

  const parts = findings.map(findingMarkdown);
  if (doc) parts.push(contractMarkdown(doc));
  return { contents: { kind: 'markdown', value: parts.join('\n\n---\n\n') }, range: doc && word ? word.range : smallest(findings) };
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

function findingMarkdown(finding: Finding): string {
  const message = findingMessage(finding).split('\n').map(messageMarkdown).join('  \n');
  const steps = finding.path.map(
    (step, index) => `${index + 1}. ${escapeMarkdown(placeName(step.file ?? finding.file, step.line))}: ${messageMarkdown(step.note)}`,
  );
  const rule = `[${escapeMarkdown(finding.rule)}](${ruleUrl(finding.rule)})`;
  const sure = finding.confidence === 'high' ? '' : `, ${finding.confidence} confidence`;
  return [`**${rule}** in ${inlineCode(`${finding.function}()`)}${sure}`, message, steps.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The contract in words. */
export function contractMarkdown(doc: FunctionDoc): string {
  const facts: string[] = [];
  const fact = (label: string, text: string | undefined): void => {
    if (text) facts.push(`- *${label}:* ${messageMarkdown(text)}`);
  };
  fact('context', doc.context);
  fact('returns', doc.returns);
  fact('undone by', doc.undo);
  fact('order', doc.order);
  fact('note', doc.note);
  fact('kernels', eras(doc));
  fact('renamed', doc.renamed);
  fact('source', doc.source);
  const parts = [
    codeBlock(doc.signature),
    messageMarkdown(sentence(doc.summary)),
    facts.join('\n'),
    `*mm Review model, ${escapeMarkdown(doc.file)}*`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function eras({ since, until }: FunctionDoc): string | undefined {
  if (since && until) return `${since} to ${until}`;
  if (since) return `since ${since}`;
  return until ? `until ${until}` : undefined;
}

function sentence(text: string): string {
  return text === '' ? '' : text[0]!.toUpperCase() + text.slice(1);
}
