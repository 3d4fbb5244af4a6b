/** Ends commands that nobody's request ended: by a passed deadline, or because their agent is gone. */
import { type ActorRef, systemActor } from '../domain/actor-ref.ts';
import type { Command, CommandStatus } from '../domain/command.ts';
import { pastDeadline } from '../domain/command-deadline.ts';
import { lostByReplacement, settledByRevocation } from '../domain/command-lifecycle.ts';
import type { JsonObject } from '../domain/json.ts';
import { commandTarget } from './audit-target.ts';
import { record } from './audit-trail.ts';
import type { Origin } from './call.ts';
import type { Dependencies } from './dependencies.ts';
import { announceCommand } from './event-trail.ts';
import type { Transaction } from './ports/store.ts';

/** Stores a changed command and remembers when that erased something. */
export async function saveCommand(deps: Dependencies, tx: Transaction, before: Command, after: Command): Promise<void> {
  if (before.secretPayload !== null && after.secretPayload === null) deps.erasures.pending = true;
  await tx.commands.update(after);
}

/** The command with its passed deadline written down, if there is one. */
export async function settleDeadline(deps: Dependencies, tx: Transaction, command: Command): Promise<Command> {
  const settled = pastDeadline(command, deps.clock.now());
  if (settled === null) return command;
  await saveCommand(deps, tx, command, settled);
  await recordEnd(deps, tx, command.status, settled, systemActor, null);
  return settled;
}

/** Writes the audit and the feed event of a command that just reached its final state. */
export async function recordEnd(
  deps: Dependencies,
  tx: Transaction,
  before: CommandStatus,
  command: Command,
  actor: ActorRef,
  origin: Origin | null,
): Promise<void> {
  const actions = {
    SUCCEEDED: 'command.succeeded',
    FAILED: 'command.failed',
    EXPIRED: 'command.expired',
    CANCELLED: 'command.cancelled',
  } as const;
  const { status } = command;
  if (status === 'PENDING' || status === 'RUNNING') throw new Error(`command ${command.id} has not ended`);
  const details: JsonObject = { outcomeKnown: command.outcomeKnown };
  if (command.error !== null) details.outcomeCode = command.error.code;
  const at = command.finishedAt ?? deps.clock.now();
  const action = actions[status];
  await record(deps, tx, {
    action,
    target: commandTarget(command),
    actor,
    origin,
    at,
    correlationId: command.id,
    details,
  });
  await announceCommand(deps, tx, `capsule.${action}`, command, at, before);
  // There is room for another one on the agent's session.
  tx.afterCommit(() => deps.wakeUps.notify(command.agentId));
}

/** What revoking an agent does to its open commands. */
export async function settleRevoked(
  deps: Dependencies,
  tx: Transaction,
  agentId: string,
  actor: ActorRef,
  origin: Origin | null,
): Promise<void> {
  await settleAll(deps, tx, agentId, actor, origin, (command) => settledByRevocation(command, deps.clock.now()));
}

/** What replacing an agent does to its commands: running ones are lost, delivered ones wait for the new process. */
export async function settleReplaced(
  deps: Dependencies,
  tx: Transaction,
  agentId: string,
  actor: ActorRef,
  origin: Origin,
): Promise<void> {
  await tx.deliveries.voidOpen(agentId);
  await settleAll(deps, tx, agentId, actor, origin, (command) =>
    command.status === 'RUNNING'
      ? lostByReplacement(command, deps.clock.now())
      : { ...command, ackLeaseExpiresAt: null },
  );
}

async function settleAll(
  deps: Dependencies,
  tx: Transaction,
  agentId: string,
  actor: ActorRef,
  origin: Origin | null,
  change: (command: Command) => Command,
): Promise<void> {
  for (const stored of await tx.commands.open(agentId)) {
    const command = await settleDeadline(deps, tx, stored);
    if (command.status !== 'PENDING' && command.status !== 'RUNNING') continue;
    const next = change(command);
    await saveCommand(deps, tx, command, next);
    if (next.status !== command.status) await recordEnd(deps, tx, command.status, next, actor, origin);
  }
}
