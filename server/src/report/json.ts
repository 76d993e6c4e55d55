/**
 * The JSON format: docs/json.md says it in words, docs/mmreview.schema.json for machines. Version 1; one result per line, so that
 * a run of any length is printed as it goes. Lines and columns are 1-based, ends are exclusive.
 */
import type { Finding } from '../review/types.ts';
import type { InputResult } from './results.ts';
import type { AuditTotals, Report } from './types.ts';

export function jsonReport(): Report {
  let any = false;
  return {
    begin: () => '{"version":1,"results":[',
    result(result) {
      const comma = any ? ',\n' : '\n';
      any = true;
      return comma + JSON.stringify(jsonResult(result));
    },
    end(audit) {
      const close = any ? '\n]' : ']';
      return audit ? `${close},"audit":${JSON.stringify(jsonAudit(audit))}}\n` : `${close}}\n`;
    },
  };
}

function jsonResult(result: InputResult): object {
  return {
    input: result.input,
    patches: result.patches.map(({ subject, files, context }) => ({ subject, files, context })),
    findings: result.findings.map(jsonFinding),
    errors: result.errors,
  };
}

function jsonFinding(finding: Finding): object {
  const { start, end } = finding.input;
  return {
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    introduced: finding.change === 'introduced',
    fixed: finding.change === 'fixed',
    message: finding.message,
    function: finding.function,
    file: finding.file,
    line: finding.line,
    side: finding.side,
    input: { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 },
    path: finding.path.map(({ line, note, file }) => (file === undefined ? { line, note } : { line, note, file })),
    fingerprint: finding.fingerprint,
  };
}

function jsonAudit({ functions, lines, bounded, errors }: AuditTotals): object {
  return { functions, lines, bounded, errors };
}
