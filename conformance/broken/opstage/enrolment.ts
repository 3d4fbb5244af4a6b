/** Registration: an agent gets its identity, gets it again after a lost answer, or takes over that of a machine before it. */
import { contractErrors } from 'capsule-contract/errors';
import type { AgentRegisterRequest, RejectedService, ServiceIdentity } from 'capsule-contract/types';
import { endTokens, issueToken } from './agent-tokens.ts';
import { agentTarget } from './agents.ts';
import { writeAudit } from './audit-log.ts';
import { agentActor, type Call, type Outcome } from './call.ts';
import { canonicalJson } from './canonical-json.ts';
import { endCommand } from './command-lifecycle.ts';
import { defect } from './defects.ts';
import { hashOf, newId } from './identifiers.ts';
import { registrationTokenTarget, tokenStatus } from './registration-tokens.ts';
import { storeReports } from './service-reports.ts';
import {
  type AgentRecord,
  type RegistrationRecord,
  type RegistrationTokenRecord,
  type State,
  timestamp,
} from './state.ts';
import { servedCapabilities } from './system.ts';
import { moment, wakeClaims } from './waiters.ts';

export async function agentRegister(state: State, call: Call): Promise<Outcome> {
  const body = call.body as AgentRegisterRequest;
  const token = state.registrationTokenHashes.get(hashOf(body.registrationToken));
  if (defect('refused-registration-leaves-an-agent') && (!token || tokenStatus(state, token) !== 'ACTIVE')) {
    const agent = newAgent(state, body.agent.code ?? '', body, false);
    state.agents.set(agent.id, agent);
  }
  if (!token)
    throw defect('unknown-registration-token-used')
      ? contractErrors.REGISTRATION_TOKEN_USED()
      : contractErrors.REGISTRATION_TOKEN_INVALID();
  call.target = registrationTokenTarget(token);
  const status = tokenStatus(state, token);
  if (defect('refused-registration-consumes')) token.uses += 1;
  if (status === 'REVOKED' && !defect('revoked-registration-token-taken'))
    throw contractErrors.REGISTRATION_TOKEN_REVOKED();
  if (status === 'EXPIRED' && !defect('expired-registration-token-taken'))
    throw contractErrors.REGISTRATION_TOKEN_EXPIRED();
  const key = call.headers['idempotency-key'] ?? (defect('equal-body-is-a-retry') ? 'none' : undefined);
  const before = typeof key === 'string' ? repeated(state, token, key, canonicalJson(body)) : null;
  const isSpent = before?.repeated === true && defect('repeatable-twice');
  if (before && !isSpent) return registerAgain(state, call, before);
  if (status === 'USED') throw contractErrors.REGISTRATION_TOKEN_USED();
  if (defect('token-use-counted-late')) await moment();
  const { agent, isNew } = await admitted(state, call, token, body);
  if (isNew || !defect('replacements-not-counted')) token.uses += 1;
  token.lastUsedAt = state.now();
  const who = agentActor(agent);
  const action = isNew || defect('replacement-audited-as-registration') ? 'agent.registered' : 'agent.replaced';
  const issued = issueToken(state, agent, { state: 'CURRENT' });
  const details = defect('token-in-the-audit') ? { issued: issued.token } : {};
  if (!defect('registration-not-audited')) {
    writeAudit(state, call.origin, { action, actor: who, target: agentTarget(agent), details });
  }
  const reports = defect('services-of-registration-dropped') ? [] : (body.services ?? []);
  const { services, rejected } = storeReports(state, { origin: call.origin, agent }, reports);
  if (rejected.length > 0 && defect('registration-fails-with-a-bad-service')) throw contractErrors.VALIDATION_FAILED();
  if (typeof key === 'string') {
    const { hash: tokenHash } = issued;
    const at = state.now();
    token.registrations.push({ key, body: canonicalJson(body), at, agentId: agent.id, tokenHash, services, rejected });
  }
  return registration(state, agent, { token: issued.token, services, rejected });
}

/** The registration this one repeats, if its answer may be given again. */
function repeated(state: State, token: RegistrationTokenRecord, key: string, body: string): RegistrationRecord | null {
  const retryMs = defect('registration-repeatable-for-ever')
    ? Number.POSITIVE_INFINITY
    : state.limits.registerRetrySeconds * 1000;
  const isSame = (one: RegistrationRecord) => one.key === key || defect('equal-body-is-a-retry');
  const last = token.registrations.findLast((one) => isSame(one) && state.now() - one.at < retryMs);
  if (!last || defect('registration-not-repeatable')) return null;
  if (last.body !== body && !defect('key-taken-for-another-body')) throw contractErrors.IDEMPOTENCY_KEY_REUSED();
  const issued = state.agentTokens.get(last.tokenHash);
  const unused = issued?.state === 'CURRENT' && (!issued.used || defect('registration-repeatable-after-use'));
  return unused && state.agents.get(last.agentId)?.decision === 'ACTIVE' ? last : null;
}

function registerAgain(state: State, call: Call, before: RegistrationRecord): Outcome {
  const agent = state.agents.get(before.agentId) as AgentRecord;
  if (!defect('earlier-token-survives-a-repeat')) endTokens(state, agent, 'DEAD');
  const { token, hash } = issueToken(state, agent, { state: 'CURRENT' });
  before.tokenHash = hash;
  before.repeated = true;
  arrives(state, agent, call.body as AgentRegisterRequest);
  writeAudit(state, call.origin, {
    action: 'agent.token.rotated',
    actor: agentActor(agent),
    target: agentTarget(agent),
  });
  return registration(state, agent, { token, services: before.services, rejected: before.rejected });
}

