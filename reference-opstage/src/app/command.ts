/** Executing, watching, cancelling and retrying commands. */
import { contractErrors } from 'capsule-contract/errors';
import type { Action } from '../domain/action.ts';
import type { Agent } from '../domain/agent.ts';
import type { Command } from '../domain/command.ts';
import { isRetryable, judgeCancel, retryNeedsConfirmation } from '../domain/command-judgement.ts';
import { cancelRequested, finished } from '../domain/command-lifecycle.ts';
import type { JsonObject } from '../domain/json.ts';
import { commandTarget, serviceTarget } from './audit-target.ts';
import { record, userActor } from './audit-trail.ts';
import { type OperatorCall, pathParameter, type UseCases } from './call.ts';
import { checkPayload, newCommand, passAgentGate, passConfirmation } from './command-creation.ts';
import { recordEnd, saveCommand, settleDeadline } from './command-settling.ts';
import { commandView } from './command-view.ts';
import type { Dependencies } from './dependencies.ts';
import { announceCommand } from './event-trail.ts';
import { rememberCommand, replayedCommand } from './idempotency.ts';
import type { Transaction } from './ports/store.ts';
import { refusal } from './refusal.ts';
import { readTimestampOrNull } from './timestamps.ts';

type Verbs = 'commandCreate' | 'commandList' | 'commandView' | 'commandCancel' | 'commandRetry';

export function commands(deps: Dependencies): Pick<UseCases, Verbs> {
  return {
    async commandCreate(call) {
      const { command, replayed } = await deps.store.write(async (tx) => {
        const { service, agent, action } = await declaredAction(tx, call);
        const target = `${service.id}/${action.name}`;
        const known = await replayedCommand(deps, tx, call, target);
        if (known !== null) return { command: known, replayed: true };
        const about = { target: serviceTarget(service) };
        const { body } = call;
        const payload = (body.payload ?? {}) as JsonObject;
        passAgentGate(deps, agent, body.queue === true, about);
        passConfirmation(action.requiresConfirmation && body.confirmation !== true, about);
        checkPayload(deps, action, payload, about);
        const command = newCommand(deps, {
          service,
          agent,
          action,
          payload,
          queue: body.queue === true,
          startWithinSeconds: body.startWithinSeconds ?? deps.limits.startWithinSecondsDefault,
          createdBy: userActor(call),
          retryOf: null,
        });
        await addCommand(deps, tx, call, command, 'command.created');
        await rememberCommand(deps, tx, call, target, command);
        return { command, replayed: false };
      });
      if (!replayed) deps.wakeUps.notify(command.agentId);
      return { command: commandView(command, deps.clock.now()), replayed };
    },

    async commandRetry(call) {
      const { command, replayed } = await deps.store.write((tx) => retry(deps, tx, call));
      if (!replayed) deps.wakeUps.notify(command.agentId);
      return { command: commandView(command, deps.clock.now()), replayed };
    },

    async commandCancel(call) {
      const command = await deps.store.write(async (tx) => {
        const current = await settleDeadline(deps, tx, await existingCommand(tx, call));
        const agent = await tx.agents.find(current.agentId);
        const verdict = judgeCancel(current, agent?.capabilities ?? []);
        if (verdict === 'unchanged') return current;
        if (verdict === 'cancel' || verdict === 'request') return cancel(deps, tx, call, current, verdict);
        throw refusal(contractErrors[verdict](), { target: commandTarget(current) });
      });
      deps.wakeUps.notify(command.agentId);
      return commandView(command, deps.clock.now());
    },

    async commandList(call) {
      const { page, pageSize, status, agentId, serviceId, from, to } = call.query;
      const now = deps.clock.now();
      const period = {
        from: readTimestampOrNull(from) ?? undefined,
        to: readTimestampOrNull(to) ?? undefined,
      };
      const filter = { status, agentId, serviceId, ...period };
      const found = await deps.store.read((tx) =>
        tx.commands.list(filter, { page: page ?? 1, pageSize: pageSize ?? deps.limits.pageSizeDefault }, now),
      );
      return { items: found.items.map((command) => commandView(command, now)), total: found.total };
    },

    async commandView(call) {
      return commandView(await deps.store.read((tx) => existingCommand(tx, call)), deps.clock.now());
    },
  };
}

