/** Takes in what an agent says of its services; each service is judged alone. */
import { contractErrors } from 'capsule-contract/errors';
import type { RejectedService, ServiceReport, ServiceReportAnswer } from 'capsule-contract/types';
import { type Issue, validate } from 'capsule-contract/validators';
import type { Agent } from '../domain/agent.ts';
import { isJsonObject } from '../domain/json.ts';
import type { Service } from '../domain/service.ts';
import { admitAgent } from './agent-admission.ts';
import { serviceTarget } from './audit-target.ts';
import { agentActor, record } from './audit-trail.ts';
import type { Origin, UseCases } from './call.ts';
import type { Dependencies } from './dependencies.ts';
import { limitOf } from './limit-names.ts';
import type { ServiceWithAgent } from './ports/service-store.ts';
import type { Transaction } from './ports/store.ts';
import { acceptService } from './service-acceptance.ts';
import { releaseService } from './service-release.ts';

type ItemError = RejectedService['error'];
type ItemErrorCode = 'VALIDATION_FAILED' | 'DUPLICATE_ITEM' | 'ACTION_SCHEMA_UNSUPPORTED' | 'SERVICE_CODE_TAKEN';

export interface IncomingReport {
  items: readonly unknown[];
  itemIssues: ReadonlyMap<number, Issue[]>;
  origin: Origin;
}

export function serviceReporting(deps: Dependencies): Pick<UseCases, 'serviceReport'> {
  return {
    async serviceReport(call) {
      return deps.store.write(async (tx) => {
        const agent = await admitAgent(deps, tx, call.agent, call.body.bootId);
        const report = { items: call.body.services, itemIssues: call.itemIssues, origin: call.origin };
        const answer = await reportServices(deps, tx, agent, report);
        // After the services: whoever names a code in both gives it up.
        for (const code of new Set(call.body.released ?? [])) {
          const found = await tx.services.findByCode(code);
          if (found === null || found.service.released || found.service.agentId !== agent.id) continue;
          await releaseService(deps, tx, found.service, agentActor(call), call.origin);
        }
        return answer;
      });
    },
  };
}

export async function reportServices(
  deps: Dependencies,
  tx: Transaction,
  agent: Agent,
  report: IncomingReport,
): Promise<ServiceReportAnswer> {
  const answer: ServiceReportAnswer = { services: [], rejected: [] };
  const seen = new Set<string>();
  for (const [index, item] of report.items.entries()) {
    const code = codeOf(item);
    const fault = faultOf(deps, report, index, seen);
    // Read once: between two reads another agent may become the owner of a code that was nobody's.
    const known = fault === null && code !== null ? await tx.services.findByCode(code) : null;
    const error = fault ?? (await ownershipFault(deps, tx, agent, known, report.origin));
    if (code !== null) seen.add(code);
    if (error === null) {
      const service = await acceptService(
        deps,
        tx,
        agent,
        item as ServiceReport,
        known?.service ?? null,
        report.origin,
      );
      answer.services.push({ code: service.code, id: service.id });
      await tx.memory.forgetRejectedRevisions(agent.id, service.code);
    } else {
      answer.rejected.push({ index, code, error });
      await rememberRejection(deps, tx, agent, item, code);
    }
  }
  return answer;
}

/** What is wrong with an item whoever sends it. */
function faultOf(
  deps: Dependencies,
  report: IncomingReport,
  index: number,
  seen: ReadonlySet<string>,
): ItemError | null {
  const item = report.items[index];
  const at = `/services/${index}`;
  const judged = validate('ServiceReport', item);
  const issues = [...(report.itemIssues.get(index) ?? []), ...(judged.ok ? [] : judged.issues)];
  if (issues.length > 0) {
    const details = issues.slice(0, 100).map(({ path, message }) => ({ path: `${at}${path}`.slice(0, 500), message }));
    return itemError('VALIDATION_FAILED', details, limitOf('ServiceReport', item, issues, deps.limits));
  }
  const service = item as ServiceReport;
  if (seen.has(service.manifest.code)) {
    return itemError('DUPLICATE_ITEM', [{ path: `${at}/manifest/code`, message: 'came before in this report' }]);
  }
  const repeated = repeatedName(service);
  if (repeated !== null) {
    return itemError('DUPLICATE_ITEM', [{ path: `${at}${repeated}`, message: 'came before in this service' }]);
  }
  const unsupported = unsupportedSchema(deps, service);
  if (unsupported !== null) {
    const path = `${at}${unsupported.path}`.slice(0, 500);
    return itemError('ACTION_SCHEMA_UNSUPPORTED', [{ path, message: unsupported.message }]);
  }
  return null;
}

