/**
 * The hash chain of the audit log. Events written before it are chained as they stand, in the form in which they are
 * exported; the code below is a copy made for this step, because a step must do the same for ever.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Kysely } from 'kysely';

interface Event {
  seq: number;
  id: string;
  at: number;
  action: string;
  result: string;
  actorType: string;
  actorId: string | null;
  actorName: string | null;
  targetType: string;
  targetId: string | null;
  targetCode: string | null;
  errorCode: string | null;
  requestId: string | null;
  correlationId: string | null;
  ip: string | null;
  userAgent: string | null;
  details: string;
  prevHash: string;
  hash: string;
}

const sliceSize = 500;

export const name = '0002-audit-chain';

export async function up(database: Kysely<never>): Promise<void> {
  const unset = '0'.repeat(64);
  for (const column of ['prevHash', 'hash']) {
    const addition = database.schema.alterTable('auditEvent');
    await addition.addColumn(column, 'text', (built) => built.notNull().defaultTo(unset)).execute();
  }
  const db = database as unknown as Kysely<{ auditEvent: Event }>;
  let prevHash = unset;
  for (let after = 0; ; ) {
    const slice = await db
      .selectFrom('auditEvent')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(sliceSize)
      .execute();
    if (slice.length === 0) return;
    for (const event of slice) {
      // A log that was pruned begins with its marker, which could not yet name the hash before it.
      const details = JSON.parse(event.details);
      if (event.action === 'audit.pruned') details.throughHash = prevHash;
      const hash = hashOf({ ...event, details }, prevHash);
      await db
        .updateTable('auditEvent')
        .set({ prevHash, hash, details: JSON.stringify(details) })
        .where('seq', '=', event.seq)
        .execute();
      prevHash = hash;
      after = event.seq;
    }
  }
}

function hashOf(event: Omit<Event, 'details'> & { details: unknown }, prevHash: string): string {
  const exported = {
    id: event.id,
    seq: event.seq,
    at: new Date(event.at).toISOString(),
    action: event.action,
    result: event.result,
    actor: { type: event.actorType, id: event.actorId, name: event.actorName },
    target: { type: event.targetType, id: event.targetId, code: event.targetCode },
    errorCode: event.errorCode,
    requestId: event.requestId,
    correlationId: event.correlationId,
    ip: event.ip,
    userAgent: event.userAgent,
    details: event.details,
  };
  return createHash('sha256')
    .update(`${prevHash}${canonicalize(exported)}`)
    .digest('hex');
}
