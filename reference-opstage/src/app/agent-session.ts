/**
 * The agent session beside HTTP. What an agent says on it goes to the same use cases as its HTTP calls; here is what only
 * a session has: hello, its place as the newest, and commands that are handed out instead of being asked for.
 */
import { type ContractError, contractErrors } from 'capsule-contract/errors';
import type { Hello } from 'capsule-contract/types';
import { type Agent, showsIdentityConflict } from '../domain/agent.ts';
import { confirmAgent, hear } from './agent-admission.ts';
import type { UseCases } from './call.ts';
import { deliver } from './command-delivery.ts';
import { settleDeadline } from './command-settling.ts';
import type { Dependencies } from './dependencies.ts';
import type { Transaction } from './ports/store.ts';
import type { AgentPrincipal } from './principal.ts';
import type { RegisteredSession } from './session-registry.ts';
import type { SessionSeat, SessionWork } from './session-seat.ts';
import { timestamp } from './timestamps.ts';

/** Handed out in one transaction at most. */
const dispatchesMax = 10;
/** As many as one welcome can name. */
const cancelDirectivesMax = 100;
/** Longest time between two looks at whether the agent may still go on. */
const lookMs = 30_000;

export function agentSession(deps: Dependencies): Pick<UseCases, 'agentSession'> {
  return {
    async agentSession(call) {
      if (!call.upgrade) throw contractErrors.UPGRADE_REQUIRED();
      if (deps.wakeUps.closed) throw contractErrors.SERVICE_UNAVAILABLE();
      return seatOf(deps, call.agent);
    },
  };
}

interface Seat {
  agent: AgentPrincipal;
  /** What it was greeted with; null before `hello`. */
  hello: Hello | null;
  begun: boolean;
  registered: RegisteredSession;
  /** Commands whose cancellation was told on this session. */
  told: Set<string>;
}

function seatOf(deps: Dependencies, agent: AgentPrincipal): SessionSeat {
  // Its number is known once it is greeted; from then on it travels with everything said on this session.
  const speaker: AgentPrincipal = { ...agent };
  const seat: Seat = { agent: speaker, hello: null, begun: false, registered: { replaced: () => {} }, told: new Set() };
  const { agentId } = agent;
  const isNewest = () => deps.sessions.newest(agentId) === seat.registered;
  return {
    agent: speaker,
    async open(hello, replaced) {
      const { welcome, session } = await deps.store.write((tx) => greet(deps, tx, agent, hello));
      speaker.session = session;
      seat.hello = hello;
      seat.registered = { replaced };
      deps.sessions.enter(agentId, seat.registered);
      return welcome;
    },
    begin() {
      seat.begun = true;
      deps.wakeUps.notify(agentId);
    },
    isNewest,
    async next(signal) {
      for (;;) {
        // Read before the database is: a change in between makes the wait end at once.
        const seen = deps.wakeUps.generation(agentId);
        const { work, lookAgainAt } = await deps.store.write((tx) => take(deps, tx, seat, isNewest()), {
          durable: false,
        });
        for (const id of work.cancels) seat.told.add(id);
        const something = work.dispatches.length + work.cancels.length > 0;
        if (something || signal.aborted || deps.wakeUps.closed) return work;
        const waitMs = Math.max(0, Math.min(lookMs, (lookAgainAt ?? Number.POSITIVE_INFINITY) - deps.clock.now()));
        await deps.wakeUps.changed(agentId, seen, waitMs, signal);
        if (signal.aborted) return { dispatches: [], cancels: [] };
      }
    },
    ending: (error) => endingOf(deps, agent, error),
    leave() {
      deps.sessions.leave(agentId, seat.registered);
      // Should this fail, the sweep finds the session closed once this process is gone.
      if (speaker.session !== undefined) closed(deps, speaker).catch(() => {});
    },
  };
}

/** Notes that a session is closed, unless a newer one took its place. */
async function closed(deps: Dependencies, { agentId, session }: AgentPrincipal): Promise<void> {
  await deps.store.write(
    async (tx) => {
      const agent = await tx.agents.find(agentId);
      if (agent?.session === session && agent?.sessionHost === deps.peers.own) {
        await tx.agents.update({ ...agent, sessionHost: null });
      }
    },
    { durable: false },
  );
}

/** `hello` is a sign of life and announces what the process can do. */
async function greet(deps: Dependencies, tx: Transaction, caller: AgentPrincipal, hello: Hello) {
  const known = await confirmAgent(deps, tx, caller);
  // A process that comes back after another one is left for its first heartbeat to tell of.
  const bootId = showsIdentityConflict(known, hello.bootId) ? null : hello.bootId;
  const heardNow = await hear(deps, tx, known, bootId);
  const agent: Agent = {
    ...heardNow,
    capabilities: [...hello.capabilities],
    session: known.session + 1,
    sessionHost: deps.peers.own,
  };
  await tx.agents.update(agent);
  const running = await tx.commands.running(agent.id);
  const cancel = running.filter(({ cancelRequestedAt }) => cancelRequestedAt !== null).map(({ id }) => id);
  const welcome = {
    agentId: agent.id,
    sessionId: deps.secrets.newId('ses_'),
    pingSeconds: deps.limits.pingSeconds,
    heartbeatIntervalSeconds: deps.limits.heartbeatIntervalSeconds,
    commandPollIntervalSeconds: deps.limits.commandPollIntervalSeconds,
    offlineAfterSeconds: agent.offlineAfterSeconds,
    limits: deps.limits,
    serverTime: timestamp(deps.clock.now()),
    directives: { reportServices: [], cancel: cancel.slice(0, cancelDirectivesMax) },
  };
  return { welcome, session: agent.session };
}

/** Hands out what the process can start now; what it was given before and still has counts, on every transport. */
async function take(
  deps: Dependencies,
  tx: Transaction,
  seat: Seat,
  newest: boolean,
): Promise<{ work: SessionWork; lookAgainAt: number | null }> {
  const work: SessionWork = { dispatches: [], cancels: [] };
  const { id: agentId } = await confirmAgent(deps, tx, seat.agent);
  if (seat.hello === null || !seat.begun || !newest) return { work, lookAgainAt: null };
  const { bootId, maxRunning = 1 } = seat.hello;
  const now = deps.clock.now();
  for (const stored of await tx.commands.running(agentId)) {
    const command = await settleDeadline(deps, tx, stored);
    if (command.status !== 'RUNNING' || command.cancelRequestedAt === null || seat.told.has(command.id)) continue;
    work.cancels.push(command.id);
  }
  const free = maxRunning - (await tx.commands.countHeldBy(agentId, bootId, now));
  if (free > 0) {
    for (const command of await tx.commands.claimable(agentId, now, Math.min(free, dispatchesMax))) {
      work.dispatches.push(await deliver(deps, tx, command, bootId, now));
    }
  }
  return { work, lookAgainAt: await tx.commands.nextRedelivery(agentId, now) };
}

async function endingOf(deps: Dependencies, { agentId }: AgentPrincipal, error: ContractError) {
  if (error.code === 'AGENT_DISABLED') return 'barred';
  if (error.code === 'AGENT_TOKEN_INVALID') return 'token-dead';
  if (error.code !== 'AGENT_TOKEN_REVOKED') return null;
  // A replaced agent lives on; only this token of it does not.
  const agent = await deps.store.read((tx) => tx.agents.find(agentId));
  return agent?.state === 'REVOKED' ? 'barred' : 'token-dead';
}
