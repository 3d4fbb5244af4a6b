/** What an operator sees now: the reads most checks end with. Each gives the data and the message that showed it. */
import type { AuditEvent, OperationId } from 'capsule-contract/types';
import type { CallOptions, DataOf } from '../../target/contract-call.ts';
import type { OpstageTrial } from '../opstage-trial.ts';

/** Something an answer showed; it can be cited as it is. */
export interface Seen<T> {
  data: T;
  message: number;
}

interface Identified {
  id: string;
}

type ListOperation =
  | 'agentList'
  | 'serviceList'
  | 'serviceConfigHistory'
  | 'actionList'
  | 'commandList'
  | 'auditList'
  | 'registrationTokenList';

export async function seen<Op extends OperationId>(
  t: OpstageTrial,
  operationId: Op,
  options: CallOptions = {},
): Promise<Seen<DataOf<Op>>> {
  const reply = await t.send(operationId, options);
  return { data: t.expect(reply).success() as DataOf<Op>, message: reply.message };
}

/** Every page of a list; the message is the last page's. */
export async function seenList<Op extends ListOperation>(
  t: OpstageTrial,
  operationId: Op,
  options: { path?: Record<string, string>; query?: Record<string, string | number> } = {},
): Promise<Seen<DataOf<Op>>> {
  const items: unknown[] = [];
  for (let page = 1; ; page += 1) {
    const query = { ...options.query, page, pageSize: t.limits.pageSizeMax };
    const reply = await t.send(operationId, { ...options, query });
    const { items: found, pagination } = t.expect(reply).list();
    items.push(...(found as unknown[]));
    if ((found as unknown[]).length === 0 || items.length >= pagination.total) {
      return { data: items as DataOf<Op>, message: reply.message };
    }
  }
}

export const seenAgent = (t: OpstageTrial, { id }: Identified) => seen(t, 'agentView', { path: { agentId: id } });

export const seenService = (t: OpstageTrial, { id }: Identified) => seen(t, 'serviceView', { path: { serviceId: id } });

export const seenManifest = (t: OpstageTrial, { id }: Identified) =>
  seen(t, 'serviceManifestView', { path: { serviceId: id } });

export const seenHealth = (t: OpstageTrial, { id }: Identified) =>
  seen(t, 'serviceHealthView', { path: { serviceId: id } });

export const seenConfigs = (t: OpstageTrial, { id }: Identified) =>
  seen(t, 'serviceConfigView', { path: { serviceId: id } });

/** Newest first. */
export const seenHistory = (t: OpstageTrial, { id }: Identified) =>
  seenList(t, 'serviceConfigHistory', { path: { serviceId: id } });

export const seenCommand = (t: OpstageTrial, { id }: Identified) => seen(t, 'commandView', { path: { commandId: id } });

export const seenToken = (t: OpstageTrial, { id }: Identified) =>
  seen(t, 'registrationTokenView', { path: { tokenId: id } });

export const commandsOf = (t: OpstageTrial, { id }: Identified) =>
  seenList(t, 'commandList', { query: { serviceId: id } });

/** The agents and the services whose code is exactly this one: none or one each. */
export async function agentsOfCode(t: OpstageTrial, code: string) {
  const { data, message } = await seenList(t, 'agentList', { query: { q: code } });
  return { data: data.filter((agent) => agent.code === code), message };
}

export async function servicesOfCode(t: OpstageTrial, code: string) {
  const { data, message } = await seenList(t, 'serviceList', { query: { q: code } });
  return { data: data.filter((service) => service.code === code), message };
}

/** Audit events that fit, oldest first. */
export async function auditOf(
  t: OpstageTrial,
  query: { action?: string; targetId?: string; actorId?: string; correlationId?: string; result?: string },
): Promise<Seen<AuditEvent[]>> {
  const { data, message } = await seenList(t, 'auditList', { query });
  return { data: [...data].sort((a, b) => a.seq - b.seq), message };
}

/** Milliseconds from one timestamp to another. */
export function msBetween(from: string | null | undefined, to: string | null | undefined): number {
  return Date.parse(to ?? '') - Date.parse(from ?? '');
}
