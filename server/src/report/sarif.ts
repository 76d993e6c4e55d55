/**
 * SARIF 2.1.0, for code scanning pages and editors: findings stand in the patch (the artifact that was reviewed), their paths are
 * code flows. Columns are UTF-16 code units, 1-based, ends exclusive, as SARIF has them.
 */

import type { Range } from '../patch/types.ts';
import { rulePath, rules, scenarioFunction } from '../review/index.ts';
import type { Finding, FindingStep } from '../review/types.ts';
import type { InputResult } from './results.ts';
import type { Report } from './types.ts';

const level = { error: 'error', warning: 'warning', info: 'note' } as const;
/** SARIF's words for what a patch does to a result: compared with the code before it. */
const baseline = { introduced: 'new', fixed: 'absent', carried: 'unchanged' } as const;

export function sarifReport(version: string): Report {
  let any = false;
  const errors: string[] = [];
  const driver = {
    name: 'mmreview',
    version,
    rules: rules.map(({ id, says }) => ({
      id,
      shortDescription: { text: says },
      help: { text: `${says}. See ${rulePath(id)} of mmreview.` },
    })),
  };
  return {
    begin: () =>
      '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{' +
      `"tool":${JSON.stringify({ driver })},"columnKind":"utf16CodeUnits","results":[`,
    result(result) {
      errors.push(...result.errors.map((error) => `${result.input}: ${error}`));
      const shown = result.findings.map((finding) => sarifResult(result, finding));
      const dismissed = result.dismissed.map(({ finding, reason }) => ({
        ...sarifResult(result, finding),
        suppressions: [{ kind: 'external', status: 'accepted', justification: reason }],
      }));
      return [...shown, ...dismissed]
        .map((one) => {
          const comma = any ? ',\n' : '\n';
          any = true;
          return comma + JSON.stringify(one);
        })
        .join('');
    },
    end(audit) {
      errors.push(...(audit?.errors ?? []));
      const invocation = {
        executionSuccessful: errors.length === 0,
        toolExecutionNotifications: errors.map((text) => ({ level: 'error', message: { text } })),
      };
      return `${any ? '\n]' : ']'},"invocations":[${JSON.stringify(invocation)}]}]}\n`;
    },
  };
}

function sarifResult(result: InputResult, finding: Finding): object {
  const ruleIndex = rules.findIndex(({ id }) => id === finding.rule);
  return {
    ruleId: finding.rule,
    ...(ruleIndex >= 0 ? { ruleIndex } : {}),
    level: finding.change === 'fixed' ? 'note' : level[finding.severity],
    message: { text: finding.remedy ? `${finding.message} ${finding.remedy}` : finding.message },
    locations: [
      {
        physicalLocation: inInput(result.input, finding.input),
        logicalLocations: [{ name: finding.function, fullyQualifiedName: `${finding.file}:${finding.function}`, kind: 'function' }],
      },
    ],
    relatedLocations: [
      { id: 0, message: { text: `${finding.file} (${finding.side})` }, physicalLocation: inSource(finding.file, finding.line) },
    ],
    codeFlows:
      finding.path.length > 0 ? [{ threadFlows: [{ locations: finding.path.map((step) => flowStep(result, finding, step)) }] }] : [],
    partialFingerprints: { 'mmreview/v1': finding.fingerprint },
    // An audit compares with nothing.
    ...(result.patches.length > 0 ? { baselineState: baseline[finding.change] } : {}),
    properties: { confidence: finding.confidence },
  };
}

/** A step of a scenario's own function is in no file: it has that function for its place, and no line is made up for it. */
function flowStep(result: InputResult, finding: Finding, step: FindingStep): object {
  const message = { text: step.note };
  if (step.input) return { location: { message, physicalLocation: inInput(result.input, step.input) } };
  const fn = scenarioFunction(step.file);
  if (fn === undefined) return { location: { message, physicalLocation: inSource(step.file ?? finding.file, step.line) } };
  const name = fn === '' ? finding.object : fn;
  return {
    location: { message, logicalLocations: [{ name, fullyQualifiedName: `scenario ${finding.object}:${name}`, kind: 'function' }] },
  };
}

function inInput(input: string, { start, end }: Range): object {
  const region = { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
  return { artifactLocation: { uri: fileUri(input) }, region };
}

function inSource(file: string, line: number): object {
  // where a cut hunk did not say its number, the file is all that is known
  return { artifactLocation: { uri: fileUri(file), uriBaseId: 'SRCROOT' }, ...(line > 0 ? { region: { startLine: line } } : {}) };
}

/** A path as a URI reference: what could be taken for something else is escaped. Standard input has a name of its own. */
function fileUri(path: string): string {
  if (path === '-') return 'stdin';
  return path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
