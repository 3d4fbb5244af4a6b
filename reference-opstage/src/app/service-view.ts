import type {
  Action as ActionView,
  ConfigChange as ConfigChangeView,
  ConfigItem as ConfigItemView,
  Health,
  Manifest,
  ServiceHealth,
  Service as ServiceView,
} from 'capsule-contract/types';
import type { Action } from '../domain/action.ts';
import { agentStatus } from '../domain/agent.ts';
import type { ConfigChange, ConfigItem } from '../domain/config-item.ts';
import { type EffectiveStatusRow, effectiveStatus, healthAge } from '../domain/effective-status.ts';
import type { Instant } from '../domain/instant.ts';
import type { Service } from '../domain/service.ts';
import { effectiveStatusRows } from './effective-status-rows.ts';
import type { ServiceWithAgent } from './ports/service-store.ts';
import { timestamp, timestampOrNull } from './timestamps.ts';

export function judgedStatus({ service, agent }: ServiceWithAgent, now: Instant): EffectiveStatusRow {
  return effectiveStatus(effectiveStatusRows, {
    agentStatus: agentStatus(agent, now).status,
    healthAge: healthAge(service.healthReceivedAt, agent.offlineAfterSeconds, now),
    healthStatus: service.healthStatus,
  });
}

export function serviceView(found: ServiceWithAgent, now: Instant): ServiceView {
  const { service, agent } = found;
  const { status, reason } = judgedStatus(found, now);
  return {
    id: service.id,
    code: service.code,
    agentId: service.agentId,
    agentCode: agent.code,
    name: service.name,
    version: service.version,
    description: service.description,
    runtime: service.runtime,
    agentMode: service.agentMode,
    effectiveStatus: status,
    statusReason: reason,
    health: healthOf(service),
    healthReceivedAt: timestampOrNull(service.healthReceivedAt),
    revision: service.revision,
    configRevision: service.configRevision,
    labels: service.labels as ServiceView['labels'],
    // A released service declares no action.
    actionCount: service.released ? 0 : service.actionCount,
    released: service.released,
    createdAt: timestamp(service.createdAt),
    updatedAt: timestamp(service.updatedAt),
    reportedAt: timestamp(service.reportedAt),
  };
}

export function serviceHealthView(found: ServiceWithAgent, now: Instant): ServiceHealth {
  const { service } = found;
  const { status, reason } = judgedStatus(found, now);
  return {
    serviceId: service.id,
    effectiveStatus: status,
    statusReason: reason,
    healthId: service.healthId,
    health: healthOf(service),
    receivedAt: timestampOrNull(service.healthReceivedAt),
  };
}

export function manifestOf(service: Service): Manifest {
  return service.manifest as unknown as Manifest;
}

function healthOf(service: Service): Health | null {
  return service.health as unknown as Health | null;
}

export function actionView(action: Action): ActionView {
  return { ...action, createdAt: timestamp(action.createdAt), updatedAt: timestamp(action.updatedAt) };
}

export function configItemView(item: ConfigItem): ConfigItemView {
  const { serviceId: _serviceId, ...shown } = item;
  return { ...shown, createdAt: timestamp(item.createdAt), updatedAt: timestamp(item.updatedAt) };
}

export function configChangeView({ key, change, before, after }: ConfigChange): ConfigChangeView {
  return {
    key,
    change,
    before: before === null ? null : configItemView(before),
    after: after === null ? null : configItemView(after),
  };
}
