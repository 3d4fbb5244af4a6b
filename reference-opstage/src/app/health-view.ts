import { redactedNames } from 'capsule-contract';
import type { Health, HealthCheck, HealthCheckReport, HealthReport } from 'capsule-contract/types';
import type { JsonObject } from '../domain/json.ts';
import { redactionList, redactNames } from '../domain/redaction.ts';
import { readTimestampOrNull, timestampOrNull } from './timestamps.ts';

export const redactions = redactionList(redactedNames);

/** A copy of somebody's document in which what the contract lists as secret is hidden. */
export function redacted(document: JsonObject): JsonObject {
  return redactNames(document, redactions);
}

/** Health in the form it is stored and shown: every member there, secrets hidden. */
export function healthView(report: HealthReport): Health {
  return {
    status: report.status,
    message: report.message ?? null,
    details: report.details === undefined ? null : redacted(report.details as JsonObject),
    observedAt: timestampOrNull(readTimestampOrNull(report.observedAt)),
    checks: (report.checks ?? []).map(checkView),
  };
}

function checkView(check: HealthCheckReport): HealthCheck {
  return { name: check.name, ...healthView(check) };
}
