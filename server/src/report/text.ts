/**
 * The text format, as a compiler prints it: `file:line:column: warning: message [rule]`, then the numbered path. Editors, `grep`
 * and people read it. Everything that came out of a patch is made printable first.
 */
import { retold } from '../review/index.ts';
import type { Finding } from '../review/types.ts';
import type { Colours } from './colours.ts';
import { printable, printableColumns } from './printable.ts';
import type { InputResult, PatchResult } from './results.ts';
import type { Report } from './types.ts';

export function textReport(colours: Colours): Report {
  return {
    begin: () => '',
    result(result) {
      const again = retold(result.findings);
      let heading: PatchResult | undefined;
      return result.findings
        .map((finding) => {
          const patch = result.patches.findLast(({ line }) => line <= finding.input.start.line + 1);
          const isNew = patch !== undefined && patch !== heading && result.patches.length > 1 && patch.subject !== '';
          heading = patch;
          const lead = isNew ? `${colours.strong(`${inputName(result.input)}: in '${printable(patch.subject)}':`)}\n` : '';
          return lead + findingText(result, finding, colours, again.has(finding));
        })
        .join('');
    },
    end: () => '',
  };
}

/** @param again an earlier finding tells the path already, another way out of the same function */
export function findingText(result: InputResult, finding: Finding, colours: Colours, again = false): string {
  const input = inputName(result.input);
  const { line, character } = finding.input.start;
  const place = `${input}:${line + 1}:${character + 1}:`;
  const text = `${colours.strong(place)} ${kind(finding, result.patches.length > 0, colours)} ${printable(finding.message)} ${colours.faint(`[${printable(finding.rule)}]`)}\n`;
  const file = printable(finding.file);
  const steps = finding.path.map((step, index) => {
    const shown = step.input && result.patches.length > 0 ? ` (patch line ${step.input.start.line + 1})` : '';
    return `  ${String(index + 1).padStart(2)}. ${at(step.file === undefined ? file : printable(step.file), step.line)}${shown}: ${printable(step.note)}\n`;
  });
  const spot = at(file, finding.line);
  const where = `      in ${printable(finding.function)}()${spot === '' ? '' : `, ${spot}`}${finding.side === 'old' ? ', before the patch' : ''}`;
  // What is mended needs no proof, and what was told above no second one.
  if (finding.change === 'fixed') return text;
  if (again) return `${text}${where}: as above, on another path\n`;
  const remedy = finding.remedy ? `      ${printable(finding.remedy)}\n` : '';
  return text + `${where}\n` + (finding.race ? turns(finding.race.columns) : steps.join('')) + remedy;
}

/** Threads side by side, with room around them. */
function turns(columns: string): string {
  const lines = columns.split('\n').map(printableColumns);
  return `\n${lines.map((line) => (line === '' ? '\n' : `      ${line}\n`)).join('')}\n`;
}

function kind(finding: Finding, isPatch: boolean, colours: Colours): string {
  if (finding.change === 'fixed') return `${colours.note('note:')} fixed by the patch:`;
  const severity = finding.severity === 'info' ? 'note' : finding.severity;
  const word = colours[severity](`${severity}:`);
  // An audit has no patch that could have been before or behind.
  return finding.change === 'carried' && isPatch ? `${word} there before the patch:` : word;
}

/** In a reply that cut the code, the number of a line may be unknown: 0. */
const at = (file: string, line: number): string => (line <= 0 ? file : file === '' ? `line ${line}` : `${file}:${line}`);

/** How an input is called in messages. */
export function inputName(input: string): string {
  return input === '-' ? '<stdin>' : printable(input);
}