async function declaredAction(tx: Transaction, call: OperatorCall<'commandCreate'>) {
  const found = await tx.services.find(pathParameter(call, 'serviceId'));
  if (found === null) throw contractErrors.SERVICE_NOT_FOUND();
  const action = found.service.released
    ? null
    : await tx.actions.find(found.service.id, pathParameter(call, 'actionName'));
  if (action === null) throw contractErrors.ACTION_NOT_FOUND();
  return { ...found, action };
}

async function existingCommand(
  tx: Transaction,
  call: OperatorCall<'commandView' | 'commandCancel' | 'commandRetry'>,
): Promise<Command> {
  const command = await tx.commands.find(pathParameter(call, 'commandId'));
  if (command === null) throw contractErrors.COMMAND_NOT_FOUND();
  return command;
}

async function addCommand(
  deps: Dependencies,
  tx: Transaction,
  call: OperatorCall<'commandCreate' | 'commandRetry'>,
  command: Command,
  action: 'command.created' | 'command.retried',
): Promise<void> {
  await tx.commands.insert(command);
  const details: JsonObject = { serviceId: command.serviceId, actionName: command.actionName };
  if (command.retryOf !== null) details.retryOf = command.retryOf;
  await record(deps, tx, {
    action,
    actor: userActor(call),
    target: commandTarget(command),
    origin: call.origin,
    at: command.createdAt,
    correlationId: command.id,
    details,
  });
  await announceCommand(deps, tx, 'capsule.command.created', command, command.createdAt);
}

async function retry(
  deps: Dependencies,
  tx: Transaction,
  call: OperatorCall<'commandRetry'>,
): Promise<{ command: Command; replayed: boolean }> {
  const original = await settleDeadline(deps, tx, await existingCommand(tx, call));
  const { service, agent, action } = await actionOf(tx, original);
  const known = await replayedCommand(deps, tx, call, original.id);
  if (known !== null) return { command: known, replayed: true };
  const { body } = call;
  const about = { target: commandTarget(original) };
  passAgentGate(deps, agent, original.queue, about);
  const needed = action.requiresConfirmation || retryNeedsConfirmation(original);
  passConfirmation(needed && body.confirmation !== true, about);
  // An erased payload cannot be judged any more; that is said after the state, which it depends on.
  const given = body.payload as JsonObject | undefined;
  const payload = given ?? original.payload;
  if (given !== undefined || !original.payloadErased) checkPayload(deps, action, payload, about);
  if (!isRetryable(original)) throw refusal(contractErrors.COMMAND_NOT_RETRYABLE(), about);
  if (given === undefined && original.payloadErased) throw refusal(contractErrors.COMMAND_PAYLOAD_ERASED(), about);
  const command = newCommand(deps, {
    service,
    agent,
    action,
    payload,
    queue: original.queue,
    startWithinSeconds: (original.startBy - original.createdAt) / 1000,
    createdBy: userActor(call),
    retryOf: original.id,
  });
  await addCommand(deps, tx, call, command, 'command.retried');
  await rememberCommand(deps, tx, call, original.id, command);
  return { command, replayed: false };
}

/** What the command would run today: its service may have another agent by now, its action may be gone. */
async function actionOf(
  tx: Transaction,
  command: Command,
): Promise<{ service: { id: string; code: string }; agent: Agent; action: Action }> {
  const found = await tx.services.find(command.serviceId);
  const action =
    found === null || found.service.released ? null : await tx.actions.find(command.serviceId, command.actionName);
  if (found === null || action === null) throw contractErrors.ACTION_NOT_FOUND();
  return { ...found, action };
}

async function cancel(
  deps: Dependencies,
  tx: Transaction,
  call: OperatorCall<'commandCancel'>,
  command: Command,
  verdict: 'cancel' | 'request',
): Promise<Command> {
  const at = deps.clock.now();
  if (verdict === 'cancel') {
    const next = finished(command, { status: 'CANCELLED', outcomeKnown: true, error: null, at });
    await saveCommand(deps, tx, command, next);
    await recordEnd(deps, tx, command.status, next, userActor(call), call.origin);
    return next;
  }
  const next = cancelRequested(command, at, deps.limits.cancelGraceSeconds);
  await saveCommand(deps, tx, command, next);
  const details: JsonObject = call.body.reason === undefined ? {} : { reason: call.body.reason };
  await record(deps, tx, {
    action: 'command.cancel.requested',
    actor: userActor(call),
    target: commandTarget(command),
    origin: call.origin,
    at,
    correlationId: command.id,
    details,
  });
  await announceCommand(deps, tx, 'capsule.command.cancel.requested', next, at);
  return next;
}
