/** Registration, its repetition, replacement, and the rotation of an agent's token. */
import { contractErrors } from 'capsule-contract/errors';
import type { AgentRegistration } from 'capsule-contract/types';
import { type Agent, offlineAfterSeconds } from '../domain/agent.ts';
import type { AgentToken } from '../domain/agent-token.ts';
import { hasPassed, type Instant, secondsAfter } from '../domain/instant.ts';
import type { Json } from '../domain/json.ts';
import { isInScope, type RegistrationToken, registrationTokenStatus } from '../domain/registration-token.ts';
import { admitAgent } from './agent-admission.ts';
import { agentTarget, registrationTokenTarget } from './audit-target.ts';
import { record } from './audit-trail.ts';
import type { OpenCall, UseCases } from './call.ts';
import { settleReplaced } from './command-settling.ts';
import { type Dependencies, opstageCapabilities } from './dependencies.ts';
import { digestOf } from './digest.ts';
import type { RegisterAttempt, Transaction } from './ports/store.ts';
import { refusal } from './refusal.ts';
import { reportServices } from './service-report.ts';
import { tellAtEnd, tellDecision, tellPassedTime } from './status-notes.ts';
import { timestamp } from './timestamps.ts';

type Registration = OpenCall<'agentRegister'>;

export function agentEnrolment(deps: Dependencies): Pick<UseCases, 'agentRegister' | 'agentTokenRotate'> {
  return {
    async agentRegister(call) {
      const now = deps.clock.now();
      const answer = await deps.store.write(async (tx) => {
        const token = await usableToken(deps, tx, call, now);
        const repeated = await repeatedAttempt(deps, tx, call, token, now);
        const enrolled =
          repeated === null ? await enrol(deps, tx, call, token, now) : await issueAgain(deps, tx, call, repeated, now);
        const report = { items: call.body.services ?? [], itemIssues: call.itemIssues, origin: call.origin };
        const { services, rejected } = await reportServices(deps, tx, enrolled.agent, report);
        return { ...enrolled, services, rejected };
      });
      deps.wakeUps.notify(answer.agent.id);
      return registrationView(deps, answer, now);
    },

    async agentTokenRotate(call) {
      const now = deps.clock.now();
      const issued = await deps.store.write(async (tx) => {
        const agent = await admitAgent(deps, tx, call.agent, call.body.bootId ?? null);
        for (const other of await tx.agentTokens.living(agent.id)) {
          if (other.state === 'PENDING') await tx.agentTokens.update({ ...other, state: 'REPLACED' });
        }
        const made = newAgentToken(deps, agent.id, now);
        const pendingExpiresAt = secondsAfter(now, deps.limits.tokenPendingSeconds);
        await tx.agentTokens.insert({ ...made.token, state: 'PENDING', pendingExpiresAt });
        await recordAboutAgent(deps, tx, 'agent.token.rotated', agent, call, now);
        return { secret: made.secret, pendingExpiresAt };
      });
      return { agentToken: issued.secret, pendingExpiresAt: timestamp(issued.pendingExpiresAt) };
    },
  };
}

async function usableToken(
  deps: Dependencies,
  tx: Transaction,
  call: Registration,
  now: Instant,
): Promise<RegistrationToken> {
  const hash = deps.secrets.sha256(call.body.registrationToken);
  const token = await tx.registrationTokens.findByHash(hash);
  if (token === null || !deps.secrets.sameSecret(token.hash, hash)) throw contractErrors.REGISTRATION_TOKEN_INVALID();
  const status = registrationTokenStatus(token, now);
  if (status === 'REVOKED') throw refusal(contractErrors.REGISTRATION_TOKEN_REVOKED(), aboutToken(token));
  if (status === 'EXPIRED') throw refusal(contractErrors.REGISTRATION_TOKEN_EXPIRED(), aboutToken(token));
  return token;
}

/** The earlier registration this one repeats; null when it is a registration of its own. */
async function repeatedAttempt(
  deps: Dependencies,
  tx: Transaction,
  call: Registration,
  token: RegistrationToken,
  now: Instant,
): Promise<RegisterAttempt | null> {
  if (call.idempotencyKey === null) return null;
  const attempt = await tx.memory.findRegisterAttempt(token.id, call.idempotencyKey);
  if (attempt === null || hasPassed(secondsAfter(attempt.at, deps.limits.registerRetrySeconds), now)) return null;
  if (attempt.bodyDigest !== bodyDigest(deps, call)) throw contractErrors.IDEMPOTENCY_KEY_REUSED();
  const issued = await tx.agentTokens.find(attempt.agentTokenId);
  const unused = issued?.state === 'CURRENT' && issued.firstUsedAt === null;
  return unused ? attempt : null;
}

