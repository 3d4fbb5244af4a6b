/** What operators see of services. */
import { contractErrors } from 'capsule-contract/errors';
import { type OperatorCall, pathParameter, type UseCases } from './call.ts';
import type { Dependencies } from './dependencies.ts';
import type { Page } from './ports/page.ts';
import type { ServiceWithAgent } from './ports/service-store.ts';
import type { Transaction } from './ports/store.ts';
import {
  actionView,
  configChangeView,
  configItemView,
  manifestOf,
  serviceHealthView,
  serviceView,
} from './service-view.ts';
import { timestamp } from './timestamps.ts';

type Verbs =
  | 'serviceList'
  | 'serviceView'
  | 'serviceManifestView'
  | 'serviceHealthView'
  | 'serviceConfigView'
  | 'serviceConfigHistory'
  | 'actionList'
  | 'actionView';
type OneService = OperatorCall<Exclude<Verbs, 'serviceList'>>;

export function services(deps: Dependencies): Pick<UseCases, Verbs> {
  const pageOf = (query: { page?: number; pageSize?: number }): Page => ({
    page: query.page ?? 1,
    pageSize: query.pageSize ?? deps.limits.pageSizeDefault,
  });

  return {
    async serviceList(call) {
      const { status, agentId, q } = call.query;
      const now = deps.clock.now();
      const wanted = pageOf(call.query);
      const found = await deps.store.read((tx) => tx.services.list({ status, agentId, q }, wanted, now));
      return { items: found.items.map((service) => serviceView(service, now)), total: found.total };
    },

    async serviceView(call) {
      const found = await deps.store.read((tx) => existingService(tx, call));
      return serviceView(found, deps.clock.now());
    },

    async serviceManifestView(call) {
      return deps.store.read(async (tx) => {
        const { service } = await existingService(tx, call);
        const actions = service.released ? [] : await tx.actions.list(service.id);
        return {
          serviceId: service.id,
          revision: service.revision,
          reportedAt: timestamp(service.reportedAt),
          manifest: manifestOf(service),
          actions: actions.map(actionView),
        };
      });
    },

    async serviceHealthView(call) {
      const found = await deps.store.read((tx) => existingService(tx, call));
      return serviceHealthView(found, deps.clock.now());
    },

    async serviceConfigView(call) {
      return deps.store.read(async (tx) => {
        const { service } = await existingService(tx, call);
        const items = await tx.configs.list(service.id);
        return {
          serviceId: service.id,
          configRevision: service.configRevision,
          items: items.map(configItemView),
        };
      });
    },

    async serviceConfigHistory(call) {
      const wanted = pageOf(call.query);
      return deps.store.read(async (tx) => {
        const { service } = await existingService(tx, call);
        const { items, total } = await tx.configs.revisions(service.id, wanted);
        const views = items.map(({ configRevision, changedAt, changes }) => ({
          configRevision,
          changedAt: timestamp(changedAt),
          changes: changes.map(configChangeView),
        }));
        return { items: views, total };
      });
    },

    async actionList(call) {
      const wanted = pageOf(call.query);
      return deps.store.read(async (tx) => {
        const { service } = await existingService(tx, call);
        if (service.released) return { items: [], total: 0 };
        const { items, total } = await tx.actions.page(service.id, wanted);
        return { items: items.map(actionView), total };
      });
    },

    async actionView(call) {
      return deps.store.read(async (tx) => {
        const { service } = await existingService(tx, call);
        const action = service.released ? null : await tx.actions.find(service.id, pathParameter(call, 'actionName'));
        if (action === null) throw contractErrors.ACTION_NOT_FOUND();
        return actionView(action);
      });
    },
  };
}

async function existingService(tx: Transaction, call: OneService): Promise<ServiceWithAgent> {
  const found = await tx.services.find(pathParameter(call, 'serviceId'));
  if (found === null) throw contractErrors.SERVICE_NOT_FOUND();
  return found;
}
