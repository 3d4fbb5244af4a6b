/** Stores one valid service of a report: what changed is written and audited, what did not is left alone. */
import type { ServiceReport } from 'capsule-contract/types';
import type { Action } from '../domain/action.ts';
import type { Agent } from '../domain/agent.ts';
import { diffConfigs, withoutSensitiveValue } from '../domain/config-item.ts';
import type { Instant } from '../domain/instant.ts';
import { type Json, type JsonObject, sameJson } from '../domain/json.ts';
import type { Service } from '../domain/service.ts';
import { serviceTarget } from './audit-target.ts';
import { record } from './audit-trail.ts';
import type { Origin } from './call.ts';
import type { Dependencies } from './dependencies.ts';
import { announceService } from './event-trail.ts';
import { healthView } from './health-view.ts';
import type { Transaction } from './ports/store.ts';
import { judgedStatus } from './service-view.ts';
import { tellAtEnd } from './status-notes.ts';

interface Acceptance {
  deps: Dependencies;
  tx: Transaction;
  agent: Agent;
  report: ServiceReport;
  origin: Origin;
  now: Instant;
}

/** `known` is what has the code in this transaction: whoever read it has judged whose it is. */
export async function acceptService(
  deps: Dependencies,
  tx: Transaction,
  agent: Agent,
  report: ServiceReport,
  known: Service | null,
  origin: Origin,
): Promise<Service> {
  const acceptance: Acceptance = { deps, tx, agent, report, origin, now: deps.clock.now() };
  const before = known ?? (await addService(acceptance));
  const takenOver = known !== null && (known.released || known.agentId !== agent.id);
  const actions = await storeActions(acceptance, before);
  const configRevision = await storeConfigs(acceptance, before);
  const manifest = report.manifest as unknown as JsonObject;
  const redeclared = known !== null && (actions.changed || !sameJson(before.manifest, manifest));
  const changed = redeclared || takenOver || configRevision !== before.configRevision;
  const after: Service = {
    ...withHealth(acceptance, before),
    ...described(report),
    agentId: agent.id,
    released: false,
    manifest,
    revision: report.revision,
    configRevision,
    actionCount: actions.count,
    reportedAt: acceptance.now,
    updatedAt: changed ? acceptance.now : before.updatedAt,
  };
  const { status } = judgedStatus({ service: after, agent }, acceptance.now);
  // A service nobody knew has no status that could have changed.
  await tx.services.update(known === null ? { ...after, notedStatus: status } : after);
  tellAtEnd(deps, tx, agent.id);
  if (takenOver) {
    const details: JsonObject = { previousAgentId: known.agentId };
    await recordAbout(acceptance, 'service.owner.changed', after, details);
    await announceService(deps, tx, 'capsule.service.owner.changed', after, {}, acceptance.now);
  }
  if (known === null || redeclared) {
    await recordAbout(acceptance, 'service.reported', after, { revision: after.revision });
    await announceService(deps, tx, 'capsule.service.reported', after, { status }, acceptance.now);
  }
  return after;
}

/** A service with the health of this report, when it has one; absent health refreshes nothing. */
function withHealth({ deps, report, now }: Acceptance, service: Service): Service {
  return report.health === undefined ? service : receivedHealth(deps, service, report.health, now);
}

export function receivedHealth(
  deps: Dependencies,
  service: Service,
  health: NonNullable<ServiceReport['health']>,
  now: Instant,
): Service {
  const view = healthView(health) as unknown as JsonObject;
  const same = service.health !== null && sameJson(service.health, view);
  return {
    ...service,
    health: view,
    healthId: same && service.healthId !== null ? service.healthId : deps.secrets.newId('hlr_'),
    healthStatus: health.status,
    healthReceivedAt: now,
  };
}

async function addService({ deps, tx, agent, report, now }: Acceptance): Promise<Service> {
  const service: Service = {
    id: deps.secrets.newId('svc_'),
    code: report.manifest.code,
    agentId: agent.id,
    ...described(report),
    manifest: report.manifest as unknown as JsonObject,
    revision: report.revision,
    configRevision: 0,
    actionCount: 0,
    released: false,
    health: null,
    healthId: null,
    healthStatus: null,
    healthReceivedAt: null,
    notedStatus: null,
    createdAt: now,
    updatedAt: now,
    reportedAt: now,
  };
  await tx.services.insert(service);
  return service;
}

