/** Services and their actions as operators see them. */
import { contractErrors } from 'capsule-contract/errors';
import type { Action, Service, TargetRef } from 'capsule-contract/types';
import { type Call, found, type Outcome } from './call.ts';
import { defect } from './defects.ts';
import { effectiveStatus } from './health.ts';
import { carries, newestFirst, onePage } from './pages.ts';
import { type ActionRecord, type ServiceRecord, type State, timestamp, timestampOrNull } from './state.ts';

export const serviceTarget = ({ id, code }: ServiceRecord): TargetRef => ({ type: 'service', id, code });

export function serviceOf(state: State, call: Call): ServiceRecord {
  return found(call, state.services.get(call.path.serviceId ?? ''), contractErrors.SERVICE_NOT_FOUND(), serviceTarget);
}

/** A released service declares none. */
export function declaredActions(service: ServiceRecord): ActionRecord[] {
  return service.released && !defect('released-service-acts') ? [] : [...service.actions.values()];
}

export function actionOf(service: ServiceRecord, name: string): ActionRecord {
  const action = declaredActions(service).find(({ definition }) => definition.name === name);
  if (action) return action;
  const [other] = declaredActions(service);
  if (other && defect('undeclared-action-taken')) return other;
  throw contractErrors.ACTION_NOT_FOUND();
}

export function needsConfirmation({ definition }: ActionRecord): boolean {
  return (
    definition.requiresConfirmation || (definition.dangerLevel === 'HIGH' && !defect('danger-needs-no-confirmation'))
  );
}

function view(state: State, service: ServiceRecord): Service {
  const { id, code, agentId, manifest, revision, configRevision, health, released } = service;
  const { status, reason } = effectiveStatus(state, service);
  return {
    id,
    code,
    agentId,
    agentCode: state.agents.get(agentId)?.code ?? '',
    name: manifest.name,
    version: manifest.version,
    description: manifest.description,
    runtime: manifest.runtime,
    agentMode: manifest.agentMode,
    effectiveStatus: status,
    statusReason: reason,
    health: service.health === null ? null : health,
    healthReceivedAt: timestampOrNull(service.healthAt),
    revision,
    configRevision,
    labels: manifest.labels ?? {},
    actionCount: declaredActions(service).length,
    released,
    createdAt: timestamp(service.createdAt),
    updatedAt: timestamp(service.updatedAt),
    reportedAt: timestamp(service.reportedAt),
  };
}

function actionView(state: State, service: ServiceRecord, action: ActionRecord): Action {
  const { name, label, description, dangerLevel, inputSchema, outputSchema, ...declared } = action.definition;
  return {
    id: action.id,
    serviceId: service.id,
    name,
    label,
    description: description ?? null,
    dangerLevel,
    requiresConfirmation: needsConfirmation(action),
    inputSchema: inputSchema ?? null,
    outputSchema: outputSchema ?? null,
    timeoutSeconds: declared.timeoutSeconds ?? state.limits.timeoutSecondsDefault,
    idempotent: declared.idempotent,
    cancellable: declared.cancellable,
    createdAt: timestamp(action.createdAt),
    updatedAt: timestamp(action.updatedAt),
  };
}

export function serviceList(state: State, call: Call): Outcome {
  const { status, agentId, q } = call.query;
  const fits = newestFirst(state.services.values()).filter(
    (service) =>
      (status === undefined || effectiveStatus(state, service).status === status) &&
      (agentId === undefined || service.agentId === agentId) &&
      carries(q, service.code, service.manifest.name),
  );
  return onePage(call, fits, (service) => view(state, service));
}

export function serviceShow(state: State, call: Call): Outcome {
  return { data: view(state, serviceOf(state, call)) };
}

export function serviceManifestView(state: State, call: Call): Outcome {
  const service = serviceOf(state, call);
  const { id, manifest, revision, reportedAt } = service;
  const actions = declaredActions(service).map((action) => actionView(state, service, action));
  return { data: { serviceId: id, revision, reportedAt: timestamp(reportedAt), manifest, actions } };
}

export function serviceHealthView(state: State, call: Call): Outcome {
  const service = serviceOf(state, call);
  const { status, reason } = effectiveStatus(state, service);
  const { id, healthId, health, healthAt } = service;
  const seen = { healthId, health, receivedAt: timestampOrNull(healthAt) };
  return { data: { serviceId: id, effectiveStatus: status, statusReason: reason, ...seen } };
}

export function actionList(state: State, call: Call): Outcome {
  const service = serviceOf(state, call);
  return onePage(call, newestFirst(declaredActions(service)), (action) => actionView(state, service, action));
}

export function actionShow(state: State, call: Call): Outcome {
  const service = serviceOf(state, call);
  return { data: actionView(state, service, actionOf(service, call.path.actionName ?? '')) };
}
