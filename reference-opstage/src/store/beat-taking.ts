/**
 * The heartbeat of an agent that goes on as it did: by far the most frequent of all calls, so it is not judged step by
 * step. Each statement says under what circumstances it would change nothing but times and health, and does so; where it
 * finds no row something else is up, and the whole use case has to look at it.
 */
import { sql } from 'kysely';
import type { Beat, BeatService } from '../app/ports/beat.ts';
import { type EffectiveStatusRow, effectiveStatus } from '../domain/effective-status.ts';
import type { HealthStatus } from '../domain/service.ts';
import type { Scope } from './scope.ts';
import { statement } from './statement.ts';

interface AgentBeat extends Omit<Beat, 'services' | 'session'> {
  liveUntil: number;
  anySession: number;
  session: number;
}

/** Active, heard in time and told so, the same process, a token in full use, and nothing running whose lease to renew. */
const agentGoesOn = statement((db, beat: AgentBeat) =>
  db
    .updateTable('agent')
    .set({ lastSeenAt: beat.at, liveUntil: beat.liveUntil })
    .where('id', '=', beat.agentId)
    .where('state', '=', 'ACTIVE')
    .where('bootId', '=', beat.bootId)
    .where('disconnectedBootId', 'is', null)
    .where('offlineNotedAt', 'is', null)
    .where('notedStatus', '=', 'ONLINE')
    .where('liveUntil', '>', beat.at)
    .where('heartbeatIntervalSeconds', '=', beat.heartbeatIntervalSeconds)
    .where('offlineAfterSeconds', '=', beat.offlineAfterSeconds)
    .where((on) => on.or([on(sql<number>`${beat.anySession}`, '=', 1), on('session', '=', beat.session)]))
    .where((on) =>
      on.exists(
        on
          .selectFrom('agentToken')
          .select('agentToken.id')
          .where('agentToken.id', '=', beat.tokenId)
          .where('agentToken.agentId', '=', beat.agentId)
          .where('agentToken.state', '=', 'CURRENT')
          .where('agentToken.firstUsedAt', 'is not', null),
      ),
    )
    .where((on) =>
      on.not(
        on.exists(
          on
            .selectFrom('command')
            .select('command.id')
            .where('command.agentId', '=', beat.agentId)
            .where('command.status', '=', 'RUNNING'),
        ),
      ),
    ),
);

interface HealthBeat {
  agentId: string;
  code: string;
  revision: string;
  at: number;
  /** Health received at or before this is overdue. */
  overdueAt: number;
  status: HealthStatus;
  noted: string;
  health: string;
  newId: string;
}

/** The same revision, the same status and not overdue: nobody has to be told anything. */
const healthGoesOn = statement((db, beat: HealthBeat) =>
  db
    .updateTable('service')
    .set({
      healthReceivedAt: beat.at,
      health: beat.health,
      healthId: sql<string>`case when ${sql.ref('health')} = ${beat.health} then ${sql.ref('healthId')} else ${beat.newId} end`,
    })
    .where('agentId', '=', beat.agentId)
    .where('code', '=', beat.code)
    .where('revision', '=', beat.revision)
    .where('released', '=', 0)
    .where('healthStatus', '=', beat.status)
    .where('notedStatus', '=', beat.noted as never)
    .where('healthReceivedAt', '>', beat.overdueAt),
);
const revisionGoesOn = statement((db, beat: { agentId: string; code: string; revision: string }) =>
  db
    .selectFrom('service')
    .select('id')
    .where('agentId', '=', beat.agentId)
    .where('code', '=', beat.code)
    .where('revision', '=', beat.revision)
    .where('released', '=', 0),
);

/** Whether that was all there was to it. What was written when it was not, the whole use case would write too. */
export async function takeBeat(scope: Scope, rows: readonly EffectiveStatusRow[], beat: Beat): Promise<boolean> {
  const { services, session, ...agent } = beat;
  const liveUntil = beat.at + beat.offlineAfterSeconds * 1000;
  const own = { session: session ?? 0, anySession: session === null ? 1 : 0 };
  if ((await scope.change(agentGoesOn, { ...agent, liveUntil, ...own })) === 0) return false;
  for (const service of services) {
    if (!(await takeService(scope, rows, beat, service))) return false;
  }
  return true;
}

async function takeService(
  scope: Scope,
  rows: readonly EffectiveStatusRow[],
  { agentId, at, offlineAfterSeconds }: Beat,
  { code, revision, health }: BeatService,
): Promise<boolean> {
  if (health === null) return (await scope.first(revisionGoesOn, { agentId, code, revision })) !== undefined;
  const facts = { agentStatus: 'ONLINE', healthAge: 'current', healthStatus: health.status } as const;
  const changed = await scope.change(healthGoesOn, {
    agentId,
    code,
    revision,
    at,
    overdueAt: at - offlineAfterSeconds * 1000,
    status: health.status,
    noted: effectiveStatus(rows, facts).status,
    health: JSON.stringify(health.shown),
    newId: health.newId(),
  });
  return changed > 0;
}
