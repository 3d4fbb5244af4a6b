/**
 * The tables of the core profile. Times are milliseconds since 1970, booleans 0 and 1, nested values JSON text: the
 * same on every database. Written once; a later change is a migration of its own.
 */
import type { CreateTableBuilder, Kysely } from 'kysely';

type Table = CreateTableBuilder<string, never>;

const texts = (table: Table, names: string[]): Table =>
  names.reduce((built: Table, name) => built.addColumn(name, 'text', (column) => column.notNull()) as Table, table);
const textsOrNull = (table: Table, names: string[]): Table =>
  names.reduce((built: Table, name) => built.addColumn(name, 'text') as Table, table);
const numbers = (table: Table, names: string[]): Table =>
  names.reduce((built: Table, name) => built.addColumn(name, 'bigint', (column) => column.notNull()) as Table, table);
const numbersOrNull = (table: Table, names: string[]): Table =>
  names.reduce((built: Table, name) => built.addColumn(name, 'bigint') as Table, table);

export const name = '0001-core';

export async function up(db: Kysely<never>): Promise<void> {
  const withId = (table: string): Table =>
    db.schema.createTable(table).addColumn('id', 'text', (column) => column.primaryKey()) as unknown as Table;
  const bare = (table: string): Table => db.schema.createTable(table) as unknown as Table;
  const index = (table: string, columns: string[], options: { unique?: boolean } = {}) => {
    const builder = db.schema
      .createIndex(`${table}_${columns.join('_')}`)
      .on(table)
      .columns(columns);
    return (options.unique ? builder.unique() : builder).execute();
  };

  let table = texts(withId('agent'), ['code', 'mode', 'state', 'capabilities']);
  table = textsOrNull(table, ['name', 'runtime', 'version', 'stateReason', 'bootId', 'previousBootId']);
  table = textsOrNull(table, ['disconnectedBootId', 'disconnectReason']);
  table = numbers(table, ['ephemeral', 'liveUntil', 'heartbeatIntervalSeconds', 'offlineAfterSeconds']);
  table = numbers(table, ['createdAt', 'updatedAt']);
  table = numbersOrNull(table, ['lastSeenAt', 'offlineNotedAt', 'conflictNotedAt', 'disabledAt', 'revokedAt']);
  await table.execute();
  await index('agent', ['code'], { unique: true });
  await index('agent', ['createdAt', 'id']);

  table = texts(withId('agentToken'), ['agentId', 'hash', 'state']);
  table = numbersOrNull(numbers(table, ['createdAt']), ['pendingExpiresAt', 'firstUsedAt']);
  await table.execute();
  await index('agentToken', ['hash'], { unique: true });
  await index('agentToken', ['agentId']);

  table = texts(withId('registrationToken'), ['hash', 'createdBy']);
  table = textsOrNull(table, ['label', 'agentCode', 'replaceAgentId']);
  table = numbers(table, ['maxUses', 'uses', 'ephemeral', 'createdAt', 'expiresAt']);
  await numbersOrNull(table, ['revokedAt', 'lastUsedAt']).execute();
  await index('registrationToken', ['hash'], { unique: true });

  table = texts(withId('service'), ['code', 'agentId', 'name', 'version', 'runtime', 'agentMode', 'labels']);
  table = texts(table, ['manifest', 'revision']);
  table = textsOrNull(table, ['description', 'health', 'healthId', 'healthStatus']);
  table = numbers(table, ['configRevision', 'actionCount', 'released', 'createdAt', 'updatedAt', 'reportedAt']);
  await numbersOrNull(table, ['healthReceivedAt']).execute();
  await index('service', ['code'], { unique: true });
  await index('service', ['agentId']);

  table = texts(withId('action'), ['serviceId', 'name', 'label', 'dangerLevel']);
  table = textsOrNull(table, ['description', 'inputSchema', 'outputSchema']);
  table = numbers(table, ['requiresConfirmation', 'timeoutSeconds', 'idempotent', 'cancellable', 'position']);
  await numbers(table, ['createdAt', 'updatedAt']).execute();
  await index('action', ['serviceId', 'name'], { unique: true });

  table = texts(withId('configItem'), ['serviceId', 'key', 'type']);
  table = textsOrNull(table, ['label', 'valuePreview', 'defaultValue', 'source', 'secretRef', 'fingerprint']);
  await numbers(table, ['editable', 'sensitive', 'position', 'createdAt', 'updatedAt']).execute();
  await index('configItem', ['serviceId', 'key'], { unique: true });

  await numbers(texts(bare('configRevision'), ['serviceId', 'changes']), ['configRevision', 'changedAt']).execute();
  await index('configRevision', ['serviceId', 'configRevision'], { unique: true });

  table = texts(withId('command'), ['serviceId', 'serviceCode', 'agentId', 'actionName', 'payload', 'status']);
  table = texts(table, ['dangerLevel', 'createdBy']);
  table = textsOrNull(table, ['secretPayload', 'outputSecrets', 'acknowledgedDeliveryId', 'acknowledgedBootId']);
  table = textsOrNull(table, ['progress', 'result', 'error', 'lateResult', 'retryOf', 'deadlineStatus']);
  table = numbers(table, ['payloadErased', 'idempotent', 'cancellable', 'timeoutSeconds', 'queue']);
  table = numbers(table, ['startBy', 'expiresAt', 'createdAt', 'attempt', 'sequence']);
  table = numbersOrNull(table, ['deliveredAt', 'ackLeaseExpiresAt', 'acknowledgedAt', 'leaseExpiresAt']);
  table = numbersOrNull(table, ['cancelRequestedAt', 'cancelDeadlineAt', 'finishedAt', 'outcomeKnown', 'deadlineAt']);
  await table.execute();
  await index('command', ['agentId', 'status', 'sequence']);
  await index('command', ['createdAt', 'id']);
  await index('command', ['serviceId', 'createdAt']);
  await index('command', ['deadlineAt']);

  table = texts(withId('delivery'), ['commandId', 'agentId', 'bootId']);
  await numbersOrNull(numbers(table, ['attempt', 'deliveredAt', 'voided']), ['accepted']).execute();
  await index('delivery', ['commandId', 'attempt'], { unique: true });

  table = textsOrNull(texts(withId('operator'), ['username', 'role', 'status', 'passwordHash']), ['displayName']);
  await numbersOrNull(numbers(table, ['createdAt', 'updatedAt']), ['lastLoginAt']).execute();
  await index('operator', ['username'], { unique: true });

  await numbers(texts(withId('operatorSession'), ['userId', 'hash']), ['createdAt', 'expiresAt']).execute();
  await index('operatorSession', ['hash'], { unique: true });
  await index('operatorSession', ['userId']);

  table = db.schema
    .createTable('auditEvent')
    .addColumn('seq', 'bigint', (column) => column.primaryKey()) as unknown as Table;
  table = texts(table, ['id', 'action', 'result', 'actorType', 'targetType', 'details']);
  table = textsOrNull(table, ['actorId', 'actorName', 'targetId', 'targetCode', 'errorCode', 'requestId']);
  await numbers(textsOrNull(table, ['correlationId', 'ip', 'userAgent']), ['at']).execute();
  await index('auditEvent', ['id'], { unique: true });
  await index('auditEvent', ['correlationId']);
  await index('auditEvent', ['targetId']);

  await bare('counter')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'bigint', (column) => column.notNull())
    .execute();
  // The store addresses tables in camel case and lets a plugin translate; so does this migration.
  const counters = db as unknown as Kysely<{ counter: { name: string; value: number } }>;
  await counters
    .insertInto('counter')
    .values([
      { name: 'audit', value: 0 },
      { name: 'command', value: 0 },
    ])
    .execute();

  await numbers(texts(bare('idempotency'), ['scope', 'bodyDigest', 'commandId']), ['createdAt']).execute();
  await index('idempotency', ['scope'], { unique: true });
  table = texts(bare('registerAttempt'), ['registrationTokenId', 'key', 'bodyDigest', 'agentId', 'agentTokenId']);
  await numbers(table, ['at']).execute();
  await index('registerAttempt', ['registrationTokenId', 'key'], { unique: true });
  await numbers(texts(bare('rejectedRevision'), ['agentId', 'code', 'revision']), ['askedAt']).execute();
  await index('rejectedRevision', ['agentId', 'code'], { unique: true });
  await numbers(texts(bare('serviceEvent'), ['agentId', 'eventId']), ['at']).execute();
  await index('serviceEvent', ['agentId', 'eventId'], { unique: true });
  await numbers(texts(bare('refusal'), ['key']), ['at']).execute();
  await index('refusal', ['key'], { unique: true });
  await numbers(texts(withId('loginFailure'), ['subject']), ['at']).execute();
  await index('loginFailure', ['subject', 'at']);
}
