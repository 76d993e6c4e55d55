/**
 * The text format, as a compiler prints it: `file:line:column: warning: message [rule]`, then the numbered path. Editors, `grep`
 * and people read it. Everything that came out of a patch is made printable first.
 */
import type { Finding } from '../review/types.ts';
import type { Colours } from './colours.ts';
import { printable } from './printable.ts';
import type { InputResult } from './results.ts';
import type { Report } from './types.ts';

export function textReport(colours: Colours): Report {
  return {
    begin: () => '',
    result: (result) => result.findings.map((finding) => findingText(result, finding, colours)).join(''),
    end: () => '',
  };
}

export function findingText(result: InputResult, finding: Finding, colours: Colours): string {
  const input = inputName(result.input);
  const { line, character } = finding.input.start;
  const place = `${input}:${line + 1}:${character + 1}:`;
  const text = `${colours.strong(place)} ${kind(finding, result.patches.length > 0, colours)} ${printable(finding.message)} ${colours.faint(`[${printable(finding.rule)}]`)}\n`;
  const file = printable(finding.file);
  const steps = finding.path.map((step, index) => {
    const shown = step.input && result.patches.length > 0 ? ` (patch line ${step.input.start.line + 1})` : '';
    return `  ${String(index + 1).padStart(2)}. ${at(step.file === undefined ? file : printable(step.file), step.line)}${shown}: ${printable(step.note)}\n`;
  });
  const where = `      in ${printable(finding.function)}(), ${at(file, finding.line)}${finding.side === 'old' ? ' before the patch' : ''}\n`;
  const remedy = finding.remedy && finding.change !== 'fixed' ? `      ${printable(finding.remedy)}\n` : '';
  return text + where + steps.join('') + remedy;
}

function kind(finding: Finding, isPatch: boolean, colours: Colours): string {
  if (finding.change === 'fixed') return `${colours.note('note:')} fixed by the patch:`;
  const severity = finding.severity === 'info' ? 'note' : finding.severity;
  const word = colours[severity](`${severity}:`);
  // An audit has no patch that could have been before or behind.
  return finding.change === 'carried' && isPatch ? `${word} there before the patch:` : word;
}

/** In a reply that cut the code, the number of a line may be unknown: 0. */
const at = (file: string, line: number): string => (line > 0 ? `${file}:${line}` : file);

/** How an input is called in messages. */
export function inputName(input: string): string {
  return input === '-' ? '<stdin>' : printable(input);
}