/** The agent this token lets in with this body: a new one, or the one it replaces. */
async function admitted(
  state: State,
  call: Call,
  token: RegistrationTokenRecord,
  body: AgentRegisterRequest,
): Promise<{ agent: AgentRecord; isNew: boolean }> {
  const { agentCode, replaceAgentId, ephemeral = false } = token.options;
  const makesCode = (ephemeral && !defect('ephemeral-needs-code')) || defect('any-token-makes-codes');
  if (body.agent.code === undefined && !makesCode) {
    const issues = [{ path: '/agent/code', message: 'is required without an ephemeral token' }];
    throw contractErrors.VALIDATION_FAILED({ details: { issues } });
  }
  const code = body.agent.code ?? `ephemeral-${newId('x').slice(2)}`;
  if (agentCode !== undefined && agentCode !== code && !defect('agent-code-scope-ignored')) {
    throw contractErrors.REGISTRATION_TOKEN_SCOPE();
  }
  const target = replaceAgentId === undefined ? undefined : state.agents.get(replaceAgentId);
  const isJudged = token.uses === 0 || !defect('scope-judged-once');
  if (target && target.code !== code && isJudged && !defect('replace-scope-ignored'))
    throw contractErrors.REGISTRATION_TOKEN_SCOPE();
  if (target?.decision === 'DISABLED' && !defect('disabled-agent-replaced')) throw contractErrors.AGENT_DISABLED();
  const known = state.agentCodes.get(code);
  const isGone = known?.decision === 'REVOKED' && defect('code-of-revoked-agent-is-free');
  if (known && known !== target && !isGone && !defect('silent-takeover')) throw contractErrors.AGENT_CODE_TAKEN();
  if (known) {
    replace(state, call, known, body, ephemeral);
    return { agent: known, isNew: false };
  }
  if (defect('code-taken-after-a-wait')) await moment();
  const agent = newAgent(state, code, body, ephemeral);
  state.agents.set(agent.id, agent);
  state.agentCodes.set(code, agent);
  return { agent, isNew: true };
}

function newAgent(state: State, code: string, body: AgentRegisterRequest, ephemeral: boolean): AgentRecord {
  const { name = null, mode, runtime = null, version = null } = body.agent;
  const now = state.now();
  return {
    ...{ id: newId('agt'), code, name, mode, runtime, version, ephemeral },
    capabilities: body.capabilities,
    bootId: body.bootId,
    seenBootIds: new Set([body.bootId]),
    disconnectedBootIds: new Set(),
    disconnectReason: null,
    lastSeenAt: now,
    absentSince: null,
    decision: 'ACTIVE',
    disabledAt: null,
    revokedAt: null,
    createdAt: now,
    updatedAt: now,
    tokenHashes: [],
    eventIds: new Set(),
    rejectedRevisions: new Map(),
  };
}

function replace(state: State, call: Call, agent: AgentRecord, body: AgentRegisterRequest, ephemeral: boolean): void {
  const at = state.now();
  if (!defect('replaced-token-still-works')) endTokens(state, agent, 'REVOKED');
  const { name = null, mode, runtime = null, version = null } = body.agent;
  Object.assign(agent, { name, mode, runtime, version, ephemeral, updatedAt: at });
  if (!defect('replaced-agent-stays-revoked')) Object.assign(agent, { decision: 'ACTIVE', revokedAt: null });
  const error = { code: 'AGENT_LOST', message: 'The agent was replaced.' };
  for (const command of [...state.openCommands].filter(({ agentId }) => agentId === agent.id)) {
    if (command.status === 'RUNNING') {
      const isAbsent = agent.disconnectReason !== null && defect('absent-agent-replaced-without-its-commands');
      if (isAbsent || defect('replacement-leaves-running')) continue;
      const ending = { status: 'FAILED', outcomeKnown: false, at, error } as const;
      endCommand(state, command, ending, { origin: call.origin, actor: agentActor(agent) });
    } else if (!defect('replacement-keeps-deliveries')) {
      for (const delivery of command.deliveries) delivery.stale = true;
    }
  }
  arrives(state, agent, body);
  wakeClaims(state, agent.id);
}

function arrives(state: State, agent: AgentRecord, { bootId, capabilities }: AgentRegisterRequest): void {
  Object.assign(agent, { bootId, capabilities, absentSince: null, disconnectReason: null, lastSeenAt: state.now() });
  agent.disconnectedBootIds.delete(bootId);
  agent.seenBootIds.add(bootId);
}

function registration(
  state: State,
  agent: AgentRecord,
  { token, services, rejected }: { token: string; services: ServiceIdentity[]; rejected: RejectedService[] },
): Outcome {
  const { heartbeatIntervalSeconds, commandPollIntervalSeconds, offlineAfterSeconds } = state.limits;
  return {
    data: {
      agentId: agent.id,
      code: agent.code,
      agentToken: token,
      heartbeatIntervalSeconds,
      commandPollIntervalSeconds,
      offlineAfterSeconds,
      capabilities: defect('announced-counts-as-in-force')
        ? agent.capabilities
        : servedCapabilities(state).filter((one) => agent.capabilities.includes(one)),
      limits: state.limits,
      serverTime: timestamp(state.now()),
      services,
      rejected,
    },
  };
}
