/** What only time brings about, written down at least every `sweepSeconds`; reads judge it at once and never wait. */
import { systemActor } from '../domain/actor-ref.ts';
import { revokeAgent } from './agent.ts';
import { record } from './audit-trail.ts';
import { settleDeadline } from './command-settling.ts';
import type { Dependencies } from './dependencies.ts';
import { releaseService } from './service-release.ts';
import { tellSilence } from './status-notes.ts';

/** So much in one transaction: requests get their turn between two batches. */
const batchSize = 100;

export async function sweep(deps: Dependencies): Promise<void> {
  if (await deps.peers.leads()) {
    await settleCommands(deps);
    await revokeSilentEphemerals(deps);
    await tellSilence(deps);
    await pruneAudit(deps);
    await forget(deps);
  }
  if (deps.erasures.pending) {
    deps.erasures.pending = false;
    await deps.store.scrub().catch((error) => {
      deps.erasures.pending = true;
      throw error;
    });
  }
}

async function settleCommands(deps: Dependencies): Promise<void> {
  for (;;) {
    const due = await deps.store.read((tx) => tx.commands.overdue(deps.clock.now(), batchSize));
    if (due.length === 0) return;
    const settled = await deps.store.write(async (tx) => {
      let count = 0;
      for (const command of await tx.commands.overdue(deps.clock.now(), batchSize)) {
        if ((await settleDeadline(deps, tx, command)) !== command) count += 1;
      }
      return count;
    });
    if (settled === 0) return;
  }
}

async function revokeSilentEphemerals(deps: Dependencies): Promise<void> {
  const silentSince = () => deps.clock.now() - deps.limits.ephemeralOfflineSeconds * 1000;
  const due = await deps.store.read((tx) => tx.agents.ephemeralSilentSince(silentSince(), batchSize));
  if (due.length === 0) return;
  const revoked = await deps.store.write(async (tx) => {
    const agents = await tx.agents.ephemeralSilentSince(silentSince(), batchSize);
    for (const agent of agents) {
      const reason = `ephemeral and OFFLINE for ${deps.limits.ephemeralOfflineSeconds} seconds`;
      await revokeAgent(deps, tx, agent, { actor: systemActor, origin: null, reason });
      for (const service of await tx.services.heldBy(agent.id)) {
        await releaseService(deps, tx, service, systemActor, null);
      }
    }
    return agents;
  });
  for (const agent of revoked) deps.wakeUps.notify(agent.id);
}

/**
 * Retention. The log that is left begins with the event that says what went before it: a marker is written first, and
 * what lies before it goes once all of that is old enough.
 */
async function pruneAudit(deps: Dependencies): Promise<void> {
  const { auditRetentionSeconds } = deps.limits;
  if (auditRetentionSeconds === 0) return;
  const now = deps.clock.now();
  const old = await deps.store.read((tx) => tx.audit.lastBefore(now - auditRetentionSeconds * 1000));
  if (old === null) return;
  await deps.store.write(async (tx) => {
    const marker = await tx.audit.lastMarker(old.seq);
    if (marker !== null) await tx.audit.removeThrough(marker.seq - 1);
    const newest = await tx.audit.lastMarker(Number.MAX_SAFE_INTEGER);
    if (newest !== null && newest.seq > old.seq) return;
    const throughSeq = await tx.audit.head();
    const target = { type: 'audit', id: null, code: null } as const;
    const details = { throughSeq, throughHash: await tx.audit.headHash() };
    await record(deps, tx, { action: 'audit.pruned', actor: systemActor, target, origin: null, at: now, details });
  });
}

/** Drops what is remembered only for a time. */
async function forget(deps: Dependencies): Promise<void> {
  const now = deps.clock.now();
  const living = await deps.peers.living();
  const ago = (seconds: number) => now - seconds * 1000;
  const { limits } = deps;
  await deps.store.write(
    async (tx) => {
      await tx.agents.forgetSessions(living);
      await tx.sessions.pruneExpired(now);
      await tx.events.prune(ago(limits.eventRetentionSeconds), limits.eventRetentionCount);
      await tx.memory.pruneIdempotency(ago(limits.idempotencySeconds));
      await tx.memory.pruneRegisterAttempts(ago(limits.registerRetrySeconds));
      await tx.memory.pruneRefusals(ago(limits.refusalDedupSeconds));
      await tx.memory.pruneLoginFailures(ago(limits.loginWindowSeconds));
    },
    { durable: false },
  );
}

/**
 * Gives agents and running commands their full time again, which Opstage itself was not there to see. Where another
 * process leads, it was.
 */
export async function resume(deps: Dependencies): Promise<void> {
  if (!(await deps.peers.leads())) return;
  const startedAt = deps.clock.now();
  const living = await deps.peers.living();
  await deps.store.write(async (tx) => {
    await tx.agents.forgetSessions(living);
    await tx.agents.extendLiveness(startedAt);
    await tx.commands.extendLeases(startedAt + deps.limits.runLeaseSeconds * 1000);
  });
}