async function ownershipFault(
  deps: Dependencies,
  tx: Transaction,
  agent: Agent,
  known: ServiceWithAgent | null,
  origin: Origin,
): Promise<ItemError | null> {
  if (known === null || known.service.agentId === agent.id || isFree(known.service, known.agent)) return null;
  await recordCodeTaken(deps, tx, agent, known.service, origin);
  return itemError('SERVICE_CODE_TAKEN');
}

/** A code is free once its agent gave it up or is revoked. */
export function isFree(service: Service, owner: Agent): boolean {
  return service.released || owner.state === 'REVOKED';
}

async function recordCodeTaken(
  deps: Dependencies,
  tx: Transaction,
  agent: Agent,
  service: Service,
  origin: Origin,
): Promise<void> {
  const at = deps.clock.now();
  const key = deps.secrets.sha256(JSON.stringify(['service.report.refused', agent.id, service.id]));
  if (!(await tx.memory.noteRefusal(key, at, at - deps.limits.refusalDedupSeconds * 1000))) return;
  await record(deps, tx, {
    action: 'service.report.refused',
    result: 'REFUSED',
    errorCode: 'SERVICE_CODE_TAKEN',
    actor: { type: 'agent', id: agent.id, name: agent.code },
    target: serviceTarget(service),
    origin,
    at,
  });
}

/** A refused pair of code and revision is asked for again only after a while. */
async function rememberRejection(
  deps: Dependencies,
  tx: Transaction,
  agent: Agent,
  item: unknown,
  code: string | null,
): Promise<void> {
  const revision = isJsonObject(item) ? item.revision : undefined;
  if (code === null || !validate('Revision', revision).ok) return;
  const askedAt = deps.clock.now();
  await tx.memory.rememberRejectedRevision({ agentId: agent.id, code, revision: String(revision), askedAt });
}

function codeOf(item: unknown): string | null {
  const manifest = isJsonObject(item) ? item.manifest : undefined;
  const code = isJsonObject(manifest) ? manifest.code : undefined;
  return typeof code === 'string' && validate('ServiceCode', code).ok ? code : null;
}

function repeatedName(service: ServiceReport): string | null {
  const repeated = (names: readonly string[]) => names.findIndex((name, index) => names.indexOf(name) !== index);
  const config = repeated((service.configs ?? []).map(({ key }) => key));
  if (config >= 0) return `/configs/${config}/key`;
  const action = repeated((service.actions ?? []).map(({ name }) => name));
  return action >= 0 ? `/actions/${action}/name` : null;
}

function unsupportedSchema(deps: Dependencies, service: ServiceReport): { path: string; message: string } | null {
  for (const [index, action] of (service.actions ?? []).entries()) {
    for (const member of ['inputSchema', 'outputSchema'] as const) {
      const schema = action[member];
      if (!isJsonObject(schema)) continue;
      const found = deps.actionSchemas.unsupported(schema);
      if (found !== null) return { path: `/actions/${index}/${member}${found.path}`, message: found.message };
    }
  }
  return null;
}

function itemError(code: ItemErrorCode, issues?: { path: string; message: string }[], limit?: object): ItemError {
  const { message } = contractErrors[code]();
  return issues === undefined ? { code, message } : { code, message, details: { issues, ...limit } };
}
