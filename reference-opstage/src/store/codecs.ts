import type { ConfigRevision } from '../app/ports/store.ts';
import type { Action } from '../domain/action.ts';
import type { Agent } from '../domain/agent.ts';
import type { AgentToken } from '../domain/agent-token.ts';
import type { Command, Delivery } from '../domain/command.ts';
import type { ConfigItem } from '../domain/config-item.ts';
import type { FeedEvent } from '../domain/feed-event.ts';
import type { OperatorSession } from '../domain/operator-session.ts';
import type { RegistrationToken } from '../domain/registration-token.ts';
import type { Service } from '../domain/service.ts';
import type { User } from '../domain/user.ts';
import { codec } from './codec.ts';

export const agentCodec = codec<Agent>({
  plain: [
    'id',
    'code',
    'name',
    'mode',
    'runtime',
    'version',
    'state',
    'stateReason',
    'bootId',
    'previousBootId',
    'disconnectedBootId',
    'disconnectReason',
    'lastSeenAt',
    'liveUntil',
    'heartbeatIntervalSeconds',
    'offlineAfterSeconds',
    'offlineNotedAt',
    'notedStatus',
    'conflictNotedAt',
    'session',
    'sessionHost',
    'createdAt',
    'updatedAt',
    'disabledAt',
    'revokedAt',
  ],
  booleans: ['ephemeral'],
  documents: ['capabilities'],
});

export const agentTokenCodec = codec<AgentToken>({
  plain: ['id', 'agentId', 'hash', 'state', 'createdAt', 'pendingExpiresAt', 'firstUsedAt'],
});

export const registrationTokenCodec = codec<RegistrationToken>({
  plain: [
    'id',
    'hash',
    'label',
    'maxUses',
    'uses',
    'agentCode',
    'replaceAgentId',
    'createdAt',
    'expiresAt',
    'revokedAt',
    'lastUsedAt',
  ],
  booleans: ['ephemeral'],
  documents: ['createdBy'],
});

export const serviceCodec = codec<Service>({
  plain: [
    'id',
    'code',
    'agentId',
    'name',
    'version',
    'description',
    'runtime',
    'agentMode',
    'revision',
    'configRevision',
    'actionCount',
    'healthId',
    'healthStatus',
    'healthReceivedAt',
    'notedStatus',
    'createdAt',
    'updatedAt',
    'reportedAt',
  ],
  booleans: ['released'],
  documents: ['labels', 'manifest', 'health'],
});

export const actionCodec = codec<Action>({
  plain: ['id', 'serviceId', 'name', 'label', 'description', 'dangerLevel', 'timeoutSeconds', 'createdAt', 'updatedAt'],
  booleans: ['requiresConfirmation', 'idempotent', 'cancellable'],
  documents: ['inputSchema', 'outputSchema'],
});

export const configItemCodec = codec<ConfigItem>({
  plain: [
    'id',
    'serviceId',
    'key',
    'label',
    'type',
    'valuePreview',
    'defaultValue',
    'source',
    'secretRef',
    'fingerprint',
    'createdAt',
    'updatedAt',
  ],
  booleans: ['editable', 'sensitive'],
});

export const configRevisionCodec = codec<ConfigRevision>({
  plain: ['serviceId', 'configRevision', 'changedAt'],
  documents: ['changes'],
});

export const commandCodec = codec<Command>({
  plain: [
    'id',
    'serviceId',
    'serviceCode',
    'agentId',
    'actionName',
    'status',
    'dangerLevel',
    'timeoutSeconds',
    'startBy',
    'expiresAt',
    'createdAt',
    'attempt',
    'deliveredAt',
    'ackLeaseExpiresAt',
    'acknowledgedDeliveryId',
    'acknowledgedBootId',
    'acknowledgedAt',
    'leaseExpiresAt',
    'cancelRequestedAt',
    'cancelDeadlineAt',
    'finishedAt',
    'retryOf',
  ],
  booleans: ['payloadErased', 'idempotent', 'cancellable', 'queue', 'outcomeKnown'],
  documents: ['payload', 'secretPayload', 'outputSecrets', 'createdBy', 'progress', 'result', 'error', 'lateResult'],
});

export const deliveryCodec = codec<Delivery>({
  plain: ['id', 'commandId', 'agentId', 'attempt', 'bootId', 'deliveredAt'],
  booleans: ['accepted', 'voided'],
});

export const feedEventCodec = codec<FeedEvent>({
  plain: ['position', 'id', 'type', 'at', 'writtenAt', 'subject'],
  documents: ['data'],
});

export const userCodec = codec<User>({
  plain: ['id', 'username', 'displayName', 'role', 'status', 'passwordHash', 'createdAt', 'updatedAt', 'lastLoginAt'],
});

export const operatorSessionCodec = codec<OperatorSession>({
  plain: ['id', 'userId', 'hash', 'createdAt', 'expiresAt'],
});