function described({ manifest }: ServiceReport) {
  return {
    name: manifest.name,
    version: manifest.version,
    description: manifest.description,
    runtime: manifest.runtime,
    agentMode: manifest.agentMode,
    labels: (manifest.labels ?? {}) as JsonObject,
  };
}

async function storeActions(
  { deps, tx, report, now }: Acceptance,
  service: Service,
): Promise<{ changed: boolean; count: number }> {
  if (report.actions === undefined) return { changed: false, count: service.actionCount };
  const known = await tx.actions.list(service.id);
  const byName = new Map(known.map((action) => [action.name, action]));
  const next = report.actions.map((definition): Action => {
    const old = byName.get(definition.name);
    const content = {
      name: definition.name,
      label: definition.label,
      description: definition.description ?? null,
      dangerLevel: definition.dangerLevel,
      requiresConfirmation: definition.requiresConfirmation || definition.dangerLevel === 'HIGH',
      inputSchema: (definition.inputSchema ?? null) as JsonObject | null,
      outputSchema: (definition.outputSchema ?? null) as JsonObject | null,
      timeoutSeconds: definition.timeoutSeconds ?? deps.limits.timeoutSecondsDefault,
      idempotent: definition.idempotent,
      cancellable: definition.cancellable,
    };
    if (old === undefined) {
      return { ...content, id: deps.secrets.newId('act_'), serviceId: service.id, createdAt: now, updatedAt: now };
    }
    const { id, serviceId, createdAt, updatedAt } = old;
    const same = sameJson({ ...old } as unknown as Json, { ...content, id, serviceId, createdAt, updatedAt });
    return same ? old : { ...content, id, serviceId, createdAt, updatedAt: now };
  });
  await tx.actions.replace(service.id, known, next);
  const changed = next.length !== known.length || next.some((action) => !known.includes(action));
  return { changed, count: next.length };
}

/** The configuration revision after this report. */
async function storeConfigs(acceptance: Acceptance, service: Service): Promise<number> {
  const { deps, tx, report, now } = acceptance;
  if (report.configs === undefined) return service.configRevision;
  const known = await tx.configs.list(service.id);
  const reported = report.configs.map((item) =>
    withoutSensitiveValue({
      key: item.key,
      label: item.label ?? null,
      type: item.type,
      valuePreview: item.valuePreview ?? null,
      defaultValue: item.defaultValue ?? null,
      source: item.source ?? null,
      editable: item.editable,
      sensitive: item.sensitive,
      secretRef: item.secretRef ?? null,
      fingerprint: item.fingerprint ?? null,
    }),
  );
  const newId = () => deps.secrets.newId('cfg_');
  const { items, changes } = diffConfigs(known, reported, { serviceId: service.id, now, newId });
  if (changes.length === 0) return service.configRevision;
  const configRevision = service.configRevision + 1;
  await tx.configs.replace(known, items);
  await tx.configs.addRevision({ serviceId: service.id, configRevision, changedAt: now, changes });
  await tx.configs.pruneRevisions(service.id, deps.limits.configHistoryRevisions);
  // What changed, by name and kind; values stay out of the log.
  const keysOf = (kind: string) => changes.filter(({ change }) => change === kind).map(({ key }) => key);
  const details = { configRevision, added: keysOf('ADDED'), changed: keysOf('CHANGED'), removed: keysOf('REMOVED') };
  await recordAbout(acceptance, 'service.config.changed', service, details);
  const about = { id: service.id, agentId: acceptance.agent.id };
  await announceService(deps, tx, 'capsule.service.config.changed', about, { configRevision }, now);
  return configRevision;
}

async function recordAbout(
  { deps, tx, agent, origin, now }: Acceptance,
  action: 'service.reported' | 'service.owner.changed' | 'service.config.changed',
  service: Service,
  details: JsonObject,
): Promise<void> {
  const actor = { type: 'agent', id: agent.id, name: agent.code } as const;
  await record(deps, tx, { action, target: serviceTarget(service), actor, origin, at: now, details });
}
