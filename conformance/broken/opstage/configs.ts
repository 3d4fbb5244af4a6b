/** Configuration of a service: watched, compared, kept with its history. */
import { contractErrors } from 'capsule-contract/errors';
import type { ConfigChange, ConfigItem, ConfigItemReport } from 'capsule-contract/types';
import type { Call, Outcome } from './call.ts';
import { canonicalJson } from './canonical-json.ts';
import { defect } from './defects.ts';
import { newId } from './identifiers.ts';
import { onePage } from './pages.ts';
import { type ServiceRecord, type State, timestamp } from './state.ts';

/** Whether anything changed. Absent items stay as they are. */
export function storeConfigs(
  state: State,
  service: ServiceRecord,
  reports: readonly ConfigItemReport[] | undefined,
): boolean {
  if (reports === undefined) return false;
  if (defect('no-configs-is-unchanged') && reports.length === 0) return false;
  const at = timestamp(state.now());
  const before = new Map(service.configs.map((item) => [item.key, item]));
  const items = reports.map((report) => itemOf(report, before.get(report.key), at));
  const after = new Map(items.map((item) => [item.key, item]));
  const changes: ConfigChange[] = [];
  for (const item of items) {
    const known = before.get(item.key) ?? null;
    if (known === null) changes.push({ key: item.key, change: 'ADDED', before: null, after: item });
    else if (known !== item) changes.push({ key: item.key, change: 'CHANGED', before: known, after: item });
  }
  for (const [key, item] of before) {
    if (!after.has(key) && !defect('removed-items-unnoticed'))
      changes.push({ key, change: 'REMOVED', before: item, after: null });
  }
  service.configs = items;
  if (changes.length === 0 && !defect('identical-report-raises-revision')) return false;
  if (defect('config-changes-unnoticed') && service.configRevision > 0) return false;
  service.configRevision += 1;
  if (changes.length > 0) service.history.push({ configRevision: service.configRevision, changedAt: at, changes });
  const kept = defect('history-of-fifty') ? 50 : state.limits.configHistoryRevisions;
  if (service.history.length > kept) service.history.splice(0, service.history.length - kept);
  return true;
}

/** The item as it is kept: the known one when nothing differs, and never the value of a sensitive one. */
function itemOf(report: ConfigItemReport, known: ConfigItem | undefined, at: string): ConfigItem {
  const { key, label = null, type, source = null, editable, sensitive, secretRef = null, fingerprint = null } = report;
  const hides = sensitive && !defect('sensitive-values-kept');
  const valuePreview = hides ? null : (report.valuePreview ?? null);
  const defaultValue = hides && !defect('sensitive-defaults-kept') ? null : (report.defaultValue ?? null);
  const facts = { key, label, type, valuePreview, defaultValue, source, editable, sensitive, secretRef, fingerprint };
  if (known && defect('only-values-compared') && known.valuePreview === valuePreview) return known;
  if (known && canonicalJson({ ...known, ...facts }) === canonicalJson(known)) return known;
  const id = known && !defect('config-ids-anew') ? known.id : newId('cfg');
  return { id, ...facts, createdAt: known?.createdAt ?? at, updatedAt: at };
}

function named(state: State, call: Call): ServiceRecord {
  const service = state.services.get(call.path.serviceId ?? '');
  if (!service) throw contractErrors.SERVICE_NOT_FOUND();
  return service;
}

export function serviceConfigView(state: State, call: Call): Outcome {
  const { id, configRevision, configs } = named(state, call);
  return { data: { serviceId: id, configRevision, items: configs } };
}

export function serviceConfigHistory(state: State, call: Call): Outcome {
  const { history } = named(state, call);
  const all = [...state.services.values()].flatMap((service) => service.history);
  return onePage(call, [...(defect('history-of-all-services') ? all : history)].reverse(), (revision) => revision);
}
