/**
 * The JSON that `b4 review` takes from a check command (b4.review-perpatch-check-cmd): a list with one object, which is `pass`, `warn` or
 * `fail`, a summary in one line, and the details as text. The mail comes in on standard input, so that a run has one input as a rule.
 */
import { noColours } from './colours.ts';
import type { InputResult } from './results.ts';
import { findingText } from './text.ts';
import type { Report } from './types.ts';

export function b4Report(): Report {
  const results: InputResult[] = [];
  return {
    begin: () => '',
    result(result) {
      results.push(result);
      return '';
    },
    end: () => `${JSON.stringify(b4Check(results), null, 2)}\n`,
  };
}

/** [] where there is no patch to speak of: a cover letter is no failure, and no success either. */
function b4Check(results: readonly InputResult[]): object[] {
  const errors = results.flatMap((result) => result.errors);
  const findings = results.flatMap((result) => result.findings.map((finding) => ({ result, finding })));
  const introduced = findings.filter(({ finding }) => finding.change === 'introduced');
  const fixed = findings.filter(({ finding }) => finding.change === 'fixed');
  const patches = results.flatMap((result) => result.patches);
  if (patches.length === 0 && errors.length === 0) return [];
  const fails = errors.length > 0 || introduced.some(({ finding }) => finding.severity === 'error');
  const count = (n: number): string => `${n} ${n === 1 ? 'hazard' : 'hazards'} introduced`;
  const parts = [
    ...(errors.length > 0 ? ['could not be read whole'] : []),
    introduced.length > 0 ? count(introduced.length) : 'no hazard found',
    ...(fixed.length > 0 ? [`${fixed.length} fixed`] : []),
    ...(patches.length > 0 && patches.every(({ context }) => context === 'hunks') ? ['hunks only'] : []),
  ];
  const details = [...errors, ...findings.map(({ result, finding }) => findingText(result, finding, noColours).trimEnd())].join('\n');
  return [
    {
      tool: 'mmreview',
      status: fails ? 'fail' : introduced.length > 0 ? 'warn' : 'pass',
      summary: parts.join(', '),
      ...(details === '' ? {} : { details }),
    },
  ];
}
