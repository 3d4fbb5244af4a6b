/** One check's line of the report, from its outcome and its transcript. */
import type { Check } from '../checks/check.ts';
import type { Trial } from '../checks/trial.ts';
import { exchangeOf } from './exchange.ts';
import type { CheckOutcome } from './run-check.ts';
import type { CheckReport } from './run-report.ts';

export function checkReport(
  check: Check,
  outcome: CheckOutcome,
  facts: { trial: Trial | null; durationMs: number; replay: string },
): CheckReport {
  const { trial } = facts;
  const mask = (text: string) => trial?.secrets.mask(text) ?? text;
  const { failure } = outcome;
  return {
    id: check.id,
    title: check.title,
    how: check.how,
    verdict: outcome.verdict,
    evidence: outcome.verdict === 'passed' ? [...(trial?.evidence ?? [])] : [...(failure?.messages ?? [])],
    messages: trial?.transcript.messages.length ?? 0,
    durationMs: Math.round(facts.durationMs),
    reason: outcome.reason === null ? null : mask(outcome.reason),
    failure:
      failure && trial
        ? {
            expected: mask(failure.expected),
            actual: mask(failure.actual),
            ...exchangeOf(trial.transcript, failure.messages, trial.secrets),
            replay: mask(facts.replay),
            ...(failure.program ? { program: failure.program } : {}),
          }
        : null,
  };
}
