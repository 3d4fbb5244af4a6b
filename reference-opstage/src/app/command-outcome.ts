/** Progress and result: what an agent says of a command it runs. */
import { contractErrors } from 'capsule-contract/errors';
import type { Command, CommandResult } from '../domain/command.ts';
import { claimsUnaskedCancel, judgeResult, refusalOfReport } from '../domain/command-judgement.ts';
import { completed, lateResultKept, leaseRenewed, progressed } from '../domain/command-lifecycle.ts';
import type { JsonObject } from '../domain/json.ts';
import { redactBySchema } from '../domain/redaction.ts';
import { admitAgent } from './agent-admission.ts';
import { commandTarget } from './audit-target.ts';
import { agentActor, record } from './audit-trail.ts';
import { type AgentCall, pathParameter, type UseCases } from './call.ts';
import { recordEnd, saveCommand, settleDeadline } from './command-settling.ts';
import type { Dependencies } from './dependencies.ts';
import { digestOf } from './digest.ts';
import { announceCommand } from './event-trail.ts';
import type { Transaction } from './ports/store.ts';
import { readTimestampOrNull, timestamp } from './timestamps.ts';

type Result = AgentCall<'commandResult'>;

export function commandOutcome(deps: Dependencies): Pick<UseCases, 'commandProgress' | 'commandResult'> {
  return {
    async commandProgress(call) {
      const { body } = call;
      const now = deps.clock.now();
      return deps.store.write(
        async (tx) => {
          const command = await ownCommand(deps, tx, call);
          const refusal = refusalOfReport(command, body.deliveryId);
          if (refusal !== null) throw contractErrors[refusal]();
          const next = progressed(leaseRenewed(command, now, deps.limits.runLeaseSeconds), {
            seq: body.seq,
            percent: body.percent ?? null,
            message: body.message ?? null,
            data: (body.data ?? null) as JsonObject | null,
            receivedAt: now,
          });
          await saveCommand(deps, tx, command, next);
          if (next.progress !== command.progress) {
            await announceCommand(deps, tx, 'capsule.command.progress', next, now);
          }
          return {
            leaseExpiresAt: timestamp(next.leaseExpiresAt ?? now),
            cancelRequested: next.cancelRequestedAt !== null,
          };
        },
        { durable: false },
      );
    },

    async commandResult(call) {
      if (call.body.cancelled === true && call.body.success) throw cancelledRefused('cannot be true with success');
      const result = resultOf(deps, call);
      return deps.store.write(async (tx) => {
        const command = await ownCommand(deps, tx, call);
        const verdict = judgeResult(command, call.body.deliveryId, result.digest);
        const answer = { commandId: command.id, status: command.status };
        switch (verdict) {
          case 'replay':
            return { ...answer, replayed: true, late: false };
          case 'replay-late':
            return { ...answer, replayed: true, late: true };
          case 'keep-late':
            await keepLate(deps, tx, call, command, result);
            return { ...answer, replayed: false, late: true };
          case 'record': {
            const ended = await complete(deps, tx, call, command, result);
            return { ...answer, status: ended.status, replayed: false, late: false };
          }
          default:
            throw contractErrors[verdict]();
        }
      });
    },
  };
}

async function ownCommand(
  deps: Dependencies,
  tx: Transaction,
  call: AgentCall<'commandProgress' | 'commandResult'>,
): Promise<Command> {
  const delivery = await tx.deliveries.find(call.body.deliveryId);
  const own = delivery?.agentId === call.agent.agentId ? delivery : null;
  // The call names no bootId: who claimed the delivery may be a process before the one that speaks.
  await admitAgent(deps, tx, call.agent, null);
  const stored = await tx.commands.find(pathParameter(call, 'commandId'));
  if (stored === null || stored.agentId !== call.agent.agentId || own?.commandId !== stored.id) {
    throw contractErrors.COMMAND_NOT_FOUND();
  }
  return settleDeadline(deps, tx, stored);
}

function resultOf(deps: Dependencies, { body }: Result): CommandResult {
  const error = body.error === undefined ? null : { code: body.error.code, message: body.error.message ?? null };
  const data = (body.data ?? null) as JsonObject | null;
  const message = body.message ?? null;
  const compared = { success: body.success, cancelled: body.cancelled ?? null, message, data, error };
  return {
    id: deps.secrets.newId('crs_'),
    success: body.success,
    cancelled: body.cancelled ?? false,
    message,
    data,
    error,
    startedAt: readTimestampOrNull(body.startedAt),
    finishedAt: readTimestampOrNull(body.finishedAt),
    receivedAt: deps.clock.now(),
    digest: digestOf(deps.secrets, compared),
  };
}

async function complete(
  deps: Dependencies,
  tx: Transaction,
  call: Result,
  command: Command,
  result: CommandResult,
): Promise<Command> {
  if (claimsUnaskedCancel(command, result)) throw cancelledRefused('was not asked for');
  const ended = completed(command, shownResult(command, result), deps.clock.now());
  await saveCommand(deps, tx, command, ended);
  await recordEnd(deps, tx, command.status, ended, agentActor(call), call.origin);
  return ended;
}

async function keepLate(
  deps: Dependencies,
  tx: Transaction,
  call: Result,
  command: Command,
  result: CommandResult,
): Promise<void> {
  await saveCommand(deps, tx, command, lateResultKept(command, shownResult(command, result)));
  const at = deps.clock.now();
  await announceCommand(deps, tx, 'capsule.command.late_result', command, at);
  await record(deps, tx, {
    action: 'command.late_result',
    actor: agentActor(call),
    target: commandTarget(command),
    origin: call.origin,
    at,
    correlationId: command.id,
    details: { success: result.success, cancelled: result.cancelled },
  });
}

/** The result without what the action's output schema marks secret; nothing else of it is ever stored. */
function shownResult(command: Command, result: CommandResult): CommandResult {
  if (command.outputSecrets === null || result.data === null) return result;
  const data = redactBySchema(result.data, command.outputSecrets);
  return { ...result, data: typeof data === 'object' ? (data as JsonObject) : {} };
}

function cancelledRefused(message: string) {
  return contractErrors.VALIDATION_FAILED({ details: { issues: [{ path: '/cancelled', message }] } });
}
