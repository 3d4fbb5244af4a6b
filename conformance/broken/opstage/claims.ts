/** How commands get to their agent: claimed, held until there are some, delivered again when nobody acknowledges. */
import type { CommandClaimRequest, CommandDelivery } from 'capsule-contract/types';
import type { Call, Outcome } from './call.ts';
import { defect } from './defects.ts';
import { tell } from './feed.ts';
import { heard } from './heard.ts';
import { newId } from './identifiers.ts';
import { settle } from './settle.ts';
import { type AgentRecord, type CommandRecord, type State, timestamp } from './state.ts';
import { moment, nextWake } from './waiters.ts';

export async function commandClaim(state: State, call: Call): Promise<Outcome> {
  const agent = call.agent as AgentRecord;
  const { bootId, max, waitSeconds } = call.body as CommandClaimRequest;
  call.bootId = bootId;
  // A claim is heard when it comes, not while it is held.
  heard(state, agent, bootId);
  let isGone = false;
  call.onGone(() => {
    isGone = true;
  });
  const until = state.now() + waitSeconds * 1000;
  while (!isGone) {
    if (!defect('deadlines-only-by-the-sweep')) settle(state);
    const looked = defect('claimed-after-a-wait') ? new Set(waitingFor(state, agent)) : undefined;
    if (looked) await moment();
    const commands = deliver(state, agent, { bootId, max, looked });
    const leftMs = until - state.now();
    if (commands.length > 0 || leftMs <= 0) return { data: { commands } };
    if (defect('held-claims-count-as-life')) heard(state, agent, bootId);
    await nextWake(state, agent.id, {
      waitMs: Math.min(leftMs, nextRedeliveryMs(state, agent), defect('held-claims-count-as-life') ? 500 : leftMs),
      onGone: call.onGone,
    });
    if (!defect('held-claims-not-ended')) call.authenticate();
  }
  return { data: { commands: [] } };
}

/** Up to `max` of what waits for the agent, each under a delivery of its own. */
export function deliver(
  state: State,
  agent: AgentRecord,
  { bootId, max, looked }: { bootId: string; max: number; looked?: ReadonlySet<CommandRecord> | undefined },
): CommandDelivery[] {
  const waiting = looked ? [...looked].filter(({ status }) => status === 'PENDING') : waitingFor(state, agent);
  if (defect('newest-command-first')) waiting.reverse();
  return waiting.slice(0, defect('claim-max-ignored') ? 10 : max).map((command) => {
    if (defect('claim-loses-what-it-cuts')) for (const cut of waiting.slice(max)) state.openCommands.delete(cut);
    return deliveryOf(state, command, bootId);
  });
}

function waitingFor(state: State, agent: AgentRecord): CommandRecord[] {
  return [...state.openCommands].filter(
    (command) => (command.agentId === agent.id || defect('claims-of-any-agent')) && isDeliverable(state, command),
  );
}

function isDeliverable(state: State, command: CommandRecord): boolean {
  const last = command.deliveries.at(-1);
  if (command.status !== 'PENDING' || defect('delivered-while-leased')) return command.status === 'PENDING';
  if (last && defect('lost-delivery-is-lost')) return false;
  const isDispatched = state.sessionsOfAgents.get(command.agentId)?.isOpen === true;
  if (isDispatched && defect('dispatched-commands-claimable')) return true;
  if (last?.stale && defect('voided-delivery-lost')) return false;
  return last === undefined || last.stale || state.now() >= last.leaseUntil;
}

/** How long until a delivery nobody acknowledged is due again. */
export function nextRedeliveryMs(state: State, agent: AgentRecord): number {
  const leases = [...state.openCommands]
    .filter(({ agentId, status }) => agentId === agent.id && status === 'PENDING')
    .map(({ deliveries }) => deliveries.at(-1)?.leaseUntil ?? state.now());
  return Math.max(1, Math.min(...leases, Number.MAX_SAFE_INTEGER) - state.now());
}

function deliveryOf(state: State, command: CommandRecord, bootId: string): CommandDelivery {
  const now = state.now();
  const wholeMs = state.limits.ackLeaseSeconds * 1000;
  const leaseMs = defect('ack-lease-not-cut') ? wholeMs : Math.min(wholeMs, command.startBy - now);
  const before = command.deliveries.at(-1);
  if (before?.stale && defect('attempts-counted-anew-after-replacement')) command.deliveries = [];
  const delivery = {
    id: before && defect('delivery-id-kept') ? before.id : newId('dlv'),
    attempt: defect('attempt-not-counted') ? 1 : command.deliveries.length + 1,
    bootId,
    deliveredAt: now,
    leaseUntil: now + leaseMs,
    answered: null,
    stale: false,
  };
  command.deliveries.push(delivery);
  if (!defect('deliveries-not-told')) tell(state, 'capsule.command.delivered', command.id);
  const { id, serviceCode, serviceId, actionName, payload, timeoutSeconds, idempotent } = command;
  return {
    ...{ id, type: 'ACTION_EXECUTE', serviceCode, serviceId, actionName, payload, timeoutSeconds, idempotent },
    startBy: timestamp(command.startBy),
    expiresAt: timestamp(command.expiresAt),
    createdAt: timestamp(command.createdAt),
    delivery: { id: delivery.id, attempt: delivery.attempt, ackLeaseSeconds: Math.floor(leaseMs / 1000) },
  };
}
