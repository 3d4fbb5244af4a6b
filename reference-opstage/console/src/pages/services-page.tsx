import type { OperationQuery } from 'capsule-contract/types';
import { useLocation } from 'preact-iso/router';
import { useLive } from '../client/live.ts';
import { Empty } from '../components/empty.tsx';
import { Pager } from '../components/pager.tsx';
import { effectiveStatuses } from '../contract/excerpt.data.ts';
import { t } from '../language/language.ts';
import { ListFilters } from './list-filters.tsx';
import { listQuery } from './list-query.ts';
import { Page } from './page.tsx';
import { paths, withQuery } from './paths.ts';
import { ServiceTable } from './service-table.tsx';
import { Shown } from './shown.tsx';

export function ServicesPage() {
  const { query } = useLocation();
  const asked = listQuery(query, ['status', 'agentId', 'q']) as OperationQuery['serviceList'];
  const services = useLive(
    'serviceList',
    { query: asked },
    ({ data }) => data.agentId !== undefined && data.commandId === undefined,
  );
  const words = t();
  const filtered = asked.status !== undefined || asked.q !== undefined || asked.agentId !== undefined;
  return (
    <Page title={words.services.title}>
      <ListFilters path={paths.services} statuses={effectiveStatuses} search />
      <Shown live={services}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={filtered ? words.list.none : words.services.empty} />
          ) : (
            <>
              <ServiceTable services={rows} agents />
              <Pager
                pagination={services.pagination}
                to={(page) => withQuery(paths.services, { ...query, page: String(page) })}
              />
            </>
          )
        }
      </Shown>
    </Page>
  );
}
