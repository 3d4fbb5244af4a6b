/** Commands as operators see, create, cancel and retry them. */
import { contractErrors } from 'capsule-contract/errors';
import type {
  Command,
  CommandCreateRequest,
  CommandResult,
  CommandRetryRequest,
  JsonObject,
  TargetRef,
} from 'capsule-contract/types';
import { payloadIssues } from './action-schema.ts';
import { statusOf } from './agent-status.ts';
import { writeAudit } from './audit-log.ts';
import { actorOf, type Call, found, type Outcome } from './call.ts';
import { canonicalJson } from './canonical-json.ts';
import { endCommand, evaluated, isFinal } from './command-lifecycle.ts';
import { defect } from './defects.ts';
import { newId } from './identifiers.ts';
import { isBetween, newestFirst, onePage } from './pages.ts';
import { redacted } from './redaction.ts';
import { actionOf, needsConfirmation, serviceOf } from './services.ts';
import {
  type ActionRecord,
  type AgentRecord,
  type CommandRecord,
  type ServiceRecord,
  type State,
  timestamp,
  timestampOrNull,
} from './state.ts';
import { moment, wakeClaims } from './waiters.ts';

const commandTarget = ({ id, actionName }: CommandRecord): TargetRef => ({ type: 'command', id, code: actionName });

function named(state: State, call: Call): CommandRecord {
  const command = state.commands.get(call.path.commandId ?? '');
  call.correlationId = command?.id ?? null;
  return found(call, command, contractErrors.COMMAND_NOT_FOUND(), commandTarget);
}

export function commandView(state: State, stored: CommandRecord): Command {
  const command = evaluated(state, stored);
  const last = command.deliveries.at(-1);
  const { id, serviceId, serviceCode, agentId, actionName, payloadErased, status, dangerLevel, idempotent } = command;
  const { cancellable, timeoutSeconds, queue, createdBy, progress, outcomeKnown, result, error, lateResult } = command;
  return {
    ...{ id, type: 'ACTION_EXECUTE', serviceId, serviceCode, agentId, actionName },
    payload: (defect('payload-shown-as-sent') ? command.payload : redacted(command.payload)) as JsonObject,
    ...{ payloadErased, status, dangerLevel, idempotent, cancellable, timeoutSeconds, queue },
    startBy: timestamp(command.startBy),
    expiresAt: timestamp(command.expiresAt),
    createdAt: timestamp(command.createdAt),
    createdBy,
    attempt: command.deliveries.length,
    deliveredAt: timestampOrNull(last?.deliveredAt ?? null),
    acknowledgedAt: timestampOrNull(command.acknowledgedAt),
    leaseExpiresAt: timestampOrNull(command.leaseExpiresAt),
    cancelRequestedAt: timestampOrNull(command.cancelRequestedAt),
    finishedAt: timestampOrNull(command.finishedAt),
    ...{ progress, outcomeKnown, result, error, lateResult: lateResult ?? awaited(command), retryOf: command.retryOf },
  };
}

/** What is shown where no late result has come. */
function awaited({ outcomeKnown, finishedAt }: CommandRecord): CommandResult | null {
  if (!defect('late-result-awaited') || outcomeKnown !== false || finishedAt === null) return null;
  const nothing = { message: null, data: null, error: null, startedAt: null, finishedAt: null };
  const receivedAt = timestamp(finishedAt);
  return { id: 'crs_notyetnotyetnotyet', success: false, cancelled: false, ...nothing, receivedAt };
}

export function commandList(state: State, call: Call): Outcome {
  const { status, agentId, serviceId } = call.query;
  const fits = newestFirst(state.commands.values()).filter(
    (command) =>
      (status === undefined || evaluated(state, command).status === status) &&
      (agentId === undefined || command.agentId === agentId) &&
      (serviceId === undefined || command.serviceId === serviceId) &&
      isBetween(command.createdAt, call.query),
  );
  return onePage(call, fits, (command) => commandView(state, command));
}

export function commandShow(state: State, call: Call): Outcome {
  return { data: commandView(state, named(state, call)) };
}

interface Gate {
  service: ServiceRecord;
  action: ActionRecord;
  confirmed: boolean;
  confirm: boolean;
  queue: boolean;
  /** Undefined where it is not judged. */
  payload: JsonObject | undefined;
}

