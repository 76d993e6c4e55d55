/** A review in the formats of other programs, as the command line tool prints it. */
import { b4Report, inputResult, jsonReport, sarifReport } from '../report/index.ts';
import type { Review } from '../review/types.ts';
import type { ExportParams } from './protocol.ts';

/** Null for a format that there is none of. A parameter of the wrong type counts as left out. */
export function exported(review: Review, params: ExportParams, showCarried: boolean): string | null {
  const version = typeof params.version === 'string' ? params.version : '';
  const report =
    params.format === 'sarif'
      ? sarifReport(version)
      : params.format === 'b4'
        ? b4Report()
        : params.format === 'json'
          ? jsonReport()
          : undefined;
  if (!report) return null;
  const dismissed = new Map<string, string>();
  for (const one of Array.isArray(params.dismissed) ? params.dismissed : [])
    if (typeof one?.fingerprint === 'string' && typeof one.reason === 'string') dismissed.set(one.fingerprint, one.reason);
  const name = typeof params.name === 'string' ? params.name : '-';
  const result = inputResult(name, [review], { carried: showCarried, dismissed, tree: false });
  return report.begin() + report.result(result) + report.end();
}