async function issueAgain(
  deps: Dependencies,
  tx: Transaction,
  call: Registration,
  attempt: RegisterAttempt,
  now: Instant,
): Promise<{ agent: Agent; secret: string }> {
  const known = await tx.agents.find(attempt.agentId);
  if (known === null) throw new Error(`registered agent ${attempt.agentId} is missing`);
  if (known.state === 'DISABLED') throw contractErrors.AGENT_DISABLED({ status: 403 });
  await tx.agentTokens.endAll(known.id, 'REPLACED');
  const made = newAgentToken(deps, known.id, now);
  await tx.agentTokens.insert(made.token);
  await tx.memory.rememberRegisterAttempt({ ...attempt, agentTokenId: made.token.id });
  const agent = describedAgent(deps, await tellPassedTime(deps, tx, known), call, now);
  tellAtEnd(deps, tx, agent.id);
  await tx.agents.update(agent);
  await recordAboutAgent(deps, tx, 'agent.token.rotated', agent, call, now);
  return { agent, secret: made.secret };
}

async function enrol(
  deps: Dependencies,
  tx: Transaction,
  call: Registration,
  token: RegistrationToken,
  now: Instant,
): Promise<{ agent: Agent; secret: string }> {
  if (token.uses >= token.maxUses) throw refusal(contractErrors.REGISTRATION_TOKEN_USED(), aboutToken(token));
  const code = call.body.agent.code ?? null;
  if (code === null && !token.ephemeral) {
    const issue = { path: '/agent/code', message: 'is required unless the registration token is ephemeral' };
    throw contractErrors.VALIDATION_FAILED({ details: { issues: [issue] } });
  }
  const replaced = token.replaceAgentId === null ? null : await tx.agents.find(token.replaceAgentId);
  if (!isInScope(token, code, replaced?.code ?? null)) {
    throw refusal(contractErrors.REGISTRATION_TOKEN_SCOPE(), aboutToken(token));
  }
  if (replaced?.state === 'DISABLED') {
    throw refusal(contractErrors.AGENT_DISABLED({ status: 403 }), aboutToken(token));
  }
  const agent =
    replaced === null
      ? await addAgent(deps, tx, call, token, code, now)
      : await replaceAgent(deps, tx, call, replaced, now);
  await tx.registrationTokens.update({ ...token, uses: token.uses + 1, lastUsedAt: now });
  const made = newAgentToken(deps, agent.id, now);
  await tx.agentTokens.insert(made.token);
  if (call.idempotencyKey !== null) {
    await tx.memory.rememberRegisterAttempt({
      registrationTokenId: token.id,
      key: call.idempotencyKey,
      bodyDigest: bodyDigest(deps, call),
      agentId: agent.id,
      agentTokenId: made.token.id,
      at: now,
    });
  }
  return { agent, secret: made.secret };
}

async function addAgent(
  deps: Dependencies,
  tx: Transaction,
  call: Registration,
  token: RegistrationToken,
  wantedCode: string | null,
  now: Instant,
): Promise<Agent> {
  const id = deps.secrets.newId('agt_');
  // Made from the id, so that it is as unique; codes know no upper case.
  const code = wantedCode ?? token.agentCode ?? `ephemeral-${deps.secrets.sha256(id).slice(0, 20)}`;
  if ((await tx.agents.findByCode(code)) !== null) {
    throw refusal(contractErrors.AGENT_CODE_TAKEN(), aboutToken(token));
  }
  const blank: Agent = {
    id,
    code,
    name: null,
    mode: call.body.agent.mode,
    runtime: null,
    version: null,
    ephemeral: token.ephemeral,
    capabilities: [],
    state: 'ACTIVE',
    stateReason: null,
    bootId: null,
    previousBootId: null,
    disconnectedBootId: null,
    disconnectReason: null,
    lastSeenAt: null,
    liveUntil: now,
    heartbeatIntervalSeconds: deps.limits.heartbeatIntervalSeconds,
    offlineAfterSeconds: deps.limits.offlineAfterSeconds,
    offlineNotedAt: null,
    notedStatus: null,
    conflictNotedAt: null,
    session: 0,
    sessionHost: null,
    createdAt: now,
    updatedAt: now,
    disabledAt: null,
    revokedAt: null,
  };
  const described = describedAgent(deps, blank, call, now);
  const agent = await tellDecision(deps, tx, 'capsule.agent.registered', described, now);
  await tx.agents.insert(agent);
  await recordAboutAgent(deps, tx, 'agent.registered', agent, call, now);
  return agent;
}