/** Everything that stands before an execution, in the contract's order. */
function passGate(state: State, { service, action, confirmed, confirm, queue, payload }: Gate): void {
  const agent = state.agents.get(service.agentId) as AgentRecord;
  const status = statusOf(state, agent);
  if (defect('payload-judged-before-all')) judgePayload(action, payload);
  if (status === 'REVOKED') throw contractErrors.AGENT_REVOKED();
  if (status === 'DISABLED' && !(queue && defect('queue-passes-disabled')))
    throw contractErrors.AGENT_DISABLED({ status: 409 });
  const isOpened =
    defect('queued-command-opens-the-gate') &&
    [...state.openCommands].some((one) => one.agentId === agent.id && one.queue && one.deliveries.length === 0);
  const passes = (queue && !defect('queue-ignored')) || isOpened || defect('offline-agent-gets-commands');
  if (status === 'OFFLINE' && !passes) throw contractErrors.AGENT_OFFLINE();
  if (defect('payload-judged-before-confirmation')) judgePayload(action, payload);
  if (confirm && !confirmed && !defect('confirmation-not-asked')) throw contractErrors.ACTION_REQUIRES_CONFIRMATION();
  judgePayload(action, payload);
}

function judgePayload({ definition }: ActionRecord, payload: JsonObject | undefined): void {
  if (payload === undefined || defect('payload-not-judged')) return;
  const schema = definition.inputSchema ?? (defect('no-schema-takes-nothing') ? { additionalProperties: false } : {});
  const issues = payloadIssues(schema, payload, '/payload');
  if (issues.length > 0) throw contractErrors.ACTION_PAYLOAD_INVALID({ details: { issues: issues.slice(0, 100) } });
}

export function commandCreate(state: State, call: Call): Promise<Outcome> {
  const service = serviceOf(state, call);
  const action = actionOf(service, call.path.actionName ?? '');
  const body = call.body as CommandCreateRequest;
  return oncePerKey(state, call, `${service.id} ${action.definition.name}`, () => {
    const { payload = {}, confirmation = false, queue = false, startWithinSeconds } = body;
    passGate(state, { service, action, confirm: needsConfirmation(action), confirmed: confirmation, queue, payload });
    const within = startWithinSeconds ?? state.limits.startWithinSecondsDefault;
    const command = addCommand(state, call, { service, action, payload, queue, within, retryOf: null });
    audit(state, call, 'command.created', command);
    return command;
  });
}

export function commandRetry(state: State, call: Call): Promise<Outcome> {
  const before = named(state, call);
  const service = state.services.get(before.serviceId) as ServiceRecord;
  const action = actionOf(service, before.actionName);
  const { payload, confirmation = false } = call.body as CommandRetryRequest;
  // What was allowed to wait may wait again.
  const queue = before.queue && !defect('retry-never-queued');
  return oncePerKey(state, call, before.id, () => {
    const uncertain = before.outcomeKnown === false && !before.idempotent && !defect('uncertain-retry-unconfirmed');
    const judged = payload ?? (before.payloadErased ? undefined : before.payload);
    const isInherited =
      (call.body as CommandRetryRequest).confirmation === undefined && defect('confirmation-inherited');
    const confirm = (needsConfirmation(action) && !isInherited) || uncertain;
    if (!defect('retry-passes-no-gate'))
      passGate(state, { service, action, confirm, confirmed: confirmation, queue, payload: judged });
    const isSpent = before.retryOf !== null && defect('retried-once-only');
    const retryable = isFinal(before) && before.status !== 'SUCCEEDED' && !isSpent;
    if (!retryable && !defect('anything-retried')) throw contractErrors.COMMAND_NOT_RETRYABLE();
    if (judged === undefined && !defect('erased-payload-retried')) throw contractErrors.COMMAND_PAYLOAD_ERASED();
    const isOwn = defect('retry-with-a-window-of-its-own');
    const within = isOwn ? state.limits.startWithinSecondsDefault : (before.startBy - before.createdAt) / 1000;
    const kept = defect('retry-keeps-the-old-payload') ? before.payload : (judged ?? before.payload);
    const retryOf = defect('retry-without-its-origin') ? null : before.id;
    const facts = { service, action, payload: kept, queue, within, retryOf };
    const command = addCommand(state, call, facts);
    audit(state, call, 'command.retried', command);
    return command;
  });
}

/** Runs at most once for a key; the same request with the same key gets the command as it is now. */
async function oncePerKey(state: State, call: Call, target: string, create: () => CommandRecord): Promise<Outcome> {
  const key = call.headers['idempotency-key'];
  const name = `${call.user?.id} ${call.operation.operationId} ${defect('key-without-its-target') ? '' : target} ${key}`;
  const body = canonicalJson(call.body);
  const isIgnored =
    defect('idempotency-key-ignored') ||
    (defect('key-on-retry-ignored') && call.operation.operationId === 'commandRetry');
  const bound = key === undefined || isIgnored ? undefined : state.idempotencyKeys.get(name);
  const isGone = bound && state.commands.get(bound.commandId)?.status === 'CANCELLED';
  const known = isGone && defect('key-forgotten-when-cancelled') ? undefined : bound;
  if (known && state.now() - known.at < state.limits.idempotencySeconds * 1000) {
    if (known.body !== body && !defect('key-takes-any-body')) throw contractErrors.IDEMPOTENCY_KEY_REUSED();
    const command = state.commands.get(known.commandId) as CommandRecord;
    return { data: { command: commandView(state, command), replayed: !defect('replay-not-told') } };
  }
  if (key !== undefined && defect('refused-request-binds-its-key')) {
    state.idempotencyKeys.set(name, { body, commandId: [...state.commands.keys()].at(-1) ?? '', at: state.now() });
  }
  if (defect('key-bound-after-a-wait')) await moment();
  const command = create();
  if (key !== undefined) state.idempotencyKeys.set(name, { body, commandId: command.id, at: state.now() });
  return { data: { command: commandView(state, command), replayed: false } };
}

