/** A hazard's path as a document to read: what goes wrong, the steps with their code, what would make it right. Markdown. */
import type { PatchDocument } from '../patch/types.ts';
import type { Desk } from '../review/index.ts';
import type { Finding, FindingStep } from '../review/types.ts';
import { placeName } from './diagnostics.ts';
import { codeBlock, escapeMarkdown, inlineCode, messageMarkdown } from './markdown.ts';
import { placeInPatch } from './patch-lookup.ts';
import type { VirtualDocument } from './protocol.ts';
import { type RulePage, ruleMarkdown } from './rule-pages.ts';

export function explainPath(finding: Finding, document: PatchDocument, desk: Desk | undefined, rulePage: RulePage): VirtualDocument {
  const change = { introduced: 'introduced by the patch', fixed: 'fixed by the patch', carried: 'there before the patch' }[finding.change];
  const parts = [
    `# ${escapeMarkdown(finding.rule)} in ${inlineCode(`${finding.function}()`)}`,
    `${escapeMarkdown(placeName(finding.file, finding.line))}, ${finding.side === 'new' ? 'after' : 'before'} the patch; ${change}; ${finding.confidence} confidence`,
    messageMarkdown(finding.message),
    finding.remedy && finding.change !== 'fixed' ? `*Remedy:* ${messageMarkdown(finding.remedy)}` : '',
    finding.path.length > 0 ? '## The path' : '',
    ...finding.path.map((step, i) => stepText(step, i, finding, document, desk)),
    `## The rule\n\n${ruleMarkdown(finding.rule, rulePage)}`,
    `Fingerprint ${inlineCode(finding.fingerprint)}: the same hazard has it after a rebase, too.`,
  ];
  const name = `${finding.rule.replace('/', '-')} in ${finding.function.replace(/\W/g, '_')}.md`;
  return { name, languageId: 'markdown', text: `${parts.filter((p) => p !== '').join('\n\n')}\n` };
}

function stepText(step: FindingStep, index: number, finding: Finding, document: PatchDocument, desk: Desk | undefined): string {
  const head = `${index + 1}. **${escapeMarkdown(placeName(step.file ?? finding.file, step.line))}**: ${messageMarkdown(step.note)}`;
  const code = step.input ? shown(step, document) : unseen(step, finding, desk);
  return code ? `${head}\n\n${indent(codeBlock(code))}` : head;
}

/** The line of the patch, with its mark. */
function shown(step: FindingStep, document: PatchDocument): string | undefined {
  const at = placeInPatch(document, step.input!.start);
  if (!at) return undefined;
  return `${{ add: '+', del: '-', context: ' ' }[at.line.kind]}${at.line.text}`;
}

/** A line that the patch does not show, out of the image that was judged. */
function unseen(step: FindingStep, finding: Finding, desk: Desk | undefined): string | undefined {
  if (step.line <= 0) return undefined;
  return desk?.lineText(step.file ?? finding.file, step.line, step.file === undefined ? finding.side : 'tree', finding.patch);
}

const indent = (text: string): string => text.replace(/^/gm, '   ');
