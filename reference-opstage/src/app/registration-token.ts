/** Registration tokens: made, seen and revoked by operators. */
import { contractErrors } from 'capsule-contract/errors';
import type { RegistrationToken as TokenView } from 'capsule-contract/types';
import { type Instant, secondsAfter } from '../domain/instant.ts';
import { type RegistrationToken, registrationTokenStatus } from '../domain/registration-token.ts';
import { registrationTokenTarget } from './audit-target.ts';
import { record, userActor } from './audit-trail.ts';
import { type OperatorCall, pathParameter, type UseCases } from './call.ts';
import type { Dependencies } from './dependencies.ts';
import type { Transaction } from './ports/store.ts';
import { timestamp, timestampOrNull } from './timestamps.ts';

type Verbs = 'registrationTokenList' | 'registrationTokenCreate' | 'registrationTokenView' | 'registrationTokenRevoke';

export function registrationTokens(deps: Dependencies): Pick<UseCases, Verbs> {
  return {
    async registrationTokenList(call) {
      const { page, pageSize, status } = call.query;
      const now = deps.clock.now();
      const wanted = { page: page ?? 1, pageSize: pageSize ?? deps.limits.pageSizeDefault };
      const found = await deps.store.read((tx) => tx.registrationTokens.list({ status }, wanted, now));
      return { items: found.items.map((token) => tokenView(token, now)), total: found.total };
    },

    async registrationTokenCreate(call) {
      const { body } = call;
      if (body.agentCode !== undefined && body.replaceAgentId !== undefined) {
        const issues = [{ path: '/replaceAgentId', message: 'cannot be combined with agentCode' }];
        throw contractErrors.VALIDATION_FAILED({ details: { issues } });
      }
      const now = deps.clock.now();
      const secret = deps.secrets.newSecret('opstage_reg_');
      const token: RegistrationToken = {
        id: deps.secrets.newId('tok_'),
        hash: deps.secrets.sha256(secret),
        label: body.label ?? null,
        maxUses: body.maxUses ?? 1,
        uses: 0,
        ephemeral: body.ephemeral ?? false,
        agentCode: body.agentCode ?? null,
        replaceAgentId: body.replaceAgentId ?? null,
        createdBy: userActor(call),
        createdAt: now,
        expiresAt: secondsAfter(now, body.expiresInSeconds ?? deps.limits.registrationTokenDefaultSeconds),
        revokedAt: null,
        lastUsedAt: null,
      };
      await deps.store.write(async (tx) => {
        if (token.replaceAgentId !== null && (await tx.agents.find(token.replaceAgentId)) === null) {
          throw contractErrors.AGENT_NOT_FOUND();
        }
        await tx.registrationTokens.insert(token);
        await recordChange(deps, tx, 'registrationToken.created', token, call, now);
      });
      return { ...tokenView(token, now), token: secret };
    },

    async registrationTokenView(call) {
      const token = await deps.store.read((tx) => existingToken(tx, call));
      return tokenView(token, deps.clock.now());
    },

    async registrationTokenRevoke(call) {
      const now = deps.clock.now();
      const token = await deps.store.write(async (tx) => {
        const known = await existingToken(tx, call);
        if (known.revokedAt !== null) return known;
        const next = { ...known, revokedAt: now };
        await tx.registrationTokens.update(next);
        await recordChange(deps, tx, 'registrationToken.revoked', next, call, now);
        return next;
      });
      return tokenView(token, now);
    },
  };
}

async function existingToken(
  tx: Transaction,
  call: OperatorCall<'registrationTokenView' | 'registrationTokenRevoke'>,
): Promise<RegistrationToken> {
  const token = await tx.registrationTokens.find(pathParameter(call, 'tokenId'));
  if (token === null) throw contractErrors.REGISTRATION_TOKEN_NOT_FOUND();
  return token;
}

async function recordChange(
  deps: Dependencies,
  tx: Transaction,
  action: 'registrationToken.created' | 'registrationToken.revoked',
  token: RegistrationToken,
  call: OperatorCall<'registrationTokenCreate' | 'registrationTokenRevoke'>,
  at: Instant,
): Promise<void> {
  const target = registrationTokenTarget(token);
  await record(deps, tx, { action, actor: userActor(call), target, origin: call.origin, at });
}

function tokenView(token: RegistrationToken, now: Instant): TokenView {
  return {
    id: token.id,
    label: token.label,
    status: registrationTokenStatus(token, now),
    maxUses: token.maxUses,
    uses: token.uses,
    ephemeral: token.ephemeral,
    agentCode: token.agentCode,
    replaceAgentId: token.replaceAgentId,
    createdBy: token.createdBy,
    createdAt: timestamp(token.createdAt),
    expiresAt: timestamp(token.expiresAt),
    revokedAt: timestampOrNull(token.revokedAt),
    lastUsedAt: timestampOrNull(token.lastUsedAt),
  };
}