interface NewCommand {
  service: ServiceRecord;
  action: ActionRecord;
  payload: JsonObject;
  queue: boolean;
  within: number;
  retryOf: string | null;
}

function addCommand(
  state: State,
  call: Call,
  { service, action, payload, queue, within, retryOf }: NewCommand,
): CommandRecord {
  const now = state.now();
  const { definition } = action;
  const timeoutSeconds = definition.timeoutSeconds ?? state.limits.timeoutSecondsDefault;
  const startBy = now + within * 1000;
  const grace = defect('expiry-without-grace') ? 0 : state.limits.expiryGraceSeconds;
  const command: CommandRecord = {
    ...{ id: newId('cmd'), serviceId: service.id, serviceCode: service.code, agentId: service.agentId },
    ...{ actionName: definition.name, payload, payloadErased: false, status: 'PENDING' },
    ...{ dangerLevel: definition.dangerLevel, idempotent: definition.idempotent, cancellable: definition.cancellable },
    outputSchema: definition.outputSchema,
    ...{ timeoutSeconds, queue, startBy, expiresAt: startBy + (timeoutSeconds + grace) * 1000 },
    ...{ createdAt: now, createdBy: actorOf(call), deliveries: [] },
    ...{ acknowledgedAt: null, leaseExpiresAt: null, cancelRequestedAt: null, finishedAt: null, progress: null },
    ...{ outcomeKnown: null, result: null, resultForm: null, error: null, lateResult: null, lateForm: null, retryOf },
  };
  state.commands.set(command.id, command);
  state.openCommands.add(command);
  const isUnheard = defect('held-claims-not-woken') || (retryOf !== null && defect('retry-wakes-nobody'));
  if (!isUnheard) wakeClaims(state, command.agentId);
  return command;
}

export async function commandCancel(state: State, call: Call): Promise<Outcome> {
  const command = named(state, call);
  const unasked = command.cancelRequestedAt === null;
  if (defect('cancel-asked-after-a-wait')) await moment();
  const agent = state.agents.get(command.agentId) as AgentRecord;
  const announced = agent.capabilities.includes('commands.cancel') && !defect('announced-cancel-not-used');
  const canStop = announced || defect('cancels-without-the-capability');
  if (command.status === 'PENDING') {
    const ending = { status: 'CANCELLED', outcomeKnown: true, at: state.now() } as const;
    if (command.deliveries.length > 0 && defect('delivered-command-not-cancellable'))
      throw contractErrors.COMMAND_NOT_CANCELLABLE();
    const isSilent = command.deliveries.length > 0 && defect('delivered-cancellation-not-audited');
    endCommand(state, command, ending, { origin: call.origin, actor: actorOf(call) }, isSilent);
  } else if (command.status === 'RUNNING') {
    if (!(command.cancellable || defect('anything-cancellable')) || !canStop)
      throw contractErrors.COMMAND_NOT_CANCELLABLE();
    const isFirst = defect('cancel-asked-after-a-wait') ? unasked : command.cancelRequestedAt === null;
    if (isFirst || defect('cancel-requested-anew')) {
      command.cancelRequestedAt = state.now();
      audit(state, call, 'command.cancel.requested', command);
      wakeClaims(state, command.agentId);
    }
  } else if (defect('cancel-overwrites-the-outcome')) {
    command.status = 'CANCELLED';
  } else if (command.status !== 'CANCELLED' && !defect('final-command-cancelled-again')) {
    throw contractErrors.COMMAND_ALREADY_COMPLETED();
  }
  return { data: commandView(state, command) };
}

function audit(
  state: State,
  call: Call,
  action: 'command.created' | 'command.retried' | 'command.cancel.requested',
  command: CommandRecord,
): void {
  if (action === 'command.created' && defect('command-not-audited')) return;
  const details = { actionName: command.actionName, ...(command.retryOf === null ? {} : { retryOf: command.retryOf }) };
  const first = action === 'command.retried' ? state.commands.get(command.retryOf ?? '')?.createdBy : undefined;
  const actor = first && defect('retry-recorded-under-the-first-user') ? first : actorOf(call);
  writeAudit(state, call.origin, {
    action,
    actor,
    target: commandTarget(command),
    details,
  });
}
