/** Claim and ack: how a command reaches its agent. */
import { contractErrors } from 'capsule-contract/errors';
import type { CommandDelivery } from 'capsule-contract/types';
import type { Command, Delivery } from '../domain/command.ts';
import { judgeAck } from '../domain/command-judgement.ts';
import { acknowledged, delivered, refused } from '../domain/command-lifecycle.ts';
import type { Instant } from '../domain/instant.ts';
import { admitAgent, confirmAgent } from './agent-admission.ts';
import { commandTarget } from './audit-target.ts';
import { agentActor, record } from './audit-trail.ts';
import { type AgentCall, pathParameter, type UseCases } from './call.ts';
import { recordEnd, saveCommand, settleDeadline } from './command-settling.ts';
import { deliveryView } from './command-view.ts';
import type { Dependencies } from './dependencies.ts';
import { announceCommand } from './event-trail.ts';
import type { Transaction } from './ports/store.ts';
import { timestampOrNull } from './timestamps.ts';

type Ack = AgentCall<'commandAck'>;

export function commandDelivery(deps: Dependencies): Pick<UseCases, 'commandClaim' | 'commandAck'> {
  return {
    async commandClaim(call) {
      // How long somebody waits is no matter of the clock on the wall, which may be set back meanwhile.
      const waitUntil = performance.now() + call.body.waitSeconds * 1000;
      for (let first = true; ; first = false) {
        // Read before the database is: a change in between makes the wait end at once.
        const seen = deps.wakeUps.generation(call.agent.agentId);
        const { commands, redeliveryAt } = await claimNow(deps, call, first);
        const leftMs = waitUntil - performance.now();
        const nobodyWaits = call.signal.aborted || deps.wakeUps.closed;
        if (commands.length > 0 || leftMs <= 0 || nobodyWaits) return { commands };
        const redeliveryMs = (redeliveryAt ?? Number.POSITIVE_INFINITY) - deps.clock.now();
        const waitMs = Math.ceil(Math.max(0, Math.min(leftMs, redeliveryMs)));
        await deps.wakeUps.changed(call.agent.agentId, seen, waitMs, call.signal);
        // What nobody receives is not taken from the queue.
        if (call.signal.aborted) return { commands: [] };
      }
    },

    async commandAck(call) {
      const { body } = call;
      if (!body.accepted && body.error === undefined) {
        const issues = [{ path: '/error', message: 'is required with accepted: false' }];
        throw contractErrors.VALIDATION_FAILED({ details: { issues } });
      }
      return deps.store.write(async (tx) => {
        const { command, delivery } = await ownDelivery(deps, tx, call);
        const newest = await tx.deliveries.newest(command.id);
        const verdict = judgeAck(command, delivery, newest?.id ?? null, body.accepted);
        const answered = verdict === 'accept' ? await answer(deps, tx, call, command, delivery) : command;
        if (verdict !== 'accept' && verdict !== 'repeat') throw contractErrors[verdict]();
        const leaseExpiresAt = answered.status === 'RUNNING' ? answered.leaseExpiresAt : null;
        return { commandId: command.id, status: answered.status, leaseExpiresAt: timestampOrNull(leaseExpiresAt) };
      });
    },
  };
}

/** Takes what can be taken now. Only the first look of a held claim is a sign of life: waiting is none. */
async function claimNow(
  deps: Dependencies,
  call: AgentCall<'commandClaim'>,
  first: boolean,
): Promise<{ commands: CommandDelivery[]; redeliveryAt: number | null }> {
  const { bootId, max } = call.body;
  const work = async (tx: Transaction) => {
    const agent = first ? await admitAgent(deps, tx, call.agent, bootId) : await confirmAgent(deps, tx, call.agent);
    const now = deps.clock.now();
    const commands: CommandDelivery[] = [];
    for (const command of await tx.commands.claimable(agent.id, now, max)) {
      commands.push(await deliver(deps, tx, command, bootId, now));
    }
    const redeliveryAt = commands.length > 0 ? null : await tx.commands.nextRedelivery(agent.id, now);
    return { commands, redeliveryAt };
  };
  // A delivery lost in a power cut is simply made again, so it need not reach the disk before the answer.
  return deps.store.write(work, { durable: false });
}

/** Gives the command a delivery of its own; `now` is when it was found claimable, so that its lease is not over yet. */
export async function deliver(
  deps: Dependencies,
  tx: Transaction,
  command: Command,
  bootId: string,
  now: Instant,
): Promise<CommandDelivery> {
  const next = delivered(command, now, deps.limits.ackLeaseSeconds);
  const delivery: Delivery = {
    id: deps.secrets.newId('dlv_'),
    commandId: command.id,
    agentId: command.agentId,
    attempt: next.attempt,
    bootId,
    deliveredAt: now,
    accepted: null,
    voided: false,
  };
  await tx.commands.update(next);
  await tx.deliveries.insert(delivery);
  await announceCommand(deps, tx, 'capsule.command.delivered', next, now);
  return deliveryView(next, delivery, Math.floor(((next.ackLeaseExpiresAt ?? now) - now) / 1000));
}

/** The command and delivery an ack names, when both are the caller's. */
async function ownDelivery(deps: Dependencies, tx: Transaction, call: Ack) {
  const found = await tx.deliveries.find(call.body.deliveryId);
  const delivery = found?.agentId === call.agent.agentId ? found : null;
  // The call names no bootId: who claimed the delivery may be a process before the one that speaks.
  await admitAgent(deps, tx, call.agent, null);
  const stored = await tx.commands.find(pathParameter(call, 'commandId'));
  if (stored === null || stored.agentId !== call.agent.agentId || delivery?.commandId !== stored.id) {
    throw contractErrors.COMMAND_NOT_FOUND();
  }
  return { command: await settleDeadline(deps, tx, stored), delivery };
}

async function answer(
  deps: Dependencies,
  tx: Transaction,
  call: Ack,
  command: Command,
  delivery: Delivery,
): Promise<Command> {
  const now = deps.clock.now();
  const { accepted, error } = call.body;
  await tx.deliveries.update({ ...delivery, accepted });
  if (accepted) {
    const next = acknowledged(command, delivery, now, deps.limits.runLeaseSeconds);
    await saveCommand(deps, tx, command, next);
    const details = { attempt: next.attempt };
    await record(deps, tx, {
      action: 'command.started',
      actor: agentActor(call),
      target: commandTarget(command),
      origin: call.origin,
      at: now,
      correlationId: command.id,
      details,
    });
    await announceCommand(deps, tx, 'capsule.command.started', next, now, command.status);
    return next;
  }
  const reason = { code: error?.code ?? 'ACTION_FAILED', message: error?.message ?? null };
  const next = refused(command, delivery.id, reason, now);
  await saveCommand(deps, tx, command, next);
  await recordEnd(deps, tx, command.status, next, agentActor(call), call.origin);
  return next;
}
