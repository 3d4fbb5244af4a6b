import type { OperationQuery } from 'capsule-contract/types';
import { useLocation } from 'preact-iso/router';
import { useLive } from '../client/live.ts';
import { Empty } from '../components/empty.tsx';
import { Pager } from '../components/pager.tsx';
import { commandStatuses } from '../contract/excerpt.data.ts';
import { t } from '../language/language.ts';
import { CommandTable } from './command-table.tsx';
import { ListFilters } from './list-filters.tsx';
import { listQuery } from './list-query.ts';
import { Page } from './page.tsx';
import { paths, withQuery } from './paths.ts';
import { Shown } from './shown.tsx';

export function CommandsPage() {
  const { query } = useLocation();
  const asked = listQuery(query, ['status', 'agentId', 'serviceId']) as OperationQuery['commandList'];
  const commands = useLive('commandList', { query: asked }, ({ data }) => data.commandId !== undefined);
  const words = t();
  const filtered = asked.status !== undefined || asked.agentId !== undefined || asked.serviceId !== undefined;
  return (
    <Page title={words.commands.title}>
      <ListFilters path={paths.commands} statuses={commandStatuses} search={false} />
      <Shown live={commands}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={filtered ? words.list.none : words.commands.empty} />
          ) : (
            <>
              <CommandTable commands={rows} caption={words.commands.title} />
              <Pager
                pagination={commands.pagination}
                to={(page) => withQuery(paths.commands, { ...query, page: String(page) })}
              />
            </>
          )
        }
      </Shown>
    </Page>
  );
}
