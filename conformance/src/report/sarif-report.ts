/**
 * The report as SARIF 2.1.0: a rule per requirement, a result per check of every verdict.
 *
 * A conformance failure has no place in a source file, but upload services refuse a result without one; all results
 * stand at the kit's configuration file, and the operation that was called is the logical location.
 */
import type { CheckReport, ReportMessage, RequirementReport, RunReport, Verdict } from '../runner/run-report.ts';
import { failureText } from './failure-text.ts';
import { everyCheck, knownFailureOf } from './outcome.ts';
import { printable } from './printable.ts';

const kinds: Readonly<Record<Verdict, string>> = {
  passed: 'pass',
  failed: 'fail',
  'not-applicable': 'notApplicable',
  'could-not-run': 'open',
  'harness-error': 'review',
};

export function sarifReport(raw: RunReport): string {
  const report = printable(raw);
  const { kit, contract, subject, requirements, startedAt, durationMs, exitCode, command, seed, partial } = report;
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: kit.name,
            version: kit.version,
            rules: requirements.map(rule),
            properties: { contract },
          },
        },
        automationDetails: { id: `capsule-conformance/${subject.role}/` },
        invocations: [
          {
            executionSuccessful: exitCode !== 3,
            exitCode,
            commandLine: command,
            startTimeUtc: startedAt,
            endTimeUtc: new Date(Date.parse(startedAt) + durationMs).toISOString(),
          },
        ],
        results: everyCheck(report).map(({ requirement, check }) => result(report, requirement, check)),
        properties: { subject, seed, partial, summary: report.summary, knownFailures: report.knownFailures },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule({ id, level, area, profile, sentence }: RequirementReport): object {
  return {
    id,
    shortDescription: { text: sentence },
    defaultConfiguration: { level: severityOf(level) },
    properties: { level, area, profile, tags: ['capsule', area, level] },
  };
}

function result(report: RunReport, requirement: RequirementReport, check: CheckReport): object {
  const failed = check.verdict === 'failed';
  const known = knownFailureOf(report, check.id);
  const { url } = report.subject;
  const last = url === null ? undefined : check.failure?.exchange.findLast(({ cited }) => cited);
  return {
    ruleId: requirement.id,
    kind: kinds[check.verdict],
    level: failed ? severityOf(requirement.level) : 'none',
    message: { text: failed ? failureText(report, requirement, check) : (check.reason ?? check.title) },
    locations: [location(check)],
    partialFingerprints: { 'capsuleCheck/v1': `${report.subject.role}/${check.id}` },
    ...(known ? { suppressions: [{ kind: 'external', status: 'accepted', justification: known.reason }] } : {}),
    ...(last && url !== null ? webExchange(url, last) : {}),
    properties: { check: check.id, evidence: check.evidence, durationMs: check.durationMs },
  };
}

function location(check: CheckReport): object {
  const operation = check.failure?.exchange.findLast(({ cited }) => cited)?.operationId;
  const logical = operation === null || operation === undefined ? [] : [{ name: operation, kind: 'function' }];
  return {
    physicalLocation: { artifactLocation: { uri: 'capsule-conformance.yaml' }, region: { startLine: 1 } },
    ...(logical.length > 0 ? { logicalLocations: logical } : {}),
  };
}

function webExchange(url: string, { request, response }: ReportMessage): object {
  const webRequest = {
    protocol: 'HTTP',
    version: '1.1',
    method: request.method,
    target: new URL(url).origin + request.target,
    headers: Object.fromEntries(request.headers),
    body: { text: request.body },
  };
  if (response === null) return { webRequest };
  const { status: statusCode, headers, body } = response;
  return { webRequest, webResponse: { statusCode, headers: Object.fromEntries(headers), body: { text: body } } };
}

function severityOf(level: string): 'error' | 'warning' {
  return level === 'MUST' ? 'error' : 'warning';
}
