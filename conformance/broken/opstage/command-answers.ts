/** What an agent answers about a command: ack, progress, result. */
import { contractErrors } from 'capsule-contract/errors';
import type {
  CommandAckRequest,
  CommandProgressRequest,
  CommandResult,
  CommandResultRequest,
  JsonObject,
  OutcomeError,
} from 'capsule-contract/types';
import { writeAudit } from './audit-log.ts';
import { agentActor, type Call, type Outcome } from './call.ts';
import { canonicalJson } from './canonical-json.ts';
import { endCommand, isFinal } from './command-lifecycle.ts';
import { defect } from './defects.ts';
import { tell } from './feed.ts';
import { hashOf, newId } from './identifiers.ts';
import { hiddenBySchema } from './redaction.ts';
import {
  type AgentRecord,
  type CommandRecord,
  type DeliveryRecord,
  type State,
  timestamp,
  timestampOrNull,
} from './state.ts';
import { moment } from './waiters.ts';

/** The agent's own command, and the delivery the call names. */
function named(state: State, call: Call): { command: CommandRecord; delivery: DeliveryRecord | undefined } {
  const command = state.commands.get(call.path.commandId ?? '');
  if (!command || (command.agentId !== call.agent?.id && !defect('foreign-commands-answered'))) {
    throw contractErrors.COMMAND_NOT_FOUND();
  }
  call.correlationId = command.id;
  const { deliveryId } = call.body as { deliveryId: string };
  const delivery = command.deliveries.find(({ id }) => id === deliveryId);
  return { command, delivery };
}

function refuseFinal({ status }: CommandRecord): void {
  if (status === 'CANCELLED') throw contractErrors.COMMAND_CANCELLED();
  if (status === 'EXPIRED') throw contractErrors.COMMAND_EXPIRED();
  if (status === 'SUCCEEDED' || status === 'FAILED') throw contractErrors.COMMAND_ALREADY_COMPLETED();
}

/** What progress and result need: a command that was acknowledged, under this delivery. */
function refuseUnacknowledged(command: CommandRecord, delivery: DeliveryRecord | undefined): void {
  const isAcked = command.deliveries.some(({ answered }) => answered === true);
  if (!isAcked && !defect('result-without-ack-taken')) throw contractErrors.COMMAND_NOT_ACKNOWLEDGED();
  if (delivery?.answered !== true && !defect('result-of-any-delivery-taken'))
    throw contractErrors.COMMAND_DELIVERY_STALE();
}

export async function commandAck(state: State, call: Call): Promise<Outcome> {
  const { command, delivery } = named(state, call);
  const { accepted, error } = call.body as CommandAckRequest;
  const answer = () => ({
    data: { commandId: command.id, status: command.status, leaseExpiresAt: timestampOrNull(command.leaseExpiresAt) },
  });
  if (delivery?.answered === accepted && !defect('repeated-ack-refused')) {
    if (defect('repeated-ack-audited')) audit(state, call, command, 'command.started');
    return answer();
  }
  const isStale = delivery?.stale === true || (delivery !== undefined && delivery !== command.deliveries.at(-1));
  if (isStale && !defect('stale-delivery-acked')) throw contractErrors.COMMAND_DELIVERY_STALE();
  const isRethought = accepted && delivery?.answered === false && defect('second-thought-restarts');
  if (!defect('settled-command-acked') && !isRethought) refuseFinal(command);
  if (!delivery) throw contractErrors.COMMAND_NOT_FOUND();
  // It runs under this delivery; that it does not is no answer any more.
  if (command.status === 'RUNNING') throw contractErrors.COMMAND_DELIVERY_STALE();
  if (defect('late-ack-refused') && state.now() >= delivery.leaseUntil) throw contractErrors.COMMAND_DELIVERY_STALE();
  if (defect('started-after-a-wait') || defect('acknowledged-after-a-wait')) await moment();
  const now = state.now();
  delivery.answered = accepted;
  command.acknowledgedAt = now;
  const by = { origin: call.origin, actor: agentActor(call.agent as AgentRecord) };
  if (accepted || defect('refusal-taken-for-acceptance')) {
    command.status = 'RUNNING';
    const leaseFrom = defect('run-lease-from-the-delivery') ? delivery.deliveredAt : now;
    command.leaseExpiresAt = leaseFrom + state.limits.runLeaseSeconds * 1000;
    if (!defect('start-not-audited')) audit(state, call, command, 'command.started');
  } else {
    endCommand(state, command, { status: 'FAILED', outcomeKnown: true, at: now, error: outcomeError(error) }, by);
  }
  return answer();
}

function audit(
  state: State,
  call: Call,
  command: CommandRecord,
  action: 'command.started' | 'command.late_result',
): void {
  const target = { type: 'command', id: command.id, code: command.actionName } as const;
  writeAudit(state, call.origin, { action, actor: agentActor(call.agent as AgentRecord), target });
}