async function replaceAgent(
  deps: Dependencies,
  tx: Transaction,
  call: Registration,
  replaced: Agent,
  now: Instant,
): Promise<Agent> {
  const known = await tellPassedTime(deps, tx, replaced);
  const active: Agent = { ...known, state: 'ACTIVE', stateReason: null, revokedAt: null };
  const described = describedAgent(deps, active, call, now);
  const agent = await tellDecision(deps, tx, 'capsule.agent.replaced', described, now);
  await tx.agents.update(agent);
  await tx.agentTokens.endAll(agent.id, 'REVOKED');
  const actor = { type: 'agent', id: agent.id, name: agent.code } as const;
  await settleReplaced(deps, tx, agent.id, actor, call.origin);
  await recordAboutAgent(deps, tx, 'agent.replaced', agent, call, now);
  return agent;
}

/** The agent as this registration describes it; registering is its first sign of life. */
function describedAgent(deps: Dependencies, agent: Agent, call: Registration, now: Instant): Agent {
  const { body } = call;
  const interval = deps.limits.heartbeatIntervalSeconds;
  const offlineAfter = offlineAfterSeconds(deps.limits.offlineAfterSeconds, interval);
  return {
    ...agent,
    name: body.agent.name ?? null,
    mode: body.agent.mode,
    runtime: body.agent.runtime ?? null,
    version: body.agent.version ?? null,
    capabilities: [...body.capabilities],
    bootId: body.bootId,
    previousBootId: null,
    disconnectedBootId: null,
    disconnectReason: null,
    lastSeenAt: now,
    heartbeatIntervalSeconds: interval,
    offlineAfterSeconds: offlineAfter,
    liveUntil: secondsAfter(now, offlineAfter),
    offlineNotedAt: null,
    updatedAt: now,
  };
}

function newAgentToken(deps: Dependencies, agentId: string, now: Instant): { token: AgentToken; secret: string } {
  const secret = deps.secrets.newSecret('opstage_agent_');
  const token: AgentToken = {
    id: deps.secrets.newId('agk_'),
    agentId,
    hash: deps.secrets.sha256(secret),
    state: 'CURRENT',
    createdAt: now,
    pendingExpiresAt: null,
    firstUsedAt: null,
  };
  return { token, secret };
}

function bodyDigest(deps: Dependencies, call: Registration): string {
  return digestOf(deps.secrets, call.body as unknown as Json);
}

function aboutToken(token: RegistrationToken) {
  return { target: registrationTokenTarget(token) };
}

async function recordAboutAgent(
  deps: Dependencies,
  tx: Transaction,
  action: 'agent.registered' | 'agent.replaced' | 'agent.token.rotated',
  agent: Agent,
  call: { origin: Registration['origin'] },
  at: Instant,
): Promise<void> {
  const actor = { type: 'agent', id: agent.id, name: agent.code } as const;
  await record(deps, tx, { action, actor, target: agentTarget(agent), origin: call.origin, at });
}

type Enrolled = { agent: Agent; secret: string } & Pick<AgentRegistration, 'services' | 'rejected'>;

function registrationView(deps: Dependencies, { agent, secret, services, rejected }: Enrolled, now: Instant) {
  return {
    agentId: agent.id,
    code: agent.code,
    agentToken: secret,
    heartbeatIntervalSeconds: deps.limits.heartbeatIntervalSeconds,
    commandPollIntervalSeconds: deps.limits.commandPollIntervalSeconds,
    offlineAfterSeconds: agent.offlineAfterSeconds,
    capabilities: agent.capabilities.filter((capability) => opstageCapabilities.includes(capability)),
    limits: deps.limits,
    serverTime: timestamp(now),
    services,
    rejected,
  };
}
