import type { Service } from 'capsule-contract/types';
import { StatusBadge } from '../components/badge.tsx';
import { DataTable } from '../components/data-table.tsx';
import { Moment } from '../components/moment.tsx';
import { t } from '../language/language.ts';
import { paths } from './paths.ts';
import { statusReason } from './status-reason.ts';

interface ServiceTableProps {
  services: readonly Service[];
  /** Whether to name each service's agent. */
  agents: boolean;
}

export function ServiceTable({ services, agents }: ServiceTableProps) {
  const words = t().services;
  const agent = {
    title: words.agent,
    cell: ({ agentId, agentCode }: Service) => <a href={paths.agent(agentId)}>{agentCode}</a>,
  };
  return (
    <DataTable
      caption={words.title}
      rows={services}
      keyOf={({ id }) => id}
      columns={[
        {
          title: words.service,
          head: true,
          cell: ({ id, code, name, released }) => (
            <>
              <a href={paths.service(id)}>{code}</a>
              {released && <span class="badge calm">{words.released}</span>}
              {name !== code && <span class="muted block">{name}</span>}
            </>
          ),
        },
        {
          title: t().list.status,
          cell: ({ effectiveStatus }) => <StatusBadge status={effectiveStatus} of="service" />,
        },
        {
          title: t().agents.reason,
          cell: (service) => service.health?.message ?? statusReason(service.statusReason),
        },
        ...(agents ? [agent] : []),
        { title: words.version, cell: ({ version }) => version },
        { title: words.reported, cell: ({ reportedAt }) => <Moment at={reportedAt} /> },
      ]}
    />
  );
}
