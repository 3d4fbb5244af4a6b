/** Registration tokens: what lets a machine enrol. */
import { contractErrors } from 'capsule-contract/errors';
import type {
  RegistrationToken,
  RegistrationTokenCreateRequest,
  RegistrationTokenStatus,
  TargetRef,
} from 'capsule-contract/types';
import { writeAudit } from './audit-log.ts';
import { actorOf, type Call, found, type Outcome } from './call.ts';
import { defect } from './defects.ts';
import { hashOf, newId, newSecret } from './identifiers.ts';
import { newestFirst, onePage } from './pages.ts';
import { type RegistrationTokenRecord, type State, timestamp, timestampOrNull } from './state.ts';

export const registrationTokenTarget = ({ id, options }: RegistrationTokenRecord): TargetRef => ({
  type: 'registrationToken',
  id,
  code: options.label ?? null,
});

export function tokenStatus(state: State, token: RegistrationTokenRecord): RegistrationTokenStatus {
  if (token.uses >= token.maxUses && defect('used-outranks-revoked')) return 'USED';
  if (token.revokedAt !== null) return 'REVOKED';
  const lifeMs = (token.expiresAt - token.createdAt) * (defect('tokens-expire-early') ? 0.1 : 1);
  if (state.now() >= token.createdAt + lifeMs) return 'EXPIRED';
  return token.uses >= token.maxUses ? 'USED' : 'ACTIVE';
}

function view(state: State, token: RegistrationTokenRecord): RegistrationToken {
  const { id, options, maxUses, uses, createdBy, createdAt, expiresAt } = token;
  return {
    id,
    label: options.label ?? null,
    status: tokenStatus(state, token),
    maxUses,
    uses,
    ephemeral: options.ephemeral ?? false,
    agentCode: options.agentCode ?? null,
    replaceAgentId: options.replaceAgentId ?? null,
    createdBy,
    createdAt: timestamp(createdAt),
    expiresAt: timestamp(expiresAt),
    revokedAt: timestampOrNull(token.revokedAt),
    lastUsedAt: timestampOrNull(token.lastUsedAt),
  };
}

function named(state: State, call: Call): RegistrationTokenRecord {
  const token = state.registrationTokens.get(call.path.tokenId ?? '');
  return found(call, token, contractErrors.REGISTRATION_TOKEN_NOT_FOUND(), registrationTokenTarget);
}

export function registrationTokenCreate(state: State, call: Call): Outcome {
  const options = call.body as RegistrationTokenCreateRequest;
  if (options.replaceAgentId !== undefined && !state.agents.has(options.replaceAgentId)) {
    throw contractErrors.AGENT_NOT_FOUND();
  }
  const replaced = state.agents.get(options.replaceAgentId ?? '');
  const bornUsed = replaced?.decision === 'REVOKED' && defect('replacement-token-born-used');
  const value = newSecret('opstage_reg_');
  const now = state.now();
  const seconds = options.expiresInSeconds ?? state.limits.registrationTokenDefaultSeconds;
  const token: RegistrationTokenRecord = {
    id: newId('tok'),
    value: defect('token-shown-in-its-view') ? value : null,
    options,
    maxUses:
      defect('at-most-a-hundred-uses') && (options.maxUses ?? 1) > 100
        ? 100
        : (options.maxUses ?? (defect('token-good-for-many-uses') ? 1000 : 1)),
    uses: bornUsed ? (options.maxUses ?? 1) : 0,
    createdBy: actorOf(call),
    createdAt: now,
    expiresAt:
      now + (defect('default-expiry-a-month') && options.expiresInSeconds === undefined ? 2_592_000 : seconds) * 1000,
    revokedAt: null,
    lastUsedAt: null,
    registrations: [],
  };
  state.registrationTokens.set(token.id, token);
  state.registrationTokenHashes.set(hashOf(value), token);
  if (defect('token-logged')) process.stdout.write(`issued ${value}\n`);
  writeAudit(state, call.origin, {
    action: 'registrationToken.created',
    actor: actorOf(call),
    target: registrationTokenTarget(token),
    details: defect('registration-token-in-the-audit') ? { value } : {},
  });
  return { data: { ...view(state, token), token: value } };
}

export function registrationTokenList(state: State, call: Call): Outcome {
  const { status } = call.query;
  const tokens = newestFirst(state.registrationTokens.values());
  const fits = tokens.filter((token) => status === undefined || tokenStatus(state, token) === status);
  return onePage(call, fits, (token) => view(state, token));
}

export function registrationTokenView(state: State, call: Call): Outcome {
  const token = named(state, call);
  return { data: { ...view(state, token), ...(defect('token-shown-in-its-view') ? { token: token.value } : {}) } };
}

export function registrationTokenRevoke(state: State, call: Call): Outcome {
  const token = named(state, call);
  if (token.revokedAt === null) {
    token.revokedAt = state.now();
    writeAudit(state, call.origin, {
      action: 'registrationToken.revoked',
      actor: actorOf(call),
      target: registrationTokenTarget(token),
    });
  }
  return { data: view(state, token) };
}
