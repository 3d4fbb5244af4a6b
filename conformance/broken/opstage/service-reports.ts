/** What an agent reports: each service judged alone and stored, or rejected and left as it was. */

import { errors } from 'capsule-contract';
import type {
  ActionDefinition,
  AuditAction,
  ErrorCode,
  ErrorDetails,
  Limits,
  RejectedService,
  ServiceIdentity,
  ServiceReport,
  ServiceReportAnswer,
  ServiceReportRequest,
} from 'capsule-contract/types';
import { type Issue, validate } from 'capsule-contract/validators';
import { isSupportedSchema } from './action-schema.ts';
import { isFirst, writeAudit } from './audit-log.ts';
import { agentActor, type Call, type Origin, type Outcome } from './call.ts';
import { canonicalJson } from './canonical-json.ts';
import { storeConfigs } from './configs.ts';
import { defect } from './defects.ts';
import { acceptHealth } from './health.ts';
import { newId } from './identifiers.ts';
import { passedLimit } from './limit-names.ts';
import type { ActionRecord, AgentRecord, ServiceRecord, State } from './state.ts';
import { moment } from './waiters.ts';

interface Reporter {
  origin: Origin;
  agent: AgentRecord;
}

interface Rejection {
  code: ErrorCode;
  issues?: Issue[];
  limit?: ErrorDetails;
}

export async function serviceReport(state: State, call: Call): Promise<Outcome> {
  const agent = call.agent as AgentRecord;
  const { bootId, services, released = [] } = call.body as ServiceReportRequest;
  call.bootId = bootId;
  if (defect('released-before-the-services')) {
    for (const code of released) release(state, { origin: call.origin, agent }, code);
  }
  await meddle(state, services);
  const answer = storeReports(state, { origin: call.origin, agent }, services);
  if (!defect('released-before-the-services')) {
    for (const code of released) release(state, { origin: call.origin, agent }, code);
  }
  if (defect('report-forgets-the-others')) {
    const named = new Set(answer.services.map(({ id }) => id));
    for (const { id, agentId } of state.services.values()) {
      if (agentId === agent.id && !named.has(id)) state.services.delete(id);
    }
  }
  return { data: answer };
}

/** What a look before a wait does to the write behind it. */
async function meddle(state: State, items: readonly unknown[]): Promise<void> {
  const isStale = defect('config-compared-before-a-wait');
  if (!isStale && !defect('service-stored-after-a-wait')) return;
  const codes = items.map((item) => codeOf(item) ?? '');
  const known = codes.map((code) => {
    const service = state.serviceCodes.get(code);
    return service && { service, configs: service.configs, configRevision: service.configRevision };
  });
  await moment();
  for (const [index, before] of known.entries()) {
    if (isStale && before) Object.assign(before.service, { ...before, service: undefined });
    if (!isStale && !before) state.serviceCodes.delete(codes[index] ?? '');
  }
}

export function storeReports(state: State, reporter: Reporter, items: readonly unknown[]): ServiceReportAnswer {
  const services: ServiceIdentity[] = [];
  const rejected: RejectedService[] = [];
  const codes = new Set<string>();
  for (const [index, item] of items.entries()) {
    const code = codeOf(item);
    const rejection = judge(state, reporter, item, codes);
    if (code !== null) codes.add(code);
    if (rejection === null) {
      const service = store(state, reporter, item as ServiceReport);
      services.push({ code: service.code, id: service.id });
      continue;
    }
    rejected.push(rejectedItem(index, code, rejection));
    const { revision } = item as { revision?: unknown };
    if (code !== null && typeof revision === 'string') {
      reporter.agent.rejectedRevisions.set(code, { revision, askedAt: state.now() });
    }
    if (defect('one-bad-service-fails-all')) return { services: [], rejected };
    if (defect('rejected-service-stored-in-part') && code !== null) storeInPart(state, reporter, code, item);
  }
  return { services, rejected };
}

function storeInPart(state: State, { agent }: Reporter, code: string, item: unknown): void {
  const service = state.serviceCodes.get(code);
  const { manifest } = item as ServiceReport;
  if (service?.agentId !== agent.id || !validate('Manifest', manifest).ok) return;
  service.manifest = manifest;
  service.actions = new Map();
}

function rejectedItem(index: number, code: string | null, rejection: Rejection): RejectedService {
  const { code: error, issues, limit = {} } = rejection;
  const details = issues
    ? { details: { issues: issues.map(({ path, message }) => ({ path, message })), ...limit } }
    : {};
  return { index, code, error: { code: error, message: errors[error].meaning.en, ...details } };
}

function codeOf(item: unknown): string | null {
  const { manifest } = item as { manifest?: { code?: unknown } };
  const code = manifest?.code;
  return validate('ServiceCode', code).ok ? (code as string) : null;
}

function judge(state: State, reporter: Reporter, item: unknown, codes: ReadonlySet<string>): Rejection | null {
  const valid = validate('ServiceReport', item);
  const isTaken =
    defect('items-not-validated') &&
    validate('ServiceIdentity', { ...(item as ServiceReport).manifest, id: 'svc_0000000000000000' }).ok;
  if (!valid.ok && !isTaken) {
    const { issues } = valid;
    return { code: 'VALIDATION_FAILED', issues, limit: passedLimit('ServiceReport', issues, state.limits) };
  }
  const { manifest, configs = [], actions = [] } = item as ServiceReport;
  if (codes.has(manifest.code) && !defect('duplicate-codes-taken')) return { code: 'DUPLICATE_ITEM' };
  const keysTwice = hasTwice(configs.map(({ key }) => key));
  if ((keysTwice && !defect('duplicate-keys-taken')) || hasTwice(actions.map(({ name }) => name))) {
    return { code: 'DUPLICATE_ITEM' };
  }
  if (!actions.every((action) => hasSupportedSchemas(action, state.limits)))
    return { code: 'ACTION_SCHEMA_UNSUPPORTED' };
  const known = state.serviceCodes.get(manifest.code);
  if (known && known.agentId !== reporter.agent.id && !isFree(state, known, reporter.agent.id)) {
    auditRefusal(state, reporter, known);
    if (!defect('service-taken-from-its-owner')) return { code: 'SERVICE_CODE_TAKEN' };
  }
  return null;
}

