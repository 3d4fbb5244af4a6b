import type { Agent, OperationQuery } from 'capsule-contract/types';
import { useLocation } from 'preact-iso/router';
import { useLive } from '../client/live.ts';
import { mayCall } from '../client/session.ts';
import { StatusBadge } from '../components/badge.tsx';
import { DataTable } from '../components/data-table.tsx';
import { Empty } from '../components/empty.tsx';
import { Pager } from '../components/pager.tsx';
import { agentStatuses } from '../contract/excerpt.data.ts';
import { t } from '../language/language.ts';
import { LastSeen } from './last-seen.tsx';
import { ListFilters } from './list-filters.tsx';
import { listQuery } from './list-query.ts';
import { Page } from './page.tsx';
import { paths, withQuery } from './paths.ts';
import { Shown } from './shown.tsx';

export function AgentsPage() {
  const { query } = useLocation();
  const asked = listQuery(query, ['status', 'q']) as OperationQuery['agentList'];
  const agents = useLive(
    'agentList',
    { query: asked },
    ({ data }) => data.agentId !== undefined && data.commandId === undefined,
  );
  const words = t();
  const filtered = asked.status !== undefined || asked.q !== undefined;
  return (
    <Page title={words.agents.title}>
      <ListFilters path={paths.agents} statuses={agentStatuses} search />
      <Shown live={agents}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={filtered ? words.list.none : words.agents.empty}>
              {!filtered && mayCall('registrationTokenCreate') && (
                <a class="button primary" href={`${paths.tokens}?new=1`}>
                  {words.overview.firstToken}
                </a>
              )}
            </Empty>
          ) : (
            <>
              <AgentTable agents={rows} />
              <Pager
                pagination={agents.pagination}
                to={(page) => withQuery(paths.agents, { ...query, page: String(page) })}
              />
            </>
          )
        }
      </Shown>
    </Page>
  );
}

function AgentTable({ agents }: { agents: readonly Agent[] }) {
  const words = t().agents;
  return (
    <DataTable
      caption={words.title}
      rows={agents}
      keyOf={({ id }) => id}
      columns={[
        {
          title: words.agent,
          head: true,
          cell: ({ id, code, name, ephemeral }) => (
            <>
              <a href={paths.agent(id)}>{code}</a>
              {ephemeral && <span class="badge calm">{words.ephemeral}</span>}
              {name !== null && name !== code && <span class="muted block">{name}</span>}
            </>
          ),
        },
        { title: t().list.status, cell: ({ status }) => <StatusBadge status={status} of="agent" /> },
        { title: words.reason, cell: ({ statusReason }) => <span lang="en">{statusReason}</span> },
        { title: words.services, number: true, cell: ({ serviceCount }) => serviceCount },
        { title: words.version, cell: ({ version }) => version ?? t().general.none },
        { title: words.lastSeen, cell: (agent) => <LastSeen agent={agent} /> },
      ]}
    />
  );
}
