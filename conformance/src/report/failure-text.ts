/** One failure as plain text: for formats that have a single place for it (JUnit, SARIF). */
import type { CheckReport, RequirementReport, RunReport } from '../runner/run-report.ts';
import { curlLine } from './curl-line.ts';
import { indented } from './indented.ts';

export function failureText(report: RunReport, requirement: RequirementReport, check: CheckReport): string {
  const { failure } = check;
  const lines = [`${requirement.level} ${requirement.id}: ${requirement.sentence}`];
  if (!failure) return lines.join('\n');
  lines.push(`expected: ${failure.expected}`, `actual:   ${failure.actual}`, '');
  for (const { number, lane, request, response, failure: broken } of failure.exchange) {
    lines.push(`[${number}] ${lane}: ${request.method} ${request.target}`);
    if (request.body !== '') lines.push(indented(`-> ${request.body}`, 4));
    lines.push(indented(response ? `<- ${response.status} ${response.body}` : `<- ${broken}`, 4));
  }
  lines.push(...new Set(failure.notes));
  const { url } = report.subject;
  if (url !== null && failure.exchange.length > 0) {
    lines.push('', ...failure.exchange.map((message) => curlLine(url, message)));
  }
  lines.push('', `replay: ${failure.replay}`);
  return lines.join('\n');
}