export function commandProgress(state: State, call: Call): Outcome {
  const { command, delivery } = named(state, call);
  const { seq, percent = null, message = null, data = null } = call.body as CommandProgressRequest;
  if (!defect('progress-of-a-final-command-taken')) refuseFinal(command);
  refuseUnacknowledged(command, delivery);
  const now = state.now();
  if (defect('progress-forgets-the-cancellation')) command.cancelRequestedAt = null;
  const restarts = seq === 0 && defect('progress-begins-again-at-zero');
  const isNewer =
    command.progress === null || seq > command.progress.seq || restarts || defect('any-progress-replaces');
  if (isNewer) {
    command.progress = { seq, percent, message, data, receivedAt: timestamp(now) };
    tell(state, 'capsule.command.progress', command.id);
  }
  if (!defect('progress-renews-nothing')) command.leaseExpiresAt = now + state.limits.runLeaseSeconds * 1000;
  const cancelRequested = command.cancelRequestedAt !== null && !defect('cancellation-not-in-progress-answers');
  return { data: { leaseExpiresAt: timestamp(command.leaseExpiresAt ?? now), cancelRequested } };
}

export async function commandResult(state: State, call: Call): Promise<Outcome> {
  const { command, delivery } = named(state, call);
  const sent = call.body as CommandResultRequest;
  const form = formOf(sent);
  const answer = (facts: { replayed: boolean; late: boolean }) => ({
    data: { commandId: command.id, status: command.status, ...facts },
  });
  const late = command.lateForm === form;
  if ((command.resultForm === form && !defect('repeated-result-refused')) || late)
    return answer({ replayed: true, late });
  const setByOpstage = isFinal(command) && command.outcomeKnown === false;
  const isForgotten = command.error?.code === 'AGENT_REVOKED' && defect('word-after-revocation-dropped');
  const isLate =
    !isForgotten &&
    setByOpstage &&
    (command.lateResult === null || defect('last-late-result-kept')) &&
    delivery?.answered === true;
  if (isLate && !defect('late-result-dropped')) {
    const { success } = sent;
    const lateResult = kept(
      state,
      command,
      defect('late-result-without-its-data') ? { deliveryId: '', success } : sent,
    );
    Object.assign(command, { lateResult, lateForm: form });
    if (defect('late-result-dates-the-end')) command.finishedAt = state.now();
    if (defect('late-result-changes-the-outcome')) command.status = sent.success ? 'SUCCEEDED' : 'FAILED';
    if (!defect('late-result-not-audited')) audit(state, call, command, 'command.late_result');
    return answer({ replayed: false, late: true });
  }
  const isCorrection = command.result?.success === false && sent.success && defect('failure-can-be-corrected');
  if (!isCorrection && !(defect('last-result-wins') && command.result !== null)) refuseFinal(command);
  refuseUnacknowledged(command, delivery);
  if (sent.cancelled === true && command.cancelRequestedAt === null && !defect('unasked-cancellation-taken')) {
    const issues = [{ path: '/cancelled', message: 'was not asked for' }];
    throw contractErrors.VALIDATION_FAILED({ details: { issues } });
  }
  if (defect('result-stored-after-a-wait') || defect('concluded-after-a-wait')) await moment();
  if (defect('feed-ahead-of-the-reads')) await tellAhead(state, command);
  conclude(state, call, command, sent);
  return answer({ replayed: false, late: false });
}

/** Tells of a success that is not there yet. */
async function tellAhead(state: State, command: CommandRecord): Promise<void> {
  command.status = 'SUCCEEDED';
  tell(state, 'capsule.command.succeeded', command.id);
  command.status = 'RUNNING';
  for (let count = 0; count < 15; count += 1) await moment();
}

function conclude(state: State, call: Call, command: CommandRecord, sent: CommandResultRequest): void {
  Object.assign(command, { result: kept(state, command, sent), resultForm: formOf(sent) });
  const said = Date.parse(sent.finishedAt ?? '');
  const at = defect('agent-clock-believed') && said ? said : state.now();
  const by = { origin: call.origin, actor: agentActor(call.agent as AgentRecord) };
  const isAsCancelled =
    sent.cancelled === true || (command.cancelRequestedAt !== null && defect('cancel-request-decides'));
  if (isAsCancelled) endCommand(state, command, { status: 'CANCELLED', outcomeKnown: true, at }, by);
  else if (sent.success) endCommand(state, command, { status: 'SUCCEEDED', outcomeKnown: true, at }, by);
  else endCommand(state, command, { status: 'FAILED', outcomeKnown: true, at, error: outcomeError(sent.error) }, by);
}

function outcomeError(error: { code: string; message?: string } | undefined): OutcomeError {
  return { code: error?.code ?? 'ACTION_FAILED', message: error?.message ?? null };
}

/** The result as operators may see it. */
function kept(state: State, command: CommandRecord, sent: CommandResultRequest): CommandResult {
  const time = (text: string | undefined) => (text === undefined ? null : timestamp(Date.parse(text)));
  const failed = !sent.success && sent.cancelled !== true;
  return {
    id: newId('crs'),
    success: sent.success,
    cancelled: sent.cancelled ?? false,
    message: defect('result-message-dropped') ? null : (sent.message ?? null),
    data: (hiddenBySchema(sent.data ?? null, command.outputSchema) ?? null) as JsonObject | null,
    error: sent.error || failed ? outcomeError(sent.error) : null,
    startedAt: time(sent.startedAt),
    finishedAt: time(sent.finishedAt),
    receivedAt: timestamp(state.now()),
  };
}

/** What makes two results identical: as they were sent, an absent member like null. */
function formOf({ success, cancelled, message: said, data, error }: CommandResultRequest): string {
  const message = defect('results-compared-without-message') ? null : said;
  const form = [
    success,
    cancelled ?? null,
    message ?? null,
    data ?? null,
    error ? [error.code, error.message ?? null] : null,
  ];
  return hashOf(defect('results-compared-as-text') ? JSON.stringify(form) : canonicalJson(form));
}
