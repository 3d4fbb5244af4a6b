/**
 * The evaluated states in SQL, so that filters and counts judge exactly what single reads judge in the domain; a test
 * compares the two over every combination.
 */
import { type RawBuilder, sql } from 'kysely';
import type { AgentStatus } from '../domain/agent.ts';
import type { EffectiveStatusRow } from '../domain/effective-status.ts';
import type { Instant } from '../domain/instant.ts';
import type { EffectiveStatus } from '../domain/service.ts';

export function agentStatusSql(now: Instant): RawBuilder<AgentStatus> {
  return sql<AgentStatus>`case
    when ${sql.ref('agent.state')} <> 'ACTIVE' then ${sql.ref('agent.state')}
    when ${sql.ref('agent.liveUntil')} <= ${now} then 'OFFLINE'
    else 'ONLINE' end`;
}

export function commandStatusSql(now: Instant): RawBuilder<string> {
  return sql<string>`case
    when ${sql.ref('command.deadlineAt')} <= ${now} then ${sql.ref('command.deadlineStatus')}
    else ${sql.ref('command.status')} end`;
}

export function registrationTokenStatusSql(now: Instant): RawBuilder<string> {
  return sql<string>`case
    when ${sql.ref('revokedAt')} is not null then 'REVOKED'
    when ${sql.ref('expiresAt')} <= ${now} then 'EXPIRED'
    when ${sql.ref('uses')} >= ${sql.ref('maxUses')} then 'USED'
    else 'ACTIVE' end`;
}

/** The truth table of the contract as one CASE, row by row; over `service` joined with its `agent`. */
export function effectiveStatusSql(rows: readonly EffectiveStatusRow[], now: Instant): RawBuilder<EffectiveStatus> {
  const received = sql.ref('service.healthReceivedAt');
  const overdueAt = sql`${received} + ${sql.ref('agent.offlineAfterSeconds')} * 1000`;
  const ages = {
    never: sql`${received} is null`,
    overdue: sql`${received} is not null and ${overdueAt} <= ${now}`,
    current: sql`${received} is not null and ${overdueAt} > ${now}`,
  };
  const branches = rows.map(({ when, status }) => {
    const conditions = [];
    if (when.agentStatus !== undefined)
      conditions.push(sql`(${agentStatusSql(now)}) in (${literals(when.agentStatus)})`);
    if (when.healthAge !== undefined) conditions.push(ages[when.healthAge]);
    if (when.healthStatus !== undefined) {
      conditions.push(sql`${sql.ref('service.healthStatus')} in (${literals(when.healthStatus)})`);
    }
    return sql`when ${sql.join(conditions, sql` and `)} then ${sql.lit(status)}`;
  });
  return sql<EffectiveStatus>`case ${sql.join(branches, sql` `)} end`;
}

/** Matches `text` anywhere, whatever its case; `%` and `_` in it are ordinary characters. */
export function containsSql(column: string, text: string): RawBuilder<boolean> {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
  return sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`;
}

function literals(values: readonly string[]) {
  return sql.join(values.map((value) => sql.lit(value)));
}