function hasTwice(names: readonly string[]): boolean {
  return new Set(names).size !== names.length;
}

function hasSupportedSchemas({ inputSchema, outputSchema }: ActionDefinition, limits: Limits): boolean {
  const checked = defect('output-schema-not-judged') ? [inputSchema] : [inputSchema, outputSchema];
  return checked.every((schema) => schema === undefined || isSupportedSchema(schema, limits));
}

function isFree(state: State, service: ServiceRecord, reporterId: string): boolean {
  if (service.released) return true;
  if (service.firstAgentId === reporterId && defect('former-owner-takes-back')) return true;
  if (defect('owner-settles-late') && state.now() - service.ownedSince < 200) return true;
  return state.agents.get(service.agentId)?.decision === 'REVOKED' && !defect('codes-of-revoked-stay-taken');
}

function auditRefusal(state: State, { origin, agent }: Reporter, { id, code }: ServiceRecord): void {
  if (defect('taken-code-not-audited') || !isFirst(state, `service.report.refused ${agent.id} ${id}`)) return;
  writeAudit(state, origin, {
    action: 'service.report.refused',
    actor: agentActor(agent),
    target: { type: 'service', id, code },
    result: 'REFUSED',
    errorCode: 'SERVICE_CODE_TAKEN',
  });
}

function store(state: State, reporter: Reporter, report: ServiceReport): ServiceRecord {
  const now = state.now();
  const { agent } = reporter;
  const { manifest, revision, health, configs, actions } = report;
  const stored = state.serviceCodes.get(manifest.code);
  const known = stored?.released && defect('released-code-gets-a-new-id') ? undefined : stored;
  const service = known ?? newService(state, agent, report);
  const before = known ? contentOf(service) : '';
  const changesOwner = known !== undefined && (known.released || known.agentId !== agent.id);
  if (changesOwner) service.ownedSince = now;
  const isReturn =
    service.versions.has(manifest.version) &&
    manifest.version !== service.manifest.version &&
    defect('return-to-an-old-version-unnoticed');
  service.versions.add(manifest.version);
  const kept = isReturn ? service.manifest : manifest;
  Object.assign(service, { agentId: agent.id, released: false, manifest: kept, revision, reportedAt: now });
  if (known && defect('created-anew-by-each-report')) service.createdAt = now;
  agent.rejectedRevisions.delete(service.code);
  if (health !== undefined) acceptHealth(state, service, health);
  if (health === undefined && defect('absent-health-erased')) Object.assign(service, { health: null, healthAt: null });
  if (actions !== undefined) service.actions = actionsOf(service, actions, now);
  else if (defect('absent-actions-removed')) service.actions = new Map();
  const audit = (action: AuditAction) => {
    const target = { type: 'service', id: service.id, code: service.code } as const;
    writeAudit(state, reporter.origin, { action, actor: agentActor(agent), target });
  };
  if (changesOwner && !defect('owner-change-not-audited')) audit('service.owner.changed');
  if (contentOf(service) !== before || defect('unchanged-report-audited')) {
    service.updatedAt = now;
    audit('service.reported');
  }
  const absent = defect('absent-configs-removed') ? [] : undefined;
  if (storeConfigs(state, service, configs ?? absent) && !defect('config-change-not-audited'))
    audit('service.config.changed');
  return service;
}

function contentOf({ manifest, actions }: ServiceRecord): string {
  return canonicalJson([manifest, [...actions.values()].map(({ definition }) => definition)]);
}

function newService(state: State, agent: AgentRecord, { manifest, revision }: ServiceReport): ServiceRecord {
  const now = state.now();
  const service: ServiceRecord = {
    ...{
      id: newId('svc'),
      code: manifest.code,
      agentId: agent.id,
      ownedSince: now,
      manifest,
      versions: new Set([manifest.version]),
      firstAgentId: agent.id,
      revision,
      released: false,
    },
    ...{ healthId: null, health: null, healthAt: null },
    ...{ configs: [], configRevision: 0, history: [], actions: new Map() },
    ...{ createdAt: now, updatedAt: now, reportedAt: now },
  };
  state.services.set(service.id, service);
  state.serviceCodes.set(service.code, service);
  return service;
}

function actionsOf(
  service: ServiceRecord,
  definitions: readonly ActionDefinition[],
  now: number,
): Map<string, ActionRecord> {
  const records = definitions.map((definition): ActionRecord => {
    const known = defect('action-ids-anew') ? undefined : service.actions.get(definition.name);
    if (!known) return { id: newId('act'), definition, createdAt: now, updatedAt: now };
    const same = canonicalJson(known.definition) === canonicalJson(definition);
    return same ? known : { ...known, definition, updatedAt: now };
  });
  return new Map(records.map((record) => [record.definition.name, record]));
}

function release(state: State, { origin, agent }: Reporter, code: string): void {
  const service = state.serviceCodes.get(code);
  if (!service || service.released || (service.agentId !== agent.id && !defect('anyone-releases'))) return;
  service.released = true;
  service.updatedAt = state.now();
  const target = { type: 'service', id: service.id, code } as const;
  if (!defect('release-not-audited'))
    writeAudit(state, origin, { action: 'service.released', actor: agentActor(agent), target });
}
