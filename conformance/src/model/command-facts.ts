/** What every view of a command must show, member by member, each with the requirement it is about. */
import type { RequirementId } from 'capsule-contract/types';
import { isFinal } from './lifecycle.ts';
import type { CommandState, ModelState, ResultForm } from './model-state.ts';
import { type Fact, given, type Ref, ref } from './outcome.ts';

/** `within` is the member that holds the command, `item` the element of a list. */
export function commandFacts(state: ModelState, index: number, where: { within?: string; item?: Ref } = {}): Fact[] {
  const command = state.commands[index];
  if (!command) throw new Error(`no command ${index}`);
  const { within, item } = where;
  const fact = (at: string, is: unknown, requirement: RequirementId): Fact => ({
    at: within === undefined ? at : `${within}.${at}`,
    is,
    requirement,
    ...(item ? { item } : {}),
  });
  const answered = command.deliveries.some((one) => state.deliveries[one]?.answered !== null);
  return [
    fact('id', ref('command', index), command.because),
    fact('status', command.status, command.because),
    fact('agentId', ref('agent', command.agent), 'service-ownership'),
    fact('serviceId', ref('service', command.service), 'report-upsert'),
    fact('actionName', command.action, 'action-gate'),
    fact('attempt', command.deliveries.length, 'lost-delivery-redelivered'),
    fact('acknowledgedAt', answered ? given : null, 'ack-idempotent'),
    fact('cancelRequestedAt', command.cancelRequested ? given : null, 'cancel'),
    fact('finishedAt', isFinal(command.status) ? given : null, command.because),
    fact('outcomeKnown', command.outcomeKnown, command.because),
    fact('retryOf', command.retryOf === null ? null : ref('command', command.retryOf), 'retry-new-command'),
    ...(command.status === 'RUNNING' ? [fact('leaseExpiresAt', given, 'run-lease')] : []),
    ...(command.progressSeq === null
      ? [fact('progress', null, 'progress-monotonic')]
      : [fact('progress.seq', command.progressSeq, 'progress-monotonic')]),
    ...resultFacts('result', command.result, 'result-once', fact),
    ...resultFacts('lateResult', command.lateResult, 'late-result-kept', fact),
    ...errorFacts(command, fact),
  ];
}

type MakeFact = (at: string, is: unknown, requirement: RequirementId) => Fact;

function resultFacts(at: string, form: ResultForm | null, requirement: RequirementId, fact: MakeFact): Fact[] {
  if (form === null) return [fact(at, null, requirement)];
  return [
    fact(`${at}.success`, form.success, requirement),
    fact(`${at}.cancelled`, form.cancelled ?? false, requirement),
    fact(`${at}.message`, form.message, requirement),
  ];
}

function errorFacts({ status, error, because }: CommandState, fact: MakeFact): Fact[] {
  if (status !== 'FAILED') return [];
  return [fact('error.code', error, because)];
}
